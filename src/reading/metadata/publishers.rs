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
    /// Document symbols.
    #[serde(default)]
    symbols: Vec<String>,
    /// Series whose title carries the year after the one that they cover.
    #[serde(default)]
    covers_year_before: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    publisher: Vec<Publisher>,
}

static PUBLISHERS: LazyLock<Vec<Publisher>> = LazyLock::new(|| {
    // A broken list is caught by this module's test; the program then knows no publishers.
    toml::from_str::<File>(include_str!("../../../assets/publishers.toml"))
        .map(|file| file.publisher)
        .unwrap_or_default()
});

/// The publisher whose host serves `address`.
pub fn of_address(address: &str) -> Option<&'static Publisher> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("").to_lowercase();
    PUBLISHERS.iter().find(|p| {
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
    PUBLISHERS.iter().find(|p| p.files.iter().any(|part| padded.contains(&format!("-{part}-"))))
}

/// The publisher whose document symbol or series stands in `text` (a title, a page's head).
pub fn of_series(text: &str) -> Option<&'static Publisher> {
    let lower = text.to_lowercase();
    PUBLISHERS.iter().find(|p| {
        p.symbols.iter().any(|symbol| text.contains(symbol.as_str()))
            || p.series.iter().any(|series| lower.contains(&series.to_lowercase()))
    })
}

/// The publisher that `text` names first.
pub fn named_in(text: &str) -> Option<&'static Publisher> {
    let lower = text.to_lowercase();
    let first = |p: &Publisher| {
        p.names.iter().filter_map(|n| Some((lower.find(&n.to_lowercase())?, n.len()))).min()
    };
    PUBLISHERS
        .iter()
        .filter_map(|p| first(p).map(|(at, length)| ((at, usize::MAX - length), p)))
        .min_by_key(|(place, _)| *place)
        .map(|(_, p)| p)
}

/// `text` without the names of publishers, some of which hold the name of a country.
pub fn without_names(text: &str) -> String {
    let mut rest = text.to_owned();
    for publisher in PUBLISHERS.iter() {
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
    let lower = text.to_lowercase();
    PUBLISHERS
        .iter()
        .flat_map(|p| &p.covers_year_before)
        .any(|series| lower.contains(&series.to_lowercase()))
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
        assert_eq!(
            name(named_in("Amnesty International, citing Human Rights Watch")),
            "Amnesty International"
        );
        assert_eq!(
            without_names("2014 United States Department of State report").trim(),
            "2014   report"
        );
        assert!(covers_year_before("World Report 2031"));
    }
}
