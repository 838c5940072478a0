//! Stretches of tokens that may name something.

use super::tokens::Tokens;
use crate::report::Span;
use std::ops::Range;

/// What grammar a candidate was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A court by its head word.
    Court,
    /// A body by its head word.
    Body,
    /// A well-known body, by its number in the list.
    Known(u16),
    /// A head word alone ("the Commission").
    Head,
    /// A run of capitalised words.
    Run,
    /// Capital letters.
    Acronym,
    /// A name of the Internet.
    Domain,
}

/// A stretch of tokens that may name something.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The tokens it is made of.
    pub tokens: Range<usize>,
    /// How it was found.
    pub found: Found,
    /// The tokens of the title before it, where there is one.
    pub title: Option<Range<usize>>,
}

impl Candidate {
    /// A candidate without a title.
    pub fn new(tokens: Range<usize>, found: Found) -> Self {
        Self { tokens, found, title: None }
    }

    /// Where it stands in the text.
    pub fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.span(self.tokens.start, self.tokens.end)
    }

    /// How many tokens it has.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }
}
