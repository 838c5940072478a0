//! The size of the picture, on screen or on paper, and its colours.

use super::kind::chips;
use super::{Asked, Subject, caption};
use crate::app::actions::Action;
use crate::app::charts_place::export::Scale;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::charts::{ChartSpec, Size, ThemeName};
use eframe::egui::accesskit::Role;
use eframe::egui::{DragValue, RichText, Ui, WidgetInfo, vec2};

/// Sizes with names, in pixels.
const SIZES: [(&str, u32, u32); 3] =
    [("16:9", 1920, 1080), ("4:3", 1600, 1200), ("Square", 1200, 1200)];

/// Pixels an inch of paper.
const DPI: u32 = 300;
/// What is offered first where a size on paper is asked for, in millimetres.
const PAPER: [u32; 2] = [160, 90];

const THEMES: [(ThemeName, &str, &str); 4] = [
    (ThemeName::Light, "Light", "Light background in the picture"),
    (ThemeName::Dark, "Dark", "Dark background in the picture"),
    (ThemeName::Transparent, "Transparent", "No background: what lies below shows through"),
    (ThemeName::Monochrome, "Black and white", "For print: told apart by marks and dashes alone"),
];

const SCALES: [(Scale, &str, &str); 3] = [
    (Scale(1), "1×", "As many pixels as the size says"),
    (Scale(2), "2×", "Twice as many each way, for large screens"),
    (Scale(4), "4×", "Four times as many each way, for print"),
];

/// Shows size and colours.
pub fn show(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) -> Option<Asked> {
    let spec = &mut *subject.spec;
    caption(ui, theme, "Size");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        for (name, width, height) in SIZES {
            let on = spec.paper.is_none() && spec.size == Size { width, height };
            let hint = format!("{width} × {height} pixels");
            if widgets::chip(ui, theme, name, theme.text, on).on_hover_text(hint).clicked()
                && let Some(size) = Size::new(width, height)
            {
                (spec.size, spec.paper) = (size, None);
            }
        }
        let hint = "A size on paper, at 300 pixels an inch";
        let on = spec.paper.is_some();
        if widgets::chip(ui, theme, "In cm", theme.text, on).on_hover_text(hint).clicked() {
            set_paper(spec, spec.paper.unwrap_or(PAPER));
        }
    });
    ui.add_space(space::XS);
    match spec.paper {
        Some(paper) => centimetres(ui, theme, spec, paper),
        None => pixels(ui, theme, spec),
    }
    ui.add_space(space::XS);
    caption(ui, theme, "Pixels of a PNG");
    chips(ui, theme, &SCALES, subject.scale);
    ui.add_space(space::S);
    caption(ui, theme, "Colours");
    chips(ui, theme, &THEMES, &mut spec.theme);
    if let Some(own) = &spec.own_theme {
        ui.add_space(space::XS);
        let on = spec.theme == ThemeName::Own;
        let chip = widgets::chip(ui, theme, &own.name, theme.text, on);
        if chip.on_hover_text("Your own colours, from a file").clicked() {
            spec.theme = ThemeName::Own;
        }
    }
    ui.add_space(space::XS);
    let action = Action::OwnChartTheme;
    let hint = action.hint();
    ui.button(action.text()).on_hover_text(hint).clicked().then_some(Asked::Run(action))
}

fn set_paper(spec: &mut ChartSpec, paper: [u32; 2]) {
    if let Some(size) = Size::on_paper(paper, DPI) {
        (spec.size, spec.paper) = (size, Some(paper));
    }
}

fn centimetres(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec, paper: [u32; 2]) {
    let mut sides = paper.map(|side| f64::from(side) / 10.0);
    let changed = pair(ui, theme, "cm", |ui, side, name| {
        let value = sides.get_mut(side)?;
        let drag = DragValue::new(value).speed(0.1).range(3.0..=100.0).fixed_decimals(1);
        Some(named(ui, drag, &format!("{name} in centimetres")))
    });
    if changed {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "up to 1 m")]
        let millimetres = sides.map(|side| (side * 10.0).round().clamp(30.0, 1000.0) as u32);
        set_paper(spec, millimetres);
    }
}

fn pixels(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec) {
    let mut sides = [spec.size.width, spec.size.height];
    let changed = pair(ui, theme, "pixels", |ui, side, name| {
        let value = sides.get_mut(side)?;
        let drag = DragValue::new(value).speed(10).range(64..=16_384);
        Some(named(ui, drag, &format!("{name} in pixels")))
    });
    let [width, height] = sides;
    if changed && let Some(size) = Size::new(width, height) {
        spec.size = size;
    }
}

/// A field with a number; returns whether it was changed.
fn named(ui: &mut Ui, drag: DragValue<'_>, name: &str) -> bool {
    let response = ui.add(drag).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
    response.changed()
}

/// Width and height side by side, each shown by `side`; returns whether one was changed.
fn pair(
    ui: &mut Ui,
    theme: &Theme,
    unit: &str,
    mut side: impl FnMut(&mut Ui, usize, &str) -> Option<bool>,
) -> bool {
    ui.horizontal(|ui| {
        let width = side(ui, 0, "Width");
        ui.label(RichText::new("×").color(theme.faint));
        let height = side(ui, 1, "Height");
        ui.label(RichText::new(unit).font(theme::font(size::SMALL)).color(theme.faint));
        width == Some(true) || height == Some(true)
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_on_paper_has_its_pixels() {
        let mut spec = ChartSpec::default();
        set_paper(&mut spec, [160, 90]);
        assert_eq!(spec.size, Size { width: 1890, height: 1063 });
        assert_eq!(spec.paper, Some([160, 90]));
        set_paper(&mut spec, [900, 30]);
        assert_eq!(spec.paper, Some([160, 90]), "no strip thirty times as wide as high");
    }
}
