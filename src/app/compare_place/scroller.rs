//! A long list whose lines differ in height and are measured by setting them in type: guessed at
//! first, measured when they come near the view and while nothing else is to do, and then kept.
//! What is read stays where it is while lines above it turn out higher or lower than guessed.

use std::ops::Range;

/// Where the lines of a list stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scroller {
    heights: Vec<f32>,
    exact: Vec<bool>,
    /// The top of each line, and at the end the bottom of the last.
    tops: Vec<f32>,
    /// How far the list is scrolled.
    offset: f32,
    /// The first line that may not be measured.
    unmeasured: usize,
    /// A line that is to stand so far below the upper edge, whatever is measured above it.
    revealed: Option<(usize, f32)>,
}

impl Scroller {
    /// A list of lines of these heights, as far as can be guessed.
    pub fn new(guesses: impl Iterator<Item = f32>) -> Self {
        let heights: Vec<f32> = guesses.collect();
        let exact = vec![false; heights.len()];
        let mut scroller = Self { heights, exact, ..Self::default() };
        scroller.stack();
        scroller
    }

    fn stack(&mut self) {
        self.tops.clear();
        let mut top = 0.0;
        for height in &self.heights {
            self.tops.push(top);
            top += height;
        }
        self.tops.push(top);
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// The height of all lines.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The top of a line.
    pub fn top(&self, line: usize) -> f32 {
        self.tops.get(line).copied().unwrap_or_else(|| self.total())
    }

    /// The height of a line, measured or guessed.
    pub fn height(&self, line: usize) -> f32 {
        self.heights.get(line).copied().unwrap_or(0.0)
    }

    /// How far the list is scrolled.
    pub fn offset(&self) -> f32 {
        self.offset
    }

    /// Notes how far the user scrolled.
    pub fn scrolled_to(&mut self, offset: f32) {
        self.offset = offset;
    }

    /// Scrolls so that a line stands `below` points under the upper edge.
    pub fn reveal(&mut self, line: usize, below: f32) {
        self.revealed = Some((line, below));
        self.offset = (self.top(line) - below).max(0.0);
    }

    /// The line that was to be revealed and is not yet.
    pub fn into_revealed(self) -> Option<(usize, f32)> {
        self.revealed
    }

    /// The lines that touch the stretch from `top` to `bottom`.
    pub fn within(&self, top: f32, bottom: f32) -> Range<usize> {
        let first = self.tops.partition_point(|start| *start <= top).saturating_sub(1);
        let last = self.tops.partition_point(|start| *start < bottom);
        first.min(self.len())..last.min(self.len())
    }

    /// Whether every line is measured.
    pub fn is_measured(&self) -> bool {
        self.unmeasured >= self.len()
    }

    /// Measures the lines that are, or will soon be, in a view of this height, and then others as
    /// long as `more` says so. The line at the upper edge stays where it is.
    pub fn measure(
        &mut self,
        view: f32,
        mut height_of: impl FnMut(usize) -> f32,
        mut more: impl FnMut() -> bool,
    ) {
        let (held, into) = self.revealed.take().map_or_else(
            || {
                let first = self.within(self.offset, self.offset + 1.0).start;
                (first, self.offset - self.top(first))
            },
            |(line, below)| (line, -below),
        );
        // A guess may be wrong by much: look again what is in view until nothing moves.
        for _ in 0..4 {
            let near = self.within(self.offset - view * 0.5, self.offset + view * 1.5);
            let mut changed = false;
            for line in near {
                changed |= self.measure_line(line, &mut height_of);
            }
            if !changed {
                break;
            }
            self.hold(held, into);
        }
        let mut changed = false;
        while self.unmeasured < self.len() && more() {
            let line = self.unmeasured;
            changed |= self.measure_line(line, &mut height_of);
            self.unmeasured += 1;
        }
        if changed {
            self.hold(held, into);
        }
        self.offset = self.offset.clamp(0.0, (self.total() - view).max(0.0));
    }

    fn hold(&mut self, line: usize, into: f32) {
        self.stack();
        self.offset = (self.top(line) + into).max(0.0);
    }

    /// Measures a line where that was not done; returns whether it is another height than guessed.
    fn measure_line(&mut self, line: usize, height_of: &mut impl FnMut(usize) -> f32) -> bool {
        let (Some(exact), Some(height)) = (self.exact.get_mut(line), self.heights.get_mut(line))
        else {
            return false;
        };
        if std::mem::replace(exact, true) {
            return false;
        }
        let measured = height_of(line);
        std::mem::replace(height, measured) != measured
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_stays_where_it_is_while_lines_above_are_measured() {
        let mut list = Scroller::new((0..100).map(|_| 10.0));
        list.scrolled_to(505.0);
        list.measure(50.0, |_| 30.0, || false);
        // Line 50 was at the upper edge, half scrolled out; what is above it in reach grew.
        assert_eq!(list.within(list.offset(), list.offset() + 1.0), 50..51);
        assert_eq!(list.offset() - list.top(50), 5.0);
        assert!(!list.is_measured());
        assert_eq!(list.height(0), 10.0, "far away nothing is measured yet");
        list.measure(50.0, |_| 30.0, || true);
        assert!(list.is_measured());
        assert_eq!((list.total(), list.offset()), (3_000.0, 1_505.0));
    }

    #[test]
    fn nothing_is_scrolled_beyond_the_end() {
        let mut list = Scroller::new((0..10).map(|_| 10.0));
        list.reveal(9, 0.0);
        list.measure(60.0, |_| 10.0, || true);
        assert_eq!(list.offset(), 40.0);
    }

    #[test]
    fn each_line_is_measured_once() {
        let mut list = Scroller::new((0..20).map(|_| 10.0));
        let mut asked = Vec::new();
        for _ in 0..3 {
            list.measure(
                1_000.0,
                |line| {
                    asked.push(line);
                    12.0
                },
                || true,
            );
        }
        assert_eq!(asked, (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_is_brought_below_the_upper_edge() {
        let mut list = Scroller::new((0..20).map(|_| 10.0));
        list.reveal(10, 30.0);
        assert_eq!(list.offset(), 70.0);
        list.reveal(1, 30.0);
        assert_eq!(list.offset(), 0.0);
        assert_eq!(Scroller::default().within(0.0, 10.0), 0..0);
    }
}
