//! The rows of notes: only those in view are laid out.

use super::rows::Row;
use crate::app::icons::{self, Icon};
use crate::app::theme::{self, Theme, size};
use crate::app::widgets;
use crate::project::DecisionId;
use crate::workspace::Passage;
use eframe::egui::{Rect, ScrollArea, Stroke, Ui, Vec2, pos2};

/// Height of a row: the quoted words, the note, and where they stand.
const ROW: f32 = 70.0;

/// What the user did to the list in this frame.
#[derive(Debug, Default)]
pub struct Did {
    /// Clicked a note.
    pub clicked: Option<DecisionId>,
    /// Asked to see a note's words in their report.
    pub opened: Option<Passage>,
}

/// Shows the rows at `shown`; `reveal` scrolls the chosen one into view.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    rows: &[Row],
    shown: &[usize],
    chosen: Option<DecisionId>,
    reveal: bool,
) -> Did {
    let mut did = Did::default();
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    let at = shown.iter().position(|at| rows.get(*at).is_some_and(|row| Some(row.id) == chosen));
    if let Some(at) = at.filter(|_| reveal) {
        let middle = (at as f32 + 0.5) * ROW - ui.available_height() / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    area.show_rows(ui, ROW, shown.len(), |ui, range| {
        for row in shown.get(range).unwrap_or_default().iter().filter_map(|at| rows.get(*at)) {
            let response = line(ui, theme, row, chosen == Some(row.id));
            if response.double_clicked() {
                did.opened = row.place;
            } else if response.clicked() {
                did.clicked = Some(row.id);
            }
        }
    });
    did
}

fn line(ui: &mut Ui, theme: &Theme, row: &Row, chosen: bool) -> eframe::egui::Response {
    let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
    let name = [row.quote.as_str(), &row.text, &tags.join(" ")].join("\n");
    let response = widgets::list_row(ui, theme, ROW, chosen, name.trim());
    let rect = response.rect;
    sign(ui, theme, row, rect);
    let left = rect.left() + 32.0;
    let width = rect.width() - 40.0;
    let put = |y: f32, text: &str, font, color| {
        widgets::paint_line(ui, pos2(left, rect.top() + y), width, text, font, color);
    };
    let quote = row.quote.replace(['\n', '\t'], " ");
    put(16.0, &quote, theme::reading_font(size::BODY + 0.5), theme.text);
    let first = row.text.lines().next().unwrap_or("");
    let own: Vec<&str> = std::iter::once(first)
        .chain(tags.iter().map(String::as_str))
        .filter(|t| !t.is_empty())
        .collect();
    put(35.0, &own.join("  "), theme::font(size::BODY), theme.soft);
    let page = row.page.as_ref().map(|page| format!(" · page {page}")).unwrap_or_default();
    let (place, color) = if row.place.is_some() {
        (format!("{}{page}", row.report), theme.faint)
    } else {
        (format!("Without a place · {}", row.report), theme.warning)
    };
    put(53.0, &place, theme::font(size::SMALL), color);
    let edge = Stroke::new(1.0, theme.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, edge);
    response
}

/// The colour of the passage at the row's left, and whether something is written.
fn sign(ui: &Ui, theme: &Theme, row: &Row, rect: Rect) {
    let middle = pos2(rect.left() + 16.0, rect.top() + 18.0);
    let color = row.highlight.map_or(theme.faint, |color| theme.highlight(color).1);
    if let Some(highlight) = row.highlight {
        let bar = Rect::from_min_max(
            pos2(rect.left() + 1.0, rect.top() + 6.0),
            pos2(rect.left() + 5.0, rect.bottom() - 7.0),
        );
        ui.painter().rect_filled(bar, 2.0, color);
        icons::highlight_sign(ui.painter(), highlight, middle, color);
    } else {
        let area = Rect::from_center_size(middle, Vec2::splat(16.0));
        icons::paint(ui.painter(), Icon::Note, area, theme.faint);
    }
    if row.highlight.is_some() && !row.text.is_empty() {
        let area =
            Rect::from_center_size(middle + eframe::egui::vec2(0.0, 19.0), Vec2::splat(16.0));
        icons::paint(ui.painter(), Icon::Note, area, theme.faint);
    }
}
