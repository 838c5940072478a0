//! The time that a table's head or title names: a year, years, a part of a year, a day.

use super::settle::{covers, days};
use crate::figures::{Coverage, Period};
use crate::language::{self, Link, Time};
use crate::report::Span;
use jiff::civil::Date;

/// Before a head that is only a time, so that it reads as one.
const LEAD: &str = "in ";

/// The time that `head` names, and where in it; `year` is the report's.
pub fn of_head(head: &str, year: Option<i16>) -> Option<(Period, Span)> {
    years(head).or_else(|| expression(head, year))
}

/// "2029", "2028–2030", "2028/29": years and no more, alone or at the edge of the head.
fn years(head: &str) -> Option<(Period, Span)> {
    let words = language::words(head, Span::new(0, head.len()));
    let told = language::words(head, Span::new(0, head.len()))
        .iter()
        .any(|word| is_month(&word.text.to_lowercase()));
    if told {
        return None;
    }
    let mut found: Option<(i16, i16, Span)> = None;
    for word in &words {
        let Some((first, last)) = year_word(word.text) else { continue };
        found = Some(match found {
            None => (first, last, word.span),
            Some((from, to, span)) => {
                (from.min(first), to.max(last), Span { start: span.start, end: word.span.end })
            }
        });
    }
    // "2028" "/" "29": the words of a range that the marks part.
    let (from, mut to, mut span) = found?;
    let rest = head.get(span.end.get()..).unwrap_or("");
    if let Some(short) = rest.strip_prefix(['/', '-', '–']).and_then(|rest| rest.get(..2))
        && let Ok(short) = short.parse::<i16>()
        && (from + 1) % 100 == short
    {
        to = from + 1;
        let mark = rest.chars().next().map_or(0, char::len_utf8);
        span = Span::new(span.start.get(), span.end.get() + mark + 2);
    }
    let (start, end) = (Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?);
    Some((Period { start: Some(start), end: Some(end), coverage: covers(start, end) }, span))
}

/// The years that a word is: "2029", "2028-2030", "2028/29".
fn year_word(word: &str) -> Option<(i16, i16)> {
    let mut parts = word.split(['-', '–', '/']);
    let year = |part: &str| {
        part.parse::<i16>().ok().filter(|y| part.len() == 4 && (1900..2100).contains(y))
    };
    let first = year(parts.next()?)?;
    let last = match parts.next() {
        None => first,
        Some(part) => year(part).or_else(|| {
            let short: i16 = part.parse().ok().filter(|_| part.len() == 2)?;
            Some(first / 100 * 100 + short)
        })?,
    };
    (parts.next().is_none() && first <= last).then_some((first, last))
}

fn is_month(word: &str) -> bool {
    crate::figures::lexicon::LEXICON.months.has(word.trim_end_matches('.'))
        || matches!(word, "half" | "quarter" | "semester" | "months")
        || word.split(['-', '–', '/']).any(|part| crate::figures::lexicon::LEXICON.months.has(part))
}

/// "January–June 2029", "as of 31 December 2029": what the grammar of times knows.
fn expression(head: &str, year: Option<i16>) -> Option<(Period, Span)> {
    [LEAD, ""].iter().find_map(|lead| {
        let text = format!("{lead}{head}");
        let words = language::words(&text, Span::new(0, text.len()));
        language::time_expressions(&words).iter().find_map(|told| {
            let Time::Stretch(stretch) = told.time else { return None };
            let (first, last) = days(stretch, year)?;
            let point = stretch.is_day() || told.link == Link::AsOf && !stretch.is_year();
            let period = if point {
                Period { start: Some(last), end: Some(last), coverage: Coverage::PointInTime }
            } else {
                Period { start: Some(first), end: Some(last), coverage: covers(first, last) }
            };
            let at = |byte: usize| byte.saturating_sub(lead.len());
            let span = Span::new(at(told.span.start.get()), at(told.span.end.get()));
            Some((period, span))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_heads_are_known() {
        let table = [
            ("2029", "2029-01-01", "2029-12-31", Coverage::FullYear),
            ("Cases 2029", "2029-01-01", "2029-12-31", Coverage::FullYear),
            ("2028-2030", "2028-01-01", "2030-12-31", Coverage::MultiYear),
            ("2028/29", "2028-01-01", "2029-12-31", Coverage::MultiYear),
            ("January–June 2029", "2029-01-01", "2029-06-30", Coverage::PartYear),
            ("As of 31 December 2029", "2029-12-31", "2029-12-31", Coverage::PointInTime),
            ("May 2029", "2029-05-01", "2029-05-31", Coverage::PartYear),
        ];
        for (head, start, end, coverage) in table {
            let (period, _) = of_head(head, None).unwrap_or_else(|| panic!("{head}"));
            let days = (period.start.unwrap().to_string(), period.end.unwrap().to_string());
            assert_eq!(days, (start.to_owned(), end.to_owned()), "{head}");
            assert_eq!(period.coverage, coverage, "{head}");
        }
        assert_eq!(of_head("Complaints", Some(2030)), None);
        assert_eq!(of_head("1,950", Some(2030)), None);
    }
}
