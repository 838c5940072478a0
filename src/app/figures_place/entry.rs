//! A figure with the report that it stands in, as the table shows it.

use super::flags;
use crate::figures::Figure;
use crate::report::Report;
use crate::series::FigureId;
use crate::workspace::Workspace;

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

/// All figures of all analysed reports that are shown, by report and place.
pub fn entries(workspace: &Workspace) -> impl Iterator<Item = Entry<'_>> {
    workspace.shown().flat_map(move |(index, slot)| {
        let figures = slot.analysis().map_or(&[][..], |analysis| analysis.figures.as_slice());
        let of_report = slot.report().map(|report| {
            (0..).zip(figures).map(move |(figure, found)| {
                let id = FigureId { report: index, figure };
                let flagged = flags::is_flagged(workspace, id);
                Entry { id, figure: found, report, flagged }
            })
        });
        of_report.into_iter().flatten()
    })
}

/// One figure with its report.
pub fn entry(workspace: &Workspace, id: FigureId) -> Option<Entry<'_>> {
    let (figure, report) = (workspace.figure(id)?, workspace.report(id.report)?);
    Some(Entry { id, figure, report, flagged: flags::is_flagged(workspace, id) })
}
