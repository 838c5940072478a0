//! What a search over all reports found in the one that is open, to be marked in its text.
//!
//! A report may hold hundreds of passages: they are looked up in the background, once for each search
//! and report.

use crate::app::background::{Ended, Job};
use crate::entities::ReportIndex;
use crate::report::Span;
use crate::workspace::Found;
use eframe::egui::Context;
use std::sync::{Arc, Weak};

/// What a search over all reports found in one of them.
#[derive(Clone, Debug)]
pub struct HitMarks {
    /// What was searched for.
    pub typed: String,
    /// The report.
    pub report: ReportIndex,
    /// The words that were found, in order.
    pub spans: Arc<Vec<Span>>,
}

impl HitMarks {
    /// Whether both are of the same search in the same report.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.spans, &other.spans)
    }

    fn new(found: &Found, place: usize, report: ReportIndex, passages: usize) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for passage in found.passages(place, 0..passages) {
            let start = passage.span.start.get();
            spans.extend(passage.marks.iter().map(|mark| mark.shifted(start)));
        }
        spans.sort_unstable();
        Self { typed: found.typed.clone(), report, spans: Arc::new(spans) }
    }
}

/// The marks of a search in a report.
type Made = (Weak<Found>, HitMarks);

/// The marks that were looked up last.
#[derive(Debug, Default)]
pub struct Marking {
    made: Option<Made>,
    coming: Job<Made>,
}

impl Marking {
    /// Whether marks are being looked up.
    pub fn is_busy(&self) -> bool {
        self.coming.is_running()
    }

    /// The marks of the report at this place among those found, once any are looked up.
    pub fn marks(
        &mut self,
        context: &Context,
        found: &Arc<Found>,
        place: usize,
    ) -> Option<HitMarks> {
        if let Some(Ended::Done(made)) = self.coming.take() {
            self.made = Some(made);
        }
        let (report, passages) = found.reports.get(place).map(|one| (one.report, one.passages))?;
        let known = self.made.as_ref().filter(|(_, marks)| marks.report == report);
        if known.is_none_or(|(of, _)| of.as_ptr() != Arc::as_ptr(found)) {
            let found = Arc::clone(found);
            self.coming.start("marks", context, move || {
                let marks = HitMarks::new(&found, place, report, passages);
                (Arc::downgrade(&found), marks)
            });
        }
        // Until then those of the words before: nothing flickers while one types.
        known.map(|(_, marks)| marks.clone())
    }
}
