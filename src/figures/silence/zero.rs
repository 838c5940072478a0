//! A count told as none, and the like that is no count.
//!
//! "No persons were recognized as refugees during the year" is a nought. "There were no reports of
//! hazing" says only that nobody told of any.

use super::{LEXICON, SilenceKind, Told, counted};
use crate::figures::tokens::Tokens;

/// What a sentence tells by "no" before a noun that counts.
pub fn nothing(tokens: &Tokens<'_>) -> Option<Told> {
    let at = (0..tokens.len()).find(|at| tokens.at(*at) == "no")?;
    let known = (1..=4).any(|on| LEXICON.known.has(tokens.at(at + on)));
    if let Some(told) = (1..=3).find(|on| LEXICON.reports.has(tokens.at(at + on)))
        && matches!(tokens.at(at + told + 1), "of" | "that" | "regarding" | "concerning")
    {
        let counted = counted::phrase(tokens, at + told + 2)?;
        return Some(Told { kind: SilenceKind::NothingReported, at, counted });
    }
    if LEXICON.other.has(tokens.at(at + 1)) || !is_said(tokens, at) {
        return None;
    }
    let counted = counted::phrase(tokens, at + 1)?;
    if !counted.split(' ').take(5).any(is_countable) {
        return None;
    }
    let passive = passive(tokens, at);
    let reported = passive.is_some_and(|(_, verb)| LEXICON.known.has(verb));
    let kind = if known || reported { SilenceKind::NothingReported } else { SilenceKind::Zero };
    // "recognized as refugees": what follows the verb belongs to what is counted.
    let counted = match passive {
        Some((verb, word)) => {
            let rest = counted::after(tokens, verb + 1).filter(|_| follows(tokens.at(verb + 1)));
            [counted.as_str(), word, rest.as_deref().unwrap_or_default()].join(" ")
        }
        None => counted,
    };
    Some(Told { kind, at, counted: counted.trim_end().to_owned() })
}

/// "There were no convictions", "granted no applications", "no officers were convicted": "no" stands
/// where a number could.
fn is_said(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = tokens.before(at, 1);
    let there = matches!(before, "were" | "was" | "are" | "is" | "been")
        && (2..=4).any(|back| tokens.before(at, back) == "there");
    there || before.ends_with("ed") || passive(tokens, at).is_some()
}

/// The participle of "no officers were convicted".
fn passive<'t>(tokens: &'t Tokens<'_>, at: usize) -> Option<(usize, &'t str)> {
    let verb = (at + 2..at + 9).find(|i| matches!(tokens.at(*i), "were" | "was"))?;
    let first = (at + 1..verb).all(|i| !matches!(tokens.at(i), "," | ";" | "(" | "that" | "which"));
    let participle = tokens.at(verb + 1);
    (first
        && (participle.ends_with("ed")
            || matches!(participle, "brought" | "held" | "found" | "sent" | "given")))
    .then_some((verb + 1, participle))
}

/// Whether a word goes on with what the verb before it is about.
fn follows(word: &str) -> bool {
    matches!(word, "as" | "of" | "for")
}

/// Whether a word names things that are counted.
fn is_countable(word: &str) -> bool {
    LEXICON.single.has(word) || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
}
