//! The merged entities with those that the user's decisions change put in their places.
//!
//! Comes in: what a merge found, and the few entities that are changed. Goes out: the list with
//! them, and what lists show of it; only what is changed is made anew, of its own reports' material.

use super::overlay::id_at;
use crate::entities::{BodyKind, Entities, Entity, EntityKind, Link, Member, ReportIndex};
use crate::series::Bodies;
use crate::workspace::EntityId;
use crate::workspace::base::Base;
use crate::workspace::merged::Lists;
use crate::workspace::summaries::{Summaries, Summarizer};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// An entity while decisions are laid over it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: EntityKind,
    pub(super) name: String,
    pub(super) role: Option<String>,
    /// Those that count and those that do not.
    pub(super) members: Vec<Member>,
    pub(super) links: Vec<Link>,
    pub(super) body: Option<BodyKind>,
    /// Nothing where it is none.
    pub(super) exists: bool,
}

impl Draft {
    /// An entity as it was found.
    pub(super) fn of(found: Entity<'_>, uncounted: &[Member]) -> Self {
        Self {
            kind: found.kind,
            name: found.name.to_owned(),
            role: found.role.map(str::to_owned),
            members: found.members.iter().chain(uncounted).copied().collect(),
            links: found.links.to_vec(),
            body: found.body,
            exists: true,
        }
    }
}

/// A list of entities of which some are others than were found.
#[derive(Debug)]
pub(in crate::workspace) struct Changed {
    /// In order of kind and name.
    pub(in crate::workspace) entities: Arc<Entities>,
    /// The place among those found, for each that is as it was.
    from: Vec<Option<u32>>,
}

/// A changed entity on its way into the list.
struct Put {
    at: usize,
    draft: Draft,
    counted: Vec<Member>,
    others: Vec<Member>,
}

impl Changed {
    /// Puts `drafts` in their order among what was found. Returns beside the list which of it are
    /// hidden.
    pub(super) fn new(
        base: &Base,
        drafts: BTreeMap<usize, Draft>,
        hidden: &BTreeSet<usize>,
    ) -> (Self, BTreeSet<EntityId>) {
        let found = &base.found.entities;
        let is_changed: HashSet<usize> = drafts.keys().copied().collect();
        let mut put: Vec<Put> =
            drafts.into_iter().filter_map(|draft| Put::new(base, draft)).collect();
        put.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut put = put.iter().peekable();
        let (mut entities, mut from) = (Entities::default(), Vec::with_capacity(found.len()));
        let mut hidden_ids = BTreeSet::new();
        let mut note = |at: usize, entities: &Entities| {
            hidden_ids.extend(id_at(entities.len()).filter(|_| hidden.contains(&at)));
        };
        for at in (0..found.len()).filter(|at| !is_changed.contains(at)) {
            let Some(entity) = found.get(at) else { continue };
            let order = (entity.kind, entity.name, entity.members);
            while let Some(before) = put.next_if(|put| put.order() < order) {
                note(before.at, &entities);
                before.push_to(&mut entities);
                from.push(None);
            }
            note(at, &entities);
            entities.push(entity, found.uncounted(at));
            from.push(u32::try_from(at).ok());
        }
        for last in put {
            note(last.at, &entities);
            last.push_to(&mut entities);
            from.push(None);
        }
        entities.settle();
        (Self { entities: Arc::new(entities), from }, hidden_ids)
    }

    /// What lists show of them: as it was made of what was found, and made anew for what is
    /// changed.
    pub(in crate::workspace) fn lists(&self, base: &Base) -> Lists {
        let mut summarizer = self.summarizer(base);
        let mut summaries = Summaries::default();
        let mut places: Vec<Option<u32>> = vec![None; base.found.entities.len()];
        let mut new: Vec<(Member, u32)> = Vec::new();
        for ((now, from), entity) in (0..).zip(&self.from).zip(self.entities.iter()) {
            if let Some(from) = from.map(|from| from as usize) {
                summaries.push(&base.lists.summaries.get(from).unwrap_or_default());
                if let Some(place) = places.get_mut(from) {
                    *place = Some(now);
                }
            } else {
                summarizer.summarize(entity, &mut summaries);
                new.extend(entity.members.iter().map(|member| (*member, now)));
            }
        }
        summaries.settle();
        let named = |((report, local), now): &(Member, u32)| {
            Some((*report, summarizer.material(*report)?.get(*local)?.name(), *now))
        };
        let place = |at: u32| places.get(at as usize).copied().flatten();
        let names = new.iter().filter_map(named);
        let bodies: Bodies = base.lists.bodies.moved(&self.entities, place, names);
        Lists { bodies, summaries, sections: Arc::clone(&base.lists.sections) }
    }

    /// What summarizes the entities that are changed.
    fn summarizer(&self, base: &Base) -> Summarizer {
        let changed = self.entities.iter().zip(&self.from).filter(|(_, from)| from.is_none());
        let reports: BTreeSet<ReportIndex> =
            changed.flat_map(|(entity, _)| entity.members).map(|(report, _)| *report).collect();
        let (mut summarizer, mut titles) = (Summarizer::default(), base.lists.sections.titles());
        for source in reports.into_iter().filter_map(|report| base.sources.get(report)) {
            if let Some(material) = source.material() {
                let year = source.handle.head().metadata.year();
                summarizer.add(source.index, material, year, &mut titles);
            }
        }
        summarizer
    }
}

impl Put {
    /// Nothing where it is no entity, or stands only in reports that are not shown.
    fn new(base: &Base, (at, mut draft): (usize, Draft)) -> Option<Self> {
        let is_shown = |(report, _): &Member| base.found.editions.is_shown(*report);
        let (counted, others): (Vec<Member>, Vec<Member>) =
            draft.members.iter().partition(|member| is_shown(member));
        // What was split off takes no link to the rest with it.
        let members: HashSet<Member> = draft.members.iter().copied().collect();
        draft.links.retain(|link| members.contains(&link.a) && members.contains(&link.b));
        let stands = draft.exists && !counted.is_empty();
        stands.then_some(Self { at, draft, counted, others })
    }

    fn order(&self) -> (EntityKind, &str, &[Member]) {
        (self.draft.kind, self.draft.name.as_str(), self.counted.as_slice())
    }

    fn push_to(&self, entities: &mut Entities) {
        let entity = Entity {
            kind: self.draft.kind,
            name: &self.draft.name,
            role: self.draft.role.as_deref(),
            members: &self.counted,
            links: &self.draft.links,
            body: self.draft.body,
        };
        entities.push(entity, &self.others);
    }
}
