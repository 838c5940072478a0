//! How well editions are compared, against tables made by hand.
//!
//! The reports are not part of the project; where they do not lie beside the checkout, the tests say
//! so and pass.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may fail, and says what it measured and when it skips"
)]

mod judged;
mod material;
mod topics;
