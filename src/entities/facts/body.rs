//! Of what kind an organization is, from its name and what stands beside it.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// Kinds of organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// A ministry, a parliament, an ombudsman.
    StateBody,
    /// Police, army, secret service.
    SecurityForce,
    /// An association of citizens.
    Ngo,
    /// A newspaper, a broadcaster, a news agency.
    Media,
    /// A political party or coalition.
    Party,
    /// A business.
    Company,
    /// A union of workers.
    Union,
    /// A body of several states.
    InternationalBody,
    /// An armed group or a gang.
    ArmedGroup,
    /// A church or another community of faith.
    ReligiousBody,
}

/// A rule as it stands in the file.
#[derive(Debug, Default, Deserialize)]
struct RuleText {
    kind: Option<BodyKind>,
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
}

/// Phrases, each by its words.
type Phrases = Vec<Vec<String>>;

#[derive(Debug)]
struct Rule {
    kind: BodyKind,
    any: Phrases,
    starts: Phrases,
    ends: Vec<String>,
    with: Phrases,
    without: Phrases,
}

impl Rule {
    fn new(text: RuleText) -> Option<Self> {
        let split = |phrases: Vec<String>| phrases.iter().map(|text| super::phrase(text)).collect();
        Some(Self {
            kind: text.kind?,
            any: split(text.any),
            starts: split(text.starts),
            ends: text.ends,
            with: split(text.with),
            without: split(text.without),
        })
    }

    fn fits(&self, words: &[String]) -> bool {
        let one = |phrases: &Phrases| phrases.iter().any(|phrase| super::holds(words, phrase));
        let ends = |end: &String| {
            words.last().is_some_and(|last| last.ends_with(end.as_str()))
                || end.contains(' ') && words.join(" ").ends_with(end.as_str())
        };
        let fits = one(&self.any)
            || self.starts.iter().any(|phrase| words.starts_with(phrase))
            || self.ends.iter().any(ends);
        fits && (self.with.is_empty() || one(&self.with)) && !one(&self.without)
    }
}

#[derive(Debug, Default, Deserialize)]
struct File {
    known: BTreeMap<BodyKind, Vec<String>>,
    rules: Vec<RuleText>,
    beside: BTreeMap<BodyKind, String>,
}

#[derive(Debug, Default)]
struct Kinds {
    known: HashMap<String, BodyKind>,
    rules: Vec<Rule>,
    beside: HashMap<String, BodyKind>,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let text = include_str!("../../../assets/lexicon/body_kinds.toml");
    // A test reads the file; a fault in it cannot reach a user.
    let file: File = toml::from_str(text).unwrap_or_default();
    let mut kinds =
        Kinds { rules: file.rules.into_iter().filter_map(Rule::new).collect(), ..Kinds::default() };
    for (kind, names) in file.known {
        kinds.known.extend(names.into_iter().map(|name| (name, kind)));
    }
    for (kind, words) in file.beside {
        kinds.beside.extend(words.split_whitespace().map(|word| (word.to_owned(), kind)));
    }
    kinds
});

/// The kind that the name tells, or else one of the other forms, the longest first.
pub fn body_kind(name: &str, forms: &BTreeSet<&str>) -> Option<BodyKind> {
    let mut names: Vec<&str> = forms.iter().copied().filter(|form| *form != name).collect();
    names.sort_by_key(|form| (std::cmp::Reverse(form.len()), *form));
    names.insert(0, name);
    let words: Vec<Vec<String>> = names.into_iter().map(super::words).collect();
    let known = || words.iter().find_map(|words| KINDS.known.get(&words.join(" ")).copied());
    let told = |words: &Vec<String>| {
        KINDS.rules.iter().find(|rule| rule.fits(words)).map(|rule| rule.kind)
    };
    known().or_else(|| words.iter().find_map(told))
}

/// The kind that a noun beside a name gives it: "newspaper" in "the newspaper Aurora".
pub fn beside(word: &str) -> Option<BodyKind> {
    KINDS.beside.get(&word.to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_kind_of_body_it_is() {
        use BodyKind::{
            ArmedGroup, Company, InternationalBody, Media, Ngo, Party, ReligiousBody,
            SecurityForce, StateBody, Union,
        };
        let table = [
            ("Ministry of Trade and Fishing", Some(StateBody)),
            ("Office of the Human Rights Ombudsman", Some(StateBody)),
            ("Karvenian Border Police", Some(SecurityForce)),
            ("Committee for National Security", Some(SecurityForce)),
            ("Police Complaints Commission", Some(StateBody)),
            ("Open Hand Network", Some(Ngo)),
            ("Karvenian Bar Association", Some(Ngo)),
            ("Committee to Free the Poets", Some(Ngo)),
            ("Dawn Party", Some(Party)),
            ("Harbor Workers Union", Some(Union)),
            ("Federation of Trade Unions of Karvenia", Some(Union)),
            ("Velna Tribune", Some(Media)),
            ("velna-news.com", Some(Media)),
            ("Velna Oil and Gas", Some(Company)),
            ("UN Committee on the Rights of the Child", Some(InternationalBody)),
            ("OSCE", Some(InternationalBody)),
            ("Northern Liberation Army", Some(ArmedGroup)),
            ("Orthodox Church of Karvenia", Some(ReligiousBody)),
            ("Aurora", None),
        ];
        for (name, want) in table {
            assert_eq!(body_kind(name, &BTreeSet::new()), want, "{name}");
        }
        let forms = ["OHN", "Open Hand Network"].into();
        assert_eq!(body_kind("OHN", &forms), Some(Ngo));
        assert_eq!(beside("Newspaper"), Some(Media));
    }
}
