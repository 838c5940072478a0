//! The merged entities as lists need them: counted, by year, found by what is typed.

use crate::entities::{Entity, EntityKind};
use crate::workspace::{EntityId, Merged, Workspace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a list shows of an entity beside its name.
#[derive(Clone, Debug, Default)]
pub struct EntitySummary {
    /// All its mentions.
    pub mentions: usize,
    /// Its mentions by the reports' years; reports without a year are not in it.
    pub by_year: BTreeMap<i16, usize>,
    /// In how many reports it stands.
    pub reports: usize,
    /// Name and forms in lower case, to find it by.
    folded: String,
}

impl EntitySummary {
    fn of(workspace: &Workspace, entity: &Entity) -> Self {
        let mut summary = Self { folded: entity.name.to_lowercase(), ..Self::default() };
        let mut last = None;
        for (index, local) in &entity.members {
            let Some(own) = workspace.report_entity(*index, *local) else { continue };
            let Some(report) = workspace.report(*index) else { continue };
            summary.mentions += own.mentions.len();
            if last.replace(*index) != Some(*index) {
                summary.reports += 1;
            }
            if let Some(year) = report.metadata.year() {
                *summary.by_year.entry(year).or_default() += own.mentions.len();
            }
            if own.name != entity.name {
                summary.folded.push('\n');
                summary.folded.push_str(&own.name.to_lowercase());
            }
        }
        summary
    }

    /// The first year it stands in a report of.
    pub fn first_year(&self) -> Option<i16> {
        self.by_year.keys().next().copied()
    }

    /// Whether one of its names holds `folded`, which is in lower case.
    pub fn matches(&self, folded: &str) -> bool {
        self.folded.contains(folded)
    }
}

/// The order of a list of entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntityOrder {
    /// Those mentioned most come first.
    #[default]
    Mentions,
    /// By name.
    Name,
    /// Those that appear in the earliest year come first.
    FirstYear,
}

impl EntityOrder {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::Mentions, Self::Name, Self::FirstYear];

    /// Its name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "Most mentioned",
            Self::Name => "Name",
            Self::FirstYear => "First year",
        }
    }
}

/// Summaries of all entities, made anew when the merge changes.
#[derive(Debug, Default)]
pub struct EntityIndex {
    merged: Arc<Merged>,
    summaries: Vec<EntitySummary>,
    /// All years of any report, for bars that share one axis.
    years: Option<(i16, i16)>,
}

impl EntityIndex {
    /// Follows the workspace. Returns whether anything changed.
    pub fn refresh(&mut self, workspace: &Workspace) -> bool {
        if Arc::ptr_eq(&self.merged, workspace.merged()) {
            return false;
        }
        self.merged = Arc::clone(workspace.merged());
        self.summaries =
            self.merged.entities.iter().map(|e| EntitySummary::of(workspace, e)).collect();
        let years = || self.summaries.iter().flat_map(|s| s.by_year.keys().copied());
        self.years = years().min().zip(years().max());
        true
    }

    /// The summary of an entity.
    pub fn get(&self, id: EntityId) -> Option<&EntitySummary> {
        self.summaries.get(id.0 as usize)
    }

    /// The first and last year that any entity stands in.
    pub fn years(&self) -> Option<(i16, i16)> {
        self.years
    }

    /// How many entities of a kind there are.
    pub fn count(&self, kind: EntityKind) -> usize {
        self.merged.entities.iter().filter(|entity| entity.kind == kind).count()
    }

    /// The entities of a kind whose names hold what is typed, in order.
    pub fn list(&self, kind: EntityKind, typed: &str, order: EntityOrder) -> Vec<EntityId> {
        let typed = typed.trim().to_lowercase();
        let fits = |(id, entity): &(EntityId, &Entity)| {
            entity.kind == kind
                && !self.merged.is_hidden(*id)
                && self.get(*id).is_some_and(|summary| summary.matches(&typed))
        };
        let mut list: Vec<(EntityId, &Entity)> =
            (0..).map(EntityId).zip(&self.merged.entities).filter(fits).collect();
        let mentions = |id: EntityId| self.get(id).map_or(0, |summary| summary.mentions);
        match order {
            EntityOrder::Mentions => list.sort_by(|(a, x), (b, y)| {
                mentions(*b).cmp(&mentions(*a)).then_with(|| x.name.cmp(&y.name))
            }),
            EntityOrder::Name => list.sort_by(|(_, x), (_, y)| x.name.cmp(&y.name)),
            EntityOrder::FirstYear => list.sort_by_key(|(id, entity)| {
                let year = self.get(*id).and_then(EntitySummary::first_year);
                (year.is_none(), year, entity.name.clone())
            }),
        }
        list.into_iter().map(|(id, _)| id).collect()
    }
}
