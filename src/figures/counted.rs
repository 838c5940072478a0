//! What a number counts: the head noun with what limits it, taken from the words around it or from
//! the number that it goes on from.

use super::exclude::View;
use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{Cues, Figure};
use crate::report::Span;
use std::fmt::Write as _;

/// The longest run of words taken as what is counted.
const LONGEST: usize = 14;

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
pub fn counted(text: &str, view: &View<'_>, sentence: Span, earlier: &[Figure]) -> Counted {
    let quantity = view.quantity;
    let tokens = view.tokens;
    let after = noun_phrase(tokens, quantity);
    let here = earlier.last().filter(|figure| figure.sentence == sentence);
    let own = words(tokens, after);
    let goes = goes(tokens, quantity, after.1 > after.0, here.is_some());
    let subject = if after.1 > after.0 { None } else { subject(tokens, quantity) };
    let mut counted = Counted {
        cues: Cues {
            counted: own.clone(),
            clause: clause(tokens, quantity),
            sentence: marked(tokens, quantity, 0, tokens.len()),
            ..Cues::default()
        },
        ..Counted::default()
    };
    counted.measure = slice(text, tokens, after).to_owned();
    let before = here.or_else(|| earlier.last().filter(|_| starts_over(tokens, quantity)));
    match (goes, before, subject) {
        (Goes::Compared, Some(before), _) => {
            counted.measure.clone_from(&before.measure);
            counted.cues.counted.clone_from(&before.cues.counted);
            counted.cues.clause.clone_from(&before.cues.clause);
        }
        (Goes::Part, Some(before), _) => {
            let whole = before.whole.filter(|_| listed(tokens, quantity)).unwrap_or(before.raw);
            counted.whole = Some(whole);
            let part = words(tokens, predicate(tokens, quantity));
            counted.cues.counted = join(&before.cues.counted, &part);
            let told = slice(text, tokens, predicate(tokens, quantity));
            counted.measure = join(&before.measure, told);
        }
        (_, _, Some(range)) => {
            counted.cues.counted = words(tokens, range);
            slice(text, tokens, range).clone_into(&mut counted.measure);
        }
        _ => {}
    }
    if counted.whole.is_none()
        && let Some(before) = here
        && (is_included(tokens, quantity) || part_of_group(tokens, quantity))
    {
        counted.whole = Some(before.raw);
    }
    counted
}

/// "1,200 complaints about prison guards" → "complaints about prison guards": from the number's
/// noun to the verb, mark or time that ends it.
fn noun_phrase(tokens: &Tokens<'_>, quantity: &Quantity) -> (usize, usize) {
    let mut start = quantity.noun;
    if quantity.suffix.is_some() {
        start = quantity.after.saturating_sub(1);
    }
    let of = tokens.at(start) == "of"
        && !matches!(tokens.at(start + 1), "whom" | "which" | "them" | "these" | "those");
    start += usize::from(of);
    while matches!(
        tokens.at(start),
        "the"
            | "a"
            | "an"
            | "all"
            | "its"
            | "their"
            | "these"
            | "those"
            | "more"
            | "other"
            | "additional"
            | "his"
            | "her"
    ) {
        start += 1;
    }
    let mut end = start;
    while end < tokens.len() && end < start + LONGEST {
        let word = tokens.at(end);
        let mark = tokens.words.get(end).is_none_or(|w| w.is_mark())
            && !matches!(word, "'" | "\"" | "“" | "”" | "’" | "‘" | "/");
        let ends = LEXICON.finite.has(word)
            && !(word == "by" && end > start)
            && !(end > start && word == "in" && !is_time_next(tokens, end + 1));
        let number = end > start && word.starts_with(|c: char| c.is_ascii_digit());
        if mark || ends || number {
            break;
        }
        end += 1;
    }
    while end > start
        && matches!(
            tokens.at(end - 1),
            "and"
                | "or"
                | "of"
                | "the"
                | "a"
                | "an"
                | "for"
                | "with"
                | "against"
                | "about"
                | "had"
                | "been"
                | "in"
                | "by"
                | "also"
        )
    {
        end -= 1;
    }
    (start, end)
}

/// "in 2014", "in June", "in the first half": a time follows.
fn is_time_next(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    word.starts_with(|c: char| c.is_ascii_digit())
        || LEXICON.months.has(word)
        || (word == "the"
            && (LEXICON.time.has(tokens.at(at + 2))
                || matches!(
                    tokens.at(at + 1),
                    "first" | "last" | "past" | "previous" | "same" | "country"
                )))
}

/// "of whom 12 were minors" → "minors"; "47 were group protests" → "group protests"; the words after
/// the number, past the copula.
fn predicate(tokens: &Tokens<'_>, quantity: &Quantity) -> (usize, usize) {
    let mut start = quantity.noun;
    while matches!(
        tokens.at(start),
        "of" | "whom"
            | "which"
            | "them"
            | "these"
            | "those"
            | "were"
            | "was"
            | "are"
            | "is"
            | "had"
            | "have"
            | "been"
            | "the"
            | "a"
    ) {
        start += 1;
    }
    let end = (start..tokens.len().min(start + 10)).find(|at| {
        tokens.words.get(*at).is_none_or(|w| w.is_mark())
            || (*at > start && matches!(tokens.at(*at), "and" | "while" | "who" | "which"))
    });
    (start, end.unwrap_or(tokens.len().min(start + 10)))
}

/// "the number of stateless persons was 900", "complaints rose from 40 to 65": what stands before
/// the verb that the number completes.
fn subject(tokens: &Tokens<'_>, quantity: &Quantity) -> Option<(usize, usize)> {
    let verb = (1..=8).find(|back| {
        let word = tokens.before(quantity.first, *back);
        matches!(
            word,
            "was"
                | "were"
                | "is"
                | "are"
                | "be"
                | "reached"
                | "totaled"
                | "totalled"
                | "numbered"
                | "stood"
                | "exceeded"
                | "had"
                | "has"
                | "been"
                | "averaged"
                | "remained"
                | "hit"
                | "at"
        ) || LEXICON.change.has(word)
    })?;
    let end = quantity.first.checked_sub(verb)?;
    let floor = tokens.clause_start(end);
    let start = floor.max(end.saturating_sub(12));
    (end > start).then_some((start, end))
}

fn goes(tokens: &Tokens<'_>, quantity: &Quantity, named: bool, follows: bool) -> Goes {
    let tail = tokens.at(quantity.noun);
    let of_them = tail == "of"
        && matches!(
            tokens.at(quantity.noun + 1),
            "whom" | "which" | "them" | "these" | "those" | "the"
        );
    let whom_before = (1..=5).any(|back| {
        matches!(tokens.before(quantity.first, back), "whom" | "these" | "those" | "them")
    }) && (1..=6).any(|back| tokens.before(quantity.first, back) == "of");
    if follows && !named && is_compared(tokens, quantity) {
        return Goes::Compared;
    }
    if (of_them && tail_is_pronoun(tokens, quantity)) || whom_before {
        return Goes::Part;
    }
    let verb_next = matches!(
        tail,
        "were"
            | "was"
            | "had"
            | "have"
            | "are"
            | "is"
            | "received"
            | "died"
            | "remained"
            | "occurred"
            | "resulted"
            | "involved"
            | "related"
            | "did"
            | "took"
            | "led"
            | "ended"
            | "belonged"
            | "resulting"
            | "involving"
    );
    if !named && verb_next {
        return Goes::Part;
    }
    if !named
        && follows
        && matches!(
            tail,
            "in" | "by"
                | "during"
                | "for"
                | "to"
                | "on"
                | "at"
                | "from"
                | "."
                | ","
                | ")"
                | ";"
                | "as"
                | "through"
                | "and"
                | ""
        )
    {
        let compared = is_compared(tokens, quantity) || matches!(tail, "in" | "during");
        return if compared { Goes::Compared } else { Goes::Part };
    }
    if !named && !follows && matches!(tail, "in" | "during" | "for" | "." | "as") {
        return Goes::Compared;
    }
    Goes::Alone
}

fn tail_is_pronoun(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    tokens.at(quantity.noun + 1) != "the"
}

/// "compared with 31", "up from 12", "a decrease from 40", "than the 84".
fn is_compared(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    (1..=4).any(|back| {
        matches!(
            tokens.before(quantity.first, back),
            "compared" | "from" | "than" | "versus" | "against" | "with"
        )
    }) || (1..=2).any(|back| tokens.before(quantity.first, back) == "to")
        && (1..=12).any(|back| {
            tokens.before(quantity.first, back) == "from"
                || LEXICON.change.has(tokens.before(quantity.first, back))
        })
}

/// "There were 17 in 2010.", "Of these, 12 …": a sentence that goes on from the one before.
fn starts_over(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    quantity.first <= 6
        || (0..quantity.first.min(6))
            .any(|at| matches!(tokens.at(at), "these" | "those" | "them" | "whom"))
}

/// "12 were minors, and nine were women": parts in a row share one whole.
fn listed(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    (1..=3).any(|back| matches!(tokens.before(quantity.first, back), "," | "and" | ";"))
}

/// "including 19 officers".
fn is_included(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    (1..=4).any(|back| matches!(tokens.before(quantity.first, back), "including" | "among"))
}

/// "30 of 47 judges": the second number is the group, and the first its part; the part is found
/// from the group's place.
fn part_of_group(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    matches!(tokens.before(quantity.first, 1), "whom" | "which")
}

/// The clause around the number, with `#` in its place.
fn clause(tokens: &Tokens<'_>, quantity: &Quantity) -> String {
    let start = tokens.clause_start(quantity.first);
    let end = tokens.clause_end(quantity.after);
    marked(tokens, quantity, start, end)
}

/// Words of the sentence, lower case, with `#` for the number, marks left out.
fn marked(tokens: &Tokens<'_>, quantity: &Quantity, from: usize, to: usize) -> String {
    let mut out = String::with_capacity((to - from.min(to)) * 7);
    for at in from..to {
        let word = if at == quantity.first { "#" } else { tokens.at(at) };
        if at > quantity.first && at < quantity.after {
            continue;
        }
        let mark = tokens.words.get(at).is_none_or(|w| w.is_mark()) && word != "#";
        if !mark {
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

fn words(tokens: &Tokens<'_>, range: (usize, usize)) -> String {
    let part = tokens.lower.get(range.0..range.1).unwrap_or_default();
    let words = part.iter().filter(|word| word.starts_with(char::is_alphanumeric));
    let mut out = String::new();
    for word in words {
        let word = word
            .split_once('-')
            .filter(|(head, _)| {
                range.0 + 1 == range.1 && head.starts_with(|c: char| c.is_ascii_digit())
            })
            .map_or(word.as_str(), |(_, tail)| tail);
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn slice<'t>(text: &'t str, tokens: &Tokens<'_>, range: (usize, usize)) -> &'t str {
    let first = tokens.span(range.0);
    let last =
        range.1.checked_sub(1).filter(|last| *last >= range.0).and_then(|last| tokens.span(last));
    match (first, last) {
        (Some(first), Some(last)) => Span { start: first.start, end: last.end }.of(text),
        _ => "",
    }
}

fn join(whole: &str, part: &str) -> String {
    match (whole.is_empty(), part.is_empty()) {
        (true, _) => part.to_owned(),
        (_, true) => whole.to_owned(),
        _ => format!("{whole}: {part}"),
    }
}
