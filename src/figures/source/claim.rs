//! Who tells or counts what in a sentence.

use super::lexicon::WORDS;
use crate::figures::passage::{Reading, Timed};
use crate::figures::tokens::Tokens;
use crate::language::Link;
use crate::language::is_number_word;
use std::ops::Range;

/// A body that tells or counts, and the words it answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The body.
    pub holder: Holder,
    /// The index of the verb, or of "according".
    pub verb: usize,
    /// The words that the claim reaches.
    pub scope: Range<usize>,
    /// Whether the body only stands after "by" ("registered by the ministry").
    pub passive: bool,
}

/// The words that name a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A noun phrase.
    Words(Range<usize>),
    /// "it", "they": a body named before.
    Pronoun,
}

/// The claims of a sentence, in the order in which they begin.
pub fn claims(reading: &Reading<'_>) -> Vec<Claim> {
    let tokens = &reading.tokens;
    let mut found: Vec<Claim> = Vec::new();
    let mut named = 0;
    for at in 0..tokens.len() {
        // "According to media reports": the noun is no verb.
        let rule = |at| passive(reading, at).or_else(|| active(reading, at));
        let claim = according(tokens, at).or_else(|| if at < named { None } else { rule(at) });
        named = match &claim {
            Some(Claim { holder: Holder::Words(words), verb, .. }) if *verb < words.start => {
                words.end
            }
            _ => named,
        };
        found.extend(claim);
    }
    close(&mut found, tokens);
    found
}

/// "According to the ministry, 40 …", "… , according to activists", "by the agency’s count".
fn according(tokens: &Tokens<'_>, at: usize) -> Option<Claim> {
    (tokens.at(at) == "according" && tokens.at(at + 1) == "to").then_some(())?;
    let holder = at + 2..phrase_end(tokens, at + 2);
    // After a comma and before the sentence's end it answers for what came before.
    let last = (holder.end..tokens.len()).all(|at| !is_word(tokens.at(at)));
    let trails = at > 0 && (last || tokens.before(at, 1) == "," && !opens(tokens, at));
    let start = if trails { part_start(tokens, at) } else { at };
    // A semicolon ends no claim by itself: "…; 47 of these" goes on with it.
    let scope = start..tokens.len();
    Some(Claim { holder: Holder::Words(holder), verb: at, scope, passive: false })
}

/// Whether only a time or an adverb stands before "according to" ("In 2019, according to …").
fn opens(tokens: &Tokens<'_>, at: usize) -> bool {
    at <= 6 && tokens.before(at, 1) == "," && {
        let digits = |at| tokens.at(at).starts_with(|c: char| c.is_ascii_digit());
        !(0..at).any(|at| WORDS.body.has(tokens.at(at)) || digits(at) && tokens.at(at).len() < 4)
    }
}

/// "were registered by the ministry", "as reported by the newspaper".
fn passive(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    let verb = tokens.at(at);
    (WORDS.telling.has(verb) || WORDS.counting.has(verb) || verb == "received").then_some(())?;
    (tokens.at(at + 1) == "by").then_some(())?;
    let holder = at + 2..phrase_end(tokens, at + 2);
    let scope = part_start(tokens, at)..tokens.len();
    let claim = Claim { holder: Holder::Words(holder.clone()), verb: at, scope, passive: true };
    is_body(reading, &holder).then_some(claim)
}

/// "The ministry reported 40 cases", "the office received 12 complaints".
fn active(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    is_claiming_verb(tokens, at).then_some(())?;
    let (holder, start) = subject(reading, at)?;
    let holder = cited(tokens, at).unwrap_or(holder);
    // "…, the ministry said." answers for what came before.
    let last = (at + 1..tokens.len()).all(|at| !is_word(tokens.at(at)));
    let start = if last { 0 } else { start };
    Some(Claim { holder, verb: at, scope: start..tokens.len(), passive: false })
}

/// "The newspaper cited police statistics": the figures are those of what is cited.
fn cited(tokens: &Tokens<'_>, verb: usize) -> Option<Holder> {
    WORDS.citing.has(tokens.at(verb)).then_some(())?;
    let end = (verb + 1..tokens.len().min(verb + 8)).find(|at| {
        !is_word(tokens.at(*at)) || matches!(tokens.at(*at), "in" | "that" | "as" | "to")
    })?;
    let words = verb + 1..end;
    let held = words
        .clone()
        .any(|at| WORDS.data.has(tokens.at(at)) || matches!(tokens.at(at), "sources" | "source"));
    held.then_some(Holder::Words(words))
}

fn is_claiming_verb(tokens: &Tokens<'_>, at: usize) -> bool {
    // "United States", "Human Rights Reports": a capital inside a sentence is no verb.
    if at > 0 && tokens.capital(at) {
        return false;
    }
    let verb = tokens.at(at);
    let near = |words: &crate::figures::lexicon::Words, reach| {
        words.any_within(&tokens.lower, at + 1, at + 1 + reach)
    };
    WORDS.telling.has(verb)
        || WORDS.counting.has(verb)
        || WORDS.receiving.has(verb) && near(&WORDS.addressed, 12)
        || WORDS.keeping.has(verb) && near(&WORDS.rolls, 3)
}

/// The subject of the verb at `verb`, and where the words that it answers for begin.
fn subject(reading: &Reading<'_>, verb: usize) -> Option<(Holder, usize)> {
    let tokens = &reading.tokens;
    let mut end = verb;
    while end > 0 && WORDS.between.has(tokens.before(end, 1)) {
        end -= 1;
    }
    end = before_time(reading, end);
    let last = tokens.before(end, 1);
    if WORDS.pronoun.has(last) && !matches!(last, "who" | "which") {
        return Some((Holder::Pronoun, end.checked_sub(1)?));
    }
    // "229 reported cases", "for alleged crimes": no verb.
    if is_number_word(last) || WORDS.preposition.has(last) && !matches!(last, "and" | "or") {
        return None;
    }
    let mut after = None;
    let words = match last {
        // "The centre (CXY) recorded".
        ")" => {
            let open = (0..end).rev().find(|at| tokens.at(*at) == "(")?;
            let words = noun_phrase(reading, open)?;
            if reading.is_named(open + 1) { words.start..end } else { words }
        }
        // "Two men, both activists, said"; "the office, which …, received".
        "," => before_comma(reading, end - 1)?,
        // "… conducted 12 inspections and detected 3 violations": the subject of the first verb.
        "and" | "or" | "but" => {
            after = Some(verb);
            first_body(reading, end - 1)?
        }
        "who" | "which" => noun_phrase(reading, end - 1)?,
        _ => noun_phrase(reading, end)?,
    };
    let start = after.unwrap_or(words.start);
    is_body(reading, &words).then_some((Holder::Words(words), start))
}

/// "The ministry in May reported": past a time expression that ends here.
fn before_time(reading: &Reading<'_>, end: usize) -> usize {
    let time = reading.times.iter().find(|time| time.after == end && time.first > 0);
    time.map_or(end, |time| time.first)
}

/// The noun phrase before an insertion that the comma at `comma` ends.
fn before_comma(reading: &Reading<'_>, comma: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let opening = (0..comma).rev().find(|at| tokens.at(*at) == ",");
    let words = noun_phrase(reading, opening.unwrap_or(comma))?;
    if is_body(reading, &words) || opening.is_none() {
        return Some(words);
    }
    first_body(reading, opening?)
}

/// The first body of the part of the sentence that ends at `end`.
fn first_body(reading: &Reading<'_>, end: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let start = part_start(tokens, end);
    let finite = |at: &usize| {
        let word = tokens.at(*at);
        WORDS.between.has(word) || is_past(word) || matches!(word, "is" | "are" | "was" | "were")
    };
    let start = after_opening(reading, start);
    let verb = (start..end).find(finite).unwrap_or(end);
    noun_phrase(reading, verb)
}

/// A verb in the past, by its ending.
fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
}

/// Past "During the year", "In May," at the start of a part.
fn after_opening(reading: &Reading<'_>, start: usize) -> usize {
    let time = reading.times.iter().find(|time| time.first == start);
    time.map_or(start, |time| time.after)
}

/// The noun phrase that ends before `end`: back to a mark, a time, or a word that opens a clause.
fn noun_phrase(reading: &Reading<'_>, end: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let mut start = end;
    while start > 0 && !ends_before(reading, start) {
        start -= 1;
    }
    while start < end && WORDS.before.has(tokens.at(start)) {
        start += 1;
    }
    (start < end && end - start <= 24).then_some(start..end)
}

/// Whether a noun phrase cannot reach back over the word before `at`.
fn ends_before(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let word = tokens.before(at, 1);
    // "The union’s 2014 report": a year inside the phrase does not end it.
    let parts = |time: &Timed| time.after == at && time.told.link != Link::Bare;
    if reading.times.iter().any(parts) {
        return true;
    }
    match word {
        "," => !joins_names(tokens, at),
        word => matches!(
            word,
            "(" | ")"
                | ";"
                | ":"
                | "“"
                | "”"
                | "\""
                | "—"
                | "–"
                | "."
                | "that"
                | "while"
                | "although"
                | "because"
                | "whereas"
                | "but"
                | "which"
                | "who"
                | "though"
        ),
    }
}

/// "the Ministry of Labor, Health and Welfare": a comma inside a name stands between capitals.
fn joins_names(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(2).is_some_and(|before| tokens.capital(before));
    before && tokens.capital(at) && (at..at + 3).any(|next| tokens.at(next) == "and")
}

/// Whether the words can name a body: an entity, a noun of bodies or figures, or a capital.
fn is_body(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    let tokens = &reading.tokens;
    let Some(last) = words.end.checked_sub(1) else { return false };
    let known = |at: usize| WORDS.body.has(tokens.at(at)) || WORDS.data.has(tokens.at(at));
    // "a poll found six of ten women reported …": a clause, not a subject.
    let clause = words.clone().any(|at| {
        WORDS.no_subject.has(tokens.at(at))
            || at < last && WORDS.telling.has(tokens.at(at)) && !known(at)
    });
    let number = tokens.at(words.start).starts_with(|c: char| c.is_ascii_digit())
        && tokens.at(words.start).len() != 4;
    if clause || number {
        return false;
    }
    // At the sentence's start a common noun has a capital too; most such subjects are plurals.
    let opens = last == 0 && tokens.at(0).ends_with('s') && !is_acronym(tokens, 0);
    let capital = tokens.capital(last) && !opens;
    let named = words.clone().any(|at| reading.is_named(at));
    named || capital || words.clone().any(known)
}

fn is_acronym(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(word) = tokens.words.get(at) else { return false };
    word.text.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Where the noun phrase after "according to" or "by" ends.
fn phrase_end(tokens: &Tokens<'_>, start: usize) -> usize {
    let limit = tokens.len().min(start + 24);
    (start..limit)
        .find(|at| match tokens.at(*at) {
            "," => !joins_names(tokens, at + 1),
            word => {
                matches!(
                    word,
                    ";" | ":"
                        | "("
                        | ")"
                        | "."
                        | "that"
                        | "which"
                        | "who"
                        | "there"
                        | "as"
                        | "with"
                )
            }
        })
        .unwrap_or(limit)
}

/// Where the part of the sentence around `at` begins: after a semicolon.
fn part_start(tokens: &Tokens<'_>, at: usize) -> usize {
    (0..at).rev().find(|at| tokens.at(*at) == ";").map_or(0, |mark| mark + 1)
}

/// A claim ends where the next one that is not part of it begins.
fn close(claims: &mut [Claim], tokens: &Tokens<'_>) {
    let starts: Vec<usize> = claims.iter().map(|claim| claim.scope.start).collect();
    for claim in claims.iter_mut() {
        let next = starts.iter().find(|start| **start > claim.verb);
        if let Some(next) = next {
            claim.scope.end = claim.scope.end.min(*next).max(claim.verb);
        }
        claim.scope.end = claim.scope.end.min(tokens.len());
    }
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}
