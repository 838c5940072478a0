//! Whether the numbers of a sentence agree with one another.
//!
//! In come a report's text and its figures, out come findings: the figures concerned, the kind, and
//! what does not agree, in words. Nothing is corrected: a report that miscounts is quoted as it
//! stands, and the reader is told. Only what rounding cannot explain is told, and only where the
//! words leave no doubt which number belongs to which: a wrong alarm would cost more trust than a
//! missed one.

mod change;
mod doubled;
mod part_year;
mod parts;
mod range;
mod share;
#[cfg(test)]
mod tests;

use super::{Figure, Unit};
use crate::report::Span;
use serde::Serialize;
use std::collections::BTreeMap;

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disagreement {
    /// A share and the two numbers that it is of: "12 of 40, or 50 percent".
    Share,
    /// A change in percent and the two numbers that it is between: "a 21 percent drop", from 315 to
    /// 219.
    Change,
    /// Parts that together are more than the whole, or that should be the whole and are not.
    Parts,
    /// More for a part of a year than for the whole of it.
    PartYear,
    /// Digits that stand twice: "340340".
    DoubledDigits,
}

/// Numbers that do not agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What does not agree.
    pub kind: Disagreement,
    /// The places of the figures in the report's list, in text order.
    pub figures: Vec<usize>,
    /// What the text says and what its numbers say, in words.
    pub words: String,
}

/// Finds the numbers of a report that do not agree with others of their sentence, in text order.
/// What the user rejected is not looked at. Linear in the number of figures.
pub fn check(text: &str, figures: &[Figure]) -> Vec<Finding> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.retain(|at| figures.get(*at).is_some_and(|figure| !figure.is_rejected()));
    order.sort_by_key(|at| figures.get(*at).map(|figure| (figure.sentence, figure.raw)));
    let mut found = Vec::new();
    let sentence = |at: &usize| figures.get(*at).map(|figure| figure.sentence);
    for group in order.chunk_by(|a, b| sentence(a) == sentence(b)) {
        let told: Vec<(usize, &Figure)> =
            group.iter().filter_map(|at| Some((*at, figures.get(*at)?))).collect();
        let sentence = Sentence { text, told: &told };
        doubled::check(&sentence, &mut found);
        if told.len() < MOST && told.len() > 1 {
            share::check(&sentence, &mut found);
            change::check(&sentence, &mut found);
            parts::check(&sentence, &mut found);
        }
    }
    part_year::check(text, figures, &mut found);
    found.sort_by(|a, b| (&a.figures, a.kind).cmp(&(&b.figures, b.kind)));
    found
}

/// What does not agree at each figure, in words, by its place in the report's list.
pub type Flags = BTreeMap<usize, Vec<String>>;

/// The findings by figure.
pub fn flags(text: &str, figures: &[Figure]) -> Flags {
    let mut flags = Flags::new();
    for finding in check(text, figures) {
        for figure in finding.figures {
            flags.entry(figure).or_default().push(finding.words.clone());
        }
    }
    flags
}

/// A sentence with more figures than this is a table in words, whose numbers cannot be told apart.
const MOST: usize = 40;

/// The figures of one sentence, in text order, each with its place in the report's list.
struct Sentence<'a> {
    text: &'a str,
    told: &'a [(usize, &'a Figure)],
}

impl<'a> Sentence<'a> {
    /// What stands between two figures, in lower case.
    fn between(&self, a: &Figure, b: &Figure) -> String {
        let (start, end) = (a.raw.end, b.raw.start);
        if start > end { String::new() } else { Span { start, end }.of(self.text).to_lowercase() }
    }

    /// What stands before a figure in the sentence, in lower case.
    fn before(&self, figure: &Figure) -> String {
        let (start, end) = (figure.sentence.start, figure.raw.start);
        if start > end { String::new() } else { Span { start, end }.of(self.text).to_lowercase() }
    }

    /// What stands after a figure in the sentence, in lower case.
    fn after(&self, figure: &Figure) -> String {
        let (start, end) = (figure.raw.end, figure.sentence.end);
        if start > end { String::new() } else { Span { start, end }.of(self.text).to_lowercase() }
    }

    /// A figure's number as the text writes it.
    fn raw(&self, figure: &Figure) -> &'a str {
        figure.raw.of(self.text)
    }

    /// The figures that are counts, whatever role they play.
    fn counts(&self) -> impl Iterator<Item = (usize, &'a Figure)> {
        self.told.iter().copied().filter(|(_, figure)| figure.unit == Unit::Count)
    }
}

/// The words of a stretch of text and its marks, each by itself: `, or (`.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in text.split_whitespace() {
        let mut rest = piece;
        while let Some(at) = rest.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
            let (word, tail) = rest.split_at(at);
            let mark = tail.chars().next().map_or(0, char::len_utf8);
            let (mark, after) = tail.split_at(mark);
            found.extend([word, mark].into_iter().filter(|part| !part.is_empty()));
            rest = after;
        }
        found.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    found
}
