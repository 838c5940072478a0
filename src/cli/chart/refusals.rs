//! What cannot be charted, in words: why, and what there is instead.

use super::ChartArguments;
use crate::charts::Choice;
use crate::cli::{CliError, complain};
use crate::export::Exhibit;
use crate::report::countries;
use crate::series::SeriesSet;

/// Says which country was chosen where the reports are on several.
pub fn tell_country(choice: &Choice) {
    if let (Some(country), false) = (&choice.country, choice.other_countries.is_empty()) {
        let others = some_of(&choice.other_countries);
        complain(&format!(
            "charting {country}, which has most values; --country picks another ({others})"
        ));
    }
}

/// Why there is nothing to draw, and what there would be.
pub fn nothing_to_draw(arguments: &ChartArguments, slug: &str, set: &SeriesSet) -> String {
    if set.series.is_empty() {
        let folder = arguments.folder.folder.display();
        return format!("no figures of {slug} were found in {folder}");
    }
    let distinct = |names: Vec<String>| {
        let names: std::collections::BTreeSet<String> = names.into_iter().collect();
        some_of(&names.into_iter().collect::<Vec<_>>())
    };
    let keys = || set.series.iter().map(|one| &one.key);
    let in_country = |country: &str| {
        let is_it = |own: &str| countries::is_called(own, country);
        keys().any(|key| key.country.as_deref().is_some_and(is_it))
    };
    let elsewhere = arguments.country.iter().find(|country| !in_country(country));
    match (elsewhere, &arguments.source) {
        (Some(country), _) => {
            let known = distinct(keys().filter_map(|key| key.country.clone()).collect());
            format!("no figures of {slug} for {country}; there are for {known}")
        }
        (_, Some(source)) => {
            let known = distinct(keys().map(|key| key.teller().to_owned()).collect());
            format!("no figures of {slug} by {source}; there are by {known}")
        }
        _ => format!("no figures of {slug} that can stand in a chart"),
    }
}

/// Refuses years in which there is no value, and pages that there are not.
pub fn out_of_reach(arguments: &ChartArguments, exhibit: &Exhibit) -> Result<(), CliError> {
    let name = &exhibit.name;
    let years = || exhibit.series.iter().flat_map(|one| &one.points).map(|point| point.year);
    let (from, to) = (exhibit.spec.from.unwrap_or(i16::MIN), exhibit.spec.to.unwrap_or(i16::MAX));
    let asked = arguments.from.is_some() || arguments.to.is_some();
    if let (true, Some(first), Some(last)) = (asked, years().min(), years().max())
        && !years().any(|year| (from..=to).contains(&year))
    {
        return Err(CliError::Failed(format!(
            "no values of {name} in these years; there are from {first} to {last}"
        )));
    }
    let pages = crate::charts::pages(&exhibit.spec, &exhibit.series);
    match arguments.page {
        Some(page) if usize::from(page) > pages => {
            Err(CliError::Usage(format!("there is no page {page} of {name}: the last is {pages}")))
        }
        _ => Ok(()),
    }
}

/// A few names, and how many more there are.
pub fn some_of(names: &[String]) -> String {
    const MOST: usize = 8;
    let listed: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    match names.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{} and {more} more", listed.join(", ")),
        _ => listed.join(", "),
    }
}

/// The least likeness of two slugs for one to be offered instead of the other.
const ALIKE: f64 = 0.8;

pub fn unknown_indicator<'a>(slug: &str, known: impl Iterator<Item = &'a str>) -> String {
    let typed = slug.to_lowercase().replace(['-', ' '], "_");
    let likeness = |name: &str| {
        let inside = !typed.is_empty() && (name.contains(&typed) || typed.contains(name));
        strsim::jaro_winkler(name, &typed).max(if inside { 1.0 } else { 0.0 })
    };
    let mut near: Vec<(&str, f64)> = known.map(|name| (name, likeness(name))).collect();
    near.retain(|(_, likeness)| *likeness >= ALIKE);
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let near: Vec<&str> = near.iter().take(5).map(|(name, _)| *name).collect();
    match near.as_slice() {
        [] => format!("no indicator is called {slug}; `rapporteur indicators` lists them"),
        names => format!("no indicator is called {slug}; near it: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_indicator_names_near_ones() {
        let known = ["torture_complaints", "abuse_complaints", "prisoners", "strikes"];
        let said = |slug| unknown_indicator(slug, known.into_iter());
        assert!(said("torture_complaint").contains("near it: torture_complaints"));
        assert!(said("complaints").contains("abuse_complaints, torture_complaints"));
        assert!(said("torture-complaints").contains("near it: torture_complaints"));
        assert!(said("weather").contains("`rapporteur indicators` lists them"));
    }
}
