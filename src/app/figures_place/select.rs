//! Which figures the table shows, and in which order: pure functions over the figures of all
//! reports.

use super::column::{Names, Sort, indicator_names};
use super::entry::{Entry, HeldReport};
use super::filter::{Filter, holds};
use crate::figures::Catalogue;
use crate::library::search::Query;
use crate::series::FigureId;

/// The figures that pass the filter, in the order of the sort; nothing where `stop` says meanwhile that
/// nobody waits for them. Texts are looked at only where words are sought that do not stand in a
/// figure's fields.
pub fn select(
    reports: &[HeldReport],
    filter: &Filter,
    sort: Sort,
    catalogue: &Catalogue,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<FigureId>> {
    let names = indicator_names(catalogue);
    let words = filter.queries();
    let mut passed: Vec<Entry<'_>> = Vec::new();
    for report in reports {
        if stop() {
            return None;
        }
        let entries = report.entries().filter(|entry| filter.passes(entry));
        if words.is_empty() {
            passed.extend(entries);
        } else {
            passed.extend(with_words(report, entries.collect(), &words, &names));
        }
    }
    Some(sort.sorted(&passed, &names))
}

/// Those of a report's figures that have each of the words in their sentence or in a field.
fn with_words<'a>(
    report: &'a HeldReport,
    entries: Vec<Entry<'a>>,
    words: &[Query],
    names: &Names<'_>,
) -> Vec<Entry<'a>> {
    let open = |entry: &Entry<'_>| -> Vec<&Query> {
        words.iter().filter(|word| !holds(word, entry.row, names)).collect()
    };
    let all: Vec<(Entry<'a>, Vec<&Query>)> =
        entries.into_iter().map(|entry| (entry, open(&entry))).collect();
    if all.iter().all(|(_, open)| open.is_empty()) {
        return all.into_iter().map(|(entry, _)| entry).collect();
    }
    let told = report.read(|text| {
        let said = |(entry, open): &(Entry<'a>, Vec<&Query>)| {
            let sentence = entry.row.sentence().of(text);
            open.iter().all(|word| word.is_in(sentence))
        };
        all.iter().filter(|one| said(one)).map(|(entry, _)| *entry).collect()
    });
    told.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::choices::Choices;
    use super::super::column::Column;
    use super::super::filter::{Counted, Indicated, Said, Scope, Unsure};
    use super::*;
    use crate::analysis::Analysis;
    use crate::figures::{Figure, FigureKind, Review};
    use crate::library::{Handle, LoadedReport};
    use crate::reading;
    use crate::report::{DocumentName, Guess, Report, Span};
    use jiff::civil::date;
    use std::sync::Arc;

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

    fn held(figures: &[Figure]) -> [HeldReport; 1] {
        let analysis = Analysis { figures: figures.to_vec(), ..Analysis::default() };
        let loaded = Arc::new(LoadedReport::new(report()));
        [HeldReport::of(Handle::resident(loaded, Some(Arc::new(analysis))))]
    }

    fn picked(figures: &[Figure], filter: &Filter, sort: Sort) -> Vec<u32> {
        let catalogue = Catalogue::default();
        let ids = select(&held(figures), filter, sort, &catalogue, &|| false).unwrap();
        ids.into_iter().map(|id| id.figure).collect()
    }

    #[test]
    fn nothing_is_listed_for_whom_nobody_waits() {
        let reports = held(&[figure(5.0, FigureKind::Norm, None)]);
        let catalogue = Catalogue::default();
        let found = select(&reports, &Filter::default(), Sort::default(), &catalogue, &|| true);
        assert_eq!(found, None);
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
        assert_eq!(shown(Filter { indicator: Indicated::Some, ..Filter::default() }), [0, 2]);
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
    fn what_was_said_and_how_sure_it_is_can_be_asked_for() {
        let figure = |review, confidence| Figure {
            confidence,
            review,
            ..figure(1.0, FigureKind::Statistic, Some("Bureau"))
        };
        let figures = [
            figure(Review::Unchecked, 0.9),
            figure(Review::Accepted, 0.7),
            figure(Review::Changed, 0.4),
            figure(Review::Rejected, 1.0),
        ];
        let shown = |filter| picked(&figures, &filter, Sort::default());
        let said = |said| shown(Filter { said, ..Filter::default() });
        assert_eq!(said(Said::ToCheck), [0, 2]);
        assert_eq!(said(Said::Just(Review::Rejected)), [3]);
        let unsure = |unsure| shown(Filter { unsure, ..Filter::default() });
        assert_eq!(unsure(Unsure::BelowHigh), [1, 2]);
        assert_eq!(unsure(Unsure::BelowMedium), [2]);
        let source = |source| shown(Filter { source, ..Filter::default() });
        assert_eq!(source(Counted::By("Bureau".to_owned())).len(), 4);
        assert!(source(Counted::ByNobody).is_empty());
        assert!(shown(Filter { flagged: true, ..Filter::default() }).is_empty());
    }

    #[test]
    fn choices_count_what_there_is() {
        let reports = held(&[
            figure(1.0, FigureKind::Statistic, None),
            figure(2.0, FigureKind::Incident, None),
        ]);
        let entries = reports.iter().flat_map(HeldReport::entries);
        let choices = Choices::new(entries, &Catalogue::default());
        assert_eq!(choices.kinds, [1, 1, 0]);
        let years: Vec<_> = choices.years.iter().map(|one| (one.value, one.count)).collect();
        assert_eq!(years, [(None, None), (Some(2019), Some(2))]);
        assert_eq!(choices.indicators[3].value, Indicated::As("prisoners".to_owned()));
        assert_eq!(choices.reports[1].value, Scope::Country("Orvany".to_owned()));
        assert_eq!(choices.reports.len(), 3);
        assert_eq!(choices.sources[1].count, Some(2), "nobody is named");
    }
}
