//! The words of a sentence that tell what befell somebody, and whom.
//!
//! "was arrested", "police detained Moravec", "found her guilty", "died", "the killing of Moravec",
//! "brought charges against Moravec". What did not happen, or only might, is passed over.

use super::EventKind;
use super::lexicon::{Phrase, lexicon};
use super::reading::{Reading, Timed};
use super::ruling;
use super::who::{self, Who};
use crate::language::Time;

/// An event as the words of one sentence tell it.
#[derive(Clone, Debug)]
pub struct Trigger {
    pub kind: EventKind,
    /// The first word of it, auxiliaries included.
    pub first: usize,
    /// The word after it.
    pub end: usize,
    /// Whether a noun tells it ("the killing of Moravec"): only a time beside it is its own.
    pub noun: bool,
    pub who: Who,
}

/// How the verb at a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// Passive; where its auxiliaries begin.
    Passive(usize),
    /// Active or a participle.
    Plain,
    /// Denied, wished, feared or conditional.
    Unreal,
}

/// What reads an event at a word.
type Rule = fn(&Reading<'_>, usize) -> Option<Trigger>;

/// All events of a sentence, in text order.
pub fn triggers(reading: &Reading<'_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let rules: [Rule; 6] = [phrase, ruling::ruling, verb, happening, noun, charges];
        let told = |rule: &Rule| rule(reading, at).filter(|trigger| trigger.who != Who::Nobody);
        let Some(mut trigger) = rules.iter().find_map(told) else {
            at += 1;
            continue;
        };
        at = trigger.end.max(at + 1);
        if trigger.who == Who::Same {
            // "Moravec had written poems and was detained"
            trigger.who =
                found.last().map_or_else(|| who::leading(reading), |last| last.who.clone());
        }
        if trigger.who != Who::Nobody {
            found.push(trigger);
        }
    }
    found
}

/// How far back an auxiliary is looked for, in words.
const REACH: usize = 12;

fn voice(reading: &Reading<'_>, verb: usize) -> Voice {
    let mut at = verb;
    while at > 0 && verb - at < REACH {
        let last = at - 1;
        if reading.is(last, "be") {
            return passive(reading, last);
        }
        if reading.is(last, "negations") || reading.is(last, "modals") || reading.at(last) == "to" {
            return Voice::Unreal;
        }
        if reading.is(last, "have") || reading.person_at(last).is_some() {
            return Voice::Plain;
        }
        match reading.time_before(at) {
            Some(time) => at = time.first,
            None if reading.is_between(last) => at = last,
            // "was, on May 3, arrested"
            None if reading.at(last) == "," && at != verb => at = last,
            None if reading.at(last) == "," && reading.time_before(last).is_some() => at = last,
            None => break,
        }
    }
    among(reading, at).unwrap_or(Voice::Plain)
}

/// "was among those arrested", "was one of the people arrested".
fn among(reading: &Reading<'_>, verb: usize) -> Option<Voice> {
    let from = verb.saturating_sub(6);
    let among = (from..verb).rev().find(|at| matches!(reading.at(*at), "among" | "one"))?;
    let be = among.checked_sub(1).filter(|at| reading.is(*at, "be"))?;
    matches!(reading.before(verb, 1), "those" | "people" | "persons" | "activists" | "journalists")
        .then(|| passive(reading, be))
}

/// The auxiliary at `be` with those before it: "had been", "would be", "was being".
fn passive(reading: &Reading<'_>, be: usize) -> Voice {
    let mut first = be;
    while let Some(last) = first.checked_sub(1) {
        let word = reading.at(last);
        if reading.is(last, "modals") || reading.is(last, "negations") {
            return Voice::Unreal;
        }
        if word == "to" {
            // "was reported to have been killed"
            return if reading.at(first) == "have" { Voice::Plain } else { Voice::Unreal };
        }
        if !(reading.is(last, "have") || reading.is(last, "be") || reading.is_between(last)) {
            break;
        }
        first = last;
    }
    // "after being arrested", "if he be arrested"
    if matches!(reading.at(first), "being" | "be") {
        return Voice::Unreal;
    }
    Voice::Passive(first)
}

/// "if convicted", "whether he was arrested".
fn is_conditional(reading: &Reading<'_>, first: usize) -> bool {
    let from = first.saturating_sub(5);
    (from..first)
        .rev()
        .take_while(|at| !reading.is_mark(*at))
        .any(|at| matches!(reading.at(at), "if" | "whether" | "unless" | "until"))
}

fn phrase(reading: &Reading<'_>, at: usize) -> Option<Trigger> {
    lexicon().phrases(reading.at(at)).iter().find_map(|phrase| phrase_at(reading, at, phrase))
}

fn phrase_at(reading: &Reading<'_>, at: usize, phrase: &Phrase) -> Option<Trigger> {
    let rest = phrase.words.get(1..)?;
    let reads = |from: usize| rest.iter().enumerate().all(|(n, word)| reading.at(from + n) == word);
    if reads(at + 1) {
        let end = at + phrase.words.len();
        return participle(reading, phrase.kind, at, end, phrase.happening);
    }
    if phrase.happening || rest.is_empty() {
        return None;
    }
    // "found Moravec guilty"
    let limit = reading.len().min(at + 14);
    let stop = |at: &usize| matches!(reading.at(*at), "." | ";" | ":" | "that");
    let to = (at + 2..limit).take_while(|at| !stop(at)).find(|at| reads(*at))?;
    if voice(reading, at) != Voice::Plain {
        return None;
    }
    let who = who::object(reading, at + 1, to);
    (who != Who::Nobody).then_some(Trigger {
        kind: phrase.kind,
        first: at,
        end: at + 1,
        noun: false,
        who,
    })
}

fn verb(reading: &Reading<'_>, at: usize) -> Option<Trigger> {
    let kind = lexicon().verb(reading.at(at))?;
    // "tried to escape"; names and headings have capitals inside a sentence.
    let other = kind == EventKind::Tried && reading.at(at + 1) == "to"
        || reading.is(at, "of_posts") && !leaves_post(reading, at)
        || at > 0 && reading.capital(at)
        || reading.person_at(at).is_some();
    if other {
        return None;
    }
    participle(reading, kind, at, at + 1, false)
}

/// "In August jailed activists said", "that in August jailed activists": no subject stands before.
fn opens_after_time(reading: &Reading<'_>, at: usize) -> bool {
    let time = reading.time_before(at);
    time.is_some_and(|time| time.first == 0 || reading.at(time.first - 1) == "that")
}

/// "removed her from her post"; from a building it is something else.
fn leaves_post(reading: &Reading<'_>, at: usize) -> bool {
    (at..reading.len().min(at + 14)).any(|at| reading.is(at, "posts"))
}

/// A participle or past form: passive with its subject, active with its object, or a shortened
/// relative clause ("Moravec, arrested in May,").
fn participle(
    reading: &Reading<'_>,
    kind: EventKind,
    at: usize,
    end: usize,
    happening: bool,
) -> Option<Trigger> {
    if is_conditional(reading, at) {
        return None;
    }
    let (first, who) = match voice(reading, at) {
        Voice::Passive(first) if !happening => match who::subject(reading, first) {
            Who::Nobody => (first, who::included(reading, first, end)),
            who => (first, who),
        },
        Voice::Unreal | Voice::Passive(_) => return None,
        Voice::Plain if happening => (at, who::subject(reading, past_have(reading, at))),
        Voice::Plain if who::is_attribute(reading, at) || opens_after_time(reading, at) => {
            return None;
        }
        Voice::Plain => match who::object(reading, end, reading.len()) {
            Who::Nobody if is_loose(reading, end) => (at, shortened(reading, at)),
            who => (at, who),
        },
    };
    Some(Trigger { kind, first, end, noun: false, who })
}

fn past_have(reading: &Reading<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && (reading.is_between(first - 1) || reading.is(first - 1, "have")) {
        first -= 1;
    }
    first
}

/// Whether no object follows: a preposition, a mark or a time.
fn is_loose(reading: &Reading<'_>, end: usize) -> bool {
    reading.is_mark(end)
        || reading.is(end, "prepositions")
        || reading.is_between(end)
        || reading.at(end) == "and"
        || reading.times.iter().any(|time| time.first == end)
}

/// "Moravec, sentenced to", "was arrested and beaten".
fn shortened(reading: &Reading<'_>, at: usize) -> Who {
    let mut last = at;
    while last > 0 && reading.is_between(last - 1) {
        last -= 1;
    }
    match reading.before(last, 1) {
        "and" | "or" | "but" | "then" => Who::Same,
        "," | "(" => match who::before_mark(reading, last - 1) {
            Who::Nobody => Who::Same,
            who => who,
        },
        _ => match reading.time_before(last) {
            // "was arrested and in May convicted"
            Some(time) if reading.before(time.first, 1) == "and" => Who::Same,
            _ => Who::Nobody,
        },
    }
}

/// "Moravec died", "Moravec went missing".
fn happening(reading: &Reading<'_>, at: usize) -> Option<Trigger> {
    let kind = lexicon().happens(reading.at(at))?;
    let real = voice(reading, at) == Voice::Plain && !is_conditional(reading, at);
    let who = who::subject(reading, past_have(reading, at));
    (real && who != Who::Nobody).then_some(Trigger {
        kind,
        first: at,
        end: at + 1,
        noun: false,
        who,
    })
}

/// "the killing of Moravec", "Moravec’s death", "her arrest on May 3". Most such nouns only speak
/// of what was told before: without a day or month beside them they count where they are sure.
fn noun(reading: &Reading<'_>, at: usize) -> Option<Trigger> {
    let kind = lexicon().noun(reading.at(at))?;
    let next = reading.at(at + 1);
    let compound =
        !reading.is_mark(at + 1) && !is_loose(reading, at + 1) && !is_plain_verb(reading, at + 1);
    let wished = (at.saturating_sub(5)..at).any(|at| reading.is(at, "wishing"));
    if compound && next != "of" || reading.capital(at) && at > 0 || wished {
        return None;
    }
    let of = if next == "of" { who::object(reading, at + 2, at + 10) } else { Who::Nobody };
    let who = match of {
        Who::People(people) => Who::People(people),
        _ => owner(reading, at),
    };
    let dated =
        |time: &Timed| matches!(time.told.time, Time::Stretch(_)) && is_beside(reading, time, at);
    let is_dated = reading.times.iter().any(dated);
    let named = matches!(who, Who::People(_));
    let counts = is_dated || named && reading.is(at, "sure_nouns");
    (counts && who != Who::Nobody).then_some(Trigger {
        kind,
        first: at,
        end: at + 1,
        noun: true,
        who,
    })
}

/// Whether a time stands beside the noun at `noun`: "her arrest on May 3", "the May 3 arrest", "the
/// arrest of Moravec on May 3".
pub fn is_beside(reading: &Reading<'_>, time: &Timed, noun: usize) -> bool {
    let after_name = time
        .first
        .checked_sub(1)
        .is_some_and(|last| last > noun && last < noun + 10 && reading.person_at(last).is_some());
    time.first == noun + 1 || time.end == noun || reading.at(noun + 1) == "of" && after_name
}

fn is_plain_verb(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, "be") || reading.is(at, "have") || reading.at(at).ends_with("ed")
}

/// Whose arrest: "Moravec’s arrest", "his May arrest".
fn owner(reading: &Reading<'_>, noun: usize) -> Who {
    let from = noun.saturating_sub(4);
    for at in (from..noun).rev() {
        if let Some(named) = reading.person_at(at) {
            let own = named.possessive;
            return if own { Who::People(vec![named.entity]) } else { Who::Nobody };
        }
        if matches!(reading.at(at), "his" | "her") {
            return Who::Pronoun { plural: false };
        }
        if reading.is_mark(at) && reading.at(at) != "’" || reading.is(at, "prepositions") {
            break;
        }
    }
    Who::Nobody
}

/// "brought charges against Moravec", "charges against Moravec were dropped".
fn charges(reading: &Reading<'_>, at: usize) -> Option<Trigger> {
    (reading.is(at, "charges") && reading.at(at + 1) == "against").then_some(())?;
    let who = who::object(reading, at + 2, reading.len());
    let before = (at.saturating_sub(8)..at).rev().take_while(|at| reading.at(*at) != ";");
    let after = at + 2..reading.len().min(at + 16);
    let verb = before
        .chain(after)
        .find(|at| reading.is(*at, "bringing") || reading.is(*at, "dropping"))?;
    let kind = if reading.is(verb, "dropping") { EventKind::Acquitted } else { EventKind::Charged };
    let unreal = voice(reading, verb) == Voice::Unreal;
    (!unreal && who != Who::Nobody).then_some(Trigger {
        kind,
        first: at,
        end: at + 2,
        noun: false,
        who,
    })
}
