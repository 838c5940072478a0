//! "340340 complaints": digits that stand twice, as happens when a number is pasted over itself.

use super::{Disagreement, Finding, Sentence};

/// Tells numbers of six digits or more that are the same digits twice over, written without
/// separators; with them ("340,340") such a number is as good as any other.
pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Finding>) {
    for (at, figure) in sentence.told {
        let raw = sentence.raw(figure);
        if let Some(half) = twice(raw) {
            let words = format!("“{raw}” is “{half}” written twice");
            let kind = Disagreement::DoubledDigits;
            found.push(Finding { kind, figures: vec![*at], words });
        }
    }
}

fn twice(raw: &str) -> Option<&str> {
    let digits = raw.len() >= 6 && raw.len().is_multiple_of(2);
    let (first, second) = raw.split_at_checked(raw.len() / 2)?;
    let all = raw.chars().all(|c| c.is_ascii_digit());
    let round = first.trim_end_matches('0').len() < 2;
    (digits && all && first == second && !round).then_some(first)
}
