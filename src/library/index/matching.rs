//! Looks whether a query holds for a passage, word by word: how reports are searched that are in no
//! index, and how the words that were found are marked in a text.

use super::query::{Form, Like, Near, Node, Query, Word, Words};
use super::words::{self, fold_into};
use super::{About, distance, standing};
use crate::entities::ReportIndex;
use crate::report::Span;
use std::collections::HashMap;

/// A query made ready for looking at many passages.
#[derive(Debug)]
pub struct Matcher<'a> {
    query: &'a Query,
    /// All words that are looked for, by number.
    wanted: Vec<&'a Word>,
    numbers: HashMap<&'a Word, usize>,
    /// The numbers of the words that must be the same, by their letters.
    same: HashMap<&'a str, usize>,
    /// The numbers of the others.
    like: Vec<usize>,
}

/// A passage, with what is known of where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Its words.
    pub text: &'a str,
    /// Where it stands in its report.
    pub span: Span,
    /// The titles of the sections around it.
    pub section: &'a str,
    /// Its report.
    pub about: &'a About,
}

/// Where the words that are looked for stand in a text.
#[derive(Debug, Default)]
struct Seen {
    /// For each wanted word, at which of the text's words it stands.
    places: Vec<Vec<u32>>,
    /// The text's words.
    words: Vec<Span>,
}

impl<'a> Matcher<'a> {
    /// A query made ready.
    pub fn new(query: &'a Query) -> Self {
        let (wanted, numbers) = (Vec::new(), HashMap::new());
        let (same, like) = (HashMap::new(), Vec::new());
        let mut matcher = Self { query, wanted, numbers, same, like };
        if let Some(node) = &query.node {
            matcher.want(node);
        }
        matcher
    }

    fn want(&mut self, node: &'a Node) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| self.want(node)),
            Node::Not(node) => self.want(node),
            Node::Words(words) | Node::Section(words) => self.want_words(words),
            Node::Forms(forms) => forms.iter().for_each(|form| self.want_words(&form.words)),
            Node::Report(_) | Node::Entity(_) | Node::Indicator(_) | Node::Places(_) => {}
        }
    }

    fn want_words(&mut self, words: &'a Words) {
        for word in &words.words {
            let number = self.wanted.len();
            if self.numbers.contains_key(word) {
                continue;
            }
            self.numbers.insert(word, number);
            self.wanted.push(word);
            match word.like {
                Like::Same => drop(self.same.insert(&word.letters, number)),
                Like::Prefix | Like::Fuzzy(_) => self.like.push(number),
            }
        }
    }

    /// Whether the query holds for a passage.
    pub fn holds(&self, place: &Place<'_>) -> bool {
        let Some(node) = &self.query.node else { return false };
        let seen = self.see(place.text);
        self.is(node, place, &seen)
    }

    fn is(&self, node: &Node, place: &Place<'_>, seen: &Seen) -> bool {
        match node {
            Node::And(nodes) => nodes.iter().all(|node| self.is(node, place, seen)),
            Node::Or(nodes) => nodes.iter().any(|node| self.is(node, place, seen)),
            Node::Not(node) => !self.is(node, place, seen),
            Node::Words(words) => self.stand(words, seen),
            Node::Section(words) => self.stand(words, &self.see(place.section)),
            Node::Report(what) => place.about.is(what),
            Node::Forms(forms) => {
                let is = |form: &Form| {
                    form.reports.contains(&place.about.report) && self.stand(&form.words, seen)
                };
                forms.iter().any(is)
            }
            Node::Places(places) => {
                let places = places.get(&place.about.report);
                places.is_some_and(|places| places.iter().any(|at| place.span.overlaps(*at)))
            }
            Node::Entity(_) | Node::Indicator(_) => false,
        }
    }

    fn stand(&self, words: &Words, seen: &Seen) -> bool {
        standing::stand(&self.places(words, seen), words.near)
    }

    /// For each of `words`, where it stands.
    fn places(&self, words: &Words, seen: &Seen) -> Vec<Vec<u32>> {
        let of_word = |word| {
            let number = self.numbers.get(word);
            number.and_then(|number| seen.places.get(*number)).cloned().unwrap_or_default()
        };
        words.words.iter().map(of_word).collect()
    }

    fn see(&self, text: &str) -> Seen {
        let mut seen = Seen { places: vec![Vec::new(); self.wanted.len()], words: Vec::new() };
        let mut folded = String::new();
        for (at, span) in (0_u32..).zip(words::Words::of(text)) {
            fold_into(span.of(text), &mut folded);
            let like = self.like.iter().filter(|number| {
                self.wanted.get(**number).is_some_and(|word| is_like(&folded, word))
            });
            for number in self.same.get(folded.as_str()).into_iter().chain(like) {
                if let Some(places) = seen.places.get_mut(*number) {
                    places.push(at);
                }
            }
            seen.words.push(span);
        }
        seen
    }

    /// The words of a text that a passage may have been found for, in order. Of names, those of the
    /// text's report, where that is told.
    pub fn marks(&self, text: &str, report: Option<ReportIndex>) -> Vec<Span> {
        let mut marks = Vec::new();
        if let Some(node) = &self.query.node {
            let seen = self.see(text);
            self.mark(node, report, &seen, &mut marks);
        }
        marks.sort_unstable();
        joined(marks)
    }

    /// As [`marks`](Self::marks), for a passage that stands there in its report: also the places in
    /// it that are told.
    pub fn passage_marks(&self, text: &str, at: Span, report: ReportIndex) -> Vec<Span> {
        let mut marks = self.marks(text, Some(report));
        let words = marks.len();
        if let Some(node) = &self.query.node {
            mark_places(node, report, at, &mut marks);
        }
        if marks.len() > words {
            marks.sort_unstable();
            marks = joined(marks);
        }
        marks
    }

    fn mark(&self, node: &Node, report: Option<ReportIndex>, seen: &Seen, marks: &mut Vec<Span>) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => {
                for node in nodes {
                    self.mark(node, report, seen, marks);
                }
            }
            Node::Words(words) => self.mark_words(words, seen, marks),
            Node::Forms(forms) => {
                let is_here = |form: &&Form| report.is_none_or(|at| form.reports.contains(&at));
                for form in forms.iter().filter(is_here) {
                    self.mark_words(&form.words, seen, marks);
                }
            }
            Node::Not(_)
            | Node::Section(_)
            | Node::Report(_)
            | Node::Places(_)
            | Node::Entity(_)
            | Node::Indicator(_) => {}
        }
    }

    fn mark_words(&self, words: &Words, seen: &Seen, marks: &mut Vec<Span>) {
        let word = |at: u32| seen.words.get(at as usize).copied();
        for time in standing::times(&self.places(words, seen), words.near) {
            let mut spans = time.iter().copied().filter_map(word);
            match words.near {
                Near::Within(_) => marks.extend(spans),
                Near::Phrase => {
                    let ends = spans.clone().next().zip(spans.next_back());
                    marks.extend(ends.map(|(first, last)| Span { start: first.start, ..last }));
                }
            }
        }
    }
}

/// Adds the places of a report that lie in the passage `at`, counted from its beginning.
fn mark_places(node: &Node, report: ReportIndex, at: Span, marks: &mut Vec<Span>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => {
            for node in nodes {
                mark_places(node, report, at, marks);
            }
        }
        Node::Places(places) => {
            let within =
                places.get(&report).into_iter().flatten().filter(|place| at.covers(**place));
            let start = at.start.get();
            marks.extend(
                within.map(|place| Span::new(place.start.get() - start, place.end.get() - start)),
            );
        }
        _ => {}
    }
}

/// Whether a folded word counts as this one.
pub(super) fn is_like(folded: &str, word: &Word) -> bool {
    match word.like {
        Like::Same => folded == word.letters,
        Like::Prefix => folded.starts_with(&word.letters),
        Like::Fuzzy(most) => distance::is_within(&word.letters, folded, most),
    }
}

/// Ranges in order, those that overlap as one.
fn joined(marks: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.last_mut().filter(|last| mark.start < last.end) {
            Some(last) => last.end = last.end.max(mark.end),
            None => joined.push(mark),
        }
    }
    joined
}
