//! Which names of a source mean the same body.
//!
//! A series must not fall in two because one report writes "human rights ombudsman" and the next
//! "Office of the Human Rights Ombudsman"; nor may two bodies meet in one series because their
//! names are alike. So only what is certain meets: the same words in any order, without the words
//! that carry no difference, and what the merged entities say is one body.

use crate::entities::{Entities, Member, ReportIndex};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The bodies of all reports, found by the name that one report gives them. Made once for all
/// indicators.
///
/// There are very many names, so they are kept as hashes, which are the same on every computer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Bodies {
    /// Where the names of each report begin, by its index; and the end.
    begins: Vec<u32>,
    /// The names that reports give, in order of their hash, with the place of the entity.
    names: Vec<(u32, u32)>,
    /// The entities, which are kept by themselves.
    #[serde(skip)]
    entities: Arc<Entities>,
}

/// A name that a report gives the entity at a place.
type Named = (ReportIndex, u32, u32);

impl Bodies {
    /// Indexes `entities` by the names that each report gives them: `name` tells what a member is
    /// called.
    pub fn new<'a>(entities: &Arc<Entities>, name: impl Fn(Member) -> Option<&'a str>) -> Self {
        let mut named: Vec<Named> = Vec::new();
        for (place, entity) in (0..).zip(entities.iter()) {
            let own = |member: &Member| Some((member.0, hash(name(*member)?), place));
            named.extend(entity.members.iter().filter_map(own));
        }
        Self::of(entities, named)
    }

    /// The same names of entities that have another `place` now, or none; and some that are new.
    #[must_use]
    pub fn moved<'a>(
        &self,
        entities: &Arc<Entities>,
        place: impl Fn(u32) -> Option<u32>,
        new: impl IntoIterator<Item = (ReportIndex, &'a str, u32)>,
    ) -> Self {
        let mut named: Vec<Named> = Vec::with_capacity(self.names.len());
        for report in (0..).map(ReportIndex).take(self.begins.len().saturating_sub(1)) {
            let own = self.names_in(report).iter();
            named.extend(own.filter_map(|(hash, at)| Some((report, *hash, place(*at)?))));
        }
        named.extend(new.into_iter().map(|(report, name, at)| (report, hash(name), at)));
        Self::of(entities, named)
    }

    fn of(entities: &Arc<Entities>, mut named: Vec<Named>) -> Self {
        named.sort_unstable();
        let mut made = Self { entities: Arc::clone(entities), ..Self::default() };
        for (report, hash, place) in named {
            let begin = made.names.len();
            made.begins.resize_with(report.0 as usize + 1, || count(begin));
            let own = made.begins.last().map_or(0, |begin| *begin as usize);
            match made.names.get_mut(own..).and_then(<[_]>::last_mut) {
                // Of two bodies with one name the later counts.
                Some(last) if last.0 == hash => last.1 = place,
                _ => made.names.push((hash, place)),
            }
        }
        made.begins.push(count(made.names.len()));
        made.names.shrink_to_fit();
        made
    }

    /// The index as it was kept, of these entities.
    #[must_use]
    pub fn with(self, entities: &Arc<Entities>) -> Self {
        Self { entities: Arc::clone(entities), ..self }
    }

    fn names_in(&self, report: ReportIndex) -> &[(u32, u32)] {
        let at = report.0 as usize;
        let range = || Some(*self.begins.get(at)? as usize..*self.begins.get(at + 1)? as usize);
        range().and_then(|range| self.names.get(range)).unwrap_or_default()
    }

    /// The fullest name that any report gives the body which `report` calls `source`.
    pub(super) fn full_name<'a>(&'a self, report: ReportIndex, source: &'a str) -> &'a str {
        let place = || {
            let (names, hash) = (self.names_in(report), hash(source));
            let at = names.binary_search_by_key(&hash, |(hash, _)| *hash).ok()?;
            self.entities.get(names.get(at)?.1 as usize)
        };
        place().map_or(source, |entity| entity.name)
    }

    /// Whether a report calls the entity at `place` by this name.
    pub fn calls(&self, report: ReportIndex, name: &str, place: u32) -> bool {
        self.names_in(report).binary_search(&(hash(name), place)).is_ok()
    }

    /// About how many bytes it takes in memory beside the entities.
    pub fn bytes(&self) -> usize {
        size_of_val(self.begins.as_slice()) + size_of_val(self.names.as_slice())
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// FNV-1a of a name as it is compared, its halves laid over each other: a report has some hundred
/// names.
fn hash(name: &str) -> u32 {
    let hash = folded(name).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let halves = [hash >> 32, hash & u64::from(u32::MAX)];
    halves.into_iter().filter_map(|half| u32::try_from(half).ok()).fold(0, |all, half| all ^ half)
}

/// Whether two names are of one body for certain: the same words, in any order and form.
pub fn same_body(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

/// Words of a body's name that do not tell it from another body.
const EMPTY_WORDS: [&str; 8] = ["the", "of", "and", "for", "on", "to", "a", "office"];

/// A name as it is compared: its words in lower case and alphabetical order, without brackets,
/// accents, possessives and [`EMPTY_WORDS`]. "Office of the Rights Commissioner", "rights
/// commissioner" and "Rights Commissioner’s Office (RCO)" come out alike.
pub fn folded(name: &str) -> String {
    let mut depth = 0_usize;
    let outside: String = name
        .chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    let plain: String = outside
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| if c == '’' { '\'' } else { c })
        .collect::<String>()
        .to_lowercase();
    let mut words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.strip_suffix("'s").unwrap_or(word).trim_matches('\''))
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
        .collect();
    words.sort_unstable();
    if words.is_empty() { name.to_lowercase() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{Entity, EntityKind};

    #[test]
    fn names_of_one_body_meet_and_others_do_not() {
        let same = [
            ("human rights ombudsman", "Office of the Human Rights Ombudsman"),
            ("Auditor General’s Office", "Office of the Auditor General (OAG)"),
            ("Ministry of the Interior", "Interior Ministry"),
            ("Comisión Nacional", "Comision Nacional"),
        ];
        for (a, b) in same {
            assert_eq!(folded(a), folded(b), "{a} / {b}");
        }
        let different = [
            ("Coalition against Torture", "Coalition of Lawyers against Torture"),
            ("Ministry of Health", "Ministry of Labor"),
            ("Supreme Court", "Supreme Administrative Court"),
        ];
        for (a, b) in different {
            assert_ne!(folded(a), folded(b), "{a} / {b}");
        }
        assert_eq!(folded("Office"), "office", "nothing else is left of it");
    }

    #[test]
    fn merged_entities_name_an_acronym_in_full() {
        let (first, second) = ((ReportIndex(0), 0), (ReportIndex(2), 0));
        let watch = Entity {
            kind: EntityKind::Organization,
            name: "Prison Watch Network",
            role: None,
            members: &[first, second],
            links: &[],
            body: None,
        };
        let poet = Entity { name: "Otto Vesely", members: &[(ReportIndex(2), 1)], ..watch };
        let mut entities = Entities::default();
        entities.push(poet, &[]);
        entities.push(watch, &[]);
        let names = [(first, "Prison Watch Network"), (second, "PWN")];
        let name = |member| names.iter().find(|(of, _)| *of == member).map(|(_, name)| *name);
        let bodies = Bodies::new(&Arc::new(entities), name);
        assert_eq!(bodies.full_name(ReportIndex(2), "PWN"), "Prison Watch Network");
        assert_eq!(bodies.full_name(ReportIndex(0), "PWN"), "PWN", "not what that report says");
        assert_eq!(bodies.full_name(ReportIndex(1), "PWN"), "PWN");
        assert!(bodies.calls(ReportIndex(0), "Prison Watch Network", 1));
        assert!(!bodies.calls(ReportIndex(2), "Prison Watch Network", 1));
        assert_eq!(bodies.full_name(ReportIndex(9), "PWN"), "PWN");

        // The user has taken the poet out and given the watch another name here.
        let mut fewer = Entities::default();
        fewer.push(watch, &[]);
        let new = [(ReportIndex(1), "The Watch", 0)];
        let moved = bodies.moved(&Arc::new(fewer), |at| (at == 1).then_some(0), new);
        assert_eq!(moved.full_name(ReportIndex(2), "PWN"), "Prison Watch Network");
        assert_eq!(moved.full_name(ReportIndex(1), "The Watch"), "Prison Watch Network");
    }
}
