//! The case file of a person over all reports: one line an event, with every telling beneath it.
//!
//! An event is told again where kind and person are the same and the dates lie within a tolerance.
//! Tellings that contradict each other stay side by side, and the line says in what.

use super::{Event, EventKind};
use crate::analysis::Analysis;
use crate::entities::{Entity, ReportIndex, fold};
use crate::language::{Number, numbers, words};
use crate::report::{Report, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One telling of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Telling {
    /// The report.
    pub report: ReportIndex,
    /// The index in its [`Analysis::events`].
    pub event: usize,
}

/// In what tellings of an event contradict each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disagreement {
    /// Two days are told.
    pub date: bool,
    /// Two penalties are told.
    pub penalty: bool,
    /// Two courts are told.
    pub court: bool,
}

/// An event of a person's case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEvent {
    /// What befell them.
    pub kind: EventKind,
    /// The first and the last day that it may have been, by the telling that is most exact.
    pub date: Option<(Date, Date)>,
    /// Every telling, by report and place.
    pub tellings: Vec<Telling>,
    /// In what they contradict each other.
    pub disagreement: Disagreement,
}

/// Days that two tellings of one event may lie apart.
const TOLERANCE: i32 = 4;

/// A telling with what it is compared by.
struct Told<'a> {
    telling: Telling,
    event: &'a Event,
    report: &'a Report,
}

/// The case file of `entity`, in order of date; what has no date stands where the report tells it.
/// `report` finds a report and its analysis.
pub fn case_file<'a>(
    entity: Entity<'_>,
    report: impl Fn(ReportIndex) -> Option<(&'a Report, &'a Analysis)>,
) -> Vec<CaseEvent> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for (index, local) in entity.members {
        let Some((report, analysis)) = report(*index) else { continue };
        let own = analysis.events.iter().enumerate().filter(|(_, event)| event.person == *local);
        told.extend(own.map(|(at, event)| Told {
            telling: Telling { report: *index, event: at },
            event,
            report,
        }));
    }
    // The most exact dates first, so that vaguer ones find the event that they are of.
    told.sort_by_key(|told| {
        (length(told.event), told.event.date.map(|date| date.from), told.telling)
    });
    let mut lines: Vec<Vec<Told<'a>>> = Vec::new();
    for one in told {
        let fits: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| fits(line, &one))
            .map(|(at, _)| at)
            .collect();
        // Without a date it is the one event of its kind, or an event by itself.
        let line = match (fits.as_slice(), one.event.date) {
            ([only], None) => Some(*only),
            ([first, ..], Some(_)) => Some(*first),
            _ => None,
        };
        match line.and_then(|at| lines.get_mut(at)) {
            Some(line) => line.push(one),
            None => lines.push(vec![one]),
        }
    }
    let mut events: Vec<(Option<Date>, CaseEvent)> =
        lines.into_iter().map(|line| case_event(&line)).collect();
    events.sort_by_key(|(order, event)| {
        (order.is_none(), *order, event.kind, event.tellings.first().copied())
    });
    events.into_iter().map(|(_, event)| event).collect()
}

/// Days between the first and the last that the event may have been.
fn length(event: &Event) -> i32 {
    event.date.map_or(i32::MAX, |date| days(date.from, date.to))
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn fits(line: &[Told<'_>], one: &Told<'_>) -> bool {
    let Some(first) = line.first() else { return false };
    if first.event.kind != one.event.kind {
        return false;
    }
    match (first.event.date, one.event.date) {
        (Some(a), Some(b)) => days(a.to, b.from) <= TOLERANCE && days(b.to, a.from) <= TOLERANCE,
        _ => true,
    }
}

fn case_event(line: &[Told<'_>]) -> (Option<Date>, CaseEvent) {
    let date = line.first().and_then(|told| told.event.date).map(|date| (date.from, date.to));
    let year = line.iter().filter_map(|told| told.report.metadata.year()).min();
    let undated = year.and_then(|year| Date::new(year, 12, 31).ok());
    let mut tellings: Vec<Telling> = line.iter().map(|told| told.telling).collect();
    tellings.sort_unstable();
    let kind = line.first().map_or(EventKind::Detained, |told| told.event.kind);
    let event = CaseEvent { kind, date, tellings, disagreement: disagreement(line) };
    (date.map(|(from, _)| from).or(undated), event)
}

fn disagreement(line: &[Told<'_>]) -> Disagreement {
    let exact = line.iter().filter_map(|told| told.event.date).filter(|date| date.from == date.to);
    let several = |values: BTreeSet<String>| values.len() > 1;
    Disagreement {
        date: several(exact.map(|date| date.from.to_string()).collect()),
        penalty: several(
            line.iter()
                .filter_map(|told| Some(penalty_key(told.event.penalty?.of(&told.report.text))))
                .collect(),
        ),
        court: several(
            line.iter()
                .filter_map(|told| {
                    let court = told.event.court?;
                    court.entity.map(|_| fold(court.words.of(&told.report.text)))
                })
                .collect(),
        ),
    }
}

/// A penalty as it is compared: its length in days where it has one, else its words. "27 months"
/// and "two years and three months" are the same.
fn penalty_key(penalty: &str) -> String {
    let months = months(penalty);
    if months > 0.0 { format!("{months:.1}") } else { fold(penalty) }
}

/// How many months a penalty lasts; none where it names no time.
fn months(penalty: &str) -> f64 {
    let words = words(penalty, Span::new(0, penalty.len()));
    let unit = |word: &str| match word.to_lowercase().trim_end_matches(['\'', '’', 's']) {
        "year" => Some(12.0),
        "month" => Some(1.0),
        "day" => Some(1.0 / 30.0),
        _ => None,
    };
    let length = |number: &Number| {
        // "a five-year term", "five years"
        let suffix = number.suffix.map(|suffix| suffix.of(penalty));
        let word = suffix.or_else(|| words.get(number.after).map(|word| word.text))?;
        Some(number.value * unit(word)?)
    };
    numbers(&words).iter().filter_map(length).sum()
}
