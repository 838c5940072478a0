//! What the filters can be set to, given the figures there are.

use super::column::{indicator_names, rank};
use super::entry::Entry;
use super::filter::{Counted, Indicated, Said, Scope};
use crate::app::choose::Choice;
use crate::app::words;
use crate::entities::ReportIndex;
use crate::figures::rows::Name;
use crate::figures::{Catalogue, Review};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What there is to choose from, with how many figures each has: the lists as they are shown, made
/// beside the window, for they may be long.
#[derive(Clone, Debug)]
pub struct Choices {
    /// All reports, and countries by name, each with its reports; those on no known country first.
    pub reports: Vec<Choice<Scope>>,
    /// Years that figures are for, the latest first.
    pub years: Vec<Choice<Option<i16>>>,
    /// Indicators with figures.
    pub indicators: Vec<Choice<Indicated>>,
    /// Sources, those with the most figures first.
    pub sources: Vec<Choice<Counted>>,
    /// What was said.
    pub said: Vec<Choice<Said>>,
    /// How many figures there are of each kind: statistics, incidents, norms.
    pub kinds: [usize; 3],
    /// How many ask to be looked at.
    pub flagged: usize,
}

/// So many sources are offered: the rest, told once or twice each, are found by words.
const MOST_SOURCES: usize = 2_000;

/// What was counted.
#[derive(Default)]
struct Counts<'a> {
    countries: BTreeMap<&'a str, Vec<(ReportIndex, String)>>,
    years: BTreeMap<i16, usize>,
    slugs: HashMap<&'a str, usize>,
    without_indicator: usize,
    sources: HashMap<&'a str, usize>,
    without_source: usize,
    said: BTreeMap<Review, usize>,
}

impl Choices {
    /// Counts what there is to choose from.
    pub fn new<'a>(entries: impl Iterator<Item = Entry<'a>>, catalogue: &Catalogue) -> Self {
        let (mut kinds, mut flagged) = ([0; 3], 0);
        let mut counts = Counts::default();
        let mut last = None;
        for entry in entries {
            if last != Some(entry.id.report) {
                last = Some(entry.id.report);
                let metadata = &entry.head.metadata;
                let named = (entry.id.report, words::edition(metadata, &entry.head.document));
                let country = metadata.country().unwrap_or_default();
                counts.countries.entry(country).or_default().push(named);
            }
            counts.count(&entry);
            flagged += usize::from(entry.flagged);
            if let Some(kind) = kinds.get_mut(usize::from(rank(entry.row.kind()))) {
                *kind += 1;
            }
        }
        Self {
            reports: reports(counts.countries),
            years: years(&counts.years),
            indicators: indicators(&counts.slugs, counts.without_indicator, catalogue),
            sources: sources(counts.sources, counts.without_source),
            said: said(&counts.said),
            kinds,
            flagged,
        }
    }
}

impl Default for Choices {
    /// What there is to choose from while there are no figures.
    fn default() -> Self {
        Self::new(std::iter::empty(), &Catalogue::default())
    }
}

impl Choices {
    /// The sources that are offered, by name.
    pub fn source_names(&self) -> Vec<String> {
        let named = self.sources.iter().filter_map(|choice| match &choice.value {
            Counted::By(name) => Some(name.clone()),
            Counted::ByAny | Counted::ByNobody => None,
        });
        named.collect()
    }
}

impl<'a> Counts<'a> {
    fn count(&mut self, entry: &Entry<'a>) {
        if let Some(year) = entry.year() {
            *self.years.entry(year).or_default() += 1;
        }
        match entry.row.name(Name::Indicator) {
            Some(slug) => *self.slugs.entry(slug).or_default() += 1,
            None => self.without_indicator += 1,
        }
        match entry.row.name(Name::Source) {
            Some(source) => *self.sources.entry(source).or_default() += 1,
            None => self.without_source += 1,
        }
        *self.said.entry(entry.row.review()).or_default() += 1;
    }
}

fn indicators(
    slugs: &HashMap<&str, usize>,
    without: usize,
    catalogue: &Catalogue,
) -> Vec<Choice<Indicated>> {
    let names = indicator_names(catalogue);
    let mut named: Vec<(&str, &str, usize)> = slugs
        .iter()
        .map(|(slug, count)| (names.get(slug).copied().unwrap_or(slug), *slug, *count))
        .collect();
    named.sort_unstable();
    let general = [
        Choice::new(Indicated::Any, "All indicators"),
        Choice::new(Indicated::Some, "With an indicator").counted(slugs.values().sum()),
        Choice::new(Indicated::None, "Without an indicator").counted(without),
    ];
    let named = named.into_iter().map(|(name, slug, count)| {
        Choice::new(Indicated::As(slug.to_owned()), name).counted(count)
    });
    general.into_iter().chain(named).collect()
}

fn reports(countries: BTreeMap<&str, Vec<(ReportIndex, String)>>) -> Vec<Choice<Scope>> {
    let mut listed = vec![Choice::new(Scope::All, "All reports")];
    for (country, reports) in countries {
        if !country.is_empty() {
            let of_country = Choice::new(Scope::Country(country.to_owned()), country);
            listed.push(of_country.counted(reports.len()));
        }
        for (report, name) in reports {
            listed.push(Choice::new(Scope::Report(report), name).inset());
        }
    }
    listed
}

fn years(known: &BTreeMap<i16, usize>) -> Vec<Choice<Option<i16>>> {
    let every = Choice::new(None, "All years");
    let known = known.iter().rev();
    let known = known.map(|(year, n)| Choice::new(Some(*year), year.to_string()).counted(*n));
    std::iter::once(every).chain(known).collect()
}

fn sources(known: HashMap<&str, usize>, without: usize) -> Vec<Choice<Counted>> {
    let mut named: Vec<(&str, usize)> = known.into_iter().collect();
    named.sort_unstable_by_key(|(name, count)| (Reverse(*count), *name));
    named.truncate(MOST_SOURCES);
    let general = [
        Choice::new(Counted::ByAny, "All sources"),
        Choice::new(Counted::ByNobody, "No source named").counted(without),
    ];
    let named = named
        .into_iter()
        .map(|(name, count)| Choice::new(Counted::By(name.to_owned()), name).counted(count));
    general.into_iter().chain(named).collect()
}

fn said(known: &BTreeMap<Review, usize>) -> Vec<Choice<Said>> {
    let count = |review| known.get(&review).copied().unwrap_or(0);
    let open = count(Review::Unchecked) + count(Review::Changed);
    let mut listed = vec![
        Choice::new(Said::Anything, "Any state"),
        Choice::new(Said::ToCheck, "To be checked").counted(open),
    ];
    let all =
        [Review::Unchecked, Review::Accepted, Review::Changed, Review::Added, Review::Rejected];
    listed.extend(all.map(|review| {
        Choice::new(Said::Just(review), words::review(review)).counted(count(review))
    }));
    listed
}
