//! Which series of an indicator a chart shows unless the user chooses, and what to say about the
//! others.

use super::layout::Ends;
use super::words;
use crate::figures::{Aggregation, Flow, Indicator};
use crate::report::countries;
use crate::series::{Point, Series, SeriesSet, same_body};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a chart is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// A country, in any case; otherwise the one with most values.
    pub country: Option<&'a str>,
    /// A source: its name in any usual form, or a part of it.
    pub source: Option<&'a str>,
}

/// The series that a chart shows, and what it leaves out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// The series, those with most points first.
    pub series: Vec<Series>,
    /// The country that was chosen.
    pub country: Option<String>,
    /// The other countries that have values, by name, where none was named.
    pub other_countries: Vec<String>,
    /// Notes for the chart on what it does not show.
    pub notes: Vec<String>,
}

/// The most series of a chart that nobody has put together by hand.
const MOST_SERIES: usize = 6;

/// How many are shown however long their names are.
const LEAST_SERIES: usize = 2;

/// Chooses among all series of `indicator`: one country, the whole of it before places in it, the
/// whole count before parts, the indicator's unit before others, and what its values usually are (a
/// state, or what came) before the other.
pub fn choose(set: &SeriesSet, indicator: Option<&Indicator>, filter: Filter<'_>) -> Choice {
    let wanted = |series: &&Series| {
        filter.source.is_none_or(|source| is_told_by(series, source))
            && filter.country.is_none_or(|country| is_in(series, country))
    };
    let all: Vec<&Series> = set.series.iter().filter(wanted).collect();
    let mut countries: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for series in &all {
        let country = series.key.country.as_deref();
        *countries.entry(country).or_default() += series.points.len();
    }
    let most =
        countries.iter().max_by_key(|(name, points)| (name.is_some(), **points, Reverse(*name)));
    let Some((country, _)) = most else { return Choice::default() };
    let country = *country;
    let here: Vec<&Series> =
        all.into_iter().filter(|series| series.key.country.as_deref() == country).collect();
    let unit = indicator.map(Indicator::unit);
    let unit = unit.filter(|unit| here.iter().any(|series| series.key.unit == *unit));
    let unit = unit.or_else(|| here.first().map(|series| series.key.unit)).unwrap_or_default();
    let first = here.iter().find(|series| series.key.unit == unit);
    let on_axis = |series: &Series| first.is_some_and(|first| series.key.shares_axis(&first.key));
    let same_unit: Vec<&Series> = here.iter().copied().filter(|series| on_axis(series)).collect();
    let shown = narrowest(&same_unit);
    let kept = legible(shown);
    Choice {
        notes: left_out(&here, &kept, &on_axis, set),
        series: kept.into_iter().cloned().collect(),
        country: country.map(str::to_owned),
        other_countries: countries
            .keys()
            .filter(|name| **name != country)
            .filter_map(|name| name.map(str::to_owned))
            .collect(),
    }
}

/// Whether a series is of that country.
fn is_in(series: &Series, country: &str) -> bool {
    series.key.country.as_deref().is_some_and(|own| countries::is_called(own, country))
}

/// Whether a series is told by that source: its name in another form, or a part of it.
pub fn is_told_by(series: &Series, source: &str) -> bool {
    let teller = series.key.teller();
    same_body(teller, source) || teller.to_lowercase().contains(&source.trim().to_lowercase())
}

/// The series that are for the whole country and count the whole; where there are none, those for
/// places in it; where there are none of these, the parts. Of these, what the indicator usually is.
fn narrowest<'a>(series: &[&'a Series]) -> Vec<&'a Series> {
    let all = widest(series);
    let usual: Vec<&Series> =
        all.iter().copied().filter(|one| one.key.other_flow.is_none()).collect();
    if usual.is_empty() { all } else { usual }
}

fn widest<'a>(series: &[&'a Series]) -> Vec<&'a Series> {
    let with = |place: bool, part: bool| -> Vec<&'a Series> {
        let fits =
            |one: &&Series| one.key.place.is_some() == place && one.key.part.is_some() == part;
        series.iter().copied().filter(|one| fits(one)).collect()
    };
    let kinds = [(false, false), (true, false), (false, true), (true, true)];
    kinds
        .into_iter()
        .map(|(place, part)| with(place, part))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The series whose names have room beside a plot: all, or the fullest of them, at least
/// [`LEAST_SERIES`]. What is no count of a year stands back. Series of one body follow each other.
fn legible(mut series: Vec<&Series>) -> Vec<&Series> {
    series.sort_by_key(|one| one.key.aggregation != Aggregation::Total);
    series.truncate(MOST_SERIES);
    let have_room = |series: &[&Series]| {
        let names = words::series_names(series);
        Ends::have_room(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    while series.len() > LEAST_SERIES && !have_room(&series) {
        series.pop();
    }
    let all = series.clone();
    series.retain(|one| !all.iter().any(|other| is_echo(one, other)));
    let places: Vec<String> = series.iter().map(|one| one.key.teller().to_owned()).collect();
    series.sort_by_key(|one| places.iter().position(|teller| teller == one.key.teller()));
    series
}

/// Whether a fuller series of the same body tells all that `one` does, value by value for the same
/// times: two marks on one place would say nothing more.
fn is_echo(one: &Series, fuller: &Series) -> bool {
    let value = |point: &Point| (point.value, point.value_high, point.qualifier);
    let in_fuller = |point: &Point| {
        let mut same = fuller.points.iter().filter(|other| other.period == point.period);
        same.any(|other| value(other) == value(point))
    };
    fuller.points.len() > one.points.len()
        && fuller.key.teller() == one.key.teller()
        && fuller.flow == one.flow
        && one.points.iter().all(in_fuller)
}

/// One note that counts what is not shown, by why.
fn left_out(
    here: &[&Series],
    kept: &[&Series],
    on_axis: &dyn Fn(&Series) -> bool,
    set: &SeriesSet,
) -> Vec<String> {
    let points = |test: &dyn Fn(&Series) -> bool| -> usize {
        here.iter()
            .filter(|one| !kept.iter().any(|shown| shown.key == one.key) && test(one))
            .map(|one| one.points.len())
            .sum()
    };
    let other_unit = points(&|one| !on_axis(one));
    let part = points(&|one| on_axis(one) && one.key.part.is_some());
    let place = points(&|one| on_axis(one) && one.key.part.is_none() && one.key.place.is_some());
    let here = |one: &Series| on_axis(one) && one.key.part.is_none() && one.key.place.is_none();
    let told = |one: &Series| kept.iter().any(|shown| shown.key.teller() == one.key.teller());
    let source = points(&|one| here(one) && !told(one));
    let flow = points(&|one| here(one) && told(one) && one.key.other_flow.is_some());
    let other = points(&|one| here(one) && told(one) && one.key.other_flow.is_none());
    let no_year =
        set.left_out.iter().filter(|(_, why)| *why == crate::series::LeftOut::NoYear).count();
    let other_flow = match kept.first().map(|one| one.flow) {
        Some(Flow::Stock) => "of what came in a time, not of what there was",
        _ => "of what there was on a day, not of what came in a time",
    };
    let counted = [
        (source, "by other sources"),
        (other, "of another definition or kind"),
        (flow, other_flow),
        (place, "for places in the country"),
        (part, "for parts of the whole"),
        (other_unit, "in another unit"),
        (no_year, "without a year"),
    ];
    let mut named: Vec<String> = Vec::new();
    for (count, what) in counted.into_iter().filter(|(count, _)| *count > 0) {
        let noun = match (named.is_empty(), count) {
            (true, 1) => " value",
            (true, _) => " values",
            _ => "",
        };
        named.push(format!("{count}{noun} {what}"));
    }
    let note = (!named.is_empty()).then(|| format!("Not shown: {}", named.join(", ")));
    note.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::made::{series, whole};
    use crate::figures::Unit;

    fn in_country(country: &str, source: &str, years: &[i16]) -> Series {
        let mut one = series(source, years.iter().map(|year| whole(*year, 5.0)).collect());
        one.key.country = Some(country.to_owned());
        one
    }

    #[test]
    fn the_country_with_most_values_is_chosen_unless_one_is_named() {
        let set = SeriesSet {
            series: vec![
                in_country("Norland", "Tidewatch", &[2011, 2012]),
                in_country("Sudland", "Tidewatch", &[2011, 2012, 2013]),
            ],
            ..SeriesSet::default()
        };
        let choice = choose(&set, None, Filter::default());
        assert_eq!(choice.country.as_deref(), Some("Sudland"));
        assert_eq!(choice.other_countries, ["Norland"]);
        let named = choose(&set, None, Filter { country: Some("norland"), source: None });
        assert_eq!(named.country.as_deref(), Some("Norland"));
        assert!(named.other_countries.is_empty());
        let nowhere = choose(&set, None, Filter { country: Some("Westland"), source: None });
        assert!(nowhere.series.is_empty());
    }

    #[test]
    fn places_parts_and_units_stand_back_and_are_counted() {
        let whole_country = in_country("Norland", "Tidewatch", &[2011]);
        let mut place = in_country("Norland", "Tidewatch", &[2011, 2012]);
        place.key.place = Some("Harbour Province".to_owned());
        let mut part = in_country("Norland", "Tidewatch", &[2013]);
        part.key.part = Some("minors".to_owned());
        let mut share = in_country("Norland", "Tidewatch", &[2014]);
        share.key.unit = Unit::Percent;
        let set = SeriesSet {
            series: vec![whole_country.clone(), place, part, share],
            ..SeriesSet::default()
        };
        let choice = choose(&set, None, Filter::default());
        assert_eq!(choice.series, [whole_country]);
        let note = "Not shown: 2 values for places in the country, 1 for parts of the whole, \
                    1 in another unit";
        assert_eq!(choice.notes, [note]);
    }

    #[test]
    fn names_that_would_crowd_the_plot_are_counted_and_a_body_stays_together() {
        let long = |at: usize, years: &[i16]| {
            let name = format!("National Observatory of Tides, Storms and Floods of District {at}");
            in_country("Norland", &name, years)
        };
        let mut narrower = long(0, &[2014]);
        narrower.key.scope = Some("registered".to_owned());
        let mut event = long(7, &[2011, 2012, 2013, 2014]);
        event.key.aggregation = Aggregation::Event;
        let first = long(0, &[2011, 2012, 2013]);
        let second = long(1, &[2011, 2012]);
        let mut all = vec![event, first.clone(), second.clone(), narrower.clone()];
        all.extend((2..6).map(|at| long(at, &[2015])));
        let set = SeriesSet { series: all, ..SeriesSet::default() };
        let choice = choose(&set, None, Filter::default());
        assert_eq!(choice.series, [first, narrower, second]);
        assert_eq!(choice.notes, ["Not shown: 8 values by other sources"]);
        let short = ["Tidewatch", "Stormwatch", "Floodwatch", "Seawatch", "Airwatch"];
        let series = short.map(|name| in_country("Norland", name, &[2011])).to_vec();
        let set = SeriesSet { series, ..SeriesSet::default() };
        assert_eq!(choose(&set, None, Filter::default()).series.len(), 5);
    }

    #[test]
    fn a_series_that_only_repeats_a_fuller_one_of_its_body_is_counted() {
        let full = in_country("Norland", "Tidewatch", &[2011, 2012]);
        let mut echo = in_country("Norland", "Tidewatch", &[2012]);
        echo.key.scope = Some("registered".to_owned());
        let mut differing = echo.clone();
        differing.points[0].value = 6.0;
        let of = |other: &Series| {
            let series = vec![full.clone(), other.clone()];
            choose(&SeriesSet { series, ..SeriesSet::default() }, None, Filter::default())
        };
        assert_eq!(of(&echo).series, std::slice::from_ref(&full));
        assert_eq!(of(&echo).notes, ["Not shown: 1 value of another definition or kind"]);
        assert_eq!(of(&differing).series.len(), 2);
    }

    #[test]
    fn a_source_is_found_by_another_form_of_its_name() {
        let set = SeriesSet {
            series: vec![in_country("Norland", "Office of the Rights Commissioner", &[2011])],
            ..SeriesSet::default()
        };
        for (name, found) in [("rights commissioner", 1), ("Commissioner", 1), ("Tidewatch", 0)] {
            let filter = Filter { country: None, source: Some(name) };
            assert_eq!(choose(&set, None, filter).series.len(), found, "{name}");
        }
    }
}
