//! Days, months and years, alone and in rows: "July 12", "December 16 and 17", "2010–15".

use super::grammar::{Read, any, joined, optional, word, year_like};
use super::tokens::{Class, Token};
use super::{Link, Moment, Stretch, Time, Year};

/// A moment, or a row of them: "July 12", "2016", "December 16 and 17", "January to June",
/// "2010-15", "March 2 and April 5".
pub fn moments(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let (from, next) = moment(tokens, at)?;
    if let Some((to, next)) = row_end(tokens, from, next) {
        return Some((joined(from, to), named_year(tokens, next).unwrap_or(next)));
    }
    Some((Time::Stretch(Stretch::of(from)), next))
}

/// The second part of "December 16 and 17", "July 12–15, 2018", "January to June", "2012-13".
fn row_end(tokens: &[Token<'_>], from: Moment, at: usize) -> Read<Moment> {
    let joint = tokens.get(at)?;
    let ranges = joint.class == Class::Dash || joint.is_any(&["to", "through", "until"]);
    if !ranges && !joint.is("and") {
        return None;
    }
    let next = tokens.get(at + 1)?;
    match (next.class, from.month, from.day) {
        (Class::Number(day @ 1..=31), Some(_), Some(first)) if first < day => {
            let (year, end) = told_year(tokens, at + 2).unwrap_or((from.year, at + 2));
            Some((Moment { year, month: from.month, day: Some(day) }, end))
        }
        (Class::Number(short), None, None) if joint.class == Class::Dash => {
            let Year::Told(first) = from.year else { return None };
            let year = first - first % 100 + i16::from(short);
            (year == first + 1 || year > first)
                .then_some((Moment { year: Year::Told(year), ..from }, at + 2))
        }
        (Class::Year(_) | Class::Month(_), ..) if ranges => {
            let (to, end) = moment(tokens, at + 1)?;
            (to.month.is_some() == from.month.is_some()).then_some((to, end))
        }
        // "in April and May" is one stretch; "in March and June" has a gap, which it covers.
        (Class::Month(_), Some(_), None) => {
            let (to, end) = moment(tokens, at + 1)?;
            (to.day.is_none()).then_some((to, end))
        }
        (Class::Year(year), None, None) => {
            let Year::Told(first) = from.year else { return None };
            (year == first + 1).then_some((Moment { year: Year::Told(year), ..from }, at + 2))
        }
        _ => None,
    }
}

/// A day, a month or a year: "April 3, 2018", "3 April", "early July 2016", "mid-2016", "FY 2017".
pub fn moment(tokens: &[Token<'_>], at: usize) -> Read<Moment> {
    let (part, at) = part_word(tokens, at).unwrap_or((None, at));
    let (mut moment, next) = day_month(tokens, at)
        .or_else(|| month_day(tokens, at))
        .or_else(|| lone_year(tokens, at))?;
    if moment.month.is_some() && moment.day.is_none() {
        moment.day = part;
    }
    Some((moment, next))
}

/// "early", "mid-", "late" before a month stand for its first, fifteenth and last day.
fn part_word(tokens: &[Token<'_>], at: usize) -> Read<Option<i8>> {
    let token = tokens.get(at)?;
    let day = if token.is("early") {
        1
    } else if token.is("mid") {
        15
    } else if token.is("late") {
        31
    } else {
        return None;
    };
    let dash = tokens.get(at + 1).is_some_and(|token| token.class == Class::Dash);
    Some((Some(day), at + 1 + usize::from(dash)))
}

/// "3 April 2018", "the 3rd of April".
fn day_month(tokens: &[Token<'_>], at: usize) -> Read<Moment> {
    let at = optional(tokens, at, &["the"]);
    let token = tokens.get(at)?;
    let Class::Number(day @ 1..=31) = token.class else { return None };
    token.text.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let at = optional(tokens, at + 1, &["of"]);
    let Class::Month(month) = tokens.get(at)?.class else { return None };
    // "12 May 3": the number before belongs to something else.
    if let Some(Class::Number(1..=31)) = tokens.get(at + 1).map(|token| token.class) {
        return None;
    }
    let (year, at) = told_year(tokens, at + 1).unwrap_or((Year::Open, at + 1));
    Some((Moment { year, month: Some(month), day: Some(day) }, at))
}

/// "April 3, 2018", "April 3", "April 2018", "Sept. 5", "July of 2018".
fn month_day(tokens: &[Token<'_>], at: usize) -> Read<Moment> {
    let token = tokens.get(at)?;
    let Class::Month(month) = token.class else { return None };
    let short = token.text.len() <= 4 && !token.is_any(&["may", "june", "july"]);
    let mut at = at + 1;
    if short && tokens.get(at).is_some_and(|token| token.text == ".") {
        at += 1;
    } else if token.text.len() == 3 && short {
        // "Mar", "Dec" without a stop are dates only before a number.
        matches!(tokens.get(at)?.class, Class::Number(_) | Class::Year(_)).then_some(())?;
    }
    let day = tokens.get(at).and_then(|token| match token.class {
        Class::Number(day @ 1..=31) if token.text.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(day)
        }
        _ => None,
    });
    let at = at + usize::from(day.is_some());
    let (year, at) = told_year(tokens, at).unwrap_or((Year::Open, at));
    Some((Moment { year, month: Some(month), day }, at))
}

/// The year after a month or day: "2018", ", 2018", "of 2018", "of that year".
fn told_year(tokens: &[Token<'_>], at: usize) -> Read<Year> {
    let token = tokens.get(at)?;
    let next = match token.class {
        Class::Comma => at + 1,
        _ if token.is("of") => {
            return year_like(tokens, at + 1);
        }
        _ => at,
    };
    match tokens.get(next)?.class {
        Class::Year(year) => Some((Year::Told(year), next + 1)),
        _ => None,
    }
}

/// "2016", "fiscal year 2016", "FY 2016", "the 2016 fiscal year", "the year 2016". A fiscal year
/// stands for the calendar year it is named after: reports seldom say when it begins.
fn lone_year(tokens: &[Token<'_>], at: usize) -> Read<Moment> {
    let at = optional(tokens, at, &["calendar", "fiscal", "financial", "academic", "school"]);
    let at = optional(tokens, at, &["year", "fy"]);
    let Class::Year(year) = tokens.get(at)?.class else { return None };
    let after = named_year(tokens, at + 1).unwrap_or(at + 1);
    Some((Moment { year: Year::Told(year), month: None, day: None }, after))
}

/// "the 2012-13 fiscal year": only a year by name can have an article and be no attribute.
pub fn the_named_year(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    let at = word(tokens, at, "the")?;
    let (time, next) = moments(tokens, at, link)?;
    word(tokens, next.checked_sub(1)?, "year")?;
    Some((time, next))
}

/// "… fiscal year", "… school year" after its number.
pub fn named_year(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    any(tokens, at, &["fiscal", "calendar", "financial", "school", "academic"])
        .and_then(|next| word(tokens, next, "year"))
}
