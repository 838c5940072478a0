//! How numbers, dates and periods are written in the window.

use crate::entities::EntityKind;
use crate::figures::{
    Aggregation, Coverage, Figure, FigureKind, Flow, Period, Qualifier, Review, Status, Unit,
};
use crate::library::Head;
use crate::report::{DocumentName, Format, Metadata, Report};

/// A count with thousands separators: `1,234`.
pub fn count(count: usize) -> String {
    number(count as f64)
}

/// A count and its thing: `1 report`, `1,234 reports`. The plural is with an s.
pub fn counted(number: usize, thing: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {thing}{s}", count(number))
}

/// A size on the disk: `48 MB`.
pub fn megabytes(bytes: u64) -> String {
    format!("{}\u{a0}MB", number((bytes as f64 / 1e6).round()))
}

/// A number with thousands separators and at most two decimals: `12,630,000`, `66.67`.
pub fn number(value: f64) -> String {
    let rounded = format!("{:.2}", value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut written = String::new();
    if value < 0.0 {
        written.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push(',');
        }
        written.push(digit);
    }
    if !decimals.is_empty() {
        written.push('.');
        written.push_str(decimals);
    }
    written
}

/// A figure's value as people write it: `about 1,200`, `17,000–18,000`, `at least 3.5%`,
/// `12,630,000 crowns`.
pub fn value(figure: &Figure) -> String {
    qualified(figure, ["about ", "at least ", "at most "])
}

/// As [`value`] where room is short: `≈1,200`, `≥3.5%`.
pub fn short_value(figure: &Figure) -> String {
    qualified(figure, ["≈", "≥", "≤"])
}

/// A figure's value behind what stands for about, at least and at most.
fn qualified(figure: &Figure, [about, least, most]: [&str; 3]) -> String {
    let mut written = number(figure.value);
    if let Some(high) = figure.value_high {
        written = format!("{written}–{}", number(high));
    }
    match (figure.unit, figure.currency.as_deref()) {
        (Unit::Count, _) => {}
        (Unit::Percent, _) => written.push('%'),
        (Unit::Rate, _) => written.push_str(" (rate)"),
        (Unit::Money, Some("$")) => written = format!("${written}"),
        (Unit::Money, currency) => {
            written = format!("{written}\u{a0}{}", currency.unwrap_or("(money)"));
        }
    }
    let before = match figure.qualifier {
        Qualifier::Exact | Qualifier::Range => "",
        Qualifier::Approx => about,
        Qualifier::AtLeast => least,
        Qualifier::AtMost => most,
    };
    format!("{before}{written}")
}

/// The button that lets a repeated figure count.
pub const HOLDS_ANEW: &str = "It holds for this year too";

/// What that button does.
pub const HOLDS_ANEW_HINT: &str = "Accept the figure: charts draw it as this report's own";

/// That a figure only repeats an earlier report.
pub fn repeated(year: i16) -> String {
    format!("Repeated from the {year} report")
}

/// What role a number plays.
pub fn figure_kind(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Statistic => "Statistic",
        FigureKind::Incident => "Incident",
        FigureKind::Norm => "Limit set by law",
    }
}

/// What the user has said of a figure.
pub fn review(review: Review) -> &'static str {
    match review {
        Review::Unchecked => "Unchecked",
        Review::Accepted => "Accepted",
        Review::Changed => "Changed",
        Review::Added => "Added",
        Review::Rejected => "Rejected",
    }
}

/// What a number is a number of.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "Count",
        Unit::Percent => "Percent",
        Unit::Rate => "Rate",
        Unit::Money => "Money",
    }
}

/// How a number bounds what it tells.
pub fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "Exactly",
        Qualifier::Approx => "About",
        Qualifier::AtLeast => "At least",
        Qualifier::AtMost => "At most",
        Qualifier::Range => "Between two numbers",
    }
}

/// Whether a number tells what there was or what came.
pub fn flow(flow: Flow) -> &'static str {
    match flow {
        Flow::Stock => "What there was on a day",
        Flow::Flow => "What came in a time",
    }
}

/// How a number sums up what it counts.
pub fn aggregation(aggregation: Aggregation) -> &'static str {
    match aggregation {
        Aggregation::Total => "Total",
        Aggregation::Average => "Average",
        Aggregation::Cumulative => "Running total over years",
        Aggregation::Event => "All of one event",
    }
}

/// How far what is counted has come before the authorities.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Alleged => "Alleged",
        Status::Registered => "Registered",
        Status::Investigated => "Investigated",
        Status::Charged => "Charged",
        Status::Convicted => "Convicted",
        Status::Dismissed => "Dismissed",
    }
}

/// How a period covers the calendar.
pub fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::FullYear => "A whole year",
        Coverage::PartYear => "Part of a year",
        Coverage::MultiYear => "More than a year",
        Coverage::PointInTime => "One day",
        Coverage::Event => "The days of an event",
        Coverage::Undated => "No date given",
    }
}

/// A period as charts write it, so that it reads the same everywhere: `2020`, `Jan–Oct 2020`,
/// `31 Dec 2020`, `2018–2020`, `since 2018`; "no date given" where the text does not say.
pub fn period(period: &Period) -> String {
    crate::charts::period_words(period)
}

/// A report's name: `Orvany 2020 · Office of Reports`, as far as these are known, else its title,
/// else its file.
pub fn report(report: &Report) -> String {
    edition(&report.metadata, &report.document)
}

/// The same, of a head.
pub fn head(head: &Head) -> String {
    edition(&head.metadata, &head.document)
}

/// The same, of what it is and its file.
pub fn edition(metadata: &Metadata, document: &DocumentName) -> String {
    let year = metadata.year().map(|year| year.to_string());
    let edition: Vec<&str> = metadata.country().into_iter().chain(year.as_deref()).collect();
    match (edition.is_empty(), metadata.publisher()) {
        (false, Some(publisher)) => format!("{} · {publisher}", edition.join(" ")),
        // A year alone names nothing.
        (false, None) if metadata.country().is_some() => edition.join(" "),
        _ if !metadata.title().is_empty() => metadata.title().to_owned(),
        _ => document.file_name().to_owned(),
    }
}

/// What a file is, after "as": "also as PDF".
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Text => "plain text",
        Format::Html => "a web page",
        Format::Pdf => "PDF",
        Format::Docx => "a Word file",
        Format::Odt => "an OpenDocument file",
        Format::Markdown => "a Markdown file",
    }
}

/// The name of a kind of entity, for one of them.
pub fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Court => "Court",
        EntityKind::Organization => "Organization",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_separators_and_no_empty_decimals() {
        let written = [0.0, 7.0, 999.0, 1_000.0, 12_630_000.0, 66.67, 3.5, -1_200.0].map(number);
        assert_eq!(written, ["0", "7", "999", "1,000", "12,630,000", "66.67", "3.5", "−1,200"]);
        assert_eq!(counted(1, "report"), "1 report");
        assert_eq!(counted(2_000, "report"), "2,000 reports");
    }

    #[test]
    fn values_tell_their_bound_range_and_unit() {
        let plain = Figure { value: 1_200.0, ..Figure::default() };
        assert_eq!(value(&plain), "1,200");
        let bound = Figure { qualifier: Qualifier::AtLeast, ..plain.clone() };
        assert_eq!(value(&bound), "at least 1,200");
        assert_eq!(short_value(&bound), "≥1,200");
        let range = Figure { value_high: Some(1_500.0), unit: Unit::Percent, ..plain.clone() };
        assert_eq!(value(&range), "1,200–1,500%");
        let currency = Some("crowns".to_owned());
        let money = Figure { unit: Unit::Money, currency, ..plain.clone() };
        assert_eq!(value(&money), "1,200\u{a0}crowns");
        let dollars = Figure { unit: Unit::Money, currency: Some("$".to_owned()), ..plain };
        assert_eq!(value(&dollars), "$1,200");
    }

    #[test]
    fn a_report_is_named_by_its_edition_else_by_its_file() {
        let name = DocumentName::new("year/a.txt");
        let mut read = crate::reading::read(b"The court sat.", &name).unwrap();
        read.metadata = Metadata::default();
        assert_eq!(report(&read), "a.txt");
        let guess = |value: &str| Some(crate::report::Guess::new(value.to_owned(), "a test"));
        read.metadata.country = guess("Orvany");
        assert_eq!(report(&read), "Orvany");
        read.metadata.year = Some(crate::report::Guess::new(2020, "a test"));
        read.metadata.publisher = guess("Tidewatch");
        assert_eq!(report(&read), "Orvany 2020 · Tidewatch");
    }
}
