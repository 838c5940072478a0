//! Search over all reports that are open, in the background.

use super::{Workspace, job};
use crate::entities::ReportIndex;
use crate::library::LoadedReport;
use crate::library::index::{self, About, Matcher, Place, Query};
use crate::report::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a search over all reports found.
#[derive(Debug, Default)]
pub struct Found {
    /// What was searched for, as typed.
    pub typed: String,
    /// What that was understood as; words are marked with it in any text, see [`index::Matcher`].
    pub query: Arc<Query>,
    /// What was read otherwise than it looks, in sentences for the user.
    pub complaints: Vec<String>,
    /// The reports that hold a passage, in the reports' order.
    pub reports: Vec<FoundReport>,
    /// How many passages were found in all.
    pub passages: usize,
    /// Passages by the year that their report covers; reports without a known year are left out.
    pub by_year: BTreeMap<i16, usize>,
    /// How long the search took.
    pub took: Duration,
    /// The hits by report, in the reports' order.
    pub hits: Vec<(ReportIndex, Vec<Span>)>,
}

/// A report that holds passages.
#[derive(Debug)]
pub struct FoundReport {
    /// Which one.
    pub report: ReportIndex,
    /// How many passages of it were found.
    pub passages: usize,
    held: Vec<FoundPassage>,
}

/// A passage that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPassage {
    /// Where it stands in its report's text.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Where in `text` the words stand that it was found for.
    pub marks: Vec<Span>,
    /// The titles of the sections around it, the outermost first.
    pub section: Vec<String>,
    /// What the page that it begins on is quoted by, where the file has pages.
    pub page: Option<String>,
}

impl Found {
    /// The passages from the `range.start`th to before the `range.end`th that were found in the
    /// `at`th of [`reports`](Self::reports), in order; fewer where there are fewer. Quick enough to
    /// be asked for what is in view, in each frame.
    pub fn passages(&self, at: usize, range: Range<usize>) -> Vec<FoundPassage> {
        let held = self.reports.get(at).map(|report| report.held.as_slice()).unwrap_or_default();
        held.iter().take(range.end).skip(range.start).cloned().collect()
    }
}

/// Which reports are searched, and how what was typed is read.
#[derive(Clone, Debug)]
pub enum Typing {
    /// It is being typed: the last word may be unfinished.
    Unfinished,
    /// It is meant as it stands.
    Whole,
}

impl Workspace {
    /// Searches the chosen reports for what is being typed, in the background; a newer search replaces one
    /// under way.
    pub fn search(&mut self, typed: &str) {
        self.search_as(typed, &Typing::Unfinished);
    }

    /// Searches once more for what was typed last, in the reports that are chosen now.
    pub(super) fn search_anew(&mut self) {
        let typed = self.found.typed.clone();
        if !typed.is_empty() {
            self.search(&typed);
        }
    }

    /// Searches the chosen reports for what was typed.
    pub fn search_as(&mut self, typed: &str, typing: &Typing) {
        let typed = typed.to_owned();
        let parsed = match typing {
            Typing::Unfinished => index::parse_typing(&typed),
            Typing::Whole => index::parse(&typed),
        };
        if parsed.query.is_empty() {
            self.searching = None;
            let complaints = parsed.complaints;
            self.found = Arc::new(Found { typed, complaints, ..Found::default() });
            return;
        }
        let texts: Vec<(ReportIndex, Arc<LoadedReport>)> = self
            .in_selection()
            .filter_map(|(index, slot)| Some((index, Arc::clone(slot.loaded()?))))
            .collect();
        self.searching = self.in_background("search", move || {
            let start = Instant::now();
            let query = Arc::new(parsed.query);
            let mut found = Found { typed, complaints: parsed.complaints, ..Found::default() };
            for (report, loaded) in &texts {
                found.add(search_text(&query, *report, loaded), &loaded.report.metadata.year());
            }
            found.took = start.elapsed();
            found.query = query;
            found
        });
    }

    /// What the latest search that has come to its end found.
    pub fn found(&self) -> &Arc<Found> {
        &self.found
    }

    /// Takes what a search found. Returns whether it did.
    pub(super) fn take_found(&mut self) -> bool {
        let found = job::take(&mut self.searching);
        let is_new = found.is_some();
        if let Some(found) = found {
            self.found = Arc::new(found);
        }
        is_new
    }
}

impl Found {
    fn add(&mut self, report: FoundReport, year: &Option<i16>) {
        if report.passages == 0 {
            return;
        }
        self.passages += report.passages;
        if let Some(year) = year {
            *self.by_year.entry(*year).or_default() += report.passages;
        }
        let of_passage = |held: &FoundPassage| {
            let start = held.span.start.get();
            held.marks.iter().map(move |mark| mark.shifted(start)).collect::<Vec<_>>()
        };
        self.hits.push((report.report, report.held.iter().flat_map(of_passage).collect()));
        self.reports.push(report);
    }
}

/// Searches one report's text.
fn search_text(query: &Query, report: ReportIndex, loaded: &LoadedReport) -> FoundReport {
    let matcher = Matcher::new(query);
    let about = About::new(report, &loaded.report.metadata);
    let mut held = Vec::new();
    index::passages(&loaded.report, |passage| {
        let section = index::one_text(passage.section);
        let (text, span) = (passage.text, passage.span);
        if matcher.holds(&Place { text, span, section: &section, about: &about }) {
            held.push(FoundPassage {
                span,
                text: text.to_owned(),
                marks: matcher.marks(text, Some(report)),
                section: passage.section.to_vec(),
                page: passage.page.clone(),
            });
        }
    });
    FoundReport { report, passages: held.len(), held }
}
