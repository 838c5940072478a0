//! How many passages searches find, counted on any thread: for the list of saved searches.

use super::looking::Look;
use super::resolve::Names;
use crate::entities::ReportIndex;
use crate::library::Handle;
use crate::library::index::{self, Index};
use crate::workspace::Workspace;
use std::sync::Arc;

/// Counts what searches find in the chosen reports, as these are now.
pub struct Counting {
    names: Names,
    reports: Vec<(ReportIndex, Handle)>,
    index: Option<Arc<Index>>,
}

impl Counting {
    /// How many passages are found. Slow: the texts of reports that are in no index are looked
    /// through.
    pub fn count(&self, typed: &str) -> usize {
        let parsed = index::parse_typing(typed);
        if parsed.query.is_empty() {
            return 0;
        }
        let look = Look {
            typed: typed.to_owned(),
            parsed,
            names: self.names.clone(),
            reports: self.reports.clone(),
            index: self.index.clone(),
            cancel: Arc::default(),
        };
        look.look().passages
    }
}

impl Workspace {
    /// What counts the passages that searches find.
    pub fn counting(&self) -> Counting {
        let reports = self
            .in_selection()
            .filter_map(|(index, slot)| Some((index, slot.handle()?.clone())))
            .collect();
        Counting { names: self.search_names(), reports, index: self.searching.index() }
    }
}
