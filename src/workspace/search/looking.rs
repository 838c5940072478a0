//! A search over all reports, on a thread of its own.

use super::resolve::Names;
use super::{Found, FoundReport, Source};
use crate::entities::ReportIndex;
use crate::library::cache::Key;
use crate::library::index::{self, About, Answer, Index, Matcher, Parsed, Place, Query};
use crate::library::{Handle, LoadedReport};
use crate::report::Span;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// What is searched for, and where.
pub(super) struct Look {
    pub(super) typed: String,
    pub(super) parsed: Parsed,
    pub(super) names: Names,
    /// The reports, in their order.
    pub(super) reports: Vec<(ReportIndex, Handle)>,
    pub(super) index: Option<Arc<Index>>,
    /// Set when nobody waits any more.
    pub(super) cancel: Arc<AtomicBool>,
}

impl Look {
    /// Searches. What is found after nobody waits any more is not whole.
    pub(super) fn look(self) -> Found {
        let start = Instant::now();
        let mut complaints = self.parsed.complaints.clone();
        let query = self.names.resolve(&self.parsed.query, &self.reports, &mut complaints);
        let about: Vec<About> = self
            .reports
            .iter()
            .map(|(report, handle)| About::new(*report, &handle.head().metadata))
            .collect();
        let answer = self.ask(&query, &about);
        let query = Arc::new(query);
        let mut found = Found { typed: self.typed.clone(), complaints, ..Found::default() };
        let mut missing = Vec::new();
        for ((report, handle), about) in self.reports.iter().zip(&about) {
            if self.is_cancelled() {
                break;
            }
            let key = handle.head().kept_as;
            let counted = key.and_then(|key| Some((key, answer.as_ref()?.count(&key)?)));
            let of_report = match counted {
                Some((_, 0)) => continue,
                Some((key, passages)) => {
                    FoundReport { report: *report, passages, source: Source::Index(key) }
                }
                None => {
                    missing.extend(key.map(|key| (key, handle.clone())));
                    let Some(loaded) = handle.loaded() else { continue };
                    let places = in_text(&query, about, &loaded);
                    let (report, passages) = (*report, places.len());
                    FoundReport { report, passages, source: Source::Text(handle.clone(), places) }
                }
            };
            found.add(of_report, about.year);
        }
        if let Some(index) = &self.index {
            index.take(missing);
        }
        (found.query, found.answer, found.took) = (query, answer, start.elapsed());
        found
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// Searches the index, as far as there is one.
    fn ask(&self, query: &Query, about: &[About]) -> Option<Answer> {
        let index = self.index.as_ref()?;
        let snapshot = index.snapshot()?;
        let known = self.reports.iter().zip(about).filter_map(|((_, handle), about)| {
            let key = handle.head().kept_as.filter(|key| snapshot.holds(key))?;
            Some((key, about.clone()))
        });
        let known: Vec<(Key, About)> = known.collect();
        // The engine may stumble over what is damaged; the texts are searched then.
        let asked = AssertUnwindSafe(|| snapshot.search(query, &known, &self.cancel));
        match catch_unwind(asked) {
            Ok(Ok(answer)) => answer,
            failed => {
                let error = failed.ok().and_then(Result::err).map(|error| error.to_string());
                tracing::warn!(error, "a search in the index failed");
                index.note_damage();
                None
            }
        }
    }
}

impl Found {
    fn add(&mut self, report: FoundReport, year: Option<i16>) {
        if report.passages == 0 {
            return;
        }
        self.passages += report.passages;
        if let Some(year) = year {
            *self.by_year.entry(year).or_default() += report.passages;
        }
        self.reports.push(report);
    }
}

/// The places of the passages of one report that a query holds for.
fn in_text(query: &Query, about: &About, loaded: &LoadedReport) -> Vec<Span> {
    let matcher = Matcher::new(query);
    let mut places = Vec::new();
    index::passages(&loaded.report, |passage| {
        let section = index::one_text(passage.section);
        let (text, span) = (passage.text, passage.span);
        if matcher.holds(&Place { text, span, section: &section, about }) {
            places.push(span);
        }
    });
    places
}
