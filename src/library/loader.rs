//! Reads and analyses files in the background.
//!
//! Its threads take jobs from one queue, the report in view first; what they find comes back over a
//! bounded channel, marked with the job's ticket. More jobs can be added at any time. Dropping the
//! loader, or stopping it, ends the threads after the file in hand.

use super::cache::{Key, Shelf};
use super::kept::InUse;
use super::likeness::Likeness;
use super::queue::Shared;
use super::work::Work;
use super::{Fingerprint, FoundFile, Handle, Reader};
use crate::figures::Catalogue;
use crate::reading::ReadError;
use crate::report::{CharIndex, Report};
use crossbeam_channel::{Receiver, bounded};
use std::sync::Arc;

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
        let chars = CharIndex::new(&report.text);
        Self { report, chars, likeness, kept_as: None }
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
    /// on the `shelf`, and assign indicators from the catalogue `in_use`. `wake` is called after each
    /// result, from one of them.
    pub fn start(
        reader: &Arc<Reader>,
        in_use: &Arc<InUse>,
        shelf: Option<&Arc<Shelf>>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let shared = Arc::new(Shared::default());
        let (send, results) = bounded(CHANNEL);
        let wake = Arc::new(wake);
        for number in 0..threads {
            let (shared, reader, wake) =
                (Arc::clone(&shared), Arc::clone(reader), Arc::clone(&wake));
            let (send, shelf, in_use) = (send.clone(), shelf.cloned(), Arc::clone(in_use));
            let work = move || {
                let shelf = shelf.as_ref();
                let work = Work { shared: &shared, reader: &reader, in_use: &in_use, shelf };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::cache::{Cache, MOST};
    use crate::library::scan;
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
        let in_use = Arc::new(InUse::new(Arc::new(Catalogue::built_in())));
        let loader = Loader::start(&Arc::default(), &in_use, Some(shelf), || {});
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
        let cache = Arc::new(Cache::new(cache.path().to_owned(), MOST));
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
