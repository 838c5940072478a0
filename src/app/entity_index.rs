//! The merged entities as lists need them: narrowed, found by what is typed, in order.

use crate::entities::{Entity, EntityKind, Member, ReportIndex};
use crate::report::Metadata;
use crate::workspace::{
    EntityId, EntitySummary, Merged, Presence, SectionId, Selection, Selector, Slot, TypedName,
    Workspace,
};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// The order of a list of entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntityOrder {
    /// Those mentioned most come first.
    #[default]
    Mentions,
    /// By name.
    Name,
    /// Those that appear in the earliest year come first.
    FirstYear,
    /// Those in the most reports come first, then those in the most years.
    Spread,
}

impl EntityOrder {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Mentions, Self::Name, Self::FirstYear, Self::Spread];

    /// Its name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "Most mentioned",
            Self::Name => "Name",
            Self::FirstYear => "First year",
            Self::Spread => "Most reports",
        }
    }
}

/// A section by its title and that of the one it is part of: what outlives a new merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionPath {
    /// The title of the outer section.
    pub outer: String,
    /// The title of the section in it; nothing where all of it is meant.
    pub inner: Option<String>,
}

/// Where an entity has to stand to be listed; what is not set does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityFilter {
    /// In a report on this country.
    pub country: Option<String>,
    /// In this report.
    pub report: Option<ReportIndex>,
    /// In a report of this year.
    pub year: Option<i16>,
    /// In this section.
    pub section: Option<SectionPath>,
}

impl EntityFilter {
    /// How many of the filters are set.
    pub fn count(&self) -> usize {
        [self.country.is_some(), self.report.is_some(), self.year.is_some(), self.section.is_some()]
            .into_iter()
            .filter(|set| *set)
            .count()
    }

    fn reports(&self, workspace: &Workspace) -> Option<HashSet<ReportIndex>> {
        if self.country.is_none() && self.report.is_none() && self.year.is_none() {
            return None;
        }
        let fits = |(index, slot): &(ReportIndex, &Slot)| {
            let metadata = slot.head().map(|head| &head.metadata);
            let country = metadata.and_then(Metadata::country);
            let year = metadata.and_then(Metadata::year);
            self.report.is_none_or(|wanted| wanted == *index)
                && self.country.as_deref().is_none_or(|wanted| country == Some(wanted))
                && self.year.is_none_or(|wanted| year == Some(wanted))
        };
        Some(workspace.in_selection().filter(fits).map(|(index, _)| index).collect())
    }

    fn sections(&self, merged: &Merged) -> Option<HashSet<SectionId>> {
        let path = self.section.as_ref()?;
        let sections = merged.sections();
        let title = |id: SectionId| sections.get(id).map(|section| section.title.as_str());
        let fits = |id: SectionId| {
            title(sections.outer(id)) == Some(path.outer.as_str())
                && path
                    .inner
                    .as_deref()
                    .is_none_or(|inner| sections.outer(id) != id && title(id) == Some(inner))
        };
        Some(sections.all().map(|(id, _)| id).filter(|id| fits(*id)).collect())
    }
}

/// What a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The kind of entity.
    pub kind: EntityKind,
    /// What was typed to find names by.
    pub typed: String,
    /// The order.
    pub order: EntityOrder,
    /// Where they have to stand.
    pub filter: EntityFilter,
}

/// A list of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The entities, each as one of its members, so that a list outlives a new merge, and with how
    /// many of its mentions the filters leave.
    pub rows: Vec<(Member, usize)>,
    /// Whether no name is spelt as typed, and those are listed that nearly are.
    pub near: bool,
}

/// The merged entities, as lists need them.
#[derive(Debug, Default)]
pub struct EntityIndex {
    merged: Arc<Merged>,
    counts: [usize; 3],
    /// All years of any report, for bars that share one axis.
    years: Option<(i16, i16)>,
    /// The reports that are chosen, and what this follows from.
    selector: Selector,
    selection: Arc<Selection>,
}

impl EntityIndex {
    /// Follows the workspace. Returns whether anything changed.
    pub fn refresh(&mut self, workspace: &Workspace) -> bool {
        let same_selection = Arc::ptr_eq(&self.selection, workspace.selection());
        if same_selection && Arc::ptr_eq(&self.merged, workspace.merged()) {
            return false;
        }
        self.merged = Arc::clone(workspace.merged());
        self.selection = Arc::clone(workspace.selection());
        self.selector = workspace.selector();
        let summaries = || self.merged.summaries().iter();
        let first = summaries().filter_map(|s| s.by_year.first().map(|(year, _)| *year)).min();
        let last = summaries().filter_map(|s| s.by_year.last().map(|(year, _)| *year)).max();
        self.years = first.zip(last);
        let stands = |summary: &EntitySummary<'_>| {
            self.selector.is_all() || summary.stands.iter().any(|one| self.selector.has(one.report))
        };
        let mut counts = [0; 3];
        let all = self.merged.entities.iter().zip(summaries());
        for (entity, _) in all.filter(|(_, summary)| stands(summary)) {
            let [people, courts, organizations] = &mut counts;
            *match entity.kind {
                EntityKind::Person => people,
                EntityKind::Court => courts,
                EntityKind::Organization => organizations,
            } += 1;
        }
        self.counts = counts;
        true
    }

    /// The summary of an entity in the reports that are chosen.
    pub fn get(&self, id: EntityId) -> Option<EntitySummary<'_>> {
        self.merged.summary(id).map(|summary| within(&self.selector, summary))
    }

    /// The first and last year that any entity stands in.
    pub fn years(&self) -> Option<(i16, i16)> {
        self.years
    }

    /// How many entities of a kind the chosen reports have.
    pub fn count(&self, kind: EntityKind) -> usize {
        let [people, courts, organizations] = self.counts;
        match kind {
            EntityKind::Person => people,
            EntityKind::Court => courts,
            EntityKind::Organization => organizations,
        }
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.merged.entities.len()
    }

    /// What is wanted, ready to be listed on any thread.
    pub fn ask(&self, workspace: &Workspace, wanted: Wanted) -> Question {
        let merged = Arc::clone(&self.merged);
        let reports = wanted.filter.reports(workspace);
        let sections = wanted.filter.sections(&merged);
        Question { merged, wanted, reports, sections, selector: self.selector.clone() }
    }
}

/// A list that is asked for, with all that it takes to answer.
#[derive(Debug)]
pub struct Question {
    merged: Arc<Merged>,
    wanted: Wanted,
    reports: Option<HashSet<ReportIndex>>,
    sections: Option<HashSet<SectionId>>,
    selector: Selector,
}

impl Question {
    /// The entities that are wanted, in order. Where no name is spelt as typed, those are listed
    /// whose spelling is near to it.
    pub fn list(&self) -> Listed {
        let typed = TypedName::new(&self.wanted.typed);
        let mut rows = self.rows(|summary| summary.matches(&typed));
        let near = rows.is_empty() && !self.wanted.typed.trim().is_empty();
        if near {
            rows = self.rows(|summary| summary.is_near(&typed));
        }
        let near = near && !rows.is_empty();
        self.sort(&mut rows);
        let member = |id: EntityId| self.merged.get(id)?.members.first().copied();
        let rows = rows.into_iter().filter_map(|row| Some((member(row.id)?, row.mentions)));
        let rows = rows.collect();
        Listed { rows, near }
    }

    fn rows(&self, named: impl Fn(&EntitySummary<'_>) -> bool) -> Vec<Row<'_>> {
        let all = self.merged.entities.iter().zip(self.merged.summaries().iter());
        let row = |(id, (entity, summary)): &(EntityId, (Entity<'_>, EntitySummary<'_>))| {
            entity.kind == self.wanted.kind && !self.merged.is_hidden(*id) && named(summary)
        };
        let kept = (0..).map(EntityId).zip(all).filter(row);
        let counted = kept.map(|(id, (entity, summary))| Row {
            id,
            mentions: self.mentions(&summary),
            name: entity.name,
            summary,
        });
        counted.filter(|row| row.mentions > 0).collect()
    }

    /// How many mentions the filters leave.
    fn mentions(&self, summary: &EntitySummary<'_>) -> usize {
        if self.reports.is_none() && self.sections.is_none() && self.selector.is_all() {
            return summary.mentions;
        }
        let within = |stand: &&Presence| {
            let in_section = |set: &HashSet<SectionId>| {
                stand.section.is_some_and(|section| set.contains(&section))
            };
            self.selector.has(stand.report)
                && self.reports.as_ref().is_none_or(|reports| reports.contains(&stand.report))
                && self.sections.as_ref().is_none_or(in_section)
        };
        summary.stands.iter().filter(within).map(|stand| stand.mentions as usize).sum()
    }

    fn sort(&self, rows: &mut [Row<'_>]) {
        match self.wanted.order {
            EntityOrder::Mentions => {
                rows.sort_unstable_by_key(|row| (Reverse(row.mentions), row.name, row.id));
            }
            EntityOrder::Name => rows.sort_unstable_by_key(|row| (row.name, row.id)),
            EntityOrder::FirstYear => rows.sort_by_cached_key(|row| {
                let year = within(&self.selector, row.summary.clone()).first_year();
                (year.is_none(), year, row.name)
            }),
            EntityOrder::Spread => rows.sort_by_cached_key(|row| {
                let within = within(&self.selector, row.summary.clone());
                let (reports, years) = (within.reports, within.by_year.len());
                (Reverse(reports), Reverse(years), row.name)
            }),
        }
    }
}

/// What a list shows of an entity in the reports that are chosen.
fn within<'a>(chosen: &Selector, summary: EntitySummary<'a>) -> EntitySummary<'a> {
    if chosen.is_all() {
        return summary;
    }
    summary.within(|report| chosen.year_within(report))
}

/// An entity on its way into a list.
struct Row<'a> {
    id: EntityId,
    mentions: usize,
    name: &'a str,
    summary: EntitySummary<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;

    const EARLY: &str = "Karvenia 2030 Human Rights Report\n\nSection 1. Prisons\n\nOn May 3 police \
        detained the activist Ilse Moravec. The lawyer Petr Lannic met Ilse Moravec.\n\n\
        Section 2. Elections\n\nThe deputy Yelnar Drumayev spoke.\n";
    const LATE: &str = "Karvenia 2031 Human Rights Report\n\nSection 2. Elections\n\nThe deputy \
        Petr Lannic spoke with the deputy Petr Lannic and with the deputy Petr Lannic.\n";

    fn names(filter: EntityFilter, typed: &str, order: EntityOrder) -> Vec<(String, usize)> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("2030.txt"), EARLY).unwrap();
        std::fs::write(folder.path().join("2031.txt"), LATE).unwrap();
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        let mut index = EntityIndex::default();
        assert!(index.refresh(&workspace));
        assert!(!index.refresh(&workspace), "nothing new");
        let typed = typed.to_owned();
        let wanted = Wanted { kind: EntityKind::Person, typed, order, filter };
        let listed = index.ask(&workspace, wanted).list().rows.into_iter();
        listed
            .map(|(member, count)| (entity_of(&workspace, member).name.to_owned(), count))
            .collect()
    }

    fn entity_of(workspace: &Workspace, (report, local): Member) -> Entity<'_> {
        let id = workspace.merged().id_of(report, local).unwrap();
        workspace.merged().get(id).unwrap()
    }

    fn row(name: &str, count: usize) -> (String, usize) {
        (name.to_owned(), count)
    }

    #[test]
    fn filters_leave_those_that_stand_there_and_count_only_what_they_leave() {
        let (moravec, drumayev) = (row("Ilse Moravec", 2), row("Yelnar Drumayev", 1));
        let none = EntityFilter::default();
        let mentions = EntityOrder::Mentions;
        assert_eq!(names(none.clone(), "", mentions)[0], row("Petr Lannic", 4));
        let early = EntityFilter { year: Some(2030), ..none.clone() };
        let found = names(early, "", mentions);
        assert_eq!(found, [moravec, row("Petr Lannic", 1), drumayev.clone()]);
        let outer = "Elections".to_owned();
        let section = Some(SectionPath { outer, inner: None });
        let elections = EntityFilter { section, ..none.clone() };
        assert_eq!(elections.count(), 1);
        assert_eq!(names(elections, "", mentions), [row("Petr Lannic", 3), drumayev.clone()]);
        assert_eq!(names(none.clone(), "drumaev", mentions), std::slice::from_ref(&drumayev));
        assert_eq!(names(none, "Drumeyev", mentions), [drumayev], "near to what was typed");
    }

    #[test]
    fn lists_have_their_order() {
        let first = |order| names(EntityFilter::default(), "", order)[0].0.clone();
        assert_eq!(first(EntityOrder::Mentions), "Petr Lannic");
        assert_eq!(first(EntityOrder::Spread), "Petr Lannic");
        assert_eq!(first(EntityOrder::Name), "Ilse Moravec");
        assert_eq!(first(EntityOrder::FirstYear), "Ilse Moravec");
    }

    #[test]
    fn the_lists_follow_the_reports_that_are_chosen() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("2030.txt"), EARLY).unwrap();
        std::fs::write(folder.path().join("2031.txt"), LATE).unwrap();
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        let mut index = EntityIndex::default();
        index.refresh(&workspace);
        let all = index.count(EntityKind::Person);
        let years = crate::workspace::Years::of([2031]);
        workspace.set_selection(Selection { years, ..Selection::default() });
        assert!(index.refresh(&workspace) && !index.refresh(&workspace));
        assert!(index.count(EntityKind::Person) < all);
        for order in EntityOrder::ALL {
            let (kind, filter) = (EntityKind::Person, EntityFilter::default());
            let wanted = Wanted { kind, typed: String::new(), order, filter };
            let listed = index.ask(&workspace, wanted).list().rows;
            let [(only, 3)] = listed.as_slice() else { panic!("{listed:?}") };
            let id = workspace.merged().id_of(only.0, only.1).unwrap();
            assert_eq!(workspace.merged().get(id).unwrap().name, "Petr Lannic");
            assert_eq!(index.get(id).unwrap().reports, 1);
        }
    }
}
