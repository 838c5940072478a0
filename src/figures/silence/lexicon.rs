//! The word lists of `assets/lexicon/silences.toml`.

use crate::figures::lexicon::Words;
use serde::Deserialize;
use std::sync::LazyLock;

/// All lists, ready to be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceWords {
    /// Nouns of figures as such.
    pub data: Words,
    /// Of these, what may be about anything else too.
    pub wide: Words,
    /// What was not done with them.
    pub given: Words,
    /// Verbs of giving.
    pub giving: Words,
    /// What somebody tells.
    pub reports: Words,
    /// What leads to what is told of.
    pub about: Words,
    /// What stands between that and what is counted.
    pub amount: Words,
    /// What says only that nothing is known.
    pub known: Words,
    /// Words before a noun of which there may be others.
    pub other: Words,
    /// What ends what is counted.
    pub ends: Words,
    /// Nouns that count though they are no plurals.
    pub single: Words,
}

pub static LEXICON: LazyLock<SilenceWords> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<SilenceWords, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/lexicon/silences.toml"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }
}
