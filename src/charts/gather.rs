//! Gathers what a chart shows: the series of all indicators that its choices name, or of the
//! figures that were picked by hand, joined as the user joined them and without what was left out.
//!
//! In come the choices and all that there is, out come the series to be drawn and the facts that
//! the chart's words need. Pure.

use super::spec::ChartSpec;
use super::telling;
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::series::{self, Bodies, FigureId, Series, SeriesInput, SeriesSet, places_of};
use std::collections::HashMap;
use std::sync::Arc;

/// All that a chart may be made of.
#[derive(Clone, Copy)]
pub struct From<'a> {
    /// The reports with their figures.
    pub inputs: &'a [SeriesInput<'a>],
    /// The bodies by their names in the reports.
    pub bodies: &'a Bodies,
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// Every series of an indicator, as far as the chosen reports tell it.
    pub series: &'a dyn Fn(&str) -> Arc<SeriesSet>,
    /// Which reports are chosen.
    pub chosen: Chosen<'a>,
}

/// Whether a report is one of those that charts are made from.
pub type Chosen<'a> = &'a dyn Fn(ReportIndex) -> bool;

/// What was found when a chart's series were gathered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The page that each shown figure stands on, where its report has pages.
    pub pages: HashMap<FigureId, String>,
    /// How many values the user left out of the series that are shown.
    pub left_out: usize,
    /// Tellings that were left out or picked by hand and are told no more.
    pub lost: usize,
    /// Notes on what was not chosen to be shown, where the program chose the series.
    pub not_shown: Vec<String>,
    /// The reports that the chart is made from, where they are not all.
    pub only_from: Option<String>,
}

/// The series of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// Every series of the indicators that it is about; the choices' keys tell which are shown.
    pub set: SeriesSet,
    /// What its words need.
    pub facts: Facts,
}

/// Gathers what `spec` asks for. `indicator` is what the chart is about besides the indicators that
/// its keys name.
pub fn gather(spec: &ChartSpec, indicator: Option<&str>, from: &From<'_>) -> Gathered {
    let (mut picked, lost) = telling::found(&spec.only, from.inputs);
    picked.retain(|id| (from.chosen)(id.report));
    let mut facts = Facts { lost, ..Facts::default() };
    let set = if spec.only.is_empty() {
        of_indicators(spec, indicator, from)
    } else {
        series::picked(from.inputs, from.bodies, from.catalogue, &picked)
    };
    let set = set.joined(&spec.joined);
    let (left_out, lost) = telling::found(&spec.left_out, from.inputs);
    facts.lost += lost;
    let (less, gone) = set.without(&left_out, from.inputs);
    // What is left out of a series that the chart does not show is nothing to tell of.
    let asked = shown(spec, &set.series);
    let told = gone.iter().filter(|(key, _)| asked.iter().any(|series| series.key == *key));
    facts.left_out = told.map(|(_, count)| count).sum();
    facts.pages = pages(&shown(spec, &less.series), from.inputs);
    Gathered { set: less, facts }
}

/// The series of the indicator and of all that the keys name, in that order.
fn of_indicators(spec: &ChartSpec, indicator: Option<&str>, from: &From<'_>) -> SeriesSet {
    let keys = spec.series.iter().chain(spec.joined.iter().flatten());
    let named = keys.map(|key| key.indicator.as_str());
    let mut slugs: Vec<&str> = Vec::new();
    for slug in indicator.into_iter().chain(named) {
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    let mut set = SeriesSet::default();
    for slug in slugs {
        let found = (from.series)(slug);
        set.series.extend(found.series.iter().cloned());
        set.left_out.extend(found.left_out.iter().copied());
    }
    set
}

fn shown<'a>(spec: &ChartSpec, series: &'a [Series]) -> Vec<&'a Series> {
    if spec.series.is_empty() {
        return series.iter().collect();
    }
    places_of(series, &spec.series).into_iter().filter_map(|at| series.get(at)).collect()
}

/// The pages that the figures of these series stand on.
fn pages(series: &[&Series], inputs: &[SeriesInput<'_>]) -> HashMap<FigureId, String> {
    let inputs: HashMap<_, &SeriesInput<'_>> =
        inputs.iter().map(|input| (input.index, input)).collect();
    let points = series.iter().flat_map(|one| &one.points);
    let told = points.flat_map(|point| &point.attestations);
    told.filter_map(|id| {
        let input = inputs.get(&id.report)?;
        let page = input.rows.figures.get(id.figure)?.page_name()?;
        Some((*id, page.into_owned()))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::TellingKey;
    use crate::figures::Flow;
    use crate::series::testing::{Made, built, in_year, inputs};

    fn made() -> Vec<Made> {
        let year = |year: i16, value: &str| {
            Made::new(year, "Office")
                .sentence(&format!("Tidewatch counted {value} storms."), in_year(year))
        };
        vec![year(2018, "31"), year(2019, "35"), year(2020, "39")]
    }

    fn gathered(spec: &ChartSpec, reports: &[Made]) -> Gathered {
        let inputs = inputs(reports);
        let of = |slug: &str| {
            let mut set = built(reports, Flow::Flow);
            for series in &mut set.series {
                slug.clone_into(&mut series.key.indicator);
            }
            Arc::new(set)
        };
        let from = From {
            inputs: &inputs,
            bodies: &Bodies::default(),
            catalogue: &Catalogue::default(),
            series: &of,
            chosen: &|_| true,
        };
        gather(spec, Some("storms"), &from)
    }

    fn key(reports: &[Made], at: usize) -> TellingKey {
        TellingKey::of(&reports[at].report, &reports[at].figures[0])
    }

    #[test]
    fn what_is_left_out_is_gone_and_counted() {
        let reports = made();
        let gone = TellingKey { raw: "77".to_owned(), ..key(&reports, 0) };
        let spec = ChartSpec { left_out: vec![key(&reports, 1), gone], ..ChartSpec::default() };
        let found = gathered(&spec, &reports);
        let years: Vec<i16> = found.set.series[0].points.iter().map(|point| point.year).collect();
        assert_eq!(years, [2018, 2020]);
        assert_eq!((found.facts.left_out, found.facts.lost), (1, 1));
    }

    #[test]
    fn series_of_other_indicators_come_with_their_keys() {
        let reports = made();
        let mut other = built(&reports, Flow::Flow).series[0].key.clone();
        other.indicator = "gales".to_owned();
        let spec = ChartSpec { series: vec![other], ..ChartSpec::default() };
        let found = gathered(&spec, &reports);
        let slugs: Vec<&str> =
            found.set.series.iter().map(|one| one.key.indicator.as_str()).collect();
        assert_eq!(slugs, ["storms", "gales"]);
    }

    #[test]
    fn figures_picked_by_hand_are_all_that_there_is() {
        let reports = made();
        let only = vec![key(&reports, 0), key(&reports, 2)];
        let found = gathered(&ChartSpec { only, ..ChartSpec::default() }, &reports);
        let values: Vec<f64> = found.set.series[0].points.iter().map(|p| p.value).collect();
        assert_eq!(values, [31.0, 39.0]);
        assert_eq!(found.facts.lost, 0);
    }
}
