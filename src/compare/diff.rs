//! The words that differ between two sentences.
//!
//! A longest common subsequence of the words, after what both begin and end with is set aside; little
//! words that would stand alone between two differences belong to the difference, as a reader sees it.

use super::words::Token;
use std::ops::Range;

/// More cells than this are not filled: what lies between the common ends then differs as a whole.
const CELLS: usize = 400_000;

/// A stretch of words in one sentence in whose stead the other has another stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub before: Range<usize>,
    pub after: Range<usize>,
}

/// Where two sentences differ, in order.
pub(super) fn hunks(before: &[Token], after: &[Token]) -> Vec<Hunk> {
    let same = |a: &Token, b: &Token| a.word == b.word;
    let head = before.iter().zip(after).take_while(|(a, b)| same(a, b)).count();
    let rest = before.len().min(after.len()) - head;
    let ends = before.iter().rev().zip(after.iter().rev());
    let tail = ends.take(rest).take_while(|(a, b)| same(a, b)).count();
    let left = before.get(head..before.len() - tail).unwrap_or_default();
    let right = after.get(head..after.len() - tail).unwrap_or_default();
    let mut hunks = between(&common(left, right), left.len(), right.len());
    for hunk in &mut hunks {
        hunk.before = hunk.before.start + head..hunk.before.end + head;
        hunk.after = hunk.after.start + head..hunk.after.end + head;
    }
    without_islands(hunks, before)
}

/// The places of a longest common subsequence.
fn common(left: &[Token], right: &[Token]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    if left.is_empty() || right.is_empty() || (left.len() + 1) * width > CELLS {
        return Vec::new();
    }
    // lengths[i * width + j]: of what is common to left[i..] and right[j..].
    let mut lengths = vec![0_u16; (left.len() + 1) * width];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in left.iter().enumerate().rev() {
        for (j, b) in right.iter().enumerate().rev() {
            let length = if a.word == b.word {
                at(&lengths, i + 1, j + 1).saturating_add(1)
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(slot) = lengths.get_mut(i * width + j) {
                *slot = length;
            }
        }
    }
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        if a.word == b.word {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// What lies between the common words.
fn between(common: &[(usize, usize)], left: usize, right: usize) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in common.iter().copied().chain([(left, right)]) {
        if a > i || b > j {
            hunks.push(Hunk { before: i..a, after: j..b });
        }
        (i, j) = (a + 1, b + 1);
    }
    hunks
}

/// Joins differences with a lone little word between them.
fn without_islands(hunks: Vec<Hunk>, before: &[Token]) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        if let Some(last) = joined.last_mut() {
            let island = before.get(last.before.end..hunk.before.start).unwrap_or_default();
            let both = |hunk: &Hunk| !hunk.before.is_empty() && !hunk.after.is_empty();
            if let [word] = island
                && word.short
                && both(last)
                && both(&hunk)
            {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
                continue;
            }
        }
        joined.push(hunk);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;
    use crate::report::Span;

    /// Two sentences, and each difference as it stands in either.
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

    #[test]
    fn the_words_that_differ_are_found() {
        let table: &[Case] = &[
            ("Nine men fled the jail.", "Ten men fled the jail.", &[("Nine", "Ten")]),
            ("Guards beat two men.", "Guards allegedly beat two men.", &[("", "allegedly")]),
            ("The old port burned.", "The port burned.", &[("old", "")]),
            (
                "It closed a school in Velna.",
                "It opened a bank in Velna.",
                &[("closed a school", "opened a bank")],
            ),
            ("One two three.", "One two three.", &[]),
            ("", "A word.", &[("", "A word")]),
        ];
        for (before, after, want) in table {
            let of = |text: &str| tokens(text, Span::new(0, text.len()));
            let (left, right) = (of(before), of(after));
            let words = |text: &str, tokens: &[Token]| match (tokens.first(), tokens.last()) {
                (Some(first), Some(last)) => {
                    text[first.span.start.get()..last.span.end.get()].to_owned()
                }
                _ => String::new(),
            };
            let found: Vec<(String, String)> = hunks(&left, &right)
                .into_iter()
                .map(|hunk| (words(before, &left[hunk.before]), words(after, &right[hunk.after])))
                .collect();
            let found: Vec<(&str, &str)> =
                found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(&found, want, "{before}");
        }
    }
}
