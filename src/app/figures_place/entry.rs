//! A figure with the report that it stands in, as the table shows it.

use super::flags;
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::Figure;
use crate::figures::check::Flags;
use crate::library::LoadedReport;
use crate::report::Report;
use crate::series::FigureId;
use crate::workspace::{Slot, Workspace};
use std::collections::HashMap;
use std::sync::Arc;

/// A figure with its report.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Where the figure stands.
    pub id: FigureId,
    /// The figure.
    pub figure: &'a Figure,
    /// Its report.
    pub report: &'a Report,
    /// Whether something about it asks to be looked at: see [`super::flags`].
    pub flagged: bool,
}

impl<'a> Entry<'a> {
    /// The year the figure is for: its period's last, else its report's.
    pub fn year(&self) -> Option<i16> {
        let period = &self.figure.period;
        let dated = period.end.or(period.start).map(jiff::civil::Date::year);
        dated.or_else(|| self.report.metadata.year())
    }

    /// The title of the section that it stands in.
    pub fn section(&self) -> Option<&'a str> {
        let at = self.report.section_at(self.figure.raw.start)?;
        Some(self.report.outline.get(at)?.title.trim_end_matches(':'))
    }
}

/// The figures of all analysed reports that are shown, as they are now, held so that they can be
/// gone through on another thread.
pub struct Held {
    /// By report and place.
    reports: Vec<HeldReport>,
    places: HashMap<ReportIndex, usize>,
}

struct HeldReport {
    index: ReportIndex,
    loaded: Arc<LoadedReport>,
    analysis: Arc<Analysis>,
    /// Nothing while they are still looked for.
    flags: Option<Arc<Flags>>,
    /// Figures whose sentence has changed since they were decided on.
    moved: Vec<u32>,
}

impl Held {
    /// Takes hold of them.
    pub fn new(workspace: &Workspace) -> Self {
        let held = |(index, slot): (ReportIndex, &Slot)| {
            let (loaded, analysis) = (slot.loaded()?, slot.analysis()?);
            Some(HeldReport {
                index,
                loaded: Arc::clone(loaded),
                analysis: Arc::clone(analysis),
                flags: workspace.flags(index),
                moved: workspace.moved_figures(index),
            })
        };
        let reports: Vec<HeldReport> = workspace.in_selection().filter_map(held).collect();
        let places = reports.iter().enumerate().map(|(at, held)| (held.index, at)).collect();
        Self { reports, places }
    }

    /// All of them, by report and place.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.reports.iter().flat_map(|held| {
            (0..).zip(&held.analysis.figures).map(move |(at, figure)| {
                let flags = held.flags.as_ref();
                let flagged = held.moved.contains(&at)
                    || flags.is_some_and(|flags| flags.contains_key(&(at as usize)));
                let id = FigureId { report: held.index, figure: at };
                Entry { id, figure, report: &held.loaded.report, flagged }
            })
        })
    }

    /// One of them.
    pub fn figure(&self, id: FigureId) -> Option<&Figure> {
        let held = self.reports.get(*self.places.get(&id.report)?)?;
        held.analysis.figures.get(id.figure as usize)
    }
}

/// One figure with its report.
pub fn entry(workspace: &Workspace, id: FigureId) -> Option<Entry<'_>> {
    let (figure, report) = (workspace.figure(id)?, workspace.report(id.report)?);
    Some(Entry { id, figure, report, flagged: flags::is_flagged(workspace, id) })
}
