//! The word lists of `assets/lexicon/sources.toml`.

use crate::figures::lexicon::Words;
use serde::Deserialize;
use std::sync::LazyLock;

/// All lists, ready to be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceWords {
    /// Verbs with which a body tells a figure.
    pub telling: Words,
    /// Verbs with which a body takes note of what comes.
    pub counting: Words,
    /// Verbs of receiving.
    pub receiving: Words,
    /// What is addressed to a body.
    pub addressed: Words,
    /// What a body does with what it received.
    pub settling: Words,
    /// Verbs of keeping a roll.
    pub keeping: Words,
    /// Rolls.
    pub rolls: Words,
    /// Verbs that hand a claim on to what they cite.
    pub citing: Words,
    /// What stands in no subject.
    pub no_subject: Words,
    /// What ends no subject.
    pub preposition: Words,
    /// Nouns that hold figures.
    pub data: Words,
    /// Nouns of figures that name nobody by themselves.
    pub nobody: Words,
    /// Rules, which count nothing.
    pub rules: Words,
    /// Nouns of bodies and people that can hold a count.
    pub body: Words,
    /// Nouns that stand for a body named before.
    pub anaphoric: Words,
    /// What stands between a subject and its verb.
    pub between: Words,
    /// What stands before a subject and is none of it.
    pub before: Words,
    /// What opens a sentence before its subject.
    pub opening: Words,
    /// What describes a body in lower case.
    pub describing: Words,
    /// Kinds of bodies by themselves.
    pub group: Words,
    /// Bodies that could be any.
    pub vague: Words,
    /// Posts that one person holds.
    pub post: Words,
    /// Forms that are nouns as well as verbs of telling.
    pub noun_or_verb: Words,
    /// What stands before what somebody cites.
    pub handing_on: Words,
    /// Articles and the like.
    pub article: Words,
    /// Pronouns.
    pub pronoun: Words,
}

/// The lists that come with the program.
pub static WORDS: LazyLock<SourceWords> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<SourceWords, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/lexicon/sources.toml"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }
}
