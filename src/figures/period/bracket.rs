//! Times of numbers that stand in brackets.
//!
//! A remark in brackets has its own time, or that of the words just before it: "in 2013 (40 fires
//! and 12 floods for the whole year) and during the year (20 fires and six floods from January 1 to
//! May 5)".

use super::choose::{Candidate, Part, is_report_year, is_told_year};
use super::clause::Place;
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;

/// The year that the bracket around the number stands just after, where the bracket itself speaks
/// of no more than "the year".
pub fn headed(reading: &Reading<'_>, place: &Place, times: &[Candidate]) -> Option<Candidate> {
    let open = opening(&reading.tokens, place.number.start)?;
    let head = times.iter().find(|time| time.0.after == open && is_told_year(&time.0))?;
    let first = closing(reading, place, times)?;
    is_report_year(&first.0).then_some(*head)
}

/// The time that a bracket ends with: it holds for every number of the bracket that has none of its
/// own.
pub fn closing(reading: &Reading<'_>, place: &Place, times: &[Candidate]) -> Option<Candidate> {
    opening(&reading.tokens, place.number.start)?;
    let tokens = &reading.tokens;
    let close = (place.number.end..tokens.len()).find(|at| matches!(tokens.at(*at), "(" | ")"))?;
    let ends = |time: &&Candidate| {
        time.1 == Part::Adverb && time.0.first >= place.number.end && time.0.after == close
    };
    times.iter().find(ends).copied().filter(|_| tokens.at(close) == ")")
}

/// Where the bracket around the word at `at` opens.
fn opening(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mark = (0..at.min(tokens.len())).rev().find(|at| matches!(tokens.at(*at), "(" | ")"))?;
    (tokens.at(mark) == "(").then_some(mark)
}
