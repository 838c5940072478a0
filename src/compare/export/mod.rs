//! Comparisons as files: two to four editions side by side as DOCX, HTML and PDF, the list of what
//! changed and the matrix of passages as tables.
//!
//! ```text
//! SideBySide::of(&sides, &alignments, &asked, &citer)   what a file shows, in words
//! docx(&…)  html(&…)  pdf(&…)                           the same in each format
//! change_list(&sides, &alignments, &asked, &citer)      rows for XLSX, CSV and JSON
//! Matrix::of(…)                                         topics × reports with their passages
//! ```
//!
//! What is written depends on what is compared alone: the same comparison makes the same bytes.

mod docx;
mod html;
mod list;
mod matrix;
mod pdf;
mod side;
#[cfg(test)]
mod tests;
mod words;

pub use docx::{docx, matrix_docx};
pub use html::html;
pub use list::{CHANGE_COLUMNS, change_list};
pub use matrix::{Matrix, MatrixRow, Quote};
pub use pdf::pdf;
pub use side::{Caption, Column, Entry, Line, Mark, Part, Run, SideBySide};

use super::{Edition, TopicId};
use crate::report::{Report, Span};

/// One of the editions that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What it is called above its column: the year, or whatever tells it from the others.
    pub head: &'a str,
    /// The report.
    pub report: &'a Report,
    /// The report made ready.
    pub edition: &'a Edition,
}

/// What of a comparison is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// What stands above all.
    pub title: &'a str,
    /// One topic, or all.
    pub topic: Option<TopicId>,
    /// Whether a change of tense is a change.
    pub tense_counts: bool,
    /// Whether sentences that stayed the same are only counted.
    pub changes_only: bool,
}

/// The words at some places of a text, on one line.
fn joined(text: &str, spans: &[Span]) -> String {
    let words = spans.iter().flat_map(|span| span.of(text).split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}
