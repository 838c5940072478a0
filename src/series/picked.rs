//! Series of figures that the user picked by hand, and series without those that were left out.

use super::build::{mark_contested, order};
use super::{Bodies, FigureId, Point, Series, SeriesInput, SeriesKey, SeriesSet, build};
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Figure, FigureKind, Flow, Indicator, ReportRows};
use crate::language::capitalised;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

/// The longest name that a figure without an indicator gives its series, in letters.
const LONGEST_NAME: usize = 80;

/// The series of just these figures, keyed as usual. What has no indicator stands under what its
/// words count; and a figure that is picked by hand stands in its series also where it is no
/// statistic by itself: the user has looked at it.
pub fn picked<S: BuildHasher>(
    inputs: &[SeriesInput<'_>],
    bodies: &Bodies,
    catalogue: &Catalogue,
    figures: &HashSet<FigureId, S>,
) -> SeriesSet {
    let mut flows: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let reports: HashSet<ReportIndex> = figures.iter().map(|id| id.report).collect();
    let here = inputs.iter().filter(|input| reports.contains(&input.index));
    let marked: Vec<(&SeriesInput<'_>, ReportRows)> = here
        .map(|input| {
            let all = input.rows.figures.iter().map(|row| {
                let (at, mut figure) = (row.at(), row.figure());
                if figures.contains(&FigureId { report: input.index, figure: at }) {
                    let slug = figure.indicator.take().unwrap_or_else(|| named(&figure));
                    let flow = flows.entry(slug.clone()).or_default();
                    match figure.flow {
                        Some(Flow::Stock) => flow.1 += 1,
                        _ => flow.0 += 1,
                    }
                    figure.indicator = Some(slug);
                    figure.kind = FigureKind::Statistic;
                } else {
                    figure.indicator = None;
                }
                figure
            });
            let all: Vec<Figure> = all.collect();
            (input, ReportRows::plain(&all))
        })
        .collect();
    let own: Vec<SeriesInput<'_>> =
        marked.iter().map(|(input, rows)| SeriesInput { rows, ..**input }).collect();
    let mut set = SeriesSet::default();
    for (slug, (came, were)) in &flows {
        let flow = if were > came { Flow::Stock } else { Flow::Flow };
        let known = catalogue.get(slug).cloned().unwrap_or_else(|| unnamed(slug, flow));
        let found = build(&own, bodies, slug, &Catalogue::new(vec![known]));
        set.series.extend(found.series);
        set.left_out.extend(found.left_out);
    }
    set
}

/// What a figure without an indicator is a figure of: what its words count.
fn named(figure: &Figure) -> String {
    let name: String = figure.measure.trim().to_lowercase().chars().take(LONGEST_NAME).collect();
    if name.is_empty() { "picked figures".to_owned() } else { name }
}

fn unnamed(slug: &str, flow: Flow) -> Indicator {
    Indicator {
        slug: slug.to_owned(),
        name: capitalised(slug),
        description: String::new(),
        units: Vec::new(),
        flow,
        apart: Vec::new(),
        reporting: false,
        entries: Vec::new(),
    }
}

impl SeriesSet {
    /// The set without these tellings. A value loses them, and is gone where it had no others; a
    /// series without values is gone too. With it comes how many values of each series are gone.
    #[must_use]
    pub fn without(
        &self,
        figures: &HashSet<FigureId>,
        inputs: &[SeriesInput<'_>],
    ) -> (Self, Vec<(SeriesKey, usize)>) {
        let mut set = self.clone();
        let mut gone = Vec::new();
        if figures.is_empty() {
            return (set, gone);
        }
        let inputs: HashMap<ReportIndex, &SeriesInput<'_>> =
            inputs.iter().map(|input| (input.index, input)).collect();
        for series in &mut set.series {
            let count = series.points.len();
            let told = series
                .points
                .iter()
                .flat_map(|point| point.attestations.iter().map(|figure| (*figure, point.year)));
            set.taken_out.extend(told.filter(|(figure, _)| figures.contains(figure)));
            let changed = leave_out(series, figures, &inputs);
            if changed {
                mark_contested(&mut series.points);
            }
            let less = count - series.points.len();
            if less > 0 {
                gone.push((series.key.clone(), less));
            }
        }
        set.series.retain(|series| !series.points.is_empty());
        (set, gone)
    }

    /// What these reports alone tell of the set, those with most points first. The keys stay what
    /// they are, so that a choice of series holds for more reports and for fewer.
    #[must_use]
    pub fn told_in(
        &self,
        chosen: impl Fn(ReportIndex) -> bool,
        inputs: &[SeriesInput<'_>],
    ) -> Self {
        let other = |id: &FigureId| !chosen(id.report);
        let points = self.series.iter().flat_map(|series| &series.points);
        let others = points.flat_map(|point| &point.attestations).copied().filter(other);
        let (mut set, _) = self.without(&others.collect(), inputs);
        for series in &mut set.series {
            series.repeated.retain(|repeated| chosen(repeated.figure.report));
        }
        set.left_out.retain(|(id, _)| chosen(id.report));
        set.series.sort_by(|a, b| order(a).cmp(&order(b)));
        set
    }
}

/// Takes the tellings out of a series; whether it had any of them.
fn leave_out(
    series: &mut Series,
    figures: &HashSet<FigureId>,
    inputs: &HashMap<ReportIndex, &SeriesInput<'_>>,
) -> bool {
    let mut changed = false;
    for point in &mut series.points {
        let told = point.attestations.len();
        point.attestations.retain(|id| !figures.contains(id));
        if point.attestations.len() < told {
            changed = true;
            retell(point, inputs);
        }
    }
    series.points.retain(|point| !point.attestations.is_empty());
    changed
}

/// Sets what a point has from its tellings anew.
fn retell(point: &mut Point, inputs: &HashMap<ReportIndex, &SeriesInput<'_>>) {
    let told: Vec<(&SeriesInput<'_>, Figure)> = point
        .attestations
        .iter()
        .filter_map(|id| {
            let input = inputs.get(&id.report).copied()?;
            Some((input, input.figure(*id)?))
        })
        .collect();
    let Some((_, first)) = told.first() else { return };
    point.qualifier = first.qualifier;
    point.status = told.iter().find_map(|(_, figure)| figure.status);
    point.checked = told.iter().any(|(_, figure)| figure.review.is_checked());
    point.first_told = told.iter().filter_map(|(input, _)| input.metadata.year()).min();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Review;
    use crate::series::testing::{Made, built, in_year, inputs};

    fn id(report: u32, figure: u32) -> FigureId {
        FigureId { report: ReportIndex(report), figure }
    }

    #[test]
    fn a_value_is_gone_with_its_last_telling_and_its_rival_stands_alone() {
        let told = |year, value: &str| {
            Made::new(year, "Office")
                .sentence(&format!("Tidewatch counted {value} storms."), in_year(2018))
        };
        let mut reports = [told(2018, "31"), told(2019, "31"), told(2020, "35")];
        reports[0].figures[0].review = Review::Accepted;
        let set = built(&reports, Flow::Flow);
        assert!(set.series[0].points.iter().all(|point| point.contested));
        let (less, gone) = set.without(&HashSet::from([id(0, 0)]), &inputs(&reports));
        assert!(gone.is_empty(), "another report still tells it");
        let point = &less.series[0].points[0];
        assert_eq!((point.attestations.as_slice(), point.checked), (&[id(1, 0)][..], false));
        assert_eq!(point.first_told, Some(2019));
        let both = HashSet::from([id(0, 0), id(1, 0)]);
        let (less, gone) = set.without(&both, &inputs(&reports));
        assert_eq!(gone, [(set.series[0].key.clone(), 1)]);
        let points = &less.series[0].points;
        assert_eq!((points.len(), points[0].value, points[0].contested), (1, 35.0, false));
        let all = HashSet::from([id(0, 0), id(1, 0), id(2, 0)]);
        assert!(set.without(&all, &inputs(&reports)).0.series.is_empty());
    }

    #[test]
    fn what_some_reports_tell_keeps_its_keys_and_loses_the_others() {
        let told = |year, value: &str| {
            Made::new(year, "Office")
                .sentence(&format!("Tidewatch counted {value} storms."), in_year(2018))
        };
        let reports = [told(2018, "31"), told(2019, "31"), told(2020, "35")];
        let set = built(&reports, Flow::Flow);
        let later = set.told_in(|report| report.0 > 0, &inputs(&reports));
        assert_eq!(later.series[0].key, set.series[0].key);
        let points = &later.series[0].points;
        let told: Vec<_> = points.iter().map(|one| (one.value, one.attestations.len())).collect();
        assert_eq!(told, [(31.0, 1), (35.0, 1)]);
        let last = set.told_in(|report| report.0 == 2, &inputs(&reports));
        assert!(!last.series[0].points[0].contested, "nobody contests it any more");
        assert_eq!(set.told_in(|_| true, &inputs(&reports)), set);
        assert!(set.told_in(|_| false, &inputs(&reports)).series.is_empty());
    }

    #[test]
    fn picked_figures_stand_together_whatever_they_count() {
        let reports = [
            Made::new(2018, "Office").sentence("Tidewatch counted 31 storms.", in_year(2018)),
            Made::new(2019, "Office")
                .sentence("Tidewatch counted 35 storms.", in_year(2019))
                .sentence("Tidewatch runs 4 boat houses.", |figure| {
                    figure.indicator = None;
                    figure.kind = FigureKind::Incident;
                    figure.flow = Some(Flow::Stock);
                    in_year(2019)(figure);
                }),
        ];
        let chosen = HashSet::from([id(1, 0), id(1, 1)]);
        let set = picked(&inputs(&reports), &Bodies::default(), &Catalogue::default(), &chosen);
        let told: Vec<(&str, Flow, Vec<f64>)> = set
            .series
            .iter()
            .map(|one| {
                let values = one.points.iter().map(|point| point.value).collect();
                (one.key.indicator.as_str(), one.flow, values)
            })
            .collect();
        assert_eq!(
            told,
            [("boat houses", Flow::Stock, vec![4.0]), ("storms", Flow::Flow, vec![35.0])]
        );
        assert!(set.series.iter().all(|one| one.key.source.as_deref() == Some("Tidewatch")));
    }
}
