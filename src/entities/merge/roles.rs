//! Whether two people are said to be the same.

use crate::entities::lexicon::{Flags, lexicon};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    /// Words that stand for the same role, a row each.
    alike: Vec<String>,
}

/// For each word of a row the first one.
static ALIKE: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../../assets/lexicon/alike_roles.toml");
    let file: File = toml::from_str(text).unwrap_or(File { alike: Vec::new() });
    let mut alike = HashMap::new();
    for row in &file.alike {
        let first = row.split_whitespace().next().unwrap_or("");
        alike.extend(row.split_whitespace().map(|word| (word.to_owned(), first.to_owned())));
    }
    alike
});

/// The words of a role that say what somebody is: "well-known human rights attorney" is a lawyer.
pub fn words(role: &str) -> BTreeSet<String> {
    let known = |word: &&str| {
        lexicon().flags(word).any(Flags::ROLE.with(Flags::TITLE)) || ALIKE.contains_key(*word)
    };
    role.to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .filter(known)
        .map(|word| ALIKE.get(word).cloned().unwrap_or_else(|| word.to_owned()))
        .collect()
}

/// Whether one word of a role is in both; there are few of them.
pub fn share(a: &[&str], b: &[&str]) -> bool {
    a.iter().any(|word| b.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_meet_by_what_they_say() {
        assert!(ALIKE.len() > 10, "the list is read");
        let table = [
            ("well-known attorney", "his lawyer", true),
            ("head of the miners’ union", "union leader", true),
            ("former president", "President", true),
            ("journalist", "district judge", false),
            ("activist", "", false),
        ];
        for (a, b, want) in table {
            assert_eq!(crate::entities::share_role(a, b), want, "{a} / {b}");
            let (a, b) = (words(a), words(b));
            let (a, b): (Vec<&str>, Vec<&str>) =
                (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
            assert_eq!(share(&a, &b), want, "{a:?} / {b:?}");
        }
    }
}
