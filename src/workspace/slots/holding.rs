//! What of the reports on disk is held in memory for whoever asks again.

use super::Slots;
use crate::entities::ReportIndex;

impl Slots {
    /// Says whether who asks for a text waits until a file is read anew that the cache has lost.
    pub(in crate::workspace) fn set_waits(&self, waits: bool) {
        self.clock.set_waits(waits);
    }

    /// Lets go of the texts and analyses that were asked for longest ago, where more than so many
    /// bytes are held that could be loaded again. Returns the places of files that the cache has
    /// lost what was asked for of, and whether anything was let go of.
    pub(in crate::workspace) fn let_go(&mut self, budget: usize) -> (Vec<ReportIndex>, bool) {
        if !self.clock.take_loaded() {
            return (Vec::new(), false);
        }
        let mut lost: Vec<ReportIndex> = Vec::new();
        let mut held: Vec<(u64, usize, usize)> = Vec::new();
        for (at, slot) in self.all.iter().enumerate() {
            if slot.is_lost() {
                lost.extend(self.find(&slot.file.name));
            }
            held.extend(slot.held().map(|(used, bytes)| (used, bytes, at)));
        }
        let mut all: usize = held.iter().map(|(_, bytes, _)| bytes).sum();
        let gone = all > budget;
        held.sort_unstable();
        for (_, bytes, at) in held {
            if all <= budget {
                break;
            }
            all -= bytes;
            if let Some(slot) = self.all.get_mut(at) {
                slot.let_go();
            }
        }
        lost.dedup();
        lost.retain(|file| self.get(*file).is_some_and(|slot| slot.job.is_none()));
        (lost, gone)
    }
}
