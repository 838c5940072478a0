//! What all tables look like.

use super::icons::{self, Icon};
use super::theme::{self, Theme, size, space};
use super::widgets;
use eframe::egui::{
    self, Color32, CursorIcon, Label, RichText, Sense, Ui, WidgetInfo, accesskit::Role, vec2,
};

/// What the cells of a row answer to: clicks. They take no focus, or Tab would stop at each of
/// thousands; the keyboard steps through rows with the arrow keys.
pub const ROW_SENSE: Sense = Sense::CLICK;

/// The look of a table: rows close together, columns parted by space rather than lines, and the
/// chosen row in the colour of all that is chosen.
pub fn table_style(ui: &mut Ui, theme: &Theme) {
    ui.spacing_mut().item_spacing = vec2(space::M, 0.0);
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = theme.chosen;
    // egui_extras draws the lines between columns with this stroke until they are dragged.
    visuals.widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
}

/// A number that changes when a table gets much wider or narrower: as part of the table's id it
/// makes the columns fit the window anew instead of keeping the widths of another.
#[expect(clippy::cast_possible_truncation, reason = "widths of windows are small")]
pub fn fit_of(room: f32) -> i32 {
    (room / 180.0) as i32
}

/// The hairline below the head of a table that begins at the top of `rect`.
pub fn head_line(rect: egui::Rect, painter: &egui::Painter, theme: &Theme) {
    let stroke = egui::Stroke::new(1.0, theme.line);
    painter.hline(rect.x_range(), rect.top() + space::ROW, stroke);
}

/// The head of a column that a table can be sorted by.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The column's name.
    pub name: &'static str,
    /// Whether there is room for the name.
    pub shown: bool,
    /// Whether the column decides the order, and if so whether its highest comes first.
    pub sorted: Option<bool>,
    /// Whether its values stand at the right, as numbers do.
    pub right: bool,
}

impl Head {
    /// Shows the name, and an arrow where the column decides the order; returns whether it was
    /// clicked.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> bool {
        let wanted = vec2(ui.available_width(), space::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        let name = format!("Sort by {}", self.name.to_lowercase());
        let title = if self.shown { self.name } else { "" };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let strong = response.hovered() || self.sorted.is_some();
        let color = if strong { theme.text } else { theme.faint };
        let font = theme::strong_font(size::SMALL);
        let words = ui.fonts_mut(|f| f.layout_no_wrap(title.to_owned(), font, color));
        let arrow = 16.0;
        let left = if self.right {
            let arrow = if self.sorted.is_some() { arrow } else { 0.0 };
            rect.right() - words.size().x - arrow
        } else {
            rect.left()
        };
        let end = left + words.size().x;
        let painter = ui.painter_at(rect);
        painter.galley(egui::pos2(left, rect.center().y - words.size().y / 2.0), words, color);
        if let Some(down) = self.sorted {
            let icon = if down { Icon::Down } else { Icon::Up };
            let at = egui::pos2(end + arrow / 2.0, rect.center().y);
            let area = egui::Rect::from_center_size(at, egui::Vec2::splat(arrow));
            icons::paint(&painter, icon, area, color);
        }
        widgets::focus_ring(ui, theme, &response, rect);
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name).clicked()
    }
}

/// One line that ends in an ellipsis where there is no room; the whole is told on hover.
pub fn cell(ui: &mut Ui, text: &str, color: Color32, strong: bool) {
    if text.is_empty() {
        return;
    }
    let font = if strong { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    ui.add(Label::new(RichText::new(text).font(font).color(color)).truncate().selectable(false));
}

/// How far the arrow keys ask to step through a table's rows (downwards is positive) and whether
/// Enter asks to open one. Nothing while the keyboard belongs to a field or an open list.
pub fn row_keys(ui: &Ui) -> (isize, bool) {
    let taken = ui.memory(|memory| memory.focused().is_some());
    if taken || egui::Popup::is_any_open(ui.ctx()) {
        return (0, false);
    }
    ui.input_mut(|input| {
        let mut count = |key| input.count_and_consume_key(egui::Modifiers::NONE, key);
        let (up, down) = (count(egui::Key::ArrowUp), count(egui::Key::ArrowDown));
        let by = down.cast_signed() - up.cast_signed();
        (by, count(egui::Key::Enter) > 0)
    })
}

/// The row that is `by` rows from `at`, within a table of `count`; the first if none was chosen.
pub fn stepped(at: Option<usize>, by: isize, count: usize) -> usize {
    at.map_or(0, |at| at.saturating_add_signed(by).min(count.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::stepped;

    #[test]
    fn steps_stay_in_the_table() {
        assert_eq!(stepped(None, 1, 5), 0);
        assert_eq!(stepped(Some(1), 2, 5), 3);
        assert_eq!(stepped(Some(1), -3, 5), 0);
        assert_eq!(stepped(Some(4), 1, 5), 4);
        assert_eq!(stepped(Some(4), 1, 0), 0);
    }
}
