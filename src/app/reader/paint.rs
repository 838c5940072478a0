//! Paints a block of the page, and names it for those who cannot see it.

use super::typeset::Laid;
use crate::app::theme::Theme;
use crate::report::{BlockKind, Report, Span};
use eframe::egui::{
    Id, Painter, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, pos2,
};
use std::sync::Arc;

/// Paints a block's words and what belongs to its kind: a list's dot, a table's line, a note's bar.
pub fn words(ui: &Ui, laid: &Laid, at: Pos2, width: f32, theme: &Theme) {
    let words = laid.words_at(at);
    let painter = ui.painter();
    painter.galley(words, Arc::clone(&laid.galley), theme.text);
    let first = laid.galley.rows.first().map_or(0.0, |row| row.rect().center().y);
    match laid.kind {
        BlockKind::ListItem => {
            let dot = pos2(words.x - laid.inset.x * 0.45, words.y + first);
            painter.circle_filled(dot, 2.2, theme.soft);
        }
        BlockKind::TableRow => {
            let y = at.y + laid.height - 1.0;
            painter.hline(at.x..=at.x + width, y, Stroke::new(1.0, theme.line));
        }
        BlockKind::Footnote => {
            let x = at.x + laid.inset.x * 0.5;
            let rows = words.y..=words.y + laid.galley.size().y;
            painter.vline(x, rows, Stroke::new(1.0, theme.edge));
        }
        BlockKind::Title | BlockKind::Heading(_) | BlockKind::Paragraph => {}
    }
}

/// A bar beside the rows of the sentence that was jumped to, so that not colour alone marks it.
pub fn margin_bar(
    painter: &Painter,
    report: &Report,
    laid: &Laid,
    at: Pos2,
    sentence: Span,
    theme: &Theme,
) {
    let boxes = laid.boxes(&report.text, sentence);
    let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return };
    let bar = Rect::from_min_max(
        pos2(at.x - 14.0, at.y + first.rect.top()),
        pos2(at.x - 11.0, at.y + last.rect.bottom()),
    );
    painter.rect_filled(bar, 1.0, theme.accent);
}

/// Painted type is invisible to screen readers, and to tests, unless it is named.
pub fn name_for_readers(ui: &Ui, report: &Report, laid: &Laid, at: Pos2) {
    let rect = Rect::from_min_size(laid.words_at(at), laid.galley.size().max(Vec2::splat(1.0)));
    let id = Id::unique(("block", laid.span.start.get()));
    let response = ui.interact(rect, id, Sense::hover());
    let role = if laid.kind.is_heading() { Role::Heading } else { Role::Paragraph };
    response.widget_info(|| WidgetInfo::labeled(role, true, laid.span.of(&report.text)));
}
