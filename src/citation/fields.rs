//! What can be said of a passage's source, as text.

use crate::report::{BlockKind, DocumentName, Metadata, Report, Span, Volume};
use jiff::civil::Date;

/// A field of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The quoted words.
    Quote,
    /// Who published the report.
    Publisher,
    /// Its title; its file's name where it has none.
    Title,
    /// The country it is about.
    Country,
    /// The year it covers.
    Year,
    /// The number and title of the section.
    Section,
    /// The page.
    Page,
    /// The volume that the report is a chapter of.
    Volume,
    /// The day of publication.
    Published,
    /// The address on the web.
    Address,
    /// The day that the page was saved.
    Accessed,
    /// The file's name.
    File,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Quote,
        Self::Publisher,
        Self::Title,
        Self::Country,
        Self::Year,
        Self::Section,
        Self::Page,
        Self::Volume,
        Self::Published,
        Self::Address,
        Self::Accessed,
        Self::File,
    ];

    /// Its name in a template.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Publisher => "publisher",
            Self::Title => "title",
            Self::Country => "country",
            Self::Year => "year",
            Self::Section => "section",
            Self::Page => "page",
            Self::Volume => "volume",
            Self::Published => "published",
            Self::Address => "address",
            Self::Accessed => "accessed",
            Self::File => "file",
        }
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// The fields of one citation; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The quoted words, paragraphs parted by a blank line.
    pub quote: String,
    /// Who published the report.
    pub publisher: String,
    /// Its title; its file's name where it has none.
    pub title: String,
    /// The country it is about.
    pub country: String,
    /// The year it covers.
    pub year: String,
    /// The number and title of the section.
    pub section: String,
    /// The page, or the first and the last.
    pub page: String,
    /// The volume that the report is a chapter of.
    pub volume: String,
    /// The day of publication: `11 March 2020`, or as the file writes it.
    pub published: String,
    /// The address on the web.
    pub address: String,
    /// The day that the page was saved.
    pub accessed: String,
    /// The file's name.
    pub file: String,
}

impl Fields {
    /// The fields of the words at `span`.
    pub fn of(report: &Report, span: Span) -> Self {
        Self {
            quote: quoted(report, span),
            section: section(report, span),
            page: pages(report, span),
            ..Self::of_whole(&report.document, &report.metadata, report.volume.as_ref())
        }
    }

    /// The fields of a report as a whole, which need nothing of its text.
    pub fn of_whole(document: &DocumentName, metadata: &Metadata, volume: Option<&Volume>) -> Self {
        let text = |value: Option<&str>| value.unwrap_or_default().trim().to_owned();
        let file = document.file_name();
        let title = Some(metadata.title()).filter(|title| !title.is_empty()).unwrap_or(file);
        Self {
            publisher: text(metadata.publisher()),
            title: text(Some(title)),
            country: text(metadata.country()),
            year: metadata.year().map_or_else(String::new, |year| year.to_string()),
            volume: text(volume.and_then(|volume| volume.title.as_deref())),
            published: text(metadata.published.as_deref().map(day).as_deref()),
            address: text(metadata.address.as_deref()),
            accessed: text(metadata.accessed.as_deref().map(day).as_deref()),
            file: file.to_owned(),
            ..Self::default()
        }
    }

    /// The text of one field.
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Quote => &self.quote,
            Field::Publisher => &self.publisher,
            Field::Title => &self.title,
            Field::Country => &self.country,
            Field::Year => &self.year,
            Field::Section => &self.section,
            Field::Page => &self.page,
            Field::Volume => &self.volume,
            Field::Published => &self.published,
            Field::Address => &self.address,
            Field::Accessed => &self.accessed,
            Field::File => &self.file,
        }
    }

    /// The fields with the marks of Markdown taken as letters, and a quote of several paragraphs
    /// as one quotation. An address stands between angle brackets and needs no care.
    #[must_use]
    pub fn escaped_for_markdown(&self) -> Self {
        let quote = markdown(&self.quote).replace("\n\n", "\n>\n> ");
        Self {
            quote,
            publisher: markdown(&self.publisher),
            title: markdown(&self.title),
            country: markdown(&self.country),
            section: markdown(&self.section),
            volume: markdown(&self.volume),
            published: markdown(&self.published),
            file: markdown(&self.file),
            ..self.clone()
        }
    }
}

/// Text in which the marks of Markdown are letters.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let first = at == 0;
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|')
            || first && matches!(c, '#' | '+' | '-' | '~');
        if marks {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The words of a range as they are quoted: cells parted by spaces, no space around.
fn quoted(report: &Report, span: Span) -> String {
    span.of(&report.text).trim().replace('\t', "  ")
}

/// The section that a range begins in: the numbers on the way to it and its title. The report's
/// own title is no section.
fn section(report: &Report, span: Span) -> String {
    let path = report.section_path(span.start);
    let Some(deepest) = path.last() else { return String::new() };
    let block = report.block_at(deepest.heading.start).and_then(|at| report.blocks.get(at));
    if block.is_some_and(|block| block.kind == BlockKind::Title) {
        return String::new();
    }
    let title = deepest.title.trim().trim_end_matches([':', '.']);
    let numbers: Vec<&str> = path.iter().filter_map(|section| section.number.as_deref()).collect();
    match (deepest.number.is_some(), title.is_empty()) {
        (true, false) => format!("{}. {title}", numbers.join(".")),
        (true, true) => numbers.join("."),
        (false, _) => title.to_owned(),
    }
}

/// The page that a range stands on, or the first and the last, as they are called in print.
fn pages(report: &Report, span: Span) -> String {
    let mut pages = report.origins.within(span).filter_map(|origin| origin.page);
    let Some(first) = pages.next() else { return String::new() };
    let name = |page| report.origins.page_name(page);
    match pages.last().filter(|last| *last > first) {
        Some(last) => format!("{}–{}", name(first), name(last)),
        None => name(first).into_owned(),
    }
}

/// The day at the head of an ISO 8601 date as people write it; what is no day stays as it is.
fn day(iso: &str) -> String {
    let date = iso.get(..10).and_then(|head| head.parse::<Date>().ok());
    date.map_or_else(|| iso.to_owned(), written)
}

fn written(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out_and_the_rest_is_left() {
        let table = [
            ("2020-03-01", "1 March 2020"),
            ("2020-12-31T10:00:00Z", "31 December 2020"),
            ("2020", "2020"),
            ("spring 2020", "spring 2020"),
        ];
        for (iso, want) in table {
            assert_eq!(day(iso), want);
        }
    }

    #[test]
    fn pages_are_called_as_in_print() {
        use crate::report::{DocumentName, Origin};
        let text = "One boat.\n\nTwo boats.\n\nThree boats.";
        let name = DocumentName::new("a.txt");
        let mut report = crate::reading::read(text.as_bytes(), &name).unwrap();
        assert_eq!(pages(&report, Span::new(0, 9)), "", "the file has no pages");
        report.origins = crate::report::Origins::default();
        for (page, words) in (1..).zip(["One", "Two", "Three"]) {
            let at = report.text.find(words).unwrap();
            report.origins.push(at, Origin { page: Some(page), ..Origin::default() });
        }
        let spans = [Span::new(0, 3), Span::new(0, 14), Span::new(11, report.text.len())];
        let pages = |report: &Report| spans.map(|span| pages(report, span));
        assert_eq!(pages(&report), ["1", "1–2", "2–3"]);
        report.origins.name_pages(["iv", "", "12"].map(str::to_owned).to_vec());
        assert_eq!(pages(&report), ["iv", "iv–2", "2–12"]);
    }

    #[test]
    fn marks_of_markdown_become_letters() {
        assert_eq!(markdown("a_b*c [1] <x>"), "a\\_b\\*c \\[1\\] \\<x\\>");
        assert_eq!(markdown("- a - b"), "\\- a - b");
    }
}
