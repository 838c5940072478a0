//! The year that a report covers, which is not always the year of its printing.

use super::{Evidence, first_guess, publishers};
use crate::report::Guess;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Years that a report can be about.
const YEARS: std::ops::RangeInclusive<i16> = 1945..=2099;

#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test run")]
static EVENTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bevents of (\d{4})\b").expect("a constant pattern"));

/// Text whose years are counted.
const COUNTED: usize = 400_000;

/// The year covered, with its reason.
pub fn covered(evidence: &Evidence<'_>) -> Option<Guess<i16>> {
    let cover = evidence.cover.join("\n");
    let declared = evidence.declared;
    let events = || {
        let found = EVENTS.captures(&cover)?;
        found.get(1)?.as_str().parse().ok()
    };
    first_guess(&[
        (&events, "on the first page"),
        (&|| evidence.title.and_then(titled), evidence.title_why),
        (&|| declared.title.as_deref().and_then(titled), "in the file's properties"),
        (&|| titled(evidence.file), "in the file name"),
        (&|| declared.margins.iter().find_map(|head| titled(head)), "in the page heads"),
        (&|| declared.address.as_deref().and_then(titled), "in the page's address"),
        (&|| titled(&cover), "on the first page"),
        (&|| most_named(evidence), "named most often"),
    ])
}

/// The year in a title, a file name or an address: the last one of it ("2014–2015" covers the
/// later more than the earlier), set back where the series is named after the year of printing.
fn titled(text: &str) -> Option<i16> {
    let text = text.replace(['-', '_'], " ");
    let year = years(&text).last()?;
    Some(if publishers::covers_year_before(&text) { year - 1 } else { year })
}

/// The numbers of `text` that are years and stand for themselves: no part of a longer number.
fn years(text: &str) -> impl Iterator<Item = i16> + '_ {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| YEARS.contains(year))
}

/// The year that the text names most often, the later of two that are even.
fn most_named(evidence: &Evidence<'_>) -> Option<i16> {
    let text = &evidence.clean.text;
    let shown = (0..=COUNTED.min(text.len())).rev().find_map(|end| text.get(..end))?;
    let mut counts: HashMap<i16, usize> = HashMap::new();
    for year in years(shown) {
        *counts.entry(year).or_default() += 1;
    }
    let (year, count) = counts.into_iter().max_by_key(|(year, count)| (*count, *year))?;
    (count >= 3).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_title_is_the_one_it_covers() {
        let table = [
            ("Norway 2031 Human Rights Report", Some(2031)),
            ("norway2031", Some(2031)),
            ("World Report 2031", Some(2030)),
            ("world-report-2031-norway", Some(2030)),
            ("Review of 2014–2015", Some(2015)),
            ("Paper 12345 of 1200", None),
        ];
        for (text, want) in table {
            assert_eq!(titled(text), want, "{text}");
        }
    }
}
