//! How alike two sentences are, and which are worth comparing.
//!
//! The words that two sentences share, of all words of both (Dice), each weighed by how rare it is in
//! the two editions (Spärck Jones 1972): two sentences of one mould about different people share many
//! words and little weight. Tense makes no difference. Candidates come from an index of the words that
//! are not too common, so that time stays near linear.

use super::edition::{Edition, Sentence};
use super::words::{Token, joined};
use std::collections::HashMap;

/// Words and pairs of words in more sentences than this lead to no candidate.
const COMMON: usize = 48;
/// How many candidates a sentence has at most.
const CANDIDATES: usize = 10;
/// Less alike than this, two sentences are never compared further.
pub(super) const LEAST: f32 = 0.3;

/// A sentence that stands almost whole in a longer one is as alike as this at least, however long the
/// other is, if it says enough.
const HELD: f32 = 0.5;
const ALMOST: f32 = 0.8;
const ENOUGH: f32 = 2.6;

/// How much each word weighs in two editions: 1 for one that stands in one sentence only.
#[derive(Debug, Default)]
pub(super) struct Weights {
    words: HashMap<u64, f32>,
}

impl Weights {
    pub fn of(before: &Edition, after: &Edition) -> Self {
        let mut sentences_with: HashMap<u64, u32> = HashMap::new();
        let all = || before.sentences().iter().chain(after.sentences());
        for sentence in all() {
            let mut own: Vec<u64> = sentence.tokens.iter().map(|token| token.fold).collect();
            own.sort_unstable();
            own.dedup();
            for word in own {
                *sentences_with.entry(word).or_default() += 1;
            }
        }
        let count = all().count() as f32;
        let rarity = |with: f32| ((count + 1.0) / (with + 0.5)).ln();
        let weight = |with: u32| (rarity(with as f32) / rarity(1.0)).max(0.02);
        let words = sentences_with.into_iter().map(|(word, with)| (word, weight(with)));
        Self { words: words.collect() }
    }

    fn of_word(&self, word: u64) -> f32 {
        self.words.get(&word).copied().unwrap_or(1.0)
    }
}

/// The words of a sentence, or of several, with their weights.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    /// Stems, sorted; one stands as often as it is used.
    words: Vec<(u64, f32)>,
    /// The weight of all.
    pub total: f32,
}

impl Bag {
    pub fn of<'s>(sentences: impl IntoIterator<Item = &'s Sentence>, weights: &Weights) -> Self {
        let tokens = sentences.into_iter().flat_map(|sentence| &sentence.tokens);
        let weigh = |token: &Token| (token.fold, weights.of_word(token.fold));
        let mut words: Vec<(u64, f32)> = tokens.map(weigh).collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        let total = words.iter().map(|(_, weight)| weight).sum();
        Self { words, total }
    }

    /// The weight of the words that both have.
    pub fn shared(&self, other: &Self) -> f32 {
        let mut shared = 0.0;
        let mut theirs = other.words.iter().peekable();
        for (word, weight) in &self.words {
            while theirs.next_if(|(other, _)| other < word).is_some() {}
            if theirs.next_if(|(other, _)| other == word).is_some() {
                shared += weight;
            }
        }
        shared
    }

    /// How alike they are, 0 to 1.
    pub fn alike(&self, other: &Self) -> f32 {
        let total = self.total + other.total;
        if total > 0.0 { 2.0 * self.shared(other) / total } else { 0.0 }
    }

    /// The same for whole sentences: one that goes on from another is alike too.
    fn alike_or_held(&self, other: &Self) -> f32 {
        let shorter = self.total.min(other.total);
        let alike = self.alike(other);
        let held = shorter >= ENOUGH && self.shared(other) >= ALMOST * shorter;
        if held { alike.max(HELD) } else { alike }
    }

    /// What is left of it without the words of `other`.
    pub fn without(&self, other: &Self) -> Self {
        let mut rest = Self::default();
        let mut theirs = other.words.iter().peekable();
        for (word, weight) in &self.words {
            while theirs.next_if(|(other, _)| other < word).is_some() {}
            if theirs.next_if(|(other, _)| other == word).is_none() {
                rest.words.push((*word, *weight));
                rest.total += weight;
            }
        }
        rest
    }
}

/// Two sentences that may be the same, by their places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub before: usize,
    pub after: usize,
    /// How alike they are, 0 to 1.
    pub alike: f32,
    /// How much both together weigh, halved.
    pub weight: f32,
}

/// The pairs of sentences that share rare words, without those that are the same word for word.
pub(super) fn candidates(
    before: &Edition,
    after: &Edition,
    bags_before: &[Bag],
    bags_after: &[Bag],
) -> Vec<Candidate> {
    let index = index_of(after);
    let mut shared: Vec<u32> = vec![0; after.sentences().len()];
    let mut found = Vec::new();
    for (at, (sentence, bag)) in before.sentences().iter().zip(bags_before).enumerate() {
        let mut touched: Vec<usize> = Vec::new();
        for sign in signs(sentence) {
            for other in index.get(&sign).into_iter().flatten() {
                let Some(count) = shared.get_mut(*other) else { continue };
                if *count == 0 {
                    touched.push(*other);
                }
                *count += 1;
            }
        }
        let mut likely: Vec<(u32, usize)> = Vec::with_capacity(touched.len());
        for other in touched {
            let count = shared.get_mut(other).map_or(0, std::mem::take);
            likely.push((count, other));
        }
        // Those that share most of all they could are looked at closer.
        let length = |other: usize| after.sentences().get(other).map_or(0, |s| s.tokens.len());
        let own = sentence.tokens.len();
        likely.sort_by_cached_key(|(count, other)| {
            let of = u32::try_from(own + length(*other)).unwrap_or(u32::MAX).max(1);
            (std::cmp::Reverse(u64::from(*count) * 100_000 / u64::from(of)), *other)
        });
        for (_, other) in likely.into_iter().take(CANDIDATES) {
            let Some(theirs) = bags_after.get(other) else { continue };
            let alike = bag.alike_or_held(theirs);
            let same = after.sentences().get(other).is_some_and(|s| s.key == sentence.key);
            if alike >= LEAST && !same {
                let weight = f32::midpoint(bag.total, theirs.total);
                found.push(Candidate { before: at, after: other, alike, weight });
            }
        }
    }
    found
}

/// What a sentence is found by: its words, and its pairs of neighbouring words.
fn signs(sentence: &Sentence) -> Vec<u64> {
    let words = sentence.tokens.iter().map(|token| token.fold);
    let pairs = sentence.tokens.windows(2).filter_map(|pair| match pair {
        [first, second] => Some(joined(first.fold, second.fold)),
        _ => None,
    });
    let mut signs: Vec<u64> = words.chain(pairs).collect();
    signs.sort_unstable();
    signs.dedup();
    signs
}

fn index_of(edition: &Edition) -> HashMap<u64, Vec<usize>> {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sentence) in edition.sentences().iter().enumerate() {
        for sign in signs(sentence) {
            index.entry(sign).or_default().push(at);
        }
    }
    index.retain(|_, places| places.len() <= COMMON);
    index
}
