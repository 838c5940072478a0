//! Paints a block of the page, and names it for those who cannot see it.

use super::typeset::Laid;
use crate::app::theme::Theme;
use crate::report::{BlockKind, Report, Span};
use eframe::egui::{
    Id, Painter, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};
use std::sync::Arc;

/// Paints what lies behind the row of a table: the heads of columns are set off from the rest.
pub fn row(ui: &Ui, laid: &Laid, at: Pos2, theme: &Theme) {
    let Some(row) = laid.row else { return };
    let rect = Rect::from_min_size(at, vec2(row.width, row.height));
    if row.is_head {
        ui.painter().rect_filled(rect, 0.0, theme.panel);
    }
    let color = if row.is_head { theme.edge } else { theme.line };
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, color));
}

/// Paints a block's words and what belongs to its kind: a list's dot, a note's bar.
pub fn words(ui: &Ui, laid: &Laid, at: Pos2, theme: &Theme) {
    let painter = ui.painter();
    for part in &laid.parts {
        painter.galley(at + part.inset, Arc::clone(&part.galley), theme.text);
    }
    let Some(part) = laid.parts.first() else { return };
    let words = at + part.inset;
    match laid.kind {
        BlockKind::ListItem => {
            let first = part.galley.rows.first().map_or(0.0, |row| row.rect().center().y);
            let dot = pos2(words.x - part.inset.x * 0.45, words.y + first);
            painter.circle_filled(dot, 2.2, theme.soft);
        }
        BlockKind::Footnote => {
            let x = at.x + part.inset.x * 0.5;
            let rows = words.y..=words.y + part.galley.size().y;
            painter.vline(x, rows, Stroke::new(1.0, theme.edge));
        }
        _ => {}
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
    let words = laid.words_at(at);
    let rect = Rect::from_min_size(words.min, words.size().max(Vec2::splat(1.0)));
    let id = Id::unique(("block", laid.span.start.get()));
    let response = ui.interact(rect, id, Sense::hover());
    let role = match laid.kind {
        BlockKind::Title | BlockKind::Heading(_) => Role::Heading,
        BlockKind::TableRow => Role::Row,
        _ => Role::Paragraph,
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, laid.span.of(&report.text)));
}
