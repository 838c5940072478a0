//! Where a joined series goes on with values of another source or definition: a mark that no line
//! crosses.

use super::Painter;
use crate::charts::canvas::{Frame, Pen, Plot, spot};
use crate::charts::scene::breaks;

/// How far a break reaches beyond the values on both sides of it, where there are several series.
const REACH: f64 = 70.0;

impl Painter<'_> {
    pub(super) fn breaks(&self, plot: &Plot, frame: &Frame) {
        let alone = self.scene.shown.len() == 1;
        for (place, shown) in self.scene.shown.iter().enumerate() {
            let color = if alone { self.theme.axis } else { self.color(place) };
            let pen = Pen { color, width: 3.0, dash: Some([9.0, 9.0]) };
            for one in breaks(shown) {
                let [x, from] = spot(plot, one.across(), one.from.value);
                let [_, to] = spot(plot, one.across(), one.to.value);
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
