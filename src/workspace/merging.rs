//! When the entities of all reports are merged: in the background, while reports still come in only
//! now and then, and once more when all are there.

use super::base;
use super::merged::Merged;
use super::sources::Source;
use super::{Slot, Workspace};
use crate::entities::ReportIndex;
use crate::library::background;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// After a merge there is none for so many times as long as it took, while reports still come in;
/// and no merge counts as shorter than this.
const REST: u32 = 4;
const SHORTEST_MERGE: Duration = Duration::from_millis(100);

/// How long merging takes, and since when it rests.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// When merging last began or ended, or the folder was opened.
    turned: Option<Instant>,
    took: Duration,
}

impl Pace {
    /// A merge begins, or a folder is opened.
    pub(super) fn began(&mut self) {
        self.turned = Some(Instant::now());
    }

    /// The merge that began has ended.
    pub(super) fn ended(&mut self) {
        self.took = self.turned.map_or(Duration::ZERO, |began| began.elapsed());
        self.turned = Some(Instant::now());
    }

    fn has_rested(&self) -> bool {
        let rest = self.took.max(SHORTEST_MERGE) * REST;
        self.turned.is_none_or(|ended| ended.elapsed() >= rest)
    }
}

impl Workspace {
    /// Merges in the background when there is something new and no merge under way. While reports
    /// still come in, what has come meanwhile waits for the next merge.
    pub(super) fn start_merge(&mut self) {
        let revision = self.merge_revision();
        let too_early = !self.stopped && self.progress().is_some() && self.has_to_wait(revision);
        if self.merging.is_some()
            || too_early
            || self.is_laying()
            || self.merged_at == revision
            || !self.has_to_merge()
        {
            return;
        }
        let decisions = self.decisions.on_entities();
        self.pace.began();
        if self.merged_at.0 == revision.0 {
            let base = Arc::clone(&self.merged.base);
            self.merged_at = revision;
            self.merging = self.in_background("merger", move || {
                background::step_back();
                Merged::new(base, &decisions)
            });
            return;
        }
        let source = |(index, slot): (ReportIndex, &Slot)| {
            Some(Source { index, handle: slot.handle()?.clone() })
        };
        let reports: Vec<Source> = self.slots().filter_map(source).collect();
        self.merged_at = revision;
        // On the way there a merge is not worth keeping, nor is one of what is looked through anew.
        let settled = self.progress().is_none() && !self.decisions.may_change_entities();
        let cache = self.cache.clone().filter(|_| settled);
        self.merging = self.in_background("merger", move || {
            background::step_back();
            let base = base::merge(reports, cache.as_deref());
            Merged::new(Arc::new(base), &decisions)
        });
    }

    /// Whether a merge of what has come so far would be too soon: while reports still come in, each
    /// is to have half as many more as the one before, and merging is to take a small part of the
    /// time. What the user decides is not to wait.
    fn has_to_wait(&self, revision: (u64, u64)) -> bool {
        let analysed = self.slots().filter(|(_, slot)| slot.is_analysed()).count();
        let enough = analysed > self.merged.base.sources.analysed() * 3 / 2;
        self.waited_for || !(enough && self.pace.has_rested()) && self.merged_at.1 == revision.1
    }

    /// What the merged entities are made of: the reports, and what was decided on entities.
    pub(super) fn merge_revision(&self) -> (u64, u64) {
        (self.revision, self.decisions.entity_changes)
    }

    pub(super) fn take_merged(&mut self, merged: Merged) {
        // What is counted changes with what is found to be one report; that is no new report to
        // merge again for.
        if merged.base.found.editions != self.merged.base.found.editions {
            let is_newest = self.merged_at.0 == self.revision;
            self.revision += 1;
            if is_newest {
                self.merged_at.0 = self.revision;
            }
        }
        let before = std::mem::replace(&mut self.merged, Arc::new(merged));
        let all_is_there = self.progress().is_none();
        // Of many reports it is large, and takes its time to go.
        self.in_background("merged before", move || {
            drop(before);
            if all_is_there {
                background::give_back();
            }
        });
        self.merges += 1;
    }

    /// Whether there is something to merge, or something merged that may be gone.
    pub(super) fn has_to_merge(&self) -> bool {
        !self.merged.entities.is_empty() || self.slots().any(|(_, slot)| slot.is_analysed())
    }
}
