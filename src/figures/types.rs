//! What a figure is.

use super::schema::{Flow, Unit};
use crate::report::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a number bounds what it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// The number itself.
    #[default]
    Exact,
    /// About, approximately, almost, estimated.
    Approx,
    /// At least, more than, over.
    AtLeast,
    /// Up to, fewer than, as many as.
    AtMost,
    /// Between two numbers; the higher stands in [`Figure::value_high`].
    Range,
}

/// What role a number plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// An aggregate that could stand in a table.
    #[default]
    Statistic,
    /// People or things in one told event.
    Incident,
    /// A limit, quota, penalty or size set by law.
    Norm,
}

/// How a period covers the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// One whole calendar year.
    FullYear,
    /// Some months or days of a year.
    PartYear,
    /// More than one year.
    MultiYear,
    /// A state on one day.
    PointInTime,
    /// The days of one event.
    Event,
    /// The text does not say.
    #[default]
    Undated,
}

/// The time that a figure covers, both days included. Open ends are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// How the days cover the calendar.
    pub coverage: Coverage,
}

/// How a number sums up what it counts. Only a total can stand in a year's place.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// All there was or came in the period.
    #[default]
    Total,
    /// A mean over the period ("on average", "a day").
    Average,
    /// A running total since a start before the year ("since 2014").
    Cumulative,
    /// All of one event (a riot, an election).
    Event,
}

/// How far what is counted has come before the authorities, where the words say so. Allegations and
/// convictions are never one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody says that it happened ("complaints", "alleged", "reported").
    Alleged,
    /// An authority has it in its books ("registered", "recorded").
    Registered,
    /// It is looked into ("investigated", "opened a case").
    Investigated,
    /// Somebody is accused of it before a court ("charged", "indicted", "sent to court").
    Charged,
    /// A court found so ("convicted", "sentenced").
    Convicted,
    /// It ended without a finding ("dismissed", "closed", "acquitted").
    Dismissed,
}

/// What the user has said of a figure. Never set by the extraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// Nothing yet.
    #[default]
    Unchecked,
    /// It is right, whether as it was read or as it was changed.
    Accepted,
    /// Some of its fields were changed, and nothing said of the rest.
    Changed,
    /// It was overlooked, and the user added it.
    Added,
    /// It is wrong.
    Rejected,
}

impl Review {
    /// Whether somebody has looked at the figure and lets it stand.
    pub fn is_checked(self) -> bool {
        matches!(self, Self::Accepted | Self::Added)
    }
}

/// A number told in a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number as written ("12.63 million", "two dozen").
    pub raw: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The higher end of a range.
    pub value_high: Option<f64>,
    /// How the number bounds what it tells.
    pub qualifier: Qualifier,
    /// What it is a number of.
    pub unit: Unit,
    /// The currency of an amount of money, as the text writes it ("tenge", "$").
    pub currency: Option<String>,
    /// What role it plays.
    pub kind: FigureKind,
    /// What is counted, in a few words of the text.
    pub measure: String,
    /// Slug of the indicator, where the catalogue has one that fits.
    pub indicator: Option<String>,
    /// The body whose count it is, by its fullest name in the report; `None` where the text names
    /// none.
    pub source: Option<String>,
    /// The country, or the place within it, that the figure is for.
    pub place: Option<String>,
    /// The time it covers.
    pub period: Period,
    /// Whether it tells what there was or what came, as far as the words say.
    pub flow: Option<Flow>,
    /// How it sums up what it counts.
    pub aggregation: Aggregation,
    /// How far what is counted has come before the authorities, where the words say so.
    pub status: Option<Status>,
    /// The words of the text that widen or narrow what is counted beyond what the indicator says,
    /// put plainly ("torture and ill-treatment", "registered", "in the January unrest"); figures of
    /// different scope are not comparable. `None` where nothing does.
    pub scope: Option<String>,
    /// Who passes the source's count on ("according to the news agency, the ministry counted"),
    /// where the text names both.
    pub passed_on_by: Option<String>,
    /// The number that it is a part of ("of whom 39"), where the passage tells it.
    pub whole: Option<Span>,
    /// What its sentence says, by which it is known in another report without the text (see
    /// [`crate::language::wording`]); of a cell of a table its row and heads. 0 where not known.
    #[serde(default)]
    pub wording: u64,
    /// The words of its sentence, by which it is known in another report that tells nearly the same
    /// (see [`crate::language::word_bits`]). 0 where not known.
    #[serde(default)]
    pub words: u64,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
    /// What the user has said of it. Never set by the extraction.
    #[serde(skip)]
    pub review: Review,
}

impl Figure {
    /// Whether the user has said that it is wrong.
    pub fn is_rejected(&self) -> bool {
        self.review == Review::Rejected
    }
}
