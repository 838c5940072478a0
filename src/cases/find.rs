//! Walks through the paragraphs of a report, sentence by sentence.

use super::place::{Place, goes_on_from};
use super::reading::{Mentions, Reading};
use super::trigger::{self, Trigger};
use super::who::Who;
use super::{Event, EventCourt, EventKind, assertion, court, date, penalty};
use crate::entities::{self, EntityKind, Flags, ReportEntity, lexicon};
use crate::report::{Report, Span};

/// What a paragraph has told so far.
#[derive(Debug, Default)]
struct Spoken {
    /// The people that "he", "she" or "they" may be.
    people: Vec<usize>,
    /// Whether something befell them, and they were not only named.
    told: bool,
    /// The court that "the court" is.
    court: Option<EventCourt>,
}

/// The events of a report, in text order.
pub fn find(report: &Report, sentences: &[Span], entities: &[ReportEntity]) -> Vec<Event> {
    let mentions = Mentions::new(entities);
    let year = report.metadata.year();
    let mut events = Vec::new();
    for block in &report.blocks {
        if block.kind.is_heading() || !mentions.has_person(block.span) {
            continue;
        }
        let from = sentences.partition_point(|sentence| sentence.end <= block.span.start);
        let to = sentences.partition_point(|sentence| sentence.start < block.span.end);
        let mut spoken = Spoken::default();
        for sentence in sentences.get(from..to).unwrap_or_default() {
            let reading = Reading::new(&report.text, *sentence, &mentions);
            let teller = Teller { report, entities, year, reading: &reading };
            teller.tell(&mut spoken, &mut events);
        }
    }
    events
}

/// Makes the events of one sentence.
struct Teller<'a> {
    report: &'a Report,
    entities: &'a [ReportEntity],
    year: Option<i16>,
    reading: &'a Reading<'a>,
}

impl Teller<'_> {
    fn tell(&self, spoken: &mut Spoken, events: &mut Vec<Event>) {
        let triggers = trigger::triggers(self.reading);
        let from = events.len();
        let dates = self.year.map(|year| date::dates(self.reading, &triggers, year));
        let mut before: Option<(Vec<usize>, bool)> = None;
        for (at, trigger) in triggers.iter().enumerate() {
            let place = Place { all: &triggers, at };
            let (people, inferred) = match (&trigger.who, before) {
                // "convicted Moravec and sentenced him"
                (Who::Pronoun { plural }, Some(before)) if (before.0.len() > 1) == *plural => {
                    before
                }
                _ => self.people(trigger, spoken),
            };
            before = (!people.is_empty()).then(|| (people.clone(), inferred));
            let court = self.court(place, spoken);
            let date = dates.as_ref().and_then(|dates| dates.get(at).copied().flatten());
            for person in people {
                let event = Event { date, court, inferred, ..self.event(trigger, person) };
                let told = events.get(from..).unwrap_or_default();
                if !told.iter().any(|other| repeats(other, &event)) {
                    events.push(event);
                }
            }
        }
        self.carry(spoken, events.get(from..).unwrap_or_default());
    }

    /// The event of one person, without what it shares with others of the sentence.
    fn event(&self, trigger: &Trigger, person: usize) -> Event {
        let reading = self.reading;
        Event {
            person,
            kind: trigger.kind,
            words: reading.span_of(trigger.first, trigger.end).unwrap_or(reading.span),
            sentence: reading.span,
            date: None,
            court: None,
            penalty: penalty::penalty(reading, trigger),
            asserted_by: assertion::asserted_by(reading, trigger),
            hedged: assertion::is_hedged(reading, trigger),
            inferred: false,
        }
    }

    /// Whom an event is about, and whether that was carried on from another sentence.
    fn people(&self, trigger: &Trigger, spoken: &Spoken) -> (Vec<usize>, bool) {
        match &trigger.who {
            Who::People(people) => (people.clone(), false),
            Who::Pronoun { plural: false } => self.one(trigger, spoken),
            Who::Pronoun { plural: true } => {
                let several = spoken.people.len() > 1;
                (if several { spoken.people.clone() } else { Vec::new() }, true)
            }
            Who::Spoken => match spoken.people.as_slice() {
                [one] => (vec![*one], true),
                _ => (Vec::new(), true),
            },
            Who::Definite(noun) => match spoken.people.as_slice() {
                [one] if self.is_called(*one, noun) => (vec![*one], true),
                _ => (Vec::new(), true),
            },
            Who::Same | Who::Nobody => (Vec::new(), false),
        }
    }

    /// Who "he" or "she" is: the one person named before it in the sentence, else the one who was
    /// spoken of.
    fn one(&self, trigger: &Trigger, spoken: &Spoken) -> (Vec<usize>, bool) {
        let mut before: Vec<usize> = self
            .named()
            .filter(|(_, first)| *first < trigger.first)
            .map(|(entity, _)| entity)
            .collect();
        before.sort_unstable();
        before.dedup();
        before.retain(|one| !self.is_cut_off(*one));
        match (before.as_slice(), spoken.people.as_slice()) {
            ([], [one]) if self.has_other(trigger.first, *one) => (Vec::new(), true),
            ([], [one]) => (vec![*one], true),
            ([one], []) => (vec![*one], false),
            (several, [one]) if several.contains(one) => (vec![*one], false),
            // "According to Lannic, they beat him", where before only a name was named.
            ([one], [_]) if !spoken.told => (vec![*one], false),
            // "Her lawyer Petr Lannic said she was beaten": the one spoken of.
            ([_], [one]) => (vec![*one], true),
            _ => (Vec::new(), false),
        }
    }

    /// Whether somebody else's pronoun stands before a person is named: "asked her about Moravec and
    /// beat her". "In her letter Moravec" begins the sentence.
    fn is_cut_off(&self, one: usize) -> bool {
        let first = self.named().find(|(entity, _)| *entity == one).map_or(0, |(_, first)| first);
        (OPENING..first).any(|at| matches!(self.reading.at(at), "he" | "she" | "him" | "her"))
    }

    /// Whether a pronoun before the word at `end` is of somebody else than `one`: of a stranger who is
    /// brought up before it ("a man died after he"), or of another, as `one` is named behind it
    /// ("asked her about Moravec").
    fn has_other(&self, end: usize, one: usize) -> bool {
        let reading = self.reading;
        if self.named().any(|(entity, _)| entity == one) {
            return true;
        }
        (0..end).any(|at| {
            matches!(reading.at(at), "a" | "an" | "another")
                && !at.checked_sub(1).is_some_and(|before| reading.is(before, "prepositions"))
                && (at + 1..end.min(at + 4)).any(|at| {
                    lexicon().flags(reading.at(at)).any(Flags::ROLE) && !reading.capital(at)
                })
        })
    }

    fn is_called(&self, person: usize, noun: &str) -> bool {
        let roles = self.entities.get(person).map_or(&[][..], |entity| entity.roles.as_slice());
        roles.iter().any(|role| entities::share_role(role.of(&self.report.text), noun))
    }

    /// The people named in the sentence, each with the place of their first word.
    fn named(&self) -> impl Iterator<Item = (usize, usize)> {
        let people = self.reading.named.iter().filter(|named| named.kind == EntityKind::Person);
        people.map(|named| (named.entity, named.first))
    }

    /// The court of an event: one of the sentence, or the one that "the court" goes on about.
    fn court(&self, place: Place<'_>, spoken: &mut Spoken) -> Option<EventCourt> {
        let before = place.at.checked_sub(1);
        let goes_on = before
            .and_then(|before| Some((place.all.get(before)?, place.all.get(place.at)?)))
            .is_some_and(|(before, own)| goes_on_from(self.reading, before, own));
        let earlier = || court::court(self.reading, Place { at: before?, ..place });
        let found =
            court::court(self.reading, place).or_else(|| if goes_on { earlier() } else { None });
        if found.is_some() {
            spoken.court = found;
            return found;
        }
        let kind = place.all.get(place.at)?.kind;
        let goes_on = (1..self.reading.len())
            .any(|at| self.reading.at(at) == "court" && self.reading.at(at - 1) == "the");
        if goes_on && court::has_court(kind) { spoken.court } else { None }
    }

    /// Whom the next sentence may go on about.
    fn carry(&self, spoken: &mut Spoken, told: &[Event]) {
        let mut named: Vec<usize> = self.named().map(|(entity, _)| entity).collect();
        named.sort_unstable();
        named.dedup();
        let mut people: Vec<usize> =
            told.iter().filter(|event| !event.inferred).map(|event| event.person).collect();
        people.sort_unstable();
        people.dedup();
        if !people.is_empty() {
            spoken.people = people;
            spoken.told = true;
        } else if let [one] = named.as_slice() {
            // A lawyer or a witness who only speaks does not take the place of whom it is about.
            if spoken.people.is_empty() || self.leads(*one) {
                spoken.told = spoken.told && spoken.people == [*one];
                spoken.people = vec![*one];
            }
        } else if !named.is_empty() && !spoken.people.iter().any(|one| named.contains(one)) {
            spoken.people.clear();
        }
    }

    /// Whether a person is the subject that the sentence begins with, and does more than say.
    fn leads(&self, person: usize) -> bool {
        let says = (0..self.reading.len()).any(|at| self.reading.is(at, "saying"));
        self.named().any(|(entity, first)| entity == person && first <= 6) && !says
    }
}

/// A pronoun among the first words of a sentence may go ahead of its name.
const OPENING: usize = 3;

/// Whether an event says the same of the same person as another of the sentence, or less.
fn repeats(told: &Event, event: &Event) -> bool {
    let same = told.person == event.person && told.kind == event.kind;
    let killed = told.kind == EventKind::Killed
        && matches!(event.kind, EventKind::Died | EventKind::Attacked)
        && told.person == event.person;
    let dates = |event: &Event| event.date.map(|date| (date.from, date.to));
    same && (event.date.is_none() || dates(told) == dates(event)) || killed
}
