//! What is asked of the decisions: anchors for new ones, where those that there are stand, and what
//! they were made over.

use super::super::{EntityId, Passage, Workspace};
use super::Standing;
use crate::entities::{Member, ReportIndex};
use crate::figures::{Catalogue, Figure};
use crate::project::anchor::Found;
use crate::project::{
    Anchor, Command, Correction, Decision, DecisionId, Edition, EntityRef, Reading,
};
use crate::report::{Metadata, Span};
use crate::series::FigureId;
use std::collections::HashMap;
use std::sync::Arc;

/// So many reports are looked at for a name that is known to stand in them.
const MOST_LOOKED_AT: usize = 4;

impl Workspace {
    /// The words at a place, told so that a decision on them is found again; nothing before the
    /// report is analysed.
    pub fn anchor(&mut self, passage: Passage) -> Option<Anchor> {
        self.decisions.board.get_mut(passage.report)?.anchor(passage.span)
    }

    /// The anchor of a figure: its number as written. Of one that was decided on, the decision's
    /// own, so that it is found also where its sentence has changed.
    pub fn figure_anchor(&mut self, id: FigureId) -> Option<Anchor> {
        if let Some(decision) = self.figure_decision(id) {
            return decision.what.anchor().cloned();
        }
        let span = self.figure(id)?.raw;
        self.anchor(Passage { report: id.report, span })
    }

    /// An entity, told so that a decision on it is found again.
    pub fn entity_ref(&mut self, id: EntityId) -> Option<EntityRef> {
        let merged = Arc::clone(&self.merged);
        let entity = merged.get(id)?;
        // A member that bears the name stays the entity's own where merges are taken back.
        let bearing = self.called(id, entity.members);
        let (report, local) = bearing.or(entity.members.first().copied())?;
        let (kind, name) = (entity.kind, entity.name.to_owned());
        self.member_ref(report, local).map(|member| EntityRef { kind, name, ..member })
    }

    /// One of an entity's `members` that is called by the name that the entity bears. Which reports
    /// call it so is known; only of these a few are looked at.
    pub fn called(&self, id: EntityId, members: &[Member]) -> Option<Member> {
        let entity = self.merged.get(id)?;
        let bodies = &self.merged.lists.bodies;
        let so = |(report, _): &&Member| bodies.calls(*report, entity.name, id.0);
        let called = |(report, local): &&Member| {
            self.report_entity(*report, *local).is_some_and(|own| own.name == entity.name)
        };
        members.iter().filter(so).take(MOST_LOOKED_AT).find(called).copied()
    }

    /// What one report calls an entity, told so that a decision on it is found again.
    pub fn member_ref(&mut self, report: ReportIndex, local: usize) -> Option<EntityRef> {
        let own = self.report_entity(report, local)?;
        let (kind, name, span) = (own.kind, own.name.clone(), *own.mentions.first()?);
        Some(EntityRef { kind, name, at: self.anchor(Passage { report, span })? })
    }

    /// What was decided on a figure, if anything was; for one that the user added, the adding.
    pub fn figure_decision(&self, id: FigureId) -> Option<&Arc<Decision>> {
        let laid = self.decisions.board.get(id.report)?;
        self.decisions.project.get(*laid.figures.get(&id.figure)?)
    }

    /// What was decided on the figures of a report.
    pub fn figure_decisions(&self, report: ReportIndex) -> HashMap<u32, Arc<Decision>> {
        let figures = self.decisions.board.get(report).map(|laid| &laid.figures);
        let decision = |(figure, id): (&u32, &DecisionId)| {
            Some((*figure, Arc::clone(self.decisions.project.get(*id)?)))
        };
        figures.into_iter().flatten().filter_map(decision).collect()
    }

    /// The catalogue that comes with the program, without the user's indicators.
    pub fn built_in_catalogue(&self) -> &Catalogue {
        self.decisions.built_in()
    }

    /// A figure as the program read it, without what the user decided; nothing for one that the
    /// user added.
    pub fn figure_as_read(&self, id: FigureId) -> Option<&Figure> {
        match self.decisions.board.get(id.report)?.as_read() {
            Some(read) => read?.figures.get(id.figure as usize),
            None => self.figure(id),
        }
    }

    /// Whether the sentence under the decision on a figure has changed since it was made.
    pub fn figure_has_moved(&self, id: FigureId) -> bool {
        let found = || {
            let laid = self.decisions.board.get(id.report)?;
            laid.places.get(laid.figures.get(&id.figure)?)
        };
        matches!(found(), Some(Found::Moved(_)))
    }

    /// The figures of a report of which that is so.
    pub fn moved_figures(&self, report: ReportIndex) -> Vec<u32> {
        let figures = self.decisions.board.get(report).map(|laid| laid.figures.keys().copied());
        let moved = |figure: &u32| self.figure_has_moved(FigureId { report, figure: *figure });
        figures.into_iter().flatten().filter(moved).collect()
    }

    /// Where a decision stands; nothing for one that is homeless or about no place.
    pub fn standing(&self, id: DecisionId) -> Option<Standing> {
        let standing = self.decisions.board.standing(id)?;
        let passage = Passage { report: standing.report, span: standing.found.span() };
        Some(Standing { passage, moved: matches!(standing.found, Found::Moved(_)) })
    }

    /// The decisions with a place in a report, and their words there.
    pub fn decisions_in(&self, report: ReportIndex) -> Vec<(&Arc<Decision>, Span)> {
        let places = self.decisions.board.get(report).map(|laid| &laid.places);
        let decided = |(id, found): (&DecisionId, &Found)| {
            Some((self.decisions.project.get(*id)?, found.span()))
        };
        places.into_iter().flatten().filter_map(decided).collect()
    }

    /// The decisions whose words are in none of the reports; to be believed when all reports are
    /// analysed. Decisions on entities that are known by name are not among them.
    pub fn homeless(&self) -> Vec<&Arc<Decision>> {
        let project = &self.decisions.project;
        let homeless = self.decisions.board.homeless(project);
        homeless.filter(|decision| self.merged.of_decision(decision.id).is_none()).collect()
    }

    /// What a report is as the program read it, without the user's corrections.
    pub fn metadata_as_read(&self, report: ReportIndex) -> Option<&Metadata> {
        Some(&self.decisions.board.get(report)?.base.head().metadata)
    }

    /// A report as it was read, for a correction of what it is.
    pub fn reading(&self, report: ReportIndex) -> Option<Reading> {
        self.decisions.board.get(report)?.reading()
    }

    /// The correction of a report as it stands: an empty one where nothing was corrected.
    pub fn correction(&self, report: ReportIndex) -> Option<Correction> {
        let reading = self.reading(report)?;
        let known = self.decisions.project.correction(&reading).cloned();
        Some(known.unwrap_or_else(|| Correction::new(reading)))
    }

    /// The command that corrects what a report is, and takes the decisions on it along.
    pub fn correct(&self, report: ReportIndex, correction: Correction) -> Option<Command> {
        let laid = self.decisions.board.get(report)?;
        let to = Edition::of(&correction.apply(&laid.base.head().metadata));
        Some(Command::CorrectMetadata {
            correction: Box::new(correction),
            carry: self.decisions.board.only_in(report, self.editions().others(report)),
            from: laid.edition.clone(),
            to,
        })
    }
}
