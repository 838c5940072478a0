//! What panels ask of the window: pushed while the frame is drawn, applied after it.

use super::actions::Action;
use super::saving::SaveRequest;
use crate::entities::ReportIndex;
use crate::library::Password;
use crate::report::Span;
use crate::series::{FigureId, SeriesKey};
use crate::workspace::{EntityId, Passage};
use std::path::PathBuf;

/// The three places of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Place {
    /// Reports, contents and entities.
    #[default]
    Read,
    /// The table of figures.
    Figures,
    /// Charts.
    Charts,
}

impl Place {
    /// All places, in the order of their switch.
    pub const ALL: [Self; 3] = [Self::Read, Self::Figures, Self::Charts];

    /// Its name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Figures => "Figures",
            Self::Charts => "Charts",
        }
    }
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

    /// Takes all that was asked for.
    pub fn take(&mut self) -> Vec<UiCommand> {
        std::mem::take(&mut self.0)
    }
}
