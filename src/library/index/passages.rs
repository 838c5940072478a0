//! A report's passages: its paragraphs, headings, items of lists, footnotes and rows of tables, each
//! with where it stands.

use crate::report::{Block, Offset, Report, Section, Span};

/// A passage of a report, as it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Its words.
    pub text: &'a str,
    /// Where it stands in the report's text.
    pub span: Span,
    /// The titles of the sections around it, the outermost first.
    pub section: &'a [String],
    /// What the page that it begins on is quoted by, where the file has pages.
    pub page: Option<String>,
}

/// Calls `each` with the passages of `report`, in order.
pub fn passages(report: &Report, mut each: impl FnMut(&Passage<'_>)) {
    let mut titles = Titles::default();
    for block in report.blocks.iter().filter(|block| !block.span.is_empty()) {
        let section = titles.at(report, block);
        let page = report.page_name_at(block.span.start).map(std::borrow::Cow::into_owned);
        let (text, span) = (block.span.of(&report.text), block.span);
        each(&Passage { text, span, section, page });
    }
}

/// The titles of the sections around the latest passage.
#[derive(Default)]
struct Titles {
    section: Option<usize>,
    titles: Vec<String>,
}

impl Titles {
    fn at(&mut self, report: &Report, block: &Block) -> &[String] {
        let section = report.section_at(block.span.start);
        if section != self.section {
            self.section = section;
            self.titles = titles(report, block.span.start);
        }
        &self.titles
    }
}

/// The titles of the sections around a place, the outermost first.
pub(super) fn titles(report: &Report, at: Offset) -> Vec<String> {
    report.section_path(at).into_iter().map(title).collect()
}

/// A section's title with its number.
fn title(section: &Section) -> String {
    match &section.number {
        Some(number) => format!("{number}. {}", section.title),
        None => section.title.clone(),
    }
}

/// The titles of sections as one text, in which words of them are looked for.
pub fn one_text(section: &[String]) -> String {
    section.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    #[test]
    fn each_paragraph_is_a_passage_in_its_sections() {
        let page = "<html><body><h1>Karvenia</h1><h2>Section 1. Courts</h2><p>The court of Orvany \
                    sat in spring.</p><table><tr><td>Judges</td><td>12</td></tr><tr><td>Clerks</td>\
                    <td>40</td></tr></table></body></html>";
        let report = reading::read(page.as_bytes(), &DocumentName::new("a.html")).unwrap();
        let mut seen = Vec::new();
        passages(&report, |passage| {
            assert_eq!(passage.span.of(&report.text), passage.text);
            seen.push((passage.text.to_owned(), passage.section.to_vec()));
        });
        let sat = seen.iter().find(|(text, _)| text.starts_with("The court")).unwrap();
        assert!(sat.1.iter().any(|title| title.contains("Courts")), "{seen:?}");
        assert!(seen.iter().any(|(text, _)| text == "Judges\t12"), "{seen:?}");
    }
}
