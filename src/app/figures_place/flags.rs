//! What about a figure asks to be looked at again, in words: its sentence has changed since the
//! user decided on it, or its number does not agree with others of the sentence.

use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::check;
use crate::series::FigureId;
use crate::workspace::Workspace;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Said where the text under a decision is another than it was.
pub const MOVED: &str =
    "The sentence has changed since you decided on this figure: see whether that is still right.";

/// What was found in each report, kept as long as its figures stay as they are.
#[derive(Default)]
pub struct Flags(HashMap<ReportIndex, Checked>);

/// A report's figures, and what of them does not agree.
struct Checked {
    figures: Arc<Analysis>,
    found: BTreeMap<u32, Vec<String>>,
}

impl Flags {
    /// Checks the reports whose figures have changed.
    pub fn refresh(&mut self, workspace: &Workspace) {
        let mut before = std::mem::take(&mut self.0);
        for (index, slot) in workspace.shown() {
            let (Some(report), Some(analysis)) = (slot.report(), slot.analysis()) else { continue };
            let same = |known: &Checked| Arc::ptr_eq(&known.figures, analysis);
            let checked = before.remove(&index).filter(same).unwrap_or_else(|| {
                let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
                for finding in check::check(&report.text, &analysis.figures) {
                    for at in finding.figures {
                        let at = u32::try_from(at).unwrap_or(u32::MAX);
                        found.entry(at).or_default().push(finding.words.clone());
                    }
                }
                Checked { figures: Arc::clone(analysis), found }
            });
            self.0.insert(index, checked);
        }
    }

    fn found(&self, id: FigureId) -> &[String] {
        let found = self.0.get(&id.report).and_then(|checked| checked.found.get(&id.figure));
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether anything about the figure asks to be looked at.
    pub fn is_flagged(&self, workspace: &Workspace, id: FigureId) -> bool {
        !self.found(id).is_empty() || workspace.figure_has_moved(id)
    }

    /// All that asks to be looked at, each in a sentence.
    pub fn of(&self, workspace: &Workspace, id: FigureId) -> Vec<String> {
        let moved = workspace.figure_has_moved(id).then(|| MOVED.to_owned());
        moved.into_iter().chain(self.found(id).iter().cloned()).collect()
    }
}
