//! A chart that is to be written into a file.

use crate::charts::{ChartSpec, Drawing, Facts, Grid, Subject, draw};
use crate::entities::ReportIndex;
use crate::report::Metadata;
use crate::series::{FigureId, Gap, LeftOut, Series, places_of};
use crate::workbook::Held;

/// What a chart was asked to be, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct Exhibit {
    /// What a file of it is called, without ending: the indicator's slug, or the name that it was
    /// saved under.
    pub name: String,
    /// The slug of the indicator that it is about, the first where it shows several.
    pub indicator: Option<String>,
    /// What was found when its series were gathered.
    pub facts: Facts,
    /// Its choices.
    pub spec: ChartSpec,
    /// The series that `spec` chooses from.
    pub series: Vec<Series>,
    /// The years without a value, each with why.
    pub gaps: Vec<Gap>,
    /// The figures of its indicators that stand in no series.
    pub left_out: Vec<(FigureId, LeftOut)>,
}

impl Exhibit {
    /// The chart as a record.
    pub fn drawing(&self, held: &Held) -> Drawing {
        self.with_subject(held, |subject| draw(&self.spec, &self.series, subject))
    }

    /// The chart as numbers.
    pub(super) fn grid(&self, held: &Held) -> Grid {
        self.with_subject(held, |subject| {
            let drawing = draw(&self.spec, &self.series, subject);
            Grid::new(&self.spec, &self.series, subject, &drawing)
        })
    }

    /// The series that it shows, in order.
    pub(super) fn shown(&self) -> Vec<Series> {
        if self.spec.series.is_empty() {
            return self.series.clone();
        }
        let places = places_of(&self.series, &self.spec.series);
        places.into_iter().filter_map(|at| self.series.get(at).cloned()).collect()
    }

    /// The notes on what it does not show, then the user's own; without those that were removed.
    pub(super) fn notes(&self) -> Vec<String> {
        let all = self.facts.not_shown.iter().chain(&self.spec.notes);
        all.filter(|note| !self.spec.removed_notes.contains(note)).cloned().collect()
    }

    fn with_subject<T>(&self, held: &Held, then: impl FnOnce(&Subject<'_>) -> T) -> T {
        let reports: Vec<(ReportIndex, &Metadata)> =
            held.reports.iter().map(|report| (report.index, &report.head().metadata)).collect();
        let catalogue = &held.catalogue;
        then(&Subject {
            indicator: self.indicator.as_deref().and_then(|slug| catalogue.get(slug)),
            catalogue: Some(catalogue),
            reports: &reports,
            facts: Some(&self.facts),
        })
    }
}
