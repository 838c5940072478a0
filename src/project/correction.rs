//! A user's correction of what a report is, laid over what the program read.

use super::Correction;
use super::Reading;
use crate::report::{Guess, Metadata};

/// Why the program believes a corrected value.
pub const BY_THE_USER: &str = "set by you";

impl Correction {
    /// A correction that changes nothing yet.
    pub fn new(of: Reading) -> Self {
        Self { of, title: None, country: None, year: None, publisher: None, language: None }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::new(self.of.clone())
    }

    /// What the report is, the user's word before the program's.
    pub fn apply(&self, read: &Metadata) -> Metadata {
        Metadata {
            title: corrected(read.title.as_ref(), self.title.as_ref()),
            country: corrected(read.country.as_ref(), self.country.as_ref()),
            year: corrected(read.year.as_ref(), self.year.as_ref()),
            publisher: corrected(read.publisher.as_ref(), self.publisher.as_ref()),
            language: corrected(read.language.as_ref(), self.language.as_ref()),
            ..read.clone()
        }
    }
}

fn corrected<T: Clone>(read: Option<&Guess<T>>, set: Option<&Option<T>>) -> Option<Guess<T>> {
    match set {
        None => read.cloned(),
        Some(set) => set.clone().map(|value| Guess::new(value, BY_THE_USER)),
    }
}
