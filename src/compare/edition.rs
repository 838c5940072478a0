//! A report made ready to be compared: its sentences, each with its topic and its words.

use super::sections::{Counterpart, TopicPart, parts};
use super::topics::{TopicId, topics};
use crate::analysis::Analysis;
use crate::language;
use crate::report::{Report, Span};
use serde::Serialize;

/// The place of a sentence in [`Edition::sentences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SentenceIndex(pub u32);

impl SentenceIndex {
    pub(super) fn get(self) -> usize {
        self.0 as usize
    }

    pub(super) fn new(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }
}

/// A sentence of an edition. Headings are none; a head that runs into its paragraph is cut off.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// What it is about.
    pub topic: TopicId,
    /// The index in the outline of the deepest heading that it stands under.
    pub section: Option<usize>,
    /// The index of its paragraph among the report's blocks.
    pub block: usize,
    pub(super) tokens: Vec<Token>,
}

/// A word as it is compared: letters alone, without case, typography and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The word.
    pub word: u64,
    /// Where it stands.
    pub span: Span,
}

/// A report made ready to be compared. Holds none of its text.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    sentences: Vec<Sentence>,
    parts: Vec<TopicPart>,
}

impl Edition {
    /// Makes a report ready, in time near linear in its length.
    pub fn new(report: &Report, analysis: &Analysis) -> Self {
        let parts = parts(report);
        let mut sentences = Vec::with_capacity(analysis.sentences.len());
        let mut part = 0;
        for whole in &analysis.sentences {
            while parts.get(part).is_some_and(|p| p.span.end <= whole.start) {
                part += 1;
            }
            // A run-in head in the midst of a sentence's span parts it.
            for part in parts.get(part..).unwrap_or_default() {
                if part.span.start >= whole.end {
                    break;
                }
                let span = Span {
                    start: whole.start.max(part.span.start),
                    end: whole.end.min(part.span.end),
                };
                sentences.extend(sentence(report, span, part));
            }
        }
        Self { sentences, parts }
    }

    /// Its sentences, in reading order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentence at a place of [`Self::sentences`].
    pub fn sentence(&self, at: SentenceIndex) -> Option<&Sentence> {
        self.sentences.get(at.get())
    }

    /// Its parts by topic, in reading order.
    pub fn parts(&self) -> &[TopicPart] {
        &self.parts
    }

    /// How it deals with a topic, its parts included.
    pub fn counterpart(&self, topic: TopicId) -> Counterpart {
        let of_topic = self.parts.iter().filter(|part| topics().belongs(part.topic, topic));
        let mut found = Counterpart::Missing;
        for part in of_topic {
            if !part.by_words {
                return Counterpart::Section;
            }
            found = Counterpart::Paragraphs;
        }
        found
    }
}

/// The sentence at `span`, without the head that runs into it; nothing where no word is left.
fn sentence(report: &Report, span: Span, part: &TopicPart) -> Option<Sentence> {
    let mut span = span;
    let head = part.section.and_then(|at| report.outline.get(at)).filter(|section| section.run_in);
    if let Some(head) = head.filter(|head| head.heading.overlaps(span)) {
        span.start = head.heading.end.min(span.end);
    }
    let text = span.of(&report.text);
    let cut = text.len() - text.trim_start_matches([':', '.', ' ', '—', '–', '-']).len();
    if cut > 0 && head.is_some() {
        span = Span::new(span.start.get() + cut, span.end.get());
    }
    let tokens: Vec<Token> = language::words(&report.text, span)
        .iter()
        .filter(|word| !word.is_mark())
        .map(|word| Token { word: hash(&word.text.to_lowercase()), span: word.span })
        .collect();
    let block = report.block_at(span.start)?;
    (!tokens.is_empty()).then_some(Sentence {
        span,
        topic: part.topic,
        section: part.section,
        block,
        tokens,
    })
}

/// FNV-1a: the same on every computer.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
