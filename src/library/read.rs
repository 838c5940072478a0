//! Reads one file from the disk: its reports, or why there are none.
//!
//! Plain text is read where one is; formats whose readers can hang or crash are read in a worker,
//! where there are workers.

use super::fingerprint::Fingerprint;
use super::workers::{Program, TimeLimit, Workers};
use super::{FoundFile, note_access};
use crate::reading::{self, BEGINNING, ReadError};
use crate::report::{DocumentName, Format, Report};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

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
        let format = match format_of(&file.path, &file.name) {
            Ok(format) => format,
            Err(error) => return ReadFile::failed(error),
        };
        let worker = self.workers.as_ref().filter(|_| format != Some(Format::Text));
        let read = worker.and_then(|workers| workers.read(file, password));
        read.unwrap_or_else(|| read_file(&file.path, &file.name, password))
    }

    /// Ends the workers that have nothing to do.
    pub fn rest(&self) {
        if let Some(workers) = &self.workers {
            workers.rest();
        }
    }
}

/// What a file is, by its beginning; nothing where that takes the whole of it.
fn format_of(path: &Path, name: &DocumentName) -> Result<Option<Format>, ReadError> {
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let mut beginning = Vec::new();
    file.take(BEGINNING as u64).read_to_end(&mut beginning).map_err(io)?;
    match reading::format_of(&beginning, size, name) {
        Ok(format) => Ok(Some(format)),
        // An old Office file says only further on whether it is locked.
        Err(ReadError::NotAReport(_)) if size <= MOST_TO_REFUSE => Ok(None),
        Err(error) => Err(error),
    }
}

/// The largest file that is read whole to say well why it is none of ours, in bytes.
const MOST_TO_REFUSE: u64 = 64 << 20;

/// Reads one file in this process. A panic in a reader is contained to its file.
pub fn read_file(path: &Path, name: &DocumentName, password: &str) -> ReadFile {
    if let Err(error) = format_of(path, name) {
        return ReadFile::failed(error);
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return ReadFile::failed(io(error)),
    };
    let reports = catch_unwind(AssertUnwindSafe(|| reports_of(&bytes, name, password)));
    let mut reports = reports.unwrap_or(Err(ReadError::Internal));
    let modified = std::fs::metadata(path).and_then(|file| file.modified()).ok();
    for report in reports.iter_mut().flatten() {
        note_access(report, modified);
    }
    ReadFile { fingerprint: Some(Fingerprint::of(&bytes)), reports }
}

fn io(error: std::io::Error) -> ReadError {
    ReadError::Io(error.to_string())
}

fn reports_of(bytes: &[u8], name: &DocumentName, password: &str) -> Result<Vec<Report>, ReadError> {
    reading::read_locked(bytes, name, password).map(reading::volume::split)
}
