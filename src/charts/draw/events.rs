//! Events as thin lines at their day, and periods as pale bands, each with a level label above the
//! plot that covers nothing and that no other event's line runs through.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Pen, Plot, spot};
use crate::charts::drawing::{Color, Weight};
use crate::charts::labels::Obstacles;
use crate::charts::layout::{BODY, MARGIN};
use crate::charts::scene::{Kind, Marked};
use crate::charts::text::{self, Setting};

/// From one row of labels to the next.
const ROW: f64 = BODY * 1.22;
/// Between the plot and the lowest row: room for a value over the highest mark.
const CLEAR: f64 = 62.0;
/// Between a line and its label, and between labels of one row.
const GAP: f64 = 10.0;
const BETWEEN: f64 = 26.0;
/// The most rows of labels.
pub(super) const MOST_ROWS: usize = 5;
/// The most of the picture's width that a label may take.
const MOST_WIDTH: f64 = 0.46;

/// The labels of events and bands: which are written, and in which row.
#[derive(Clone, Debug, Default)]
pub(super) struct MarkLabels {
    labels: Vec<MarkLabel>,
    /// How many rows there are.
    rows: usize,
}

/// A label at its place.
#[derive(Clone, Debug)]
struct MarkLabel {
    /// Its words.
    words: String,
    /// As much of them as has room.
    text: String,
    /// The row, the lowest first.
    row: usize,
    /// Left and right edge.
    span: [f64; 2],
    /// Where the line of its event stands; `None` for a band's.
    line: Option<f64>,
}

impl MarkLabels {
    /// Places the labels of all that is marked in `scene` above a plot between `left` and `right`.
    ///
    /// `most` is how many rows there may be; what finds no place in them has no label.
    pub(super) fn new(
        marked: &Marked,
        years: [f64; 2],
        [left, right]: [f64; 2],
        width: f64,
        most: usize,
    ) -> Self {
        let at = |year: f64| left + (year - years[0]) / (years[1] - years[0]) * (right - left);
        let lines: Vec<f64> = marked.events.iter().map(|event| at(event.across)).collect();
        let mut placed = Self { rows: most.min(MOST_ROWS), ..Self::default() };
        let bands = marked.bands.iter().filter(|band| !band.label.is_empty());
        for band in bands {
            let middle = f64::midpoint(at(band.span[0]), at(band.span[1]));
            placed.add(&band.label, middle, None, &lines, width);
        }
        // From the right: a label stands right of its line where it can, and there the lines of
        // later events end below it.
        for (event, x) in marked.events.iter().zip(&lines).rev() {
            placed.add(&event.label, *x, Some(*x), &lines, width);
        }
        placed
    }

    /// With as many rows as there are labels in, and no more.
    pub(super) fn tight(self) -> Self {
        let rows = self.labels.iter().map(|label| label.row + 1).max().unwrap_or(0);
        Self { rows, ..self }
    }

    /// The room that they take above what a plot needs anyway.
    pub(super) fn height(&self) -> f64 {
        self.rows as f64 * ROW
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The labels of `marked` that are not written.
    pub(super) fn missing(&self, marked: &Marked) -> Vec<String> {
        let events = marked.events.iter().map(|event| (&event.label, true));
        let bands = marked.bands.iter().map(|band| (&band.label, false));
        let written = |of_line: bool, label: &str| {
            self.labels.iter().any(|one| one.line.is_some() == of_line && one.words == label)
        };
        let all = events.chain(bands).filter(|(label, of_line)| !written(*of_line, label));
        all.map(|(label, _)| label.clone()).filter(|label| !label.is_empty()).collect()
    }

    /// Places a label, if there is room.
    fn add(&mut self, words: &str, x: f64, line: Option<f64>, lines: &[f64], width: f64) {
        let setting =
            Setting { weight: Weight::Regular, size: BODY, width: width * MOST_WIDTH, lines: 1 };
        let text = text::shorten(words, setting);
        let long = text::width(&text, Weight::Regular, BODY);
        let inside = |from: f64| from.min(width - MARGIN - long).max(MARGIN);
        let sides = match line {
            None => vec![inside(x - long / 2.0)],
            Some(x) => vec![x + GAP, x - GAP - long]
                .into_iter()
                .filter(|from| *from >= MARGIN && *from + long <= width - MARGIN)
                .collect(),
        };
        let places = (0..self.rows).flat_map(|row| sides.iter().map(move |from| (row, *from)));
        for (row, from) in places {
            let (words, text) = (words.to_owned(), text.clone());
            let label = MarkLabel { words, text, row, span: [from, from + long], line };
            if self.has_room(&label, lines) {
                self.labels.push(label);
                return;
            }
        }
    }

    /// Whether a label covers no other, no line that goes on above it runs through it, and its own
    /// line runs through none below it.
    fn has_room(&self, new: &MarkLabel, lines: &[f64]) -> bool {
        let through =
            |label: &MarkLabel, x: f64| label.span[0] - 4.0 < x && x < label.span[1] + 4.0;
        let apart = |other: &MarkLabel| {
            other.row != new.row
                || new.span[1] + BETWEEN <= other.span[0]
                || other.span[1] + BETWEEN <= new.span[0]
        };
        let clear = |other: &MarkLabel| {
            let theirs = other.line.is_some_and(|x| other.row >= new.row && through(new, x));
            let ours = new.line.is_some_and(|x| new.row >= other.row && through(other, x));
            !theirs && !ours
        };
        // A line whose label is still to come ends in this row at the least.
        let coming = lines.iter().any(|x| Some(*x) != new.line && new.row == 0 && through(new, *x));
        !coming && self.labels.iter().all(|other| apart(other) && clear(other))
    }
}

impl Painter<'_> {
    /// Draws the bands of periods, behind all else.
    pub(super) fn bands(&self, plot: &Plot, frame: &Frame) {
        let color = Color { a: 38, ..self.theme.axis };
        for band in &self.scene.marked.bands {
            let [left, right] = band.span.map(|year| spot(plot, year, 0.0)[0]);
            let (left, right) = (left.max(frame.left), right.min(frame.right));
            if left < right {
                self.canvas.fill(&Frame { left, right, ..*frame }.corners(), color);
            }
        }
    }

    /// Draws the lines of events, up to their labels where these are written.
    pub(super) fn events(
        &self,
        plot: &Plot,
        frame: &Frame,
        labels: &MarkLabels,
        obstacles: &mut Obstacles,
    ) {
        let pen = Pen { color: self.theme.muted, width: 2.0, dash: None };
        let written = &labels.labels;
        for event in &self.scene.marked.events {
            let x = spot(plot, event.across, 0.0)[0];
            // Of several on one day the line goes up to the highest label.
            let own = written.iter().filter(|one| one.line.is_some_and(|at| (at - x).abs() < 0.5));
            let row = own.map(|label| label.row).max();
            let top = row.map_or(frame.top, |row| baseline(frame, row) - BODY * 0.7);
            self.canvas.line(&[[x, frame.bottom], [x, top]], pen);
            // A value over a column stands where it must; it hides a piece of the line.
            if !matches!(self.scene.kind, Kind::Columns | Kind::Stacked) {
                obstacles.add_line([x, frame.bottom], [x, top]);
            }
        }
        for label in written {
            let at = [label.span[0], baseline(frame, label.row)];
            self.canvas.text(&label.text, at, body(self.theme.ink));
        }
    }
}

/// The baseline of a row of labels above a plot.
fn baseline(frame: &Frame, row: usize) -> f64 {
    frame.top - CLEAR - row as f64 * ROW - BODY * 0.28
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::scene::{Band, Event};

    fn labels(events: &[(f64, &str)], bands: &[([f64; 2], &str)]) -> MarkLabels {
        let event =
            |(across, label): &(f64, &str)| Event { across: *across, label: (*label).into() };
        let band = |(span, label): &([f64; 2], &str)| Band { span: *span, label: (*label).into() };
        let marked = Marked {
            events: events.iter().map(event).collect(),
            bands: bands.iter().map(band).collect(),
            overlays: Vec::new(),
        };
        MarkLabels::new(&marked, [2009.5, 2020.5], [200.0, 1800.0], 1920.0, MOST_ROWS)
    }

    fn placed(labels: &MarkLabels) -> Vec<(&str, usize)> {
        labels.labels.iter().map(|label| (label.text.as_str(), label.row)).collect()
    }

    #[test]
    fn labels_that_would_meet_stand_in_rows() {
        let events = [(2013.0, "2013, The new code"), (2013.4, "2013, The tribunal opens")];
        let all = labels(&events, &[]);
        assert_eq!(all.labels.len(), 2);
        let far = labels(&[(2011.0, "One"), (2018.0, "Two")], &[]);
        assert_eq!(placed(&far), [("Two", 0), ("One", 0)]);
        for one in &all.labels {
            for other in all.labels.iter().filter(|other| other.text != one.text) {
                let x = one.line.unwrap();
                let through = other.span[0] < x && x < other.span[1];
                assert!(!through || one.row < other.row, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_label_at_the_edge_stands_inside_and_a_long_one_is_shortened() {
        let long = "A very long label that tells the whole story of what came to pass in that year";
        let all = labels(&[(2020.0, long)], &[([2009.5, 2010.5], "Hard times")]);
        for label in &all.labels {
            assert!(label.span[0] >= MARGIN && label.span[1] <= 1920.0 - MARGIN, "{label:?}");
        }
        assert!(all.labels.iter().any(|label| label.text.ends_with('…')));
    }
}
