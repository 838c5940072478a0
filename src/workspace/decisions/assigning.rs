//! Indicators that are assigned anew when the user's own have changed, without a look at any text: a
//! number of reports at a time, so that what they change is laid between two frames.

use super::Workspace;
use super::laid::Analysed;
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::library::{Findings, Handle, Lazy, background};
use crate::workspace::job;
use std::sync::Arc;

/// So many reports are assigned at a time.
const AT_ONCE: usize = 64;

/// What was found in a report with its indicators assigned anew, beside what it was made of.
#[derive(Debug)]
pub(super) struct Assigned {
    index: ReportIndex,
    before: Lazy<Analysis>,
    findings: Findings,
    after: Lazy<Analysis>,
}

impl Workspace {
    /// Takes what was assigned anew, and has the next reports assigned. Returns whether anything
    /// changed.
    pub(super) fn take_assigned(&mut self) -> bool {
        let mut changed = false;
        if let Some(assigned) = job::take(&mut self.decisions.assigning) {
            changed = !assigned.is_empty();
            for Assigned { index, before, findings, after } in assigned {
                let Some(laid) = self.decisions.board.get_mut(index) else { continue };
                let same = laid.analysed.as_ref().filter(|now| now.found.is_same(&before));
                if let Some(edition) = same.map(|now| now.edition.clone()) {
                    laid.analysed(Analysed { edition, findings, found: after });
                    self.lay(index);
                }
            }
            if changed || self.decisions.to_assign.is_empty() {
                self.decisions.changes += 1;
                changed = true;
            }
        }
        if self.decisions.assigning.is_none() && !self.decisions.to_assign.is_empty() {
            let mut next = Vec::new();
            while next.len() < AT_ONCE
                && let Some(index) = self.decisions.to_assign.pop_first()
            {
                let laid = self.decisions.board.get(index);
                let analysed = laid.and_then(|laid| laid.analysed.clone());
                let handle = self.slots.get(index).and_then(|slot| slot.handle().cloned());
                next.extend(analysed.zip(handle).map(|(found, handle)| (index, handle, found)));
            }
            let catalogue = Arc::clone(&self.catalogue);
            self.decisions.assigning = self.in_background("indicators", move || {
                background::step_back();
                let all = next.iter();
                all.filter_map(|(index, handle, found)| assigned(*index, handle, found, &catalogue))
                    .collect()
            });
        }
        changed
    }
}

/// What was found in a report with its indicators from this catalogue; nothing where they are the same
/// as before.
fn assigned(
    index: ReportIndex,
    handle: &Handle,
    analysed: &Analysed,
    catalogue: &Catalogue,
) -> Option<Assigned> {
    let (cues, rows) = (handle.cues()?, &analysed.findings.rows);
    let rows = rows.assigned(catalogue, &cues)?;
    let findings = Findings { rows: Arc::new(rows), ..analysed.findings.clone() };
    let (before, rows) = (analysed.found.clone(), Arc::clone(&findings.rows));
    let after = if before.is_resident() {
        Lazy::resident(Arc::new(before.get()?.with_indicators(&rows)))
    } else {
        let before = before.clone();
        let load = move |reach| Some(Arc::new(before.within(reach)?.with_indicators(&rows)));
        Lazy::new(None, load)
    };
    Some(Assigned { index, before, findings, after })
}
