//! What a court or another body ruled on somebody: "upheld her conviction", "denied him bail",
//! "Moravec’s appeal was rejected".

use super::EventKind;
use super::reading::Reading;
use super::trigger::Trigger;
use super::who::Who;

/// The words between the verb and what was ruled on.
const REACH: usize = 9;

/// The ruling whose verb is at `at`.
pub fn ruling(reading: &Reading<'_>, at: usize) -> Option<Trigger> {
    reading.is(at, "rulings").then_some(())?;
    let before = (at.saturating_sub(3)..at).rev();
    let unreal = before.take_while(|at| !reading.is_mark(*at)).any(|at| {
        reading.is(at, "negations") || reading.is(at, "modals") || reading.at(at) == "to"
    });
    if unreal {
        return None;
    }
    let (who, end) = after(reading, at).or_else(|| before_passive(reading, at))?;
    Some(Trigger { kind: EventKind::RuledOn, first: at, end, noun: false, who })
}

/// "denied her bail", "upheld the conviction of Moravec".
fn after(reading: &Reading<'_>, verb: usize) -> Option<(Who, usize)> {
    let limit = reading.len().min(verb + REACH);
    let noun = (verb + 1..limit)
        .take_while(|at| !reading.is_mark(*at) && !reading.is(*at, "be"))
        .find(|at| reading.is(*at, "ruled"))?;
    let between = (verb + 1..noun).find_map(|at| whose(reading, at));
    let named = || {
        let of = reading.at(noun + 1) == "of";
        let named = (noun + 2..noun + 8)
            .take_while(|at| !reading.is_mark(*at))
            .find_map(|at| reading.person_at(at))?;
        of.then(|| Who::People(vec![named.entity]))
    };
    let definite =
        || (reading.before(noun, 1) == "the" && by_court(reading, verb)).then_some(Who::Spoken);
    let who = between.or_else(named).or_else(definite)?;
    Some((who, noun + 1))
}

/// "Moravec’s appeal was rejected".
fn before_passive(reading: &Reading<'_>, verb: usize) -> Option<(Who, usize)> {
    let mut last = verb.checked_sub(1)?;
    while last > 0 && (reading.is_between(last) || reading.is(last, "have")) {
        last -= 1;
    }
    reading.is(last, "be").then_some(())?;
    let mut noun = last.checked_sub(1)?;
    while noun > 0
        && (reading.is_between(noun) || reading.is(noun, "have") || reading.is(noun, "be"))
    {
        noun -= 1;
    }
    reading.is(noun, "ruled").then_some(())?;
    let from = noun.saturating_sub(4);
    let who = (from..noun).rev().find_map(|at| whose(reading, at))?;
    Some((who, verb + 1))
}

fn whose(reading: &Reading<'_>, at: usize) -> Option<Who> {
    if let Some(named) = reading.person_at(at) {
        return Some(Who::People(vec![named.entity]));
    }
    match reading.at(at) {
        "his" | "her" | "him" => Some(Who::Pronoun { plural: false }),
        "their" | "them" => Some(Who::Pronoun { plural: true }),
        _ => None,
    }
}

/// Whether a court or a judge is the subject.
fn by_court(reading: &Reading<'_>, verb: usize) -> bool {
    (verb.saturating_sub(8)..verb).any(|at| reading.is(at, "courts"))
}
