//! Whether the words of a heading are the name of a country, or of a part of a volume that is about
//! none (a region, an appendix).

use crate::report::countries::{self, Country, plain};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// Longer words are no chapter's heading, in bytes.
pub const LONGEST: usize = 90;

#[derive(Default, Deserialize)]
struct Parts {
    /// Names of regions, plain.
    regions: Vec<String>,
    /// What may follow or precede a region's name.
    region_words: Vec<String>,
    /// First words of what stands after the last chapter, plain.
    end_matter: Vec<String>,
    /// Words beside a country's name that name a territory with it, plain.
    territory_words: Vec<String>,
    /// Words for kinds of states, plain.
    state_words: Vec<String>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    // A broken list is caught by this module's test; chapters then run on to the next one.
    toml::from_str(include_str!("../../../assets/volumes.toml")).unwrap_or_default()
});

#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test run")]
static EVENTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[\s:,–—-]+(?:events\s+of\s+)?(?:19|20)\d\d$").expect("a constant pattern")
});

/// The country that a chapter headed by `words` is about: "NORWAY", "The Netherlands", "Norway:
/// Events of 2031", "Korea (Republic of)", "Israel and the Occupied Territories",
/// "Morocco/Western Sahara".
pub fn country(words: &str) -> Option<&'static Country> {
    let words = words.trim();
    if words.len() > LONGEST || !words.starts_with(char::is_alphabetic) {
        return None;
    }
    let words =
        EVENTS.find(words).map_or(words, |events| words.get(..events.start()).unwrap_or(""));
    countries::named_by(words)
        .or_else(|| turned(words))
        .or_else(|| with_territory(words))
        .or_else(|| as_state(words))
        .or_else(|| with_aside(words))
        .or_else(|| with_neighbour(words))
}

/// "Serbia (including Kosovo)": something in brackets, and nothing after it.
fn with_aside(words: &str) -> Option<&'static Country> {
    let (name, aside) = words.strip_suffix(')')?.split_once('(')?;
    if aside.contains(['(', ')']) { None } else { countries::named_by(name) }
}

/// "Morocco/Western Sahara", "Israel/Occupied Territories": the first of several names.
fn with_neighbour(words: &str) -> Option<&'static Country> {
    let (name, others) = words.split_once('/')?;
    let rest = plain(others);
    let known = others.split('/').all(|other| countries::named_by(other).is_some())
        || rest.split_whitespace().all(is_territory);
    if known { countries::named_by(name) } else { None }
}

/// Whether a plain word may stand in the name of a territory beside a country's.
fn is_territory(word: &str) -> bool {
    PARTS.territory_words.iter().any(|known| known == word) || countries::named_by(word).is_some()
}

/// "Korea (Republic of)", "Congo, Democratic Republic of the": the name's end stands first.
fn turned(words: &str) -> Option<&'static Country> {
    let (name, rest) = words.split_once([',', '('])?;
    let rest = rest.trim().trim_end_matches(')');
    countries::named_by(&format!("{rest} {name}"))
        .or_else(|| countries::named_by(&format!("{rest} the {name}")))
}

/// "Israel and the Occupied Territories": a country, and words for a territory beside it.
fn with_territory(words: &str) -> Option<&'static Country> {
    let plain = plain(words);
    let (name, rest) = plain.split_once(" and ")?;
    if rest.split_whitespace().all(is_territory) { countries::named_by(name) } else { None }
}

/// "Kingdom of Denmark", "PEOPLE’S REPUBLIC OF BENIN": the kind of state, whether or not it is the
/// country's present one.
fn as_state(words: &str) -> Option<&'static Country> {
    let plain = plain(words);
    let (kind, name) = plain.split_once(" of ")?;
    let state = |word: &str| PARTS.state_words.iter().any(|known| known == word);
    if kind.split_whitespace().all(state) { countries::named_by(name) } else { None }
}

/// Whether `words` head an overview of a region: "EUROPE AND CENTRAL ASIA", "Africa regional
/// overview".
pub fn is_region(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let plain = plain(words);
    let mut rest = plain.trim();
    for word in &PARTS.region_words {
        rest = rest.strip_suffix(word.as_str()).unwrap_or(rest).trim_end();
        rest = rest.strip_prefix(word.as_str()).unwrap_or(rest).trim_start();
    }
    PARTS.regions.iter().any(|region| region == rest)
}

/// Whether `words` head what follows a volume's chapters: "Appendix 1", "INDEX".
pub fn is_end_matter(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let plain = plain(words);
    PARTS.end_matter.iter().any(|first| {
        plain.strip_prefix(first.as_str()).is_some_and(|r| !r.starts_with(char::is_alphabetic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_countries_in_many_ways() {
        let table = [
            ("NORWAY", "NO"),
            ("The Netherlands", "NL"),
            ("KINGDOM OF NORWAY", "NO"),
            ("PEOPLE’S REPUBLIC OF FIJI", "FJ"),
            ("Courts of Fiji", ""),
            ("Norway: Events of 2031", "NO"),
            ("Norway 2031", "NO"),
            ("Korea (Republic of)", "KR"),
            ("KOREA (DEMOCRATIC PEOPLE’S REPUBLIC OF)", "KP"),
            ("Congo, Democratic Republic of the", "CD"),
            ("Israel and the Occupied Territories", "IL"),
            ("Israel and Palestine", "IL"),
            ("Morocco/Western Sahara", "MA"),
            ("Serbia (including Kosovo)", "RS"),
            ("BOSNIA AND HERZEGOVINA", "BA"),
            ("Israel/Occupied Territories", "IL"),
            ("Morocco/Western Sahara Kingdom of Morocco", ""),
            ("Norway and its prisons", ""),
            ("Prisons of Norway", ""),
            ("Norwegian prisons", ""),
            ("1. Norway", ""),
        ];
        for (words, code) in table {
            assert_eq!(country(words).map_or("", |c| c.code.as_str()), code, "{words}");
        }
    }

    #[test]
    fn regions_and_end_matter_are_known() {
        for words in
            ["EUROPE AND CENTRAL ASIA", "Africa regional overview", "The Americas", "AFRICA"]
        {
            assert!(is_region(words), "{words}");
        }
        assert!(!is_region("African women"));
        assert!(is_end_matter("Appendix 1") && is_end_matter("INDEX"));
        assert!(!is_end_matter("Appendicitis") && !is_end_matter("The index of prices"));
    }
}
