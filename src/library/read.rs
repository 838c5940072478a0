//! Reads one file from the disk: its reports, or why there are none.
//!
//! Plain text is read where one is; formats whose readers can hang or crash are read in a worker,
//! where there are workers.

use super::FoundFile;
use super::fingerprint::Fingerprint;
use super::pictures::{InProcess, PageSource};
use super::workers::{PageWorker, Program, TimeLimit, Workers};
use crate::reading::{self, BEGINNING, ReadError, volume};
use crate::report::{DocumentName, Format, Report};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What reading a file has come to.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadFile {
    /// What its contents are known by; nothing where they were not looked at.
    pub fingerprint: Option<Fingerprint>,
    /// Its report, or a volume and then its chapters.
    pub reports: Result<Vec<Report>, ReadError>,
}

impl ReadFile {
    /// A file of which nothing is known but why.
    pub(super) fn failed(error: ReadError) -> Self {
        Self { fingerprint: None, reports: Err(error) }
    }
}

/// Reads files, in workers where there are any.
#[derive(Debug, Default)]
pub struct Reader {
    workers: Option<Workers>,
}

impl Reader {
    /// A reader with workers of this program, or one that reads all files where it is.
    pub fn new(program: Option<Program>) -> Self {
        Self { workers: program.map(|program| Workers::new(program, TimeLimit::default())) }
    }

    /// A reader with workers of one's own.
    pub fn with_workers(workers: Workers) -> Self {
        Self { workers: Some(workers) }
    }

    /// Reads a file, with the password that it is locked with, or an empty one.
    pub fn read(&self, file: &FoundFile, password: &str) -> ReadFile {
        let format = match admit(&file.path, &file.name) {
            Ok(format) => format,
            Err(error) => return ReadFile::failed(error),
        };
        let worker = self.workers.as_ref().filter(|_| format != Some(Format::Text));
        let read = worker.and_then(|workers| workers.read(file, password));
        read.unwrap_or_else(|| read_file(&file.path, &file.name, password))
    }

    /// What draws the pages of files: a worker of its own, so that a page in view does not wait
    /// for files that are read.
    pub fn page_source(&self) -> Arc<dyn PageSource> {
        match &self.workers {
            Some(workers) => Arc::new(PageWorker::new(workers.like())),
            None => Arc::new(InProcess::default()),
        }
    }

    /// Ends the workers that have nothing to do.
    pub fn rest(&self) {
        if let Some(workers) = &self.workers {
            workers.rest();
        }
    }
}

/// What a file is, as far as its beginning tells; or why it is not read.
fn admit(path: &Path, name: &DocumentName) -> Result<Option<Format>, ReadError> {
    let file = File::open(path).map_err(|error| io(&error))?;
    let size = file.metadata().map_err(|error| io(&error))?.len();
    let mut beginning = Vec::new();
    file.take(BEGINNING as u64).read_to_end(&mut beginning).map_err(|error| io(&error))?;
    reading::admit(&beginning, size, name)
}

/// Reads one file in this process. A panic in a reader is contained to its file.
pub fn read_file(path: &Path, name: &DocumentName, password: &str) -> ReadFile {
    if let Err(error) = admit(path, name) {
        return ReadFile::failed(error);
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return ReadFile::failed(io(&error)),
    };
    let modified = std::fs::metadata(path).and_then(|file| file.modified()).ok();
    let reports = catch_unwind(AssertUnwindSafe(|| {
        let mut report = reading::read_locked(&bytes, name, password)?;
        note_access(&mut report, modified);
        Ok(volume::split(report))
    }));
    ReadFile {
        fingerprint: Some(Fingerprint::of(&bytes)),
        reports: reports.unwrap_or(Err(ReadError::Internal)),
    }
}

fn io(error: &std::io::Error) -> ReadError {
    ReadError::Io(error.to_string())
}

/// Gives a web page that does not say itself when it was saved the day that its file was: pages
/// change, and a citation tells which day's page was read.
pub fn note_access(report: &mut Report, modified: Option<SystemTime>) {
    if report.format == Format::Html && report.metadata.accessed.is_none() {
        let day = modified.and_then(|time| Timestamp::try_from(time).ok());
        let day = day.map(|time| TimeZone::UTC.to_datetime(time).date().to_string());
        report.metadata.accessed = day;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_web_page_has_the_day_that_it_was_saved_on() {
        let later = Some(SystemTime::UNIX_EPOCH + Duration::from_hours(24 * 365));
        let accessed = |bytes: &[u8], name: &str| {
            let mut report = reading::read(bytes, &DocumentName::new(name)).unwrap();
            note_access(&mut report, later);
            report.metadata.accessed
        };
        assert_eq!(accessed(b"The court of Orvany sat.", "a.txt"), None);
        let page = b"<html><body><p>The court of Orvany sat in the long hall.</p></body></html>";
        assert_eq!(accessed(page, "a.html").as_deref(), Some("1971-01-01"));
    }
}
