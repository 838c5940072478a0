//! Reads and analyses a whole folder, on all processors, for commands.

use super::{CliError, complain};
use crate::analysis::Analysis;
use crate::figures::Catalogue;
use crate::library::{self, FoundFile};
use crate::reading::ReadError;
use crate::report::{CharIndex, DocumentName, Offset, Report, Span};
use rayon::prelude::*;
use std::path::Path;

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

/// Reads and analyses `folder`. Files that cannot be read are named on standard error; the rest
/// goes on.
pub fn read(folder: &Path, catalogue: &Catalogue) -> Result<Folder, CliError> {
    let named = |error| CliError::Failed(format!("{}: {error}", folder.display()));
    let scan = library::scan(folder).map_err(|error| named(error.to_string()))?;
    for problem in &scan.problems {
        complain(problem);
    }
    if scan.files.is_empty() {
        let endings = crate::reading::ENDINGS.join(", ");
        return Err(named(format!("no reports in this folder (looked for {endings})")));
    }
    let results: Vec<_> = scan.files.par_iter().map(|file| read_one(file, catalogue)).collect();
    let mut read = Folder { reports: Vec::new(), failed: Vec::new() };
    let mut refuse = |file: &FoundFile, name: DocumentName, error: ReadError| {
        complain(&format!("{}: {error}", file.path.display()));
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

fn read_one(file: &FoundFile, catalogue: &Catalogue) -> Result<Parts, ReadError> {
    let reports = library::read_file(&file.path, &file.name).reports?;
    let analysed = |report: Report| {
        let Some(mut analysis) = library::analyse(&report) else {
            return Err((report.document, ReadError::Internal));
        };
        catalogue.assign(&mut analysis.figures);
        let chars = CharIndex::new(&report.text);
        Ok(Analysed { report, analysis, chars })
    };
    Ok(reports.into_iter().map(analysed).collect())
}
