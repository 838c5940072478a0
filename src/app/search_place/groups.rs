//! The hits of a search as lines of a list: each report's head, below it its hits, and where there
//! are many of them a line that shows the rest.
//!
//! In come the hits by report with what each report is, and what the user has chosen of them; out
//! come the lines, and how many hits there are by year and by country.

use crate::entities::ReportIndex;
use crate::report::Span;
use crate::workspace::Found;
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
    /// Where it stands in the order of names.
    pub rank: u32,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A report with so many hits.
    Report(ReportIndex, usize),
    /// A hit in it.
    Hit(ReportIndex, Span),
    /// So many more hits in it that are not listed.
    More(ReportIndex, usize),
}

/// The lines of a search, and how many hits there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
    /// The reports that are listed, in order: each with where its hits begin among those found.
    pub order: Vec<usize>,
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
    /// Sorts the hits, as the user wants to see them.
    pub fn new(found: &Found, about: impl Fn(ReportIndex) -> About, view: &View) -> Self {
        let mut groups = Self::default();
        let mut countries: BTreeMap<String, usize> = BTreeMap::new();
        let mut listed: Vec<(About, usize)> = Vec::new();
        for (at, (index, hits)) in found.hits.iter().enumerate() {
            let about = about(*index);
            let (year, country) = (view.has_year(&about), view.has_country(&about));
            if let Some(own) = about.year.filter(|_| country) {
                *groups.years.entry(own).or_default() += hits.len();
            }
            if let Some(own) = about.country.clone().filter(|_| year) {
                *countries.entry(own).or_default() += hits.len();
            }
            if year && country {
                groups.hits += hits.len();
                listed.push((about, at));
            }
        }
        groups.countries = countries.into_iter().collect();
        groups.countries.sort_by_key(|(_, hits)| Reverse(*hits));
        let weight = |at: usize| found.hits.get(at).map_or(0, |(_, hits)| hits.len());
        listed.sort_by(|(a, at_a), (b, at_b)| match view.order {
            Order::Fit => at_a.cmp(at_b),
            Order::Year => by_year(a, b),
            Order::Country => by_country(a, b),
            Order::Hits => weight(*at_b).cmp(&weight(*at_a)).then_with(|| by_country(a, b)),
        });
        groups.order = listed.into_iter().map(|(_, at)| at).collect();
        groups.lay(found, view);
        groups
    }

    fn lay(&mut self, found: &Found, view: &View) {
        for (index, hits) in self.order.iter().filter_map(|at| found.hits.get(*at)) {
            self.lines.push(Line::Report(*index, hits.len()));
            if view.closed.contains(index) {
                continue;
            }
            // A line that says "1 more" takes the room of that one.
            let all = view.whole.contains(index) || hits.len() <= LISTED + 1;
            let shown = if all { hits.len() } else { LISTED };
            self.lines.extend(hits.iter().take(shown).map(|hit| Line::Hit(*index, *hit)));
            if shown < hits.len() {
                self.lines.push(Line::More(*index, hits.len() - shown));
            }
        }
    }

    /// How many reports are listed.
    pub fn reports(&self) -> usize {
        self.order.len()
    }

    /// The hit that is `by` hits from another, through all reports that are listed and all of their
    /// hits; the first where there is no other.
    pub fn step(
        &self,
        found: &Found,
        from: Option<(ReportIndex, Span)>,
        by: isize,
    ) -> Option<(ReportIndex, Span)> {
        let hits = || {
            let reports = self.order.iter().filter_map(|at| found.hits.get(*at));
            reports.flat_map(|(index, hits)| hits.iter().map(move |hit| (*index, *hit)))
        };
        let at = from.and_then(|from| hits().position(|hit| hit == from));
        match at {
            None => hits().next(),
            Some(at) => {
                let to = at.saturating_add_signed(by).min(self.hits.saturating_sub(1));
                hits().nth(to)
            }
        }
    }
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

    fn hit(at: usize) -> Span {
        Span::new(at, at + 3)
    }

    fn found() -> Found {
        let hits = |count: usize| (0..count).map(|at| hit(at * 10)).collect();
        let hits = [2, 9, 1, 5].into_iter().map(hits);
        let hits = (0..).map(ReportIndex).zip(hits).collect();
        Found { hits, ..Found::default() }
    }

    fn about(index: ReportIndex) -> About {
        let (country, year) = match index.0 {
            0 => (None, 2019),
            1 => (Some("Telmark"), 2018),
            2 => (Some("Orvany"), 2018),
            _ => (Some("Orvany"), 2021),
        };
        About { country: country.map(str::to_owned), year: Some(year), rank: index.0 }
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
            let reports = heads(&Groups::new(&found(), about, &view));
            reports.into_iter().map(|(index, _)| index).collect::<Vec<_>>()
        };
        assert_eq!(in_order(Order::Fit), [0, 1, 2, 3], "as they were found");
        assert_eq!(in_order(Order::Country), [3, 2, 1, 0]);
        assert_eq!(in_order(Order::Year), [3, 0, 2, 1]);
        assert_eq!(in_order(Order::Hits), [1, 3, 0, 2]);
    }

    #[test]
    fn many_hits_of_a_report_are_listed_when_they_are_asked_for() {
        let mut view = View { closed: HashSet::from([ReportIndex(0)]), ..View::default() };
        let groups = Groups::new(&found(), about, &view);
        // One folded, one cut, one of a single hit, one of one more than are listed: all of it.
        assert_eq!(groups.lines.len(), 1 + (1 + 4 + 1) + (1 + 1) + (1 + 5));
        assert_eq!(groups.lines[6], Line::More(ReportIndex(1), 5));
        assert_eq!((groups.hits, groups.reports()), (17, 4));
        view.whole.insert(ReportIndex(1));
        let groups = Groups::new(&found(), about, &view);
        assert_eq!(groups.lines.len(), 1 + (1 + 9) + (1 + 1) + (1 + 5));
    }

    #[test]
    fn years_and_countries_are_counted_under_each_other() {
        let all = Groups::new(&found(), about, &View::default());
        assert_eq!(all.years, BTreeMap::from([(2018, 10), (2019, 2), (2021, 5)]));
        let named = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
            pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
        };
        assert_eq!(all.countries, named(&[("Telmark", 9), ("Orvany", 6)]));
        let view = View { years: BTreeSet::from([2018]), ..View::default() };
        let narrowed = Groups::new(&found(), about, &view);
        assert_eq!(narrowed.years, all.years, "the other years can still be chosen");
        assert_eq!(narrowed.countries, named(&[("Telmark", 9), ("Orvany", 1)]));
        assert_eq!((narrowed.hits, narrowed.reports()), (10, 2));
    }

    #[test]
    fn steps_lead_through_hits_that_are_not_listed_and_on_to_the_next_report() {
        let (found, view) = (found(), View::default());
        let groups = Groups::new(&found, about, &view);
        let at = |report: u32, hit_at: usize| Some((ReportIndex(report), hit(hit_at * 10)));
        assert_eq!(groups.step(&found, None, 1), at(0, 0));
        assert_eq!(groups.step(&found, at(0, 1), 1), at(1, 0));
        assert_eq!(groups.step(&found, at(1, 3), 1), at(1, 4), "listed or not");
        assert_eq!(groups.step(&found, at(1, 0), -1), at(0, 1));
        assert_eq!(groups.step(&found, at(0, 0), -1), at(0, 0), "the first stays");
        assert_eq!(groups.step(&found, at(3, 4), 1), at(3, 4), "so does the last");
    }
}
