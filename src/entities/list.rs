//! Entities over all reports in flat lists: there may be some hundred thousand of them, and each as
//! a thing of its own would take several times the room and long to read from disk.

use super::facts::{self, CourtFacts};
use super::{BodyKind, EntityKind, Link, Member};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An entity over all reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// Its kind.
    pub kind: EntityKind,
    /// The fullest name any report gives it.
    pub name: &'a str,
    /// For persons, what the latest report that says it calls them.
    pub role: Option<&'a str>,
    /// Where it stands: the report and the index of the [`super::ReportEntity`] in that report.
    pub members: &'a [Member],
    /// Why its members are one, and how sure that is; the user's own merges are not among it.
    pub links: &'a [Link],
    /// For organizations, of what kind it is, where the name or the words beside it tell.
    pub body: Option<BodyKind>,
}

impl Entity<'_> {
    /// For courts, what the name tells.
    pub fn court(&self) -> Option<CourtFacts> {
        (self.kind == EntityKind::Court).then(|| facts::court(self.name))
    }
}

/// A list of entities.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entities {
    rows: Vec<Row>,
    /// Names and roles, one after another.
    words: String,
    members: Vec<Member>,
    links: Vec<Link>,
}

/// One entity; what there is several of ends in the lists of all where it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    kind: EntityKind,
    body: Option<BodyKind>,
    name: u32,
    /// Where the role ends: with the name where there is none.
    role: u32,
    /// Where those members end that count, and where all do.
    counted: u32,
    members: u32,
    links: u32,
}

/// Before the first.
const BEGIN: Row = Row {
    kind: EntityKind::Person,
    body: None,
    name: 0,
    role: 0,
    counted: 0,
    members: 0,
    links: 0,
};

impl Entities {
    /// Adds an entity at the end, with members that lead to it and do not count.
    pub fn push(&mut self, entity: Entity<'_>, uncounted: &[Member]) {
        self.words.push_str(entity.name);
        let name = length(&self.words);
        self.words.push_str(entity.role.unwrap_or(""));
        self.members.extend_from_slice(entity.members);
        let counted = count(self.members.len());
        self.members.extend_from_slice(uncounted);
        self.links.extend_from_slice(entity.links);
        self.rows.push(Row {
            kind: entity.kind,
            body: entity.body,
            name,
            role: length(&self.words),
            counted,
            members: count(self.members.len()),
            links: count(self.links.len()),
        });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<Entity<'_>> {
        let (before, row) = self.row(at)?;
        let words = |from: u32, to: u32| self.words.get(from as usize..to as usize);
        Some(Entity {
            kind: row.kind,
            name: words(before.role, row.name).unwrap_or(""),
            role: words(row.name, row.role).filter(|role| !role.is_empty()),
            members: part(&self.members, before.members, row.counted),
            links: part(&self.links, before.links, row.links),
            body: row.body,
        })
    }

    /// The members of one of them that lead to it and do not count.
    pub fn uncounted(&self, at: usize) -> &[Member] {
        self.row(at).map_or(&[], |(_, row)| part(&self.members, row.counted, row.members))
    }

    fn row(&self, at: usize) -> Option<(&Row, &Row)> {
        let before = at.checked_sub(1).map_or(Some(&BEGIN), |before| self.rows.get(before));
        Some((before?, self.rows.get(at)?))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Entity<'_>> + Clone {
        (0..self.rows.len()).filter_map(|at| self.get(at))
    }

    /// Gives back the room that was kept for more.
    pub fn settle(&mut self) {
        self.rows.shrink_to_fit();
        self.words.shrink_to_fit();
        self.members.shrink_to_fit();
        self.links.shrink_to_fit();
    }

    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        self.words.len()
            + size_of_val(self.rows.as_slice())
            + size_of_val(self.members.as_slice())
            + size_of_val(self.links.as_slice())
    }
}

impl fmt::Debug for Entities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

fn length(words: &str) -> u32 {
    count(words.len())
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn part<T>(all: &[T], from: u32, to: u32) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{Certainty, Reason, ReportIndex};

    #[test]
    fn entities_come_out_as_they_were_put_in() {
        let member = |report| (ReportIndex(report), 0);
        let (a, b) = (member(3), member(1));
        let link = Link { a, b, reason: Reason::SameName, certainty: Certainty::Certain };
        let poet = Entity {
            kind: EntityKind::Person,
            name: "Otto Vesely",
            role: Some("poet"),
            members: &[a, b],
            links: &[link],
            body: None,
        };
        let court = Entity {
            kind: EntityKind::Court,
            name: "Supreme Court of Karvenia",
            role: None,
            members: &[member(2)],
            links: &[],
            body: None,
        };
        let mut list = Entities::default();
        list.push(poet, &[member(7)]);
        list.push(court, &[]);
        list.settle();
        let kept: Entities = postcard::from_bytes(&postcard::to_stdvec(&list).unwrap()).unwrap();
        assert_eq!(kept, list);
        assert_eq!(kept.iter().collect::<Vec<_>>(), [poet, court]);
        assert_eq!((kept.uncounted(0), kept.uncounted(1)), (&[member(7)][..], &[][..]));
        assert!(kept.get(2).is_none());
        assert!(poet.court().is_none() && court.court().unwrap().level.is_some());
    }
}
