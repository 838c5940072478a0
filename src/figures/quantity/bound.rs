//! How a number is bounded: by the words before and after it, by the verb "estimate", and by the
//! number that it tells once more in brackets.

use super::super::lexicon::{LEXICON, Words};
use super::super::tokens::Tokens;
use super::super::{Qualifier, Unit};
use super::Quantity;

/// Finds how the number bounds what it tells.
///
/// A bound reaches only the number it stands before; the verb "estimate" reaches its clause.
pub fn bound(tokens: &Tokens<'_>, quantity: &mut Quantity) {
    if quantity.qualifier != Qualifier::Exact {
        return;
    }
    let after = quantity.noun;
    let tail = |words: &Words| {
        (quantity.after..=after + 1).any(|at| words.starting_at(&tokens.lower, at).is_some())
    };
    quantity.qualifier = if let Some(before) = bound_before(tokens, quantity.first) {
        before
    } else if tail(&LEXICON.after_at_least) {
        Qualifier::AtLeast
    } else if tail(&LEXICON.after_at_most) {
        Qualifier::AtMost
    } else if tail(&LEXICON.after_approx) || estimated(tokens, quantity.first) {
        Qualifier::Approx
    } else {
        Qualifier::Exact
    };
}

fn bound_before(tokens: &Tokens<'_>, first: usize) -> Option<Qualifier> {
    let mut at = first;
    for _ in 0..4 {
        if LEXICON.at_most.ending_at(&tokens.lower, at).is_some() {
            return Some(Qualifier::AtMost);
        }
        if LEXICON.at_least.ending_at(&tokens.lower, at).is_some() {
            return Some(Qualifier::AtLeast);
        }
        if LEXICON.approx.ending_at(&tokens.lower, at).is_some() && !is_subject(tokens, at) {
            return Some(Qualifier::Approx);
        }
        let word = tokens.before(at, 1);
        let mark = LEXICON.currency_marks.has(word) || (word == "us" && at + 1 == first);
        if !mark && !LEXICON.between.has(word) {
            return None;
        }
        at -= 1;
    }
    None
}

/// "complaints about two guards": what the complaints are about, no bound.
fn is_subject(tokens: &Tokens<'_>, at: usize) -> bool {
    let spoken = [
        "complaint",
        "report",
        "information",
        "concern",
        "question",
        "allegation",
        "inquir",
        "testimon",
        "stor",
    ];
    tokens.before(at, 1) == "about" && spoken.iter().any(|s| tokens.before(at, 2).starts_with(s))
}

/// "Activists estimated one in five families …": the verb reaches the numbers of its clause.
fn estimated(tokens: &Tokens<'_>, first: usize) -> bool {
    for at in (0..first).rev() {
        match tokens.at(at) {
            "estimated" | "estimates" | "estimate" | "estimating" => return true,
            ";" | "." | ":" | "reported" | "stated" | "said" | "while" | "but" | "registered"
            | "recorded" | "(" => return false,
            _ => {}
        }
    }
    false
}

/// "approximately 500 crowns ($70)", "about one-quarter (7.6 million)": the equivalent in brackets
/// is bounded as its number is.
pub fn equivalent(tokens: &Tokens<'_>, before: Option<&Quantity>, quantity: &mut Quantity) {
    let Some(before) = before else { return };
    let mark = usize::from(
        quantity.unit == Unit::Money
            && LEXICON.currency_marks.has(tokens.before(quantity.first, 1)),
    );
    let mut open = quantity.first.saturating_sub(mark);
    open -= usize::from(open > 0 && tokens.before(open, 1) == "us");
    let bracketed = tokens.before(open, 1) == "(" && open.saturating_sub(before.after) <= 4;
    let closed = matches!(tokens.at(quantity.noun), ")") || tokens.at(quantity.after) == ")";
    let ended = tokens.any(before.after, open.saturating_sub(1), &[",", ";", ")"]);
    quantity.equivalent = bracketed
        && closed
        && !ended
        && before.value_high.is_some() == quantity.value_high.is_some();
    if quantity.equivalent && quantity.qualifier == Qualifier::Exact {
        quantity.qualifier = before.qualifier;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::at;

    #[test]
    fn a_bound_reaches_its_number() {
        use Qualifier::{Approx, AtLeast, AtMost, Exact, Range};
        let table = [
            ("Guards held more than 40 men.", "40", AtLeast),
            ("Guards held at least another 40 men.", "40", AtLeast),
            ("Guards held 40 or more men.", "40", AtLeast),
            ("As many as 400 men were held.", "400", AtMost),
            ("Fewer than 30 clerks came.", "30", AtMost),
            ("An estimated 9,000 farmers left.", "9,000", Approx),
            ("The council estimated one in four farms failed.", "one in four", Approx),
            ("The office received complaints about two guards.", "two", Exact),
            ("The fine was about 900 crowns ($70).", "70", Approx),
            ("The number was between 300 and 400.", "300 and 400", Range),
            ("Terms run from three to 15 years.", "three to 15", Range),
            ("Cases fell from 40 to 12.", "40", Exact),
            ("Dozens of farmers left.", "Dozens", AtLeast),
        ];
        for (text, raw, want) in table {
            assert_eq!(at(text, raw, |v| v.quantity.qualifier), want, "{raw} in: {text}");
        }
    }
}
