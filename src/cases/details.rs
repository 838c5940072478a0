//! When an event was, which court, what penalty, who asserts it.

use super::lexicon::lexicon;
use super::reading::{Reading, Timed};
use super::trigger::Trigger;
use super::{EventCourt, EventDate, EventKind};
use crate::entities::EntityKind;
use crate::language::{Link, Time, is_number_word};
use crate::report::Span;

/// Where in a row of events one stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub all: &'a [Trigger],
    pub at: usize,
}

impl Place<'_> {
    fn own(&self) -> Option<&Trigger> {
        self.all.get(self.at)
    }

    /// How many words lie between the event and `first..end`; none where another event is between.
    fn distance(&self, first: usize, end: usize) -> Option<usize> {
        let own = self.own()?;
        let (from, to) = if first >= own.end { (own.end, first) } else { (end, own.first) };
        let parted = self.all.iter().enumerate().any(|(n, other)| {
            n != self.at && other.first >= from && other.first < to && other.first != own.first
        });
        (!parted).then(|| to.saturating_sub(from))
    }
}

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
        let beside = !own.noun || super::trigger::is_beside(reading, time, own.first);
        if !beside
            || told_later
            || is_of_earlier(reading, place, time)
            || is_subordinate(reading, time, own)
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
    !bound && !attribute && !other_act
}

/// The court of the event: named in the sentence, the nearest one.
pub fn court(reading: &Reading<'_>, place: Place<'_>) -> Option<EventCourt> {
    let own = place.own()?;
    has_court(own.kind).then_some(())?;
    let mut best: Option<(usize, EventCourt)> = None;
    for at in 0..reading.len() {
        let Some((first, end, entity)) = court_at(reading, at) else { continue };
        let Some(distance) = place.distance(first, end) else { continue };
        let Some(words) = reading.span_of(first, end) else { continue };
        let words = entity.and_then(|_| reading.name_at(at)).map_or(words, |named| named.span);
        if best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, EventCourt { entity, words }));
        }
    }
    best.map(|(_, court)| court)
}

/// Whether an event goes on from the one before it in the sentence, so that it has its time and
/// court: "found her guilty and sentenced her".
pub fn goes_on_from(reading: &Reading<'_>, before: &Trigger, own: &Trigger) -> bool {
    let between = before.end..own.first;
    between.len() <= GOES_ON
        && between.clone().any(|at| matches!(reading.at(at), "and" | "," | "then"))
        && !between.into_iter().any(|at| {
            matches!(
                reading.at(at),
                ";" | "but"
                    | "after"
                    | "before"
                    | "following"
                    | "because"
                    | "when"
                    | "while"
                    | "who"
                    | "which"
                    | "although"
                    | "since"
                    | "where"
                    | "later"
                    | "subsequently"
                    | "until"
            )
        })
}

/// So many words may lie between two such events.
const GOES_ON: usize = 24;

/// Whether a court takes part in such events.
pub fn has_court(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(kind, Charged | Tried | Convicted | Sentenced | Fined | Acquitted | RuledOn | Released)
}

/// The court at a head word: its first word, the word after it, its entity.
fn court_at(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, Option<usize>)> {
    if let Some(named) = reading.name_at(at).filter(|named| named.kind == EntityKind::Court) {
        // "a former Supreme Court judge"
        let attribute = reading.is(named.end, "of_courts");
        return (named.first == at && !attribute).then_some((
            named.first,
            named.end,
            Some(named.entity),
        ));
    }
    let head = matches!(reading.at(at), "court" | "tribunal" | "court's");
    if !head || reading.name_at(at).is_some() {
        return None;
    }
    let mut first = at;
    while first > 0 && at - first < 6 {
        let word = reading.at(first - 1);
        let stops = reading.is_mark(first - 1)
            || matches!(word, "the" | "a" | "an" | "and" | "or" | "that" | "supreme")
            || reading.is(first - 1, "prepositions")
            || reading.is(first - 1, "be")
            || reading.is_event_verb(first - 1);
        if stops {
            break;
        }
        first -= 1;
    }
    // "a military court in Velna"
    let mut end = at + 1;
    if matches!(reading.at(end), "in" | "of")
        && reading.capital(end + 1)
        && !reading.times.iter().any(|time| time.first <= end + 1 && end + 1 < time.end)
    {
        end += 2;
        while reading.capital(end) {
            end += 1;
        }
    }
    (end - first > 1).then_some((first, end, None))
}

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
            && !matches!(reading.at(at - 1), "who" | "as" | "to")
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
