//! Citations in the style of the project.

use super::target::trimmed;
use crate::citation::Citer;
use crate::workspace::{Passage, Workspace};

/// What writes citations in this window and its exports.
pub fn citer(workspace: &Workspace) -> Citer {
    workspace.project().citation_style().map_or_else(Citer::default, Citer::new)
}

/// The words of a passage with their source; nothing for words that are no words.
pub fn quote(workspace: &Workspace, words: Passage) -> Option<String> {
    let report = workspace.report(words.report)?;
    let span = trimmed(report, words.span)?;
    Some(citer(workspace).quote(report, span))
}
