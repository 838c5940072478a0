//! The words of `assets/lexicon/figure_tables.toml`.

use crate::figures::lexicon::Words;
use serde::Deserialize;
use std::sync::LazyLock;

/// Words in the heads of tables.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    /// "Total".
    pub total: Words,
    /// "Number of".
    pub generic: Words,
    /// "Page": numbers below it count nothing.
    pub label: Words,
    /// "Target": numbers below it are no facts.
    pub planned: Words,
    /// "%".
    pub percent: Words,
    /// "Country of origin": rows name where people come from.
    pub elsewhere: Words,
    /// "Country": rows name places.
    pub country: Words,
    /// Words that neither begin nor end what is counted.
    pub link: Words,
    /// "(thousands)".
    pub thousand: Words,
    /// "(millions)".
    pub million: Words,
}

/// The lists that come with the program.
pub static WORDS: LazyLock<TableWords> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<TableWords, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/lexicon/figure_tables.toml"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_words_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }
}
