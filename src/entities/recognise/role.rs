//! What the words around a person's name say the person is.
//!
//! "Ilse Moravec, head of the miners’ union, said", "Minister of Trade Ilse Moravec", "the opposition activist
//! Ilse Moravec".

use super::candidate::Candidate;
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::Flags;
use crate::report::Span;
use std::ops::Range;

/// What a person is said to be, and how plainly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// In the words of the report.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// The greater, the plainer: 3 after the name, 2 a title, 1 a noun before it.
    pub plainness: u8,
}

/// The longest role after a name, in tokens.
const LONGEST: usize = 14;

/// The role that the place of `candidate` tells, where it tells one.
pub fn of(tokens: &Tokens<'_>, candidate: &Candidate) -> Option<Role> {
    let role = |first, end, plainness| Role {
        words: tokens.phrase(first, end).trim().to_owned(),
        span: tokens.span(first, end),
        plainness,
    };
    after(tokens, candidate.tokens.end)
        .map(|words| role(words.start, words.end, 3))
        .or_else(|| {
            let title = candidate.title.clone()?;
            let words = tokens.phrase(title.start, title.end).trim();
            let address = matches!(
                words,
                "Mr" | "Mrs" | "Ms" | "Dr" | "Sir" | "Daw" | "Ko" | "Ma" | "Lord" | "U" | "Saw"
            );
            (!address).then(|| role(title.start, title.end, 2))
        })
        .or_else(|| {
            before(tokens, candidate.tokens.start).map(|words| role(words.start, words.end, 1))
        })
}

/// Words between the comma after a name and the next mark, if one of them is a role.
fn after(tokens: &Tokens<'_>, end: usize) -> Option<Range<usize>> {
    if !tokens.reads(end, ",") {
        return None;
    }
    let mut first = end + 1;
    while tokens.is_one_of(first, &["a", "an", "the", "as", "himself", "herself", "also"]) {
        first += 1;
    }
    if opens_no_noun(tokens, first) {
        return None;
    }
    let stop = (first..first + LONGEST).find(|i| {
        let token = tokens.at(*i);
        token.is(Shape::MARK | Shape::EDGE)
            || tokens.is_one_of(*i, &["who", "whose", "was", "which"])
            || tokens.reads(*i, "and") && !joins_names(tokens, *i)
    })?;
    let early = (first..stop.min(first + 5)).any(|i| {
        tokens.at(i).any(Flags::ROLE.with(Flags::TITLE)) && !tokens.at(i).is(Shape::POSSESSIVE)
    });
    // "authorities sentenced his killer"; but "a convicted murderer"
    let befell = |i: usize| tokens.at(i).any(Flags::SUFFERED) && !tokens.at(i + 1).any(Flags::ROLE);
    // "in the case of Ilse Moravec, prison officials did not answer": a clause goes on.
    let clause =
        |i: usize| tokens.is_one_of(i, &["did", "does", "do", "had", "has", "have", "were", "are"]);
    let verb = (first..stop).any(|i| {
        tokens.at(i).any(Flags::HUMAN_VERB.with(Flags::DOING_VERB)) || befell(i) || clause(i)
    });
    let closed = tokens.is_one_of(stop, &[",", ".", ";", ")", "who", "whose", "was", "and"]);
    (early && closed && !verb && stop > first && !names_another(tokens, first, stop))
        .then_some(first..stop)
}

/// Whether the words after a name begin with no noun phrase: "while speaking", "against the mayor",
/// "claiming that", "detained with".
fn opens_no_noun(tokens: &Tokens<'_>, first: usize) -> bool {
    const OPENERS: &[&str] = &[
        "while",
        "against",
        "for",
        "with",
        "in",
        "on",
        "at",
        "by",
        "from",
        "to",
        "of",
        "after",
        "before",
        "when",
        "where",
        "including",
        "such",
        "along",
        "during",
        "since",
        "although",
        "because",
        "but",
        "despite",
        "saying",
        "is",
        "had",
        "has",
        "not",
    ];
    const ADJECTIVES: &[&str] = &[
        "acting",
        "leading",
        "founding",
        "managing",
        "sitting",
        "outgoing",
        "ruling",
        "presiding",
        "commanding",
        "incoming",
        "practicing",
    ];
    let word = tokens.word(first);
    let participle = word.ends_with("ing") && !ADJECTIVES.contains(&word)
        || word.ends_with("ed")
            && tokens.is_one_of(first + 1, &["by", "with", "in", "on", "to", "for", "of"]);
    tokens.is_one_of(first, OPENERS) || tokens.at(first).is_lower() && participle
}

/// "the Promotion and Protection of Rights": names on both sides.
fn joins_names(tokens: &Tokens<'_>, and: usize) -> bool {
    tokens.before(and, 1).is(Shape::CAPITAL) && tokens.at(and + 1).is(Shape::CAPITAL)
}

/// "Moravec, former minister Otto Vesely, and others": a row, not a role.
fn names_another(tokens: &Tokens<'_>, first: usize, stop: usize) -> bool {
    let said = Flags::ROLE.with(Flags::TITLE);
    (first..stop.saturating_sub(1)).any(|i| {
        tokens.at(i).any(said)
            && (i + 1..stop).all(|i| {
                let token = tokens.at(i);
                token.is(Shape::CAPITAL) && !token.any(said.with(Flags::HEAD))
            })
    })
}

/// A role noun before the name with the words that belong to it.
fn before(tokens: &Tokens<'_>, start: usize) -> Option<Range<usize>> {
    let role = start.checked_sub(1)?;
    let token = tokens.at(role);
    if !token.is_lower() || !token.any(Flags::ROLE) || !tokens.follows(start) {
        return None;
    }
    let mut first = role;
    while first > 0 && role - first < 3 && tokens.follows(first) {
        let word = tokens.before(first, 1);
        let letters = tokens.word_before(first, 1);
        let belongs = word.is_lower()
            && !word.any(
                Flags::FUNCTION
                    .with(Flags::HUMAN_VERB)
                    .with(Flags::DOING_VERB)
                    .with(Flags::PARTICLE),
            )
            && !word.is(Shape::POSSESSIVE)
            && !letters.ends_with("ed")
            && !letters.ends_with("ing")
            || word.any(Flags::PEOPLE);
        if !belongs {
            break;
        }
        first -= 1;
    }
    Some(first..role + 1)
}
