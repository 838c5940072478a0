//! From figures to comparable series.
//!
//! A series holds one indicator's figures for one place, as one source counts them, in one unit.
//! Nothing is extrapolated, nothing is dropped in silence: what cannot stand in a year's place says
//! why.

use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Figure, Flow, Period, Unit};
use crate::report::Report;
use serde::Serialize;

/// Where a figure stands: its report and its place in that report's list of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FigureId {
    /// The report.
    pub report: ReportIndex,
    /// The index in [`crate::analysis::Analysis::figures`].
    pub figure: u32,
}

/// What makes figures comparable: those of one key may stand in one series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SeriesKey {
    /// Slug of the indicator.
    pub indicator: String,
    /// The country of the reports.
    pub country: String,
    /// The place inside the country, where the figure is not for all of it.
    pub place: Option<String>,
    /// The body whose count it is; `None` where the reports name none ("as told by the publisher").
    pub source: Option<String>,
    /// The publisher, where `source` is `None`; otherwise `None`.
    pub as_told_by: Option<String>,
    /// Unit, as its name in files.
    pub unit: String,
}

/// How a point stands on a yearly axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A whole year, or a state on a day: may be joined by a line.
    Whole,
    /// Less than a year: hollow, never joined.
    PartYear,
    /// Several years, an event, or an average: never in a year's place, never joined.
    Apart,
    /// No date given: stands at its report's year with a mark of its own, never joined.
    Undated,
}

/// One value of a series: all figures of one period that tell the same value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The year it stands at.
    pub year: i16,
    /// The period it covers.
    pub period: Period,
    /// The value, or the lower end of a range.
    pub value: f64,
    /// The higher end of a range.
    pub value_high: Option<f64>,
    /// Every figure that tells this value for this period, the earliest report first.
    pub attestations: Vec<FigureId>,
    /// How it may be drawn.
    pub standing: Standing,
    /// How the number bounds what it tells.
    pub qualifier: crate::figures::Qualifier,
    /// Whether another point of the series tells another value for the same period.
    pub contested: bool,
}

/// A series over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// What its figures have in common.
    pub key: SeriesKey,
    /// Unit of its values.
    pub unit: Unit,
    /// Whether its values are a state or came in a time.
    pub flow: Flow,
    /// Its points by year, then by period.
    pub points: Vec<Point>,
}

/// One report's part of the input of [`build`].
pub struct SeriesInput<'a> {
    /// The report that the figures are of.
    pub report: &'a Report,
    /// Its index.
    pub index: ReportIndex,
    /// Its figures with their indicators assigned.
    pub figures: &'a [Figure],
}

/// Builds every series of an indicator that the reports hold, those with most points first.
pub fn build(_inputs: &[SeriesInput<'_>], _indicator: &str, _catalogue: &Catalogue) -> Vec<Series> {
    Vec::new()
}
