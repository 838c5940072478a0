//! What a chart shows: which series and points, in which kind of chart, on which years.

use super::spec::{ChartKind, ChartSpec};
use super::words;
use crate::figures::Unit;
use crate::series::{Point, Series, Standing, places_of};
use jiff::civil::Date;

/// A series in the chart.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// Its index in the list that was given to be drawn.
    pub index: usize,
    /// The series.
    pub series: &'a Series,
    /// Its name among those shown.
    pub name: String,
    /// Its points that can be drawn, with their indices.
    pub points: Vec<(usize, &'a Point)>,
}

/// The kinds that [`ChartKind::Auto`] chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines through whole years.
    Line,
    /// Columns from zero.
    Columns,
    /// Marks.
    Dots,
}

/// What a chart shows.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// The series, in order of colour.
    pub shown: Vec<Shown<'a>>,
    /// The kind of chart.
    pub kind: Kind,
    /// What the values are.
    pub unit: Unit,
    /// The first and the last year.
    pub years: (i16, i16),
    /// How many of the series asked for are in another unit, and so not in this chart.
    pub other_units: usize,
    /// How many values without a date the user has switched off.
    pub switched_off: usize,
}

/// The most years that a point which spans several may add before the first of the others.
const SPAN_LEAD: i16 = 3;

/// The most columns that are chosen unasked.
const MOST_COLUMNS: usize = 10;

impl<'a> Scene<'a> {
    /// Chooses what `spec` asks for among `series`.
    pub fn new(spec: &ChartSpec, series: &'a [Series]) -> Self {
        let mut chosen: Vec<(usize, &Series)> = if spec.series.is_empty() {
            series.iter().enumerate().collect()
        } else {
            let places = places_of(series, &spec.series).into_iter();
            places.filter_map(|at| Some((at, series.get(at)?))).collect()
        };
        let unit = chosen.first().map_or(Unit::Count, |(_, first)| first.key.unit);
        let asked = chosen.len();
        if let Some((_, first)) = chosen.first().copied() {
            chosen.retain(|(_, one)| one.key.shares_axis(&first.key));
        }
        let other_units = asked - chosen.len();
        let names = words::series_names(&chosen.iter().map(|(_, one)| *one).collect::<Vec<_>>());
        let off = |point: &Point| spec.hide_undated && point.standing == Standing::Undated;
        let points = chosen.iter().flat_map(|(_, one)| &one.points);
        let switched_off = points.filter(|point| off(point)).count();
        let shown: Vec<Shown<'_>> = chosen
            .into_iter()
            .zip(names)
            .map(|((index, series), name)| {
                let points = series.points.iter().enumerate();
                let points = points.filter(|(_, point)| has_place(point) && !off(point)).collect();
                Shown { index, series, name, points }
            })
            .collect();
        let kind = match spec.kind {
            ChartKind::Line => Kind::Line,
            ChartKind::Columns | ChartKind::Stacked => Kind::Columns,
            ChartKind::Dots | ChartKind::Table => Kind::Dots,
            ChartKind::Auto => fitting_kind(&shown),
        };
        let years = year_range(&shown);
        Self { shown, kind, unit, years, other_units, switched_off }
    }

    /// All points, each with the place of its series in the chart and its index in the series.
    pub fn points(&self) -> impl Iterator<Item = (usize, usize, &'a Point)> {
        self.shown.iter().enumerate().flat_map(|(place, shown)| {
            shown.points.iter().map(move |(index, point)| (place, *index, *point))
        })
    }

    /// The lowest and the highest value.
    pub fn values(&self) -> (f64, f64) {
        let points = || self.points().map(|(_, _, point)| point);
        let low = points().map(|point| point.value).fold(f64::INFINITY, f64::min);
        let high = points().map(Point::top).fold(f64::NEG_INFINITY, f64::max);
        if low <= high { (low, high) } else { (0.0, 1.0) }
    }

    /// Where a point stands across, in years: its year, or the middle of what it covers where it
    /// does not stand in a year's place.
    pub fn across(&self, point: &Point) -> f64 {
        match (point.standing, point.period.start, point.period.end) {
            (Standing::Event, Some(start), Some(end)) => {
                f64::midpoint(in_year(start), in_year(end))
            }
            (Standing::MultiYear | Standing::Average, Some(_), _) => {
                let (from, to) = self.span(point);
                f64::midpoint(from, to)
            }
            _ => f64::from(point.year),
        }
    }

    /// The years that a point covers, from the first one's beginning to the last one's end, as far
    /// as the chart holds them.
    pub fn span(&self, point: &Point) -> (f64, f64) {
        let first = point.period.start.map_or(point.year, Date::year).max(self.years.0);
        (f64::from(first.min(point.year)) - 0.5, f64::from(point.year) + 0.5)
    }
}

/// Whether a point has a place on the chart. An average over nobody knows which years has none: a
/// note tells it.
fn has_place(point: &Point) -> bool {
    point.value.is_finite() && point.top().is_finite() && !is_loose(point)
}

/// Whether a point is an average over nobody knows which years.
pub fn is_loose(point: &Point) -> bool {
    point.standing == Standing::Average && point.period.start.is_none()
}

/// A day's place on an axis on which each year's number stands at its middle.
fn in_year(date: Date) -> f64 {
    let part = (f64::from(date.day_of_year()) - 0.5) / f64::from(date.days_in_year());
    f64::from(date.year()) + part - 0.5
}

fn year_range(shown: &[Shown<'_>]) -> (i16, i16) {
    let points = || shown.iter().flat_map(|one| &one.points).map(|(_, point)| *point);
    let Some(last) = points().map(|point| point.year).max() else { return (0, 0) };
    let first = points().map(|point| point.year).min().unwrap_or(last);
    let spans =
        points().filter(|point| matches!(point.standing, Standing::MultiYear | Standing::Average));
    let earliest = spans.filter_map(|point| point.period.start).map(Date::year).min();
    let lead = earliest.map_or(first, |year| year.max(first.saturating_sub(SPAN_LEAD)));
    (first.min(lead), last)
}

/// Columns for a few values of one series in years on end; lines where some series has three
/// whole years on end; else dots.
fn fitting_kind(shown: &[Shown<'_>]) -> Kind {
    if let [one] = shown {
        let years: Vec<i16> = one.points.iter().map(|(_, point)| point.year).collect();
        let on_end = years.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
        let fill = one.points.iter().all(|(_, point)| {
            point.standing.fills_year() && point.value_high.is_none() && point.value >= 0.0
        });
        if on_end && fill && (2..=MOST_COLUMNS).contains(&years.len()) {
            return Kind::Columns;
        }
    }
    let has_run = shown.iter().any(|one| runs(one).iter().any(|run| run.len() >= 3));
    if has_run { Kind::Line } else { Kind::Dots }
}

/// The lines of a series: runs of whole years on end. A year that is told twice breaks the line,
/// since nobody has said which is right; of several days of one year the last stands for it. Where
/// no source is named there are none: the next year's count may be another body's, unless the user
/// joined what is there.
pub fn runs<'a>(shown: &Shown<'a>) -> Vec<Vec<&'a Point>> {
    if shown.series.key.source.is_none() && shown.series.joined.is_empty() {
        return Vec::new();
    }
    let mut nodes: Vec<&Point> = Vec::new();
    for (_, point) in shown.points.iter().filter(|(_, point)| point.standing.joins()) {
        match nodes.last_mut() {
            Some(last) if last.year == point.year => {
                if !last.contested {
                    *last = point;
                }
            }
            _ => nodes.push(point),
        }
    }
    let mut runs: Vec<Vec<&Point>> = Vec::new();
    for node in nodes.into_iter().filter(|node| !node.contested && node.value_high.is_none()) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.year + 1 == node.year) => {
                run.push(node);
            }
            _ => runs.push(vec![node]),
        }
    }
    runs.retain(|run| run.len() >= 2);
    runs
}
