//! Patterns of columns, for themes whose colours alone do not tell series apart. Stripes across,
//! upright, and both; the slanting ones mean that a value has no date.

use super::Painter;
use crate::charts::canvas::{Frame, Pen};
use crate::charts::scene::Look;

/// From one stripe to the next, and how wide it is.
const STEP: f64 = 13.0;
const WIDTH: f64 = 3.5;

impl Painter<'_> {
    /// Draws the pattern of a look over a filled area. The stripes are of the ground's colour; where
    /// there is no ground, of white.
    pub(super) fn pattern(&self, frame: Frame, look: Look) {
        let Look::Own(at) = look else { return };
        if !self.theme.patterned {
            return;
        }
        // After four series the shades begin anew, and so with other patterns.
        let (across, upright) = match (at + at / 4) % 4 {
            0 => (false, false),
            1 => (true, false),
            2 => (false, true),
            _ => (true, true),
        };
        let color = crate::charts::Color { a: 255, ..self.theme.background };
        let pen = Pen { color, width: WIDTH, dash: None };
        let stripes = |from: f64, to: f64| {
            std::iter::successors(Some(from + STEP), |at| Some(at + STEP))
                .take_while(move |at| *at < to - WIDTH)
                .take(400)
        };
        if across {
            for y in stripes(frame.top, frame.bottom) {
                self.canvas.line(&[[frame.left, y], [frame.right, y]], pen);
            }
        }
        if upright {
            for x in stripes(frame.left, frame.right) {
                self.canvas.line(&[[x, frame.top], [x, frame.bottom]], pen);
            }
        }
    }
}
