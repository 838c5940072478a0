//! The words of the text that widen or narrow what is counted, in a plain form that ordinary
//! variation of wording does not change.
//!
//! In: a figure's cues. Out: a scope such as "torture and ill-treatment", "registered", "women" or
//! "in the January unrest", its parts always in this order; `None` where nothing widens or narrows.

use super::exclude::is_plural;
use super::lexicon::{LEXICON as FIGURES, Words};
use super::status::{head, split};
use super::{Cues, FigureKind, Unit};
use crate::language::{capitalised, is_number_word};
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
struct Plain {
    words: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventWords {
    between: Words,
    seasons: Words,
}

/// Where people are held.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facility {
    one: Words,
    many: Words,
    holds: Words,
    behind: Words,
    only: Words,
    inside: Words,
    held: Words,
}

/// The lists of `assets/lexicon/scopes.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    link: Words,
    together: Vec<Named>,
    basis: Basis,
    attempt: Plain,
    inherent: Plain,
    kind: Vec<Named>,
    event: Vec<Named>,
    event_words: EventWords,
    abroad: Plain,
    facility: Facility,
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
        abroad(&clause, &cues.sentence, home),
        facility(&clause, &cues.sentence),
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

    /// The words around the number, `reach` on each side, without what is said of another number.
    fn near(&self, reach: usize) -> std::ops::Range<usize> {
        let other = |at: &usize| self.words.get(*at).is_some_and(|word| is_number_word(word));
        let (number, end) = (self.number, self.words.len());
        let before = (0..number).rev().find(other);
        let and = |at: &usize| self.words.get(*at).is_some_and(|word| word == "and");
        let from = before.map_or(0, |at| (at..number).rev().find(and).unwrap_or(at) + 1);
        let to = (number + 1..end).find(other).unwrap_or(end);
        from.max(number.saturating_sub(reach))..to.min(number + reach)
    }

    /// Whether the number counts one of these things; where what is counted names none of their
    /// group, those of the clause are meant.
    fn counts_any(&self, things: &[&Named]) -> bool {
        let counted = |named: &&Named| named.words.any_within(&self.counted, 0, self.counted.len());
        let group = |named: &&Named| things.iter().any(|thing| thing.group == named.group);
        things.iter().any(&counted)
            || !LEXICON.together.iter().filter(group).any(|named| counted(&named))
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
        if !clause.counts_any(&names) {
            continue;
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
    match head.iter().take(4).position(|word| LEXICON.attempt.words.has(word))? {
        0 => Some("attempted".to_owned()),
        _ => Some("with attempts".to_owned()),
    }
}

/// "7,757 registered stateless persons", "an estimated 60,000 refugees": how those counted came to be
/// counted. Who they are goes before how they were counted; of the ways, the word nearest to the
/// number.
fn basis(clause: &Clause) -> Option<String> {
    let words = &clause.words;
    if !clause.names(&LEXICON.basis.people) {
        return None;
    }
    let told = |at: usize| {
        let denied = at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|word| word == "not");
        let mut kinds = LEXICON.basis.kind.iter();
        kinds.find(|kind| !denied && kind.words.starting_at(words, at).is_some())
    };
    let rank = |at: usize, kind: &Named| (!kind.group.is_empty(), at.abs_diff(clause.number));
    let near = clause.near(12).filter_map(|at| told(at).map(|kind| (rank(at, kind), kind)));
    near.min_by_key(|(rank, _)| *rank).map(|(_, kind)| kind.name.clone())
}

/// "2,600 female prisoners", "of whom 39 were minors": what kind of people; not "street children".
fn people(clause: &Clause) -> Option<String> {
    if clause.names(&LEXICON.inherent.words) {
        return None;
    }
    let after = clause.number..(clause.number + 6).min(clause.words.len());
    let told = clause.words.get(after).filter(|_| clause.part).unwrap_or_default();
    let head = first_nouns(head(&clause.counted));
    let named = |kind: &&Named| head.iter().chain(told).any(|word| kind.words.has(word));
    let kinds: Vec<&str> =
        LEXICON.kind.iter().filter(named).map(|kind| kind.name.as_str()).collect();
    let both = kinds.contains(&"women") && kinds.contains(&"men");
    (!kinds.is_empty() && !both).then(|| listed(&kinds))
}

/// The words up to the first plural and what "and" joins to it: "street children" of "street children
/// beg", "women and girls" of "women and girls married".
fn first_nouns(head: &[String]) -> &[String] {
    let joined =
        |at: usize| head.get(at + 1).is_some_and(|word| matches!(word.as_str(), "and" | "or"));
    let last =
        (0..head.len()).find(|at| head.get(*at).is_some_and(|w| is_plural(w)) && !joined(*at));
    head.get(..last.map_or(head.len(), |at| at + 1)).unwrap_or_default()
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
    (!names.is_empty()).then(|| format!("from {}", listed(&names)))
}

/// "60,000 refugees in neighboring countries", "60,000 Ostrian refugees in Morland" in a report on
/// Ostria: people who are not in the country.
fn abroad(clause: &Clause, sentence: &str, home: Option<&str>) -> Option<String> {
    let counted = &clause.counted;
    LEXICON.basis.people.any_within(counted, 0, counted.len()).then_some(())?;
    let words = clause.words.get(clause.number..).unwrap_or_default();
    let own = |word: &String| home.is_some() && DEMONYMS.get(word.as_str()).copied() == home;
    let other = |at: usize| {
        let named = |end: usize| countries::named_by(&words.get(at..end)?.join(" "));
        (at + 1..at + 4).filter_map(named).any(|country| Some(country.name.as_str()) != home)
    };
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let inside = |at: usize| matches!(word(at), "in" | "to");
    let beside = |at: usize| usize::from(matches!(word(at), "neighboring" | "neighbouring"));
    let placed = (1..words.len().min(9)).any(|at| inside(at) && other(at + 1 + beside(at + 1)));
    let back = words.iter().any(|word| word.starts_with("return") || word.starts_with("repatriat"));
    let rest = sentence.split_once('#').map_or("", |(_, rest)| rest);
    let told = |words: &[String]| LEXICON.abroad.words.any_within(words, 0, words.len());
    let own = counted.iter().any(own);
    let away = told(words) || own && (placed || told(&split(rest)));
    (away && !back).then(|| "abroad".to_owned())
}

/// "The prison of Vellen, built for 300, held 1,200 inmates": what one facility holds is no number of
/// the country. "The country’s only prison" is.
fn facility(clause: &Clause, sentence: &str) -> Option<String> {
    let (words, list) = (split(sentence), &LEXICON.facility);
    let held = list.held.any_within(&clause.counted, 0, clause.counted.len());
    let number = words.iter().position(|word| word == "#").filter(|_| held)?;
    let inside = list.inside.any_within(&clause.counted, 0, clause.counted.len());
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let verb = (number.saturating_sub(5)..number).rev().find(|at| list.holds.has(word(*at)));
    let holder = verb.and_then(|verb| {
        (0..verb).rev().find(|at| list.one.has(word(*at)) || list.many.has(word(*at)))
    });
    let one = holder.is_some_and(|at| {
        let only = (at.saturating_sub(3)..at).any(|at| list.only.has(word(at)));
        let behind = word(at + 1).trim_end_matches("'s");
        list.one.has(word(at)) && !list.behind.has(behind) && !only
    });
    (one || inside).then(|| "in one facility".to_owned())
}

/// "in the January unrest", "during the 2019 protests", "the unrest in January": the one event that
/// it belongs to.
fn event(clause: &Clause) -> Option<String> {
    let words = &clause.words;
    words.iter().enumerate().find_map(|(at, word)| {
        let event = LEXICON.event.iter().find(|event| event.words.has(word))?;
        let time = time_before(words, at).or_else(|| time_after(words, at))?;
        let time = if FIGURES.months.has(time) { capitalised(time) } else { time.to_owned() };
        Some(format!("in the {time} {}", event.name))
    })
}

fn is_time(word: &str) -> bool {
    FIGURES.months.has(word) || LEXICON.event_words.seasons.has(word)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// "the January 2022 mass" before "protests": "january".
fn time_before(words: &[String], event: usize) -> Option<&str> {
    let between = &LEXICON.event_words.between;
    let mut back = words.get(..event)?.iter().rev().map(String::as_str).peekable();
    while back.next_if(|word| between.has(word)).is_some() {}
    let year = back.next_if(|word| is_year(word));
    let month = back.next_if(|word| is_time(word));
    let before = back.next()?;
    let defined = matches!(before, "the" | "during" | "from" | "of") || before.ends_with("'s");
    month.or(year).filter(|_| defined)
}

/// "in January 2022" after "the unrest": "january".
fn time_after(words: &[String], event: usize) -> Option<&str> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let before = event.checked_sub(1).map_or("", word);
    let defined = before == "the" || LEXICON.event_words.between.has(before);
    let time = words.get(event + 2)?;
    let told =
        defined && matches!(word(event + 1), "in" | "of") && (is_time(time) || is_year(time));
    told.then_some(time.as_str())
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
            ("There were 600,000 Syrian refugees.", "600,000", Some("from Syria")),
            ("The camp held 4,000 refugees from Syria.", "4,000", Some("from Syria")),
            (
                "Courts heard 91 complaints of torture in the January unrest.",
                "91",
                Some("in the January unrest"),
            ),
            (
                "Police held 50 men after the January 2022 mass protests.",
                "50",
                Some("men, in the January unrest"),
            ),
            ("Police held 50 clerks during protests.", "50", None),
            ("The ministry registered 40 crimes.", "40", None),
            ("An estimated 9,000 farmers left.", "9,000", None),
            ("Some 40 died in the unrest in January.", "40", Some("in the January unrest")),
            ("There were 30 recognized refugees and 900 stateless persons.", "900", None),
            ("There were 30 refugees and asylum seekers and 900 stateless persons.", "900", None),
            (
                "The agency told of 7 registered by clerks as having unknown nationality.",
                "7",
                Some("of unknown nationality"),
            ),
            (
                "The agency estimated that the number of stateless persons was 9,000.",
                "9,000",
                Some("estimated"),
            ),
            ("Some 9,000 migrants were not registered.", "9,000", None),
            ("There were 12 centers helping men.", "12", None),
            ("Some 40 women sat in parliament.", "40", None),
            ("There were 900 street children.", "900", None),
        ];
        for (text, raw, want) in table {
            assert_eq!(found(text, raw).as_deref(), want, "{raw} in: {text}");
        }
    }

    #[test]
    fn one_facility_and_people_abroad_are_not_the_country() {
        let table = [
            ("The prison of Vellen, built for 300, held 1,200 inmates.", "1,200", true),
            ("The court criticized housing 460 inmates in a facility for 250.", "460", true),
            ("The country’s only prison held 1,200 inmates.", "1,200", false),
            ("The prison system, built for 300, held 1,200 inmates.", "1,200", false),
            ("The 40 prisons held 1,200 inmates.", "1,200", false),
        ];
        for (text, raw, one) in table {
            let want = one.then_some("in one facility");
            assert_eq!(found(text, raw).as_deref(), want, "{raw} in: {text}");
        }
        let of_syria =
            |text| scope(&cues(text, "900"), FigureKind::Statistic, Unit::Count, Some("Syria"));
        let table = [
            ("There were 900 Syrian refugees in Turkey.", Some("abroad")),
            ("There were 900 Syrian refugees in neighboring Turkey.", Some("abroad")),
            (
                "The office (RO) knew of 900 Syrian refugees (new ones) in other countries.",
                Some("abroad"),
            ),
            ("Some 900 Syrian refugees in Turkey returned home.", None),
            ("There were 900 Syrian refugees in camps.", None),
            ("There were 900 refugees in Turkey.", None),
            ("There were 900 refugees in neighboring countries.", Some("abroad")),
            ("There were 900 refugees in the country.", None),
        ];
        for (text, want) in table {
            assert_eq!(of_syria(text).as_deref(), want, "{text}");
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
