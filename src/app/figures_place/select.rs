//! Which figures the table shows, and in which order: pure functions over the figures of all
//! reports.

use crate::app::deciding;
use crate::app::words;
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Figure, FigureKind, Unit};
use crate::library::search::Query;
use crate::project::Verdict;
use crate::report::Report;
use crate::series::FigureId;
use crate::workspace::Workspace;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A figure with the report it stands in.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Where the figure stands.
    pub id: FigureId,
    /// The figure.
    pub figure: &'a Figure,
    /// Its report.
    pub report: &'a Report,
    /// Whether the user accepted or rejected it.
    pub verdict: Option<Verdict>,
}

impl Entry<'_> {
    /// The year the figure is for: its period's last, else its report's.
    pub fn year(&self) -> Option<i16> {
        let period = &self.figure.period;
        let dated = period.end.or(period.start).map(jiff::civil::Date::year);
        dated.or_else(|| self.report.metadata.year())
    }
}

/// All figures of all analysed reports that are shown, by report and place.
pub fn entries(workspace: &Workspace) -> impl Iterator<Item = Entry<'_>> {
    workspace.shown().flat_map(move |(index, slot)| {
        let figures = slot.analysis().map_or(&[][..], |analysis| analysis.figures.as_slice());
        let of_report = slot.report().map(|report| {
            (0..).zip(figures).map(move |(figure, found)| {
                let id = FigureId { report: index, figure };
                Entry { id, figure: found, report, verdict: deciding::verdict(workspace, id) }
            })
        });
        of_report.into_iter().flatten()
    })
}

/// One figure with its report.
pub fn entry(workspace: &Workspace, id: FigureId) -> Option<Entry<'_>> {
    let (figure, report) = (workspace.figure(id)?, workspace.report(id.report)?);
    Some(Entry { id, figure, report, verdict: deciding::verdict(workspace, id) })
}

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

/// What a figure must be to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words each of which must stand in its sentence or in one of its fields.
    pub text: String,
    /// The reports.
    pub scope: Scope,
    /// Its indicator's slug.
    pub indicator: Option<String>,
    /// The year it is for.
    pub year: Option<i16>,
    /// Its kind.
    pub kind: Option<FigureKind>,
    /// Whether it must have an indicator.
    pub with_indicator: bool,
}

impl Filter {
    /// Whether the figure passes, the words aside.
    pub fn passes(&self, entry: &Entry<'_>) -> bool {
        let figure = entry.figure;
        let in_scope = match &self.scope {
            Scope::All => true,
            Scope::Country(country) => entry.report.metadata.country() == Some(country),
            Scope::Report(report) => entry.id.report == *report,
        };
        in_scope
            && (!self.with_indicator || figure.indicator.is_some())
            && self.kind.is_none_or(|kind| figure.kind == kind)
            && self.indicator.as_ref().is_none_or(|slug| figure.indicator.as_ref() == Some(slug))
            && self.year.is_none_or(|year| entry.year() == Some(year))
    }
}

/// A column that the table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Whether it was accepted or rejected.
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
}

impl Column {
    /// All columns, from left to right.
    pub const ALL: [Self; 8] = [
        Self::State,
        Self::Value,
        Self::What,
        Self::Indicator,
        Self::Period,
        Self::Source,
        Self::Place,
        Self::Report,
    ];

    /// Its name in the head of the table.
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
    /// Whether what was accepted or rejected decides.
    pub fn is_by_state(self) -> bool {
        self.by.is_some_and(|(column, _)| column == Column::State)
    }

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
}

/// The figures that pass the filter, in the order of the sort.
pub fn select<'a>(
    entries: impl Iterator<Item = Entry<'a>>,
    filter: &Filter,
    sort: Sort,
    catalogue: &Catalogue,
) -> Vec<FigureId> {
    let names = indicator_names(catalogue);
    let words: Vec<Query> = filter.text.split_whitespace().filter_map(Query::new).collect();
    let holds = |entry: &Entry<'_>| words.iter().all(|word| said(word, entry, &names));
    let mut passed: Vec<Entry<'a>> = entries.filter(|e| filter.passes(e) && holds(e)).collect();
    match sort.by {
        None => passed.sort_by_key(|entry| (rank(entry.figure.kind), entry.id)),
        Some((column, down)) => passed.sort_by(|a, b| {
            let order = compare(column, down, a, b, &names);
            order.then_with(|| rank(a.figure.kind).cmp(&rank(b.figure.kind))).then(a.id.cmp(&b.id))
        }),
    }
    passed.into_iter().map(|entry| entry.id).collect()
}

type Names<'a> = BTreeMap<&'a str, &'a str>;

fn indicator_names(catalogue: &Catalogue) -> Names<'_> {
    catalogue.indicators.iter().map(|found| (found.slug.as_str(), found.name.as_str())).collect()
}

fn said(word: &Query, entry: &Entry<'_>, names: &Names<'_>) -> bool {
    let figure = entry.figure;
    let slug = figure.indicator.as_deref();
    let fields = [
        Some(figure.sentence.of(&entry.report.text)),
        Some(figure.measure.as_str()),
        figure.source.as_deref(),
        figure.place.as_deref(),
        slug.and_then(|slug| names.get(slug).copied()),
    ];
    fields.into_iter().flatten().any(|field| word.is_in(field))
}

fn rank(kind: FigureKind) -> u8 {
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
            last_if_none(a.verdict, b.verdict, down, |a, b| judged(*a).cmp(&judged(*b)))
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
    }
}

fn judged(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Accepted => 0,
        Verdict::Rejected => 1,
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

/// What the filters can be set to, given the figures there are.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Countries with the reports on them, by name; reports on no known country under "".
    pub countries: BTreeMap<String, Vec<(ReportIndex, String)>>,
    /// Years that figures are for, with how many.
    pub years: BTreeMap<i16, usize>,
    /// Indicators with figures: name, slug, how many.
    pub indicators: Vec<(String, String, usize)>,
    /// How many figures there are of each kind: statistics, incidents, norms.
    pub kinds: [usize; 3],
}

impl Choices {
    /// Counts what there is to choose from.
    pub fn new<'a>(entries: impl Iterator<Item = Entry<'a>>, catalogue: &Catalogue) -> Self {
        let mut choices = Self::default();
        let mut slugs: BTreeMap<&str, usize> = BTreeMap::new();
        let mut last = None;
        for entry in entries {
            if last != Some(entry.id.report) {
                last = Some(entry.id.report);
                let country = entry.report.metadata.country().unwrap_or("").to_owned();
                let named = (entry.id.report, words::report(entry.report));
                choices.countries.entry(country).or_default().push(named);
            }
            if let Some(year) = entry.year() {
                *choices.years.entry(year).or_default() += 1;
            }
            if let Some(slug) = entry.figure.indicator.as_deref() {
                *slugs.entry(slug).or_default() += 1;
            }
            if let Some(kind) = choices.kinds.get_mut(usize::from(rank(entry.figure.kind))) {
                *kind += 1;
            }
        }
        let named = slugs.into_iter().map(|(slug, count)| {
            let name = catalogue.get(slug).map_or(slug, |indicator| indicator.name.as_str());
            (name.to_owned(), slug.to_owned(), count)
        });
        choices.indicators = named.collect();
        choices.indicators.sort();
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::{DocumentName, Guess, Span};
    use jiff::civil::date;

    fn report() -> Report {
        let text = "The registry of Orvany held 30 people. It freed 12 of the rest.";
        let mut report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        report.metadata.country = Some(Guess::new("Orvany".to_owned(), "test"));
        report.metadata.year = Some(Guess::new(2019, "test"));
        report
    }

    fn figure(value: f64, kind: FigureKind, source: Option<&str>) -> Figure {
        Figure {
            raw: Span::new(28, 30),
            sentence: Span::new(0, 38),
            value,
            kind,
            measure: "people held".to_owned(),
            indicator: (kind == FigureKind::Statistic).then(|| "prisoners".to_owned()),
            source: source.map(str::to_owned),
            confidence: 1.0,
            ..Figure::default()
        }
    }

    fn picked(figures: &[Figure], filter: &Filter, sort: Sort) -> Vec<u32> {
        let report = report();
        let entries = (0..).zip(figures).map(|(index, figure)| Entry {
            id: FigureId { report: ReportIndex(0), figure: index },
            figure,
            report: &report,
            verdict: None,
        });
        let ids = select(entries, filter, sort, &Catalogue::default());
        ids.into_iter().map(|id| id.figure).collect()
    }

    #[test]
    fn statistics_come_first_and_text_order_rules_within() {
        let figures = [
            figure(5.0, FigureKind::Norm, None),
            figure(9.0, FigureKind::Statistic, None),
            figure(7.0, FigureKind::Incident, None),
            figure(1.0, FigureKind::Statistic, None),
        ];
        assert_eq!(picked(&figures, &Filter::default(), Sort::default()), [1, 3, 2, 0]);
        let down = Sort { by: Some((Column::Value, true)) };
        assert_eq!(picked(&figures, &Filter::default(), down), [1, 2, 0, 3]);
    }

    #[test]
    fn what_is_missing_stands_last_both_ways() {
        let figures = [
            figure(1.0, FigureKind::Statistic, None),
            figure(2.0, FigureKind::Statistic, Some("registry")),
            figure(3.0, FigureKind::Statistic, Some("Bureau")),
        ];
        let up = Sort { by: Some((Column::Source, false)) };
        assert_eq!(picked(&figures, &Filter::default(), up), [2, 1, 0]);
        let down = Sort { by: Some((Column::Source, true)) };
        assert_eq!(picked(&figures, &Filter::default(), down), [1, 2, 0]);
    }

    #[test]
    fn filters_narrow_together() {
        let mut dated = figure(3.0, FigureKind::Statistic, Some("Bureau"));
        dated.period.end = Some(date(2015, 12, 31));
        let figures = [
            figure(1.0, FigureKind::Statistic, None),
            figure(2.0, FigureKind::Incident, None),
            dated,
        ];
        let shown = |filter| picked(&figures, &filter, Sort::default());
        assert_eq!(shown(Filter { with_indicator: true, ..Filter::default() }), [0, 2]);
        assert_eq!(shown(Filter { year: Some(2015), ..Filter::default() }), [2]);
        assert_eq!(shown(Filter { year: Some(2019), ..Filter::default() }), [0, 1]);
        assert_eq!(shown(Filter { kind: Some(FigureKind::Incident), ..Filter::default() }), [1]);
        let text = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };
        assert_eq!(shown(text("bureau")), [2]);
        assert_eq!(shown(text("orvany HELD")), [0, 2, 1]);
        assert_eq!(shown(text("nothing like it")), [0_u32; 0]);
        let scope = |country: &str| Filter {
            scope: Scope::Country(country.to_owned()),
            ..Filter::default()
        };
        assert_eq!(shown(scope("Orvany")).len(), 3);
        assert_eq!(shown(scope("Elsewhere")).len(), 0);
    }

    #[test]
    fn a_heads_clicks_go_round() {
        let once = Sort::default().clicked(Column::Value);
        assert_eq!(once.by, Some((Column::Value, true)));
        let twice = once.clicked(Column::Value);
        assert_eq!(twice.by, Some((Column::Value, false)));
        assert_eq!(twice.clicked(Column::Value), Sort::default());
        assert_eq!(once.clicked(Column::Source).by, Some((Column::Source, false)));
    }

    #[test]
    fn choices_count_what_there_is() {
        let report = report();
        let figures =
            [figure(1.0, FigureKind::Statistic, None), figure(2.0, FigureKind::Incident, None)];
        let entries = (0..).zip(&figures).map(|(index, figure)| Entry {
            id: FigureId { report: ReportIndex(0), figure: index },
            figure,
            report: &report,
            verdict: None,
        });
        let choices = Choices::new(entries, &Catalogue::default());
        assert_eq!(choices.kinds, [1, 1, 0]);
        assert_eq!(choices.years, BTreeMap::from([(2019, 2)]));
        assert_eq!(choices.indicators[0].1, "prisoners");
        assert_eq!(choices.countries["Orvany"].len(), 1);
    }
}
