//! Which reports are the same one in several formats: of those one is shown and counted, the others
//! are offered beside it.
//!
//! Two reports are the same edition by what they are (publisher, country, year, language) and by
//! how much of their text is the same; neither tells enough alone. Two papers handed in on one
//! country in one year share little text; a report and the next year's share much of it.

use super::likeness::Likeness;
use crate::entities::ReportIndex;
use crate::report::{Format, Metadata};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A report to compare with others.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Which one it is.
    pub index: ReportIndex,
    /// What it is.
    pub metadata: &'a Metadata,
    /// What it was read from.
    pub format: Format,
    /// The sample of its text.
    pub likeness: &'a Likeness,
}

/// Which reports are shown, and which others are the same in another form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editions {
    shown: HashMap<ReportIndex, ReportIndex>,
    others: HashMap<ReportIndex, Vec<ReportIndex>>,
}

impl Editions {
    /// Finds the reports that are the same. The result does not depend on the members' order. Time
    /// is near linear in their number.
    pub fn of(members: &[Member<'_>]) -> Self {
        let mut members = members.to_vec();
        members.sort_by_key(|member| member.index);
        // The best comes first: each other belongs to the best that it is the same as.
        let mut best: Vec<usize> = (0..members.len()).collect();
        best.sort_by_key(|place| members.get(*place).map(preference));
        let near = near(&members);
        let mut editions = Self::default();
        for place in best {
            let Some(member) = members.get(place) else { continue };
            if editions.shown.contains_key(&member.index) {
                continue;
            }
            let same =
                near.get(&place).into_iter().flatten().filter_map(|other| members.get(*other));
            let same = same.filter(|other| {
                let free = |index| {
                    !editions.shown.contains_key(index) && !editions.others.contains_key(index)
                };
                other.index != member.index && free(&other.index) && is_same(member, other)
            });
            let same: Vec<ReportIndex> = same.map(|other| other.index).collect();
            for other in &same {
                editions.shown.insert(*other, member.index);
            }
            if !same.is_empty() {
                editions.others.insert(member.index, same);
            }
        }
        editions
    }

    /// Whether a report is one of those shown and counted.
    pub fn is_shown(&self, report: ReportIndex) -> bool {
        !self.shown.contains_key(&report)
    }

    /// The report that is shown for this one: mostly itself.
    pub fn shown_for(&self, report: ReportIndex) -> ReportIndex {
        self.shown.get(&report).copied().unwrap_or(report)
    }

    /// The same report in other forms, beside this one that is shown.
    pub fn others(&self, report: ReportIndex) -> &[ReportIndex] {
        self.others.get(&report).map_or(&[], Vec::as_slice)
    }
}

/// Less comes first: the whole text before a part of it, then the form whose text is surest, then
/// the order of the reports.
fn preference(member: &Member<'_>) -> (Reverse<u32>, u8, ReportIndex) {
    let form = match member.format {
        Format::Html => 0,
        Format::Docx | Format::Odt => 1,
        Format::Markdown => 2,
        // Its lines and pages have to be joined, but it has the printed page to show.
        Format::Pdf => 3,
        Format::Text => 4,
    };
    // Steps of a half of the length, so that one text in two forms mostly counts as equally long.
    let runs = member.likeness.runs().max(2);
    let steps = runs.ilog2() * 2 + u32::from(runs >> (runs.ilog2() - 1) == 3);
    (Reverse(steps), form, member.index)
}

/// Hashes of a sample that reports are brought together by.
const LOOKED_AT: usize = 48;
/// A hash that more reports have is of a phrase that all reports of a series have.
const MOST_COMMON: usize = 64;
/// Reports with fewer hashes in common are not compared.
const FEWEST_COMMON: usize = 2;

/// For each place of `members` those whose samples have some hashes in common with its own.
fn near(members: &[Member<'_>]) -> HashMap<usize, Vec<usize>> {
    let mut by_hash: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, member) in members.iter().enumerate() {
        for hash in member.likeness.hashes().iter().take(LOOKED_AT) {
            by_hash.entry(*hash).or_default().push(place);
        }
    }
    let mut common: HashMap<(usize, usize), usize> = HashMap::new();
    for places in by_hash.values().filter(|places| places.len() <= MOST_COMMON) {
        for (at, first) in places.iter().enumerate() {
            for second in places.iter().skip(at + 1) {
                *common.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
    for (pair, _) in common.into_iter().filter(|(_, count)| *count >= FEWEST_COMMON) {
        near.entry(pair.0).or_default().push(pair.1);
        near.entry(pair.1).or_default().push(pair.0);
    }
    for places in near.values_mut() {
        places.sort_unstable();
    }
    near
}

/// Of one edition, by all that is known: this share of the shorter text in the longer.
const SAME_EDITION: f64 = 0.6;
/// Where something is not known: this share of all text in common.
const SAME_TEXT: f64 = 0.85;
/// Where what is guessed disagrees: all but the same text.
const IDENTICAL: f64 = 0.98;
/// Shorter texts tell nothing, in runs of words.
const LEAST_RUNS: usize = 40;

fn is_same(a: &Member<'_>, b: &Member<'_>) -> bool {
    if a.likeness.runs().min(b.likeness.runs()) < LEAST_RUNS {
        return false;
    }
    let (first, second) = (a.metadata, b.metadata);
    let language = |metadata: &Metadata| metadata.language.as_ref().map(|l| l.value.clone());
    let fields = [
        agree(first.country(), second.country()),
        agree(first.year(), second.year()),
        agree(first.publisher(), second.publisher()),
        agree(language(first), language(second)),
    ];
    if fields.iter().all(|agreed| *agreed == Some(true)) {
        return a.likeness.contained(b.likeness) >= SAME_EDITION;
    }
    let needed = if fields.contains(&Some(false)) { IDENTICAL } else { SAME_TEXT };
    a.likeness.shared(b.likeness) >= needed
}

/// Whether two guesses agree; nothing where one is missing.
fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
    Some(a? == b?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Guess;

    struct Paper {
        metadata: Metadata,
        format: Format,
        likeness: Likeness,
    }

    /// A paper on Norway with sentences of these numbers.
    fn paper(publisher: &str, year: i16, format: Format, numbers: std::ops::Range<u32>) -> Paper {
        let sentence =
            |n| format!("In case {n} the court of Orvany freed {} of those held. ", n * 7);
        let text: String = numbers.map(sentence).collect();
        let metadata = Metadata {
            country: Some(Guess::new("Norway".to_owned(), "")),
            year: Some(Guess::new(year, "")),
            publisher: (!publisher.is_empty()).then(|| Guess::new(publisher.to_owned(), "")),
            language: Some(Guess::new("en".to_owned(), "")),
            ..Metadata::default()
        };
        Paper { metadata, format, likeness: Likeness::of(&text) }
    }

    /// For each paper the place of the one that is shown for it.
    fn shown(papers: &[Paper]) -> Vec<u32> {
        let members: Vec<Member<'_>> = (0..)
            .map(ReportIndex)
            .zip(papers)
            .map(|(index, p)| Member {
                index,
                metadata: &p.metadata,
                format: p.format,
                likeness: &p.likeness,
            })
            .collect();
        let editions = Editions::of(&members);
        let mut turned = members.clone();
        turned.reverse();
        assert_eq!(Editions::of(&turned), editions, "in any order");
        for member in &members {
            for other in editions.others(member.index) {
                assert_eq!(editions.shown_for(*other), member.index);
                assert!(!editions.is_shown(*other) && editions.is_shown(member.index));
            }
        }
        members.iter().map(|member| editions.shown_for(member.index).0).collect()
    }

    #[test]
    fn one_report_in_two_formats_is_shown_once() {
        use Format::{Html, Pdf, Text};
        let papers = [
            paper("Lantern", 2031, Pdf, 0..200),
            paper("Lantern", 2031, Html, 0..205),
            paper("Lantern", 2032, Pdf, 0..140),
            paper("Lantern", 2031, Text, 20..100),
        ];
        assert_eq!(shown(&papers), [1, 1, 2, 1], "the page, not its file; next year's is another");
    }

    #[test]
    fn two_papers_of_one_year_are_two() {
        let papers = [
            paper("Lantern", 2031, Format::Pdf, 0..200),
            paper("Lantern", 2031, Format::Pdf, 1000..1200),
            paper("", 2031, Format::Pdf, 150..350),
        ];
        assert_eq!(shown(&papers), [0, 1, 2]);
    }

    #[test]
    fn the_same_text_is_the_same_report_whatever_it_is_taken_for() {
        let papers = [
            paper("Lantern", 2031, Format::Pdf, 0..200),
            paper("", 2031, Format::Html, 0..200),
            paper("Orvan Aid", 2030, Format::Text, 0..200),
            paper("Orvan Aid", 2030, Format::Text, 0..160),
        ];
        assert_eq!(shown(&papers), [1, 1, 1, 3]);
        assert_eq!(shown(&[]), Vec::<u32>::new());
    }
}
