//! Reads and analyses the files of a folder in the background.
//!
//! Workers take files from one queue, the report in view first; what they find comes back over a
//! bounded channel. Dropping the loader, or stopping it, ends the workers after the file in hand.

use super::{FoundFile, analyse, read_file};
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::reading::ReadError;
use crate::report::{CharIndex, Report};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A report that has been read, with what its text is looked up by.
#[derive(Debug)]
pub struct LoadedReport {
    /// The report.
    pub report: Report,
    /// Counts of characters, for exports.
    pub chars: CharIndex,
}

/// What a worker sends back.
#[derive(Debug)]
pub enum Loaded {
    /// A report can be read.
    Read(ReportIndex, Arc<LoadedReport>),
    /// A report's analysis is ready, its indicators assigned.
    Analysed(ReportIndex, Arc<Analysis>),
    /// A file could not be read, or its analysis failed inside the program.
    Failed(ReportIndex, ReadError),
}

/// How many results may wait to be taken before the workers wait too.
const CHANNEL: usize = 256;

#[derive(Debug)]
struct Shared {
    queue: Mutex<VecDeque<(ReportIndex, FoundFile)>>,
    stopped: AtomicBool,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, VecDeque<(ReportIndex, FoundFile)>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The workers on one folder.
#[derive(Debug)]
pub struct Loader {
    shared: Arc<Shared>,
    results: Receiver<Loaded>,
}

impl Loader {
    /// Starts reading `files` on as many threads as there are processors. `wake` is called after
    /// each result, from a worker's thread.
    pub fn start(
        files: Vec<(ReportIndex, FoundFile)>,
        catalogue: &Arc<Catalogue>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(files.len());
        let shared =
            Arc::new(Shared { queue: Mutex::new(files.into()), stopped: AtomicBool::new(false) });
        let (send, results) = bounded(CHANNEL);
        let wake = Arc::new(wake);
        for number in 0..workers {
            let shared = Arc::clone(&shared);
            let catalogue = Arc::clone(catalogue);
            let send = send.clone();
            let wake = Arc::clone(&wake);
            let named = std::thread::Builder::new().name(format!("reader {number}"));
            let started = named.spawn(move || work(&shared, &catalogue, &send, wake.as_ref()));
            if let Err(error) = started {
                tracing::error!(%error, "a worker could not be started");
            }
        }
        Self { shared, results }
    }

    /// The next result that is ready, if any.
    pub fn try_next(&self) -> Option<Loaded> {
        self.results.try_recv().ok()
    }

    /// Waits for the next result; nothing when all is done or stopped.
    pub fn wait_next(&self) -> Option<Loaded> {
        self.results.recv().ok()
    }

    /// Moves a report to the head of the queue, if it is still waiting.
    pub fn hurry(&self, index: ReportIndex) {
        let mut queue = self.shared.queue();
        if let Some(at) = queue.iter().position(|(waiting, _)| *waiting == index)
            && let Some(job) = queue.remove(at)
        {
            queue.push_front(job);
        }
    }

    /// Ends the work after the files in hand. What is done stays done.
    pub fn stop(&self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        self.shared.queue().clear();
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.stop();
    }
}

fn work(shared: &Shared, catalogue: &Catalogue, send: &Sender<Loaded>, wake: &dyn Fn()) {
    let stopped = || shared.stopped.load(Ordering::Relaxed);
    // Sending fails only when the loader is gone, and with it everyone who would care.
    let tell = |result| {
        let sent = send.send(result).is_ok();
        wake();
        sent && !stopped()
    };
    loop {
        let job = shared.queue().pop_front();
        let Some((index, file)) = job else { return };
        let report = match read_file(&file.path, &file.name) {
            Ok(report) => report,
            Err(error) => {
                if !tell(Loaded::Failed(index, error)) {
                    return;
                }
                continue;
            }
        };
        let chars = CharIndex::new(&report.text);
        let loaded = Arc::new(LoadedReport { report, chars });
        if !tell(Loaded::Read(index, Arc::clone(&loaded))) {
            return;
        }
        let result = match analyse(&loaded.report) {
            Some(mut analysis) => {
                catalogue.assign(&mut analysis.figures);
                Loaded::Analysed(index, Arc::new(analysis))
            }
            None => Loaded::Failed(index, ReadError::Internal),
        };
        if !tell(result) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::scan;

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
        let indexed = (0..).map(ReportIndex).zip(files).collect();
        Loader::start(indexed, &Arc::default(), || {})
    }

    #[test]
    fn every_file_is_read_and_analysed_once() {
        let folder = folder_of(20);
        std::fs::write(folder.path().join("empty.txt"), "").unwrap();
        let loader = start(folder.path());
        let (mut read, mut analysed, mut failed) = (0, 0, 0);
        while let Some(result) = loader.wait_next() {
            match result {
                Loaded::Read(..) => read += 1,
                Loaded::Analysed(..) => analysed += 1,
                Loaded::Failed(..) => failed += 1,
            }
        }
        assert_eq!((read, analysed, failed), (20, 20, 1));
    }

    #[test]
    fn a_stopped_loader_comes_to_an_end() {
        let folder = folder_of(600);
        let loader = start(folder.path());
        loader.stop();
        let mut results = 0;
        while loader.wait_next().is_some() {
            results += 1;
        }
        assert!(results < 1200, "{results} results after the stop");
    }
}
