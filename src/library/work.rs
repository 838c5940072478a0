//! What each of the loader's threads does with a file: takes what is kept of it, or reads it,
//! analyses its reports and has that kept.

use super::cache::{Cache, EntryRef, Heads, Key, PartRef, Shelf};
use super::kept::{InUse, KeptReport, Source};
use super::loader::{Job, Loaded, LoadedReport, Password};
use super::queue::Shared;
use super::{Findings, Fingerprint, Handle, Head, Reader, analyse, background};
use crate::analysis::Analysis;
use crate::figures::ReportCues;
use crate::reading::ReadError;
use crate::report::Report;
use crossbeam_channel::Sender;
use std::sync::Arc;
use std::time::SystemTime;

/// What a thread works with.
pub(super) struct Work<'a> {
    pub(super) shared: &'a Shared,
    pub(super) reader: &'a Arc<Reader>,
    pub(super) in_use: &'a Arc<InUse>,
    pub(super) shelf: Option<&'a Arc<Shelf>>,
}

impl Work<'_> {
    /// Does jobs until the work is stopped.
    pub(super) fn all(&self, send: &Sender<Loaded>, wake: &dyn Fn()) {
        background::step_back();
        // Sending fails only when the loader is gone, and with it everyone who would care.
        let tell = |result| {
            let sent = send.send(result).is_ok();
            wake();
            sent && !self.shared.is_stopped()
        };
        while let Some(job) = self.shared.next(|| self.rest()) {
            if !self.load(&job, &tell) {
                break;
            }
        }
        self.rest();
    }

    /// There is nothing to do for now.
    fn rest(&self) {
        self.reader.rest();
        if let Some(shelf) = self.shelf {
            shelf.rest();
        }
    }

    /// Does one job. Returns whether to go on.
    fn load(&self, job: &Job, tell: &dyn Fn(Loaded) -> bool) -> bool {
        let ticket = job.ticket;
        // What is locked is not kept: its text would lie open in the cache.
        let shelf = self.shelf.filter(|_| job.password.is_none());
        if let Some((contents, heads)) = shelf.and_then(|shelf| shelf.get(&job.file)) {
            return self.take_kept(job, contents, heads, tell);
        }
        let looked_at = SystemTime::now();
        let password = job.password.as_ref().map_or("", Password::reveal);
        let read = self.reader.read(&job.file, password);
        let fingerprint = read.fingerprint;
        let known = shelf.zip(fingerprint);
        let reports = match read.reports {
            Ok(reports) => reports,
            Err(error) => {
                if let Some((shelf, contents)) = known.filter(|_| stays(&error)) {
                    let put = |cache: &Cache, key: &Key| cache.put_failure(key, &error);
                    shelf.put(&job.file, contents, looked_at, put);
                }
                return tell(Loaded::Failed { ticket, fingerprint, error });
            }
        };
        let source = fingerprint.and_then(|contents| self.source(job, contents));
        let source = source.as_ref();
        let mut reports: Vec<InHand> = reports
            .into_iter()
            .enumerate()
            .map(|(part, report)| InHand::new(part, report, source))
            .collect();
        let handles = reports.iter_mut().map(|report| report.handle(source)).collect();
        if !tell(Loaded::Read { ticket, fingerprint, reports: handles }) {
            return false;
        }
        let (assigned, catalogue) = self.in_use.get();
        let mut goes_on = true;
        for report in &mut reports {
            if !goes_on {
                return false;
            }
            report.found = analyse(&report.loaded.report).map(|(mut analysis, cues)| {
                analysis.assign(&cues, &catalogue);
                (Arc::new(analysis), Arc::new(cues))
            });
            let handle = report.found.is_some().then(|| report.handle(source));
            let (part, catalogue) = (report.part, Arc::clone(&catalogue));
            goes_on = tell(Loaded::Analysed { ticket, part, report: handle, catalogue });
        }
        if let Some((shelf, contents)) = known {
            let entry =
                EntryRef { assigned, reports: reports.iter().map(InHand::written).collect() };
            let put = |cache: &Cache, key: &Key| cache.put(key, &entry);
            if shelf.put(&job.file, contents, looked_at, put) {
                reports.iter().flat_map(|report| &report.handles).for_each(Handle::let_go);
            }
        }
        goes_on
    }

    /// Where what is read of a file is kept.
    fn source(&self, job: &Job, contents: Fingerprint) -> Option<Arc<Source>> {
        let shelf = self.shelf.filter(|_| job.password.is_none())?;
        Some(Arc::new(Source {
            shelf: Arc::clone(shelf),
            reader: Arc::clone(self.reader),
            in_use: Arc::clone(self.in_use),
            file: job.file.clone(),
            contents,
            key: Key::new(&job.file, &contents),
            assigned: self.in_use.get().0,
        }))
    }

    /// Tells what was kept of a file as if it had been read and analysed now; only what its
    /// entry begins with is read for that. Returns whether to go on.
    fn take_kept(
        &self,
        job: &Job,
        contents: Fingerprint,
        heads: Heads,
        tell: &dyn Fn(Loaded) -> bool,
    ) -> bool {
        let (ticket, fingerprint) = (job.ticket, Some(contents));
        let Some(source) = self.source(job, contents) else { return true };
        let (_, catalogue) = self.in_use.get();
        let heads = match heads.reports {
            Ok(of_others) if heads.assigned != source.assigned => {
                self.assign_kept(&source).unwrap_or(of_others)
            }
            Ok(heads) => heads,
            Err(error) => return tell(Loaded::Failed { ticket, fingerprint, error }),
        };
        let handle = |(part, head): (usize, Head)| {
            KeptReport::new(&source, part, Arc::new(head)).handle(None, None)
        };
        let reports: Vec<Handle> = heads.into_iter().enumerate().map(handle).collect();
        if !tell(Loaded::Read { ticket, fingerprint, reports: reports.clone() }) {
            return false;
        }
        reports.into_iter().enumerate().all(|(part, report)| {
            let (report, catalogue) = (Some(report), Arc::clone(&catalogue));
            let report = report.filter(Handle::is_analysed);
            tell(Loaded::Analysed { ticket, part, report, catalogue })
        })
    }

    /// Assigns the indicators of what is kept of a file from the catalogue in use, and keeps that
    /// in place of what others assigned.
    fn assign_kept(&self, source: &Source) -> Option<Vec<Head>> {
        let cache = source.shelf.cache();
        let mut entry = cache.get(&source.key)?;
        let (assigned, catalogue) = self.in_use.get();
        for kept in &mut entry.reports {
            if let Some((analysis, cues)) = &mut kept.found {
                analysis.assign(cues, &catalogue);
                kept.head.found = Some(Findings::of(&kept.report, analysis));
            }
        }
        cache.put(&source.key, &entry.written(assigned));
        Some(entry.reports.into_iter().map(|kept| kept.head).collect())
    }
}

/// Whether a file with the same contents will always fail in this way.
fn stays(error: &ReadError) -> bool {
    match error {
        ReadError::Empty
        | ReadError::NotAReport(_)
        | ReadError::TooLarge { .. }
        | ReadError::Damaged(_)
        | ReadError::TooDeep(_)
        | ReadError::NoText(_)
        | ReadError::LockedOffice => true,
        ReadError::Io(_)
        | ReadError::Encrypted
        | ReadError::WrongPassword
        | ReadError::TooSlow { .. }
        | ReadError::TooHungry { .. }
        | ReadError::Internal => false,
    }
}

/// A report while its file is in hand.
struct InHand {
    part: usize,
    head: Arc<Head>,
    loaded: Arc<LoadedReport>,
    found: Option<(Arc<Analysis>, Arc<ReportCues>)>,
    /// All that was told of it.
    handles: Vec<Handle>,
}

impl InHand {
    fn new(part: usize, report: Report, source: Option<&Arc<Source>>) -> Self {
        let mut loaded = LoadedReport::new(report);
        loaded.kept_as = source.map(|source| source.key.part(part));
        let (head, loaded) = (Arc::new(Head::of(&loaded)), Arc::new(loaded));
        Self { part, head, loaded, found: None, handles: Vec::new() }
    }

    /// The report as it is by now, told to others.
    fn handle(&mut self, source: Option<&Arc<Source>>) -> Handle {
        let text = Arc::clone(&self.loaded);
        if let Some((analysis, _)) = &self.found {
            let found = Some(Findings::of(&text.report, analysis));
            self.head = Arc::new(Head { found, ..self.head.as_ref().clone() });
        }
        let handle = match source {
            None => {
                let handle = Handle::resident(text, None);
                match self.found.clone() {
                    Some((analysis, cues)) => handle.with_resident(analysis).with_cues(cues),
                    None => handle,
                }
            }
            Some(source) => {
                let kept = KeptReport::new(source, self.part, Arc::clone(&self.head));
                let before = self.handles.first().map(Handle::text).cloned();
                kept.handle(Some(text), self.found.clone()).with_text(before)
            }
        };
        self.handles.push(handle.clone());
        handle
    }

    fn written(&self) -> PartRef<'_> {
        let found = self.found.as_ref();
        PartRef {
            head: &self.head,
            report: &self.loaded.report,
            found: found.map(|(analysis, cues)| (analysis.as_ref(), cues.as_ref())),
        }
    }
}
