//! Times that name no date by themselves: lengths, rates, the present, what was spoken of before.

use super::grammar::{Read, any, optional, phrase, word};
use super::tokens::{Class, Token};
use super::{Link, Time};

/// "the past seven years", "the last decade", "two and a half years", "recent years".
pub fn spell(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    const UNITS: &[&str] = &["years", "decades", "months", "weeks", "days", "decade", "hours"];
    let start = optional(tokens, at, &["the"]);
    let back = any(tokens, start, &["past", "last", "previous", "preceding", "prior"]);
    if let Some(next) = any(tokens, start, &["recent"]) {
        return any(tokens, next, UNITS).map(|next| (Time::Spell, next));
    }
    let mut next = back.unwrap_or(start);
    if back.is_none() && link != Link::Within {
        return None;
    }
    let counted = matches!(tokens.get(next)?.class, Class::Number(_))
        || tokens.get(next)?.is_any(&["several", "few", "many"]);
    if counted {
        next += 1;
    } else {
        back?;
    }
    next = phrase(tokens, next, &["and", "a", "half"]).unwrap_or(next);
    any(tokens, next, UNITS).map(|next| (Time::Spell, next))
}

/// "since then", "since that time", "that month", "the same day".
pub fn mentioned(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    const UNITS: &[&str] = &["month", "day", "week", "period", "date"];
    let then = word(tokens, at, "then").filter(|_| matches!(link, Link::Since | Link::Through));
    if let Some(next) = then {
        return Some((Time::Mentioned, next));
    }
    if let Some(next) = phrase(tokens, at, &["the", "same"]) {
        return any(tokens, next, UNITS).map(|next| (Time::Mentioned, next));
    }
    let next = any(tokens, at, &["that", "this"])?;
    let next = any(tokens, next, UNITS)
        .or_else(|| (link != Link::Bare).then(|| word(tokens, next, "time")).flatten())?;
    Some((Time::Mentioned, next))
}

/// "at the time of the report": when the figure was told.
pub fn telling(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    const TOLD: &[&str] = &[
        "report",
        "reporting",
        "announcement",
        "statement",
        "publication",
        "writing",
        "release",
        "survey",
    ];
    let at = phrase(tokens, optional(tokens, at, &["the"]), &["time", "of"])?;
    let at = any(tokens, optional(tokens, at, &["the", "this", "its", "their"]), TOLD)?;
    Some((Time::Telling, at))
}

/// "annually", "every year", "each month", "per year", "on average": a rate without a date.
pub fn habit(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    const ADVERBS: &[&str] = &["annually", "yearly", "monthly", "daily", "weekly"];
    const UNITS: &[&str] = &["year", "month", "day", "week", "annum"];
    if let Some(next) = any(tokens, at, ADVERBS) {
        // "annually published", "monthly wage": an attribute, not a rate, where a noun follows.
        let ends =
            tokens.get(next).is_none_or(|token| !token.text.starts_with(char::is_alphabetic));
        let adverb = word(tokens, at, "annually").is_some();
        return (ends || adverb).then_some((Time::Habit, next));
    }
    let each = any(tokens, at, &["every", "each", "per"]);
    if let Some(next) = each.filter(|_| matches!(link, Link::Bare | Link::Within)) {
        let next = optional(tokens, next, &["working", "business", "calendar"]);
        return any(tokens, next, UNITS).map(|next| (Time::Habit, next));
    }
    if link != Link::Bare {
        return None;
    }
    // "600 complaints a year".
    let next = any(tokens, at, &["a", "an"])?;
    let next = any(tokens, next, UNITS)?;
    // "a year in prison" is a length, "40 a month in 2013" a rate.
    let dated = word(tokens, next, "in")
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| matches!(token.class, Class::Year(_) | Class::Month(_)));
    let goes_on = any(tokens, next, &["and", "or", "in", "later", "after", "ago", "of"]).is_some();
    (dated || !goes_on).then_some((Time::Habit, next))
}

/// "currently", "at present", "to date", "so far".
pub fn now(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    if link == Link::Bare {
        return any(tokens, at, &["currently", "presently", "nowadays"])
            .or_else(|| phrase(tokens, at, &["to", "date"]))
            .or_else(|| phrase(tokens, at, &["so", "far"]).filter(|next| ends_far(tokens, *next)))
            .map(|next| (Time::Now, next));
    }
    any(tokens, at, &["present", "today"]).map(|next| (Time::Now, next))
}

/// "so far" by itself: "so far as", "so far from" and "so far during the year" tell something else.
fn ends_far(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_none_or(|token| !token.is_any(&["as", "from", "in", "during", "this", "away", "to"]))
}
