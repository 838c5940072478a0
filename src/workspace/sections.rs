//! The sections of all reports by their titles: what one edition calls as another does is one
//! section.

use crate::entities::Material;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Index of a section in [`Sections`], as of one merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SectionId(pub u32);

/// A section that reports share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedSection {
    /// Its title, as the first report writes it.
    pub title: String,
    /// The section that it is part of; only two levels are told apart.
    pub parent: Option<SectionId>,
    /// How many reports have it.
    pub reports: usize,
}

/// The sections of all reports, of two levels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sections {
    all: Vec<SharedSection>,
}

/// Sections by their titles, while reports are added.
#[derive(Debug, Default)]
pub(super) struct Titles {
    sections: Sections,
    ids: HashMap<(Option<SectionId>, String), SectionId>,
}

impl Sections {
    /// The section with this id.
    pub fn get(&self, id: SectionId) -> Option<&SharedSection> {
        self.all.get(id.0 as usize)
    }

    /// All of them, in the order that they were first met.
    pub fn all(&self) -> impl Iterator<Item = (SectionId, &SharedSection)> {
        (0..).map(SectionId).zip(&self.all)
    }

    /// The section that `id` is, or is part of.
    pub fn outer(&self, id: SectionId) -> SectionId {
        self.get(id).and_then(|section| section.parent).unwrap_or(id)
    }

    /// The sections by their titles, so that those of a report are found again.
    pub(super) fn titles(&self) -> Titles {
        let key = |(id, section): (SectionId, &SharedSection)| {
            ((section.parent, section.title.to_lowercase()), id)
        };
        Titles { ids: self.all().map(key).collect(), sections: self.clone() }
    }
}

impl Titles {
    /// Adds a report's outline; returns the section of each of its entries.
    pub(super) fn add(&mut self, material: &Material) -> Vec<SectionId> {
        // What stands above the entry at hand, the outermost first.
        let mut above: Vec<(u8, SectionId)> = Vec::new();
        let mut entries = Vec::new();
        let mut new_here = HashSet::new();
        for (level, title) in material.titles() {
            while above.last().is_some_and(|(over, _)| *over >= level) {
                above.pop();
            }
            let id = match above.as_slice() {
                // Deeper ones belong to the section of the second level that they are part of.
                [_, (_, second), ..] => *second,
                [(_, first)] => self.id_of(Some(*first), title),
                [] => self.id_of(None, title),
            };
            above.push((level, id));
            if new_here.insert(id)
                && let Some(shared) = self.sections.all.get_mut(id.0 as usize)
            {
                shared.reports += 1;
            }
            entries.push(id);
        }
        entries
    }

    fn id_of(&mut self, parent: Option<SectionId>, title: &str) -> SectionId {
        let title = title.trim_end_matches([':', '.', ' ']);
        let all = &mut self.sections.all;
        let next = SectionId(u32::try_from(all.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry((parent, title.to_lowercase())).or_insert(next);
        if id == next {
            all.push(SharedSection { title: title.to_owned(), parent, reports: 0 });
        }
        id
    }

    /// The sections, when all reports are added.
    pub(super) fn finish(self) -> Sections {
        self.sections
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::reading;
    use crate::report::{DocumentName, Section, Span};

    /// What merging needs of a report with these sections.
    fn outline(sections: &[(u8, &str)]) -> Material {
        let mut report = reading::read(b"Words.", &DocumentName::new("a.txt")).unwrap();
        let section = |(level, title): &(u8, &str)| Section {
            level: *level,
            number: None,
            title: (*title).to_owned(),
            heading: Span::new(0, 1),
            run_in: false,
        };
        report.outline = sections.iter().map(section).collect();
        Material::of(&report, &Analysis::default())
    }

    #[test]
    fn sections_of_one_title_are_one_and_deep_ones_are_part_of_it() {
        let mut titles = Titles::default();
        let first = outline(&[(1, "Prisons"), (2, "Food:"), (3, "Bread"), (1, "Elections")]);
        let second = outline(&[(2, "PRISONS"), (4, "Food"), (2, "Food")]);
        let (one, two) = (titles.add(&first), titles.add(&second));
        assert_eq!(one[1], one[2], "bread is food");
        assert_eq!((one[0], one[1]), (two[0], two[1]));
        assert_ne!(two[1], two[2], "food in prison is another section than food");
        let sections = titles.finish();
        assert_eq!(sections.outer(one[2]), one[0]);
        let reports: Vec<_> = sections.all().map(|(_, s)| (s.title.as_str(), s.reports)).collect();
        assert_eq!(reports, [("Prisons", 2), ("Food", 2), ("Elections", 1), ("Food", 1)]);
        assert_eq!(sections.titles().add(&second), two, "they are found again");
    }
}
