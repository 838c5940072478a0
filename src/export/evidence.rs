//! The sentences that a chart stands on, with private persons' names as the user wants them.

use super::exhibit::Exhibit;
use crate::charts::{self, Grid};
use crate::series::{FigureId, SeriesInput};
use crate::workbook::Held;
use std::collections::BTreeSet;

/// A sentence that tells a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its words.
    pub sentence: String,
    /// Where it stands.
    pub citation: String,
}

/// A value of a chart with what tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// When, whose and how much: `Jan–Jun 2019, Tidewatch: 52`.
    pub value: String,
    /// Every telling, the earliest report first.
    pub quotes: Vec<Quote>,
}

/// All values of a chart in order, each with its sentences.
pub fn evidence(held: &Held, exhibit: &Exhibit, grid: &Grid) -> Vec<Evidence> {
    let of = |(_, column, cell): &(i16, &charts::GridColumn, &charts::GridCell)| Evidence {
        value: format!("{}, {}: {}", cell.period, column.series, cell.words),
        quotes: attestations(exhibit, cell.point).filter_map(|id| quote(held, id)).collect(),
    };
    grid.cells().iter().map(of).collect()
}

fn attestations(
    exhibit: &Exhibit,
    (series, point): (usize, usize),
) -> impl Iterator<Item = FigureId> {
    let point = exhibit.series.get(series).and_then(|one| one.points.get(point));
    point.map_or(&[][..], |point| &point.attestations).iter().copied()
}

fn quote(held: &Held, id: FigureId) -> Option<Quote> {
    let told = held.sentence(id)?;
    let citation = held.citation(id)?;
    Some(Quote { sentence: told.text.into_owned(), citation })
}

/// The figures behind the values that charts show, each once, in order.
pub fn figures(exhibits: &[Exhibit]) -> Vec<FigureId> {
    let mut known = BTreeSet::new();
    let mut ids = Vec::new();
    for exhibit in exhibits {
        for id in exhibit.shown().iter().flat_map(|one| &one.points).flat_map(|p| &p.attestations) {
            if known.insert(*id) {
                ids.push(*id);
            }
        }
    }
    ids
}

/// The private persons whose names the files of these charts do not tell, or tell as initials.
pub fn changed_names(held: &Held, exhibits: &[Exhibit]) -> Vec<String> {
    held.changed_names(&figures(exhibits))
}

/// The data of charts as CSV.
pub fn csv(held: &Held, exhibits: &[Exhibit]) -> Result<String, String> {
    with_told(held, exhibits, |told| charts::csv(told).map_err(|error| error.to_string()))
}

/// The data of charts as JSON: one object, or a list of them where there are several charts.
pub fn json(held: &Held, exhibits: &[Exhibit]) -> Result<String, String> {
    with_told(held, exhibits, |told| charts::json(told).map_err(|error| error.to_string()))
}

fn with_told<T>(
    held: &Held,
    exhibits: &[Exhibit],
    write: impl FnOnce(&[charts::Told<'_>]) -> T,
) -> T {
    let inputs: Vec<SeriesInput<'_>> = held.series_inputs();
    let shown: Vec<_> = exhibits.iter().map(Exhibit::shown).collect();
    let notes: Vec<Vec<String>> = exhibits.iter().map(Exhibit::notes).collect();
    let told: Vec<charts::Told<'_>> = exhibits
        .iter()
        .zip(shown.iter().zip(&notes))
        .map(|(exhibit, (series, notes))| charts::Told {
            name: &exhibit.name,
            series,
            inputs: &inputs,
            gaps: &exhibit.gaps,
            left_out: &exhibit.left_out,
            notes,
            references: &exhibit.spec.references,
            citer: &held.citer,
            redactor: held.redactor(),
        })
        .collect();
    write(&told)
}
