//! What a decision is about, said so that it is found again.
//!
//! In goes a place in a report, out comes an [`Anchor`]: the edition, the sentence, the words and
//! which of their occurrences is meant. [`find`] goes the other way in any later reading of the
//! edition: exactly, or near by with the change told, or not at all.

mod find;
mod fold;

pub use find::{Found, Sentences};
pub(super) use fold::key;

use super::Edition;
use crate::report::Span;
use serde::{Deserialize, Serialize};

/// A place in an edition, told by its words and never by file or position.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The edition that the place is in.
    pub edition: Edition,
    /// The sentence in which the words begin, its white space made single blanks.
    pub sentence: String,
    /// Which of the report's sentences of this wording, counted from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub repeat: u32,
    /// The words that it is about; they may run on beyond the sentence.
    pub words: String,
    /// Which occurrence of the words in the sentence, counted from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub occurrence: u32,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_one(number: &u32) -> bool {
    *number == 1
}

/// So many bytes of words are kept: more than any passage that is meant word by word.
const MOST_WORDS: usize = 20_000;

impl Anchor {
    /// The anchor of the words at `span`; nothing where the report has no sentence there. `index`
    /// is that of these sentences.
    pub fn new(
        edition: Edition,
        text: &str,
        sentences: &[Span],
        index: &Sentences,
        span: Span,
    ) -> Option<Self> {
        let number = sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = *sentences.get(number)?;
        let span = fold::whole_words(text, span);
        let mut words = fold::plain(span.of(text));
        if words.len() > MOST_WORDS {
            words.truncate(words.floor_char_boundary(MOST_WORDS));
            words.truncate(words.rfind(' ').unwrap_or(words.len()));
        }
        let starts = find::starts_of(text, sentence, &words);
        let nth = starts.iter().position(|start| span.range().contains(start)).unwrap_or(0);
        let sentence = sentence.of(text);
        Some(Self {
            edition,
            sentence: fold::plain(sentence),
            repeat: index.repeat_of(key(sentence), number),
            words,
            occurrence: u32::try_from(nth + 1).unwrap_or(u32::MAX),
        })
    }
}
