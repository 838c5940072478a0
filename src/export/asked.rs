//! From what somebody asks to be charted to [`Exhibit`]s: an indicator in some countries, or a chart
//! that was saved.

use super::exhibit::Exhibit;
use crate::charts::{ChartSpec, Choice, Filter, choose};
use crate::figures::Indicator;
use crate::project::SavedChart;
use crate::series::{Series, SeriesKey, SeriesSet, places_of};
use crate::workspace::Workspace;
use std::collections::BTreeSet;

/// What a chart of an indicator is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrow<'a> {
    /// The countries; none for the one with most values.
    pub countries: &'a [String],
    /// A source: its name in any usual form, or a part of it.
    pub source: Option<&'a str>,
}

/// The default chart of an indicator, with the rest of `spec`, and how its series were chosen.
/// Without series where there is nothing to draw.
pub fn of_indicator(
    workspace: &Workspace,
    indicator: &Indicator,
    narrow: Narrow<'_>,
    join: bool,
    spec: &ChartSpec,
) -> (Exhibit, Choice) {
    let set = workspace.series(&indicator.slug);
    let choice = chosen(&set, indicator, narrow);
    let mut spec = spec.clone();
    spec.notes = [choice.notes.as_slice(), &spec.notes].concat();
    let mut series = choice.series.clone();
    if join && series.len() > 1 {
        let keys: Vec<SeriesKey> = series.iter().map(|one| one.key.clone()).collect();
        series = SeriesSet { series, left_out: Vec::new() }.joined(&[keys]).series;
    }
    let shown: Vec<&Series> = series.iter().collect();
    let exhibit = Exhibit {
        name: indicator.slug.clone(),
        indicator: Some(indicator.clone()),
        gaps: workspace.gaps(&indicator.slug, &set, &shown),
        left_out: set.left_out.clone(),
        spec,
        series,
    };
    (exhibit, choice)
}

/// The series of each country after one another, with what is not shown of each.
fn chosen(set: &SeriesSet, indicator: &Indicator, narrow: Narrow<'_>) -> Choice {
    let one = |country: Option<&str>| {
        choose(set, Some(indicator), Filter { country, source: narrow.source })
    };
    match narrow.countries {
        [] => one(None),
        [country] => one(Some(country)),
        several => {
            let mut all = Choice::default();
            for country in several {
                let choice = one(Some(country));
                let told = |note: &String| format!("{country}: {}", lower_first(note));
                all.notes.extend(choice.notes.iter().map(told));
                all.series.extend(choice.series);
            }
            all
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// A chart that was saved, of what the reports tell now.
pub fn of_saved(workspace: &Workspace, saved: &SavedChart) -> Exhibit {
    let spec = saved.chart.clone();
    let mut slugs: Vec<&str> = Vec::new();
    for slug in spec.series.iter().map(|key| key.indicator.as_str()).chain([&*saved.indicator]) {
        if !slugs.contains(&slug) && (slugs.is_empty() || slug != saved.indicator) {
            slugs.push(slug);
        }
    }
    let (mut series, mut gaps, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for slug in &slugs {
        let set = workspace.series(slug);
        let set = SeriesSet::clone(&set).joined(&spec.joined);
        let shown = places_of(&set.series, &spec.series);
        let shown: Vec<&Series> = shown.iter().filter_map(|at| set.series.get(*at)).collect();
        gaps.extend(workspace.gaps(slug, &set, &shown));
        left_out.extend_from_slice(&set.left_out);
        series.extend(set.series);
    }
    let indicator = match slugs.as_slice() {
        [slug] => workspace.catalogue().get(slug).cloned(),
        _ => None,
    };
    Exhibit { name: saved.name.clone(), indicator, spec, series, gaps, left_out }
}

/// Several charts as one, with all their series.
pub fn together(exhibits: Vec<Exhibit>) -> Option<Exhibit> {
    let mut all = exhibits.into_iter();
    let mut whole = all.next()?;
    let mut names: Vec<String> =
        whole.indicator.iter().map(|indicator| indicator.name.clone()).collect();
    for other in all {
        whole.name = format!("{}-{}", whole.name, other.name);
        names.extend(other.indicator.map(|indicator| lower_first(&indicator.name)));
        whole.indicator = None;
        whole.series.extend(other.series);
        whole.gaps.extend(other.gaps);
        whole.left_out.extend(other.left_out);
        for note in other.spec.notes {
            if !whole.spec.notes.contains(&note) {
                whole.spec.notes.push(note);
            }
        }
    }
    if whole.indicator.is_none() && whole.spec.title.is_none() {
        whole.spec.title = Some(title_of(&names, &whole.series));
    }
    Some(whole)
}

/// A plain statement of measures and place.
fn title_of(names: &[String], series: &[Series]) -> String {
    let measures = match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    };
    let countries: BTreeSet<&str> =
        series.iter().filter_map(|one| one.key.country.as_deref()).collect();
    match countries.into_iter().collect::<Vec<_>>().as_slice() {
        [country] => format!("{measures} in {country}"),
        _ => measures,
    }
}
