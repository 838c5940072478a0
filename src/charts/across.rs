//! One indicator in many countries: of each country the one series that can stand beside those of
//! the others, and what has none.
//!
//! Countries are compared by what is told of the whole of each: a province's count, a part of the
//! whole, or another unit would pass for the country's own number. In come all series of the
//! indicator, out go keys and notes.

use crate::figures::{Aggregation, Indicator};
use crate::series::{Point, Series, SeriesKey, SeriesSet, body_key};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The series of the countries, and what is said of those that are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Across {
    /// One series a country, by the countries' names.
    pub keys: Vec<SeriesKey>,
    /// Notes for the chart on what it does not show.
    pub notes: Vec<String>,
}

/// Said where countries are compared by one series each.
const FULLEST: &str = "Of each country only one series is shown: that with values for most years, \
                       then the source that most countries have, then the highest";

/// Chooses for each country that is `wanted`.
pub fn across(
    set: &SeriesSet,
    indicator: Option<&Indicator>,
    wanted: impl Fn(&str) -> bool,
) -> Across {
    let all: Vec<&Series> = set.series.iter().filter(|one| of_wanted(one, &wanted)).collect();
    let fit = fitting(&all, indicator);
    let common = commonness(&fit);
    let mut by_country: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
    for one in fit {
        by_country.entry(country(one)).or_default().push(one);
    }
    let better = |one: &Series| {
        let told = common.get(&teller(one)).copied().unwrap_or(0);
        let years: BTreeSet<i16> = one.points.iter().map(|point| point.year).collect();
        let key = &one.key;
        let total = key.aggregation == Aggregation::Total;
        (total, key.scope.is_none(), years.len(), told, key.source.is_some())
    };
    let several = by_country.values().any(|series| series.len() > 1);
    let chosen = by_country.values().filter_map(|series| {
        // Of equally good ones the highest, for a part is never more than its whole; then the first.
        series.iter().rev().max_by(|a, b| {
            better(a).cmp(&better(b)).then_with(|| latest_top(a).total_cmp(&latest_top(b)))
        })
    });
    let keys = chosen.map(|one| one.key.clone()).collect();
    let note = several.then(|| FULLEST.to_owned());
    let notes = note.into_iter().chain(lacking(&all, &by_country)).collect();
    Across { keys, notes }
}

/// The countries whose own number is told, each with how many values its series would show.
pub fn countries(set: &SeriesSet, indicator: Option<&Indicator>) -> Vec<(String, usize)> {
    let chosen = across(set, indicator, |_| true).keys;
    let points: HashMap<&SeriesKey, usize> =
        set.series.iter().map(|one| (&one.key, one.points.len())).collect();
    let counted = chosen.iter().filter_map(|key| {
        Some((key.country.clone()?, points.get(key).copied().unwrap_or_default()))
    });
    counted.collect()
}

/// The highest value of the latest year.
fn latest_top(one: &Series) -> f64 {
    let last = one.points.iter().map(|point| point.year).max();
    let latest = one.points.iter().filter(|point| Some(point.year) == last);
    latest.map(Point::top).fold(f64::NEG_INFINITY, f64::max)
}

fn of_wanted(one: &Series, wanted: &impl Fn(&str) -> bool) -> bool {
    one.key.country.as_deref().is_some_and(wanted)
}

fn country(one: &Series) -> &str {
    one.key.country.as_deref().unwrap_or_default()
}

fn teller(one: &Series) -> String {
    one.key.source.as_deref().map(body_key).unwrap_or_default()
}

/// Those that tell the whole of a country, in the indicator's unit and as its values usually are.
fn fitting<'a>(all: &[&'a Series], indicator: Option<&Indicator>) -> Vec<&'a Series> {
    let whole = |one: &&&Series| {
        let key = &one.key;
        key.place.is_none() && key.part.is_none() && key.other_flow.is_none()
    };
    let whole: Vec<&Series> = all.iter().filter(whole).copied().collect();
    let unit = indicator.map(Indicator::unit);
    let unit = unit.filter(|unit| whole.iter().any(|one| one.key.unit == *unit));
    let first = whole.iter().find(|one| unit.is_none_or(|unit| one.key.unit == unit)).copied();
    let Some(first) = first else { return Vec::new() };
    whole.into_iter().filter(|one| one.key.shares_axis(&first.key)).collect()
}

/// In how many countries each body is the source: one that counts in many makes them comparable.
fn commonness(series: &[&Series]) -> HashMap<String, usize> {
    let mut countries: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for one in series.iter().filter(|one| one.key.source.is_some()) {
        countries.entry(teller(one)).or_default().insert(country(one));
    }
    countries.into_iter().map(|(teller, of)| (teller, of.len())).collect()
}

/// How many countries are not shown since nothing is told of the whole of them.
fn lacking(all: &[&Series], shown: &BTreeMap<&str, Vec<&Series>>) -> Option<String> {
    let told: BTreeSet<&str> = all.iter().map(|one| country(one)).collect();
    let without = told.into_iter().filter(|country| !shown.contains_key(country)).count();
    let countries = if without == 1 { "1 country" } else { &format!("{without} countries") };
    (without > 0).then(|| {
        format!(
            "Not shown: {countries} with values for places, for parts of the whole, of another kind \
             or in another unit alone"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::made::{series, whole};
    use crate::figures::Unit;

    fn of(country: &str, source: &str, years: &[i16]) -> Series {
        let mut one = series(source, years.iter().map(|year| whole(*year, 5.0)).collect());
        one.key.country = Some(country.to_owned());
        one
    }

    fn chosen(series: Vec<Series>) -> (Vec<(String, String)>, Vec<String>) {
        let set = SeriesSet { series, ..SeriesSet::default() };
        let across = across(&set, None, |_| true);
        let name = |key: SeriesKey| (key.country.unwrap(), key.source.unwrap());
        (across.keys.into_iter().map(name).collect(), across.notes)
    }

    fn pair(country: &str, source: &str) -> (String, String) {
        (country.to_owned(), source.to_owned())
    }

    #[test]
    fn the_fullest_stands_for_its_country_and_of_equal_ones_what_most_countries_have() {
        let (keys, notes) = chosen(vec![
            of("Brenmark", "Ministry", &[2011]),
            of("Brenmark", "Tidewatch", &[2011]),
            of("Karvenia", "Tidewatch", &[2011]),
            of("Orvany", "Registry", &[2010, 2011]),
            of("Orvany", "Tidewatch", &[2011]),
        ]);
        let wanted = [
            pair("Brenmark", "Tidewatch"),
            pair("Karvenia", "Tidewatch"),
            pair("Orvany", "Registry"),
        ];
        assert_eq!(keys, wanted);
        assert_eq!(notes, [FULLEST]);
    }

    #[test]
    fn a_part_or_a_place_never_stands_for_a_country() {
        let mut place = of("Brenmark", "Tidewatch", &[2011]);
        place.key.place = Some("Harbour Province".to_owned());
        let mut part = of("Orvany", "Tidewatch", &[2011]);
        part.key.part = Some("minors".to_owned());
        let mut share = of("Telmark", "Tidewatch", &[2011]);
        share.key.unit = Unit::Percent;
        let (keys, notes) = chosen(vec![of("Karvenia", "Tidewatch", &[2011]), place, part, share]);
        assert_eq!(keys, [pair("Karvenia", "Tidewatch")]);
        let [note] = notes.as_slice() else { panic!("{notes:?}") };
        assert!(note.starts_with("Not shown: 3 countries with values for places"), "{note}");
    }

    #[test]
    fn the_higher_of_equal_ones_stands_for_its_country_and_a_wider_count_first() {
        let valued = |source: &str, value: f64, scope: Option<&str>| {
            let mut one = series(source, vec![whole(2011, value)]);
            one.key.country = Some("Karvenia".to_owned());
            one.key.scope = scope.map(str::to_owned);
            one
        };
        let (keys, _) =
            chosen(vec![valued("Ministry", 54.0, None), valued("Registry", 900.0, None)]);
        assert_eq!(keys, [pair("Karvenia", "Registry")]);
        let narrow = valued("Registry", 900.0, Some("from Orvany"));
        let (keys, _) = chosen(vec![narrow, valued("Ministry", 54.0, None)]);
        assert_eq!(keys, [pair("Karvenia", "Ministry")]);
    }

    #[test]
    fn countries_are_told_with_how_many_values_they_would_show() {
        let set = SeriesSet {
            series: vec![of("Orvany", "Registry", &[2010, 2011]), of("Orvany", "Other", &[2011])],
            ..SeriesSet::default()
        };
        assert_eq!(countries(&set, None), [("Orvany".to_owned(), 2)]);
        let none = across(&set, None, |country| country == "Brenmark");
        assert_eq!(none, Across::default());
    }
}
