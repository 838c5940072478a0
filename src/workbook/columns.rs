//! The columns of the evidence workbook's figures: heads, widths, and what each is.

use super::row::FigureRow;
use super::sheet::{Cell, Look};
use super::words::Fixed;
use crate::figures::{Aggregation, Coverage, FigureKind, Flow, Qualifier, Review, Status, Unit};

/// A column of the figures' sheet.
pub struct FigureColumn {
    /// Its field in JSON and CSV.
    pub key: &'static str,
    /// Its head.
    pub title: &'static str,
    /// What it holds, for the sheet that explains the workbook.
    pub about: &'static str,
    /// How wide it is, in letters.
    pub width: f64,
    /// How its cells look.
    pub look: Look,
    /// Whether a change in it is taken over when the workbook is imported.
    pub is_to_edit: bool,
    /// The words to choose from, where there are only these.
    pub words: Option<fn() -> Vec<&'static str>>,
    /// Its cell of a figure.
    pub cell: fn(&FigureRow<'_>) -> Cell,
}

/// The key of the column that the program knows a figure again by.
pub const MARK: &str = "mark";

/// The key of the column of indicators' slugs, whose words are the catalogue's.
pub const INDICATOR: &str = "indicator";

const fn shown(
    key: &'static str,
    title: &'static str,
    (width, look): (f64, Look),
    about: &'static str,
    cell: fn(&FigureRow<'_>) -> Cell,
) -> FigureColumn {
    FigureColumn { key, title, about, width, look, is_to_edit: false, words: None, cell }
}

const fn edited(
    key: &'static str,
    title: &'static str,
    (width, look): (f64, Look),
    about: &'static str,
    cell: fn(&FigureRow<'_>) -> Cell,
) -> FigureColumn {
    let column = shown(key, title, (width, look), about, cell);
    FigureColumn { is_to_edit: true, ..column }
}

const fn chosen(
    key: &'static str,
    title: &'static str,
    width: f64,
    about: &'static str,
    words: fn() -> Vec<&'static str>,
    cell: fn(&FigureRow<'_>) -> Cell,
) -> FigureColumn {
    FigureColumn { words: Some(words), ..edited(key, title, (width, Look::Line), about, cell) }
}

fn words<T: Fixed>(value: Option<T>) -> Cell {
    Cell::text(value.map(Fixed::words))
}

/// All columns, in order. The mark comes after them.
pub const COLUMNS: &[FigureColumn] = &[
    chosen(
        "state",
        "State",
        11.0,
        "What you say of the figure. Choose accepted or rejected; unchecked leaves it open.",
        Review::list,
        |row| Cell::text(Some(row.state)),
    ),
    shown("document", "File", (24.0, Look::Wrapped), "The report's file.", |row| {
        Cell::text(Some(row.document))
    }),
    shown("country", "Country", (14.0, Look::Line), "The country that the report is on.", |row| {
        Cell::text(row.country)
    }),
    shown("year", "Year", (7.0, Look::Plain), "The year that the report covers.", |row| {
        Cell::number(row.year.map(f64::from))
    }),
    shown("publisher", "Publisher", (20.0, Look::Wrapped), "Who publishes the report.", |row| {
        Cell::text(row.publisher)
    }),
    shown(
        "section_path",
        "Section",
        (26.0, Look::Wrapped),
        "The headings above the sentence.",
        |row| Cell::text(Some(&row.section_path)),
    ),
    shown("page", "Page", (7.0, Look::Line), "The page, where the file has pages.", |row| {
        Cell::text(row.page.as_deref())
    }),
    shown("sentence", "Sentence", (70.0, Look::Wrapped), "The sentence, word by word.", |row| {
        Cell::text(Some(&row.sentence))
    }),
    shown("raw", "As written", (14.0, Look::Wrapped), "The number as the text writes it.", |row| {
        Cell::text(Some(row.raw))
    }),
    edited(
        "value",
        "Value",
        (14.0, Look::Number),
        "The number, or the lower end of a range. Percent are parts of a hundred: 12 for 12%.",
        |row| Cell::number(Some(row.value)),
    ),
    edited(
        "value_high",
        "Higher end",
        (14.0, Look::Number),
        "The higher end, where the text gives a range.",
        |row| Cell::number(row.value_high),
    ),
    chosen(
        "qualifier",
        "Bound",
        10.0,
        "Whether the number is exact, about right, the least, the most, or a range.",
        Qualifier::list,
        |row| words(Some(row.qualifier)),
    ),
    chosen("unit", "Unit", 9.0, "What it is a number of.", Unit::list, |row| words(Some(row.unit))),
    edited("currency", "Currency", (10.0, Look::Line), "The currency of an amount.", |row| {
        Cell::text(row.currency)
    }),
    chosen(
        "kind",
        "Kind",
        10.0,
        "A statistic, a number in one told event (incident), or a limit set by law (norm).",
        FigureKind::list,
        |row| words(Some(row.kind)),
    ),
    edited("measure", "What is counted", (30.0, Look::Wrapped), "What is counted.", |row| {
        Cell::text(Some(&row.measure))
    }),
    edited(
        INDICATOR,
        "Indicator",
        (24.0, Look::Line),
        "The indicator, by its short name. Empty for none.",
        |row| Cell::text(row.indicator),
    ),
    shown(
        "indicator_name",
        "Indicator's name",
        (24.0, Look::Wrapped),
        "The indicator's name in the program.",
        |row| Cell::text(row.indicator_name),
    ),
    chosen(
        "flow",
        "Stock or flow",
        8.0,
        "What there was on a day (stock), or what came in a time (flow).",
        Flow::list,
        |row| words(row.flow),
    ),
    chosen(
        "aggregation",
        "Summed as",
        11.0,
        "A total of the period, an average, a running total over years, or all of one event.",
        Aggregation::list,
        |row| words(Some(row.aggregation)),
    ),
    chosen(
        "status",
        "Status",
        12.0,
        "How far what is counted has come before the authorities, where the text says so.",
        Status::list,
        |row| words(row.status),
    ),
    edited(
        "scope",
        "Scope",
        (24.0, Look::Wrapped),
        "Words that widen or narrow what is counted.",
        |row| Cell::text(row.scope.as_deref()),
    ),
    shown("part_of", "Part of", (12.0, Look::Line), "The number that it is a part of.", |row| {
        Cell::text(row.part_of)
    }),
    edited("start", "From", (11.0, Look::Date), "The first day that the figure covers.", |row| {
        Cell::date(row.start)
    }),
    edited("end", "To", (11.0, Look::Date), "The last day that the figure covers.", |row| {
        Cell::date(row.end)
    }),
    chosen(
        "coverage",
        "Coverage",
        13.0,
        "How these days cover the calendar; undated where the text does not say.",
        Coverage::list,
        |row| words(Some(row.coverage)),
    ),
    edited("place", "Place", (16.0, Look::Wrapped), "The place that it is for.", |row| {
        Cell::text(row.place)
    }),
    edited("source", "Source", (28.0, Look::Wrapped), "The body whose count it is.", |row| {
        Cell::text(row.source.as_deref())
    }),
    edited(
        "passed_on_by",
        "Passed on by",
        (22.0, Look::Wrapped),
        "Who passes that body's count on, where the text names both.",
        |row| Cell::text(row.passed_on_by.as_deref()),
    ),
    shown(
        "confidence",
        "Confidence",
        (11.0, Look::Share),
        "How sure the program is, from 0 to 1.",
        |row| Cell::number(Some(f64::from(row.confidence))),
    ),
    shown(
        "flags",
        "Check",
        (30.0, Look::Wrapped),
        "What does not agree with other numbers of the report. Nothing was corrected.",
        |row| Cell::text(Some(row.flags.join("; ").as_str())),
    ),
    shown(
        "repeated_from",
        "Repeated from",
        (10.0, Look::Plain),
        "The year of the report that told the sentence first, word for word or nearly so, where it \
         tells no time of its own: no new count, and in no chart until it is accepted.",
        |row| Cell::number(row.repeated_from.map(f64::from)),
    ),
    shown(
        "citation",
        "Citation",
        (40.0, Look::Wrapped),
        "The source of the sentence, in the style that was chosen.",
        |row| Cell::text(Some(&row.citation)),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_columns_share_a_key_or_a_head() {
        let keys: HashSet<&str> = COLUMNS.iter().map(|column| column.key).collect();
        let titles: HashSet<&str> = COLUMNS.iter().map(|column| column.title).collect();
        assert_eq!((keys.len(), titles.len()), (COLUMNS.len(), COLUMNS.len()));
        let known: HashSet<&str> = FigureRow::COLUMNS.iter().copied().collect();
        assert!(keys.is_subset(&known), "{:?}", keys.difference(&known));
    }
}
