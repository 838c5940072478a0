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

#[derive(Debug, Default, Deserialize)]
struct Rule {
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

impl Rule {
    fn fits(&self, words: &[String]) -> bool {
        let joined = words.join(" ");
        let one = |phrases: &[String]| phrases.iter().any(|phrase| super::holds(words, phrase));
        let starts = |phrase: &String| {
            joined
                .strip_prefix(phrase.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let ends = |phrase: &String| joined.ends_with(phrase.as_str());
        let fits = one(&self.any) || self.starts.iter().any(starts) || self.ends.iter().any(ends);
        fits && (self.with.is_empty() || one(&self.with)) && !one(&self.without)
    }
}

#[derive(Debug, Default, Deserialize)]
struct File {
    known: BTreeMap<BodyKind, Vec<String>>,
    rules: Vec<Rule>,
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
    let mut kinds = Kinds { rules: file.rules, ..Kinds::default() };
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
        KINDS.rules.iter().find(|rule| rule.fits(words)).and_then(|rule| rule.kind)
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
        use BodyKind::*;
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
