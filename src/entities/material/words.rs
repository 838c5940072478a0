//! The words of one report that its material is made of: each once, one after another.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The place of words in [`Words`].
pub(super) type WordsId = u32;

/// Different words, in the order that they were first met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Words {
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
}

impl Words {
    /// The words at a place; none where there is no such place.
    pub(super) fn get(&self, id: WordsId) -> &str {
        let at = id as usize;
        let before = at.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let words = || self.text.get(*before? as usize..*self.ends.get(at)? as usize);
        words().unwrap_or("")
    }

    /// The bytes that it takes.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Words while they are collected.
#[derive(Debug, Default)]
pub(super) struct Collected {
    words: Words,
    ids: HashMap<String, WordsId>,
}

impl Collected {
    /// The place of these words, which they are given where they are new.
    pub(super) fn add(&mut self, words: &str) -> WordsId {
        if let Some(id) = self.ids.get(words) {
            return *id;
        }
        let id = u32::try_from(self.words.ends.len()).unwrap_or(u32::MAX);
        self.words.text.push_str(words);
        self.words.ends.push(u32::try_from(self.words.text.len()).unwrap_or(u32::MAX));
        self.ids.insert(words.to_owned(), id);
        id
    }

    /// All that were collected, in no more room than they need.
    pub(super) fn finish(mut self) -> Words {
        self.words.text.shrink_to_fit();
        self.words.ends.shrink_to_fit();
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_once_and_found_again() {
        let mut collected = Collected::default();
        let ids = ["Velna", "", "Harbor Union", "Velna"].map(|words| collected.add(words));
        assert_eq!(ids, [0, 1, 2, 0]);
        let words = collected.finish();
        assert_eq!([0, 1, 2, 3].map(|id| words.get(id)), ["Velna", "", "Harbor Union", ""]);
        assert_eq!(words.get(u32::MAX), "");
    }
}
