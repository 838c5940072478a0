//! The notes below a chart: what each unusual mark in it means, as far as the chart has any.

use super::cautions;
use super::gather::Facts;
use super::marks::Filling;
use super::numbers::{grouped, value_label};
use super::scene::{Kind, Scene, is_loose};
use super::spec::{ChartSpec, Subject};
use super::standing;
use super::words;
use crate::figures::Qualifier;
use crate::series::{self, Point, Series, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// The sign that a note explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A mark of this filling.
    Mark(Filling),
    /// A hollow column.
    HollowColumn,
    /// A hatched column.
    HatchedColumn,
    /// A bar with two ends.
    Whisker,
    /// A bar across several years.
    Span,
    /// A pale mark with a dotted edge.
    NotChecked,
    /// A dashed line across the plot.
    Break,
    /// A tick from a mark upwards.
    TickUp,
    /// A tick from a mark downwards.
    TickDown,
    /// The line of an event.
    Event,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The sign that it explains, drawn before it.
    pub sign: Option<Sign>,
    /// Its words.
    pub text: String,
}

/// The notes that what is shown calls for: what the signs mean, then what keeps values from being
/// compared, then what is not shown and what nobody has looked at.
pub fn called_for(scene: &Scene<'_>, spec: &ChartSpec, subject: &Subject<'_>) -> Vec<Note> {
    let mut notes = signs(scene);
    let shown: Vec<&Series> = scene.shown.iter().map(|shown| shown.series).collect();
    let mut plain: Vec<String> = Vec::new();
    plain.extend(latest(scene));
    plain.extend(approximate(scene));
    plain.extend(scene.remarks.iter().cloned());
    plain.extend(contested(scene));
    plain.extend(cautions::notes(&shown, &series::cautions(&shown)));
    plain.extend(standing::apart(&shown, subject));
    plain.extend(repeated(&shown));
    plain.extend(averages(scene));
    plain.extend(not_drawn(scene, subject));
    plain.extend(unchecked(scene));
    plain.extend(standing::reporting(&shown, subject));
    plain.extend(standing::references(spec, scene.kind));
    plain.extend(subject.facts.iter().filter_map(|facts| only_from(facts)));
    // What nobody asked for matters least of all that is said of what is drawn.
    plain.extend(subject.facts.iter().flat_map(|facts| facts.not_shown.iter().cloned()));
    let has_breaks = shown.iter().any(|series| !series.breaks().is_empty());
    let sign = |text: &str| match text {
        // A table has words in place of signs.
        _ if scene.kind == Kind::Table => None,
        text if has_breaks && cautions::is_of_join(text) => Some(Sign::Break),
        text if scene.checked_apart && unchecked(scene).as_deref() == Some(text) => {
            Some(Sign::NotChecked)
        }
        _ => None,
    };
    notes.extend(plain.into_iter().map(|text| Note { sign: sign(&text), text }));
    notes
}

/// What a table of latest values must not be taken for: one count of all countries.
fn latest(scene: &Scene<'_>) -> Option<String> {
    if !scene.is_latest {
        return None;
    }
    let points = || scene.points().map(|(_, _, point)| point);
    let series = || scene.shown.iter().map(|one| &one.series.key);
    let years: BTreeSet<i16> = points().map(|point| point.year).collect();
    let sources: BTreeSet<&Option<String>> = series().map(|key| &key.source).collect();
    let scopes: BTreeSet<&Option<String>> = series().map(|key| &key.scope).collect();
    let differ: Vec<String> = [
        (years.len() > 1, "years"),
        (sources.len() > 1, "sources"),
        (scopes.len() > 1, "definitions"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, what)| what.to_owned())
    .collect();
    let differ = match words::listed(&differ) {
        none if none.is_empty() => String::new(),
        differ => format!("; {differ} differ"),
    };
    Some(format!(
        "Not a ranking: each is what one report says last, perhaps of a part only{differ}"
    ))
}

/// That the chart is made from some of the reports alone.
fn only_from(facts: &Facts) -> Option<String> {
    Some(format!("Only from {}", facts.only_from.as_ref()?))
}

/// What each unusual mark means.
fn signs(scene: &Scene<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let of = |standing: Standing| -> Vec<&Point> {
        scene.points().map(|(_, _, point)| point).filter(|p| p.standing == standing).collect()
    };
    let columns = scene.kind == Kind::Columns;
    let mut add = |sign: Sign, text: String| {
        notes.push(Note { sign: Some(sign), text });
    };

    let part_years = of(Standing::PartYear);
    if !part_years.is_empty() {
        let hollow = Sign::Mark(Filling::Hollow);
        let sign = if columns { Sign::HollowColumn } else { hollow };
        add(sign, format!("Part of a year: {}", month_list(&part_years)));
    }
    let events = of(Standing::Event);
    if !events.is_empty() {
        let times = distinct(events.iter().map(|point| words::months(&point.period)));
        add(Sign::Mark(Filling::Dot), format!("One event: {}", times.join(", ")));
    }
    let several = of(Standing::MultiYear);
    if !several.is_empty() {
        let times = distinct(several.iter().map(|point| words::period(&point.period)));
        add(Sign::Span, format!("Several years together: {}", times.join(", ")));
    }
    if !of(Standing::Average).is_empty() {
        add(Sign::Mark(Filling::Beam), "Average of several years".to_owned());
    }
    let undated = of(Standing::Undated);
    if !undated.is_empty() {
        let half = Sign::Mark(Filling::Half);
        let sign = if columns { Sign::HatchedColumn } else { half };
        add(sign, undated_note(&undated));
    }
    if scene.points().any(|(_, _, point)| point.value_high.is_some()) {
        add(Sign::Whisker, "Range, as told".to_owned());
    }
    let single = |qualifier| scene.points().any(|(_, _, point)| is_single(point, qualifier));
    if single(Qualifier::AtLeast) {
        add(Sign::TickUp, "At least".to_owned());
    }
    if single(Qualifier::AtMost) {
        add(Sign::TickDown, "At most".to_owned());
    }
    notes
}

/// Whether a point is one number that is bounded so.
fn is_single(point: &Point, qualifier: Qualifier) -> bool {
    point.value_high.is_none() && point.qualifier == qualifier
}

fn approximate(scene: &Scene<'_>) -> Option<String> {
    let any = scene.points().any(|(_, _, point)| is_single(point, Qualifier::Approx));
    any.then(|| "≈ about".to_owned())
}

/// What the chart does not show, and why.
fn not_drawn(scene: &Scene<'_>, subject: &Subject<'_>) -> Vec<String> {
    let values = |count: usize| if count == 1 { "value" } else { "values" };
    let mut notes = Vec::new();
    if scene.other_units > 0 {
        notes.push("Series in another unit are left out".to_owned());
    }
    let off = scene.switched_off;
    if off > 0 {
        notes.push(format!("Not drawn: {off} {} without a date", values(off)));
    }
    let outside = scene.outside;
    if outside > 0 {
        notes.push(format!("Not shown: {outside} {} of other years", values(outside)));
    }
    let left_out = subject.facts.map_or(0, |facts| facts.left_out);
    if left_out > 0 {
        notes.push(format!("{left_out} {} left out by the author", values(left_out)));
    }
    notes
}

/// How many points nobody has held against the report that tells them.
fn unchecked(scene: &Scene<'_>) -> Option<String> {
    let all = scene.points().count();
    let unchecked = scene.points().filter(|(_, _, point)| !point.checked).count();
    match unchecked {
        0 => None,
        _ if unchecked == all => Some("No point checked yet".to_owned()),
        _ => {
            let star = if scene.kind == Kind::Table { "* " } else { "" };
            let [unchecked, all] = [unchecked, all].map(|count| grouped(count as f64, 0));
            Some(format!("{star}{unchecked} of {all} points not checked"))
        }
    }
}

/// "No date given, 2011 report": a value without a date stands at its report's year.
fn undated_note(points: &[&Point]) -> String {
    let years: BTreeSet<i16> = points.iter().map(|point| point.year).collect();
    let years: Vec<String> = years.into_iter().map(|year| year.to_string()).collect();
    match years.as_slice() {
        [year] => format!("No date given, {year} report"),
        several => format!("No date given, reports of {}", words::listed(several)),
    }
}

/// The months of part-years, those of the same months together: `Jan–Jun 2016, 2019; Oct 2020`.
fn month_list(points: &[&Point]) -> String {
    let mut years_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for point in points {
        let told = words::months(&point.period);
        let year = point.year.to_string();
        let (months, year) = match told.strip_suffix(&year) {
            Some(months) if !months.contains(|c: char| c.is_ascii_digit()) => {
                (months.trim_end().to_owned(), Some(year))
            }
            _ => (told, None),
        };
        let years = years_of.entry(months).or_default();
        years.extend(year.filter(|year| !years.contains(year)));
    }
    let mut groups: Vec<(String, Vec<String>)> = years_of.into_iter().collect();
    groups.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.1.cmp(&b.1)));
    let written = groups.into_iter().map(|(months, mut years)| {
        years.sort();
        if years.is_empty() { months } else { format!("{months} {}", years.join(", ")) }
    });
    written.collect::<Vec<_>>().join("; ")
}

/// The most times whose differing values are told with the reports that tell them.
const MOST_WITH_REPORTS: usize = 1;

/// What some series is told for one period in several values. The values stand beside their marks,
/// so they need no name.
fn contested(scene: &Scene<'_>) -> Option<String> {
    if scene.is_latest {
        let any = scene.points().any(|(_, _, point)| point.contested);
        return any.then(|| "Several values in a row: told differently".to_owned());
    }
    let mut told: BTreeMap<(i16, usize, String), Vec<&Point>> = BTreeMap::new();
    for (place, _, point) in scene.points().filter(|(_, _, point)| point.contested) {
        told.entry((point.year, place, time(point))).or_default().push(point);
    }
    if told.is_empty() {
        return None;
    }
    let with_reports = told.len() <= MOST_WITH_REPORTS;
    let told = told.into_iter().map(|((_, _, time), points)| {
        let dated = points.iter().all(|point| point.first_told.is_some());
        let values = points.iter().map(|point| {
            let value = value_label(point, scene.unit);
            match point.first_told.filter(|_| dated && with_reports) {
                Some(report) => format!("{value} in the {report} report"),
                None => value,
            }
        });
        let values = values.collect::<Vec<_>>().join(" or ");
        if is_restated(&points) {
            format!("{values}, restated ({time})")
        } else {
            format!("{values} ({time})")
        }
    });
    Some(format!("Told differently: {}", told.collect::<Vec<_>>().join("; ")))
}

/// Whether each of several values for one time is told by the report of another year.
fn is_restated(points: &[&Point]) -> bool {
    let mut years: Vec<i16> = points.iter().filter_map(|point| point.first_told).collect();
    years.sort_unstable();
    years.dedup();
    years.len() == points.len()
}

/// "1 value repeated from the 2016 report is not drawn", one note for all reports.
fn repeated(shown: &[&Series]) -> Option<String> {
    let all = || shown.iter().flat_map(|series| &series.repeated);
    let years: BTreeSet<i16> = all().map(|one| one.from).collect();
    let years: Vec<String> = years.into_iter().map(|year| year.to_string()).collect();
    let reports = match years.as_slice() {
        [] => return None,
        [year] => format!("the {year} report"),
        several => format!("the reports of {}", words::listed(several)),
    };
    Some(match all().count() {
        1 => format!("1 value repeated from {reports} is not drawn"),
        count => format!("{count} values repeated from {reports} are not drawn"),
    })
}

/// Averages that no year can be given for.
fn averages(scene: &Scene<'_>) -> Option<String> {
    let points = scene.shown.iter().flat_map(|shown| &shown.series.points);
    let told: Vec<String> = points
        .filter(|point| is_loose(point))
        .map(|point| format!("{} ({} report)", value_label(point, scene.unit), point.year))
        .collect();
    let average = if told.len() == 1 { "an average" } else { "averages" };
    (!told.is_empty())
        .then(|| format!("Not placed, since no years are told: {average} of {}", told.join("; ")))
}

fn time(point: &Point) -> String {
    match point.standing {
        Standing::Undated => format!("{} report", point.year),
        _ => words::period(&point.period),
    }
}

fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
