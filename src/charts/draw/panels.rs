//! Small multiples: panels in rows, all on the same scales, with labels at the outer axes alone.

use super::axes::YearLabels;
use super::labels::Written;
use super::plot::Plotted;
use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Spot};
use crate::charts::drawing::Weight;
use crate::charts::layout::{BODY, Layout, MARGIN};
use crate::charts::scene::{MOST_PANELS, Scene};
use crate::charts::text::{self, Setting};

/// The least width and height of a panel's plot.
const LEAST: Spot = [236.0, 84.0];
/// Clear space beside and below a panel.
const GAP: Spot = [40.0, 26.0];
/// Room for a panel's title.
const TITLE: f64 = 62.0;
/// The width that labels of the value axis may take, as far as it is not known.
const AXIS: f64 = 190.0;
/// Width to height of the panel that is wished for.
const WISHED: f64 = 1.6;

/// How many panels fit below and beside one another in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grid {
    columns: usize,
    rows: usize,
}

impl Grid {
    /// The grid whose panels come nearest to a good shape, with few places left empty.
    fn of(count: usize, area: Spot) -> Option<Self> {
        let badness = |grid: &Self| {
            let [width, height] = grid.plot(area);
            let empty = (grid.columns * grid.rows - count) as f64 / count as f64;
            (width / height / WISHED).ln().abs() + empty * 0.6
        };
        let grids = (1..=8).map(|columns| Self { columns, rows: count.div_ceil(columns) });
        let fit = grids.filter(|grid| {
            let [width, height] = grid.plot(area);
            width >= LEAST[0] && height >= LEAST[1]
        });
        fit.min_by(|a, b| badness(a).total_cmp(&badness(b)))
    }

    /// Width and height of a panel's plot.
    fn plot(self, area: Spot) -> Spot {
        let (columns, rows) = (self.columns as f64, self.rows as f64);
        let width = (area[0] - GAP[0] * (columns - 1.0)) / columns;
        [width, (area[1] - GAP[1] * (rows - 1.0)) / rows - TITLE]
    }
}

/// The most panels that are readable in the plot of `layout`, where these are fewer than `scene`
/// has. What is left out will be said in a note, for which there is room left.
pub(super) fn fewer(layout: &Layout, width: f64, scene: &Scene<'_>) -> Option<usize> {
    const NOTE: f64 = BODY * 1.3;
    let [top, bottom] = layout.plot;
    let across = width - 2.0 * MARGIN - AXIS;
    let asked = scene.panels.len();
    if asked < 2 || (asked <= MOST_PANELS && Grid::of(asked, [across, bottom - top]).is_some()) {
        return None;
    }
    let fits = |count: &usize| Grid::of(*count, [across, bottom - top - NOTE]).is_some();
    (1..asked.min(MOST_PANELS + 1)).rev().find(fits).or(Some(1))
}

impl Painter<'_> {
    /// Draws all panels, and hands back the areas of the years in each.
    pub(super) fn panels(&self, [top, bottom]: [f64; 2], width: f64) -> Vec<(i16, Frame)> {
        let parts = self.scene.parts();
        let rough = width - 2.0 * MARGIN - AXIS;
        let one = Grid { columns: 1, rows: parts.len() };
        let grid = Grid::of(parts.len(), [rough, bottom - top]).unwrap_or(one);
        let axis = self.scale(grid.plot([rough, bottom - top])[1].max(1.0));
        let left = MARGIN + axis.width + 18.0;
        let [across, up] = grid.plot([width - MARGIN - left, bottom - top]);
        let (across, up) = (across.max(1.0), up.max(1.0));
        // Where there is hardly any room, a plot rather gets none than that it leaves its place.
        let lowest = bottom - (grid.rows as f64 - 1.0) * (up + TITLE + GAP[1]) - up;
        let top = top.min(lowest - TITLE);
        let mut bands = Vec::new();
        for (at, (part, panel)) in parts.iter().zip(&self.scene.panels).enumerate() {
            let (column, row) = (at % grid.columns, at / grid.columns);
            let left = left + column as f64 * (across + GAP[0]);
            let top = top + row as f64 * (up + TITLE + GAP[1]) + TITLE;
            let frame = Frame { left, top, right: left + across, bottom: top + up };
            self.panel_title(&panel.title, &frame);
            let below_is_none = at + grid.columns >= parts.len();
            let painter = Painter { canvas: self.canvas, theme: self.theme, scene: part };
            bands.extend(painter.plot(&Plotted {
                frame,
                ticks: &axis.ticks,
                labels: if column == 0 { &axis.labels } else { &[] },
                years: if below_is_none { YearLabels::Ends } else { YearLabels::None },
                ends: None,
                written: Written::Last,
            }));
        }
        bands
    }

    fn panel_title(&self, title: &str, frame: &Frame) {
        let (weight, size) = (Weight::SemiBold, BODY);
        let setting = Setting { weight, size, width: frame.right - frame.left, lines: 1 };
        let letters = Letters { weight, ..body(self.theme.ink) };
        let at = [frame.left, frame.top - 22.0];
        self.canvas.text(&text::shorten_first(title, setting), at, letters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_of_a_good_shape() {
        let wide = [1600.0, 640.0];
        let grid = |count| Grid::of(count, wide).map(|grid| [grid.columns, grid.rows]);
        assert_eq!(grid(2), Some([2, 1]));
        assert_eq!(grid(6), Some([3, 2]));
        assert_eq!(grid(9), Some([5, 2]));
        assert_eq!(grid(200), None);
        assert!(Grid::of(4, [300.0, 640.0]).is_none_or(|grid| grid.columns == 1));
    }
}
