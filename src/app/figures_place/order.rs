//! By which key each figure stands where in an order: a million keys are made and sorted in a moment,
//! where comparing as many names letter by letter takes seconds.
//!
//! In come the figures that are shown and the column that decides, out comes a key for each.

use super::column::{Column, Names, rank};
use super::entry::Entry;
use crate::entities::ReportIndex;
use crate::figures::Unit;
use crate::figures::rows::Name;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Where a figure stands in an order: what stands last whichever way it is sorted, then the rest.
pub type Key = (u8, u64);

/// The group of what a figure does not have, behind all others.
const NONE: u8 = u8::MAX;

/// The keys of all figures, in their order.
pub fn keys(column: Column, down: bool, entries: &[Entry<'_>], names: &Names<'_>) -> Vec<Key> {
    let name = |name: Name| ranked(entries, down, |entry| entry.row.name(name));
    let each = |key: &dyn Fn(&Entry<'_>) -> Option<u64>| -> Vec<Key> {
        entries.iter().map(|entry| turned(key(entry), down)).collect()
    };
    match column {
        Column::State => each(&|entry| {
            Some(u64::from(!entry.flagged) << 8 | u64::from(entry.row.review() as u8))
        }),
        Column::Value => {
            // A share and a count do not compare: each unit stands together.
            let key = |entry: &Entry<'_>| {
                let (_, value) = turned(Some(ordered(entry.row.value())), down);
                (unit_rank(entry.row.unit()), value)
            };
            entries.iter().map(key).collect()
        }
        Column::What => name(Name::Measure),
        Column::Indicator => ranked(entries, down, |entry| {
            entry.row.name(Name::Indicator).and_then(|slug| names.get(slug).copied())
        }),
        Column::Period => each(&|entry| {
            let period = entry.row.period();
            let end = period.end.or(period.start)?;
            Some(day(end) << 32 | period.start.map_or(0, |start| day(start) + 1))
        }),
        Column::Source => name(Name::Source),
        Column::Place => name(Name::Place),
        Column::Report => editions(entries, down),
        Column::Unit => each(&|entry| Some(unit_rank(entry.row.unit()).into())),
        Column::Kind => each(&|entry| Some(rank(entry.row.kind()).into())),
        Column::Scope => name(Name::Scope),
        Column::Status => each(&|entry| entry.row.status().map(|status| u64::from(status as u8))),
        Column::PassedOn => name(Name::PassedOn),
        Column::Certainty => each(&|entry| Some(ordered(f64::from(entry.row.confidence())))),
        Column::Section => ranked(entries, down, Entry::section),
        Column::Page => each(&|entry| {
            let at = entry.row.raw().start.get() as u64;
            Some(u64::from(entry.row.page()?) << 32 | at)
        }),
    }
}

/// The key of something, or of nothing, which stands last both ways.
fn turned(key: Option<u64>, down: bool) -> Key {
    match key {
        Some(key) => (0, if down { !key } else { key }),
        None => (NONE, 0),
    }
}

/// A number as one that is no less than nought, in the same order.
fn ordered(value: f64) -> u64 {
    let bits = value.to_bits();
    if value.is_sign_negative() { !bits } else { bits | 1 << 63 }
}

/// A day as a number, in the same order.
fn day(date: Date) -> u64 {
    let year = u64::try_from(i32::from(date.year()) + 10_000).unwrap_or_default();
    year << 9 | u64::from(date.month().unsigned_abs()) << 5 | u64::from(date.day().unsigned_abs())
}

fn unit_rank(unit: Unit) -> u8 {
    match unit {
        Unit::Count => 0,
        Unit::Percent => 1,
        Unit::Rate => 2,
        Unit::Money => 3,
    }
}

/// Keys by a name, whatever its letters' case. Each name is looked at once.
fn ranked<'a>(
    entries: &[Entry<'a>],
    down: bool,
    name: impl Fn(&Entry<'a>) -> Option<&'a str>,
) -> Vec<Key> {
    let lower = |name: &str| name.chars().flat_map(char::to_lowercase).collect::<String>();
    let name = |entry: &Entry<'a>| name(entry).filter(|name| !name.is_empty());
    keyed(entries, down, name, lower)
}

/// Keys by a report's country and year.
fn editions(entries: &[Entry<'_>], down: bool) -> Vec<Key> {
    let mut heads: HashMap<ReportIndex, (Option<&str>, Option<i16>)> = HashMap::new();
    for entry in entries {
        let metadata = &entry.head.metadata;
        heads.entry(entry.id.report).or_insert_with(|| (metadata.country(), metadata.year()));
    }
    let edition = |report: ReportIndex| {
        let (country, year) = heads.get(&report).copied().unwrap_or_default();
        (country, year, report)
    };
    keyed(entries, down, |entry| Some(entry.id.report), edition)
}

/// Keys by the order of what `by` makes of each `thing`, which it is asked for once.
fn keyed<'a, T: Copy + Eq + Hash, O: Ord>(
    entries: &[Entry<'a>],
    down: bool,
    thing: impl Fn(&Entry<'a>) -> Option<T>,
    by: impl Fn(T) -> O,
) -> Vec<Key> {
    let mut ranks: HashMap<T, u64> =
        entries.iter().filter_map(&thing).map(|one| (one, 0)).collect();
    let mut order: BTreeMap<O, Vec<T>> = BTreeMap::new();
    for one in ranks.keys() {
        order.entry(by(*one)).or_default().push(*one);
    }
    for (at, same) in (0..).zip(order.into_values()) {
        ranks.extend(same.into_iter().map(|one| (one, at)));
    }
    let key =
        |entry: &Entry<'a>| turned(thing(entry).and_then(|one| ranks.get(&one).copied()), down);
    entries.iter().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_order() {
        let values = [f64::NEG_INFINITY, -2.5, -0.0, 0.0, 1e-9, 3.0, 4e12];
        assert!(values.map(ordered).is_sorted());
        assert!(values.map(|value| turned(Some(ordered(value)), true)).is_sorted_by(|a, b| a > b));
        assert!(
            turned(None, true) > turned(Some(0), true)
                && turned(None, false) > turned(Some(u64::MAX), false)
        );
    }
}
