//! A folder of reports: finding its files, reading and analysing them.

mod loader;
pub mod sample;
mod scan;
pub mod search;

pub use loader::{Loaded, LoadedReport, Loader};
pub use scan::{FoundFile, Scan, scan};

use crate::analysis::{self, Analysis};
use crate::reading::{self, ReadError};
use crate::report::{DocumentName, Format, Report};
use jiff::{Timestamp, tz::TimeZone};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::SystemTime;

/// The largest file that is opened at all, in bytes.
pub const MAX_FILE_BYTES: u64 = 400 << 20;

/// Reads one file. A panic in a reader is contained to its file.
pub fn read_file(path: &Path, name: &DocumentName) -> Result<Report, ReadError> {
    let io = |error: std::io::Error| ReadError::Io(error.to_string());
    let file = std::fs::metadata(path).map_err(io)?;
    let size = file.len();
    if size > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { size_mb: size >> 20, limit_mb: MAX_FILE_BYTES >> 20 });
    }
    let bytes = std::fs::read(path).map_err(io)?;
    let read = catch_unwind(AssertUnwindSafe(|| reading::read(&bytes, name)));
    let mut report = read.unwrap_or(Err(ReadError::Internal))?;
    note_access(&mut report, file.modified().ok());
    Ok(report)
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

/// Analyses a report. A panic leaves the report readable, with nothing found in it.
pub fn analyse(report: &Report) -> Option<Analysis> {
    catch_unwind(AssertUnwindSafe(|| analysis::analyse(report))).ok()
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
