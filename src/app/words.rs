//! How numbers, dates and periods are written in the window.

use crate::entities::EntityKind;
use crate::figures::{Coverage, Figure, Period, Qualifier, Unit};
use jiff::civil::Date;

/// A count with thousands separators: `1,234`.
pub fn count(count: usize) -> String {
    number(count as f64)
}

/// A count and its thing: `1 report`, `1,234 reports`. The plural is with an s.
pub fn counted(number: usize, thing: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {thing}{s}", count(number))
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

/// A figure's value with its bound and unit: `about 1,200`, `17,000–18,000`, `at least 3.5%`.
pub fn value(figure: &Figure) -> String {
    let mut written = number(figure.value);
    if let Some(high) = figure.value_high {
        written = format!("{written}–{}", number(high));
    }
    if figure.unit == Unit::Percent {
        written.push('%');
    }
    match figure.qualifier {
        Qualifier::Exact | Qualifier::Range => written,
        Qualifier::Approx => format!("about {written}"),
        Qualifier::AtLeast => format!("at least {written}"),
        Qualifier::AtMost => format!("at most {written}"),
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(date: Date) -> &'static str {
    let at = usize::try_from(date.month() - 1).unwrap_or(0);
    MONTHS.get(at).copied().unwrap_or("")
}

/// A date: `31 Oct 2020`.
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// A period: `2020`, `Jan–Oct 2020`, `31 Dec 2020`, `2018–2020`, `since Jan 2018`; "no date given"
/// where the text does not say.
pub fn period(period: &Period) -> String {
    match (period.start, period.end) {
        (None, None) => "no date given".to_owned(),
        (Some(start), None) => format!("since {}", date(start)),
        (None, Some(end)) => format!("until {}", date(end)),
        (Some(start), Some(end)) if start == end => date(start),
        (Some(start), Some(end)) => between(start, end, period.coverage),
    }
}

fn between(start: Date, end: Date, coverage: Coverage) -> String {
    let whole_months = start.day() == 1 && end.day() == end.days_in_month();
    let whole_years = whole_months && start.month() == 1 && end.month() == 12;
    if whole_years && start.year() == end.year() {
        return start.year().to_string();
    }
    if whole_years || coverage == Coverage::MultiYear {
        return format!("{}–{}", start.year(), end.year());
    }
    match (whole_months, start.year() == end.year()) {
        (true, true) if start.month() == end.month() => format!("{} {}", month(end), end.year()),
        (true, true) => format!("{}–{} {}", month(start), month(end), end.year()),
        (true, false) => {
            format!("{} {}–{} {}", month(start), start.year(), month(end), end.year())
        }
        (false, _) => format!("{}–{}", date(start), date(end)),
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

    fn of(start: &str, end: &str, coverage: Coverage) -> String {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        period(&Period { start: day(start), end: day(end), coverage })
    }

    #[test]
    fn periods_are_as_short_as_they_can_be() {
        let table = [
            ("2020-01-01", "2020-12-31", Coverage::FullYear, "2020"),
            ("2020-01-01", "2020-10-31", Coverage::PartYear, "Jan–Oct 2020"),
            ("2020-02-01", "2020-02-29", Coverage::PartYear, "Feb 2020"),
            ("2020-12-31", "2020-12-31", Coverage::PointInTime, "31 Dec 2020"),
            ("2018-01-01", "2020-12-31", Coverage::MultiYear, "2018–2020"),
            ("2019-07-01", "2020-06-30", Coverage::PartYear, "Jul 2019–Jun 2020"),
            ("2022-01-02", "2022-01-11", Coverage::Event, "2 Jan 2022–11 Jan 2022"),
            ("2018-01-01", "", Coverage::MultiYear, "since 1 Jan 2018"),
            ("", "", Coverage::Undated, "no date given"),
        ];
        for (start, end, coverage, expected) in table {
            assert_eq!(of(start, end, coverage), expected);
        }
    }
}
