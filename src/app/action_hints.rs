//! What each thing that the user can do by name does, in a sentence.

use super::actions::Action;
use super::command::Place;

impl Action {
    /// What it does, in a sentence.
    pub fn hint(self) -> &'static str {
        match self {
            Self::OpenFolder => "Choose a folder of reports and read all that is in it",
            Self::OpenSample => "Reports on an invented country, to try the program with",
            Self::GoTo(Place::Read) => "Reports, contents, and the names in them",
            Self::GoTo(Place::Figures) => "The table of all numbers told in the reports",
            Self::GoTo(Place::Charts) => "Draw figures over the years",
            Self::GoTo(Place::Notes) => "All notes, tags and highlights",
            Self::GoTo(Place::Compare) => "What changed between the editions of a report",
            Self::GoTo(Place::Library) => "All reports in a table, and which editions are here",
            Self::Find => "Find words in the report that is open",
            Self::FindInAll => "Find words in every report of the folder",
            Self::SaveSearch => "Keep the search under a name, or open one that is kept",
            Self::ExportHits => {
                "Save the hits with their passages and sources as a workbook or CSV"
            }
            Self::SearchHelp => "Phrases, either word, fields and more, with examples",
            Self::NextHit => "Go to the next place that was found",
            Self::PreviousHit => "Go to the place found before this one",
            Self::Back => "Go back to where you were before the last jump",
            Self::Forward => "Go forward again",
            Self::NextMention => "Go to where the chosen name stands next",
            Self::PreviousMention => "Go to where the chosen name stood before",
            Self::ToggleView => "Show a PDF as clean text or as it is printed",
            Self::Quote => {
                "Copy the selected words, or the chosen figure's sentence, with their source"
            }
            Self::AddNote => "Write a note on the selected words, or on the chosen figure",
            Self::Highlight => "Mark the selected words, or take the mark off",
            Self::ExportNotes => "Save all notes with their quotes and sources as a Markdown file",
            Self::ExportWorkbook => {
                "Save all figures with their sentences as a workbook, to be edited and imported again"
            }
            Self::ImportWorkbook => {
                "Take over what was changed in an exported workbook, as one step to undo"
            }
            Self::Undo => "Take back what you changed last",
            Self::Redo => "Do again what was taken back",
            Self::History => {
                "All that you changed since the folder was opened, to go back to any of it"
            }
            Self::AcceptFigure => "The chosen figure was read rightly",
            Self::RejectFigure => "The chosen figure was read wrongly: charts leave it out",
            Self::EditFigure => "Change any field of the chosen figure",
            Self::SetIndicator => "Say what the chosen figure measures",
            Self::NextFigure => "Go to the figure below in the table",
            Self::PreviousFigure => "Go to the figure above in the table",
            Self::NextUnchecked => "Go to the next figure that is still to be checked",
            Self::AddFigure => "Make a figure of the number that is selected in the report",
            Self::RemoveFigure => "Take back the chosen figure, which you added",
            Self::OwnIndicators => "Define what else is to be counted, by the words that tell it",
            Self::ChartFigures => "Put the chosen figures into one chart, whatever they measure",
            Self::ExportIndicators => "Save your own indicators as a file, to share them",
            Self::ImportIndicators => "Take indicators from a file that somebody shared",
            Self::CorrectReport => "Correct title, country, year, publisher or language",
            Self::CitationStyle => "How quotations are cited, here and in every export",
            Self::MergeName => "Make the chosen person, court or organization one with another",
            Self::SplitName => "Choose which reports' mentions are of somebody else",
            Self::RenameName => "Call the chosen person, court or organization otherwise",
            Self::NameKind => "Say whether the chosen name is a person, a court or an organization",
            Self::HideName => "Leave the chosen name out of lists; its mentions stay marked",
            Self::NotAName => "The chosen words are no name: they are neither listed nor marked",
            Self::Suggestions => {
                "Accept or refuse the merges that are too doubtful to be made by themselves"
            }
            Self::HiddenNames => "Names that you hid or marked as no names, to be shown again",
            Self::ExportNames => {
                "Save all people, courts and organizations as a workbook, CSV or JSON"
            }
            Self::ExportCases => {
                "Save what befell the people, with sources, as a workbook, CSV or JSON"
            }
            Self::SaveChart => "Keep this chart under a name",
            Self::NewChart => "Begin a chart without series, to tick what it shows",
            Self::CompareCountries => {
                "Show the chart’s indicator in all countries, or those chosen: as small charts, or by the \
                 latest values"
            }
            Self::CheckChart => "Go through the sentences behind the chart that nobody has checked",
            Self::AddReference => {
                "Draw values from a CSV file beside those of the reports, named as such"
            }
            Self::OwnChartTheme => {
                "Draw the chart in your own colours, typeface and logo, from a theme file"
            }
            Self::CopyChart => "Put the chart on the clipboard as a picture",
            Self::CopyChartData => "Put the chart's values on the clipboard as a table",
            Self::ExportPng => "A picture for slides and documents",
            Self::ExportSvg => "A picture that stays sharp at every size and can be edited",
            Self::ExportCsv => "The data behind the chart, one row a telling, with sentences",
            Self::ExportPdf => "A page with sharp lines and real text, for print",
            Self::ExportPptx => {
                "A slide with a chart that can be edited, its sentences in the speaker notes"
            }
            Self::ExportXlsx => {
                "A workbook with the data, the evidence and a chart that can be edited"
            }
            Self::ExportJson => "The data with all that keeps it from being compared, for programs",
            Self::ExportSlides => {
                "A deck of the saved charts in their order, a slide each, to be edited"
            }
            Self::CompareBefore => "Show what changed in the open report since the edition before",
            Self::ComparePassage => {
                "Show what you read beside what the edition before says on the topic"
            }
            Self::NextChange => "Go to the next sentence that differs between the editions",
            Self::PreviousChange => "Go to the sentence before this one that differs",
            Self::ExportComparison => {
                "Save what is shown, with citations: side by side as Word, HTML or PDF, lists and \
                 passages as a workbook or CSV"
            }
            Self::LargerText => "Show the report's text one step larger",
            Self::SmallerText => "Show the report's text one step smaller",
            Self::ZoomIn => "Everything in the window one step larger",
            Self::ZoomOut => "Everything in the window one step smaller",
            Self::ZoomReset => "Everything in the window at its usual size",
            Self::OnlyThisCountry => {
                "Lists, figures, charts and searches speak of the open report’s country alone"
            }
            Self::ChooseReports => {
                "Choose the countries and years that lists, figures, charts and searches speak of"
            }
            Self::AllReports => "Lists, figures, charts and searches speak of every report again",
            Self::ToggleLibrary => "The list of reports and the contents of the open one",
            Self::ToggleEntities => "The list of people, courts and organizations",
            Self::Stop => "What is done stays; the rest waits",
            Self::Resume => "Read and analyse what is still waiting",
            Self::SystemTheme => "Light or dark, as your system is set",
            Self::LightTheme => "Dark text on light paper",
            Self::DarkTheme => "Light text on a dark page",
            Self::Palette => "Find any command by its name",
            Self::ClearCache => {
                "Remove what is kept to open folders at once: they are read anew the next time"
            }
            Self::CopyDiagnostics => {
                "Put version, system and counts on the clipboard, without text of the reports"
            }
        }
    }
}
