//! The words of a chart: title, subtitle, source line, and names of series and periods. They state
//! measure and place, never a finding.

use super::scene::{Scene, is_loose};
use super::source_line;
use super::spec::{ChartSpec, Subject};
use crate::figures::{Aggregation, Coverage, Flow, Period, Unit, built_in_name};
use crate::language::capitalised;
use crate::series::{Series, SeriesKey};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The title: the user's, or measure and place.
pub fn title(spec: &ChartSpec, series: &[&Series], subject: &Subject<'_>) -> String {
    spec.title.clone().unwrap_or_else(|| statement(series, subject))
}

/// A plain statement of measure and place.
fn statement(series: &[&Series], subject: &Subject<'_>) -> String {
    let measure = measure(series, subject);
    let countries: BTreeSet<&str> =
        series.iter().filter_map(|one| one.key.country.as_deref()).collect();
    let places: BTreeSet<Option<&str>> =
        series.iter().map(|one| one.key.place.as_deref()).collect();
    let countries: Vec<String> = countries.into_iter().map(with_article).collect();
    let place = match countries.as_slice() {
        [] => None,
        [country] => match places.into_iter().collect::<Vec<_>>().as_slice() {
            [Some(place)] => Some(format!("{place}, {country}")),
            _ => Some(country.clone()),
        },
        several if several.len() <= 3 => Some(listed(several)),
        several => Some(format!("{} countries", several.len())),
    };
    match place {
        Some(place) if !measure.is_empty() => format!("{measure} in {place}"),
        _ => measure,
    }
}

/// The most measures that a title names.
const MOST_MEASURES: usize = 3;

/// What is measured: `Refugees`, `Refugees and asylum seekers`, `Refugees and 4 other measures`.
fn measure(series: &[&Series], subject: &Subject<'_>) -> String {
    let mut slugs: Vec<&str> = Vec::new();
    for one in series {
        let slug = one.key.indicator.as_str();
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    let names: Vec<String> = slugs.iter().map(|slug| indicator_name(slug, subject)).collect();
    match (names.as_slice(), subject.indicator) {
        ([], Some(indicator)) => indicator.name.clone(),
        ([], None) => String::new(),
        ([one], _) => one.clone(),
        ([first, others @ ..], _) if others.len() < MOST_MEASURES => {
            let others = others.iter().map(|name| uncapitalised(name));
            names_listed(&std::iter::once(first.clone()).chain(others).collect::<Vec<_>>())
        }
        ([first, others @ ..], _) => format!("{first} and {} other measures", others.len()),
    }
}

/// Names in a row, set off where one of them has an "and" of its own.
fn names_listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() && names.iter().any(|n| n.contains(" and ")) => {
            format!("{}, and {last}", first.join(", "))
        }
        _ => listed(names),
    }
}

/// The name of an indicator on a chart.
pub fn indicator_name(slug: &str, subject: &Subject<'_>) -> String {
    let own = subject.indicator.filter(|indicator| indicator.slug == slug);
    let known = own.or_else(|| subject.catalogue?.get(slug));
    known.map_or_else(|| capitalised(&slug.replace('_', " ")), |known| known.name.clone())
}

/// The name of an indicator in a series' name, where nothing is known of it but its slug.
fn indicator_label(slug: &str) -> String {
    built_in_name(slug).map_or_else(|| slug.replace('_', " "), str::to_owned)
}

/// A name as it stands within a sentence; an abbreviation ("HIV infections") stays as it is.
pub fn uncapitalised(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// The line below the title: the user's, or unit, period and who tells it. Below a title of the
/// user's it names the measure and the place first, for that may name neither.
pub fn subtitle(spec: &ChartSpec, scene: &Scene<'_>, subject: &Subject<'_>) -> String {
    if let Some(subtitle) = &spec.subtitle {
        return subtitle.clone();
    }
    let series: Vec<&Series> = scene.shown.iter().map(|one| one.series).collect();
    let Some(first) = series.first() else { return String::new() };
    let flows: BTreeSet<bool> = series.iter().map(|one| one.flow == Flow::Stock).collect();
    let unit = match (first.key.unit, first.flow) {
        (Unit::Count, _) if flows.len() > 1 => "Number",
        (Unit::Count, Flow::Flow) => FLOW,
        (Unit::Count, Flow::Stock) => STOCK,
        (Unit::Percent, _) => "Percent",
        (Unit::Rate, _) => "Rate, as the source tells it",
        (Unit::Money, _) => "Amount",
    };
    let unit = match spec.title {
        Some(_) => format!("{}: {}", statement(&series, subject), uncapitalised(unit)),
        None => unit.to_owned(),
    };
    let currency = first.key.currency.as_ref().map_or(String::new(), |name| format!(" in {name}"));
    let beside = scene.marked.overlays.iter().flat_map(|one| &one.points).map(|(_, year, _)| *year);
    let years = scene.points().map(|(_, _, point)| point.year);
    let years: BTreeSet<i16> = years.chain(beside).collect();
    let period = match (years.first(), years.last()) {
        (Some(from), Some(to)) if from < to => format!(", {from}–{to}"),
        (Some(year), _) => format!(", {year}"),
        _ => String::new(),
    };
    let tellers: BTreeSet<&str> =
        series.iter().flat_map(|one| keys_of(one)).map(SeriesKey::teller).collect();
    let teller = match (tellers.len(), &first.key) {
        (1, SeriesKey { source: Some(source), .. }) => format!("; counted by {}", of_body(source)),
        (1, _) => "; who counted is not told".to_owned(),
        _ => String::new(),
    };
    let shared = shared(&series);
    format!("{unit}{currency}{shared}{period}{teller}")
}

/// What all series count in the same way, which then none of their names says: `, registered`.
fn shared(series: &[&Series]) -> String {
    let keys = || series.iter().flat_map(|one| keys_of(one));
    let of_all = |part: &dyn Fn(&SeriesKey) -> Option<String>| {
        let mut told: BTreeSet<Option<String>> = keys().map(part).collect();
        told.pop_first().flatten().filter(|_| told.is_empty())
    };
    let parts = [
        of_all(&|key| key.part.clone()),
        of_all(&scope_name),
        of_all(&|key| sum_name(key).map(str::to_owned)),
    ];
    parts.into_iter().flatten().fold(String::new(), |all, words| all + ", " + &words)
}

/// The line that names the reports: the user's, or those that what is shown is from.
pub fn source_line(spec: &ChartSpec, scene: &Scene<'_>, subject: &Subject<'_>) -> String {
    if let Some(line) = &spec.source_line {
        return line.clone();
    }
    // What has no place on the axes is told in a note, and so has its source here too.
    let loose = scene.shown.iter().flat_map(|one| &one.series.points).filter(|one| is_loose(one));
    let points = scene.points().map(|(_, _, point)| point).chain(loose);
    let told = points.flat_map(|point| &point.attestations).copied().collect();
    source_line::source_line(&told, subject)
}

/// Years as a list, three or more on end as a range: `2011, 2016–2018`.
pub fn year_list(years: &BTreeSet<i16>) -> String {
    let mut runs: Vec<(i16, i16)> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*year) => *last = *year,
            _ => runs.push((*year, *year)),
        }
    }
    let written = runs.into_iter().map(|(from, to)| match to - from {
        0 => from.to_string(),
        1 => format!("{from}, {to}"),
        _ => format!("{from}–{to}"),
    });
    written.collect::<Vec<_>>().join(", ")
}

const FLOW: &str = "Number per year";
const STOCK: &str = "Number at the time of the count";

/// The names that tell the series of a chart apart: by what their keys differ in. Joined series
/// have the names of all that was joined.
pub fn series_names(series: &[&Series]) -> Vec<String> {
    let keys: Vec<Vec<&SeriesKey>> = series.iter().map(|one| keys_of(one)).collect();
    let names = key_names(&keys.concat());
    let mut rest = names.as_slice();
    keys.iter()
        .map(|own| {
            let (these, after) = rest.split_at(own.len().min(rest.len()));
            rest = after;
            match these {
                [one] => one.clone(),
                [one, other] => format!("{one} and {other}"),
                [one, others @ ..] => format!("{one} and {} joined to it", others.len()),
                [] => String::new(),
            }
        })
        .collect()
}

/// The key of a series, then those of what was joined to it.
pub fn keys_of(series: &Series) -> Vec<&SeriesKey> {
    std::iter::once(&series.key).chain(series.joined.iter().map(|joined| &joined.key)).collect()
}

/// The names that tell keys apart: by what they differ in.
pub fn key_names(keys: &[&SeriesKey]) -> Vec<String> {
    let differ = |part: &dyn for<'k> Fn(&'k SeriesKey) -> Option<&'k str>| {
        keys.iter().map(|key| part(key)).collect::<BTreeSet<_>>().len() > 1
    };
    let by_country = differ(&|key| key.country.as_deref());
    let by_place = differ(&|key| key.place.as_deref());
    let by_part = differ(&|key| key.part.as_deref());
    let by_indicator = differ(&|key| Some(&key.indicator));
    let by_teller = differ(&|key| Some(key.teller()));
    let by_scope = differ(&|key| key.scope.as_deref());
    let by_flow = differ(&|key| flow_name(key));
    let by_sum = differ(&|key| sum_name(key));
    let name = |key: &SeriesKey| {
        let mut parts: Vec<String> = Vec::new();
        if by_indicator {
            parts.push(indicator_label(&key.indicator));
        }
        if by_country {
            parts.push(key.country.clone().unwrap_or_else(|| "country not known".to_owned()));
        }
        if by_place {
            let whole = || key.country.clone().unwrap_or_else(|| "whole country".to_owned());
            parts.push(key.place.clone().unwrap_or_else(whole));
        }
        if by_part {
            parts.extend(key.part.clone());
        }
        let told = by_teller || parts.is_empty();
        parts.extend(told.then(|| teller(key)));
        parts.extend(scope_name(key).filter(|_| by_scope));
        parts.extend(sum_name(key).filter(|_| by_sum).map(str::to_owned));
        parts.extend(flow_name(key).filter(|_| by_flow).map(str::to_owned));
        capitalised(&parts.join(", "))
    };
    keys.iter().map(|key| name(key)).collect()
}

/// What a key counts, without a word that its indicator's name says already: `storm and floods` of
/// storm damages is `with floods`.
pub fn scope_name(key: &SeriesKey) -> Option<String> {
    let scope = key.scope.as_deref()?;
    let indicator = indicator_label(&key.indicator).to_lowercase();
    let rest = indicator.split_whitespace().find_map(|word| {
        let rest = scope.strip_prefix(word)?;
        [", ", " and ", " or "].into_iter().find_map(|between| rest.strip_prefix(between))
    });
    Some(rest.map_or_else(|| scope.to_owned(), |rest| format!("with {rest}")))
}

/// How a key's values sum up, where they are no totals of a year.
pub fn sum_name(key: &SeriesKey) -> Option<&'static str> {
    match key.aggregation {
        Aggregation::Total => None,
        Aggregation::Average => Some("average"),
        Aggregation::Cumulative => Some("over several years"),
        Aggregation::Event => Some("one event"),
    }
}

/// What a key's values are, where they are not what the indicator's usually are.
pub fn flow_name(key: &SeriesKey) -> Option<&'static str> {
    key.other_flow.map(|flow| match flow {
        Flow::Flow => "in a time",
        Flow::Stock => "on a day",
    })
}

fn teller(key: &SeriesKey) -> String {
    match (&key.source, &key.as_told_by) {
        (Some(source), _) => source.clone(),
        (None, Some(publisher)) => format!("source not named ({publisher})"),
        (None, None) => "source not named".to_owned(),
    }
}

/// A period as charts and panels write it: `2019`, `Jan–Oct 2020`, `1 Jul 2020`, `since 2018`.
pub fn period(period: &Period) -> String {
    let (start, end) = match (period.start, period.end) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => return format!("since {}", day_or_more(start, start.day() == 1)),
        (None, Some(end)) => return format!("until {}", day_or_more(end, false)),
        (None, None) => return "no date given".to_owned(),
    };
    let whole_months = start.day() == 1 && end == end.last_of_month();
    let whole_years = whole_months && start.month() == 1 && end.month() == 12;
    let same_year = start.year() == end.year();
    if start == end {
        return day(start);
    }
    match (whole_years, whole_months, same_year) {
        (true, _, true) => start.year().to_string(),
        (true, _, false) => format!("{}–{}", start.year(), end.year()),
        (_, true, true) if start.month() == end.month() => month(start),
        (_, true, true) => format!("{}–{}", month_name(start), month(end)),
        (_, true, false) => format!("{} – {}", month(start), month(end)),
        (_, _, true) if start.month() == end.month() => format!("{}–{}", start.day(), day(end)),
        (_, _, true) => format!("{} {} – {}", start.day(), month_name(start), day(end)),
        _ => format!("{} – {}", day(start), day(end)),
    }
}

/// The months of a period for a note, where days would say too much.
pub fn months(told: &Period) -> String {
    match (told.coverage, told.start, told.end) {
        (Coverage::Event, Some(start), Some(end)) if start.year() == end.year() => {
            if start.month() == end.month() {
                month(start)
            } else {
                format!("{}–{}", month_name(start), month(end))
            }
        }
        _ => period(told),
    }
}

/// When an event was. The first of July stands for its year, since one who names a year alone gets
/// that; the first of another month for that month.
pub fn event_date(date: Date) -> String {
    match (date.month(), date.day()) {
        (7, 1) => date.year().to_string(),
        (_, 1) => month(date),
        _ => day(date),
    }
}

fn day_or_more(date: Date, begins_month: bool) -> String {
    match (begins_month, date.month()) {
        (true, 1) => date.year().to_string(),
        (true, _) => month(date),
        _ => day(date),
    }
}

fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

fn month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

fn month_name(date: Date) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let index = usize::try_from(date.month() - 1).unwrap_or(0);
    NAMES.get(index).copied().unwrap_or("")
}

/// A country's name as it stands after "in".
pub fn with_article(country: &str) -> String {
    const PLURALS: [&str; 8] = [
        "Bahamas",
        "Comoros",
        "Gambia",
        "Maldives",
        "Netherlands",
        "Philippines",
        "Seychelles",
        "Holy See",
    ];
    let federal = country.starts_with("United ");
    let republic = country.contains("Republic") || country.ends_with("Islands");
    if federal || republic || PLURALS.contains(&country) {
        format!("the {country}")
    } else {
        country.to_owned()
    }
}

/// A body's name as it stands after "by".
fn of_body(name: &str) -> String {
    const HEADS: [&str; 9] = [
        "Office",
        "Ministry",
        "Committee",
        "Commission",
        "Department",
        "Union",
        "Association",
        "Council",
        "Bureau",
    ];
    let article = HEADS.iter().any(|head| {
        name.strip_prefix(head)
            .is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "))
    });
    if article || name == "government" { format!("the {name}") } else { name.to_owned() }
}

/// Things in a row: `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::made::{series, whole};
    use jiff::civil::date;

    #[test]
    fn periods_are_written_as_people_write_them() {
        let cases = [
            (Some(date(2019, 1, 1)), Some(date(2019, 12, 31)), "2019"),
            (Some(date(2020, 1, 1)), Some(date(2020, 10, 31)), "Jan–Oct 2020"),
            (Some(date(2020, 7, 1)), Some(date(2020, 7, 1)), "1 Jul 2020"),
            (Some(date(2022, 1, 1)), Some(date(2022, 1, 31)), "Jan 2022"),
            (Some(date(2011, 12, 16)), Some(date(2011, 12, 17)), "16–17 Dec 2011"),
            (Some(date(2020, 1, 1)), Some(date(2020, 7, 15)), "1 Jan – 15 Jul 2020"),
            (Some(date(2010, 1, 1)), Some(date(2015, 12, 31)), "2010–2015"),
            (Some(date(2019, 7, 1)), Some(date(2020, 6, 30)), "Jul 2019 – Jun 2020"),
            (Some(date(2018, 1, 1)), None, "since 2018"),
            (None, Some(date(2018, 3, 4)), "until 4 Mar 2018"),
            (None, None, "no date given"),
        ];
        for (start, end, want) in cases {
            let told = Period { start, end, coverage: Coverage::PartYear };
            assert_eq!(period(&told), want);
        }
    }

    fn titles(spec: &ChartSpec, series: &[Series]) -> [String; 2] {
        let scene = Scene::new(spec, series);
        let shown: Vec<&Series> = series.iter().collect();
        [title(spec, &shown, &Subject::default()), subtitle(spec, &scene, &Subject::default())]
    }

    #[test]
    fn a_title_names_measure_and_place_and_a_subtitle_unit_period_and_teller() {
        let one = series("Tidewatch", vec![whole(2016, 5.0), whole(2018, 7.0)]);
        let usual = ChartSpec::default();
        assert_eq!(
            titles(&usual, std::slice::from_ref(&one)),
            ["Storm damages in Norland", "Number per year, 2016–2018; counted by Tidewatch"]
        );
        let own = ChartSpec { title: Some("Storms rage".to_owned()), ..ChartSpec::default() };
        assert_eq!(
            titles(&own, std::slice::from_ref(&one))[1],
            "Storm damages in Norland: number per year, 2016–2018; counted by Tidewatch"
        );
        let mut other = one.clone();
        other.key.indicator = "tide_losses".to_owned();
        let both = titles(&usual, &[one, other]);
        assert_eq!(both[0], "Storm damages and tide losses in Norland");
        assert_eq!(uncapitalised("HIV infections"), "HIV infections");
    }

    #[test]
    fn a_subtitle_says_what_all_series_count_alike() {
        let counted = |source: &str, scope: &str| {
            let mut one = series(source, vec![whole(2016, 5.0)]);
            one.key.scope = Some(scope.to_owned());
            one
        };
        let usual = ChartSpec::default();
        let told = |all: &[Series]| titles(&usual, all)[1].clone();
        let alike = [counted("Tidewatch", "registered"), counted("Stormwatch", "registered")];
        assert_eq!(told(&alike), "Number per year, registered, 2016");
        let differ = [counted("Tidewatch", "registered"), counted("Stormwatch", "recognized")];
        assert_eq!(told(&differ), "Number per year, 2016", "their names say it");
        let names = ["Storms".to_owned(), "storms and tides".to_owned()];
        assert_eq!(names_listed(&names), "Storms, and storms and tides");
    }

    #[test]
    fn a_scope_does_not_repeat_what_the_title_says() {
        let key = |scope: &str| SeriesKey {
            indicator: "storm_damages".to_owned(),
            scope: Some(scope.to_owned()),
            ..SeriesKey::default()
        };
        let cases = [
            ("storm, hail and floods", Some("with hail and floods")),
            ("storm and floods", Some("with floods")),
            ("stormy seas and floods", Some("stormy seas and floods")),
            ("registered", Some("registered")),
        ];
        for (scope, name) in cases {
            assert_eq!(scope_name(&key(scope)).as_deref(), name);
        }
    }

    #[test]
    fn years_on_end_become_ranges() {
        let years = |list: &[i16]| year_list(&list.iter().copied().collect());
        assert_eq!(years(&[2011]), "2011");
        assert_eq!(years(&[2011, 2012, 2016, 2017, 2018]), "2011, 2012, 2016–2018");
    }

    #[test]
    fn names_take_their_articles() {
        assert_eq!(with_article("Philippines"), "the Philippines");
        assert_eq!(with_article("Central African Republic"), "the Central African Republic");
        assert_eq!(with_article("Norway"), "Norway");
        assert_eq!(of_body("Ministry of Tides"), "the Ministry of Tides");
        assert_eq!(of_body("Tidewatch"), "Tidewatch");
    }
}
