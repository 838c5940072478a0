//! Whom an event is about: the subject of a passive verb, the object of an active one.

use super::reading::{Named, Reading};
use crate::entities::{Flags, lexicon};

/// Whom a sentence says an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Entities of the report.
    People(Vec<usize>),
    /// "he", "them".
    Pronoun {
        /// "they", "them".
        plural: bool,
    },
    /// "the journalist".
    Definite(String),
    /// Nobody is told: the one spoken of.
    Spoken,
    /// The people of the event just before in the sentence ("was arrested and beaten").
    Same,
    /// Somebody else, or nobody.
    Nobody,
}

/// An apposition after a name is no longer than this, in words.
const LONGEST_INSERTION: usize = 28;
/// The words between a verb and the name of its object.
const LONGEST_REACH: usize = 14;
/// A list of people is no longer.
const MOST_PEOPLE: usize = 12;

/// The subject of the verb whose first word (auxiliaries included) is at `verb`.
pub fn subject(reading: &Reading<'_>, verb: usize) -> Who {
    let end = before_adverbs(reading, verb);
    let Some(last) = end.checked_sub(1) else { return Who::Nobody };
    let direct = |named: Option<&Named>| match named {
        Some(named) if !named.possessive && is_free(reading, named) => people(reading, named),
        _ => Who::Nobody,
    };
    match reading.at(last) {
        "and" | "but" | "or" | "then" => Who::Same,
        "," | ")" | "—" | "–" => direct(before_insertion(reading, last)),
        "who" | "which" | "whom" => {
            let comma = usize::from(reading.before(last, 1) == ",");
            let named = last.checked_sub(1 + comma).and_then(|at| reading.person_at(at));
            // "in the case of Moravec, who was"
            named.map_or(Who::Nobody, |named| Who::People(vec![named.entity]))
        }
        "he" | "she" => Who::Pronoun { plural: false },
        "they" => Who::Pronoun { plural: true },
        _ if reading.person_at(last).is_some() => direct(reading.person_at(last)),
        _ => match direct(with_others(reading, end)) {
            Who::Nobody => definite(reading, last),
            who => who,
        },
    }
}

/// The person before the mark at `mark`: "the appeal of Moravec, arrested in May".
pub fn before_mark(reading: &Reading<'_>, mark: usize) -> Who {
    match mark.checked_sub(1).and_then(|last| reading.person_at(last)) {
        Some(named) if !named.possessive => Who::People(vec![named.entity]),
        _ => subject(reading, mark + 1),
    }
}

/// The person whom the sentence begins with.
pub fn leading(reading: &Reading<'_>) -> Who {
    let first = reading.named.iter().find(|named| reading.person_at(named.first).is_some());
    match first {
        Some(named) if named.first <= LEADING && !named.possessive && is_free(reading, named) => {
            Who::People(vec![named.entity])
        }
        _ => Who::Nobody,
    }
}

/// So many words may stand before the name that a sentence begins with.
const LEADING: usize = 8;

/// "Three activists were charged with libel, including Moravec": those told after the verb.
pub fn included(reading: &Reading<'_>, verb: usize, end: usize) -> Who {
    let last = verb.checked_sub(1).map_or("", |last| reading.at(last));
    let several = last.ends_with('s') && !last.ends_with("'s") || last == "people";
    let limit = reading.len().min(end + 16);
    let from =
        (end..limit).take_while(|at| !matches!(reading.at(*at), ";" | "but" | "while")).find(
            |at| matches!(reading.at(*at), "including" | "among") && reading.before(*at, 1) == ",",
        );
    match from {
        Some(at) if several => object(reading, at + 1, reading.len()),
        _ => Who::Nobody,
    }
}

/// Past adverbs and times that stand before the verb: "Moravec on May 3 was".
fn before_adverbs(reading: &Reading<'_>, verb: usize) -> usize {
    let mut end = verb;
    while let Some(last) = end.checked_sub(1) {
        if reading.is_between(last) && reading.person_at(last).is_none() {
            end = last;
        } else if let Some(time) = reading.time_before(end) {
            end = time.first;
        } else {
            break;
        }
    }
    end
}

/// The person before an insertion that ends at the mark `last`: "Moravec, head of the union, was".
fn before_insertion<'r>(reading: &'r Reading<'_>, last: usize) -> Option<&'r Named> {
    let near = |named: &&Named| named.end <= last && last - named.end <= LONGEST_INSERTION;
    let opens = |named: &&Named| {
        named.end == last
            || matches!(reading.at(named.end), "," | "(" | "who" | "—" | "–")
                && !matches!(reading.at(named.end + 1), "and" | "but" | "or")
                && !(reading.at(named.end + 1) == "while" && is_clause(reading, named.end + 2))
    };
    let people = reading.named.iter().filter(|named| reading.person_at(named.first).is_some());
    // Inside the insertion others may be named: the first one that opens it is meant.
    let mut found: Option<&Named> = None;
    for named in people.filter(near).filter(opens) {
        let inside = found.is_some_and(|outer| {
            (outer.end..named.first).all(|at| reading.at(at) != ";")
                && !(outer.end..named.first).any(|at| reading.is(at, "saying"))
                && joint(reading, outer.end, named.first).is_none()
        });
        if !inside {
            found = Some(named);
        }
    }
    found
}

/// Whether what follows "while" has a subject of its own: not "while on leave", "while working".
fn is_clause(reading: &Reading<'_>, at: usize) -> bool {
    !reading.is(at, "prepositions") && !reading.at(at).ends_with("ing")
}

/// "Moravec and his wife were", "Moravec and two others were".
fn with_others<'r>(reading: &'r Reading<'_>, end: usize) -> Option<&'r Named> {
    let from = end.saturating_sub(9);
    let and = (from..end).rev().find(|at| {
        matches!(reading.at(*at), "and" | "with") || reading.is_mark(*at) || is_verb(reading, *at)
    })?;
    let joined = reading.at(and) == "and"
        || matches!(reading.before(and, 1), "along" | "together") && reading.at(and) == "with";
    if !joined || (and + 1..end).any(|at| reading.is(at, "prepositions") && reading.at(at) != "of")
    {
        return None;
    }
    let back = if reading.at(and) == "with" { 2 } else { 1 };
    let last = and.checked_sub(back)?;
    let last = if reading.at(last) == "," { last.checked_sub(1)? } else { last };
    reading.person_at(last)
}

/// "the journalist was": a noun for one person with its article.
fn definite(reading: &Reading<'_>, last: usize) -> Who {
    let noun = reading.at(last);
    let role = lexicon().flags(noun).any(Flags::ROLE) && !noun.ends_with('s');
    let article = reading.before(last, 1) == "the" || reading.before(last, 2) == "the";
    if role && article && !reading.capital(last) {
        Who::Definite(noun.to_owned())
    } else {
        Who::Nobody
    }
}

fn is_verb(reading: &Reading<'_>, at: usize) -> bool {
    ["be", "have", "saying", "modals"].iter().any(|list| reading.is(at, list))
        || reading.is_event_verb(at)
        || reading.is(at, "kept_apart")
}

/// Where the noun phrase around a name begins: its titles, adjectives, article.
fn phrase_start(reading: &Reading<'_>, first: usize) -> usize {
    let mut start = first;
    while let Some(at) = start.checked_sub(1) {
        let stops = reading.is_mark(at)
            || reading.is(at, "prepositions")
            || is_verb(reading, at)
            || matches!(reading.at(at), "and" | "or" | "but" | "that" | "including")
            || reading.person_at(at).is_some();
        if stops || first - at > 7 {
            break;
        }
        start = at;
    }
    start
}

/// Where the noun phrase around a name begins, with the nouns that "and" joins in it: "opposition
/// leader and refugee Moravec".
fn whole_start(reading: &Reading<'_>, named: &Named) -> usize {
    let mut start = phrase_start(reading, named.first);
    while start > 1
        && reading.at(start - 1) == "and"
        && start < named.first
        && is_noun(reading, start - 2)
    {
        start = phrase_start(reading, start - 1);
    }
    start
}

/// Whether a name can be a subject: no preposition, relative pronoun or verb governs it.
fn is_free(reading: &Reading<'_>, named: &Named) -> bool {
    let Some(at) = whole_start(reading, named).checked_sub(1) else { return true };
    if reading.at(at) == "of" && heads_body(reading, at, named.first) {
        return true;
    }
    if reading.is(at, "blocking") || reading.is(at, "kept_apart") {
        return false;
    }
    // "police beat Moravec"; but "the detained activist Moravec".
    !reading.is_event_verb(at) || is_attribute(reading, at)
}

/// One of a row that ends in "and": of "Lannic, the wife of poet Moravec, and", whom Moravec's kin is
/// told of is meant, and not Moravec.
fn of_kin<'r>(reading: &'r Reading<'_>, named: &'r Named) -> Option<&'r Named> {
    let of = whole_start(reading, named).checked_sub(1).filter(|at| reading.at(*at) == "of");
    let is_kin = |at: usize| lexicon().flags(reading.at(at)).any(Flags::KIN);
    let Some(kin) = of.and_then(|of| (of.saturating_sub(3)..of).rev().find(|at| is_kin(*at)))
    else {
        return Some(named);
    };
    let comma = (kin.saturating_sub(3)..kin).rev().find(|at| reading.at(*at) == ",")?;
    reading.person_at(comma.checked_sub(1)?)
}

/// "leader of the Dawn Party Ilse Moravec": the name is that of the leader. Not so "brother of" or
/// "lawyer of activist".
fn heads_body(reading: &Reading<'_>, of: usize, name: usize) -> bool {
    let head = reading.before(of, 1);
    let flags = lexicon().flags(head);
    let one = flags.any(Flags::ROLE) && !flags.any(Flags::KIN) && !head.ends_with('s');
    one && (of + 1..name).any(|at| reading.name_at(at).is_some())
}

/// A lower-case noun for a person.
fn is_noun(reading: &Reading<'_>, at: usize) -> bool {
    !reading.capital(at) && lexicon().flags(reading.at(at)).any(Flags::ROLE.with(Flags::TITLE))
}

/// Whether the participle at `at` stands as an adjective: "the detained activist".
pub fn is_attribute(reading: &Reading<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let word = reading.at(before);
    // "to interview exiled leader Moravec", "visited jailed poet Moravec": another verb governs it.
    let is_role = lexicon().flags(reading.at(at + 1)).any(Flags::ROLE.with(Flags::TITLE));
    let is_role = is_role || lexicon().flags(reading.at(at + 2)).any(Flags::ROLE);
    let verb = !reading.capital(before)
        && (reading.before(before, 1) == "to" || word.ends_with("ing") || word.ends_with("ed"));
    if verb && is_role && !reading.is_between(before) && word != "accused" {
        return true;
    }
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "their"
            | "its"
            | "of"
            | "for"
            | "by"
            | "with"
            | "two"
            | "three"
            | "other"
            | "some"
            | "including"
            | "considered"
            | "remained"
            | "remain"
            | "deemed"
            | "believed"
            | "recently"
            | "formerly"
            | "newly"
            | "from"
            | "against"
            | "to"
    )
}

/// The person and those named in a row before them: "Moravec, Lannic, and Drumova were".
fn people(reading: &Reading<'_>, last: &Named) -> Who {
    let mut found = vec![last.entity];
    let mut first = phrase_start(reading, last.first);
    let mut linked = false;
    while found.len() < MOST_PEOPLE {
        let Some(mark) = first.checked_sub(1) else { break };
        let and = reading.at(mark) == "and";
        linked |= and;
        if !linked || !(and || reading.at(mark) == ",") {
            break;
        }
        let mut end = mark;
        while end > 0 && matches!(reading.before(end, 1), "," | "and") {
            end -= 1;
        }
        // Behind a bare comma an apposition of the one before could begin.
        let direct = |at: usize| if and { in_row(reading, at) } else { reading.person_at(at) };
        let Some(before) = end.checked_sub(1).and_then(direct) else { break };
        let Some(before) = of_kin(reading, before) else { break };
        if before.possessive || found.contains(&before.entity) {
            break;
        }
        found.push(before.entity);
        first = phrase_start(reading, before.first);
    }
    found.reverse();
    Who::People(found)
}

/// The person whose name, with an apposition of few words, ends at the word `last`.
fn in_row<'r>(reading: &'r Reading<'_>, last: usize) -> Option<&'r Named> {
    let from = last.saturating_sub(7);
    let at = (from..=last).rev().find(|at| {
        reading.person_at(*at).is_some() || is_verb(reading, *at) || reading.at(*at) == ";"
    })?;
    let named = reading.person_at(at)?;
    let opens = at == last || matches!(reading.at(named.end), "," | "(");
    opens.then_some(named)
}

/// The object of an active verb that ends before `from`, looked for up to the word `limit`.
pub fn object(reading: &Reading<'_>, from: usize, limit: usize) -> Who {
    let mut at = from;
    let limit = limit.min(reading.len()).min(from + LONGEST_REACH);
    while at < limit {
        if let Some(named) = reading.person_at(at) {
            return named_object(reading, named, limit);
        }
        match reading.at(at) {
            "him" => return Who::Pronoun { plural: false },
            "them" => return Who::Pronoun { plural: true },
            "her" if stands_alone(reading, at) => return Who::Pronoun { plural: false },
            "and" if reading.is_event_verb(at + 1) => at += 1,
            "but" | "while" | "although" | "though" => return Who::Nobody,
            "," if !goes_on_with_names(reading, at + 1) => return Who::Nobody,
            "," | "“" | "\"" | "including" | "and" => {}
            _ if reading.is_mark(at) || is_verb(reading, at) || reading.at(at) == "that" => {
                return Who::Nobody;
            }
            // "the Minister for Trade Otto Vesely"
            _ if reading.is(at, "prepositions")
                && at > from
                && reading.capital(at - 1)
                && reading.capital(at + 1) => {}
            _ if reading.is(at, "prepositions") => {
                match apposed(reading, at).or_else(|| including(reading, at)) {
                    Some(next) => return object(reading, next, reading.len()),
                    None => return Who::Nobody,
                }
            }
            _ => {}
        }
        at += 1;
    }
    Who::Nobody
}

/// "arrested Moravec", "arrested Moravec’s brother Petr Moravec"; her brother alone is somebody
/// else.
fn named_object(reading: &Reading<'_>, named: &Named, limit: usize) -> Who {
    if !named.possessive {
        return Who::People(with_row(reading, named));
    }
    let next = (named.end..limit.min(named.end + 4)).find_map(|at| reading.person_at(at));
    next.map_or(Who::Nobody, |next| Who::People(with_row(reading, next)))
}

/// "her" before no noun: "beat her and", "sentenced her to".
fn stands_alone(reading: &Reading<'_>, at: usize) -> bool {
    let next = at + 1;
    reading.is_mark(next)
        || reading.is(next, "prepositions")
        || reading.is_between(next)
        || matches!(
            reading.at(next),
            "and" | "or" | "but" | "guilty" | "not" | "bail" | "free" | "dead"
        )
        || reading.times.iter().any(|time| time.first == next)
}

/// Whether names follow a comma: ", Moravec", ", including", ", journalist Moravec".
fn goes_on_with_names(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.at(at), "including" | "among")
        || (at..at + 4)
            .take_while(|at| {
                let parts = matches!(reading.at(*at), "but" | "while" | "although" | "though");
                !parts && !reading.is_mark(*at) && !is_verb(reading, *at)
            })
            .any(|at| reading.person_at(at).is_some())
}

/// The name in "the head of the border police, Otto Vesely".
fn apposed(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let head = reading.before(at, 1);
    let one = head == "one"
        || is_noun(reading, at.checked_sub(1)?) && !head.ends_with('s')
        || lexicon().flags(head).any(Flags::TITLE);
    let limit = reading.len().min(at + 14);
    let comma = (at..limit).find(|at| {
        reading.at(*at) == ","
            || reading.is(*at, "be")
            || reading.is_event_verb(*at)
            || reading.at(*at) == "that"
    })?;
    let names = (comma + 1..comma + 5)
        .take_while(|at| !reading.is_mark(*at) && !is_verb(reading, *at))
        .any(|at| reading.person_at(at).is_some());
    (one && reading.at(comma) == "," && names).then_some(comma + 1)
}

/// The word after "including" in "of a dozen activists, including".
fn including(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let limit = reading.len().min(at + 22);
    let stop = (at..limit).find(|at| {
        reading.is(*at, "be") || matches!(reading.at(*at), ";" | "including" | "that")
    })?;
    (reading.at(stop) == "including").then_some(stop + 1)
}

/// A person and those named in a row after them.
fn with_row(reading: &Reading<'_>, first: &Named) -> Vec<usize> {
    let mut found = vec![first.entity];
    let mut end = first.end;
    while found.len() < MOST_PEOPLE {
        let Some(next) = next_in_row(reading, end) else { break };
        if !found.contains(&next.entity) {
            found.push(next.entity);
        }
        end = next.end;
    }
    found
}

fn next_in_row<'r>(reading: &'r Reading<'_>, end: usize) -> Option<&'r Named> {
    let opens = matches!(reading.at(end), "," | "and" | "(");
    let at = (end..reading.len().min(end + 9)).find(|at| {
        reading.person_at(*at).is_some()
            || is_verb(reading, *at)
            || matches!(reading.at(*at), ";" | ":" | "." | "that" | "to" | "while" | "but")
            || reading.is(*at, "prepositions") && reading.at(*at) != "of"
    })?;
    let next = reading.person_at(at)?;
    joint(reading, end, next.first)?;
    // "…, and Lannic said" begins another clause.
    let clause = is_verb(reading, next.end)
        || reading.is_between(next.end)
        || next.end < reading.len() && reading.at(next.end).ends_with("ed");
    (opens && !next.possessive && !clause).then_some(next)
}

/// Whether "and" or a comma stands just before the phrase of a name: it is one of a row.
fn joint(reading: &Reading<'_>, from: usize, first: usize) -> Option<()> {
    let start = phrase_start(reading, first).max(from);
    let mark = if start == from { from } else { start.checked_sub(1)? };
    matches!(reading.at(mark), "and" | "," | "&").then_some(())
}
