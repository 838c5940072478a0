//! The word lists of `assets/lexicon/figures.toml`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The lists as they stand in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    approx: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
    after_at_least: Vec<String>,
    after_at_most: Vec<String>,
    after_approx: Vec<String>,
    between: Vec<String>,
    time: Vec<String>,
    measure: Vec<String>,
    months: Vec<String>,
    labels: Vec<String>,
    currencies: Vec<String>,
    currency_marks: Vec<String>,
    currency_codes: Vec<String>,
    change: Vec<String>,
    law: Vec<String>,
    ruling: Vec<String>,
    penalty: Vec<String>,
    duty: Vec<String>,
    threshold: Vec<String>,
    passed: Vec<String>,
    counted_by: Vec<String>,
    aggregate: Vec<String>,
    state: Vec<String>,
    arrival: Vec<String>,
    finite: Vec<String>,
    mass_event: Vec<String>,
    told: Vec<String>,
    telling: Vec<String>,
    fixed_group: Vec<String>,
    event: Vec<String>,
    must: Vec<String>,
    setting: Vec<String>,
}

/// Phrases of one list: a set of words, stems, and phrases of several words.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Words {
    words: HashSet<String>,
    stems: Vec<String>,
    phrases: Vec<Vec<String>>,
}

impl From<Vec<String>> for Words {
    fn from(list: Vec<String>) -> Self {
        Self::new(list)
    }
}

impl Words {
    fn new(list: Vec<String>) -> Self {
        let mut words = Self::default();
        for entry in list {
            if let Some(stem) = entry.strip_suffix('*') {
                words.stems.push(stem.to_owned());
            } else if entry.contains(' ') {
                words.phrases.push(entry.split(' ').map(str::to_owned).collect());
            } else {
                words.words.insert(entry);
            }
        }
        words.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        words
    }

    /// Whether the lower-case `word` is in the list, by itself or by its stem.
    pub fn has(&self, word: &str) -> bool {
        !word.is_empty()
            && (self.words.contains(word)
                || self.stems.iter().any(|stem| word.starts_with(stem.as_str())))
    }

    /// How many of the words just before index `end` are one entry of the list, longest first.
    pub fn ending_at(&self, lower: &[String], end: usize) -> Option<usize> {
        let before = lower.get(..end)?;
        let phrase = self.phrases.iter().find(|phrase| before.ends_with(phrase));
        phrase.map(Vec::len).or_else(|| before.last().filter(|w| self.has(w)).map(|_| 1))
    }

    /// How many of the words from index `start` on are one entry of the list, longest first.
    pub fn starting_at(&self, lower: &[String], start: usize) -> Option<usize> {
        let after = lower.get(start..)?;
        let phrase = self.phrases.iter().find(|phrase| after.starts_with(phrase));
        phrase.map(Vec::len).or_else(|| after.first().filter(|w| self.has(w)).map(|_| 1))
    }

    /// The index of the last entry of the list in `lower[from..to]`.
    pub fn last_within(&self, lower: &[String], from: usize, to: usize) -> Option<usize> {
        (from..to.min(lower.len())).rev().find(|at| self.starting_at(lower, *at).is_some())
    }

    /// Whether an entry of the list stands in `lower[from..to]`.
    pub fn any_within(&self, lower: &[String], from: usize, to: usize) -> bool {
        self.last_within(lower, from, to).is_some()
    }
}

/// All lists, ready to be asked.
#[derive(Debug)]
pub struct Lexicon {
    /// "about".
    pub approx: Words,
    /// "more than".
    pub at_least: Words,
    /// "up to".
    pub at_most: Words,
    /// "or more".
    pub after_at_least: Words,
    /// "or fewer".
    pub after_at_most: Words,
    /// "or so".
    pub after_approx: Words,
    /// What may stand between a bound and its number.
    pub between: Words,
    /// Units of time.
    pub time: Words,
    /// Units of length, area, weight.
    pub measure: Words,
    /// Names of months.
    pub months: Words,
    /// What a label's number follows ("article").
    pub labels: Words,
    /// Names of currencies.
    pub currencies: Words,
    /// Signs before amounts.
    pub currency_marks: Words,
    /// Codes before amounts.
    pub currency_codes: Words,
    /// Verbs and nouns of a change.
    pub change: Words,
    /// What makes rules: law, code, constitution.
    pub law: Words,
    /// What a law does: provides, requires, permits.
    pub ruling: Words,
    /// Fines, terms, and what is punishable.
    pub penalty: Words,
    /// Must, may, are required to.
    pub duty: Words,
    /// Minimum, quota, threshold.
    pub threshold: Words,
    /// A sentence that a court passed.
    pub passed: Words,
    /// Who or what counts: reported, registered, statistics.
    pub counted_by: Words,
    /// Words of a total: during the year, total, percent.
    pub aggregate: Words,
    /// Verbs and nouns of a state on a day.
    pub state: Words,
    /// Verbs and nouns of what came in a time.
    pub arrival: Words,
    /// Finite verbs that end what is counted.
    pub finite: Words,
    /// Events that many take part in.
    pub mass_event: Words,
    /// Verbs of one told event: arrested, killed, sentenced.
    pub told: Words,
    /// What tells that a thing was counted: reported, registered.
    pub telling: Words,
    /// Groups whose size is fixed by law: provinces, senators.
    pub fixed_group: Words,
    /// Nouns of one event: killing, disappearance.
    pub event: Words,
    /// Must and shall.
    pub must: Words,
    /// What a law does when it sets a number: requires, limits, reserves.
    pub setting: Words,
}

/// The lists that come with the program.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File = parse().unwrap_or_default();
    Lexicon {
        approx: Words::new(file.approx),
        at_least: Words::new(file.at_least),
        at_most: Words::new(file.at_most),
        after_at_least: Words::new(file.after_at_least),
        after_at_most: Words::new(file.after_at_most),
        after_approx: Words::new(file.after_approx),
        between: Words::new(file.between),
        time: Words::new(file.time),
        measure: Words::new(file.measure),
        months: Words::new(file.months),
        labels: Words::new(file.labels),
        currencies: Words::new(file.currencies),
        currency_marks: Words::new(file.currency_marks),
        currency_codes: Words::new(file.currency_codes),
        change: Words::new(file.change),
        law: Words::new(file.law),
        ruling: Words::new(file.ruling),
        penalty: Words::new(file.penalty),
        duty: Words::new(file.duty),
        threshold: Words::new(file.threshold),
        passed: Words::new(file.passed),
        counted_by: Words::new(file.counted_by),
        aggregate: Words::new(file.aggregate),
        state: Words::new(file.state),
        arrival: Words::new(file.arrival),
        finite: Words::new(file.finite),
        mass_event: Words::new(file.mass_event),
        told: Words::new(file.told),
        telling: Words::new(file.telling),
        fixed_group: Words::new(file.fixed_group),
        event: Words::new(file.event),
        must: Words::new(file.must),
        setting: Words::new(file.setting),
    }
});

fn parse() -> Result<File, toml::de::Error> {
    toml::from_str(include_str!("../../assets/lexicon/figures.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(parse().map(|_| ()), Ok(()));
    }

    #[test]
    fn entries_are_found_before_and_after_an_index() {
        let words = lower("no fewer than ten men or more fell");
        assert_eq!(LEXICON.at_least.ending_at(&words, 3), Some(3));
        assert_eq!(LEXICON.after_at_least.starting_at(&words, 5), Some(2));
        assert_eq!(LEXICON.at_least.ending_at(&words, 4), None);
    }
}
