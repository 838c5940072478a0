//! What a merge is made of and what it found, before the user's decisions; and both kept on disk,
//! so that the same reports are merged once.
//!
//! A merge is known by its reports (each by what it is known by in the cache, with its metadata as
//! they are corrected) and their places. It is kept when everything is read, not on the way there.

use super::decisions::{EntityDecisions, Reports};
use super::merged::{Lists, Merged};
use crate::analysis::Analysis;
use crate::entities::{self, Entity, Link, Material, Member, Merge, ReportIndex, Source};
use crate::library::cache::{Cache, Key};
use crate::library::editions::{self, Editions};
use crate::library::{Handle, LoadedReport};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// What a merge is made of: a report, wherever it is.
pub(super) type Analysed = (ReportIndex, Handle);

/// A report that is analysed, in memory.
type Body = (ReportIndex, Arc<LoadedReport>, Arc<Analysis>);

/// Reports with what a merge found in them.
#[derive(Debug, Default)]
pub(super) struct Base {
    reports: Vec<Analysed>,
    /// Those that are analysed, once they were asked for.
    bodies: OnceLock<Vec<Body>>,
    pub(super) found: Found,
}

/// What a merge found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Found {
    /// Of reports that are there in several formats also those that are not shown.
    pub(super) entities: Vec<Entity>,
    pub(super) suggestions: Vec<Link>,
    /// Which reports are the same one in several formats.
    pub(super) editions: Editions,
}

/// A merge as it is kept: with the lists that are made of it where nothing is decided.
#[derive(Serialize, Deserialize)]
struct Kept<F, L> {
    found: F,
    lists: Option<L>,
}

/// Merges reports under the user's decisions, or takes what is kept of that in `cache`.
pub(super) fn merge(
    reports: Vec<Analysed>,
    decisions: &EntityDecisions,
    cache: Option<&Cache>,
) -> Merged {
    let Some((cache, key)) = cache.and_then(|cache| Some((cache, key(&reports)?))) else {
        return Merged::new(Arc::new(Base::new(reports)), decisions, None);
    };
    if let Some(Kept { found, lists }) = cache.message::<Kept<Found, Lists>>(&key) {
        return Merged::new(
            Arc::new(Base { reports, bodies: OnceLock::new(), found }),
            decisions,
            lists,
        );
    }
    let merged = Merged::new(Arc::new(Base::new(reports)), decisions, None);
    let lists = decisions.is_empty().then_some(&merged.lists);
    cache.put_message(&key, &Kept { found: &merged.base.found, lists });
    merged
}

/// What a merge is known by; nothing where one of its reports is not kept.
fn key(reports: &[Analysed]) -> Option<Key> {
    let mut parts = Vec::with_capacity(reports.len());
    for (index, report) in reports {
        let (key, metadata) = (report.head().kept_as?, &report.head().metadata);
        parts.push((*index, key, metadata, report.is_analysed()));
    }
    let written = postcard::to_stdvec(&parts).ok()?;
    Some(Key::of_merge(&written))
}

impl Base {
    /// Merges the entities of all reports that are analysed.
    pub(super) fn new(reports: Vec<Analysed>) -> Self {
        let editions = editions(&reports);
        // Merging speaks of places in its list; those without an analysis are passed over here.
        let material = |(_, report): &Analysed| report.material().unwrap_or_default();
        let materials: Vec<Arc<Material>> = reports.iter().map(material).collect();
        let sources: Vec<Source<'_>> = materials
            .iter()
            .zip(&reports)
            .map(|(material, (_, report))| Source::of(material, &report.head().metadata))
            .collect();
        let Merge { mut entities, mut suggestions } = entities::merge(&sources);
        let place = |(report, _): &mut Member| {
            if let Some((index, _)) = reports.get(report.0 as usize) {
                *report = *index;
            }
        };
        entities.iter_mut().flat_map(|entity| &mut entity.members).for_each(place);
        let links = entities.iter_mut().flat_map(|entity| &mut entity.links);
        links.chain(&mut suggestions).flat_map(|link| [&mut link.a, &mut link.b]).for_each(place);
        let found = Found { entities, suggestions, editions };
        Self { reports, bodies: OnceLock::new(), found }
    }

    /// How many reports are analysed.
    pub(super) fn analysed_count(&self) -> usize {
        self.reports.iter().filter(|(_, report)| report.is_analysed()).count()
    }

    /// The reports that are analysed.
    pub(super) fn analysed(&self) -> Reports<'_> {
        let bodies = self.bodies.get_or_init(|| bodies(&self.reports));
        let bodies = bodies.iter();
        bodies.map(|(index, loaded, found)| (*index, (loaded.as_ref(), found.as_ref()))).collect()
    }
}

fn bodies(reports: &[Analysed]) -> Vec<Body> {
    let body = |(index, report): &Analysed| Some((*index, report.loaded()?, report.analysis()?));
    reports.iter().filter_map(body).collect()
}

/// Which of the reports are the same one.
fn editions(reports: &[Analysed]) -> Editions {
    let members: Vec<editions::Member<'_>> = reports
        .iter()
        .map(|(index, report)| editions::Member {
            index: *index,
            metadata: &report.head().metadata,
            format: report.head().format,
            likeness: &report.head().likeness,
        })
        .collect();
    Editions::of(&members)
}

#[cfg(test)]
mod tests {
    use super::*;
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
            merged.summaries()
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
        let reports = || -> Vec<Analysed> {
            let of = |(index, slot): (ReportIndex, &crate::workspace::Slot)| {
                (index, slot.handle().unwrap().clone())
            };
            workspace.slots().map(of).collect()
        };
        let none = EntityDecisions::default();
        let key = key(&reports()).unwrap();
        let mut found = Base::new(reports()).found;
        found.entities.truncate(1);
        cache.put_message(&key, &Kept::<_, &Lists> { found: &found, lists: None });
        assert_eq!(merge(reports(), &none, Some(&cache)).entities.len(), 1);
        let mut fewer = reports();
        fewer.pop();
        assert!(merge(fewer, &none, Some(&cache)).entities.len() > 1);
        assert!(merge(reports(), &none, None).entities.len() > 1);
    }
}
