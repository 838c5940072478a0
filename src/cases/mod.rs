//! Case histories: what befell the people of a report, and what became of it.
//!
//! Comes in: a report, its sentences and its entities. Goes out: [`Event`]s, each of one person,
//! with date, court, the words of the sentence passed and who asserts it, as far as the text tells;
//! and, over all reports, the case file of a person ([`case_file`]), in which an event that is
//! told several times is one line with every telling beneath it.
//!
//! [`trigger`] finds the words that tell an event, [`who`] the people they are about; [`date`],
//! [`court`], [`penalty`] and [`assertion`] tell the rest. [`find`] walks through the paragraphs and carries a person on to sentences that say
//! only "she" or "the court". All of it is linear in the length of the text.

mod assertion;
mod court;
mod date;
mod file;
mod find;
mod lexicon;
mod penalty;
mod place;
mod reading;
mod ruling;
mod trigger;
mod who;

pub use file::{CaseEvent, Disagreement, Telling, case_file};
pub use find::find;

use crate::report::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What can befall a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Arrested, taken into custody, put under house arrest.
    Detained,
    /// Summoned or interrogated.
    Questioned,
    /// Charged, indicted, prosecuted.
    Charged,
    /// Put on trial.
    Tried,
    /// Found guilty.
    Convicted,
    /// A penalty was passed.
    Sentenced,
    /// Fined.
    Fined,
    /// Found not guilty, or the charges were dropped.
    Acquitted,
    /// A court or another body ruled on an appeal, on bail, on the length of detention.
    RuledOn,
    /// Freed, pardoned.
    Released,
    /// Beaten, wounded, tortured.
    Attacked,
    /// Went missing or was abducted.
    Disappeared,
    /// Killed or executed.
    Killed,
    /// Died, by their own hand too.
    Died,
    /// Lost a post.
    Dismissed,
    /// Sent out of the country.
    Deported,
}

/// When something happened: from the first day to the last that it may have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// The words that tell it.
    pub words: Span,
}

/// The court of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCourt {
    /// The index of the report's own entity, where it is a named court.
    pub entity: Option<usize>,
    /// The words: "Velna district court", "military court in Velna".
    pub words: Span,
}

/// Something that befell one person, as one sentence of one report tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The index of the person among the report's entities.
    pub person: usize,
    /// What befell them.
    pub kind: EventKind,
    /// The words that tell it: "was arrested", "found guilty".
    pub words: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// When.
    pub date: Option<EventDate>,
    /// Which court.
    pub court: Option<EventCourt>,
    /// The words of the penalty: "27 months in prison", "50,000 crowns".
    pub penalty: Option<Span>,
    /// Who asserts it, in the words of the report.
    pub asserted_by: Option<Span>,
    /// Whether the report says "allegedly" or "reportedly".
    pub hedged: bool,
    /// Whether the person is not named in the sentence and was carried on from before.
    pub inferred: bool,
}

#[cfg(test)]
mod tests;
