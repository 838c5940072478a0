//! `rapporteur indicators`: the catalogue, one indicator a line; the user's own as a file.

use super::folder::FolderArguments;
use super::{CliError, complain, output};
use crate::figures::schema::Wrong;
use crate::figures::{Catalogue, Indicator};
use crate::project::indicator_file;
use clap::Args;
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Whose indicators are listed, and what is done with them.
#[derive(Debug, Args)]
pub struct IndicatorsArguments {
    /// A folder of reports, to list the indicators that were made for it too.
    folder: Option<PathBuf>,
    /// Write the indicators that were made for the folder into a file (.toml; - for standard
    /// output).
    #[arg(long, value_name = "FILE", requires = "folder", conflicts_with = "import")]
    export: Option<PathBuf>,
    /// Take the indicators of such a file into the folder's own.
    #[arg(long, value_name = "FILE", requires = "folder")]
    import: Option<PathBuf>,
}

/// Lists the catalogue, or writes or reads a file of own indicators.
pub fn run(arguments: &IndicatorsArguments) -> Result<(), CliError> {
    let folder = arguments.folder.as_ref().map(|folder| FolderArguments::of(folder.clone()));
    match (folder, &arguments.export, &arguments.import) {
        (Some(folder), Some(path), _) => export(&folder, path),
        (Some(folder), None, Some(path)) => import(&folder, path),
        (folder, ..) => list(folder.as_ref()),
    }
}

/// Writes slug, name and description of every indicator to standard output, parted by tabs.
fn list(folder: Option<&FolderArguments>) -> Result<(), CliError> {
    let mut known = Catalogue::built_in().indicators;
    if let Some(folder) = folder {
        known.extend(folder.project().indicators().cloned());
    }
    let mut lines = String::new();
    for Indicator { slug, name, description, .. } in &known {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{slug}\t{name}\t{description}");
    }
    output::to_stdout(&lines)
}

fn export(folder: &FolderArguments, path: &Path) -> Result<(), CliError> {
    let project = folder.project();
    if project.indicators().next().is_none() {
        let name = folder.folder.display();
        return Err(CliError::Failed(format!("{name}: no indicators were made for this folder")));
    }
    let text = indicator_file::write(project.indicators()).map_err(CliError::Failed)?;
    if output::is_stdout(path) {
        return output::to_stdout(&text);
    }
    output::to_file(path, text.as_bytes())
}

fn import(folder: &FolderArguments, path: &Path) -> Result<(), CliError> {
    let text = text_of(path)?;
    let mut workspace = folder.open()?;
    let read = indicator_file::read(&text, &Catalogue::built_in(), workspace.project());
    let read = read.map_err(|wrong| CliError::Failed(problems(path, &wrong)))?;
    if let Some(command) = &read.command {
        workspace.command(command).map_err(|refused| CliError::Failed(refused.to_string()))?;
    }
    output::to_stdout(&format!("{}\n", read.summary()))
}

/// The text of a file of indicators, if it is not too long for one.
fn text_of(path: &Path) -> Result<String, CliError> {
    let named = |why: String| CliError::Failed(format!("{}: {why}", path.display()));
    let file = std::fs::File::open(path).map_err(|error| named(error.to_string()))?;
    let mut text = String::new();
    file.take(indicator_file::LARGEST + 1)
        .read_to_string(&mut text)
        .map_err(|error| named(error.to_string()))?;
    if text.len() as u64 > indicator_file::LARGEST {
        return Err(named("the file is too large to be one of indicators".to_owned()));
    }
    Ok(text)
}

/// Tells each problem but the last, which is what the command fails with.
fn problems(path: &Path, wrong: &[Wrong]) -> String {
    let told = |wrong: &Wrong| format!("{}:{}: {}", path.display(), wrong.line, wrong.what);
    let Some((last, others)) = wrong.split_last() else { return String::new() };
    for wrong in others {
        complain(&told(wrong));
    }
    told(last)
}
