//! Whose names may leave the program: private persons' names can be left out of what is handed on,
//! or be replaced by initials.
//!
//! In come the people that were found in the reports, with the roles that these give them; out come
//! sentences without the names of private ones, and the list of the names that were changed, so
//! that the user can look at it and exempt some. A person without an office or a function of public
//! life is private: whom the reports call a student or nothing at all, and also an activist or a
//! journalist, whom a name in a slide may endanger.

mod redactor;
mod roles;

pub use redactor::{Redactor, Told};
pub use roles::is_public;

use serde::{Deserialize, Serialize};

/// What becomes of private persons' names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// They stay as they are.
    #[default]
    Names,
    /// Each becomes its initials.
    Initials,
    /// Each becomes "[name withheld]".
    LeftOut,
}
