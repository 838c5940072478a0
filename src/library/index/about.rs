//! What is known of a report as a whole when reports are searched.

use super::query::OfReport;
use super::words::{Words, fold};
use crate::entities::ReportIndex;
use crate::report::{Metadata, countries};

/// What a report is, as far as searches ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Which one it is.
    pub report: ReportIndex,
    /// The year that it covers.
    pub year: Option<i16>,
    country: String,
    publisher: String,
}

impl About {
    /// What the metadata of a report tell.
    pub fn new(report: ReportIndex, metadata: &Metadata) -> Self {
        let name = |name: Option<&str>| name.map(name_words).unwrap_or_default();
        // Whoever asks for a country may know it by another of its names.
        let country = metadata.country().map(|country| {
            let names: Vec<String> = countries::names_of(country).map(name_words).collect();
            names.join("\n")
        });
        Self {
            report,
            year: metadata.year(),
            country: country.unwrap_or_default(),
            publisher: name(metadata.publisher()),
        }
    }

    /// Whether it is what is asked for; for names see [`is_named`].
    pub fn is(&self, what: &OfReport) -> bool {
        match what {
            OfReport::Country(typed) => holds(&self.country, typed),
            OfReport::Publisher(typed) => holds(&self.publisher, typed),
            OfReport::Year(first, last) => self.year.is_some_and(|year| {
                first.is_none_or(|first| first <= year) && last.is_none_or(|last| year <= last)
            }),
        }
    }
}

/// A name's words, folded, each after a space.
fn name_words(name: &str) -> String {
    Words::of(name).fold(String::new(), |words, span| words + " " + &fold(span.of(name)))
}

/// Whether something of this name is meant by what is typed: words may be left out at the
/// beginning and the end, and the last may be unfinished.
pub fn is_named(name: &str, typed: &str) -> bool {
    holds(&name_words(name), typed)
}

fn holds(of_name: &str, typed: &str) -> bool {
    let typed = name_words(typed);
    !typed.is_empty() && of_name.contains(&typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Guess;

    #[test]
    fn a_report_is_found_by_what_it_is() {
        let metadata = Metadata {
            country: Some(Guess::new("South Karvenia".to_owned(), "")),
            year: Some(Guess::new(2031, "")),
            ..Metadata::default()
        };
        let about = About::new(ReportIndex(3), &metadata);
        for (typed, expected) in
            [("karv", true), ("SOUTH kárvenia", true), ("outh", false), ("", false)]
        {
            let what = OfReport::Country(typed.to_owned());
            assert_eq!(about.is(&what), expected, "{typed}");
        }
        assert!(!about.is(&OfReport::Publisher("karv".to_owned())));
        let metadata = Metadata {
            country: Some(Guess::new("Eswatini".to_owned(), "")),
            ..Metadata::default()
        };
        let former = OfReport::Country("swaziland".to_owned());
        assert!(About::new(ReportIndex(4), &metadata).is(&former), "by a former name");
        for (first, last, expected) in [
            (Some(2031), Some(2031), true),
            (None, Some(2030), false),
            (Some(2032), None, false),
            (None, Some(2040), true),
        ] {
            assert_eq!(about.is(&OfReport::Year(first, last)), expected, "{first:?} {last:?}");
        }
    }
}
