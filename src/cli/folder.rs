//! Reads and analyses a whole folder, on all processors, for commands.

use super::{CliError, complain};
use crate::analysis::Analysis;
use crate::citation::Citer;
use crate::figures::Catalogue;
use crate::library::workers::Program;
use crate::library::{self, FoundFile, Password, Reader};
use crate::project::Project;
use crate::project::store::{self, Keeping};
use crate::reading::ReadError;
use crate::report::{CharIndex, DocumentName, Offset, Report, Span};
use clap::Args;
use rayon::prelude::*;
use std::path::PathBuf;

/// A report with all that was found in it.
pub struct Analysed {
    /// The report.
    pub report: Report,
    /// What was found, indicators assigned.
    pub analysis: Analysis,
    chars: CharIndex,
}

impl Analysed {
    /// An offset as a count of Unicode scalar values.
    pub fn char_at(&self, offset: Offset) -> usize {
        self.chars.chars_before(&self.report.text, offset)
    }

    /// The words at a range of the clean text.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.report.text)
    }
}

/// A folder, read.
pub struct Folder {
    /// The reports that could be read, by name.
    pub reports: Vec<Analysed>,
    /// The files that could not be read, by name, each with the reason.
    pub failed: Vec<(DocumentName, ReadError)>,
}

/// Which folder is read, and how.
#[derive(Debug, Args)]
pub struct FolderArguments {
    /// The folder of reports.
    pub folder: PathBuf,
    /// A file with passwords, one a line, to open files that are locked with one.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

impl FolderArguments {
    /// What writes citations in the style of the folder's project.
    pub fn citer(&self) -> Citer {
        citer_of(&store::open(&self.folder, keeping()).project)
    }

    fn passwords(&self) -> Result<Vec<Password>, CliError> {
        let Some(path) = &self.password_file else { return Ok(Vec::new()) };
        let lines = std::fs::read_to_string(path)
            .map_err(|error| CliError::Usage(format!("{}: {error}", path.display())))?;
        Ok(lines.lines().filter(|line| !line.is_empty()).map(Password::new).collect())
    }
}

/// Where projects are kept: as the window keeps them.
pub fn keeping() -> Keeping {
    let own = directories::ProjectDirs::from("", "", "rapporteur");
    Keeping { data: own.map(|own| own.data_dir().to_owned()), ..Keeping::default() }
}

/// What writes citations in the style of a project.
pub fn citer_of(project: &Project) -> Citer {
    project.citation_style().map_or_else(Citer::default, Citer::new)
}

/// Reads and analyses a folder. Files that cannot be read are named on standard error; the rest
/// goes on.
pub fn read(arguments: &FolderArguments, catalogue: &Catalogue) -> Result<Folder, CliError> {
    let passwords = arguments.passwords()?;
    let reader = Reader::new(Program::own());
    let folder = &arguments.folder;
    let named = |error| CliError::Failed(format!("{}: {error}", folder.display()));
    let scan = library::scan(folder).map_err(|error| named(error.to_string()))?;
    for problem in &scan.problems {
        complain(problem);
    }
    if scan.files.is_empty() {
        let endings = crate::reading::ENDINGS.join(", ");
        return Err(named(format!("no reports in this folder (looked for {endings})")));
    }
    let reports_of = |file: &FoundFile| -> Result<Parts, ReadError> {
        let reports = unlock(file, &reader, &passwords)?;
        Ok(reports.into_iter().map(|report| analysed(report, catalogue)).collect())
    };
    let results: Vec<_> = scan.files.par_iter().map(reports_of).collect();
    let mut read = Folder { reports: Vec::new(), failed: Vec::new() };
    let mut refuse = |file: &FoundFile, name: DocumentName, error: ReadError| {
        let advice = match error {
            ReadError::Encrypted => "; give it with --password-file",
            ReadError::WrongPassword => "; no line of the password file does",
            _ => "",
        };
        complain(&format!("{}: {error}{advice}", file.path.display()));
        read.failed.push((name, error));
    };
    for (file, result) in scan.files.iter().zip(results) {
        match result {
            Ok(parts) => {
                for part in parts {
                    match part {
                        Ok(analysed) => read.reports.push(analysed),
                        Err((name, error)) => refuse(file, name, error),
                    }
                }
            }
            Err(error) => refuse(file, file.name.clone(), error),
        }
    }
    Ok(read)
}

/// The reports of one file, each analysed or with the reason why it could not be.
type Parts = Vec<Result<Analysed, (DocumentName, ReadError)>>;

fn analysed(report: Report, catalogue: &Catalogue) -> Result<Analysed, (DocumentName, ReadError)> {
    let Some(mut analysis) = library::analyse(&report) else {
        return Err((report.document, ReadError::Internal));
    };
    catalogue.assign(&mut analysis.figures);
    let chars = CharIndex::new(&report.text);
    Ok(Analysed { report, analysis, chars })
}

/// Reads a file, and where it is locked tries the passwords one after the other.
fn unlock(
    file: &FoundFile,
    reader: &Reader,
    passwords: &[Password],
) -> Result<Vec<Report>, ReadError> {
    let mut reports = reader.read(file, "").reports;
    for password in passwords {
        if !matches!(reports, Err(ReadError::Encrypted | ReadError::WrongPassword)) {
            break;
        }
        reports = reader.read(file, password.reveal()).reports;
    }
    reports
}
