//! A list that stays where it is: what the pointer is on, or what one has scrolled to, does not move
//! while rows come and go above it.

use eframe::egui::Ui;
use eframe::egui::scroll_area::ScrollAreaOutput;

/// A row that stays where it stands on the screen, known by something that outlives a change of the
/// list. All rows are of one height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held<Id> {
    id: Id,
    /// Its place among the rows.
    at: usize,
    /// How far the list was scrolled, in points.
    scrolled: f32,
}

/// So many rows are looked at for one that is known by something.
const LOOKED_AT: usize = 64;

impl<Id: Copy> Held<Id> {
    /// The row that the pointer is on, or the first in view of a list that is scrolled; none where
    /// nobody points at the list and it stands at its head, where it may grow.
    ///
    /// `height` is that of a row in points, `shown` how the list was drawn, `count` how many rows it
    /// has, and `id` what the row at a place is known by.
    pub fn of<R>(
        ui: &Ui,
        height: f32,
        shown: &ScrollAreaOutput<R>,
        count: usize,
        id: impl Fn(usize) -> Option<Id>,
    ) -> Option<Self> {
        let scrolled = shown.state.clamped_offset().y;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let pointer = pointer.filter(|at| shown.inner_rect.contains(*at));
        if pointer.is_none() && scrolled <= 0.0 {
            return None;
        }
        let from = pointer.map_or(scrolled, |at| scrolled + at.y - shown.inner_rect.top());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list, and never below its first"
        )]
        let first = (from / height).max(0.0) as usize;
        let mut below = (first..count).take(LOOKED_AT);
        below.find_map(|at| Some(Self { id: id(at)?, at, scrolled }))
    }

    /// What the row is known by.
    pub fn id(self) -> Id {
        self.id
    }

    /// How far the list is to be scrolled for the row to stay where it stood now that its place is
    /// this; nothing where that is so by itself.
    pub fn follow(self, height: f32, now: usize) -> Option<f32> {
        (now != self.at).then(|| {
            let moved = (now as f32 - self.at as f32) * height;
            (self.scrolled + moved).max(0.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stays_where_it_is_when_others_come_above_it() {
        let held = Held { id: 'x', at: 2, scrolled: 30.0 };
        assert_eq!(held.follow(20.0, 2), None, "it has not moved");
        assert_eq!(held.follow(20.0, 4), Some(70.0));
        assert_eq!(held.follow(20.0, 0), Some(0.0), "there is nothing above the head");
    }
}
