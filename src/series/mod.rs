//! From figures to comparable series.
//!
//! A series holds one indicator's figures for one place, as one source counts them, in one unit.
//! In come the reports' figures with their indicators assigned, out come series of points and a
//! list of what could not stand in any, each with its reason. Nothing is extrapolated, nothing is
//! dropped in silence.

mod breaks;
mod build;
mod carried;
mod comparability;
mod join;
#[cfg(test)]
mod key_tests;
mod nearly;
mod picked;
mod silence;
mod sources;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use breaks::Break;
pub use build::build;
pub use carried::repeated;
pub use comparability::{Caution, Reason, cautions};
pub use join::{Difference, places_of};
pub use picked::picked;
pub use silence::{Gap, GapKind, gaps};
pub use sources::{Bodies, folded as body_key, same_body};

use crate::entities::ReportIndex;
use crate::figures::{Aggregation, Figure, Flow, Period, Qualifier, ReportRows, Status, Unit};
use crate::report::{DocumentName, Metadata, Report, Section};
use serde::{Deserialize, Serialize};

/// Where a figure stands: its report and its place in that report's list of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FigureId {
    /// The report.
    pub report: ReportIndex,
    /// The index in [`crate::analysis::Analysis::figures`].
    pub figure: u32,
}

/// What makes figures comparable: those of one key may stand in one series.
///
/// The fields that keys had not always have defaults, so that charts kept with older keys open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SeriesKey {
    /// Slug of the indicator.
    pub indicator: String,
    /// The country of the reports; `None` where a report's own could not be told.
    pub country: Option<String>,
    /// The place inside the country, where the figure is not for all of it.
    pub place: Option<String>,
    /// The body whose count it is, by the fullest name that any of the reports gives it; `None`
    /// where they name none ("as told by the publisher").
    pub source: Option<String>,
    /// The publisher, where `source` is `None`; otherwise `None`.
    pub as_told_by: Option<String>,
    /// What its values are.
    pub unit: Unit,
    /// The currency of amounts of money, as the texts write it.
    pub currency: Option<String>,
    /// What part of the whole is counted ("minors", of "490, of whom 39 minors"); `None` for the
    /// whole. A part never stands in its whole's series.
    pub part: Option<String>,
    /// Whether its values are a state or came in a time, where that is not what the indicator's
    /// values usually are ("recognized 38" beside all refugees there are).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_flow: Option<Flow>,
    /// How its values sum up: an average, a running total and one event's total are no year's.
    #[serde(default, skip_serializing_if = "is_total")]
    pub aggregation: Aggregation,
    /// What widens or narrows what is counted, in words of the text ("registered").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_total(aggregation: &Aggregation) -> bool {
    *aggregation == Aggregation::Total
}

impl SeriesKey {
    /// Whether the values of both can stand on one axis.
    pub fn shares_axis(&self, other: &Self) -> bool {
        self.unit == other.unit && self.currency == other.currency
    }

    /// Who tells the values, as a label: the source, or the publisher that names none.
    pub fn teller(&self) -> &str {
        let told_by = self.source.as_deref().or(self.as_told_by.as_deref());
        told_by.unwrap_or("source not named")
    }
}

/// How a point stands on a yearly axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A whole year, or a state on a day: the only kind that a line may join.
    Whole,
    /// Less than a year: hollow.
    PartYear,
    /// Several years, or from some year on: never in a year's place.
    MultiYear,
    /// The days of one event: never in a year's place.
    Event,
    /// An average over several periods: never in a year's place.
    Average,
    /// No date given: stands at its report's year with a mark of its own.
    Undated,
}

impl Standing {
    /// Whether a line may run through the point.
    pub fn joins(self) -> bool {
        self == Self::Whole
    }

    /// Whether the point fills its year's place, so that a column may stand for it.
    pub fn fills_year(self) -> bool {
        matches!(self, Self::Whole | Self::PartYear | Self::Undated)
    }
}

/// One value of a series: all figures of one period that tell the same value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The year it stands at: its period's last, or its report's where it has no date.
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
    /// How the number bounds what it tells, in the earliest report that tells it.
    pub qualifier: Qualifier,
    /// Whether another point of the series tells another value for the same period.
    pub contested: bool,
    /// How far what is counted has come before the authorities, where a telling says so.
    pub status: Option<Status>,
    /// The year of the earliest report that tells it, where that has one.
    pub first_told: Option<i16>,
    /// Whether somebody has looked at one of its tellings and let it stand.
    pub checked: bool,
}

impl Point {
    /// The highest number it tells: the upper end of a range, else the value.
    pub fn top(&self) -> f64 {
        self.value_high.map_or(self.value, |high| high.max(self.value))
    }
}

/// A series over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// What its figures have in common.
    pub key: SeriesKey,
    /// Whether its values are a state or came in a time.
    pub flow: Flow,
    /// Its points by year, then by period, then by value.
    pub points: Vec<Point>,
    /// What the user joined to it, with the figures that came so; their points stand among its own.
    pub joined: Vec<Joined>,
    /// The figures that would stand in it, but only repeat an earlier report; see [`repeated`].
    pub repeated: Vec<Repeated>,
}

/// A figure that a report took over from an earlier one, word for word or nearly so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Repeated {
    /// The figure.
    pub figure: FigureId,
    /// The year of the report that told it first.
    pub from: i16,
}

/// A series that the user joined to another of another key.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Joined {
    /// Its key.
    pub key: SeriesKey,
    /// Its figures.
    pub figures: Vec<FigureId>,
}

impl Series {
    /// The key of one of its figures: its own, or that of the series which the figure came with.
    pub fn key_of(&self, figure: FigureId) -> &SeriesKey {
        let came = self.joined.iter().find(|joined| joined.figures.contains(&figure));
        came.map_or(&self.key, |joined| &joined.key)
    }

    /// Whether it is asked for by this key.
    pub fn answers_to(&self, key: &SeriesKey) -> bool {
        self.key == *key || self.joined.iter().any(|joined| joined.key == *key)
    }
}

/// Why a figure of the indicator stands in no series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// It tells of one case or of a limit set by law, not of a total.
    NotAStatistic,
    /// Neither the text nor its report gives a year for it to stand at.
    NoYear,
    /// The user has said that it is wrong.
    Rejected,
    /// Its sentence stands in the edition before, word for word or nearly so, for a time told by the
    /// report's own year, or none: nobody counted anew. Stands once the user accepts it.
    Repeated {
        /// The year of the report that told it first.
        from: i16,
    },
}

impl LeftOut {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAStatistic => "not_a_statistic",
            Self::NoYear => "no_year",
            Self::Rejected => "rejected",
            Self::Repeated { .. } => "repeated",
        }
    }

    /// The year of the report that it was repeated from, where it was.
    pub fn repeated_from(self) -> Option<i16> {
        match self {
            Self::Repeated { from } => Some(from),
            Self::NotAStatistic | Self::NoYear | Self::Rejected => None,
        }
    }
}

/// Every series of an indicator, and what stands in none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SeriesSet {
    /// Those with most points first, then by key; wholes before parts.
    pub series: Vec<Series>,
    /// The figures of the indicator that stand in none.
    pub left_out: Vec<(FigureId, LeftOut)>,
    /// The figures that the user took out of its series, with the years that they stood at.
    pub taken_out: Vec<(FigureId, i16)>,
}

/// The text of a report, in memory or wherever it is.
pub trait Body: std::fmt::Debug + Sync {
    /// Has somebody look at the report; nobody where it can no longer be had.
    fn read(&self, look: &mut dyn FnMut(&Report));
}

impl Body for Report {
    fn read(&self, look: &mut dyn FnMut(&Report)) {
        look(self);
    }
}

/// One report's part of the input of [`build`]: what is known of it without its text.
#[derive(Clone, Copy, Debug)]
pub struct SeriesInput<'a> {
    /// Its index.
    pub index: ReportIndex,
    /// Its name.
    pub document: &'a DocumentName,
    /// What it is.
    pub metadata: &'a Metadata,
    /// Its sections.
    pub outline: &'a [Section],
    /// Its figures and silences with their indicators assigned.
    pub rows: &'a ReportRows,
    /// Its text, for what quotes it.
    pub body: &'a dyn Body,
}

impl<'a> SeriesInput<'a> {
    /// A report that is in memory, with the rows of its figures.
    pub fn of(index: ReportIndex, report: &'a Report, rows: &'a ReportRows) -> Self {
        Self {
            index,
            document: &report.document,
            metadata: &report.metadata,
            outline: &report.outline,
            rows,
            body: report,
        }
    }

    /// One of its figures.
    pub fn figure(&self, id: FigureId) -> Option<Figure> {
        self.rows.figures.get(id.figure).map(crate::figures::rows::Row::figure)
    }

    /// What `look` says of the report with its text, which is loaded for that where it is not in
    /// memory.
    pub fn read<T>(&self, look: impl FnOnce(&Report) -> T) -> Option<T> {
        let (mut look, mut seen) = (Some(look), None);
        self.body.read(&mut |report| seen = look.take().map(|look| look(report)));
        seen
    }
}
