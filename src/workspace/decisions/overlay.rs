//! The user's decisions on entities, laid over the merged list.
//!
//! Runs in the background, after a merge and after each decision. An entity of a decision is the
//! one that the anchored mention belongs to; where that mention is gone, the one of that name.

use super::apart::side;
use super::board::Board;
use super::changed::{Changed, Draft};
use crate::analysis::Analysis;
use crate::entities::{Entity, EntityKind, Material, Member, ReportIndex};
use crate::library::LoadedReport;
use crate::project::anchor::Sentences;
use crate::project::{
    Decision, DecisionId, Edition, EntityChange, EntityDecision, EntityRef, Project, What,
};
use crate::workspace::EntityId;
use crate::workspace::base::Base;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The decisions on entities and what they are resolved by.
#[derive(Debug, Default)]
pub struct EntityDecisions {
    decisions: Vec<Arc<Decision>>,
    by_edition: HashMap<Edition, Vec<ReportIndex>>,
}

/// What decisions make of a list of entities.
#[derive(Debug, Default)]
pub(in crate::workspace) struct DecidedEntities {
    /// The entities in order of kind and name, where they are others than were found.
    pub(in crate::workspace) changed: Option<Changed>,
    /// Which of them are left out of lists.
    pub(in crate::workspace) hidden: BTreeSet<EntityId>,
    /// A member of the entity that each decision is about.
    pub(in crate::workspace) decided: HashMap<DecisionId, Member>,
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

    /// Lays the decisions over merged entities. Takes the longer the more is decided, not the more
    /// entities there are; but where any is changed, the list is copied with the changes.
    pub(in crate::workspace) fn lay(&self, base: &Base) -> DecidedEntities {
        let mut work = Work::new(self, base);
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

/// So many reports are held at a time to find mentions in.
const MOST_HELD: usize = 16;

/// A report that mentions are found in.
#[derive(Debug)]
struct Searched {
    loaded: Arc<LoadedReport>,
    analysis: Arc<Analysis>,
    sentences: Sentences,
}

struct Work<'a> {
    decisions: &'a EntityDecisions,
    base: &'a Base,
    /// The entities that are changed, by their place among those found; what is split off comes
    /// after them.
    drafts: BTreeMap<usize, Draft>,
    next: usize,
    /// The members that are no longer where they were found.
    moved: HashMap<Member, usize>,
    hidden: BTreeSet<usize>,
    searched: HashMap<ReportIndex, Option<Searched>>,
    materials: HashMap<ReportIndex, Option<Arc<Material>>>,
    decided: HashMap<DecisionId, Member>,
    touched: Vec<(DecisionId, Member)>,
    apart: Vec<(Member, Member)>,
}

impl<'a> Work<'a> {
    fn new(decisions: &'a EntityDecisions, base: &'a Base) -> Self {
        Self {
            decisions,
            base,
            drafts: BTreeMap::new(),
            next: base.found.entities.len(),
            moved: HashMap::new(),
            hidden: BTreeSet::new(),
            searched: HashMap::new(),
            materials: HashMap::new(),
            decided: HashMap::new(),
            touched: Vec::new(),
            apart: Vec::new(),
        }
    }

    /// The place of the entity that a member belongs to.
    fn place(&self, member: Member) -> Option<usize> {
        let found = || self.base.ids.get(member).map(|id| id.0 as usize);
        self.moved.get(&member).copied().or_else(found)
    }

    /// The entity at a place, to be changed.
    fn draft(&mut self, at: usize) -> Option<&mut Draft> {
        if !self.drafts.contains_key(&at) {
            let found = &self.base.found.entities;
            let draft = Draft::of(found.get(at)?, found.uncounted(at));
            self.drafts.insert(at, draft);
        }
        self.drafts.get_mut(&at)
    }

    fn decide(&mut self, decision: &Decision) {
        let Some(about) = decision.what.entities().first().copied() else { return };
        let Some(member) = self.member(about) else { return };
        self.decided.insert(decision.id, member);
        let What::Entity(EntityDecision { change, .. }) = &decision.what else { return };
        self.touched.push((decision.id, member));
        let Some(at) = self.place(member) else { return };
        match change {
            EntityChange::Split { off } => self.split(decision.id, off),
            EntityChange::Apart { from } => self.keep_apart(decision.id, member, from),
            EntityChange::Merge { into } => self.merge(decision.id, at, into),
            EntityChange::Hide => {
                self.hidden.insert(at);
            }
            EntityChange::Rename { name } => self.change(at, |draft| draft.name.clone_from(name)),
            EntityChange::Kind { kind } => self.change(at, |draft| draft.kind = *kind),
            EntityChange::NotAnEntity => self.change(at, |draft| draft.exists = false),
        }
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut Draft)) {
        if let Some(draft) = self.draft(at) {
            change(draft);
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
        let (Some(at), Some(of_other)) = (self.place(one), self.place(other)) else { return };
        if at == of_other
            && one != other
            && let Some(draft) = self.draft(at)
        {
            let members = side(&draft.links, one, other);
            self.take_off(members, None);
        }
    }

    /// Makes members an entity of their own, under this name or the fullest that they have.
    fn take_off(&mut self, members: BTreeSet<Member>, name: Option<String>) {
        let Some(first) = members.first().and_then(|member| self.place(*member)) else { return };
        let Some(whole) = self.draft(first).cloned() else { return };
        let at = self.next;
        self.next += 1;
        for member in &members {
            let from = self.place(*member);
            self.moved.insert(*member, at);
            if let Some(draft) = from.and_then(|from| self.draft(from)) {
                draft.members.retain(|other| other != member);
            }
        }
        let mut entity = Draft { members: members.into_iter().collect(), exists: true, ..whole };
        match name {
            Some(name) => entity.name = name,
            None => self.call_by_own(&mut entity),
        }
        self.drafts.insert(at, entity);
        // What is left may have been called by a name that went off.
        if let Some(mut rest) = self.drafts.remove(&first) {
            self.call_by_own(&mut rest);
            self.drafts.insert(first, rest);
        }
    }

    /// Gives an entity the fullest name and a role that its reports have for it, where they have
    /// the ones that it bears no more.
    fn call_by_own(&mut self, entity: &mut Draft) {
        let mut own: Vec<(String, Option<String>)> = Vec::new();
        for (report, local) in &entity.members {
            let material = self.material(*report);
            let told = material.as_ref().and_then(|material| material.get(*local));
            own.extend(told.map(|told| (told.name().to_owned(), told.role().map(str::to_owned))));
        }
        let fullest = own.iter().map(|(name, _)| name).max_by_key(|name| name.chars().count());
        let name = fullest.filter(|_| own.iter().all(|(name, _)| *name != entity.name)).cloned();
        let keeps = entity.role.is_none() || own.iter().any(|(_, role)| *role == entity.role);
        let role = (!keeps).then(|| own.iter().rev().find_map(|(_, role)| role.clone()));
        if let Some(name) = name {
            entity.name = name;
        }
        if let Some(role) = role {
            entity.role = role;
        }
    }

    fn material(&mut self, index: ReportIndex) -> Option<Arc<Material>> {
        let load = || self.base.sources.get(index)?.material();
        self.materials.entry(index).or_insert_with(load).clone()
    }

    /// Joins one entity to another, which keeps its name and kind.
    fn merge(&mut self, id: DecisionId, at: usize, into: &EntityRef) {
        let Some(member) = self.member(into) else { return };
        self.touched.push((id, member));
        let Some(target) = self.place(member).filter(|target| *target != at) else { return };
        let Some(draft) = self.draft(at) else { return };
        let (members, role) = (std::mem::take(&mut draft.members), draft.role.take());
        let links = std::mem::take(&mut draft.links);
        self.moved.extend(members.iter().map(|member| (*member, target)));
        if let Some(entity) = self.draft(target) {
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
        by_mention.or_else(|| self.named(&entity.name, entity.kind))
    }

    /// The first member of the entity that was found under a name and is of a kind.
    fn named(&self, name: &str, kind: EntityKind) -> Option<Member> {
        let found = &self.base.found.entities;
        let kinds = [EntityKind::Person, EntityKind::Court, EntityKind::Organization];
        let of_name = |kind: EntityKind| {
            let first = first_of(found.len(), |at| {
                found.get(at).is_some_and(|entity| (entity.kind, entity.name) < (kind, name))
            });
            let named = move |at: &usize| {
                found.get(*at).is_some_and(|entity| (entity.kind, entity.name) == (kind, name))
            };
            (first..found.len()).take_while(named)
        };
        let first = |at: usize| {
            let now = if let Some(draft) = self.drafts.get(&at) {
                (draft.kind, draft.members.first().copied())
            } else {
                let entity: Entity<'_> = found.get(at)?;
                (entity.kind, entity.members.first().copied())
            };
            (now.0 == kind).then_some(now.1)
        };
        kinds.into_iter().flat_map(of_name).find_map(first)?
    }

    /// The entity of one report that the anchored words are a mention of.
    fn mentioned(&mut self, index: ReportIndex, entity: &EntityRef) -> Option<usize> {
        if self.searched.len() >= MOST_HELD && !self.searched.contains_key(&index) {
            self.searched.clear();
        }
        let load = || {
            let handle = &self.base.sources.get(index)?.handle;
            let (loaded, analysis) = (handle.loaded()?, handle.analysis()?);
            let sentences = Sentences::new(&loaded.report.text, &analysis.sentences);
            Some(Searched { loaded, analysis, sentences })
        };
        let searched = self.searched.entry(index).or_insert_with(load).as_ref()?;
        let (text, analysis) = (&searched.loaded.report.text, &searched.analysis);
        let spans = &analysis.sentences;
        let place = searched
            .sentences
            .exact(&entity.at, text, spans)
            .or_else(|| searched.sentences.near(&entity.at, text, spans))?;
        analysis.entities.iter().position(|own| {
            let from = own.mentions.partition_point(|mention| mention.end <= place.start);
            own.mentions.get(from).is_some_and(|mention| mention.overlaps(place))
        })
    }

    fn finish(self) -> DecidedEntities {
        let Self { base, drafts, hidden, decided, touched, apart, .. } = self;
        let none = drafts.values().filter(|draft| !draft.exists);
        let no_names = none.flat_map(|draft| draft.members.iter().copied()).collect();
        let (changed, hidden) = if drafts.is_empty() {
            (None, hidden.into_iter().filter_map(id_at).collect())
        } else {
            let (changed, hidden) = Changed::new(base, drafts, &hidden);
            (Some(changed), hidden)
        };
        DecidedEntities { changed, hidden, decided, touched, apart, no_names }
    }
}

/// The first of `count` places before which `is_before` holds for all.
fn first_of(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

pub(super) fn id_at(at: usize) -> Option<EntityId> {
    u32::try_from(at).ok().map(EntityId)
}
