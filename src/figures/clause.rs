//! The parts of a sentence around a number: its noun phrase, its predicate, its subject, its clause.
//!
//! All are ranges of word indices, the end not included.

use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::tokens::Tokens;
use crate::language::Word;

/// A range of word indices.
pub type Range = (usize, usize);

/// The longest run of words taken as what is counted.
const LONGEST: usize = 14;

/// "1,200 complaints about prison guards" → "complaints about prison guards": from the number's
/// noun to the verb, mark or time that ends it. "20 of the 900 clubs in the country" → "clubs in the
/// country": the group's noun is the part's.
pub fn noun_phrase(tokens: &Tokens<'_>, quantity: &Quantity) -> Range {
    let mut start = quantity.noun;
    if quantity.suffix.is_some() {
        start = quantity.after.saturating_sub(1);
    }
    let of = tokens.at(start) == "of" && !LEXICON.those.has(tokens.at(start + 1));
    if of {
        start += 1;
        while LEXICON.determiners.has(tokens.at(start)) || tokens.is_number(start) {
            start += 1;
        }
    }
    while LEXICON.determiners.has(tokens.at(start)) {
        start += 1;
    }
    if LEXICON.time.has(tokens.at(start + 1)) && names_time(tokens.at(start)) {
        return (start, start);
    }
    let mut end = start;
    while end < tokens.len() && end < start + LONGEST && !ends_noun_phrase(tokens, start, end) {
        end += 1;
    }
    while end > start && LEXICON.dangling.has(tokens.at(end - 1)) {
        end -= 1;
    }
    (start, end)
}

/// "the previous year", "the same period": a time, not what is counted.
fn names_time(word: &str) -> bool {
    matches!(word, "previous" | "prior" | "preceding" | "same" | "last" | "past" | "first" | "next")
}

fn ends_noun_phrase(tokens: &Tokens<'_>, start: usize, at: usize) -> bool {
    let word = tokens.at(at);
    let quote = matches!(word, "'" | "\"" | "“" | "”" | "’" | "‘" | "/");
    if tokens.words.get(at).is_none_or(Word::is_mark) && !quote {
        return true;
    }
    if at > start && word.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    match word {
        "and" | "or" | "while" => {
            begins_number(tokens, at + 1) || at > start && begins_more(tokens, at + 1)
        }
        "by" => at == start,
        "on" => !aims(tokens.before(at, 1)),
        "in" | "at" | "from" => at == start || is_time(tokens, at + 1),
        "to" => at == start || !is_person(tokens.at(at + 1)),
        "reported" | "registered" | "documented" | "suspected" => {
            at != start && !tokens.before(at, 1).ends_with("ly")
        }
        _ => LEXICON.finite.has(word),
    }
}

/// "12 clerks and some 300 farmers": a number of its own follows.
fn begins_number(tokens: &Tokens<'_>, at: usize) -> bool {
    let approximate = LEXICON.approx.has(tokens.at(at)) || LEXICON.between.has(tokens.at(at));
    // "left 10 clerks and one farmer dead": what is said of one is said of all.
    let told = |at: usize| tokens.is_number(at) && tokens.at(at) != "one";
    told(at) || approximate && told(at + 1)
}

/// "and over 40 farmers", "and detected 30 faults": a number with its bound, or another deed with a
/// number of its own.
fn begins_more(tokens: &Tokens<'_>, at: usize) -> bool {
    let bounded = |at: usize| {
        let bounds = [&LEXICON.at_least, &LEXICON.at_most, &LEXICON.approx];
        let mut words = bounds.iter().filter_map(|bound| bound.starting_at(&tokens.lower, at));
        words.any(|words| begins_number(tokens, at + words))
    };
    let next = |at: usize| begins_number(tokens, at) || bounded(at);
    bounded(at) || tokens.at(at).ends_with("ed") && next(at + 1)
}

/// "attacks on clinics": what the preposition names is part of what is counted.
fn aims(word: &str) -> bool {
    ["attack", "assault", "report", "restriction", "raid", "ban"]
        .iter()
        .any(|s| word.starts_with(s))
}

/// "harm to children": the preposition goes on with what is counted.
fn is_person(word: &str) -> bool {
    matches!(word, "children" | "minors" | "women" | "girls" | "journalists" | "persons" | "people")
}

/// "in 2014", "in June", "in the first half": a time follows.
fn is_time(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    let named = word == "the"
        && (LEXICON.time.has(tokens.at(at + 2))
            || names_time(tokens.at(at + 1))
            || tokens.at(at + 1) == "country");
    word.starts_with(|c: char| c.is_ascii_digit()) || LEXICON.months.has(word) || named
}

/// "of whom 12 were minors" → "minors": the words after the number, past the copula.
pub fn predicate(tokens: &Tokens<'_>, quantity: &Quantity) -> Range {
    let mut start = quantity.noun;
    while LEXICON.copulas.has(tokens.at(start)) {
        start += 1;
    }
    let last = tokens.len().min(start + 10);
    let end = (start..last).find(|at| {
        let links = *at > start && matches!(tokens.at(*at), "and" | "while" | "who" | "which");
        tokens.words.get(*at).is_none_or(Word::is_mark) || links
    });
    (start, end.unwrap_or(last.max(start)))
}

/// "the number of stateless persons was 900", "complaints rose from 40 to 65": what stands before
/// the verb that the number completes.
pub fn subject(tokens: &Tokens<'_>, quantity: &Quantity) -> Option<Range> {
    let verb = (1..=8).find(|back| {
        let word = tokens.before(quantity.first, *back);
        LEXICON.totals.has(word) || LEXICON.change.has(word)
    })?;
    let end = quantity.first.checked_sub(verb)?;
    let floor = tokens.clause_start(end);
    let start = floor.max(end.saturating_sub(12));
    (end > start).then_some((start, end))
}

/// The clause around a number, as wide as what is said of this number and no other.
///
/// Beside the marks that part clauses, a comma does, or "and" before a participle, where a number
/// stands on both sides: "dismissed 35 judges and recommended that 52 be dismissed".
pub fn bounds(tokens: &Tokens<'_>, quantity: &Quantity) -> Range {
    let start = (1..=quantity.first).rev().find(|at| parts(tokens, at - 1)).unwrap_or(0);
    let end = (quantity.after..tokens.len()).find(|at| parts(tokens, *at));
    (start, end.unwrap_or(tokens.len()))
}

/// Whether the word at `at` parts two clauses.
fn parts(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.at(at) {
        ";" | ":" | "(" | ")" | "—" | "–" | "[" | "]" | "whereas" => true,
        "," => {
            let next = tokens.at(at + 1);
            let relative = matches!(
                next,
                "but"
                    | "while"
                    | "which"
                    | "who"
                    | "whom"
                    | "compared"
                    | "including"
                    | "although"
                    | "whereas"
                    | "where"
                    | "resulting"
                    | "leaving"
                    | "followed"
            );
            relative || number_beside(tokens, at)
        }
        "and" => tokens.at(at + 1).ends_with("ed") && number_beside(tokens, at),
        _ => false,
    }
}

/// Whether a number stands in the segments on both sides of the word at `at`.
fn number_beside(tokens: &Tokens<'_>, at: usize) -> bool {
    let ends = |index: &usize| matches!(tokens.at(*index), "," | ";" | "(" | ")" | ":");
    let before = (0..at).rev().take_while(|i| !ends(i)).any(|i| tokens.is_number(i));
    let after = (at + 1..tokens.len()).take_while(|i| !ends(i)).any(|i| tokens.is_number(i));
    before && after
}
