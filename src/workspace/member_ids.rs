//! Which entity each report's own ones belong to: a number for each, as there are very many.

use super::EntityId;
use crate::entities::{Member, ReportIndex};
use std::collections::HashMap;

/// Stands where an entity of a report belongs to none.
const NONE: EntityId = EntityId(u32::MAX);

/// The entities by member.
#[derive(Debug, Default)]
pub(super) struct MemberIds(HashMap<ReportIndex, Vec<EntityId>>);

impl MemberIds {
    /// Says what a member belongs to.
    pub(super) fn insert(&mut self, (report, local): Member, id: EntityId) {
        let of_report = self.0.entry(report).or_default();
        if of_report.len() <= local {
            of_report.resize(local + 1, NONE);
        }
        if let Some(place) = of_report.get_mut(local) {
            *place = id;
        }
    }

    /// What a member belongs to.
    pub(super) fn get(&self, (report, local): Member) -> Option<EntityId> {
        self.0.get(&report)?.get(local).copied().filter(|id| *id != NONE)
    }

    /// Gives back the room that was kept for more.
    pub(super) fn settle(&mut self) {
        self.0.values_mut().for_each(Vec::shrink_to_fit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_and_gaps_are_none() {
        let mut ids = MemberIds::default();
        ids.insert((ReportIndex(7), 3), EntityId(1));
        ids.insert((ReportIndex(7), 1), EntityId(0));
        ids.insert((ReportIndex(7), 3), EntityId(2));
        ids.settle();
        let found = [0, 1, 2, 3, 4].map(|local| ids.get((ReportIndex(7), local)));
        assert_eq!(found, [None, Some(EntityId(0)), None, Some(EntityId(2)), None]);
        assert_eq!(ids.get((ReportIndex(0), 0)), None);
    }
}
