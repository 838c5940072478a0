//! What the reports tell of an indicator, and what they do not: series, gaps, and what does not
//! agree.

use super::{Merged, Selection, Selector, Slot, Workspace};
use crate::analysis::Analysis;
use crate::charts::{self, ChartSpec, Gathered, TellingKey};
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::figures::check::{self, Flags};
use crate::figures::rows::Row;
use crate::library::{Handle, Lazy};
use crate::report::Metadata;
use crate::series::{self, FigureId, Gap, Series, SeriesInput, SeriesSet};
use std::collections::HashMap;
use std::sync::Arc;

/// What does not agree in reports that somebody looked at, each with the analysis that it is of.
pub(super) type KnownFlags = HashMap<ReportIndex, (Lazy<Analysis>, Arc<Flags>)>;

/// The reports that count by their country and publisher.
pub(super) type Families = HashMap<(Option<String>, Option<String>), Vec<ReportIndex>>;

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

/// What a figure is known by in charts, and its sentence.
pub type Quote = (TellingKey, String);

/// A report with what was found in it.
struct Told {
    index: ReportIndex,
    counts: bool,
    report: Handle,
}

impl Tellings {
    /// The figures of all reports that count.
    pub fn inputs(&self) -> Vec<SeriesInput<'_>> {
        let counted = self.reports.iter().filter(|told| told.counts);
        counted.map(|told| told.report.series_input(told.index)).collect()
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
        series::gaps(&self.inputs(), set, shown, (indicator, first.key.country.as_deref()))
    }

    /// What these figures are known by in charts, and their sentences; each report is looked at once.
    pub fn quotes(&self, ids: &[FigureId]) -> HashMap<FigureId, Quote> {
        let mut told: HashMap<ReportIndex, Vec<FigureId>> = HashMap::new();
        for id in ids {
            told.entry(id.report).or_default().push(*id);
        }
        let mut quotes = HashMap::new();
        for input in self.inputs() {
            let Some(ids) = told.get(&input.index) else { continue };
            input.read(|report| {
                for id in ids {
                    let quote = input.rows.figures.get(id.figure).map(|row| {
                        let key = TellingKey::at(report, row.raw(), row.sentence());
                        (key, row.sentence().of(&report.text).to_owned())
                    });
                    quotes.extend(quote.map(|quote| (*id, quote)));
                }
            });
        }
        quotes
    }

    /// The catalogue that the figures were matched against.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What each report is.
    pub fn metadata(&self) -> Vec<(ReportIndex, &Metadata)> {
        self.reports.iter().map(|told| (told.index, &told.report.head().metadata)).collect()
    }
}

impl Workspace {
    /// All that is told now, to be worked on elsewhere: handles alone are copied.
    pub fn tellings(&self) -> Tellings {
        let reports = self.slots().filter(|(_, slot)| slot.is_analysed());
        let reports = reports.filter_map(|(index, slot)| {
            let report = slot.handle()?.clone();
            Some(Told { index, counts: self.editions().is_shown(index), report })
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
        let analysed = self.shown().filter(|(_, slot)| slot.is_analysed());
        analysed.filter_map(|(index, slot)| Some(slot.handle()?.series_input(index))).collect()
    }

    /// Every series of an indicator, as far as the chosen reports tell it. What only repeats an
    /// earlier report stays out also where that report is not chosen. To be asked away from the
    /// window's thread where there are many reports.
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
            Arc::new(self.built(&self.series_inputs(), indicator))
        })
    }

    /// The series of an indicator in the country of a report: a matter of a moment.
    pub fn series_beside(&self, indicator: &str, report: ReportIndex) -> Arc<SeriesSet> {
        let Some(head) = self.slot(report).and_then(Slot::head) else { return Arc::default() };
        let country = head.metadata.country();
        let key = format!("{indicator}\n{}", country.unwrap_or_default());
        self.series.borrow_mut().get_or((self.revision, self.merges), &key, || {
            let mut inputs = self.series_inputs();
            inputs.retain(|input| input.metadata.country() == country);
            Arc::new(self.built(&inputs, indicator))
        })
    }

    fn built(&self, inputs: &[SeriesInput<'_>], indicator: &str) -> SeriesSet {
        series::build(inputs, &self.merged.lists.bodies, indicator, &self.catalogue)
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

    /// The year of the report that a figure was taken over from, word for word or nearly, where it is no count
    /// of its own; see [`series::repeated`]. Nothing once the user has accepted it.
    pub fn repeated_from(&self, id: FigureId) -> Option<i16> {
        self.repeated_in(id.report).get(&id).copied()
    }

    /// The figures of a report, and of all reports on its country by its publisher, that only repeat
    /// an earlier one, each with the year of the first that tells it.
    pub fn repeated_in(&self, report: ReportIndex) -> Arc<HashMap<FigureId, i16>> {
        let Some(head) = self.slot(report).and_then(Slot::head) else { return Arc::default() };
        let family = family(&head.metadata);
        let [country, publisher] = [&family.0, &family.1].map(|name| name.as_deref().unwrap_or(""));
        let key = format!("{country}\n{publisher}");
        self.repeated.borrow_mut().get_or(self.series_revision(), &key, || {
            let families = self.families.borrow_mut().get_or(self.series_revision(), "", || {
                let mut families = Families::new();
                for (index, slot) in self.shown().filter(|(_, slot)| slot.is_analysed()) {
                    if let Some(head) = slot.head() {
                        families.entry(self::family(&head.metadata)).or_default().push(index);
                    }
                }
                Arc::new(families)
            });
            let members = families.get(&family).into_iter().flatten();
            let handle = |index: &ReportIndex| Some((*index, self.slot(*index)?.handle()?));
            let inputs: Vec<SeriesInput<'_>> = members
                .filter_map(handle)
                .map(|(index, handle)| handle.series_input(index))
                .collect();
            Arc::new(series::repeated(&inputs, |_| true))
        })
    }

    /// The years without a value in these series of `set`, each with why it has none. The country
    /// is that of the first of them.
    pub fn gaps(&self, indicator: &str, set: &SeriesSet, shown: &[&Series]) -> Vec<Gap> {
        let Some(first) = shown.first() else { return Vec::new() };
        series::gaps(&self.series_inputs(), set, shown, (indicator, first.key.country.as_deref()))
    }

    /// Whether a number does not agree with others.
    pub fn is_flagged(&self, id: FigureId) -> bool {
        self.figure_row(id).is_some_and(Row::is_flagged)
    }

    /// What does not agree with other numbers at the figures of a report, in words; its text is looked
    /// at where there is anything.
    pub fn flags(&self, index: ReportIndex) -> Option<Arc<Flags>> {
        let slot = self.slot(index)?;
        let of = slot.handle()?.found()?;
        if !slot.head()?.rows().figures.iter().any(Row::is_flagged) {
            return None;
        }
        if let Some((known_of, flags)) = self.flags.borrow().get(&index)
            && known_of.is_same(of)
        {
            return Some(Arc::clone(flags));
        }
        let (report, analysis) = (slot.report()?, slot.analysis()?);
        let flags = Arc::new(check::flags(&report.text, &analysis.figures));
        self.flags.borrow_mut().insert(index, (of.clone(), Arc::clone(&flags)));
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

/// The country and the publisher of a report, whose editions follow one another.
fn family(metadata: &Metadata) -> (Option<String>, Option<String>) {
    let owned = |name: Option<&str>| name.map(str::to_owned);
    (owned(metadata.country()), owned(metadata.publisher()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::rows::Name;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_told_beside_a_report_is_what_is_told_in_its_country() {
        let folder = tempfile::tempdir().unwrap();
        for (name, country, count) in [("a", "Norway", 30), ("b", "Norway", 40), ("c", "Peru", 50)]
        {
            let text = format!(
                "{country} 2019 Human Rights Report\n\nDuring the year the ombudsman received \
                 {count} complaints of torture. The government held 1,{count}0 prisoners.\n"
            );
            std::fs::write(folder.path().join(format!("{name}.txt")), text).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::built_in(), || {});
        workspace.open(folder.path());
        workspace.wait();
        let slugs: BTreeSet<String> = workspace
            .slots()
            .flat_map(|(_, slot)| slot.head().unwrap().rows().figures.iter())
            .filter_map(|row| row.name(Name::Indicator).map(str::to_owned))
            .collect();
        assert!(slugs.len() > 1, "{slugs:?}");
        for (index, slot) in workspace.slots() {
            let country = slot.head().unwrap().metadata.country();
            let of_country = |set: &SeriesSet| -> Vec<Series> {
                let here = set.series.iter().filter(|one| one.key.country.as_deref() == country);
                here.cloned().collect()
            };
            for slug in &slugs {
                let (all, beside) = (workspace.series(slug), workspace.series_beside(slug, index));
                assert_eq!(beside.series, of_country(&all), "{slug} in {country:?}");
            }
        }
    }
}
