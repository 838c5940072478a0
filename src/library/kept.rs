//! A report that is kept in the cache: how its text and what was found in it are loaded again, and
//! made again where the cache has lost them.

use super::cache::{Entry, Kept, Key, Section, Shelf, catalogue_id};
use super::handle::{Lazy, Reach};
use super::{Findings, Fingerprint, FoundFile, Handle, Head, LoadedReport, Reader, analyse};
use crate::analysis::Analysis;
use crate::figures::{Catalogue, ReportCues};
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
    /// What the indicators of the heads were assigned from.
    pub(super) assigned: [u8; 32],
}

/// One of a file's reports.
#[derive(Clone, Debug)]
pub(super) struct KeptReport {
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
        found: Option<(Arc<Analysis>, Arc<ReportCues>)>,
    ) -> Handle {
        let (head, own) = (Arc::clone(&self.head), Arc::new(self));
        let own = || Arc::clone(&own);
        let kept = own();
        let text = Lazy::new(text, move |reach| kept.text(reach));
        if head.found.is_none() {
            return Handle::kept((head, text), None);
        }
        let (analysis, cues) = found.unzip();
        let kept = own();
        let analysis = Lazy::new(analysis, move |reach| kept.found(reach));
        let kept = own();
        let cues = Lazy::new(cues, move |_| kept.section(Section::Cues).map(|(_, cues)| cues));
        let kept = own();
        let material = move |_| kept.section(Section::Material).map(|(_, material)| material);
        Handle::kept((head, text), Some((analysis, cues, Lazy::new(None, material))))
    }

    /// A section of what is kept of it, with what its indicators were assigned from.
    fn section<T: DeserializeOwned>(&self, section: Section) -> Option<([u8; 32], Arc<T>)> {
        let kept = self.source.shelf.cache().section(&self.source.key, self.part, section);
        kept.map(|(assigned, message)| (assigned, Arc::new(message)))
    }

    fn text(&self, reach: Reach) -> Option<Arc<LoadedReport>> {
        let cache = self.source.shelf.cache();
        let kept = cache.section::<Report>(&self.source.key, self.part, Section::Text);
        let report = kept.map(|(_, report)| report).or_else(|| Some(self.again(reach)?.0))?;
        Some(Arc::new(LoadedReport {
            chars: CharIndex::new(&report.text),
            report,
            likeness: self.head.likeness.clone(),
            kept_as: self.head.kept_as,
        }))
    }

    fn found(&self, reach: Reach) -> Option<Arc<Analysis>> {
        let (assigned, analysis) = match self.section::<Analysis>(Section::Found) {
            Some(kept) => kept,
            None => (self.source.in_use.get().0, Arc::new(self.again(reach)?.1?)),
        };
        // Another program may have assigned other indicators since, or the user has own ones now.
        let same = assigned == self.source.assigned;
        Some(if same { analysis } else { Arc::new(analysis.with_indicators(self.head.rows())) })
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
        let kept = |report: Report| {
            let mut head = Head::of(&LoadedReport::new(report.clone()));
            let found = analyse(&report).map(|(mut analysis, cues)| {
                analysis.assign(&cues, &catalogue);
                head.found = Some(Findings::of(&report, &analysis));
                (analysis, cues)
            });
            Kept { head, report, found }
        };
        let reports = read.reports.ok()?.into_iter().map(kept).collect();
        let mut entry = Entry { assigned, reports };
        shelf
            .put(file, *contents, looked_at, |cache, key| cache.put(key, &entry.written(assigned)));
        let there = self.part < entry.reports.len();
        let kept = there.then(|| entry.reports.swap_remove(self.part))?;
        Some((kept.report, kept.found.map(|(analysis, _)| analysis)))
    }
}
