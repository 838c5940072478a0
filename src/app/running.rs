//! What the window does for each action that a menu, a key or the palette names.

use super::App;
use super::actions::Action;
use super::command::{HitStep, Place};
use super::settings::Colours;
use super::toast::Message;
use super::words;
use eframe::egui::{self, Context};
use std::io;
use std::path::Path;

impl App {
    /// Runs an action.
    pub(super) fn run(&mut self, context: &Context, action: Action) {
        match action {
            Action::OpenFolder => {
                let start = self.workspace.folder().map(Path::to_owned);
                let wake = context.clone();
                self.dialog.open(start, move || wake.request_repaint());
            }
            Action::OpenSample => self.open_sample(context),
            Action::GoTo(place) => self.place = place,
            Action::FindInAll => self.focus_search = true,
            Action::SaveSearch => self.cards.searches.open(&self.workspace, &self.search),
            Action::SearchHelp => self.cards.search_help.open(&self.workspace),
            Action::ExportHits => self.export_hits(context),
            // The keys that step through hits step through changes where these are shown.
            Action::NextChange | Action::NextHit if self.place == Place::Compare => {
                self.compare.step(1);
            }
            Action::PreviousChange | Action::PreviousHit if self.place == Place::Compare => {
                self.compare.step(-1);
            }
            Action::NextChange | Action::PreviousChange => self.place = Place::Compare,
            Action::CompareBefore | Action::ComparePassage | Action::ExportComparison => {
                self.run_comparing(context, action);
            }
            Action::NextHit if self.walks_hits() => self.go_to_hit(HitStep::Show(1)),
            Action::PreviousHit if self.walks_hits() => self.go_to_hit(HitStep::Show(-1)),
            Action::Find | Action::NextHit | Action::PreviousHit => {
                self.place = Place::Read;
                self.read.run(&self.workspace, action);
            }
            Action::Back => {
                let to = self.history.back(self.here());
                self.return_to(to);
            }
            Action::Forward => {
                let to = self.history.forward(self.here());
                self.return_to(to);
            }
            Action::NextMention => self.step_mention(1),
            Action::PreviousMention => self.step_mention(-1),
            Action::Stop => self.workspace.stop(),
            Action::Resume => self.workspace.resume(),
            Action::SystemTheme => self.colour(context, Colours::System),
            Action::LightTheme => self.colour(context, Colours::Light),
            Action::DarkTheme => self.colour(context, Colours::Dark),
            Action::ZoomIn => egui::gui_zoom::zoom_in(context),
            Action::ZoomOut => egui::gui_zoom::zoom_out(context),
            Action::ZoomReset => context.set_zoom_factor(1.0),
            Action::ToggleView => {
                self.place = Place::Read;
                self.read.toggle_view(&self.workspace);
            }
            Action::LargerText => self.resize(1.0),
            Action::SmallerText => self.resize(-1.0),
            Action::ToggleLibrary => self.settings.library_open ^= true,
            Action::ToggleEntities => self.settings.entities_open ^= true,
            Action::Palette => self.palette.toggle(),
            Action::ClearCache => self.workspace.clear_cache(),
            Action::CopyDiagnostics => context.copy_text(self.diagnostics()),
            Action::Quote
            | Action::AddNote
            | Action::Highlight
            | Action::ExportNotes
            | Action::ExportWorkbook
            | Action::ImportWorkbook
            | Action::Undo
            | Action::Redo
            | Action::History
            | Action::AcceptFigure
            | Action::RejectFigure
            | Action::EditFigure
            | Action::SetIndicator
            | Action::NextFigure
            | Action::PreviousFigure
            | Action::NextUnchecked
            | Action::AddFigure
            | Action::RemoveFigure
            | Action::OwnIndicators
            | Action::ChartFigures
            | Action::ExportIndicators
            | Action::ImportIndicators
            | Action::CorrectReport
            | Action::CitationStyle => self.run_deciding(context, action),
            Action::OnlyThisCountry | Action::ChooseReports | Action::AllReports => {
                self.run_selecting(context, action);
            }
            Action::SaveChart
            | Action::NewChart
            | Action::CompareCountries
            | Action::CheckChart
            | Action::AddReference
            | Action::OwnChartTheme
            | Action::CopyChart
            | Action::CopyChartData
            | Action::ExportPng
            | Action::ExportSvg
            | Action::ExportCsv
            | Action::ExportPdf
            | Action::ExportPptx
            | Action::ExportXlsx
            | Action::ExportJson
            | Action::ExportSlides => self.run_on_charts(context, action),
            Action::MergeName
            | Action::SplitName
            | Action::RenameName
            | Action::NameKind
            | Action::HideName
            | Action::NotAName
            | Action::Suggestions
            | Action::HiddenNames
            | Action::ExportNames
            | Action::ExportCases => {
                self.run_on_names(context, action);
            }
        }
    }

    /// Runs what has to do with charts, in their place.
    fn run_on_charts(&mut self, context: &Context, action: Action) {
        if self.workspace.folder().is_none() {
            return self.tell(context, "Open a folder of reports first");
        }
        self.place = Place::Charts;
        match action {
            Action::SaveChart => {
                if let Some(command) = self.charts.save(&self.workspace)
                    && self.decide(context, &command)
                {
                    self.tell(context, "The changes are kept in the saved chart");
                }
            }
            Action::ExportSlides if self.workspace.project().charts().next().is_none() => {
                self.tell(context, "Save a chart first: each saved chart is a slide");
            }
            Action::AddReference | Action::OwnChartTheme => {
                let start = self.workspace.folder().map(Path::to_owned);
                self.charts.ask_file(context, action, self.dialog.picker(), start);
            }
            _ => {
                if let Some(message) = self.charts.run(context, action) {
                    self.toast.tell(context, message);
                }
            }
        }
    }

    /// Makes what is read larger or smaller by a step: the printed page, or the clean text.
    fn resize(&mut self, step: f32) {
        if !self.read.zoom_page(&self.workspace, 1.25_f32.powf(step)) {
            self.settings.resize_text(step);
        }
    }

    fn step_mention(&mut self, by: isize) {
        if self.read.chosen(&self.workspace).is_none() {
            return;
        }
        if let Some(passage) = self.read.next_mention(&self.workspace, by) {
            self.show_passage(passage);
        }
    }

    /// What a bug report needs, without text of the reports.
    fn diagnostics(&self) -> String {
        let reports = self.workspace.slots().count();
        let read = self.workspace.slots().filter(|(_, slot)| slot.is_read()).count();
        let figures = self.workspace.figure_count();
        let entities = self.workspace.merged().entities.len();
        format!(
            "{reports} reports, {read} read, {figures} figures, {entities} names\n{}",
            crate::diagnostics::recent()
        )
    }

    fn colour(&mut self, context: &Context, colours: Colours) {
        self.settings.colours = colours;
        context.set_theme(colours.preference());
    }
}

/// What is told when the cache was cleared.
pub(super) fn cleared(cleared: io::Result<u64>) -> Message {
    match cleared {
        Ok(bytes) => {
            let size = words::megabytes(bytes);
            Message::done(format!(
                "Removed {size}. Folders are read anew when they are next opened."
            ))
        }
        Err(error) => Message::warning(format!("The cache could not be cleared: {error}.")),
    }
}
