//! One report of the workspace: waiting, read, analysed, failed or gone.

use crate::analysis::Analysis;
use crate::library::{Fingerprint, FoundFile, LoadedReport, Ticket};
use crate::reading::ReadError;
use crate::report::{DocumentName, Report};
use std::sync::Arc;

/// A report's place in the workspace and how far it has come. A volume and each of its chapters
/// have a place of their own.
#[derive(Debug)]
pub struct Slot {
    /// Its file; of a chapter, that of its volume.
    pub file: FoundFile,
    /// Its own name: the file's, or `file.pdf#Chapter`.
    pub document: DocumentName,
    /// What the file's contents are known by, once they have been looked at.
    pub fingerprint: Option<Fingerprint>,
    /// How far it has come. While a file is read anew, what was known of it stays.
    pub state: State,
    /// The job that is under way on the file; kept at the file's own place, not at its chapters'.
    pub(super) job: Option<Ticket>,
}

/// How far a report has come.
#[derive(Clone, Debug)]
pub enum State {
    /// It waits to be read.
    Waiting,
    /// It can be read; its analysis is still to come.
    Read(Arc<LoadedReport>),
    /// It is read and analysed.
    Analysed(Arc<LoadedReport>, Arc<Analysis>),
    /// It could not be read, or was read and could not be analysed.
    Failed(Option<Arc<LoadedReport>>, ReadError),
    /// It is locked with a password that is still to be given.
    Locked {
        /// Whether one was given that does not open it.
        refused: bool,
    },
    /// Its file is no longer in the folder, or no longer holds this chapter.
    Gone,
}

impl Slot {
    /// A place for a report of `file` that is still to be read.
    pub(super) fn waiting(file: FoundFile, document: DocumentName) -> Self {
        Self { file, document, fingerprint: None, state: State::Waiting, job: None }
    }

    /// The report, once it is read.
    pub fn loaded(&self) -> Option<&Arc<LoadedReport>> {
        match &self.state {
            State::Waiting | State::Failed(None, _) | State::Locked { .. } | State::Gone => None,
            State::Read(loaded) | State::Analysed(loaded, _) | State::Failed(Some(loaded), _) => {
                Some(loaded)
            }
        }
    }

    /// The report, once it is read.
    pub fn report(&self) -> Option<&Report> {
        self.loaded().map(|loaded| &loaded.report)
    }

    /// The analysis, once it is made.
    pub fn analysis(&self) -> Option<&Arc<Analysis>> {
        match &self.state {
            State::Analysed(_, analysis) => Some(analysis),
            _ => None,
        }
    }

    /// Whether the report is no longer there.
    pub fn is_gone(&self) -> bool {
        matches!(self.state, State::Gone)
    }

    /// Whether it stands at its file's own place, and not at that of a chapter.
    pub fn is_whole_file(&self) -> bool {
        self.document == self.file.name
    }

    /// Whether reading and analysing have come to their end.
    pub(super) fn is_done(&self) -> bool {
        self.job.is_none() && !matches!(self.state, State::Waiting | State::Read(_))
    }
}
