//! From what somebody asks to be charted to [`Exhibit`]s: an indicator in some countries, or a chart
//! that was saved.

use super::exhibit::Exhibit;
use crate::charts::{self, Across, ChartSpec, Choice, Filter, choose};
use crate::figures::Indicator;
use crate::project::SavedChart;
use crate::report::countries;
use crate::series::{Series, SeriesKey, SeriesSet, places_of};
use crate::workspace::Workspace;

/// What a chart of an indicator is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrow<'a> {
    /// The countries; none for the one with most values.
    pub countries: &'a [String],
    /// Whether countries are compared by one series of each: of all, where none is named.
    pub across: bool,
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
    spec.series = choice.series.iter().map(|one| one.key.clone()).collect();
    if join && spec.series.len() > 1 {
        spec.joined = vec![spec.series.clone()];
    }
    if choice.series.is_empty() {
        let name = indicator.slug.clone();
        return (Exhibit { name, spec, ..Exhibit::default() }, choice);
    }
    let about = Some(indicator.slug.as_str());
    let mut exhibit = of_choices(workspace, indicator.slug.clone(), about, spec);
    exhibit.facts.not_shown.clone_from(&choice.notes);
    (exhibit, choice)
}

/// A chart of these choices, of what the reports tell now. `indicator` is what it is about besides
/// the indicators of its series.
pub fn of_choices(
    workspace: &Workspace,
    name: String,
    indicator: Option<&str>,
    spec: ChartSpec,
) -> Exhibit {
    // An indicator beside those of the keys would add series that nobody asked for.
    let beside = indicator.filter(|_| spec.series.is_empty());
    let gathered = workspace.gathered(&spec, beside);
    let places = if spec.series.is_empty() {
        (0..gathered.set.series.len()).collect()
    } else {
        places_of(&gathered.set.series, &spec.series)
    };
    let set = gathered.set;
    let shown: Vec<&Series> = places.into_iter().filter_map(|at| set.series.get(at)).collect();
    let mut slugs: Vec<&str> = Vec::new();
    for one in &shown {
        if !slugs.contains(&one.key.indicator.as_str()) {
            slugs.push(&one.key.indicator);
        }
    }
    let gaps = slugs.iter().flat_map(|slug| {
        let of: Vec<&Series> =
            shown.iter().filter(|one| one.key.indicator == **slug).copied().collect();
        workspace.gaps(slug, &set, &of)
    });
    Exhibit {
        name,
        indicator: slugs.first().copied().or(indicator).map(str::to_owned),
        facts: gathered.facts,
        gaps: gaps.collect(),
        left_out: set.left_out.clone(),
        series: set.series.clone(),
        spec,
    }
}

/// The series of each country after one another, with what is not shown of each.
fn chosen(set: &SeriesSet, indicator: &Indicator, narrow: Narrow<'_>) -> Choice {
    let one = |country: Option<&str>| {
        choose(set, Some(indicator), Filter { country, source: narrow.source })
    };
    if narrow.across {
        return across(set, indicator, narrow);
    }
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

/// The series of each country that can stand beside those of the others.
fn across(set: &SeriesSet, indicator: &Indicator, narrow: Narrow<'_>) -> Choice {
    let named = narrow.countries;
    let wanted = |country: &str| {
        named.is_empty() || named.iter().any(|typed| countries::is_called(country, typed))
    };
    let of_source =
        |one: &Series| narrow.source.is_none_or(|source| charts::is_told_by(one, source));
    let series = set.series.iter().filter(|one| of_source(one)).cloned().collect();
    let told = SeriesSet { series, ..(*set).clone() };
    let Across { keys, notes } = charts::across(&told, Some(indicator), wanted);
    let series = places_of(&told.series, &keys).into_iter();
    let series = series.filter_map(|at| told.series.get(at).cloned()).collect();
    Choice { series, notes, ..Choice::default() }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// A chart that was saved, of what the reports tell now, with `change` laid over its choices.
pub fn of_saved(
    workspace: &Workspace,
    saved: &SavedChart,
    change: impl FnOnce(&mut ChartSpec),
) -> Exhibit {
    let mut spec = saved.chart.clone();
    change(&mut spec);
    of_choices(workspace, saved.name.clone(), Some(&saved.indicator), spec)
}

/// Several charts as one, with all their series.
pub fn together(workspace: &Workspace, exhibits: &[Exhibit]) -> Option<Exhibit> {
    let mut spec = exhibits.first()?.spec.clone();
    let mut names: Vec<&str> = Vec::new();
    for exhibit in exhibits {
        names.push(&exhibit.name);
        let new = exhibit.spec.series.iter().filter(|key| !spec.series.contains(key));
        let new: Vec<SeriesKey> = new.cloned().collect();
        spec.series.extend(new);
        let joined = exhibit.spec.joined.iter().filter(|group| !spec.joined.contains(group));
        let joined: Vec<Vec<SeriesKey>> = joined.cloned().collect();
        spec.joined.extend(joined);
        let notes = exhibit.spec.notes.iter().filter(|note| !spec.notes.contains(note));
        let notes: Vec<String> = notes.cloned().collect();
        spec.notes.extend(notes);
    }
    let mut all = of_choices(workspace, names.join("-"), None, spec);
    for note in exhibits.iter().flat_map(|exhibit| &exhibit.facts.not_shown) {
        if !all.facts.not_shown.contains(note) {
            all.facts.not_shown.push(note.clone());
        }
    }
    Some(all)
}
