//! `rapporteur search`: the passages of a folder's reports that a query holds for.

use super::folder::{self, FolderArguments};
use super::{CliError, complain, output};
use crate::workbook::{PASSAGE_COLUMNS, Rows, passage_rows};
use crate::workspace::{Found, Typing, Workspace};
use clap::Args;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What is searched for, and where the passages are written.
#[derive(Debug, Args)]
pub struct SearchArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// What is searched for, as it is typed in the window; each word is meant as it stands.
    query: String,
    /// The file to write (.csv, .json or .xlsx; - for JSON on standard output). Otherwise the
    /// passages are listed, a line each.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Opens the folder, searches it, and writes or lists the passages in the order of the reports and
/// their texts.
pub fn run(arguments: &SearchArguments) -> Result<(), CliError> {
    let output = arguments.output.as_deref();
    output.map(output::format_of).transpose()?;
    let mut workspace = arguments.folder.open()?;
    workspace.search_as(&arguments.query, &Typing::Whole);
    workspace.wait();
    let found = workspace.found();
    if found.query.is_empty() {
        let query = &arguments.query;
        return Err(CliError::Usage(format!("“{query}” holds no word to search for")));
    }
    found.complaints.iter().for_each(|complaint| complain(complaint));
    if found.reports.is_empty() {
        complain("no passage was found");
    }
    match output {
        Some(path) => write(&workspace, found, path)?,
        None => list(&workspace, found)?,
    }
    // So that the next search is quicker.
    workspace.wait_for_index();
    Ok(())
}

fn write(workspace: &Workspace, found: &Found, path: &Path) -> Result<(), CliError> {
    let citer = folder::citer(workspace);
    let mut rows: Vec<Value> = Vec::new();
    for (at, hit) in found.reports.iter().enumerate() {
        let Some(handle) = workspace.slot(hit.report).and_then(|slot| slot.handle()) else {
            continue;
        };
        rows.extend(passage_rows(handle, &found.passages(at, 0..hit.passages), &citer));
    }
    output::write_rows(path, &Rows { name: "Passages", columns: PASSAGE_COLUMNS, rows: &rows })
}

/// A line a passage, as `grep` has them: the report's name, and where in it the passage stands.
fn list(workspace: &Workspace, found: &Found) -> Result<(), CliError> {
    for (at, hit) in found.reports.iter().enumerate() {
        let Some(slot) = workspace.slot(hit.report) else { continue };
        let mut lines = String::new();
        for passage in found.passages(at, 0..hit.passages) {
            let page = passage.page.map(|page| format!("page {page}"));
            let place: Vec<String> =
                passage.section.last().cloned().into_iter().chain(page).collect();
            let text = passage.text.replace('\t', " ");
            let place =
                if place.is_empty() { String::new() } else { format!(" ({})", place.join(", ")) };
            // Writing to memory does not fail.
            let _ = writeln!(lines, "{}: {text}{place}", slot.document);
        }
        output::to_stdout(&lines)?;
    }
    Ok(())
}
