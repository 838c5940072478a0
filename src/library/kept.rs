//! A report that is kept in the cache: how its text and what was found in it are loaded again, and
//! made again where the cache has lost them.

use super::cache::{EntryRef, Key, Section, Shelf, catalogue_id};
use super::handle::{Lazy, Reach};
use super::{Fingerprint, FoundFile, Handle, Head, LoadedReport, Reader, analyse};
use crate::analysis::Analysis;
use crate::figures::Catalogue;
use crate::report::{CharIndex, Report};
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// The catalogue that indicators are assigned from now, for all who load or analyse reports.
#[derive(Debug, Default)]
pub struct InUse(Mutex<([u8; 32], Arc<Catalogue>)>);

impl InUse {
    /// This catalogue.
    pub fn new(catalogue: Arc<Catalogue>) -> Self {
        Self(Mutex::new((catalogue_id(&catalogue), catalogue)))
    }

    /// From now on this one.
    pub fn set(&self, catalogue: Arc<Catalogue>) {
        let known = (catalogue_id(&catalogue), catalogue);
        *self.lock() = known;
    }

    /// The catalogue, behind what it is known by.
    pub fn get(&self) -> ([u8; 32], Arc<Catalogue>) {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, ([u8; 32], Arc<Catalogue>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a file's reports are kept, and what they are made of.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) shelf: Arc<Shelf>,
    pub(super) reader: Arc<Reader>,
    pub(super) in_use: Arc<InUse>,
    pub(super) file: FoundFile,
    pub(super) contents: Fingerprint,
    pub(super) key: Key,
}

/// One of a file's reports.
#[derive(Clone, Debug)]
pub struct KeptReport {
    source: Arc<Source>,
    part: usize,
    head: Arc<Head>,
}

impl KeptReport {
    pub(super) fn new(source: &Arc<Source>, part: usize, head: Arc<Head>) -> Self {
        Self { source: Arc::clone(source), part, head }
    }

    /// The report as a handle: with what was found in it where its head says that it is analysed.
    /// `text` and `found` are what is in memory, to be let go of when they are kept.
    pub(super) fn handle(
        self,
        text: Option<Arc<LoadedReport>>,
        found: Option<Arc<Analysis>>,
    ) -> Handle {
        let (head, own) = (Arc::clone(&self.head), Arc::new(self));
        let of_text = Arc::clone(&own);
        let text = Lazy::new(text, move |reach| of_text.text(reach));
        let analysed = head.found.is_some();
        let of_found = Arc::clone(&own);
        let found = analysed.then(|| Lazy::new(found, move |reach| of_found.found(reach)));
        Handle::kept(head, text, found, own)
    }

    /// A section of what is kept of it.
    pub(super) fn section<T: DeserializeOwned>(&self, section: Section) -> Option<([u8; 32], T)> {
        self.source.shelf.cache().section(&self.source.key, self.part, section)
    }

    fn text(&self, reach: Reach) -> Option<Arc<LoadedReport>> {
        let kept = self.section::<Report>(Section::Text).map(|(_, report)| report);
        let report = kept.or_else(|| Some(self.again(reach)?.0))?;
        Some(Arc::new(LoadedReport {
            chars: CharIndex::new(&report.text),
            report,
            likeness: self.head.likeness.clone(),
            kept_as: self.head.kept_as,
        }))
    }

    fn found(&self, reach: Reach) -> Option<Arc<Analysis>> {
        let Some((assigned, mut analysis)) = self.section::<Analysis>(Section::Found) else {
            return self.again(reach)?.1.map(Arc::new);
        };
        let (now, catalogue) = self.source.in_use.get();
        if assigned != now {
            analysis.assign(&catalogue);
        }
        Some(Arc::new(analysis))
    }

    /// Reads the file anew, where `reach` goes so far and it is still the same, and keeps it.
    fn again(&self, reach: Reach) -> Option<(Report, Option<Analysis>)> {
        if reach == Reach::Cache {
            return None;
        }
        let Source { shelf, reader, in_use, file, contents, .. } = self.source.as_ref();
        let looked_at = SystemTime::now();
        let read = reader.read(file, "");
        if read.fingerprint != Some(*contents) {
            return None;
        }
        let (assigned, catalogue) = in_use.get();
        let found = |report: Report| {
            let mut analysis = analyse(&report);
            if let Some(analysis) = &mut analysis {
                analysis.assign(&catalogue);
            }
            let head = Head::of(&LoadedReport::new(report.clone()));
            (head.with_found(analysis.as_ref()), report, analysis)
        };
        let mut reports: Vec<_> = read.reports.ok()?.into_iter().map(found).collect();
        let parts = reports.iter().map(|(head, report, found)| (head, report, found.as_ref()));
        let entry = EntryRef { assigned, reports: parts.collect() };
        shelf.put(file, *contents, looked_at, |cache, key| cache.put(key, &entry));
        let there = self.part < reports.len();
        there.then(|| reports.swap_remove(self.part)).map(|(_, report, found)| (report, found))
    }
}
