//! One report of the workspace: waiting, read, analysed or failed.

use crate::analysis::Analysis;
use crate::library::{FoundFile, LoadedReport};
use crate::reading::ReadError;
use crate::report::Report;
use std::sync::Arc;

/// A report's place in the workspace and how far it has come.
#[derive(Debug)]
pub struct Slot {
    /// Its file.
    pub file: FoundFile,
    /// How far it has come.
    pub state: State,
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
}

impl Slot {
    /// The report, once it is read.
    pub fn loaded(&self) -> Option<&Arc<LoadedReport>> {
        match &self.state {
            State::Waiting | State::Failed(None, _) => None,
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
}
