//! What all tables look like.

use super::theme::{Theme, space};
use eframe::egui::{self, Ui, vec2};

/// The look of a table: rows close together, columns parted by space rather than lines, and the
/// chosen row in the colour of all that is chosen.
pub fn table_style(ui: &mut Ui, theme: &Theme) {
    ui.spacing_mut().item_spacing = vec2(space::M, 0.0);
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = theme.chosen;
    // egui_extras draws the lines between columns with this stroke until they are dragged.
    visuals.widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
}

/// The hairline below the head of a table that begins at the top of `rect`.
pub fn head_line(rect: egui::Rect, painter: &egui::Painter, theme: &Theme) {
    let stroke = egui::Stroke::new(1.0, theme.line);
    painter.hline(rect.x_range(), rect.top() + space::ROW, stroke);
}
