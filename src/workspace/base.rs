//! What a merge found, before the user's decisions; kept on disk, so that the same reports are
//! merged once.
//!
//! A merge is known by its reports (each by what it is known by in the cache, with its metadata as
//! they are corrected) and their places. It is kept when everything is read, not on the way there.
//! It is made of the reports' material, which is let go of when it is made.

use super::member_ids::MemberIds;
use super::merged::Lists;
use super::sources::{Source, Sources};
use crate::entities::{self, Entities, Link, Material, Member, Merge};
use crate::library::cache::{Cache, Key};
use crate::library::editions::{self, Editions};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Reports with what a merge found in them.
#[derive(Debug, Default)]
pub(super) struct Base {
    pub(super) sources: Sources,
    pub(super) found: Found,
    /// What is made of it where nothing is decided.
    pub(super) lists: Arc<Lists>,
    pub(super) ids: Arc<MemberIds>,
}

/// What a merge found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Found {
    /// Of a report that is there in several formats only the one that is shown counts; the others'
    /// entities lead to the same ones.
    pub(super) entities: Arc<Entities>,
    pub(super) suggestions: Vec<Link>,
    /// Which reports are the same one in several formats.
    pub(super) editions: Editions,
}

/// A merge as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept<F, L> {
    found: F,
    lists: L,
}

/// Merges reports, told in the order of their names, or takes what is kept of that in `cache`.
pub(super) fn merge(reports: Vec<Source>, cache: Option<&Cache>) -> Base {
    let Some((cache, key)) = cache.and_then(|cache| Some((cache, key(&reports)?))) else {
        return Base::new(reports);
    };
    if let Some(Kept { found, lists }) = cache.message::<Kept<Found, Lists>>(&key) {
        let lists = lists.with(&found.entities);
        return Base::of(Sources::new(reports), found, lists);
    }
    let base = Base::new(reports);
    cache.put_message(&key, &Kept { found: &base.found, lists: base.lists.as_ref() });
    base
}

/// What a merge is known by; nothing where one of its reports is not kept.
fn key(reports: &[Source]) -> Option<Key> {
    let mut parts = Vec::with_capacity(reports.len());
    for Source { index, handle, .. } in reports {
        let head = handle.head();
        parts.push((*index, head.kept_as?, &head.metadata, handle.is_analysed()));
    }
    let written = postcard::to_stdvec(&parts).ok()?;
    Some(Key::of_merge(&written))
}

impl Base {
    /// Merges the entities of all reports that are analysed.
    pub(super) fn new(reports: Vec<Source>) -> Self {
        let editions = editions(&reports);
        // Merging speaks of places in its list; those without an analysis are passed over here.
        let materials: Vec<Arc<Material>> =
            reports.iter().map(|source| source.material().unwrap_or_default()).collect();
        let inputs: Vec<entities::Source<'_>> = materials
            .iter()
            .zip(&reports)
            .map(|(material, source)| {
                entities::Source::of(material, &source.handle.head().metadata)
            })
            .collect();
        let Merge { entities, mut suggestions } = entities::merge(&inputs);
        let entities = Arc::new(placed(&entities, &reports, &editions));
        let places = suggestions.iter_mut().flat_map(|link| [&mut link.a, &mut link.b]);
        places.for_each(|member| *member = place(*member, &reports));
        let with = reports.iter().zip(&materials);
        let lists = Lists::new(&entities, with);
        let found = Found { entities, suggestions, editions };
        Self::of(Sources::new(reports), found, lists)
    }

    fn of(sources: Sources, found: Found, lists: Lists) -> Self {
        let ids = Arc::new(MemberIds::of(&found.entities));
        Self { sources, found, lists: Arc::new(lists), ids }
    }
}

/// A member told by its report's place in the workspace, not in the list.
fn place((report, local): Member, reports: &[Source]) -> Member {
    let source = reports.get(report.0 as usize);
    (source.map_or(report, |source| source.index), local)
}

/// The entities with the reports' places in the workspace. Those that stand only in reports that
/// are not shown are left out.
fn placed(entities: &Entities, reports: &[Source], editions: &Editions) -> Entities {
    let mut placed = Entities::default();
    for entity in entities.iter() {
        let members = entity.members.iter().map(|member| place(*member, reports));
        let (counted, others): (Vec<Member>, Vec<Member>) =
            members.partition(|(report, _)| editions.is_shown(*report));
        let put = |link: &Link| {
            let (a, b) = (place(link.a, reports), place(link.b, reports));
            Link { a, b, ..*link }
        };
        let links: Vec<Link> = entity.links.iter().map(put).collect();
        if !counted.is_empty() {
            let entity = entities::Entity { members: &counted, links: &links, ..entity };
            placed.push(entity, &others);
        }
    }
    placed.settle();
    placed
}

/// Which of the reports are the same one.
fn editions(reports: &[Source]) -> Editions {
    let heads: Vec<_> = reports.iter().map(|source| (source.index, source.handle.head())).collect();
    let members: Vec<editions::Member<'_>> = heads
        .iter()
        .map(|(index, head)| editions::Member {
            index: *index,
            metadata: &head.metadata,
            format: head.format,
            likeness: &head.likeness,
        })
        .collect();
    Editions::of(&members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ReportIndex;
    use crate::figures::Catalogue;
    use crate::library::cache::MOST;
    use crate::workspace::Workspace;

    /// A folder of two editions, written long enough ago to be known by their times.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for year in [2030, 2031] {
            let text = format!(
                "Karvenia {year} Human Rights Report\n\nOn May 3 police detained the activist Ilse \
                 Moravec in Velna. The Supreme Court of Karvenia heard {year} cases. The Harbor \
                 Workers Union protested.\n"
            );
            std::fs::write(folder.path().join(format!("{year}.txt")), text).unwrap();
        }
        folder
    }

    fn open(folder: &std::path::Path, cache: Option<&Arc<Cache>>) -> Workspace {
        let workspace = Workspace::new(Catalogue::built_in(), || {});
        let mut workspace = workspace.keeping_reports(cache.cloned());
        workspace.open(folder);
        workspace.wait();
        workspace
    }

    /// All that lists are made of, in words.
    fn told(workspace: &Workspace) -> String {
        let merged = workspace.merged();
        let reports: Vec<_> =
            workspace.slots().map(|(_, slot)| (slot.report(), slot.analysis())).collect();
        let ids = |index: u32| (0..9).map(move |local| merged.id_of(ReportIndex(index), local));
        let ids: Vec<_> = (0..3).flat_map(ids).collect();
        let (entities, suggestions) = (&merged.entities, &merged.suggestions);
        let sections: Vec<_> = merged.sections().all().collect();
        format!(
            "{reports:#?} {entities:#?} {suggestions:?} {ids:?} {:#?} {sections:?}",
            merged.summaries().iter().collect::<Vec<_>>()
        )
    }

    #[test]
    fn the_second_opening_shows_the_same() {
        let (folder, kept) = (folder(), tempfile::tempdir().unwrap());
        let cache = Arc::new(Cache::new(kept.path().to_owned(), MOST));
        let fresh = told(&open(folder.path(), None));
        assert!(fresh.contains("Ilse Moravec"));
        assert_eq!(cache.size(), 0);
        for opening in 0..3 {
            assert_eq!(told(&open(folder.path(), Some(&cache))), fresh, "opening {opening}");
        }
        assert!(cache.size() > 0);
        // With a report more all is merged anew, with one less too.
        let more = folder.path().join("2032.txt");
        std::fs::copy(folder.path().join("2031.txt"), &more).unwrap();
        let three = told(&open(folder.path(), Some(&cache)));
        assert_eq!(three, told(&open(folder.path(), None)));
        std::fs::remove_file(more).unwrap();
        assert_eq!(told(&open(folder.path(), Some(&cache))), fresh);
    }

    #[test]
    fn a_merge_is_taken_from_the_cache_and_only_of_the_same_reports() {
        let (folder, kept) = (folder(), tempfile::tempdir().unwrap());
        let cache = Cache::new(kept.path().to_owned(), MOST);
        let workspace =
            open(folder.path(), Some(&Arc::new(Cache::new(kept.path().to_owned(), MOST))));
        let reports = || -> Vec<Source> {
            let of = |(index, slot): (ReportIndex, &crate::workspace::Slot)| Source {
                index,
                handle: slot.handle().unwrap().clone(),
            };
            workspace.slots().map(of).collect()
        };
        let (key, base) = (key(&reports()).unwrap(), Base::new(reports()));
        let all = base.found.entities.len();
        assert!(all > 1);
        let mut one = Entities::default();
        one.push(base.found.entities.get(0).unwrap(), &[]);
        let found = Found { entities: Arc::new(one), ..base.found.clone() };
        cache.put_message(&key, &Kept { found: &found, lists: base.lists.as_ref() });
        assert_eq!(merge(reports(), Some(&cache)).found.entities.len(), 1);
        let mut fewer = reports();
        fewer.pop();
        assert!(merge(fewer, Some(&cache)).found.entities.len() > 1);
        assert_eq!(merge(reports(), None).found.entities.len(), all);
    }

    #[test]
    fn what_is_kept_of_a_merge_is_what_was_made() {
        let (folder, kept) = (folder(), tempfile::tempdir().unwrap());
        let cache = Arc::new(Cache::new(kept.path().to_owned(), MOST));
        let workspace = open(folder.path(), Some(&cache));
        let reports = || -> Vec<Source> {
            let of = |(index, slot): (ReportIndex, &crate::workspace::Slot)| Source {
                index,
                handle: slot.handle().unwrap().clone(),
            };
            workspace.slots().map(of).collect()
        };
        let (made, kept) = (merge(reports(), None), merge(reports(), Some(&cache)));
        assert!(made.found.entities.len() > 1);
        assert_eq!(made.found, kept.found);
        assert_eq!(format!("{:?}", made.lists), format!("{:?}", kept.lists));
    }
}
