//! Rows that are chosen together: ranges of their places in the table, so that a million of them take
//! no more room than one.

use crate::series::FigureId;
use std::collections::HashSet;
use std::ops::Range;

/// The places, as ranges in order that neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    ranges: Vec<Range<usize>>,
}

impl Picked {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.ranges.clear();
    }

    /// Whether the row at this place is one.
    pub fn contains(&self, at: usize) -> bool {
        let after = self.ranges.partition_point(|range| range.end <= at);
        self.ranges.get(after).is_some_and(|range| range.contains(&at))
    }

    /// Adds the rows at these places.
    pub fn add(&mut self, mut new: Range<usize>) {
        if new.is_empty() {
            return;
        }
        let first = self.ranges.partition_point(|range| range.end < new.start);
        let after = self.ranges.partition_point(|range| range.start <= new.end);
        for range in self.ranges.drain(first..after.max(first)) {
            new = new.start.min(range.start)..new.end.max(range.end);
        }
        self.ranges.insert(first, new);
    }

    /// Takes the row at this place away.
    pub fn remove(&mut self, at: usize) {
        let place = self.ranges.partition_point(|range| range.end <= at);
        let Some(range) = self.ranges.get(place).filter(|range| range.contains(&at)).cloned()
        else {
            return;
        };
        let rest = [range.start..at, at + 1..range.end];
        self.ranges.splice(place..=place, rest.into_iter().filter(|range| !range.is_empty()));
    }

    /// Adds the row at this place, or takes it away where it is one.
    pub fn turn(&mut self, at: usize) {
        if self.contains(at) {
            self.remove(at);
        } else {
            self.add(at..at + 1);
        }
    }

    /// The rows themselves, in order.
    pub fn of<'a>(&'a self, ids: &'a [FigureId]) -> impl Iterator<Item = FigureId> + 'a {
        let rows = |range: &Range<usize>| ids.get(range.clone()).unwrap_or_default();
        self.ranges.iter().flat_map(move |range| rows(range).iter().copied())
    }

    /// The same figures where rows have come, gone or changed places; those that are gone are none.
    /// Linear in the number of rows.
    #[must_use]
    pub fn moved(&self, before: &[FigureId], now: &[FigureId]) -> Self {
        let mut moved = Self::default();
        if self.is_empty() {
            return moved;
        }
        let figures: HashSet<FigureId> = self.of(before).collect();
        for (at, _) in now.iter().enumerate().filter(|(_, id)| figures.contains(id)) {
            match moved.ranges.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => moved.ranges.push(at..at + 1),
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ReportIndex;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn ids(figures: impl IntoIterator<Item = u32>) -> Vec<FigureId> {
        let id = |figure| FigureId { report: ReportIndex(0), figure };
        figures.into_iter().map(id).collect()
    }

    #[test]
    fn rows_stay_chosen_where_they_move() {
        let mut picked = Picked::default();
        picked.add(1..4);
        let before = ids(0..6);
        let moved = picked.moved(&before, &ids([3, 9, 0, 1, 2, 5]));
        assert_eq!(moved.of(&ids([3, 9, 0, 1, 2, 5])).collect::<Vec<_>>(), ids([3, 1, 2]));
        assert!(picked.moved(&before, &ids([0, 5])).is_empty());
    }

    proptest! {
        #[test]
        fn ranges_say_what_a_set_of_places_says(
            steps in proptest::collection::vec((0_usize..4, 0_usize..30, 0_usize..9), 0..40),
        ) {
            let (mut picked, mut set) = (Picked::default(), BTreeSet::new());
            for (what, at, length) in steps {
                match what {
                    0 => {
                        picked.add(at..at + length);
                        set.extend(at..at + length);
                    }
                    1 => {
                        picked.remove(at);
                        set.remove(&at);
                    }
                    _ => {
                        picked.turn(at);
                        if !set.remove(&at) {
                            set.insert(at);
                        }
                    }
                }
                prop_assert_eq!(picked.len(), set.len());
                prop_assert!((0..50).all(|at| picked.contains(at) == set.contains(&at)));
                let parted = picked.ranges.windows(2).all(|two| two[0].end < two[1].start);
                prop_assert!(parted, "{:?}", picked.ranges);
            }
        }
    }
}
