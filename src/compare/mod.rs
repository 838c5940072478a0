//! What changed between editions of a report: reports and their analyses come in, comparisons go out.
//! Nothing here touches a disk or a window.
//!
//! ```text
//! Edition::new(report, analysis)   once per report: its sentences, each with its topic and words
//! align(&before, &after)           once per pair: which sentence is which (all topics together,
//!                                  so that what moved to another topic is found)
//! compare(&[e1, e2, e3], &[&a12, &a23], Some(topic))   rows for the side-by-side view
//! overview(&[e1, e2, …], &[&a12, &a23, …])             topics × editions, how much changed
//! changes(&e1, &e2, &a12)                              the list of all changes of a pair
//! passages(&edition, topic)                            the paragraphs for the passage matrix
//! ```
//!
//! An [`Edition`] and an [`Alignment`] own what they hold and stay right as long as the report does:
//! keep them (in an `Arc`) and lay out as many views of them as are needed, which is cheap. All spans
//! are of the clean text of the report of their side. Editions are given in the order in which they
//! are compared, the earliest first; what is said of a pair is said of `after` against `before`.

mod align;
mod brought_out;
mod chain;
mod changes;
mod diff;
mod edition;
pub mod export;
mod joins;
mod likeness;
mod matrix;
mod overview;
mod scales;
mod sections;
mod shifts;
mod table;
mod tense;
#[cfg(test)]
mod tests;
mod told;
mod topics;
mod words;

pub use align::{Alignment, Class, Match, align};
pub use brought_out::{Change, ChangeKind, Direction};
pub use changes::{ChangeLine, changes};
pub use edition::{Edition, Sentence, SentenceIndex};
pub use matrix::{Passage, passages};
pub use overview::{Counts, Overview, OverviewCell, OverviewRow, overview};
pub use sections::{Counterpart, TopicPart};
pub use table::{Cell, Comparison, Elsewhere, Row, Step, compare};
pub use topics::{Topic, TopicGroup, TopicId, Topics, topics};
