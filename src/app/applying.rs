//! What the window does for each command of its panels, and where it goes for it.

use super::App;
use super::command::{Place, UiCommand};
use super::history::Location;
use crate::workspace::Passage;
use eframe::egui::Context;

impl App {
    /// Remembers where the user is, for the way back, and goes to another place of the window.
    pub(super) fn leave_for(&mut self, place: Place) {
        if self.place != Place::Read || self.read.report().is_some() {
            self.history.leave(self.here());
        }
        self.place = place;
    }

    pub(super) fn show_passage(&mut self, passage: Passage) {
        self.leave_for(Place::Read);
        self.read.show_passage(&self.workspace, passage, &self.search);
    }

    pub(super) fn return_to(&mut self, to: Option<Location>) {
        let Some(to) = to else { return };
        self.place = to.place;
        if to.search != self.search {
            self.search_for(to.search);
        }
        if let Some(report) = to.report {
            self.read.return_to(&self.workspace, report, to.top, to.marked);
        }
    }

    /// Remembers the chart that is being made, so that it is there when the folder is opened again.
    pub(super) fn keep_chart(&mut self) {
        if let Some(folder) = self.workspace.folder() {
            self.settings.keep_chart(folder, self.charts.draft());
        }
    }

    /// Does what a panel asked for.
    pub(super) fn apply(&mut self, context: &Context, command: UiCommand) {
        match command {
            UiCommand::Run(action) => {
                if action.opens_field() {
                    self.typing.expect_field(context);
                }
                self.run(context, action);
            }
            UiCommand::OpenFolder(folder) => self.open_folder(&folder),
            UiCommand::GoTo(place) => self.place = place,
            UiCommand::Search(typed) => self.search_for(typed),
            UiCommand::Hit(step) => self.go_to_hit(step),
            UiCommand::OpenReport(index) => {
                self.leave_for(Place::Read);
                self.read.open(&self.workspace, index);
            }
            UiCommand::CorrectReport(index) => self.cards.correct.open(&self.workspace, index),
            UiCommand::CiteReports(reports) => self.cite(context, &reports),
            UiCommand::ShowInFolder(index) => self.show_in_folder(context, index),
            UiCommand::Unlock(index, password) => self.workspace.unlock(index, password),
            UiCommand::GoToSection(heading) => {
                self.leave_for(Place::Read);
                self.read.go_to_section(heading);
            }
            UiCommand::ShowPassage(passage) => self.show_passage(passage),
            UiCommand::SelectEntity(id) => {
                self.place = Place::Read;
                self.settings.entities_open = true;
                self.read.choose(&self.workspace, Some(id));
            }
            UiCommand::AskOfEntity(id, question) => self.ask_of_entity(id, question),
            UiCommand::ChangeEntity(id, wish) => self.change_entity(context, id, wish),
            UiCommand::DeselectEntity => self.read.choose(&self.workspace, None),
            UiCommand::ShowFigure(id) => {
                self.leave_for(Place::Figures);
                self.figures.choose(&self.workspace, id);
            }
            UiCommand::ShowChart { indicator, series } => {
                self.leave_for(Place::Charts);
                self.charts.open(&indicator, series);
            }
            UiCommand::Narrow(selection) => self.narrow(selection),
            UiCommand::Save(request) => self.saver.save(request),
            UiCommand::Quote(target) => self.quote(context, Some(target)),
            UiCommand::AddNote(target) => self.add_note(context, Some(target)),
            UiCommand::EditNote(id) => self.cards.note.open(&self.workspace, id),
            UiCommand::Highlight(target, color) => self.highlight(context, Some(target), color),
            UiCommand::Judge(id, verdict) => self.judge(context, Some(id), verdict),
            UiCommand::Decide(command) => {
                self.decide(context, &command);
            }
            UiCommand::EditFigure(..)
            | UiCommand::ChangeFigures(..)
            | UiCommand::AddFigure(_)
            | UiCommand::RemoveFigure(_)
            | UiCommand::IndicatorOf(_)
            | UiCommand::ChartFigures(_)
            | UiCommand::Define(..) => self.work_on_figures(context, command),
            UiCommand::Reattach(id, to) => self.reattach(context, id, to),
            UiCommand::GoToStep(done) => self.workspace.go_to_step(done),
            UiCommand::CompareBefore(index) => self.compare_before(context, index),
            UiCommand::ComparePassage(passage) => self.compare_passage(context, passage),
            UiCommand::OpenChart(id) => {
                self.leave_for(Place::Charts);
                self.charts.open_saved(&self.workspace, id);
            }
        }
    }
}
