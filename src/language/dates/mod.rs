//! Finds the time expressions of a sentence: "in the first six months of 2019", "as of July 1".
//!
//! In come the words of a sentence, out come its expressions in text order, each with where it
//! stands, how it is linked to the sentence ("as of", "since", "through") and what it means. Years
//! that the words leave open ("in July", "during the year", "the previous year") stay open until
//! [`Stretch::days`] is told which year the text speaks of. One pass over the words; no expression
//! overlaps another.

mod grammar;
mod moment;
mod tokens;
mod undated;

use super::Word;
use crate::report::Span;
use jiff::civil::Date;

pub use tokens::is_month;

/// A time expression of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands, its linking words included.
    pub span: Span,
    /// How it is linked to the sentence.
    pub link: Link,
    /// What it means.
    pub time: Time,
}

/// The words that link a time to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// "in", "during", "on", "throughout", "at": within the time.
    Within,
    /// "as of": the state at it.
    AsOf,
    /// "through", "until", "up to", "by": from the start of its year to it.
    Through,
    /// "since": from it on.
    Since,
    /// "before" or "after": only what it is not.
    Beside,
    /// "of" or a possessive: the time belongs to the noun beside it ("the second half of 2015").
    Of,
    /// No linking word: an attribute ("a 2015 survey") or an adverb ("the previous year").
    Bare,
}

/// What a time expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// From one moment to another, both included.
    Stretch(Stretch),
    /// The same part of another year: "the same period in 2018".
    SamePart(Year),
    /// The time that was spoken of: "since then", "that month".
    Mentioned,
    /// The time at which the figure was told: "at the time of the report".
    Telling,
    /// A rate without a date: "annually", "each month".
    Habit,
    /// A length of time without a date: "in the past seven years".
    Spell,
    /// The present: "currently".
    Now,
}

/// A year as the words leave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Told in figures.
    Told(i16),
    /// Not told ("in July"): that of the passage.
    Open,
    /// "The year": that of the passage, and told to be it.
    Current,
    /// So many years before that of the passage.
    Earlier(i16),
    /// "That year": the one last spoken of.
    Mentioned,
}

impl Year {
    /// The year in figures, where the passage speaks of `passage`.
    pub fn number(self, passage: i16) -> i16 {
        match self {
            Self::Told(year) => year,
            Self::Open | Self::Current | Self::Mentioned => passage,
            Self::Earlier(years) => passage.saturating_sub(years),
        }
    }

    /// Whether the words fix the year by themselves.
    pub fn is_told(self) -> bool {
        matches!(self, Self::Told(_))
    }
}

/// A year, a month of it, or a day of that month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: Year,
    /// The month, 1 to 12, where one is told.
    pub month: Option<i8>,
    /// The day, where one is told; 31 stands for a month's last day.
    pub day: Option<i8>,
}

impl Moment {
    fn first_day(self, passage: i16) -> Option<Date> {
        clamped(self.year.number(passage), self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last_day(self, passage: i16) -> Option<Date> {
        clamped(self.year.number(passage), self.month.unwrap_or(12), self.day.unwrap_or(31))
    }
}

/// The day, or the month's last one where the month is shorter.
fn clamped(year: i16, month: i8, day: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.clamp(1, first.days_in_month())).ok()
}

/// From the first day of one moment to the last day of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub from: Moment,
    /// Where it ends.
    pub to: Moment,
}

impl Stretch {
    /// The stretch of one moment.
    pub fn of(moment: Moment) -> Self {
        Self { from: moment, to: moment }
    }

    /// The first and the last day, where the passage speaks of the year `passage`.
    pub fn days(self, passage: i16) -> Option<(Date, Date)> {
        let (first, last) = (self.from.first_day(passage)?, self.to.last_day(passage)?);
        (first <= last).then_some((first, last))
    }

    /// Whether it is one whole year and nothing less.
    pub fn is_year(self) -> bool {
        self.from == self.to && self.from.month.is_none()
    }

    /// Whether it is one year or several, told by their numbers.
    pub fn is_years_told(self) -> bool {
        self.from.month.is_none() && self.to.month.is_none() && self.from.year.is_told()
    }

    /// Whether it is a single day.
    pub fn is_day(self) -> bool {
        self.from == self.to && self.from.day.is_some()
    }
}

/// The time expressions among `words`, which are those of one sentence, in text order.
pub fn time_expressions(words: &[Word<'_>]) -> Vec<TimeExpression> {
    grammar::expressions(&tokens::tokens(words))
}

#[cfg(test)]
mod tests;
