//! The words of the text that widen or narrow what is counted, in a plain form that ordinary
//! variation of wording does not change.
//!
//! In: a figure's cues. Out: a scope such as "torture and ill-treatment", "registered", "women" or
//! "in the january unrest", its parts always in this order; `None` where nothing widens or narrows.

use super::lexicon::{LEXICON as FIGURES, Words};
use super::status::{head, split};
use super::{Cues, FigureKind, Unit};
use crate::report::countries::{self, Country};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words and the plain form that they are given.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    #[serde(default)]
    group: String,
    words: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Basis {
    people: Words,
    kind: Vec<Named>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Attempt {
    words: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventWords {
    between: Words,
    seasons: Words,
}

/// The lists of `assets/lexicon/scopes.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    link: Words,
    together: Vec<Named>,
    basis: Basis,
    attempt: Attempt,
    kind: Vec<Named>,
    event: Vec<Named>,
    event_words: EventWords,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<Lexicon, toml::de::Error> {
    toml::from_str(include_str!("../../assets/lexicon/scopes.toml"))
}

/// Each adjective of a country, lower case, with the country's usual name.
static DEMONYMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let each = |country: &'static Country| {
        country.demonyms.iter().map(|word| (word.to_lowercase(), country.name.as_str()))
    };
    countries::all().iter().flat_map(each).collect()
});

/// What widens or narrows the thing that the figure counts; `home` is the report's country.
pub fn scope(cues: &Cues, kind: FigureKind, unit: Unit, home: Option<&str>) -> Option<String> {
    if kind == FigureKind::Norm || !matches!(unit, Unit::Count | Unit::Percent) {
        return None;
    }
    let clause = Clause::of(cues);
    let parts = [
        together(&clause),
        attempted(&clause),
        basis(&clause),
        people(&clause),
        origin(&clause, home),
        event(&clause),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The words of a figure's cues.
struct Clause {
    counted: Vec<String>,
    /// The words of the number's own clause.
    words: Vec<String>,
    /// The index of the number in them.
    number: usize,
    /// Whether the number is a part of another.
    part: bool,
}

impl Clause {
    fn of(cues: &Cues) -> Self {
        let words = split(&cues.clause);
        let number = words.iter().position(|word| word == "#").unwrap_or(0);
        Self { counted: split(&cues.counted), words, number, part: !cues.whole.is_empty() }
    }

    /// Whether what is counted is one of `words`, or the clause names one of them.
    fn names(&self, words: &Words) -> bool {
        words.any_within(&self.counted, 0, self.counted.len())
            || words.any_within(&self.words, 0, self.words.len())
    }
}

/// "complaints of torture and other cruel treatment": two things of one group in a row, of which what
/// is counted has one at least.
fn together(clause: &Clause) -> Option<String> {
    let words = &clause.words;
    for at in 0..words.len() {
        let Some((first, length)) = member(words, at, None) else { continue };
        let mut names = vec![first];
        let mut next = at + length;
        let mut gap = 0;
        while gap <= 5 && next < words.len() {
            if let Some((other, length)) = member(words, next, Some(&first.group)) {
                names.push(other);
                next += length;
                gap = 0;
            } else if words.get(next).is_some_and(|word| LEXICON.link.has(word)) {
                next += 1;
                gap += 1;
            } else {
                break;
            }
        }
        let of_group = LEXICON.together.iter().filter(|named| named.group == first.group);
        let ordered: Vec<&str> = of_group
            .filter(|named| names.iter().any(|name| name.name == named.name))
            .map(|named| named.name.as_str())
            .collect();
        if ordered.len() > 1 {
            return Some(listed(&ordered));
        }
    }
    None
}

/// The thing that the words at `at` name, and how many they are.
fn member(words: &[String], at: usize, group: Option<&str>) -> Option<(&'static Named, usize)> {
    let of = LEXICON.together.iter().filter(|named| group.is_none_or(|group| named.group == group));
    of.filter_map(|named| Some((named, named.words.starting_at(words, at)?)))
        .max_by_key(|(_, length)| *length)
}

/// "a", "a and b", "a, b and c".
fn listed(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// "14 attempted murders", "murders and attempted murders".
fn attempted(clause: &Clause) -> Option<String> {
    let head = head(&clause.counted);
    let words = &LEXICON.attempt.words;
    let first = head.first().is_some_and(|word| words.has(word));
    match (first, words.any_within(head, 0, head.len())) {
        (true, _) => Some("attempted".to_owned()),
        (false, true) => Some("with attempts".to_owned()),
        (false, false) => None,
    }
}

/// "7,757 registered stateless persons", "an estimated 60,000 refugees": how those counted came to be
/// counted, by the word nearest to the number.
fn basis(clause: &Clause) -> Option<String> {
    let words = &clause.words;
    if !clause.names(&LEXICON.basis.people) {
        return None;
    }
    let near = clause.number.saturating_sub(7)..(clause.number + 9).min(words.len());
    let told = |at: usize| {
        let mut kinds = LEXICON.basis.kind.iter();
        kinds.find(|kind| kind.words.starting_at(words, at).is_some())
    };
    near.filter_map(|at| Some((at.abs_diff(clause.number), told(at)?)))
        .min_by_key(|(away, _)| *away)
        .map(|(_, kind)| kind.name.clone())
}

/// "2,600 female prisoners", "of whom 39 were minors": what kind of people.
fn people(clause: &Clause) -> Option<String> {
    let head = head(&clause.counted);
    let after = clause.number..(clause.number + 6).min(clause.words.len());
    let told = clause.words.get(after).filter(|_| clause.part).unwrap_or_default();
    let named = |kind: &&Named| {
        head.iter().any(|word| kind.words.has(word)) || told.iter().any(|word| kind.words.has(word))
    };
    let kinds: Vec<&str> =
        LEXICON.kind.iter().filter(named).map(|kind| kind.name.as_str()).collect();
    let both = kinds.contains(&"women") && kinds.contains(&"men");
    (!kinds.is_empty() && !both).then(|| listed(&kinds))
}

/// "600,000 Orvanian refugees", "refugees from Orvany": where those counted come from.
fn origin(clause: &Clause, home: Option<&str>) -> Option<String> {
    let people = &LEXICON.basis.people;
    if !people.any_within(&clause.counted, 0, clause.counted.len()) {
        return None;
    }
    let adjective = |word: &String| DEMONYMS.get(word.as_str()).copied();
    let from = |at: usize| {
        let name = clause.words.get(at..at + 1)?.join(" ");
        countries::named_by(&name).map(|country| country.name.as_str())
    };
    let told = clause.words.iter().enumerate().skip(clause.number).take(9);
    let origins = told.filter(|(_, word)| *word == "from").filter_map(|(at, _)| from(at + 1));
    let mut names: Vec<&str> = clause.counted.iter().filter_map(adjective).chain(origins).collect();
    names.retain(|name| Some(*name) != home);
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| format!("from {}", listed(&names).to_lowercase()))
}

/// "in the January unrest", "during the 2019 protests": the one event that it belongs to.
fn event(clause: &Clause) -> Option<String> {
    let words = &clause.words;
    let lexicon = &LEXICON.event_words;
    let month = |word: &&String| FIGURES.months.has(word) || lexicon.seasons.has(word);
    let year = |word: &&String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    for (at, word) in words.iter().enumerate() {
        let Some(event) = LEXICON.event.iter().find(|event| event.words.has(word)) else {
            continue;
        };
        let mut back = words.get(..at).unwrap_or_default().iter().rev().peekable();
        while back.next_if(|word| lexicon.between.has(word)).is_some() {}
        let in_year = back.next_if(year);
        let time = back.next_if(month).or(in_year);
        let defined = back.next().is_some_and(|word| word == "the" || word.ends_with("'s"));
        if let Some(time) = time.filter(|_| defined) {
            return Some(format!("in the {time} {}", event.name));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::cues;

    fn found(text: &str, raw: &str) -> Option<String> {
        scope(&cues(text, raw), FigureKind::Statistic, Unit::Count, Some("Ostria"))
    }

    #[test]
    fn the_file_of_lists_is_sound() {
        assert!(parse().is_ok());
        assert!(!DEMONYMS.is_empty());
    }

    #[test]
    fn what_widens_or_narrows_is_named_plainly() {
        let table = [
            ("The office received 120 complaints of torture.", "120", None),
            (
                "The office received 12 complaints of torture and cruel treatment.",
                "12",
                Some("torture and ill-treatment"),
            ),
            (
                "Allegations of torture or other degrading acts reached 40.",
                "40",
                Some("torture and ill-treatment"),
            ),
            (
                "The board got 30 reports of torture, violence, and other cruel acts.",
                "30",
                Some("torture, violence and ill-treatment"),
            ),
            ("The agency counted 900 registered stateless persons.", "900", Some("registered")),
            ("An estimated 60,000 stateless persons lived there.", "60,000", Some("estimated")),
            (
                "There were 869 persons of unknown nationality.",
                "869",
                Some("of unknown nationality"),
            ),
            ("The council recognized 38 refugees.", "38", Some("recognized")),
            ("Police recorded 15 attempted murders.", "15", Some("attempted")),
            ("There were 2,600 female prisoners.", "2,600", Some("women")),
            ("There were 600,000 Syrian refugees.", "600,000", Some("from syria")),
            ("The camp held 4,000 refugees from Syria.", "4,000", Some("from syria")),
            (
                "Courts heard 91 complaints of torture in the January unrest.",
                "91",
                Some("in the january unrest"),
            ),
            (
                "Police held 50 men after the January 2022 mass protests.",
                "50",
                Some("men, in the january unrest"),
            ),
            ("Police held 50 clerks during protests.", "50", None),
            ("The ministry registered 40 crimes.", "40", None),
            ("An estimated 9,000 farmers left.", "9,000", None),
        ];
        for (text, raw, want) in table {
            assert_eq!(found(text, raw).as_deref(), want, "{raw} in: {text}");
        }
    }

    #[test]
    fn a_part_is_narrower_than_its_whole() {
        let text = "Jails held 900 prisoners, of whom 39 were minors.";
        assert_eq!(found(text, "900"), None);
        assert_eq!(found(text, "39").as_deref(), Some("minors"));
    }

    #[test]
    fn limits_have_no_scope() {
        let cues = cues("A jail may hold 40 women.", "40");
        assert_eq!(scope(&cues, FigureKind::Norm, Unit::Count, None), None);
    }
}
