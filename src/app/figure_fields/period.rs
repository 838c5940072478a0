//! A period as the user writes it: two days and how they are covered, checked against each other.

use crate::app::words;
use crate::figures::{Coverage, Period};
use jiff::civil::{Date, date};

/// All ways to cover the calendar, as they are offered.
pub const COVERAGES: [Coverage; 6] = [
    Coverage::FullYear,
    Coverage::PartYear,
    Coverage::MultiYear,
    Coverage::PointInTime,
    Coverage::Event,
    Coverage::Undated,
];

/// What stands between the parts of a period's content.
const PARTED: char = '|';

/// A period that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The first day as typed; empty where it is open.
    pub start: String,
    /// The last day as typed.
    pub end: String,
    /// How the days are covered; `None` leaves it to the days.
    pub coverage: Option<Coverage>,
}

impl Draft {
    /// The draft of a period.
    pub fn of(period: &Period) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let own = coverage_of(period.start, period.end);
        let coverage = (own != period.coverage).then_some(period.coverage);
        Self { start: day(period.start), end: day(period.end), coverage }
    }

    /// The period that is meant, or what is wrong.
    pub fn period(&self) -> Result<Period, &'static str> {
        let start = day(&self.start, false)?;
        // "2019" alone in the first field is that year; a day alone there is left open.
        let end = day(&self.end, true)?;
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            return Err("The first day comes after the last.");
        }
        let coverage = self.coverage.unwrap_or_else(|| coverage_of(start, end));
        let sound = match coverage {
            Coverage::FullYear => {
                coverage_of(start, end) == Coverage::FullYear || is_open(start, end)
            }
            Coverage::PointInTime => start == end || is_open(start, end),
            Coverage::Undated => start.is_none() && end.is_none(),
            Coverage::MultiYear | Coverage::PartYear | Coverage::Event => true,
        };
        if !sound {
            return Err(match coverage {
                Coverage::FullYear => "A whole year is from 1 January to 31 December.",
                Coverage::PointInTime => "One day begins and ends on that day.",
                _ => "Without a date both days stay empty.",
            });
        }
        Ok(Period { start, end, coverage })
    }

    /// The content of the field for [`read`].
    pub fn content(&self) -> String {
        let coverage = self.coverage.map(words::coverage).unwrap_or_default();
        format!("{}{PARTED}{}{PARTED}{coverage}", self.start, self.end)
    }
}

fn is_open(start: Option<Date>, end: Option<Date>) -> bool {
    start.is_none() || end.is_none()
}

/// How two days cover the calendar by themselves.
fn coverage_of(start: Option<Date>, end: Option<Date>) -> Coverage {
    match (start, end) {
        (None, None) => Coverage::Undated,
        (Some(start), Some(end)) if start == end => Coverage::PointInTime,
        (Some(start), Some(end)) if start.year() == end.year() => {
            let whole = (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
            if whole { Coverage::FullYear } else { Coverage::PartYear }
        }
        _ => Coverage::MultiYear,
    }
}

/// A period's content as it is compared and read back.
pub fn content(period: &Period) -> String {
    Draft { coverage: Some(period.coverage), ..Draft::of(period) }.content()
}

/// The period that a content is of.
pub fn read(content: &str) -> Result<Period, &'static str> {
    let mut parts = content.split(PARTED);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (start, end, coverage) = (next(), next(), next());
    let coverage = COVERAGES.into_iter().find(|one| words::coverage(*one) == coverage);
    Draft { start, end, coverage }.period()
}

/// The period of a whole year.
pub fn year(year: i16) -> Option<Period> {
    let start = Date::new(year, 1, 1).ok()?;
    let end = Date::new(year, 12, 31).ok()?;
    Some(Period { start: Some(start), end: Some(end), coverage: Coverage::FullYear })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const NOT_A_DAY: &str = "Write a day such as 31 Oct 2020, a month such as Oct 2020, or a year.";

/// A day as people type it: `2020-10-31`, `31 Oct 2020`, `October 31, 2020`, `31.10.2020`, `Oct
/// 2020`, `2020`. A month or year is its first day, or its last where `last` is asked for.
fn day(typed: &str, last: bool) -> Result<Option<Date>, &'static str> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> =
        typed.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let found = match parts.as_slice() {
        [only] => year_of(only).map(|y| if last { date(y, 12, 31) } else { date(y, 1, 1) }),
        // Oct 2020, 10/2020; 2020-10.
        [first, second] => match (month_of(first).or_else(|| small(first)), year_of(second)) {
            (Some(month), Some(year)) => of_month(year, month, last),
            _ => year_of(first).zip(small(second)).and_then(|(y, m)| of_month(y, m, last)),
        },
        [first, second, third] => of_three([first, second, third], typed.contains('.')),
        _ => None,
    };
    found.map(Some).ok_or(NOT_A_DAY)
}

/// A day of its three parts. Numbers alone are a day only where their order is plain: the year
/// first, or `dotted`, which is how the day comes first.
fn of_three([first, second, third]: [&str; 3], dotted: bool) -> Option<Date> {
    let (year, month, day) = if let Some(year) = year_of(first) {
        (year, small(second)?, small(third)?)
    } else if let Some(month) = month_of(first) {
        (year_of(third)?, month, small(second)?)
    } else if let Some(month) = month_of(second) {
        (year_of(third)?, month, small(first)?)
    } else if dotted {
        (year_of(third)?, small(second)?, small(first)?)
    } else {
        return None;
    };
    Date::new(year, month, day).ok()
}

/// The month of a name, of which three letters are enough.
fn month_of(word: &str) -> Option<i8> {
    let named = word.len() >= 3 && word.chars().all(char::is_alphabetic);
    let at = MONTHS.iter().position(|month| named && month.starts_with(word))?;
    i8::try_from(at + 1).ok()
}

fn year_of(word: &str) -> Option<i16> {
    word.parse::<i16>().ok().filter(|year| (1800..=2200).contains(year))
}

fn small(word: &str) -> Option<i8> {
    word.parse::<i8>().ok()
}

fn of_month(year: i16, month: i8, last: bool) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    Some(if last { first.last_of_month() } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(start: &str, end: &str, coverage: Option<Coverage>) -> Result<Period, &'static str> {
        Draft { start: start.to_owned(), end: end.to_owned(), coverage }.period()
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        let ten = date(2020, 10, 31);
        for typed in ["2020-10-31", "31 Oct 2020", "October 31, 2020", "31.10.2020", "oct 2020"] {
            assert_eq!(day(typed, true), Ok(Some(ten)), "{typed}");
        }
        assert_eq!(day("2020", false), Ok(Some(date(2020, 1, 1))));
        assert_eq!(day("2020-02", true), Ok(Some(date(2020, 2, 29))));
        for wrong in ["tomorrow", "31/10/2020", "2020-13-01", "Feb 30 2020", "99"] {
            assert!(day(wrong, true).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_say_how_they_are_covered() {
        let table = [
            ("2020", "2020", Coverage::FullYear),
            ("2020", "Oct 2020", Coverage::PartYear),
            ("1 May 2020", "1 May 2020", Coverage::PointInTime),
            ("2018", "2020", Coverage::MultiYear),
            ("2018", "", Coverage::MultiYear),
            ("", "", Coverage::Undated),
        ];
        for (start, end, coverage) in table {
            assert_eq!(period(start, end, None).map(|p| p.coverage), Ok(coverage), "{start}-{end}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        assert!(period("2021", "2020", None).is_err());
        assert!(period("2020", "Oct 2020", Some(Coverage::FullYear)).is_err());
        assert!(period("2020", "2020", Some(Coverage::PointInTime)).is_err());
        assert!(period("2020", "2020", Some(Coverage::Undated)).is_err());
        assert!(period("", "", Some(Coverage::MultiYear)).is_ok(), "in the past seven years");
    }

    #[test]
    fn a_period_is_read_back_from_its_content() {
        for coverage in COVERAGES {
            let open = Period { coverage, ..Period::default() };
            assert_eq!(read(&content(&open)), Ok(open));
        }
        let whole = year(2019).unwrap();
        assert_eq!(read(&content(&whole)), Ok(whole));
        assert_eq!(Draft::of(&whole).coverage, None);
    }
}
