//! The entities of all reports as one list.

use crate::analysis::Analysis;
use crate::entities::{self, Entity, ReportIndex};
use crate::library::LoadedReport;
use crate::library::editions::{Editions, Member};
use crate::series::Bodies;
use std::collections::HashMap;
use std::sync::Arc;

/// What a merge is made of: a report, with its analysis once there is one.
pub(super) type Analysed = (ReportIndex, Arc<LoadedReport>, Option<Arc<Analysis>>);

/// Index of an entity in [`Merged::entities`], as of one merge. To keep an entity over merges,
/// keep one of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// The entities of all reports, merged, and the way back from a report's own.
#[derive(Debug, Default)]
pub struct Merged {
    /// In order of kind and name.
    pub entities: Vec<Entity>,
    /// The names that each report gives them.
    pub(super) bodies: Bodies,
    /// Which reports are the same one in several formats.
    pub(super) editions: Editions,
    ids: HashMap<(ReportIndex, usize), EntityId>,
}

impl Merged {
    /// Merges the entities of all reports that are analysed. Of a report that is there in several
    /// formats only the one that is shown counts; the others' entities lead to the same ones.
    pub(super) fn new(reports: &[Analysed]) -> Self {
        let editions = editions(reports);
        let none = &[][..];
        // Merging speaks of places in its list; those without an analysis are passed over here.
        let inputs: Vec<_> = reports
            .iter()
            .map(|(_, loaded, analysis)| {
                (&loaded.report, analysis.as_ref().map_or(none, |a| a.entities.as_slice()))
            })
            .collect();
        let mut entities = entities::merge(&inputs);
        for (report, _) in entities.iter_mut().flat_map(|entity| &mut entity.members) {
            if let Some((index, ..)) = reports.get(report.0 as usize) {
                *report = *index;
            }
        }
        let counts = |(report, _): &(ReportIndex, usize)| editions.is_shown(*report);
        entities.retain(|entity| entity.members.iter().any(counts));
        let mut ids = HashMap::new();
        for (id, entity) in (0..).map(EntityId).zip(&mut entities) {
            ids.extend(entity.members.iter().map(|member| (*member, id)));
            entity.members.retain(counts);
        }
        let named: Vec<_> = reports
            .iter()
            .filter_map(|(index, _, analysis)| {
                Some((*index, analysis.as_ref()?.entities.as_slice()))
            })
            .collect();
        let bodies = Bodies::new(&named, &entities);
        Self { entities, bodies, editions, ids }
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The entity that a report's own entity belongs to.
    pub fn id_of(&self, report: ReportIndex, local: usize) -> Option<EntityId> {
        self.ids.get(&(report, local)).copied()
    }
}

/// Which of the reports are the same one.
fn editions(reports: &[Analysed]) -> Editions {
    let members: Vec<Member<'_>> = reports
        .iter()
        .map(|(index, loaded, _)| Member {
            index: *index,
            metadata: &loaded.report.metadata,
            format: loaded.report.format,
            likeness: &loaded.likeness,
        })
        .collect();
    Editions::of(&members)
}
