//! Evidence that a number belongs to one told event: a day, a person, a court, a deed of a few.

use super::super::exclude::View;
use super::super::lexicon::{LEXICON, Words};
use super::super::tokens::Tokens;
use super::super::{FigureKind, Unit};
use super::Rule;
use crate::language::NumberForm;

/// Evidence of one told event.
pub const INCIDENT: &[Rule] = &[
    ("vague", vague),
    ("on a day", on_a_day),
    ("told", told),
    ("one case", one_case),
    ("small and named", small),
    ("sum paid", sum_paid),
    ("named event", named_event),
    ("in court", in_court),
    ("in a told sentence", in_told_sentence),
    ("person", person),
    ("part", part_against_incident),
    ("standing", standing_against_incident),
    ("counted", counted_against_incident),
    ("size", size_against_incident),
    ("one accident", one_accident),
    ("only told", told_by_others),
    ("known group", known_group),
    ("in a month", in_a_month),
];

/// "dozens of protesters": no number for a table.
pub fn vague(view: &View<'_>) -> f32 {
    if view.quantity.form == NumberForm::Vague { 10.0 } else { 0.0 }
}

/// "On June 7, seven officers were arrested": a month and a day in the sentence.
fn on_a_day(view: &View<'_>) -> f32 {
    if has_day(view.tokens) && !said_that(view) { 1.0 } else { 0.0 }
}

/// "On May 3 the minister stated that 300 clerks …": the day is that of the saying.
fn said_that(view: &View<'_>) -> bool {
    (1..=14).any(|back| {
        view.tokens.before(view.at(), back) == "that"
            && (1..=4).any(|more| LEXICON.said.has(view.tokens.before(view.at(), back + more)))
    })
}

/// Whether the sentence tells of one time, one court or one person, not of a count.
fn is_specific(view: &View<'_>) -> bool {
    let tokens = view.tokens;
    let month = (0..tokens.len()).any(|at| tokens.capital(at) && LEXICON.months.has(tokens.at(at)));
    let person = ["he", "she", "his", "her", "him", "court"];
    month || view.names_person || tokens.any(0, tokens.len(), &person)
}

fn has_day(tokens: &Tokens<'_>) -> bool {
    (0..tokens.len()).any(|at| {
        let digits = |word: &str| word.len() <= 2 && word.starts_with(|c: char| c.is_ascii_digit());
        LEXICON.months.has(tokens.at(at))
            && tokens.capital(at)
            && (digits(tokens.at(at + 1)) || digits(tokens.before(at, 1)))
    })
}

/// "authorities arrested six guards": a verb of a single event.
fn told(view: &View<'_>) -> f32 {
    match (LEXICON.told.any_within(view.lower(), 0, view.lower().len()), is_specific(view)) {
        (true, true) => 0.7,
        (true, false) => 0.4,
        (false, _) => 0.0,
    }
}

/// "In one case, for example, two men …".
fn one_case(view: &View<'_>) -> f32 {
    let lower = view.lower();
    let example = lower.windows(2).any(|pair| {
        matches!(
            (pair.first().map(String::as_str), pair.get(1).map(String::as_str)),
            (Some("for"), Some("example" | "instance"))
                | (Some("one"), Some("case" | "incident" | "instance"))
        )
    });
    if example { 1.0 } else { 0.0 }
}

/// "four suspects": few enough to be the people of one event.
fn small(view: &View<'_>) -> f32 {
    let quantity = view.quantity;
    if quantity.unit != Unit::Count || quantity.value_high.is_some() {
        return 0.0;
    }
    match (quantity.form, quantity.value) {
        (NumberForm::Words, value) if value < 10.0 && told_plainly(view) => 1.0,
        (NumberForm::Words, value) if value < 10.0 => 0.6,
        (_, value) if value < 30.0 => 0.2,
        _ => 0.0,
    }
}

/// "The two groups met three envoys": nothing says that anybody counted.
fn told_plainly(view: &View<'_>) -> bool {
    counted_against_incident(view) >= 0.0
        && part_against_incident(view) >= 0.0
        && standing_against_incident(view) >= 0.0
}

/// "The 13 other clerks were freed": those of whom was told before.
fn known_group(view: &View<'_>) -> f32 {
    let back = |n: usize| view.tokens.before(view.at(), n);
    let the = matches!(back(1), "the" | "these" | "those");
    let of = matches!(back(2), "of" | "than" | "with" | "from" | "by" | "in" | "all");
    let count = view.quantity.unit == Unit::Count && view.quantity.value < 200.0;
    if the && !of && count { 0.6 } else { 0.0 }
}

/// "In May 2030 guards freed 52 clerks": a deed in a month, and nobody counting.
fn in_a_month(view: &View<'_>) -> f32 {
    let tokens = view.tokens;
    let told = LEXICON.told.any_within(view.lower(), 0, view.lower().len());
    let month = (0..tokens.len()).any(|at| {
        let named = tokens.capital(at) && LEXICON.months.has(tokens.at(at));
        named && matches!(tokens.before(at, 1), "in" | "late" | "early" | "mid")
    });
    let few = view.quantity.unit == Unit::Count && view.quantity.value < 100.0;
    let plain = counted_against_incident(view) >= 0.0 && part_against_incident(view) >= 0.0;
    if told && month && few && plain { 0.25 } else { 0.0 }
}

/// "a bribe of 900 crowns", "fined 4,000 crowns": a sum in one told case.
fn sum_paid(view: &View<'_>) -> f32 {
    if view.quantity.unit != Unit::Money {
        return 0.0;
    }
    if view.near(&LEXICON.penalty, 12, 6)
        || LEXICON.sum_told.any_within(view.lower(), 0, view.lower().len())
    {
        2.0
    } else {
        0.0
    }
}

/// "the 2014 killing of 16 villagers": one event, named by what happened.
fn named_event(view: &View<'_>) -> f32 {
    let of = (1..=3).find(|back| view.tokens.before(view.at(), *back) == "of");
    let Some(of) = of else { return 0.0 };
    let event = LEXICON.event.has(view.tokens.before(view.at(), of + 1));
    let dated = |word: &str| {
        word == "the"
            || LEXICON.months.has(word)
            || word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    };
    let the = (2..=4).any(|more| dated(view.tokens.before(view.at(), of + more)));
    match (event, the) {
        (true, true) => 1.4,
        (true, false) => 0.4,
        _ => 0.0,
    }
}

/// "a district court sentenced 11 guards": one court, one case.
fn in_court(view: &View<'_>) -> f32 {
    let court = (0..view.at()).rev().find(|at| view.tokens.at(*at) == "court");
    let Some(court) = court else { return 0.0 };
    let single = (1..=4).any(|b| matches!(view.tokens.before(court, b), "a" | "an" | "the"));
    let decided = LEXICON.told.any_within(view.lower(), court, view.at());
    // "the supreme court chairman told": a title, no court.
    let title = view.tokens.capital(court + 1) || said_that(view);
    if single && decided && !title { 0.8 } else { 0.0 }
}

/// "… identified 63 persons, including 56 children": the other numbers of the sentence are of a told
/// event.
fn in_told_sentence(view: &View<'_>) -> f32 {
    match view.before {
        Some((_, Some(FigureKind::Incident))) => 0.8,
        _ => 0.0,
    }
}

/// "Orlo Vann and two neighbors were arrested": a named person's case.
fn person(view: &View<'_>) -> f32 {
    let few = view.quantity.unit == Unit::Count && view.quantity.value < 100.0;
    if view.names_person && few { 0.5 } else { 0.0 }
}

/// "of whom 12", "six of the 44 judges": a part of what was counted.
fn part_against_incident(view: &View<'_>) -> f32 {
    let (tokens, after) = (view.tokens, view.quantity.after);
    let after = after + usize::from(tokens.at(after) == "out");
    let of = tokens.at(after) == "of";
    let whom = of && matches!(tokens.at(after + 1), "whom" | "which" | "these" | "those" | "them");
    let group = of && view.next.is_some_and(|n| n.first <= after + 4 && !n.looks_like_year());
    let whole = view.before.is_some_and(|(before, _)| {
        tokens.at(before.after) == "of" && view.at() <= before.after + 4
    });
    let counted = matches!(view.before, Some((_, Some(FigureKind::Statistic))));
    let told = matches!(view.before, Some((_, Some(FigureKind::Incident))));
    let mut weight = 0.0;
    if group || whole {
        weight -= 1.5;
    }
    if counted || whom && !told {
        weight -= 0.8;
    }
    weight
}

/// "the country's three ports", "five provinces have such rules": what there is, not what happened.
fn standing_against_incident(view: &View<'_>) -> f32 {
    let own = view.tokens.before(view.at(), 1).ends_with("'s");
    let only = view.tokens.before(view.at(), 1) == "only";
    let noun = view.quantity.noun;
    let stands = (1..8).any(|o| {
        let word = view.tokens.at(noun + o);
        // "were in the upper house", not "were in custody": a place of work, no deed.
        let placed = word == "were"
            && matches!(view.tokens.at(noun + o + 1), "in" | "on" | "members" | "women" | "from")
            && !LEXICON.told.any_within(view.lower(), 0, view.lower().len());
        matches!(word, "have" | "has" | "are" | "is" | "exist" | "remain" | "operate" | "remained")
            || placed
            || only && word == "had"
    });
    if own || stands { -0.8 } else { 0.0 }
}

/// "reported", "during the year", "compared with": the number is one of a table.
fn counted_against_incident(view: &View<'_>) -> f32 {
    let lower = view.lower();
    let within = |words: &Words| words.any_within(lower, 0, lower.len());
    let there = lower.windows(2).any(|pair| match pair {
        [first, second] => {
            first == "there" && matches!(second.as_str(), "were" | "are" | "was" | "is")
        }
        _ => false,
    });
    // "arrested five protesters": a crowd is counted in larger numbers.
    let few = view.quantity.form == NumberForm::Words && view.quantity.value < 10.0;
    let of_a_few = few && LEXICON.told.any_within(lower, 0, view.at());
    let against = [
        (within(&LEXICON.counted_by) && !only_told(view), 0.8),
        (within(&LEXICON.aggregate), 1.2),
        (within(&LEXICON.mass_event), if of_a_few { 0.0 } else { 1.0 }),
        (there, 0.7),
    ];
    let weight: f32 = against.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    // Nothing at all says that a few are counted for a table.
    if weight == 0.0 && view.quantity.value < 10.0 && is_specific(view) { 0.4 } else { -weight }
}

/// "A fire at the mill killed 45 clerks": one accident, and those whom it hit.
fn one_accident(view: &View<'_>) -> f32 {
    let tokens = view.tokens;
    let from = view.at().saturating_sub(20);
    let one = (from..view.at()).any(|at| {
        LEXICON.accident.has(tokens.at(at)) && matches!(tokens.before(at, 1), "a" | "an" | "the")
    });
    let few = view.quantity.unit == Unit::Count && view.quantity.value < 100.0;
    if one && few { 1.0 } else { 0.0 }
}

/// "Media reported 11 guards were fired": a deed that is known from hearsay.
fn told_by_others(view: &View<'_>) -> f32 {
    let told = LEXICON.told.any_within(view.lower(), 0, view.lower().len());
    let few = view.quantity.unit == Unit::Count && view.quantity.value < 100.0;
    if told && few && only_told(view) { 0.4 } else { 0.0 }
}

/// Whether who tells it has not counted.
fn only_told(view: &View<'_>) -> bool {
    let lower = view.lower();
    let tells = |at: usize| {
        let told = |word: &str| matches!(word, "reported" | "reports" | "report");
        let teller = LEXICON.tellers.starting_at(lower, at).is_some();
        teller && (1..=3).any(|more| told(view.tokens.at(at + more)))
            || LEXICON.tellers.has(view.tokens.at(at))
                && view.tokens.before(at, 1) == "to"
                && view.tokens.before(at, 2) == "according"
    };
    let counts = (0..lower.len()).filter(|at| LEXICON.counted_by.starting_at(lower, *at).is_some());
    (0..lower.len()).any(tells) && counts.count() == 1
}

/// Shares, rates and large numbers are seldom the people of one event.
fn size_against_incident(view: &View<'_>) -> f32 {
    let quantity = view.quantity;
    match (quantity.unit, quantity.value) {
        (Unit::Percent | Unit::Rate, _) => -2.0,
        (Unit::Count, value) if value >= 1000.0 => -1.6,
        (Unit::Count, value) if value >= 100.0 => -0.6,
        _ => 0.0,
    }
}
