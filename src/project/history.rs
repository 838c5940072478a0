//! What was done and can be undone.
//!
//! A step holds for each decision that it touched what stood there before and what stands there
//! after. So undoing is putting the one in place of the other, whatever the command was, and holds
//! through any new analysis: it speaks of decisions, never of places in a list.

use super::DecisionId;
use super::decision::Decision;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

/// What happened to one decision.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) id: DecisionId,
    pub(super) before: Option<Arc<Decision>>,
    pub(super) after: Option<Arc<Decision>>,
}

impl Change {
    pub(super) fn inverse(&self) -> Self {
        Self { id: self.id, before: self.after.clone(), after: self.before.clone() }
    }
}

/// The changes of a step with one for each decision at most, those left out that came to nothing.
pub(super) fn summed(changes: Vec<Change>) -> Vec<Change> {
    let mut summed: Vec<Change> = Vec::with_capacity(changes.len());
    let mut places: HashMap<DecisionId, usize> = HashMap::new();
    for change in changes {
        if let Some(earlier) = places.get(&change.id).and_then(|at| summed.get_mut(*at)) {
            earlier.after = change.after;
        } else {
            places.insert(change.id, summed.len());
            summed.push(change);
        }
    }
    summed.retain(|change| change.before != change.after);
    summed
}

/// Something that the user did.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it did: "Merge “A” into “B”".
    pub name: String,
    /// When.
    pub made: Timestamp,
    pub(super) changes: Vec<Change>,
}

/// The steps of this session, those that were undone after those that hold.
#[derive(Clone, Debug, Default)]
pub struct History {
    steps: Vec<Step>,
    done: usize,
}

impl History {
    /// All steps, the oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many of the steps hold; those after them were undone.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The step that would be undone next.
    pub fn to_undo(&self) -> Option<&Step> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The step that would be redone next.
    pub fn to_redo(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// Adds a step in place of those that were undone.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.done = self.steps.len();
    }

    /// Takes one step back and gives what is to be changed for it, in order.
    pub(super) fn back(&mut self) -> Option<Vec<Change>> {
        let changes = self.to_undo()?.changes.iter().rev().map(Change::inverse).collect();
        self.done -= 1;
        Some(changes)
    }

    /// Takes one step forward and gives what is to be changed for it, in order.
    pub(super) fn forward(&mut self) -> Option<Vec<Change>> {
        let changes = self.to_redo()?.changes.clone();
        self.done += 1;
        Some(changes)
    }
}
