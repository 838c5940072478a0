//! Whether a number told "as of" a day counts what came in the year up to it, or what there was.
//!
//! In come the words of the sentence and where the number stands in it. The guide has a state or a
//! total on that day, and what happened from the year's first day on.

use super::clause::{Place, in_progress, is_be};
use super::lexicon::WORDS;
use crate::figures::flow;
use crate::figures::tokens::Tokens;

/// "as of June the commission registered 20 complaints": a running count of what came, not a state.
/// "had registered" tells what stands in the books, and is a state.
pub fn is_running_count(tokens: &Tokens<'_>, place: &Place) -> bool {
    (1..=4).any(|back| {
        let counts = WORDS.counting.has(tokens.before(place.number.start, back));
        let helper = tokens.before(place.number.start, back + 1);
        counts && !matches!(helper, "had" | "were" | "was" | "been")
    }) || befell(tokens, place.number.end)
        || they_did(tokens, place.number.end)
        || was_done_to(tokens, place.number.start)
        || did_so_many(tokens, place)
}

/// "was investigating 29 cases", "18 are pending": a state, whatever came before in the sentence.
pub fn stands_open(tokens: &Tokens<'_>, place: &Place) -> bool {
    in_progress(tokens, place.number.start)
        || flow::is_open(tokens, place.number.start, tokens.clause_end(place.number.end))
}

/// "as of May the council undertook eight visits": what is counted happens, and somebody did it.
fn did_so_many(tokens: &Tokens<'_>, place: &Place) -> bool {
    let start = tokens.clause_start(place.number.start);
    let state = ["has", "have", "list", "resulted"];
    // "had received 40 complaints" came one by one; "had 40 complaints" is a state.
    let had = (start..place.number.start).any(|at| {
        let done = (1..=2)
            .any(|next| WORDS.counting.has(tokens.at(at + next)) || is_deed(tokens, at + next));
        tokens.at(at) == "had" && !done
    });
    let stands = had || tokens.any(start, place.number.start, &state) || stands_open(tokens, place);
    !stands && flow::names_happening(tokens, place.number.end)
}

/// "as of May, 90 clerks filed complaints": those who are counted did it, in the year up to then.
fn they_did(tokens: &Tokens<'_>, end: usize) -> bool {
    let clause = tokens.clause_end(end).min(end + 5);
    let stops =
        |at: &usize| WORDS.function.has(tokens.at(*at)) || WORDS.state_after_be.has(tokens.at(*at));
    let limit = (end..clause).find(stops).unwrap_or(clause);
    // "nine withdrew", "three disappeared": those counted are not named again.
    let next = tokens.at(end + 1);
    let ends = !next.starts_with(char::is_alphabetic) || WORDS.function.has(next);
    let alone = tokens.at(end) == "received" || is_deed(tokens, end) && ends;
    if alone && end < clause && !matches!(next, "by" | "as") {
        return true;
    }
    // "40 complaints received", "3 registered parties": not those counted did it.
    let does = |at: &usize| WORDS.counting.has(tokens.at(*at)) || is_deed(tokens, *at);
    let acted = (end + 1..limit).find(does);
    acted.is_some_and(|at| {
        let object = tokens.at(at + 1);
        let noun = object.starts_with(char::is_alphabetic)
            && (!WORDS.function.has(object)
                || matches!(object, "a" | "an" | "the" | "their" | "for"));
        noun && PEOPLE.contains(&tokens.before(at, 1))
    })
}

/// "as of May the mayor removed 11 clerks", "brought charges against 28": a verb in the past at whose
/// end the number stands. Some verbs tell how things stand.
fn was_done_to(tokens: &Tokens<'_>, start: usize) -> bool {
    let parts = |word: &str| {
        matches!(word, "," | ";" | ":" | "that" | "which" | "who" | "of" | "in") || is_be(word)
    };
    let verb = (1..=4)
        .take_while(|back| !parts(tokens.before(start, *back)))
        .find(|back| is_deed(tokens, start.saturating_sub(*back)));
    verb.is_some_and(|back| {
        let helper = |more: usize| tokens.before(start, back + more);
        let looks_back = |word: &str| is_be(word) || matches!(word, "has" | "have" | "an");
        !(1..=2).any(|more| looks_back(helper(more)))
    })
}

/// Whether a verb that tells of a deed stands at `first..after`, or soon after the number there.
pub fn has_deed(tokens: &Tokens<'_>, first: usize, after: usize) -> bool {
    let verb = |at: usize| is_deed(tokens, at) || WORDS.counting.has(tokens.at(at));
    (first..after).any(verb) || (after + 1..tokens.clause_end(after).min(after + 4)).any(verb)
}

/// A verb in the past that tells of a deed.
fn is_deed(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    // "torture-related" is no verb.
    let past = word.len() > 4 && word.ends_with("ed") && !word.contains('-') && !tokens.capital(at)
        || matches!(word, "took" | "sent" | "brought" | "made" | "withdrew" | "shut" | "fired");
    let up = tokens.at(at + 1) == "up";
    past && !up && !WORDS.standing.has(word) && !WORDS.telling.has(word) && !WORDS.state.has(word)
}

/// Nouns of those who act, before their verb.
const PEOPLE: &[&str] = &[
    "persons",
    "people",
    "individuals",
    "employees",
    "workers",
    "women",
    "men",
    "children",
    "citizens",
    "victims",
    "prisoners",
    "detainees",
    "inmates",
    "residents",
    "families",
    "households",
    "refugees",
    "journalists",
    "officers",
    "parties",
    "candidates",
    "organizations",
    "ngos",
    "groups",
    "companies",
    "employers",
    "unions",
    "migrants",
    "students",
    "teachers",
];

/// "as of May, 10 guards had been killed": what befell them in the year up to then; "were recorded
/// as missing" is a state.
fn befell(tokens: &Tokens<'_>, end: usize) -> bool {
    let clause = tokens.clause_end(end).min(end + 7);
    (end..clause).any(|at| {
        WORDS.counting.has(tokens.at(at))
            && is_be(tokens.before(at, 1))
            && !matches!(tokens.at(at + 1), "as" | "by" | "with")
    })
}
