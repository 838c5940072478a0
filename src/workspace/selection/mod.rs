//! Which reports the panels speak of: those on some countries, of some years, by some publishers.
//!
//! A selection is a way of looking and no decision: it hides and counts, and changes nothing. What
//! follows it asks [`Workspace::selected`] of a report and nothing else, so that all panels agree.
//! A report whose country, year or publisher was not found is chosen by saying so, never by a name.

mod said;
#[cfg(test)]
mod tests;
mod years;

pub use years::Years;

use super::memo::Memo;
use super::{Slot, Workspace};
use crate::entities::ReportIndex;
use crate::report::Metadata;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Names that are asked for; all where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    /// The names.
    pub named: BTreeSet<String>,
    /// Whether reports are asked for whose name was not found.
    pub unnamed: bool,
}

impl Names {
    /// These names alone.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { named: names.into_iter().map(str::to_owned).collect(), unnamed: false }
    }

    /// Whether nothing is asked for, and so every report fits.
    pub fn is_all(&self) -> bool {
        self.named.is_empty() && !self.unnamed
    }

    /// Whether a report of this name is asked for.
    pub fn contains(&self, name: Option<&str>) -> bool {
        self.is_all() || name.map_or(self.unnamed, |name| self.named.contains(name))
    }

    /// Whether just this is ticked in a list; of `None`, what has no name.
    pub fn is_ticked(&self, name: Option<&str>) -> bool {
        name.map_or(self.unnamed, |name| self.named.contains(name))
    }

    /// Ticks a name, or takes the tick off.
    pub fn tick(&mut self, name: Option<&str>, on: bool) {
        match name {
            None => self.unnamed = on,
            Some(name) if on => {
                self.named.insert(name.to_owned());
            }
            Some(name) => {
                self.named.remove(name);
            }
        }
    }

    /// How many things are ticked.
    pub fn count(&self) -> usize {
        self.named.len() + usize::from(self.unnamed)
    }
}

/// Which reports are chosen; what is not set does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// The countries that they are on.
    pub countries: Names,
    /// The years that they cover.
    pub years: Years,
    /// Who publishes them.
    pub publishers: Names,
}

impl Selection {
    /// The reports on one country.
    pub fn of_country(country: Option<&str>) -> Self {
        let mut selection = Self::default();
        selection.countries.tick(country, true);
        selection
    }

    /// Whether every report is chosen.
    pub fn is_all(&self) -> bool {
        self.countries.is_all() && self.years.is_all() && self.publishers.is_all()
    }

    /// Whether a report that is this is chosen.
    pub fn holds(&self, metadata: &Metadata) -> bool {
        self.countries.contains(metadata.country())
            && self.years.contains(metadata.year())
            && self.publishers.contains(metadata.publisher())
    }
}

/// How many reports are chosen, of how many that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The chosen ones.
    pub chosen: usize,
    /// All that count.
    pub all: usize,
}

/// The reports that a selection holds, by their indices.
#[derive(Debug, Default)]
struct Held {
    /// Of each chosen report its year, if it has one.
    #[expect(clippy::option_option, reason = "not chosen, chosen without a year, with one")]
    by_index: Vec<Option<Option<i16>>>,
    share: Share,
}

/// The selection of what is open.
#[derive(Default)]
pub(super) struct Selecting {
    selection: Arc<Selection>,
    /// Grows with each change of the selection.
    pub(super) changes: u64,
    held: RefCell<Memo<Arc<Held>>>,
}

impl Selecting {
    /// What is carried over when another folder is opened: no selection, but what it was known by.
    pub(super) fn for_next_folder(&self) -> Self {
        Self { changes: self.changes, ..Self::default() }
    }
}

/// What a slot's report is, once that is known.
fn metadata(slot: &Slot) -> Option<&Metadata> {
    slot.head().map(|head| &head.metadata)
}

impl Workspace {
    /// Which reports the panels speak of.
    pub fn selection(&self) -> &Arc<Selection> {
        &self.selecting.selection
    }

    /// Chooses the reports that the panels speak of. The others stay as they are, and can be read.
    pub fn set_selection(&mut self, selection: Selection) {
        if *self.selecting.selection == selection {
            return;
        }
        self.selecting.selection = Arc::new(selection);
        self.selecting.changes += 1;
        self.search_anew();
    }

    /// Grows whenever it may change which reports are chosen: with the selection, with the reports
    /// and what is decided on them.
    pub fn selection_revision(&self) -> u64 {
        self.revision() + self.selecting.changes
    }

    /// Whether the panels speak of this report. One that is still to be read is chosen only where
    /// all are: nobody knows yet what it is.
    pub fn selected(&self, index: ReportIndex) -> bool {
        self.selecting.selection.is_all() || self.held().has(index)
    }

    /// The reports that count and are chosen.
    pub fn in_selection(&self) -> impl Iterator<Item = (ReportIndex, &Slot)> {
        let held = (!self.selecting.selection.is_all()).then(|| self.held());
        self.shown().filter(move |(index, _)| held.as_ref().is_none_or(|held| held.has(*index)))
    }

    /// How many reports are chosen; nothing where all are.
    pub fn selected_share(&self) -> Option<Share> {
        (!self.selecting.selection.is_all()).then(|| self.held().share)
    }

    /// Tells of any report whether it is chosen, on any thread.
    pub fn selector(&self) -> Selector {
        Selector((!self.selecting.selection.is_all()).then(|| self.held()))
    }

    fn held(&self) -> Arc<Held> {
        let revision = (self.selection_revision(), self.merges);
        self.selecting.held.borrow_mut().get_or(revision, "", || {
            let mut held = Held::default();
            for (index, slot) in self.slots() {
                let is = metadata(slot).filter(|is| self.selecting.selection.holds(is));
                let fits = is.is_some();
                held.set(index, is.map(Metadata::year));
                if self.editions().is_shown(index) {
                    held.share.all += 1;
                    held.share.chosen += usize::from(fits);
                }
            }
            Arc::new(held)
        })
    }
}

impl Held {
    fn has(&self, index: ReportIndex) -> bool {
        self.year(index).is_some()
    }

    #[expect(clippy::option_option, reason = "not chosen, chosen without a year, with one")]
    fn year(&self, index: ReportIndex) -> Option<Option<i16>> {
        let at = usize::try_from(index.0).unwrap_or(usize::MAX);
        self.by_index.get(at).copied().flatten()
    }

    #[expect(clippy::option_option, reason = "not chosen, chosen without a year, with one")]
    fn set(&mut self, index: ReportIndex, year: Option<Option<i16>>) {
        let Ok(at) = usize::try_from(index.0) else { return };
        if self.by_index.len() <= at {
            self.by_index.resize(at + 1, None);
        }
        if let Some(place) = self.by_index.get_mut(at) {
            *place = year;
        }
    }
}

/// Which reports are chosen, as of one moment.
#[derive(Clone, Debug, Default)]
pub struct Selector(Option<Arc<Held>>);

impl Selector {
    /// Whether a report is chosen.
    pub fn has(&self, index: ReportIndex) -> bool {
        self.0.as_ref().is_none_or(|held| held.has(index))
    }

    /// The year of a report that is chosen, if it has one, where not all are chosen.
    pub fn year_within(&self, index: ReportIndex) -> Option<Option<i16>> {
        self.0.as_ref()?.year(index)
    }

    /// Whether every report is.
    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }
}
