//! A figure's row with what is known of the report that it stands in, as the table shows it.

use super::filter::is_checked;
use crate::entities::ReportIndex;
use crate::figures::rows::Row;
use crate::library::{Handle, Head};
use crate::report::section_at;
use crate::series::FigureId;
use crate::workspace::{Slot, Workspace};
use std::collections::{HashMap, HashSet};

/// A figure with its report.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Where the figure stands.
    pub id: FigureId,
    /// The figure.
    pub row: Row<'a>,
    /// Its report.
    pub head: &'a Head,
    /// Whether something about it asks to be looked at: see [`super::flags`].
    pub flagged: bool,
}

impl<'a> Entry<'a> {
    /// The year the figure is for: its period's last, else its report's.
    pub fn year(&self) -> Option<i16> {
        let period = self.row.period();
        let dated = period.end.or(period.start).map(jiff::civil::Date::year);
        dated.or_else(|| self.head.metadata.year())
    }

    /// The title of the section that it stands in.
    pub fn section(&self) -> Option<&'a str> {
        let section = section_at(&self.head.outline, self.row.raw().start)?;
        Some(section.title.trim_end_matches(':'))
    }
}

/// The figures of all analysed reports that are shown, as they are now, held so that they can be
/// gone through on another thread.
#[derive(Default)]
pub struct Held {
    /// By report and place.
    pub reports: Vec<HeldReport>,
    places: HashMap<ReportIndex, usize>,
}

/// One of the reports.
pub struct HeldReport {
    index: ReportIndex,
    handle: Handle,
    /// Figures whose sentence has changed since they were decided on.
    moved: Vec<u32>,
}

impl Held {
    /// Takes hold of them.
    pub fn new(workspace: &Workspace) -> Self {
        let held = |(index, slot): (ReportIndex, &Slot)| {
            let handle = slot.handle().filter(|_| slot.is_analysed())?.clone();
            Some(HeldReport { index, handle, moved: workspace.moved_figures(index) })
        };
        let reports: Vec<HeldReport> = workspace.in_selection().filter_map(held).collect();
        let places = places(&reports);
        Self { reports, places }
    }

    /// Whether the user has said whether a figure is right.
    pub fn is_checked(&self, id: FigureId) -> bool {
        let report = self.places.get(&id.report).and_then(|at| self.reports.get(*at));
        let row = report.and_then(|held| held.handle.head().rows().figures.get(id.figure));
        row.is_some_and(|row| is_checked(row.review()))
    }

    /// Lets go of the reports that have none of these figures.
    pub fn keep_only(&mut self, ids: &[FigureId]) {
        let wanted: HashSet<ReportIndex> = ids.iter().map(|id| id.report).collect();
        self.reports.retain(|held| wanted.contains(&held.index));
        self.places = places(&self.reports);
    }

    /// All of them, by report and place.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.reports.iter().flat_map(HeldReport::entries)
    }
}

fn places(reports: &[HeldReport]) -> HashMap<ReportIndex, usize> {
    reports.iter().enumerate().map(|(at, held)| (held.index, at)).collect()
}

impl HeldReport {
    /// A report with what was found in it.
    #[cfg(test)]
    pub fn of(handle: Handle) -> Self {
        Self { index: ReportIndex(0), handle, moved: Vec::new() }
    }

    /// Its figures, in their order.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let head = self.handle.head();
        head.rows().figures.iter().map(move |row| {
            let flagged = row.is_flagged() || self.moved.contains(&row.at());
            Entry { id: FigureId { report: self.index, figure: row.at() }, row, head, flagged }
        })
    }

    /// What `look` says of its text, which is loaded for that where it is not in memory.
    pub fn read<T>(&self, look: impl FnOnce(&str) -> T) -> Option<T> {
        self.handle.loaded().map(|loaded| look(&loaded.report.text))
    }
}

/// One figure with its report.
pub fn entry(workspace: &Workspace, id: FigureId) -> Option<Entry<'_>> {
    let (row, head) = (workspace.figure_row(id)?, workspace.slot(id.report)?.head()?);
    let flagged = row.is_flagged() || workspace.figure_has_moved(id);
    Some(Entry { id, row, head, flagged })
}
