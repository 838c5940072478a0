//! What a chosen time expression means for a number.

use super::choose::{Choice, Part};
use crate::figures::passage::Reading;
use crate::figures::{Coverage, Period};
use crate::language::{Link, Stretch, Time, Year};
use jiff::civil::Date;

/// The period of a choice, where the report covers `report_year`; `None` where the expression goes
/// back to a time that was spoken of before.
pub fn settle(
    reading: &Reading<'_>,
    choice: &Choice,
    stock: bool,
    running: bool,
    report_year: Option<i16>,
) -> Option<Period> {
    match choice.time.told.time {
        Time::Habit | Time::Now => Some(Period::undated(Coverage::Undated)),
        Time::Spell => Some(Period::undated(Coverage::MultiYear)),
        Time::Mentioned | Time::SamePart(_) => None,
        Time::Telling => Some(told_at(reading, report_year)),
        Time::Stretch(stretch) => {
            let stretch = framed(stretch, choice.frame);
            let days = days(stretch, report_year);
            let period = days.map(|days| match (choice.time.told.link, choice.part) {
                (Link::AsOf, Part::Adverb) => as_of(stretch, days, running),
                (Link::Since, Part::Adverb) => {
                    since(stretch, days.0, told_at(reading, report_year).end)
                }
                _ => placed(stretch, days, choice, stock || closes(reading, choice)),
            });
            Some(period.unwrap_or_default())
        }
    }
}

/// The stretch with the years that a frame fixes: "In 2019 … in the first six months of the year".
/// The year as a whole ("during the year") stays the report's.
fn framed(stretch: Stretch, frame: Option<Year>) -> Stretch {
    let Some(Year::Told(frame)) = frame else { return stretch };
    let fixed = |year| match year {
        Year::Current if stretch.is_year() => year,
        Year::Told(_) => year,
        other => Year::Told(other.number(frame)),
    };
    let mut stretch = stretch;
    stretch.from.year = fixed(stretch.from.year);
    stretch.to.year = fixed(stretch.to.year);
    stretch
}

/// The days of a stretch; without a report's year only where the words tell both years.
pub fn days(stretch: Stretch, report_year: Option<i16>) -> Option<(Date, Date)> {
    let told = stretch.from.year.is_told() && stretch.to.year.is_told();
    match report_year {
        Some(year) => stretch.days(year),
        None => told.then(|| stretch.days(0)).flatten(),
    }
}

/// "at the time of the report": the day or month that the sentence begins with, if it does.
fn told_at(reading: &Reading<'_>, report_year: Option<i16>) -> Period {
    let first = reading.times.iter().find_map(|time| match time.told.time {
        Time::Stretch(stretch)
            if stretch.from.month.is_some() && time.first <= 1 && time.told.link != Link::Since =>
        {
            days(stretch, report_year)
        }
        _ => None,
    });
    first.map_or_else(|| Period::undated(Coverage::PointInTime), |(_, last)| point(last))
}

fn point(day: Date) -> Period {
    Period { start: Some(day), end: Some(day), coverage: Coverage::PointInTime }
}

fn placed(stretch: Stretch, days: (Date, Date), choice: &Choice, stock: bool) -> Period {
    let (first, last) = days;
    match (choice.time.told.link, choice.part) {
        (_, Part::Telling) if is_short(stretch) => telling(last, stock),
        (_, Part::Published) => {
            let (first, last) = (first.first_of_year(), last.last_of_year());
            span(first, last, covers(first, last))
        }
        (_, Part::Event) => span(first, last, Coverage::Event),
        (_, Part::Data) if stock && is_short(stretch) => point(last),
        (_, Part::Data) => span(first, last, covers(first, last)),
        (Link::Through, _) if stretch.from == stretch.to => {
            let start = last.first_of_year();
            span(start, last, covers(start, last))
        }
        _ if stretch.is_day() && is_year_end(last) || stock && is_short(stretch) => point(last),
        _ => span(first, last, covers(first, last)),
    }
}

/// "at the end of August": a state is told of it, whatever the verb.
fn closes(reading: &Reading<'_>, choice: &Choice) -> bool {
    let words = choice.time.first..choice.time.after;
    choice.part == Part::Adverb
        && choice.time.told.link == Link::Within
        && reading.tokens.any(words.start, words.end, &["end", "close", "midyear", "mid-year"])
}

/// A day or a month of telling dates only a state ("in May it reported that there are 40").
fn telling(last: Date, stock: bool) -> Period {
    if stock { point(last) } else { Period::default() }
}

/// "since 2018", "since October", "since the beginning of the year": the last two up to the day of
/// telling, where the sentence begins with one.
fn since(stretch: Stretch, first: Date, told: Option<Date>) -> Period {
    let told = told.filter(|told| first < *told && first.year() == told.year());
    match (stretch.from.year, told) {
        (Year::Current | Year::Open, Some(told)) => span(first, told, covers(first, told)),
        (Year::Current, None) if first == first.first_of_year() => {
            let end = first.last_of_year();
            span(first, end, covers(first, end))
        }
        (Year::Open, None) => {
            Period { start: Some(first), end: None, coverage: Coverage::PartYear }
        }
        _ => Period { start: Some(first), end: None, coverage: Coverage::MultiYear },
    }
}

/// "as of July 1", "as of July", "as of 2009": a state or a total is that of the day or the month's
/// last day; a running count of what came runs from the year's first day.
fn as_of(stretch: Stretch, (first, last): (Date, Date), running: bool) -> Period {
    if stretch.is_year() {
        return span(first, last, covers(first, last));
    }
    if !running {
        return point(last);
    }
    let start = last.first_of_year();
    span(start, last, covers(start, last))
}

/// Whether a stretch is one day or one month.
fn is_short(stretch: Stretch) -> bool {
    stretch.from == stretch.to && stretch.from.month.is_some()
}

fn is_year_end(day: Date) -> bool {
    day == day.last_of_year()
}

fn span(start: Date, end: Date, coverage: Coverage) -> Period {
    Period { start: Some(start), end: Some(end), coverage }
}

/// How a range of days covers the calendar. A few days are those of an event.
pub fn covers(start: Date, end: Date) -> Coverage {
    let whole = start == start.first_of_year() && end == end.last_of_year();
    if whole && start.year() == end.year() {
        Coverage::FullYear
    } else if start.year() != end.year() && (whole || end.year() - start.year() > 1) {
        Coverage::MultiYear
    } else if start.month() == end.month() && start.year() == end.year() && !is_month(start, end) {
        Coverage::Event
    } else {
        Coverage::PartYear
    }
}

fn is_month(start: Date, end: Date) -> bool {
    start == start.first_of_month() && end == end.last_of_month()
}
