//! The names of series beside the ends of their lines.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Pen, Spot};
use crate::charts::labels::{Obstacles, spread};
use crate::charts::layout::{BODY, Ends, HEADROOM, Layout, SIGN};
use crate::charts::marks::Filling;
use crate::charts::place::{Placed, Size};
use crate::charts::scene::{Kind, Look, Scene};

/// Between the plot and the names beside it.
pub(super) const BESIDE: f64 = 28.0;

/// The names at line ends, where there are several series, all that stand out last to the right
/// edge, and there is room.
pub(super) fn line_ends(scene: &Scene<'_>, layout: &Layout, size: Spot) -> Option<Ends> {
    let fits_kind = matches!(scene.kind, Kind::Line | Kind::Dots) && scene.panels.is_empty();
    if scene.shown.len() < 2 || !fits_kind {
        return None;
    }
    let late = scene.late();
    let own = || scene.shown.iter().filter(|one| one.look != Look::Among);
    let all_last =
        own().all(|one| one.points.last().is_some_and(|(_, point)| f64::from(point.year) >= late));
    let names: Vec<&str> = own().map(|one| one.name.as_str()).collect();
    let ends = Ends::new(&names, size[0]);
    let [top, bottom] = layout.plot;
    let fit = ends.heights().iter().sum::<f64>() <= bottom - top;
    (all_last && fit && !names.is_empty()).then_some(ends)
}

impl Painter<'_> {
    pub(super) fn name_ends(
        &self,
        ends: &Ends,
        placed: &[Placed<'_>],
        frame: &Frame,
        size: Size,
        obstacles: &mut Obstacles,
    ) {
        if !ends.leads.is_empty() {
            self.side_key(ends, frame);
            return;
        }
        let last: Vec<&Placed<'_>> = (0..self.scene.shown.len())
            .filter(|place| self.scene.look(*place) != Look::Among)
            .filter_map(|place| placed.iter().rfind(|one| one.place == place))
            .collect();
        let wanted: Vec<f64> = last.iter().map(|one| one.low[1]).collect();
        let heights = ends.heights();
        let Some(middles) = spread(&wanted, &heights, frame.top - 20.0, frame.bottom + 20.0) else {
            return;
        };
        let x = frame.right + BESIDE;
        for ((one, names), middle) in last.iter().zip(&ends.names).zip(middles) {
            let [from_x, from_y] = one.low;
            let from = [from_x + size.radius + 8.0, from_y];
            if from[0] + 4.0 < x {
                let pen = Pen { color: self.theme.axis, width: 1.5, dash: None };
                self.canvas.line(&[from, [x, middle]], pen);
                obstacles.add_line(from, [x, middle]);
            }
            let look = self.scene.look(one.place);
            self.mark(look, Filling::Solid, [x + 16.0, middle], 12.0).draw(self.canvas);
            self.end_name(names, [x, middle]);
        }
    }

    /// The names of the series from the top down, beside the plot.
    fn side_key(&self, ends: &Ends, frame: &Frame) {
        let mut top = frame.top - HEADROOM / 2.0;
        for ((names, lead), height) in ends.names.iter().zip(&ends.leads).zip(ends.heights()) {
            let middle = top + height / 2.0;
            let first = Ends::baselines(names.len(), middle).next().unwrap_or(middle);
            let x = frame.right + BESIDE;
            self.lead(*lead, [x + 16.0, first - BODY * 0.36]);
            self.end_name(names, [x, middle]);
            top += height;
        }
    }

    fn end_name(&self, names: &[String], [x, middle]: Spot) {
        for (line, baseline) in names.iter().zip(Ends::baselines(names.len(), middle)) {
            self.canvas.text(line, [x + SIGN - 8.0, baseline], body(self.theme.ink));
        }
    }
}
