//! Search over all reports that are open, in the background.
//!
//! Comes in: what is typed. Goes out: [`Found`], the passages of each report that the typed query
//! holds for. Reports that are in the folder's index are searched there, the others text by text.

mod counting;
mod looking;
mod resolve;

pub use counting::Counting;

use super::{Workspace, job};
use crate::entities::ReportIndex;
use crate::library::cache::Key;
use crate::library::index::{self, Answer, Index, Kept, Matcher, Query};
use crate::library::{Handle, Loaded};
use crate::report::Span;
use looking::Look;
use resolve::Names;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a search over all reports found.
#[derive(Debug, Default)]
pub struct Found {
    /// What was searched for, as typed.
    pub typed: String,
    /// What that was understood as; words are marked with it in any text, see [`Matcher`].
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
    /// What was found in the index.
    answer: Option<Answer>,
}

/// A report that holds passages.
#[derive(Debug)]
pub struct FoundReport {
    /// Which one.
    pub report: ReportIndex,
    /// How many passages of it were found.
    pub passages: usize,
    source: Source,
}

/// Where the passages of a report were found.
#[derive(Debug)]
enum Source {
    /// In the index, where the report is known by this.
    Index(Key),
    /// In its text: the passages' places.
    Text(Handle, Vec<Span>),
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
        let Some(found) = self.reports.get(at) else { return Vec::new() };
        let matcher = Matcher::new(&self.query);
        let kept = match (&found.source, &self.answer) {
            (Source::Index(key), Some(answer)) => answer.passages(key, range),
            (Source::Index(_), None) => Vec::new(),
            (Source::Text(handle, places), _) => {
                let loaded = handle.loaded();
                let wanted = places.iter().take(range.end).skip(range.start);
                let kept = |place: &Span| Some(Kept::of(&loaded.as_ref()?.report, *place));
                wanted.filter_map(kept).collect()
            }
        };
        kept.into_iter().map(|kept| marked(&matcher, found.report, kept)).collect()
    }
}

/// A passage with the words marked that it was found for.
fn marked(matcher: &Matcher<'_>, report: ReportIndex, kept: Kept) -> FoundPassage {
    let Kept { span, text, section, page } = kept;
    let marks = matcher.passage_marks(&text, span, report);
    FoundPassage { span, text, marks, section, page }
}

/// How what was typed is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    /// It is being typed: the last word may be unfinished.
    #[default]
    Unfinished,
    /// It is meant as it stands.
    Whole,
}

/// What is searched for, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What is typed.
    pub typed: String,
    /// How that is read.
    pub typing: Typing,
    /// The reports that are searched, as far as they are chosen; all of these where nothing is told.
    pub within: Option<Arc<HashSet<ReportIndex>>>,
}

/// The searching of a workspace.
#[derive(Default)]
pub(super) struct Searching {
    /// The index of all texts, where one is kept.
    index: Option<Arc<Index>>,
    /// What is being searched for or was last.
    asked: Asked,
    job: Option<crossbeam_channel::Receiver<Found>>,
    /// Set when the search under way is not waited for any more.
    cancel: Arc<AtomicBool>,
    found: Arc<Found>,
    /// The revision of the reports that the index was last made to follow.
    followed: Option<u64>,
    /// The revision of the reports that were last searched.
    searched: u64,
}

impl Searching {
    /// Searches in an index, where there is one.
    pub(super) fn in_index(index: Option<Arc<Index>>) -> Self {
        Self { index, ..Self::default() }
    }

    pub(super) fn index(&self) -> Option<Arc<Index>> {
        self.index.clone()
    }

    pub(super) fn is_busy(&self) -> bool {
        self.job.is_some()
    }
}

impl Workspace {
    /// Searches the chosen reports for what is being typed, in the background; a newer search replaces
    /// one under way.
    pub fn search(&mut self, typed: &str) {
        self.search_for(Asked { typed: typed.to_owned(), ..Asked::default() });
    }

    /// Searches once more for what was typed last, in the reports that are chosen now.
    pub(super) fn search_anew(&mut self) {
        if !self.searching.asked.typed.is_empty() {
            self.search_for(self.searching.asked.clone());
        }
    }

    /// Searches the chosen reports for what was typed.
    pub fn search_as(&mut self, typed: &str, typing: &Typing) {
        let typed = typed.to_owned();
        self.search_for(Asked { typed, typing: *typing, within: None });
    }

    /// Searches as [`search`](Self::search) does.
    pub fn search_for(&mut self, asked: Asked) {
        self.searching.cancel.store(true, Ordering::Relaxed);
        self.searching.job = None;
        self.searching.asked = asked.clone();
        self.searching.searched = self.revision;
        let parsed = match asked.typing {
            Typing::Unfinished => index::parse_typing(&asked.typed),
            Typing::Whole => index::parse(&asked.typed),
        };
        let typed = asked.typed;
        if parsed.query.is_empty() {
            let complaints = parsed.complaints;
            self.searching.found = Arc::new(Found { typed, complaints, ..Found::default() });
            return;
        }
        let within = asked.within;
        let reports: Vec<(ReportIndex, Handle)> = self
            .in_selection()
            .filter(|(report, _)| within.as_ref().is_none_or(|within| within.contains(report)))
            .filter_map(|(index, slot)| Some((index, slot.handle()?.clone())))
            .collect();
        let cancel = Arc::new(AtomicBool::new(false));
        self.searching.cancel = Arc::clone(&cancel);
        let (names, index) = (self.search_names(), self.searching.index());
        let look = Look { typed, parsed, names, reports, index, cancel };
        self.searching.job = self.in_background("search", move || look.look());
    }

    /// What names and indicators in a query are looked up in.
    fn search_names(&self) -> Names {
        Names { merged: Arc::clone(self.merged()), catalogue: self.shared_catalogue() }
    }

    /// What the latest search that has come to its end found.
    pub fn found(&self) -> &Arc<Found> {
        &self.searching.found
    }

    /// Takes what a search found. Returns whether it did.
    pub(super) fn take_found(&mut self) -> bool {
        let found = job::take(&mut self.searching.job);
        let is_new = found.is_some();
        if let Some(found) = found {
            self.searching.found = Arc::new(found);
        }
        is_new
    }

    /// Searches anew where reports have come, changed or gone since, once all are read.
    pub(super) fn search_again(&mut self) -> bool {
        let searching = &self.searching;
        let is_late = searching.searched != self.revision && !searching.found.query.is_empty();
        if !is_late || searching.is_busy() || self.progress().is_some() {
            return false;
        }
        self.search_for(self.searching.asked.clone());
        self.searching.is_busy()
    }

    /// Has a report that was just read added to the index.
    pub(super) fn note_read(&self, result: &Loaded) {
        let Loaded::Analysed { report: Some(handle), .. } = result else { return };
        if let (Some(index), Some(key)) = (&self.searching.index, handle.head().kept_as) {
            index.take(vec![(key, handle.clone())]);
        }
    }

    /// Once all is read, has the index hold what there is and no more.
    pub(super) fn index_follows(&mut self) {
        let Some(index) = &self.searching.index else { return };
        let settled = self.scanned && self.progress().is_none();
        if !settled || self.searching.followed == Some(self.revision) {
            return;
        }
        let known = self.slots().filter_map(|(_, slot)| {
            let handle = slot.handle()?;
            Some((handle.head().kept_as?, handle.clone()))
        });
        let known: Vec<(Key, Handle)> = known.collect();
        index.keep_only(known.iter().map(|(key, _)| *key).collect());
        index.take(known);
        self.searching.followed = Some(self.revision);
    }

    /// Waits until all reports are in the index; what is searched is right without.
    pub fn wait_for_index(&self) {
        if let Some(index) = &self.searching.index {
            index.wait();
        }
    }
}

#[cfg(test)]
mod tests;
