//! What panels ask of the window: pushed while the frame is drawn, applied after it.

use super::actions::Action;
use super::entity_decide::{EntityQuestion, EntityWish};
use super::figure_changes::FigureChange;
use super::saving::SaveRequest;
use super::target::Target;
use crate::entities::ReportIndex;
use crate::figures::Indicator;
use crate::library::Password;
use crate::project::{Command, DecisionId, FigureEdit, Highlight, Verdict};
use crate::report::Span;
use crate::series::{FigureId, SeriesKey};
use crate::workspace::{EntityId, Passage, Selection};
use std::path::PathBuf;

/// The places of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Place {
    /// Reports, contents and entities.
    #[default]
    Read,
    /// The table of figures.
    Figures,
    /// Charts.
    Charts,
    /// Notes, tags and highlights.
    Notes,
    /// Editions side by side, and what changed between them.
    Compare,
    /// All reports as a table, and which editions are here.
    Library,
}

impl Place {
    /// All places, in the order of their switch.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Figures, Self::Charts, Self::Notes, Self::Compare, Self::Library];

    /// Its name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Figures => "Figures",
            Self::Charts => "Charts",
            Self::Notes => "Notes",
            Self::Compare => "Compare",
            Self::Library => "Library",
        }
    }
}

/// Where to go among the hits of the search over all reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitStep {
    /// So many hits on in the list.
    By(isize),
    /// Open the hit that the list stands on, or the first.
    Open,
    /// Open the hit so many on from that.
    Show(isize),
}

/// Something the user asks for.
#[derive(Clone, Debug)]
pub enum UiCommand {
    /// Do what has a name.
    Run(Action),
    /// Open this folder.
    OpenFolder(PathBuf),
    /// Open this report where it was left.
    OpenReport(ReportIndex),
    /// Ask what report this is: correct its title, country, year, publisher or language.
    CorrectReport(ReportIndex),
    /// Put the citations of these reports on the clipboard.
    CiteReports(Vec<ReportIndex>),
    /// Show a report's file in the system's own window.
    ShowInFolder(ReportIndex),
    /// Open a locked file with this password.
    Unlock(ReportIndex, Password),
    /// Scroll the open report to this heading.
    GoToSection(Span),
    /// Go to one of the places.
    GoTo(Place),
    /// Open the report at the passage, scroll it to the upper third and mark it.
    ShowPassage(Passage),
    /// Show an entity's page and step through its mentions.
    SelectEntity(EntityId),
    /// Ask what is to be done with an entity.
    AskOfEntity(EntityId, EntityQuestion),
    /// Decide on an entity.
    ChangeEntity(EntityId, EntityWish),
    /// Show no entity's page.
    DeselectEntity,
    /// Show a figure in the figures' place.
    ShowFigure(FigureId),
    /// Open a chart of an indicator in the charts' place, with this series chosen if one is named.
    ShowChart {
        /// Slug of the indicator.
        indicator: String,
        /// The series to choose; all otherwise.
        series: Option<SeriesKey>,
    },
    /// Search all reports for these words; none ends the search.
    Search(String),
    /// Go to another hit of the search, or open one.
    Hit(HitStep),
    /// Put the target's words on the clipboard, with their source.
    Quote(Target),
    /// Write a note on the target.
    AddNote(Target),
    /// Change this note.
    EditNote(DecisionId),
    /// Mark the target in this colour, or take that mark off.
    Highlight(Target, Highlight),
    /// Accept or reject a figure; the same again takes it back.
    Judge(FigureId, Verdict),
    /// Set just this of a figure.
    EditFigure(FigureId, Box<FigureEdit>),
    /// Change these figures as one step.
    ChangeFigures(FigureChange, Vec<FigureId>),
    /// Make a figure of the number in these words.
    AddFigure(Passage),
    /// Take a figure back that the user added.
    RemoveFigure(FigureId),
    /// Fill in an indicator for what these figures count.
    IndicatorOf(Vec<FigureId>),
    /// Put these figures into one chart: their indicator's, or one that is defined for them.
    ChartFigures(Vec<FigureId>),
    /// Define an indicator, and give it to these figures whatever their words.
    Define(Box<Indicator>, Vec<FigureId>),
    /// Tie this decision to other words.
    Reattach(DecisionId, Passage),
    /// Change the project.
    Decide(Box<Command>),
    /// Undo or redo until so many steps of the history hold.
    GoToStep(usize),
    /// Compare this report with the edition before it.
    CompareBefore(ReportIndex),
    /// Show what the edition before says where this stands.
    ComparePassage(Passage),
    /// Open a saved chart.
    OpenChart(DecisionId),
    /// Let all panels speak of these reports.
    Narrow(Selection),
    /// Save a file where the user says.
    Save(SaveRequest),
}

/// The commands of one frame, in order.
#[derive(Debug, Default)]
pub struct Commands(Vec<UiCommand>);

impl Commands {
    /// Asks for something after this frame.
    pub fn push(&mut self, command: UiCommand) {
        self.0.push(command);
    }

    /// Asks for something after this frame, if there is anything.
    pub fn extend(&mut self, commands: impl IntoIterator<Item = UiCommand>) {
        self.0.extend(commands);
    }

    /// Takes all that was asked for.
    pub fn take(&mut self) -> Vec<UiCommand> {
        std::mem::take(&mut self.0)
    }
}
