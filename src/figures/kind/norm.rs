//! Evidence that a number is a limit set by law: what rules, what is threatened, what is required.

use super::super::exclude::{View, is_duration, is_term_or_age};
use super::super::lexicon::LEXICON;
use super::super::{FigureKind, Unit};
use super::Rule;

/// Evidence of a limit set by law.
pub const NORM: &[Rule] = &[
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
    ("age limit", age_limit),
    ("provides", provides),
    ("chosen by law", chosen_by_law),
    ("class by size", class_by_size),
    ("requirement", requirement),
    ("threatened", threatened),
    ("inheritance", inheritance),
    ("won", won_against_norm),
    ("wage", wage_against_norm),
];

/// "The code allows police to hold a suspect for 48 hours": a law, and what it does, before the
/// number.
fn law_rules(view: &View<'_>) -> f32 {
    let Some(law) = LEXICON.law.last_within(view.lower(), 0, view.at()) else { return 0.0 };
    let near = law.max(view.at().saturating_sub(16));
    let sets = LEXICON.setting.any_within(view.lower(), near, view.at());
    let rules = LEXICON.ruling.any_within(view.lower(), law, view.at())
        || LEXICON.duty.any_within(view.lower(), law, view.at());
    match (rules || sets, is_term_or_age(view)) {
        (true, false) if view.bounded() && view.quantity.unit == Unit::Count => 2.2,
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
    let included = (1..=4).any(|back| view.tokens.before(view.at(), back) == "including");
    match (listed, included) {
        (true, true) => 2.4,
        (true, false) => 1.0,
        _ => 0.0,
    }
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
    if matches!(back(2), "total" | "number" | "average") {
        return 0.0;
    }
    // "in all 30 provinces", "the existing 14 provinces".
    let whole = matches!(back(1), "all" | "existing") || back(1).ends_with("'s");
    if whole && LEXICON.fixed_group.has(view.tokens.at(noun)) && view.quantity.value >= 10.0 {
        return 2.4;
    }
    if of_group && fixed && view.quantity.value <= 1000.0 { 3.6 } else { 0.0 }
}

/// "receive double pay", "1.5 times the regular salary": what work on a holiday earns.
fn multiple_of_pay(view: &View<'_>) -> f32 {
    let noun = view.quantity.noun;
    let pay = |o: usize| matches!(view.tokens.at(noun + o), "pay" | "wage" | "salary" | "rate");
    let multiple = view.quantity.unit == Unit::Rate && view.quantity.value <= 10.0;
    let share = view.quantity.unit == Unit::Percent && view.near(&LEXICON.base_pay, 0, 7);
    if share && view.near(&LEXICON.extra_work, 24, 16) {
        return 2.4;
    }
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
    if view.tokens.any(view.quantity.noun, view.quantity.noun + 2, &["cabinet", "government"]) {
        return 0.0;
    }
    let body =
        LEXICON.bodies_by_law.any_within(view.lower(), view.quantity.noun, view.quantity.noun + 5);
    match joined.split('-').next() {
        Some("seat" | "term") => return 2.0,
        Some("member" | "person" | "judge") if body => return 2.0,
        _ => {}
    }
    let noun = view.quantity.noun;
    let near = |n: usize| view.tokens.before(view.at(), n) == "panel";
    if (1..=6).any(near) && view.tokens.any(0, noun + 3, &["jurors", "judges", "judge"]) {
        return 2.4;
    }
    let reach = if view.tokens.at(noun) == "of" { 6 } else { 3 };
    let seats = (0..reach).any(|o| {
        matches!(view.tokens.at(noun + o), "seats" | "seat" | "jurors" | "constituencies")
    });
    let held = view.tokens.any(
        0,
        view.lower().len(),
        &[
            "won", "winning", "held", "gained", "lost", "women", "secured", "hold", "occupied",
            "holding", "took", "vacant", "empty",
        ],
    );
    if seats && !held { 2.0 } else { 0.0 }
}

/// "The court sentenced her to six years": a term that was passed or served is no limit.
fn passed(view: &View<'_>) -> f32 {
    if size_by_law(view) > 0.0 {
        return 0.0;
    }
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

/// "The minimum age for marriage is 18 for girls and 20 for boys", "may marry at 16": an age that the
/// law sets.
fn age_limit(view: &View<'_>) -> f32 {
    let quantity = view.quantity;
    let back = |n: usize| view.tokens.before(view.at(), n);
    if quantity.unit != Unit::Count || !(5.0..=25.0).contains(&quantity.value) {
        return 0.0;
    }
    if back(1) == "at" && (2..=5).any(|n| LEXICON.marry.has(back(n))) {
        return 2.4;
    }
    let set = (1..=3).any(|n| matches!(back(n), "is" | "was" | "are" | "were" | "at" | "remains"));
    let from = view.at().saturating_sub(26);
    let named = LEXICON.age_set.last_within(view.lower(), from, view.at());
    let ends = |word: &str| matches!(word, "" | "." | "," | ";" | "for" | "with" | "and" | "or");
    let bare = ends(view.tokens.at(quantity.noun)) || is_term_or_age(view);
    let listed = matches!(view.before, Some((_, Some(FigureKind::Norm))));
    if named.is_some() && bare && (set || listed) { 2.6 } else { 0.0 }
}

/// "The law set a wage of 900 crowns a month": what a minimum wage comes to is a figure of wages; a
/// fine is none.
fn wage_against_norm(view: &View<'_>) -> f32 {
    let from = view.tokens.clause_start(view.at());
    let wage = view.tokens.any(from, view.at(), &["wage", "wages", "salary", "salaries"])
        || matches!(view.before, Some((before, Some(FigureKind::Statistic)))
            if before.unit == Unit::Money && view.at() < before.after + 8);
    let against = view.quantity.unit == Unit::Money
        && wage
        && !view.tokens.any(0, view.at(), &["fine", "fines", "fined", "penalty", "penalties"]);
    if against { -2.6 } else { 0.0 }
}

/// "The law provides for eight paid holidays": a law is the subject of the clause.
fn provides(view: &View<'_>) -> f32 {
    let start = view.tokens.clause_start(view.at());
    let Some(law) = LEXICON.law.last_within(view.lower(), start, (start + 6).min(view.at())) else {
        return 0.0;
    };
    let rules = LEXICON.ruling.last_within(view.lower(), law + 1, (law + 5).min(view.at()));
    let under = LEXICON.passed.any_within(view.lower(), start, view.at());
    if rules.is_some() && !under { 1.0 } else { 0.0 }
}

/// "The president appoints 15 members", "provinces elect 32 of 47 senators": how a body is made up.
fn chosen_by_law(view: &View<'_>) -> f32 {
    let few = view.quantity.unit == Unit::Count && view.quantity.value < 1000.0;
    let chosen = (1..=4).any(|n| LEXICON.chosen.has(view.tokens.before(view.at(), n)));
    let noun = view.quantity.noun;
    let made_up = LEXICON.made_up.any_within(view.lower(), view.at().saturating_sub(5), view.at())
        && (noun..noun + 3).any(|at| LEXICON.members.has(view.tokens.at(at)));
    if few && (chosen || made_up) { 2.4 } else { 0.0 }
}

/// "companies with more than 250 workers", "cases involving three or fewer suspects": a class that
/// is set apart by its size.
fn class_by_size(view: &View<'_>) -> f32 {
    let bounded = view.bounded() && view.quantity.unit == Unit::Count;
    let from = view.at().saturating_sub(8);
    let Some(firm) = LEXICON.firms.last_within(view.lower(), from, view.at()) else { return 0.0 };
    let has = LEXICON.firm_has.any_within(view.lower(), firm + 1, (firm + 4).min(view.at()));
    if bounded && has { 2.8 } else { 0.0 }
}

/// "a requirement that a union be present in at least half of the provinces".
fn requirement(view: &View<'_>) -> f32 {
    let share = view.bounded() || view.quantity.unit == Unit::Percent;
    let start = view.tokens.clause_start(view.at()).saturating_sub(8);
    let words = ["requirement", "requirements"];
    let before = view.tokens.any(start, view.at(), &words);
    // "the 7 percent of the vote then required to enter": the definite number that is required.
    let end = view.tokens.clause_end(view.quantity.noun).min(view.quantity.noun + 8);
    let needed = (view.quantity.noun..end).any(|at| {
        matches!(view.tokens.at(at), "required" | "needed") && view.tokens.at(at + 1) == "to"
    });
    let definite = matches!(view.tokens.before(view.at(), 1), "the" | "least");
    let limited = view.tokens.before(view.at(), 1) == "to"
        && matches!(view.tokens.before(view.at(), 2), "limited" | "restricted" | "capped");
    if limited {
        return 1.0;
    }
    // "branches in at least half of the provinces".
    let noun = view.quantity.noun;
    let everywhere = view.quantity.unit == Unit::Percent
        && (noun..noun + 6).any(|at| LEXICON.fixed_group.has(view.tokens.at(at)))
        && LEXICON.present.any_within(view.lower(), 0, view.lower().len());
    if everywhere && view.bounded() {
        return 2.8;
    }
    match (share && before, needed && definite) {
        (true, _) => 2.6,
        (_, true) if view.quantity.unit == Unit::Percent => 5.2,
        (_, true) => 2.0,
        _ => 0.0,
    }
}

/// "Penalties include a fine of 900 crowns", "offenders can be fined 900 crowns": what is threatened,
/// in general words.
fn threatened(view: &View<'_>) -> f32 {
    let term = is_duration(view) || matches!(view.quantity.unit, Unit::Money | Unit::Rate);
    if !term {
        return 0.0;
    }
    let start = view.at().saturating_sub(30);
    let general = LEXICON.threat.any_within(view.lower(), start, view.at());
    if general { 2.2 } else { 0.0 }
}

/// "A daughter inherits half of what a son does", "the testimony of one man equals that of two women".
fn inheritance(view: &View<'_>) -> f32 {
    let few = view.quantity.unit == Unit::Percent || view.quantity.value <= 2.0;
    let told = |words: &[&str]| view.tokens.any(0, view.lower().len(), words);
    let inherits = ["inherit", "inherits", "heir", "heirs", "inheritance", "inherited"];
    let counts = ["equal", "equals", "worth", "equivalent"];
    let witness = told(&["testimony", "witness", "testimonies"]) && told(&counts);
    let heir = view.quantity.unit == Unit::Percent && told(&inherits);
    if few && (heir || witness) { 2.4 } else { 0.0 }
}

/// "Women won 28 seats, 12 by quota": what an election gave is no limit.
fn won_against_norm(view: &View<'_>) -> f32 {
    let start = view.tokens.clause_start(view.at()).saturating_sub(8);
    let won = ["won", "gained", "secured", "winning"];
    if view.tokens.any(start, view.at(), &won) && !is_term_or_age(view) { -1.5 } else { 0.0 }
}
