//! When the events of a sentence were.

use super::place::{Place, goes_on_from};
use super::reading::{Reading, Timed};
use super::trigger::{self, Trigger};
use super::{EventDate, EventKind};
use crate::language::{Link, Time};

/// How many words a time before the verb of a claim is put off.
const CLAIMED: usize = 24;

/// The time that belongs to the event: the nearest with no other event between; what follows is
/// preferred. `year` is that of the report.
fn date(reading: &Reading<'_>, place: Place<'_>, year: i16) -> Option<EventDate> {
    let own = place.own()?;
    let near = |time: &Timed| {
        let Time::Stretch(stretch) = time.told.time else { return None };
        if !is_of_event(reading, time, own) {
            return None;
        }
        let distance = place.distance(time.first, time.end)?;
        // Another event's own time: "who was arrested in May, was released".
        let closer =
            place.all.iter().enumerate().any(|(n, other)| {
                n != place.at && other.first != own.first && touches(other, time)
            });
        let (from, to) = stretch.days(year)?;
        let after = usize::from(time.first < own.first);
        // "In June activists claimed that police beat her on May 3."
        let of_claim =
            time.end <= own.first && (time.end..own.first).any(|at| reading.is(at, "saying"));
        // "In June she complained that she had been beaten."
        let earlier = (own.first.saturating_sub(2)..own.end).any(|at| reading.at(at) == "had");
        let told_later = time.end <= own.first
            && earlier
            && (time.end..own.first).any(|at| reading.at(at) == "that" || reading.is(at, "saying"));
        let beside = !own.noun || trigger::is_beside(reading, time, own.first);
        if !beside
            || told_later
            || is_of_earlier(reading, place, time)
            || is_subordinate(reading, time, own)
            || is_of_crime(reading, time, own)
        {
            return None;
        }
        let distance = distance + if of_claim { CLAIMED } else { 0 };
        (!closer || distance <= 1).then_some((distance * 2 + after, from, to, time.told.span))
    };
    let best = reading.times.iter().filter_map(near).min_by_key(|(distance, ..)| *distance);
    let (_, from, to, words) = best?;
    Some(EventDate { from, to, words })
}

/// Whether a time ends the clause of an event before: "who was arrested in May, was released".
fn is_of_earlier(reading: &Reading<'_>, place: Place<'_>, time: &Timed) -> bool {
    let joins = |at: &usize| {
        matches!(reading.at(*at), "and" | "but" | ";" | "while" | "before" | "after" | "until")
    };
    place
        .all
        .iter()
        .take(place.at)
        .any(|other| other.end <= time.first && !(other.end..time.first).any(|at| joins(&at)))
        && place.own().is_some_and(|own| time.end <= own.first)
}

/// Whether a year is that of the crime: "sentenced to ten years for the killings in 1999".
fn is_of_crime(reading: &Reading<'_>, time: &Timed, own: &Trigger) -> bool {
    use EventKind::{Charged, Convicted, Fined, Sentenced, Tried};
    let told = matches!(time.told.time, Time::Stretch(stretch) if stretch.from.year.is_told());
    told && matches!(own.kind, Charged | Convicted | Fined | Sentenced | Tried)
        && (own.end..time.first).any(|at| matches!(reading.at(at), "for" | "of"))
}

/// Whether the event stands in a clause that tells what came before: "In March they expelled her
/// after she was fined".
fn is_subordinate(reading: &Reading<'_>, time: &Timed, own: &Trigger) -> bool {
    time.end <= own.first
        && (time.end.max(own.first.saturating_sub(8))..own.first)
            .rev()
            .take_while(|at| !reading.is_mark(*at))
            .any(|at| matches!(reading.at(at), "after" | "because" | "since" | "following"))
}

/// The dates of all events of a sentence. A time at the head of a row is that of the row ("In May
/// he was found guilty and sentenced"), and one at its end that of a verdict or an assault too
/// ("was convicted and sentenced in May").
pub fn dates(reading: &Reading<'_>, all: &[Trigger], year: i16) -> Vec<Option<EventDate>> {
    let own = |at| date(reading, Place { all, at }, year);
    let mut dates: Vec<Option<EventDate>> = (0..all.len()).map(own).collect();
    let start = |at: usize| reading.words.get(at).map(|word| word.span.start);
    let row = |at: usize| Some((all.get(at.checked_sub(1)?)?, all.get(at)?));
    for at in 1..all.len() {
        let Some((before, own)) = row(at) else { continue };
        let head = dates.get(at - 1).copied().flatten();
        let head = head.filter(|date| Some(date.words.start) < start(before.first));
        share(&mut dates, at, head.filter(|_| goes_on_from(reading, before, own)));
    }
    for at in (1..all.len()).rev() {
        let Some((before, own)) = row(at) else { continue };
        let last = dates.get(at).copied().flatten();
        let last = last.filter(|date| start(own.end).is_some_and(|end| end <= date.words.start));
        let shares = matches!(before.kind, EventKind::Convicted | EventKind::Attacked)
            && goes_on_from(reading, before, own);
        share(&mut dates, at - 1, last.filter(|_| shares));
    }
    dates
}

/// Gives an event a date where it has none of its own.
fn share(dates: &mut [Option<EventDate>], at: usize, date: Option<EventDate>) {
    if let Some(slot) = dates.get_mut(at) {
        *slot = slot.or(date);
    }
}

fn touches(trigger: &Trigger, time: &Timed) -> bool {
    time.first == trigger.end || time.end == trigger.first
}

/// Whether a time can be that of an event: no bound of it, no attribute of another noun.
fn is_of_event(reading: &Reading<'_>, time: &Timed, own: &Trigger) -> bool {
    let bound = matches!(time.told.link, Link::Beside | Link::AsOf | Link::Through);
    let before = reading.before(time.first, 1);
    let attribute = matches!(time.told.link, Link::Bare | Link::Of)
        && matches!(before, "the" | "a" | "an" | "his" | "her" | "their" | "of" | "its")
        && time.end != own.first
        || before.ends_with("'s") && time.end != own.first;
    let other_act = matches!(
        before,
        "born" | "dated" | "committed" | "until" | "published" | "posted" | "held"
    );
    // "who awaited trial at year’s end": a state, not an event.
    let year_end =
        (time.first..time.end).any(|at| reading.at(at) == "year's" && reading.at(at + 1) == "end");
    !bound && !attribute && !other_act && !year_end
}
