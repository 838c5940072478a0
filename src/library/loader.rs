//! Reads and analyses files in the background.
//!
//! Its threads take jobs from one queue, the report in view first; what they find comes back over a
//! bounded channel, marked with the job's ticket. More jobs can be added at any time. Dropping the
//! loader, or stopping it, ends the threads after the file in hand.

use super::cache::{Entry, EntryRef, Key, Shelf};
use super::likeness::Likeness;
use super::queue::Shared;
use super::{Fingerprint, FoundFile, Handle, Reader, analyse, background};
use crate::analysis::Analysis;
use crate::figures::Catalogue;
use crate::reading::ReadError;
use crate::report::{CharIndex, Report};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::sync::Arc;
use std::time::SystemTime;

/// A report that has been read, with what its text is looked up by.
#[derive(Debug)]
pub struct LoadedReport {
    /// The report.
    pub report: Report,
    /// Counts of characters, for exports.
    pub chars: CharIndex,
    /// What its text is compared with others by.
    pub likeness: Likeness,
    /// What it is known by in the cache; nothing where it is not to be kept.
    pub kept_as: Option<Key>,
}

impl LoadedReport {
    /// A report with its counts and the sample of its text.
    pub fn new(report: Report) -> Self {
        let likeness = Likeness::of(&report.text);
        Self::with(report, likeness, None)
    }

    fn with(report: Report, likeness: Likeness, kept_as: Option<Key>) -> Self {
        let chars = CharIndex::new(&report.text);
        Self { report, chars, likeness, kept_as }
    }
}

/// What a job is known by. A file that is to be read again gets a new one, so that a result that
/// comes late is known to be of the file as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// A file to read.
#[derive(Clone, Debug)]
pub struct Job {
    /// What its results will be marked with.
    pub ticket: Ticket,
    /// The file.
    pub file: FoundFile,
    /// The password that it is locked with, if the user has given one.
    pub password: Option<Password>,
}

/// A password that the user has given. It is kept for the session, and written and shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password as typed.
    pub fn new(typed: impl Into<String>) -> Self {
        Self(typed.into())
    }

    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What comes back of a job: first `Read` and then, for each of its reports, `Analysed`; or
/// `Failed` alone.
#[derive(Debug)]
pub enum Loaded {
    /// The file's reports can be read: one, or a volume and then its chapters.
    Read {
        /// The job.
        ticket: Ticket,
        /// What the file's contents are known by.
        fingerprint: Option<Fingerprint>,
        /// The reports.
        reports: Vec<Handle>,
    },
    /// The analysis of one of the reports is ready, its indicators assigned.
    Analysed {
        /// The job.
        ticket: Ticket,
        /// Which of the job's reports.
        part: usize,
        /// The report with what was found in it; nothing where the analysis failed inside the
        /// program.
        report: Option<Handle>,
        /// What its indicators were assigned from.
        catalogue: Arc<Catalogue>,
    },
    /// The file could not be read.
    Failed {
        /// The job.
        ticket: Ticket,
        /// What the file's contents are known by, where they could be looked at.
        fingerprint: Option<Fingerprint>,
        /// Why.
        error: ReadError,
    },
}

/// How many results may wait to be taken before the threads wait too.
const CHANNEL: usize = 256;

/// The threads that read one folder.
#[derive(Debug)]
pub struct Loader {
    shared: Arc<Shared>,
    results: Receiver<Loaded>,
}

impl Loader {
    /// Starts as many threads as there are processors, which read with `reader` what does not stand
    /// on the `shelf`. `wake` is called after each result, from one of them.
    pub fn start(
        reader: &Arc<Reader>,
        catalogue: &Arc<Catalogue>,
        shelf: Option<&Arc<Shelf>>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let shared = Arc::new(Shared::default());
        let (send, results) = bounded(CHANNEL);
        let wake = Arc::new(wake);
        shared.set_catalogue(Arc::clone(catalogue));
        for number in 0..threads {
            let (shared, reader, wake) =
                (Arc::clone(&shared), Arc::clone(reader), Arc::clone(&wake));
            let (send, shelf) = (send.clone(), shelf.cloned());
            let work = move || {
                let shelf = shelf.as_deref();
                let work = Work { shared: &shared, reader: &reader, shelf };
                work.all(&send, wake.as_ref());
            };
            let named = std::thread::Builder::new().name(format!("reader {number}"));
            let started = named.spawn(work);
            if let Err(error) = started {
                tracing::error!(%error, "a reading thread could not be started");
            }
        }
        Self { shared, results }
    }

    /// Reads these files too, after those that wait.
    pub fn add(&self, jobs: impl IntoIterator<Item = Job>) {
        self.shared.add(jobs);
    }

    /// Assigns indicators from this catalogue to what is analysed from now on.
    pub fn set_catalogue(&self, catalogue: &Arc<Catalogue>) {
        self.shared.set_catalogue(Arc::clone(catalogue));
    }

    /// The next result that is ready, if any.
    pub fn try_next(&self) -> Option<Loaded> {
        self.results.try_recv().ok()
    }

    /// Moves the job on this file to the head of the queue, if it is still waiting, and behind it
    /// those on files that belong to the same series, the nearest year first.
    pub fn hurry(&self, ticket: Ticket, file: &FoundFile) {
        self.shared.hurry(ticket, file);
    }

    /// Ends the work after the files in hand. What is done stays done.
    pub fn stop(&self) {
        self.shared.stop();
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What a thread works with.
struct Work<'a> {
    shared: &'a Shared,
    reader: &'a Reader,
    shelf: Option<&'a Shelf>,
}

impl Work<'_> {
    /// Does jobs until the work is stopped.
    fn all(&self, send: &Sender<Loaded>, wake: &dyn Fn()) {
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
        if let Some((contents, entry)) = shelf.and_then(|shelf| shelf.get(&job.file)) {
            return self.take_kept(job, contents, entry, tell);
        }
        let looked_at = SystemTime::now();
        let password = job.password.as_ref().map_or("", Password::reveal);
        let read = self.reader.read(&job.file, password);
        let fingerprint = read.fingerprint;
        let reports: Vec<_> = match read.reports {
            Ok(reports) => {
                let key = shelf.and(fingerprint).map(|contents| Key::new(&job.file, &contents));
                let loaded = |(part, report)| {
                    let mut loaded = LoadedReport::new(report);
                    loaded.kept_as = key.map(|key| key.part(part));
                    Arc::new(loaded)
                };
                reports.into_iter().enumerate().map(loaded).collect()
            }
            Err(error) => return tell(Loaded::Failed { ticket, fingerprint, error }),
        };
        let resident = |loaded: &Arc<LoadedReport>| Handle::resident(Arc::clone(loaded), None);
        let handles: Vec<Handle> = reports.iter().map(resident).collect();
        if !tell(Loaded::Read { ticket, fingerprint, reports: handles.clone() }) {
            return false;
        }
        let (assigned, catalogue) = self.shared.catalogue();
        let mut analyses = Vec::with_capacity(reports.len());
        let told = reports.iter().zip(&handles).enumerate().all(|(part, (loaded, handle))| {
            let found = analyse(&loaded.report).map(|(mut analysis, cues)| {
                analysis.assign(&cues, &catalogue);
                (Arc::new(analysis), cues)
            });
            analyses.push(found.as_ref().map(|(analysis, _)| Arc::clone(analysis)));
            let report = found
                .map(|(analysis, cues)| handle.with_resident(analysis).with_cues(Arc::new(cues)));
            tell(Loaded::Analysed { ticket, part, report, catalogue: Arc::clone(&catalogue) })
        });
        if let (Some(shelf), Some(contents)) = (shelf, fingerprint)
            && analyses.len() == reports.len()
        {
            let kept = reports.iter().zip(&analyses);
            let kept = kept.map(|(loaded, a)| (&loaded.report, &loaded.likeness, a.as_deref()));
            let entry = EntryRef { assigned, reports: kept.collect() };
            shelf.put(&job.file, contents, looked_at, &entry);
        }
        told
    }

    /// Tells what was kept of a file as if it had been read and analysed now. Returns whether to go
    /// on.
    fn take_kept(
        &self,
        job: &Job,
        contents: Fingerprint,
        entry: Entry,
        tell: &dyn Fn(Loaded) -> bool,
    ) -> bool {
        let (ticket, key) = (job.ticket, Key::new(&job.file, &contents));
        let (mut reports, mut analyses) = (Vec::new(), Vec::new());
        for (part, kept) in entry.reports.into_iter().enumerate() {
            let key = Some(key.part(part));
            let loaded = Arc::new(LoadedReport::with(kept.report, kept.likeness, key));
            reports.push(Handle::resident(loaded, None));
            analyses.push(kept.analysis);
        }
        if !tell(Loaded::Read { ticket, fingerprint: Some(contents), reports: reports.clone() }) {
            return false;
        }
        let (assigned, catalogue) = self.shared.catalogue();
        reports.iter().zip(analyses).enumerate().all(|(part, (report, analysis))| {
            let assign = |mut analysis: Analysis| {
                if entry.assigned != assigned
                    && let Some(cues) = report.cues()
                {
                    analysis.assign(&cues, &catalogue);
                }
                Arc::new(analysis)
            };
            let report = analysis.map(|analysis| report.with_resident(assign(analysis)));
            tell(Loaded::Analysed { ticket, part, report, catalogue: Arc::clone(&catalogue) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{cache, scan};
    use std::time::Duration;

    fn folder_of(count: usize) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..count {
            let text = format!("The court of Orvany heard {number} cases during the year.");
            std::fs::write(folder.path().join(format!("{number:03}.txt")), text).unwrap();
        }
        folder
    }

    fn start(folder: &std::path::Path) -> Loader {
        let files = scan(folder).unwrap().files;
        let loader = Loader::start(&Arc::default(), &Arc::default(), None, || {});
        loader.add((0..).map(Ticket).zip(files).map(|(ticket, file)| job(ticket, file)));
        loader
    }

    fn job(ticket: Ticket, file: FoundFile) -> Job {
        Job { ticket, file, password: None }
    }

    fn next(loader: &Loader) -> Option<Loaded> {
        loader.results.recv_timeout(Duration::from_mins(1)).ok()
    }

    #[test]
    fn every_file_is_read_and_analysed_once() {
        let folder = folder_of(20);
        std::fs::write(folder.path().join("empty.txt"), "").unwrap();
        let loader = start(folder.path());
        let (mut read, mut analysed, mut failed) = (0, 0, 0);
        for _ in 0..41 {
            match next(&loader).unwrap() {
                Loaded::Read { .. } => read += 1,
                Loaded::Analysed { .. } => analysed += 1,
                Loaded::Failed { .. } => failed += 1,
            }
        }
        assert_eq!((read, analysed, failed), (20, 20, 1));
        assert!(loader.try_next().is_none());
    }

    #[test]
    fn jobs_can_be_added_when_all_is_done() {
        let folder = folder_of(1);
        let loader = start(folder.path());
        while !matches!(next(&loader), Some(Loaded::Analysed { .. })) {}
        let file = scan(folder.path()).unwrap().files.remove(0);
        loader.add([job(Ticket(9), file)]);
        let again = next(&loader);
        assert!(matches!(again, Some(Loaded::Read { ticket: Ticket(9), .. })), "{again:?}");
    }

    /// What comes of the files of a folder, as they are told.
    fn told(folder: &std::path::Path, shelf: &Arc<Shelf>) -> Vec<String> {
        let catalogue = Arc::new(Catalogue::built_in());
        let loader = Loader::start(&Arc::default(), &catalogue, Some(shelf), || {});
        let files = scan(folder).unwrap().files;
        let count = files.len() * 2;
        loader.add((0..).map(Ticket).zip(files).map(|(ticket, file)| job(ticket, file)));
        let mut told: Vec<String> = (0..count)
            .map(|_| match next(&loader).unwrap() {
                Loaded::Read { ticket, fingerprint, reports } => {
                    let reports: Vec<_> = reports.iter().map(|one| one.loaded().unwrap()).collect();
                    let reports: Vec<_> = reports.iter().map(|one| &one.report).collect();
                    format!(
                        "{ticket:?} {fingerprint:?} {}",
                        serde_json::to_string(&reports).unwrap()
                    )
                }
                Loaded::Analysed { ticket, part, report, .. } => {
                    let analysis = report.unwrap().analysis().unwrap();
                    let analysis = serde_json::to_string(analysis.as_ref()).unwrap();
                    format!("{ticket:?} {part} {analysis}")
                }
                Loaded::Failed { error, .. } => panic!("{error}"),
            })
            .collect();
        told.sort();
        told
    }

    #[test]
    fn what_was_kept_is_told_as_what_is_found() {
        let cache = tempfile::tempdir().unwrap();
        let cache = Arc::new(cache::Cache::new(cache.path().to_owned(), cache::MOST));
        let folder = std::path::Path::new("assets/sample");
        let shelf = || Arc::new(Shelf::new(Arc::clone(&cache), folder));
        let first = told(folder, &shelf());
        // The entry is written after its results are told, and before a thread takes another job.
        let files = scan(folder).unwrap().files;
        let kept = |file: &FoundFile| shelf().get(file).is_some();
        while !files.iter().all(kept) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(told(folder, &shelf()), first);
    }

    #[test]
    fn a_stopped_loader_comes_to_an_end() {
        let folder = folder_of(600);
        let loader = start(folder.path());
        loader.stop();
        let mut results = 0;
        while loader.results.recv().is_ok() {
            results += 1;
        }
        assert!(results < 1200, "{results} results after the stop");
    }
}
