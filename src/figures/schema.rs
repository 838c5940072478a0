//! The form of the files under `assets/indicators/`, and what makes an indicator wrong.
//!
//! Shared with the build script, which refuses a wrong indicator with its line; so nothing here uses
//! the rest of the program.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use toml::Spanned;

/// What a number is a number of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People or things.
    #[default]
    Count,
    /// Parts of a hundred.
    Percent,
    /// Per so many people, or times as many.
    Rate,
    /// An amount of money, in the currency the text names.
    Money,
}

/// Whether a number is what there was on a day or what came in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// What there was on a day (prisoners held).
    Stock,
    /// What came in a time (complaints received).
    Flow,
}

/// Something that reports count, and how its figures are recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its name in files and on the command line (`torture_complaints`).
    pub slug: String,
    /// Its name in the window and on charts, sentence case ("Torture complaints").
    pub name: String,
    /// What it measures, in a sentence.
    pub description: String,
    /// What its values are, the usual one first.
    pub units: Vec<Unit>,
    /// Whether its values are a state or came in a time.
    pub flow: Flow,
    /// Slugs of indicators that it must not be mixed with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<String>,
    /// Whether it counts what is reported or recorded, so that a rise may be one of reporting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reporting: bool,
    /// How its figures are recognised: one entry that holds is enough.
    #[serde(rename = "match")]
    pub entries: Vec<Entry>,
}

/// One way in which an indicator's figures are told. Each string is a list of alternatives parted
/// by `|`; a word that ends in `*` stands for all that begin so, and `#` for the number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    /// The unit of the figures it is for; the indicator's usual one where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Must be in the head of what the number counts: "prisons" in "prisons for women in the south".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<String>,
    /// Must be in what the number counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<String>,
    /// Must be in the clause around the number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clause: Vec<String>,
    /// Must be in the sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentence: Vec<String>,
    /// Must be in the sentence or the one before it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// Must be in the sentence, the one before it, or the headings above.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<String>,
    /// Must not be in the clause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// Must not be in the head of what the number counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_head: Vec<String>,
    /// Must not be in what the number counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_counted: Vec<String>,
    /// Must not be in the sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_sentence: Vec<String>,
    /// Whether a share of those just counted is meant as well ("60 percent of whom awaited trial"):
    /// it says how common the thing is among them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub share: bool,
    /// Lifts the entry over others that fit as well.
    #[serde(skip_serializing_if = "is_zero")]
    pub bonus: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_zero(bonus: &u8) -> bool {
    *bonus == 0
}

impl Entry {
    /// The lists that must be found.
    pub fn wanted(&self) -> [&[String]; 6] {
        [&self.head, &self.counted, &self.clause, &self.sentence, &self.near, &self.around]
    }

    /// The lists of which nothing may be found.
    pub fn unwanted(&self) -> [&[String]; 4] {
        [&self.not, &self.not_head, &self.not_counted, &self.not_sentence]
    }
}

/// A file of indicators, each with its place in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    indicator: Vec<Spanned<Indicator>>,
}

/// A wrong indicator and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a file of indicators; every wrong one is named with its line.
pub fn parse(text: &str) -> Result<Vec<Indicator>, Vec<Wrong>> {
    let read = parse_beside(text, &[])?;
    Ok(read.into_iter().map(|(_, indicator)| indicator).collect())
}

/// Reads a file of indicators that stand beside those with the slugs `known`, which they may name
/// in `apart`. Each comes with its line.
pub fn parse_beside(text: &str, known: &[&str]) -> Result<Vec<(usize, Indicator)>, Vec<Wrong>> {
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![Wrong { line: line_of(text, at), what: error.message().to_owned() }]
    })?;
    let mut wrong = Vec::new();
    let mut lines: HashMap<&str, usize> = HashMap::new();
    for indicator in &file.indicator {
        let line = line_of(text, indicator.span().start);
        let value = indicator.get_ref();
        let mut say =
            |what: String| wrong.push(Wrong { line, what: format!("{}: {what}", value.slug) });
        if let Some(first) = lines.insert(&value.slug, line) {
            say(format!("the slug is taken by the indicator at line {first}"));
        }
        problems(value).into_iter().for_each(say);
    }
    for indicator in &file.indicator {
        let value = indicator.get_ref();
        let there = |slug: &str| lines.contains_key(slug) || known.contains(&slug);
        for slug in value.apart.iter().filter(|slug| !there(slug)) {
            let what = format!("{}: `apart` names {slug}, which there is not", value.slug);
            wrong.push(Wrong { line: line_of(text, indicator.span().start), what });
        }
    }
    if wrong.is_empty() {
        let placed = |indicator: Spanned<Indicator>| {
            (line_of(text, indicator.span().start), indicator.into_inner())
        };
        Ok(file.indicator.into_iter().map(placed).collect())
    } else {
        Err(wrong)
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// What is wrong with an indicator by itself.
pub fn problems(indicator: &Indicator) -> Vec<String> {
    let mut found = Vec::new();
    let slug_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if indicator.slug.is_empty() || !indicator.slug.chars().all(slug_char) {
        found.push("a slug is lower-case letters, digits and underscores".to_owned());
    }
    if !indicator.name.starts_with(char::is_uppercase) {
        found.push("a name begins with a capital".to_owned());
    }
    if !indicator.description.ends_with('.') {
        found.push("a description is a sentence with its full stop".to_owned());
    }
    if indicator.units.is_empty() {
        found.push("`units` is empty".to_owned());
    }
    if indicator.entries.is_empty() {
        found.push("no [[indicator.match]] says how it is recognised".to_owned());
    }
    for entry in &indicator.entries {
        if entry.wanted().iter().all(|list| list.is_empty()) {
            found.push("a match says nothing that must be found".to_owned());
        }
        if entry.unit.is_some_and(|unit| !indicator.units.contains(&unit)) {
            found.push("a match is for a unit that `units` does not list".to_owned());
        }
        let lists = entry.wanted().into_iter().chain(entry.unwanted());
        found.extend(lists.flatten().flat_map(|list| list.split('|')).filter_map(wrong_phrase));
    }
    found
}

/// What is wrong with one alternative.
fn wrong_phrase(phrase: &str) -> Option<String> {
    let allowed =
        |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ' ' | '\'' | '*' | '#');
    let words: Vec<&str> = phrase.split(' ').collect();
    let star = words.iter().any(|word| word.trim_end_matches('*').contains('*') || *word == "*");
    let bad = phrase.is_empty() || !phrase.chars().all(allowed) || words.contains(&"") || star;
    let inner = phrase.trim_end_matches('*').contains('*');
    (bad || inner).then(|| {
        format!(
            "`{phrase}` is no pattern: lower-case words parted by one space, `*` only at the end"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "[[indicator]]\nslug = \"harvests\"\nname = \"Harvests\"\ndescription = \"Harvests brought in.\"\nunits = [\"count\"]\nflow = \"flow\"\n[[indicator.match]]\ncounted = [\"harvest*\"]\n";

    #[test]
    fn a_right_file_is_read() {
        assert_eq!(parse(RIGHT).map(|list| list.len()), Ok(1));
    }

    #[test]
    fn a_wrong_indicator_is_named_with_its_line() {
        let table = [
            (RIGHT.replace("harvest*", "har*vest"), 1, "is no pattern"),
            (RIGHT.replace("\"Harvests\"", "\"harvests\""), 1, "begins with a capital"),
            (RIGHT.replace("flow = \"flow\"", "flow = \"ebb\""), 6, "unknown variant"),
            (format!("{RIGHT}\n{RIGHT}"), 10, "is taken by the indicator at line 1"),
            (RIGHT.replace("units", "apart = [\"moons\"]\nunits"), 1, "names moons"),
        ];
        for (text, line, what) in table {
            let wrong = parse(&text).err().unwrap_or_default();
            let named = wrong.iter().any(|w| w.line == line && w.what.contains(what));
            assert!(named, "{what}: {wrong:?}");
        }
    }
}
