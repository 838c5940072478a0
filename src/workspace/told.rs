//! What the reports tell of an indicator, and what they do not: series, gaps, and what does not
//! agree.

use super::{Merged, Selection, Selector, Workspace, job};
use crate::analysis::Analysis;
use crate::charts::{self, ChartSpec, Gathered};
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::figures::check::{self, Flags};
use crate::library::{LoadedReport, background};
use crate::report::Metadata;
use crate::series::{self, FigureId, Gap, Series, SeriesInput, SeriesSet, Silences};
use crossbeam_channel::Receiver;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Flags by report, each kept as long as the analysis that it was made of stays the same.
#[derive(Default)]
pub(super) struct KnownFlags {
    known: RefCell<HashMap<ReportIndex, Flagged>>,
    /// Those of many reports, while they are looked for in the background.
    coming: Option<Receiver<Vec<(ReportIndex, Flagged)>>>,
    /// The revision that it was last seen at whether there are many to look for.
    seen_at: Option<u64>,
}

/// What does not agree in a report, and the analysis that this is of.
type Flagged = (Arc<Analysis>, Arc<Flags>);

/// The flags of so many reports are looked for when they are asked for; those of more before.
const FEW: usize = 12;

impl KnownFlags {
    /// Whether flags are looked for in the background.
    pub(super) fn is_busy(&self) -> bool {
        self.coming.is_some()
    }

    fn is_known(&self, index: ReportIndex, analysis: &Arc<Analysis>) -> bool {
        self.known.borrow().get(&index).is_some_and(|(of, _)| Arc::ptr_eq(of, analysis))
    }
}

/// All that is told, held by handles, so that any thread may build series from it.
#[derive(Clone)]
pub struct Tellings {
    /// The reports, those that do not count too.
    reports: Arc<Vec<Told>>,
    merged: Arc<Merged>,
    catalogue: Arc<Catalogue>,
    selection: Arc<Selection>,
    selector: Selector,
}

/// A report with what was found in it.
struct Told {
    index: ReportIndex,
    counts: bool,
    loaded: Arc<LoadedReport>,
    analysis: Arc<Analysis>,
}

impl Tellings {
    fn counted(&self) -> impl Iterator<Item = &Told> {
        self.reports.iter().filter(|told| told.counts)
    }

    /// The figures of all reports that count.
    pub fn inputs(&self) -> Vec<SeriesInput<'_>> {
        let input = |told| {
            let Told { index, loaded, analysis, .. }: &Told = told;
            SeriesInput { report: &loaded.report, index: *index, figures: &analysis.figures }
        };
        self.counted().map(input).collect()
    }

    /// The figures of the reports that are chosen.
    pub fn chosen_inputs(&self) -> Vec<SeriesInput<'_>> {
        let mut inputs = self.inputs();
        inputs.retain(|input| self.selector.has(input.index));
        inputs
    }

    /// Every series of an indicator, as far as the chosen reports tell it. Linear in all figures of
    /// all reports.
    pub fn series(&self, indicator: &str) -> SeriesSet {
        let inputs = self.inputs();
        let bodies = &self.merged.lists.bodies;
        let set = series::build(&inputs, bodies, indicator, &self.catalogue);
        if self.selector.is_all() {
            return set;
        }
        set.told_in(|report| self.selector.has(report), &inputs)
    }

    /// As [`Workspace::gathered`], with the series of indicators from `series`.
    pub fn gathered(
        &self,
        spec: &ChartSpec,
        indicator: Option<&str>,
        series: &dyn Fn(&str) -> Arc<SeriesSet>,
    ) -> Gathered {
        let (inputs, bodies, catalogue) =
            (&self.inputs(), &self.merged.lists.bodies, self.catalogue.as_ref());
        let chosen: charts::Chosen<'_> = &|report| self.selector.has(report);
        let from = charts::From { inputs, bodies, catalogue, series, chosen };
        let mut gathered = charts::gather(spec, indicator, &from);
        gathered.facts.only_from = only_from(&self.selection, &gathered, spec);
        gathered
    }

    /// As [`Workspace::gaps`].
    pub fn gaps(&self, indicator: &str, set: &SeriesSet, shown: &[&Series]) -> Vec<Gap> {
        let Some(first) = shown.first() else { return Vec::new() };
        let silences: Silences<'_> =
            self.counted().map(|told| (told.index, told.analysis.silences.as_slice())).collect();
        let of = (indicator, first.key.country.as_deref());
        series::gaps(&self.inputs(), &silences, set, shown, of)
    }

    /// The catalogue that the figures were matched against.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What each report is.
    pub fn metadata(&self) -> Vec<(ReportIndex, &Metadata)> {
        self.reports.iter().map(|told| (told.index, &told.loaded.report.metadata)).collect()
    }
}

impl Workspace {
    /// All that is told now, to be worked on elsewhere: handles alone are copied.
    pub fn tellings(&self) -> Tellings {
        let reports = self.slots().filter_map(|(index, slot)| {
            let (loaded, analysis) = (Arc::clone(slot.loaded()?), Arc::clone(slot.analysis()?));
            Some(Told { index, counts: self.editions().is_shown(index), loaded, analysis })
        });
        Tellings {
            reports: Arc::new(reports.collect()),
            merged: Arc::clone(&self.merged),
            catalogue: Arc::clone(&self.catalogue),
            selection: Arc::clone(self.selection()),
            selector: self.selector(),
        }
    }

    /// The catalogue that figures are matched against, to be held.
    pub fn shared_catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
    }

    /// The figures of all reports that count.
    pub fn series_inputs(&self) -> Vec<SeriesInput<'_>> {
        self.shown()
            .filter_map(|(index, slot)| {
                let figures = slot.analysis()?.figures.as_slice();
                Some(SeriesInput { report: slot.report()?, index, figures })
            })
            .collect()
    }

    /// Every series of an indicator, as far as the chosen reports tell it. What only repeats an
    /// earlier report stays out also where that report is not chosen.
    pub fn series(&self, indicator: &str) -> Arc<SeriesSet> {
        let all = self.series_of_all(indicator);
        if self.selection().is_all() {
            return all;
        }
        let revision = (self.revision + self.selecting.changes, self.merges);
        self.chosen_series.borrow_mut().get_or(revision, indicator, || {
            Arc::new(all.told_in(|report| self.selected(report), &self.series_inputs()))
        })
    }

    /// Every series of an indicator in all reports, chosen or not.
    fn series_of_all(&self, indicator: &str) -> Arc<SeriesSet> {
        self.series.borrow_mut().get_or((self.revision, self.merges), indicator, || {
            let inputs = self.series_inputs();
            Arc::new(series::build(&inputs, &self.merged.lists.bodies, indicator, &self.catalogue))
        })
    }

    /// The series that a chart of `indicator` with these choices shows, and the others that it may
    /// show as well.
    pub fn gathered(&self, spec: &ChartSpec, indicator: Option<&str>) -> Gathered {
        let inputs = self.series_inputs();
        let from = charts::From {
            inputs: &inputs,
            bodies: &self.merged.lists.bodies,
            catalogue: &self.catalogue,
            series: &|slug| self.series(slug),
            chosen: &|report| self.selected(report),
        };
        let mut gathered = charts::gather(spec, indicator, &from);
        gathered.facts.only_from = only_from(self.selection(), &gathered, spec);
        gathered
    }

    /// The year of the report that a figure was taken over from, word for word, where it is no count
    /// of its own; see [`series::repeated`]. Nothing once the user has accepted it.
    pub fn repeated_from(&self, id: FigureId) -> Option<i16> {
        self.repeated_in(id.report).get(&id).copied()
    }

    /// The figures of a report, and of all reports on its country by its publisher, that only repeat
    /// an earlier one, each with the year of the first that tells it.
    pub fn repeated_in(&self, report: ReportIndex) -> Arc<HashMap<FigureId, i16>> {
        let of = |index| {
            let metadata = &self.report(index)?.metadata;
            Some((metadata.country(), metadata.publisher()))
        };
        let Some(own @ (country, publisher)) = of(report) else { return Arc::default() };
        let key = format!("{}\n{}", country.unwrap_or(""), publisher.unwrap_or(""));
        self.repeated.borrow_mut().get_or(self.series_revision(), &key, || {
            let mut inputs = self.series_inputs();
            inputs.retain(|input| of(input.index) == Some(own));
            Arc::new(series::repeated(&inputs, |_| true))
        })
    }

    /// The years without a value in these series of `set`, each with why it has none. The country
    /// is that of the first of them.
    pub fn gaps(&self, indicator: &str, set: &SeriesSet, shown: &[&Series]) -> Vec<Gap> {
        let Some(first) = shown.first() else { return Vec::new() };
        let silences: Silences<'_> = self
            .shown()
            .filter_map(|(index, slot)| Some((index, slot.analysis()?.silences.as_slice())))
            .collect();
        let of = (indicator, first.key.country.as_deref());
        series::gaps(&self.series_inputs(), &silences, set, shown, of)
    }

    /// Takes the flags that were looked for, and has those of many reports looked for that are not
    /// known. Returns whether any came.
    pub(super) fn poll_flags(&mut self) -> bool {
        let came = job::take(&mut self.flags.coming);
        let changed = came.is_some();
        if let Some(came) = came {
            self.flags.known.borrow_mut().extend(came);
            // Lists of figures tell them.
            self.decisions.changes += 1;
        }
        let now = Some(self.revision());
        if self.flags.coming.is_some() || self.flags.seen_at == now {
            return changed;
        }
        self.flags.seen_at = now;
        let unknown: Vec<_> = self
            .slots()
            .filter_map(|(index, slot)| Some((index, slot.loaded()?, slot.analysis()?)))
            .filter(|(index, _, analysis)| !self.flags.is_known(*index, analysis))
            .map(|(index, loaded, analysis)| (index, Arc::clone(loaded), Arc::clone(analysis)))
            .collect();
        if unknown.len() > FEW {
            self.flags.coming = self.in_background("flags", move || {
                background::step_back();
                let flagged = |(index, loaded, analysis): (_, Arc<LoadedReport>, Arc<Analysis>)| {
                    let flags = check::flags(&loaded.report.text, &analysis.figures);
                    (index, (analysis, Arc::new(flags)))
                };
                unknown.into_iter().map(flagged).collect()
            });
        }
        changed
    }

    /// What does not agree with other numbers at the figures of a report; nothing while this is
    /// still looked for.
    pub fn flags(&self, index: ReportIndex) -> Option<Arc<Flags>> {
        let slot = self.slot(index)?;
        let (report, analysis) = (slot.report()?, slot.analysis()?);
        let mut known = self.flags.known.borrow_mut();
        if let Some((of, flags)) = known.get(&index)
            && Arc::ptr_eq(of, analysis)
        {
            return Some(Arc::clone(flags));
        }
        if self.flags.is_busy() {
            return None;
        }
        let flags = Arc::new(check::flags(&report.text, &analysis.figures));
        known.insert(index, (Arc::clone(analysis), Arc::clone(&flags)));
        Some(flags)
    }
}

/// What a chart has to say of the reports that it is made from, where not all are chosen. A chart of
/// one country says no more of countries.
fn only_from(selection: &Selection, gathered: &Gathered, spec: &ChartSpec) -> Option<String> {
    let series = &gathered.set.series;
    let shown = series::places_of(series, &spec.series);
    let shown = shown.into_iter().filter_map(|at| series.get(at));
    let mut countries = shown.map(|one| &one.key.country);
    let first = countries.next();
    if first.is_some() && countries.all(|country| Some(country) == first) {
        return selection.beside_countries().reports();
    }
    selection.reports()
}
