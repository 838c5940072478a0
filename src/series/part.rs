//! Telling a part from its whole: "490 people, of whom 39 were minors".
//!
//! Each rule looks at the few words beside the number, in the sentence it stands in.

use crate::report::Span;

/// What a rule sees: the words before the number, nearest last, and those after it, nearest
/// first, all in lower case.
struct Beside {
    before: Vec<String>,
    after: Vec<String>,
    /// Whether one of the next words begins another number.
    number_follows: bool,
}

/// How many words on either side are looked at.
const REACH: usize = 6;

/// Words that bound a number and may stand between it and what makes it a part.
const BOUNDS: [&str; 18] = [
    "about",
    "approximately",
    "around",
    "nearly",
    "almost",
    "roughly",
    "some",
    "only",
    "just",
    "at",
    "least",
    "most",
    "more",
    "fewer",
    "less",
    "than",
    "over",
    "up",
];

/// Whether the number at `raw` is told as a part of another. `numbers` are the spans of all numbers
/// of the sentence.
pub(super) fn is_part(text: &str, sentence: Span, raw: Span, numbers: &[Span]) -> bool {
    let beside = Beside::new(text, sentence, raw, numbers);
    RULES.iter().any(|rule| rule(&beside))
}

const RULES: [fn(&Beside) -> bool; 4] = [of_whom_before, of_whom_after, including, of_the_number];

impl Beside {
    fn new(text: &str, sentence: Span, raw: Span, numbers: &[Span]) -> Self {
        let before = Span::new(sentence.start.get(), raw.start.get()).of(text);
        let after = Span::new(raw.end.get(), sentence.end.get()).of(text);
        let mut nearest: Vec<String> =
            before.split_whitespace().rev().take(REACH).map(bare).collect();
        nearest.reverse();
        while nearest.last().is_some_and(|word| BOUNDS.contains(&word.as_str())) {
            nearest.pop();
        }
        let next: Vec<&str> = after.split_whitespace().take(REACH).collect();
        let window_end =
            next.get(..next.len().min(3)).and_then(<[&str]>::last).map_or(raw.end.get(), |word| {
                raw.end.get() + (word.as_ptr() as usize - after.as_ptr() as usize) + word.len()
            });
        let number_follows =
            numbers.iter().any(|other| other.start >= raw.end && other.start.get() < window_end);
        Self { before: nearest, after: next.into_iter().map(bare).collect(), number_follows }
    }

    fn ends_with(&self, words: &[&str]) -> bool {
        let tail = self.before.len().checked_sub(words.len()).and_then(|at| self.before.get(at..));
        tail.is_some_and(|tail| tail.iter().zip(words).all(|(a, b)| a == b))
    }

    fn goes_on_with(&self, first: &str, second: &[&str]) -> bool {
        self.after.first().is_some_and(|word| word == first)
            && self.after.get(1).is_some_and(|word| second.contains(&word.as_str()))
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// "received 80 complaints, of which about **12** were upheld", "among them **5** women".
fn of_whom_before(beside: &Beside) -> bool {
    ["whom", "which", "them", "these", "those"]
        .iter()
        .any(|word| beside.ends_with(&["of", word]) || beside.ends_with(&["among", word]))
}

/// "held 490 people, **39** of whom were minors".
fn of_whom_after(beside: &Beside) -> bool {
    beside.goes_on_with("of", &["whom", "which", "them", "these", "those"])
}

/// "registered 80 complaints, including at least **12** against guards".
fn including(beside: &Beside) -> bool {
    beside.ends_with(&["including"])
}

/// "upheld **12** of the 80 complaints".
fn of_the_number(beside: &Beside) -> bool {
    beside.number_follows
        && (beside.goes_on_with("of", &["the", "its", "all"])
            || beside.goes_on_with("out", &["of"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_ascii_digit(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    spans.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        spans
    }

    #[test]
    fn parts_are_told_from_wholes() {
        let cases = [
            ("The prison held 490 people, 39 of whom were minors.", vec![false, true]),
            ("It received 80 complaints, of which about 12 were upheld.", vec![false, true]),
            ("The board upheld 12 of the 80 complaints.", vec![true, false]),
            ("It counted 80 cases, including at least 12 against guards.", vec![false, true]),
            ("Of the 80 complaints 12 were upheld.", vec![false, false]),
            ("It received 80 complaints and closed 12 cases.", vec![false, false]),
            ("Some 12 of the complaints came from 3 towns.", vec![false, false]),
            ("7", vec![false]),
        ];
        for (text, want) in cases {
            let numbers = spans(text);
            let sentence = Span::new(0, text.len());
            let found: Vec<bool> =
                numbers.iter().map(|raw| is_part(text, sentence, *raw, &numbers)).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
