//! `rapporteur import`: an edited evidence workbook back into the folder's project.

use super::folder::FolderArguments;
use super::{CliError, complain, output};
use crate::workbook::{Held, import, read};
use clap::Args;
use std::path::PathBuf;

/// Which workbook is imported, and where to.
#[derive(Debug, Args)]
pub struct ImportArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// The workbook (.xlsx), as written by `rapporteur extract --figures` or in the window.
    workbook: PathBuf,
}

/// Reads the workbook, finds its figures in the folder and keeps what was changed.
pub fn run(arguments: &ImportArguments) -> Result<(), CliError> {
    let named = |why: String| CliError::Failed(format!("{}: {why}", arguments.workbook.display()));
    // Asked before all reports are read, which may take long.
    let table = read(&arguments.workbook).map_err(|error| named(error.to_string()))?;
    let mut workspace = arguments.folder.open()?;
    let imported = import(&Held::new(&workspace), &table);
    if let Some(command) = &imported.command {
        workspace.command(command).map_err(|refused| named(refused.to_string()))?;
    }
    for problem in &imported.outcome.problems {
        complain(&problem.to_string());
    }
    output::to_stdout(&format!("{}\n", imported.outcome.summary(0)))
}
