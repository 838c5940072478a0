//! Who publishes reports, from `assets/publishers.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// A publisher and what its publications are known by.
#[derive(Clone, Debug, Deserialize)]
pub struct Publisher {
    /// The name shown.
    pub name: String,
    /// Names that a report calls it by.
    #[serde(default)]
    names: Vec<String>,
    /// Words of file names, parted by hyphens.
    #[serde(default)]
    files: Vec<String>,
    /// Hosts of its web pages.
    #[serde(default)]
    hosts: Vec<String>,
    /// Titles that only its series carry.
    #[serde(default)]
    series: Vec<String>,
    /// Words that tell it only in a title, where no other series has them.
    #[serde(default)]
    titles: Vec<String>,
    /// Words that fill a line of its first pages together with a year: "Events of 2031".
    #[serde(default)]
    lines: Vec<String>,
    /// Headings that only its reports have.
    #[serde(default)]
    headings: Vec<String>,
    /// Whether papers of others are handed in to it.
    #[serde(default)]
    pub receives: bool,
    /// Document symbols.
    #[serde(default)]
    symbols: Vec<String>,
    /// Series whose title carries the year after the one that they cover.
    #[serde(default)]
    covers_year_before: Vec<String>,
}

#[derive(Default, Deserialize)]
struct File {
    /// Sites that keep the reports of others.
    libraries: Vec<String>,
    publisher: Vec<Publisher>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    // A broken list is caught by this module's test; the program then knows no publishers.
    toml::from_str(include_str!("../../../assets/publishers.toml")).unwrap_or_default()
});

fn all() -> &'static [Publisher] {
    &FILE.publisher
}

/// Whether a site keeps reports of others, so that its name is not their publisher's.
pub fn is_library(site: &str) -> bool {
    let site = site.to_lowercase();
    FILE.libraries.iter().any(|library| site.contains(library.as_str()))
}

/// The publisher whose host serves `address`.
pub fn of_address(address: &str) -> Option<&'static Publisher> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("").to_lowercase();
    all().iter().find(|p| {
        p.hosts.iter().any(|known| {
            host.strip_suffix(known.as_str()).is_some_and(|b| b.is_empty() || b.ends_with('.'))
        })
    })
}

/// The publisher that a file's name tells ("norway-2018-hrw.txt").
pub fn of_file(name: &str) -> Option<&'static Publisher> {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let padded = format!("-{plain}-");
    all().iter().find(|p| p.files.iter().any(|part| padded.contains(&format!("-{part}-"))))
}

/// Lower case, with straight apostrophes.
fn folded(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

fn holds_one(folded_text: &str, names: &[String]) -> bool {
    names.iter().any(|name| folded_text.contains(&folded(name)))
}

/// The publisher whose document symbol or series stands in `text` (a title, a page's head).
pub fn of_series(text: &str) -> Option<&'static Publisher> {
    let folded = folded(text);
    all().iter().find(|p| {
        p.symbols.iter().any(|symbol| text.contains(symbol.as_str()))
            || holds_one(&folded, &p.series)
    })
}

/// The publisher whose reports have titles like this one, though others' may have, too.
pub fn of_title(title: &str) -> Option<&'static Publisher> {
    let folded = folded(title);
    all().iter().find(|p| holds_one(&folded, &p.titles))
}

/// The publisher on whose first pages stands a line of known words and a year: "Events of 2031".
pub fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Option<&'static Publisher> {
    let is_year = |words: &str| words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit());
    let mut lines = lines.map(folded);
    lines.find_map(|line| {
        let fills = |known: &String| {
            line.trim().strip_prefix(&folded(known)).is_some_and(|rest| is_year(rest.trim()))
        };
        all().iter().find(|p| p.lines.iter().any(fills))
    })
}

/// The publisher that has a heading like one of `headings` in all its reports.
pub fn of_headings<'a>(mut headings: impl Iterator<Item = &'a str>) -> Option<&'static Publisher> {
    headings.find_map(|heading| {
        let folded = folded(heading);
        all().iter().find(|p| holds_one(&folded, &p.headings))
    })
}

/// The publisher that `text` names first. In a paper `handed_in` to others, bodies that receive
/// such papers are passed over.
pub fn named_in(text: &str, handed_in: bool) -> Option<&'static Publisher> {
    let folded = folded(text);
    let first = |p: &Publisher| {
        p.names.iter().filter_map(|name| Some((word_at(&folded, name)?, name.len()))).min()
    };
    all()
        .iter()
        .filter(|p| !(handed_in && p.receives))
        .filter_map(|p| first(p).map(|(at, length)| ((at, usize::MAX - length), p)))
        .min_by_key(|(place, _)| *place)
        .map(|(_, p)| p)
}

/// Where a name stands in a folded text as words of their own.
fn word_at(folded_text: &str, name: &str) -> Option<usize> {
    let name = folded(name);
    let (at, _) = folded_text.match_indices(&name).find(|(at, _)| {
        let before = folded_text.get(..*at).unwrap_or("");
        let after = folded_text.get(at + name.len()..).unwrap_or("");
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })?;
    Some(at)
}

/// `text` without the names of publishers, some of which hold the name of a country.
pub fn without_names(text: &str) -> String {
    let mut rest = text.to_owned();
    for publisher in all() {
        for name in &publisher.names {
            while let Some(at) = rest.to_lowercase().find(&name.to_lowercase()) {
                // Lower case may differ in length from the text: then the name stays.
                if rest.get(at..at + name.len()).is_none_or(|n| !n.eq_ignore_ascii_case(name)) {
                    break;
                }
                rest.replace_range(at..at + name.len(), " ");
            }
        }
    }
    rest
}

/// Whether `text` names a series that covers the year before the one in its title.
pub fn covers_year_before(text: &str) -> bool {
    let folded = folded(text);
    all().iter().any(|p| holds_one(&folded, &p.covers_year_before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(publisher: Option<&Publisher>) -> &str {
        publisher.map_or("", |p| p.name.as_str())
    }

    #[test]
    fn publishers_are_known_by_what_they_leave() {
        assert_eq!(name(of_address("https://www.hrw.org/world-report/x")), "Human Rights Watch");
        assert_eq!(name(of_address("https://nothrw.org/")), "");
        assert_eq!(name(of_file("norway-2018-amnesty-international")), "Amnesty International");
        assert_eq!(name(of_series("A/HRC/99/7")), "UN Human Rights Council");
        let line = |words: &'static str| name(of_lines(words.lines())).to_owned();
        assert_eq!(line("Karvenia\nEvents of 2031"), "Human Rights Watch");
        assert_eq!(line("Events of 2031 in the harbour\nThe events of May"), "");
        assert_eq!(
            name(named_in("Amnesty International, citing Human Rights Watch", false)),
            "Amnesty International"
        );
        let paper = "To the Human Rights Committee, by Amnesty International";
        assert_eq!(name(named_in(paper, true)), "Amnesty International");
        assert_eq!(name(named_in(paper, false)), "UN Human Rights Committee");
        assert_eq!(name(of_title("Norway 2031 Human Rights Report")), "US State Department");
        assert_eq!(
            without_names("2014 United States Department of State report").trim(),
            "2014   report"
        );
        assert!(covers_year_before("World Report 2031"));
    }
}
