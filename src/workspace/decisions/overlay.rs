//! The user's decisions on entities, laid over the merged list.
//!
//! Runs in the background, after a merge and after each decision. An entity of a decision is the
//! one that the anchored mention belongs to; where that mention is gone, the one of that name.

use super::apart::side;
use super::board::Board;
use crate::analysis::Analysis;
use crate::entities::{Entity, Member, ReportIndex};
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
    /// Each decision on entities with a member of every entity that it names: the one that it is
    /// about first.
    pub(in crate::workspace) touched: Vec<(DecisionId, Member)>,
    /// The entities that are kept apart, two by two.
    pub(in crate::workspace) apart: Vec<(Member, Member)>,
    /// What is no name at all.
    pub(in crate::workspace) no_names: HashSet<Member>,
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

    /// Whether nothing is decided.
    pub(in crate::workspace) fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Lays the decisions over merged entities.
    pub(in crate::workspace) fn lay(
        &self,
        entities: &[Entity],
        reports: &Reports<'_>,
    ) -> DecidedEntities {
        if self.is_empty() {
            return DecidedEntities { entities: entities.to_vec(), ..DecidedEntities::default() };
        }
        let mut work = Work::new(self, entities, reports);
        let mut ordered: Vec<&Arc<Decision>> = self.decisions.iter().collect();
        ordered.sort_by_key(|decision| turn(&decision.what));
        for decision in ordered {
            work.decide(decision);
        }
        work.finish()
    }
}

/// When a decision has its turn: first is taken apart what the program joined, then the user joins.
fn turn(what: &What) -> u8 {
    match what {
        What::Entity(EntityDecision { change: EntityChange::Split { .. }, .. }) => 0,
        What::Entity(EntityDecision { change: EntityChange::Apart { .. }, .. }) => 1,
        _ => 2,
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
    member_of: HashMap<Member, usize>,
    by_name: HashMap<String, Vec<usize>>,
    sentences: HashMap<ReportIndex, Sentences>,
    decided: HashMap<DecisionId, Member>,
    touched: Vec<(DecisionId, Member)>,
    apart: Vec<(Member, Member)>,
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
        let (touched, apart) = (Vec::new(), Vec::new());
        Self { decisions, reports, drafts, member_of, by_name, sentences, decided, touched, apart }
    }

    fn decide(&mut self, decision: &Decision) {
        let Some(about) = decision.what.entities().first().copied() else { return };
        let Some(member) = self.member(about) else { return };
        self.decided.insert(decision.id, member);
        let What::Entity(EntityDecision { change, .. }) = &decision.what else { return };
        self.touched.push((decision.id, member));
        match change {
            EntityChange::Split { off } => return self.split(decision.id, off),
            EntityChange::Apart { from } => return self.keep_apart(decision.id, member, from),
            _ => {}
        }
        let Some(at) = self.member_of.get(&member).copied() else { return };
        if let EntityChange::Merge { into } = change {
            return self.merge(decision.id, at, into);
        }
        let Some(draft) = self.drafts.get_mut(at) else { return };
        match change {
            EntityChange::Rename { name } => draft.entity.name.clone_from(name),
            EntityChange::Kind { kind } => draft.entity.kind = *kind,
            EntityChange::Hide => draft.hidden = true,
            EntityChange::NotAnEntity => draft.exists = false,
            EntityChange::Merge { .. }
            | EntityChange::Split { .. }
            | EntityChange::Apart { .. } => {}
        }
    }

    /// What is told belongs together apart from the rest.
    fn split(&mut self, id: DecisionId, off: &[EntityRef]) {
        let members: BTreeSet<Member> =
            off.iter().filter_map(|entity| self.member(entity)).collect();
        self.touched.extend(members.first().map(|member| (id, *member)));
        self.take_off(members, off.first().map(|entity| entity.name.clone()));
    }

    /// Two that the user keeps apart, where need be by cutting what holds both.
    fn keep_apart(&mut self, id: DecisionId, one: Member, from: &EntityRef) {
        let Some(other) = self.member(from) else { return };
        self.touched.push((id, other));
        self.apart.push((one, other));
        let (Some(at), Some(of_other)) = (self.member_of.get(&one), self.member_of.get(&other))
        else {
            return;
        };
        if at == of_other
            && one != other
            && let Some(draft) = self.drafts.get(*at)
        {
            self.take_off(side(&draft.entity.links, one, other), None);
        }
    }

    /// Makes members an entity of their own, under this name or the fullest that they have.
    fn take_off(&mut self, members: BTreeSet<Member>, name: Option<String>) {
        let Some(first) = members.first().and_then(|member| self.member_of.get(member)) else {
            return;
        };
        let first = *first;
        let Some(whole) = self.drafts.get(first).map(|draft| draft.entity.clone()) else { return };
        let at = self.drafts.len();
        for member in &members {
            if let Some(from) = self.member_of.insert(*member, at)
                && let Some(draft) = self.drafts.get_mut(from)
            {
                draft.entity.members.retain(|other| other != member);
            }
        }
        let mut entity = Entity { members: members.into_iter().collect(), ..whole };
        match name {
            Some(name) => entity.name = name,
            None => self.call_by_own(&mut entity),
        }
        self.drafts.push(Draft { entity, hidden: false, exists: true });
        // What is left may have been called by a name that went off.
        if let Some(mut rest) = self.drafts.get(first).map(|draft| draft.entity.clone()) {
            self.call_by_own(&mut rest);
            if let Some(draft) = self.drafts.get_mut(first) {
                draft.entity = rest;
            }
        }
    }

    /// Gives an entity the fullest name and a role that its reports have for it, where they have
    /// the ones that it bears no more.
    fn call_by_own(&self, entity: &mut Entity) {
        let own = |(index, local): &Member| self.reports.get(index)?.1.entities.get(*local);
        let members = || entity.members.iter().filter_map(own);
        let fullest = members().map(|own| &own.name).max_by_key(|name| name.chars().count());
        let name = fullest.filter(|_| members().all(|own| own.name != entity.name)).cloned();
        let keeps = entity.role.is_none() || members().any(|own| own.role == entity.role);
        let role = (!keeps).then(|| members().rev().find_map(|own| own.role.clone()));
        if let Some(name) = name {
            entity.name = name;
        }
        if let Some(role) = role {
            entity.role = role;
        }
    }

    /// Joins one entity to another, which keeps its name and kind.
    fn merge(&mut self, id: DecisionId, at: usize, into: &EntityRef) {
        let Some(member) = self.member(into) else { return };
        self.touched.push((id, member));
        let Some(target) = self.member_of.get(&member).copied() else { return };
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
    fn member(&mut self, entity: &EntityRef) -> Option<Member> {
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
        let (mut kept, none): (Vec<Draft>, Vec<Draft>) =
            self.drafts.into_iter().partition(|draft| draft.exists);
        kept.retain(|draft| !draft.entity.members.is_empty());
        let no_names = none.into_iter().flat_map(|draft| draft.entity.members).collect();
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
        let of = |member: &Member| member_of.get(member).copied();
        let decided =
            self.decided.iter().filter_map(|(id, member)| Some((*id, of(member)?))).collect();
        let (touched, apart) = (self.touched, self.apart);
        DecidedEntities { entities, hidden, decided, touched, apart, no_names }
    }
}
