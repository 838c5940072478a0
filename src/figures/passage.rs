//! A paragraph as the rules for period, source and place look at it, read once for all its numbers.

use super::context::Sentence;
use super::tokens::Tokens;
use crate::language::{self, TimeExpression};

/// The sentences of a paragraph with what each says about time.
#[derive(Debug)]
pub struct Passage<'a> {
    /// One for each sentence, in order.
    pub sentences: Vec<Reading<'a>>,
}

/// A sentence and its time expressions.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Its words.
    pub tokens: Tokens<'a>,
    /// Its time expressions, in order.
    pub times: Vec<Timed>,
}

/// A time expression and the words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    /// The expression.
    pub told: TimeExpression,
    /// The index of its first word.
    pub first: usize,
    /// The index after its last word.
    pub after: usize,
}

impl<'a> Passage<'a> {
    /// Reads the sentences of a paragraph.
    pub fn read(paragraph: &'a [Sentence<'a>]) -> Self {
        Self { sentences: paragraph.iter().map(Reading::of).collect() }
    }
}

impl<'a> Reading<'a> {
    /// Reads one sentence.
    pub fn of(sentence: &'a Sentence<'a>) -> Self {
        let words = &sentence.words;
        let times = language::time_expressions(words)
            .into_iter()
            .map(|told| Timed {
                told,
                first: words.partition_point(|word| word.span.end <= told.span.start),
                after: words.partition_point(|word| word.span.start < told.span.end),
            })
            .collect();
        Self { tokens: Tokens::new(sentence), times }
    }
}
