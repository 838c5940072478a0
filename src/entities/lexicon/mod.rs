//! What is known of English words before any report is read: word lists from `assets/lexicon`.
//!
//! Comes in: the lists, compiled into the program. Goes out: for a word its [`Flags`], for a
//! sequence of words whether it is a well-known body, a place or a title of several words.
//! The lists are parsed once, on first use.

mod files;
mod flags;

pub use flags::Flags;

use crate::report::countries;
use files::{Bodies, Courts, English, Names, Places, Roles};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a sequence of words is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// A well-known body, by its number in the list.
    Body(u16),
    /// A country, city or region.
    Place,
    /// A title.
    Title,
}

/// A sequence of words that is known as a whole. Bodies are compared as written, places and titles
/// in any case.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words, as [`split`] parts them.
    pub words: Vec<String>,
    /// What it is.
    pub kind: PhraseKind,
}

/// All word lists.
#[derive(Debug)]
pub struct Lexicon {
    flags: HashMap<String, Flags>,
    common: HashSet<&'static str>,
    phrases: HashMap<String, Vec<Phrase>>,
    family_endings: HashMap<usize, HashSet<String>>,
    not_acronyms: HashSet<String>,
    known_index: HashMap<String, u16>,
    cues_after_two: HashSet<(String, String)>,
    court_tails: Vec<Vec<String>>,
    unique_courts: Vec<(String, String)>,
    lower_names: Vec<Vec<String>>,
    countries: HashSet<String>,
    country_of: HashMap<String, String>,
}

/// First parts of hyphened words that are no words by themselves.
const PREFIXES: &[&str] =
    &["anti", "counter", "non", "inter", "pre", "post", "co", "pro", "ex", "sub", "multi", "semi"];

/// Regular endings of English words, and what stems end in without them.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ied", &["y"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("ly", &[""]),
    ("ness", &[""]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
];

/// Endings that make nouns of English words and hardly ever end names.
const NOUN_ENDINGS: &[&str] =
    &["ation", "ations", "ement", "ements", "ology", "ization", "itation"];

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The word lists.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// Reads one of the lists. They are part of the program and a test reads each, so a fault in one
/// cannot reach a user.
#[expect(clippy::expect_used, reason = "the lists are compiled in and read by a test")]
fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    toml::from_str(text).expect("a word list under assets/lexicon is well formed")
}

impl Lexicon {
    fn load() -> Self {
        let mut lexicon = Self {
            flags: HashMap::new(),
            common: include_str!("../../../assets/lexicon/english_words.txt")
                .split_whitespace()
                .collect(),
            phrases: HashMap::new(),
            family_endings: HashMap::new(),
            not_acronyms: HashSet::new(),
            known_index: HashMap::new(),
            cues_after_two: HashSet::new(),
            court_tails: Vec::new(),
            unique_courts: Vec::new(),
            lower_names: Vec::new(),
            countries: HashSet::new(),
            country_of: HashMap::new(),
        };
        lexicon.add_english(&parse(include_str!("../../../assets/lexicon/english.toml")));
        lexicon.add_names(&parse(include_str!("../../../assets/lexicon/names.toml")));
        lexicon.add_roles(&parse(include_str!("../../../assets/lexicon/roles.toml")));
        lexicon.add_places(&parse(include_str!("../../../assets/lexicon/places.toml")));
        lexicon.add_courts(parse(include_str!("../../../assets/lexicon/courts.toml")));
        lexicon.add_bodies(parse(include_str!("../../../assets/lexicon/bodies.toml")));
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        lexicon
    }

    fn mark(&mut self, words: &str, flag: Flags) {
        for word in words.split_whitespace() {
            let flags = self.flags.entry(word.to_owned()).or_default();
            *flags = flags.with(flag);
        }
    }

    fn phrase(&mut self, text: &str, kind: PhraseKind) {
        let words = split(text);
        if let Some(first) = words.first() {
            self.mark(&first.to_lowercase(), Flags::BEGINS_PHRASE);
            self.phrases.entry(first.to_lowercase()).or_default().push(Phrase { words, kind });
        }
    }

    fn add_english(&mut self, english: &English) {
        self.mark(&english.function, Flags::FUNCTION);
        self.mark(&english.openers, Flags::OPENER);
        self.mark(&english.months, Flags::CALENDAR);
        self.mark(&english.days, Flags::CALENDAR);
        self.mark(&english.human_verbs, Flags::HUMAN_VERB);
        self.mark(&english.doing_verbs, Flags::DOING_VERB);
        self.mark(&english.place_prepositions, Flags::PLACE_PREPOSITION);
        self.mark(&english.suffered, Flags::SUFFERED);
        self.mark(&english.fates, Flags::FATE);
        self.mark(&english.abbreviations, Flags::ABBREVIATION);
    }

    fn add_names(&mut self, names: &Names) {
        self.mark(&names.given, Flags::GIVEN);
        for more in names.given_more.values() {
            self.mark(more, Flags::GIVEN);
        }
        self.mark(&names.family, Flags::FAMILY);
        self.mark(&names.particles, Flags::PARTICLE);
        for ending in names.family_endings.split_whitespace() {
            self.family_endings.entry(ending.len()).or_default().insert(ending.to_owned());
        }
    }

    fn add_roles(&mut self, roles: &Roles) {
        self.mark(&roles.titles, Flags::TITLE);
        self.mark(&roles.weak_titles, Flags::WEAK_TITLE);
        self.mark(&roles.nouns, Flags::ROLE);
        self.mark(&roles.kin, Flags::KIN);
        for phrase in &roles.phrases {
            self.phrase(phrase, PhraseKind::Title);
        }
    }

    /// A name of the country that is usually called `usual`; both in lower case.
    fn add_country(&mut self, name: &str, usual: &str) {
        self.countries.insert(name.to_owned());
        if name.contains(' ') {
            self.phrase(name, PhraseKind::Place);
        } else {
            self.mark(name, Flags::COUNTRY);
        }
        self.country_of.entry(name.to_owned()).or_insert_with(|| usual.to_owned());
    }

    /// A word for what belongs to the country that is usually called `usual`; both in lower case.
    fn add_people(&mut self, word: &str, usual: &str) {
        self.country_of.entry(word.to_owned()).or_insert_with(|| usual.to_owned());
        self.mark(word, Flags::PEOPLE);
        self.mark(&format!("{word}s"), Flags::PEOPLE);
    }

    fn add_places(&mut self, places: &Places) {
        for country in countries::all() {
            let name = country.name.to_lowercase();
            let known = std::iter::once(&country.name).chain(&country.other);
            // An acronym in lower case may be another word altogether.
            for known in known.filter(|known| known.contains(char::is_lowercase)) {
                self.add_country(&known.to_lowercase(), &name);
            }
            for people in &country.demonyms {
                self.add_people(&people.to_lowercase().replace(' ', "-"), &name);
            }
        }
        for (country, people) in &places.countries {
            self.add_country(country, country);
            for word in people.split_whitespace() {
                self.add_people(word, country);
            }
        }
        self.mark(&places.peoples, Flags::PEOPLE);
        for word in places.peoples.split_whitespace() {
            self.mark(&format!("{word}s"), Flags::PEOPLE);
        }
        self.mark(&places.cities, Flags::CITY);
        self.mark(&places.place_words, Flags::PLACE_WORD);
        self.mark(&places.place_firsts, Flags::PLACE_FIRST);
        for phrase in &places.phrases {
            self.phrase(phrase, PhraseKind::Place);
        }
    }

    fn add_courts(&mut self, courts: Courts) {
        self.mark(&courts.heads, Flags::COURT);
        self.mark(&courts.kinds, Flags::COURT_KIND);
        self.court_tails = courts.of_tails.iter().map(|tail| split(tail)).collect();
        self.court_tails.sort_by_key(|tail| std::cmp::Reverse(tail.len()));
        self.unique_courts = courts.unique_lower;
    }

    fn add_bodies(&mut self, bodies: Bodies) {
        self.mark(&bodies.heads, Flags::HEAD);
        self.mark(&bodies.end_heads, Flags::END_HEAD);
        self.mark(&bodies.foreign_heads, Flags::FOREIGN_HEAD);
        self.mark(&bodies.start_heads, Flags::START_HEAD);
        self.mark(&bodies.alone, Flags::ALONE);
        self.mark(&bodies.other_ends, Flags::NOT_BODY);
        self.mark(&bodies.may_end, Flags::MAY_END);
        self.mark(&bodies.cues_before, Flags::CUE_BEFORE);
        self.mark(&bodies.cues_after, Flags::CUE_AFTER);
        self.mark(&bodies.bearers, Flags::BEARER);
        self.lower_names = bodies.lower_names.iter().map(|name| split(name)).collect();
        self.cues_after_two = bodies.cues_after_two.into_iter().collect();
        self.not_acronyms = bodies.not_acronyms.split_whitespace().map(str::to_owned).collect();
        for (number, forms) in (0_u16..).zip(&bodies.known) {
            for form in forms {
                self.phrase(form, PhraseKind::Body(number));
                self.known_index.entry(form.clone()).or_insert(number);
            }
        }
    }

    /// What the word `lower` (in lower case) may be; whether it is common is not among it.
    pub fn flags(&self, lower: &str) -> Flags {
        self.flags.get(lower).copied().unwrap_or_default()
    }

    /// Whether `lower` or the word it is derived from by a regular ending is ordinary English.
    pub fn is_common(&self, lower: &str) -> bool {
        if lower.contains(['-', '‑']) {
            return lower
                .split(['-', '‑'])
                .all(|part| PREFIXES.contains(&part) || self.is_common_part(part, 2));
        }
        self.is_common_part(lower, 2)
    }

    /// Looks for `word` and for the stem that is left without `depth` endings: "countering" is
    /// "count" with two.
    fn is_common_part(&self, word: &str, depth: u8) -> bool {
        let noun = word.len() >= 9 && NOUN_ENDINGS.iter().any(|ending| word.ends_with(ending));
        if noun || self.common.contains(word) {
            return true;
        }
        let prefixed = PREFIXES
            .iter()
            .filter_map(|prefix| word.strip_prefix(prefix))
            .any(|rest| rest.len() >= 6 && self.common.contains(rest));
        if prefixed {
            return true;
        }
        let mut stem = String::new();
        ENDINGS.iter().any(|(ending, replacements)| {
            let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= 3) else {
                return false;
            };
            replacements.iter().any(|replacement| {
                stem.clear();
                stem.push_str(base);
                stem.push_str(replacement);
                self.common.contains(stem.as_str())
                    || depth > 1 && self.is_common_part(&stem, depth - 1)
            })
        })
    }

    /// Whether `lower` ends as family names do.
    pub fn ends_like_family(&self, lower: &str) -> bool {
        if lower.len() < 5 {
            return false;
        }
        self.family_endings.iter().any(|(length, endings)| {
            lower
                .len()
                .checked_sub(*length)
                .and_then(|at| lower.get(at..))
                .is_some_and(|tail| endings.contains(tail))
        })
    }

    /// The known sequences that begin with the word `lower`, the longest first.
    pub fn phrases(&self, lower: &str) -> &[Phrase] {
        self.phrases.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Whether capital letters `word` stand for something else than a body.
    pub fn is_no_acronym(&self, word: &str) -> bool {
        self.not_acronyms.contains(word)
            || word.strip_suffix('s').is_some_and(|one| self.not_acronyms.contains(one))
    }

    /// The number of the well-known body that is written `form`.
    pub fn known_number(&self, form: &str) -> Option<u16> {
        self.known_index.get(form).copied()
    }

    /// Whether two lower-case nouns after a name make it a body's ("television channel").
    pub fn is_cue_of_two(&self, first: &str, second: &str) -> bool {
        self.cues_after_two.contains(&(first.to_owned(), second.to_owned()))
    }

    /// What may follow "of" after a court, as words, the longest first.
    pub fn court_tails(&self) -> &[Vec<String>] {
        &self.court_tails
    }

    /// Whether a country has only one court of this kind ("supreme", "court").
    pub fn is_unique_court(&self, kind: &str, head: &str) -> bool {
        self.unique_courts.iter().any(|(k, h)| k == kind && h == head)
    }

    /// The country that a word for its people, or its own name, speaks of.
    pub fn country_of(&self, lower: &str) -> Option<&str> {
        self.country_of.get(lower).map(String::as_str)
    }

    /// Names of bodies that reports write in lower case, as words.
    pub fn lower_names(&self) -> &[Vec<String>] {
        &self.lower_names
    }

    /// Whether `lower` is the name of a country.
    pub fn is_country(&self, lower: &str) -> bool {
        self.countries.contains(lower)
    }
}

/// Parts a phrase of the lists into words the way reports are parted: a possessive ending stands
/// apart, marks are words of their own.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in text.split_whitespace() {
        let (part, comma) = part.strip_suffix(',').map_or((part, false), |word| (word, true));
        let part = part.strip_suffix("'s").or(part.strip_suffix('\'')).unwrap_or(part);
        for (number, piece) in part.split('/').enumerate() {
            if number > 0 {
                words.push("/".to_owned());
            }
            words.push(piece.to_owned());
        }
        if comma {
            words.push(",".to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_tell_what_words_are() {
        let lexicon = lexicon();
        assert!(lexicon.flags("ministry").any(Flags::HEAD));
        assert!(lexicon.flags("activist").any(Flags::ROLE));
        assert!(!lexicon.flags("activist").any(Flags::HEAD));
        for common in
            ["reform", "reforms", "protested", "promising", "countries", "anti-corruption"]
        {
            assert!(lexicon.is_common(common), "{common}");
        }
        assert!(!lexicon.is_common("zhanbolat"));
        assert!(lexicon.ends_like_family("petrenko"));
        assert!(!lexicon.ends_like_family("reform"));
        assert!(lexicon.is_no_acronym("NGOs"));
    }

    #[test]
    fn phrases_are_parted_as_reports_are() {
        assert_eq!(split("Jehovah's Witnesses"), ["Jehovah", "Witnesses"]);
        assert_eq!(split("RFE/RL"), ["RFE", "/", "RL"]);
        assert_eq!(split("Educational, Scientific"), ["Educational", ",", "Scientific"]);
    }
}
