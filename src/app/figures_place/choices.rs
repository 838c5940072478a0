//! What the filters can be set to, given the figures there are.

use super::column::{indicator_names, rank};
use super::entry::Entry;
use crate::app::words;
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Review};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What there is to choose from, with how many figures each has.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Countries with the reports on them, by name; reports on no known country under "".
    pub countries: BTreeMap<String, Vec<(ReportIndex, String)>>,
    /// Years that figures are for, with how many.
    pub years: BTreeMap<i16, usize>,
    /// Indicators with figures: name, slug, how many.
    pub indicators: Vec<(String, String, usize)>,
    /// How many figures there are without an indicator.
    pub without_indicator: usize,
    /// Sources, those with the most figures first.
    pub sources: Vec<(String, usize)>,
    /// How many figures name no source.
    pub without_source: usize,
    /// What was said of how many.
    pub said: BTreeMap<Review, usize>,
    /// How many figures there are of each kind: statistics, incidents, norms.
    pub kinds: [usize; 3],
    /// How many ask to be looked at.
    pub flagged: usize,
}

impl Choices {
    /// Counts what there is to choose from.
    pub fn new<'a>(entries: impl Iterator<Item = Entry<'a>>, catalogue: &Catalogue) -> Self {
        let mut choices = Self::default();
        let mut slugs: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
        let mut last = None;
        for entry in entries {
            if last != Some(entry.id.report) {
                last = Some(entry.id.report);
                let country = entry.report.metadata.country().unwrap_or("").to_owned();
                let named = (entry.id.report, words::report(entry.report));
                choices.countries.entry(country).or_default().push(named);
            }
            if let Some(year) = entry.year() {
                *choices.years.entry(year).or_default() += 1;
            }
            match entry.figure.indicator.as_deref() {
                Some(slug) => *slugs.entry(slug).or_default() += 1,
                None => choices.without_indicator += 1,
            }
            match entry.figure.source.as_deref() {
                Some(source) => *sources.entry(source).or_default() += 1,
                None => choices.without_source += 1,
            }
            *choices.said.entry(entry.figure.review).or_default() += 1;
            choices.flagged += usize::from(entry.flagged);
            if let Some(kind) = choices.kinds.get_mut(usize::from(rank(entry.figure.kind))) {
                *kind += 1;
            }
        }
        let names = indicator_names(catalogue);
        let named = slugs.into_iter().map(|(slug, count)| {
            let name = names.get(slug).copied().unwrap_or(slug);
            (name.to_owned(), slug.to_owned(), count)
        });
        choices.indicators = named.collect();
        choices.indicators.sort();
        choices.sources =
            sources.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        choices.sources.sort_by_key(|(_, count)| Reverse(*count));
        choices
    }
}
