//! Citations: a passage of a report with what a reader needs to find it again.
//!
//! In come a report and a range of its text; out comes one piece of text in the style that the user
//! chose: one of `assets/citation.toml`, or a template of the user's own. Pure: the same passage is
//! cited alike in the window, in every export and on the command line.

mod fields;
mod styles;
mod template;

pub use fields::{Field, Fields, markdown as escaped};
pub use styles::{BuiltIn, Escape, built_in};
pub use template::{Template, TemplateError};

use crate::report::{Report, Span};
use serde::{Deserialize, Serialize};

/// The style that citations are written in, as it is kept in files.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// One of the program's own, by its slug.
    Named(String),
    /// A template that the user wrote.
    Template(String),
}

impl Default for Style {
    fn default() -> Self {
        Self::Named("note".to_owned())
    }
}

/// A style that is ready to write citations in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citer {
    template: Template,
    escape: Escape,
}

impl Default for Citer {
    fn default() -> Self {
        Self::new(&Style::default())
    }
}

impl Citer {
    /// Readies a style. One that is not known any more, or whose template is wrong, is taken for
    /// the usual one: a citation in another style is better than none.
    pub fn new(style: &Style) -> Self {
        let known = match style {
            Style::Template(template) => {
                if let Ok(template) = Template::parse(template) {
                    return Self { template, escape: Escape::None };
                }
                None
            }
            Style::Named(slug) => built_in().iter().find(|style| style.slug == *slug),
        };
        let known = known.or_else(|| built_in().first());
        known.map_or_else(
            || Self { template: Template::empty(), escape: Escape::None },
            |style| Self { template: style.template.clone(), escape: style.escape },
        )
    }

    /// Writes the citation of these fields.
    pub fn write(&self, fields: &Fields) -> String {
        match self.escape {
            Escape::None => self.template.write(fields),
            Escape::Markdown => self.template.write(&fields.escaped_for_markdown()),
        }
    }

    /// The words at `span` with their source.
    pub fn quote(&self, report: &Report, span: Span) -> String {
        self.write(&Fields::of(report, span))
    }

    /// The source of the words at `span` without the words: for a column of a table that has the
    /// sentence in another. One line.
    pub fn source(&self, report: &Report, span: Span) -> String {
        self.whole(&Fields { quote: String::new(), ..Fields::of(report, span) })
    }

    /// The source of fields without words of the text. One line.
    pub fn whole(&self, fields: &Fields) -> String {
        self.template.write(fields).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::{DocumentName, Guess};

    fn report() -> Report {
        let text = "1. Prisons\n\nThe registry of Orvany held 30 people in May.";
        let mut report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let guess = |value: &str| Some(Guess::new(value.to_owned(), "test"));
        report.metadata.publisher = guess("Tidewatch");
        report.metadata.title = guess("Orvany Behind Bars");
        report.metadata.year = Some(Guess::new(2019, "test"));
        report.metadata.published = Some("2020-03-11".to_owned());
        report.metadata.accessed = Some("2021-02-03".to_owned());
        report.metadata.address = Some("https://example.org/orvany".to_owned());
        report
    }

    fn sentence(report: &Report) -> Span {
        let at = report.text.find("The registry").unwrap();
        Span::new(at, report.text.len())
    }

    #[test]
    fn each_style_writes_the_quote_and_its_source() {
        let report = report();
        let cited = |slug: &str| {
            let citer = Citer::new(&Style::Named(slug.to_owned()));
            citer.quote(&report, sentence(&report))
        };
        let quote = "The registry of Orvany held 30 people in May.";
        assert_eq!(
            cited("note"),
            format!("“{quote}” Tidewatch, Orvany Behind Bars (2019), “1. Prisons”")
        );
        assert_eq!(
            cited("full"),
            format!(
                "“{quote}” Tidewatch. “Orvany Behind Bars.” 11 March 2020. “1. Prisons.” \
                 https://example.org/orvany. Accessed 3 February 2021."
            )
        );
        assert_eq!(
            cited("un"),
            format!(
                "“{quote}” Tidewatch, Orvany Behind Bars (11 March 2020), “1. Prisons”. Available \
                 at https://example.org/orvany (accessed on 3 February 2021)."
            )
        );
        assert_eq!(
            cited("markdown"),
            format!(
                "> {quote}\n>\n> — Tidewatch, *Orvany Behind Bars* (2019), “1. Prisons”, \
                 <https://example.org/orvany>, accessed 3 February 2021"
            )
        );
    }

    #[test]
    fn a_source_alone_is_one_line_without_the_quote() {
        let report = report();
        for style in built_in() {
            let citer = Citer::new(&Style::Named(style.slug.clone()));
            let source = citer.source(&report, sentence(&report));
            assert!(source.starts_with("Tidewatch"), "{}: {source}", style.slug);
            assert!(!source.contains('\n') && !source.contains("held 30"), "{source}");
        }
    }

    #[test]
    fn a_report_of_which_nothing_is_known_is_cited_by_its_file() {
        let text = "The court sat.";
        let mut report = reading::read(text.as_bytes(), &DocumentName::new("year/a.txt")).unwrap();
        report.metadata = crate::report::Metadata::default();
        for style in built_in() {
            let citer = Citer::new(&Style::Named(style.slug.clone()));
            let source = citer.source(&report, Span::new(0, 3));
            assert!(source.contains("a.txt"), "{}: {source}", style.slug);
            assert!(source.starts_with(|c: char| c.is_alphanumeric() || c == '“' || c == '*'));
        }
    }

    #[test]
    fn a_style_that_cannot_be_used_is_the_usual_one() {
        let usual = Citer::default();
        assert_eq!(Citer::new(&Style::Named("gone".to_owned())), usual);
        assert_eq!(Citer::new(&Style::Template("{nothing}".to_owned())), usual);
        assert_ne!(Citer::new(&Style::Template("{title}".to_owned())), usual);
    }
}
