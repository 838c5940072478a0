//! A report made ready to be compared: its sentences, each with its topic and its words.

use super::sections::{Counterpart, TopicPart, parts};
use super::tense::said;
use super::topics::{TopicId, topics};
use super::words::{Token, hash, joined, tokens};
use crate::analysis::Analysis;
use crate::figures::Unit;
use crate::language::{self, NumberForm};
use crate::report::{Offset, Report, Span};
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
    /// What sentences of the same words share.
    pub(super) key: u64,
    /// What sentences share that are the same but for their tense.
    pub(super) folded: u64,
    pub(super) tokens: Vec<Token>,
}

/// A number that the analysis read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberTold {
    pub span: Span,
    /// What numbers share that say the same: the value, its unit, and the words of one that is no
    /// exact number ("hundreds").
    pub says: u64,
}

/// A mention of a person, court or organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameTold {
    pub span: Span,
    /// The entity, by its fullest name in the report.
    pub entity: u64,
}

/// A report made ready to be compared. Holds none of its text.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    sentences: Vec<Sentence>,
    parts: Vec<TopicPart>,
    pub(super) numbers: Vec<NumberTold>,
    pub(super) names: Vec<NameTold>,
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
        Self { sentences, parts, numbers: numbers(report, analysis), names: names(analysis) }
    }

    /// Its sentences, in reading order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentence at a place of [`Self::sentences`].
    pub fn sentence(&self, at: SentenceIndex) -> Option<&Sentence> {
        self.sentences.get(at.get())
    }

    /// The sentence that a place of the text lies in.
    pub fn sentence_at(&self, at: Offset) -> Option<SentenceIndex> {
        let place = self.sentences.partition_point(|s| s.span.start <= at).checked_sub(1)?;
        self.sentences.get(place).filter(|s| s.span.contains(at)).map(|_| SentenceIndex::new(place))
    }

    /// What editions of the same sentences share.
    pub(super) fn digest(&self) -> u64 {
        self.sentences.iter().fold(0, |digest, sentence| joined(digest, sentence.key))
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
        let rest = Span { start: head.heading.end.min(span.end), end: span.end };
        let text = rest.of(&report.text);
        let cut = text.len() - text.trim_start_matches([':', '.', ' ', '—', '–', '-']).len();
        span = Span::new(rest.start.get() + cut, span.end.get());
    }
    let block = report.block_at(span.start)?;
    let mut tokens = tokens(&report.text, span);
    let starts = report.blocks.get(block).is_some_and(|block| block.span.start == span.start);
    if starts && is_numbered(span.of(&report.text)) {
        tokens.remove(0);
    }
    let key = tokens.iter().fold(0, |key, token| joined(key, token.word));
    let folded = said(&tokens).fold(0, |key, word| joined(key, word.fold));
    (!tokens.is_empty()).then_some(Sentence {
        span,
        topic: part.topic,
        section: part.section,
        block,
        key,
        folded,
        tokens,
    })
}

/// "12. The committee", "124.19 Grant": the number of a paragraph, which is another one each year.
fn is_numbered(text: &str) -> bool {
    let number = text.split_whitespace().next().unwrap_or_default();
    let digits = number.trim_end_matches(['.', ')']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && number.contains(['.', ')'])
        && text.len() > number.len()
}

/// The numbers that the analysis read, in text order.
fn numbers(report: &Report, analysis: &Analysis) -> Vec<NumberTold> {
    let told = analysis.figures.iter().map(|figure| {
        let raw = figure.raw.of(&report.text);
        let read = language::numbers(&language::words(&report.text, figure.raw));
        let vague = read.iter().any(|number| number.form == NumberForm::Vague);
        let words = if vague { hash(&raw.to_lowercase()) } else { 0 };
        let percent = u64::from(figure.unit == Unit::Percent);
        let says = joined(joined(figure.value.to_bits(), percent), words);
        NumberTold { span: figure.raw, says }
    });
    let mut numbers: Vec<NumberTold> = told.collect();
    numbers.sort_by_key(|number| (number.span.start, number.span.end));
    numbers
}

/// The mentions of people, courts and organizations, in text order.
fn names(analysis: &Analysis) -> Vec<NameTold> {
    let named = analysis.entities.iter().flat_map(|entity| {
        let name = hash(&entity.name.to_lowercase());
        entity.mentions.iter().map(move |span| NameTold { span: *span, entity: name })
    });
    let mut names: Vec<NameTold> = named.collect();
    names.sort_by_key(|name| (name.span.start, name.span.end));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::edition;

    #[test]
    fn sentences_have_no_heads_and_no_numbers_of_paragraphs() {
        let text = "# Karvenia\n\n## Prison Conditions\n\nPhysical Conditions: The cells are cold. They are \
            dark.\n\n124.19 The committee thanks the state. It has 12 members.\n";
        let (report, edition) = edition(text);
        let words: Vec<(&str, usize)> =
            edition.sentences().iter().map(|s| (s.span.of(&report.text), s.tokens.len())).collect();
        let want = [
            ("The cells are cold.", 4),
            ("They are dark.", 3),
            ("124.19 The committee thanks the state.", 5),
            ("It has 12 members.", 4),
        ];
        assert_eq!(words, want);
        let second = edition.sentences()[1].span;
        assert_eq!(edition.sentence_at(second.start), Some(SentenceIndex(1)));
        assert_eq!(edition.sentence_at(second.end), None);
    }

    #[test]
    fn only_numbers_of_paragraphs_are_left_out() {
        let table = [
            ("12. The", true),
            ("124.19 Grant", true),
            ("3) It", true),
            ("12 men fled", false),
            ("12.", false),
        ];
        for (text, want) in table {
            assert_eq!(is_numbered(text), want, "{text}");
        }
    }
}
