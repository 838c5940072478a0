//! What the mentions of an entity tell together: in reports on which countries they stand.

use crate::workspace::{Passage, Slot, Workspace};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The countries that reports with some of these mentions are on, each with how many reports, the
/// most first.
pub fn countries(workspace: &Workspace, mentions: &[Passage]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last = None;
    for mention in mentions {
        if last.replace(mention.report) == Some(mention.report) {
            continue;
        }
        let head = workspace.slot(mention.report).and_then(Slot::head);
        if let Some(country) = head.and_then(|head| head.metadata.country()) {
            *counts.entry(country).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> =
        counts.into_iter().map(|(country, count)| (country.to_owned(), count)).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}
