//! Small multiples: panels in rows, all on the same scales, with labels at the outer axes alone.

use super::axes::YearLabels;
use super::labels::Written;
use super::plot::{Plotted, ValueAxis};
use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Spot};
use crate::charts::drawing::Weight;
use crate::charts::layout::{BODY, Layout, MARGIN};
use crate::charts::scene::{MOST_PANELS, Scene};
use crate::charts::text::{self, Setting};

/// The least width and height of a panel's plot.
const LEAST: Spot = [236.0, 58.0];
/// The width and height from which on a panel has room for more values than the last.
const ROOMY: Spot = [420.0, 240.0];
/// Clear space beside and below a panel.
const GAP: Spot = [40.0, 22.0];
/// Between a panel's title and its plot.
const TITLE: f64 = 12.0;
/// From one line of a title to the next.
const TITLE_LINE: f64 = BODY * 1.22;
/// The most lines of a title.
const TITLE_LINES: usize = 2;
/// Between the labels of the value axis and the first panel.
const BESIDE: f64 = 18.0;
/// Width to height of the panel that is wished for.
const WISHED: f64 = 1.6;

/// How many panels stand below and beside one another, and how many lines their titles have.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Grid {
    columns: usize,
    rows: usize,
    lines: usize,
    /// What the labels of a scale take beside each panel but the first of a row.
    beside: f64,
}

impl Grid {
    /// The grid whose panels come nearest to a good shape, with few places left empty.
    fn of(titles: &[f64], area: Spot, beside: f64) -> Option<Self> {
        let count = titles.len();
        let badness = |grid: &Self| {
            let [width, height] = grid.plot(area);
            let empty = (grid.columns * grid.rows - count) as f64 / count as f64;
            // Two lines hold somewhat less than twice what one does.
            let cut = |title: &f64| (title / (width * 1.8) - 1.0).max(0.0);
            let cut = titles.iter().map(cut).sum::<f64>() / count as f64;
            (width / height / WISHED).ln().abs() + empty + cut
        };
        let grids = (1..=8).map(|columns| {
            let one = Self { columns, rows: count.div_ceil(columns), lines: 1, beside };
            let width = one.plot(area)[0];
            let long = titles.iter().any(|title| *title > width);
            Self { lines: if long { TITLE_LINES } else { 1 }, ..one }
        });
        let fit = grids.filter(|grid| {
            let [width, height] = grid.plot(area);
            width >= LEAST[0] && height >= LEAST[1]
        });
        fit.min_by(|a, b| badness(a).total_cmp(&badness(b)))
    }

    /// Width and height of a panel's plot.
    fn plot(self, area: Spot) -> Spot {
        let (columns, rows) = (self.columns as f64, self.rows as f64);
        let width = (area[0] - self.across() * (columns - 1.0)) / columns;
        [width, (area[1] - GAP[1] * (rows - 1.0)) / rows - self.title()]
    }

    /// Clear space between two panels of a row.
    fn across(self) -> f64 {
        GAP[0] + self.beside
    }

    /// The height of a panel's title.
    fn title(self) -> f64 {
        TITLE + self.lines as f64 * TITLE_LINE
    }
}

/// The most panels that are readable in the plot of `layout`, where these are fewer than `scene`
/// has. What is left out will be said in a note, for which there is room left.
pub(super) fn fewer(layout: &Layout, width: f64, scene: &Scene<'_>) -> Option<usize> {
    const NOTE: f64 = BODY * 1.3;
    let [top, bottom] = layout.plot;
    let axis = axis_width(scene, LEAST[1]);
    let across = width - 2.0 * MARGIN - axis - BESIDE;
    let beside = beside(scene, axis);
    let asked = scene.panels.len();
    let titles = titles(scene);
    if asked < 2
        || (asked <= MOST_PANELS && Grid::of(&titles, [across, bottom - top], beside).is_some())
    {
        return None;
    }
    let fits = |count: &usize| {
        let titles = titles.get(..*count).unwrap_or(&titles);
        Grid::of(titles, [across, bottom - top - NOTE], beside).is_some()
    };
    (1..asked.min(MOST_PANELS + 1)).rev().find(fits).or(Some(1))
}

/// How wide the labels of the value axis are, or the widest of several.
fn axis_width(scene: &Scene<'_>, height: f64) -> f64 {
    if !scene.own_scales {
        return ValueAxis::new(scene, height).width;
    }
    let widths = scene.parts();
    widths.iter().map(|part| ValueAxis::new(part, height).width).fold(0.0, f64::max)
}

/// What labels of that width take between two panels.
fn beside(scene: &Scene<'_>, axis: f64) -> f64 {
    if scene.own_scales { axis + BESIDE } else { 0.0 }
}

/// How wide the panels' titles are.
fn titles(scene: &Scene<'_>) -> Vec<f64> {
    let titles = scene.panels.iter().map(|panel| panel.title.as_str());
    titles.map(|title| text::width(title, Weight::SemiBold, BODY)).collect()
}

impl Painter<'_> {
    /// Draws all panels, and hands back the areas of the years in each.
    pub(super) fn panels(&self, [top, bottom]: [f64; 2], width: f64) -> Vec<(i16, Frame)> {
        let parts = self.scene.parts();
        let own = self.scene.own_scales;
        let labels = axis_width(self.scene, LEAST[1]);
        let rough = width - 2.0 * MARGIN - labels - BESIDE;
        let beside = beside(self.scene, labels);
        let one = Grid { columns: 1, rows: parts.len(), lines: 1, beside };
        let grid = Grid::of(&titles(self.scene), [rough, bottom - top], beside).unwrap_or(one);
        let title = grid.title();
        let high = grid.plot([rough, bottom - top])[1].max(1.0);
        let shared = ValueAxis::new(self.scene, high);
        let left = MARGIN + axis_width(self.scene, high) + BESIDE;
        let [across, up] = grid.plot([width - MARGIN - left, bottom - top]);
        let (across, up) = (across.max(1.0), up.max(1.0));
        // Where there is hardly any room, a plot rather gets none than that it leaves its place.
        let lowest = bottom - (grid.rows as f64 - 1.0) * (up + title + GAP[1]) - up;
        let top = top.min(lowest - title);
        let roomy = across >= ROOMY[0] && up >= ROOMY[1];
        let written = if roomy { Written::Many } else { Written::Last };
        let mut bands = Vec::new();
        for (at, (part, panel)) in parts.iter().zip(&self.scene.panels).enumerate() {
            let (column, row) = (at % grid.columns, at / grid.columns);
            let left = left + column as f64 * (across + grid.across());
            let top = top + row as f64 * (up + title + GAP[1]) + title;
            let frame = Frame { left, top, right: left + across, bottom: top + up };
            self.panel_title(&panel.title, grid.lines, &frame);
            let below_is_none = at + grid.columns >= parts.len();
            let axis = if own { &ValueAxis::new(part, high) } else { &shared };
            let painter = Painter { canvas: self.canvas, theme: self.theme, scene: part };
            bands.extend(painter.plot(&Plotted {
                frame,
                ticks: &axis.ticks,
                labels: if own || column == 0 { &axis.labels } else { &[] },
                years: if below_is_none { YearLabels::Ends } else { YearLabels::None },
                ends: None,
                written,
                mark_rows: 0,
            }));
        }
        bands
    }

    fn panel_title(&self, title: &str, lines: usize, frame: &Frame) {
        let (weight, size) = (Weight::SemiBold, BODY);
        let setting = Setting { weight, size, width: frame.right - frame.left, lines };
        let letters = Letters { weight, ..body(self.theme.ink) };
        let written = text::wrap_name(title, setting);
        for (at, line) in written.iter().rev().enumerate() {
            let baseline = frame.top - TITLE - BODY * 0.28 - at as f64 * TITLE_LINE;
            self.canvas.text(line, [frame.left, baseline], letters);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_of_a_good_shape() {
        let wide = [1600.0, 640.0];
        let grid = |count: usize, title: f64| {
            let grid = Grid::of(&vec![title; count], wide, 0.0);
            grid.map(|grid| [grid.columns, grid.rows, grid.lines])
        };
        assert_eq!(grid(2, 90.0), Some([2, 1, 1]));
        assert_eq!(grid(6, 90.0), Some([3, 2, 1]));
        assert_eq!(grid(6, 600.0), Some([3, 2, 2]));
        assert_eq!(grid(200, 90.0), None);
        assert!(Grid::of(&[90.0; 4], [300.0, 640.0], 0.0).is_none_or(|grid| grid.columns == 1));
    }
}
