//! What the user has at hand on a page: selected words, a figure, a name, a sentence; and the menu
//! for it.

use super::marks::{Mark, Meaning};
use super::page::{Page, Shown};
use super::selection::{self, Selection};
use crate::app::command::Commands;
use crate::app::target::{Target, sentence_of};
use crate::app::target_menu;
use crate::entities::ReportIndex;
use crate::report::{Offset, Report};
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{Pos2, Response};

impl Page {
    /// What is at hand: selected words, else the figure or name that is looked at, else the
    /// sentence that was jumped to.
    pub fn target(&self, workspace: &Workspace) -> Option<Target> {
        let report = self.index;
        let selected = self.selection.map(Selection::span).filter(|span| !span.is_empty());
        if let Some(span) = selected {
            return Some(Target::Passage(Passage { report, span }));
        }
        if let Some(figure) = self.card {
            return Some(Target::Figure(FigureId { report, figure }));
        }
        let hovered = self.hovered.and_then(|mark| of_mark(mark, report, workspace));
        let marked = || self.marked.map(|marked| Passage { report, span: marked.sentence });
        hovered.or_else(|| marked().map(Target::Passage))
    }

    /// Gives the text its menu. Where nothing is selected, the sentence under the pointer is.
    pub fn offer_menu(
        &mut self,
        text: &Response,
        report: &Report,
        shown: &Shown<'_>,
        place: &dyn Fn(Pos2) -> Option<Offset>,
        commands: &mut Commands,
    ) {
        let workspace = shown.workspace;
        let selected = self.selection.is_some_and(|selection| !selection.span().is_empty());
        if text.secondary_clicked()
            && !selected
            && let Some(at) = text.interact_pointer_pos().and_then(place)
        {
            let word = Passage { report: self.index, span: selection::word_at(report, at) };
            self.selection = Some(Selection::of(sentence_of(workspace, word).span));
        }
        let at_hand = || self.target(workspace);
        target_menu::attach(text, workspace, at_hand, shown.theme, commands);
    }
}

/// What a mark stands for.
pub fn of_mark(mark: Mark, report: ReportIndex, workspace: &Workspace) -> Option<Target> {
    match mark.meaning {
        Meaning::Figure(figure) => Some(Target::Figure(FigureId { report, figure })),
        Meaning::Entity(local, _) => {
            let id = workspace.merged().id_of(report, local)?;
            Some(Target::Entity(id, Passage { report, span: mark.span }))
        }
    }
}
