//! What a number counts: the head noun with what limits it, taken from the words around it or from
//! the number that it goes on from.

use super::clause::{Range, bounds, noun_phrase, predicate, subject};
use super::exclude::{View, is_plural};
use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{Cues, Unit, Worded};
use crate::language::{NumberForm, Word};
use crate::report::Span;
use std::fmt::Write as _;

/// What a quantity counts.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// In words of the text.
    pub measure: String,
    /// For finding the indicator.
    pub cues: Cues,
    /// The number it is a part of.
    pub whole: Option<Span>,
}

/// How a number goes on from one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goes {
    /// It names what it counts.
    Alone,
    /// "compared with 31 in 2010", "from 40": the same count at another time.
    Compared,
    /// "of whom 12 were minors", "47 were group protests": part of what was counted.
    Part,
}

/// What the quantity counts, given the figures before it in the paragraph (`earlier`).
pub fn counted(text: &str, view: &View<'_>, sentence: Span, earlier: &[Worded]) -> Counted {
    let (quantity, tokens) = (view.quantity, view.tokens);
    let noun = noun_phrase(tokens, quantity);
    let named = noun.1 > noun.0;
    let here = earlier.iter().filter(|figure| figure.sentence == sentence);
    let last = here.clone().next_back();
    let mut counted = alone(text, view, noun);
    match goes(tokens, quantity, named, last.is_some()) {
        Goes::Alone => {}
        Goes::Compared => {
            let before = last.or_else(|| earlier.last().filter(|_| starts_over(tokens, quantity)));
            if let Some(before) = before {
                compared(&mut counted, before);
                return counted;
            }
        }
        Goes::Part => {
            let first = here.clone().next().filter(|_| tokens.at(0) == "of");
            let before =
                first.or(last).or_else(|| earlier.last().filter(|_| starts_over(tokens, quantity)));
            if let Some(before) = before {
                part(text, tokens, quantity, &mut counted, before);
                return counted;
            }
        }
    }
    if let Some(before) = last
        && is_elliptic(view, before)
    {
        elliptic(&mut counted, before);
    }
    if !named && let Some(range) = subject(tokens, quantity) {
        counted.cues.counted = words(tokens, range);
        slice(text, tokens, range).clone_into(&mut counted.measure);
    }
    if is_group(view) {
        counted.cues.clause.clone_from(&counted.cues.counted);
        counted.cues.base = true;
    }
    counted.whole = last
        .filter(|_| is_included(tokens, quantity))
        .or_else(|| group_before(view, &counted.cues.counted, earlier))
        .map(|figure| figure.raw);
    counted
}

/// "The city has 25 clinics. … Six of the clinics opened": the number of the passage that counted the
/// same things before.
fn group_before<'a>(view: &View<'_>, counted: &str, earlier: &'a [Worded]) -> Option<&'a Worded> {
    let (tokens, noun) = (view.tokens, view.quantity.noun);
    let of_the = tokens.at(noun) == "of" && tokens.at(noun + 1) == "the";
    let plain = !tokens.is_number(noun + 2) && view.quantity.unit == Unit::Count;
    let things = things(counted).filter(|_| of_the && plain)?;
    earlier.iter().rev().find(|figure| {
        figure.unit == Unit::Count
            && figure.value > view.quantity.value
            && self::things(&figure.cues.counted) == Some(things)
    })
}

/// The words up to the first plural: "health clinics" of "health clinics in the north".
fn things(counted: &str) -> Option<&str> {
    let mut end = 0;
    for word in counted.split(' ') {
        end += word.len() + 1;
        if is_plural(word) {
            return counted.get(..end - 1);
        }
    }
    None
}

/// "40 complaints of theft, 30 of fraud": the noun of the number before is this one's too.
fn is_elliptic(view: &View<'_>, before: &Worded) -> bool {
    let (tokens, noun) = (view.tokens, view.quantity.noun);
    let next = tokens.at(noun + 1);
    let plain = view.quantity.form != NumberForm::Vague
        && view.quantity.unit == Unit::Count
        && tokens.at(noun) == "of"
        && !LEXICON.those.has(next)
        && !LEXICON.determiners.has(next)
        && !tokens.is_number(noun + 1)
        && !tokens.capital(noun + 1);
    let listed =
        (1..=4).any(|back| matches!(tokens.before(view.quantity.first, back), "," | "and" | ";"));
    plain && listed && before.unit == Unit::Count && before.cues.counted.contains(" of ")
}

/// "30 of fraud" → "complaints of fraud".
fn elliptic(counted: &mut Counted, before: &Worded) {
    let head = |text: &str| text.split(" of ").next().unwrap_or_default().to_owned();
    let noun = head(&before.cues.counted);
    counted.cues.counted = format!("{noun} of {}", counted.cues.counted);
    counted.cues.clause = counted.cues.clause.replacen("# of", &format!("# {noun} of"), 1);
    counted.measure = format!("{} of {}", head(&before.measure), counted.measure);
}

/// What the words after the number say.
fn alone(text: &str, view: &View<'_>, noun: Range) -> Counted {
    let (quantity, tokens) = (view.quantity, view.tokens);
    let (from, to) = bounds(tokens, quantity);
    let cues = Cues {
        counted: words(tokens, noun),
        clause: marked(tokens, quantity, from, to),
        sentence: marked(tokens, quantity, 0, tokens.len()),
        ..Cues::default()
    };
    Counted { measure: slice(text, tokens, noun).to_owned(), cues, whole: None }
}

/// "compared with 31 in 2010": all that is known of the number before it holds for this one.
fn compared(counted: &mut Counted, before: &Worded) {
    counted.measure.clone_from(&before.measure);
    counted.cues.counted.clone_from(&before.cues.counted);
    counted.cues.clause.clone_from(&before.cues.clause);
    counted.cues.whole.clone_from(&before.cues.whole);
    counted.cues.before.clone_from(&before.cues.before);
}

/// "of whom 12 were minors": the part counts what the whole counts, and its own clause says which.
fn part(
    text: &str,
    tokens: &Tokens<'_>,
    quantity: &Quantity,
    counted: &mut Counted,
    before: &Worded,
) {
    let row = before.whole.filter(|_| listed(tokens, quantity));
    counted.whole = Some(row.unwrap_or(before.raw));
    counted.cues.counted.clone_from(&before.cues.counted);
    counted.cues.before.clone_from(&before.cues.before);
    let worded = quantity.equivalent && before.cues.clause.contains(char::is_alphabetic);
    let own = worded || before.cues.whole.is_empty();
    let whole = if own { &before.cues.clause } else { &before.cues.whole };
    counted.cues.whole.clone_from(whole);
    let told = slice(text, tokens, predicate(tokens, quantity));
    let measure = before.measure.split(": ").next().unwrap_or_default();
    counted.measure = match (measure.is_empty(), told.is_empty()) {
        (true, _) => told.to_owned(),
        (_, true) => measure.to_owned(),
        _ => format!("{measure}: {told}"),
    };
}

fn goes(tokens: &Tokens<'_>, quantity: &Quantity, named: bool, follows: bool) -> Goes {
    let tail = tokens.at(quantity.noun);
    let of_them = tail == "of" && LEXICON.those.has(tokens.at(quantity.noun + 1));
    let back = |n: usize| tokens.before(quantity.first, n);
    let of_before =
        (1..=6).any(|n| back(n) == "of" && LEXICON.those.has(back(n.saturating_sub(1))));
    if of_them || of_before || (quantity.equivalent && !named) {
        return Goes::Part;
    }
    if named {
        return Goes::Alone;
    }
    let ends = tokens.words.get(quantity.noun).is_none_or(Word::is_mark);
    let bare = LEXICON.tails.has(tail) || ends;
    if follows && is_compared(tokens, quantity) {
        return Goes::Compared;
    }
    match (follows, bare) {
        _ if LEXICON.going_on.has(tail) => Goes::Part,
        (true, true) if matches!(tail, "in" | "during" | "the" | "last") => Goes::Compared,
        (true, true) => Goes::Part,
        (false, true) => Goes::Compared,
        (_, false) => Goes::Alone,
    }
}

/// "compared with 31", "up from 12", "a decrease from 40 to 36".
fn is_compared(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    let back = |n: usize| tokens.before(quantity.first, n);
    let before =
        |n: usize| matches!(back(n), "compared" | "from" | "than" | "versus" | "against" | "with");
    let to = (1..=2).any(|n| back(n) == "to");
    let changed = |n: usize| back(n) == "from" || LEXICON.change.has(back(n));
    (1..=4).any(before) || to && (1..=12).any(changed)
}

/// "There were 17 in 2010.", "Of these, 12 …": a sentence that goes on from the one before.
fn starts_over(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    let those = (0..quantity.first.min(6)).any(|at| LEXICON.those.has(tokens.at(at)));
    quantity.first <= 6 || those
}

/// "12 were minors, and nine were women": parts in a row share one whole.
fn listed(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    (1..=3).any(|back| matches!(tokens.before(quantity.first, back), "," | "and" | ";"))
}

/// "including 19 officers".
fn is_included(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    (1..=4).any(|back| matches!(tokens.before(quantity.first, back), "including" | "among"))
}

/// "10 percent of the 3,000 clubs": the second number is the group, of which the clause says nothing.
fn is_group(view: &View<'_>) -> bool {
    view.before.is_some_and(|(before, _)| {
        let of = view.tokens.at(before.noun) == "of" || view.tokens.at(before.after) == "of";
        let out = view.tokens.at(before.noun) == "out"
            || (1..=3).any(|back| view.tokens.before(view.quantity.first, back) == "out");
        let between = before.noun..view.quantity.first;
        let joined = between.clone().any(|at| view.tokens.at(at) == "and");
        (of || out) && between.len() <= 4 && !joined
    })
}

/// Words of the sentence, lower case, with `#` for the number, marks left out.
fn marked(tokens: &Tokens<'_>, quantity: &Quantity, from: usize, to: usize) -> String {
    let mut out = String::with_capacity(to.saturating_sub(from) * 7);
    for at in from..to {
        if at > quantity.first && at < quantity.after {
            continue;
        }
        let word = if at == quantity.first { "#" } else { tokens.at(at) };
        if word == "#" || tokens.words.get(at).is_some_and(|w| !w.is_mark()) {
            let _ = write!(out, "{}{word}", if out.is_empty() { "" } else { " " });
        }
        if at == quantity.first
            && let Some(tail) = quantity.joined(tokens)
        {
            let _ = write!(out, " {}", tail.to_lowercase());
        }
    }
    out
}

/// The words of a range, lower case, without marks and without the number itself.
fn words(tokens: &Tokens<'_>, range: Range) -> String {
    let mut out = String::new();
    for at in range.0..range.1 {
        let word = tokens.at(at);
        if !word.starts_with(char::is_alphanumeric) {
            continue;
        }
        // "67,000-person": the noun is what the hyphen joins.
        let joined = word.split_once('-').filter(|_| tokens.is_number(at));
        let word = joined.map_or(word, |(_, tail)| tail);
        let _ = write!(out, "{}{word}", if out.is_empty() { "" } else { " " });
    }
    out
}

fn slice<'t>(text: &'t str, tokens: &Tokens<'_>, range: Range) -> &'t str {
    let last = range.1.checked_sub(1).filter(|last| *last >= range.0);
    match (tokens.span(range.0), last.and_then(|last| tokens.span(last))) {
        (Some(first), Some(last)) => Span { start: first.start, end: last.end }.of(text),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figure;
    use crate::figures::passage_tests::told;
    use crate::figures::testing::{at, cues};

    #[test]
    fn what_is_counted_is_named_by_the_words_around() {
        let table = [
            ("The office received 120 complaints of torture.", "120", "complaints of torture"),
            ("There were 40 attacks on clinics in 2014.", "40", "attacks on clinics"),
            ("About 20 of the 900 clubs closed.", "20", "clubs closed"),
            ("Dozens of farmers left.", "Dozens", "farmers"),
            ("It left 17 people dead and over 100 injured.", "17", "people dead"),
            ("They made 40 visits and detected 90 faults.", "40", "visits"),
            ("There were 12 mills and more than 40 farms.", "12", "mills"),
            ("The 67,000-member guild met.", "67,000", "member guild met"),
            ("The number of mills was 900.", "900", "the number of mills"),
        ];
        for (text, raw, want) in table {
            let span = Span::new(0, text.len());
            let found = at(text, raw, |view| counted(text, view, span, &[]).cues.counted);
            assert_eq!(found, want, "{raw} in: {text}");
        }
    }

    #[test]
    fn a_row_of_numbers_shares_its_noun() {
        let table = [
            (
                "The office got 40 complaints of theft, 30 of fraud, and five of arson.",
                "five",
                "complaints of arson",
            ),
            ("The office opened 12 and 40 cases.", "12", "cases"),
            ("The office freed a further 12 clerks and some 300 farmers.", "12", "clerks"),
            ("The office freed dozens of clerks.", "dozens", "clerks"),
            ("The office closed 12 halls of records and 20 of the mills.", "20", "mills"),
        ];
        for (text, raw, want) in table {
            assert_eq!(cues(text, raw).counted, want, "{raw} in: {text}");
        }
    }

    #[test]
    fn some_of_the_things_counted_before_are_a_part_of_them() {
        let parts = |text: &str| told(text, &[], |figure| figure.whole.is_some().to_string());
        let text = "The city had 25 health clinics in the north. Six of the health clinics opened.";
        assert_eq!(parts(text), ["25 → false", "Six → true"]);
        let text = "The city had 25 health clinics in the north. Six of the mills opened.";
        assert_eq!(parts(text), ["25 → false", "Six → false"]);
        let text = "The city had 5 health clinics. Six of the health clinics opened.";
        assert_eq!(parts(text), ["5 → false", "Six → false"]);
    }

    #[test]
    fn a_part_or_a_comparison_counts_what_its_whole_counts() {
        let text = "Guards freed 90 debtors, of whom 30 were women, compared with 40 in 2010.";
        let span = Span::new(0, text.len());
        let first = at(text, "90", |view| {
            let Counted { measure, cues, whole } = counted(text, view, span, &[]);
            let raw = view.quantity.raw;
            let figure = Figure { raw, sentence: span, measure, whole, ..Figure::default() };
            Worded { figure, cues }
        });
        let part = at(text, "30", |view| counted(text, view, span, std::slice::from_ref(&first)));
        assert_eq!((part.cues.counted.as_str(), part.whole), ("debtors", Some(first.raw)));
        assert_eq!(part.measure, "debtors: women");
        let compared =
            at(text, "40", |view| counted(text, view, span, std::slice::from_ref(&first)));
        assert_eq!((compared.measure.as_str(), compared.whole), ("debtors", None));
    }
}
