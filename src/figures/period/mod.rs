//! The time that a figure covers.
//!
//! In four steps: which part of the sentence the number stands in ([`clause`]), which of the
//! sentence's time expressions belongs to it ([`choose`]), what that expression means for a stock
//! or a flow ([`settle`]), and, where the sentence has none, what the passage fixed ([`carry`]).
//! A figure that the text leaves undated stays so: the report's year is never assumed.

mod bracket;
mod carry;
mod choose;
mod clause;
mod head;
mod lexicon;
mod running;
mod settle;

pub use head::of_head;

use super::context::Context;
use super::passage::Reading;
use super::{Coverage, Period, Unit};
use crate::language::Link;

/// The time that the figure covers.
pub fn resolve(context: &Context<'_>) -> Period {
    let Some(reading) = context.reading() else { return Period::default() };
    let passage_year = context.report.metadata.year();
    let place = clause::Place::of(reading, context.first_word, context.after_word);
    // "tenge per month" is the unit of an amount, not a rate without a date.
    let habits = context.figure.unit != Unit::Money;
    let chosen = choose::choose(reading, &place, habits);
    // "As of July, 40 of these children …": the sentence has its own day.
    let follows = chosen.is_some_and(|choice| {
        let opens = choice.time.first == 0
            && choice.time.told.link == Link::AsOf
            && carry::whole_is_before(context);
        opens || choice.time.first >= place.number.end
    });
    if let Some(whole) = carry::of_whole(context).filter(|_| !follows) {
        return whole;
    }
    let Some(mut choice) = chosen else {
        return carry::carried(context, &place);
    };
    choice.frame = choice.frame.or_else(|| carry::year_of_month(context, &choice));
    let stock = clause::is_stock(&reading.tokens, &place);
    let running = running::is_running_count(&reading.tokens, &place);
    let stands = stock || running::stands_open(&reading.tokens, &place);
    if let Some(period) = carry::coordinated(context, &choice, stands, running) {
        return period;
    }
    // "As of May the country’s 12 prisons held …" tells of the prisons as well.
    let state = choice.time.told.link == Link::AsOf && clause::is_owned(&reading.tokens, &place);
    let known = clause::is_definite(&reading.tokens, &place);
    if choice.is_short_before(&place) && known && !state {
        return Period::default();
    }
    settle::settle(reading, &choice, stock, running, passage_year)
        .unwrap_or_else(|| carry::mentioned(context, &choice))
}

/// Whether the sentence tells a state of the number at the words `first..after`: "there were 40",
/// "has 260 inspectors", "40 … were held".
pub fn is_state(reading: &Reading<'_>, first: usize, after: usize) -> bool {
    clause::is_stock(&reading.tokens, &clause::Place::of(reading, first, after))
}

impl Period {
    /// A period without dates.
    fn undated(coverage: Coverage) -> Self {
        Self { start: None, end: None, coverage }
    }
}

#[cfg(test)]
mod tests;
