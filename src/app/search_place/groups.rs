//! The hits of a search as lines of a list: each report's head, and below it its hits.

use crate::entities::ReportIndex;
use crate::report::{Metadata, Span};
use crate::workspace::{Found, Workspace};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A report with so many hits.
    Report(ReportIndex, usize),
    /// A hit in it.
    Hit(ReportIndex, Span),
}

/// The lines of a search, and how many hits there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
    /// Hits in all reports.
    pub hits: usize,
    /// Reports that hold a hit.
    pub reports: usize,
    /// Hits by the year that their report covers; reports without a known year are left out.
    pub years: BTreeMap<i16, usize>,
}

impl Groups {
    /// Sorts the hits by country, the latest report first; the hits of `closed` reports are left
    /// out of the lines.
    pub fn new(workspace: &Workspace, found: &Found, closed: &HashSet<ReportIndex>) -> Self {
        let metadata = |index| workspace.head(index).map(|head| &head.metadata);
        Self::of(&found.hits, metadata, closed)
    }

    fn of<'a>(
        found: &[(ReportIndex, Vec<Span>)],
        metadata: impl Fn(ReportIndex) -> Option<&'a Metadata>,
        closed: &HashSet<ReportIndex>,
    ) -> Self {
        let mut reports: Vec<&(ReportIndex, Vec<Span>)> = found.iter().collect();
        reports.sort_by_key(|(index, _)| {
            let known = metadata(*index);
            let country = known.and_then(Metadata::country);
            (country.is_none(), country, Reverse(known.and_then(Metadata::year)), *index)
        });
        let mut groups = Self { reports: found.len(), ..Self::default() };
        for (index, hits) in reports {
            groups.hits += hits.len();
            if let Some(year) = metadata(*index).and_then(Metadata::year) {
                *groups.years.entry(year).or_default() += hits.len();
            }
            groups.lines.push(Line::Report(*index, hits.len()));
            if !closed.contains(index) {
                groups.lines.extend(hits.iter().map(|hit| Line::Hit(*index, *hit)));
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Guess;

    fn about(country: Option<&str>, year: i16) -> Metadata {
        Metadata {
            country: country.map(|country| Guess::new(country.to_owned(), "a test")),
            year: Some(Guess::new(year, "a test")),
            ..Metadata::default()
        }
    }

    #[test]
    fn reports_stand_by_country_and_the_latest_first() {
        let known = [
            about(None, 2019),
            about(Some("Telmark"), 2018),
            about(Some("Orvany"), 2018),
            about(Some("Orvany"), 2021),
        ];
        let hit = |at| Span::new(at, at + 3);
        let found: Vec<_> = (0..4).map(|at| (ReportIndex(at), vec![hit(0), hit(9)])).collect();
        let metadata = |index: ReportIndex| known.get(index.0 as usize);
        let closed = HashSet::from([ReportIndex(2)]);
        let groups = Groups::of(&found, metadata, &closed);
        let heads: Vec<_> = groups
            .lines
            .iter()
            .filter_map(|line| match line {
                Line::Report(index, count) => Some((index.0, *count)),
                Line::Hit(..) => None,
            })
            .collect();
        assert_eq!(heads, [(3, 2), (2, 2), (1, 2), (0, 2)]);
        assert_eq!(groups.lines.len(), 4 + 6);
        assert_eq!(groups.lines[1], Line::Hit(ReportIndex(3), hit(0)));
        assert_eq!((groups.hits, groups.reports), (8, 4));
        assert_eq!(groups.years, BTreeMap::from([(2018, 4), (2019, 2), (2021, 2)]));
    }
}
