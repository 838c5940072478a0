//! The small bar that tells how much of a section is new, reworded, unchanged or dropped.

use crate::app::theme::Theme;
use crate::app::words;
use crate::compare::Counts;
use eframe::egui::{Painter, Rect, Stroke, StrokeKind, pos2, vec2};

/// How many sentences of a section are of each class, against the edition before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Unchanged sentences, moved ones too.
    pub same: usize,
    /// Sentences with other words.
    pub reworded: usize,
    /// Sentences that the edition before does not have.
    pub new: usize,
    /// Sentences of the edition before that are gone.
    pub dropped: usize,
}

impl Tally {
    /// What became of a section's sentences since the edition before.
    pub fn of(counts: Counts, tense_counts: bool) -> Self {
        let tense = if tense_counts { counts.tense_only.min(counts.same) } else { 0 };
        Self {
            same: counts.same - tense + counts.moved,
            reworded: counts.reworded + tense,
            new: counts.new,
            dropped: counts.dropped,
        }
    }

    /// What changed, in signs: `+3 ≈2 −5`; nothing where nothing did.
    pub fn signs(self) -> String {
        let parts = [("+", self.new), ("≈", self.reworded), ("−", self.dropped)];
        let told = parts.iter().filter(|(_, count)| *count > 0);
        told.map(|(sign, count)| format!("{sign}{}", words::count(*count)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What changed, in words.
    pub fn words(self) -> String {
        let parts = [("new", self.new), ("reworded", self.reworded), ("dropped", self.dropped)];
        let told = parts.iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> =
            told.map(|(name, count)| format!("{} {name}", words::count(*count))).collect();
        if told.is_empty() { "nothing changed".to_owned() } else { told.join(", ") }
    }

    /// Sentences that the section has.
    pub fn length(self) -> usize {
        self.same + self.reworded + self.new
    }

    /// Everything that the bar shows.
    pub fn total(self) -> usize {
        self.length() + self.dropped
    }

    /// Sentences that changed.
    pub fn changed(self) -> usize {
        self.reworded + self.new + self.dropped
    }
}

/// Paints the bar into the left of `rect`, which is as wide as a bar of `most` sentences. Unchanged
/// sentences are pale, reworded ones hatched, new ones full, dropped ones an empty frame: no part is
/// told by its colour alone.
pub fn paint(painter: &Painter, rect: Rect, tally: Tally, most: usize, theme: &Theme) {
    let unit = rect.width() / most.max(1) as f32;
    let mut left = rect.left();
    let mut part = |count: usize| {
        let width = unit * count as f32;
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        left += width;
        (count > 0).then_some(part)
    };
    if let Some(same) = part(tally.same) {
        painter.rect_filled(same, 0.0, theme.chosen);
    }
    if let Some(reworded) = part(tally.reworded) {
        hatched(painter, reworded, theme);
    }
    if let Some(new) = part(tally.new) {
        painter.rect_filled(new, 0.0, theme.accent);
    }
    if let Some(dropped) = part(tally.dropped) {
        let stroke = Stroke::new(1.0, theme.warning);
        painter.rect_stroke(dropped, 0.0, stroke, StrokeKind::Inside);
    }
}

/// A stretch with strokes across it.
pub fn hatched(painter: &Painter, rect: Rect, theme: &Theme) {
    painter.rect_filled(rect, 0.0, theme.chosen);
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let stroke = Stroke::new(1.3, theme.accent);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], stroke);
        x += 4.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_sentences_belong_to_the_bar_and_not_to_the_section() {
        let tally = Tally { same: 20, reworded: 3, new: 2, dropped: 5 };
        assert_eq!((tally.length(), tally.total(), tally.changed()), (25, 30, 10));
        assert_eq!(tally.signs(), "+2 ≈3 −5");
        assert_eq!(tally.words(), "2 new, 3 reworded, 5 dropped");
        assert_eq!(Tally::default().words(), "nothing changed");
    }

    #[test]
    fn a_change_of_tense_is_a_rewording_where_it_counts() {
        let counts = Counts { same: 9, reworded: 1, moved: 2, tense_only: 4, ..Counts::default() };
        let plain = Tally { same: 11, reworded: 1, ..Tally::default() };
        assert_eq!(Tally::of(counts, false), plain);
        assert_eq!(Tally::of(counts, true), Tally { same: 7, reworded: 5, ..plain });
    }
}
