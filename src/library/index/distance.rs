//! How far two words are apart, in letters.

/// Whether `other` can be made of `word` by at most `most` changes: a letter more, a letter less,
/// another letter, or two neighbours that change places.
pub fn is_within(word: &str, other: &str, most: u8) -> bool {
    let word: Vec<char> = word.chars().collect();
    let mut row = Row::first(&word, most);
    for letter in other.chars() {
        row = row.next(&word, letter, most);
        if !row.can_match() {
            return false;
        }
    }
    row.is_match()
}

/// How far the beginnings of a word are from what was read of another, no further than is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    now: Vec<u8>,
    before: Vec<u8>,
    last: Option<char>,
    most: u8,
}

impl Row {
    /// The distances when nothing has been read.
    pub fn first(word: &[char], most: u8) -> Self {
        let far = most.saturating_add(1);
        let now = (0..=word.len()).map(|at| u8::try_from(at).map_or(far, |at| at.min(far)));
        Self { now: now.collect(), before: Vec::new(), last: None, most }
    }

    /// The distances when one more letter has been read.
    #[must_use]
    pub fn next(&self, word: &[char], letter: char, most: u8) -> Self {
        let far = most.saturating_add(1);
        let get = |row: &[u8], at: usize| row.get(at).copied().unwrap_or(far);
        let mut now = Vec::with_capacity(word.len() + 1);
        now.push(get(&self.now, 0).saturating_add(1).min(far));
        for (at, own) in word.iter().enumerate() {
            let other = u8::from(*own != letter);
            let mut least = get(&self.now, at).saturating_add(other);
            least = least.min(get(&self.now, at + 1).saturating_add(1));
            least = least.min(get(&now, at).saturating_add(1));
            let before = at
                .checked_sub(1)
                .filter(|before| self.last == Some(*own) && word.get(*before) == Some(&letter));
            if let Some(before) = before {
                least = least.min(get(&self.before, before).saturating_add(1));
            }
            now.push(least.min(far));
        }
        Self { now, before: self.now.clone(), last: Some(letter), most }
    }

    /// Whether what was read is near enough to the whole word.
    pub fn is_match(&self) -> bool {
        self.now.last().is_some_and(|distance| *distance <= self.most)
    }

    /// Whether it may become so with more letters.
    pub fn can_match(&self) -> bool {
        self.now.iter().any(|distance| *distance <= self.most)
            || self.before.iter().any(|distance| *distance < self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_are_counted() {
        for (word, other, changes) in [
            ("tribunal", "tribunal", 0),
            ("tribunal", "tribunals", 1),
            ("tribunal", "tribnual", 1),
            ("tribunal", "tribnuals", 2),
            ("осман", "усман", 1),
            ("ab", "", 2),
        ] {
            assert!(is_within(word, other, changes), "{word} {other}");
            assert!(changes == 0 || !is_within(word, other, changes - 1), "{word} {other}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_that_of_optimal_string_alignment(
            word in "[abc]{0,7}", other in "[abc]{0,7}", most in 0_u8..4,
        ) {
            let expected = strsim::osa_distance(&word, &other) <= usize::from(most);
            prop_assert_eq!(is_within(&word, &other, most), expected);
        }
    }
}
