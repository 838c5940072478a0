//! "It counted 90 in the first six months … During the year it counted 80": less than a year, and
//! more than the whole of it.

use super::{Disagreement, Finding};
use crate::figures::{Aggregation, Coverage, Figure, FigureKind, Flow, Qualifier, Unit};
use std::collections::HashMap;

/// What two figures must share to be of one thing.
type Key<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>, i16);

/// How many times the whole a part may be, and still be of the same thing.
const FARTHEST: f64 = 3.0;

/// Tells figures for a part of a year that are greater than what the same report tells, by the same
/// source, of the same thing, for the whole year. A state may well have been higher in June.
pub fn check(text: &str, figures: &[Figure], found: &mut Vec<Finding>) {
    let mut wholes: HashMap<Key<'_>, Vec<(usize, &Figure)>> = HashMap::new();
    for (at, figure) in figures.iter().enumerate() {
        if let Some(key) = key(figure, Coverage::FullYear) {
            wholes.entry(key).or_default().push((at, figure));
        }
    }
    for (at, part) in figures.iter().enumerate() {
        let Some(key) = key(part, Coverage::PartYear) else { continue };
        let told = wholes.get(&key).map_or(&[][..], Vec::as_slice);
        // Where one is not smaller, it may be the one that is meant.
        let most = told.iter().max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value));
        let Some((whole_at, whole)) = most else { continue };
        let open = whole.qualifier == Qualifier::AtLeast || part.qualifier == Qualifier::AtMost;
        // Farther apart, they are hardly of one thing.
        let near = part.value <= FARTHEST * whole.value;
        if part.value > whole.value && near && !open {
            let (part, whole) = (part.raw.of(text), whole.raw.of(text));
            let year = key.4;
            let words = format!("{part} in a part of {year} is more than {whole} in all of it");
            let figures = vec![at.min(*whole_at), at.max(*whole_at)];
            found.push(Finding { kind: Disagreement::PartYear, figures, words });
        }
    }
}

fn key(figure: &Figure, coverage: Coverage) -> Option<Key<'_>> {
    let total = figure.kind == FigureKind::Statistic
        && !figure.is_rejected()
        && figure.unit == Unit::Count
        && figure.aggregation == Aggregation::Total
        && figure.flow != Some(Flow::Stock)
        && figure.whole.is_none()
        && figure.period.coverage == coverage;
    let indicator = figure.indicator.as_deref().filter(|_| total)?;
    let year = figure.period.end?.year();
    let (source, place) = (figure.source.as_deref(), figure.place.as_deref());
    Some((indicator, source, place, figure.scope.as_deref(), year))
}
