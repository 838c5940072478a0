//! Everything that is open: a folder's reports and what follows from them.
//!
//! The window reads it and never waits for it: a report is waiting, read, analysed or failed, and
//! results arrive through [`Workspace::poll`]. An index of a report stays right as long as the folder
//! is open; see [`slots`]. What is derived (merged entities, series, the list
//! of figures) is computed from the analyses and kept under the revision that it was made of.

mod base;
#[cfg(test)]
mod bodies_tests;
mod comparisons;
mod decisions;
mod dossier;
mod folder;
mod job;
mod member_ids;
mod memo;
mod merged;
mod merging;
mod search;
mod sections;
mod selection;
mod slot;
mod slots;
mod sources;
mod summaries;
mod told;
mod trial;

pub use comparisons::{Compared, Excerpt, Excerpts, OverYears};
pub use decisions::{Anchors, EntityDecisions, Standing};
pub use dossier::{Companion, Dossier, ToldEvent};
pub use merged::{EntityId, Merged, Suggestion};
pub use search::{Asked, Counting, Found, FoundPassage, FoundReport, Typing};
pub use sections::{SectionId, Sections, SharedSection};
pub use selection::{Names, Selection, Selector, Share, Years};
pub use slot::{Slot, State};
pub use summaries::{EntitySummary, Presence, Summaries, TypedName};
pub use told::{Quote, Tellings};
pub use trial::{Example, Matches};

use crate::entities::{ReportEntity, ReportIndex};
use crate::figures::rows::Row;
use crate::figures::{Catalogue, Figure, FigureRows};
use crate::library::cache::{Cache, Shelf};
use crate::library::editions::Editions;
use crate::library::{Change, Handle, Head, InUse, Loader, PagedFile, Pictures};
use crate::library::{Reader, Scan, Watcher};
use crate::report::{DocumentName, Report, Span};
use crate::series::{FigureId, SeriesSet};
use comparisons::Comparisons;
use crossbeam_channel::Receiver;
use decisions::Decisions;
use dossier::Dossiers;
use job::Wake;
use memo::Memo;
use merging::Pace;
use search::Searching;
use selection::Selecting;
use slots::Slots;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use told::{Families, KnownFlags};

/// Progress of what goes on in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Reports that are done, failed ones included.
    pub done: usize,
    /// All reports of the folder.
    pub total: usize,
}

/// A place in a report that the user may be led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The report.
    pub report: ReportIndex,
    /// The words in its clean text.
    pub span: Span,
}

/// How many bytes of texts and analyses that are on disk are held in memory for whoever asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Budget(usize);

impl Default for Budget {
    /// Some hundred reports: more than any panel shows at once, a small part of what may be taken.
    fn default() -> Self {
        Self(96 << 20)
    }
}

/// Everything that is open.
#[derive(Default)]
pub struct Workspace {
    folder: Option<PathBuf>,
    slots: Slots,
    problems: Vec<String>,
    catalogue: Arc<Catalogue>,
    /// The same, for whoever loads or analyses reports in the background.
    in_use: Arc<InUse>,
    reader: Arc<Reader>,
    /// Where what was read and found is kept from one opening to the next, if anywhere.
    cache: Option<Arc<Cache>>,
    shelf: Option<Arc<Shelf>>,
    clearing: Option<Receiver<std::io::Result<u64>>>,
    loader: Option<Loader>,
    watcher: Option<Watcher>,
    /// Whether the folder has been looked through.
    scanned: bool,
    /// What was found in it since, until it is compared with what was known.
    found_files: Option<Scan>,
    comparing: Option<Receiver<Vec<Change>>>,
    merged: Arc<Merged>,
    merging: Option<Receiver<Merged>>,
    /// The revisions of reports and of decisions on entities that the latest merge is of.
    merged_at: (u64, u64),
    pace: Pace,
    searching: Searching,
    revision: u64,
    stopped: bool,
    wake: Option<Wake>,
    /// Held once more by every thread of [`in_background`](Self::in_background) until its result
    /// is there.
    at_work: Arc<()>,
    /// Whether somebody waits for everything: what is merged on the way would be thrown away.
    waited_for: bool,
    budget: Budget,
    /// Whether who asks for a text waits until its file is read anew.
    waits: bool,
    merges: u64,
    selecting: Selecting,
    series: RefCell<Memo<Arc<SeriesSet>>>,
    /// What the chosen reports tell of each, where not all are chosen.
    chosen_series: RefCell<Memo<Arc<SeriesSet>>>,
    flags: RefCell<KnownFlags>,
    families: RefCell<Memo<Arc<Families>>>,
    /// What only repeats an earlier report, by country and publisher.
    repeated: RefCell<Memo<Arc<HashMap<FigureId, i16>>>>,
    decisions: Decisions,
    dossiers: Dossiers,
    comparisons: Comparisons,
    pictures: OnceCell<Pictures>,
}

impl Workspace {
    /// A workspace with nothing open. `wake` is called from other threads when there is something
    /// to [`poll`](Self::poll).
    pub fn new(catalogue: Catalogue, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { catalogue: Arc::new(catalogue), wake: Some(Arc::new(wake)), ..Self::default() }
    }

    /// The workspace with files read by `reader`, which may have workers for that. Otherwise they
    /// are read in this process.
    #[must_use]
    pub fn reading_with(mut self, reader: Reader) -> Self {
        self.reader = Arc::new(reader);
        self
    }

    /// The workspace with what is read and found kept in `cache`, so that it is there at once when
    /// the same folder is opened again.
    #[must_use]
    pub fn keeping_reports(mut self, cache: Option<Arc<Cache>>) -> Self {
        self.cache = cache;
        self
    }

    /// The workspace with at most so many bytes of texts and analyses held that could be loaded
    /// again: with a small number all of them are loaded each time.
    #[must_use]
    pub fn holding_at_most(mut self, bytes: usize) -> Self {
        self.budget = Budget(bytes);
        self
    }

    /// The workspace for who waits when a text is asked for that the cache has lost meanwhile: no
    /// window. Its file is then read at once.
    #[must_use]
    pub fn waiting_for_files(mut self) -> Self {
        self.waits = true;
        self
    }

    /// What keeps what is read and found, if anything does.
    pub fn cache(&self) -> Option<&Arc<Cache>> {
        self.cache.as_ref()
    }

    /// Takes results that have come from the background, for at most `budget`. Returns whether
    /// anything changed.
    pub fn poll(&mut self, budget: Duration) -> bool {
        let start = Instant::now();
        self.let_go();
        let mut changed = self.follow_folder();
        self.lay_changed();
        while start.elapsed() < budget {
            let Some(result) = self.loader.as_ref().and_then(Loader::try_next) else { break };
            let to_assign = self.of_other_catalogue(&result);
            self.note_read(&result);
            if self.slots.apply(result) {
                self.revision += 1;
                self.lay_changed();
                self.assign_anew(&to_assign);
                changed = true;
            }
        }
        changed |= self.poll_decisions();
        changed |= self.lay_waiting(start + budget);
        if let Some(merged) = job::take(&mut self.merging) {
            self.pace.ended();
            self.take_merged(merged);
            changed = true;
        }
        changed |= self.take_found();
        changed |= self.dossiers.poll();
        changed |= self.comparisons.poll();
        changed |= self.search_again();
        self.index_follows();
        self.start_merge();
        changed
    }

    /// Lets go of what was asked for longest ago, and has read anew what the cache has lost.
    fn let_go(&mut self) {
        let (lost, gone) = self.slots.let_go(self.budget.0);
        if gone {
            self.let_go_of_laid();
        }
        if !self.stopped && !lost.is_empty() {
            let jobs = lost.into_iter().filter_map(|file| self.slots.job(file)).collect();
            self.add_jobs(jobs);
        }
    }

    /// Waits until everything is read, analysed and merged: for tests and the command line.
    pub fn wait(&mut self) {
        self.waited_for = true;
        while self.is_busy() {
            if !self.poll(Duration::from_millis(50)) {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        self.waited_for = false;
    }

    /// Whether anything goes on in the background.
    pub fn is_busy(&self) -> bool {
        self.is_scanning()
            || self.found_files.is_some()
            || self.comparing.is_some()
            || self.merging.is_some()
            || self.searching.is_busy()
            || self.dossiers.is_busy()
            || self.comparisons.is_busy()
            || self.decisions.is_busy()
            || self.merged_at != self.merge_revision() && self.has_to_merge()
            || !self.stopped && self.progress().is_some()
    }

    /// Does work on a thread of its own; the window is woken when its result is there.
    pub fn in_background<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<Receiver<T>> {
        let at_work = Arc::clone(&self.at_work);
        job::start(name, self.wake.clone(), at_work, work)
    }

    /// Whether a thread of [`in_background`](Self::in_background) is at work, for whomever.
    pub fn is_at_work(&self) -> bool {
        Arc::strong_count(&self.at_work) > 1
    }

    /// How far reading and analysing have come; nothing when all is done.
    pub fn progress(&self) -> Option<Progress> {
        let (done, total) = self.slots.progress();
        (done < total).then_some(Progress { done, total })
    }

    /// A number that grows whenever a report or its analysis changes, or what is decided on it.
    pub fn revision(&self) -> u64 {
        self.revision + self.decisions.changes
    }

    /// Changes whenever [`series`](Self::series) may: with the reports, with what is decided on
    /// them, with which of them are chosen, and with each merge, which tells whose sources are one
    /// body.
    pub fn series_revision(&self) -> (u64, u64) {
        (self.selection_revision(), self.merges)
    }

    /// The catalogue that figures are matched against.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// All reports that are there, by name. An index stays right as long as the folder is open,
    /// whatever comes and goes.
    pub fn slots(&self) -> impl Iterator<Item = (ReportIndex, &Slot)> {
        self.slots.present()
    }

    /// The reports that count: all but those that are the same as another in another format.
    pub fn shown(&self) -> impl Iterator<Item = (ReportIndex, &Slot)> {
        self.slots().filter(|(index, _)| self.editions().is_shown(*index))
    }

    /// The reports that count and are read, to be gone over in the background.
    pub fn handles(&self) -> Vec<(ReportIndex, Handle)> {
        self.shown().filter_map(|(index, slot)| Some((index, slot.handle()?.clone()))).collect()
    }

    /// What is known of one report without its text, once it is read.
    pub fn head(&self, index: ReportIndex) -> Option<&Head> {
        self.slot(index)?.head()
    }

    /// Which reports are the same one in several formats, as of the latest merge.
    pub fn editions(&self) -> &Editions {
        &self.merged.base.found.editions
    }

    /// One report, also one that is gone.
    pub fn slot(&self, index: ReportIndex) -> Option<&Slot> {
        self.slots.get(index)
    }

    /// Where a report stands in the order of names.
    pub fn rank(&self, index: ReportIndex) -> u32 {
        self.slots.rank(index)
    }

    /// The report with this name: `file.pdf`, or `file.pdf#Chapter`.
    pub fn find(&self, document: &DocumentName) -> Option<ReportIndex> {
        self.slots.find(document)
    }

    /// One report's text, once it is read.
    pub fn report(&self, index: ReportIndex) -> Option<&Report> {
        self.slot(index)?.report()
    }

    /// The entities of all analysed reports.
    pub fn merged(&self) -> &Arc<Merged> {
        &self.merged
    }

    /// A report's own entity.
    pub fn report_entity(&self, report: ReportIndex, local: usize) -> Option<&ReportEntity> {
        self.slot(report)?.analysis()?.entities.get(local)
    }

    /// All figures of the chosen reports, by report and place: a long list where there are many.
    pub fn figures(&self) -> Vec<FigureId> {
        let of_slot = |(report, slot): (ReportIndex, &Slot)| {
            let count = u32::try_from(figures_in(slot)).unwrap_or(0);
            (0..count).map(move |figure| FigureId { report, figure })
        };
        self.in_selection().flat_map(of_slot).collect()
    }

    /// How many these are.
    pub fn figure_count(&self) -> usize {
        self.in_selection().map(|(_, slot)| figures_in(slot)).sum()
    }

    /// The figures of a report, which stay in memory; none before it is analysed.
    pub fn rows(&self, report: ReportIndex) -> Option<&FigureRows> {
        Some(&self.slot(report)?.head()?.rows().figures)
    }

    /// The row of one figure.
    pub fn figure_row(&self, id: FigureId) -> Option<Row<'_>> {
        self.rows(id.report)?.get(id.figure)
    }

    /// One figure, with its report loaded where that is not in memory.
    pub fn figure(&self, id: FigureId) -> Option<&Figure> {
        self.slot(id.report)?.analysis()?.figures.get(id.figure as usize)
    }

    /// Draws the pages of the reports' files in the background; started when it is first asked.
    pub fn pictures(&self) -> &Pictures {
        self.pictures.get_or_init(|| Pictures::start(self.reader.page_source(), self.waker()))
    }

    /// The file that a report's pages are drawn from.
    pub fn paged_file(&self, index: ReportIndex) -> Option<PagedFile> {
        let file = &self.slot(index)?.file;
        let password = self.slots.password(&file.name).cloned();
        Some(PagedFile { path: file.path.clone(), password })
    }
}

fn figures_in(slot: &Slot) -> usize {
    slot.head().map_or(0, |head| head.rows().figures.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::ReadError;

    fn open(files: &[(&str, &str)]) -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        (folder, workspace)
    }

    #[test]
    fn a_folder_is_read_and_its_failures_are_named() {
        let (_folder, workspace) = open(&[("a.txt", "The court sat."), ("b.txt", "")]);
        assert_eq!(workspace.progress(), None);
        assert!(matches!(workspace.slot(ReportIndex(0)).unwrap().state, State::Analysed(..)));
        assert!(matches!(
            workspace.slot(ReportIndex(1)).unwrap().state,
            State::Failed(None, ReadError::Empty)
        ));
    }

    #[test]
    fn one_report_in_two_formats_counts_once() {
        let line = |n| format!("In May the Supreme Court of Karvenia heard {n} cases. ");
        let words: String = (100..160).map(line).collect();
        let title = "Karvenia 2031 Human Rights Report";
        let page = format!("<html><body><h1>{title}</h1><p>{words}</p></body></html>");
        let text = format!("{title}\n\n{words}");
        let (folder, mut workspace) = open(&[("a.html", &page), ("a.txt", &text)]);
        let (page, text) = (ReportIndex(0), ReportIndex(1));
        assert_eq!(workspace.shown().map(|(index, _)| index).collect::<Vec<_>>(), [page]);
        assert_eq!(workspace.editions().others(page), [text]);
        assert!(workspace.figures().iter().all(|figure| figure.report == page));
        let merged = Arc::clone(workspace.merged());
        let of = |report| workspace.slot(report).unwrap().analysis().unwrap().entities.len();
        assert!(of(page) > 0 && of(text) > 0);
        for entity in merged.entities.iter() {
            assert!(entity.members.iter().all(|(report, _)| *report == page), "{}", entity.name);
        }
        assert!(merged.id_of(text, 0).is_some(), "the other's names lead to the same entities");
        workspace.search("karvenia heard");
        workspace.wait();
        assert_eq!(workspace.found().reports.len(), 1);
        drop(folder);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open("nowhere/at/all".as_ref());
        workspace.wait();
        assert!(workspace.problems()[0].contains("nowhere/at/all"), "{:?}", workspace.problems());
        assert_eq!(workspace.slots().count(), 0);
    }

    #[test]
    fn a_search_finds_words_in_all_reports() {
        let (_folder, mut workspace) =
            open(&[("a.txt", "The Court sat."), ("b.txt", "No such."), ("c.txt", "court, court")]);
        workspace.search("court");
        workspace.wait();
        let found = workspace.found();
        let of_report = |at: usize| {
            let passages = found.passages(at, 0..9);
            passages.iter().map(|passage| passage.marks.len()).collect::<Vec<_>>()
        };
        let reports: Vec<_> = found.reports.iter().map(|found| found.report.0).collect();
        assert_eq!(reports, [0, 2]);
        assert_eq!((of_report(0), of_report(1)), (vec![1], vec![2]));
        workspace.search("");
        assert!(workspace.found().reports.is_empty());
    }
}
