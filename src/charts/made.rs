//! Series made up for tests.

use crate::entities::ReportIndex;
use crate::figures::{Coverage, Flow, Period, Qualifier};
use crate::series::{FigureId, Point, Series, SeriesKey, Standing};
use jiff::civil::date;

/// A point for a whole year.
pub fn whole(year: i16, value: f64) -> Point {
    Point {
        year,
        period: Period {
            start: Some(date(year, 1, 1)),
            end: Some(date(year, 12, 31)),
            coverage: Coverage::FullYear,
        },
        value,
        value_high: None,
        attestations: vec![FigureId { report: ReportIndex(0), figure: 0 }],
        standing: Standing::Whole,
        qualifier: Qualifier::Exact,
        contested: false,
        status: None,
        first_told: None,
        checked: true,
    }
}

/// A point for the first half of a year.
pub fn half_year(year: i16, value: f64) -> Point {
    let period = Period {
        start: Some(date(year, 1, 1)),
        end: Some(date(year, 6, 30)),
        coverage: Coverage::PartYear,
    };
    Point { period, standing: Standing::PartYear, ..whole(year, value) }
}

/// A point without a date.
pub fn undated(year: i16, value: f64) -> Point {
    Point { period: Period::default(), standing: Standing::Undated, ..whole(year, value) }
}

/// A series of counts by that source.
pub fn series(source: &str, points: Vec<Point>) -> Series {
    Series {
        key: SeriesKey {
            indicator: "storm_damages".to_owned(),
            country: Some("Norland".to_owned()),
            source: Some(source.to_owned()),
            ..SeriesKey::default()
        },
        flow: Flow::Flow,
        points,
        joined: Vec::new(),
        repeated: Vec::new(),
    }
}
