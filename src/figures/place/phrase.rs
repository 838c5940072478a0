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
    let lower_kind = WORDS.kind.has(tokens.at(end)) && !tokens.capital(end);
    if lower_kind {
        end += 1;
    }
    if tokens.at(at) == "at" && !certain {
        return None;
    }
    let mut name = listed(tokens, &parts)?;
    if lower_kind {
        name = format!("{name} {}", tokens.at(end - 1));
    }
    is_place(&name, certain).then(|| Phrase {
        leads: tokens.at(end) == ",",
        in_subject: at > 1 && reading.times.iter().all(|time| time.after != at) && at < 6,
        words: at..end,
        name,
        certain,
    })
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
    let mut end = start + 1;
    while capital(end) {
        end += 1;
    }
    let named = (start..end).any(|at| reading.is_named(at));
    let kind = holds_kind(tokens, &(start..end));
    (!timed && (!named || kind) && end - start <= 4).then_some(end)
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
    let last = name_end(reading, start)?;
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
    Some(match names.as_slice() {
        [] => last,
        [only] => format!("{only} and {last}"),
        more => format!("{}, and {last}", more.join(", ")),
    })
}

/// Whether a name can be a place: not a language, a people or an acronym.
fn is_place(name: &str, certain: bool) -> bool {
    let lower = name.to_lowercase();
    let acronym = name.chars().filter(|c| c.is_uppercase()).count() * 2 > name.chars().count();
    !DEMONYMS.contains(&lower) && (certain || !acronym) && name.chars().all(|c| !c.is_numeric())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }
}
