//! The user's project: what was decided on the reports of a folder, and what keeps it.
//!
//! In come [`Command`]s, carried out in one place and recorded for undo; out come the decisions,
//! looked up by edition, and what a change touched. [`Anchor`]s tie a decision to words of an
//! edition, so that it holds through new analyses, renamed files and other formats. [`store`]
//! keeps the project in a file beside the reports. The decisions are never mixed with what the
//! program found: a new analysis cannot overwrite them.

pub mod anchor;
mod apply;
mod command;
mod correction;
mod decision;
mod edition;
pub mod file;
mod history;
mod id;
pub mod indicator_file;
mod records;
pub mod store;
mod touched;
mod what;

#[cfg(test)]
mod tests;

pub use anchor::Anchor;
pub use command::{Command, Refused};
pub use correction::BY_THE_USER;
pub use decision::{
    AddedFigure, CitationStyle, Correction, Decision, EntityChange, EntityDecision, EntityRef,
    FigureDecision, FigureEdit, Highlight, Note, SavedChart, SavedSearch, Subject, Verdict, What,
};
pub use edition::{Edition, KnownReport, Reading};
pub use history::{History, Step};
pub use id::DecisionId;
pub use records::DecisionMap;
pub use touched::Touched;

use crate::figures::Indicator;
use history::Change;
use id::Mint;
use jiff::Timestamp;
use records::Records;
use std::sync::Arc;

/// The decisions on a folder's reports and the history of this session.
#[derive(Clone, Debug, Default)]
pub struct Project {
    records: Records,
    reports: Arc<Vec<KnownReport>>,
    history: History,
    mint: Mint,
    revision: u64,
}

impl Project {
    /// A project of these decisions and reports. `salt` keeps the names of new decisions apart
    /// from those that another person makes in the same millisecond.
    pub fn new(
        decisions: impl IntoIterator<Item = Arc<Decision>>,
        reports: Vec<KnownReport>,
        salt: u16,
    ) -> Self {
        let records = Records::new(decisions);
        let mut mint = Mint::new(salt);
        if let Some((last, _)) = records.all().last_key_value() {
            mint.seen(*last);
        }
        Self { records, reports: Arc::new(reports), mint, ..Self::default() }
    }

    /// Carries out a command as one step of the history. One that changes nothing is no step.
    /// Returns what it touched.
    pub fn apply(&mut self, command: &Command, now: Timestamp) -> Result<Touched, Refused> {
        let name = command.name(self);
        let mut changes = Vec::new();
        if let Err(refused) = apply::apply(self, command, now, &mut changes) {
            for change in changes.iter().rev() {
                self.set(change.id, change.before.clone());
            }
            return Err(refused);
        }
        let changes = history::summed(changes);
        let touched = Touched::by(&changes);
        if !changes.is_empty() {
            self.revision += 1;
            self.history.push(Step { name, made: now, changes });
        }
        Ok(touched)
    }

    /// Undoes the latest step that holds. Returns what that touched; nothing where there is none.
    pub fn undo(&mut self) -> Option<Touched> {
        let changes = self.history.back()?;
        Some(self.make(&changes))
    }

    /// Does again what was undone last. Returns what that touched; nothing where there is none.
    pub fn redo(&mut self) -> Option<Touched> {
        let changes = self.history.forward()?;
        Some(self.make(&changes))
    }

    /// Undoes or redoes until `done` steps hold. Returns what that touched.
    pub fn go_to(&mut self, done: usize) -> Touched {
        let mut touched = Touched::default();
        while self.history.done() > done {
            let Some(more) = self.undo() else { break };
            touched.add(more);
        }
        while self.history.done() < done {
            let Some(more) = self.redo() else { break };
            touched.add(more);
        }
        touched
    }

    fn make(&mut self, changes: &[Change]) -> Touched {
        for change in changes {
            self.set(change.id, change.after.clone());
        }
        self.revision += 1;
        Touched::by(changes)
    }

    fn set(&mut self, id: DecisionId, after: Option<Arc<Decision>>) {
        self.records.set(id, after);
    }

    fn same_as(&self, what: &What) -> Option<&Arc<Decision>> {
        self.records.same_as(what)
    }

    fn new_id(&mut self, now: Timestamp) -> DecisionId {
        self.mint.next(now)
    }

    /// What was done in this session.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// A number that grows with each change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All decisions, by name.
    pub fn decisions(&self) -> &Arc<DecisionMap> {
        self.records.all()
    }

    /// One decision.
    pub fn get(&self, id: DecisionId) -> Option<&Arc<Decision>> {
        self.records.get(id)
    }

    /// The decisions with an anchor in an edition, by name.
    pub fn of_edition(&self, edition: &Edition) -> impl Iterator<Item = &Arc<Decision>> {
        self.records.of_edition(edition)
    }

    /// What the user corrected of a reading.
    pub fn correction(&self, of: &Reading) -> Option<&Correction> {
        self.records.correction(of)
    }

    /// All decisions on entities, by name.
    pub fn entity_decisions(&self) -> impl Iterator<Item = &Arc<Decision>> {
        self.records.entities()
    }

    /// The user's own indicators, by name of the decision.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.records.indicators()
    }

    /// What was decided on a figure.
    pub fn figure(&self, about: &Anchor) -> Option<&FigureDecision> {
        let none = FigureDecision { about: about.clone(), ..FigureDecision::default() };
        match &self.same_as(&What::Figure(none))?.what {
            What::Figure(decision) => Some(decision),
            _ => None,
        }
    }

    /// All notes, tags and highlights, the oldest first.
    pub fn notes(&self) -> impl Iterator<Item = (DecisionId, &Note)> {
        self.decisions().values().filter_map(|decision| match &decision.what {
            What::Note(note) => Some((decision.id, note)),
            _ => None,
        })
    }

    /// All saved charts, the oldest first.
    pub fn charts(&self) -> impl Iterator<Item = (DecisionId, &SavedChart)> {
        self.decisions().values().filter_map(|decision| match &decision.what {
            What::Chart(chart) => Some((decision.id, chart)),
            _ => None,
        })
    }

    /// All saved searches, the oldest first.
    pub fn searches(&self) -> impl Iterator<Item = (DecisionId, &SavedSearch)> {
        self.decisions().values().filter_map(|decision| match &decision.what {
            What::Search(search) => Some((decision.id, search)),
            _ => None,
        })
    }

    fn citation_style_id(&self) -> Option<DecisionId> {
        let any = What::CitationStyle(CitationStyle::Named(String::new()));
        self.same_as(&any).map(|decision| decision.id)
    }

    /// How quotations are cited; `None` for the program's own way.
    pub fn citation_style(&self) -> Option<&CitationStyle> {
        match &self.get(self.citation_style_id()?)?.what {
            What::CitationStyle(style) => Some(style),
            _ => None,
        }
    }

    /// The reports that decisions were made on.
    pub fn reports(&self) -> &Arc<Vec<KnownReport>> {
        &self.reports
    }

    /// Takes note of a report that a decision is made on, in place of what was known of it.
    pub fn note_report(&mut self, report: KnownReport) {
        let at = self
            .reports
            .iter()
            .position(|known| known.is_same(&report.document, &report.fingerprint));
        match at {
            Some(at) if self.reports.get(at) == Some(&report) => {}
            Some(at) => {
                if let Some(known) = Arc::make_mut(&mut self.reports).get_mut(at) {
                    *known = report;
                }
            }
            None => {
                let reports = Arc::make_mut(&mut self.reports);
                let at = reports.partition_point(|known| known.document < report.document);
                reports.insert(at, report);
            }
        }
    }
}
