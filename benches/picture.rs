//! How fast a chart becomes a file: a line chart of 1920×1080 pixels as PNG, first in a process that
//! has set up nothing yet, then again and again, and as SVG and PDF.
//!
//! `cargo bench --bench picture`

use divan::{Bencher, black_box};
use jiff::civil::date;
use rapporteur::charts::{self, ChartKind, ChartSpec, Drawing, Print, Subject};
use rapporteur::entities::ReportIndex;
use rapporteur::figures::{Coverage, Flow, Period, Qualifier};
use rapporteur::series::{FigureId, Point, Series, SeriesKey, Standing};
use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a measurement that the harness has no form for")]
fn main() {
    // Only the first picture of a process shows what setting up the fonts takes.
    let begun = Instant::now();
    let made = charts::png(&drawing(), Print::default()).map(|bytes| bytes.len());
    let took = begun.elapsed();
    println!("first picture, drawn and written: {took:.1?} ({} bytes)", made.unwrap_or_default());
    divan::main();
}

/// Three sources over 25 years.
fn series() -> Vec<Series> {
    let one = |(place, source): (i32, &str)| {
        let point = |year: i16| Point {
            year,
            period: Period {
                start: Some(date(year, 1, 1)),
                end: Some(date(year, 12, 31)),
                coverage: Coverage::FullYear,
            },
            value: f64::from((i32::from(year) * 37 + 211 * place) % 500 + 100),
            value_high: None,
            attestations: vec![FigureId { report: ReportIndex(0), figure: 0 }],
            standing: Standing::Whole,
            qualifier: Qualifier::Exact,
            contested: false,
            status: None,
            first_told: None,
            checked: true,
        };
        Series {
            key: SeriesKey {
                indicator: "prisoners".to_owned(),
                country: Some("Karvenia".to_owned()),
                source: Some(source.to_owned()),
                ..SeriesKey::default()
            },
            flow: Flow::Flow,
            points: (2000..2025).map(point).collect(),
            joined: Vec::new(),
            repeated: Vec::new(),
        }
    };
    (0..).zip(["Ministry", "Ombudsman", "Harbor Center"]).map(one).collect()
}

fn drawing() -> Drawing {
    let spec = ChartSpec { kind: ChartKind::Line, ..ChartSpec::default() };
    charts::draw(&spec, &series(), &Subject::default())
}

#[divan::bench]
fn draw() -> Drawing {
    drawing()
}

#[divan::bench]
fn draw_and_write_png(bencher: Bencher<'_, '_>) {
    bencher.bench(|| charts::png(black_box(&drawing()), Print::default()));
}

#[divan::bench]
fn write_svg(bencher: Bencher<'_, '_>) {
    let drawing = drawing();
    bencher.bench(|| charts::svg(black_box(&drawing)));
}

#[divan::bench]
fn write_pdf(bencher: Bencher<'_, '_>) {
    let drawing = drawing();
    bencher.bench(|| charts::pdf(black_box(&[(&drawing, None)])));
}
