//! Where every block of a report stands on its long page: exact for what has been set, guessed for
//! the rest, so that opening a report costs what is in view and no more.

use super::grid::Grids;
use super::typeset::{self, Laid, Setting};
use crate::app::theme::Theme;
use crate::report::{Offset, Report};
use eframe::egui::Ui;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many blocks are kept in type at most.
const KEPT: usize = 300;

/// Space above the first block.
pub const TOP_MARGIN: f32 = 24.0;

/// How much of the view may stay empty below the last words, so that these too can be read at a
/// comfortable height.
const BELOW: f32 = 0.4;

/// The page of one report.
#[derive(Debug)]
pub struct Layout {
    setting: Setting,
    /// The tables.
    grids: Grids,
    /// Heights of all blocks, the space around them included.
    heights: Vec<f32>,
    /// Which heights are exact.
    exact: Vec<bool>,
    /// Where each block begins; one more than there are blocks.
    tops: Vec<f32>,
    /// Blocks in type, by their number.
    kept: HashMap<usize, Arc<Laid>>,
    /// How full the letters' picture was: when it is emptied, all type must be set anew.
    fill: f32,
    /// The first block that may not be exact.
    unmeasured: usize,
}

impl Layout {
    /// A page on which nothing has been set.
    pub fn new(report: &Report, setting: Setting) -> Self {
        let heights: Vec<f32> =
            report.blocks.iter().map(|block| typeset::guess_height(block, setting)).collect();
        let exact = vec![false; heights.len()];
        let mut layout = Self {
            setting,
            grids: Grids::new(report),
            heights,
            exact,
            tops: Vec::new(),
            kept: HashMap::new(),
            fill: 0.0,
            unmeasured: 0,
        };
        layout.stack();
        layout
    }

    /// How the text is set.
    pub fn setting(&self) -> Setting {
        self.setting
    }

    fn stack(&mut self) {
        self.tops.clear();
        let mut top = TOP_MARGIN;
        for height in &self.heights {
            self.tops.push(top);
            top += height;
        }
        self.tops.push(top);
    }

    /// Throws away type whose letters are no longer in the picture that they are drawn from.
    pub fn check_letters(&mut self, ui: &Ui) {
        let fill = ui.fonts_mut(|fonts| fonts.font_atlas_fill_ratio());
        if fill < self.fill {
            self.kept.clear();
        }
        self.fill = fill;
    }

    /// Where a block begins.
    pub fn top(&self, block: usize) -> f32 {
        self.tops.get(block).or(self.tops.last()).copied().unwrap_or(TOP_MARGIN)
    }

    /// Height of the whole page.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(TOP_MARGIN)
    }

    /// Height of the page with the empty space that may be scrolled to.
    pub fn scrolled_height(&self, view: f32) -> f32 {
        self.height() + view * BELOW
    }

    /// The block at a height; the last one beyond the end.
    pub fn block_at(&self, y: f32) -> usize {
        let after = self.tops.partition_point(|top| *top <= y);
        after.saturating_sub(1).min(self.heights.len().saturating_sub(1))
    }

    /// The blocks that stand between two heights.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.block_at(from);
        first..(self.block_at(to) + 1).min(self.heights.len())
    }

    /// A block in type. `at` is the block to keep when there are too many: those far from it go.
    pub fn laid(
        &mut self,
        ui: &Ui,
        report: &Report,
        block: usize,
        theme: &Theme,
    ) -> Option<Arc<Laid>> {
        if let Some(laid) = self.kept.get(&block) {
            return Some(Arc::clone(laid));
        }
        let laid = Arc::new(self.set(ui, report, block, theme)?);
        self.settle(block, laid.height);
        self.kept.insert(block, Arc::clone(&laid));
        Some(laid)
    }

    fn set(&mut self, ui: &Ui, report: &Report, index: usize, theme: &Theme) -> Option<Laid> {
        let (block, setting) = (report.blocks.get(index)?, self.setting);
        let row = self.grids.row_of(index);
        if let Some((table, row)) = row {
            let fonts = typeset::cell_fonts(setting.size);
            let grid = self.grids.measured(ui, report, table, setting.width, &fonts)?;
            let row = (table, row);
            return Some(typeset::set_row(ui, report, block, grid, row, setting, theme));
        }
        Some(typeset::set(ui, report, block, setting, theme))
    }

    fn settle(&mut self, block: usize, height: f32) {
        if let Some(exact) = self.exact.get_mut(block) {
            *exact = true;
        }
        if let Some(known) = self.heights.get_mut(block) {
            *known = height;
        }
    }

    /// Sets all blocks between two heights, measured from a block that stays where it is on the
    /// screen: what becomes exact above it moves the page, never the words. Returns by how much
    /// the page moved, and the blocks, which then stand between the two heights so moved.
    pub fn settle_between(
        &mut self,
        ui: &Ui,
        report: &Report,
        from: f32,
        to: f32,
        theme: &Theme,
    ) -> (f32, Range<usize>) {
        let mut moved = 0.0;
        // Each round sets what the last one brought into view; guesses are near enough for a few.
        for _ in 0..6 {
            let range = self.between(from + moved, to + moved);
            let new: Vec<usize> =
                range.clone().filter(|block| !self.kept.contains_key(block)).collect();
            if new.is_empty() {
                return (moved, range);
            }
            let anchor = range
                .clone()
                .find(|block| self.is_exact(*block) && self.top(*block) >= from + moved)
                .or_else(|| range.clone().find(|block| self.is_exact(*block)))
                .unwrap_or(range.start);
            let before = self.top(anchor);
            for block in new {
                self.laid(ui, report, block, theme);
            }
            self.stack();
            moved += self.top(anchor) - before;
        }
        (moved, self.between(from + moved, to + moved))
    }

    /// Where the page must be scrolled to so that the row of `at` stands `down` points below the
    /// upper edge of the view; what will be in view is set on the way.
    pub fn scroll_to(
        &mut self,
        ui: &Ui,
        report: &Report,
        at: Offset,
        down: f32,
        view: f32,
        theme: &Theme,
    ) -> f32 {
        let Some(block) = report.block_at(at) else { return 0.0 };
        let Some(laid) = self.laid(ui, report, block, theme) else { return 0.0 };
        let row = laid.row_top(&report.text, at);
        let (mut above, mut first) = (row, block);
        while above < down && first > 0 {
            first -= 1;
            above += self.laid(ui, report, first, theme).map_or(0.0, |laid| laid.height);
        }
        let (mut below, mut last) = (laid.height - row, block + 1);
        while below < view - down && last < self.heights.len() {
            below += self.laid(ui, report, last, theme).map_or(0.0, |laid| laid.height);
            last += 1;
        }
        self.stack();
        (self.top(block) + row - down).min(self.scrolled_height(view) - view).max(0.0)
    }

    fn is_exact(&self, block: usize) -> bool {
        self.exact.get(block).copied().unwrap_or(false)
    }

    /// Measures blocks that are not in view, for at most `budget`. Returns by how much what stands
    /// at `anchor` moved, and whether all is measured.
    pub fn measure(
        &mut self,
        ui: &Ui,
        report: &Report,
        anchor: usize,
        budget: Duration,
        theme: &Theme,
    ) -> (f32, bool) {
        if self.unmeasured >= self.heights.len() {
            return (0.0, true);
        }
        let start = Instant::now();
        let before = self.top(anchor);
        while start.elapsed() < budget {
            if !self.is_exact(self.unmeasured) {
                let Some(laid) = self.set(ui, report, self.unmeasured, theme) else { break };
                self.settle(self.unmeasured, laid.height);
            }
            self.unmeasured += 1;
        }
        self.stack();
        (self.top(anchor) - before, self.unmeasured >= self.heights.len())
    }

    /// Lets type go that is far from what is in view.
    pub fn forget_beyond(&mut self, view: &Range<usize>) {
        if self.kept.len() > KEPT {
            let near = view.start.saturating_sub(KEPT / 3)..view.end + KEPT / 3;
            self.kept.retain(|block, _| near.contains(block));
        }
    }
}
