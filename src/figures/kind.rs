//! Whether a number is a statistic, part of a told event, or a limit set by law.
//!
//! Each rule weighs one kind of evidence; the heavier kind wins, and a number without evidence is a
//! statistic.

use super::exclude::{View, is_duration, is_term_or_age};
use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{FigureKind, Qualifier, Unit};
use crate::language::NumberForm;

/// A rule: its name, and the weight it gives.
type Rule = (&'static str, fn(&View<'_>) -> f32);

/// Evidence of a limit set by law.
const NORM: &[Rule] = &[
    ("law rules", law_rules),
    ("duty", duty),
    ("penalty", penalty),
    ("threshold", threshold),
    ("size by law", size_by_law),
    ("passed", passed),
    ("goes on", goes_on),
    ("group by law", group_by_law),
    ("multiple of pay", multiple_of_pay),
    ("counted", counted_against_norm),
];

/// Evidence of one told event.
const INCIDENT: &[Rule] = &[
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
];

/// The weight from which a number is a limit set by law.
const NORM_FROM: f32 = 2.0;
/// The weight from which a number belongs to a told event.
const INCIDENT_FROM: f32 = 1.0;

/// The weight of the evidence that a number is a limit set by law.
fn norm_weight(view: &View<'_>) -> f32 {
    NORM.iter().map(|(_, rule)| rule(view)).sum()
}

/// The kind of a number that no rule has excluded, and how clear it is (0 to 1).
pub fn kind(view: &View<'_>) -> (FigureKind, f32) {
    let incident: f32 = INCIDENT.iter().map(|(_, rule)| rule(view)).sum();
    let clear = |margin: f32| (0.5 + margin / 4.0).clamp(0.3, 1.0);
    if let (true, Some((_, Some(kind)))) = (view.quantity.equivalent, view.before) {
        return (kind, 0.8);
    }
    if view.norm && vague(view) == 0.0 {
        return (FigureKind::Norm, clear(norm_weight(view) - NORM_FROM));
    }
    if incident >= INCIDENT_FROM {
        return (FigureKind::Incident, clear(incident - INCIDENT_FROM));
    }
    (FigureKind::Statistic, clear(INCIDENT_FROM - incident))
}

impl View<'_> {
    fn lower(&self) -> &[String] {
        &self.tokens.lower
    }
    fn at(&self) -> usize {
        self.quantity.first
    }
    /// The words around the number, `back` before it and `ahead` after it.
    fn near(&self, words: &super::lexicon::Words, back: usize, ahead: usize) -> bool {
        words.any_within(self.lower(), self.at().saturating_sub(back), self.quantity.after + ahead)
    }
    fn bounded(&self) -> bool {
        matches!(self.quantity.qualifier, Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Range)
    }
}

/// "The code allows police to hold a suspect for 48 hours": a law, and what it does, before the
/// number.
fn law_rules(view: &View<'_>) -> f32 {
    let Some(law) = LEXICON.law.last_within(view.lower(), 0, view.at()) else { return 0.0 };
    let near = law.max(view.at().saturating_sub(16));
    let sets = LEXICON.setting.any_within(view.lower(), near, view.at());
    let rules = LEXICON.ruling.any_within(view.lower(), law, view.at())
        || LEXICON.duty.any_within(view.lower(), law, view.at());
    match (rules || sets, is_term_or_age(view)) {
        (true, true) => 2.5,
        (true, false) if sets => 2.0,
        (true, false) => 1.2,
        (false, true) => 1.0,
        (false, false) => 0.0,
    }
}

/// "Applicants must collect at least 500 signatures": what one must or may do.
fn duty(view: &View<'_>) -> f32 {
    let clause = view.tokens.clause_start(view.at());
    let before = LEXICON.duty.any_within(view.lower(), clause, view.at());
    let reach = if view.bounded() { 14 } else { 8 };
    let must = LEXICON.must.any_within(view.lower(), view.at().saturating_sub(reach), view.at());
    let sentence = LEXICON.duty.any_within(view.lower(), 0, view.lower().len());
    let mut weight = 0.0;
    if must {
        weight += 2.0;
    } else if before {
        weight += 1.0;
    } else if sentence && is_term_or_age(view) {
        weight += 0.8;
    }
    let noun = view.quantity.noun;
    if is_term_or_age(view) && LEXICON.duty.any_within(view.lower(), noun, noun + 3) {
        weight += 2.0;
    }
    if before && view.bounded() {
        weight += 0.7;
    }
    if before && is_term_or_age(view) {
        weight += 1.2;
    }
    weight
}

/// "… at least 10 members and branches in half of the regions": a list of limits goes on.
fn goes_on(view: &View<'_>) -> f32 {
    let listed = view.before.is_some_and(|(before, kind)| {
        kind == Some(FigureKind::Norm) && view.at() < before.after + 18
    });
    if listed { 1.0 } else { 0.0 }
}

/// "12 of the 30 provinces", "chose 9 of 60 senators": how many there are is fixed by law.
fn group_by_law(view: &View<'_>) -> f32 {
    let noun = view.quantity.noun;
    let back = |n: usize| view.tokens.before(view.at(), n);
    let of_group = (1..=3).any(|n| {
        let between = |m: usize| LEXICON.determiners.has(back(m)) || back(m).ends_with("'s");
        back(n) == "of" && (1..n).all(between)
    });
    let fixed = (0..3).any(|o| LEXICON.fixed_group.has(view.tokens.at(noun + o)));
    if of_group && fixed && view.quantity.value <= 1000.0 { 3.6 } else { 0.0 }
}

/// "receive double pay", "1.5 times the regular salary": what work on a holiday earns.
fn multiple_of_pay(view: &View<'_>) -> f32 {
    let noun = view.quantity.noun;
    let pay = |o: usize| matches!(view.tokens.at(noun + o), "pay" | "wage" | "salary" | "rate");
    let multiple = view.quantity.unit == Unit::Rate && view.quantity.value <= 10.0;
    if multiple && view.quantity.value_high.is_none() && (0..4).any(pay) { 2.4 } else { 0.0 }
}

/// "punishable by up to eight years in prison", "fines of up to 900 crowns": what a law threatens.
fn penalty(view: &View<'_>) -> f32 {
    if !view.near(&LEXICON.penalty, 12, 6) {
        return 0.0;
    }
    let term = is_duration(view) || view.quantity.unit == Unit::Money;
    match (term, view.bounded()) {
        (true, true) => 2.2,
        (true, false) => 1.2,
        _ => 0.0,
    }
}

/// "the minimum age is 18", "the 5 percent threshold", "the required 900 names".
fn threshold(view: &View<'_>) -> f32 {
    let wages = view.tokens.any(0, view.lower().len(), &["wage", "wages"]);
    if view.quantity.unit == Unit::Money && wages || !view.near(&LEXICON.threshold, 7, 3) {
        return 0.0;
    }
    let close = view.near(&LEXICON.threshold, 2, 4);
    if is_term_or_age(view) || close { 2.0 } else { 1.0 }
}

/// "the 110-seat chamber", "30 of its 110 seats", "a panel of 12 jurors".
fn size_by_law(view: &View<'_>) -> f32 {
    let joined = view.quantity.joined(view.tokens).unwrap_or("");
    if matches!(joined.split('-').next(), Some("seat" | "member" | "term")) {
        return 2.0;
    }
    let noun = view.quantity.noun;
    let near = |n: usize| view.tokens.before(view.at(), n) == "panel";
    if (1..=6).any(near) && view.tokens.any(0, noun + 3, &["jurors", "judges", "judge"]) {
        return 2.4;
    }
    let seats = (0..3).any(|o| {
        matches!(view.tokens.at(noun + o), "seats" | "seat" | "jurors" | "constituencies")
    });
    let held = view.tokens.any(
        0,
        view.lower().len(),
        &[
            "won", "winning", "held", "gained", "lost", "women", "secured", "hold", "occupied",
            "holding", "took",
        ],
    );
    if seats && !held { 2.0 } else { 0.0 }
}

/// "The court sentenced her to six years": a term that was passed or served is no limit.
fn passed(view: &View<'_>) -> f32 {
    let clause = view.tokens.clause_start(view.at());
    let word = LEXICON.passed.last_within(view.lower(), clause.saturating_sub(6), view.at());
    let general = LEXICON.law.any_within(view.lower(), 0, view.at())
        || LEXICON.duty.any_within(view.lower(), 0, view.at());
    match (word, general) {
        (Some(_), false) => -2.5,
        (Some(_), true) => -0.3,
        (None, _) => 0.0,
    }
}

/// "reported 30 violations of the labor code": what was counted is no limit.
fn counted_against_norm(view: &View<'_>) -> f32 {
    if is_term_or_age(view) {
        return 0.0;
    }
    let counted = LEXICON.counted_by.any_within(view.lower(), 0, view.lower().len());
    let aggregate = LEXICON.aggregate.any_within(view.lower(), 0, view.lower().len());
    let mut weight = 0.0;
    if counted {
        weight -= 0.6;
    }
    if aggregate && view.quantity.unit != Unit::Percent {
        weight -= 0.8;
    }
    weight
}

/// "dozens of protesters": no number for a table.
fn vague(view: &View<'_>) -> f32 {
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
        (true, false) => 0.35,
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
        (NumberForm::Words, value) if value < 10.0 => 0.6,
        (_, value) if value < 30.0 => 0.2,
        _ => 0.0,
    }
}

/// "a bribe of 900 crowns", "fined 4,000 crowns": a sum in one told case.
fn sum_paid(view: &View<'_>) -> f32 {
    if view.quantity.unit != Unit::Money {
        return 0.0;
    }
    if view.near(&LEXICON.penalty, 12, 6)
        || view.tokens.any(
            0,
            view.lower().len(),
            &[
                "bribe",
                "bribes",
                "fined",
                "paid",
                "ransom",
                "compensation",
                "damages",
                "bail",
                "pay",
            ],
        )
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
    let the = (2..=4).any(|more| view.tokens.before(view.at(), of + more) == "the");
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
    let stands = (1..8).any(|o| {
        let word = view.tokens.at(view.quantity.noun + o);
        matches!(word, "have" | "has" | "are" | "is" | "exist" | "remain" | "operate" | "remained")
    });
    if own || stands { -0.8 } else { 0.0 }
}

/// "reported", "during the year", "compared with": the number is one of a table.
fn counted_against_incident(view: &View<'_>) -> f32 {
    let lower = view.lower();
    let within = |words: &super::lexicon::Words| words.any_within(lower, 0, lower.len());
    let there = lower.windows(2).any(|pair| match pair {
        [first, second] => {
            first == "there" && matches!(second.as_str(), "were" | "are" | "was" | "is")
        }
        _ => false,
    });
    let against = [
        (within(&LEXICON.counted_by), 0.8),
        (within(&LEXICON.aggregate), 1.2),
        (within(&LEXICON.mass_event), 1.0),
        (there, 0.7),
    ];
    let weight: f32 = against.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    // Nothing at all says that a few are counted for a table.
    if weight == 0.0 && view.quantity.value < 10.0 && is_specific(view) { 0.4 } else { -weight }
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

/// The view of a quantity, with whether its sentence sets a rule for it.
pub fn view<'a>(
    tokens: &'a Tokens<'a>,
    quantity: &'a Quantity,
    next: Option<&'a Quantity>,
    before: Option<(&'a Quantity, Option<FigureKind>)>,
    names_person: bool,
) -> View<'a> {
    let mut view = View { tokens, quantity, next, before, norm: false, names_person };
    view.norm = norm_weight(&view) >= NORM_FROM;
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::at;

    #[test]
    fn a_number_is_a_limit_an_event_or_a_statistic() {
        use FigureKind::{Incident, Norm, Statistic};
        let table = [
            ("The law requires 900 signatures.", "900", Norm),
            ("A party must have at least 40 members.", "40", Norm),
            ("Theft is punishable by up to eight years in prison.", "eight", Norm),
            ("The law sets fines of up to 500 crowns ($40).", "40", Norm),
            ("The minimum age is 18.", "18", Norm),
            ("The senate chose 9 of 60 senators.", "60", Norm),
            ("The 110-seat chamber met.", "110", Norm),
            ("On June 7, guards beat six men.", "six", Incident),
            ("Dozens of farmers were held.", "Dozens", Incident),
            ("A town court sentenced 11 guards on May 3.", "11", Incident),
            ("Nothing was done about the 2014 killing of 16 villagers.", "16", Incident),
            ("The office reported 30 violations of the labor code.", "30", Statistic),
            ("During the year courts convicted six guards.", "six", Statistic),
            ("There were nine registered parties.", "nine", Statistic),
            ("Clashes left at least 17 people dead.", "17", Statistic),
            ("Police held 53 men, seven of whom were fined.", "seven", Statistic),
            ("The council dismissed six of the country's 44 judges.", "six", Statistic),
        ];
        for (text, raw, want) in table {
            assert_eq!(at(text, raw, |view| kind(view).0), want, "{raw} in: {text}");
        }
    }
}
