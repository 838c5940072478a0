//! The lines that join the values of years on end, and the bars of values over several years.

use super::Painter;
use crate::charts::canvas::{Pen, Plot, spot};
use crate::charts::labels::Obstacles;
use crate::charts::place::{Placed, Size};
use crate::charts::scene::{Kind, Look, runs};

impl Painter<'_> {
    pub(super) fn series_lines(
        &self,
        plot: &Plot,
        placed: &[Placed<'_>],
        obstacles: &mut Obstacles,
        size: Size,
    ) {
        if self.scene.kind == Kind::Line {
            let among = |at: &usize| self.scene.look(*at) == Look::Among;
            let (back, front): (Vec<usize>, Vec<usize>) =
                (0..self.scene.shown.len()).partition(among);
            for at in back.into_iter().chain(front) {
                self.series_line(plot, at, obstacles, size);
            }
        }
        for one in placed {
            let Some([from, to]) = one.span else { continue };
            let color = self.color(one.place);
            let pen = Pen { color, width: size.line * 0.7, dash: Some([14.0, 8.0]) };
            self.canvas.tag(Some(one.tag));
            self.canvas.line(&[from, to], pen);
            self.canvas.tag(None);
            obstacles.add_line(from, to);
        }
    }

    fn series_line(&self, plot: &Plot, at: usize, obstacles: &mut Obstacles, size: Size) {
        const THIN: f64 = 2.0;
        let Some(shown) = self.scene.shown.get(at) else { return };
        let (width, dash) = match shown.look {
            Look::Among => (THIN, None),
            Look::Own(_) => (size.line, dash_of(self.scene.line_number(shown.look))),
        };
        let pen = Pen { color: self.color(at), width, dash };
        for run in runs(shown) {
            let path: Vec<(f64, f64)> =
                run.iter().map(|point| (f64::from(point.year), point.value)).collect();
            self.canvas.line_in(plot, &path, pen);
            // Of what is grey a label may hide a piece: there would be no place for any.
            for pair in path.windows(2).filter(|_| shown.look != Look::Among) {
                if let [from, to] = pair {
                    obstacles.add_line(spot(plot, from.0, from.1), spot(plot, to.0, to.1));
                }
            }
        }
    }
}

/// The dashes of the chart's first, second, … line, so that lines differ without colour.
fn dash_of(line: usize) -> Option<[f64; 2]> {
    const DASHES: [Option<[f64; 2]>; 4] =
        [None, Some([22.0, 9.0]), Some([6.0, 8.0]), Some([36.0, 10.0])];
    DASHES.get(line % DASHES.len()).copied().flatten()
}
