//! Reads and analyses files in the background.
//!
//! Its threads take jobs from one queue, the report in view first; what they find comes back over a
//! bounded channel, marked with the job's ticket. More jobs can be added at any time. Dropping the
//! loader, or stopping it, ends the threads after the file in hand.

use super::likeness::Likeness;
use super::{Fingerprint, FoundFile, Reader, analyse};
use crate::analysis::Analysis;
use crate::figures::Catalogue;
use crate::reading::ReadError;
use crate::report::{CharIndex, Report};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A report that has been read, with what its text is looked up by.
#[derive(Debug)]
pub struct LoadedReport {
    /// The report.
    pub report: Report,
    /// Counts of characters, for exports.
    pub chars: CharIndex,
    /// What its text is compared with others by.
    pub likeness: Likeness,
}

impl LoadedReport {
    /// A report with its counts and the sample of its text.
    pub fn new(report: Report) -> Self {
        let chars = CharIndex::new(&report.text);
        let likeness = Likeness::of(&report.text);
        Self { report, chars, likeness }
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
        reports: Vec<Arc<LoadedReport>>,
    },
    /// The analysis of one of the reports is ready, its indicators assigned.
    Analysed {
        /// The job.
        ticket: Ticket,
        /// Which of the job's reports.
        part: usize,
        /// What was found; nothing where the analysis failed inside the program.
        analysis: Option<Arc<Analysis>>,
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

#[derive(Debug, Default)]
struct Queue {
    jobs: VecDeque<Job>,
    stopped: bool,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    /// Rung when there is a job more, or none will come.
    bell: Condvar,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopped(&self) -> bool {
        self.queue().stopped
    }

    /// The next job, waited for; nothing when the work is stopped. `rest` is called before each
    /// wait.
    fn next(&self, rest: impl Fn()) -> Option<Job> {
        let mut queue = self.queue();
        loop {
            if queue.stopped {
                return None;
            }
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            rest();
            queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The threads that read one folder.
#[derive(Debug)]
pub struct Loader {
    shared: Arc<Shared>,
    results: Receiver<Loaded>,
}

impl Loader {
    /// Starts as many threads as there are processors, which read with `reader`. `wake` is called
    /// after each result, from one of them.
    pub fn start(
        reader: &Arc<Reader>,
        catalogue: &Arc<Catalogue>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let shared = Arc::new(Shared::default());
        let (send, results) = bounded(CHANNEL);
        let wake = Arc::new(wake);
        for number in 0..threads {
            let (shared, reader) = (Arc::clone(&shared), Arc::clone(reader));
            let (catalogue, wake) = (Arc::clone(catalogue), Arc::clone(&wake));
            let send = send.clone();
            let work = move || {
                let work = Work { shared: &shared, reader: &reader, catalogue: &catalogue };
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
        self.shared.queue().jobs.extend(jobs);
        self.shared.bell.notify_all();
    }

    /// The next result that is ready, if any.
    pub fn try_next(&self) -> Option<Loaded> {
        self.results.try_recv().ok()
    }

    /// Moves a job to the head of the queue, if it is still waiting.
    pub fn hurry(&self, ticket: Ticket) {
        let mut queue = self.shared.queue();
        if let Some(at) = queue.jobs.iter().position(|job| job.ticket == ticket)
            && let Some(job) = queue.jobs.remove(at)
        {
            queue.jobs.push_front(job);
        }
    }

    /// Ends the work after the files in hand. What is done stays done.
    pub fn stop(&self) {
        let mut queue = self.shared.queue();
        queue.stopped = true;
        queue.jobs.clear();
        drop(queue);
        self.shared.bell.notify_all();
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
    catalogue: &'a Catalogue,
}

impl Work<'_> {
    /// Does jobs until the work is stopped.
    fn all(&self, send: &Sender<Loaded>, wake: &dyn Fn()) {
        // Sending fails only when the loader is gone, and with it everyone who would care.
        let tell = |result| {
            let sent = send.send(result).is_ok();
            wake();
            sent && !self.shared.is_stopped()
        };
        while let Some(job) = self.shared.next(|| self.reader.rest()) {
            if !self.load(&job, &tell) {
                break;
            }
        }
        self.reader.rest();
    }

    /// Does one job. Returns whether to go on.
    fn load(&self, job: &Job, tell: &dyn Fn(Loaded) -> bool) -> bool {
        let ticket = job.ticket;
        let password = job.password.as_ref().map_or("", Password::reveal);
        let read = self.reader.read(&job.file, password);
        let fingerprint = read.fingerprint;
        let reports: Vec<_> = match read.reports {
            Ok(reports) => reports.into_iter().map(LoadedReport::new).map(Arc::new).collect(),
            Err(error) => return tell(Loaded::Failed { ticket, fingerprint, error }),
        };
        if !tell(Loaded::Read { ticket, fingerprint, reports: reports.clone() }) {
            return false;
        }
        reports.iter().enumerate().all(|(part, loaded)| {
            let analysis = analyse(&loaded.report).map(|mut analysis| {
                analysis.assign(self.catalogue);
                Arc::new(analysis)
            });
            tell(Loaded::Analysed { ticket, part, analysis })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let loader = Loader::start(&Arc::default(), &Arc::default(), || {});
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
