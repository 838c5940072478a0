//! What a table says: its rows, columns and cells, before anything is measured.

use crate::charts::canvas::Tag;
use crate::charts::numbers::value_label;
use crate::charts::scene::{Scene, Shown};
use crate::charts::words;
use crate::series::{Point, Standing};
use std::cmp::Reverse;

/// What stands after a value that nobody has checked; a note explains it.
const NOT_CHECKED: &str = "*";

/// A value in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// Its point.
    pub tag: Tag,
    /// The value as told.
    pub value: String,
    /// What must be said with it: the months of a part-year, that it has no date.
    pub remark: String,
}

/// A row: what it is of, and a cell for each column, with all values told there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// What it is of.
    pub label: String,
    /// Its year, where it is a year's.
    pub year: Option<i16>,
    /// Its cells.
    pub cells: Vec<Vec<Told>>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// The heads of the columns after the first.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether the rows stand in the order of their values, so that those that have no room are the
    /// lowest; else they are the earliest, or the last.
    pub order: Order,
}

/// In which order rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// By year.
    #[default]
    Years,
    /// As the series do.
    Series,
    /// From the highest value down.
    Ranked,
    /// As rows of latest values stand.
    Latest,
}

/// Years down, series across. Years on end without any value are one row.
pub(super) fn by_year(scene: &Scene<'_>) -> Sheet {
    let heads = match scene.shown.as_slice() {
        [_] => vec!["Value".to_owned()],
        several => several.iter().map(|one| one.name.clone()).collect(),
    };
    let mut rows: Vec<(i16, Row)> = Vec::new();
    for year in scene.years.0..=scene.years.1 {
        let cells: Vec<Vec<Told>> =
            scene.shown.iter().map(|one| told_in(scene, one, year)).collect();
        let is_empty = |row: &Row| row.cells.iter().all(Vec::is_empty);
        let row = Row { label: year.to_string(), year: Some(year), cells };
        match rows.last_mut().filter(|(_, last)| is_empty(last) && is_empty(&row)) {
            Some((from, last)) => {
                last.label = format!("{from}–{year}");
                last.year = None;
            }
            None => rows.push((year, row)),
        }
    }
    Sheet { heads, rows: rows.into_iter().map(|(_, row)| row).collect(), order: Order::Years }
}

/// Series down, years across.
pub(super) fn by_series(scene: &Scene<'_>) -> Sheet {
    let mut years: Vec<i16> = scene.points().map(|(_, _, point)| point.year).collect();
    years.sort_unstable();
    years.dedup();
    let row = |one: &Shown<'_>| Row {
        label: one.name.clone(),
        year: None,
        cells: years.iter().map(|year| told_in(scene, one, *year)).collect(),
    };
    let rows = scene.shown.iter().map(row).collect();
    Sheet { heads: years.iter().map(i16::to_string).collect(), rows, order: Order::Series }
}

/// The series of one year, from the highest value down.
pub(super) fn ranked(scene: &Scene<'_>) -> Sheet {
    let mut sheet = by_series(scene);
    let top = |one: &Shown<'_>| {
        let points = one.points.iter().map(|(_, point)| point.top());
        points.fold(f64::NEG_INFINITY, f64::max)
    };
    let mut order: Vec<usize> = (0..scene.shown.len()).collect();
    order.sort_by(|a, b| {
        let top = |at: &usize| scene.shown.get(*at).map(top);
        Reverse(top(a)).partial_cmp(&Reverse(top(b))).unwrap_or(std::cmp::Ordering::Equal)
    });
    let rows = order.into_iter().filter_map(|at| sheet.rows.get(at)).cloned().collect();
    sheet.rows = rows;
    sheet.order = Order::Ranked;
    sheet
}

/// The latest value of each series, with its year and its source.
pub(super) fn latest(scene: &Scene<'_>) -> Sheet {
    let mut countries: Vec<Option<&str>> =
        scene.shown.iter().map(|one| one.series.key.country.as_deref()).collect();
    countries.sort_unstable();
    let several = countries.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    let row = |one: &Shown<'_>| {
        let key = &one.series.key;
        let country = key.country.clone().filter(|_| !several);
        let value = |index: usize, point: &Point| Told {
            tag: (one.index, index),
            value: value_label(point, scene.unit),
            remark: String::new(),
        };
        let year = |index: usize, point: &Point| Told {
            tag: (one.index, index),
            value: point.year.to_string(),
            remark: remark(scene, point),
        };
        let source = |index: usize| Told {
            tag: (one.index, index),
            value: String::new(),
            remark: key.source.clone().unwrap_or_else(|| "not named".to_owned()),
        };
        let all = |told: &dyn Fn(usize, &Point) -> Told| -> Vec<Told> {
            one.points.iter().map(|(index, point)| told(*index, point)).collect()
        };
        let mut sources = all(&|index, _| source(index));
        sources.truncate(1);
        Row {
            label: match (country, words::scope_name(key)) {
                (Some(country), Some(scope)) => format!("{country}, {scope}"),
                (Some(country), None) => country,
                (None, _) => one.name.clone(),
            },
            year: None,
            cells: vec![all(&value), all(&year), sources],
        }
    };
    let rows = scene.shown.iter().map(row).collect();
    let heads = ["Latest value", "Year", "Source"].map(str::to_owned).to_vec();
    Sheet { heads, rows, order: Order::Latest }
}

fn told_in(scene: &Scene<'_>, shown: &Shown<'_>, year: i16) -> Vec<Told> {
    let told = |index: usize, point: &Point| Told {
        tag: (shown.index, index),
        value: value_label(point, scene.unit),
        remark: remark(scene, point),
    };
    let points = shown.points.iter().filter(|(_, point)| point.year == year);
    points.map(|(index, point)| told(*index, point)).collect()
}

fn remark(scene: &Scene<'_>, point: &Point) -> String {
    let year = point.year.to_string();
    let months = || {
        let told = words::months(&point.period);
        told.strip_suffix(&year).map_or(told.clone(), |months| months.trim_end().to_owned())
    };
    let remark = match point.standing {
        Standing::Whole => String::new(),
        Standing::PartYear => months(),
        Standing::Event => format!("one event, {}", months()),
        Standing::MultiYear => words::period(&point.period),
        Standing::Average => "average".to_owned(),
        Standing::Undated => "no date".to_owned(),
    };
    let unchecked = scene.checked_apart && !point.checked;
    format!("{remark}{}", if unchecked { NOT_CHECKED } else { "" })
}
