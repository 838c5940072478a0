//! An edited workbook as decisions on the figures that it was made of.
//!
//! In come the rows of a workbook and what is open; out comes one command, and what it does in
//! words. Nothing is guessed: a row that is not understood is named with its number and the reason,
//! and the others go on.

use super::columns::MARK;
use super::fields::{self, Reading};
use super::held::{Held, HeldReport, OpenReport};
use super::locate::{self, Place};
use super::mark::Mark;
use super::outcome::{Outcome, Problem};
use super::read::{Row, Table};
use super::words::Fixed;
use crate::figures::Review;
use crate::project::{AddedFigure, Anchor, Command, FigureDecision, FigureEdit, Verdict, What};
use crate::series::FigureId;
use std::collections::HashMap;

/// What importing a workbook does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The one step that does it; `None` where there is nothing to do.
    pub command: Option<Command>,
    /// What it does.
    pub outcome: Outcome,
}

/// Finds out what a workbook changes. Linear in the rows and in the texts of their reports.
pub fn import(held: &Held, table: &Table) -> Import {
    let mut work = Work::new(held, table);
    for row in &table.rows {
        match work.row(row) {
            Ok(()) => {}
            Err(why) => work.outcome.problems.push(Problem { row: row.number, why }),
        }
    }
    work.finish()
}

struct Work<'a> {
    held: &'a Held,
    table: &'a Table,
    commands: Vec<Command>,
    outcome: Outcome,
    /// The row that was about a figure, or about a number that is to be one.
    rows: HashMap<FigureId, u32>,
    places: HashMap<Anchor, u32>,
}

/// What a row said when it was written.
struct Before {
    fields: FigureEdit,
    state: Review,
    /// Whether the program wrote the row, so that an empty cell was emptied by hand.
    is_marked: bool,
}

impl<'a> Work<'a> {
    fn new(held: &'a Held, table: &'a Table) -> Self {
        Self {
            held,
            table,
            commands: Vec::new(),
            outcome: Outcome::default(),
            rows: HashMap::new(),
            places: HashMap::new(),
        }
    }

    fn row(&mut self, row: &Row) -> Result<(), String> {
        let document = row.text("document");
        let Some(mark) = row.text(MARK) else { return self.unmarked(row, document) };
        let mark = Mark::parse(&mark).ok_or("its hidden last cell is damaged")?;
        if !mark.belongs_to(row.text("sentence").as_deref(), row.text("raw").as_deref()) {
            return Err("its sentence or its number as written is not that of its hidden last \
                        cell: either was changed, or the columns were sorted apart"
                .to_owned());
        }
        let id = locate::by_anchor(self.held, &mark.at, document.as_deref())?;
        let state = Review::typed(&mark.state).unwrap_or_default();
        self.known(row, id, &Before { fields: mark.was, state, is_marked: true })
    }

    /// A row that a person has begun: of a figure that there is, or of a number to be one.
    fn unmarked(&mut self, row: &Row, document: Option<String>) -> Result<(), String> {
        let document = document.ok_or("it names no file")?;
        let sentence = row.text("sentence").ok_or("it has no sentence")?;
        let raw = row.text("raw").or_else(|| row.text("value"));
        let raw = raw.ok_or("it has no number as written")?;
        match locate::by_words(self.held, &document, &sentence, &raw)? {
            Place::Figure(id) => {
                let (_, figure) = self.held.figure(id).ok_or("its figure is gone")?;
                let fields = FigureEdit::of(&figure);
                self.known(row, id, &Before { fields, state: figure.review, is_marked: false })
            }
            Place::Free(at) => self.add(row, at, &raw),
        }
    }

    fn add(&mut self, row: &Row, at: Anchor, raw: &str) -> Result<(), String> {
        if state(row)? == Some(Review::Rejected) {
            return Err("it is a new figure and rejected at once".to_owned());
        }
        if let Some(first) = self.places.insert(at.clone(), row.number) {
            return Err(format!("row {first} is on the same number"));
        }
        let none = FigureEdit::default();
        let mut fields = self.reading(row, &none, false).fields()?;
        if fields.value.is_none() {
            fields.value = super::values::Value::Text(raw.to_owned()).number();
        }
        if fields.value.is_none() {
            return Err(format!("what “{raw}” is worth is not told: fill in the value"));
        }
        self.outcome.added += 1;
        self.commands.push(Command::AddFigure(AddedFigure { about: at, fields }));
        Ok(())
    }

    fn reading<'r>(&'r self, row: &'r Row, was: &'r FigureEdit, empties: bool) -> Reading<'r> {
        Reading { table: self.table, row, indicators: &self.held.indicators, was, empties }
    }

    /// Takes over what differs between a row and what it said before.
    fn known(&mut self, row: &Row, id: FigureId, before: &Before) -> Result<(), String> {
        let held = self.held;
        let (report, figure) = held.figure(id).ok_or("its figure is gone")?;
        if let Some(first) = self.rows.get(&id) {
            return Err(format!("row {first} is about the same figure"));
        }
        self.rows.insert(id, row.number);
        let read = self.reading(row, &before.fields, before.is_marked).fields()?;
        let typed = fields::changed(read, &before.fields);
        let edit = fields::changed(typed, &FigureEdit::of(&figure));
        let state = state(row)?.filter(|state| *state != before.state);
        let state = state.filter(|state| *state != figure.review);
        let done = if figure.review == Review::Added {
            self.change_added(&report, id, edit, state)
        } else {
            self.decide(&report, id, edit, state)
        };
        done.ok_or("its sentence could not be found")?;
        Ok(())
    }

    /// Decides on a figure that the program found. `None` where its place cannot be told.
    fn decide(
        &mut self,
        report: &OpenReport,
        id: FigureId,
        edit: FigureEdit,
        state: Option<Review>,
    ) -> Option<()> {
        let anchor = report.anchor(id.figure)?;
        let decided = match report.decision(id.figure).map(|decision| &decision.what) {
            Some(What::Figure(decision)) => decision.clone(),
            _ => FigureDecision::default(),
        };
        let mut is_changed = false;
        if !edit.is_empty() {
            let edit = fields::with(decided.edit, edit);
            self.commands.push(Command::EditFigure { figure: anchor.clone(), edit });
            self.outcome.changed += 1;
            is_changed = true;
        }
        let verdict = match state {
            Some(Review::Accepted) => Some(Verdict::Accepted),
            Some(Review::Rejected) => Some(Verdict::Rejected),
            Some(Review::Unchecked | Review::Changed) => None,
            Some(Review::Added) | None => decided.verdict,
        };
        if verdict != decided.verdict {
            self.commands.push(Command::JudgeFigure { figure: anchor, verdict });
            *match verdict {
                Some(Verdict::Accepted) => &mut self.outcome.accepted,
                Some(Verdict::Rejected) => &mut self.outcome.rejected,
                None => &mut self.outcome.reopened,
            } += 1;
            is_changed = true;
        }
        self.outcome.unchanged += usize::from(!is_changed);
        Some(())
    }

    /// Changes a figure that the user added, or takes it away where it is rejected.
    fn change_added(
        &mut self,
        report: &OpenReport,
        id: FigureId,
        edit: FigureEdit,
        state: Option<Review>,
    ) -> Option<()> {
        let decision = report.decision(id.figure)?;
        let What::AddedFigure(added) = &decision.what else { return None };
        if state == Some(Review::Rejected) {
            self.commands.push(Command::Remove(decision.id));
            self.outcome.removed += 1;
        } else if edit.is_empty() {
            self.outcome.unchanged += 1;
        } else {
            let fields = fields::with(added.fields.clone(), edit);
            let figure = AddedFigure { about: added.about.clone(), fields };
            self.commands.push(Command::ChangeFigure { id: decision.id, figure });
            self.outcome.changed += 1;
        }
        Some(())
    }

    fn finish(mut self) -> Import {
        let touched = |report: &&HeldReport| self.rows.keys().any(|id| id.report == report.index);
        let all: usize = self
            .held
            .reports
            .iter()
            .filter(touched)
            .map(|report| report.head().rows().figures.len())
            .sum();
        self.outcome.without_row = all.saturating_sub(self.rows.len());
        let name = "Import workbook".to_owned();
        let command = (!self.commands.is_empty())
            .then_some(Command::Together { name, commands: self.commands });
        Import { command, outcome: self.outcome }
    }
}

/// The state that a row says.
fn state(row: &Row) -> Result<Option<Review>, String> {
    let Some(typed) = row.text("state") else { return Ok(None) };
    let known = Review::typed(&typed);
    known
        .map(Some)
        .ok_or_else(|| format!("state “{typed}” is none of: {}", Review::list().join(", ")))
}
