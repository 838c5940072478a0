//! Which figures the table shows, and in which order: pure functions over the figures of all
//! reports.

use super::column::{Sort, indicator_names};
use super::entry::Entry;
use super::filter::{Filter, holds};
use crate::figures::Catalogue;
use crate::series::FigureId;

/// The figures that pass the filter, in the order of the sort.
pub fn select<'a>(
    entries: impl Iterator<Item = Entry<'a>>,
    filter: &Filter,
    sort: Sort,
    catalogue: &Catalogue,
) -> Vec<FigureId> {
    let names = indicator_names(catalogue);
    let words = filter.queries();
    let said = |entry: &Entry<'_>| words.iter().all(|word| holds(word, entry, &names));
    let mut passed: Vec<Entry<'a>> = entries.filter(|e| filter.passes(e) && said(e)).collect();
    sort.sort(&mut passed, &names);
    passed.into_iter().map(|entry| entry.id).collect()
}

#[cfg(test)]
mod tests {
    use super::super::choices::Choices;
    use super::super::column::Column;
    use super::super::filter::{Counted, Indicated, Said, Scope, Unsure};
    use super::*;
    use crate::entities::ReportIndex;
    use crate::figures::{Figure, FigureKind, Review};
    use crate::reading;
    use crate::report::{DocumentName, Guess, Report, Span};
    use jiff::civil::date;
    use std::collections::BTreeMap;

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
            flagged: false,
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
        let report = report();
        let figures =
            [figure(1.0, FigureKind::Statistic, None), figure(2.0, FigureKind::Incident, None)];
        let entries = (0..).zip(&figures).map(|(index, figure)| Entry {
            id: FigureId { report: ReportIndex(0), figure: index },
            figure,
            report: &report,
            flagged: false,
        });
        let choices = Choices::new(entries, &Catalogue::default());
        assert_eq!(choices.kinds, [1, 1, 0]);
        assert_eq!(choices.years, BTreeMap::from([(2019, 2)]));
        assert_eq!(choices.indicators[0].1, "prisoners");
        assert_eq!(choices.countries["Orvany"].len(), 1);
    }
}
