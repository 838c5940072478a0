//! Phrases that name a place: a preposition, perhaps a kind of place, and capitals.

use crate::figures::lexicon::Words;
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;
use crate::report::countries;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A phrase that names a place, or several.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words, the preposition first.
    pub words: Range<usize>,
    /// The names without the preposition.
    pub name: String,
    /// Whether a word like "region" stands by the name.
    pub certain: bool,
    /// Whether a comma follows ("In Morav, …").
    pub leads: bool,
    /// Whether it is part of a noun phrase that speaks or acts ("a court in Morav …").
    pub in_subject: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceWords {
    kind: Words,
    between: Words,
    never: Words,
    body: Words,
}

static WORDS: LazyLock<PlaceWords> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<PlaceWords, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/lexicon/figure_places.toml"))
}

/// Whether a lower-case word is a kind of place.
pub fn is_kind(word: &str) -> bool {
    WORDS.kind.has(word)
}

/// Adjectives of peoples and languages, which follow "in" without being places.
static DEMONYMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let all = countries::all().iter().flat_map(|country| country.demonyms.iter());
    all.map(|name| name.to_lowercase()).collect()
});

/// The phrases of a sentence, in order.
pub fn phrases(reading: &Reading<'_>) -> Vec<Phrase> {
    let tokens = &reading.tokens;
    let mut found: Vec<Phrase> = Vec::new();
    for at in 0..tokens.len() {
        let inside = found.last().is_some_and(|last| last.words.contains(&at));
        if !inside && matches!(tokens.at(at), "in" | "near" | "throughout" | "across" | "at") {
            found.extend(phrase(reading, at));
        }
    }
    found
}

/// The phrase that the preposition at `at` opens.
fn phrase(reading: &Reading<'_>, at: usize) -> Option<Phrase> {
    let tokens = &reading.tokens;
    let (start, kind_before) = after_kind(tokens, at + 1);
    let first = name_end(reading, start)?;
    let mut parts: Vec<Range<usize>> = Vec::new();
    parts.push(start..first);
    let mut end = first;
    let mut kind_inside = false;
    while let Some((next, kind)) = next_name(reading, end) {
        end = next.end;
        kind_inside |= kind;
        parts.push(next);
    }
    let kind_after =
        WORDS.kind.has(tokens.at(end)) || parts.iter().any(|part| holds_kind(tokens, part));
    let certain = kind_before || kind_after || kind_inside;
    // "in the Morav prison system": the kind is one of the system, not of the place.
    let body = WORDS.body.has(tokens.at(end + 1));
    let lower_kind = WORDS.kind.has(tokens.at(end)) && !tokens.capital(end) && !body;
    let told_before = kind_before || kind_inside;
    if lower_kind {
        end += 1;
    }
    if tokens.at(at) == "at" && !certain {
        return None;
    }
    // "in Morav, Sorn Province": without "and" the second only says where the first lies.
    let list = tokens.any(first, end, &["and"]);
    if !list {
        parts.truncate(1);
    }
    let mut name = listed(tokens, &parts)?;
    if lower_kind {
        name = format!("{name} {}", tokens.at(end - 1));
    }
    is_place(&name, told_before).then(|| Phrase {
        leads: tokens.at(end) == "," || at == 0 && leads_clause(tokens, end),
        in_subject: at > 1 && reading.times.iter().all(|time| time.after != at) && at < 6,
        words: at..end,
        name,
        certain,
    })
}

/// "In Morav the police …", "In Morav 14 women …": the clause begins without a comma.
fn leads_clause(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    word.starts_with(char::is_alphanumeric)
        && !tokens.capital(at)
        && !matches!(
            word,
            "and" | "or" | "of" | "in" | "on" | "at" | "during" | "for" | "to" | "by" | "with"
        )
}

/// Past "the city of", "the northern", "Morav's": where the name begins, and whether a kind of place
/// was told.
fn after_kind(tokens: &Tokens<'_>, at: usize) -> (usize, bool) {
    let mut at = at;
    while WORDS.between.has(tokens.at(at)) && !tokens.capital(at) {
        at += 1;
    }
    let kind = WORDS.kind.has(tokens.at(at)) && !tokens.capital(at);
    if kind && tokens.at(at + 1) == "of" {
        return (at + 2, true);
    }
    (at, false)
}

/// Where the run of capitals from `start` on ends; `None` where it names no place.
fn name_end(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let capital = |at: usize| tokens.capital(at) && !WORDS.never.has(tokens.at(at));
    capital(start).then_some(())?;
    let timed = reading.times.iter().any(|time| (time.first..time.after).contains(&start));
    if let Some(end) = country_end(tokens, start) {
        return Some(end);
    }
    let mut end = start + 1;
    loop {
        if capital(end) {
            end += 1;
        } else if joins_name(tokens, end) && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    let named = (start..end).any(|at| reading.is_named(at));
    let kind = holds_kind(tokens, &(start..end));
    (!timed && (!named || kind) && end - start <= 5).then_some(end)
}

/// "Rio de la Plata", "Dar es Salaam": words inside a name.
fn joins_name(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        tokens.at(at),
        "de" | "del"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "di"
            | "du"
            | "des"
            | "la"
            | "le"
            | "el"
            | "al"
            | "es"
            | "sur"
    )
}

/// Where the name of a country of several words ends ("the Democratic Republic of the Congo").
fn country_end(tokens: &Tokens<'_>, start: usize) -> Option<usize> {
    let of = (start + 1..start + 3).find(|at| tokens.at(*at) == "of" && tokens.capital(at - 1))?;
    let last = of + 1 + usize::from(tokens.at(of + 1) == "the");
    let end = (last..last + 3).rev().find(|end| {
        tokens.capital(*end) && {
            let name = tokens.lower.get(start..end + 1).unwrap_or_default().join(" ");
            countries::named_by(&name).is_some()
        }
    })?;
    Some(end + 1)
}

fn holds_kind(tokens: &Tokens<'_>, words: &Range<usize>) -> bool {
    words.len() > 1 && words.clone().any(|at| WORDS.kind.has(tokens.at(at)))
}

/// The next name of a list (", Sorn", "and Sorn", "and the nearby village of Sorn"), and whether a
/// kind of place was told with it.
fn next_name(reading: &Reading<'_>, end: usize) -> Option<(Range<usize>, bool)> {
    let tokens = &reading.tokens;
    let mut at = end;
    if tokens.at(at) == "," {
        at += 1;
    }
    if tokens.at(at) == "and" {
        at += 1;
    }
    (at > end).then_some(())?;
    let (start, kind) = after_kind(tokens, at);
    // "in Morav, and NT$450 in Sorn": a currency is no place.
    let last = name_end(reading, start).filter(|last| tokens.at(*last) != "$")?;
    // "In Morav, Lantern Watch counted": two capitals and then a verb are no list.
    let lists = tokens.at(last) == "," || tokens.before(start, 1) != "," || tokens.at(last) == ".";
    (lists && last - start <= 2).then_some((start..last, kind))
}

/// The names as a list with commas and "and".
fn listed(tokens: &Tokens<'_>, parts: &[Range<usize>]) -> Option<String> {
    let mut names = Vec::new();
    for part in parts {
        let words: Vec<&str> =
            tokens.words.get(part.clone())?.iter().map(|word| word.text).collect();
        names.push(words.join(" "));
    }
    let last = names.pop()?;
    let last = last.trim_end_matches("’s").trim_end_matches("'s").to_owned();
    Some(match names.as_slice() {
        [] => last,
        [only] => format!("{only} and {last}"),
        more => format!("{}, and {last}", more.join(", ")),
    })
}

/// Whether a name can be a place: not a language, a people or an acronym, nor a kind with one of them
/// before it ("IDP camps", "Norwegian prisons") unless the kind stands before the name.
fn is_place(name: &str, told_before: bool) -> bool {
    let lower = name.to_lowercase();
    let first = name.split(' ').next().unwrap_or(name);
    let acronym = first.chars().filter(|c| c.is_uppercase()).count() * 2 > first.chars().count();
    let people = DEMONYMS.contains(&lower)
        || DEMONYMS.contains(&first.to_lowercase()) && name.ends_with(char::is_lowercase) && {
            let last = name.rsplit(' ').next().unwrap_or(name);
            name.contains(' ') && WORDS.kind.has(last)
        };
    !people && (told_before || !acronym) && name.chars().all(|c| !c.is_numeric())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }
}
