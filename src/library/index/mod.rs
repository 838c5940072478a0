//! Search over all reports: what is typed becomes a [`Query`], and the passages are found that it
//! holds for.
//!
//! A passage is a paragraph, a heading, an item of a list, a footnote or a row of a table; AND, OR
//! and NOT hold within one. What is known of whole reports (country, year, publisher, whose a name
//! is, which figures are of an indicator) comes from outside as [`About`] or by
//! [resolving](Query::resolve) the query: it may be corrected at any time, and texts stay what they
//! are.
//!
//! The [`Index`] keeps the words of all passages on disk. What is not in it yet, or may not be, is
//! searched text by text with a [`Matcher`], to the same end.

mod about;
mod distance;
mod docs;
mod fields;
mod keeping;
mod looking;
mod matching;
mod parse;
mod passages;
pub mod query;
mod snapshot;
mod standing;
mod terms;
mod words;
mod writing;

pub use about::{About, is_named};
pub use fields::Kept;
pub use keeping::Index;
pub use matching::{Matcher, Place};
pub use parse::{beginning, parse, parse_typing};
pub use passages::{Passage, one_text, passages};
pub use query::{Parsed, Query, words_of};
pub use snapshot::{Answer, Snapshot};

#[cfg(test)]
mod tests;
