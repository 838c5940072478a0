//! The few widgets that every panel is made of.

use super::icons::{self, Icon};
use super::theme::{self, Theme, size, space};
use eframe::egui::{
    self, Align, Color32, Context, CornerRadius, CursorIcon, FontId, Frame, Id, Layout, Margin,
    Rect, Response, RichText, Sense, Stroke, TextEdit, Ui, Vec2, WidgetInfo,
    accesskit::Role,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditState,
    vec2,
};

/// The head of a part of a panel: its name in small letters, and a count where there is one.
pub fn section_header(ui: &mut Ui, theme: &Theme, title: &str, count: Option<usize>) {
    ui.horizontal(|ui| {
        let title = RichText::new(title).font(theme::strong_font(size::SMALL)).color(theme.faint);
        ui.label(title);
        if let Some(count) = count {
            let count = super::words::count(count);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(count).font(theme::font(size::SMALL)).color(theme.faint));
            });
        }
    });
}

/// What a panel shows when it has nothing to show: what that is, why, and what can be done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty<'a> {
    /// What is not there, in a few words.
    pub title: &'a str,
    /// Why, and what the user can do.
    pub text: &'a str,
    /// The words of a button, where something can be done at once.
    pub action: Option<&'a str>,
}

impl Empty<'_> {
    /// Shows it in the middle of what is left of `ui`; returns whether the button was clicked.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> bool {
        let mut clicked = false;
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.28).clamp(space::S, 180.0));
            ui.set_max_width(ui.available_width().min(420.0));
            let title = RichText::new(self.title);
            ui.label(title.font(theme::strong_font(size::LARGE)).color(theme.soft));
            ui.add_space(space::XS);
            ui.label(RichText::new(self.text).font(theme::font(size::BODY)).color(theme.faint));
            if let Some(action) = self.action {
                ui.add_space(space::M);
                clicked = primary_button(ui, theme, action).clicked();
            }
        });
        clicked
    }
}

/// The one button of a place that does what one comes for.
pub fn primary_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let words = RichText::new(text).font(theme::strong_font(size::BODY)).color(theme.on_accent);
    let button = egui::Button::new(words).fill(theme.accent).stroke(Stroke::NONE);
    ui.add(button.min_size(vec2(0.0, 32.0)))
}

/// A button that is an icon; `name` is its tooltip and its name for screen readers.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str) -> Response {
    icon_toggle(ui, theme, icon, name, false)
}

/// An icon button that stays down while what it stands for is on.
pub fn icon_toggle(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(space::ROW), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(space::RADIUS);
        if let Some(fill) = row_fill(theme, &response, on) {
            ui.painter().rect_filled(rect, radius, fill);
        }
        focus_ring(ui, theme, &response, rect);
        let color = if enabled { theme.soft } else { theme.edge };
        icons::paint(ui.painter(), icon, rect, color);
    }
    response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand)
}

/// What lies behind a row or button: nothing, or the colour for hovered or chosen.
pub fn row_fill(theme: &Theme, response: &Response, chosen: bool) -> Option<Color32> {
    if chosen {
        Some(theme.chosen)
    } else if response.hovered() && response.enabled() {
        Some(theme.hover)
    } else {
        None
    }
}

/// A thin frame around what has the keyboard.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    if response.has_focus() {
        focus_frame(ui, theme, rect);
    }
}

/// The frame of what has the keyboard.
pub fn focus_frame(ui: &Ui, theme: &Theme, rect: Rect) {
    let stroke = Stroke::new(1.5, theme.accent);
    ui.painter().rect_stroke(rect, space::RADIUS, stroke, egui::StrokeKind::Inside);
}

/// A small rounded word that can be switched on: a filter, a kind.
pub fn chip(ui: &mut Ui, theme: &Theme, text: &str, color: Color32, on: bool) -> Response {
    let words = ui
        .fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), theme::font(size::SMALL), color));
    let wanted = vec2(words.size().x + 2.0 * space::S, 24.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, on, text));
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(12);
        let fill = row_fill(theme, &response, on).unwrap_or(Color32::TRANSPARENT);
        let stroke = Stroke::new(1.0, if on { color } else { theme.edge });
        ui.painter().rect(rect, radius, fill, stroke, egui::StrokeKind::Inside);
        focus_ring(ui, theme, &response, rect);
        ui.painter().galley(rect.center() - words.size() / 2.0, words, color);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Selects all that stands in a field, so that what is typed next takes its place.
pub fn select_all(context: &Context, field: Id, typed: &str) {
    let mut state = TextEditState::load(context, field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(typed.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(context, field);
}

/// A field that narrows a list while one types, with a magnifier before and a cross behind it.
/// `name` is what screen readers call it; `hint` stands in it while it is empty.
pub fn filter_field(
    ui: &mut Ui,
    theme: &Theme,
    id: Id,
    text: &mut String,
    name: &str,
    hint: &str,
) -> Response {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, space::ROW), Sense::hover());
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(space::XS, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    let focused = ui.memory(|memory| memory.has_focus(id));
    let edge = if focused { theme.accent } else { theme.edge };
    let stroke = Stroke::new(1.0, edge);
    ui.painter().rect(rect, space::RADIUS, theme.field, stroke, egui::StrokeKind::Inside);
    inner.spacing_mut().item_spacing.x = 2.0;
    let (glass, _) = inner.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
    icons::paint(inner.painter(), Icon::Search, glass, theme.faint);
    let room = inner.available_width() - if text.is_empty() { 0.0 } else { 22.0 };
    let hint = RichText::new(hint).color(theme.faint);
    let edit = TextEdit::singleline(text)
        .id(id)
        .frame(Frame::NONE)
        .margin(Margin::symmetric(2, 4))
        .hint_text(hint)
        .font(theme::font(size::BODY))
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(room);
    let mut response = inner.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, name));
    if !text.is_empty() {
        let (cross, clear) = inner.allocate_exact_size(Vec2::splat(20.0), Sense::click());
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Clear: {name}")));
        let color = if clear.hovered() { theme.text } else { theme.faint };
        icons::paint(inner.painter(), Icon::Close, cross, color);
        if clear.clicked() {
            text.clear();
            response.mark_changed();
        }
    }
    response
}

/// One line of text that ends in an ellipsis where there is no room for it. Returns its width.
pub fn paint_line(
    ui: &Ui,
    at: egui::Pos2,
    width: f32,
    text: &str,
    font: FontId,
    color: Color32,
) -> f32 {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size();
    ui.painter().galley(at - vec2(0.0, size.y / 2.0), galley, color);
    size.x
}

/// One line of text that ends at `right`. Returns its width.
pub fn paint_line_right(
    ui: &Ui,
    right: egui::Pos2,
    text: &str,
    font: FontId,
    color: Color32,
) -> f32 {
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, color));
    let size = galley.size();
    ui.painter().galley(right - vec2(size.x, size.y / 2.0), galley, color);
    size.x
}

/// A row of a list, as wide as the list, with nothing in it yet; `name` is read to who cannot see.
pub fn list_row(ui: &mut Ui, theme: &Theme, height: f32, chosen: bool, name: &str) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, chosen, name));
    if let Some(fill) = row_fill(theme, &response, chosen) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    focus_ring(ui, theme, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The frame of a panel beside the page.
pub fn panel_frame(theme: &Theme) -> Frame {
    Frame::NONE.fill(theme.panel).inner_margin(Margin::same(12))
}

/// Widest line of a message, in points.
const MESSAGE: f32 = 600.0;

/// A message at the window's foot, over everything; returns whether the user closed it.
pub fn foot_message(context: &Context, theme: &Theme, text: &str, warning: bool) -> bool {
    let (color, edge) =
        if warning { (theme.warning, theme.warning) } else { (theme.text, theme.edge) };
    let frame = Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(space::RADIUS + 2)
        .inner_margin(Margin::symmetric(16, 10));
    let area = egui::Area::new(Id::unique("message")).order(egui::Order::Foreground);
    let shown = area.anchor(egui::Align2::CENTER_BOTTOM, [0.0, -44.0]).show(context, |ui| {
        frame
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    // What is long breaks before the cross, which has its own room beside it.
                    let label = egui::Label::new(RichText::new(text).color(color)).wrap();
                    let font = egui::TextStyle::Body.resolve(ui.style());
                    let lines = |fonts: &mut egui::epaint::FontsView<'_>| {
                        fonts.layout(text.to_owned(), font, color, MESSAGE).size()
                    };
                    let size = ui.fonts_mut(lines);
                    ui.add_sized(size, label.selectable(true));
                    icon_button(ui, theme, Icon::Close, "Close").clicked()
                })
                .inner
            })
            .inner
    });
    shown.inner
}
