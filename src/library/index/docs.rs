//! Sets of the passages of one part of an index, by number.

use std::ops::Range;

/// A set of passages, a bit for each that there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Docs {
    words: Vec<u64>,
    /// How many passages there are.
    most: u32,
}

impl Docs {
    /// None of `most` passages.
    pub(super) fn none(most: u32) -> Self {
        Self { words: vec![0; (most as usize).div_ceil(64)], most }
    }

    /// None of as many passages.
    #[must_use]
    pub(super) fn none_of_these(&self) -> Self {
        Self::none(self.most)
    }

    pub(super) fn add(&mut self, doc: u32) {
        if let Some(word) = self.words.get_mut((doc / 64) as usize)
            && doc < self.most
        {
            *word |= 1 << (doc % 64);
        }
    }

    pub(super) fn add_range(&mut self, docs: Range<u32>) {
        for at in words_of(&docs, self.most) {
            if let Some(word) = self.words.get_mut(at) {
                *word |= mask(at, &docs, self.most);
            }
        }
    }

    pub(super) fn holds(&self, doc: u32) -> bool {
        self.words.get((doc / 64) as usize).is_some_and(|word| word & (1 << (doc % 64)) != 0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Leaves those that are in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Takes those of `other` too.
    pub(super) fn join(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Leaves those that are not in `other`.
    pub(super) fn leave(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// How many of `docs` are in it.
    pub(super) fn count(&self, docs: &Range<u32>) -> usize {
        let count = |at: usize| {
            self.words.get(at).map_or(0, |word| (word & mask(at, docs, self.most)).count_ones())
        };
        words_of(docs, self.most).map(count).sum::<u32>() as usize
    }

    /// Those of `docs` that are in it, in order.
    pub(super) fn within(&self, docs: Range<u32>) -> impl Iterator<Item = u32> {
        words_of(&docs, self.most).flat_map(move |at| {
            let mut left = self.words.get(at).map_or(0, |word| word & mask(at, &docs, self.most));
            let first = u32::try_from(at * 64).unwrap_or(u32::MAX);
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(first.saturating_add(bit))
            })
        })
    }

    /// All that are in it, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.within(0..self.most)
    }
}

/// Which words hold the bits of `docs`.
fn words_of(docs: &Range<u32>, most: u32) -> Range<usize> {
    let end = docs.end.min(most);
    if docs.start >= end { 0..0 } else { (docs.start / 64) as usize..end.div_ceil(64) as usize }
}

/// The bits of word `at` that stand for `docs`.
fn mask(at: usize, docs: &Range<u32>, most: u32) -> u64 {
    let first = u32::try_from(at * 64).unwrap_or(u32::MAX);
    let from = docs.start.saturating_sub(first).min(64);
    let to = docs.end.min(most).saturating_sub(first).min(64);
    let below = |bits: u32| if bits >= 64 { u64::MAX } else { (1 << bits) - 1 };
    below(to) & !below(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(
            most in 0_u32..300,
            docs in prop::collection::btree_set(0_u32..300, 0..40),
            others in prop::collection::btree_set(0_u32..300, 0..40),
            from in 0_u32..320, to in 0_u32..320,
        ) {
            let set = |docs: &BTreeSet<u32>| {
                let mut set = Docs::none(most);
                for doc in docs {
                    set.add(*doc);
                }
                set
            };
            let only = |docs: BTreeSet<u32>| -> Vec<u32> {
                docs.into_iter().filter(|doc| *doc < most).collect()
            };
            let (a, b) = (set(&docs), set(&others));
            prop_assert_eq!(a.iter().collect::<Vec<_>>(), only(docs.clone()));
            let (mut kept, mut joined, mut left) = (a.clone(), a.clone(), a.clone());
            kept.keep(&b);
            joined.join(&b);
            left.leave(&b);
            prop_assert_eq!(kept.iter().collect::<Vec<_>>(), only(&docs & &others));
            prop_assert_eq!(joined.iter().collect::<Vec<_>>(), only(&docs | &others));
            prop_assert_eq!(left.iter().collect::<Vec<_>>(), only(&docs - &others));
            let range: BTreeSet<u32> = (from..to).collect();
            prop_assert_eq!(a.count(&(from..to)), only(&docs & &range).len());
            let mut whole = Docs::none(most);
            whole.add_range(from..to);
            prop_assert_eq!(whole.is_empty(), only(range.clone()).is_empty());
            prop_assert_eq!(whole.iter().collect::<Vec<_>>(), only(range));
            whole.add_range(0..most);
            prop_assert_eq!(whole.count(&(0..most)), most as usize);
            prop_assert!(docs.iter().all(|doc| a.holds(*doc) == (*doc < most)));
        }
    }
}
