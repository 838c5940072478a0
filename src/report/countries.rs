//! The countries of the world by all their names, from `assets/countries.toml`.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A country or territory.
#[derive(Clone, Debug, Deserialize)]
pub struct Country {
    /// ISO 3166-1 code of two letters.
    pub code: String,
    /// Its usual English name.
    pub name: String,
    /// Longer, former and other names.
    #[serde(default)]
    pub other: Vec<String>,
    /// Adjectives formed from its name ("Norwegian").
    #[serde(default)]
    pub demonyms: Vec<String>,
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
        for name in std::iter::once(&country.name).chain(&country.other) {
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

/// The country that `text` names and says nothing beside.
pub fn named_by(text: &str) -> Option<&'static Country> {
    let wanted = plain(text);
    let wanted = wanted.trim();
    COUNTRIES
        .iter()
        .find(|c| std::iter::once(&c.name).chain(&c.other).any(|name| plain(name) == wanted))
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Lower case without accents and apostrophes; other marks become single spaces.
fn plain(text: &str) -> String {
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
            assert!(named_by(&country.name).is_some_and(|c| c.code == country.code));
        }
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
