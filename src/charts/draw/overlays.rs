//! Values from elsewhere: dashed lines and crosses in grey, so that nobody takes them for the
//! reports' own.

use super::Painter;
use crate::charts::canvas::{Frame, Pen, Plot, Spot, spot};
use crate::charts::labels::Obstacles;
use crate::charts::place::Size;

/// The dashes of their lines, those of each after the other.
const DASHES: [[f64; 2]; 3] = [[12.0, 9.0], [4.0, 8.0], [26.0, 9.0]];

impl Painter<'_> {
    /// Draws the values from elsewhere. As with the reports' own a line joins years on end alone.
    pub(super) fn overlays(&self, plot: &Plot, obstacles: &mut Obstacles, size: Size) {
        for (place, overlay) in self.scene.marked.overlays.iter().enumerate() {
            let dash = DASHES.get(place % DASHES.len()).copied();
            let pen = Pen { color: self.theme.muted, width: size.line * 0.7, dash };
            let at = |year: i16, value: f64| spot(plot, f64::from(year), value);
            for run in overlay.points.chunk_by(|a, b| a.1.checked_add(1) == Some(b.1)) {
                let path: Vec<Spot> =
                    run.iter().map(|(_, year, value)| at(*year, *value)).collect();
                if path.len() > 1 {
                    self.canvas.line(&path, pen);
                }
                for pair in path.windows(2) {
                    if let [from, to] = pair {
                        obstacles.add_line(*from, *to);
                    }
                }
            }
            for (tag, year, value) in &overlay.points {
                let center = at(*year, *value);
                self.canvas.tag(Some(*tag));
                self.cross(place, center, size.radius * 0.7);
                self.canvas.tag(None);
                let [x, y] = center;
                obstacles.add(Frame { left: x, top: y, right: x, bottom: y }.grown(size.radius));
            }
        }
    }

    /// The mark of the values from elsewhere at this place: crosses, upright ones, and both in one.
    pub(super) fn cross(&self, place: usize, [x, y]: Spot, radius: f64) {
        let pen = Pen { color: self.theme.muted, width: 4.0, dash: None };
        let (slanted, upright) = match place % DASHES.len() {
            0 => (true, false),
            1 => (false, true),
            _ => (true, true),
        };
        if slanted {
            let r = radius * 0.9;
            self.canvas.line(&[[x - r, y - r], [x + r, y + r]], pen);
            self.canvas.line(&[[x - r, y + r], [x + r, y - r]], pen);
        }
        if upright {
            let r = radius * 1.2;
            self.canvas.line(&[[x - r, y], [x + r, y]], pen);
            self.canvas.line(&[[x, y - r], [x, y + r]], pen);
        }
    }
}
