//! `rapporteur notes`: the notes, tags and highlights of a folder as a Markdown file.

use super::folder::{self, FolderArguments};
use super::{CliError, output};
use crate::notes::{PlacedNote, markdown};
use clap::Args;
use std::path::PathBuf;

/// Whose notes are written, and where to.
#[derive(Debug, Args)]
pub struct NotesArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// The file to write (.md; - for standard output).
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

/// Opens the folder with its project, finds the place of each note, and writes them.
pub fn run(arguments: &NotesArguments) -> Result<(), CliError> {
    let workspace = arguments.folder.open()?;
    let placed: Vec<PlacedNote<'_>> = workspace
        .project()
        .notes()
        .map(|(id, note)| {
            let standing = workspace.standing(id).map(|standing| standing.passage);
            let place = standing.and_then(|at| Some((workspace.report(at.report)?, at.span)));
            PlacedNote { note, place }
        })
        .collect();
    if placed.is_empty() {
        let name = arguments.folder.folder.display();
        return Err(CliError::Failed(format!("{name}: there are no notes on these reports")));
    }
    let whole = std::path::absolute(&arguments.folder.folder).unwrap_or_default();
    let title = whole.file_name().map(|name| name.to_string_lossy().into_owned());
    let citer = folder::citer(&workspace);
    let text = markdown(title.as_deref().unwrap_or("Notes"), &placed, &citer);
    if output::is_stdout(&arguments.output) {
        return output::to_stdout(&text);
    }
    output::to_file(&arguments.output, text.as_bytes())
}
