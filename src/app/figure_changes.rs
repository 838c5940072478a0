//! From what the user does to figures to commands of the project: figures that were read and
//! figures that were added are decided on alike.

use super::deciding;
use super::figure_fields::Field;
use super::words;
use crate::figures::{Figure, Review};
use crate::project::{AddedFigure, Anchor, Command, FigureEdit, Verdict, What};
use crate::series::FigureId;
use crate::workspace::{Anchors, Workspace};

/// What is to happen to each of several figures.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureChange {
    /// It is accepted or rejected.
    Judge(Verdict),
    /// A field is set to this content.
    Set(Field, String),
}

/// All that the user has set of a figure; nothing where it is as it was read.
pub fn edit_of(workspace: &Workspace, id: FigureId) -> FigureEdit {
    match workspace.figure_decision(id).map(|decision| &decision.what) {
        Some(What::Figure(decision)) => decision.edit.clone(),
        Some(What::AddedFigure(added)) => added.fields.clone(),
        _ => FigureEdit::default(),
    }
}

/// The figure as it was read, where it was; not for one that was added.
pub fn as_read(workspace: &Workspace, id: FigureId) -> Option<&Figure> {
    workspace.figure_as_read(id)
}

/// Judges a figure; the same judgement again takes it back where `turn` says so. One that the user
/// added counts as accepted, and is removed where it is rejected.
pub fn judge(
    workspace: &mut Workspace,
    id: FigureId,
    judged: Verdict,
    turn: bool,
) -> Option<Command> {
    judge_at(workspace, id, judged, turn, &Anchors::default())
}

fn judge_at(
    workspace: &mut Workspace,
    id: FigureId,
    judged: Verdict,
    turn: bool,
    anchors: &Anchors,
) -> Option<Command> {
    if workspace.figure_row(id)?.review() == Review::Added {
        return (judged == Verdict::Rejected).then(|| remove(workspace, id)).flatten();
    }
    let same = deciding::verdict(workspace, id) == Some(judged);
    if same && !turn {
        return None;
    }
    let figure = anchor(workspace, id, anchors)?;
    Some(Command::JudgeFigure { figure, verdict: (!same).then_some(judged) })
}

/// Where a figure stands: as it was gathered, else looked up now.
fn anchor(workspace: &mut Workspace, id: FigureId, anchors: &Anchors) -> Option<Anchor> {
    anchors.get(id).cloned().or_else(|| workspace.figure_anchor(id))
}

/// Sets all that the user has set of a figure.
pub fn edit(workspace: &mut Workspace, id: FigureId, edit: FigureEdit) -> Option<Command> {
    edit_at(workspace, id, edit, &Anchors::default())
}

fn edit_at(
    workspace: &mut Workspace,
    id: FigureId,
    edit: FigureEdit,
    anchors: &Anchors,
) -> Option<Command> {
    let decision = workspace.figure_decision(id);
    if let Some((id, What::AddedFigure(added))) = decision.map(|d| (d.id, &d.what)) {
        let figure = AddedFigure { fields: edit, about: added.about.clone() };
        return Some(Command::ChangeFigure { id, figure });
    }
    Some(Command::EditFigure { figure: anchor(workspace, id, anchors)?, edit })
}

/// Takes a figure back that the user added.
pub fn remove(workspace: &Workspace, id: FigureId) -> Option<Command> {
    let decision = workspace.figure_decision(id)?;
    matches!(decision.what, What::AddedFigure(_)).then_some(Command::Remove(decision.id))
}

/// Changes several figures as one step; nothing where all are so already. Where they stand is told by
/// `anchors`, as far as that was gathered.
pub fn change_all(
    workspace: &mut Workspace,
    ids: &[FigureId],
    change: &FigureChange,
    anchors: &Anchors,
) -> Option<Command> {
    let mut commands = Vec::new();
    for id in ids {
        let one = match change {
            FigureChange::Judge(verdict) => judge_at(workspace, *id, *verdict, false, anchors),
            FigureChange::Set(field, content) => set(workspace, *id, *field, content, anchors),
        };
        commands.extend(one);
    }
    let name = name(change, commands.len());
    (!commands.is_empty()).then_some(Command::Together { name, commands })
}

fn set(
    workspace: &mut Workspace,
    id: FigureId,
    field: Field,
    content: &str,
    anchors: &Anchors,
) -> Option<Command> {
    let figure = workspace.figure_row(id)?.figure();
    if field.content(&figure) == content {
        return None;
    }
    // What nothing was decided on is as it was read.
    let decided = workspace.figure_decision(id).is_some();
    let read = if decided { as_read(workspace, id) } else { Some(&figure) };
    let after = field.changed(content, &edit_of(workspace, id), read).ok()?;
    edit_at(workspace, id, after, anchors)
}

/// What a change of so many figures is called in the history.
fn name(change: &FigureChange, count: usize) -> String {
    let figures = words::counted(count, "figure");
    match change {
        FigureChange::Judge(Verdict::Accepted) => format!("Accept {figures}"),
        FigureChange::Judge(Verdict::Rejected) => format!("Reject {figures}"),
        FigureChange::Set(field, _) => {
            format!("Set the {} of {figures}", field.name().to_lowercase())
        }
    }
}
