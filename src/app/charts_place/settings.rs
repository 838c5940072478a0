//! How the chosen series are drawn, and where the chart goes.

use crate::app::actions::Action;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::charts::{ChartKind, ChartSpec, Size, ThemeName};
use eframe::egui::accesskit::Role;
use eframe::egui::{self, DragValue, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

/// What is written in the fields for words; empty stands for what the program proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// Notes, one a line.
    pub notes: String,
}

/// What was asked for in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A file of this format.
    Export(Format),
    /// To keep the chart under a name.
    Keep,
    /// To draw all series that are shown as one.
    Join,
}

impl Typed {
    /// The words of a chart that was kept.
    pub fn of(spec: &ChartSpec) -> Self {
        Self {
            title: spec.title.clone().unwrap_or_default(),
            subtitle: spec.subtitle.clone().unwrap_or_default(),
            notes: spec.notes.join("\n"),
        }
    }

    /// Puts the words into the chart's choices.
    pub fn apply(&self, spec: &mut ChartSpec) {
        let own = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        spec.title = own(&self.title);
        spec.subtitle = own(&self.subtitle);
        spec.notes = self.notes.lines().filter_map(own).collect();
    }
}

/// The files that a chart can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture of pixels.
    Png,
    /// A picture of lines and text.
    Svg,
    /// The data behind it.
    Csv,
}

impl Format {
    const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Csv];

    /// Its ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Png => "A picture for slides and documents",
            Self::Svg => "A picture that stays sharp at every size and can be edited",
            Self::Csv => "The data behind the chart, one row a telling, with sentences",
        }
    }
}

/// Sizes with names, in pixels.
const SIZES: [(&str, u32, u32); 3] =
    [("16:9", 1920, 1080), ("4:3", 1600, 1200), ("Square", 1200, 1200)];

/// Shows the settings; returns what was asked for.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    spec: &mut ChartSpec,
    typed: &mut Typed,
    (proposed, shown): (&str, usize),
) -> Option<Asked> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        widgets::section_header(ui, theme, "EXPORT", None);
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            for format in Format::ALL {
                let name = format.ending().to_uppercase();
                let button = if format == Format::Png {
                    widgets::primary_button(ui, theme, &name)
                } else {
                    ui.add(egui::Button::new(&name).min_size(egui::vec2(0.0, 32.0)))
                };
                button.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Export {name}"))
                });
                if button.on_hover_text(format.hint()).clicked() {
                    asked = Some(Asked::Export(format));
                }
            }
        });
        ui.add_space(space::XS);
        let keep = ui.button(Action::SaveChart.text());
        if keep.on_hover_text(Action::SaveChart.tooltip(ui.ctx())).clicked() {
            asked = Some(Asked::Keep);
        }
        ui.add_space(space::L);
        kind(ui, theme, spec);
        ui.add_space(space::L);
        asked = compare(ui, theme, spec, shown).or(asked);
        ui.add_space(space::L);
        words(ui, theme, typed, proposed);
        ui.add_space(space::L);
        look(ui, theme, spec);
    });
    asked
}

fn kind(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec) {
    widgets::section_header(ui, theme, "KIND", None);
    ui.add_space(space::XS);
    let kinds = [
        (ChartKind::Auto, "Automatic", "What fits the points best"),
        (ChartKind::Line, "Line", "Marks, joined from one whole year to the next"),
        (ChartKind::Columns, "Columns", "Columns from zero, side by side"),
        (ChartKind::Dots, "Dots", "Marks alone"),
    ];
    ui.horizontal_wrapped(|ui| {
        for (value, name, hint) in kinds {
            let on = spec.kind == value;
            if widgets::chip(ui, theme, name, theme.text, on).on_hover_text(hint).clicked() {
                spec.kind = value;
            }
        }
    });
}

/// What is drawn of values that cannot be compared without more ado; `shown` is how many series the
/// chart has.
fn compare(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec, shown: usize) -> Option<Asked> {
    widgets::section_header(ui, theme, "COMPARISON", None);
    ui.add_space(space::XS);
    let mut undated = !spec.hide_undated;
    ui.checkbox(&mut undated, "Values without a date")
        .on_hover_text("They stand at the year of the report that tells them");
    spec.hide_undated = !undated;
    let mut asked = None;
    if !spec.joined.is_empty() {
        if ui.button("Part the joined series").clicked() {
            spec.joined.clear();
        }
    } else if shown > 1 {
        let hint = "Draw them as one, where you hold them comparable; a note says how they differ";
        if ui.button(format!("Join {shown} series")).on_hover_text(hint).clicked() {
            asked = Some(Asked::Join);
        }
    }
    asked
}

fn words(ui: &mut Ui, theme: &Theme, typed: &mut Typed, proposed: &str) {
    widgets::section_header(ui, theme, "WORDS", None);
    ui.add_space(space::XS);
    let title = if proposed.is_empty() { "Measure and place" } else { proposed };
    field(ui, theme, "Title", title, 2, &mut typed.title);
    field(ui, theme, "Subtitle", "Unit, period and who counted", 2, &mut typed.subtitle);
    field(ui, theme, "Notes", "Notes of your own, one a line", 3, &mut typed.notes);
}

fn field(ui: &mut Ui, theme: &Theme, name: &str, hint: &str, rows: usize, text: &mut String) {
    let label = RichText::new(name).font(theme::font(size::SMALL)).color(theme.faint);
    let label = ui.label(label);
    let edit = TextEdit::multiline(text)
        .hint_text(RichText::new(hint).color(theme.faint))
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .font(theme::font(size::BODY));
    ui.add(edit).labelled_by(label.id);
    ui.add_space(space::XS);
}

fn look(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec) {
    widgets::section_header(ui, theme, "LOOK", None);
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        for (value, name) in [(ThemeName::Light, "Light"), (ThemeName::Dark, "Dark")] {
            let on = spec.theme == value;
            let hint = format!("{name} background in the picture");
            if widgets::chip(ui, theme, name, theme.text, on).on_hover_text(hint).clicked() {
                spec.theme = value;
            }
        }
    });
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        for (name, width, height) in SIZES {
            let on = spec.size == Size { width, height };
            let hint = format!("{width} × {height} pixels");
            if widgets::chip(ui, theme, name, theme.text, on).on_hover_text(hint).clicked()
                && let Some(size) = Size::new(width, height)
            {
                spec.size = size;
            }
        }
    });
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        let Size { mut width, mut height } = spec.size;
        let mut changed = false;
        for (side, name) in [(&mut width, "Width in pixels"), (&mut height, "Height in pixels")] {
            let value = DragValue::new(side).speed(10).range(64..=16_384);
            let response = ui.add(value).on_hover_text(name);
            response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
            changed |= response.changed();
            if name.starts_with('W') {
                ui.label(RichText::new("×").color(theme.faint));
            }
        }
        ui.label(RichText::new("pixels").font(theme::font(size::SMALL)).color(theme.faint));
        if changed && let Some(size) = Size::new(width, height) {
            spec.size = size;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_fields_leave_the_proposals() {
        let mut spec = ChartSpec { title: Some("old".to_owned()), ..ChartSpec::default() };
        Typed::default().apply(&mut spec);
        assert_eq!(spec, ChartSpec::default());
        let notes = "One.\n\n  Two. ".to_owned();
        let typed = Typed { title: " Mine ".to_owned(), subtitle: " ".to_owned(), notes };
        typed.apply(&mut spec);
        assert_eq!(spec.title.as_deref(), Some("Mine"));
        assert_eq!(spec.subtitle, None);
        assert_eq!(spec.notes, ["One.", "Two."]);
    }
}
