//! Why values that are looked at together may not be comparable.
//!
//! In come the series that are shown together, in their order; out come reasons, each at a series
//! or at one of its points. The words for them stand in `charts::cautions`. Nothing is changed or
//! left out because of them: they are said, and the reader judges.

use super::{Point, Series, Standing};
use crate::figures::{Flow, Status};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Why values are not comparable without more ado.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Another body counts than in the first series.
    AnotherSource,
    /// What is counted is wider or narrower than in the first series.
    AnotherScope,
    /// A state on a day beside what came in a time.
    StockBesideFlow,
    /// Less than a year.
    PartOfYear,
    /// Less than a year, and yet more than what is told for the whole of it.
    AboveItsYear,
    /// Several years, or from some year on.
    CumulativeTotal,
    /// One event.
    OneEvent,
    /// An average.
    Average,
    /// The text gives no date.
    Undated,
    /// The same number stood in the report before, without a date or for the same part of its year:
    /// perhaps no new count. A sentence that is the same word for word makes no point at all; see
    /// [`super::repeated`].
    Repeated,
    /// How far the cases have come differs from most of the others: alleged beside registered.
    OtherStatus,
    /// A later report tells another value for the same time.
    Restated,
    /// Two values are told for the same thing and time.
    TwoValues,
}

/// A reason, and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Caution {
    /// The place of the series in the list that was given.
    pub series: usize,
    /// The place of the point in the series; `None` where it is about all of the series.
    pub point: Option<usize>,
    /// Why.
    pub reason: Reason,
}

/// All reasons to compare these series and their points with care, by series, then by point.
///
/// What a series is compared with is the first of them. Linear in the points, but for sorting.
pub fn cautions(series: &[&Series]) -> Vec<Caution> {
    let mut found: Vec<Caution> = Vec::new();
    let usual = usual_status(series);
    for (at, one) in series.iter().enumerate() {
        let mut say = |point, reason| found.push(Caution { series: at, point, reason });
        for reason in series.first().into_iter().flat_map(|first| beside(first, one)) {
            say(None, reason);
        }
        let rivals = rivals(one);
        let above = above_their_year(one);
        for (index, point) in one.points.iter().enumerate() {
            for why in of_point(one, point, &rivals, usual) {
                say(Some(index), why);
            }
            if above.contains(&index) {
                say(Some(index), Reason::AboveItsYear);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How a series differs from the one that it stands beside.
fn beside(first: &Series, one: &Series) -> Vec<Reason> {
    let differ = [
        (first.key.teller() != one.key.teller(), Reason::AnotherSource),
        (first.key.scope != one.key.scope, Reason::AnotherScope),
        (first.flow != one.flow, Reason::StockBesideFlow),
    ];
    differ.into_iter().filter(|(differs, _)| *differs).map(|(_, reason)| reason).collect()
}

/// The days that rivals tell different values for.
type Time = (i16, Option<Date>, Option<Date>);

fn time(point: &Point) -> Time {
    (point.year, point.period.start, point.period.end)
}

/// The years of the reports that tell each contested time.
fn rivals(series: &Series) -> HashMap<Time, Vec<Option<i16>>> {
    let mut told: HashMap<Time, Vec<Option<i16>>> = HashMap::new();
    for point in series.points.iter().filter(|point| point.contested) {
        told.entry(time(point)).or_default().push(point.first_told);
    }
    told
}

fn of_point(
    series: &Series,
    point: &Point,
    rivals: &HashMap<Time, Vec<Option<i16>>>,
    usual: Option<Stage>,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(match point.standing {
        Standing::Whole => None,
        Standing::PartYear => Some(Reason::PartOfYear),
        Standing::MultiYear => Some(Reason::CumulativeTotal),
        Standing::Event => Some(Reason::OneEvent),
        Standing::Average => Some(Reason::Average),
        Standing::Undated => Some(Reason::Undated),
    });
    if stood_before(series, point) {
        reasons.push(Reason::Repeated);
    }
    if point.contested {
        let told = rivals.get(&time(point)).map_or(&[][..], Vec::as_slice);
        let years: HashSet<&Option<i16>> = told.iter().collect();
        let by_year = years.len() == told.len() && !told.contains(&None);
        reasons.push(if by_year { Reason::Restated } else { Reason::TwoValues });
    }
    if let (Some(usual), Some(own)) = (usual, point.status.map(stage))
        && usual != own
    {
        reasons.push(Reason::OtherStatus);
    }
    // Where the user joined series, a point may have come with another key.
    for key in point.attestations.iter().map(|figure| series.key_of(*figure)) {
        if *key == series.key {
            continue;
        }
        if key.teller() != series.key.teller() {
            reasons.push(Reason::AnotherSource);
        }
        if key.scope != series.key.scope {
            reasons.push(Reason::AnotherScope);
        }
        if key.other_flow != series.key.other_flow {
            reasons.push(Reason::StockBesideFlow);
        }
    }
    reasons
}

/// Counts below it may well be the same in the same months of two years.
const TELLING_COUNT: f64 = 10.0;

/// Whether the report of the year before told the same value, without a date too or for the same
/// part of its year.
fn stood_before(series: &Series, point: &Point) -> bool {
    let part = |point: &Point| {
        let day = |date: Option<Date>| date.map(|date| (date.month(), date.day()));
        (day(point.period.start), day(point.period.end))
    };
    let may = match point.standing {
        Standing::Undated => true,
        Standing::PartYear => point.value >= TELLING_COUNT,
        Standing::Whole | Standing::MultiYear | Standing::Event | Standing::Average => false,
    };
    may && series.points.iter().any(|other| {
        other.standing == point.standing
            && other.year.checked_add(1) == Some(point.year)
            && (other.value, other.value_high) == (point.value, point.value_high)
            && part(other) == part(point)
    })
}

/// The points for a part of a year that are greater than a value of the same series for the whole
/// of it. A state may well have been higher in June than in December.
fn above_their_year(series: &Series) -> HashSet<usize> {
    if series.flow == Flow::Stock {
        return HashSet::new();
    }
    let mut wholes: HashMap<i16, f64> = HashMap::new();
    for point in series.points.iter().filter(|point| point.standing == Standing::Whole) {
        let most = wholes.entry(point.year).or_insert(f64::NEG_INFINITY);
        *most = most.max(point.top());
    }
    let above = |point: &Point| {
        point.standing == Standing::PartYear
            && wholes.get(&point.year).is_some_and(|whole| point.value > *whole)
    };
    let points = series.points.iter().enumerate();
    points.filter(|(_, point)| above(point)).map(|(at, _)| at).collect()
}

/// How far cases have come, as far as it keeps numbers from being compared: what is registered is
/// looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Stage {
    Alleged,
    Registered,
    Charged,
    Convicted,
    Dismissed,
}

fn stage(status: Status) -> Stage {
    match status {
        Status::Alleged => Stage::Alleged,
        Status::Registered | Status::Investigated => Stage::Registered,
        Status::Charged => Stage::Charged,
        Status::Convicted => Stage::Convicted,
        Status::Dismissed => Stage::Dismissed,
    }
}

/// The stage of most points that have one, the earlier of two that are equally common; none where
/// all have the same.
fn usual_status(series: &[&Series]) -> Option<Stage> {
    let mut counts: BTreeMap<Stage, usize> = BTreeMap::new();
    for status in series.iter().flat_map(|one| &one.points).filter_map(|point| point.status) {
        *counts.entry(stage(status)).or_default() += 1;
    }
    let most = counts.values().max().copied()?;
    (counts.len() > 1)
        .then(|| counts.into_iter().find(|(_, count)| *count == most))?
        .map(|(s, _)| s)
}
