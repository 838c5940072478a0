//! What is true of English text in general: sentences, and words within them.
//!
//! Pure functions over text and spans; nothing here knows reports, names or figures.

mod sentences;
mod words;

pub use sentences::sentences;
pub use words::{Word, words};
