//! Words on scales: how sure, how heavy, how many. Data of `assets/hedges.toml`.

use super::brought_out::{ChangeKind, Direction};
use super::words::{Token, tokens};
use crate::report::Span;
use serde::Deserialize;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A phrase of a scale in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The words, as places among the tokens.
    pub at: Range<usize>,
    /// Which phrase.
    phrase: usize,
}

/// The step of a phrase on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    scale: usize,
    step: usize,
}

#[derive(Debug)]
struct Scale {
    kind: ChangeKind,
    /// How many steps say less than saying it plainly, and from which on they say more.
    plain: Option<(usize, usize)>,
    negates: bool,
}

#[derive(Debug, Default)]
struct Scales {
    all: Vec<Scale>,
    /// The steps of each phrase.
    steps: Vec<Vec<Step>>,
    /// The phrases by their first word, the longest first.
    by_first: HashMap<u64, Vec<(Vec<u64>, usize)>>,
}

/// The phrases of a sentence, the longest at each place.
pub(super) fn told(words: &[Token]) -> Vec<Told> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let fits = |phrase: &[u64]| {
            let here = words.get(at..at + phrase.len()).unwrap_or_default();
            let claims = !here.is_empty() && here.iter().all(|token| !token.apart);
            claims && here.iter().map(|token| token.word).eq(phrase.iter().copied())
        };
        let known = scales().by_first.get(&first.word).into_iter().flatten();
        match known.into_iter().find(|(phrase, _)| fits(phrase)) {
            Some((phrase, index)) => {
                let told = Told { at: at..at + phrase.len(), phrase: *index };
                found.extend((!told.steps().is_empty()).then_some(told));
                at += phrase.len();
            }
            None => at += 1,
        }
    }
    found
}

impl Told {
    /// Whether both are the same phrase.
    pub fn is(&self, other: &Self) -> bool {
        self.phrase == other.phrase
    }

    fn steps(&self) -> &'static [Step] {
        scales().steps.get(self.phrase).map(Vec::as_slice).unwrap_or_default()
    }

    /// What kind of word it is, by the first of its scales.
    pub fn kind(&self) -> Option<ChangeKind> {
        let step = self.steps().first()?;
        scales().all.get(step.scale).map(|scale| scale.kind)
    }

    /// The kind of the scale that both stand on, and where going from one to the other leads;
    /// `None` where they share no scale.
    pub fn towards(&self, other: &Self) -> Option<(ChangeKind, Option<Direction>)> {
        let pairs = self.steps().iter().filter_map(|step| {
            let theirs = other.steps().iter().find(|other| other.scale == step.scale)?;
            let kind = scales().all.get(step.scale)?.kind;
            Some((kind, direction(step.step.cmp(&theirs.step))))
        });
        // A scale on which they stand apart tells more than one on which they say the same.
        pairs.max_by_key(|(_, direction)| direction.is_some())
    }

    /// Whether it denies what it stands by.
    pub fn negates(&self) -> bool {
        let scale = |step: &Step| scales().all.get(step.scale).is_some_and(|scale| scale.negates);
        self.steps().iter().any(scale)
    }

    /// Where saying it with this phrase leads from saying it plainly.
    pub fn beside_plain(&self) -> Option<Direction> {
        if self.negates() {
            return None;
        }
        let scaled = |step: &Step| Some((step.step, scales().all.get(step.scale)?.plain?));
        let (step, (less, more)) = self.steps().iter().find_map(scaled)?;
        match step {
            step if step < less => Some(Direction::Softened),
            step if step >= more => Some(Direction::Hardened),
            _ => None,
        }
    }
}

fn direction(order: Ordering) -> Option<Direction> {
    match order {
        Ordering::Less => Some(Direction::Hardened),
        Ordering::Greater => Some(Direction::Softened),
        Ordering::Equal => None,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scale: Vec<Entry>,
    neutral: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: ChangeKind,
    plain: Option<usize>,
    more: Option<usize>,
    #[serde(default)]
    negates: bool,
    steps: Vec<Vec<String>>,
}

fn scales() -> &'static Scales {
    static SCALES: LazyLock<Scales> = LazyLock::new(|| {
        let file: File =
            toml::from_str(include_str!("../../assets/hedges.toml")).unwrap_or_default();
        Scales::of(&file)
    });
    &SCALES
}

impl Scales {
    fn of(file: &File) -> Self {
        let mut scales = Self::default();
        let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
        for phrase in &file.neutral {
            scales.phrase(&mut known, phrase);
        }
        for (scale, entry) in file.scale.iter().enumerate() {
            let plain = entry.plain.map(|plain| (plain, entry.more.unwrap_or(plain)));
            scales.all.push(Scale { kind: entry.kind, plain, negates: entry.negates });
            for (step, phrases) in entry.steps.iter().enumerate() {
                for phrase in phrases {
                    let index = scales.phrase(&mut known, phrase);
                    if let Some(steps) = scales.steps.get_mut(index) {
                        steps.push(Step { scale, step });
                    }
                }
            }
        }
        for (words, index) in known {
            if let Some(first) = words.first() {
                scales.by_first.entry(*first).or_default().push((words, index));
            }
        }
        for phrases in scales.by_first.values_mut() {
            phrases.sort_by_key(|(words, index)| (Reverse(words.len()), *index));
        }
        scales
    }

    /// The place of a phrase, which may be a new one.
    fn phrase(&mut self, known: &mut HashMap<Vec<u64>, usize>, phrase: &str) -> usize {
        let words = tokens(phrase, Span::new(0, phrase.len()));
        let words: Vec<u64> = words.iter().map(|token| token.word).collect();
        let next = self.steps.len();
        let index = *known.entry(words).or_insert(next);
        if index == next {
            self.steps.push(Vec::new());
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let file: File = toml::from_str(include_str!("../../assets/hedges.toml")).unwrap();
        let scaled = |phrase: &String| {
            file.scale.iter().any(|entry| entry.steps.iter().flatten().any(|one| one == phrase))
        };
        assert!(!file.neutral.iter().any(scaled), "a neutral phrase stands on a scale");
        for entry in &file.scale {
            assert!(entry.plain.is_none_or(|plain| plain <= entry.steps.len()));
            assert!(entry.more.is_none_or(|more| entry.plain.is_some_and(|plain| plain <= more)));
            let mut phrases: Vec<&String> = entry.steps.iter().flatten().collect();
            let count = phrases.len();
            phrases.sort_unstable();
            phrases.dedup();
            assert_eq!(phrases.len(), count, "a phrase stands twice on a scale: {:?}", entry.steps);
        }
    }

    #[test]
    fn scales_tell_where_a_change_leads() {
        use Direction::{Hardened, Softened};
        let table = [
            ("no reports", "few reports", Some(Hardened)),
            ("reports", "numerous reports", Some(Hardened)),
            ("credible reports", "reports", Some(Softened)),
            ("widespread", "isolated", Some(Softened)),
            ("thousands", "many", Some(Softened)),
            ("some", "most", Some(Hardened)),
            ("at times", "routinely", Some(Hardened)),
            ("generally respected", "respected", Some(Softened)),
            ("often", "frequently", None),
        ];
        for (before, after, want) in table {
            let of = |text: &str| told(&tokens(text, Span::new(0, text.len())));
            let (left, right) = (of(before), of(after));
            assert_eq!((left.len(), right.len()), (1, 1), "{before}, {after}");
            let leads = left[0].towards(&right[0]).map(|(_, direction)| direction);
            assert_eq!(leads, Some(want), "{before}, {after}");
        }
        let alone = |text: &str| told(&tokens(text, Span::new(0, text.len())))[0].beside_plain();
        assert_eq!(alone("allegedly"), Some(Softened));
        assert_eq!(alone("confirmed"), Some(Hardened));
        assert_eq!(alone("many"), None);
    }
}
