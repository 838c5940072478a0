//! The one place where commands are carried out.

use super::command::{Command, Refused};
use super::decision::{Decision, FigureDecision, What};
use super::history::Change;
use super::{Anchor, DecisionId, Edition, Project};
use crate::figures;
use jiff::Timestamp;
use std::sync::Arc;

/// Carries out a command and notes what it changed. On refusal some of the changes may have been
/// made; they are in `changes` and must be undone.
pub(super) fn apply(
    project: &mut Project,
    command: &Command,
    now: Timestamp,
    changes: &mut Vec<Change>,
) -> Result<(), Refused> {
    let mut work = Work { project, now, changes };
    match command {
        Command::JudgeFigure { figure, verdict } => {
            work.on_figure(figure, |decision| decision.verdict = *verdict);
        }
        Command::EditFigure { figure, edit } => {
            finite(edit.is_finite())?;
            work.on_figure(figure, |decision| decision.edit = edit.clone());
        }
        Command::AddFigure(figure) => {
            finite(figure.fields.is_finite())?;
            work.put(What::AddedFigure(figure.clone()));
        }
        Command::ChangeFigure { id, figure } => {
            finite(figure.fields.is_finite())?;
            work.change(*id, What::AddedFigure(figure.clone()))?;
        }
        Command::DecideEntity(decision) => work.put(What::Entity(decision.clone())),
        Command::CorrectMetadata { correction, carry, from, to } => {
            work.put(What::Metadata(correction.as_ref().clone()));
            for id in carry {
                work.carry(*id, from, to);
            }
        }
        Command::DefineIndicator(indicator) => {
            if let Some(problem) = figures::schema::problems(indicator).into_iter().next() {
                return Err(Refused::WrongIndicator(problem));
            }
            work.put(What::Indicator(indicator.as_ref().clone()));
        }
        Command::AddNote(note) => work.put(What::Note(note.clone())),
        Command::ChangeNote { id, note } => work.change(*id, What::Note(note.clone()))?,
        Command::AddChart(chart) => work.put(What::Chart(chart.clone())),
        Command::ChangeChart { id, chart } => work.change(*id, What::Chart(chart.clone()))?,
        Command::AddSearch(search) => work.put(What::Search(search.clone())),
        Command::ChangeSearch { id, search } => work.change(*id, What::Search(search.clone()))?,
        Command::CiteAs(Some(style)) => work.put(What::CitationStyle(style.clone())),
        Command::CiteAs(None) => {
            if let Some(id) = work.project.citation_style_id() {
                work.set(id, None);
            }
        }
        Command::Remove(id) => {
            work.project.get(*id).ok_or(Refused::Gone)?;
            work.set(*id, None);
        }
        Command::Reattach { id, to } => {
            work.project.get(*id).ok_or(Refused::Gone)?;
            work.reattach(*id, to);
        }
        Command::Together { commands, .. } => {
            for command in commands {
                apply(work.project, command, now, work.changes)?;
            }
        }
    }
    Ok(())
}

fn finite(is_finite: bool) -> Result<(), Refused> {
    if is_finite { Ok(()) } else { Err(Refused::NotANumber) }
}

struct Work<'a> {
    project: &'a mut Project,
    now: Timestamp,
    changes: &'a mut Vec<Change>,
}

impl Work<'_> {
    /// Sets what is kept under a name, and notes it where it differs from what was there.
    fn set(&mut self, id: DecisionId, what: Option<What>) {
        let before = self.project.get(id).cloned();
        let what = what.filter(|what| !what.is_empty());
        if before.as_ref().map(|before| &before.what) == what.as_ref() {
            return;
        }
        let after = what.map(|what| Arc::new(Decision { id, made: self.now, what }));
        self.project.set(id, after.clone());
        self.changes.push(Change { id, before, after });
    }

    /// Adds a decision, in place of the one on the same thing where there can be only one.
    fn put(&mut self, what: What) {
        let id = match self.project.same_as(&what) {
            Some(same) => same.id,
            None => self.project.new_id(self.now),
        };
        self.set(id, Some(what));
    }

    /// Changes a decision to another of its sort.
    fn change(&mut self, id: DecisionId, what: What) -> Result<(), Refused> {
        let before = self.project.get(id).ok_or(Refused::Gone)?;
        if std::mem::discriminant(&before.what) != std::mem::discriminant(&what) {
            return Err(Refused::OtherSort);
        }
        self.set(id, Some(what));
        Ok(())
    }

    /// Changes what is decided on a figure, beginning from nothing where nothing was.
    fn on_figure(&mut self, figure: &Anchor, change: impl FnOnce(&mut FigureDecision)) {
        let none = FigureDecision { about: figure.clone(), ..FigureDecision::default() };
        let mut decision = match self.project.same_as(&What::Figure(none.clone())).map(|d| &d.what)
        {
            Some(What::Figure(known)) => known.clone(),
            _ => none,
        };
        change(&mut decision);
        self.put(What::Figure(decision));
    }

    /// Takes the anchors of a decision from one edition to another.
    fn carry(&mut self, id: DecisionId, from: &Edition, to: &Edition) {
        let Some(decision) = self.project.get(id) else { return };
        let mut what = decision.what.clone();
        let anchors = what.anchors_mut().into_iter();
        for anchor in anchors.filter(|anchor| anchor.edition == *from) {
            anchor.edition.clone_from(to);
        }
        self.settle(id, what);
    }

    fn reattach(&mut self, id: DecisionId, to: &Anchor) {
        let Some(decision) = self.project.get(id) else { return };
        let mut what = decision.what.clone();
        if let Some(first) = what.anchors_mut().into_iter().next() {
            *first = to.clone();
        }
        self.settle(id, what);
    }

    /// Keeps what is now on another thing, in place of a decision on that.
    fn settle(&mut self, id: DecisionId, what: What) {
        if let Some(other) = self.project.same_as(&what).map(|same| same.id)
            && other != id
        {
            self.set(other, None);
        }
        self.set(id, Some(what));
    }
}
