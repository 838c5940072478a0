//! Who asserts an event.

use super::reading::Reading;
use super::trigger::Trigger;
use crate::report::Span;

/// Who asserts the event: "according to her lawyer", "police said", "…, the union reported".
pub fn asserted_by(reading: &Reading<'_>, trigger: &Trigger) -> Option<Span> {
    according(reading).or_else(|| said(reading, trigger))
}

fn according(reading: &Reading<'_>) -> Option<Span> {
    let at = (0..reading.len())
        .find(|at| reading.at(*at) == "according" && reading.at(at + 1) == "to")?;
    let first = past_article(reading, at + 2);
    let end = (first..reading.len().min(first + 16))
        .find(|at| matches!(reading.at(*at), "," | "." | ";" | "that" | "who" | ":"))
        .unwrap_or(reading.len());
    reading.span_of(first, end)
}

fn past_article(reading: &Reading<'_>, at: usize) -> usize {
    at + usize::from(matches!(reading.at(at), "the" | "a" | "an"))
}

fn said(reading: &Reading<'_>, trigger: &Trigger) -> Option<Span> {
    let verb = (0..reading.len()).find(|at| {
        let tells = reading.is(*at, "saying") && !reading.capital(*at) && *at > 0;
        let before = *at < trigger.first;
        // "…, the lawyer said."
        let closes = *at >= trigger.end && (at + 1..reading.len()).all(|at| reading.is_mark(at));
        tells
            && (before || closes)
            && !reading.is(at - 1, "be")
            && !matches!(reading.at(at - 1), "who" | "as" | "to" | "and" | "or" | "which")
            // "numerous reported disappearances"
            && !reading.is(at - 1, "counts")
    })?;
    let mut end = verb;
    while end > 0 && (reading.is_between(end - 1) || reading.is(end - 1, "have")) {
        end -= 1;
    }
    if let Some(time) = reading.time_before(end) {
        end = time.first;
    }
    let mut first = end;
    while first > 0 && end - first < 14 {
        let last = first - 1;
        let stops = matches!(
            reading.at(last),
            "," | ";" | ":" | "that" | "but" | "while" | "although" | "“" | "”" | "(" | ")" | "—"
        ) || reading.time_before(first).is_some()
            || reading.is(last, "be");
        if stops {
            break;
        }
        first = last;
    }
    let first = past_article(reading, first);
    let empty = end <= first
        || matches!(
            reading.at(first),
            "he" | "she" | "they" | "it" | "and" | "who" | "which" | "there"
        );
    (!empty).then(|| reading.span_of(first, end)).flatten()
}

/// Whether "allegedly" or "reportedly" stands in the clause of the event.
pub fn is_hedged(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    let from = trigger.first.saturating_sub(6);
    (from..reading.len().min(trigger.end + 3)).any(|at| reading.is(at, "hedges"))
}
