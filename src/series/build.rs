//! Gathers figures into series: key, standing and year of each, then points.

use super::carried;
use super::sources::{Bodies, folded};
use super::{
    FigureId, LeftOut, Point, Repeated, Series, SeriesInput, SeriesKey, SeriesSet, Standing,
};
use crate::figures::rows::Name;
use crate::figures::{Aggregation, Catalogue, Coverage, Figure, FigureKind, Flow, Unit};
use crate::report::Span;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// One figure on its way into a series.
struct Telling {
    id: FigureId,
    sentence: Span,
    measure: String,
    point: Point,
}

/// Builds every series of `indicator` that the reports hold, those with most points first.
///
/// The result depends on the reports' contents, names and indices alone, not on the order of
/// `inputs`. Linear in the number of figures, but for sorting.
pub fn build(
    inputs: &[SeriesInput<'_>],
    bodies: &Bodies,
    indicator: &str,
    catalogue: &Catalogue,
) -> SeriesSet {
    let flow = catalogue.get(indicator).map_or(Flow::Flow, |found| found.flow);
    let again = carried::repeated(inputs, |row| row.name(Name::Indicator) == Some(indicator));
    let mut inputs: Vec<&SeriesInput<'_>> = inputs.iter().collect();
    inputs.sort_by_key(|input| (input.metadata.year(), input.document));
    let mut gathering = Gathering::default();
    for input in inputs {
        gather(input, bodies, (indicator, flow), &again, &mut gathering);
    }
    gathering.settle_events();
    let split = gathering.groups.into_iter().flat_map(|(key, all)| split_sentences(key, all));
    let mut series: Vec<Series> = unite(split)
        .into_iter()
        .map(|(key, points)| Series {
            flow: key.other_flow.unwrap_or(flow),
            key,
            points: merge(points),
            joined: Vec::new(),
            repeated: Vec::new(),
        })
        .collect();
    name_repeated(&mut series, gathering.repeated);
    series.sort_by(|a, b| order(a).cmp(&order(b)));
    gathering.left_out.sort_unstable_by_key(|(id, _)| *id);
    SeriesSet { series, left_out: gathering.left_out, taken_out: Vec::new() }
}

/// Wholes before parts, the country before places in it, what the indicator usually is before what
/// it is not, most points first, then by name.
pub(super) fn order(series: &Series) -> impl Ord {
    let key = &series.key;
    let tie = (key.unit as u8, key.currency.clone(), key.aggregation, key.scope.clone());
    (
        key.part.is_some(),
        key.place.is_some(),
        key.other_flow.is_some(),
        Reverse(series.points.len()),
        key.country.clone(),
        key.place.clone(),
        key.source.clone(),
        key.as_told_by.clone(),
        key.part.clone(),
        tie,
    )
}

#[derive(Default)]
struct Gathering {
    /// Where each folded key stands in `groups`.
    index: HashMap<SeriesKey, usize>,
    /// The keys with their names as written, in order of first telling.
    groups: Vec<(SeriesKey, Vec<Telling>)>,
    left_out: Vec<(FigureId, LeftOut)>,
    /// What would stand in a group, but is repeated.
    repeated: Vec<(SeriesKey, Repeated)>,
}

/// Names each repeated figure at the series that it would stand in, where there is one.
fn name_repeated(series: &mut [Series], repeated: Vec<(SeriesKey, Repeated)>) {
    let places: HashMap<SeriesKey, usize> =
        series.iter().enumerate().map(|(at, one)| (plain(&one.key), at)).collect();
    for (key, figure) in repeated {
        let place = places.get(&plain(&key)).and_then(|at| series.get_mut(*at));
        if let Some(one) = place {
            one.repeated.push(figure);
        }
    }
}

impl Gathering {
    fn add(&mut self, key: SeriesKey, telling: Telling) {
        let at = *self.index.entry(plain(&key)).or_insert(self.groups.len());
        match self.groups.get_mut(at) {
            Some((known, tellings)) => {
                keep_fuller(&mut known.source, key.source);
                keep_fuller(&mut known.place, key.place);
                tellings.push(telling);
            }
            None => self.groups.push((key, vec![telling])),
        }
    }

    /// The same days are the same time, however they were read: January may be one event to one
    /// report and a part of the year to another. Then the event's value stands with the others.
    fn settle_events(&mut self) {
        let total = |key: &SeriesKey| SeriesKey { aggregation: Aggregation::Total, ..key.clone() };
        let groups = &self.groups;
        let at_total: Vec<Option<usize>> = groups
            .iter()
            .map(|(key, _)| {
                let event = key.aggregation == Aggregation::Event;
                self.index.get(&plain(&total(key))).copied().filter(|_| event)
            })
            .collect();
        for (at, to) in at_total.into_iter().enumerate() {
            let Some(to) = to else { continue };
            let times: HashSet<_> =
                self.groups.get(to).into_iter().flat_map(|(_, all)| all).map(days).collect();
            let Some((_, events)) = self.groups.get_mut(at) else { continue };
            let moved: Vec<Telling> =
                events.extract_if(.., |telling| times.contains(&days(telling))).collect();
            if let Some((_, all)) = self.groups.get_mut(to) {
                all.extend(moved);
            }
        }
        self.groups.retain(|(_, tellings)| !tellings.is_empty());
    }
}

/// The days that a telling is for.
fn days(telling: &Telling) -> (Option<Date>, Option<Date>) {
    (telling.point.period.start, telling.point.period.end)
}

/// A key as it is compared: its names without what carries no difference.
fn plain(key: &SeriesKey) -> SeriesKey {
    let fold = |name: &Option<String>| name.as_deref().map(folded);
    SeriesKey {
        source: fold(&key.source),
        place: fold(&key.place),
        part: fold(&key.part),
        scope: fold(&key.scope),
        ..key.clone()
    }
}

/// Of two names of one thing the longer, which is the one with its "Office of the".
fn keep_fuller(known: &mut Option<String>, other: Option<String>) {
    let length = |name: &Option<String>| name.as_ref().map_or(0, |name| name.chars().count());
    if length(&other) > length(known) {
        *known = other;
    }
}

fn gather(
    input: &SeriesInput<'_>,
    bodies: &Bodies,
    (indicator, flow): (&str, Flow),
    again: &HashMap<FigureId, i16>,
    gathering: &mut Gathering,
) {
    let metadata = input.metadata;
    for row in input.rows.figures.of_indicator(indicator) {
        let (id, figure) = (FigureId { report: input.index, figure: row.at() }, row.figure());
        if figure.is_rejected() {
            gathering.left_out.push((id, LeftOut::Rejected));
            continue;
        }
        if figure.kind != FigureKind::Statistic {
            gathering.left_out.push((id, LeftOut::NotAStatistic));
            continue;
        }
        let other_flow = other_flow(&figure, flow);
        let standing = standing(&figure, other_flow.unwrap_or(flow));
        let Some(year) = year(&figure, standing, metadata.year()) else {
            gathering.left_out.push((id, LeftOut::NoYear));
            continue;
        };
        let key = key(input, bodies, indicator, &figure);
        let key = SeriesKey { other_flow, aggregation: sums_up(standing), ..key };
        if let Some(from) = again.get(&id).copied() {
            gathering.left_out.push((id, LeftOut::Repeated { from }));
            gathering.repeated.push((key, Repeated { figure: id, from }));
            continue;
        }
        let point = Point {
            year,
            period: figure.period,
            value: figure.value,
            value_high: figure.value_high,
            attestations: vec![id],
            standing,
            qualifier: figure.qualifier,
            contested: false,
            status: figure.status,
            first_told: metadata.year(),
            checked: figure.review.is_checked(),
        };
        let measure = figure.measure.clone();
        gathering.add(key, Telling { id, sentence: figure.sentence, measure, point });
    }
}

/// The key of a figure, but for how its value sums up.
fn key(input: &SeriesInput<'_>, bodies: &Bodies, indicator: &str, figure: &Figure) -> SeriesKey {
    let metadata = input.metadata;
    let source = figure.source.as_deref();
    let country = metadata.country().map(str::to_owned);
    let place = figure.place.clone().filter(|place| Some(place.as_str()) != country.as_deref());
    let as_told_by = metadata.publisher().filter(|_| source.is_none()).map(str::to_owned);
    SeriesKey {
        indicator: indicator.to_owned(),
        country,
        place,
        source: source.map(|name| bodies.full_name(input.index, name).to_owned()),
        as_told_by,
        unit: figure.unit,
        currency: figure.currency.clone().filter(|_| figure.unit == Unit::Money),
        part: figure.whole.map(|_| figure.measure.clone()),
        scope: figure.scope.clone(),
        ..SeriesKey::default()
    }
}

/// Whether a figure's value is a state where the indicator's came in a time, or the other way
/// round. A share or a rate is neither. What came, told as of a day, is a running total and not a
/// state, unless the words say that it is one.
fn other_flow(figure: &Figure, flow: Flow) -> Option<Flow> {
    let told = figure.flow.filter(|_| matches!(figure.unit, Unit::Count | Unit::Money))?;
    let on_a_day = figure.period.coverage == Coverage::PointInTime;
    let differs = match flow {
        Flow::Stock => told == Flow::Flow && !on_a_day,
        Flow::Flow => told == Flow::Stock && on_a_day,
    };
    differs.then_some(told)
}

/// How a value sums up, by how it stands on a yearly axis.
fn sums_up(standing: Standing) -> Aggregation {
    match standing {
        Standing::Whole | Standing::PartYear | Standing::Undated => Aggregation::Total,
        Standing::MultiYear => Aggregation::Cumulative,
        Standing::Event => Aggregation::Event,
        Standing::Average => Aggregation::Average,
    }
}

/// How a figure stands on a yearly axis. A flow "on a day" is an event, not a year's total.
fn standing(figure: &Figure, flow: Flow) -> Standing {
    let period = figure.period;
    match figure.aggregation {
        Aggregation::Average => return Standing::Average,
        Aggregation::Cumulative => return Standing::MultiYear,
        Aggregation::Event | Aggregation::Total => {}
    }
    if period.start.or(period.end).is_none() {
        return Standing::Undated;
    }
    if figure.aggregation == Aggregation::Event {
        return Standing::Event;
    }
    match period.coverage {
        Coverage::FullYear => Standing::Whole,
        Coverage::PointInTime if flow == Flow::Stock => Standing::Whole,
        Coverage::PartYear => Standing::PartYear,
        Coverage::MultiYear => Standing::MultiYear,
        Coverage::Event | Coverage::PointInTime => Standing::Event,
        Coverage::Undated => Standing::Undated,
    }
}

/// The year that a figure stands at: its period's last; its report's where it has no date, or no
/// end yet.
fn year(figure: &Figure, standing: Standing, report: Option<i16>) -> Option<i16> {
    let end = figure.period.end.map(Date::year);
    let start = figure.period.start.map(Date::year);
    match standing {
        Standing::Undated => report,
        _ => end.or_else(|| Some(report?.max(start?))).or(start).or(report),
    }
}

/// One sentence does not contradict itself: where it tells several values of one key for one
/// period ("25 for women and two for men"), they are values of different things. The largest
/// stands in the series, each other one in a part of its own, named by what it counts.
fn split_sentences(key: SeriesKey, tellings: Vec<Telling>) -> Vec<(SeriesKey, Vec<Telling>)> {
    let mut largest: HashMap<_, f64> = HashMap::new();
    let clause = |telling: &Telling| {
        let period = telling.point.period;
        (telling.id.report, telling.sentence, period.start, period.end, telling.point.standing)
    };
    for telling in &tellings {
        let top = largest.entry(clause(telling)).or_insert(f64::NEG_INFINITY);
        *top = top.max(telling.point.value);
    }
    let mut whole = Vec::new();
    let mut parts: Vec<(SeriesKey, Vec<Telling>)> = Vec::new();
    for telling in tellings {
        if largest.get(&clause(&telling)).is_none_or(|top| telling.point.value >= *top) {
            whole.push(telling);
        } else {
            let part = Some(telling.measure.clone());
            parts.push((SeriesKey { part, ..key.clone() }, vec![telling]));
        }
    }
    let mut all = vec![(key, whole)];
    all.append(&mut parts);
    all
}

/// Joins groups that have one key after all: parts that [`split_sentences`] made.
fn unite(groups: impl Iterator<Item = (SeriesKey, Vec<Telling>)>) -> Vec<(SeriesKey, Vec<Point>)> {
    let mut index: HashMap<SeriesKey, usize> = HashMap::new();
    let mut united: Vec<(SeriesKey, Vec<Point>)> = Vec::new();
    for (key, tellings) in groups {
        let points = tellings.into_iter().map(|telling| telling.point);
        let at = *index.entry(key.clone()).or_insert(united.len());
        match united.get_mut(at) {
            Some((_, known)) => known.extend(points),
            None => united.push((key, points.collect())),
        }
    }
    united
}

/// Makes one point of tellings that agree, and marks those that do not.
pub(super) fn merge(tellings: Vec<Point>) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut index: HashMap<_, usize> = HashMap::new();
    let (undated, dated): (Vec<Point>, Vec<Point>) =
        tellings.into_iter().partition(|point| point.standing == Standing::Undated);
    // The dated ones first: an undated telling of a value that the same year dates is no new point.
    let mut dated_values: HashMap<_, usize> = HashMap::new();
    for point in dated.into_iter().chain(undated) {
        let value = (point.year, point.value.to_bits(), point.value_high.map(f64::to_bits));
        let period = span(&point);
        let known = match point.standing {
            Standing::Undated => dated_values.get(&value).copied(),
            _ => None,
        };
        let at = known.unwrap_or_else(|| *index.entry((value, period)).or_insert(points.len()));
        if let Some(known) = points.get_mut(at) {
            known.attestations.extend(point.attestations);
            known.status = known.status.or(point.status);
            known.checked |= point.checked;
            known.first_told = known.first_told.min(point.first_told).or(known.first_told);
            continue;
        }
        if point.standing != Standing::Undated {
            dated_values.entry(value).or_insert(at);
        }
        points.push(point);
    }
    mark_contested(&mut points);
    points.sort_by(|a, b| {
        (a.year, a.period.start, a.period.end, a.standing)
            .cmp(&(b.year, b.period.start, b.period.end, b.standing))
            .then(a.value.total_cmp(&b.value))
            .then(a.top().total_cmp(&b.top()))
    });
    points
}

pub(super) fn mark_contested(points: &mut [Point]) {
    let mut tellings: HashMap<_, usize> = HashMap::new();
    for point in points.iter() {
        *tellings.entry((point.year, span(point))).or_default() += 1;
    }
    for point in points {
        let told = tellings.get(&(point.year, span(point)));
        point.contested = told.is_some_and(|count| *count > 1);
    }
}

/// The time that tellings must share to be of one thing: the same days, however they were read
/// (January may be part of a year to one report and an event to the next); but an average is not a
/// total.
fn span(point: &Point) -> (Option<Date>, Option<Date>, bool) {
    (point.period.start, point.period.end, point.standing == Standing::Average)
}
