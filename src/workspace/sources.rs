//! The reports that a merge is made of: what each is, and its material when it is asked for.
//!
//! Material is loaded from disk, one report's after another, and let go of again; see [`Handle`].

use crate::entities::{Material, ReportIndex};
use crate::library::Handle;
use std::collections::HashMap;
use std::sync::Arc;

/// A report that a merge is made of.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Its place in the workspace.
    pub(super) index: ReportIndex,
    /// The report.
    pub(super) handle: Handle,
}

impl Source {
    /// Its material, loaded now where it is not in memory; nothing before it is analysed.
    pub(super) fn material(&self) -> Option<Arc<Material>> {
        self.handle.material()
    }
}

/// Reports in the order of their names.
#[derive(Debug, Default)]
pub(super) struct Sources {
    all: Vec<Source>,
    places: HashMap<ReportIndex, u32>,
}

impl Sources {
    /// These reports, told in the order of their names.
    pub(super) fn new(all: Vec<Source>) -> Self {
        let places = (0..).zip(&all).map(|(place, source)| (source.index, place)).collect();
        Self { all, places }
    }

    /// One of them.
    pub(super) fn get(&self, index: ReportIndex) -> Option<&Source> {
        self.all.get(*self.places.get(&index)? as usize)
    }

    /// Where a report stands in the order of names.
    pub(super) fn place(&self, index: ReportIndex) -> Option<u32> {
        self.places.get(&index).copied()
    }

    /// How many reports are analysed.
    pub(super) fn analysed(&self) -> usize {
        self.all.iter().filter(|source| source.handle.is_analysed()).count()
    }
}
