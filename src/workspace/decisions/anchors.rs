//! The anchors of many figures, made away from the window's thread: each report is opened once.

use super::Workspace;
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::library::{Handle, LoadedReport};
use crate::project::anchor::Sentences;
use crate::project::{Anchor, Edition};
use crate::report::Span;
use crate::series::FigureId;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Where figures stand, told so that they are found again; see [`Workspace::figure_anchor`].
#[derive(Debug, Default)]
pub struct Anchors {
    anchors: HashMap<FigureId, Anchor>,
    /// Reports that were opened for it, held so that a decision on them need not open them again.
    held: Vec<(Arc<LoadedReport>, Arc<Analysis>)>,
}

/// So many reports are held at most.
const HELD: usize = 200;

impl Anchors {
    /// The anchor of a figure, where it was made.
    pub fn get(&self, id: FigureId) -> Option<&Anchor> {
        self.anchors.get(&id)
    }
}

/// A report whose figures are to have anchors.
struct Asked {
    handle: Handle,
    edition: Edition,
    figures: Vec<(FigureId, Span)>,
}

impl Workspace {
    /// Makes the anchors of figures that nothing was decided on. What it returns may run on any
    /// thread.
    pub fn anchors_of(&self, ids: &[FigureId]) -> impl FnOnce() -> Anchors + Send + 'static {
        let mut asked: BTreeMap<ReportIndex, Asked> = BTreeMap::new();
        for id in ids.iter().filter(|id| self.figure_decision(**id).is_none()) {
            let Some(row) = self.figure_row(*id) else { continue };
            let edition = self.decisions.board.get(id.report).map(|laid| laid.edition.clone());
            let handle = self.slots.get(id.report).and_then(|slot| slot.handle().cloned());
            let (Some(edition), Some(handle)) = (edition, handle) else { continue };
            let report = asked.entry(id.report);
            let report = report.or_insert_with(|| Asked { handle, edition, figures: Vec::new() });
            report.figures.push((*id, row.raw()));
        }
        move || {
            let mut made = Anchors::default();
            for report in asked.into_values() {
                report.make(&mut made);
            }
            made
        }
    }
}

impl Asked {
    fn make(self, made: &mut Anchors) {
        let Some((loaded, analysis)) = self.handle.loaded().zip(self.handle.analysis()) else {
            return;
        };
        let (text, sentences) = (&loaded.report.text, &analysis.sentences);
        let index = Sentences::new(text, sentences);
        let anchor = |(id, raw): (FigureId, Span)| {
            Some((id, Anchor::new(self.edition.clone(), text, sentences, &index, raw)?))
        };
        made.anchors.extend(self.figures.into_iter().filter_map(anchor));
        if made.held.len() < HELD {
            made.held.push((loaded, analysis));
        }
    }
}
