//! What reports can be chosen by, with how many there are of each.

use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Countries, years and publishers of a folder's reports, as of one revision.
#[derive(Debug, Default)]
pub struct Choices {
    /// The countries by name, those reports last whose country was not found.
    pub countries: Vec<(Option<String>, usize)>,
    /// The years in order.
    pub years: Vec<(i16, usize)>,
    /// How many reports have no year.
    pub undated: usize,
    /// The publishers, as the countries.
    pub publishers: Vec<(Option<String>, usize)>,
}

impl Choices {
    /// Those of all reports that count.
    pub fn of(workspace: &Workspace) -> Self {
        let mut countries: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let mut publishers: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        let mut undated = 0;
        for (_, slot) in workspace.shown() {
            let Some(head) = slot.head() else { continue };
            let metadata = &head.metadata;
            *countries.entry(metadata.country()).or_default() += 1;
            *publishers.entry(metadata.publisher()).or_default() += 1;
            match metadata.year() {
                Some(year) => *years.entry(year).or_default() += 1,
                None => undated += 1,
            }
        }
        Self {
            countries: named(countries),
            years: years.into_iter().collect(),
            undated,
            publishers: named(publishers),
        }
    }
}

fn named(mut counts: BTreeMap<Option<&str>, usize>) -> Vec<(Option<String>, usize)> {
    let without = counts.remove(&None);
    let named = counts.into_iter().map(|(name, count)| (name.map(str::to_owned), count));
    named.chain(without.map(|count| (None, count))).collect()
}
