//! What a court's or an organization's name tells about it: level, place and matter; kind of body.
//!
//! Comes in: a name and its other forms. Goes out: [`CourtFacts`] and [`BodyKind`]. What the words
//! mean is data, in `assets/lexicon/court_levels.toml` and `body_kinds.toml`.

mod body;
mod court;

pub use body::{BodyKind, beside, body_kind};
pub use court::{CourtFacts, CourtLevel, court};

/// The words of a name in lower case, apostrophes made plain, marks taken off.
fn words(name: &str) -> Vec<String> {
    name.replace(['’', '‘'], "'")
        .replace('‑', "-")
        .to_lowercase()
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| matches!(c, ',' | '“' | '”' | '"' | '(' | ')')))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of a phrase, to be looked for.
fn phrase(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// Whether `phrase` stands among `words` as it is.
fn holds(words: &[String], phrase: &[String]) -> bool {
    match phrase {
        [] => false,
        [word] => words.contains(word),
        phrase => words.windows(phrase.len()).any(|part| part == phrase),
    }
}
