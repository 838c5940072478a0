//! Finds the passages of a part of an index that a query holds for.
//!
//! Each part of a query makes a set of passages, never more than the set that it is asked for: what
//! stands beside a rare word is looked for only where the rare word stands.

use super::about::About;
use super::docs::Docs;
use super::fields::{END, Fields, START};
use super::query::{Form, Like, Near, Node, Words};
use super::{standing, terms};
use crate::report::Span;
use std::ops::Range;
use std::sync::Arc;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// A part of an index, made ready.
pub(super) struct Looking<'a> {
    reader: &'a SegmentReader,
    text: Arc<InvertedIndexReader>,
    section: Arc<InvertedIndexReader>,
    /// The reports that are searched, with their passages.
    reports: &'a [(&'a About, Range<u32>)],
}

impl<'a> Looking<'a> {
    pub(super) fn new(
        reader: &'a SegmentReader,
        fields: Fields,
        reports: &'a [(&'a About, Range<u32>)],
    ) -> tantivy::Result<Self> {
        let (text, section) =
            (reader.inverted_index(fields.text)?, reader.inverted_index(fields.section)?);
        Ok(Self { reader, text, section, reports })
    }

    /// Those of the passages `within` that are what `node` asks for.
    pub(super) fn find(&self, node: &Node, within: &Docs) -> tantivy::Result<Docs> {
        if within.is_empty() {
            return Ok(within.clone());
        }
        match node {
            Node::And(nodes) => {
                let mut nodes: Vec<&Node> = nodes.iter().collect();
                nodes.sort_by_key(|node| effort(node));
                let mut left = within.clone();
                for node in nodes {
                    left = self.find(node, &left)?;
                }
                Ok(left)
            }
            Node::Or(nodes) => {
                let mut found = self.none();
                for node in nodes {
                    found.join(&self.find(node, within)?);
                }
                Ok(found)
            }
            Node::Not(node) => {
                let mut left = within.clone();
                left.leave(&self.find(node, within)?);
                Ok(left)
            }
            Node::Words(words) => words_in(&self.text, words, within),
            Node::Section(words) => words_in(&self.section, words, within),
            Node::Report(what) => Ok(self.of_reports(within, |about| about.is(what))),
            Node::Forms(forms) => self.forms(forms, within),
            Node::Places(places) => {
                let mut found = self.none();
                for (about, docs) in self.reports {
                    for place in places.get(&about.report).into_iter().flatten() {
                        found.join(&self.places(docs, *place)?);
                    }
                }
                found.keep(within);
                Ok(found)
            }
            Node::Entity(_) | Node::Indicator(_) => Ok(self.none()),
        }
    }

    fn none(&self) -> Docs {
        Docs::none(self.reader.max_doc())
    }

    /// Those `within` that stand in a report that is this.
    fn of_reports(&self, within: &Docs, is: impl Fn(&About) -> bool) -> Docs {
        let mut found = self.none();
        for (_, docs) in self.reports.iter().filter(|(about, _)| is(about)) {
            found.add_range(docs.clone());
        }
        found.keep(within);
        found
    }

    fn forms(&self, forms: &[Form], within: &Docs) -> tantivy::Result<Docs> {
        let mut found = self.none();
        for form in forms {
            let here = self.of_reports(within, |about| form.reports.contains(&about.report));
            if !here.is_empty() {
                found.join(&words_in(&self.text, &form.words, &here)?);
            }
        }
        Ok(found)
    }

    /// The passages of a report, which are `docs`, that a place lies in.
    fn places(&self, docs: &Range<u32>, place: Span) -> tantivy::Result<Docs> {
        let starts = self.reader.fast_fields().u64(START)?;
        let ends = self.reader.fast_fields().u64(END)?;
        let start = |doc: u32| starts.first(doc).unwrap_or(0);
        let end = |doc: u32| ends.first(doc).unwrap_or(0);
        // They stand in order.
        let (mut low, mut high) = (docs.start, docs.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if start(middle) < place.end.get() as u64 { low = middle + 1 } else { high = middle }
        }
        let mut found = self.none();
        while low > docs.start && end(low - 1) > place.start.get() as u64 {
            low -= 1;
            found.add(low);
        }
        Ok(found)
    }
}

/// What takes less effort is looked for first.
fn effort(node: &Node) -> u8 {
    let of_words = |words: &Words| {
        let same = words.words.iter().all(|word| word.like == Like::Same);
        match (words.words.len(), same) {
            (1, true) => 1,
            (1, false) => 3,
            _ => 4,
        }
    };
    match node {
        Node::Report(_) | Node::Entity(_) | Node::Indicator(_) | Node::Places(_) => 0,
        Node::Words(words) => of_words(words),
        Node::Section(words) => of_words(words) + 1,
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().map(effort).max().unwrap_or(0),
        Node::Forms(_) => 5,
        Node::Not(node) => effort(node).max(6),
    }
}

/// Those `within` that hold these words.
fn words_in(index: &InvertedIndexReader, words: &Words, within: &Docs) -> tantivy::Result<Docs> {
    let mut left = within.clone();
    let mut infos = Vec::with_capacity(words.words.len());
    for word in &words.words {
        let like = terms::like(index.terms(), word)?;
        left.keep(&docs_of(index, &like, within.none_of_these())?);
        if left.is_empty() {
            return Ok(left);
        }
        infos.push(like);
    }
    if infos.len() > 1 {
        let cursors: tantivy::Result<Vec<Cursor>> =
            infos.iter().map(|infos| Cursor::new(index, infos, &left)).collect();
        left = standing_together(cursors?, words.near, &left);
    }
    Ok(left)
}

/// Those of `docs`, which hold all the words, where they stand as they should.
fn standing_together(mut cursors: Vec<Cursor>, near: Near, docs: &Docs) -> Docs {
    let mut found = docs.none_of_these();
    let mut places = vec![Vec::new(); cursors.len()];
    for doc in docs.iter() {
        for (cursor, places) in cursors.iter_mut().zip(&mut places) {
            cursor.places(doc, places);
        }
        if standing::stand(&places, near) {
            found.add(doc);
        }
    }
    found
}

/// Adds the passages that hold one of these words to `found`.
fn docs_of(
    index: &InvertedIndexReader,
    words: &[TermInfo],
    mut found: Docs,
) -> tantivy::Result<Docs> {
    let Some(first) = words.first() else { return Ok(found) };
    let mut postings = index.read_block_postings_from_terminfo(first, IndexRecordOption::Basic)?;
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            index.reset_block_postings_from_terminfo(word, &mut postings)?;
        }
        while postings.block_len() > 0 {
            postings.docs().iter().for_each(|doc| found.add(*doc));
            postings.advance();
        }
    }
    Ok(found)
}

/// Tells where a word stands in passages that are asked for in order.
enum Cursor {
    /// One word.
    One(Box<SegmentPostings>),
    /// Several that count as it: passage and place, in order.
    Many { places: Vec<(u32, u32)>, at: usize },
}

impl Cursor {
    /// A word's places in `docs`.
    fn new(index: &InvertedIndexReader, words: &[TermInfo], docs: &Docs) -> tantivy::Result<Self> {
        let read = |word| {
            index.read_postings_from_terminfo(word, IndexRecordOption::WithFreqsAndPositions)
        };
        if let [word] = words {
            return Ok(Self::One(Box::new(read(word)?)));
        }
        let mut places = Vec::new();
        let mut here = Vec::new();
        for word in words {
            let mut postings = read(word)?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if docs.holds(doc) {
                    postings.positions(&mut here);
                    places.extend(here.iter().map(|place| (doc, *place)));
                }
                postings.advance();
            }
        }
        places.sort_unstable();
        Ok(Self::Many { places, at: 0 })
    }

    /// Where the word stands in `doc`.
    fn places(&mut self, doc: u32, found: &mut Vec<u32>) {
        found.clear();
        match self {
            Self::One(postings) => {
                let there = postings.doc() >= doc || postings.seek(doc) == doc;
                if there && postings.doc() == doc {
                    postings.positions(found);
                }
            }
            Self::Many { places, at } => {
                while let Some((of, place)) = places.get(*at).filter(|(of, _)| *of <= doc) {
                    if *of == doc {
                        found.push(*place);
                    }
                    *at += 1;
                }
            }
        }
    }
}
