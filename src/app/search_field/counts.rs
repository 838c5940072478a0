//! How many hits each saved search has, counted in the background when the list is opened.

use crate::app::background::{Ended, Job};
use crate::workspace::Workspace;
use eframe::egui::Context;
use std::collections::HashMap;

/// What was counted: the state of the reports, and the searches.
type Key = ((u64, u64), u64, Vec<String>);

/// The counts that are known.
#[derive(Debug, Default)]
pub struct Counts {
    of: Option<Key>,
    known: HashMap<String, usize>,
    coming: Job<(Key, HashMap<String, usize>)>,
}

impl Counts {
    /// How many hits a search has, once they are counted.
    pub fn get(&self, typed: &str) -> Option<usize> {
        self.known.get(typed).copied()
    }

    /// Takes what was counted, and has the saved searches counted where anything has changed. To be
    /// told with each frame that shows the counts.
    pub fn refresh(&mut self, context: &Context, workspace: &Workspace) {
        if let Some(Ended::Done((key, known))) = self.coming.take() {
            (self.of, self.known) = (Some(key), known);
        }
        let saved = workspace.project().searches().map(|(_, search)| search.typed.clone());
        let (reports, chosen) = (workspace.series_revision(), workspace.selection_revision());
        let key: Key = (reports, chosen, saved.collect());
        if key.2.is_empty() || self.of.as_ref() == Some(&key) || self.coming.is_running() {
            return;
        }
        let counting = workspace.counting();
        self.coming.start("counts", context, move || {
            let count = |typed: &String| (typed.clone(), counting.count(typed));
            let known = key.2.iter().map(count).collect();
            (key, known)
        });
    }
}
