//! Editions compared in the background: side by side, over the years, and their passages by topic.
//!
//! Whoever shows a comparison asks for it with each frame and gets it once it is there; nothing is
//! done twice. What was made is kept under the editions and the analyses that it was made of: the
//! last few comparisons, and with them the editions and pairs that others are made of.

use super::{Workspace, job};
use crate::analysis::Analysis;
use crate::compare::{
    self, Alignment, Comparison, Edition, Overview, SentenceIndex, TopicId, align, topics,
};
use crate::entities::ReportIndex;
use crate::library::index::{self, About, Matcher, Place};
use crate::library::{Handle, Lazy, LoadedReport};
use crate::report::{Report, Span};
use crossbeam_channel::Receiver;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Two to four editions of all topics, side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The editions, in the order in which they are compared.
    pub reports: Vec<ReportIndex>,
    /// How much changed in each topic, in the topics' order.
    pub overview: Overview,
    /// The rows of each topic of the overview.
    pub topics: Vec<Comparison>,
}

/// Editions over the years: how much changed in each topic from each to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverYears {
    /// The editions, the earliest first.
    pub reports: Vec<ReportIndex>,
    /// How much changed.
    pub overview: Overview,
}

/// A paragraph of an edition on a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Its words.
    pub span: Span,
    /// What was searched for in it.
    pub hits: Vec<Span>,
    /// Whether the words of the paragraph alone told its topic.
    pub by_words: bool,
}

/// The paragraphs of editions by topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpts {
    /// The editions, in the order asked for.
    pub reports: Vec<ReportIndex>,
    /// The topics that any of them has something on, in the topics' order.
    pub topics: Vec<TopicId>,
    /// For each topic of each edition its paragraphs; where something was searched for, those that
    /// hold it.
    pub cells: Vec<Vec<Vec<Excerpt>>>,
}

/// What a result is of: the editions, and the words that were searched for.
type Key = (Vec<ReportIndex>, String);

/// The analyses that a result was made of.
type Stamp = Vec<Lazy<Analysis>>;

/// How many results of a kind are kept.
const KEPT: usize = 6;

/// One kind of result: what is asked for, what is coming, and what is there.
struct Asked<T> {
    wanted: Option<(Key, Stamp)>,
    coming: Option<Receiver<(Key, Stamp, T)>>,
    kept: VecDeque<(Key, Stamp, Arc<T>)>,
}

impl<T> Default for Asked<T> {
    fn default() -> Self {
        Self { wanted: None, coming: None, kept: VecDeque::new() }
    }
}

impl<T: PartialEq> Asked<T> {
    /// Whether this has to be made: it is neither there nor on its way.
    fn is_wanting(&mut self, key: &Key, stamp: &Stamp) -> bool {
        let same = |of: &Key, at: &Stamp| of == key && is_same(at, stamp);
        if self.wanted.as_ref().is_some_and(|(of, at)| same(of, at)) {
            return false;
        }
        self.wanted = Some((key.clone(), stamp.clone()));
        self.coming = None;
        !self.kept.iter().any(|(of, at, _)| same(of, at))
    }

    fn get(&self, key: &Key) -> Option<&Arc<T>> {
        self.kept.iter().find(|(of, ..)| of == key).map(|(_, _, made)| made)
    }

    fn poll(&mut self) -> bool {
        let Some((key, stamp, made)) = job::take(&mut self.coming) else { return false };
        let before = self.kept.iter().position(|(of, ..)| *of == key);
        let before = before.and_then(|at| self.kept.remove(at));
        // What came out the same stays the same to whoever has laid it out.
        let made = match before {
            Some((_, _, old)) if *old == made => old,
            _ => Arc::new(made),
        };
        self.kept.push_front((key, stamp, made));
        self.kept.truncate(KEPT);
        true
    }
}

fn is_same(a: &Stamp, b: &Stamp) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
}

/// Everything that is asked of comparisons.
#[derive(Default)]
pub(super) struct Comparisons {
    compared: Asked<Compared>,
    over_years: Asked<OverYears>,
    excerpts: Asked<Excerpts>,
    ready: Arc<Mutex<Ready>>,
}

impl Comparisons {
    pub(super) fn is_busy(&self) -> bool {
        self.compared.coming.is_some()
            || self.over_years.coming.is_some()
            || self.excerpts.coming.is_some()
    }

    pub(super) fn poll(&mut self) -> bool {
        let compared = self.compared.poll();
        let over_years = self.over_years.poll();
        self.excerpts.poll() || compared || over_years
    }
}

/// A report as a comparison takes it.
#[derive(Clone)]
struct Source {
    index: ReportIndex,
    report: Handle,
    found: Lazy<Analysis>,
}

impl Source {
    /// The edition with the report that it is made of; nothing where that is nowhere any more.
    fn edition(&self) -> Option<(Edition, Arc<LoadedReport>)> {
        let (loaded, analysis) = self.report.loaded().zip(self.found.get())?;
        Some((Edition::new(&loaded.report, &analysis), loaded))
    }
}

/// How many editions and pairs are kept ready.
const KEPT_READY: usize = 40;

/// Editions and pairs that were made ready before.
#[derive(Default)]
struct Ready {
    editions: VecDeque<(ReportIndex, Lazy<Analysis>, Arc<Edition>)>,
    pairs: VecDeque<(Arc<Edition>, Arc<Edition>, Arc<Alignment>)>,
}

/// The edition of a report, made now where that was not done.
fn edition(ready: &Mutex<Ready>, source: &Source) -> Arc<Edition> {
    let stamp = source.found.clone();
    let lock = || ready.lock().unwrap_or_else(PoisonError::into_inner);
    let is_it = |(index, of, _): &&(ReportIndex, Lazy<Analysis>, Arc<Edition>)| {
        *index == source.index && of.is_same(&stamp)
    };
    let known = lock().editions.iter().find(is_it).map(|(.., edition)| Arc::clone(edition));
    known.unwrap_or_else(|| {
        let edition = source.edition().map(|(edition, _)| edition);
        let edition = Arc::new(edition.unwrap_or_default());
        let mut ready = lock();
        ready.editions.retain(|(index, ..)| *index != source.index);
        ready.editions.push_front((source.index, stamp, Arc::clone(&edition)));
        ready.editions.truncate(KEPT_READY);
        edition
    })
}

/// How two editions go together, found now where that was not done.
fn pair(ready: &Mutex<Ready>, before: &Arc<Edition>, after: &Arc<Edition>) -> Arc<Alignment> {
    let lock = || ready.lock().unwrap_or_else(PoisonError::into_inner);
    let is_it = |(a, b, _): &&(Arc<Edition>, Arc<Edition>, Arc<Alignment>)| {
        Arc::ptr_eq(a, before) && Arc::ptr_eq(b, after)
    };
    let known = lock().pairs.iter().find(is_it).map(|(.., alignment)| Arc::clone(alignment));
    known.unwrap_or_else(|| {
        let alignment = Arc::new(align(before, after));
        let mut ready = lock();
        let made = (Arc::clone(before), Arc::clone(after), Arc::clone(&alignment));
        ready.pairs.push_front(made);
        ready.pairs.truncate(KEPT_READY);
        alignment
    })
}

/// The editions of reports, and how each goes together with the next.
fn aligned(ready: &Mutex<Ready>, sources: &[Source]) -> (Vec<Arc<Edition>>, Vec<Arc<Alignment>>) {
    let editions: Vec<Arc<Edition>> = sources.iter().map(|source| edition(ready, source)).collect();
    let neighbours = editions.iter().zip(editions.iter().skip(1));
    let pairs = neighbours.map(|(before, after)| pair(ready, before, after)).collect();
    (editions, pairs)
}

impl Compared {
    fn new(ready: &Mutex<Ready>, sources: &[Source]) -> Self {
        let (editions, pairs) = aligned(ready, sources);
        let editions: Vec<&Edition> = editions.iter().map(Arc::as_ref).collect();
        let pairs: Vec<&Alignment> = pairs.iter().map(Arc::as_ref).collect();
        let overview = compare::overview(&editions, &pairs, false);
        let of_topic = |topic: TopicId| compare::compare(&editions, &pairs, Some(topic), false);
        let topics = overview.rows.iter().map(|row| of_topic(row.topic)).collect();
        Self { reports: indices(sources), overview, topics }
    }
}

impl OverYears {
    fn new(ready: &Mutex<Ready>, sources: &[Source]) -> Self {
        let (editions, pairs) = aligned(ready, sources);
        let editions: Vec<&Edition> = editions.iter().map(Arc::as_ref).collect();
        let pairs: Vec<&Alignment> = pairs.iter().map(Arc::as_ref).collect();
        let overview = compare::overview(&editions, &pairs, false);
        Self { reports: indices(sources), overview }
    }
}

fn indices(sources: &[Source]) -> Vec<ReportIndex> {
    sources.iter().map(|source| source.index).collect()
}

impl Excerpts {
    fn new(sources: &[Source], words: &str) -> Self {
        let query = index::parse_typing(words).query;
        let matcher = (!query.is_empty()).then(|| Matcher::new(&query));
        let all: Vec<TopicId> = topics().main().map(|(topic, _)| topic).collect();
        // Not kept ready: there may be hundreds, each of which is looked at once.
        let by_edition: Vec<Vec<Vec<Excerpt>>> = sources
            .iter()
            .map(|source| {
                let made = source.edition();
                let of_topic = |topic: &TopicId| {
                    made.as_ref().map_or_else(Vec::new, |(edition, loaded)| {
                        let of = (source.index, &loaded.report);
                        excerpts(of, edition, *topic, matcher.as_ref())
                    })
                };
                all.iter().map(of_topic).collect()
            })
            .collect();
        let mut excerpts = Self { reports: indices(sources), ..Self::default() };
        for (at, topic) in all.iter().enumerate() {
            let cells = by_edition.iter().map(|cells| cells.get(at).cloned().unwrap_or_default());
            let cells: Vec<Vec<Excerpt>> = cells.collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                excerpts.topics.push(*topic);
                excerpts.cells.push(cells);
            }
        }
        excerpts
    }
}

/// The paragraphs of an edition on a topic; where something is searched for, those that hold it.
fn excerpts(
    (index, report): (ReportIndex, &Report),
    edition: &Edition,
    topic: TopicId,
    matcher: Option<&Matcher<'_>>,
) -> Vec<Excerpt> {
    let about = About::new(index, &report.metadata);
    let told_by_words = |first: SentenceIndex| {
        let start = edition.sentence(first).map(|sentence| sentence.span.start);
        let part =
            edition.parts().iter().find(|part| start.is_some_and(|at| part.span.contains(at)));
        part.is_some_and(|part| part.by_words)
    };
    let all = compare::passages(edition, topic).into_iter().filter_map(|passage| {
        let span = passage.span;
        let hits = match matcher {
            Some(matcher) => found_in(report, &about, span, matcher)?,
            None => Vec::new(),
        };
        Some(Excerpt { span, hits, by_words: told_by_words(passage.sentences.0) })
    });
    all.collect()
}

/// What is searched for in a passage; nothing where the search does not hold for it.
fn found_in(
    report: &Report,
    about: &About,
    span: Span,
    matcher: &Matcher<'_>,
) -> Option<Vec<Span>> {
    let titles = report.section_path(span.start).into_iter();
    let titles: Vec<String> = titles.map(|section| section.title.clone()).collect();
    let (text, section) = (span.of(&report.text), index::one_text(&titles));
    let holds = matcher.holds(&Place { text, span, section: &section, about });
    holds.then(|| {
        let marks = matcher.marks(text, Some(about.report)).into_iter();
        marks.map(|mark| mark.shifted(span.start.get())).collect()
    })
}

impl Workspace {
    /// The reports as a comparison takes them, and what it is kept under; nothing while one of them
    /// is not analysed.
    fn sources(&self, reports: &[ReportIndex]) -> Option<(Vec<Source>, Stamp)> {
        let source = |index: &ReportIndex| {
            let report = self.slot(*index)?.handle()?.clone();
            let found = report.found()?.clone();
            Some(Source { index: *index, report, found })
        };
        let sources: Vec<Source> = reports.iter().map(source).collect::<Option<_>>()?;
        let stamp = sources.iter().map(|source| source.found.clone()).collect();
        Some((sources, stamp))
    }

    /// Has editions laid side by side, in this order. To be told with each frame: nothing is done
    /// twice.
    pub fn compare_editions(&mut self, reports: &[ReportIndex]) {
        let Some((sources, stamp)) = self.sources(reports) else { return };
        let key = (reports.to_vec(), String::new());
        if self.comparisons.compared.is_wanting(&key, &stamp) {
            let ready = Arc::clone(&self.comparisons.ready);
            let work = move || (key, stamp, Compared::new(&ready, &sources));
            self.comparisons.compared.coming = self.in_background("comparison", work);
        }
    }

    /// The editions side by side, once they are.
    pub fn compared(&self, reports: &[ReportIndex]) -> Option<&Arc<Compared>> {
        self.comparisons.compared.get(&(reports.to_vec(), String::new()))
    }

    /// Has it counted what changed from each of these editions to the next. To be told with each
    /// frame.
    pub fn compare_years(&mut self, reports: &[ReportIndex]) {
        let Some((sources, stamp)) = self.sources(reports) else { return };
        let key = (reports.to_vec(), String::new());
        if self.comparisons.over_years.is_wanting(&key, &stamp) {
            let ready = Arc::clone(&self.comparisons.ready);
            let work = move || (key, stamp, OverYears::new(&ready, &sources));
            self.comparisons.over_years.coming = self.in_background("overview", work);
        }
    }

    /// What changed over the years, once it is counted.
    pub fn over_years(&self, reports: &[ReportIndex]) -> Option<&Arc<OverYears>> {
        self.comparisons.over_years.get(&(reports.to_vec(), String::new()))
    }

    /// Has the paragraphs of editions sorted by topic; where there are words, those that hold them.
    /// To be told with each frame.
    pub fn collect_excerpts(&mut self, reports: &[ReportIndex], words: &str) {
        let Some((sources, stamp)) = self.sources(reports) else { return };
        let key = (reports.to_vec(), words.to_owned());
        if self.comparisons.excerpts.is_wanting(&key, &stamp) {
            let words = words.to_owned();
            let work = move || {
                let made = Excerpts::new(&sources, &words);
                (key, stamp, made)
            };
            self.comparisons.excerpts.coming = self.in_background("excerpts", work);
        }
    }

    /// The paragraphs by topic, once they are sorted.
    pub fn excerpts(&self, reports: &[ReportIndex], words: &str) -> Option<&Arc<Excerpts>> {
        self.comparisons.excerpts.get(&(reports.to_vec(), words.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;

    const HEAD: &str = "Human Rights Report\n\nSection 1. Torture\n\n";

    fn open() -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        let editions = [
            (2030, "Courts rarely open cases. A doctor was dismissed in May."),
            (2031, "Courts rarely open cases. A camera was put into each room."),
        ];
        for (year, words) in editions {
            let text = format!("Karvenia {year} {HEAD}{words}\n");
            std::fs::write(folder.path().join(format!("{year}.txt")), text).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        (folder, workspace)
    }

    #[test]
    fn editions_are_compared_once_and_kept() {
        let (_folder, mut workspace) = open();
        let pair = [ReportIndex(0), ReportIndex(1)];
        assert!(workspace.compared(&pair).is_none());
        workspace.compare_editions(&pair);
        assert!(workspace.is_busy());
        workspace.wait();
        let compared = Arc::clone(workspace.compared(&pair).unwrap());
        let torture = topics().by_slug("torture").unwrap();
        let row = compared.overview.rows.iter().position(|row| row.topic == torture).unwrap();
        let counts = compared.overview.rows[row].cells[1].since.unwrap();
        assert_eq!((counts.same, counts.new, counts.dropped), (1, 1, 1));
        assert_eq!(compared.topics[row].rows.len(), 3);
        workspace.compare_editions(&pair);
        assert!(!workspace.is_busy(), "it is there already");
        assert!(Arc::ptr_eq(&compared, workspace.compared(&pair).unwrap()));
        // The other way round is another comparison.
        let back = [ReportIndex(1), ReportIndex(0)];
        assert!(workspace.compared(&back).is_none());
        workspace.compare_editions(&[ReportIndex(0), ReportIndex(9)]);
        assert!(!workspace.is_busy(), "there is no such report");
    }

    #[test]
    fn what_changed_over_the_years_is_counted() {
        let (_folder, mut workspace) = open();
        let line = [ReportIndex(0), ReportIndex(1)];
        workspace.compare_years(&line);
        workspace.wait();
        let over = workspace.over_years(&line).unwrap();
        let row = over.overview.rows.iter().find(|row| row.cells[0].sentences == 2).unwrap();
        assert_eq!(row.cells[0].since, None);
        assert!(row.cells[1].since.is_some());
    }

    #[test]
    fn passages_stand_by_topic_and_a_search_leaves_those_that_hold_its_words() {
        let (_folder, mut workspace) = open();
        let both = [ReportIndex(0), ReportIndex(1)];
        workspace.collect_excerpts(&both, "");
        workspace.wait();
        let all = workspace.excerpts(&both, "").unwrap();
        let torture = topics().by_slug("torture").unwrap();
        let at = all.topics.iter().position(|topic| *topic == torture).unwrap();
        assert_eq!(all.cells[at].iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
        workspace.collect_excerpts(&both, "camera");
        workspace.wait();
        let found = workspace.excerpts(&both, "camera").unwrap();
        assert_eq!(found.topics, [torture]);
        assert!(found.cells[0][0].is_empty());
        let excerpt = &found.cells[0][1][0];
        let text = &workspace.report(ReportIndex(1)).unwrap().text;
        assert_eq!(excerpt.hits[0].of(text), "camera");
        workspace.collect_excerpts(&both, "court* OR docter~ year:2030");
        workspace.wait();
        let found = workspace.excerpts(&both, "court* OR docter~ year:2030").unwrap();
        let counts: Vec<usize> = found.cells[0].iter().map(Vec::len).collect();
        assert_eq!(counts, [1, 1], "the language of searches is understood here too");
    }
}
