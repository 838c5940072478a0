//! The columns of the table, and the orders that they give it.

use super::entry::Entry;
use crate::app::words;
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Figure, FigureKind, Unit};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A column that the table can show and be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// What the user has said of it.
    State,
    /// The number.
    Value,
    /// What is counted.
    What,
    /// The indicator's name.
    Indicator,
    /// The time it covers.
    Period,
    /// The body whose count it is.
    Source,
    /// The place it is for.
    Place,
    /// The report it stands in.
    Report,
    /// What it is a number of.
    Unit,
    /// What role it plays.
    Kind,
    /// The words that widen or narrow what is counted.
    Scope,
    /// How far it has come before the authorities.
    Status,
    /// Who passes the count on.
    PassedOn,
    /// How sure the program is.
    Certainty,
    /// The section it stands in.
    Section,
    /// The page it stands on.
    Page,
}

impl Column {
    /// All columns, from left to right.
    pub const ALL: [Self; 16] = [
        Self::State,
        Self::Value,
        Self::What,
        Self::Indicator,
        Self::Period,
        Self::Source,
        Self::Place,
        Self::Unit,
        Self::Kind,
        Self::Status,
        Self::Scope,
        Self::PassedOn,
        Self::Certainty,
        Self::Section,
        Self::Page,
        Self::Report,
    ];

    /// Those that are shown until the user chooses others.
    pub const USUAL: [Self; 8] = [
        Self::State,
        Self::Value,
        Self::What,
        Self::Indicator,
        Self::Period,
        Self::Source,
        Self::Place,
        Self::Report,
    ];

    /// Its name in the head of the table, and in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::Value => "Value",
            Self::What => "What",
            Self::Indicator => "Indicator",
            Self::Period => "Period",
            Self::Source => "Source",
            Self::Place => "Place",
            Self::Report => "Report",
            Self::Unit => "Unit",
            Self::Kind => "Kind",
            Self::Scope => "Scope",
            Self::Status => "Status",
            Self::PassedOn => "Passed on by",
            Self::Certainty => "Certainty",
            Self::Section => "Section",
            Self::Page => "Page",
        }
    }
}

/// An order of the table. Without a column, statistics come first, in the order of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column that decides, and whether its highest comes first.
    pub by: Option<(Column, bool)>,
}

impl Sort {
    /// The order after a click on the head of `column`: first upwards (numbers downwards), then
    /// the other way, then the usual order again.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        let first = column == Column::Value;
        let by = match self.by {
            Some((sorted, down)) if sorted == column && down == first => Some((column, !first)),
            Some((sorted, _)) if sorted == column => None,
            _ => Some((column, first)),
        };
        Self { by }
    }

    /// Puts the entries into this order.
    pub fn sort(self, entries: &mut [Entry<'_>], names: &Names<'_>) {
        match self.by {
            None => entries.sort_by_key(|entry| (rank(entry.figure.kind), entry.id)),
            Some((column, down)) => entries.sort_by(|a, b| {
                let order = compare(column, down, a, b, names);
                order
                    .then_with(|| rank(a.figure.kind).cmp(&rank(b.figure.kind)))
                    .then(a.id.cmp(&b.id))
            }),
        }
    }
}

/// The names of indicators by their slugs.
pub type Names<'a> = BTreeMap<&'a str, &'a str>;

/// The names of a catalogue's indicators.
pub fn indicator_names(catalogue: &Catalogue) -> Names<'_> {
    catalogue.indicators.iter().map(|found| (found.slug.as_str(), found.name.as_str())).collect()
}

/// Where a kind stands in the usual order.
pub fn rank(kind: FigureKind) -> u8 {
    match kind {
        FigureKind::Statistic => 0,
        FigureKind::Incident => 1,
        FigureKind::Norm => 2,
    }
}

/// Compares by one column. What a figure does not have stands last, whichever way it is sorted.
fn compare(
    column: Column,
    down: bool,
    a: &Entry<'_>,
    b: &Entry<'_>,
    names: &Names<'_>,
) -> Ordering {
    let (x, y) = (a.figure, b.figure);
    match column {
        Column::State => {
            let state = |entry: &Entry<'_>| (!entry.flagged, entry.figure.review);
            turned(state(a).cmp(&state(b)), down)
        }
        Column::Value => {
            // A share and a count do not compare: each unit stands together.
            let unit = unit_rank(x.unit).cmp(&unit_rank(y.unit));
            unit.then(turned(x.value.total_cmp(&y.value), down))
        }
        Column::What => optional(Some(x.measure.as_str()), Some(y.measure.as_str()), down),
        Column::Indicator => {
            let name = |figure: &Figure| {
                figure.indicator.as_deref().and_then(|slug| names.get(slug).copied())
            };
            optional(name(x), name(y), down)
        }
        Column::Period => {
            let days = |figure: &Figure| {
                let period = figure.period;
                period.end.or(period.start).map(|end| (end, period.start))
            };
            last_if_none(days(x), days(y), down, Ord::cmp)
        }
        Column::Source => optional(x.source.as_deref(), y.source.as_deref(), down),
        Column::Place => optional(x.place.as_deref(), y.place.as_deref(), down),
        Column::Report => turned(edition(a).cmp(&edition(b)), down),
        Column::Unit => turned(unit_rank(x.unit).cmp(&unit_rank(y.unit)), down),
        Column::Kind => turned(rank(x.kind).cmp(&rank(y.kind)), down),
        Column::Scope => optional(x.scope.as_deref(), y.scope.as_deref(), down),
        Column::Status => last_if_none(x.status, y.status, down, Ord::cmp),
        Column::PassedOn => optional(x.passed_on_by.as_deref(), y.passed_on_by.as_deref(), down),
        Column::Certainty => turned(x.confidence.total_cmp(&y.confidence), down),
        Column::Section => optional(a.section(), b.section(), down),
        Column::Page => {
            let page = |entry: &Entry<'_>| {
                Some((entry.report.page_at(entry.figure.raw.start)?, entry.figure.raw.start))
            };
            last_if_none(page(a), page(b), down, Ord::cmp)
        }
    }
}

fn edition<'a>(entry: &Entry<'a>) -> (Option<&'a str>, Option<i16>, ReportIndex) {
    let metadata = &entry.report.metadata;
    (metadata.country(), metadata.year(), entry.id.report)
}

fn unit_rank(unit: Unit) -> u8 {
    match unit {
        Unit::Count => 0,
        Unit::Percent => 1,
        Unit::Rate => 2,
        Unit::Money => 3,
    }
}

fn turned(order: Ordering, down: bool) -> Ordering {
    if down { order.reverse() } else { order }
}

fn optional(a: Option<&str>, b: Option<&str>, down: bool) -> Ordering {
    let (a, b) = (a.filter(|a| !a.is_empty()), b.filter(|b| !b.is_empty()));
    last_if_none(a, b, down, |a, b| letters(a).cmp(letters(b)))
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

fn last_if_none<T>(
    a: Option<T>,
    b: Option<T>,
    down: bool,
    compare: impl FnOnce(&T, &T) -> Ordering,
) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turned(compare(&a, &b), down),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// The extraction's confidence in words: a number would look more exact than it is.
pub fn certainty(confidence: f32) -> &'static str {
    if confidence >= SURE {
        "high"
    } else if confidence >= DOUBTFUL {
        "medium"
    } else {
        "low"
    }
}

/// From here on the program is sure.
pub const SURE: f32 = 0.8;
/// Below this it is in doubt.
pub const DOUBTFUL: f32 = 0.5;

/// What a cell says of an entry, but for the state, which is drawn.
pub fn words_of(column: Column, entry: &Entry<'_>, catalogue: &Catalogue) -> String {
    let figure = entry.figure;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        Column::State => String::new(),
        Column::Value => words::value(figure),
        Column::What => figure.measure.clone(),
        Column::Indicator => {
            let slug = figure.indicator.as_deref().unwrap_or_default();
            catalogue.get(slug).map_or(slug, |found| found.name.as_str()).to_owned()
        }
        Column::Period => words::period(&figure.period),
        Column::Source => text(&figure.source),
        Column::Place => text(&figure.place),
        Column::Report => words::report(entry.report),
        Column::Unit => words::unit(figure.unit).to_owned(),
        Column::Kind => words::figure_kind(figure.kind).to_owned(),
        Column::Scope => text(&figure.scope),
        Column::Status => figure.status.map(words::status).unwrap_or_default().to_owned(),
        Column::PassedOn => text(&figure.passed_on_by),
        Column::Certainty => certainty(figure.confidence).to_owned(),
        Column::Section => entry.section().unwrap_or_default().to_owned(),
        Column::Page => {
            entry.report.page_name_at(figure.raw.start).unwrap_or_default().into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heads_clicks_go_round() {
        let once = Sort::default().clicked(Column::Value);
        assert_eq!(once.by, Some((Column::Value, true)));
        let twice = once.clicked(Column::Value);
        assert_eq!(twice.by, Some((Column::Value, false)));
        assert_eq!(twice.clicked(Column::Value), Sort::default());
        assert_eq!(once.clicked(Column::Source).by, Some((Column::Source, false)));
    }
}
