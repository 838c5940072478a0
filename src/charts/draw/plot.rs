//! A plot with its axes: the only one of a chart, or one of its panels.

use super::Painter;
use super::axes::{YearLabels, wanted_ticks};
use super::events::MarkLabels;
use super::labels::Written;
use super::page::Page;
use crate::charts::canvas::Frame;
use crate::charts::drawing::Weight;
use crate::charts::labels::Obstacles;
use crate::charts::layout::{BODY, Ends, plot_frame};
use crate::charts::numbers::Ticks;
use crate::charts::place::{Size, place};
use crate::charts::scene::Scene;
use crate::charts::text;

/// How far a label may stand above the frame.
const LABEL_ABOVE: f64 = 52.0;

/// How far the first and the last year keep from the edges.
const INSET: f64 = 40.0;

/// A plot to draw.
#[derive(Clone, Copy)]
pub(super) struct Plotted<'a> {
    /// Where its value axis begins and ends, across and up.
    pub frame: Frame,
    /// The ticks of its value axis.
    pub ticks: &'a Ticks,
    /// Their labels, where they are written.
    pub labels: &'a [String],
    /// Which years are written.
    pub years: YearLabels,
    /// The names at line ends.
    pub ends: Option<&'a Ends>,
    /// Which values are written.
    pub written: Written,
    /// How many rows the labels of events and periods have above it.
    pub mark_rows: usize,
}

/// The ticks of an axis, their labels and the width of the widest of these.
pub(super) struct ValueAxis {
    pub ticks: Ticks,
    pub labels: Vec<String>,
    pub width: f64,
}

impl ValueAxis {
    /// The axis for a plot of this height.
    pub(super) fn new(scene: &Scene<'_>, height: f64) -> Self {
        let (low, high) = scene.values();
        let ticks = Ticks::new(low, high, scene.unit, wanted_ticks(height));
        let labels: Vec<String> = ticks.values.iter().map(|value| ticks.label(*value)).collect();
        let widths = labels.iter().map(|label| text::width(label, Weight::Regular, BODY));
        let width = widths.fold(0.0, f64::max);
        Self { ticks, labels, width }
    }
}

impl Painter<'_> {
    /// The one plot of a chart without panels.
    pub(super) fn single(&self, page: &Page, width: f64) -> Vec<(i16, Frame)> {
        let [top, bottom] = page.layout.plot;
        let axis = ValueAxis::new(self.scene, bottom - top);
        let ends = page.ends.as_ref();
        let room = ends.map_or(0.0, |ends| ends.width);
        self.plot(&Plotted {
            frame: plot_frame(&page.layout, width, axis.width, room),
            ticks: &axis.ticks,
            labels: &axis.labels,
            years: YearLabels::All,
            ends,
            written: Written::All,
            mark_rows: page.mark_rows,
        })
    }

    /// Draws a plot, and hands back the area that each year's values stand in.
    pub(super) fn plot(&self, plotted: &Plotted<'_>) -> Vec<(i16, Frame)> {
        let frame = plotted.frame;
        let (first, last) = self.scene.years;
        let years = [f64::from(first) - 0.5, f64::from(last) + 0.5];
        // A mark in the first or last year keeps clear of the edge however many years there are.
        let inset = INSET.min((frame.right - frame.left) / 16.0);
        let inner = Frame { left: frame.left + inset, right: frame.right - inset, ..frame };
        let ticks = plotted.ticks;
        let plot = self.canvas.plot(&inner, years, [ticks.low(), ticks.high()]);
        self.bands(&plot, &frame);
        self.value_axis(&plot, &frame, ticks, plotted.labels);
        let year_width = (inner.right - inner.left) / (years[1] - years[0]);
        self.year_axis(&plot, &frame, year_width, plotted.years);
        let size = Size::new(self.scene, year_width);
        let placed = place(self.scene, &plot, size);
        let mut obstacles = Obstacles::default();
        let sides = [inner.left, inner.right];
        let width = self.canvas.size()[0];
        let rows = plotted.mark_rows;
        let labels = MarkLabels::new(&self.scene.marked, years, sides, width, rows);
        self.events(&plot, &frame, &labels, &mut obstacles);
        self.breaks(&plot, &frame);
        self.series_lines(&plot, &placed, &mut obstacles, size);
        self.overlays(&plot, &mut obstacles, size);
        self.marks(&placed, size, &mut obstacles);
        if let Some(ends) = plotted.ends {
            self.name_ends(ends, &placed, &frame, size, &mut obstacles);
        }
        // A label over the highest mark may stand above the frame, but in no panel's title.
        let above = if plotted.written == Written::All { LABEL_ABOVE } else { 0.0 };
        // Right of the plot is nothing but the margin, unless names stand there.
        let beside = if plotted.ends.is_none() { 0.6 } else { 0.2 };
        let right = frame.right + above * beside;
        let area = Frame { top: frame.top - above, right, ..frame };
        self.value_labels(&placed, plotted.written, &area, &mut obstacles);
        let band = |year: i16| {
            let left = inner.left + f64::from(year - first) * year_width;
            (year, Frame { left, right: left + year_width, ..frame })
        };
        (first..=last).map(band).collect()
    }
}
