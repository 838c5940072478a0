//! Where a joined series goes on with values of another source or definition: a mark that no line
//! crosses.

use super::Painter;
use crate::charts::canvas::{Frame, Pen, Plot, spot};

/// How far a break reaches beyond the values on both sides of it, where there are several series.
const REACH: f64 = 70.0;

impl Painter<'_> {
    pub(super) fn breaks(&self, plot: &Plot, frame: &Frame) {
        let alone = self.scene.shown.len() == 1;
        for (place, shown) in self.scene.shown.iter().enumerate() {
            let color = if alone { self.theme.axis } else { self.color(place) };
            let pen = Pen { color, width: 3.0, dash: Some([9.0, 9.0]) };
            for one in shown.series.breaks() {
                let values = |year: i16| {
                    let points = shown.points.iter().filter(move |(_, point)| point.year == year);
                    points.map(|(_, point)| point.value)
                };
                // Of one side alone, where the other lies outside the years that are shown, there is
                // nothing to part.
                let ends = (values(one.after).next_back(), values(one.before).next());
                let (Some(from), Some(to)) = ends else { continue };
                let year = f64::midpoint(f64::from(one.after), f64::from(one.before));
                let [x, from] = spot(plot, year, from);
                let [_, to] = spot(plot, year, to);
                let (top, bottom) = if alone {
                    (frame.top, frame.bottom)
                } else {
                    (from.min(to) - REACH, from.max(to) + REACH)
                };
                let ends = [[x, top.max(frame.top)], [x, bottom.min(frame.bottom)]];
                self.canvas.line(&ends, pen);
            }
        }
    }
}
