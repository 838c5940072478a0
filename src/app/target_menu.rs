//! What can be done with words, a figure or a name: the menu under the right mouse button.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::deciding;
use super::entity_decide::EntityQuestion;
use super::entity_decide_row::offer;
use super::note_editor::swatches;
use super::target::Target;
use super::theme::{self, Theme, size, space};
use super::widgets;
use crate::figures::Review;
use crate::language;
use crate::project::Verdict;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{Response, Ui, pos2, vec2};

/// Gives what was clicked its menu.
pub fn attach(
    response: &Response,
    workspace: &Workspace,
    target: impl FnOnce() -> Option<Target>,
    theme: &Theme,
    commands: &mut Commands,
) {
    response.context_menu(|ui| {
        ui.set_width(300.0);
        if let Some(target) = target() {
            show(ui, workspace, target, theme, commands);
        } else {
            ui.label("Nothing stands here");
        }
    });
}

fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    target: Target,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut entry = |ui: &mut Ui, words: &str, action: Option<Action>, command: UiCommand| {
        if line(ui, theme, words, action) {
            commands.push(command);
            ui.close();
        }
    };
    entry(ui, Action::Quote.text(), Some(Action::Quote), UiCommand::Quote(target));
    entry(ui, Action::AddNote.text(), Some(Action::AddNote), UiCommand::AddNote(target));
    if let Target::Figure(id) = target {
        let judged = deciding::verdict(workspace, id);
        for (verdict, action) in
            [(Verdict::Accepted, Action::AcceptFigure), (Verdict::Rejected, Action::RejectFigure)]
        {
            let words = if judged == Some(verdict) { "Leave open again" } else { action.text() };
            entry(ui, words, Some(action), UiCommand::Judge(id, verdict));
        }
        if workspace.figure_row(id).is_some_and(|row| row.review() == Review::Added) {
            let remove = Action::RemoveFigure;
            entry(ui, remove.text(), Some(remove), UiCommand::RemoveFigure(id));
        }
        entry(ui, "Make an indicator of this", None, UiCommand::IndicatorOf(vec![id]));
    }
    if let Target::Passage(passage) = target
        && has_number(workspace, passage)
    {
        let add = Action::AddFigure;
        entry(ui, add.text(), Some(add), UiCommand::AddFigure(passage));
    }
    if let Target::Passage(passage) = target {
        let compare = Action::ComparePassage;
        entry(ui, compare.text(), Some(compare), UiCommand::ComparePassage(passage));
    }
    if let Target::Entity(id, _) = target {
        ui.separator();
        offer(ui, workspace, id, &EntityQuestion::OFFERED, theme, commands);
    }
    ui.add_space(space::XS);
    ui.separator();
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        ui.add_space(space::S);
        if let Some(color) = swatches(ui, theme, None) {
            commands.push(UiCommand::Highlight(target, color));
            ui.close();
        }
    });
}

/// Whether there is a number in the words: one that is told in letters counts too.
fn has_number(workspace: &Workspace, passage: Passage) -> bool {
    let Some(report) = workspace.report(passage.report) else { return false };
    !language::numbers(&language::words(&report.text, passage.span)).is_empty()
}

/// A line of the menu with its key; returns whether it was clicked.
pub fn line(ui: &mut Ui, theme: &Theme, words: &str, action: Option<Action>) -> bool {
    let row = widgets::list_row(ui, theme, space::ROW, false, words);
    let rect = row.rect;
    let left = pos2(rect.left() + space::S, rect.center().y);
    widgets::paint_line(ui, left, rect.width(), words, theme::font(size::BODY), theme.text);
    if let Some(keys) = action.and_then(|action| action.keys(ui.ctx())) {
        let right = rect.right_center() - vec2(space::S, 0.0);
        widgets::paint_line_right(ui, right, &keys, theme::font(size::SMALL), theme.faint);
    }
    row.clicked()
}
