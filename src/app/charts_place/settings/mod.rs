//! How the chosen series are drawn, and where the chart goes: groups that open and close, the ones
//! that are needed most at the top.

mod kind;
mod look;
mod words;
mod years;

pub use kind::chips;
pub use words::Typed;

use super::building::Drawn;
use super::export::{self, Format, Scale};
use super::names::{self, Names};
use crate::app::actions::Action;
use crate::app::icons::{self, Icon};
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::charts::ChartSpec;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align, Id, Label, Rect, Response, RichText, ScrollArea, Ui, WidgetInfo, vec2,
};
use years::Marking;

/// What is being typed in the settings and is no choice yet.
#[derive(Debug, Default)]
pub struct Forms {
    event: Marking,
    highlight: Marking,
    /// What was wrong with the file that was read last.
    pub wrong: Option<String>,
}

/// What was asked for in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A file of this format.
    Export(Format),
    /// The list of the names that are changed in files with sentences.
    Names,
    /// To draw all series that are shown as one.
    Join,
    /// What an action does.
    Run(Action),
}

/// What the settings change, and what they are of.
pub struct Subject<'a> {
    /// The chart's choices.
    pub spec: &'a mut ChartSpec,
    /// Its words.
    pub typed: &'a mut Typed,
    /// What is being typed.
    pub forms: &'a mut Forms,
    /// What becomes of private persons' names.
    pub names: &'a mut Names,
    /// How many pixels of a PNG stand for one of the chart's size.
    pub scale: &'a mut Scale,
    /// The chart as it was drawn last.
    pub drawn: Option<&'a Drawn>,
}

/// Shows the settings; returns what was asked for.
pub fn show(ui: &mut Ui, theme: &Theme, mut subject: Subject<'_>) -> Option<Asked> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        // The bar that scrolls lies beside the fields.
        ui.set_max_width(ui.available_width() - space::S);
        asked = exports(ui, theme, &subject);
        let subject = &mut subject;
        let of_kind = section(ui, theme, "Kind", "", true, |ui| kind::show(ui, theme, subject));
        asked = of_kind.flatten().or(asked);
        section(ui, theme, "Words", "", false, |ui| words::show(ui, theme, subject));
        let notes = subject.drawn.map_or(0, |drawn| drawn.proposed.automatic.len());
        let count = if notes > 0 { notes.to_string() } else { String::new() };
        section(ui, theme, "Footnotes", &count, false, |ui| words::notes(ui, theme, subject));
        section(ui, theme, "Years", &years::summary(subject.spec), false, |ui| {
            years::show(ui, theme, subject);
        });
        let references = subject.spec.references.len();
        let count = if references > 0 { references.to_string() } else { String::new() };
        let open = subject.forms.wrong.is_some();
        let added = section(ui, theme, "Reference data", &count, open, |ui| {
            years::references(ui, theme, subject)
        });
        asked = added.flatten().or(asked);
        let private = section(ui, theme, "Names", "", false, |ui| private(ui, theme, subject));
        asked = private.flatten().or(asked);
        let of_look = section(ui, theme, "Look", "", false, |ui| look::show(ui, theme, subject));
        asked = of_look.flatten().or(asked);
        ui.add_space(space::L);
    });
    asked
}

fn exports(ui: &mut Ui, theme: &Theme, subject: &Subject<'_>) -> Option<Asked> {
    let mut asked = None;
    widgets::section_header(ui, theme, "EXPORT", None);
    ui.add_space(space::XS);
    let enabled = subject.drawn.is_some_and(|drawn| !drawn.shown.is_empty());
    ui.add_enabled_ui(enabled, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            ui.spacing_mut().button_padding.x = 6.0;
            for format in Format::ALL {
                let name = export::name(format);
                let button = if format == Format::Png {
                    widgets::primary_button(ui, theme, name)
                } else {
                    ui.add(egui::Button::new(name).min_size(vec2(0.0, 32.0)))
                };
                button.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, enabled, format!("Export {name}"))
                });
                if button.on_hover_text(export::action(format).hint()).clicked() {
                    asked = Some(Asked::Export(format));
                }
            }
        });
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            for action in [Action::CopyChart, Action::CopyChartData] {
                let button = ui.button(action.text()).on_hover_text(action.tooltip(ui.ctx()));
                if button.clicked() {
                    asked = Some(Asked::Run(action));
                }
            }
        });
    });
    ui.add_space(space::M);
    asked
}

/// What becomes of private persons' names in files with sentences.
fn private(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) -> Option<Asked> {
    caption(ui, theme, "Private persons in the sentences of slides, sheets and data");
    if chips(ui, theme, &names::CHOICES, &mut subject.names.how) {
        subject.names.is_said();
    }
    ui.add_space(space::XS);
    let hint = "The names that are changed, to let some of them stand";
    ui.button("Whose names?").on_hover_text(hint).clicked().then_some(Asked::Names)
}

/// A group of settings under a head that opens and closes it. `summary` stands in the head.
fn section<R>(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    summary: &str,
    open: bool,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let id = Id::unique(("chart settings", title));
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(open);
    let head = widgets::list_row(ui, theme, space::ROW, false, title);
    let rect = head.rect;
    let angle = Rect::from_min_size(rect.min, vec2(16.0, rect.height()));
    icons::paint(ui.painter(), if open { Icon::Down } else { Icon::Forward }, angle, theme.faint);
    let at = rect.left_center() + vec2(20.0, 0.0);
    let font = || theme::strong_font(size::SMALL);
    widgets::paint_line(ui, at, rect.width(), &title.to_uppercase(), font(), theme.faint);
    let right = rect.right_center() - vec2(space::XS, 0.0);
    widgets::paint_line_right(ui, right, summary, theme::font(size::SMALL), theme.faint);
    let reveal = ui.data_mut(|data| data.remove_temp::<bool>(id.with("reveal")));
    if reveal == Some(true) {
        head.scroll_to_me(Some(Align::TOP));
    }
    if head.clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
        // What it holds is laid out in this frame: it can be brought into view in the next.
        ui.data_mut(|data| data.insert_temp(id.with("reveal"), open));
    }
    let shown = open.then(|| {
        ui.add_space(space::XS);
        let shown = ui.scope(add).inner;
        ui.add_space(space::M);
        shown
    });
    ui.add_space(2.0);
    shown
}

/// Words that say what stands below them.
fn caption(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let text = RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint);
    ui.add(Label::new(text).wrap())
}

/// A line with words and a cross that takes it away; `name` says what the cross does. Returns
/// whether the words and whether the cross were clicked.
fn removable(ui: &mut Ui, theme: &Theme, text: &str, name: &str) -> (bool, bool) {
    let width = ui.available_width() - space::ROW - space::XS;
    let mut did = (false, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let words = RichText::new(text).font(theme::font(size::BODY)).color(theme.text);
        let label = Label::new(words).wrap().sense(egui::Sense::click());
        let response = ui.allocate_ui(vec2(width, 0.0), |ui| {
            ui.set_min_width(width);
            ui.add(label)
        });
        did.0 = response.inner.clicked();
        did.1 = widgets::icon_button(ui, theme, Icon::Close, name).clicked();
    });
    did
}
