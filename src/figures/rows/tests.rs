//! Rows say the same as the figures that they are made of.

use super::*;
use crate::figures::{
    Aggregation, Catalogue, Coverage, FigureKind, Flow, Period, Qualifier, Review, Status, Unit,
};
use crate::report::DocumentName;
use crate::{analysis, reading};
use jiff::civil::Date;
use proptest::prelude::*;

fn report() -> Report {
    reading::read(b"No words.", &DocumentName::new("a.txt")).unwrap()
}

fn name() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[a-cé ]{0,3}")
}

fn span() -> impl Strategy<Value = Span> {
    let lengths = prop_oneof![0_usize..300, 60_000_usize..70_000];
    (any::<u16>(), lengths)
        .prop_map(|(start, length)| Span::new(start.into(), usize::from(start) + length))
}

fn day() -> impl Strategy<Value = Option<Date>> {
    let day = (-9999_i16..=9999, 1_i8..=12, 1_i8..=28);
    proptest::option::of(day.prop_map(|(y, m, d)| Date::new(y, m, d).unwrap()))
}

prop_compose! {
    fn marks()(
        qualifier in prop_oneof![Just(Qualifier::Exact), Just(Qualifier::Range), Just(Qualifier::AtMost)],
        unit in prop_oneof![Just(Unit::Count), Just(Unit::Percent), Just(Unit::Money)],
        kind in prop_oneof![Just(FigureKind::Statistic), Just(FigureKind::Norm)],
        flow in prop_oneof![Just(None), Just(Some(Flow::Stock)), Just(Some(Flow::Flow))],
        aggregation in prop_oneof![Just(Aggregation::Total), Just(Aggregation::Event)],
        status in prop_oneof![Just(None), Just(Some(Status::Alleged)), Just(Some(Status::Dismissed))],
        review in prop_oneof![Just(Review::Unchecked), Just(Review::Rejected), Just(Review::Added)],
        coverage in prop_oneof![Just(Coverage::Undated), Just(Coverage::Event), Just(Coverage::FullYear)],
    ) -> Figure {
        let period = Period { coverage, ..Period::default() };
        Figure { qualifier, unit, kind, period, flow, aggregation, status, review, ..Figure::default() }
    }
}

prop_compose! {
    fn figure()(
        base in marks(),
        (raw, sentence, whole) in (span(), span(), proptest::option::of(span())),
        (value, high, wording) in (-1e12_f64..1e12, proptest::option::of(0.0_f64..9.0), any::<u64>()),
        (start, end) in (day(), day()),
        (currency, indicator, source, place) in (name(), name(), name(), name()),
        (scope, passed_on_by, measure) in (name(), name(), "[a-c]{0,2}"),
        confidence in 0.0_f32..1.0,
    ) -> Figure {
        Figure {
            raw, sentence, whole, value, value_high: high, wording,
            period: Period { start, end, ..base.period },
            currency, indicator, source, place, scope, passed_on_by, measure, confidence,
            ..base
        }
    }
}

proptest! {
    #[test]
    fn every_figure_comes_back(figures in proptest::collection::vec(figure(), 0..40)) {
        let flags = Flags::from([(1, Vec::new()), (7, Vec::new())]);
        let rows = FigureRows::new(&report(), &figures, &flags);
        prop_assert_eq!(&rows.figures(), &figures);
        let written = postcard::to_stdvec(&rows).unwrap();
        let read: FigureRows = postcard::from_bytes(&written).unwrap();
        prop_assert_eq!(&read, &rows);
        for (row, figure) in read.iter().zip(&figures) {
            prop_assert_eq!(row.is_flagged(), flags.contains_key(&(row.at() as usize)));
            prop_assert_eq!(row.period(), figure.period);
            prop_assert_eq!(row.name(Name::Source), figure.source.as_deref());
            prop_assert_eq!((row.unit(), row.kind(), row.review()), (figure.unit, figure.kind, figure.review));
            if let Some(slug) = &figure.indicator {
                prop_assert!(rows.of_indicator(slug).any(|own| own.at() == row.at()));
            }
        }
        // Another catalogue gives others, and nothing else changes.
        let other = |figure: &Figure| figure.source.clone().map(|source| format!("own_{source}"));
        let anew: Vec<Figure> =
            figures.iter().map(|f| Figure { indicator: other(f), ..f.clone() }).collect();
        let changed = rows.with_indicators(anew.iter().map(|figure| figure.indicator.as_deref()));
        prop_assert_eq!(changed.figures(), anew);
    }
}

#[test]
fn the_rows_of_the_sample_say_what_its_figures_say() {
    let catalogue = Catalogue::built_in();
    let mut seen = 0;
    for entry in std::fs::read_dir("assets/sample").unwrap() {
        let path = entry.unwrap().path();
        let name = DocumentName::new(path.file_name().unwrap().to_string_lossy());
        let Ok(report) = reading::read(&std::fs::read(&path).unwrap(), &name) else { continue };
        let (mut analysis, cues) = analysis::analyse_with_cues(&report);
        analysis.assign(&cues, &catalogue);
        let rows = FigureRows::of(&report, &analysis.figures);
        assert_eq!(rows.figures(), analysis.figures, "{name}");
        let flags = check::flags(&report.text, &analysis.figures);
        for row in rows.iter() {
            assert_eq!(row.is_flagged(), flags.contains_key(&(row.at() as usize)));
            assert_eq!(row.page(), report.page_at(row.raw().start));
            assert_eq!(row.page_name(), report.page_name_at(row.raw().start));
        }
        seen += rows.len();
    }
    assert!(seen > 20, "{seen} figures");
}

#[test]
fn a_row_takes_72_bytes() {
    assert_eq!(size_of::<FigureRow>(), 72);
}

#[test]
fn a_file_that_says_what_cannot_be_does_no_harm() {
    let figure = Figure { source: Some("Office".to_owned()), value: 3.0, ..Figure::default() };
    let mut rows = FigureRows::new(&report(), &[figure], &Flags::new());
    rows.names.ends = vec![9_000_000];
    assert_eq!(rows.get(0).unwrap().name(Name::Source), None);
    assert_eq!(rows.get(0).unwrap().figure().value, 3.0);
    assert!(rows.get(1).is_none());
}
