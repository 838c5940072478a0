//! A paragraph as the rules for period, source and place look at it, read once for all its numbers.

use super::context::Sentence;
use super::tokens::Tokens;
use crate::language::{self, TimeExpression};
use crate::report::Span;
use std::ops::Range;

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
    /// The words that name people or bodies, as ranges of indices, in order.
    pub names: Vec<Range<usize>>,
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
    /// Reads the sentences of a paragraph; `names` are the report's mentions, in text order.
    pub fn read(paragraph: &'a [Sentence<'a>], names: &[Span]) -> Self {
        Self { sentences: paragraph.iter().map(|sentence| Reading::of(sentence, names)).collect() }
    }
}

impl<'a> Reading<'a> {
    /// Reads one sentence.
    pub fn of(sentence: &'a Sentence<'a>, names: &[Span]) -> Self {
        let words = &sentence.words;
        let indices = |span: Span| {
            let first = words.partition_point(|word| word.span.end <= span.start);
            first..words.partition_point(|word| word.span.start < span.end)
        };
        let first = names.partition_point(|name| name.end <= sentence.span.start);
        let within = names.iter().skip(first).take_while(|name| name.start < sentence.span.end);
        let names = within.map(|name| indices(*name)).collect();
        let times = language::time_expressions(words)
            .into_iter()
            .map(|told| {
                let Range { start: first, end: after } = indices(told.span);
                Timed { told, first, after }
            })
            .collect();
        Self { tokens: Tokens::new(sentence), times, names }
    }

    /// Whether the sentence names the parts of what the one before counted: its subject is the noun
    /// of `measure`, and its verb says that it is made up of what follows ("The assaults included").
    pub fn lists_parts_of(&self, measure: &str) -> bool {
        let tokens = &self.tokens;
        let verb = (1..tokens.len().min(8))
            .find(|at| matches!(tokens.at(*at), "included" | "include" | "comprised" | "involved"));
        verb.is_some_and(|verb| {
            let noun = tokens.before(verb, 1);
            noun.len() > 3 && measure.to_lowercase().split(' ').take(4).any(|word| word == noun)
        })
    }

    /// Whether the word at `at` belongs to a name.
    pub fn is_named(&self, at: usize) -> bool {
        self.names.iter().any(|name| name.contains(&at))
    }
}
