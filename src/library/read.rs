//! Reads one file from the disk: its reports, or why there are none.

use super::fingerprint::Fingerprint;
use crate::reading::{self, ReadError};
use crate::report::{DocumentName, Report};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The largest file that is opened at all, in bytes.
pub const MAX_FILE_BYTES: u64 = 400 << 20;

/// What reading a file has come to.
#[derive(Debug)]
pub struct ReadFile {
    /// What its contents are known by; nothing where they could not be looked at.
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

/// Reads one file. A panic in a reader is contained to its file.
pub fn read_file(path: &Path, name: &DocumentName) -> ReadFile {
    let bytes = match bytes_of(path) {
        Ok(bytes) => bytes,
        Err(error) => return ReadFile::failed(error),
    };
    let reports = catch_unwind(AssertUnwindSafe(|| reports_of(&bytes, name)));
    ReadFile {
        fingerprint: Some(Fingerprint::of(&bytes)),
        reports: reports.unwrap_or(Err(ReadError::Internal)),
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, ReadError> {
    let io = |error: std::io::Error| ReadError::Io(error.to_string());
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { size_mb: size >> 20, limit_mb: MAX_FILE_BYTES >> 20 });
    }
    std::fs::read(path).map_err(io)
}

fn reports_of(bytes: &[u8], name: &DocumentName) -> Result<Vec<Report>, ReadError> {
    Ok(vec![reading::read(bytes, name)?])
}
