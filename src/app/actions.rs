//! Everything that the user can do by name: one list with words, hint and key, which serves menu,
//! buttons, keyboard and command palette alike.

use super::command::Place;
use super::words;
use crate::workspace::Workspace;
use std::borrow::Cow;

/// Something the user can do by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Choose a folder of reports.
    OpenFolder,
    /// Open the sample that comes with the program.
    OpenSample,
    /// Go to a place of the window.
    GoTo(Place),
    /// Find words in the open report.
    Find,
    /// Find words in all reports.
    FindInAll,
    /// Keep the search at hand under a name, or look at those that are kept.
    SaveSearch,
    /// Save the hits of the search as a file.
    ExportHits,
    /// Show how to search.
    SearchHelp,
    /// The next hit of the search: in the report, or in all.
    NextHit,
    /// The one before.
    PreviousHit,
    /// Where one was before the last jump.
    Back,
    /// Where one was before going back.
    Forward,
    /// The next mention of the chosen entity, in whichever report.
    NextMention,
    /// The one before.
    PreviousMention,
    /// Show the open report as clean text or as printed.
    ToggleView,
    /// The report's text one step larger.
    LargerText,
    /// The report's text one step smaller.
    SmallerText,
    /// Everything in the window one step larger.
    ZoomIn,
    /// Everything in the window one step smaller.
    ZoomOut,
    /// Everything in the window at its usual size.
    ZoomReset,
    /// Let all panels speak of the open report's country alone.
    OnlyThisCountry,
    /// Choose the countries and years that all panels speak of.
    ChooseReports,
    /// Let all panels speak of all reports.
    AllReports,
    /// Show or hide the library and contents.
    ToggleLibrary,
    /// Show or hide people, courts and organizations.
    ToggleEntities,
    /// Stop reading and analysing.
    Stop,
    /// Go on reading and analysing.
    Resume,
    /// Colours as the system has them.
    SystemTheme,
    /// Dark on light.
    LightTheme,
    /// Light on dark.
    DarkTheme,
    /// Every command by name.
    Palette,
    /// The words at hand onto the clipboard, with their source.
    Quote,
    /// Write a note on what is at hand.
    AddNote,
    /// Mark what is at hand in the colour that was used last.
    Highlight,
    /// Save all notes as a file.
    ExportNotes,
    /// Save all figures as a workbook.
    ExportWorkbook,
    /// Take back a workbook of figures that was edited.
    ImportWorkbook,
    /// Take back what was done last.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Show or hide what was done in this session.
    History,
    /// Accept the chosen figure.
    AcceptFigure,
    /// Reject the chosen figure.
    RejectFigure,
    /// Change the chosen figure's fields.
    EditFigure,
    /// Choose the chosen figure's indicator.
    SetIndicator,
    /// Choose the figure below.
    NextFigure,
    /// Choose the figure above.
    PreviousFigure,
    /// Choose the next figure that is to be checked.
    NextUnchecked,
    /// Make a figure of the selected number.
    AddFigure,
    /// Take the chosen figure back, which the user added.
    RemoveFigure,
    /// Define an indicator, or change one of one's own.
    OwnIndicators,
    /// Chart the chosen figures.
    ChartFigures,
    /// Save one's own indicators as a file.
    ExportIndicators,
    /// Take indicators from a file.
    ImportIndicators,
    /// Say what the open report is.
    CorrectReport,
    /// Choose how citations are written.
    CitationStyle,
    /// Make the chosen name one with another.
    MergeName,
    /// Take some mentions off the chosen name.
    SplitName,
    /// Call the chosen name otherwise.
    RenameName,
    /// Say of which kind the chosen name is.
    NameKind,
    /// Leave the chosen name out of lists.
    HideName,
    /// Mark the chosen words as no name.
    NotAName,
    /// Look at the names that may be one.
    Suggestions,
    /// Show names again that were left out.
    HiddenNames,
    /// Save all names as a file.
    ExportNames,
    /// Save all case files as a file.
    ExportCases,
    /// Keep the chart that is shown under a name.
    SaveChart,
    /// Begin a chart without series.
    NewChart,
    /// One indicator in several countries.
    CompareCountries,
    /// Look at what nobody has checked in the chart.
    CheckChart,
    /// Lay values from elsewhere beside those of the reports.
    AddReference,
    /// Draw the chart in colours of one's own.
    OwnChartTheme,
    /// The chart onto the clipboard as a picture.
    CopyChart,
    /// The chart's values onto the clipboard.
    CopyChartData,
    /// Save the chart as a picture of pixels.
    ExportPng,
    /// Save the chart as a picture of lines and text.
    ExportSvg,
    /// Save the data behind the chart.
    ExportCsv,
    /// Save the chart as a page.
    ExportPdf,
    /// Save the chart as a slide.
    ExportPptx,
    /// Save the chart as a workbook.
    ExportXlsx,
    /// Save the data behind the chart for programs.
    ExportJson,
    /// Save all saved charts as slides.
    ExportSlides,
    /// Compare the open report with the edition before it.
    CompareBefore,
    /// Show what the edition before says where one reads.
    ComparePassage,
    /// Go to the next change between editions.
    NextChange,
    /// Go to the change before.
    PreviousChange,
    /// Save the comparison that is shown.
    ExportComparison,
    /// Remove what is kept on disk of what was read and found.
    ClearCache,
    /// Version, system and counts onto the clipboard, without text of the reports.
    CopyDiagnostics,
}

impl Action {
    /// All of them, in the order of the palette.
    pub const ALL: [Self; 93] = [
        Self::OpenFolder,
        Self::OpenSample,
        Self::GoTo(Place::Read),
        Self::GoTo(Place::Figures),
        Self::GoTo(Place::Charts),
        Self::GoTo(Place::Notes),
        Self::GoTo(Place::Compare),
        Self::GoTo(Place::Library),
        Self::Undo,
        Self::Redo,
        Self::History,
        Self::Find,
        Self::FindInAll,
        Self::SaveSearch,
        Self::ExportHits,
        Self::SearchHelp,
        Self::NextHit,
        Self::PreviousHit,
        Self::Back,
        Self::Forward,
        Self::NextMention,
        Self::PreviousMention,
        Self::ToggleView,
        Self::Quote,
        Self::AddNote,
        Self::Highlight,
        Self::ExportNotes,
        Self::ExportWorkbook,
        Self::ImportWorkbook,
        Self::CitationStyle,
        Self::CorrectReport,
        Self::AcceptFigure,
        Self::RejectFigure,
        Self::EditFigure,
        Self::SetIndicator,
        Self::NextFigure,
        Self::PreviousFigure,
        Self::NextUnchecked,
        Self::AddFigure,
        Self::RemoveFigure,
        Self::OwnIndicators,
        Self::ChartFigures,
        Self::ExportIndicators,
        Self::ImportIndicators,
        Self::MergeName,
        Self::SplitName,
        Self::RenameName,
        Self::NameKind,
        Self::HideName,
        Self::NotAName,
        Self::Suggestions,
        Self::HiddenNames,
        Self::ExportNames,
        Self::ExportCases,
        Self::SaveChart,
        Self::NewChart,
        Self::CompareCountries,
        Self::CheckChart,
        Self::AddReference,
        Self::OwnChartTheme,
        Self::CopyChart,
        Self::CopyChartData,
        Self::ExportPng,
        Self::ExportSvg,
        Self::ExportCsv,
        Self::ExportPdf,
        Self::ExportPptx,
        Self::ExportXlsx,
        Self::ExportJson,
        Self::ExportSlides,
        Self::CompareBefore,
        Self::ComparePassage,
        Self::NextChange,
        Self::PreviousChange,
        Self::ExportComparison,
        Self::LargerText,
        Self::SmallerText,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::OnlyThisCountry,
        Self::ChooseReports,
        Self::AllReports,
        Self::ToggleLibrary,
        Self::ToggleEntities,
        Self::Stop,
        Self::Resume,
        Self::SystemTheme,
        Self::LightTheme,
        Self::DarkTheme,
        Self::Palette,
        Self::ClearCache,
        Self::CopyDiagnostics,
    ];

    /// Its words, the same everywhere.
    pub fn text(self) -> &'static str {
        match self {
            Self::OpenFolder => "Open folder",
            Self::OpenSample => "Open the sample",
            Self::GoTo(Place::Read) => "Go to reading",
            Self::GoTo(Place::Figures) => "Go to figures",
            Self::GoTo(Place::Charts) => "Go to charts",
            Self::GoTo(Place::Notes) => "Go to notes",
            Self::GoTo(Place::Compare) => "Compare editions",
            Self::GoTo(Place::Library) => "Go to the library",
            Self::Find => "Find in this report",
            Self::FindInAll => "Search all reports",
            Self::SaveSearch => "Saved searches",
            Self::ExportHits => "Export hits",
            Self::SearchHelp => "How to search",
            Self::NextHit => "Next hit",
            Self::PreviousHit => "Previous hit",
            Self::Back => "Back",
            Self::Forward => "Forward",
            Self::NextMention => "Next mention",
            Self::PreviousMention => "Previous mention",
            Self::ToggleView => "Clean text or printed page",
            Self::Quote => "Quote with citation",
            Self::AddNote => "Add note",
            Self::Highlight => "Highlight",
            Self::ExportNotes => "Export notes",
            Self::ExportWorkbook => "Export evidence workbook",
            Self::ImportWorkbook => "Import evidence workbook",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::History => "History",
            Self::AcceptFigure => "Accept figure",
            Self::RejectFigure => "Reject figure",
            Self::EditFigure => "Edit figure",
            Self::SetIndicator => "Set indicator",
            Self::NextFigure => "Next figure",
            Self::PreviousFigure => "Previous figure",
            Self::NextUnchecked => "Next unchecked figure",
            Self::AddFigure => "Add as figure",
            Self::RemoveFigure => "Remove added figure",
            Self::OwnIndicators => "Own indicators",
            Self::ChartFigures => "Chart these figures",
            Self::ExportIndicators => "Export own indicators",
            Self::ImportIndicators => "Import indicators",
            Self::CorrectReport => "What report is this?",
            Self::CitationStyle => "Citation style",
            Self::MergeName => "Merge name",
            Self::SplitName => "Split name",
            Self::RenameName => "Rename name",
            Self::NameKind => "Change kind of name",
            Self::HideName => "Hide name",
            Self::NotAName => "Not a name",
            Self::Suggestions => "Names that may be one",
            Self::HiddenNames => "Hidden names",
            Self::ExportNames => "Export names",
            Self::ExportCases => "Export case files",
            Self::SaveChart => "Save chart",
            Self::NewChart => "New chart",
            Self::CompareCountries => "Across countries",
            Self::CheckChart => "Check the points",
            Self::AddReference => "Add reference data",
            Self::OwnChartTheme => "Chart theme from a file",
            Self::CopyChart => "Copy picture",
            Self::CopyChartData => "Copy values",
            Self::ExportPng => "Export chart as PNG",
            Self::ExportSvg => "Export chart as SVG",
            Self::ExportCsv => "Export chart as CSV",
            Self::ExportPdf => "Export chart as PDF",
            Self::ExportPptx => "Export chart as PPTX",
            Self::ExportXlsx => "Export chart as XLSX",
            Self::ExportJson => "Export chart as JSON",
            Self::ExportSlides => "All charts as slides",
            Self::CompareBefore => "Compare with edition before",
            Self::ComparePassage => "This section in the edition before",
            Self::NextChange => "Next change",
            Self::PreviousChange => "Previous change",
            Self::ExportComparison => "Export comparison",
            Self::LargerText => "Larger text",
            Self::SmallerText => "Smaller text",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Usual size",
            Self::OnlyThisCountry => "Show only this country",
            Self::ChooseReports => "Show only some countries or years",
            Self::AllReports => "Show all reports",
            Self::ToggleLibrary => "Show or hide library",
            Self::ToggleEntities => "Show or hide names",
            Self::Stop => "Stop analysing",
            Self::Resume => "Go on analysing",
            Self::SystemTheme => "Colours as the system has them",
            Self::LightTheme => "Light colours",
            Self::DarkTheme => "Dark colours",
            Self::Palette => "All commands",
            Self::ClearCache => "Clear cache",
            Self::CopyDiagnostics => "Copy diagnostics",
        }
    }

    /// Its words with what it would undo, redo or remove: "Undo: Merge …".
    pub fn label(self, workspace: &Workspace) -> Cow<'static, str> {
        let kept = || workspace.cache()?.known_size();
        if let (Self::ClearCache, Some(bytes)) = (self, kept()) {
            return Cow::Owned(format!("{}: {}", self.text(), words::megabytes(bytes)));
        }
        let history = workspace.project().history();
        let step = match self {
            Self::Undo => history.to_undo(),
            Self::Redo => history.to_redo(),
            _ => None,
        };
        match step {
            Some(step) => Cow::Owned(format!("{}: {}", self.text(), step.name)),
            None => Cow::Borrowed(self.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_actions_share_a_key_or_a_name() {
        let texts: HashSet<_> = Action::ALL.iter().map(|action| action.text()).collect();
        assert_eq!(texts.len(), Action::ALL.len());
        let keys: Vec<_> = Action::ALL.iter().filter_map(|action| action.shortcut()).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key:?} is given twice");
        }
    }
}
