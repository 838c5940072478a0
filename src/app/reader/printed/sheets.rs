//! Where the printed pages of a file stand, one below the other.

use eframe::egui::{Rect, pos2, vec2};
use std::ops::Range;

/// Space above each sheet, for its number, and below the last.
pub const GAP: f32 = 34.0;

/// Least space beside a sheet.
pub const MARGIN: f32 = 20.0;

/// The sheets of a file, laid out at a scale. Lengths are points of the screen unless said.
#[derive(Debug, Default)]
pub struct Sheets {
    /// The page number of the first one.
    first: u32,
    /// Their widths and heights in points of the paper.
    sizes: Vec<[f32; 2]>,
    /// Points of the screen for a point of the paper.
    scale: f32,
    /// The upper edges; one more than there are sheets.
    tops: Vec<f32>,
}

impl Sheets {
    /// The sheets of these sizes, the first of which has the number `first`.
    pub fn new(first: u32, sizes: Vec<[f32; 2]>) -> Self {
        let mut sheets = Self { first, sizes, scale: 0.0, tops: Vec::new() };
        sheets.set_scale(1.0);
        sheets
    }

    /// Points of the screen for a point of the paper.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Lays them out at a scale.
    pub fn set_scale(&mut self, scale: f32) {
        if scale == self.scale {
            return;
        }
        self.scale = scale;
        self.tops.clear();
        let mut top = GAP;
        for [_, height] in &self.sizes {
            self.tops.push(top);
            top += height * scale + GAP;
        }
        self.tops.push(top);
    }

    /// The width of the widest one on paper.
    pub fn widest(&self) -> f32 {
        self.sizes.iter().map(|[width, _]| *width).fold(1.0, f32::max)
    }

    /// The width of all, in a view so wide.
    pub fn width(&self, view: f32) -> f32 {
        (self.widest() * self.scale + 2.0 * MARGIN).max(view)
    }

    /// The height of all.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(GAP)
    }

    /// The sheet at a height; that above it in the space between two.
    fn at(&self, y: f32) -> usize {
        let after = self.tops.partition_point(|top| *top - GAP <= y);
        after.saturating_sub(1).min(self.sizes.len().saturating_sub(1))
    }

    /// The page numbers of the sheets between two heights.
    pub fn between(&self, from: f32, to: f32) -> Range<u32> {
        let number = |at: usize| self.first + u32::try_from(at).unwrap_or(u32::MAX - self.first);
        if self.sizes.is_empty() {
            return self.first..self.first;
        }
        number(self.at(from))..number(self.at(to) + 1)
    }

    /// The page numbers of all of them.
    pub fn pages(&self) -> Range<u32> {
        self.between(f32::MIN, f32::MAX)
    }

    /// The size of a page on paper, in points.
    pub fn size(&self, page: u32) -> Option<[f32; 2]> {
        self.sizes.get(page.checked_sub(self.first)? as usize).copied()
    }

    /// Where a page lies among all, in a view so wide.
    pub fn rect(&self, page: u32, view: f32) -> Option<Rect> {
        let [width, height] = self.size(page)?;
        let top = *self.tops.get(page.checked_sub(self.first)? as usize)?;
        let size = vec2(width, height) * self.scale;
        let left = (self.width(view) - size.x) / 2.0;
        Some(Rect::from_min_size(pos2(left, top), size))
    }

    /// The same place at the scale that is set now: `y` is a height at the scale `before`. What
    /// stands between two sheets has one height at every scale.
    pub fn moved(&self, y: f32, before: &Self) -> f32 {
        let at = before.at(y);
        let (Some(was), Some(now)) = (before.tops.get(at), self.tops.get(at)) else { return y };
        let into = y - was;
        if into <= 0.0 { now + into } else { now + into * self.scale / before.scale }
    }

    /// The same sheets at the same scale.
    pub fn before(&self) -> Self {
        let (sizes, tops) = (self.sizes.clone(), self.tops.clone());
        Self { first: self.first, sizes, scale: self.scale, tops }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> Sheets {
        Sheets::new(11, vec![[100.0, 200.0], [200.0, 100.0], [100.0, 200.0]])
    }

    #[test]
    fn sheets_lie_below_each_other_in_the_middle() {
        let mut sheets = sheets();
        sheets.set_scale(2.0);
        assert_eq!(sheets.width(300.0), 400.0 + 2.0 * MARGIN);
        assert_eq!(sheets.width(600.0), 600.0);
        let first = sheets.rect(11, 600.0).unwrap();
        assert_eq!(first, Rect::from_min_size(pos2(200.0, GAP), vec2(200.0, 400.0)));
        let second = sheets.rect(12, 600.0).unwrap();
        assert_eq!(second.min, pos2(100.0, 2.0 * GAP + 400.0));
        assert_eq!(sheets.height(), 4.0 * GAP + 1000.0);
        assert_eq!(sheets.rect(14, 600.0), None);
        assert_eq!(sheets.rect(10, 600.0), None);
    }

    #[test]
    fn only_sheets_between_two_heights_are_named() {
        let sheets = sheets();
        assert_eq!(sheets.pages(), 11..14);
        assert_eq!(sheets.between(0.0, 100.0), 11..12);
        assert_eq!(sheets.between(GAP + 190.0, GAP + 210.0), 11..13);
        assert_eq!(sheets.between(9000.0, 9100.0), 13..14);
        assert_eq!(Sheets::new(1, Vec::new()).pages(), 1..1);
    }

    #[test]
    fn a_place_stays_where_it_is_when_the_scale_changes() {
        let before = sheets();
        let mut after = sheets();
        after.set_scale(3.0);
        let middle = |sheets: &Sheets| sheets.rect(12, 900.0).unwrap().center().y;
        assert_eq!(after.moved(middle(&before), &before), middle(&after));
        assert_eq!(after.moved(10.0, &before), 10.0, "above the first sheet nothing grows");
    }
}
