//! The words of a penalty.

use super::EventKind;
use super::lexicon::lexicon;
use super::reading::Reading;
use super::trigger::Trigger;
use crate::language::{Link, Time, is_number_word};
use crate::report::Span;

/// The words of the penalty after "sentenced … to" or "fined …".
pub fn penalty(reading: &Reading<'_>, trigger: &Trigger) -> Option<Span> {
    match trigger.kind {
        EventKind::Sentenced => term(reading, trigger.end),
        EventKind::Detained => length(reading, trigger.end),
        EventKind::Fined => amount(reading, trigger.end),
        _ => None,
    }
}

/// "to" and a term: "to five years in prison and a fine of 200 crowns".
fn term(reading: &Reading<'_>, from: usize) -> Option<Span> {
    let limit = reading.len().min(from + 30);
    let to = (from..limit)
        .take_while(|at| reading.at(*at) != ";")
        .find(|at| reading.at(*at) == "to" && is_term(reading, *at + 1))?;
    penalty_from(reading, to + 1)
}

/// "five", "a", "life", "death", "27-month".
fn is_term(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.at(at);
    let number = word.starts_with(|c: char| c.is_ascii_digit())
        || is_number_word(word.split('-').next().unwrap_or(""));
    let article =
        matches!(word, "a" | "an") && (at + 1..at + 6).any(|at| is_punishment(reading, at));
    let bound = matches!(
        word,
        "at" | "more"
            | "up"
            | "between"
            | "approximately"
            | "nearly"
            | "almost"
            | "over"
            | "about"
            | "terms"
            | "prison"
    );
    number
        || article
        || matches!(
            word,
            "life" | "death" | "community" | "probation" | "imprisonment" | "house" | "time"
        )
        || bound && (at..at + 6).any(|at| is_punishment(reading, at))
}

fn is_punishment(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.at(at);
    ["year", "month", "day", "week", "sentence", "term", "fine", "imprisonment", "prison", "lashes"]
        .iter()
        .any(|unit| word == *unit || word.contains(unit))
}

/// "for 15 days".
fn length(reading: &Reading<'_>, from: usize) -> Option<Span> {
    let at = (from..reading.len().min(from + 8)).find(|at| reading.at(*at) == "for")?;
    let number = reading.at(at + 1);
    let counted = number.starts_with(|c: char| c.is_ascii_digit()) || is_number_word(number);
    let unit = matches!(reading.at(at + 2), "days" | "months" | "years" | "weeks" | "hours");
    (counted && unit).then(|| reading.span_of(at + 1, at + 3)).flatten()
}

/// "5,000 crowns ($70)".
fn amount(reading: &Reading<'_>, from: usize) -> Option<Span> {
    let limit = reading.len().min(from + 14);
    let number = (from..limit).take_while(|at| reading.at(*at) != ";").find(|at| {
        let digits = reading.at(*at).starts_with(|c: char| c.is_ascii_digit());
        let year = reading.times.iter().any(|time| time.first <= *at && *at < time.end);
        digits && !year
    })?;
    let sign = number.checked_sub(1).filter(|at| matches!(reading.at(*at), "$" | "€" | "£"));
    penalty_from(reading, sign.unwrap_or(number))
}

/// From the first word of a penalty to its end.
fn penalty_from(reading: &Reading<'_>, first: usize) -> Option<Span> {
    let mut end = first;
    let mut depth = 0_usize;
    while end < reading.len() && end - first < 32 {
        let word = reading.at(end);
        let stops = match word {
            "(" => {
                depth += 1;
                false
            }
            ")" if depth > 0 => {
                depth -= 1;
                false
            }
            _ if depth > 0 => false,
            "." | ";" | ":" | "," | ")" | "”" | "—" => true,
            "and" => !goes_on(reading, end + 1),
            "in" | "of" | "at" | "with" | "under"
                if reading.times.iter().any(|time| time.first == end) =>
            {
                true
            }
            "in" | "of" | "at" | "with" | "under" => {
                !reading.is(end + 1, "places_of_prison")
                    && !is_term(reading, end + 1)
                    && !reading.at(end + 1).starts_with(|c: char| c.is_ascii_digit())
                    && reading.at(end + 1) != "$"
            }
            "for" => reading.at(end + 1) != "life",
            _ => {
                lexicon().is("sentence_ends", word)
                    || reading.times.iter().any(|time| {
                        time.first == end
                            && end > first
                            && matches!(time.told.time, Time::Stretch(_))
                            && time.told.link == Link::Within
                    })
            }
        };
        if stops {
            break;
        }
        end += 1;
    }
    if end == first {
        return None;
    }
    reading.span_of(first, end)
}

/// Whether another penalty follows "and".
fn goes_on(reading: &Reading<'_>, at: usize) -> bool {
    is_term(reading, at)
        || matches!(reading.at(at), "fined" | "six" | "ordered" | "confiscation")
            && reading.at(at) != "ordered"
        || (at..at + 3).any(|at| is_punishment(reading, at))
}
