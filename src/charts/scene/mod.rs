//! What a chart shows: which series and points, in which kind of chart, on which years.

mod kinds;
mod latest;
mod marked;
mod panels;
mod runs;
pub mod stack;

pub use latest::{PANELS_A_PAGE, ROWS_A_PAGE, pages};
#[cfg(test)]
pub use marked::{Band, Event};
pub use marked::{Marked, Overlay};
pub use panels::{MOST as MOST_PANELS, Panel};
pub use runs::runs;

use super::spec::{ChartKind, ChartSpec};
use super::words;
use crate::figures::Unit;
use crate::series::{Point, Series, Standing, places_of};
use jiff::civil::Date;
use std::collections::BTreeSet;

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
    /// How it is told from the others.
    pub look: Look,
}

/// How a series is told from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// By the colour, the mark and the dash that stand at this place of the theme.
    Own(usize),
    /// Not at all: it is one of many, in grey.
    Among,
}

/// The kinds of charts, once it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines through whole years.
    Line,
    /// Columns from zero.
    Columns,
    /// Columns from zero, on top of one another.
    Stacked,
    /// Marks.
    Dots,
    /// Rows and columns of numbers.
    Table,
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
    /// How many values lie outside the years that the user asked for.
    pub outside: usize,
    /// The panels, where there are any.
    pub panels: Vec<Panel>,
    /// Whether each panel has a scale of its own.
    pub own_scales: bool,
    /// How many times as much as usual there is room for: all is drawn so much smaller.
    pub density: f64,
    /// Whether it is the latest value of each series.
    pub is_latest: bool,
    /// How many panels have no room.
    panels_left_out: usize,
    /// The names of the looks, for a key, where these are not the names of the series.
    pub looks: Vec<String>,
    /// The looks of series that have lines.
    pub lined: Vec<Look>,
    /// What the user put beside the reports' values.
    pub marked: Marked,
    /// Whether values that nobody has checked look different: only where some have been.
    pub checked_apart: bool,
    /// What must be said of how the chart came to be as it is.
    pub remarks: Vec<String>,
}

/// The most series that stand out where there are too many for all to.
const MOST_IN_FRONT: usize = 7;

/// How the remark on panels that have no room begins.
const MORE_PANELS: &str = "Not shown: ";

/// The most years before or after the values that can be asked for.
const MOST_YEARS: i16 = 100;

/// The most years that a point which spans several may add before the first of the others.
const SPAN_LEAD: i16 = 3;

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
        let (from, to) = (spec.from.unwrap_or(i16::MIN), spec.to.unwrap_or(i16::MAX));
        let outside = |point: &Point| !(from..=to).contains(&point.year);
        let count = |test: &dyn Fn(&Point) -> bool| {
            let points = chosen.iter().flat_map(|(_, one)| &one.points);
            points.filter(|point| has_place(point) && test(point)).count()
        };
        let switched_off = count(&|point| off(point) && !outside(point));
        let outside_count = count(&outside);
        let mut shown: Vec<Shown<'_>> = chosen
            .into_iter()
            .zip(names)
            .enumerate()
            .map(|(place, ((index, series), name))| {
                let points = series.points.iter().enumerate();
                let drawn = |point: &Point| has_place(point) && !off(point) && !outside(point);
                let points = points.filter(|(_, point)| drawn(point)).collect();
                Shown { index, series, name, points, look: Look::Own(place) }
            })
            .collect();
        // What is left of a series without its other years has no name beside the plot either.
        if shown.iter().any(|one| !one.points.is_empty()) {
            let is_told = |one: &Shown<'_>| {
                !one.points.is_empty() || !one.series.points.iter().any(has_place)
            };
            shown.retain(is_told);
        }
        let (kind, why) = kinds::choose(spec, &shown);
        let told = year_range(&shown);
        let mut marked = Marked::default();
        let mut years = asked_years(spec, told);
        if told != (0, 0) {
            marked = Marked::new(spec, told, series.len());
            years = asked_years(spec, marked.years(told));
            marked.mark(spec, years);
        }
        let mut scene = Self {
            shown,
            kind,
            unit,
            years,
            other_units,
            switched_off,
            outside: outside_count,
            panels: Vec::new(),
            own_scales: false,
            density: 1.0,
            is_latest: false,
            panels_left_out: 0,
            looks: Vec::new(),
            lined: Vec::new(),
            marked,
            checked_apart: false,
            remarks: why.into_iter().chain(marked::outside(spec, years)).collect(),
        };
        if spec.kind == ChartKind::Latest {
            scene.make_latest(spec.order, spec.page);
        }
        scene.set_panels(spec);
        scene.set_density(spec);
        scene.set_looks();
        scene.remark_on_stacks();
        if scene.kind == Kind::Line {
            let lined = scene.shown.iter().filter(|one| !runs(one).is_empty());
            for look in lined.map(|one| one.look).filter(|look| *look != Look::Among) {
                if !scene.lined.contains(&look) {
                    scene.lined.push(look);
                }
            }
        }
        let checked = || scene.points().map(|(_, _, point)| point.checked);
        scene.checked_apart = checked().any(|checked| checked) && checked().any(|checked| !checked);
        scene
    }

    fn set_panels(&mut self, spec: &ChartSpec) {
        let Some(by) = spec.panels.filter(|_| self.kind != Kind::Table) else { return };
        let mut panels = panels::group(&self.shown, by);
        let full = |panel: &Panel| {
            panel.members.iter().any(|at| self.shown.get(*at).is_some_and(|o| !o.points.is_empty()))
        };
        panels.retain(full);
        // One panel alone is a chart as any other.
        if panels.len() > 1 {
            self.looks = panels::dress(&mut self.shown, &panels, by);
            self.panels = panels;
            self.order_panels(spec.order);
            if let Some(page) = spec.page {
                self.turn_to(page);
            }
            self.own_scales = spec.own_scales;
            if self.own_scales {
                self.remarks.push("Each panel has a scale of its own".to_owned());
            }
        }
    }

    /// Keeps the `most` panels with most values, and says how many there are besides.
    pub fn keep_panels(&mut self, most: usize) {
        let Some(gone) = self.panels.len().checked_sub(most).filter(|gone| *gone > 0) else {
            return;
        };
        let gone = gone + self.panels_left_out;
        let count = |panel: &Panel| -> usize {
            panel.members.iter().filter_map(|at| self.shown.get(*at)).map(|o| o.points.len()).sum()
        };
        let mut order: Vec<usize> = (0..self.panels.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.panels.get(*at).map(count)));
        order.truncate(most);
        order.sort_unstable();
        let kept: Vec<Panel> =
            order.iter().filter_map(|at| self.panels.get(*at)).cloned().collect();
        self.show_panels(kept);
        self.remarks.retain(|remark| !remark.starts_with(MORE_PANELS));
        let s = if gone == 1 { "" } else { "s" };
        self.panels_left_out = gone;
        self.remarks.push(format!("{MORE_PANELS}{gone} more panel{s} with fewer values"));
    }

    /// Where there are too many series for each to have a look of its own, those with the highest
    /// last values do, and the others are grey.
    fn set_looks(&mut self) {
        if self.shown.len() <= kinds::MOST_LOOKS || !self.panels.is_empty() {
            return;
        }
        let late = self.late();
        let last = |at: &usize| {
            let (_, point) = self.shown.get(*at)?.points.last()?;
            (f64::from(point.year) >= late).then(|| point.top())
        };
        let mut order: Vec<usize> = (0..self.shown.len()).filter(|at| last(at).is_some()).collect();
        order.sort_by(|a, b| last(b).partial_cmp(&last(a)).unwrap_or(std::cmp::Ordering::Equal));
        order.truncate(MOST_IN_FRONT);
        for (place, one) in self.shown.iter_mut().enumerate() {
            let rank = order.iter().position(|at| *at == place);
            one.look = rank.map_or(Look::Among, Look::Own);
        }
    }

    fn remark_on_stacks(&mut self) {
        if self.kind != Kind::Stacked {
            return;
        }
        let beside = |panel: &Self| {
            let layers = stack::layers(panel);
            let stacked: usize = layers.values().map(Vec::len).sum();
            panel.points().count() - stacked
        };
        let parts = self.parts();
        if parts.iter().map(beside).sum::<usize>() > 0 {
            self.remarks
                .push("Beside the columns: what is not a whole year’s one value".to_owned());
        }
        let lacking: BTreeSet<i16> = parts.iter().flat_map(stack::incomplete).collect();
        if !lacking.is_empty() {
            let years = words::year_list(&lacking);
            self.remarks.push(format!("No totals, since some series has no value: {years}"));
        }
    }

    /// What each panel shows, as a scene of its own on the same scales; all of it where there are
    /// no panels.
    pub fn parts(&self) -> Vec<Self> {
        if self.panels.is_empty() {
            return vec![self.clone()];
        }
        let part = |panel: &Panel| Self {
            shown: panel.members.iter().filter_map(|at| self.shown.get(*at)).cloned().collect(),
            panels: Vec::new(),
            looks: Vec::new(),
            lined: self.lined.clone(),
            marked: self.marked.clone(),
            remarks: Vec::new(),
            ..*self
        };
        self.panels.iter().map(part).collect()
    }

    /// From which year on a series counts as going on to the end.
    pub fn late(&self) -> f64 {
        let (first, last) = self.years;
        f64::from(last) - f64::from(last - first) * 0.12
    }

    /// Which of the chart's lines is that of this look: the first, second, … of those that have any.
    pub fn line_number(&self, look: Look) -> usize {
        self.lined.iter().position(|known| *known == look).unwrap_or(0)
    }

    /// How many series are grey.
    pub fn among(&self) -> usize {
        self.shown.iter().filter(|one| one.look == Look::Among).count()
    }

    /// The look of the series at that place.
    pub fn look(&self, place: usize) -> Look {
        self.shown.get(place).map_or(Look::Among, |one| one.look)
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
        let mut high = points().map(Point::top).fold(f64::NEG_INFINITY, f64::max);
        if self.kind == Kind::Stacked {
            high = self.parts().iter().map(stack::highest).fold(high, f64::max);
        }
        if low > high {
            return (0.0, 1.0);
        }
        let (lowest, highest) = self.marked.values().unwrap_or((low, high));
        (low.min(lowest), high.max(highest))
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

/// The years of the chart: those that the user asked for, where they hold any.
fn asked_years(spec: &ChartSpec, (first, last): (i16, i16)) -> (i16, i16) {
    if (first, last) == (0, 0) {
        return (0, 0);
    }
    let from = spec.from.map_or(first, |from| from.max(first.saturating_sub(MOST_YEARS)));
    let to = spec.to.map_or(last, |to| to.min(last.saturating_add(MOST_YEARS)));
    // What spans several years may begin before the first that was asked for.
    (from, to.max(from))
}
