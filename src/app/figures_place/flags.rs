//! What about a figure asks to be looked at again, in words.

use crate::series::FigureId;
use crate::workspace::Workspace;

/// Said where the text under a decision is another than it was.
pub const MOVED: &str =
    "The sentence has changed since you decided on this figure: see whether that is still right.";

/// Whether anything about the figure asks to be looked at.
pub fn is_flagged(workspace: &Workspace, id: FigureId) -> bool {
    workspace.figure_has_moved(id)
}

/// All that asks to be looked at, each in a sentence.
pub fn flags(workspace: &Workspace, id: FigureId) -> Vec<&'static str> {
    workspace.figure_has_moved(id).then_some(MOVED).into_iter().collect()
}
