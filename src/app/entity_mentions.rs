//! What the mentions of an entity tell together: by which names, and in reports on which countries.

use crate::workspace::{Passage, Slot, Workspace};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

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

/// The different words of some mentions, the most frequent first.
pub fn forms(workspace: &Workspace, mentions: &[Passage]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for mention in mentions {
        if let Some(report) = workspace.report(mention.report) {
            *counts.entry(mention.span.of(&report.text)).or_default() += 1;
        }
    }
    let mut forms: Vec<(&str, usize)> = counts.into_iter().collect();
    forms.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    forms.into_iter().map(|(form, _)| form.to_owned()).collect()
}
