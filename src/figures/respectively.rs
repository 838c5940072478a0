//! "In 2030 and 2031 the office opened 12 and 40 cases, respectively": two lists matched in order.
//!
//! In: the words and quantities of a sentence. Out: for each quantity of the list that
//! "respectively" closes, the member of the other list that it belongs to: a year, a thing counted
//! before, or the words of a subject or a place.

use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{Coverage, Period, Worded};
use crate::report::Span;
use jiff::civil::date;

/// What a number of such a list belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Partner {
    /// The year that it is of.
    Year(i16),
    /// The number of the list before, of which it tells the same for another time.
    Number(Span),
    /// The words that name whom or what it is of, as a range of indices, and whether they are the
    /// name of a place.
    Words(usize, usize, bool),
}

/// The partner of each quantity of the sentence that has one.
pub fn partners(tokens: &Tokens<'_>, quantities: &[Quantity]) -> Vec<(usize, Partner)> {
    let Some(close) = (0..tokens.len()).find(|at| tokens.at(*at) == "respectively") else {
        return Vec::new();
    };
    let list = list_before(tokens, quantities, close);
    let (Some(first), true) = (list.first(), list.len() > 1) else { return Vec::new() };
    let partners = years(tokens, quantities, &list)
        .or_else(|| numbers(tokens, quantities, &list))
        .or_else(|| words(tokens, quantities.get(*first)?.first, list.len()));
    list.into_iter().zip(partners.unwrap_or_default()).collect()
}

/// The indices of the numbers that stand in a row before the word at `close`, years aside.
fn list_before(tokens: &Tokens<'_>, quantities: &[Quantity], close: usize) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    for (index, quantity) in quantities.iter().enumerate().rev() {
        if quantity.first > close || quantity.looks_like_year() {
            continue;
        }
        let next = list.last().and_then(|next: &usize| quantities.get(*next));
        let in_row = next.is_none_or(|next| joined(tokens, quantity.after, next.first, 7));
        if !in_row {
            break;
        }
        list.push(index);
    }
    list.reverse();
    list
}

/// Whether "and" or a comma joins what ends at `from` to what begins at `to`.
fn joined(tokens: &Tokens<'_>, from: usize, to: usize, reach: usize) -> bool {
    let compared = ["compared", "from", "than", "to", "while", "versus"];
    to <= from + reach
        && tokens.any(from, to, &["and", ",", "or"])
        && !tokens.any(from, to, &compared)
}

/// "in 2030 and 2031".
fn years(tokens: &Tokens<'_>, all: &[Quantity], list: &[usize]) -> Option<Vec<Partner>> {
    let years: Vec<&Quantity> = all.iter().filter(|quantity| quantity.looks_like_year()).collect();
    let rows = years.windows(list.len()).find(|row| {
        let next_to = |pair: &[&Quantity]| match pair {
            [left, right] => joined(tokens, left.after, right.first, 3),
            _ => false,
        };
        row.windows(2).all(next_to)
    })?;
    let year = |quantity: &&Quantity| format!("{:.0}", quantity.value).parse().ok();
    rows.iter().map(|quantity| year(quantity).map(Partner::Year)).collect()
}

/// "28 fires and 93 thefts, compared with 20 and 92, respectively": each is of what its fellow in the
/// list before counts.
fn numbers(tokens: &Tokens<'_>, all: &[Quantity], list: &[usize]) -> Option<Vec<Partner>> {
    let first = all.get(*list.first()?)?.first;
    let compared = (1..=4).any(|back| {
        matches!(tokens.before(first, back), "compared" | "from" | "than" | "versus" | "to")
    });
    let end = *list.first()?;
    let start = end.checked_sub(list.len()).filter(|_| compared)?;
    let before = all.get(start..end)?;
    Some(before.iter().map(|quantity| Partner::Number(quantity.raw)).collect())
}

/// "Women and clerks held 40 and 60 percent": the names that "and" joins before the list.
fn words(tokens: &Tokens<'_>, first: usize, members: usize) -> Option<Vec<Partner>> {
    let floor = first.saturating_sub(16);
    let and = (floor..first).rev().find(|at| tokens.at(*at) == "and")?;
    let ends = |at: usize| {
        let word = tokens.at(at);
        LEXICON.finite.has(word)
            || LEXICON.tails.has(word)
            || LEXICON.totals.has(word)
            || LEXICON.state.has(word)
            || LEXICON.told.has(word)
            || LEXICON.dangling.has(word)
            || tokens.words.get(at).is_none_or(crate::language::Word::is_mark)
    };
    let right = (and + 1..first).find(|at| ends(*at) || tokens.at(*at).ends_with("ed"))?;
    let mut rows = vec![(and + 1, right)];
    let mut end = and - usize::from(and > 0 && tokens.before(and, 1) == ",");
    while rows.len() < members {
        let start = (floor..end).rev().find(|at| ends(*at)).map_or(floor, |at| at + 1);
        rows.push((start, end));
        end = start.saturating_sub(1);
    }
    rows.reverse();
    let named = rows.iter().all(|(from, to)| to > from && to - from <= 4);
    let lead = rows.first().map_or(0, |(from, _)| *from);
    let place = matches!(tokens.before(lead, 1), "in" | "at")
        && rows.iter().all(|(from, to)| (*from..*to).all(|at| tokens.capital(at)));
    named.then(|| rows.into_iter().map(|(from, to)| Partner::Words(from, to, place)).collect())
}

/// Gives the figure what its partner tells; `earlier` are the figures before it.
pub fn settle(
    figure: &mut Worded,
    partner: Partner,
    tokens: &Tokens<'_>,
    text: &str,
    earlier: &[Worded],
) {
    match partner {
        Partner::Year(year) => {
            figure.period = Period {
                start: Some(date(year, 1, 1)),
                end: Some(date(year, 12, 31)),
                coverage: Coverage::FullYear,
            };
        }
        Partner::Number(raw) => {
            if let Some(other) = earlier.iter().rev().find(|other| other.raw == raw) {
                figure.measure.clone_from(&other.measure);
                figure.cues.counted.clone_from(&other.cues.counted);
                figure.cues.clause.clone_from(&other.cues.clause);
                figure.kind = other.kind;
                figure.flow = other.flow;
            }
        }
        Partner::Words(from, to, place) => {
            let ends = (tokens.span(from), to.checked_sub(1).and_then(|last| tokens.span(last)));
            let (Some(first), Some(last)) = ends else { return };
            let name = Span { start: first.start, end: last.end }.of(text);
            if place {
                figure.place = Some(name.to_owned());
                return;
            }
            let lower: Vec<&str> = (from..to).map(|at| tokens.at(at)).collect();
            figure.measure = format!("{name}: {}", figure.measure);
            figure.cues.counted = format!("{} {}", lower.join(" "), figure.cues.counted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::context::Sentence;
    use crate::figures::quantity::quantities;
    use crate::language;

    fn found(text: &str) -> Vec<(String, String)> {
        let span = Span::new(0, text.len());
        let sentence = Sentence { span, words: language::words(text, span) };
        let tokens = Tokens::new(&sentence);
        let quantities = quantities(&tokens);
        let told = |partner: Partner| match partner {
            Partner::Year(year) => year.to_string(),
            Partner::Number(raw) => raw.of(text).to_owned(),
            Partner::Words(from, to, place) => {
                let words: Vec<&str> = (from..to).map(|at| tokens.at(at)).collect();
                format!("{}{}", if place { "in " } else { "" }, words.join(" "))
            }
        };
        partners(&tokens, &quantities)
            .into_iter()
            .map(|(index, partner)| (quantities[index].raw.of(text).to_owned(), told(partner)))
            .collect()
    }

    #[test]
    fn two_lists_are_matched_in_order() {
        let table: &[(&str, &[(&str, &str)])] = &[
            (
                "In 2030 and 2031 the office opened 12 and 40 cases, respectively.",
                &[("12", "2030"), ("40", "2031")],
            ),
            (
                "The office saw 12 fires and 40 thefts in 2030 and 2031, respectively.",
                &[("12", "2030"), ("40", "2031")],
            ),
            (
                "There were 28 fires and 93 thefts, compared with 20 and 92, respectively.",
                &[("20", "28"), ("92", "93")],
            ),
            (
                "Women and young clerks held 40 and 60 percent of posts, respectively.",
                &[("40", "women"), ("60", "young clerks")],
            ),
            (
                "Guards in Morav and Sorn held 40 and 60 clerks, respectively.",
                &[("40", "in morav"), ("60", "in sorn")],
            ),
            ("The office opened 12 and 40 cases.", &[]),
            ("He led the guard and the court, respectively, in 2030.", &[]),
        ];
        for (text, want) in table {
            let want: Vec<(String, String)> =
                want.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(found(text), want, "{text}");
        }
    }
}
