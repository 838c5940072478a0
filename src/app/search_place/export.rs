//! The hits that are listed as a file: a workbook, CSV or JSON, by the ending that the user gives.
//!
//! The reports' texts are looked at one after another, in the background.

use super::groups::Groups;
use crate::app::citing;
use crate::app::saving::{MakeFile, SaveRequest};
use crate::entities::ReportIndex;
use crate::library::Handle;
use crate::workbook::{PASSAGE_COLUMNS, RowFormat, Rows, passage_rows};
use crate::workspace::{Found, Slot, Workspace};
use std::collections::HashMap;
use std::sync::Arc;

/// A report whose hits are to be written: where it stands among those found, and how many it has.
struct Held {
    handle: Handle,
    place: usize,
    hits: usize,
}

/// What is to be done to save the hits in the order in which they are listed; nothing where there
/// are none.
pub fn request(
    workspace: &Workspace,
    found: &Arc<Found>,
    places: &HashMap<ReportIndex, usize>,
    groups: &Groups,
) -> Option<SaveRequest> {
    let hold = |(index, hits): &(ReportIndex, usize)| {
        let handle = workspace.slot(*index).and_then(Slot::handle)?.clone();
        Some(Held { handle, place: *places.get(index)?, hits: *hits })
    };
    let held: Vec<Held> = groups.reports.iter().filter_map(hold).collect();
    if held.is_empty() {
        return None;
    }
    let (held, citer) = (Arc::new(held), citing::citer(workspace));
    let made = |format| -> Arc<MakeFile> {
        let (held, found, citer) = (Arc::clone(&held), Arc::clone(found), citer.clone());
        Arc::new(move || {
            let mut rows = Vec::new();
            for report in held.iter() {
                let hits = found.passages(report.place, 0..report.hits);
                rows.extend(passage_rows(&report.handle, &hits, &citer));
            }
            Rows { name: "Passages", columns: PASSAGE_COLUMNS, rows: &rows }.bytes(format)
        })
    };
    Some(SaveRequest {
        what: "Hits",
        file_name: "hits.xlsx".to_owned(),
        make: made(RowFormat::Xlsx),
        others: vec![("csv", made(RowFormat::Csv)), ("json", made(RowFormat::Json))],
    })
}
