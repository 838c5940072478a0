//! One report as it was read, and as it is with the user's decisions laid over it.

use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::{Figure, Review};
use crate::language;
use crate::library::{Findings, Fingerprint, Handle, Lazy, LoadedReport, Reach};
use crate::project::anchor::{Found, Sentences};
use crate::project::{AddedFigure, Anchor, Decision, DecisionId, Edition, FigureDecision};
use crate::project::{Reading, Verdict, What};
use crate::report::{Metadata, Span};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A report under the user's decisions.
#[derive(Debug)]
pub(super) struct Laid {
    /// As it was read.
    pub(super) base: Handle,
    /// As it is with its metadata corrected.
    corrected: Option<Handle>,
    /// The contents of its file.
    pub(super) fingerprint: Option<Fingerprint>,
    /// What was found in it, and as which edition it was looked through: what a number is for
    /// depends on the report's year and country.
    pub(super) analysed: Option<Analysed>,
    /// Whether something is decided on its figures.
    is_decided: bool,
    /// What was found in it without that, once somebody has asked for it.
    as_read: OnceCell<Option<Arc<Analysis>>>,
    /// The edition that it is, corrections included.
    pub(super) edition: Edition,
    /// The editions whose decisions are sought in it: its own, and that which it was known as.
    pub(super) answers: Vec<Edition>,
    /// The index of its sentences, made when the first anchor is sought.
    sentences: Option<Sentences>,
    /// Where the decisions on it stand.
    pub(super) places: BTreeMap<DecisionId, Found>,
    /// The decision on each figure; those that the user added stand at the end.
    pub(super) figures: BTreeMap<u32, DecisionId>,
    /// Decisions on figures that are no figures here any more.
    pub(super) lost: Vec<DecisionId>,
}

/// What was found in a report, and as which edition it was looked through.
#[derive(Clone, Debug)]
pub(super) struct Analysed {
    pub(super) edition: Edition,
    pub(super) findings: Findings,
    pub(super) found: Lazy<Analysis>,
}

impl Analysed {
    /// What was found in a report as the one that it says it is.
    pub(super) fn of(report: &Handle) -> Option<Self> {
        Some(Self {
            edition: Edition::of(&report.head().metadata),
            findings: report.head().found.clone()?,
            found: report.found()?.clone(),
        })
    }

    /// An analysis that stays in memory.
    pub(super) fn resident(edition: Edition, findings: Findings, analysis: Arc<Analysis>) -> Self {
        Self { edition, findings, found: Lazy::resident(analysis) }
    }

    /// The same with decisions laid over its figures, again each time that it is loaded.
    fn under(
        &self,
        text: &Lazy<LoadedReport>,
        over: Over,
        decided: Analysis,
        rows: Findings,
    ) -> Self {
        let (found, text) = (self.found.clone(), text.clone());
        let is_resident = found.is_resident();
        let load = move |reach| {
            let (loaded, analysis) = (text.within(reach)?, found.within(reach)?);
            Some(Arc::new(over.lay(&loaded.report.text, &analysis).0))
        };
        let found = match Arc::new(decided) {
            decided if is_resident => Lazy::resident(decided),
            _ => Lazy::new(None, load),
        };
        Self { edition: self.edition.clone(), findings: rows, found }
    }
}

impl Laid {
    pub(super) fn new(base: Handle, fingerprint: Option<Fingerprint>) -> Self {
        Self {
            edition: Edition::of(&base.head().metadata),
            base,
            corrected: None,
            is_decided: false,
            as_read: OnceCell::new(),
            fingerprint,
            answers: Vec::new(),
            analysed: None,
            sentences: None,
            places: BTreeMap::new(),
            figures: BTreeMap::new(),
            lost: Vec::new(),
        }
    }

    /// The report as the program read it.
    pub(super) fn reading(&self) -> Option<Reading> {
        Some(Reading {
            document: self.base.head().document.clone(),
            fingerprint: self.fingerprint?,
            edition: Edition::of(&self.base.head().metadata),
        })
    }

    /// Takes what was found in it.
    pub(super) fn analysed(&mut self, analysed: Analysed) {
        self.analysed = Some(analysed);
        self.sentences = None;
    }

    /// Its text, and what was found in it.
    fn body(&self) -> Option<(Arc<LoadedReport>, Arc<Analysis>)> {
        let analysis = self.analysed.as_ref()?.found.get()?;
        Some((self.base.loaded()?, analysis))
    }

    /// Whether the analysis there is was made of it as what it is.
    pub(super) fn is_current(&self) -> bool {
        self.analysed.as_ref().is_none_or(|analysed| analysed.edition == self.edition)
    }

    /// The report with these metadata, shared where they are its own.
    pub(super) fn corrected(&mut self, metadata: &Metadata) -> Handle {
        if *metadata == self.base.head().metadata {
            self.corrected = None;
            return self.base.clone();
        }
        let same = self.corrected.take().filter(|known| known.head().metadata == *metadata);
        let corrected = same.unwrap_or_else(|| self.base.with_metadata(metadata));
        self.corrected.insert(corrected).clone()
    }

    /// The words at a place, told so that they are found again.
    pub(super) fn anchor(&mut self, span: Span) -> Option<Anchor> {
        let (loaded, analysis) = self.body()?;
        let text = &loaded.report.text;
        let index = self.sentences.get_or_insert_with(|| Sentences::new(text, &analysis.sentences));
        Anchor::new(self.edition.clone(), text, &analysis.sentences, index, span)
    }

    /// Finds an anchor in the report; near by only where `near` says so.
    pub(super) fn find(&mut self, anchor: &Anchor, near: bool) -> Option<Found> {
        let (loaded, analysis) = self.body()?;
        let text = &loaded.report.text;
        let spans = &analysis.sentences;
        let index = self.sentences.get_or_insert_with(|| Sentences::new(text, spans));
        if let Some(span) = index.exact(anchor, text, spans) {
            return Some(Found::Exact(span));
        }
        index.near(anchor, text, spans).filter(|_| near).map(Found::Moved)
    }

    /// The analysis with the user's word on figures laid over it. `decisions` are those that have
    /// their place here, in order of name.
    pub(super) fn decided(&mut self, decisions: &[Arc<Decision>]) -> Option<Analysed> {
        self.figures.clear();
        self.lost.clear();
        self.as_read.take();
        self.is_decided = false;
        let analysed = self.analysed.as_ref()?;
        let on_figures = |decision: &&Arc<Decision>| {
            matches!(decision.what, What::Figure(_) | What::AddedFigure(_))
        };
        let over = decisions.iter().filter(on_figures);
        let place =
            |decision: &Arc<Decision>| self.places.get(&decision.id).map(|found| found.span());
        let over = over.filter_map(|decision| Some((Arc::clone(decision), place(decision)?)));
        let over = Over(over.collect());
        if over.0.is_empty() {
            return Some(analysed.clone());
        }
        // Where it is nowhere any more, it is shown as it was found until it is read anew.
        let Some((loaded, analysis)) = self.body() else { return Some(analysed.clone()) };
        let (decided, places) = over.lay(&loaded.report.text, &analysis);
        for (decision, at) in places {
            match at {
                Some(at) => {
                    self.figures.insert(at, decision);
                }
                None => self.lost.push(decision),
            }
        }
        self.is_decided = true;
        let rows = Findings::of(&loaded.report, &decided);
        Some(analysed.under(self.base.text(), over, decided, rows))
    }

    /// A figure as it was read, where something is decided on figures.
    #[expect(clippy::option_option, reason = "nothing is decided, it is nowhere, it is there")]
    pub(super) fn as_read(&self) -> Option<Option<&Analysis>> {
        let load = || self.analysed.as_ref()?.found.within(Reach::Cache);
        self.is_decided.then(|| self.as_read.get_or_init(load).as_deref())
    }

    /// Lets go of what can be made again.
    pub(super) fn let_go(&mut self) {
        self.sentences = None;
        self.as_read.take();
    }
}

/// Decisions on figures, each with its place.
struct Over(Vec<(Arc<Decision>, Span)>);

impl Over {
    /// Lays them over an analysis; with it comes the figure that each is on, if any.
    fn lay(&self, text: &str, analysis: &Analysis) -> (Analysis, Vec<(DecisionId, Option<u32>)>) {
        let mut decided = analysis.clone();
        let read = analysis.figures.len();
        let mut lay = |(decision, span): &(Arc<Decision>, Span)| {
            let at = match &decision.what {
                What::Figure(decision) => judge(&mut decided.figures, read, *span, decision),
                What::AddedFigure(added) => add(&mut decided, text, *span, added),
                _ => None,
            };
            (decision.id, at.and_then(|at| u32::try_from(at).ok()))
        };
        let places = self.0.iter().map(&mut lay).collect();
        (decided, places)
    }
}

/// Lays a decision over the figure whose number stands at `span`, one of the first `read`.
fn judge(
    figures: &mut [Figure],
    read: usize,
    span: Span,
    decision: &FigureDecision,
) -> Option<usize> {
    let after = figures.get(..read)?.partition_point(|figure| figure.raw.end <= span.start);
    let figure = figures.get_mut(after).filter(|figure| figure.raw.overlaps(span))?;
    decision.edit.apply(figure);
    figure.review = match decision.verdict {
        Some(Verdict::Rejected) => Review::Rejected,
        Some(Verdict::Accepted) => Review::Accepted,
        None => Review::Changed,
    };
    Some(after)
}

/// Adds a figure of the user's after those that were read.
fn add(analysis: &mut Analysis, text: &str, span: Span, added: &AddedFigure) -> Option<usize> {
    let sentences = &analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= span.start);
    let sentence = *sentences.get(at)?;
    let review = Review::Added;
    let wording = language::wording(sentence.of(text));
    let read = Figure { raw: span, sentence, wording, ..Figure::default() };
    let mut figure = Figure { confidence: 1.0, review, ..read };
    added.fields.apply(&mut figure);
    analysis.figures.push(figure);
    Some(analysis.figures.len() - 1)
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) report: ReportIndex,
    pub(super) found: Found,
}
