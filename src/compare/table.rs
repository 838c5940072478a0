//! The side-by-side view: rows of sentences of two to four editions.

use super::align::{Alignment, Class, Match};
use super::brought_out::{Change, all_of};
use super::edition::{Edition, SentenceIndex};
use super::sections::Counterpart;
use super::topics::{TopicId, topics};
use super::words::Token;
use crate::report::Span;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// The sentences of one edition in a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Mostly one sentence; several where one was parted or two were joined.
    pub sentences: Vec<SentenceIndex>,
    /// Where each of them stands.
    pub spans: Vec<Span>,
    /// The index in the outline of the deepest heading that the first stands under.
    pub section: Option<usize>,
    /// Its topic: the one chosen, or a part of it.
    pub topic: TopicId,
}

impl Cell {
    fn holds_one_of(&self, sentences: &std::ops::Range<u32>) -> bool {
        self.sentences.iter().any(|at| sentences.contains(&at.0))
    }
}

/// Where a moved sentence stands in the other edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Elsewhere {
    /// Where.
    pub spans: Vec<Span>,
    /// The topic there.
    pub topic: TopicId,
    /// The index in the outline of the deepest heading that it stands under there.
    pub section: Option<usize>,
}

/// What happened between two neighbouring editions in a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What became of the sentence.
    pub class: Class,
    /// Whether tense is all that differs.
    pub tense_only: bool,
    /// The words that differ, in the earlier edition.
    pub words_before: Vec<Span>,
    /// The words that differ, in the later edition.
    pub words_after: Vec<Span>,
    /// What of it coders look for.
    pub changes: Vec<Change>,
    /// For what moved: where it stands in the edition that has no cell in this row.
    pub elsewhere: Option<Elsewhere>,
}

/// A row: the same sentence in each edition that has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// One for each edition.
    pub cells: Vec<Option<Cell>>,
    /// One for each pair of neighbours: what happened from it to the next; `None` where neither has
    /// a cell.
    pub steps: Vec<Option<Step>>,
}

impl Row {
    /// Whether nothing happened: every edition has it, and it is the same.
    pub fn is_same(&self) -> bool {
        self.steps.iter().all(|step| step.as_ref().is_some_and(|s| s.class == Class::Same))
    }
}

/// Two to four editions of a topic, side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// The topic, or all.
    pub topic: Option<TopicId>,
    /// How each edition deals with the topic.
    pub counterparts: Vec<Counterpart>,
    /// The rows, in reading order.
    pub rows: Vec<Row>,
}

/// The sentences of a row, edition by edition.
type Group = Vec<Vec<u32>>;

/// Lays editions side by side. `alignments` are those of each edition with the next. Without a topic
/// the topics follow each other in the order of the latest edition.
///
/// `tense_counts` makes a change of tense a rewording.
pub fn compare(
    editions: &[&Edition],
    alignments: &[&Alignment],
    topic: Option<TopicId>,
    tense_counts: bool,
) -> Comparison {
    let chosen = topic.map_or_else(|| topics_of(editions), |topic| vec![topic]);
    let groups = chosen.iter().flat_map(|topic| lay(editions, alignments, *topic));
    let rows = groups.map(|group| row(editions, alignments, &group, tense_counts));
    let counterparts = editions
        .iter()
        .map(|edition| topic.map_or(Counterpart::Section, |topic| edition.counterpart(topic)));
    Comparison { topic, counterparts: counterparts.collect(), rows: rows.collect() }
}

/// The topics that any edition has, those of the latest first, each in reading order.
fn topics_of(editions: &[&Edition]) -> Vec<TopicId> {
    let mut seen = HashSet::new();
    let parts = editions.iter().rev().flat_map(|edition| edition.parts());
    parts.map(|part| topics().lead(part.topic)).filter(|topic| seen.insert(*topic)).collect()
}

/// The rows of one topic.
fn lay(editions: &[&Edition], alignments: &[&Alignment], topic: TopicId) -> Vec<Group> {
    let chosen = |edition: &Edition, at: u32| {
        let sentence = edition.sentence(SentenceIndex(at));
        sentence.is_some_and(|sentence| topics().belongs(sentence.topic, topic))
    };
    let mut groups: Vec<Group> = Vec::new();
    for (place, edition) in editions.iter().enumerate() {
        let count = u32::try_from(edition.sentences().len()).unwrap_or(u32::MAX);
        let own: Vec<u32> = (0..count).filter(|at| chosen(edition, *at)).collect();
        let link = place
            .checked_sub(1)
            .and_then(|before| Some((*editions.get(before)?, *alignments.get(before)?)));
        groups = with_edition(groups, place, &own, |at| {
            let (before, alignment) = link?;
            let found = alignment.of_after(SentenceIndex(at)).filter(|found| !found.moved)?;
            found.before.clone().all(|at| chosen(before, at)).then_some(found)
        });
    }
    for group in &mut groups {
        group.resize(editions.len(), Vec::new());
    }
    groups
}

/// Lays an edition's sentences beside those laid before it: what has a counterpart in the edition
/// before joins its row, the rest gets a row of its own behind the sentence that it follows.
fn with_edition<'m>(
    groups: Vec<Group>,
    place: usize,
    own: &[u32],
    found: impl Fn(u32) -> Option<&'m Match>,
) -> Vec<Group> {
    let mut laid: Vec<Group> = Vec::with_capacity(groups.len() + own.len());
    let mut rest = groups.into_iter().peekable();
    let joins: HashSet<u32> =
        own.iter().filter_map(|at| found(*at)).flat_map(|found| found.before.clone()).collect();
    let of_before = |group: &Group| {
        let cell = place.checked_sub(1).and_then(|before| group.get(before));
        cell.cloned().unwrap_or_default()
    };
    let mut own = own.iter().copied().peekable();
    // Where the sentences of the edition before stand that have a counterpart laid beside them.
    let mut beside: HashMap<u32, usize> = HashMap::new();
    while let Some(at) = own.next() {
        // A row of several sentences may have a counterpart for each.
        let known = found(at).and_then(|found| found.before.clone().find_map(|at| beside.get(&at)));
        if let Some(cell) = known.and_then(|row| laid.get_mut(*row)?.get_mut(place)) {
            cell.push(at);
            continue;
        }
        let mut group = Group::new();
        let mut aside = Vec::new();
        let mut cell = vec![at];
        if let Some(found) = found(at) {
            // All that the sentence was made of stands in one row; what stood between comes after it.
            let mut missing = found.before.len();
            while missing > 0
                && let Some(next) = rest.next()
            {
                let count = of_before(&next).iter().filter(|at| found.before.contains(at)).count();
                missing = missing.saturating_sub(count);
                if count > 0 {
                    merge(&mut group, next);
                } else if group.is_empty() {
                    laid.push(next);
                } else {
                    aside.push(next);
                }
            }
            while let Some(more) = own.next_if(|at| found.after.contains(at)) {
                cell.push(more);
            }
        } else {
            // What was dropped here stands before what came in its stead.
            let is_lone = |group: &Group| !of_before(group).iter().any(|at| joins.contains(at));
            while let Some(group) = rest.next_if(is_lone) {
                laid.push(group);
            }
        }
        group.resize(place, Vec::new());
        beside.extend(of_before(&group).into_iter().map(|at| (at, laid.len())));
        group.push(cell);
        laid.push(group);
        laid.append(&mut aside);
    }
    laid.extend(rest);
    for group in &mut laid {
        group.resize(place + 1, Vec::new());
    }
    laid
}

fn merge(group: &mut Group, other: Group) {
    if group.is_empty() {
        *group = other;
        return;
    }
    for (cell, more) in group.iter_mut().zip(other) {
        cell.extend(more);
    }
}

fn row(
    editions: &[&Edition],
    alignments: &[&Alignment],
    group: &[Vec<u32>],
    tense_counts: bool,
) -> Row {
    let cells: Vec<Option<Cell>> =
        editions.iter().zip(group).map(|(edition, at)| cell(edition, at)).collect();
    let pairs = editions.iter().zip(editions.iter().skip(1)).zip(alignments);
    let steps = pairs.zip(cells.iter().zip(cells.iter().skip(1)));
    let steps = steps.map(|(((before, after), alignment), (left, right))| {
        step(before, after, alignment, left.as_ref(), right.as_ref(), tense_counts)
    });
    let steps = steps.collect();
    Row { cells, steps }
}

fn cell(edition: &Edition, at: &[u32]) -> Option<Cell> {
    let first = edition.sentence(SentenceIndex(*at.first()?))?;
    let sentences: Vec<SentenceIndex> = at.iter().copied().map(SentenceIndex).collect();
    let spans = sentences.iter().filter_map(|at| Some(edition.sentence(*at)?.span)).collect();
    Some(Cell { sentences, spans, section: first.section, topic: first.topic })
}

fn step(
    before: &Edition,
    after: &Edition,
    alignment: &Alignment,
    left: Option<&Cell>,
    right: Option<&Cell>,
    tense_counts: bool,
) -> Option<Step> {
    let found = match (left, right) {
        // One sentence of several may be the one that goes on.
        (Some(left), right) => {
            let mut all = left.sentences.iter().filter_map(|at| alignment.of_before(*at));
            all.find(|found| right.is_none_or(|right| right.holds_one_of(&found.after)))
        }
        (None, Some(right)) => right.sentences.iter().find_map(|at| alignment.of_after(*at)),
        (None, None) => return None,
    };
    let Some(found) = found else {
        let (class, edition) = match left {
            Some(_) => (Class::Dropped, before),
            None => (Class::New, after),
        };
        let cell = left.or(right)?;
        let sentences = cell.sentences.iter().filter_map(|at| edition.sentence(*at));
        let words: Vec<Token> = sentences.flat_map(|s| &s.tokens).copied().collect();
        return Some(Step {
            class,
            tense_only: false,
            words_before: Vec::new(),
            words_after: Vec::new(),
            changes: all_of(edition, &words, class == Class::New),
            elsewhere: None,
        });
    };
    let elsewhere = match (left, right) {
        (Some(_), None) => elsewhere(after, found.after.clone()),
        (None, Some(_)) => elsewhere(before, found.before.clone()),
        _ => None,
    };
    Some(Step {
        class: if elsewhere.is_some() { Class::Moved } else { found.class(tense_counts) },
        tense_only: found.tense_only,
        words_before: found.words_before.clone(),
        words_after: found.words_after.clone(),
        changes: found.changes.clone(),
        elsewhere,
    })
}

fn elsewhere(edition: &Edition, at: std::ops::Range<u32>) -> Option<Elsewhere> {
    let first = edition.sentence(SentenceIndex(at.start))?;
    let spans = at.filter_map(|at| Some(edition.sentence(SentenceIndex(at))?.span)).collect();
    Some(Elsewhere { spans, topic: first.topic, section: first.section })
}
