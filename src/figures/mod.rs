//! Numbers told in sentences: each with its value, what is counted, for which period, by whom.
//!
//! The fields follow the reference guide's definitions. [`extract`] is pure; [`Catalogue::assign`]
//! is the cheap last step that a user's own indicator repeats without reading anything again.

mod catalogue;
pub mod check;
mod clause;
mod context;
mod counted;
mod cues;
mod exclude;
mod extract;
mod flow;
mod kind;
mod lexicon;
mod matcher;
mod passage;
#[cfg(test)]
mod passage_tests;
mod period;
mod place;
mod quantity;
mod respectively;
pub mod rows;
pub mod schema;
mod scope;
mod silence;
mod source;
mod status;
mod table;
#[cfg(test)]
mod testing;
mod tokens;
mod types;

pub use catalogue::{Catalogue, built_in_name};
pub use cues::{Cues, CuesView, ReportCues, Worded};
pub use extract::{extract, extract_at};
pub use rows::{FigureRows, ReportRows};
pub use schema::{Flow, Indicator, Unit};
pub use silence::{Silence, SilenceKind, silences};
pub use types::{Aggregation, Coverage, Figure, FigureKind, Period, Qualifier, Review, Status};
