//! Everything that the user can change, as commands: the one way in which a project changes.

use super::decision::{
    AddedFigure, CitationStyle, Correction, EntityDecision, FigureEdit, Note, SavedChart,
    SavedSearch, Verdict,
};
use super::what::quoted;
use super::{Anchor, DecisionId, Edition, Project};
use crate::figures::Indicator;
use thiserror::Error;

/// A change of the project.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Accept or reject a figure, or leave it undecided again.
    JudgeFigure {
        /// Its number as written.
        figure: Anchor,
        /// What it is judged to be.
        verdict: Option<Verdict>,
    },
    /// Set fields of a figure; those that are not set are as they were read.
    EditFigure {
        /// Its number as written.
        figure: Anchor,
        /// All that is set from now on.
        edit: FigureEdit,
    },
    /// Make a figure of a number that was overlooked.
    AddFigure(AddedFigure),
    /// Change a figure that the user added.
    ChangeFigure {
        /// The adding of it.
        id: DecisionId,
        /// What it is from now on.
        figure: AddedFigure,
    },
    /// Decide on an entity; takes the place of an earlier decision of the same sort.
    DecideEntity(EntityDecision),
    /// Correct what a report is. A correction that sets nothing goes back to what was read.
    CorrectMetadata {
        /// All that is set from now on.
        correction: Box<Correction>,
        /// Decisions on this report, which go with it to its new edition.
        carry: Vec<DecisionId>,
        /// The edition that it was up to now.
        from: Edition,
        /// The edition that it is from now on.
        to: Edition,
    },
    /// Add an indicator, or change the own one with its slug.
    DefineIndicator(Box<Indicator>),
    /// Add a note, tags or a highlight.
    AddNote(Note),
    /// Change a note; one that says nothing any more is removed.
    ChangeNote {
        /// The note.
        id: DecisionId,
        /// What it is from now on.
        note: Note,
    },
    /// Keep a chart under a name.
    AddChart(SavedChart),
    /// Change or rename a saved chart.
    ChangeChart {
        /// The chart.
        id: DecisionId,
        /// What it is from now on.
        chart: SavedChart,
    },
    /// Keep a search under a name.
    AddSearch(SavedSearch),
    /// Change or rename a saved search.
    ChangeSearch {
        /// The search.
        id: DecisionId,
        /// What it is from now on.
        search: SavedSearch,
    },
    /// Cite in this style from now on; `None` for the program's own.
    CiteAs(Option<CitationStyle>),
    /// Take a decision back, whatever it is.
    Remove(DecisionId),
    /// Tie a decision to another place: one that is homeless, or that was found in the wrong one.
    Reattach {
        /// The decision.
        id: DecisionId,
        /// The place that it is about.
        to: Anchor,
    },
    /// Several commands as one step.
    Together {
        /// What they do, for the history.
        name: String,
        /// The commands, in order.
        commands: Vec<Command>,
    },
}

/// Why a command was not carried out. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// The project cannot be changed.
    #[error("{0}")]
    ReadOnly(String),
    /// The project is still being opened.
    #[error("the project is still being opened")]
    NotOpen,
    /// The decision is not there any more.
    #[error("this is not there any more")]
    Gone,
    /// A number is not one.
    #[error("this is not a number")]
    NotANumber,
    /// An indicator is wrong; the words say how.
    #[error("{0}")]
    WrongIndicator(String),
    /// The program has an indicator of its own under this slug.
    #[error("the slug {0} is taken by an indicator that comes with the program")]
    SlugTaken(String),
    /// The decision is of another sort than the command is for.
    #[error("this is of another sort")]
    OtherSort,
}

impl Command {
    /// What it does, for the history and for "Undo: …".
    pub fn name(&self, project: &Project) -> String {
        let title = |id: &DecisionId| {
            project.get(*id).map_or_else(String::new, |decision| decision.what.title())
        };
        match self {
            Self::JudgeFigure { figure, verdict } => {
                let verb = match verdict {
                    Some(Verdict::Accepted) => "Accept",
                    Some(Verdict::Rejected) => "Reject",
                    None => "Leave open",
                };
                format!("{verb} figure {}", quoted(&figure.words))
            }
            Self::EditFigure { figure, .. } => format!("Edit figure {}", quoted(&figure.words)),
            Self::AddFigure(figure) => format!("Add figure {}", quoted(&figure.about.words)),
            Self::ChangeFigure { figure, .. } => {
                format!("Edit figure {}", quoted(&figure.about.words))
            }
            Self::DecideEntity(decision) => decision.name(),
            Self::CorrectMetadata { correction, .. } => {
                let file = quoted(correction.of.document.file_name());
                if correction.is_empty() {
                    format!("Take back the correction of {file}")
                } else {
                    format!("Correct what {file} is")
                }
            }
            Self::DefineIndicator(indicator) => format!("Define {}", quoted(&indicator.name)),
            Self::AddNote(note) => format!("Add {}", note_title(note)),
            Self::ChangeNote { note, .. } if note.is_empty() => {
                format!("Remove {}", note_title(note))
            }
            Self::ChangeNote { note, .. } => format!("Change {}", note_title(note)),
            Self::AddChart(chart) => format!("Save chart {}", quoted(&chart.name)),
            Self::ChangeChart { chart, .. } => format!("Change chart {}", quoted(&chart.name)),
            Self::AddSearch(search) => format!("Save search {}", quoted(&search.name)),
            Self::ChangeSearch { search, .. } => format!("Change search {}", quoted(&search.name)),
            Self::CiteAs(_) => "Change the citation style".to_owned(),
            Self::Remove(id) => format!("Remove {}", title(id)),
            Self::Reattach { to, .. } => format!("Attach to {}", quoted(&to.words)),
            Self::Together { name, .. } => name.clone(),
        }
    }
}

fn note_title(note: &Note) -> String {
    super::decision::What::Note(note.clone()).title()
}
