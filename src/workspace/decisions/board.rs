//! All reports under the user's decisions: who answers to which edition, and what stands where.

use super::laid::{Analysed, Laid, Standing};
use crate::entities::ReportIndex;
use crate::figures::FigureRows;
use crate::figures::rows::Row;
use crate::library::{Fingerprint, Handle};
use crate::project::anchor::Found;
use crate::project::{Decision, DecisionId, Edition, KnownReport, Project, Reading};
use crate::report::Metadata;
use crate::workspace::slot::State;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The reports with what is decided on them.
#[derive(Debug, Default)]
pub(super) struct Board {
    laid: HashMap<ReportIndex, Laid>,
    by_edition: HashMap<Edition, BTreeSet<ReportIndex>>,
    standings: HashMap<DecisionId, Vec<Standing>>,
    /// Reports that a decision was found near by in, and whose words have now been found elsewhere.
    to_lay: BTreeSet<ReportIndex>,
}

/// What came of laying decisions over a report.
#[derive(Debug)]
pub(super) struct Outcome {
    /// What the report's place in the workspace holds from now on.
    pub(super) state: State,
    /// The report that is to be looked through anew, as another edition than before.
    pub(super) analyse: Option<Handle>,
}

impl Board {
    /// Takes a report as it was read, in place of what was known of it.
    pub(super) fn read(
        &mut self,
        index: ReportIndex,
        base: Handle,
        fingerprint: Option<Fingerprint>,
    ) {
        self.remove(index);
        self.laid.insert(index, Laid::new(base, fingerprint));
    }

    /// Takes a report with what was found in it as what it says it is.
    pub(super) fn read_through(&mut self, index: ReportIndex, base: &Handle) {
        if let Some((laid, analysed)) = self.laid.get_mut(&index).zip(Analysed::of(base)) {
            laid.base = base.clone();
            laid.analysed(analysed);
        }
    }

    /// Takes what was found in a report.
    pub(super) fn analysed(&mut self, index: ReportIndex, analysed: Analysed) {
        if let Some(laid) = self.laid.get_mut(&index) {
            laid.analysed(analysed);
        }
    }

    /// Forgets a report.
    pub(super) fn remove(&mut self, index: ReportIndex) {
        if let Some(laid) = self.laid.remove(&index) {
            self.clear(index, laid.places.keys().copied());
            self.answer_to(index, &laid.answers, &[]);
        }
    }

    /// Has a report answer to other editions than before.
    fn answer_to(&mut self, index: ReportIndex, before: &[Edition], now: &[Edition]) {
        for edition in before.iter().filter(|edition| !now.contains(edition)) {
            if let Some(reports) = self.by_edition.get_mut(edition) {
                reports.remove(&index);
                if reports.is_empty() {
                    self.by_edition.remove(edition);
                }
            }
        }
        for edition in now {
            self.by_edition.entry(edition.clone()).or_default().insert(index);
        }
    }

    fn clear(&mut self, index: ReportIndex, decisions: impl Iterator<Item = DecisionId>) {
        for id in decisions {
            if let Some(standings) = self.standings.get_mut(&id) {
                standings.retain(|standing| standing.report != index);
                if standings.is_empty() {
                    self.standings.remove(&id);
                }
            }
        }
    }

    pub(super) fn get(&self, index: ReportIndex) -> Option<&Laid> {
        self.laid.get(&index)
    }

    pub(super) fn get_mut(&mut self, index: ReportIndex) -> Option<&mut Laid> {
        self.laid.get_mut(&index)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (ReportIndex, &Laid)> {
        self.laid.iter().map(|(index, laid)| (*index, laid))
    }

    /// The reports that answer to an edition.
    pub(super) fn of_edition(&self, edition: &Edition) -> impl Iterator<Item = ReportIndex> {
        self.by_edition.get(edition).into_iter().flatten().copied()
    }

    /// The reports that a correction is of.
    pub(super) fn of_reading(&self, of: &Reading) -> Vec<ReportIndex> {
        let is_same = |laid: &Laid| laid.reading().is_some_and(|reading| reading.is_same(of));
        self.all().filter(|(_, laid)| is_same(laid)).map(|(index, _)| index).collect()
    }

    /// Where a decision stands: where its words are exactly, else near by.
    pub(super) fn standing(&self, id: DecisionId) -> Option<Standing> {
        let standings = self.standings.get(&id)?;
        let exact = |standing: &&Standing| matches!(standing.found, Found::Exact(_));
        standings.iter().find(exact).or_else(|| standings.first()).copied()
    }

    /// The decisions that stand in this report and in no other but those that are the `same` one
    /// in other formats.
    pub(super) fn only_in(&self, index: ReportIndex, same: &[ReportIndex]) -> Vec<DecisionId> {
        let is_it = |report: ReportIndex| report == index || same.contains(&report);
        let Some(laid) = self.laid.get(&index) else { return Vec::new() };
        let only = |id: &&DecisionId| {
            self.standings
                .get(id)
                .is_some_and(|all| all.iter().all(|standing| is_it(standing.report)))
        };
        laid.places.keys().filter(only).copied().collect()
    }

    /// What is known of the reports that answer to an edition and are it, for the project file.
    pub(super) fn known(&self, edition: &Edition) -> Vec<KnownReport> {
        let known = |index| {
            let laid = self.get(index)?;
            Some(KnownReport {
                document: laid.base.head().document.clone(),
                fingerprint: laid.fingerprint?,
                edition: laid.edition.clone(),
                analysis: crate::analysis::VERSION,
            })
        };
        self.of_edition(edition).filter_map(known).collect()
    }

    /// Reports that are to be laid again since one was found elsewhere what stood near by in them.
    pub(super) fn take_to_lay(&mut self) -> Option<ReportIndex> {
        self.to_lay.pop_first()
    }

    /// Lays the project's decisions over a report. Linear in the report's text when first it has
    /// decisions, then in their number.
    pub(super) fn lay(&mut self, index: ReportIndex, project: &Project) -> Option<Outcome> {
        let metadata = self.settle_edition(index, project)?;
        let places = self.places(index, project);
        let laid = self.laid.get_mut(&index)?;
        let before = std::mem::replace(&mut laid.places, places.iter().copied().collect());
        let decisions: Vec<Arc<Decision>> =
            laid.places.keys().filter_map(|id| project.get(*id).cloned()).collect();
        let decided = laid.decided(&decisions);
        let report = laid.corrected(&metadata);
        let analyse = (!laid.is_current()).then(|| report.clone());
        self.clear(index, before.into_keys());
        for (id, found) in places {
            let standings = self.standings.entry(id).or_default();
            if matches!(found, Found::Exact(_)) {
                let moved = standings.iter().filter(|s| matches!(s.found, Found::Moved(_)));
                self.to_lay.extend(moved.map(|standing| standing.report));
            }
            standings.push(Standing { report: index, found });
        }
        let state = match decided {
            Some(Analysed { findings, found, .. }) => {
                State::Analysed(report.with_found(findings, found))
            }
            None => State::Read(report),
        };
        Some(Outcome { state, analyse })
    }

    /// Whether there is anything to lay over a report that takes a look at its text.
    pub(super) fn is_decided_on(&mut self, index: ReportIndex, project: &Project) -> bool {
        if self.settle_edition(index, project).is_none() {
            return false;
        }
        self.laid.get(&index).is_some_and(|laid| {
            let mut answers = laid.answers.iter();
            !laid.places.is_empty()
                || answers.any(|edition| project.of_edition(edition).next().is_some())
        })
    }

    /// Lets go of what can be made again.
    pub(super) fn let_go(&mut self) {
        self.laid.values_mut().for_each(Laid::let_go);
    }

    /// Finds out which edition a report is, and which it answers to beside that; returns its
    /// metadata.
    fn settle_edition(&mut self, index: ReportIndex, project: &Project) -> Option<Metadata> {
        let laid = self.laid.get_mut(&index)?;
        let read = &laid.base.head().metadata;
        let reading = laid.reading();
        let correction = reading.as_ref().and_then(|reading| project.correction(reading));
        let metadata = correction.map_or_else(|| read.clone(), |correction| correction.apply(read));
        let edition = Edition::of(&metadata);
        // A newer program may take the report for another edition than decisions were made under.
        let once = reading.and_then(|reading| {
            let mut known = project.reports().iter();
            let same = known.find(|known| known.is_same(&reading.document, &reading.fingerprint));
            same.map(|known| known.edition.clone())
        });
        let mut answers = vec![edition.clone()];
        answers.extend(once.filter(|once| *once != edition));
        laid.edition = edition;
        let before = std::mem::replace(&mut laid.answers, answers.clone());
        self.answer_to(index, &before, &answers);
        Some(metadata)
    }

    /// Where the decisions of a report's editions stand in it.
    fn places(&mut self, index: ReportIndex, project: &Project) -> Vec<(DecisionId, Found)> {
        let Some(laid) = self.laid.get_mut(&index) else { return Vec::new() };
        let decisions: Vec<Arc<Decision>> =
            laid.answers.iter().flat_map(|edition| project.of_edition(edition)).cloned().collect();
        let mut places = Vec::new();
        for decision in decisions {
            let Some(anchor) = decision.what.anchor() else { continue };
            let standings = self.standings.get(&decision.id).map_or(&[][..], Vec::as_slice);
            let exact_elsewhere = standings.iter().any(|standing| {
                standing.report != index && matches!(standing.found, Found::Exact(_))
            });
            if let Some(found) = laid.find(anchor, !exact_elsewhere) {
                places.push((decision.id, found));
            }
        }
        places
    }

    /// The decisions with a place in the text that have none here.
    pub(super) fn homeless<'a>(
        &'a self,
        project: &'a Project,
    ) -> impl Iterator<Item = &'a Arc<Decision>> {
        let lost: BTreeSet<DecisionId> =
            self.laid.values().flat_map(|laid| laid.lost.iter().copied()).collect();
        project.decisions().values().filter(move |decision| {
            let placed = self.standings.contains_key(&decision.id) && !lost.contains(&decision.id);
            decision.what.anchor().is_some() && !placed
        })
    }
}

/// The slugs of the indicators that figures of one report differ in.
pub(super) fn differing(before: &FigureRows, after: &FigureRows) -> BTreeSet<String> {
    let mut slugs = BTreeSet::new();
    for at in (0..).take(before.len().max(after.len())) {
        let figure = |rows: &FigureRows| rows.get(at).map(Row::figure);
        let (old, new) = (figure(before), figure(after));
        if old != new {
            slugs.extend([old, new].into_iter().flatten().filter_map(|figure| figure.indicator));
        }
    }
    slugs
}
