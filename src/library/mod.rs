//! A folder of reports: finding its files, reading and analysing them.

mod fingerprint;
mod loader;
mod read;
pub mod sample;
mod scan;
pub mod search;
pub mod workers;

pub use fingerprint::Fingerprint;
pub use loader::{Job, Loaded, LoadedReport, Loader, Password, Ticket};
pub use read::{ReadFile, Reader, read_file};
pub use scan::{FoundFile, Scan, scan};

use crate::analysis::{self, Analysis};
use crate::report::{Format, Report};
use jiff::{Timestamp, tz::TimeZone};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

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
    use crate::reading;
    use crate::report::DocumentName;
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
