//! An index as it stands at one time: what stays searchable while it is written on.

use super::docs::Docs;
use super::fields::{Fields, Kept};
use super::looking::Looking;
use super::{About, Query};
use crate::library::cache::Key;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument};

/// From so many passages on, an index is searched by several threads.
const MANY: u32 = 20_000;

/// An index at one time.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    parts: Vec<Part>,
    places: HashMap<Key, Vec<Run>>,
}

/// Passages of one report, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    part: usize,
    docs: Range<u32>,
}

/// The reports of a part of an index, and the passages that each has there.
type Reports = Arc<Vec<(Key, Range<u32>)>>;

/// A part of an index, which the engine calls segment.
struct Part {
    number: SegmentId,
    reports: Reports,
}

/// What a search found in an index.
pub struct Answer {
    snapshot: Arc<Snapshot>,
    /// The passages, for each part.
    docs: Vec<Docs>,
}

impl Snapshot {
    /// What a searcher sees. What was known of its parts `before` is not looked up again.
    pub(super) fn new(
        searcher: Searcher,
        fields: Fields,
        before: Option<&Self>,
    ) -> tantivy::Result<Self> {
        let mut parts = Vec::new();
        let mut places: HashMap<Key, Vec<Run>> = HashMap::new();
        for (part, reader) in searcher.segment_readers().iter().enumerate() {
            let number = reader.segment_id();
            let known =
                before.and_then(|before| before.parts.iter().find(|part| part.number == number));
            let reports = match known {
                Some(known) => Arc::clone(&known.reports),
                None => Arc::new(reports_of(reader, fields)?),
            };
            // A report is removed with all its passages.
            for (key, docs) in reports.iter().filter(|(_, docs)| !reader.is_deleted(docs.start)) {
                places.entry(*key).or_default().push(Run { part, docs: docs.clone() });
            }
            parts.push(Part { number, reports });
        }
        Ok(Self { searcher, fields, parts, places })
    }

    /// Whether a report is in it.
    pub fn holds(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    /// The reports that are in it.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.places.keys()
    }

    /// The passages of these reports that a query holds for; nothing where the search was cancelled
    /// before its end.
    pub fn search(
        self: &Arc<Self>,
        query: &Query,
        reports: &[(Key, About)],
        cancelled: &AtomicBool,
    ) -> tantivy::Result<Option<Answer>> {
        let mut asked: Vec<Vec<(&About, Range<u32>)>> = vec![Vec::new(); self.parts.len()];
        for (key, about) in reports {
            for run in self.places.get(key).into_iter().flatten() {
                if let Some(asked) = asked.get_mut(run.part) {
                    asked.push((about, run.docs.clone()));
                }
            }
        }
        let found = Mutex::new(vec![Docs::default(); self.parts.len()]);
        let next = AtomicUsize::new(0);
        let work = || -> tantivy::Result<()> {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                let Some(asked) = asked.get(part) else { return Ok(()) };
                if cancelled.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let docs = self.search_part(part, query, asked)?;
                let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(place) = found.get_mut(part) {
                    *place = docs;
                }
            }
        };
        self.with_threads(&work)?;
        if cancelled.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let docs = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Some(Answer { snapshot: Arc::clone(self), docs }))
    }

    /// Does work that several threads may share.
    fn with_threads(&self, work: &(dyn Fn() -> tantivy::Result<()> + Sync)) -> tantivy::Result<()> {
        let passages: u32 =
            self.searcher.segment_readers().iter().map(SegmentReader::max_doc).sum();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let others = if passages < MANY { 0 } else { threads.min(self.parts.len()).max(1) - 1 };
        std::thread::scope(|scope| {
            let others: Vec<_> = (0..others).map(|_| scope.spawn(work)).collect();
            let own = work();
            others.into_iter().fold(own, |done, other| {
                let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                done.and(other)
            })
        })
    }

    fn search_part(
        &self,
        part: usize,
        query: &Query,
        asked: &[(&About, Range<u32>)],
    ) -> tantivy::Result<Docs> {
        let reader = self.searcher.segment_readers().get(part);
        let (Some(reader), Some(node)) = (reader, &query.node) else { return Ok(Docs::default()) };
        let mut within = Docs::none(reader.max_doc());
        for (_, docs) in asked {
            within.add_range(docs.clone());
        }
        if within.is_empty() {
            return Ok(within);
        }
        Looking::new(reader, self.fields, asked)?.find(node, &within)
    }

    fn passage(&self, part: usize, doc: u32) -> Option<Kept> {
        let address = DocAddress::new(u32::try_from(part).ok()?, doc);
        let document: tantivy::Result<TantivyDocument> = self.searcher.doc(address);
        match document {
            Ok(document) => self.fields.passage(&document),
            Err(error) => {
                tracing::warn!(%error, "a passage could not be read from the index");
                None
            }
        }
    }
}

impl Answer {
    /// How many passages of a report were found; nothing where it is not in the index.
    pub fn count(&self, report: &Key) -> Option<usize> {
        let is_there = self.snapshot.holds(report);
        is_there.then(|| self.of(report).map(|(docs, run)| docs.count(&run.docs)).sum())
    }

    /// The passages of a report that were found, from the `range.start`th to before the
    /// `range.end`th, in order.
    pub fn passages(&self, report: &Key, range: Range<usize>) -> Vec<Kept> {
        let all = self
            .of(report)
            .flat_map(|(docs, run)| docs.within(run.docs.clone()).map(move |doc| (run.part, doc)));
        let wanted = all.take(range.end).skip(range.start);
        wanted.filter_map(|(part, doc)| self.snapshot.passage(part, doc)).collect()
    }

    fn of(&self, report: &Key) -> impl Iterator<Item = (&Docs, &Run)> {
        let runs = self.snapshot.places.get(report).into_iter().flatten();
        runs.filter_map(|run| Some((self.docs.get(run.part)?, run)))
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

/// The reports of a part, and their passages.
fn reports_of(reader: &SegmentReader, fields: Fields) -> tantivy::Result<Vec<(Key, Range<u32>)>> {
    let keys = reader.inverted_index(fields.key)?;
    let mut reports = Vec::new();
    let mut stream = keys.terms().stream()?;
    while stream.advance() {
        let Some(key) = Key::from_bytes(stream.key()) else { continue };
        let info = stream.value();
        let mut docs = keys.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let (first, count) = (docs.doc(), docs.doc_freq());
        // Mostly its passages stand one after the other: then the last tells.
        let last = first.saturating_add(count.max(1) - 1);
        if first != TERMINATED && docs.seek(last) == last {
            let after = docs.advance();
            if after == TERMINATED {
                reports.push((key, first..last + 1));
            }
        }
    }
    reports.sort_by_key(|(_, docs)| docs.start);
    Ok(reports)
}
