//! Where in its file a piece of clean text came from.

use super::span::{Offset, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A place in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Page, counted from 1, where the file has pages.
    pub page: Option<u32>,
    /// Line of the file, counted from 1, in plain text.
    pub line: Option<u32>,
    /// Element of a marked-up file, as its tag and its number in document order (`p 214`).
    pub element: Option<Arc<str>>,
    /// Where on a printed page: left, top, right, bottom in points from the page's upper left.
    pub rect: Option<[f32; 4]>,
}

/// The origins of a whole text: each holds from its offset to the next one's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origins {
    runs: Vec<(Offset, Origin)>,
}

impl Origins {
    /// Records that the text from `start` on comes from `origin`. Calls come in order of `start`;
    /// one that repeats the origin before it is dropped.
    pub fn push(&mut self, start: usize, origin: Origin) {
        if self.runs.last().is_some_and(|(_, last)| *last == origin) {
            return;
        }
        self.runs.push((Offset::new(start), origin));
    }

    /// Where the text at `at` comes from; nothing before the first origin.
    pub fn at(&self, at: Offset) -> Option<&Origin> {
        let after = self.runs.partition_point(|(start, _)| *start <= at);
        self.runs.get(after.checked_sub(1)?).map(|(_, origin)| origin)
    }

    /// The origins of a range of the text with the offset that each holds from; the first, which may
    /// begin before the range, from its start.
    pub fn runs(&self, span: Span) -> impl Iterator<Item = (Offset, &Origin)> {
        let first = self.runs.partition_point(|(start, _)| *start <= span.start).saturating_sub(1);
        self.runs
            .iter()
            .skip(first)
            .take_while(move |(start, _)| *start < span.end)
            .map(move |(start, origin)| ((*start).max(span.start), origin))
    }

    /// All origins that a range of the text comes from, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Origin> {
        let first = self.runs.partition_point(|(start, _)| *start <= span.start).saturating_sub(1);
        self.runs
            .iter()
            .skip(first)
            .take_while(move |(start, _)| *start < span.end || *start == span.start)
            .map(|(_, origin)| origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(line: u32) -> Origin {
        Origin { line: Some(line), ..Origin::default() }
    }

    #[test]
    fn an_origin_holds_until_the_next() {
        let mut origins = Origins::default();
        origins.push(2, line(1));
        origins.push(5, line(1));
        origins.push(9, line(2));
        assert_eq!(origins.at(Offset::new(1)), None);
        assert_eq!(origins.at(Offset::new(8)), Some(&line(1)));
        assert_eq!(origins.at(Offset::new(9)), Some(&line(2)));
        assert_eq!(origins.within(Span::new(3, 12)).count(), 2);
        assert_eq!(origins.within(Span::new(3, 9)).count(), 1);
        let runs: Vec<_> =
            origins.runs(Span::new(3, 12)).map(|(at, o)| (at.get(), o.line)).collect();
        assert_eq!(runs, [(3, Some(1)), (9, Some(2))]);
    }
}
