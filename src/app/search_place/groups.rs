//! The hits of a search as lines of a list: each report's head, below it its hits, and where there
//! are many of them a line that shows the rest.
//!
//! In come the hits by report with what each report is, and what the user has chosen of them; out
//! come the lines, and how many hits there are by year and by country.

use crate::entities::ReportIndex;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The order of the reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What fits best comes first.
    #[default]
    Fit,
    /// The latest year first.
    Year,
    /// By country, the latest year first.
    Country,
    /// Those with the most hits first.
    Hits,
}

impl Order {
    /// All orders, each with its words.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Fit, "Best first"),
        (Self::Year, "Latest first"),
        (Self::Country, "By country"),
        (Self::Hits, "Most hits"),
    ];
}

/// What the user has chosen of the hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The order of the reports.
    pub order: Order,
    /// The years whose hits are shown; all where there are none.
    pub years: BTreeSet<i16>,
    /// The countries whose hits are shown; all where there are none.
    pub countries: BTreeSet<String>,
    /// Reports whose hits are folded away.
    pub closed: HashSet<ReportIndex>,
    /// Reports all of whose hits are shown.
    pub whole: HashSet<ReportIndex>,
}

impl View {
    /// Whether hits are left out.
    pub fn is_narrowed(&self) -> bool {
        !self.years.is_empty() || !self.countries.is_empty()
    }

    fn has_year(&self, of: &About) -> bool {
        self.years.is_empty() || of.year.is_some_and(|year| self.years.contains(&year))
    }

    fn has_country(&self, of: &About) -> bool {
        let named = |country: &String| self.countries.contains(country);
        self.countries.is_empty() || of.country.as_ref().is_some_and(named)
    }
}

/// What a report is, as far as the list has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The country it is about.
    pub country: Option<String>,
    /// The year it covers.
    pub year: Option<i16>,
    /// How many words it has.
    pub words: usize,
    /// Where it stands in the order of names.
    pub rank: u32,
}

/// A report that holds hits, and how many.
pub type Holding = (ReportIndex, usize);

/// A hit: the report that holds it, and which of its hits it is, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hit {
    /// The report.
    pub report: ReportIndex,
    /// Which one.
    pub number: usize,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A report with so many hits.
    Report(ReportIndex, usize),
    /// A hit in it.
    Hit(Hit),
    /// So many more hits in it that are not listed.
    More(ReportIndex, usize),
}

/// The lines of a search, and how many hits there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
    /// The reports that are listed, in order, with how many hits they hold.
    pub reports: Vec<Holding>,
    /// Hits in the reports that are listed.
    pub hits: usize,
    /// Hits by the year that their report covers, in the countries that are chosen; reports without a
    /// known year are left out.
    pub years: BTreeMap<i16, usize>,
    /// Hits by country, in the years that are chosen, the most first.
    pub countries: Vec<(String, usize)>,
}

/// How many hits of a report are listed before the user asks for the rest.
pub const LISTED: usize = 4;

impl Groups {
    /// Sorts what was found, as the user wants to see it.
    pub fn new(found: &[Holding], about: impl Fn(ReportIndex) -> About, view: &View) -> Self {
        let mut groups = Self::default();
        let mut countries: BTreeMap<String, usize> = BTreeMap::new();
        let mut listed: Vec<(About, Holding)> = Vec::new();
        for (index, hits) in found {
            let about = about(*index);
            let (year, country) = (view.has_year(&about), view.has_country(&about));
            if let Some(own) = about.year.filter(|_| country) {
                *groups.years.entry(own).or_default() += hits;
            }
            if let Some(own) = about.country.clone().filter(|_| year) {
                *countries.entry(own).or_default() += hits;
            }
            if year && country {
                groups.hits += hits;
                listed.push((about, (*index, *hits)));
            }
        }
        groups.countries = countries.into_iter().collect();
        groups.countries.sort_by_key(|(_, hits)| Reverse(*hits));
        sort(&mut listed, view.order);
        groups.reports = listed.into_iter().map(|(_, holding)| holding).collect();
        groups.lay(view);
        groups
    }

    fn lay(&mut self, view: &View) {
        for (report, hits) in self.reports.iter().copied() {
            self.lines.push(Line::Report(report, hits));
            if view.closed.contains(&report) {
                continue;
            }
            // A line that says "1 more" takes the room of that one.
            let all = view.whole.contains(&report) || hits <= LISTED + 1;
            let shown = if all { hits } else { LISTED };
            self.lines.extend((0..shown).map(|number| Line::Hit(Hit { report, number })));
            if shown < hits {
                self.lines.push(Line::More(report, hits - shown));
            }
        }
    }

    /// The hit that is `by` hits from another, through all reports that are listed and all of their
    /// hits; the first where there is no other.
    pub fn step(&self, from: Option<Hit>, by: isize) -> Option<Hit> {
        let mut before = 0;
        let at = from.and_then(|from| {
            self.reports.iter().find_map(|(report, hits)| {
                let start = before;
                before += hits;
                (*report == from.report && from.number < *hits).then_some(start + from.number)
            })
        });
        let mut left = match at {
            None => 0,
            Some(at) => at.saturating_add_signed(by).min(self.hits.saturating_sub(1)),
        };
        self.reports.iter().find_map(|(report, hits)| {
            if left < *hits {
                return Some(Hit { report: *report, number: left });
            }
            left -= hits;
            None
        })
    }
}

fn sort(listed: &mut [(About, Holding)], order: Order) {
    match order {
        Order::Year => listed.sort_by(|(a, _), (b, _)| by_year(a, b)),
        Order::Country => listed.sort_by(|(a, _), (b, _)| by_country(a, b)),
        Order::Hits => {
            listed.sort_by(|(a, (_, a_hits)), (b, (_, b_hits))| {
                b_hits.cmp(a_hits).then_with(|| by_country(a, b))
            });
        }
        Order::Fit => {
            let words: usize = listed.iter().map(|(about, _)| about.words).sum();
            let usual = words as f64 / listed.len().max(1) as f64;
            let fit = |about: &About, (_, hits): Holding| fit(hits, about.words, usual);
            listed.sort_by(|(a, a_held), (b, b_held)| {
                fit(b, *b_held).total_cmp(&fit(a, *a_held)).then_with(|| by_country(a, b))
            });
        }
    }
}

/// How well a report fits: by how many of its passages do, each more counting less, and less in a
/// long report than in a short one. (Robertson and Zaragoza 2009, BM25, with their usual constants
/// and a passage in the place of a word.)
fn fit(hits: usize, words: usize, usual: f64) -> f64 {
    let (hits, long) = (hits as f64, words as f64 / usual.max(1.0));
    hits * 2.2 / (hits + 1.2 * (0.25 + 0.75 * long))
}

fn by_year(a: &About, b: &About) -> Ordering {
    let key = |of: &About| (of.year.is_none(), Reverse(of.year));
    key(a).cmp(&key(b)).then_with(|| a.country.cmp(&b.country)).then(a.rank.cmp(&b.rank))
}

fn by_country(a: &About, b: &About) -> Ordering {
    let none = |of: &About| of.country.is_none();
    none(a)
        .cmp(&none(b))
        .then_with(|| a.country.cmp(&b.country))
        .then_with(|| (a.year.is_none(), Reverse(a.year)).cmp(&(b.year.is_none(), Reverse(b.year))))
        .then(a.rank.cmp(&b.rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUND: [Holding; 4] =
        [(ReportIndex(0), 2), (ReportIndex(1), 9), (ReportIndex(2), 1), (ReportIndex(3), 5)];

    fn about(index: ReportIndex) -> About {
        let (country, year) = match index.0 {
            0 => (None, 2019),
            1 => (Some("Telmark"), 2018),
            2 => (Some("Orvany"), 2018),
            _ => (Some("Orvany"), 2021),
        };
        // The report with the most hits is by far the longest.
        let words = if index.0 == 1 { 90_000 } else { 1_000 };
        About { country: country.map(str::to_owned), year: Some(year), words, rank: index.0 }
    }

    fn heads(groups: &Groups) -> Vec<(u32, usize)> {
        let head = |line: &Line| match line {
            Line::Report(index, count) => Some((index.0, *count)),
            _ => None,
        };
        groups.lines.iter().filter_map(head).collect()
    }

    #[test]
    fn reports_stand_in_the_order_that_is_chosen() {
        let in_order = |order| {
            let view = View { order, ..View::default() };
            let reports = heads(&Groups::new(&FOUND, about, &view));
            reports.into_iter().map(|(index, _)| index).collect::<Vec<_>>()
        };
        assert_eq!(in_order(Order::Fit), [3, 0, 2, 1], "a long report holds many by chance");
        assert_eq!(in_order(Order::Country), [3, 2, 1, 0]);
        assert_eq!(in_order(Order::Year), [3, 0, 2, 1]);
        assert_eq!(in_order(Order::Hits), [1, 3, 0, 2]);
    }

    #[test]
    fn many_hits_of_a_report_are_listed_when_they_are_asked_for() {
        let closed = HashSet::from([ReportIndex(0)]);
        let mut view = View { order: Order::Hits, closed, ..View::default() };
        let groups = Groups::new(&FOUND, about, &view);
        // One folded, one cut, one of a single hit, one of one more than are listed: all of it.
        assert_eq!(groups.lines.len(), 1 + (1 + 4 + 1) + (1 + 1) + (1 + 5));
        assert_eq!(groups.lines[5], Line::More(ReportIndex(1), 5));
        assert_eq!((groups.hits, groups.reports.len()), (17, 4));
        view.whole.insert(ReportIndex(1));
        let groups = Groups::new(&FOUND, about, &view);
        assert_eq!(groups.lines.len(), 1 + (1 + 9) + (1 + 1) + (1 + 5));
    }

    #[test]
    fn years_and_countries_are_counted_under_each_other() {
        let all = Groups::new(&FOUND, about, &View::default());
        assert_eq!(all.years, BTreeMap::from([(2018, 10), (2019, 2), (2021, 5)]));
        let named = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
            pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
        };
        assert_eq!(all.countries, named(&[("Telmark", 9), ("Orvany", 6)]));
        let view = View { years: BTreeSet::from([2018]), ..View::default() };
        let narrowed = Groups::new(&FOUND, about, &view);
        assert_eq!(narrowed.years, all.years, "the other years can still be chosen");
        assert_eq!(narrowed.countries, named(&[("Telmark", 9), ("Orvany", 1)]));
        assert_eq!((narrowed.hits, narrowed.reports.len()), (10, 2));
    }

    #[test]
    fn steps_lead_through_hits_that_are_not_listed_and_on_to_the_next_report() {
        let view = View { order: Order::Hits, ..View::default() };
        let groups = Groups::new(&FOUND, about, &view);
        let at = |report: u32, number| Some(Hit { report: ReportIndex(report), number });
        assert_eq!(groups.step(None, 1), at(1, 0));
        assert_eq!(groups.step(at(1, 3), 1), at(1, 4), "listed or not");
        assert_eq!(groups.step(at(1, 8), 1), at(3, 0));
        assert_eq!(groups.step(at(3, 0), -1), at(1, 8));
        assert_eq!(groups.step(at(1, 0), -1), at(1, 0), "the first stays");
        assert_eq!(groups.step(at(2, 0), 1), at(2, 0), "so does the last");
        assert_eq!(groups.step(at(7, 0), 1), at(1, 0), "what is not listed is left for the first");
    }
}
