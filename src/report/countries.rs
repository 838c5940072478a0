//! The countries of the world by all their names, from `assets/countries.toml`.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A country or territory.
#[derive(Clone, Debug, Deserialize)]
pub struct Country {
    /// ISO 3166-1 code of two letters.
    pub code: String,
    /// ISO 3166-1 code of three letters, which UN symbols carry.
    pub code3: String,
    /// Its usual English name.
    pub name: String,
    /// Names in full, former ones among them, that covers and headings carry.
    #[serde(default)]
    pub formal: Vec<String>,
    /// Longer, former and other names.
    #[serde(default)]
    pub other: Vec<String>,
    /// Adjectives formed from its name ("Norwegian").
    #[serde(default)]
    pub demonyms: Vec<String>,
}

impl Country {
    /// All its names, the usual one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.other.iter().chain(&self.formal);
        std::iter::once(&self.name).chain(others).map(String::as_str)
    }
}

#[derive(Deserialize)]
struct File {
    country: Vec<Country>,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    // A broken list is caught by this module's test; the program then knows no countries.
    toml::from_str::<File>(include_str!("../../assets/countries.toml"))
        .map(|file| file.country)
        .unwrap_or_default()
});

/// All countries, by name.
pub fn all() -> &'static [Country] {
    &COUNTRIES
}

struct Finder {
    automaton: Option<AhoCorasick>,
    /// For each pattern the index of its country.
    owners: Vec<usize>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut owners = Vec::new();
    for (index, country) in COUNTRIES.iter().enumerate() {
        for name in country.names() {
            patterns.push(plain(name));
            owners.push(index);
        }
    }
    let automaton =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
    Finder { automaton, owners }
});

/// The countries named in `text` (a title, a file name, some paragraphs), in order and with
/// repetitions. Case, accents, hyphens and underscores do not matter, but an abbreviation of three
/// letters and fewer must be in capitals.
pub fn named_in(text: &str) -> Vec<&'static Country> {
    let Some(automaton) = &FINDER.automaton else { return Vec::new() };
    let searched = plain(text);
    let capitals: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| is_capitals(w)).collect();
    automaton
        .find_iter(&searched)
        .filter(|found| {
            let before = searched.get(..found.start()).unwrap_or("");
            let after = searched.get(found.end()..).unwrap_or("");
            !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic)
        })
        .filter(|found| {
            let words = searched.get(found.range()).unwrap_or("");
            words.len() > 3 || capitals.iter().any(|c| c.to_lowercase() == words)
        })
        .filter_map(|found| COUNTRIES.get(*FINDER.owners.get(found.pattern().as_usize())?))
        .collect()
}

/// Each name in [`plain`] letters, with the index of its country.
static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (index, country) in COUNTRIES.iter().enumerate() {
        for name in country.names() {
            by_name.entry(plain(name).trim().to_owned()).or_insert(index);
        }
    }
    by_name
});

/// The country that `text` names and says nothing beside.
pub fn named_by(text: &str) -> Option<&'static Country> {
    let wanted = plain(text);
    let wanted = wanted.trim();
    let wanted = wanted.strip_prefix("the ").unwrap_or(wanted);
    let index = BY_NAME.get(wanted).or_else(|| BY_NAME.get(&format!("the {wanted}")))?;
    COUNTRIES.get(*index)
}

/// The country of a code of two or three letters, in capitals as symbols of documents have it.
pub fn of_code(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.code3 == code || country.code == code)
}

/// Whether a country that is called `name` is meant by what somebody typed: by any of its names, case
/// and accents aside, or by the very words where it is none that is known.
pub fn is_called(name: &str, typed: &str) -> bool {
    plain(name).trim() == plain(typed).trim()
        || named_by(typed).is_some_and(|country| country.name == name)
}

/// All names of the country that is called `name`, that one first.
pub fn names_of(name: &str) -> impl Iterator<Item = &str> {
    let known = named_by(name).filter(|country| country.name == name);
    let others = known.into_iter().flat_map(Country::names).filter(move |other| *other != name);
    std::iter::once(name).chain(others)
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Lower case without accents and apostrophes; other marks become single spaces. Names are compared
/// so.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’')) {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        assert!(all().len() >= 240);
        for country in all() {
            assert_eq!(country.code.len(), 2, "{}", country.name);
            assert!(of_code(&country.code3).is_some_and(|c| c.code == country.code));
            assert!(named_by(&country.name).is_some_and(|c| c.code == country.code));
        }
    }

    #[test]
    fn a_country_is_meant_by_any_of_its_names() {
        assert!(is_called("Myanmar", "burma") && is_called("South Korea", "Republic of Korea"));
        assert!(is_called("Côte d'Ivoire", "COTE D’IVOIRE") && is_called("Karvenia", " karvenia"));
        assert!(!is_called("South Korea", "North Korea") && !is_called("Karvenia", "Norway"));
        assert!(names_of("Eswatini").any(|name| name == "Swaziland"));
        assert_eq!(names_of("Karvenia").collect::<Vec<_>>(), ["Karvenia"]);
    }

    #[test]
    fn countries_are_known_by_all_their_names() {
        let table = [
            ("norway-2018-report", "Norway"),
            ("cote-divoire", "Côte d'Ivoire"),
            ("Democratic People’s Republic of Korea", "North Korea"),
            ("republic-of-the-congo", "Republic of the Congo"),
            ("democratic-republic-of-the-congo", "Democratic Republic of the Congo"),
            ("the UK", "United Kingdom"),
            ("BURMA", "Myanmar"),
            ("guinea-bissau.html", "Guinea-Bissau"),
            ("Sao Tome and Principe", "São Tomé and Príncipe"),
        ];
        for (text, want) in table {
            assert_eq!(named_in(text).first().map(|c| c.name.as_str()), Some(want), "{text}");
        }
        assert!(named_in("a chadian in a car, Oman's omanis").iter().all(|c| c.name == "Oman"));
    }
}
