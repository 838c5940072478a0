//! Years that are asked for: ranges that may be open, and reports without a year.

use serde::{Deserialize, Serialize};

/// Years that are asked for; all where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Years {
    /// From the first of each to its last, in order, none touching the next.
    ranges: Vec<(i16, i16)>,
    /// Whether reports are asked for whose year was not found.
    pub undated: bool,
}

/// What an open range begins or ends with.
const OPEN: (i16, i16) = (i16::MIN, i16::MAX);

impl Years {
    /// From one year to another, either of which may be left open. All where both are.
    pub fn between(from: Option<i16>, to: Option<i16>) -> Self {
        let mut years = Self::default();
        if from.is_some() || to.is_some() {
            let (from, to) = (from.unwrap_or(OPEN.0), to.unwrap_or(OPEN.1));
            years.ranges.push((from.min(to), to.max(from)));
        }
        years
    }

    /// Just these years.
    pub fn of(years: impl IntoIterator<Item = i16>) -> Self {
        let mut all: Vec<i16> = years.into_iter().collect();
        all.sort_unstable();
        let mut ranges: Vec<(i16, i16)> = Vec::new();
        for year in all {
            match ranges.last_mut() {
                Some((_, to)) if year <= to.saturating_add(1) => *to = year,
                _ => ranges.push((year, year)),
            }
        }
        Self { ranges, undated: false }
    }

    /// Whether nothing is asked for, and so every report fits.
    pub fn is_all(&self) -> bool {
        self.ranges.is_empty() && !self.undated
    }

    /// Whether a report of this year is asked for.
    pub fn contains(&self, year: Option<i16>) -> bool {
        let within = |year| self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&year));
        self.is_all() || year.map_or(self.undated, within)
    }

    /// The first and the last year, where they are one range; either may be open.
    pub fn ends(&self) -> Option<(Option<i16>, Option<i16>)> {
        let [(from, to)] = self.ranges.as_slice() else { return None };
        Some((Some(*from).filter(|from| *from != OPEN.0), Some(*to).filter(|to| *to != OPEN.1)))
    }

    /// The years in words: `2015–2019, 2021`, `from 2015`.
    pub fn words(&self) -> Option<String> {
        let range = |(from, to): &(i16, i16)| match (*from == OPEN.0, *to == OPEN.1) {
            (true, _) => format!("until {to}"),
            (_, true) => format!("from {from}"),
            _ if from == to => from.to_string(),
            _ => format!("{from}–{to}"),
        };
        let ranges = self.ranges.iter().map(range);
        let undated = self.undated.then(|| "no year".to_owned());
        let all: Vec<String> = ranges.chain(undated).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }
}
