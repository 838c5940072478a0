//! Whose body it is, where a report on one country speaks of another's: "the Ruritanian Ministry
//! of Justice", "Ruritania’s Supreme Court".

use super::lexicon::{Flags, lexicon};
use crate::report::{Report, Span};

/// The country that the word before `mention` names, if it is not the one the report is about.
pub fn foreign(report: &Report, mention: Span) -> Option<&'static str> {
    let country = named_before(&report.text, mention)?;
    let own = report.metadata.country().map(str::to_lowercase);
    (own.as_deref() != Some(country)).then_some(country)
}

/// The country that the word before `mention` names, in lower case.
pub fn named_before(text: &str, mention: Span) -> Option<&'static str> {
    let before = text.get(..mention.start.get())?;
    let word = before.trim_end_matches(' ').rsplit([' ', '\n', '“', '(', '\t']).next()?;
    let word = word.trim_end_matches("’s").trim_end_matches("'s").trim_end_matches(['’', '\'']);
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let lower = word.to_lowercase();
    if !lexicon().flags(&lower).any(Flags::PEOPLE.with(Flags::COUNTRY)) {
        return None;
    }
    lexicon().country_of(&lower)
}
