//! How much of two texts is the same: a small sample of each text's runs of words, comparable with
//! any other text's sample.
//!
//! Bottom-k sampling of shingles (Broder 1997): of the hashes of all runs of some words the smallest
//! are kept. Letters and figures alone make words, so that layout, page heads and marks of notes
//! change little. The same text gives the same sample on every computer.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Words in a run.
const RUN: usize = 5;
/// Hashes that are kept of a text.
const KEPT: usize = 192;

/// A sample of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// The smallest hashes, in order.
    hashes: Box<[u64]>,
    /// How many runs of words the text has.
    runs: usize,
}

impl Likeness {
    /// Samples a text, in time linear in its length.
    pub fn of(text: &str) -> Self {
        let mut kept: BTreeSet<u64> = BTreeSet::new();
        let mut last = [0_u64; RUN];
        let mut count = 0_usize;
        // Raised figures are marks of notes, which stand elsewhere in another form.
        let is_word = |c: char| c.is_alphabetic() || c.is_ascii_digit();
        for word in text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()) {
            last.rotate_left(1);
            if let Some(place) = last.last_mut() {
                *place = hash(word);
            }
            count += 1;
            if count < RUN {
                continue;
            }
            let run = last.iter().fold(0, |all: u64, word| mixed(all.rotate_left(7) ^ word));
            let fits = kept.len() < KEPT || kept.last().is_some_and(|largest| run < *largest);
            if fits && kept.insert(run) && kept.len() > KEPT {
                kept.pop_last();
            }
        }
        Self { hashes: kept.into_iter().collect(), runs: (count + 1).saturating_sub(RUN) }
    }

    /// The hashes of the sample, the smallest first.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// How many runs of words the text has.
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// The share of runs that two texts have in common, of all runs of both: 0 to 1, give or take
    /// some hundredths.
    pub fn shared(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.hashes.iter().peekable(), other.hashes.iter().peekable());
        let (mut all, mut common) = (0_usize, 0_usize);
        while all < KEPT {
            let (first, second) = (a.peek().copied(), b.peek().copied());
            let Some(smallest) = first.into_iter().chain(second).min() else { break };
            common += usize::from(first == second);
            a.next_if_eq(&smallest);
            b.next_if_eq(&smallest);
            all += 1;
        }
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }

    /// The share of the shorter text's runs that the longer one has too: 0 to 1.
    pub fn contained(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let (shorter, longer) =
            (self.runs.min(other.runs) as f64, self.runs.max(other.runs) as f64);
        if shorter == 0.0 {
            return 0.0;
        }
        // Of two sets with |A|, |B| and a share s of common ones among all, s/(1+s)·(|A|+|B|) are
        // common.
        (shared / (1.0 + shared) * (shorter + longer) / shorter).min(1.0)
    }
}

/// FNV-1a of a word in lower case.
fn hash(word: &str) -> u64 {
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The finisher of `SplitMix64`: each bit of the input changes half of the output's.
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of numbered sentences.
    fn text(numbers: std::ops::Range<u32>) -> String {
        let sentence =
            |n| format!("In case {n} the court of Orvany freed {} of those held. ", n * 7);
        numbers.map(sentence).collect()
    }

    #[test]
    fn likeness_is_the_share_of_common_runs() {
        let whole = Likeness::of(&text(0..400));
        assert!(whole.shared(&whole) > 0.999);
        let half = Likeness::of(&text(0..200));
        let shared = whole.shared(&half);
        assert!((0.38..0.62).contains(&shared), "{shared}");
        let contained = whole.contained(&half);
        assert!(contained > 0.8, "{contained}");
        let other = Likeness::of(&text(5000..5400));
        assert!(whole.shared(&other) < 0.1, "{}", whole.shared(&other));
        assert!(Likeness::of("").contained(&whole) == 0.0);
    }

    #[test]
    fn layout_and_marks_change_little() {
        let plain = text(0..300);
        let printed = plain.replace(". ", ".¹\n\n").replace("court of", "court of\n");
        let shared = Likeness::of(&plain).shared(&Likeness::of(&printed.to_uppercase()));
        assert!(shared > 0.6, "{shared}");
    }
}
