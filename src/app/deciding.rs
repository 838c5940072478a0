//! From what the user has at hand to decisions of the project, and back to places.

use super::target::{Target, trimmed};
use crate::entities::ReportIndex;
use crate::project::{
    Anchor, Command, DecisionId, EntityRef, Highlight, Note, Subject, Verdict, What,
};
use crate::report::Span;
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};

/// What a note on the target is on; nothing where its report is not analysed.
pub fn subject(workspace: &mut Workspace, target: Target) -> Option<Subject> {
    match target {
        Target::Passage(passage) => Some(Subject::Passage(passage_anchor(workspace, passage)?)),
        Target::Figure(id) => Some(Subject::Figure(workspace.figure_anchor(id)?)),
        Target::Entity(id, mention) => {
            let entity = workspace.merged().get(id)?;
            let (kind, name) = (entity.kind, entity.name.to_owned());
            Some(Subject::Entity(EntityRef { kind, name, at: workspace.anchor(mention)? }))
        }
    }
}

/// The anchor of words, without the space around them.
pub fn passage_anchor(workspace: &mut Workspace, passage: Passage) -> Option<Anchor> {
    let report = workspace.report(passage.report)?;
    let span = trimmed(report, passage.span)?;
    workspace.anchor(Passage { span, ..passage })
}

/// Whether a figure was accepted or rejected.
pub fn verdict(workspace: &Workspace, id: FigureId) -> Option<Verdict> {
    match &workspace.figure_decision(id)?.what {
        What::Figure(decision) => decision.verdict,
        _ => None,
    }
}

/// The note that is on just this, if there is one.
pub fn note_on<'w>(workspace: &'w Workspace, on: &Subject) -> Option<(DecisionId, &'w Note)> {
    workspace.project().notes().find(|(_, note)| note.on == *on)
}

/// Marks the target in a colour; the same colour again takes the mark off.
pub fn highlight(workspace: &mut Workspace, target: Target, color: Highlight) -> Option<Command> {
    let on = subject(workspace, target)?;
    let Some((id, note)) = note_on(workspace, &on) else {
        let (text, tags, highlight) = (String::new(), Vec::new(), Some(color));
        return Some(Command::AddNote(Note { on, text, tags, highlight }));
    };
    let highlight = (note.highlight != Some(color)).then_some(color);
    let note = Note { highlight, ..note.clone() };
    Some(if note.is_empty() { Command::Remove(id) } else { Command::ChangeNote { id, note } })
}

/// The place that a note's subject is anchored to.
pub fn anchor_of(on: &Subject) -> &Anchor {
    match on {
        Subject::Passage(anchor) | Subject::Figure(anchor) => anchor,
        Subject::Entity(entity) => &entity.at,
    }
}

/// A report as an edition names it, for what has no place among the open ones.
pub fn edition_words(anchor: &Anchor) -> String {
    let edition = &anchor.edition;
    let year = edition.year.map(|year| year.to_string());
    let parts: Vec<&str> =
        [edition.country.as_deref(), year.as_deref()].into_iter().flatten().collect();
    let publisher = edition.publisher.as_deref();
    let parts = [Some(parts.join(" ")), publisher.map(str::to_owned)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The notes that have their place in a report, in the order of its text.
pub fn notes_in(
    workspace: &Workspace,
    report: ReportIndex,
) -> impl Iterator<Item = (DecisionId, Span, &Note)> {
    let mut decided = workspace.decisions_in(report);
    decided.sort_by_key(|(decision, span)| (*span, decision.id));
    decided.into_iter().filter_map(|(decision, span)| match &decision.what {
        What::Note(note) => Some((decision.id, span, note)),
        _ => None,
    })
}
