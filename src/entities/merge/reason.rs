//! Why two entities of two reports are taken for one, and how sure that is.

use crate::entities::{Entities, ReportIndex};
use serde::{Deserialize, Serialize};

/// How sure it is that two entities are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Offered to the user, not made.
    Doubtful,
    /// Made.
    Likely,
    /// Made; only a reader who knows better would undo it.
    Certain,
}

/// Why two entities are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// "Ilse Moravec" in both.
    SameName,
    /// "Ministry of Trade" and "Trade Ministry".
    SameWords,
    /// "Drumayev" and "Drumaev".
    SpeltDifferently,
    /// Names of one body that is known everywhere: "OSCE".
    WellKnown,
    /// "Open Hand Network" and "OHN".
    AcronymAndName,
    /// "Dawn" and "Dawn Party".
    KindWord,
    /// "Bureau of Trade" and "Bureau of Trade and Crafts".
    ShorterName,
    /// "I. Moravec" and "Ilse Moravec".
    Initials,
    /// "Moravec" and the only person of that surname.
    Surname,
    /// "President Moravec" and "Ilse Moravec, president".
    RoleAndSurname,
    /// The same name and role in reports on two countries.
    RoleAndName,
}

impl Reason {
    /// What it says to a reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::SameName => "same name",
            Self::SameWords => "same words in another order or form",
            Self::SpeltDifferently => "same name spelt differently",
            Self::WellKnown => "names of a well-known body",
            Self::AcronymAndName => "same acronym",
            Self::KindWord => "same name with and without its kind",
            Self::ShorterName => "shorter form of the name",
            Self::Initials => "initials of the name",
            Self::Surname => "surname that one person bears",
            Self::RoleAndSurname => "same role and surname",
            Self::RoleAndName => "same name in reports on different countries",
        }
    }
}

/// A report and the index of one of its [`crate::entities::ReportEntity`]s.
pub type Member = (ReportIndex, usize);

/// Two members of one entity and why they are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Link {
    /// One of the two.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// Why they are one.
    pub reason: Reason,
    /// How sure that is.
    pub certainty: Certainty,
}

/// What a merge found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// In order of kind and name.
    pub entities: Entities,
    /// Doubtful merges, offered and not made: pairs of members of two entities, one pair for two
    /// entities, in order.
    pub suggestions: Vec<Link>,
}
