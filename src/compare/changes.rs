//! The list of all changes of a pair of editions.

use super::align::{Alignment, Class};
use super::brought_out::ChangeKind;
use super::edition::Edition;
use super::table::{Cell, Step, compare};
use super::topics::TopicId;
use serde::Serialize;

/// A changed sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeLine {
    /// Its topic, in the later edition where that has it.
    pub topic: TopicId,
    /// The sentence in the earlier edition.
    pub before: Option<Cell>,
    /// The sentence in the later edition.
    pub after: Option<Cell>,
    /// What happened.
    pub step: Step,
}

impl ChangeLine {
    /// Whether a change of this kind is in it.
    pub fn has(&self, kind: ChangeKind) -> bool {
        self.step.changes.iter().any(|change| change.kind == kind)
    }
}

/// Everything that is not the same, topic by topic. What moved stands in it once, at its place in
/// the later edition.
pub fn changes(
    before: &Edition,
    after: &Edition,
    alignment: &Alignment,
    tense_counts: bool,
) -> Vec<ChangeLine> {
    let table = compare(&[before, after], &[alignment], None, tense_counts);
    let lines = table.rows.into_iter().filter_map(|row| {
        let mut cells = row.cells.into_iter();
        let (before, after) = (cells.next().flatten(), cells.next().flatten());
        let step = row.steps.into_iter().next().flatten()?;
        let topic = after.as_ref().or(before.as_ref())?.topic;
        let twice = step.class == Class::Moved && after.is_none();
        (step.class != Class::Same && !twice).then_some(ChangeLine { topic, before, after, step })
    });
    lines.collect()
}
