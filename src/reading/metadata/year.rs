//! The year that a report covers, which is not always the year of its printing.

use super::{Evidence, first_guess, publishers, symbols};
use crate::report::Guess;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Years that a report can be about.
pub const YEARS: std::ops::RangeInclusive<i16> = 1945..=2099;

#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test run")]
static EVENTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bevents of (\d{4})\b").expect("a constant pattern"));

/// "2031/32": a yearbook of two years.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test run")]
static DOUBLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b((?:19|20)\d\d)/(?:\d\d|(?:19|20)\d\d)\b").expect("a constant pattern")
});

/// Text whose years are counted.
const COUNTED: usize = 400_000;
/// A line of the cover this short that holds a year is its date, in bytes.
const DATE_LINE: usize = 40;

/// The year covered, with its reason.
pub fn covered(evidence: &Evidence<'_>) -> Option<Guess<i16>> {
    let declared = evidence.declared;
    let cover = &evidence.cover;
    let heads = &declared.margins;
    let symbol = symbols::own(evidence);
    let address = declared.address.as_deref();
    first_guess(&[
        (&|| symbols::year_of_issue(evidence), "by its date of issue"),
        (&|| symbols::year_of_session(symbol?), "by the session that its symbol names"),
        (&|| symbol.and_then(|_| dated(cover)), "by its date of issue"),
        (&|| cover.iter().find_map(|line| events(line)), "on the first page"),
        (&|| evidence.title.and_then(of_series), evidence.title_why),
        (&|| declared.title.as_deref().and_then(of_series), "in the file's properties"),
        (&|| cover.iter().find_map(|line| of_series(line)), "on the first page"),
        (&|| heads.iter().find_map(|line| of_series(line)), "in the page heads"),
        (&|| evidence.title.and_then(titled), evidence.title_why),
        (&|| declared.title.as_deref().and_then(titled), "in the file's properties"),
        (&|| titled(evidence.file), "in the file name"),
        (&|| heads.iter().find_map(|head| titled(head)), "in the page heads"),
        (&|| address.and_then(titled), "in the page's address"),
        (&|| dated(cover), "on the first page"),
        (&|| titled(&cover.join("\n")), "on the first page"),
        (&|| of_publication(evidence), "by its date of publication"),
        (&|| most_named(evidence), "by the years that it names most often"),
    ])
}

fn events(line: &str) -> Option<i16> {
    EVENTS.captures(line)?.get(1)?.as_str().parse().ok()
}

/// The year in words that name a known series: "World Report 2032: Norway", "Country Reports on
/// Human Rights Practices - 2031".
fn of_series(words: &str) -> Option<i16> {
    let words = words.get(..LONGEST_TITLE).unwrap_or(words);
    if publishers::of_series(words).is_some() { titled(words) } else { None }
}

/// More than this is text, in bytes.
const LONGEST_TITLE: usize = 300;

/// The year in a title, a file name or an address: the last one of it ("2014–2015" covers the
/// later more than the earlier), the first of a yearbook's two ("2031/32"), set back where the
/// series is named after the year of printing.
fn titled(text: &str) -> Option<i16> {
    if let Some(double) = DOUBLE.captures(text) {
        return double.get(1)?.as_str().parse().ok();
    }
    let text = text.replace(['-', '_'], " ");
    let year = years(&text).last()?;
    Some(if publishers::covers_year_before(&text) { year - 1 } else { year })
}

/// The year of the first short line that has one: "May 2031".
fn dated(cover: &[&str]) -> Option<i16> {
    cover.iter().filter(|line| line.len() <= DATE_LINE).find_map(|line| first_year(line))
}

/// The first year of some words.
pub fn first_year(words: &str) -> Option<i16> {
    years(words).next()
}

/// The numbers of `text` that are years and stand for themselves: no part of a longer number.
fn years(text: &str) -> impl Iterator<Item = i16> + '_ {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| YEARS.contains(year))
}

/// The year of publication; of a report on "the year" that came out early in a year, the year
/// before.
fn of_publication(evidence: &Evidence<'_>) -> Option<i16> {
    let mut parts = evidence.declared.published.as_deref()?.split('-');
    let year: i16 = parts.next()?.parse().ok().filter(|year| YEARS.contains(year))?;
    let month: u8 = parts.next()?.parse().ok()?;
    // A web page tells when it was published, a paper file only when the file was made.
    let web = evidence.declared.address.is_some() || evidence.declared.site.is_some();
    web.then(|| if month <= 6 && is_annual(counted(evidence)) { year - 1 } else { year })
}

/// The year that the text names most often, the later of two that are nearly even. A report on
/// "the year" gives its own dates without a year and names the one before most.
fn most_named(evidence: &Evidence<'_>) -> Option<i16> {
    let shown = counted(evidence);
    let mut counts: HashMap<i16, usize> = HashMap::new();
    for year in years(shown) {
        *counts.entry(year).or_default() += 1;
    }
    let most = counts.values().copied().max().filter(|most| *most >= 3)?;
    let year = counts.iter().filter(|(_, n)| **n * 2 >= most).map(|(year, _)| *year).max()?;
    Some(if is_annual(shown) { year + 1 } else { year })
}

fn counted<'a>(evidence: &Evidence<'a>) -> &'a str {
    let text = &evidence.clean.text;
    (0..=COUNTED.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

/// Whether a text speaks of its year as "the year" again and again.
fn is_annual(text: &str) -> bool {
    let said =
        ["during the year", "by year’s end", "by year's end", "at year’s end", "at year's end"];
    said.iter().map(|words| text.matches(words).count()).sum::<usize>() >= 5
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
            ("Freedom in the World 2031 - Norway", Some(2030)),
            ("Amnesty International Report 2031/32: Norway", Some(2031)),
            ("Norway 2031/2032", Some(2031)),
            ("Review of 2014–2015", Some(2015)),
            ("Paper 12345 of 1200", None),
        ];
        for (text, want) in table {
            assert_eq!(titled(text), want, "{text}");
        }
    }

    #[test]
    fn a_report_on_the_year_names_the_one_before() {
        assert!(is_annual(&"Few were held during the year. ".repeat(5)));
        assert!(!is_annual("Few were held during the year. Many were held in 2031."));
    }
}
