//! Citations in the style of the project.

use crate::citation::Citer;
use crate::workspace::{Passage, Workspace};

/// What writes citations in this window and its exports.
pub fn citer(_workspace: &Workspace) -> Citer {
    Citer::default()
}

/// The words of a passage with their source; nothing for words that are no words.
pub fn quote(workspace: &Workspace, words: Passage) -> Option<String> {
    let report = workspace.report(words.report)?;
    let span = super::target::trimmed(report, words.span)?;
    Some(citer(workspace).quote(report, span))
}
