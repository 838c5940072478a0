//! Which roles are of public life.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The lists of `assets/lexicon/public_roles.toml`.
#[derive(Default, Deserialize)]
struct File {
    offices: String,
    functions: String,
    bodies: String,
    turns: Vec<String>,
}

struct Lists {
    offices: HashSet<String>,
    functions: HashSet<String>,
    bodies: HashSet<String>,
    turns: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let text = include_str!("../../assets/lexicon/public_roles.toml");
    let file: File = toml::from_str(text).unwrap_or_default();
    let words = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    Lists {
        offices: words(&file.offices),
        functions: words(&file.functions),
        bodies: words(&file.bodies),
        turns: file.turns.into_iter().collect(),
    }
});

/// Whether a role, in the words of a report, is one of public life: "former minister of fishing",
/// "head of the harbor police". What somebody is to another, or does at a body, counts only where
/// the role says so itself: "lawyer of the minister" is none.
pub fn is_public(role: &str) -> bool {
    let role = role.to_lowercase();
    let words: Vec<&str> = role
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let head = words.iter().position(|word| LISTS.turns.contains(*word)).unwrap_or(words.len());
    let (own, rest) = words.split_at_checked(head).unwrap_or((&words, &[]));
    // "The minister's brother" is a brother: what counts is the last of the words, or a title of
    // several ("chief justice", "deputy prime minister"), which ends in its office.
    let Some(last) = own.last() else { return false };
    if LISTS.offices.contains(*last) {
        return true;
    }
    let of_body = || own.iter().chain(rest).any(|word| LISTS.bodies.contains(*word));
    LISTS.functions.contains(*last) && of_body()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_functions_of_public_bodies_are_public() {
        let public = [
            "President",
            "former minister of fishing",
            "deputy prime minister",
            "Chief Justice",
            "Special Rapporteur on the Rights of Sailors",
            "head of the harbor police",
            "opposition party leader",
            "Human Rights Ombudsman",
            "spokesman for the foreign ministry",
        ];
        let private = [
            "activist",
            "journalist",
            "head of the chess club",
            "lawyer for the former minister",
            "the minister's brother",
            "wife of the president",
            "student",
            "leader of a band",
            "",
        ];
        for role in public {
            assert!(is_public(role), "{role}");
        }
        for role in private {
            assert!(!is_public(role), "{role}");
        }
    }
}
