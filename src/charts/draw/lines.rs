//! The lines that join the values of years on end, and the bars of values over several years.

use super::Painter;
use crate::charts::canvas::{Pen, Plot, spot};
use crate::charts::labels::Obstacles;
use crate::charts::place::{Placed, Size};
use crate::charts::scene::{Kind, runs};

impl Painter<'_> {
    pub(super) fn series_lines(
        &self,
        plot: &Plot,
        placed: &[Placed<'_>],
        obstacles: &mut Obstacles,
        size: Size,
    ) {
        if self.scene.kind == Kind::Line {
            let lines = self.scene.shown.iter().map(runs).enumerate();
            for (line, (at, runs)) in lines.filter(|(_, runs)| !runs.is_empty()).enumerate() {
                let color = self.theme.series(at);
                let pen = Pen { color, width: size.line, dash: dash_of(line) };
                for run in runs {
                    let path: Vec<(f64, f64)> =
                        run.iter().map(|point| (f64::from(point.year), point.value)).collect();
                    self.canvas.line_in(plot, &path, pen);
                    for pair in path.windows(2) {
                        if let [from, to] = pair {
                            let ends = (spot(plot, from.0, from.1), spot(plot, to.0, to.1));
                            obstacles.add_line(ends.0, ends.1);
                        }
                    }
                }
            }
        }
        for one in placed {
            let Some([from, to]) = one.span else { continue };
            let color = self.theme.series(one.place);
            let pen = Pen { color, width: size.line * 0.7, dash: Some([14.0, 8.0]) };
            self.canvas.tag(Some(one.tag));
            self.canvas.line(&[from, to], pen);
            self.canvas.tag(None);
            obstacles.add_line(from, to);
        }
    }
}

/// The dashes of the chart's first, second, … line, so that lines differ without colour.
fn dash_of(line: usize) -> Option<[f64; 2]> {
    const DASHES: [Option<[f64; 2]>; 4] =
        [None, Some([22.0, 9.0]), Some([6.0, 8.0]), Some([36.0, 10.0])];
    DASHES.get(line % DASHES.len()).copied().flatten()
}
