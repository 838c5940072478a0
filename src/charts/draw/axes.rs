//! The value axis with its gridlines, and the axis of years.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Pen, Plot, spot};
use crate::charts::drawing::{Anchor, Weight};
use crate::charts::layout::{BODY, year_labels};
use crate::charts::numbers::Ticks;
use crate::charts::text;

/// Which years of an axis are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearLabels {
    /// As many as there is room for.
    All,
    /// The first and the last.
    Ends,
    /// None: another axis below tells them.
    None,
}

impl Painter<'_> {
    /// Draws gridlines, and the labels where they are given: from the lowest up, as many as have
    /// room.
    pub(super) fn value_axis(&self, plot: &Plot, frame: &Frame, ticks: &Ticks, labels: &[String]) {
        let mut free = f64::INFINITY;
        let letters = Letters { anchor: Anchor::End, ..body(self.theme.muted) };
        let (first, last) = self.scene.years;
        for (at, value) in ticks.values.iter().enumerate() {
            let [_, y] = spot(plot, f64::midpoint(f64::from(first), f64::from(last)), *value);
            let zero = *value == 0.0;
            let (color, width) = if zero { (self.theme.axis, 3.0) } else { (self.theme.grid, 2.0) };
            let pen = Pen { color, width, dash: None };
            self.canvas.line(&[[frame.left, y], [frame.right, y]], pen);
            if let Some(label) = labels.get(at).filter(|_| y < free) {
                self.canvas.text(label, [frame.left - 18.0, y + BODY * 0.36], letters);
                free = y - BODY * 1.05;
            }
        }
    }

    pub(super) fn year_axis(
        &self,
        plot: &Plot,
        frame: &Frame,
        year_width: f64,
        labels: YearLabels,
    ) {
        let (first, last) = self.scene.years;
        let mut told: Vec<i16> = self.scene.points().map(|(_, _, point)| point.year).collect();
        told.sort_unstable();
        told.dedup();
        let labels = match labels {
            YearLabels::All => year_labels(self.scene.years, &told, year_width),
            YearLabels::Ends if first < last => vec![first, last],
            YearLabels::Ends => vec![first],
            YearLabels::None => Vec::new(),
        };
        let letters = Letters { anchor: Anchor::Middle, ..body(self.theme.muted) };
        let pen = Pen { color: self.theme.axis, width: 2.0, dash: None };
        for year in first..=last {
            let labelled = labels.binary_search(&year).is_ok();
            if !labelled && year_width < 14.0 {
                continue;
            }
            let [x, _] = spot(plot, f64::from(year), 0.0);
            let length = if labelled { 12.0 } else { 6.0 };
            self.canvas.line(&[[x, frame.bottom], [x, frame.bottom + length]], pen);
            if labelled {
                let baseline = frame.bottom + 20.0 + BODY * 0.74;
                let words = year.to_string();
                // The first and the last do not leave the frame, beside which another may begin.
                let half = text::width(&words, Weight::Regular, BODY) / 2.0;
                let x = x.max(frame.left + half).min(frame.right - half);
                self.canvas.text(&words, [x, baseline], letters);
            }
        }
    }
}

/// How many ticks a value axis of this height should have.
pub(super) fn wanted_ticks(height: f64) -> usize {
    let room = height / 100.0;
    [6_usize, 5, 4, 3].into_iter().find(|count| *count as f64 <= room).unwrap_or(2)
}
