//! A folder of reports: finding its files, reading and analysing them.

pub mod background;
pub mod cache;
pub mod editions;
mod fingerprint;
mod handle;
mod head;
pub mod index;
mod kept;
pub mod likeness;
mod loader;
mod pictures;
mod queue;
mod read;
pub mod sample;
mod scan;
pub mod search;
mod watch;
mod work;
pub mod workers;

pub use fingerprint::Fingerprint;
pub use handle::{Handle, Lazy, Reach};
pub use head::{Findings, Head};
pub use kept::InUse;
pub use loader::{Job, Loaded, LoadedReport, Loader, Password, Ticket};
pub use pictures::{Ask, InProcess, Made, PageSource, PagedFile, Pictures};
pub use read::{ReadFile, Reader, note_access, read_file};
pub use scan::{FoundFile, Scan, scan};
pub use watch::{Change, Known, Watcher, changes};

use crate::analysis::{self, Analysis};
use crate::figures::ReportCues;
use crate::report::Report;
use cache::Cache;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Analyses a report; with what was found come the words that decide its indicators. A panic leaves the
/// report readable, with nothing found in it.
pub fn analyse(report: &Report) -> Option<(Analysis, ReportCues)> {
    catch_unwind(AssertUnwindSafe(|| analysis::analyse_with_cues(report))).ok()
}

/// Analyses a report whose metadata were corrected after it was read, or takes what was found in it
/// before as the same.
pub fn analyse_corrected(
    loaded: &LoadedReport,
    cache: Option<&Cache>,
) -> Option<(Analysis, ReportCues)> {
    let key = loaded.kept_as.map(|key| key.corrected(&loaded.report.metadata));
    let kept = cache.zip(key);
    if let Some(found) = kept.and_then(|(cache, key)| cache.message(&key)) {
        return Some(found);
    }
    let found = analyse(&loaded.report);
    if let (Some((cache, key)), Some(found)) = (kept, &found) {
        cache.put_message(&key, found);
    }
    found
}
