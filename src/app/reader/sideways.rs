//! Tables wider than the column of text: how far each is scrolled sideways, by the wheel, by its
//! bar, and to words that are jumped to.

use super::typeset::Laid;
use crate::app::theme::{Theme, space};
use crate::report::Offset;
use eframe::egui::{Id, Pos2, Rangef, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Height of the bar below a wide table.
const BAR: f32 = 5.0;

/// How far the tables of a report are scrolled, by their numbers, in points.
#[derive(Debug, Default)]
pub struct Sideways(HashMap<usize, f32>);

/// The part of a wide table that is in view.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// How wide the whole of it is.
    width: f32,
    top: f32,
    bottom: f32,
}

impl Sideways {
    /// How far a block is moved to the left.
    pub fn of(&self, laid: &Laid) -> f32 {
        laid.row.and_then(|row| self.0.get(&row.table)).copied().unwrap_or_default()
    }

    /// Scrolls the table that `at` is in so that its words can be seen in a column so wide.
    pub fn bring(&mut self, laid: &Laid, text: &str, at: Offset, width: f32) {
        let Some(row) = laid.row.filter(|row| row.width > width) else { return };
        let x = laid.caret(text, at).left();
        let shift = self.0.entry(row.table).or_default();
        if x < *shift || x > *shift + width * 0.8 {
            *shift = (x - width * 0.3).clamp(0.0, row.width - width);
        }
    }

    /// Lets the wide tables among these blocks be scrolled, and paints their bars.
    pub fn show(&mut self, ui: &Ui, blocks: &[(Pos2, Arc<Laid>)], column: Rangef, theme: &Theme) {
        for (table, seen) in wide(blocks, column.span()) {
            let shift = self.0.entry(table).or_default();
            let most = seen.width - column.span();
            let rows = Rect::from_x_y_ranges(column, seen.top..=seen.bottom);
            let inside = ui.rect_contains_pointer(rows);
            let wheel = ui.input(|input| input.smooth_scroll_delta().x);
            let mut moved = if inside { -wheel } else { 0.0 };
            // The bar stays in view while the table's end is not.
            let top = (seen.bottom + 3.0).min(ui.clip_rect().bottom() - BAR);
            let track = Rect::from_x_y_ranges(column, top..=top + BAR);
            let id = Id::unique(("table", table));
            let sensed = ui.interact(track.expand2(vec2(0.0, 3.0)), id, Sense::drag());
            sensed.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Scroll the table"));
            if sensed.dragged() {
                moved += sensed.drag_delta().x * seen.width / column.span();
            }
            let now = (*shift + moved).clamp(0.0, most);
            if now != *shift {
                *shift = now;
                ui.ctx().request_repaint();
            }
            let part = column.span() / seen.width;
            let left = column.min + *shift * part;
            let handle =
                Rect::from_min_size(pos2(left, track.top()), vec2(column.span() * part, BAR));
            let active = sensed.hovered() || sensed.dragged();
            let color = if active { theme.faint } else { theme.edge };
            ui.painter().rect_filled(handle, f32::from(space::RADIUS), color);
        }
    }
}

/// The tables among these blocks that are wider than the column.
fn wide(blocks: &[(Pos2, Arc<Laid>)], width: f32) -> BTreeMap<usize, Seen> {
    let mut tables: BTreeMap<usize, Seen> = BTreeMap::new();
    for (at, laid) in blocks {
        let Some(row) = laid.row.filter(|row| row.width > width) else { continue };
        let (top, bottom) = (at.y, at.y + row.height);
        let seen = tables.entry(row.table).or_insert(Seen { width: row.width, top, bottom });
        seen.bottom = seen.bottom.max(bottom);
        seen.top = seen.top.min(top);
    }
    tables
}

/// What may be painted of a block: of a wide table only what is in the column.
pub fn clip(laid: &Laid, screen: Rect, column: Rangef) -> Rect {
    if laid.row.is_some_and(|row| row.width > column.span()) {
        screen.intersect(Rect::from_x_y_ranges(column, screen.y_range()))
    } else {
        screen
    }
}
