//! How long a chart takes to draw, and how long it takes to tell which value the pointer is at: of one
//! source, of panels, and of 200 countries over 25 years. A frame of 60 a second has 16 ms.
//!
//! `cargo bench --bench charts`

use divan::{Bencher, black_box};
use jiff::civil::date;
use rapporteur::charts::{ChartKind, ChartSpec, Drawing, Panels, Subject, draw};
use rapporteur::entities::ReportIndex;
use rapporteur::figures::{Coverage, Flow, Period, Qualifier};
use rapporteur::series::{FigureId, Point, Series, SeriesKey, Standing};

fn main() {
    divan::main();
}

fn point(country: i16, year: i16) -> Point {
    Point {
        year,
        period: Period {
            start: Some(date(year, 1, 1)),
            end: Some(date(year, 12, 31)),
            coverage: Coverage::FullYear,
        },
        value: f64::from((i32::from(country) * 7919 + i32::from(year) * 31) % 40_000),
        value_high: None,
        attestations: vec![FigureId { report: ReportIndex(0), figure: 0 }],
        standing: Standing::Whole,
        qualifier: Qualifier::Exact,
        contested: false,
        status: None,
        first_told: None,
        checked: country % 2 == 0,
    }
}

/// Series of so many countries over 25 years, each with some years missing.
fn countries(count: i16) -> Vec<Series> {
    let one = |country: i16| Series {
        key: SeriesKey {
            indicator: "storm_damages".to_owned(),
            country: Some(format!("Country {country}")),
            source: Some("Tidewatch".to_owned()),
            ..SeriesKey::default()
        },
        flow: Flow::Flow,
        points: (1999..2024)
            .filter(|year| (country + year) % 9 != 0)
            .map(|year| point(country, year))
            .collect(),
        joined: Vec::new(),
        repeated: Vec::new(),
    };
    (0..count).map(one).collect()
}

fn drawn(kind: ChartKind, panels: Option<Panels>, series: &[Series]) -> Drawing {
    let spec = ChartSpec { kind, panels, ..ChartSpec::default() };
    draw(&spec, series, &Subject::default())
}

#[divan::bench(args = [1, 12, 200])]
fn draw_lines(bencher: Bencher<'_, '_>, count: i16) {
    let series = countries(count);
    bencher.bench(|| drawn(ChartKind::Line, None, black_box(&series)));
}

#[divan::bench(args = [24, 200])]
fn draw_panels(bencher: Bencher<'_, '_>, count: i16) {
    let series = countries(count);
    bencher.bench(|| drawn(ChartKind::Auto, Some(Panels::Country), black_box(&series)));
}

#[divan::bench(args = [12, 200])]
fn draw_table(bencher: Bencher<'_, '_>, count: i16) {
    let series = countries(count);
    bencher.bench(|| drawn(ChartKind::Table, None, black_box(&series)));
}

#[divan::bench]
fn point_at_200_by_25(bencher: Bencher<'_, '_>) {
    let drawing = drawn(ChartKind::Line, None, &countries(200));
    bencher.bench(|| black_box(&drawing).nearest(black_box([900.0, 500.0]), 12.0));
}
