//! The entities of all reports as one list.

use super::base::Base;
use super::decisions::{DecidedEntities, EntityDecisions};
use super::member_ids::MemberIds;
use super::sections::{Sections, Titles};
use super::sources::Source;
use super::summaries::{EntitySummary, Summaries, Summarizer};
use crate::entities::{Entities, Entity, EntityKind, Link, Material, Member, ReportIndex};
use crate::project::DecisionId;
use crate::series::Bodies;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Index of an entity in [`Merged::entities`], as of one merge. To keep an entity over merges,
/// keep one of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Two entities that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    /// One of them.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// Which of their members led to it, and why they may be one.
    pub link: Link,
}

/// The doubtful merges whose sides are still two entities, both shown, that the user has not
/// refused.
fn suggestions(
    links: &[Link],
    ids: &MemberIds,
    hidden: &BTreeSet<EntityId>,
    apart: &BTreeSet<(EntityId, EntityId)>,
) -> Vec<Suggestion> {
    let told = |link: &Link| {
        let (a, b) = (ids.get(link.a)?, ids.get(link.b)?);
        let open = a != b && !hidden.contains(&a) && !hidden.contains(&b);
        let (a, b) = (a.min(b), a.max(b));
        (open && !apart.contains(&(a, b))).then_some(Suggestion { a, b, link: *link })
    };
    let mut found: Vec<Suggestion> = links.iter().filter_map(told).collect();
    found.sort_unstable();
    found.dedup_by_key(|suggestion| (suggestion.a, suggestion.b));
    found
}

/// What is made of merged entities for lists and series.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Lists {
    /// The names that each report gives them.
    pub(super) bodies: Bodies,
    pub(super) summaries: Summaries,
    pub(super) sections: Arc<Sections>,
}

impl Lists {
    /// The lists of merged entities, of the reports and their material.
    pub(super) fn new<'a>(
        entities: &Arc<Entities>,
        reports: impl Iterator<Item = (&'a Source, &'a Arc<Material>)>,
    ) -> Self {
        let (mut summarizer, mut titles) = (Summarizer::default(), Titles::default());
        for (source, material) in reports.filter(|(source, _)| source.handle.is_analysed()) {
            let year = source.handle.head().metadata.year();
            summarizer.add(source.index, Arc::clone(material), year, &mut titles);
        }
        let mut summaries = Summaries::default();
        for entity in entities.iter() {
            summarizer.summarize(entity, &mut summaries);
        }
        summaries.settle();
        let name = |(report, local): Member| Some(summarizer.material(report)?.get(local)?.name());
        let bodies = Bodies::new(entities, name);
        Self { bodies, summaries, sections: Arc::new(titles.finish()) }
    }

    /// The lists as they were kept, of these entities.
    pub(super) fn with(self, entities: &Arc<Entities>) -> Self {
        Self { bodies: self.bodies.with(entities), ..self }
    }
}

/// The entities of all reports, merged, with the user's decisions, and the way back from a
/// report's own.
#[derive(Debug, Default)]
pub struct Merged {
    /// In order of kind and name.
    pub entities: Arc<Entities>,
    /// Merges too doubtful to make, that the user may accept: pairs of different entities, in order.
    pub suggestions: Vec<Suggestion>,
    pub(super) base: Arc<Base>,
    pub(super) lists: Arc<Lists>,
    ids: Arc<MemberIds>,
    hidden: BTreeSet<EntityId>,
    decided: HashMap<DecisionId, EntityId>,
    /// The decisions that name each entity, in order.
    decisions_by: HashMap<EntityId, Vec<DecisionId>>,
    /// A member of each entity that a decision names, the one that it is about first.
    sides: HashMap<DecisionId, Vec<Member>>,
    no_names: HashSet<Member>,
    /// The places of each entity's suggestions.
    suggestions_by: HashMap<EntityId, Vec<usize>>,
}

impl Merged {
    /// Lays the user's decisions over what a merge found. What they do not change is as it was
    /// found.
    pub(super) fn new(base: Arc<Base>, decisions: &EntityDecisions) -> Self {
        let laid = decisions.lay(&base);
        let ids = match &laid.changed {
            None => Arc::clone(&base.ids),
            Some(changed) => Arc::new(MemberIds::of(&changed.entities)),
        };
        let hidden: BTreeSet<EntityId> = laid.hidden.iter().copied().collect();
        let decided = laid.decided.iter();
        let decided = decided.filter_map(|(of, member)| Some((*of, ids.get(*member)?))).collect();
        let mut decisions_by: HashMap<EntityId, Vec<DecisionId>> = HashMap::new();
        let mut sides: HashMap<DecisionId, Vec<Member>> = HashMap::new();
        for (decision, member) in &laid.touched {
            sides.entry(*decision).or_default().push(*member);
            if let Some(id) = ids.get(*member) {
                let decisions = decisions_by.entry(id).or_default();
                if decisions.last() != Some(decision) {
                    decisions.push(*decision);
                }
            }
        }
        let pair = |(a, b): &(Member, Member)| {
            let (a, b) = (ids.get(*a)?, ids.get(*b)?);
            Some((a.min(b), a.max(b)))
        };
        let apart = laid.apart.iter().filter_map(pair).collect();
        let suggestions = suggestions(&base.found.suggestions, &ids, &hidden, &apart);
        let mut suggestions_by: HashMap<EntityId, Vec<usize>> = HashMap::new();
        for (at, suggestion) in suggestions.iter().enumerate() {
            for id in [suggestion.a, suggestion.b] {
                suggestions_by.entry(id).or_default().push(at);
            }
        }
        let DecidedEntities { changed, no_names, .. } = laid;
        let (entities, lists) = match changed {
            None => (Arc::clone(&base.found.entities), Arc::clone(&base.lists)),
            Some(changed) => {
                let lists = Arc::new(changed.lists(&base));
                (changed.entities, lists)
            }
        };
        Self {
            entities,
            suggestions,
            base,
            lists,
            ids,
            hidden,
            decided,
            decisions_by,
            sides,
            no_names,
            suggestions_by,
        }
    }

    /// Whether the user left the entity out of lists.
    pub fn is_hidden(&self, id: EntityId) -> bool {
        self.hidden.contains(&id)
    }

    /// The entity that a decision is about: a note on it, or what it was changed to.
    pub fn of_decision(&self, decision: DecisionId) -> Option<EntityId> {
        self.decided.get(&decision).copied()
    }

    /// The entities that the user left out of lists.
    pub fn hidden(&self) -> impl Iterator<Item = EntityId> {
        self.hidden.iter().copied()
    }

    /// The decisions that name an entity, whether they changed it or another by it.
    pub fn decisions_of(&self, id: EntityId) -> &[DecisionId] {
        self.decisions_by.get(&id).map_or(&[], Vec::as_slice)
    }

    /// A member of each entity that a decision names, the one that it is about first.
    pub fn sides_of(&self, decision: DecisionId) -> &[Member] {
        self.sides.get(&decision).map_or(&[], Vec::as_slice)
    }

    /// The kind of what a report calls an entity, under the user's decisions; nothing where it is
    /// no name at all.
    pub fn kind_of(
        &self,
        report: ReportIndex,
        local: usize,
        read: EntityKind,
    ) -> Option<EntityKind> {
        let entity = self.id_of(report, local).and_then(|id| self.get(id));
        let is_name = !self.no_names.contains(&(report, local));
        is_name.then(|| entity.map_or(read, |entity| entity.kind))
    }

    /// Whether these members are all of something that the program by itself took for one.
    pub fn is_found_whole(&self, members: &BTreeSet<Member>) -> bool {
        let found = members.first().and_then(|first| self.base.ids.get(*first));
        let found = found.and_then(|id| self.base.found.entities.get(id.0 as usize));
        found.is_some_and(|found| {
            let all = || found.members.iter().all(|member| members.contains(member));
            found.members.len() == members.len() && all()
        })
    }

    /// The doubtful merges that an entity stands in.
    pub fn suggestions_of(&self, id: EntityId) -> impl Iterator<Item = &Suggestion> {
        self.suggestions_by
            .get(&id)
            .into_iter()
            .flatten()
            .filter_map(|at| self.suggestions.get(*at))
    }

    /// What a list shows of the entity with this id.
    pub fn summary(&self, id: EntityId) -> Option<EntitySummary<'_>> {
        self.lists.summaries.get(id.0 as usize)
    }

    /// The summaries of all entities, in their order.
    pub fn summaries(&self) -> &Summaries {
        &self.lists.summaries
    }

    /// The sections of all reports.
    pub fn sections(&self) -> &Sections {
        &self.lists.sections
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> Option<Entity<'_>> {
        self.entities.get(id.0 as usize)
    }

    /// The entity that a report's own entity belongs to.
    pub fn id_of(&self, report: ReportIndex, local: usize) -> Option<EntityId> {
        self.ids.get((report, local))
    }

    /// About how many bytes it takes in memory, beside the reports that it was made of.
    pub fn bytes(&self) -> usize {
        let lists = |lists: &Lists| lists.bodies.bytes() + lists.summaries.bytes();
        let found =
            self.base.found.entities.bytes() + lists(&self.base.lists) + self.base.ids.bytes();
        if Arc::ptr_eq(&self.entities, &self.base.found.entities) {
            return found;
        }
        found + self.entities.bytes() + lists(&self.lists) + self.ids.bytes()
    }
}
