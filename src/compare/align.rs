//! Which sentence of one edition is which of another.

use super::edition::{Edition, Sentence, SentenceIndex};
use super::topics::{TopicId, topics};
use crate::report::Span;
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;

/// What became of a sentence between two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// It says the same, typography and tense aside.
    Same,
    /// It was written anew: some of its words, names or numbers are others.
    Reworded,
    /// The later edition has it and the earlier has not.
    New,
    /// The earlier edition has it and the later has not.
    Dropped,
    /// Both have it, at another place: of another topic, or before what it stood behind.
    Moved,
}

/// What kind of word changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A number or a date.
    Number,
    /// A person, court or organization.
    Name,
    /// A word that says how sure the report is ("allegedly").
    Hedge,
    /// A word that says how heavy or frequent what is told is ("numerous reports", "routinely").
    Weight,
    /// A word of quantity ("some", "many", "thousands").
    Quantity,
}

/// Where a change on a scale leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The later edition says less, or says it less surely.
    Softened,
    /// The later edition says more, or says it more surely.
    Hardened,
}

/// A change that coders look for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What kind of word changed.
    pub kind: ChangeKind,
    /// The words in the earlier edition, where it has some.
    pub before: Option<Span>,
    /// The words in the later edition, where it has some.
    pub after: Option<Span>,
    /// The values of numbers, where both are known.
    pub values: Option<(f64, f64)>,
    /// Where it leads, where a scale tells.
    pub direction: Option<Direction>,
}

/// Sentences of two editions that are the same or were written anew from each other: mostly one of
/// each, and several where a sentence was parted or two were joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The sentences of the earlier edition.
    pub before: Range<u32>,
    /// The sentences of the later edition.
    pub after: Range<u32>,
    /// Whether the words are the same, tense aside.
    pub same: bool,
    /// Whether tense is all that differs.
    pub tense_only: bool,
    /// Whether they stand at different places.
    pub moved: bool,
    /// The words that differ, in the earlier edition.
    pub words_before: Vec<Span>,
    /// The words that differ, in the later edition.
    pub words_after: Vec<Span>,
    /// What of it coders look for.
    pub changes: Vec<Change>,
}

impl Match {
    /// The class of its sentences. Where tense counts, a change of tense is a rewording.
    pub fn class(&self, tense_counts: bool) -> Class {
        if self.moved {
            Class::Moved
        } else if self.same && !(tense_counts && self.tense_only) {
            Class::Same
        } else {
            Class::Reworded
        }
    }
}

/// Which sentence of one edition is which of another.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    matches: Vec<Match>,
    of_before: Vec<Option<u32>>,
    of_after: Vec<Option<u32>>,
}

impl Alignment {
    /// All matches, in the order of the earlier edition.
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// What a sentence of the earlier edition is in the later one.
    pub fn of_before(&self, at: SentenceIndex) -> Option<&Match> {
        let found = self.of_before.get(at.get()).copied().flatten()?;
        self.matches.get(found as usize)
    }

    /// What a sentence of the later edition was in the earlier one.
    pub fn of_after(&self, at: SentenceIndex) -> Option<&Match> {
        let found = self.of_after.get(at.get()).copied().flatten()?;
        self.matches.get(found as usize)
    }

    fn of(mut matches: Vec<Match>, before: usize, after: usize) -> Self {
        matches.sort_by_key(|found| (found.before.start, found.after.start));
        let mut alignment =
            Self { matches, of_before: vec![None; before], of_after: vec![None; after] };
        for (at, found) in (0_u32..).zip(&alignment.matches) {
            for place in found.before.clone() {
                if let Some(slot) = alignment.of_before.get_mut(place as usize) {
                    *slot = Some(at);
                }
            }
            for place in found.after.clone() {
                if let Some(slot) = alignment.of_after.get_mut(place as usize) {
                    *slot = Some(at);
                }
            }
        }
        alignment
    }
}

/// Aligns two editions. The result of the editions in the other order is the same, mirrored.
pub fn align(before: &Edition, after: &Edition) -> Alignment {
    let mut matches = Vec::new();
    let mut free: HashMap<(TopicId, Vec<u64>), Vec<u32>> = HashMap::new();
    for (at, sentence) in (0_u32..).zip(after.sentences()).collect::<Vec<_>>().into_iter().rev() {
        free.entry(key(sentence)).or_default().push(at);
    }
    let mut last = HashMap::new();
    for (at, sentence) in (0_u32..).zip(before.sentences()) {
        let Some(other) = free.get_mut(&key(sentence)).and_then(Vec::pop) else { continue };
        let lead = topics().lead(sentence.topic);
        let reached = last.entry(lead).or_insert(0);
        let moved = other < *reached;
        *reached = other.max(*reached);
        matches.push(Match {
            before: at..at + 1,
            after: other..other + 1,
            same: true,
            tense_only: false,
            moved,
            words_before: Vec::new(),
            words_after: Vec::new(),
            changes: Vec::new(),
        });
    }
    Alignment::of(matches, before.sentences().len(), after.sentences().len())
}

fn key(sentence: &Sentence) -> (TopicId, Vec<u64>) {
    (topics().lead(sentence.topic), sentence.tokens.iter().map(|token| token.word).collect())
}
