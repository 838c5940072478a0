//! Numbers that count nothing told: ages, pronouns, multiples without a comparison, measures.

use super::{View, is_plain_word};
use crate::figures::lexicon::LEXICON;
use crate::figures::quantity::Quantity;
use crate::figures::{Qualifier, Unit};
use crate::language::NumberForm;

/// "one another", "no one", "the one who", "one of them": no count of anything.
pub fn is_pronoun(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.form == NumberForm::Words && quantity.value == 0.0 {
        return view.low(0) == "tolerance";
    }
    if quantity.form != NumberForm::Words || quantity.value != 1.0 || quantity.value_high.is_some()
    {
        return matches!(view.low(0), "another's");
    }
    if quantity.suffix.is_some() {
        return !quantity
            .joined(view.tokens)
            .is_some_and(|tail| LEXICON.time.has(tail) || tail == "member");
    }
    let next = view.low(0);
    let set_phrase = matches!(
        next,
        "another"
            | "by"
            | "day"
            | "person's"
            | "'s"
            | "side"
            | "step"
            | "party"
            | "thing"
            | "way"
            | "hand"
    ) || matches!(
        view.back(1),
        "no" | "any" | "this" | "that" | "every" | "each" | "which" | "another" | "day"
    ) || (matches!(view.back(1), "the" | "not") && next != "of");
    // "They were not given one during the trial": the thing named before.
    let joins = matches!(
        next,
        "during"
            | "until"
            | "after"
            | "before"
            | "when"
            | "while"
            | "because"
            | "if"
            | "than"
            | "with"
            | "from"
            | "who"
    );
    let set_phrase = set_phrase || joins;
    let alone = !is_plain_word(next)
        && !matches!(next, "of" | "was" | "were" | "in" | "for" | "and" | "percent" | "million");
    set_phrase || alone && !view.tokens.capital(quantity.after)
}

/// "double standards", "arrested twice": a multiple only where something is compared.
pub fn is_idle_multiple(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.form != NumberForm::Multiple {
        return false;
    }
    let (word, next) = (quantity.words(view.tokens), view.low(0));
    if word.ends_with("fold") {
        return !(1..=12).any(|b| LEXICON.change.has(view.back(b)))
            && !(0..4).any(|o| LEXICON.change.has(view.low(o)));
    }
    let compared = matches!(next, "the" | "that" | "as" | "their" | "what");
    match word {
        "doubled" | "tripled" | "quadrupled" | "tripling" => matches!(next, "down" | "as" | "up"),
        "doubling" => next != "of" && !compared,
        "twice" if LEXICON.change.has(view.back(1)) => false,
        "twice" => !compared || matches!(view.low(1), "day" | "week" | "month" | "year"),
        _ => !compared && !matches!(next, "pay" | "wages" | "wage" | "time" | "rate" | "salary"),
    }
}

/// "a 14-year-old boy", "a girl, 16, was", "aged 34".
pub fn is_persons_age(view: &View<'_>) -> bool {
    let tail = view.quantity.joined(view.tokens).unwrap_or("");
    if tail.ends_with("old") || tail.ends_with("olds") {
        return true;
    }
    let small = view.quantity.value < 110.0 && view.quantity.unit == Unit::Count;
    let apposed = view.back(1) == ","
        && matches!(view.low(0), "," | ")")
        && small
        && !view.quantity.marked
        && view.quantity.form == NumberForm::Digits;
    let of_name =
        view.capital_back(2) || matches!(view.back(2), "man" | "woman" | "boy" | "girl" | "old");
    apposed && of_name && view.tokens.before(view.quantity.first, 3) != ","
        || matches!(view.back(1), "aged") && !view.norm
}

/// "age 14", "ages 5 to 17", "18 years of age", "under 18", "16 or older".
pub fn is_age(view: &View<'_>) -> bool {
    let age = |word: &str| matches!(word, "age" | "ages" | "aged");
    if view.quantity.unit != Unit::Count || view.quantity.value > 100.0 {
        return false;
    }
    let before = (1..=4)
        .take_while(|b| !matches!(view.back(*b), "," | ";" | "("))
        .any(|b| age(view.back(b)));
    let bound = matches!(view.back(1), "under" | "over" | "below" | "above")
        || (view.back(1) == "than" && matches!(view.back(2), "younger" | "older"));
    let tail = matches!(view.low(0), "or" | "and")
        && matches!(view.low(1), "older" | "younger" | "above" | "over" | "under");
    let of_age = (0..4).any(|o| view.low(o) == "age");
    let counted = view.counts_plural() && !view.low(0).starts_with("year");
    if is_as_young_as(view) || is_before_birthday(view) {
        return true;
    }
    let direct = age(view.back(1)) || (view.back(1) == "of" && age(view.back(2)));
    // "children 14 to 16", "girls between 15 and 18".
    let young =
        |word: &str| matches!(word, "children" | "minors" | "girls" | "boys" | "youths" | "child");
    let span = view.quantity.value_high.is_some_and(|high| high <= 25.0)
        && (young(view.back(1)) || view.back(1) == "between" && young(view.back(2)));
    let direct = direct || span && !counted;
    direct
        || (before && !counted)
        || (bound && !counted && view.quantity.value <= 30.0)
        || tail && !counted && view.quantity.value >= 10.0 && view.quantity.value <= 70.0
        || (of_age && view.low(0).starts_with("year"))
        || matches!(view.low(1), "old")
}

/// "children as young as nine", "some as old as 80".
fn is_as_young_as(view: &View<'_>) -> bool {
    view.back(1) == "as"
        && matches!(view.back(2), "young" | "old" | "youthful")
        && view.back(3) == "as"
}

/// "12 percent were married before 18", "left school by 15": an age without its word.
fn is_before_birthday(view: &View<'_>) -> bool {
    let reached = matches!(view.back(1), "before" | "by" | "until" | "turned" | "turning");
    let ends = matches!(view.low(0), "." | "," | ";" | ")" | "" | "and" | "or" | "were" | "was");
    let told = (2..=4).any(|back| LEXICON.marry.has(view.back(back)));
    let value = (5.0..=25.0).contains(&view.quantity.value) && !view.quantity.marked;
    let turned = view.back(1).starts_with("turn");
    reached && ends && value && (told || turned)
}

/// "12 miles from", "300 hectares".
pub fn is_measure(view: &View<'_>) -> bool {
    let joined = view.quantity.joined(view.tokens).unwrap_or("");
    LEXICON.measure.has(joined)
        || (view.quantity.unit == Unit::Count && (LEXICON.measure.has(view.low(0))))
}

/// "from one country", "more than one reason", "one of the main towns": "one" counts something only
/// beside other numbers, or where it is reported.
pub fn is_any_one(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.form != NumberForm::Words || quantity.value != 1.0 || quantity.suffix.is_some() {
        return false;
    }
    let bounded = quantity.qualifier != Qualifier::Exact;
    if bounded && quantity.unit == Unit::Count && view.before.is_none() {
        return true;
    }
    let beside = |other: &Quantity| other.unit == Unit::Count && !other.looks_like_year();
    if view.low(0) == "of" {
        let near = |next: &&Quantity| next.first <= quantity.after + 3;
        let placed = LEXICON.placing.has(view.back(1));
        return placed || !view.next.filter(near).is_some_and(beside);
    }
    let listed = view.before.is_some_and(|(before, kind)| kind.is_some() && beside(before))
        || view.next.is_some_and(|next| beside(next) && next.first < quantity.after + 14);
    let told = (1..=4).any(|back| LEXICON.telling.has(view.back(back)));
    !(listed || told)
}

/// "Police told the two men to leave": a small number of people or things that are known already.
pub fn is_known_few(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    let words = quantity.form == NumberForm::Words && quantity.value <= 10.0;
    let lone = quantity.value_high.is_none() && quantity.suffix.is_none();
    let known = matches!(
        view.back(1),
        "the" | "these" | "those" | "their" | "his" | "her" | "both" | "all"
    );
    words && lone && known && quantity.unit == Unit::Count && view.back(2) != "of"
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::check_excluded;

    #[test]
    fn ages_and_pronouns_tell_no_figures() {
        check_excluded(&[
            ("A 14-year-old boy left.", "14", Some("person's age")),
            ("Orlo Vann, 34, left.", "34", Some("person's age")),
            ("Girls under 18 may not work there.", "18", None),
            ("Children ages 5 to 17 came.", "5 to 17", Some("age")),
            ("Children between 15 and 18 came.", "15 and 18", Some("age")),
            ("They were not given one during the trial.", "one", Some("pronoun")),
            ("No one came.", "one", Some("pronoun")),
            ("They came from one town.", "one", Some("any one")),
            ("It was one of 26 towns.", "one", Some("any one")),
            ("Courts freed 10 men and one woman.", "one", None),
            ("Guards told the two men to leave.", "two", Some("known few")),
            ("Some 12 percent were married before 18.", "18", Some("age")),
            ("Boys as young as nine worked there.", "nine", Some("age")),
            ("The clinic was open by 18 wardens.", "18", None),
            ("He set double standards.", "double", Some("idle multiple")),
            ("He was arrested twice.", "twice", Some("idle multiple")),
            ("The town lies 12 miles from the sea.", "12", Some("measure")),
        ]);
    }
}
