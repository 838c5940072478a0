//! The passages of an edition on a topic, for the passage matrix.

use super::edition::{Edition, SentenceIndex};
use super::topics::{TopicId, topics};
use crate::report::Span;
use serde::Serialize;

/// A paragraph on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Its words, without a head that runs into it.
    pub span: Span,
    /// The topic: the one asked for, or a part of it.
    pub topic: TopicId,
    /// The index in the outline of the deepest heading that it stands under.
    pub section: Option<usize>,
    /// Its sentences, the first and the one behind the last.
    pub sentences: (SentenceIndex, SentenceIndex),
}

/// The paragraphs of an edition on a topic, in reading order.
pub fn passages(edition: &Edition, topic: TopicId) -> Vec<Passage> {
    let mut found: Vec<(usize, Passage)> = Vec::new();
    for (at, sentence) in edition.sentences().iter().enumerate() {
        if !topics().belongs(sentence.topic, topic) {
            continue;
        }
        let end = SentenceIndex::new(at + 1);
        match found.last_mut() {
            Some((block, passage))
                if (*block, passage.section) == (sentence.block, sentence.section)
                    && passage.sentences.1.get() == at =>
            {
                passage.span.end = sentence.span.end;
                passage.sentences.1 = end;
            }
            _ => found.push((
                sentence.block,
                Passage {
                    span: sentence.span,
                    topic: sentence.topic,
                    section: sentence.section,
                    sentences: (SentenceIndex::new(at), end),
                },
            )),
        }
    }
    found.into_iter().map(|(_, passage)| passage).collect()
}
