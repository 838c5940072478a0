//! The country, or the place within it, that a figure is for.
//!
//! Found by grammar and general words alone ("in Vellen Oblast", "in the city of Sorn", "In Morav,
//! 14 …"): there is no list of local names. Where the sentence names no place for the number, it is
//! the report's country, or, inside the passage of one event, the place of the figure before.

mod phrase;

use super::context::Context;
use super::{Coverage, Period};
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;
use phrase::Phrase;

/// Whether a lower-case word is a kind of place ("region", "city").
pub fn is_kind(word: &str) -> bool {
    phrase::is_kind(word)
}

/// The place that the figure is for; `period` is the time it covers.
pub fn resolve(context: &Context<'_>, period: Period) -> Option<String> {
    let country = context.report.metadata.country();
    let reading = context.reading()?;
    let phrases = phrase::phrases(reading);
    if is_nationwide(context, reading) {
        return country.map(str::to_owned);
    }
    let own = belonging(context, &phrases).map(|phrase| phrase.name.clone());
    own.or_else(|| carried(context, country, period)).or_else(|| country.map(str::to_owned))
}

/// The phrase that belongs to the number: after it in its clause, at the start of the sentence, or
/// before it where its own kind word makes it certain.
fn belonging<'p>(context: &Context<'_>, phrases: &'p [Phrase]) -> Option<&'p Phrase> {
    let tokens = &context.reading()?.tokens;
    let from = after_bracket(tokens, context.after_word);
    let clause = tokens.clause_start(context.first_word)..past_remarks(tokens, from);
    let next_number = (from..tokens.len())
        .find(|at| tokens.at(*at).starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(tokens.len());
    let after = phrases.iter().find(|phrase| {
        let words = &phrase.words;
        words.start >= context.after_word && words.start < clause.end && words.start < next_number
    });
    let before = phrases.iter().filter(|phrase| phrase.words.end <= context.first_word);
    after
        .or_else(|| before.clone().find(|phrase| phrase.words.start <= 1 && phrase.leads))
        .or_else(|| before.rev().find(|phrase| phrase.certain && !phrase.in_subject))
}

/// "33 orders in Morav out of 179 throughout the country": the country is told.
fn is_nationwide(context: &Context<'_>, reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    let from = context.after_word;
    let end = (from..tokens.clause_end(from)).find(|at| tokens.is_number(*at));
    let end = end.unwrap_or_else(|| tokens.clause_end(from));
    (from..end).any(|at| match tokens.at(at) {
        "nationwide" | "countrywide" => true,
        "country" => {
            tokens.before(at, 1) == "the"
                && matches!(tokens.before(at, 2), "throughout" | "across" | "in" | "around")
        }
        _ => false,
    })
}

/// "40 tenants (mostly families) in Morav": where the clause ends, remarks in brackets passed over.
fn past_remarks(tokens: &Tokens<'_>, from: usize) -> usize {
    let end = tokens.clause_end(from);
    let close =
        (tokens.at(end) == "(").then(|| (end..tokens.len()).find(|at| tokens.at(*at) == ")"));
    close.flatten().map_or(end, |close| tokens.clause_end(close + 1))
}

/// "12,900 florins ($424) per head in Morav": past the bracket that says the same again, from outside
/// it and from inside.
fn after_bracket(tokens: &Tokens<'_>, at: usize) -> usize {
    let near = |mark: &str| (at..at + 2).find(|at| tokens.at(*at) == mark);
    let close = match (near("("), near(")")) {
        (Some(open), _) => (open..open + 6).find(|at| tokens.at(*at) == ")"),
        (None, close) => close,
    };
    close.map_or(at, |close| close + 1)
}

/// The place of the figure just before: for a part in the same sentence ("16 murders in Morav, nine
/// of them of women") and inside the passage of one event.
fn carried(context: &Context<'_>, country: Option<&str>, period: Period) -> Option<String> {
    let before = context.earlier.last()?;
    let sentence = context.sentence()?.span;
    let local = before.place.as_deref() != country && before.period == period;
    let event = before.period.coverage == Coverage::Event
        && context.sentence_before().is_some_and(|last| last.span == before.sentence);
    (local && (event || before.sentence == sentence)).then(|| before.place.clone())?
}

#[cfg(test)]
mod tests;
