//! What all tables look like.

use super::theme::{Theme, space};
use eframe::egui::{self, Sense, Ui, vec2};

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
