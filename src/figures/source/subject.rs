//! The subject of a verb: which words before it name who tells or counts.
//!
//! In comes the index of a verb, out come the words of its subject, where they can name a body.

use super::claim::Holder;
use super::claim::part_start;
use super::lexicon::WORDS;
use crate::entities::is_common_word;
use crate::figures::passage::{Reading, Timed};
use crate::figures::tokens::Tokens;
use crate::language::Link;
use crate::language::is_number_word;
use crate::report::countries;
use std::ops::Range;

/// The subject of the verb at `verb`, and where the words that it answers for begin.
pub fn subject(reading: &Reading<'_>, verb: usize) -> Option<(Holder, usize)> {
    let tokens = &reading.tokens;
    let mut end = verb;
    while end > 0 && stands_between(tokens, end - 1) {
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
        "," => match before_comma(reading, end - 1)? {
            words if is_body(reading, &words) || !WORDS.counting.has(tokens.at(verb)) => words,
            // "… conducted 12 inspections, detected 3 violations".
            _ => {
                after = Some(verb);
                first_body(reading, end - 1)?
            }
        },
        // "… conducted 12 inspections and detected 3 violations": the subject of the first verb.
        "and" | "or" | "but" => {
            after = Some(verb);
            first_body(reading, end - 1)?
        }
        "who" | "which" => noun_phrase(reading, end - 1)?,
        _ => after_adverbial(reading, noun_phrase(reading, end)?),
    };
    let start = after.unwrap_or(words.start);
    is_body(reading, &words).then_some((Holder::Words(words), start))
}

/// Adverbs and helpers between a subject and its verb: "had also", "effectively".
fn stands_between(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    WORDS.between.has(word) || word.len() > 5 && word.ends_with("ly") && !tokens.capital(at)
}

/// "In many towns local monitors counted": without the phrase that opens the sentence and that no
/// comma ends. What is left is the name, or the noun of bodies with what describes it.
fn after_adverbial(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let tokens = &reading.tokens;
    let opens = tokens.at(words.start);
    if !(WORDS.opening.has(opens) || WORDS.preposition.has(opens) && !is_article(opens)) {
        return words;
    }
    let name = reading.names.iter().find(|name| name.end == words.end && name.start > words.start);
    if let Some(name) = name {
        return name.clone();
    }
    let article = (words.start + 2..words.end).rev().find(|at| is_article(tokens.at(*at)));
    if let Some(article) = article {
        return article..words.end;
    }
    let mut start = words.end.saturating_sub(1);
    let joins = |at: usize| {
        let both = tokens.capital(at) && tokens.capital(at + 1);
        at > 0 && both || WORDS.describing.has(tokens.at(at))
    };
    while start > words.start + 1 && joins(start - 1) {
        start -= 1;
    }
    start..words.end
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an")
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
    if let Some(name) =
        opening.and_then(|opening| name_inserted(reading, &words, opening + 1..comma))
    {
        return Some(name);
    }
    if is_body(reading, &words) || opening.is_none() {
        return Some(words);
    }
    first_body(reading, opening?)
}

/// "a body of election monitors, Lantern Watch, counted": the name that is set beside a description.
/// A post or a kind of person before it ("the ombudsman, Ana Belk, said") keeps its place.
fn name_inserted(
    reading: &Reading<'_>,
    words: &Range<usize>,
    inserted: Range<usize>,
) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let lower = words.clone().all(|at| !tokens.capital(at) || at == 0);
    let described = words
        .clone()
        .any(|at| WORDS.anaphoric.has(tokens.at(at)) || WORDS.group.has(tokens.at(at)))
        && !words.clone().any(|at| WORDS.post.has(tokens.at(at)));
    let name = tokens.capital(inserted.start)
        && inserted.len() <= 8
        && inserted.clone().all(|at| {
            tokens.capital(at) || matches!(tokens.at(at), "of" | "for" | "and" | "the" | "on")
        });
    (lower && described && name).then_some(inserted)
}

/// The first body of the part of the sentence that ends at `end`.
pub fn first_body(reading: &Reading<'_>, end: usize) -> Option<Range<usize>> {
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
    let parts = |time: &Timed| {
        time.after == at
            && (time.told.link != Link::Bare || matches!(tokens.at(time.first), "from" | "between"))
    };
    if reading.times.iter().any(parts) {
        return true;
    }
    match word {
        "," => !joins_names(tokens, at),
        // "the rapporteur on rights while countering floods".
        "while" if tokens.at(at).ends_with("ing") => false,
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
pub fn joins_names(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(2).is_some_and(|before| tokens.capital(before));
    before && tokens.capital(at) && (at..at + 3).any(|next| tokens.at(next) == "and")
}

/// Whether the words can name a body: an entity, a capital, or a noun of bodies or figures as their
/// head.
pub fn is_body(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    let tokens = &reading.tokens;
    let Some(last) = words.end.checked_sub(1) else { return false };
    let known = |at: usize| WORDS.body.has(tokens.at(at)) || WORDS.data.has(tokens.at(at));
    if is_clause(tokens, words, known) || starts_with_number(tokens, words.start) {
        return false;
    }
    // At the sentence's start a common noun has a capital too; most such subjects are plurals.
    let word = tokens.at(last);
    let opens =
        last == 0 && !is_acronym(tokens, 0) && (word.ends_with('s') || is_common_word(word));
    let capital = tokens.capital(last) && !opens;
    let named = words.clone().any(|at| reading.is_named(at));
    let country = capital && !named && is_country(tokens, words);
    !country && (named || capital || words.clone().any(known))
}

/// "Karvenia registered 40": a country counts nothing by itself.
fn is_country(tokens: &Tokens<'_>, words: &Range<usize>) -> bool {
    let name = tokens.lower.get(words.clone()).unwrap_or_default().join(" ");
    words.len() <= 5 && countries::named_by(&name).is_some()
}

/// "a poll found six of ten women reported …", "monitors assessed the count in 24 percent of …": a
/// clause, not a subject.
fn is_clause(tokens: &Tokens<'_>, words: &Range<usize>, known: impl Fn(usize) -> bool) -> bool {
    let Some(last) = words.end.checked_sub(1) else { return true };
    words.clone().any(|at| {
        let word = tokens.at(at);
        let verb = at > words.start
            && is_past(word)
            && !tokens.capital(at)
            && !word.contains('-')
            && (!WORDS.describing.has(word) || tokens.is_number(at + 1))
            && !matches!(tokens.at(at + 1), "by" | "in" | "at" | "with");
        WORDS.no_subject.has(word)
            || word == "percent"
            || at < last && WORDS.telling.has(word) && !known(at)
            || verb
    })
}

/// "54 lawyers": a number is what is counted, not who counts; a year is not meant.
/// Words that bound the number may stand before it ("approximately 54 lawyers").
fn starts_with_number(tokens: &Tokens<'_>, start: usize) -> bool {
    const BOUNDS: &[&str] = &[
        "about",
        "approximately",
        "nearly",
        "almost",
        "some",
        "more",
        "fewer",
        "than",
        "over",
        "at",
        "least",
        "an",
        "estimated",
        "only",
        "up",
        "to",
        "roughly",
        "around",
    ];
    let bound = |at: &usize| BOUNDS.contains(&tokens.at(*at));
    let at = (start..start + 4).find(|at| !bound(at)).unwrap_or(start);
    let digits = tokens.at(at).starts_with(|c: char| c.is_ascii_digit());
    digits && (at > start || tokens.at(at).len() != 4)
}

fn is_acronym(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(word) = tokens.words.get(at) else { return false };
    word.text.chars().filter(|c| c.is_uppercase()).count() > 1
}
