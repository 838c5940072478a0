//! What a figure must be to be shown.

use super::column::{DOUBTFUL, Names, SURE};
use super::entry::Entry;
use crate::entities::ReportIndex;
use crate::figures::rows::{Name, Row};
use crate::figures::{FigureKind, Review};
use crate::library::search::Query;

/// Whose figures are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of all reports.
    #[default]
    All,
    /// Those of the reports on one country.
    Country(String),
    /// Those of one report.
    Report(ReportIndex),
}

/// Which indicator a figure must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Indicated {
    /// Any or none.
    #[default]
    Any,
    /// Any.
    Some,
    /// None.
    None,
    /// The one with this slug.
    As(String),
}

/// Whose count a figure must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// Anybody's.
    #[default]
    ByAny,
    /// Nobody is named.
    ByNobody,
    /// That of the body of this name.
    By(String),
}

/// What the user must have said of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Anything or nothing.
    #[default]
    Anything,
    /// What is still to be looked at: unchecked, or changed and no more.
    ToCheck,
    /// Just this.
    Just(Review),
}

/// How unsure the program must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unsure {
    /// Not at all or quite.
    #[default]
    Any,
    /// Less than sure.
    BelowHigh,
    /// In doubt.
    BelowMedium,
}

/// What a figure must be to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words each of which must stand in its sentence or in one of its fields.
    pub text: String,
    /// The reports.
    pub scope: Scope,
    /// Its indicator.
    pub indicator: Indicated,
    /// The year it is for.
    pub year: Option<i16>,
    /// Its source.
    pub source: Counted,
    /// Its kind.
    pub kind: Option<FigureKind>,
    /// What the user has said of it.
    pub said: Said,
    /// How sure the program is of it.
    pub unsure: Unsure,
    /// Whether something about it must ask to be looked at.
    pub flagged: bool,
}

/// Whether the user has said whether a figure is right.
pub fn is_checked(review: Review) -> bool {
    review.is_checked() || review == Review::Rejected
}

impl Filter {
    /// Whether the figure passes, the words aside.
    pub fn passes(&self, entry: &Entry<'_>) -> bool {
        let row = entry.row;
        let in_scope = match &self.scope {
            Scope::All => true,
            Scope::Country(country) => entry.head.metadata.country() == Some(country),
            Scope::Report(report) => entry.id.report == *report,
        };
        let said = match self.said {
            Said::Anything => true,
            Said::ToCheck => !is_checked(row.review()),
            Said::Just(review) => row.review() == review,
        };
        let unsure = match self.unsure {
            Unsure::Any => true,
            Unsure::BelowHigh => row.confidence() < SURE,
            Unsure::BelowMedium => row.confidence() < DOUBTFUL,
        };
        in_scope
            && said
            && unsure
            && (!self.flagged || entry.flagged)
            && self.kind.is_none_or(|kind| row.kind() == kind)
            && self.year.is_none_or(|year| entry.year() == Some(year))
            && self.names(row)
    }

    /// Whether the figure has the indicator and the source that are asked for.
    fn names(&self, row: Row<'_>) -> bool {
        let indicated = match &self.indicator {
            Indicated::Any => true,
            Indicated::Some => row.number(Name::Indicator).is_some(),
            Indicated::None => row.number(Name::Indicator).is_none(),
            Indicated::As(slug) => row.name(Name::Indicator) == Some(slug),
        };
        indicated
            && match &self.source {
                Counted::ByAny => true,
                Counted::ByNobody => row.number(Name::Source).is_none(),
                Counted::By(name) => row.name(Name::Source) == Some(name),
            }
    }

    /// The words that are sought.
    pub fn queries(&self) -> Vec<Query> {
        self.text.split_whitespace().filter_map(Query::new).collect()
    }
}

/// Whether a word stands in one of the fields.
pub fn holds(word: &Query, row: Row<'_>, names: &Names<'_>) -> bool {
    let own = [Name::Measure, Name::Source, Name::Place, Name::Scope, Name::PassedOn];
    let indicator = row.name(Name::Indicator).and_then(|slug| names.get(slug).copied());
    let fields = own.into_iter().map(|name| row.name(name)).chain([indicator]);
    fields.flatten().any(|field| word.is_in(field))
}
