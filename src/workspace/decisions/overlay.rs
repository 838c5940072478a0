//! The user's decisions on entities, laid over the merged list.
//!
//! Runs in the background, after a merge and after each decision. An entity of a decision is the
//! one that the anchored mention belongs to; where that mention is gone, the one of that name.

use super::board::Board;
use crate::analysis::Analysis;
use crate::entities::{Entity, ReportIndex};
use crate::library::LoadedReport;
use crate::project::anchor::Sentences;
use crate::project::{
    Decision, DecisionId, Edition, EntityChange, EntityDecision, EntityRef, Project, What,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The decisions on entities and what they are resolved by.
#[derive(Debug, Default)]
pub struct EntityDecisions {
    decisions: Vec<Arc<Decision>>,
    by_edition: HashMap<Edition, Vec<ReportIndex>>,
}

/// Reports by index, as a merge was made of them.
pub(in crate::workspace) type Reports<'a> = HashMap<ReportIndex, (&'a LoadedReport, &'a Analysis)>;

/// A list of entities with the decisions laid over it.
#[derive(Debug, Default)]
pub(in crate::workspace) struct DecidedEntities {
    /// In order of kind and name.
    pub(in crate::workspace) entities: Vec<Entity>,
    /// Which of them are left out of lists.
    pub(in crate::workspace) hidden: BTreeSet<usize>,
    /// The entity that each decision is about.
    pub(in crate::workspace) decided: HashMap<DecisionId, usize>,
}

impl EntityDecisions {
    pub(super) fn new(project: &Project, board: &Board) -> Self {
        let with_entities = |decision: &&Arc<Decision>| !decision.what.entities().is_empty();
        let decisions: Vec<Arc<Decision>> =
            project.decisions().values().filter(with_entities).cloned().collect();
        let mut by_edition: HashMap<Edition, Vec<ReportIndex>> = HashMap::new();
        let entities = decisions.iter().flat_map(|decision| decision.what.entities());
        for edition in entities.map(|entity| &entity.at.edition) {
            if !by_edition.contains_key(edition) {
                by_edition.insert(edition.clone(), board.of_edition(edition).collect());
            }
        }
        Self { decisions, by_edition }
    }

    /// Lays the decisions over merged entities.
    pub(in crate::workspace) fn lay(
        &self,
        entities: &[Entity],
        reports: &Reports<'_>,
    ) -> DecidedEntities {
        let mut work = Work::new(self, entities, reports);
        let splits_first = |decision: &&Arc<Decision>| {
            let split = EntityChange::Split { off: Vec::new() };
            let sort = std::mem::discriminant(&split);
            !matches!(&decision.what, What::Entity(EntityDecision { change, .. })
                if std::mem::discriminant(change) == sort)
        };
        let mut ordered: Vec<&Arc<Decision>> = self.decisions.iter().collect();
        ordered.sort_by_key(splits_first);
        for decision in ordered {
            work.decide(decision);
        }
        work.finish()
    }
}

/// An entity while decisions are laid over it.
#[derive(Debug)]
struct Draft {
    entity: Entity,
    hidden: bool,
    /// Nothing where it is none.
    exists: bool,
}

struct Work<'a> {
    decisions: &'a EntityDecisions,
    reports: &'a Reports<'a>,
    drafts: Vec<Draft>,
    /// The draft that each report's own entity belongs to.
    member_of: HashMap<(ReportIndex, usize), usize>,
    by_name: HashMap<String, Vec<usize>>,
    sentences: HashMap<ReportIndex, Sentences>,
    decided: HashMap<DecisionId, (ReportIndex, usize)>,
}

impl<'a> Work<'a> {
    fn new(decisions: &'a EntityDecisions, entities: &[Entity], reports: &'a Reports<'a>) -> Self {
        let mut member_of = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entity) in entities.iter().enumerate() {
            member_of.extend(entity.members.iter().map(|member| (*member, at)));
            by_name.entry(entity.name.clone()).or_default().push(at);
        }
        let drafts = entities
            .iter()
            .map(|entity| Draft { entity: entity.clone(), hidden: false, exists: true })
            .collect();
        let (sentences, decided) = (HashMap::new(), HashMap::new());
        Self { decisions, reports, drafts, member_of, by_name, sentences, decided }
    }

    fn decide(&mut self, decision: &Decision) {
        let Some(about) = decision.what.entities().first().copied() else { return };
        let Some(member) = self.member(about) else { return };
        self.decided.insert(decision.id, member);
        let What::Entity(EntityDecision { change, .. }) = &decision.what else { return };
        if let EntityChange::Split { off } = change {
            return self.split(off);
        }
        let Some(at) = self.member_of.get(&member).copied() else { return };
        if let EntityChange::Merge { into } = change {
            return self.merge(at, into);
        }
        let Some(draft) = self.drafts.get_mut(at) else { return };
        match change {
            EntityChange::Rename { name } => draft.entity.name.clone_from(name),
            EntityChange::Kind { kind } => draft.entity.kind = *kind,
            EntityChange::Hide => draft.hidden = true,
            EntityChange::NotAnEntity => draft.exists = false,
            EntityChange::Merge { .. } | EntityChange::Split { .. } => {}
        }
    }

    /// What is told belongs together apart from the rest.
    fn split(&mut self, off: &[EntityRef]) {
        let members: BTreeSet<(ReportIndex, usize)> =
            off.iter().filter_map(|entity| self.member(entity)).collect();
        let Some(first) = members.first().and_then(|member| self.member_of.get(member)) else {
            return;
        };
        let Some(whole) = self.drafts.get(*first).map(|draft| draft.entity.clone()) else { return };
        let name = off.first().map_or(whole.name.clone(), |entity| entity.name.clone());
        let at = self.drafts.len();
        for member in &members {
            if let Some(from) = self.member_of.insert(*member, at)
                && let Some(draft) = self.drafts.get_mut(from)
            {
                draft.entity.members.retain(|other| other != member);
            }
        }
        let entity = Entity { name, members: members.into_iter().collect(), ..whole };
        self.drafts.push(Draft { entity, hidden: false, exists: true });
    }

    /// Joins one entity to another, which keeps its name and kind.
    fn merge(&mut self, at: usize, into: &EntityRef) {
        let Some(target) = self.member(into).and_then(|member| self.member_of.get(&member)) else {
            return;
        };
        let target = *target;
        if target == at {
            return;
        }
        let Some(draft) = self.drafts.get_mut(at) else { return };
        let (members, role) = (std::mem::take(&mut draft.entity.members), draft.entity.role.take());
        let links = std::mem::take(&mut draft.entity.links);
        self.member_of.extend(members.iter().map(|member| (*member, target)));
        if let Some(Draft { entity, .. }) = self.drafts.get_mut(target) {
            entity.members.extend(members);
            entity.members.sort_unstable();
            entity.links.extend(links);
            entity.role = entity.role.take().or(role);
        }
    }

    /// The report's own entity that is meant: by the mention, else by the name.
    fn member(&mut self, entity: &EntityRef) -> Option<(ReportIndex, usize)> {
        let reports = self.decisions.by_edition.get(&entity.at.edition);
        let by_mention = reports
            .into_iter()
            .flatten()
            .find_map(|index| Some((*index, self.mentioned(*index, entity)?)));
        by_mention.or_else(|| {
            let named = self.by_name.get(&entity.name).into_iter().flatten();
            let draft = named
                .filter_map(|at| self.drafts.get(*at))
                .find(|draft| draft.entity.kind == entity.kind)?;
            draft.entity.members.first().copied()
        })
    }

    /// The entity of one report that the anchored words are a mention of.
    fn mentioned(&mut self, index: ReportIndex, entity: &EntityRef) -> Option<usize> {
        let (loaded, analysis) = self.reports.get(&index)?;
        let (text, spans) = (&loaded.report.text, &analysis.sentences);
        let sentences = self.sentences.entry(index).or_insert_with(|| Sentences::new(text, spans));
        let place = sentences
            .exact(&entity.at, text, spans)
            .or_else(|| sentences.near(&entity.at, text, spans))?;
        analysis.entities.iter().position(|own| {
            let from = own.mentions.partition_point(|mention| mention.end <= place.start);
            own.mentions.get(from).is_some_and(|mention| mention.overlaps(place))
        })
    }

    fn finish(self) -> DecidedEntities {
        let mut kept: Vec<Draft> = self
            .drafts
            .into_iter()
            .filter(|draft| draft.exists && !draft.entity.members.is_empty())
            .collect();
        // What was split off takes no link to the rest with it.
        for Draft { entity, .. } in &mut kept {
            let members: HashSet<_> = entity.members.iter().copied().collect();
            entity.links.retain(|link| members.contains(&link.a) && members.contains(&link.b));
        }
        kept.sort_by(|a, b| {
            let (a, b) = (&a.entity, &b.entity);
            (a.kind, &a.name, &a.members).cmp(&(b.kind, &b.name, &b.members))
        });
        let hidden = kept.iter().enumerate().filter(|(_, draft)| draft.hidden);
        let hidden = hidden.map(|(at, _)| at).collect();
        let entities: Vec<Entity> = kept.into_iter().map(|draft| draft.entity).collect();
        let member_of: HashMap<_, usize> = entities
            .iter()
            .enumerate()
            .flat_map(|(at, entity)| entity.members.iter().map(move |member| (*member, at)))
            .collect();
        let decided = self.decided.into_iter();
        let decided =
            decided.filter_map(|(id, member)| Some((id, *member_of.get(&member)?))).collect();
        DecidedEntities { entities, hidden, decided }
    }
}
