//! The library's reports in groups: by country, then the volumes, then what no country was found
//! for.
//!
//! A chapter stands under its country and under its volume. Of a report that is there in several
//! formats one has a row, the others stand below it.

use crate::entities::ReportIndex;
use crate::report::{DocumentName, Metadata};
use crate::workspace::{Slot, Workspace};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Heading of the volumes.
pub const VOLUMES: &str = "Volumes";
/// Heading of the reports whose country was not found.
pub const NO_COUNTRY: &str = "Country not found";

/// A group under one heading.
#[derive(Debug)]
pub struct Group {
    /// Its heading: a country, or one of those above.
    pub name: String,
    /// Newest first, then by publisher.
    pub items: Vec<Item>,
}

/// A report in its group.
#[derive(Debug)]
pub struct Item {
    /// The report.
    pub index: ReportIndex,
    /// The same report in other formats.
    pub others: Vec<ReportIndex>,
    /// Of a volume, its chapters in order.
    pub chapters: Vec<ReportIndex>,
}

/// Sorts a workspace's reports into groups.
pub fn groups(workspace: &Workspace) -> Vec<Group> {
    let mut chapters = chapters(workspace);
    let mut groups: BTreeMap<(Place, String), Vec<Item>> = BTreeMap::new();
    for (index, slot) in workspace.shown() {
        let chapters = chapters.remove(&slot.document).unwrap_or_default();
        let country = slot.head().and_then(|head| head.metadata.country());
        let (place, name) = match country {
            _ if !chapters.is_empty() => (Place::Volumes, VOLUMES),
            Some(country) => (Place::Country, country),
            None => (Place::NoCountry, NO_COUNTRY),
        };
        let others = workspace.editions().others(index).iter().copied();
        let others = others.filter(|other| workspace.slot(*other).is_some_and(|s| !s.is_gone()));
        let item = Item { index, others: others.collect(), chapters };
        groups.entry((place, name.to_owned())).or_default().push(item);
    }
    let group = |((_, name), mut items): ((Place, String), Vec<Item>)| {
        items.sort_by_cached_key(|item| {
            let slot = workspace.slot(item.index);
            let metadata = slot.and_then(Slot::head).map(|head| &head.metadata);
            let year = metadata.and_then(Metadata::year);
            let publisher = metadata.and_then(Metadata::publisher).map(str::to_owned);
            (Reverse(year), publisher, workspace.rank(item.index))
        });
        Group { name, items }
    };
    groups.into_iter().map(group).collect()
}

/// Where a group stands among the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Country,
    Volumes,
    NoCountry,
}

/// The chapters of each volume, in order.
fn chapters(workspace: &Workspace) -> HashMap<DocumentName, Vec<ReportIndex>> {
    let mut chapters: HashMap<DocumentName, Vec<(u32, ReportIndex)>> = HashMap::new();
    for (index, slot) in workspace.slots() {
        if let Some(volume) = slot.head().and_then(|head| head.volume.as_ref()) {
            chapters.entry(volume.document.clone()).or_default().push((volume.chapter, index));
        }
    }
    let ordered = |(document, mut chapters): (DocumentName, Vec<(u32, ReportIndex)>)| {
        chapters.sort_unstable();
        (document, chapters.into_iter().map(|(_, index)| index).collect())
    };
    chapters.into_iter().map(ordered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;

    fn open(files: &[(&str, String)]) -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        (folder, workspace)
    }

    fn text(about: &str) -> String {
        let sentence = |n| format!("The courts of {about} heard {n} cases and ended few. ");
        (10..70).map(sentence).collect::<Vec<_>>().concat()
    }

    #[test]
    fn chapters_stand_under_their_country_and_their_volume() {
        let names =
            ["Albania", "Benin", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "India"];
        let chapters = names.map(|name| format!("{}\n\n{}\n\n", name.to_uppercase(), text(name)));
        let chad = format!("Chad 2031 Human Rights Report\n\n{}", text("the south"));
        let page = format!(
            "<html><body><h1>Chad 2031 Human Rights Report</h1><p>{}</p></body></html>",
            text("the south")
        );
        let stray = format!("On prisons\n\n{}", text("nowhere"));
        let (_folder, workspace) = open(&[
            ("chad.html", page),
            ("chad.txt", chad),
            ("stray.txt", stray),
            ("volume.txt", chapters.concat()),
        ]);
        let groups = groups(&workspace);
        let headings: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(headings[..3], ["Albania", "Benin", "Chad"]);
        assert_eq!(headings[names.len()..], [VOLUMES, NO_COUNTRY]);
        let name = |index: &ReportIndex| workspace.slot(*index).unwrap().document.to_string();
        let of_chad: Vec<String> = groups[2].items.iter().map(|item| name(&item.index)).collect();
        assert_eq!(of_chad, ["chad.html", "volume.txt#Chad"]);
        assert_eq!(groups[2].items[0].others.iter().map(name).collect::<Vec<_>>(), ["chad.txt"]);
        let volume = &groups[names.len()].items[0];
        assert_eq!(name(&volume.index), "volume.txt");
        let chapters: Vec<String> = volume.chapters.iter().map(name).collect();
        assert_eq!(chapters, names.map(|name| format!("volume.txt#{name}")));
    }
}
