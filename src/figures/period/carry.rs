//! What an earlier sentence of the paragraph fixed for a number that has no time of its own.

use super::choose::Choice;
use super::clause::{self, Place};
use super::settle;
use crate::figures::context::Context;
use crate::figures::{Coverage, Period};
use crate::language::{Link, Time, Year};

/// The period of a number whose expression goes back to a time spoken of before: "since then",
/// "the same period in 2018".
pub fn mentioned(context: &Context<'_>, choice: &Choice) -> Period {
    let Some(period) = spoken_of(context) else { return Period::default() };
    match choice.time.told.time {
        Time::SamePart(year) => shifted(period, year, context.report.metadata.year()),
        _ if choice.time.told.link == Link::Since => {
            Period { end: None, coverage: Coverage::MultiYear, ..period }
        }
        _ => period,
    }
}

/// The time last spoken of before the number: of the figure before it, or of an expression in this
/// sentence or the one before.
fn spoken_of(context: &Context<'_>) -> Option<Period> {
    let sentence = context.sentence()?.span;
    let dated = |period: &Period| period.start.is_some();
    let same = context.earlier.iter().rev().find(|f| f.sentence == sentence && dated(&f.period));
    if let Some(figure) = same {
        return Some(figure.period);
    }
    let year = context.report.metadata.year();
    [Some(context.current), context.current.checked_sub(1)].into_iter().flatten().find_map(|at| {
        let reading = context.passage.sentences.get(at)?;
        let before = reading
            .times
            .iter()
            .filter(|time| at != context.current || time.after <= context.first_word);
        before.rev().find_map(|time| match time.told.time {
            Time::Stretch(stretch) => settle::days(stretch, year).map(|(first, last)| Period {
                start: Some(first),
                end: Some(last),
                coverage: settle::covers(first, last),
            }),
            _ => None,
        })
    })
}

/// The same part of another year.
fn shifted(period: Period, year: Year, report_year: Option<i16>) -> Period {
    let (Some(start), Some(end)) = (period.start, period.end) else { return period };
    let to = match (year, report_year) {
        (Year::Told(year), _) => year,
        (Year::Earlier(_), _) => year.number(start.year()),
        (other, Some(report)) => other.number(report),
        (_, None) => return Period::default(),
    };
    let by = to.saturating_sub(start.year());
    let moved = |date: jiff::civil::Date| {
        let first = jiff::civil::Date::new(date.year().saturating_add(by), date.month(), 1).ok()?;
        jiff::civil::Date::new(first.year(), first.month(), date.day().min(first.days_in_month()))
            .ok()
    };
    Period { start: moved(start), end: moved(end), coverage: period.coverage }
}

/// The period of a number in a sentence without a time for it: what its own sentence or the one
/// before fixed, where the passage goes on about the same.
pub fn carried(context: &Context<'_>, place: &Place) -> Period {
    let Some(sentence) = context.sentence() else { return Period::default() };
    let Some(reading) = context.reading() else { return Period::default() };
    let own = context.earlier.iter().rev().find(|figure| figure.sentence == sentence.span);
    if place.comparison().is_none() {
        if let Some(own) = own {
            return own.period;
        }
    }
    if clause::is_stock(&reading.tokens, place) {
        return Period::default();
    }
    let Some(before) = context.sentence_before() else { return Period::default() };
    let last = context.earlier.iter().rev().find(|figure| figure.sentence == before.span);
    last.map_or_else(Period::default, |figure| figure.period)
}
