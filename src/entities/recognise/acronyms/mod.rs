//! Short names that a report gives in brackets: "National Harbor Authority (NHA)".
//!
//! What stands before the bracket is either a candidate already or lower-case words whose first
//! letters spell the acronym.

mod reach;

use super::candidate::{Candidate, Found};
use super::tokens::{Shape, Tokens};
use crate::entities::compare;
use crate::entities::lexicon::{Flags, Lexicon};
use std::collections::{HashMap, HashSet};

/// Which short name stands for which candidate, by index in the list of candidates.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// (the long name, the short name) of one bracket.
    pub pairs: Vec<(usize, usize)>,
    /// Acronyms that stand for no body: "internally displaced persons (IDPs)".
    pub concepts: HashSet<String>,
    /// Acronyms of bodies that are only described: "the statistics agency (INSTAD)".
    pub bodies: HashSet<String>,
}

/// The longest bracket that is looked into, in tokens.
const LONGEST_BRACKET: usize = 14;

/// Finds the definitions, and adds the bodies that are named in lower case to `candidates`, which
/// are in order before and after.
pub fn find(
    tokens: &Tokens<'_>,
    lexicon: &Lexicon,
    candidates: &mut Vec<Candidate>,
) -> Definitions {
    let mut lower_bodies = Vec::new();
    let mut concepts = HashSet::new();
    let mut bodies = HashSet::new();
    let ends: HashMap<usize, usize> =
        candidates.iter().enumerate().map(|(n, c)| (c.tokens.end, n)).collect();
    let acronyms = |bracket: usize| {
        let close = (bracket..bracket + LONGEST_BRACKET).find(|i| tokens.reads(*i, ")"));
        (bracket + 1..close.unwrap_or(bracket))
            .filter(|i| tokens.at(*i).is(Shape::ACRONYM) && !lexicon.is_no_acronym(tokens.word(*i)))
    };
    for bracket in (0..tokens.len()).filter(|i| tokens.reads(*i, "(")) {
        if ends.contains_key(&bracket) {
            continue;
        }
        let Some(acronym) = acronyms(bracket).next() else { continue };
        let before = tokens.before(bracket, 1);
        let thing = before.any(Flags::NOT_BODY) && !before.any(Flags::MAY_END);
        if !before.is_lower() {
            if thing || are_people(tokens, lexicon, bracket, tokens.word(acronym)) {
                concepts.insert(singular(tokens.word(acronym)).to_owned());
            }
            continue;
        }
        match spelled_out(tokens, bracket, tokens.word(acronym)) {
            Some(first)
                if singular(tokens.word(acronym)).len() >= 3
                    && is_body(tokens, lexicon, head_of(tokens, first, bracket)) =>
            {
                lower_bodies.push(Candidate::new(first..bracket, Found::Body));
            }
            None if is_body(tokens, lexicon, bracket - 1) => {
                bodies.insert(tokens.word(acronym).to_owned());
            }
            _ => {
                concepts.insert(singular(tokens.word(acronym)).to_owned());
            }
        }
    }
    candidates.retain(|candidate| !abbreviates_a_thing(tokens, lexicon, candidate));
    extend_left(tokens, lexicon, candidates);
    reach::to_bracket(tokens, lexicon, candidates);
    candidates.extend(lower_bodies);
    candidates.sort_by_key(|c| c.tokens.start);
    let starts: HashMap<usize, usize> =
        candidates.iter().enumerate().map(|(n, c)| (c.tokens.start, n)).collect();
    let mut pairs = Vec::new();
    for (long, candidate) in candidates.iter().enumerate() {
        let bracket = candidate.tokens.end;
        if candidate.found == Found::Acronym {
            pairs.extend(explained(tokens, bracket, &starts, candidates).map(|full| (full, long)));
            continue;
        }
        // "(Ligue Velnaise–LV)"
        let dash = tokens.is_one_of(bracket, &["–", "—"]) && tokens.reads(bracket + 2, ")");
        if dash && tokens.at(bracket + 1).is(Shape::ACRONYM) {
            pairs.extend(starts.get(&(bracket + 1)).map(|short| (long, *short)));
        }
        if !tokens.reads(bracket, "(") {
            continue;
        }
        let after_body = matches!(candidate.found, Found::Body | Found::Known(_));
        pairs.extend(acronyms(bracket).filter_map(|i| starts.get(&i)).map(|short| (long, *short)));
        pairs.extend(renamed(tokens, bracket, after_body, &starts).map(|other| (long, other)));
    }
    // "the organization's office (ORG/OFF)": two well-known bodies are two.
    let number = |i: usize| match candidates.get(i).map(|candidate| candidate.found) {
        Some(Found::Known(number)) => Some(number),
        _ => None,
    };
    let parted = |i: usize| {
        candidates.get(i).is_some_and(|short| {
            tokens.reads(short.tokens.end, "/") || tokens.word_before(short.tokens.start, 1) == "/"
        })
    };
    pairs.retain(|(long, short)| {
        let same = number(*long).zip(number(*short)).is_none_or(|(long, short)| long == short);
        same || !parted(*short)
    });
    Definitions { pairs, concepts, bodies }
}

/// "NHA (National Harbor Authority)": the full name that the bracket after an acronym holds.
fn explained(
    tokens: &Tokens<'_>,
    bracket: usize,
    starts: &HashMap<usize, usize>,
    candidates: &[Candidate],
) -> Option<usize> {
    if !tokens.reads(bracket, "(") {
        return None;
    }
    let article = usize::from(tokens.is_one_of(bracket + 1, &["the", "The"]));
    let full = *starts.get(&(bracket + 1 + article))?;
    let candidate = candidates.get(full)?;
    let closed = tokens.is_one_of(candidate.tokens.end, &[")", ",", ";"]);
    let acronym = tokens.word_before(bracket, 1);
    let long = tokens.phrase(candidate.tokens.start, candidate.tokens.end);
    let told =
        compare::spells(long, acronym) || matches!(candidate.found, Found::Body | Found::Known(_));
    (closed && candidate.len() >= 2 && told).then_some(full)
}

/// "Global Positioning Service (GPS)": the letters are known to stand for a thing.
fn abbreviates_a_thing(tokens: &Tokens<'_>, lexicon: &Lexicon, candidate: &Candidate) -> bool {
    let bracket = candidate.tokens.end;
    let acronym = tokens.word(bracket + 1);
    candidate.found == Found::Body
        && tokens.reads(bracket, "(")
        && tokens.reads(bracket + 2, ")")
        && lexicon.is_no_acronym(acronym)
        && acronym.len() >= 3
}

/// A bracket tells how far a name reaches: in "the Code of Conduct Bureau (CCB)" the grammar finds
/// "Conduct Bureau", the letters reach back to "Code".
fn extend_left(tokens: &Tokens<'_>, lexicon: &Lexicon, candidates: &mut Vec<Candidate>) {
    let mut free_from = 0;
    let mut extended: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for mut candidate in candidates.drain(..) {
        let bracket = candidate.tokens.end;
        let acronym = bracket + 1;
        let defines = tokens.reads(bracket, "(")
            && tokens.at(acronym).is(Shape::ACRONYM)
            && tokens.is_one_of(acronym + 1, &[")", ",", ";"])
            && matches!(candidate.found, Found::Body | Found::Run | Found::Head)
            && !lexicon.is_no_acronym(tokens.word(acronym))
            && !tokens.before(bracket, 1).any(Flags::NOT_BODY.with(Flags::PLACE_WORD));
        if defines {
            let reach = reach_back(tokens, bracket, tokens.word(acronym));
            if let Some(first) =
                reach.filter(|first| (free_from..candidate.tokens.start).contains(first))
            {
                extended.retain(|other: &Candidate| other.tokens.end <= first);
                candidate.tokens.start = first;
                candidate.found = Found::Body;
                candidate.title = None;
            }
            free_from = bracket;
        }
        extended.push(candidate);
    }
    *candidates = extended;
}

/// Goes back from the bracket over capitalised and small words until the letters of `acronym` are
/// used up, each by a capitalised word; where the first of them stands.
fn reach_back(tokens: &Tokens<'_>, bracket: usize, acronym: &str) -> Option<usize> {
    let letters: Vec<char> = singular(acronym).chars().filter(|c| c.is_alphabetic()).collect();
    let mut i = bracket;
    for letter in letters.iter().rev() {
        loop {
            i = i.checked_sub(1)?;
            let token = tokens.at(i);
            if token.is(Shape::CAPITAL) {
                break;
            }
            let small = tokens
                .is_one_of(i, &["of", "and", "the", "for", "on", "in", "to", "against", ",", "&"]);
            if !small {
                return None;
            }
        }
        let initial = tokens.word(i).chars().next()?;
        if initial != *letter {
            return None;
        }
    }
    // "The" at the start of a sentence is no part of it.
    (letters.len() >= 2 && !tokens.at(i).any(Flags::FUNCTION)).then_some(i)
}

/// An acronym without its plural s.
pub fn singular(acronym: &str) -> &str {
    acronym.strip_suffix('s').unwrap_or(acronym)
}

/// "(formerly Dawn)", "(also known as Dawn)", "Dawn Harbor Builders (Dawn)": the name that the
/// bracket at `bracket` gives.
fn renamed(
    tokens: &Tokens<'_>,
    bracket: usize,
    after_body: bool,
    starts: &HashMap<usize, usize>,
) -> Option<usize> {
    let mut i = bracket + 1;
    while tokens.is_one_of(
        i,
        &[
            "formerly",
            "previously",
            "also",
            "known",
            "called",
            "as",
            "or",
            "the",
            "“",
            "\"",
            "then",
            "now",
        ],
    ) {
        i += 1;
    }
    let said = i > bracket + 1;
    let word_of_it = tokens.reads(i + 1, ")")
        && (1..12)
            .take_while(|back| tokens.before(bracket, *back).is(Shape::CAPITAL))
            .any(|back| tokens.word_before(bracket, back) == tokens.word(i));
    // "Harbor Aid Network (Haranet)"
    let inside = starts.get(&i).is_some() && (i - bracket) <= 2 && closes(tokens, i);
    (said || word_of_it || after_body && inside).then(|| starts.get(&i).copied()).flatten()
}

/// Whether the bracket closes after a few capitalised words from `i`, none of them a place; small
/// words of other languages may stand between them.
fn closes(tokens: &Tokens<'_>, i: usize) -> bool {
    let mut end = i;
    while end - i < 8 {
        let token = tokens.at(end);
        let small = end > i && token.is_lower() && token.any(Flags::PARTICLE);
        if !(small || token.is_name_word() && !token.is_placelike()) {
            break;
        }
        end += 1;
    }
    let quoted = usize::from(tokens.closes_quote(end));
    end > i && tokens.reads(end + quoted, ")")
}

/// "Ruritanian farmers from Velna (RFV)": people of a kind with the place they come from.
fn are_people(tokens: &Tokens<'_>, lexicon: &Lexicon, bracket: usize, acronym: &str) -> bool {
    let mut i = bracket;
    for letter in singular(acronym).chars().rev() {
        loop {
            let Some(before) = i.checked_sub(1) else { return false };
            i = before;
            if !tokens.is_one_of(i, &["from", "of", "in", "the", "and"]) {
                break;
            }
        }
        let initial = tokens.word(i).chars().next();
        if !initial.is_some_and(|initial| initial.to_uppercase().eq(letter.to_uppercase())) {
            return false;
        }
    }
    (i..bracket).any(|at| tokens.at(at).is_lower() && tokens.word(at).ends_with('s'))
        && !(i..bracket).any(|at| is_body(tokens, lexicon, at))
}

/// Where the lower-case words before the bracket begin, if their first letters spell `acronym`.
fn spelled_out(tokens: &Tokens<'_>, bracket: usize, acronym: &str) -> Option<usize> {
    let mut first = bracket;
    for letter in singular(acronym).chars().rev().flat_map(char::to_lowercase) {
        first = first.checked_sub(1)?;
        if tokens.is_one_of(first, &["and", "of", "for", "the", "on"])
            && letter != 'a'
            && letter != 'o'
        {
            first = first.checked_sub(1)?;
        }
        let initial = tokens.word(first).chars().next()?.to_lowercase().next()?;
        if initial != letter || tokens.at(first).is(Shape::EDGE | Shape::MARK) {
            return None;
        }
    }
    Some(first)
}

/// The word that says what lower-case words name: the one before "of", or the last.
fn head_of(tokens: &Tokens<'_>, first: usize, end: usize) -> usize {
    (first..end).find(|i| tokens.is_one_of(*i, &["of", "for", "on", "against"])).unwrap_or(end) - 1
}

/// Whether the lower-case word at `i` is a body's head word, in the singular or plural.
fn is_body(tokens: &Tokens<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let word = tokens.word(i);
    let flags = lexicon.flags(word.strip_suffix('s').unwrap_or(word));
    tokens.at(i).flags.any(Flags::HEAD) || flags.any(Flags::HEAD)
}
