//! Cells as people and programs fill them: numbers and days, also where they were typed as text.

use crate::language::{self, Link, NumberForm, Time};
use crate::report::Span;
use crate::spreadsheet::without_mark;
use calamine::{DataRef, ExcelDateTime};
use jiff::civil::Date;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, without the mark that kept it from being a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, or a number in a cell that is meant for days: days since the end of 1899.
    Day(f64),
    /// The error that a formula came to.
    Wrong(String),
}

impl Value {
    /// The cell as text.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Wrong(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(_) => self.day(Edge::First).map_or_else(String::new, |day| day.to_string()),
        }
    }

    /// The number in the cell.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Day(number) => Some(*number).filter(|n| n.is_finite()),
            Self::Text(text) => typed_number(text),
            Self::Wrong(_) => None,
        }
    }

    /// The day in the cell; of a year or a month the `edge` that is meant.
    pub fn day(&self, edge: Edge) -> Option<Date> {
        match self {
            Self::Number(number) | Self::Day(number) => numbered_day(*number, edge),
            Self::Text(text) => typed_day(text, edge),
            Self::Wrong(_) => None,
        }
    }
}

/// Which day of a longer time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first.
    First,
    /// Its last.
    Last,
}

/// What a cell holds; `None` where it is empty.
pub fn value(cell: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| {
        let text = without_mark(text.trim());
        (!text.is_empty()).then(|| Value::Text(text.to_owned()))
    };
    match cell {
        DataRef::Empty => None,
        DataRef::SharedString(string) => text(string),
        DataRef::String(string) | DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => {
            text(string)
        }
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::Bool(is_true) => text(if *is_true { "true" } else { "false" }),
        DataRef::DateTime(moment) => Some(Value::Day(days(moment))),
        DataRef::Error(error) => Some(Value::Wrong(error.to_string())),
    }
}

/// Days from the end of 1899 to 1904, where some workbooks begin to count.
const FROM_1904: f64 = 1462.0;

fn days(moment: &ExcelDateTime) -> f64 {
    let counted = ExcelDateTime::new(moment.as_f64(), calamine::ExcelDateTimeType::DateTime, false);
    if moment.to_ymd_hms_milli() == counted.to_ymd_hms_milli() {
        moment.as_f64()
    } else {
        moment.as_f64() + FROM_1904
    }
}

/// A number as it is typed: "1,234", "1 234.5", "12%", "12.63 million", "two dozen".
fn typed_number(text: &str) -> Option<f64> {
    let bare = text.trim().trim_end_matches('%').trim_end();
    let bare = bare.strip_suffix("percent").or(bare.strip_suffix("per cent")).unwrap_or(bare);
    let bare = bare.trim().replace(['\u{2212}', '–'], "-");
    // "1,23" is no number that is certain, and no words either.
    if !bare.chars().any(char::is_alphabetic) {
        return plain_number(&bare);
    }
    let words = language::words(&bare, Span::new(0, bare.len()));
    let found = language::numbers(&words);
    let [only] = found.as_slice() else { return None };
    let whole = only.span.of(&bare).len() == bare.len();
    let sure = matches!(only.form, NumberForm::Digits | NumberForm::Words);
    (whole && sure && only.prefix.is_none() && only.suffix.is_none()).then_some(only.value)
}

/// Digits with groups of three parted by commas, blanks or apostrophes, and a decimal point.
fn plain_number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let separator =
        |c: char| matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’');
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.is_empty()
        || (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    let sound = !first.is_empty() && grouped && groups.iter().all(|group| is_digits(group));
    if !sound || !is_digits(decimals) {
        return None;
    }
    let number: f64 = format!("{}.{decimals}0", groups.concat()).parse().ok()?;
    Some(sign * number).filter(|number| number.is_finite())
}

/// The years that a bare number is taken for, also in a cell that is meant for days: no report is
/// on the days of 1905 that have these numbers.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2199.0;

fn numbered_day(number: f64, edge: Edge) -> Option<Date> {
    if number.fract() == 0.0 && YEARS.contains(&number) {
        return typed_day(&number.to_string(), edge);
    }
    // The last day that sheets know is in 9999.
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds above")]
    let days = number.floor() as i32;
    let from = Date::new(1899, 12, 30).ok()?;
    from.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A day as it is typed: "2019-12-31", "31 December 2019", "December 2019", "2019".
fn typed_day(text: &str, edge: Edge) -> Option<Date> {
    let text = text.trim();
    let iso = text.split(['T', ' ']).next().unwrap_or(text);
    if iso.len() == 10
        && let Ok(day) = iso.parse::<Date>()
    {
        return Some(day);
    }
    let ends = |first: Date| match edge {
        Edge::First => Some(first),
        Edge::Last => Some(first.last_of_month()),
    };
    if let Some((year, month)) = text.split_once('-')
        && let (4, Ok(year), Ok(month)) = (year.len(), year.parse(), month.parse())
    {
        return Date::new(year, month, 1).ok().and_then(ends);
    }
    let words = language::words(text, Span::new(0, text.len()));
    let expressions = language::time_expressions(&words);
    let [only] = expressions.as_slice() else { return None };
    let Time::Stretch(stretch) = only.time else { return None };
    let told = stretch.from.year.is_told() && stretch.to.year.is_told();
    let whole = only.link == Link::Bare && only.span.of(text).len() == text.len();
    let (first, last) = stretch.days(0).filter(|_| told && whole)?;
    Some(if edge == Edge::First { first } else { last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        let table = [
            ("1,234", Some(1_234.0)),
            ("1 234.5", Some(1_234.5)),
            ("12\u{202f}630\u{202f}000", Some(12_630_000.0)),
            ("12%", Some(12.0)),
            ("12 percent", Some(12.0)),
            ("-3", Some(-3.0)),
            ("−3.5", Some(-3.5)),
            ("12.63 million", Some(12_630_000.0)),
            ("two dozen", Some(24.0)),
            ("1,23", None),
            ("1.234,5", None),
            ("12 or 13", None),
            ("about 12", None),
            ("dozens", None),
            ("many", None),
            ("", None),
            ("1e400", None),
        ];
        for (typed, number) in table {
            assert_eq!(Value::Text(typed.to_owned()).number(), number, "{typed}");
        }
        assert_eq!(Value::Number(f64::NAN).number(), None);
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        let new_year = date(2019, 1, 1);
        let table = [
            (Value::Text("2019-12-31".into()), Some((date(2019, 12, 31), date(2019, 12, 31)))),
            (
                Value::Text("2019-12-31 00:00:00".into()),
                Some((date(2019, 12, 31), date(2019, 12, 31))),
            ),
            (Value::Text("2019-02".into()), Some((date(2019, 2, 1), date(2019, 2, 28)))),
            (Value::Text("2019".into()), Some((new_year, date(2019, 12, 31)))),
            (
                Value::Text("31 December 2019".into()),
                Some((date(2019, 12, 31), date(2019, 12, 31))),
            ),
            (Value::Text("July 1, 2019".into()), Some((date(2019, 7, 1), date(2019, 7, 1)))),
            (Value::Text("February 2020".into()), Some((date(2020, 2, 1), date(2020, 2, 29)))),
            (Value::Number(2019.0), Some((new_year, date(2019, 12, 31)))),
            (Value::Day(2019.0), Some((new_year, date(2019, 12, 31)))),
            (Value::Day(43_466.0), Some((new_year, new_year))),
            (Value::Text("the spring".into()), None),
            (Value::Text("2019-13-01".into()), None),
            (Value::Number(1e12), None),
        ];
        for (typed, days) in table {
            let read = typed.day(Edge::First).zip(typed.day(Edge::Last));
            assert_eq!(read, days, "{typed:?}");
        }
    }

    #[test]
    fn days_are_counted_from_where_the_workbook_begins() {
        let kind = calamine::ExcelDateTimeType::DateTime;
        let day = |value, is_1904| {
            let cell = DataRef::DateTime(ExcelDateTime::new(value, kind, is_1904));
            value_of(&cell)
        };
        assert_eq!(day(43_466.0, false), day(43_466.0 - FROM_1904, true));
    }

    fn value_of(cell: &DataRef<'_>) -> Option<Date> {
        value(cell)?.day(Edge::First)
    }
}
