//! Which entity each report's own ones belong to: a number for each, as there are very many.

use super::EntityId;
use crate::entities::{Entities, Member};

/// Stands where an entity of a report belongs to none.
const NONE: u32 = u32::MAX;

/// The entities by member.
#[derive(Debug, Default)]
pub(super) struct MemberIds {
    /// Where each report's own ones begin, by its index; and the end.
    begins: Vec<u32>,
    ids: Vec<u32>,
}

impl MemberIds {
    /// What the members of all entities belong to, those that do not count too.
    pub(super) fn of(entities: &Entities) -> Self {
        let members =
            || (0..).zip(0..entities.len()).flat_map(|(id, at)| all_members(entities, id, at));
        let mut lengths: Vec<u32> = Vec::new();
        for ((report, local), _) in members() {
            let (at, least) = (report.0 as usize, u32::try_from(local + 1).unwrap_or(NONE));
            if lengths.len() <= at {
                lengths.resize(at + 1, 0);
            }
            if let Some(length) = lengths.get_mut(at) {
                *length = least.max(*length);
            }
        }
        let mut begins = Vec::with_capacity(lengths.len() + 1);
        let mut end = 0_u32;
        for length in lengths {
            begins.push(end);
            end = end.saturating_add(length);
        }
        begins.push(end);
        let mut made = Self { begins, ids: vec![NONE; end as usize] };
        for (member, id) in members() {
            if let Some(place) = made.place(member).and_then(|place| made.ids.get_mut(place)) {
                *place = id;
            }
        }
        made
    }

    fn place(&self, (report, local): Member) -> Option<usize> {
        let at = report.0 as usize;
        let (begin, end) = (*self.begins.get(at)? as usize, *self.begins.get(at + 1)? as usize);
        Some(begin + local).filter(|place| *place < end)
    }

    /// What a member belongs to.
    pub(super) fn get(&self, member: Member) -> Option<EntityId> {
        let id = *self.ids.get(self.place(member)?)?;
        (id != NONE).then_some(EntityId(id))
    }

    /// About how many bytes it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        (self.begins.len() + self.ids.len()) * size_of::<u32>()
    }
}

/// All members of an entity, each with its number.
fn all_members(
    entities: &Entities,
    id: u32,
    at: usize,
) -> impl Iterator<Item = (Member, u32)> + use<'_> {
    let counted = entities.get(at).map_or(&[][..], |entity| entity.members);
    counted.iter().chain(entities.uncounted(at)).map(move |member| (*member, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{Entity, EntityKind, ReportIndex};

    #[test]
    fn members_are_found_and_gaps_are_none() {
        let mut entities = Entities::default();
        let member = |report, local| (ReportIndex(report), local);
        for (name, members) in [("a", [member(7, 1)]), ("b", [member(7, 3)]), ("c", [member(2, 0)])]
        {
            let kind = EntityKind::Person;
            let (role, links, body) = (None, &[][..], None);
            let entity = Entity { kind, name, role, members: &members, links, body };
            entities.push(entity, &[member(9, 4)][..usize::from(name == "c")]);
        }
        let ids = MemberIds::of(&entities);
        let found = [0, 1, 2, 3, 4].map(|local| ids.get(member(7, local)));
        assert_eq!(found, [None, Some(EntityId(0)), None, Some(EntityId(1)), None]);
        assert_eq!([ids.get(member(2, 0)), ids.get(member(9, 4))], [Some(EntityId(2)); 2]);
        assert_eq!((ids.get(member(0, 0)), ids.get(member(10, 0))), (None, None));
        assert!(MemberIds::default().get(member(0, 0)).is_none());
    }
}
