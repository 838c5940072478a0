//! The value axis with its gridlines, and the axis of years.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Pen, Plot, spot};
use crate::charts::drawing::Anchor;
use crate::charts::layout::{BODY, year_labels};
use crate::charts::numbers::Ticks;

impl Painter<'_> {
    pub(super) fn value_axis(&self, plot: &Plot, frame: &Frame, ticks: &Ticks, labels: &[String]) {
        let letters = Letters { anchor: Anchor::End, ..body(self.theme.muted) };
        let (first, last) = self.scene.years;
        for (value, label) in ticks.values.iter().zip(labels) {
            let [_, y] = spot(plot, f64::midpoint(f64::from(first), f64::from(last)), *value);
            let zero = *value == 0.0;
            let (color, width) = if zero { (self.theme.axis, 3.0) } else { (self.theme.grid, 2.0) };
            let pen = Pen { color, width, dash: None };
            self.canvas.line(&[[frame.left, y], [frame.right, y]], pen);
            self.canvas.text(label, [frame.left - 18.0, y + BODY * 0.36], letters);
        }
    }

    pub(super) fn year_axis(&self, plot: &Plot, frame: &Frame, year_width: f64) {
        let mut told: Vec<i16> = self.scene.points().map(|(_, _, point)| point.year).collect();
        told.sort_unstable();
        told.dedup();
        let labels = year_labels(self.scene.years, &told, year_width);
        let letters = Letters { anchor: Anchor::Middle, ..body(self.theme.muted) };
        let pen = Pen { color: self.theme.axis, width: 2.0, dash: None };
        let (first, last) = self.scene.years;
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
                self.canvas.text(&year.to_string(), [x, baseline], letters);
            }
        }
    }
}

/// How many ticks a value axis of this height should have.
pub(super) fn wanted_ticks(height: f64) -> usize {
    let room = height / 100.0;
    [6_usize, 5, 4, 3].into_iter().find(|count| *count as f64 <= room).unwrap_or(2)
}
