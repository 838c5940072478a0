//! Which names of a source mean the same body.
//!
//! A series must not fall in two because one report writes "human rights ombudsman" and the next
//! "Office of the Human Rights Ombudsman"; nor may two bodies meet in one series because their
//! names are alike. So only what is certain meets: the same words in any order, without the words
//! that carry no difference, and what the merged entities say is one body.

use crate::entities::{Entity, ReportEntity, ReportIndex};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// The bodies of all reports, found by the name that one report gives them. Made once for all
/// indicators.
///
/// There are very many names, so they are kept as hashes, which are the same on every computer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Bodies {
    /// For each report the names that it gives, in order of their hash, with the place of the
    /// body's fullest name.
    names: HashMap<ReportIndex, Vec<(u64, u32)>>,
    fullest: Vec<String>,
}

impl Bodies {
    /// Indexes `merged` by the names that each report gives its entities.
    pub fn new(reports: &[(ReportIndex, &[ReportEntity])], merged: &[Entity]) -> Self {
        let reports: HashMap<ReportIndex, &[ReportEntity]> = reports.iter().copied().collect();
        let mut names: HashMap<ReportIndex, Vec<(u64, u32)>> = HashMap::new();
        for (place, entity) in (0..).zip(merged) {
            for (report, local) in &entity.members {
                let local = reports.get(report).and_then(|entities| entities.get(*local));
                if let Some(local) = local {
                    names.entry(*report).or_default().push((hash(&local.name), place));
                }
            }
        }
        for names in names.values_mut() {
            names.sort_unstable();
            // Of two bodies with one name the later counts.
            names.reverse();
            names.dedup_by_key(|(hash, _)| *hash);
            names.reverse();
            names.shrink_to_fit();
        }
        Self { names, fullest: merged.iter().map(|entity| entity.name.clone()).collect() }
    }

    /// The fullest name that any report gives the body which `report` calls `source`.
    pub(super) fn full_name<'a>(&'a self, report: ReportIndex, source: &'a str) -> &'a str {
        let place = || {
            let (names, hash) = (self.names.get(&report)?, hash(source));
            let at = names.binary_search_by_key(&hash, |(hash, _)| *hash).ok()?;
            self.fullest.get(names.get(at)?.1 as usize)
        };
        place().map_or(source, String::as_str)
    }
}

/// FNV-1a of a name as it is compared.
fn hash(name: &str) -> u64 {
    folded(name).bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
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
    use crate::entities::EntityKind;
    use crate::report::Span;

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
        let entity = |name: &str| ReportEntity {
            kind: EntityKind::Organization,
            name: name.to_owned(),
            role: None,
            roles: Vec::new(),
            mentions: vec![Span::new(0, 1)],
        };
        let (first, second) = ([entity("Prison Watch Network")], [entity("PWN")]);
        let merged = [Entity {
            kind: EntityKind::Organization,
            name: "Prison Watch Network".to_owned(),
            role: None,
            members: vec![(ReportIndex(0), 0), (ReportIndex(1), 0)],
            links: Vec::new(),
            court: None,
            body: None,
        }];
        let reports = [(ReportIndex(0), first.as_slice()), (ReportIndex(1), second.as_slice())];
        let bodies = Bodies::new(&reports, &merged);
        assert_eq!(bodies.full_name(ReportIndex(1), "PWN"), "Prison Watch Network");
        assert_eq!(bodies.full_name(ReportIndex(0), "PWN"), "PWN", "not what that report says");
    }
}
