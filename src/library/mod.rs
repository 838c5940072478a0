//! A folder of reports: finding its files, reading and analysing them.

pub mod editions;
mod fingerprint;
pub mod likeness;
mod loader;
mod pictures;
mod read;
pub mod sample;
mod scan;
pub mod search;
mod watch;
pub mod workers;

pub use fingerprint::Fingerprint;
pub use loader::{Job, Loaded, LoadedReport, Loader, Password, Ticket};
pub use pictures::{Ask, InProcess, Made, PageSource, PagedFile, Pictures};
pub use read::{ReadFile, Reader, note_access, read_file};
pub use scan::{FoundFile, Scan, scan};
pub use watch::{Change, Known, Watcher, changes};

use crate::analysis::{self, Analysis};
use crate::report::Report;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Analyses a report. A panic leaves the report readable, with nothing found in it.
pub fn analyse(report: &Report) -> Option<Analysis> {
    catch_unwind(AssertUnwindSafe(|| analysis::analyse(report))).ok()
}
