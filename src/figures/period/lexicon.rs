//! The word lists of `assets/lexicon/periods.toml`.

use crate::figures::lexicon::Words;
use serde::Deserialize;
use std::sync::LazyLock;

/// All lists, ready to be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodWords {
    /// Verbs of telling.
    pub telling: Words,
    /// Nouns that hold figures.
    pub data: Words,
    /// Nouns of an inquiry that is of a year.
    pub study: Words,
    /// Events that many take part in.
    pub event: Words,
    /// Words that never follow a modifier.
    pub function: Words,
    /// Verbs of a state.
    pub state: Words,
    /// Participles of a state, after "were".
    pub state_after_be: Words,
    /// Verbs of a body that counts what comes.
    pub counting: Words,
    /// Verbs in the past that tell how things stand.
    pub standing: Words,
    /// Participles of a thing's beginning.
    pub begun: Words,
    /// Prepositions that put a figure inside an event.
    pub inside: Words,
    /// Prepositions that put it outside.
    pub outside: Words,
    /// Nouns of a roll or a stock.
    pub roll: Words,
}

/// The lists that come with the program.
pub static WORDS: LazyLock<PeriodWords> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<PeriodWords, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/lexicon/periods.toml"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }
}
