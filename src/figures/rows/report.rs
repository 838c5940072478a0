//! All that a report counts, and what it says that it does not count, as rows.

use super::{FigureRows, Name, Row};
use crate::figures::check::Flags;
use crate::figures::{Catalogue, Figure, Indicator, ReportCues, Silence, SilenceKind};
use crate::report::Report;
use serde::{Deserialize, Serialize};

/// The figures and silences of one report, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportRows {
    /// The figures.
    pub figures: FigureRows,
    silences: FigureRows,
    kinds: Box<[SilenceKind]>,
}

impl ReportRows {
    /// The rows of what was found in a report. Linear in the number of figures.
    pub fn of(report: &Report, figures: &[Figure], silences: &[Silence]) -> Self {
        let silent: Vec<Figure> = silences.iter().map(|silence| silence.figure.clone()).collect();
        Self {
            figures: FigureRows::of(report, figures),
            silences: FigureRows::new(report, &silent, &Flags::new()),
            kinds: silences.iter().map(|silence| silence.kind).collect(),
        }
    }

    /// The rows of figures alone, for which no report is at hand: without pages and flags.
    pub fn plain(figures: &[Figure]) -> Self {
        Self { figures: FigureRows::plain(figures), ..Self::default() }
    }

    /// The same with these indicators, in their order, in place of their own.
    #[must_use]
    pub fn with_indicators<'a>(
        &self,
        figures: impl IntoIterator<Item = Option<&'a str>>,
        silences: impl IntoIterator<Item = Option<&'a str>>,
    ) -> Self {
        Self {
            figures: self.figures.with_indicators(figures),
            silences: self.silences.with_indicators(silences),
            kinds: self.kinds.clone(),
        }
    }

    /// The same with the indicators that a catalogue gives by these cues; nothing where those are the
    /// indicators that there are.
    pub fn assigned(&self, catalogue: &Catalogue, cues: &ReportCues) -> Option<Self> {
        fn slugs(fits: Vec<Option<&Indicator>>) -> Vec<Option<&str>> {
            fits.into_iter().map(|fit| fit.map(|one| one.slug.as_str())).collect()
        }
        let figures = slugs(catalogue.fits(&self.figures.figures(), &cues.figures()));
        let each = self.silences.iter().zip(cues.silences());
        let silences: Vec<Option<&str>> =
            each.flat_map(|(row, cues)| slugs(catalogue.fits(&[row.figure()], &[cues]))).collect();
        let is_same = |rows: &FigureRows, slugs: &[Option<&str>]| {
            rows.iter().zip(slugs).all(|(row, slug)| row.name(Name::Indicator) == *slug)
        };
        let same = is_same(&self.figures, &figures) && is_same(&self.silences, &silences);
        (!same).then(|| self.with_indicators(figures, silences))
    }

    /// What the report says that it does not count.
    pub fn silences(&self) -> impl Iterator<Item = (SilenceKind, Row<'_>)> {
        self.kinds.iter().copied().zip(self.silences.iter())
    }
}
