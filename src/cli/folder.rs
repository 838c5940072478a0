//! Opens a whole folder for commands: reads and analyses it on all processors and lays the
//! decisions of its project over it, as the window does.

use super::{CliError, complain};
use crate::citation::Citer;
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::library::cache::Cache;
use crate::library::workers::Program;
use crate::library::{LoadedReport, Password, Reader};
use crate::project::Project;
use crate::project::store::{self, Keeping};
use crate::reading::ReadError;
use crate::report::{DocumentName, Offset, Report};
use crate::workspace::{Slot, State, Workspace};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;

/// A report that is analysed, in memory as long as somebody looks at it.
pub struct Analysed {
    /// Which one it is.
    pub index: ReportIndex,
    loaded: Arc<LoadedReport>,
}

impl Analysed {
    /// The report.
    pub fn report(&self) -> &Report {
        &self.loaded.report
    }

    /// An offset as a count of Unicode scalar values.
    pub fn char_at(&self, offset: Offset) -> usize {
        self.loaded.chars.chars_before(&self.report().text, offset)
    }
}

/// A report of the workspace, where it is analysed.
fn analysed((index, slot): (ReportIndex, &Slot)) -> Option<Analysed> {
    let handle = slot.handle().filter(|_| slot.is_analysed())?;
    let loaded = handle.loaded();
    if loaded.is_none() {
        complain(&format!("{} is no longer as it was, and was left out", slot.document));
    }
    Some(Analysed { index, loaded: loaded? })
}

/// The chosen reports that are analysed, by name; of one that is there in several formats all of
/// them.
pub fn selected(workspace: &Workspace) -> impl Iterator<Item = Analysed> {
    workspace.slots().filter(|(index, _)| workspace.selected(*index)).filter_map(analysed)
}

/// The reports that could not be read or analysed, by name, each with the reason.
pub fn failed(workspace: &Workspace) -> impl Iterator<Item = (&DocumentName, ReadError)> {
    workspace.slots().filter_map(|(_, slot)| Some((&slot.document, failure(slot)?)))
}

fn failure(slot: &Slot) -> Option<ReadError> {
    match &slot.state {
        State::Failed(_, error) => Some(error.clone()),
        State::Locked { refused: true } => Some(ReadError::WrongPassword),
        State::Locked { refused: false } => Some(ReadError::Encrypted),
        State::Waiting | State::Read(_) | State::Analysed(..) | State::Gone => None,
    }
}

/// Which folder is read, and how.
#[derive(Debug, Args)]
pub struct FolderArguments {
    /// The folder of reports.
    pub folder: PathBuf,
    /// A file with passwords, one a line, to open files that are locked with one.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Read and analyse everything anew, and keep nothing of it for the next time.
    #[arg(long)]
    no_cache: bool,
}

impl FolderArguments {
    /// A folder of which nothing more is said.
    pub fn of(folder: PathBuf) -> Self {
        Self { folder, password_file: None, no_cache: false }
    }

    /// Reads and analyses the folder with its project. Files that cannot be read are named on
    /// standard error; the rest goes on.
    pub fn open(&self) -> Result<Workspace, CliError> {
        let passwords = self.passwords()?;
        let cache = if self.no_cache { None } else { Cache::of_user().map(Arc::new) };
        let mut workspace = Workspace::new(Catalogue::built_in(), || {})
            .keeping_reports(cache)
            .keeping_projects(keeping())
            .waiting_for_files()
            .reading_with(Reader::new(Program::own()));
        workspace.open(&self.folder);
        workspace.wait();
        if workspace.slots().next().is_none() {
            return Err(CliError::Failed(self.nothing_in(&workspace)));
        }
        for password in &passwords {
            unlock(&mut workspace, password);
        }
        for message in workspace.problems() {
            complain(message);
        }
        for message in workspace.take_project_messages() {
            complain(&message);
        }
        for (_, slot) in workspace.slots() {
            if let Some(error) = failure(slot) {
                let advice = match error {
                    ReadError::Encrypted => "; give it with --password-file",
                    ReadError::WrongPassword => "; no line of the password file does",
                    _ => "",
                };
                complain(&format!("{}: {error}{advice}", slot.file.path.display()));
            }
        }
        Ok(workspace)
    }

    /// Why no reports were found.
    fn nothing_in(&self, workspace: &Workspace) -> String {
        workspace.problems().first().cloned().unwrap_or_else(|| {
            let endings = crate::reading::ENDINGS.join(", ");
            let folder = self.folder.display();
            format!("{folder}: no reports in this folder (looked for {endings})")
        })
    }

    /// The project of the folder alone, with no report read.
    pub fn project(&self) -> Project {
        store::open(&self.folder, keeping()).project
    }

    fn passwords(&self) -> Result<Vec<Password>, CliError> {
        let Some(path) = &self.password_file else { return Ok(Vec::new()) };
        let lines = std::fs::read_to_string(path)
            .map_err(|error| CliError::Usage(format!("{}: {error}", path.display())))?;
        Ok(lines.lines().filter(|line| !line.is_empty()).map(Password::new).collect())
    }
}

/// Tries a password on all files that are still locked.
fn unlock(workspace: &mut Workspace, password: &Password) {
    let is_locked = |slot: &Slot| matches!(slot.state, State::Locked { .. });
    let locked: Vec<ReportIndex> =
        workspace.slots().filter(|(_, slot)| is_locked(slot)).map(|(index, _)| index).collect();
    for index in locked {
        workspace.unlock(index, password.clone());
    }
    workspace.wait();
}

/// Where projects are kept: as the window keeps them.
fn keeping() -> Keeping {
    let own = directories::ProjectDirs::from("", "", "rapporteur");
    Keeping { data: own.map(|own| own.data_dir().to_owned()), ..Keeping::default() }
}

/// What writes citations in the style of the folder's project.
pub fn citer(workspace: &Workspace) -> Citer {
    workspace.project().citation_style().map_or_else(Citer::default, Citer::new)
}
