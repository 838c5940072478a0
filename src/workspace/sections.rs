//! The sections of all reports by their titles: what one edition calls as another does is one
//! section.

use crate::report::Section;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sections {
    all: Vec<SharedSection>,
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

    /// Adds a report's outline; returns the section of each of its entries.
    pub(super) fn add(&mut self, outline: &[Section]) -> Vec<SectionId> {
        // What stands above the entry at hand, the outermost first.
        let mut above: Vec<(u8, SectionId)> = Vec::new();
        let mut entries = Vec::with_capacity(outline.len());
        let mut new_here = std::collections::HashSet::new();
        for section in outline {
            while above.last().is_some_and(|(level, _)| *level >= section.level) {
                above.pop();
            }
            let id = match above.as_slice() {
                // Deeper ones belong to the section of the second level that they are part of.
                [_, (_, second), ..] => *second,
                [(_, first)] => self.id_of(Some(*first), section),
                [] => self.id_of(None, section),
            };
            above.push((section.level, id));
            if new_here.insert(id)
                && let Some(shared) = self.all.get_mut(id.0 as usize)
            {
                shared.reports += 1;
            }
            entries.push(id);
        }
        entries
    }

    fn id_of(&mut self, parent: Option<SectionId>, section: &Section) -> SectionId {
        let title = section.title.trim_end_matches([':', '.', ' ']);
        let next = SectionId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry((parent, title.to_lowercase())).or_insert(next);
        if id == next {
            self.all.push(SharedSection { title: title.to_owned(), parent, reports: 0 });
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Span;

    fn section(level: u8, title: &str) -> Section {
        let heading = Span::new(0, 1);
        Section { level, number: None, title: title.to_owned(), heading, run_in: false }
    }

    #[test]
    fn sections_of_one_title_are_one_and_deep_ones_are_part_of_it() {
        let mut sections = Sections::default();
        let one = sections.add(&[
            section(1, "Prisons"),
            section(2, "Food:"),
            section(3, "Bread"),
            section(1, "Elections"),
        ]);
        let two = sections.add(&[section(2, "PRISONS"), section(4, "Food"), section(2, "Food")]);
        assert_eq!(one[1], one[2], "bread is food");
        assert_eq!((one[0], one[1]), (two[0], two[1]));
        assert_ne!(two[1], two[2], "food in prison is another section than food");
        assert_eq!(sections.outer(one[2]), one[0]);
        let reports: Vec<_> = sections.all().map(|(_, s)| (s.title.as_str(), s.reports)).collect();
        assert_eq!(reports, [("Prisons", 2), ("Food", 2), ("Elections", 1), ("Food", 1)]);
    }
}
