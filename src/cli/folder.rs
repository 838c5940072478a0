//! Reads and analyses a whole folder, on all processors, for commands.

use super::{CliError, complain};
use crate::analysis::Analysis;
use crate::figures::Catalogue;
use crate::library;
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
    let results: Vec<_> = scan
        .files
        .par_iter()
        .map(|file| {
            let report = library::read_file(&file.path, &file.name)?;
            let mut analysis = library::analyse(&report).ok_or(ReadError::Internal)?;
            catalogue.assign(&mut analysis.figures);
            let chars = CharIndex::new(&report.text);
            Ok(Analysed { report, analysis, chars })
        })
        .collect();
    let mut read = Folder { reports: Vec::new(), failed: Vec::new() };
    for (file, result) in scan.files.into_iter().zip(results) {
        match result {
            Ok(analysed) => read.reports.push(analysed),
            Err(error) => {
                complain(&format!("{}: {error}", file.path.display()));
                read.failed.push((file.name, error));
            }
        }
    }
    Ok(read)
}
