//! What is true of English text in general: sentences, and words within them.
//!
//! Pure functions over text and spans; nothing here knows reports, names or figures.

mod dates;
mod direction;
mod number_words;
mod numbers;
mod sentences;
mod wording;
mod words;

pub use dates::{Link, Moment, Stretch, Time, TimeExpression, Year, is_month, time_expressions};
pub use direction::is_right_to_left;
pub use number_words::is_number_word;
pub use numbers::{Number, NumberForm, numbers};
pub use sentences::sentences;
pub use wording::{YEAR_BIT, word_bits, worded_with, wording};
pub use words::{Word, capitalised, words};
