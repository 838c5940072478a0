//! A folder of reports: finding its files, reading and analysing them.

mod loader;
mod pictures;
pub mod sample;
mod scan;
pub mod search;

pub use loader::{Loaded, LoadedReport, Loader};
pub use pictures::{Ask, InProcess, Made, PageSource, PagedFile, Pictures};
pub use scan::{FoundFile, Scan, scan};

use crate::analysis::{self, Analysis};
use crate::reading::{self, ReadError};
use crate::report::{DocumentName, Report};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The largest file that is opened at all, in bytes.
pub const MAX_FILE_BYTES: u64 = 400 << 20;

/// Reads one file. A panic in a reader is contained to its file.
pub fn read_file(path: &Path, name: &DocumentName) -> Result<Report, ReadError> {
    let io = |error: std::io::Error| ReadError::Io(error.to_string());
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { size_mb: size >> 20, limit_mb: MAX_FILE_BYTES >> 20 });
    }
    let bytes = std::fs::read(path).map_err(io)?;
    catch_unwind(AssertUnwindSafe(|| reading::read(&bytes, name)))
        .unwrap_or(Err(ReadError::Internal))
}

/// Analyses a report. A panic leaves the report readable, with nothing found in it.
pub fn analyse(report: &Report) -> Option<Analysis> {
    catch_unwind(AssertUnwindSafe(|| analysis::analyse(report))).ok()
}
