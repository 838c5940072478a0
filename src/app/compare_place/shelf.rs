//! The editions that can be compared, as they stand on a shelf: by country, publisher and year.

use crate::app::words;
use crate::entities::ReportIndex;
use crate::report::Metadata;
use crate::workspace::Workspace;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A report that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Which one it is.
    pub index: ReportIndex,
    /// The country it is about.
    pub country: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The year it covers.
    pub year: Option<i16>,
    /// Its name as lists show it.
    pub name: String,
}

impl Edition {
    /// Its name where the country is known already: `2020 · Tidewatch`.
    pub fn short(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts: Vec<&str> =
            year.as_deref().into_iter().chain(self.publisher.as_deref()).collect();
        if self.year.is_none() || self.country.is_none() {
            return self.name.clone();
        }
        parts.join(" · ")
    }

    /// Whether the other is told by the same publisher on the same country.
    fn is_of_line(&self, other: &Self) -> bool {
        self.country.is_some()
            && self.country == other.country
            && self.publisher == other.publisher
            && self.year.is_some()
    }
}

/// All editions that can be compared, as of one revision.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// By country, publisher and year; those without a country last.
    editions: Vec<Edition>,
    places: HashMap<ReportIndex, usize>,
}

impl Shelf {
    /// The chosen reports that are read and analysed, and of the others those that are compared
    /// `already`. A volume stands on no shelf: its chapters do.
    pub fn of(workspace: &Workspace, already: &[ReportIndex]) -> Self {
        Self::with(workspace, |index| workspace.selected(index) || already.contains(&index))
    }

    /// All reports that are read and analysed, chosen or not.
    pub fn of_all(workspace: &Workspace) -> Self {
        Self::with(workspace, |_| true)
    }

    fn with(workspace: &Workspace, wanted: impl Fn(ReportIndex) -> bool) -> Self {
        let volumes: HashSet<_> = workspace
            .slots()
            .filter_map(|(_, slot)| Some(slot.head()?.volume.as_ref()?.document.clone()))
            .collect();
        let wanted = workspace.shown().filter(|(index, _)| wanted(*index));
        let editions = wanted.filter_map(|(index, slot)| {
            let head = slot.head().filter(|_| slot.is_analysed())?;
            let is_volume = volumes.contains(&slot.document);
            (!is_volume).then(|| edition(index, &head.metadata, words::head(head)))
        });
        Self::new(editions.collect())
    }

    fn new(mut editions: Vec<Edition>) -> Self {
        editions.sort_by(|a, b| {
            let key = |one: &'_ Edition| (one.country.is_none(), one.year, one.index);
            (&a.country, &a.publisher).cmp(&(&b.country, &b.publisher)).then(key(a).cmp(&key(b)))
        });
        editions.sort_by_key(|one| one.country.is_none());
        let places = editions.iter().enumerate().map(|(at, one)| (one.index, at)).collect();
        Self { editions, places }
    }

    /// All of them.
    pub fn all(&self) -> &[Edition] {
        &self.editions
    }

    /// One of them; nothing for a report that is not read, or is gone.
    pub fn get(&self, index: ReportIndex) -> Option<&Edition> {
        self.editions.get(*self.places.get(&index)?)
    }

    /// All editions of the same publisher on the same country, the earliest first, one a year; the
    /// edition alone where its country or year is not known.
    pub fn line(&self, index: ReportIndex) -> Vec<ReportIndex> {
        let Some(own) = self.get(index) else { return Vec::new() };
        if own.country.is_none() || own.year.is_none() {
            return vec![index];
        }
        let mut by_year: BTreeMap<i16, ReportIndex> = BTreeMap::new();
        for one in self.editions.iter().filter(|one| one.is_of_line(own)) {
            let Some(year) = one.year else { continue };
            // Of two on one year the one at hand, else the first.
            let kept = by_year.entry(year).or_insert(one.index);
            if one.index == index {
                *kept = index;
            }
        }
        by_year.into_values().collect()
    }

    /// The edition `by` steps later (or earlier) of the same publisher on the same country.
    pub fn neighbour(&self, index: ReportIndex, by: isize) -> Option<ReportIndex> {
        let line = self.line(index);
        let at = line.iter().position(|one| *one == index)?;
        line.get(at.checked_add_signed(by)?).copied()
    }

    /// What an edition is called beside others: its year, where that tells it from them.
    pub fn head(&self, among: &[ReportIndex], index: ReportIndex) -> String {
        let year = |index: ReportIndex| self.get(index).and_then(|edition| edition.year);
        let own = year(index);
        let alone = among.iter().filter(|other| year(**other) == own).count() == 1;
        match (own, self.get(index)) {
            (Some(year), _) if alone => year.to_string(),
            (_, Some(edition)) => edition.name.clone(),
            _ => String::new(),
        }
    }

    /// The countries, each with how many editions there are on it.
    pub fn countries(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for country in self.editions.iter().filter_map(|one| one.country.as_deref()) {
            *counts.entry(country).or_default() += 1;
        }
        counts.into_iter().map(|(country, count)| (country.to_owned(), count)).collect()
    }

    /// What to compare at first: the two newest editions of the line of the report at hand; where
    /// that is the only one of its line, the two newest on its country; with nothing at hand, the
    /// two newest of the longest line there is. One alone where there is no more.
    pub fn newest(&self, at_hand: Option<ReportIndex>) -> Vec<ReportIndex> {
        let known = at_hand.and_then(|index| self.get(index));
        let Some(known) = known else { return last_two(&self.longest(None)) };
        let own = self.line(known.index);
        match &known.country {
            Some(country) if own.len() < 2 => {
                let found = self.newest_on(country);
                if found.len() < 2 { own } else { found }
            }
            _ => last_two(&own),
        }
    }

    /// The two newest editions of the longest line on a country; where no publisher has two, of
    /// different ones.
    pub fn newest_on(&self, country: &str) -> Vec<ReportIndex> {
        let longest = self.longest(Some(country));
        if longest.len() > 1 {
            return last_two(&longest);
        }
        let on = |one: &&Edition| one.country.as_deref() == Some(country) && one.year.is_some();
        let mut all: Vec<&Edition> = self.editions.iter().filter(on).collect();
        all.sort_by_key(|one| one.year);
        let all: Vec<ReportIndex> = all.into_iter().map(|one| one.index).collect();
        if all.len() > 1 { last_two(&all) } else { longest }
    }

    /// The line with most editions, on a country if one is named; of equally long ones the newest.
    fn longest(&self, country: Option<&str>) -> Vec<ReportIndex> {
        let mut lines: BTreeMap<(&str, Option<&str>), BTreeMap<i16, ReportIndex>> = BTreeMap::new();
        let mut undated = None;
        for one in &self.editions {
            let Some(of) = one.country.as_deref() else { continue };
            if country.is_some_and(|country| country != of) {
                continue;
            }
            let Some(year) = one.year else {
                undated = undated.or(Some(one.index));
                continue;
            };
            let line = lines.entry((of, one.publisher.as_deref())).or_default();
            line.entry(year).or_insert(one.index);
        }
        let length =
            |line: &BTreeMap<i16, ReportIndex>| (line.len(), line.keys().next_back().copied());
        let longest = lines.into_iter().max_by_key(|(name, line)| (length(line), Reverse(*name)));
        longest
            .map_or_else(|| undated.into_iter().collect(), |(_, line)| line.into_values().collect())
    }

    /// The editions of one publisher on one year, by country: what stands beside this one.
    pub fn across(&self, index: ReportIndex) -> Vec<ReportIndex> {
        let Some(own) = self.get(index) else { return Vec::new() };
        let same = |one: &&Edition| {
            one.index == index
                || one.country.is_some()
                    && one.year.is_some()
                    && (one.year, &one.publisher) == (own.year, &own.publisher)
        };
        let mut by_country: BTreeMap<Option<&str>, ReportIndex> = BTreeMap::new();
        for one in self.editions.iter().filter(same) {
            let kept = by_country.entry(one.country.as_deref()).or_insert(one.index);
            if one.index == index {
                *kept = index;
            }
        }
        by_country.into_values().collect()
    }
}

fn edition(index: ReportIndex, metadata: &Metadata, name: String) -> Edition {
    Edition {
        index,
        country: metadata.country().map(str::to_owned),
        publisher: metadata.publisher().map(str::to_owned),
        year: metadata.year(),
        name,
    }
}

fn last_two(line: &[ReportIndex]) -> Vec<ReportIndex> {
    line.get(line.len().saturating_sub(2)..).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(index: u32, country: &str, publisher: &str, year: i16) -> Edition {
        Edition {
            index: ReportIndex(index),
            country: Some(country.to_owned()),
            publisher: Some(publisher.to_owned()),
            year: (year > 0).then_some(year),
            name: format!("{country} {year} · {publisher}"),
        }
    }

    fn shelf() -> Shelf {
        Shelf::new(vec![
            on(0, "Orvany", "Tidewatch", 2021),
            on(1, "Orvany", "Tidewatch", 2018),
            on(2, "Orvany", "Tidewatch", 2020),
            on(3, "Orvany", "Office of Reports", 2021),
            on(4, "Telmark", "Tidewatch", 2021),
            on(5, "Telmark", "Office of Reports", 0),
        ])
    }

    fn numbers(found: &[ReportIndex]) -> Vec<u32> {
        found.iter().map(|index| index.0).collect()
    }

    #[test]
    fn a_line_is_one_publisher_on_one_country_by_year() {
        let shelf = shelf();
        assert_eq!(numbers(&shelf.line(ReportIndex(2))), [1, 2, 0]);
        assert_eq!(shelf.neighbour(ReportIndex(2), -1), Some(ReportIndex(1)));
        assert_eq!(shelf.neighbour(ReportIndex(2), 1), Some(ReportIndex(0)));
        assert_eq!(shelf.neighbour(ReportIndex(1), -1), None);
        assert_eq!(numbers(&shelf.line(ReportIndex(5))), [5], "without a year it stands alone");
        assert!(shelf.line(ReportIndex(9)).is_empty());
    }

    #[test]
    fn the_two_newest_of_what_is_at_hand_come_first() {
        let shelf = shelf();
        assert_eq!(numbers(&shelf.newest(Some(ReportIndex(1)))), [2, 0]);
        assert_eq!(numbers(&shelf.newest(Some(ReportIndex(3)))), [2, 0], "the longest line on it");
        assert_eq!(numbers(&shelf.newest(Some(ReportIndex(4)))), [4], "there is no other");
        assert_eq!(numbers(&shelf.newest(None)), [2, 0]);
        assert_eq!(numbers(&shelf.newest_on("Telmark")), [4]);
        assert!(Shelf::default().newest(None).is_empty());
    }

    #[test]
    fn countries_of_one_year_stand_across() {
        let shelf = shelf();
        assert_eq!(numbers(&shelf.across(ReportIndex(0))), [0, 4]);
        assert_eq!(shelf.countries(), [("Orvany".to_owned(), 4), ("Telmark".to_owned(), 2)]);
        let short = |index| shelf.get(ReportIndex(index)).unwrap().short();
        let head = |among: &[u32], index| {
            let among: Vec<ReportIndex> = among.iter().copied().map(ReportIndex).collect();
            shelf.head(&among, ReportIndex(index))
        };
        assert_eq!(head(&[0, 1], 0), "2021");
        assert_eq!(head(&[0, 4], 0), "Orvany 2021 · Tidewatch", "both are of one year");
        assert_eq!(short(0), "2021 · Tidewatch");
        assert_eq!(short(5), "Telmark 0 · Office of Reports");
    }
}
