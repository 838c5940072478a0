//! What the window does when the user wants to compare what is read.

use super::App;
use super::actions::Action;
use super::command::Place;
use super::target::Target;
use super::toast::Message;
use crate::entities::ReportIndex;
use crate::report::Span;
use crate::workspace::Passage;
use eframe::egui::Context;

/// Said where there is no edition to compare with.
const ALONE: &str = "There is no earlier edition of this publisher on this country in the folder";

/// Said where no comparison is shown that could be saved.
const NOT_SHOWN: &str = "Compare editions side by side, their changes or passages first";

impl App {
    /// Runs what compares the report that is open, or saves a comparison.
    pub(super) fn run_comparing(&mut self, context: &Context, action: Action) {
        if action == Action::ExportComparison {
            match self.compare.export_request(&self.workspace) {
                Some(request) if self.place == Place::Compare => self.saver.save(request),
                _ => self.toast.tell(context, Message::done(NOT_SHOWN)),
            }
            return;
        }
        let Some(report) = self.read.report() else {
            self.toast.tell(context, Message::done("Open a report first"));
            return;
        };
        if action == Action::CompareBefore {
            self.compare_before(context, report);
            return;
        }
        // What is selected, else what is read.
        let selected = match self.target() {
            Some(Target::Passage(passage)) => Some(passage),
            _ => None,
        };
        let top = self.read.top();
        let read = Passage { report, span: Span { start: top, end: top } };
        self.compare_passage(context, selected.unwrap_or(read));
    }

    /// Compares a report with the edition before it.
    pub(super) fn compare_before(&mut self, context: &Context, index: ReportIndex) {
        if self.compare.compare_before(&self.workspace, index) {
            self.leave_for(Place::Compare);
        } else {
            self.toast.tell(context, Message::done(ALONE));
        }
    }

    /// Shows a passage beside what the edition before says.
    pub(super) fn compare_passage(&mut self, context: &Context, passage: Passage) {
        if self.compare.compare_passage(&self.workspace, passage) {
            self.leave_for(Place::Compare);
        } else {
            self.toast.tell(context, Message::done(ALONE));
        }
    }
}
