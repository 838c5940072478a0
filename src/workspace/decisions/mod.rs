//! The user's decisions in what is open: where they take effect, and how they are made.
//!
//! The panels see each report with the decisions laid over it: corrected metadata, edited and added
//! figures. What was read stays beside it untouched, so that a decision can be taken back. A
//! decision lays its own reports anew and nothing else.

mod anchors;
mod apart;
mod assigning;
mod board;
mod changed;
mod laid;
mod lookup;
mod overlay;

#[cfg(test)]
mod tests;

pub use anchors::Anchors;
pub(super) use overlay::DecidedEntities;
pub use overlay::EntityDecisions;

use super::slot::{Slot, State};
use super::{Passage, Workspace, job};
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::library::{self, Findings, Handle, Loaded, background};
use crate::project::file::Snapshot;
use crate::project::store::{self, Keeping, Opened, SaveState, Store};
use crate::project::{Command, Edition, Project, Refused, Touched};
use crate::report::DocumentName;
use assigning::Assigned;
use board::{Board, differing};
use crossbeam_channel::Receiver;
use jiff::Timestamp;
use laid::Analysed;
use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long a decision may take effect at once; on the rest of many reports it does in the next
/// frames.
const AT_ONCE: Duration = Duration::from_millis(6);

/// Where a decision stands among the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The words.
    pub passage: Passage,
    /// Whether their sentence has changed, so that they were found only near by.
    pub moved: bool,
}

/// The project of the open folder and what follows from it.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    pub(super) keeping: Keeping,
    opening: Option<Receiver<Opened>>,
    project: Project,
    store: Option<Store>,
    board: Board,
    /// The catalogue without the user's indicators.
    built_in: Arc<Catalogue>,
    /// Reports that decisions are still to be laid over.
    waiting: BTreeSet<ReportIndex>,
    /// Reports whose metadata have changed, to be looked through anew one after another.
    queue: VecDeque<ReportIndex>,
    analysing: Option<(ReportIndex, Edition, Receiver<Anew>)>,
    assigning: Option<Receiver<Vec<Assigned>>>,
    /// Reports whose indicators are to be assigned anew.
    to_assign: BTreeSet<ReportIndex>,
    /// Grows whenever decisions change what reports hold.
    pub(super) changes: u64,
    /// Grows whenever decisions on entities change.
    pub(super) entity_changes: u64,
    messages: Vec<String>,
}

/// What was found in a report that was looked through anew, with what its indicators are from.
type Anew = (Option<(Findings, Arc<Analysis>)>, Arc<Catalogue>);

impl Decisions {
    /// What is carried over when another folder is opened.
    pub(super) fn for_next_folder(&mut self, catalogue: &Arc<Catalogue>) -> Self {
        let built_in = if self.built_in.indicators.is_empty() { catalogue } else { &self.built_in };
        Self {
            keeping: self.keeping.clone(),
            built_in: Arc::clone(built_in),
            changes: self.changes + 1,
            ..Self::default()
        }
    }

    /// The catalogue that comes with the program.
    pub(super) fn built_in(&self) -> &Arc<Catalogue> {
        &self.built_in
    }

    pub(super) fn is_busy(&self) -> bool {
        self.opening.is_some()
            || self.analysing.is_some()
            || self.assigning.is_some()
            || !self.to_assign.is_empty()
            || !self.queue.is_empty()
            || !self.waiting.is_empty()
    }

    /// Whether reports are still to be looked through anew, or it is not yet known whether any are.
    pub(super) fn may_change_entities(&self) -> bool {
        self.opening.is_some()
            || self.analysing.is_some()
            || !self.queue.is_empty()
            || !self.waiting.is_empty()
    }

    /// What decisions on entities there are, for the next merge.
    pub(super) fn on_entities(&self) -> EntityDecisions {
        EntityDecisions::new(&self.project, &self.board)
    }
}

impl Workspace {
    /// The workspace with projects kept as `keeping` says: where, how soon, on which disk.
    #[must_use]
    pub fn keeping_projects(mut self, keeping: Keeping) -> Self {
        self.decisions.keeping = keeping;
        self
    }

    /// Opens the folder's project in the background; the one that was open is saved first.
    pub(super) fn open_project(&mut self, folder: &Path, before: Decisions) {
        let mut keeping = self.decisions.keeping.clone();
        if let Some(wake) = &self.wake {
            keeping.wake = Arc::clone(wake);
        }
        let folder = folder.to_owned();
        self.decisions.opening = self.in_background("project", move || {
            drop(before);
            store::open(&folder, keeping)
        });
    }

    /// Takes what has come for the decisions from the background. Returns whether anything changed.
    pub(super) fn poll_decisions(&mut self) -> bool {
        let mut changed = false;
        if let Some(opened) = job::take(&mut self.decisions.opening) {
            self.decisions.project = opened.project;
            self.decisions.store = Some(opened.store);
            self.project_changed(&Touched {
                entities: true,
                indicators: true,
                ..Touched::default()
            });
            let all: Vec<ReportIndex> =
                self.decisions.board.all().map(|(index, _)| index).collect();
            for index in all {
                self.lay_in_turn(index);
            }
            changed = true;
        }
        if let Some(store) = &self.decisions.store {
            let notices = store.take_notices();
            changed |= !notices.is_empty();
            self.decisions.messages.extend(notices.iter().map(ToString::to_string));
        }
        changed | self.take_analysis() | self.take_assigned()
    }

    /// Takes the reports that have been read or analysed, or are gone, and lays the decisions over
    /// them.
    pub(super) fn lay_changed(&mut self) {
        for index in self.slots.take_changed() {
            let Some(slot) = self.slots.get(index) else { continue };
            match (&slot.state, &slot.read) {
                (State::Read(_), Some(read)) => {
                    self.decisions.board.read(index, read.clone(), slot.fingerprint);
                }
                (State::Analysed(_), Some(read)) => {
                    self.decisions.board.read_through(index, read, slot.fingerprint);
                }
                _ => self.decisions.board.remove(index),
            }
            self.lay_in_turn(index);
        }
    }

    /// The reports of a result whose indicators were assigned from the catalogue that there was when
    /// their reading began, which may have lacked the user's: those are then assigned in the
    /// background.
    pub(super) fn of_other_catalogue(&self, result: &Loaded) -> Vec<DocumentName> {
        let other = |catalogue: &Arc<Catalogue>| !Arc::ptr_eq(catalogue, &self.catalogue);
        let reports = match result {
            Loaded::Read { reports, catalogue: Some(catalogue), .. } if other(catalogue) => reports,
            Loaded::Analysed { report: Some(report), catalogue, .. } if other(catalogue) => {
                std::slice::from_ref(report)
            }
            _ => return Vec::new(),
        };
        reports.iter().map(|report| report.head().document.clone()).collect()
    }

    /// Has the indicators of these reports assigned anew.
    pub(super) fn assign_anew(&mut self, reports: &[DocumentName]) {
        let found = reports.iter().filter_map(|report| self.slots.find(report));
        self.decisions.to_assign.extend(found);
    }

    /// Lays the decisions over a report; where that takes a look at its text, in its turn.
    fn lay_in_turn(&mut self, index: ReportIndex) {
        if self.decisions.board.is_decided_on(index, &self.decisions.project) {
            self.decisions.waiting.insert(index);
        } else {
            self.decisions.waiting.remove(&index);
            self.lay(index);
        }
    }

    /// Lays the decisions over those reports whose turn it is, at least over one, until that time.
    /// Returns whether there were any.
    pub(super) fn lay_waiting(&mut self, until: Instant) -> bool {
        let mut any = false;
        while let Some(index) = self.decisions.waiting.pop_first() {
            self.lay(index);
            any = true;
            if Instant::now() >= until {
                break;
            }
        }
        if any {
            self.decisions.changes += 1;
        }
        any
    }

    /// Whether decisions are still to be laid over reports.
    pub(super) fn is_laying(&self) -> bool {
        !self.decisions.waiting.is_empty()
    }

    /// Lets go of what was made of texts and can be made again.
    pub(super) fn let_go_of_laid(&mut self) {
        self.decisions.board.let_go();
    }

    /// Lays the decisions over a report, and over those that it takes a decision from.
    fn lay(&mut self, index: ReportIndex) {
        self.lay_one(index);
        while let Some(other) = self.decisions.board.take_to_lay() {
            self.lay_one(other);
        }
    }

    fn lay_one(&mut self, index: ReportIndex) {
        let Some(outcome) = self.decisions.board.lay(index, &self.decisions.project) else {
            return;
        };
        if outcome.analyse.is_some() && !self.decisions.queue.contains(&index) {
            self.decisions.queue.push_back(index);
        }
        let Some(slot) = self.slots.get(index) else { return };
        let before = slot.handle().cloned();
        self.slots.set_state(index, outcome.state);
        let now = self.slots.get(index).and_then(Slot::handle).cloned();
        let metadata = |handle: &Option<Handle>| handle.as_ref().map(|h| h.head().metadata.clone());
        if metadata(&before) != metadata(&now) {
            // Country, year and publisher decide what is one entity, and every series' key.
            self.revision += 1;
        }
        // What is new is told by the revision.
        let (Some(before), Some(now)) = (before, now) else { return };
        let (Some(found), Some(found_now)) = (before.found(), now.found()) else { return };
        if found.is_same(found_now) {
            return;
        }
        let rows = |handle: &Handle| Arc::clone(handle.head().rows());
        let (before, now) = (&rows(&before).figures, &rows(&now).figures);
        let slugs = differing(before, now);
        for slug in &slugs {
            self.series.borrow_mut().forget(slug);
            self.chosen_series.borrow_mut().forget(slug);
        }
    }

    /// Looks the next report through whose metadata have changed, and takes what was found.
    fn take_analysis(&mut self) -> bool {
        let mut changed = false;
        if let Some((index, edition, mut job)) = self.decisions.analysing.take() {
            let mut waiting = Some(job);
            match job::take(&mut waiting) {
                Some((analysis, catalogue)) => {
                    if !Arc::ptr_eq(&catalogue, &self.catalogue) {
                        self.decisions.to_assign.insert(index);
                    }
                    let (findings, analysis) = analysis.unwrap_or_default();
                    let analysed = Analysed::resident(edition, findings, analysis);
                    self.decisions.board.analysed(index, analysed);
                    self.lay(index);
                    self.revision += 1;
                    self.decisions.changes += 1;
                    changed = true;
                }
                None => {
                    if let Some(still) = waiting {
                        job = still;
                        self.decisions.analysing = Some((index, edition, job));
                    }
                }
            }
        }
        while self.decisions.analysing.is_none() {
            let Some(index) = self.decisions.queue.pop_front() else { break };
            let current = self.decisions.board.get(index).is_none_or(laid::Laid::is_current);
            let report = self.slots.get(index).and_then(Slot::handle).cloned();
            let Some(report) = report.filter(|_| !current) else { continue };
            let edition = Edition::of(&report.head().metadata);
            let (catalogue, cache) = (Arc::clone(&self.catalogue), self.cache.clone());
            let job = self.in_background("analyser", move || {
                background::step_back();
                let found = report.loaded().and_then(|loaded| {
                    let found = library::analyse_corrected(&loaded, cache.as_deref());
                    let (mut analysis, cues) = found?;
                    analysis.assign(&cues, &catalogue);
                    Some((Findings::of(&loaded.report, &analysis), Arc::new(analysis)))
                });
                (found, catalogue)
            });
            self.decisions.analysing = job.map(|job| (index, edition, job));
        }
        changed
    }

    /// The project of the folder.
    pub fn project(&self) -> &Project {
        &self.decisions.project
    }

    /// Why nothing can be decided, if nothing can: the project is open elsewhere, or is of a newer
    /// program, or cannot be kept.
    pub fn read_only(&self) -> Option<&str> {
        self.decisions.store.as_ref()?.read_only()
    }

    /// How it stands with saving the project.
    pub fn save_state(&self) -> SaveState {
        self.decisions.store.as_ref().map_or(SaveState::Saved, Store::state)
    }

    /// The project file, once the project is open. It need not be there yet.
    pub fn project_file(&self) -> Option<&Path> {
        self.decisions.store.as_ref().map(Store::file)
    }

    /// What the user should be told about the project, the oldest first; each is given once.
    pub fn take_project_messages(&mut self) -> Vec<String> {
        std::mem::take(&mut self.decisions.messages)
    }

    /// Carries out a command, has it saved and lets it take effect. One step of the history.
    pub fn command(&mut self, command: &Command) -> Result<(), Refused> {
        self.may_decide()?;
        if let Command::DefineIndicator(indicator) = command
            && self.decisions.built_in.get(&indicator.slug).is_some()
        {
            return Err(Refused::SlugTaken(indicator.slug.clone()));
        }
        let touched = self.decisions.project.apply(command, Timestamp::now())?;
        self.project_changed(&touched);
        Ok(())
    }

    fn may_decide(&self) -> Result<(), Refused> {
        let store = self.decisions.store.as_ref().ok_or(Refused::NotOpen)?;
        match store.read_only() {
            Some(why) => Err(Refused::ReadOnly(why.to_owned())),
            None => Ok(()),
        }
    }

    /// Undoes the latest step. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let touched = self.may_decide().is_ok().then(|| self.decisions.project.undo()).flatten();
        touched.inspect(|touched| self.project_changed(touched)).is_some()
    }

    /// Does the latest undone step again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let touched = self.may_decide().is_ok().then(|| self.decisions.project.redo()).flatten();
        touched.inspect(|touched| self.project_changed(touched)).is_some()
    }

    /// Undoes or redoes until so many steps of [`crate::project::History::steps`] hold.
    pub fn go_to_step(&mut self, done: usize) {
        if self.may_decide().is_ok() {
            let touched = self.decisions.project.go_to(done);
            self.project_changed(&touched);
        }
    }

    /// Has a change saved and lets it take effect where it does.
    fn project_changed(&mut self, touched: &Touched) {
        let mut reports: BTreeSet<ReportIndex> = BTreeSet::new();
        for edition in &touched.editions {
            reports.extend(self.decisions.board.of_edition(edition));
        }
        for reading in &touched.readings {
            reports.extend(self.decisions.board.of_reading(reading));
        }
        for index in reports {
            self.lay_in_turn(index);
        }
        self.lay_waiting(Instant::now() + AT_ONCE);
        if touched.indicators {
            self.extend_catalogue();
        }
        if touched.entities {
            self.decisions.entity_changes += 1;
        }
        self.decisions.changes += 1;
        if touched.any {
            self.note_reports(touched);
            if let Some(store) = &self.decisions.store {
                store.save(Snapshot::of(&self.decisions.project));
            }
        }
    }

    /// Takes note in the project of the reports that were decided on.
    fn note_reports(&mut self, touched: &Touched) {
        let board = &self.decisions.board;
        let mut known: Vec<_> =
            touched.editions.iter().flat_map(|edition| board.known(edition)).collect();
        for reading in &touched.readings {
            let reports = board.of_reading(reading).into_iter();
            let editions = reports.filter_map(|index| Some(&board.get(index)?.edition));
            known.extend(editions.flat_map(|edition| board.known(edition)));
        }
        for report in known {
            self.decisions.project.note_report(report);
        }
    }

    /// Puts the user's indicators after the program's and has figures assigned to them.
    fn extend_catalogue(&mut self) {
        let own: Vec<_> = self.decisions.project.indicators().cloned().collect();
        let now = self.catalogue.indicators.iter().skip(self.decisions.built_in.indicators.len());
        if now.eq(own.iter()) {
            return;
        }
        let mut indicators = self.decisions.built_in.indicators.clone();
        indicators.extend(own);
        self.catalogue = Arc::new(Catalogue::new(indicators));
        self.in_use.set(Arc::clone(&self.catalogue));
        let all = self.decisions.board.all().map(|(index, _)| index);
        self.decisions.to_assign = all.collect();
    }
}
