//! A button that opens a list to choose one thing from, with a field that narrows long lists.

use super::icons::{self, Icon};
use super::theme::{self, Theme, size, space};
use super::widgets;
use eframe::egui::{
    self, Align, CursorIcon, Id, Popup, PopupCloseBehavior, RectAlign, Response, ScrollArea, Sense,
    Ui, WidgetInfo, accesskit::Role, vec2,
};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// What is chosen.
    pub value: T,
    /// Its words.
    pub text: String,
    /// How often it occurs, where that is known.
    pub count: Option<usize>,
    /// Whether it belongs to the one above it.
    pub inset: bool,
}

impl<T> Choice<T> {
    /// A choice without a count.
    pub fn new(value: T, text: impl Into<String>) -> Self {
        Self { value, text: text.into(), count: None, inset: false }
    }

    /// The choice with how often it occurs.
    #[must_use]
    pub fn counted(self, count: usize) -> Self {
        Self { count: Some(count), ..self }
    }

    /// The choice as part of the one above it.
    #[must_use]
    pub fn inset(self) -> Self {
        Self { inset: true, ..self }
    }
}

/// Lists longer than this get a field that narrows them.
const LONG: usize = 10;
const WIDTH: f32 = 300.0;
const HEIGHT: f32 = 340.0;

/// Shows a button of `width` with the words of what is chosen; returns what the user chooses
/// instead. `name` says for screen readers what is chosen here.
pub fn choose<T: Clone + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    width: f32,
    chosen: &T,
    choices: &[Choice<T>],
) -> Option<T> {
    let current = choices.iter().find(|choice| choice.value == *chosen);
    let text = current.map_or("", |choice| choice.text.as_str());
    let button = button(ui, theme, name, width, text);
    let narrow = Id::unique(("choose", name));
    let mut picked = None;
    let popup = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .align(RectAlign::BOTTOM_START)
        .gap(2.0)
        .width(WIDTH);
    popup.show(|ui| {
        ui.set_width(WIDTH);
        picked = list(ui, theme, narrow, chosen, choices);
    });
    if picked.is_some() {
        Popup::close_all(ui.ctx());
    }
    picked
}

fn button(ui: &mut Ui, theme: &Theme, name: &str, width: f32, text: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::ROW), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("{name}: {text}")));
    if ui.is_rect_visible(rect) {
        let fill = widgets::row_fill(theme, &response, false).unwrap_or(theme.field);
        let stroke = egui::Stroke::new(1.0, theme.edge);
        ui.painter().rect(rect, space::RADIUS, fill, stroke, egui::StrokeKind::Inside);
        widgets::focus_ring(ui, theme, &response, rect);
        let at = rect.left_center() + vec2(space::S, 0.0);
        let room = rect.width() - space::S - 24.0;
        widgets::paint_line(ui, at, room, text, theme::font(size::BODY), theme.text);
        let arrow = egui::Rect::from_center_size(
            rect.right_center() - vec2(14.0, 0.0),
            egui::Vec2::splat(16.0),
        );
        icons::paint(ui.painter(), Icon::Down, arrow, theme.faint);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn list<T: Clone + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    narrow: Id,
    chosen: &T,
    choices: &[Choice<T>],
) -> Option<T> {
    let mut typed = String::new();
    if choices.len() > LONG {
        typed = ui.data(|data| data.get_temp::<String>(narrow)).unwrap_or_default();
        widgets::filter_field(ui, theme, narrow, &mut typed, "Narrow the list", "Narrow the list");
        ui.data_mut(|data| data.insert_temp(narrow, typed.clone()));
        ui.add_space(space::XS);
    }
    let wanted = typed.trim().to_lowercase();
    let shown: Vec<&Choice<T>> = choices
        .iter()
        .filter(|choice| wanted.is_empty() || choice.text.to_lowercase().contains(&wanted))
        .collect();
    if shown.is_empty() {
        ui.label(egui::RichText::new("None of this name").color(theme.faint));
    }
    let mut picked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, true]).show_rows(
        ui,
        space::ROW,
        shown.len(),
        |ui, rows| {
            for choice in shown.get(rows).unwrap_or_default() {
                if row(ui, theme, choice, choice.value == *chosen).clicked() {
                    picked = Some(choice.value.clone());
                }
            }
        },
    );
    picked
}

fn row<T>(ui: &mut Ui, theme: &Theme, choice: &Choice<T>, chosen: bool) -> Response {
    let response = widgets::list_row(ui, theme, space::ROW, chosen, &choice.text);
    if !ui.is_rect_visible(response.rect) {
        return response;
    }
    let rect = response.rect.shrink2(vec2(space::S, 0.0));
    let mut right = rect.right();
    if let Some(count) = choice.count {
        let words = super::words::count(count);
        let at = rect.right_center();
        let font = theme::font(size::SMALL);
        right -= widgets::paint_line_right(ui, at, &words, font, theme.faint) + space::S;
    }
    let indent = if choice.inset { space::M } else { 0.0 };
    let at = rect.left_center() + vec2(indent, 0.0);
    let room = right - at.x;
    let font = theme::font(size::BODY);
    widgets::paint_line(ui, at, room, &choice.text, font, theme.text);
    response
}

/// A row of controls of one height, parted by the usual space, that goes on in a second line where
/// the window is narrow.
pub fn control_row<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::left_to_right(Align::Center).with_main_wrap(true);
    let wanted = vec2(ui.available_width(), space::ROW);
    ui.allocate_ui_with_layout(wanted, layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        add(ui)
    })
    .inner
}
