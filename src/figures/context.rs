//! What the rules that place a figure (period, source, place) are given to look at.

use super::passage::{Passage, Reading};
use super::{Figure, Worded};
use crate::entities::ReportEntity;
use crate::language::Word;
use crate::report::{Report, Span};

/// A sentence and its words.
#[derive(Clone, Debug)]
pub struct Sentence<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its words, numbers and marks.
    pub words: Vec<Word<'a>>,
}

/// A number in its passage.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The report, with its year, country and publisher.
    pub report: &'a Report,
    /// The report's people, courts and organizations.
    pub entities: &'a [ReportEntity],
    /// The sentences of the paragraph, all of them, in order.
    pub paragraph: &'a [Sentence<'a>],
    /// The same sentences with what they say about time.
    pub passage: &'a Passage<'a>,
    /// Which of them the number stands in.
    pub current: usize,
    /// The index of the number's first word in the sentence.
    pub first_word: usize,
    /// The index after the number's last word.
    pub after_word: usize,
    /// The figure as known so far: value, qualifier, unit, kind, measure, stock or flow; for its
    /// period also its source, and for its place also its period.
    pub figure: &'a Figure,
    /// The figures before it in the same paragraph, complete: what they were given may carry over.
    pub earlier: &'a [Worded],
}

impl<'a> Context<'a> {
    /// The sentence that the number stands in.
    pub fn sentence(&self) -> Option<&'a Sentence<'a>> {
        self.paragraph.get(self.current)
    }

    /// The words and times of the sentence that the number stands in.
    pub fn reading(&self) -> Option<&'a Reading<'a>> {
        self.passage.sentences.get(self.current)
    }

    /// The sentence before it in the paragraph.
    pub fn sentence_before(&self) -> Option<&'a Sentence<'a>> {
        self.paragraph.get(self.current.checked_sub(1)?)
    }
}
