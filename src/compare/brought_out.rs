//! What coders look for in a change: numbers, names, hedges, weights of accusation, words of quantity.

use super::diff::Hunk;
use super::edition::{Edition, NameTold};
use super::scales::told;
use super::shifts::{shifts, span_of, stretch};
use super::words::{Token, joined};
use crate::report::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What kind of word changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A number or a date.
    Number,
    /// A person, court or organization.
    Name,
    /// A word that says how sure the report is ("allegedly").
    Hedge,
    /// A word that says how heavy or frequent what is told is ("numerous reports", "routinely").
    Weight,
    /// A word of quantity ("some", "many", "thousands").
    Quantity,
}

/// Where a change on a scale leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The later edition says less, or says it less surely.
    Softened,
    /// The later edition says more, or says it more surely.
    Hardened,
}

/// A change that coders look for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What kind of word changed.
    pub kind: ChangeKind,
    /// The words in the earlier edition, where it has some.
    pub before: Option<Span>,
    /// The words in the later edition, where it has some.
    pub after: Option<Span>,
    /// Where it leads, where a scale tells.
    pub direction: Option<Direction>,
}

/// A number or a name of a sentence.
#[derive(Clone, Debug)]
struct Item {
    span: Span,
    /// What tells whether it is the same on the other side.
    key: u64,
    /// Another thing that tells so: of a name, the entity that it names.
    other_key: u64,
    /// Numbers of different sorts (a count, a year, a day) do not stand for each other.
    sort: Sort,
    /// The difference that it stands in; `None` where its words did not change.
    hunk: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// A number that the analysis read.
    Count,
    /// A year.
    Year,
    /// Any other digits: a day, an article.
    Digits,
    /// A name.
    Name,
}

/// What of a rewording coders look for, in the order of the later edition.
pub(super) fn changes(
    (before, left): (&Edition, &[Token]),
    (after, right): (&Edition, &[Token]),
    hunks: &[Hunk],
) -> Vec<Change> {
    let before_hunks: Vec<Range<usize>> = hunks.iter().map(|hunk| hunk.before.clone()).collect();
    let after_hunks: Vec<Range<usize>> = hunks.iter().map(|hunk| hunk.after.clone()).collect();
    let mut found = paired(
        ChangeKind::Number,
        numbers(before, left, &before_hunks),
        numbers(after, right, &after_hunks),
    );
    found.extend(paired(
        ChangeKind::Name,
        names(before, left, &before_hunks),
        names(after, right, &after_hunks),
    ));
    found.extend(shifts(left, right, hunks));
    found
        .sort_by_key(|change| (change.after.or(change.before).map(|span| span.start), change.kind));
    found
}

/// Everything that coders look for in a sentence that only one edition has.
pub(super) fn all_of(edition: &Edition, words: &[Token], later: bool) -> Vec<Change> {
    let whole = 0..words.len();
    let whole = std::slice::from_ref(&whole);
    let one = |kind: ChangeKind, span: Span| Change {
        kind,
        before: (!later).then_some(span),
        after: later.then_some(span),
        direction: None,
    };
    let numbers = numbers(edition, words, whole).into_iter();
    let numbers = numbers.map(|item| one(ChangeKind::Number, item.span));
    let names = names(edition, words, whole).into_iter();
    let names = names.map(|item| one(ChangeKind::Name, item.span));
    let phrases = told(words).into_iter();
    let phrases = phrases.filter_map(|told| Some(one(told.kind()?, span_of(words, &told)?)));
    let mut found: Vec<Change> = numbers.chain(names).chain(phrases).collect();
    found
        .sort_by_key(|change| (change.after.or(change.before).map(|span| span.start), change.kind));
    found
}

/// The tokens that a span holds a part of.
fn tokens_at(words: &[Token], span: Span) -> Range<usize> {
    let start = words.partition_point(|token| token.span.end <= span.start);
    let end = words.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}

fn hunk_at(hunks: &[Range<usize>], at: &Range<usize>) -> Option<usize> {
    hunks.iter().position(|hunk| hunk.start < at.end && at.start < hunk.end)
}

/// The numbers of a sentence: those that the analysis read, then the dates and whatever else has
/// digits.
fn numbers(edition: &Edition, words: &[Token], hunks: &[Range<usize>]) -> Vec<Item> {
    let Some(whole) = stretch(words) else { return Vec::new() };
    let first = edition.numbers.partition_point(|number| number.span.end <= whole.start);
    let read = edition.numbers.iter().skip(first);
    let read = read.take_while(|number| number.span.start < whole.end);
    let mut items: Vec<Item> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for number in read {
        let at = tokens_at(words, number.span);
        taken.extend(at.clone());
        items.push(Item {
            span: number.span,
            key: number.says,
            other_key: number.says,
            sort: Sort::Count,
            hunk: hunk_at(hunks, &at),
        });
    }
    for (at, token) in words.iter().enumerate() {
        if token.number && !taken.contains(&at) {
            let hunk = hunk_at(hunks, &(at..at + 1));
            let sort = if token.year { Sort::Year } else { Sort::Digits };
            let (span, key) = (token.span, token.word);
            items.push(Item { span, key, other_key: key, sort, hunk });
        }
    }
    items.sort_by_key(|item| item.span.start);
    items
}

/// The names of a sentence.
fn names(edition: &Edition, words: &[Token], hunks: &[Range<usize>]) -> Vec<Item> {
    let Some(whole) = stretch(words) else { return Vec::new() };
    let first = edition.names.partition_point(|name| name.span.end <= whole.start);
    let named = edition.names.iter().skip(first).take_while(|name| name.span.start < whole.end);
    let item = |name: &NameTold| {
        let at = tokens_at(words, name.span);
        let own = words.get(at.clone()).unwrap_or_default();
        let key = own.iter().fold(0, |key, token| joined(key, token.word));
        let hunk = hunk_at(hunks, &at);
        let (span, other_key) = (name.span, name.entity);
        Item { span, key, other_key, sort: Sort::Name, hunk }
    };
    named.map(item).collect()
}

/// Pairs what stands in the same difference; what both sides have is no change.
fn paired(kind: ChangeKind, before: Vec<Item>, mut after: Vec<Item>) -> Vec<Change> {
    let mut left: Vec<Item> = Vec::new();
    for item in before {
        match after
            .iter()
            .position(|other| other.key == item.key || other.other_key == item.other_key)
        {
            Some(same) => drop(after.remove(same)),
            None => left.push(item),
        }
    }
    left.retain(|item| item.hunk.is_some());
    after.retain(|item| item.hunk.is_some());
    let mut found = Vec::new();
    for item in left {
        let other =
            after.iter().position(|other| (other.hunk, other.sort) == (item.hunk, item.sort));
        let other = other.map(|at| after.remove(at));
        found.push(Change {
            kind,
            before: Some(item.span),
            after: other.map(|other| other.span),
            direction: None,
        });
    }
    found.extend(after.into_iter().map(|item| Change {
        kind,
        before: None,
        after: Some(item.span),
        direction: None,
    }));
    found
}

impl Direction {
    /// The other way.
    pub(super) fn back(self) -> Self {
        match self {
            Self::Softened => Self::Hardened,
            Self::Hardened => Self::Softened,
        }
    }
}
