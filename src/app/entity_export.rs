//! Names and case files as files: a workbook, CSV or JSON, by the ending that the user gives.
//!
//! They are made of handles that any thread may hold, in the background.

use super::saving::{MakeFile, SaveRequest};
use crate::workbook::{Held, RowFormat, cases_file, names_file};
use crate::workspace::Workspace;
use std::sync::Arc;

/// What is to be done to save all people, courts and organizations.
pub fn names(workspace: &Workspace) -> SaveRequest {
    request(workspace, "Names", "names.xlsx", names_file)
}

/// What is to be done to save what befell the people.
pub fn cases(workspace: &Workspace) -> SaveRequest {
    request(workspace, "Case files", "case files.xlsx", cases_file)
}

fn request(
    workspace: &Workspace,
    what: &'static str,
    file_name: &str,
    make: fn(&Held, RowFormat) -> Result<Vec<u8>, String>,
) -> SaveRequest {
    let held = Arc::new(Held::new(workspace));
    let made = |format| -> Arc<MakeFile> {
        let held = Arc::clone(&held);
        Arc::new(move || make(&held, format))
    };
    SaveRequest {
        what,
        file_name: file_name.to_owned(),
        make: made(RowFormat::Xlsx),
        others: vec![("csv", made(RowFormat::Csv)), ("json", made(RowFormat::Json))],
    }
}
