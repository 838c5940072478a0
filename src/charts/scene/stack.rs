//! Stacking: which series may stand on top of one another, and which of their values.

use super::{Scene, Shown};
use crate::figures::{Aggregation, Unit};
use crate::series::{Point, SeriesKey, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// Why series that were asked to be stacked stand side by side.
pub fn obstacle(shown: &[Shown<'_>]) -> Option<&'static str> {
    let pairs = || {
        let all = shown.iter().enumerate();
        all.flat_map(|(at, one)| shown.iter().skip(at + 1).map(move |other| (one, other)))
    };
    let keys = || pairs().map(|(one, other)| (&one.series.key, &other.series.key));
    let first = &shown.first()?.series.key;
    let flows: BTreeSet<_> = shown.iter().map(|one| format!("{:?}", one.series.flow)).collect();
    if shown.len() < 2 {
        return Some("there is only one series");
    }
    if first.unit == Unit::Rate {
        return Some("rates cannot be added");
    }
    if flows.len() > 1 || shown.iter().any(|one| one.series.key.aggregation != Aggregation::Total) {
        return Some("what there was on a day and what came in a time cannot be added");
    }
    if shown.iter().any(|one| !one.series.joined.is_empty()) {
        return Some("a joined series has values of more than one kind");
    }
    if keys().any(|(a, b)| a.indicator != b.indicator || a.scope != b.scope) {
        return Some("different measures may count the same people twice");
    }
    let one_country = |a: &SeriesKey, b: &SeriesKey| a.country == b.country;
    if keys().any(|(a, b)| one_country(a, b) && a.teller() != b.teller()) {
        return Some("different sources may count the same people twice");
    }
    let holds = |a: &Option<String>, b: &Option<String>| a.is_some() != b.is_some();
    if keys()
        .any(|(a, b)| one_country(a, b) && (holds(&a.part, &b.part) || holds(&a.place, &b.place)))
    {
        return Some("one of the series contains another");
    }
    if first.unit == Unit::Percent && keys().any(|(a, b)| a.part == b.part) {
        return Some("shares of different wholes cannot be added");
    }
    None
}

/// The values of each year that are stacked: the place of their series and their index in it, in
/// the order of the series. What is no whole year's single value cannot be added and stands beside.
pub fn layers(scene: &Scene<'_>) -> BTreeMap<i16, Vec<(usize, usize)>> {
    let mut layers: BTreeMap<i16, BTreeMap<usize, usize>> = BTreeMap::new();
    for (place, index, point) in scene.points().filter(|(_, _, point)| may_be_added(point)) {
        // Of several days of one year the last stands for it.
        layers.entry(point.year).or_default().insert(place, index);
    }
    layers.into_iter().map(|(year, layer)| (year, layer.into_iter().collect())).collect()
}

fn may_be_added(point: &Point) -> bool {
    point.standing == Standing::Whole
        && point.value_high.is_none()
        && point.value >= 0.0
        && !point.contested
}

/// The highest sum of a year.
pub fn highest(scene: &Scene<'_>) -> f64 {
    let mut sums: BTreeMap<i16, f64> = BTreeMap::new();
    let value = |place: usize, index: usize| {
        let series = scene.shown.get(place)?.series;
        series.points.get(index).map(|point| point.value)
    };
    for (year, layer) in layers(scene) {
        sums.insert(year, layer.iter().filter_map(|(at, index)| value(*at, *index)).sum());
    }
    sums.into_values().fold(0.0, f64::max)
}

/// The years whose column lacks some series, so that its height is no total.
pub fn incomplete(scene: &Scene<'_>) -> BTreeSet<i16> {
    let layers = layers(scene).into_iter();
    layers.filter(|(_, layer)| layer.len() < scene.shown.len()).map(|(year, _)| year).collect()
}
