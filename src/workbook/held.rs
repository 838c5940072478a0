//! What is open, held by handles that any thread may work on.

use crate::analysis::Analysis;
use crate::citation::Citer;
use crate::entities::ReportIndex;
use crate::figures::check::{self, Flags};
use crate::figures::{Catalogue, Figure, ReportRows};
use crate::library::LoadedReport;
use crate::privacy::{Privacy, Redactor, Told, is_public};
use crate::project::anchor::Sentences;
use crate::project::{Anchor, Decision, Edition, What};
use crate::report::{Offset, Report, Span};
use crate::series::{self, FigureId, SeriesInput};
use crate::workspace::{Merged, Selection, Selector, Slot, Workspace};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// The reports that count, with their figures and what was decided on these.
#[derive(Debug)]
pub struct Held {
    /// In the order of their names.
    pub reports: Vec<HeldReport>,
    /// The names in them, under the user's decisions.
    pub merged: Arc<Merged>,
    /// What writes citations.
    pub citer: Citer,
    /// The indicators.
    pub catalogue: Arc<Catalogue>,
    /// Which of the reports files are written of; the others are what these are compared with.
    selection: Arc<Selection>,
    selector: Selector,
    /// Whose names are told.
    redactor: Redactor,
    /// Slug and name of each indicator, in the catalogue's order.
    pub(super) indicators: Vec<(String, String)>,
    /// Where in `reports` each document is; for one that is there in several formats, the one that
    /// counts.
    documents: HashMap<String, usize>,
    places: HashMap<ReportIndex, usize>,
    /// The figures that only repeat an earlier report, found when first asked for.
    repeated: OnceLock<HashMap<FigureId, i16>>,
}

/// A report with its figures.
#[derive(Debug)]
pub struct HeldReport {
    /// Which one it is.
    pub index: ReportIndex,
    /// The report, corrections included.
    pub loaded: Arc<LoadedReport>,
    /// What was found in it, under the user's decisions.
    pub analysis: Arc<Analysis>,
    /// Its figures as rows.
    rows: Arc<ReportRows>,
    /// What was decided on its figures.
    decided: HashMap<u32, Arc<Decision>>,
    sentences: OnceLock<Sentences>,
    flags: OnceLock<Flags>,
}

impl Held {
    /// Takes hold of all reports that count and are analysed.
    pub fn new(workspace: &Workspace) -> Self {
        let reports: Vec<HeldReport> = workspace
            .shown()
            .filter_map(|(index, slot)| {
                let (loaded, analysis) = (slot.loaded()?, slot.analysis()?);
                Some(HeldReport::new(workspace, index, loaded, analysis))
            })
            .collect();
        let places: HashMap<ReportIndex, usize> =
            reports.iter().enumerate().map(|(at, report)| (report.index, at)).collect();
        let shown = |index| places.get(&workspace.editions().shown_for(index)).copied();
        let documents = workspace
            .slots()
            .filter_map(|(index, slot)| Some((slot.document.to_string(), shown(index)?)))
            .collect();
        let catalogue = &workspace.catalogue().indicators;
        let style = workspace.project().citation_style();
        Self {
            reports,
            merged: Arc::clone(workspace.merged()),
            citer: style.map_or_else(Citer::default, Citer::new),
            catalogue: workspace.shared_catalogue(),
            selection: Arc::clone(workspace.selection()),
            selector: workspace.selector(),
            redactor: Redactor::default(),
            indicators: catalogue.iter().map(|one| (one.slug.clone(), one.name.clone())).collect(),
            documents,
            places,
            repeated: OnceLock::new(),
        }
    }

    /// The same, with private persons' names as `how` says in all that is written of it. The people
    /// whose fullest names are among `told` are named all the same.
    #[must_use]
    pub fn with_privacy(mut self, how: Privacy, told: &[String]) -> Self {
        let fold = |name: &str| name.trim().to_lowercase();
        let told: Vec<String> = told.iter().map(|name| fold(name)).collect();
        let reports = self
            .reports
            .iter()
            .map(|report| (report.index, report.report(), report.analysis.entities.as_slice()));
        let redactor = Redactor::new(how, reports, |index, local| {
            self.is_private(index, local, |name| told.contains(&fold(name)))
        });
        self.redactor = redactor;
        self
    }

    /// What changes names in what is written.
    pub fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// Whether what a report calls a person is somebody that no report gives a role of public life,
    /// and that the user has not exempted.
    fn is_private(&self, index: ReportIndex, local: usize, is_told: impl Fn(&str) -> bool) -> bool {
        let own = |member: &(ReportIndex, usize)| {
            let report = self.report(member.0)?;
            Some((report, report.analysis.entities.get(member.1)?))
        };
        let merged = self.merged.id_of(index, local).and_then(|id| self.merged.get(id));
        let alone = [(index, local)];
        let members = merged.map_or(&alone[..], |entity| entity.members.as_slice());
        let names = members.iter().filter_map(own).map(|(_, one)| one.name.as_str());
        let mut names = merged.map(|entity| entity.name.as_str()).into_iter().chain(names);
        let public = members.iter().chain(&alone).filter_map(own).any(|(report, one)| {
            let roles = one.roles.iter().map(|role| report.words(*role)).chain(one.role.as_deref());
            roles.into_iter().any(is_public)
        });
        !public && !names.any(is_told)
    }

    /// The sentence of a figure, as it may be handed on.
    pub fn sentence(&self, id: FigureId) -> Option<Told<'_>> {
        let (report, figure) = self.figure(id)?;
        Some(self.redactor.words(id.report, &report.report().text, figure.sentence))
    }

    /// The private persons whose names are not told in the sentences of these figures, or told as
    /// initials.
    pub fn changed_names(&self, ids: &[FigureId]) -> Vec<String> {
        let told = ids.iter().filter_map(|id| self.sentence(*id));
        let names: BTreeSet<String> = told.flat_map(|told| told.changed).collect();
        names.into_iter().collect()
    }

    /// The source of a figure's sentence.
    pub fn citation(&self, id: FigureId) -> Option<String> {
        let (report, figure) = self.figure(id)?;
        Some(report.cited(self, figure.sentence))
    }

    /// What series are built from.
    pub fn series_inputs(&self) -> Vec<SeriesInput<'_>> {
        let all = self.reports.iter();
        all.map(|held| SeriesInput::of(held.index, held.report(), &held.rows)).collect()
    }

    /// All figures of the chosen reports, by report and place in its text, those that the user
    /// rejected too.
    pub fn figures(&self) -> Vec<FigureId> {
        let of_report = |report: &HeldReport| {
            let mut found: Vec<(Span, FigureId)> = (0..)
                .zip(&report.analysis.figures)
                .map(|(at, figure)| (figure.raw, FigureId { report: report.index, figure: at }))
                .collect();
            // Those that the user added stand at the end.
            found.sort_by_key(|(raw, id)| (*raw, id.figure));
            found.into_iter().map(|(_, id)| id)
        };
        let chosen = self.reports.iter().filter(|report| self.is_chosen(report.index));
        chosen.flat_map(of_report).collect()
    }

    /// The report and the figure with this id.
    pub fn figure(&self, id: FigureId) -> Option<(&HeldReport, &Figure)> {
        let report = self.report(id.report)?;
        Some((report, report.analysis.figures.get(id.figure as usize)?))
    }

    /// The year of the report that a figure only repeats, where it does.
    pub(super) fn repeated_from(&self, id: FigureId) -> Option<i16> {
        let found = self.repeated.get_or_init(|| series::repeated(&self.series_inputs(), |_| true));
        found.get(&id).copied()
    }

    /// The report at this place, where it counts.
    pub(super) fn report(&self, index: ReportIndex) -> Option<&HeldReport> {
        self.reports.get(*self.places.get(&index)?)
    }

    /// Whether files are written of a report.
    pub(super) fn is_chosen(&self, index: ReportIndex) -> bool {
        self.selector.has(index)
    }

    /// The report at this place, where it counts and files are written of it.
    pub(super) fn chosen(&self, index: ReportIndex) -> Option<&HeldReport> {
        self.report(index).filter(|_| self.is_chosen(index))
    }

    /// The reports that files are written of, in words, where they are not all.
    pub(super) fn only_from(&self) -> Option<String> {
        self.selection.reports()
    }

    /// The report of this name.
    pub(super) fn document(&self, name: &str) -> Option<&HeldReport> {
        self.reports.get(*self.documents.get(name)?)
    }

    /// The name of an indicator.
    pub(super) fn indicator_name(&self, slug: &str) -> Option<&str> {
        self.indicators.iter().find(|(known, _)| known == slug).map(|(_, name)| name.as_str())
    }
}

impl HeldReport {
    fn new(
        workspace: &Workspace,
        index: ReportIndex,
        loaded: &Arc<LoadedReport>,
        analysis: &Arc<Analysis>,
    ) -> Self {
        let decision = |figure| {
            let id = FigureId { report: index, figure };
            Some((figure, Arc::clone(workspace.figure_decision(id)?)))
        };
        let count = u32::try_from(analysis.figures.len()).unwrap_or(u32::MAX);
        let head = workspace.slot(index).and_then(Slot::head);
        let rows = head.map(|head| Arc::clone(head.rows())).unwrap_or_default();
        Self {
            index,
            loaded: Arc::clone(loaded),
            analysis: Arc::clone(analysis),
            rows,
            decided: (0..count).filter_map(decision).collect(),
            sentences: OnceLock::new(),
            flags: OnceLock::new(),
        }
    }

    /// The report, corrections included.
    pub(super) fn report(&self) -> &Report {
        &self.loaded.report
    }

    /// An offset as a count of Unicode scalar values.
    pub(super) fn char_at(&self, offset: Offset) -> usize {
        self.loaded.chars.chars_before(&self.loaded.report.text, offset)
    }

    /// The words at a range of the clean text.
    pub(super) fn words(&self, span: Span) -> &str {
        span.of(&self.loaded.report.text)
    }

    /// The words at a range, with private persons' names as they may be handed on.
    pub(super) fn told<'a>(&'a self, held: &Held, span: Span) -> Cow<'a, str> {
        held.redactor.words(self.index, &self.loaded.report.text, span).text
    }

    /// The source of the words at a range, likewise.
    pub(super) fn cited(&self, held: &Held, span: Span) -> String {
        let source = held.citer.source(self.report(), span);
        held.redactor.text(self.index, &source).text.into_owned()
    }

    /// The edition that its decisions are kept under.
    pub(super) fn edition(&self) -> Edition {
        Edition::of(&self.loaded.report.metadata)
    }

    /// Its sentences by their wording.
    pub(super) fn sentences(&self) -> &Sentences {
        let text = &self.loaded.report.text;
        self.sentences.get_or_init(|| Sentences::new(text, &self.analysis.sentences))
    }

    /// What does not agree with other numbers at a figure, in words.
    pub(super) fn flags(&self, figure: u32) -> &[String] {
        let (text, figures) = (&self.loaded.report.text, &self.analysis.figures);
        let flags = self.flags.get_or_init(|| check::flags(text, figures));
        flags.get(&(figure as usize)).map_or(&[], Vec::as_slice)
    }

    /// What was decided on a figure.
    pub(super) fn decision(&self, figure: u32) -> Option<&Arc<Decision>> {
        self.decided.get(&figure)
    }

    /// What decisions on a figure are tied to: the anchor of the one there is, else its number as
    /// written.
    pub(super) fn anchor(&self, figure: u32) -> Option<Anchor> {
        match self.decision(figure).map(|decision| &decision.what) {
            Some(What::Figure(decision)) => return Some(decision.about.clone()),
            Some(What::AddedFigure(added)) => return Some(added.about.clone()),
            _ => {}
        }
        self.anchor_of(self.analysis.figures.get(figure as usize)?.raw)
    }

    /// The anchor of words.
    pub(super) fn anchor_of(&self, span: Span) -> Option<Anchor> {
        let (text, sentences) = (&self.loaded.report.text, &self.analysis.sentences);
        Anchor::new(self.edition(), text, sentences, self.sentences(), span)
    }
}
