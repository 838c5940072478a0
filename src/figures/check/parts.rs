//! "Of 40 guards, 25 were men and 20 were women": parts against their total.

use super::range::Range;
use super::{Disagreement, Finding, Sentence, words};
use crate::figures::{Figure, Unit};
use crate::report::Span;
use std::collections::BTreeMap;

/// Tells a part that is more than its whole, and parts that exclude one another and together are
/// more than it.
pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Finding>) {
    let mut by_whole: BTreeMap<Span, Vec<(usize, &Figure)>> = BTreeMap::new();
    for (at, figure) in sentence.counts() {
        if let Some(whole) = figure.whole {
            by_whole.entry(whole).or_default().push((at, figure));
        }
    }
    for (whole, parts) in by_whole {
        let whole = sentence.told.iter().find(|(_, figure)| figure.raw == whole);
        let Some((at, whole)) = whole.filter(|(_, whole)| whole.unit == Unit::Count) else {
            continue;
        };
        let larger = parts.iter().find(|(_, part)| is_larger(sentence, part, whole));
        let wrong = match larger {
            Some((part_at, part)) => {
                let (part, whole) = (sentence.raw(part), sentence.raw(whole));
                Some((vec![*at, *part_at], format!("{part} are told as a part of {whole}")))
            }
            None => together(sentence, &parts, (*at, whole)),
        };
        if let Some((mut figures, words)) = wrong {
            figures.sort_unstable();
            found.push(Finding { kind: Disagreement::Parts, figures, words });
        }
    }
}

/// "39, of whom 490 were minors". Only where no other number before it could be the whole.
fn is_larger(sentence: &Sentence<'_>, part: &Figure, whole: &Figure) -> bool {
    let between = sentence.between(whole, part);
    let between = words(&between);
    let last = between.get(between.len().saturating_sub(4)..).unwrap_or_default();
    let of_it = last.windows(2).any(|two| matches!(two, ["of", "whom" | "which" | "them"]));
    let of = |figure: &Figure| Range::of_count(figure, sentence.raw(figure));
    let others = sentence.told.iter().filter(|(_, other)| other.raw < part.raw);
    let fits = others.filter(|(_, other)| of(other).high >= of(part).low).count();
    of_it && between.len() <= 10 && fits == 0 && of(part).low > of(whole).high
}

/// Kinds of people that exclude one another: nobody is of two kinds of one row.
const KINDS: [&[&[&str]]; 3] = [
    &[&["men"], &["women"], &["boys"], &["girls"], &["children", "minors"]],
    &[&["male", "males"], &["female", "females"]],
    &[&["adults"], &["children", "minors", "juveniles"]],
];

/// "40 guards, 25 men and 20 women": more than the whole together.
fn together(
    sentence: &Sentence<'_>,
    parts: &[(usize, &Figure)],
    (at, whole): (usize, &Figure),
) -> Option<(Vec<usize>, String)> {
    for row in KINDS {
        let mut taken: Vec<usize> = Vec::new();
        let mut chosen: Vec<(usize, &Figure)> = Vec::new();
        for (part_at, part) in parts {
            let after = sentence.after(part);
            let noun: Vec<&str> = words(&after).into_iter().take(2).collect();
            let kind = row.iter().position(|kind| kind.iter().any(|word| noun.contains(word)));
            if let Some(kind) = kind.filter(|kind| !taken.contains(kind)) {
                taken.push(kind);
                chosen.push((*part_at, part));
            }
        }
        if chosen.len() < 2 {
            continue;
        }
        let of = |figure: &Figure| Range::of_count(figure, sentence.raw(figure));
        let none = Range { low: 0.0, high: 0.0 };
        let sum = chosen.iter().fold(none, |sum, (_, part)| sum.plus(of(part)));
        if sum.low > of(whole).high {
            let raws: Vec<&str> = chosen.iter().map(|(_, part)| sentence.raw(part)).collect();
            let total: f64 = chosen.iter().map(|(_, part)| part.value).sum();
            let whole = sentence.raw(whole);
            let words = format!("{} are {total}, told as parts of {whole}", raws.join(" and "));
            let figures = std::iter::once(at).chain(chosen.iter().map(|(at, _)| *at)).collect();
            return Some((figures, words));
        }
    }
    None
}
