//! What the library holds, as rows: one for each report of the folder, with what lists of reports
//! show, sort, group and find by.
//!
//! Comes in: the workspace's reports, by what is known of them without their texts. Goes out:
//! [`Holdings`], and from it the tree of the panel ([`tree`]), the lines that it shows ([`lines`])
//! and the grid of editions ([`coverage`]). Rows are made anew only where their report has changed,
//! and while thousands come in only a few times a second.

pub mod coverage;
pub mod lines;
mod names;
mod row;
pub mod tree;
mod wanted;

pub use names::{NameId, NameList};
pub use row::{Row, Standing};
pub use wanted::Wanted;

use crate::entities::ReportIndex;
use crate::report::DocumentName;
use crate::workspace::{Slot, Workspace};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

/// All reports of the folder.
#[derive(Debug, Default)]
pub struct Holdings {
    /// In the order of their names.
    rows: Vec<Row>,
    places: HashMap<ReportIndex, usize>,
    /// The countries that they are about.
    pub countries: NameList,
    /// Who publishes them.
    pub publishers: NameList,
    /// The chapters of each volume, in order.
    chapters: HashMap<ReportIndex, Vec<ReportIndex>>,
    /// Of each report that is shown, the same one in other formats.
    others: HashMap<ReportIndex, Vec<ReportIndex>>,
    of: Option<Of>,
    /// When they were made, in seconds of the window's clock.
    at: f64,
    revision: u64,
}

/// What rows were made of.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    folder: Option<PathBuf>,
    reports: (u64, u64),
    decided: u64,
}

/// How long rows may be out of date while reports still come in, in seconds.
pub const REFRESH: f64 = 0.3;

/// So many rows are looked through with every frame that brings something new.
const AT_ONCE: usize = 300;

impl Holdings {
    /// Takes up what is new in the workspace, where that is due. Returns whether rows are out of
    /// date, to be looked through again a little later.
    pub fn refresh(&mut self, workspace: &Workspace, now: f64) -> bool {
        let of = Of {
            folder: workspace.folder().map(std::path::Path::to_path_buf),
            reports: workspace.series_revision(),
            decided: workspace.project().revision(),
        };
        if self.of.as_ref() == Some(&of) {
            return false;
        }
        let same_folder = self.of.as_ref().is_some_and(|made| made.folder == of.folder);
        let coming = workspace.progress().is_some() && !workspace.is_stopped();
        if same_folder && coming && self.rows.len() > AT_ONCE && now - self.at < REFRESH {
            return true;
        }
        if !same_folder {
            *self = Self { revision: self.revision, ..Self::default() };
        }
        self.make(workspace);
        (self.of, self.at) = (Some(of), now);
        self.revision += 1;
        false
    }

    fn make(&mut self, workspace: &Workspace) {
        let mut before: HashMap<ReportIndex, Row> =
            std::mem::take(&mut self.rows).into_iter().map(|row| (row.index, row)).collect();
        let known = (self.countries.len(), self.publishers.len());
        let (countries, publishers) = (&mut self.countries, &mut self.publishers);
        let mut row = |(index, slot): (ReportIndex, &Slot)| {
            let kept = before.remove(&index);
            let kept = kept.filter(|row| row.is_of(slot));
            kept.unwrap_or_else(|| Row::of(index, slot, countries, publishers))
        };
        self.rows = workspace.slots().map(&mut row).collect();
        if known != (self.countries.len(), self.publishers.len()) {
            self.countries.rank();
            self.publishers.rank();
        }
        self.places = self.rows.iter().enumerate().map(|(at, row)| (row.index, at)).collect();
        self.tie(workspace);
        self.count_checked(workspace);
    }

    /// Ties chapters to their volumes, and reports to the same ones in other formats.
    fn tie(&mut self, workspace: &Workspace) {
        let mut volumes: HashMap<&DocumentName, Vec<(u32, ReportIndex)>> = HashMap::new();
        for row in &self.rows {
            if let Some(volume) = row.head().and_then(|head| head.volume.as_ref()) {
                volumes.entry(&volume.document).or_default().push((volume.chapter, row.index));
            }
        }
        let ordered = |(name, mut chapters): (&DocumentName, Vec<(u32, ReportIndex)>)| {
            chapters.sort_unstable();
            let chapters = chapters.into_iter().map(|(_, index)| index).collect();
            Some((workspace.find(name)?, chapters))
        };
        self.chapters = volumes.into_iter().filter_map(ordered).collect();
        let editions = workspace.editions();
        self.others.clear();
        for row in &mut self.rows {
            row.chapters = self.chapters.get(&row.index).map_or(0, Vec::len);
            let shown = editions.shown_for(row.index);
            // One that is gone is shown for nothing any more.
            let is_other = shown != row.index && self.places.contains_key(&shown);
            row.shown_for = is_other.then_some(shown);
            if is_other {
                self.others.entry(shown).or_default().push(row.index);
            }
        }
    }

    fn count_checked(&mut self, workspace: &Workspace) {
        let checked = row::checked(workspace);
        for row in &mut self.rows {
            row.checked = 0;
            if checked.is_empty() {
                continue;
            }
            if let Some(facts) = &row.facts {
                let publisher = facts.publisher.map(|id| self.publishers.text(id).to_owned());
                let country = facts.country.map(|id| self.countries.text(id).to_owned());
                let found = checked.get(&(publisher, country, facts.head.metadata.year()));
                row.checked = found.copied().unwrap_or(0);
            }
        }
    }

    /// Grows whenever the rows may be others.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All reports, in the order of their names.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a report.
    pub fn row(&self, index: ReportIndex) -> Option<&Row> {
        self.rows.get(*self.places.get(&index)?)
    }

    /// Where a report stands among the rows.
    pub fn place(&self, index: ReportIndex) -> Option<usize> {
        self.places.get(&index).copied()
    }

    /// The chapters of a volume, in order.
    pub fn chapters(&self, volume: ReportIndex) -> &[ReportIndex] {
        self.chapters.get(&volume).map_or(&[], Vec::as_slice)
    }

    /// The same report as this one in other formats.
    pub fn others(&self, shown: ReportIndex) -> &[ReportIndex] {
        self.others.get(&shown).map_or(&[], Vec::as_slice)
    }

    /// The years that reports cover.
    pub fn years(&self) -> BTreeSet<i16> {
        self.rows.iter().filter_map(Row::year).collect()
    }

    /// The country of a row in words, where one was found.
    pub fn country_of(&self, row: &Row) -> Option<&str> {
        Some(self.countries.text(row.country()?))
    }

    /// The publisher of a row in words, where one was found.
    pub fn publisher_of(&self, row: &Row) -> Option<&str> {
        Some(self.publishers.text(row.publisher()?))
    }
}

#[cfg(test)]
mod tests;
