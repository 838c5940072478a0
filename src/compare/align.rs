//! Which sentence of one edition is which of another.
//!
//! Pairs that may be the same are weighed by how alike they are and how much they say; within each
//! topic the heaviest chain of them that crosses nowhere is taken. What is left over is joined to its
//! neighbours where a sentence was parted, and then looked for at other places and in other topics:
//! that moved.

use super::brought_out::{Change, changes};
use super::chain::{Pair, heaviest};
use super::diff::hunks;
use super::edition::{Edition, Sentence, SentenceIndex};
use super::joins::{Group, Side, join};
use super::likeness::{Bag, Candidate, LEAST, Weights, candidates};
use super::tense::differ_in_tense_alone;
use super::topics::{TopicId, topics};
use super::words::Token;
use crate::report::Span;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// From here on two sentences of one topic are one, written anew, where one edition was written on
/// top of the other; see [`Bars`].
const REWORDED: f32 = 0.43;
/// The same where the editions have no text in common.
const REWORDED_AFRESH: f32 = 0.62;
/// The shares of common sentences from which on, and up to which, the one and the other hold.
const SHARED: f32 = 0.1;
const UNSHARED: f32 = 0.02;
/// How much more alike two sentences must be at different places of a topic, and of different topics.
const MOVED: f32 = 0.07;
const MOVED_AWAY: f32 = 0.25;
/// A sentence that weighs less says too little to be known again at another place.
const TELLING: f32 = 2.9;
/// The same for one that is not the same word for word: "the case remained open" is said of many.
const TELLING_ALIKE: f32 = 4.5;
/// How far from its own count the same words are looked for where they stand several times.
const NEAR: usize = 4;

/// What became of a sentence between two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// It says the same, typography and tense aside.
    Same,
    /// It was written anew: some of its words, names, numbers or dates are others.
    Reworded,
    /// The later edition has it and the earlier has not.
    New,
    /// The earlier edition has it and the later has not.
    Dropped,
    /// Both have it, at another place: of another topic, or before what it stood behind.
    Moved,
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
        let mut of_before = vec![None; before];
        let mut of_after = vec![None; after];
        for (at, found) in (0_u32..).zip(&matches) {
            for (places, range) in [(&mut of_before, &found.before), (&mut of_after, &found.after)]
            {
                for place in range.clone() {
                    if let Some(slot) = places.get_mut(place as usize) {
                        *slot = Some(at);
                    }
                }
            }
        }
        Self { matches, of_before, of_after }
    }
}

/// Aligns two editions, in time near linear in their length. Which sentences are matched does not
/// depend on which of the two is the earlier.
pub fn align(before: &Edition, after: &Edition) -> Alignment {
    // Where two ways are as good the choice must not depend on the order.
    let groups = if before.digest() <= after.digest() {
        groups(before, after)
    } else {
        let mut groups = groups(after, before);
        for group in &mut groups {
            std::mem::swap(&mut group.before, &mut group.after);
        }
        groups
    };
    let matches = groups.into_iter().map(|group| told(before, after, &group)).collect();
    Alignment::of(matches, before.sentences().len(), after.sentences().len())
}

/// The two lists of sentences, and which of them have found a counterpart.
struct Work<'e> {
    before: &'e [Sentence],
    after: &'e [Sentence],
    taken_before: Vec<bool>,
    taken_after: Vec<bool>,
    groups: Vec<Group>,
}

impl Work<'_> {
    fn is_free(&self, pair: &Candidate) -> bool {
        let free = |taken: &[bool], at: usize| taken.get(at).is_some_and(|taken| !taken);
        free(&self.taken_before, pair.before) && free(&self.taken_after, pair.after)
    }

    fn take(&mut self, pair: &Candidate, moved: bool) {
        let same = match (self.before.get(pair.before), self.after.get(pair.after)) {
            (Some(a), Some(b)) => is_same(&a.tokens, &b.tokens),
            _ => return,
        };
        self.groups.push(Group {
            before: pair.before..pair.before + 1,
            after: pair.after..pair.after + 1,
            same,
            moved,
        });
        self.mark();
    }

    /// Marks the sentences of the latest group, or of all after joining.
    fn mark(&mut self) {
        if let Some(group) = self.groups.last() {
            mark(&mut self.taken_before, &group.before);
            mark(&mut self.taken_after, &group.after);
        }
    }
}

fn mark(taken: &mut [bool], range: &Range<usize>) {
    for at in range.clone() {
        if let Some(taken) = taken.get_mut(at) {
            *taken = true;
        }
    }
}

fn groups(before: &Edition, after: &Edition) -> Vec<Group> {
    let weights = Weights::of(before, after);
    let bags = |edition: &Edition| -> Vec<Bag> {
        edition.sentences().iter().map(|sentence| Bag::of([sentence], &weights)).collect()
    };
    let (bags_before, bags_after) = (bags(before), bags(after));
    let twins = twins(before, after, &bags_before);
    let alike = candidates(before, after, &bags_before, &bags_after);
    let mut work = Work {
        before: before.sentences(),
        after: after.sentences(),
        taken_before: vec![false; bags_before.len()],
        taken_after: vec![false; bags_after.len()],
        groups: Vec::new(),
    };
    let bars = Bars::of(&twins, before.sentences().len().min(after.sentences().len()));
    in_order(&mut work, &twins, &alike, bars);
    join(&mut work.groups, work.before, work.after, &weights, Side::Before);
    join(&mut work.groups, work.after, work.before, &weights, Side::After);
    for group in &mut work.groups {
        if group.before.len() + group.after.len() > 2 {
            let (left, right) = (words(before, &group.before), words(after, &group.after));
            group.same = is_same(&left, &right);
        }
        mark(&mut work.taken_before, &group.before);
        mark(&mut work.taken_after, &group.after);
    }
    elsewhere(&mut work, &twins, &alike, bars);
    work.groups
}

/// How alike sentences must be. Where much of a report is last year's, a sentence that resembles one
/// of last year's was made of it; between reports of two publishers or two countries it may tell the
/// same in its own words, or something else about the same matter.
#[derive(Clone, Copy, Debug)]
struct Bars {
    reworded: f32,
}

impl Bars {
    /// The bars for editions of which the shorter has `sentences`, given those that are the same.
    fn of(twins: &[Candidate], sentences: usize) -> Self {
        let same: HashSet<usize> = twins.iter().map(|pair| pair.before).collect();
        let share = same.len() as f32 / sentences.max(1) as f32;
        let afresh = ((SHARED - share) / (SHARED - UNSHARED)).clamp(0.0, 1.0);
        Self { reworded: REWORDED + afresh * (REWORDED_AFRESH - REWORDED) }
    }
}

/// The pairs that are the same word for word, tense aside, in the same topic or another.
fn twins(before: &Edition, after: &Edition, bags: &[Bag]) -> Vec<Candidate> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sentence) in after.sentences().iter().enumerate() {
        places.entry(sentence.folded).or_default().push(at);
    }
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, (sentence, bag)) in before.sentences().iter().zip(bags).enumerate() {
        let Some(others) = places.get(&sentence.folded) else { continue };
        let count = seen.entry(sentence.folded).or_default();
        let near = others.iter().skip(count.saturating_sub(NEAR)).take(2 * NEAR + 1);
        found.extend(near.map(|other| Candidate {
            before: at,
            after: *other,
            alike: 1.0,
            weight: bag.total,
        }));
        *count += 1;
    }
    found
}

fn leads(work: &Work<'_>, pair: &Candidate) -> Option<(TopicId, TopicId)> {
    let left = work.before.get(pair.before)?.topic;
    let right = work.after.get(pair.after)?.topic;
    Some((topics().lead(left), topics().lead(right)))
}

/// Takes the heaviest chain of each topic.
fn in_order(work: &mut Work<'_>, twins: &[Candidate], alike: &[Candidate], bars: Bars) {
    let own_topic = |pair: &Candidate| {
        leads(work, pair).filter(|(left, right)| left == right).map(|(topic, _)| topic)
    };
    // A sentence that stands word for word in another topic is not a rewording of one here.
    let mut twin_here = vec![[false; 2]; work.before.len().max(work.after.len())];
    let mut twin_there = twin_here.clone();
    for pair in twins.iter().filter(|pair| pair.weight >= TELLING) {
        let list = if own_topic(pair).is_some() { &mut twin_here } else { &mut twin_there };
        for (at, side) in [(pair.before, 0), (pair.after, 1)] {
            if let Some(slot) = list.get_mut(at).and_then(|slot| slot.get_mut(side)) {
                *slot = true;
            }
        }
    }
    let is = |list: &[[bool; 2]], at: usize, side: usize| {
        list.get(at).and_then(|slot| slot.get(side)).copied().unwrap_or(false)
    };
    let is_away = |pair: &Candidate| {
        [(pair.before, 0), (pair.after, 1)]
            .iter()
            .any(|(at, side)| is(&twin_there, *at, *side) && !is(&twin_here, *at, *side))
    };
    let mut by_topic: BTreeMap<TopicId, Vec<Candidate>> = BTreeMap::new();
    let likely = alike.iter().filter(|pair| pair.alike >= bars.reworded && !is_away(pair));
    for pair in twins.iter().chain(likely) {
        if let Some(topic) = own_topic(pair) {
            by_topic.entry(topic).or_default().push(*pair);
        }
    }
    for pairs in by_topic.values() {
        // A short sentence counts for something too.
        let worth = |pair: &Candidate| (pair.alike - LEAST) * (pair.weight + 0.15);
        let chain: Vec<Pair> = pairs
            .iter()
            .map(|pair| Pair { before: pair.before, after: pair.after, worth: worth(pair) })
            .collect();
        for pair in heaviest(&chain).into_iter().filter_map(|at| pairs.get(at)) {
            work.take(pair, false);
        }
    }
}

/// Looks for the rest at other places: what is most alike is taken first.
fn elsewhere(work: &mut Work<'_>, twins: &[Candidate], alike: &[Candidate], bars: Bars) {
    let away = |work: &Work<'_>, pair: &Candidate| {
        leads(work, pair).is_none_or(|(left, right)| left != right)
    };
    let telling = |pair: &&Candidate| {
        let more = if away(work, pair) { MOVED_AWAY } else { MOVED };
        let weight = if pair.alike < 1.0 { TELLING_ALIKE } else { TELLING };
        pair.weight >= weight && pair.alike >= bars.reworded + more && work.is_free(pair)
    };
    let mut pairs: Vec<Candidate> = twins.iter().chain(alike).filter(telling).copied().collect();
    pairs.sort_by(|a, b| {
        let first = b.alike.total_cmp(&a.alike).then(b.weight.total_cmp(&a.weight));
        let first = first.then(away(work, a).cmp(&away(work, b)));
        first.then((a.before, a.after).cmp(&(b.before, b.after)))
    });
    for pair in &pairs {
        if work.is_free(pair) {
            work.take(pair, true);
        }
    }
}

/// A group with all that is told of it.
fn told(before: &Edition, after: &Edition, group: &Group) -> Match {
    let left = words(before, &group.before);
    let right = words(after, &group.after);
    let hunks = hunks(&left, &right);
    let span = |words: &[Token]| {
        Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
    };
    let marked = |words: &[Token], range: &Range<usize>| words.get(range.clone()).and_then(span);
    let narrow = |range: &Range<usize>| {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        place(range.start)..place(range.end)
    };
    Match {
        before: narrow(&group.before),
        after: narrow(&group.after),
        same: group.same,
        tense_only: group.same && !hunks.is_empty(),
        moved: group.moved,
        words_before: hunks.iter().filter_map(|hunk| marked(&left, &hunk.before)).collect(),
        words_after: hunks.iter().filter_map(|hunk| marked(&right, &hunk.after)).collect(),
        changes: if group.same {
            Vec::new()
        } else {
            changes((before, &left), (after, &right), &hunks)
        },
    }
}

fn words(edition: &Edition, range: &Range<usize>) -> Vec<Token> {
    let sentences = edition.sentences().get(range.clone()).into_iter().flatten();
    sentences.flat_map(|sentence| &sentence.tokens).copied().collect()
}

/// Whether two sentences say the same, tense aside.
fn is_same(left: &[Token], right: &[Token]) -> bool {
    same_words(left, right) || differ_in_tense_alone(left, right)
}

fn same_words(left: &[Token], right: &[Token]) -> bool {
    left.iter().map(|token| token.word).eq(right.iter().map(|token| token.word))
}
