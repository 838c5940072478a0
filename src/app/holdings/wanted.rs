//! What is typed to narrow a list of reports: each word must begin a word of the report's country,
//! publisher, year, title or file, accents and case aside. "kaz 2019 state" finds the report of the
//! State Department on Kazakhstan for 2019.

use super::Holdings;
use super::row::Row;
use crate::report::countries;

/// The words that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(Vec<String>);

impl Wanted {
    /// The words of what was typed.
    pub fn new(typed: &str) -> Self {
        // Writing without blanks has no beginnings of words to be found by.
        let begins =
            |word: &str| if word.is_ascii() { format!(" {word}") } else { word.to_owned() };
        Self(countries::plain(typed).split_whitespace().map(begins).collect())
    }

    /// Whether nothing is asked for, and all fits.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a report has all words.
    pub fn fits(&self, row: &Row, holdings: &Holdings) -> bool {
        self.0.iter().all(|word| {
            let of = |words: &str| words.contains(word.as_str());
            of(row.words())
                || row.country().is_some_and(|id| of(holdings.countries.words(id)))
                || row.publisher().is_some_and(|id| of(holdings.publishers.words(id)))
        })
    }
}
