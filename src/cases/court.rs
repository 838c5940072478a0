//! Which court an event was before.

use super::place::Place;
use super::reading::Reading;
use super::{EventCourt, EventKind};
use crate::entities::EntityKind;

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

/// Whether a court takes part in such events.
pub fn has_court(kind: EventKind) -> bool {
    use EventKind::{Acquitted, Charged, Convicted, Fined, Released, RuledOn, Sentenced, Tried};
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
