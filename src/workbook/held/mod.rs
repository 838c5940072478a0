//! What is open, held by handles that any thread may work on.
//!
//! Texts and what was found in them are loaded one report at a time, and let go again: an export of
//! thousands of reports takes no more memory than one of a few.

mod open;

pub use open::OpenReport;

use crate::citation::Citer;
use crate::entities::ReportIndex;
use crate::figures::rows::Row;
use crate::figures::{Catalogue, Figure};
use crate::library::{Handle, Head};
use crate::privacy::{Privacy, Redactor, Told, is_public};
use crate::project::{Decision, Edition};
use crate::report::Span;
use crate::series::{self, FigureId, SeriesInput};
use crate::workspace::{Merged, Selection, Selector, Workspace};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The reports that count, with their figures and what was decided on these.
#[derive(Clone, Debug)]
pub struct Held {
    /// In the order of their names.
    pub reports: Arc<Vec<HeldReport>>,
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
    documents: Arc<HashMap<String, usize>>,
    places: Arc<HashMap<ReportIndex, usize>>,
    /// The reports that were opened last.
    open: Arc<Mutex<VecDeque<Arc<OpenReport>>>>,
    /// The figures that only repeat an earlier report, found when first asked for.
    repeated: OnceLock<HashMap<FigureId, i16>>,
}

/// So many reports stay open: rows of one report follow one another, and those of a series are of a few.
const OPEN: usize = 32;

/// A report with its figures.
#[derive(Debug)]
pub struct HeldReport {
    /// Which one it is.
    pub index: ReportIndex,
    /// The report, corrections included, with what was found in it under the user's decisions.
    pub handle: Handle,
    /// What was decided on its figures.
    decided: Arc<HashMap<u32, Arc<Decision>>>,
}

impl Held {
    /// Takes hold of all reports that count and are analysed; no text is looked at.
    pub fn new(workspace: &Workspace) -> Self {
        let reports: Vec<HeldReport> = workspace
            .shown()
            .filter(|(_, slot)| slot.is_analysed())
            .filter_map(|(index, slot)| {
                let handle = slot.handle()?.clone();
                let decided = Arc::new(workspace.figure_decisions(index));
                Some(HeldReport { index, handle, decided })
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
            reports: Arc::new(reports),
            merged: Arc::clone(workspace.merged()),
            citer: style.map_or_else(Citer::default, Citer::new),
            catalogue: workspace.shared_catalogue(),
            selection: Arc::clone(workspace.selection()),
            selector: workspace.selector(),
            redactor: Redactor::default(),
            indicators: catalogue.iter().map(|one| (one.slug.clone(), one.name.clone())).collect(),
            documents: Arc::new(documents),
            places: Arc::new(places),
            open: Arc::default(),
            repeated: OnceLock::new(),
        }
    }

    /// The same, with private persons' names as `how` says in all that is written of it. The people
    /// whose fullest names are among `told` are named all the same.
    #[must_use]
    pub fn with_privacy(mut self, how: Privacy, told: &[String]) -> Self {
        let fold = |name: &str| name.trim().to_lowercase();
        let told: Vec<String> = told.iter().map(|name| fold(name)).collect();
        let redactor = Redactor::new(
            how,
            self.reports.iter().map(|report| report.index),
            |index, look| {
                if let Some(open) = self.report(index) {
                    look(open.report(), &open.analysis.entities);
                }
            },
            |index, local| self.is_private(index, local, |name| told.contains(&fold(name))),
        );
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
        let merged = self.merged.id_of(index, local).and_then(|id| self.merged.get(id));
        let alone = [(index, local)];
        let members = merged.map_or(&alone[..], |entity| entity.members);
        if merged.is_some_and(|entity| is_told(entity.name)) {
            return false;
        }
        let shows_public = |member: &(ReportIndex, usize)| {
            let Some(report) = self.report(member.0) else { return false };
            let Some(one) = report.analysis.entities.get(member.1) else { return false };
            let roles = one.roles.iter().map(|role| report.words(*role)).chain(one.role.as_deref());
            roles.into_iter().any(is_public) || members.contains(member) && is_told(&one.name)
        };
        !members.iter().chain(&alone).any(shows_public)
    }

    /// The sentence of a figure, as it may be handed on.
    pub fn sentence(&self, id: FigureId) -> Option<Told<'static>> {
        let (report, figure) = self.figure(id)?;
        let told = self.redactor.words(id.report, &report.report().text, figure.sentence);
        Some(told.into_owned())
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
        self.reports.iter().map(|held| held.handle.series_input(held.index)).collect()
    }

    /// All figures of the chosen reports, by report and place in its text, those that the user
    /// rejected too.
    pub fn figures(&self) -> Vec<FigureId> {
        let of_report = |report: &HeldReport| {
            let rows = report.head().rows().figures.iter();
            let mut found: Vec<(Span, FigureId)> = rows
                .map(|row| (row.raw(), FigureId { report: report.index, figure: row.at() }))
                .collect();
            // Those that the user added stand at the end.
            found.sort_by_key(|(raw, id)| (*raw, id.figure));
            found.into_iter().map(|(_, id)| id)
        };
        let chosen = self.reports.iter().filter(|report| self.is_chosen(report.index));
        chosen.flat_map(of_report).collect()
    }

    /// The report and the figure with this id.
    pub fn figure(&self, id: FigureId) -> Option<(Arc<OpenReport>, Figure)> {
        let figure = self.row(id)?.figure();
        Some((self.report(id.report)?, figure))
    }

    /// The row of a figure, for which its report is not opened.
    pub fn row(&self, id: FigureId) -> Option<Row<'_>> {
        self.closed(id.report)?.head().rows().figures.get(id.figure)
    }

    /// The year of the report that a figure only repeats, where it does.
    pub(super) fn repeated_from(&self, id: FigureId) -> Option<i16> {
        let found = self.repeated.get_or_init(|| series::repeated(&self.series_inputs(), |_| true));
        found.get(&id).copied()
    }

    /// The report at this place, where it counts, with its text closed.
    pub(super) fn closed(&self, index: ReportIndex) -> Option<&HeldReport> {
        self.reports.get(*self.places.get(&index)?)
    }

    /// The report at this place, where it counts, with its text. Those opened longest ago are closed.
    pub(super) fn report(&self, index: ReportIndex) -> Option<Arc<OpenReport>> {
        let lock = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().iter().find(|open| open.index == index).cloned();
        if known.is_some() {
            return known;
        }
        let opened = Arc::new(OpenReport::of(self.closed(index)?)?);
        let mut open = lock();
        open.push_front(Arc::clone(&opened));
        open.truncate(OPEN);
        Some(opened)
    }

    /// Whether files are written of a report.
    pub(super) fn is_chosen(&self, index: ReportIndex) -> bool {
        self.selector.has(index)
    }

    /// The report at this place, where it counts and files are written of it, with its text.
    pub(super) fn chosen(&self, index: ReportIndex) -> Option<Arc<OpenReport>> {
        self.is_chosen(index).then(|| self.report(index)).flatten()
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
    /// What is known of it without its text.
    pub fn head(&self) -> &Head {
        self.handle.head()
    }

    /// The edition that its decisions are kept under.
    pub(super) fn edition(&self) -> Edition {
        Edition::of(&self.head().metadata)
    }
}
