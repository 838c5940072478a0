//! The grammar of time expressions, one small function a shape.
//!
//! Each function reads from a token on and gives what it understood and where the next token
//! stands, or nothing. None reads more than a few tokens ahead.

use super::moment::{moment, moments, the_named_year};
use super::tokens::{Class, Token};
use super::undated::{habit, mentioned, now, spell, telling};
use super::{Link, Moment, Stretch, Time, TimeExpression, Year};
use crate::report::Span;

pub type Read<T> = Option<(T, usize)>;

/// All expressions, the longest at each place.
pub fn expressions(tokens: &[Token<'_>]) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match expression(tokens, at) {
            Some((expression, next)) => {
                found.push(expression);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

fn expression(tokens: &[Token<'_>], at: usize) -> Read<TimeExpression> {
    let (link, core) = link(tokens, at).unwrap_or((Link::Bare, at));
    let read = time(tokens, core, link)?;
    let (mut link, time, next) = (link, read.0, read.1);
    if link == Link::Bare && is_lone_may(tokens, at, next) {
        return None;
    }
    if matches!(time, Time::Stretch(stretch) if through_start(tokens, core) && stretch.is_year()) {
        link = Link::Within;
    }
    let first = tokens.get(at)?.span;
    let last = tokens.get(next.checked_sub(1)?)?.span;
    let span = Span { start: first.start, end: last.end };
    Some((TimeExpression { span, link, time }, next))
}

/// "May" alone at the start of a sentence is the verb.
fn is_lone_may(tokens: &[Token<'_>], at: usize, next: usize) -> bool {
    next == at + 1 && at == 0 && tokens.get(at).is_some_and(|token| token.is("may"))
}

/// "throughout the year" is the whole of it, unlike "through the year".
fn through_start(tokens: &[Token<'_>], core: usize) -> bool {
    core.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is("throughout"))
}

pub fn word(tokens: &[Token<'_>], at: usize, word: &str) -> Option<usize> {
    tokens.get(at).filter(|token| token.is(word)).map(|_| at + 1)
}

pub fn any(tokens: &[Token<'_>], at: usize, words: &[&str]) -> Option<usize> {
    tokens.get(at).filter(|token| token.is_any(words)).map(|_| at + 1)
}

pub fn optional(tokens: &[Token<'_>], at: usize, words: &[&str]) -> usize {
    any(tokens, at, words).unwrap_or(at)
}

pub fn phrase(tokens: &[Token<'_>], at: usize, words: &[&str]) -> Option<usize> {
    words.iter().try_fold(at, |at, next| word(tokens, at, next))
}

/// "as of", "in", "since" …: the words that link a time to its sentence.
fn link(tokens: &[Token<'_>], at: usize) -> Read<Link> {
    let token = tokens.get(at)?;
    let next = at + 1;
    let simple =
        |link| Some((link, optional(tokens, next, &["about", "approximately", "roughly"])));
    match token.text.len() {
        2 if token.is_any(&["in", "on", "at"]) => simple(Link::Within),
        2 if token.is("by") => simple(Link::Through),
        2 if token.is("of") => simple(Link::Of),
        2 if token.is("as") => {
            any(tokens, next, &["of", "at", "on"]).map(|next| (Link::AsOf, next))
        }
        2 if token.is("up") => {
            any(tokens, next, &["to", "until", "till"]).map(|next| (Link::Through, next))
        }
        3 if token.is("for") => simple(Link::Within),
        4 if token.is("over") => {
            let next = phrase(tokens, next, &["the", "course", "of"]).unwrap_or(next);
            Some((Link::Within, next))
        }
        4 if token.is("till") => simple(Link::Through),
        5 if token.is("since") => simple(Link::Since),
        5 if token.is("until") => simple(Link::Through),
        5 if token.is("after") => simple(Link::Beside),
        6 if token.is("during") => {
            let next = phrase(tokens, next, &["the", "course", "of"]).unwrap_or(next);
            Some((Link::Within, next))
        }
        6 if token.is("within") => simple(Link::Within),
        6 if token.is("before") => simple(Link::Beside),
        7 if token.is("through") => simple(Link::Through),
        9 if token.is("following") => simple(Link::Beside),
        10 if token.is("throughout") => simple(Link::Within),
        _ => None,
    }
}

type Shape = fn(&[Token<'_>], usize, Link) -> Read<Time>;

/// The shapes in the order in which they are tried: longer ones before their parts.
const SHAPES: &[Shape] = &[
    the_period,
    between,
    from_to,
    year_ending,
    part_of_year,
    year_end,
    beginning_of_year,
    since_noun,
    same_part,
    relative_year,
    spell,
    mentioned,
    telling,
    habit,
    now,
    the_named_year,
    moments,
];

fn time(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    SHAPES.iter().find_map(|shape| shape(tokens, at, link))
}

fn stretch(from: Moment, to: Moment) -> Time {
    Time::Stretch(Stretch { from, to })
}

/// A stretch between two moments: the year told for one holds for the other as well.
pub fn joined(mut from: Moment, mut to: Moment) -> Time {
    match (from.year, to.year) {
        (Year::Open, Year::Told(year)) => {
            let wraps = from.month > to.month && to.month.is_some();
            from.year = Year::Told(if wraps { year - 1 } else { year });
        }
        // "from July 2016 to July 31" ends in a later year.
        (Year::Told(year), Year::Open)
            if to.day.is_some()
                && (from.month < to.month || from.month == to.month && from.day.is_some()) =>
        {
            to.year = Year::Told(year);
        }
        _ => {}
    }
    stretch(from, to)
}

/// "between January and July", "between 2012 and 2015".
fn between(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let at = word(tokens, at, "between")?;
    let (from, at) = moment(tokens, at)?;
    let at = word(tokens, past_comma(tokens, at), "and")?;
    if let Some((Time::Stretch(end), at)) = year_end(tokens, at, Link::Through) {
        return Some((joined(from, end.to), at));
    }
    let (to, at) = moment(tokens, at)?;
    Some((joined(from, to), at))
}

/// "the period 2016-17", "the period from May to July", "the period of January through June".
fn the_period(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    let at = phrase(tokens, optional(tokens, at, &["the"]), &["period"])?;
    let at = optional(tokens, at, &["of"]);
    between(tokens, at, link)
        .or_else(|| from_to(tokens, at, link))
        .or_else(|| moments(tokens, at, link))
}

/// "the year ending June 30", "the 12 months to March 2016": twelve months up to the moment.
fn year_ending(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let at = optional(tokens, at, &["the"]);
    let at = any(tokens, at, &["year"]).or_else(|| {
        let twelve = matches!(tokens.get(at)?.class, Class::Number(12));
        any(tokens, at + 1, &["months"]).filter(|_| twelve)
    })?;
    let at = any(tokens, at, &["ending", "ended", "to", "through"])?;
    let (to, at) = moment(tokens, optional(tokens, at, &["in", "on"]))?;
    let month = to.month?;
    let before = match to.year {
        Year::Told(year) => Year::Told(year.saturating_sub(1)),
        _ => Year::Earlier(1),
    };
    let (year, month) = if month == 12 { (to.year, 1) } else { (before, month + 1) };
    Some((stretch(Moment { year, month: Some(month), day: None }, to), at))
}

/// "from May 1, 2013, to June 3, 2014": past the comma that closes a year.
fn past_comma(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.class == Class::Comma))
}

/// "since its creation in 2010", "since the start of the war in May 2012": the time in a noun phrase.
fn since_noun(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    (link == Link::Since).then_some(())?;
    any(tokens, at, &["its", "their", "his", "her", "the"])?;
    let preposition = (at + 2..at + 8).find(|at| any(tokens, *at, &["in", "on"]).is_some())?;
    let (moment, next) = moment(tokens, preposition + 1)?;
    Some((Time::Stretch(Stretch::of(moment)), next))
}

/// "from 2010 to 2015", "from January through June", "from May until the end of the year".
fn from_to(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let at = word(tokens, at, "from")?;
    let (from, at) = moment(tokens, at)?;
    let at = any(tokens, past_comma(tokens, at), &["to", "through", "until", "till"])?;
    if let Some((Time::Stretch(end), at)) = year_end(tokens, at, Link::Through) {
        return Some((joined(from, end.to), at));
    }
    let (to, at) = moment(tokens, at)?;
    Some((joined(from, to), at))
}

/// "the first six months of the year", "the second half of 2016", "the last quarter of the year".
///
/// "In the first quarter" is that of the passage's year; so is "the first quarter survey".
fn part_of_year(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    let at = optional(tokens, at, &["the"]);
    let (months, at, alone) = match first_months(tokens, at) {
        Some((months, at)) => (months, at, Year::Current),
        None => fraction_of_year(tokens, at).map(|(months, at)| (months, at, Year::Open))?,
    };
    let (year, at) = match word(tokens, at, "of") {
        Some(at) => year_like(tokens, at)?,
        None if alone == Year::Open && !is_fraction_alone(tokens, at, link) => return None,
        None => (alone, at),
    };
    let at = optional_bare_year(tokens, at).unwrap_or(at);
    let moment = |month, day| Moment { year, month: Some(month), day };
    Some((stretch(moment(months.0, None), moment(months.1, None)), at))
}

/// "first six months", "last three months": the months of a year that are meant.
fn first_months(tokens: &[Token<'_>], at: usize) -> Read<(i8, i8)> {
    let first = any(tokens, at, &["first", "initial"]);
    let at = first.or_else(|| any(tokens, at, &["last", "final"]))?;
    let Class::Number(count @ 1..=12) = tokens.get(at)?.class else { return None };
    let at = any(tokens, at + 1, &["months", "month"])?;
    // "in the last six months" looks back from today; only "of the year" makes it a part of one.
    if first.is_none() && word(tokens, at, "of").is_none() {
        return None;
    }
    Some((if first.is_some() { (1, count) } else { (13 - count, 12) }, at))
}

/// "first half", "third quarter" of a year.
fn fraction_of_year(tokens: &[Token<'_>], at: usize) -> Read<(i8, i8)> {
    const ORDINALS: [(&str, i8); 5] =
        [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", 0)];
    let token = tokens.get(at)?;
    let (_, rank) = ORDINALS.iter().find(|(word, _)| token.is(word))?;
    let length = match tokens.get(at + 1)? {
        unit if unit.is_any(&["half", "semester"]) => 6,
        unit if unit.is("quarter") => 3,
        _ => return None,
    };
    let rank = if *rank == 0 { 12 / length } else { *rank };
    let last = rank * length;
    (last <= 12).then_some(((last - length + 1, last), at + 2))
}

/// Whether a fraction that names no year is one of a year: after "in" and the like at the end of its
/// phrase, or before a noun of figures ("the first quarter survey").
fn is_fraction_alone(tokens: &[Token<'_>], at: usize, link: Link) -> bool {
    const DATA: &[&str] =
        &["survey", "report", "data", "statistics", "figures", "results", "bulletin"];
    let next = tokens.get(at);
    let ends = next.is_none_or(|token| {
        !token.text.starts_with(char::is_alphanumeric)
            || token.is_any(&["the", "and", "to", "when", "there", "a"])
    });
    next.is_some_and(|token| token.is_any(DATA))
        || ends && matches!(link, Link::Within | Link::Through)
}

/// What can stand after "of" to name a year: "the year", "2016", "the previous year".
pub fn year_like(tokens: &[Token<'_>], at: usize) -> Read<Year> {
    if let Some((Time::Stretch(stretch), next)) = relative_year(tokens, at, Link::Of) {
        return Some((stretch.from.year, next));
    }
    let named = any(tokens, at, &["fiscal", "calendar", "financial"]);
    let at = named.map_or(at, |at| optional(tokens, at, &["year"]));
    match tokens.get(at)?.class {
        Class::Year(year) => Some((Year::Told(year), at + 1)),
        _ => None,
    }
}

/// "of the year 2016": the number after the word.
fn optional_bare_year(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    word(tokens, before, "year")?;
    matches!(tokens.get(at)?.class, Class::Year(_)).then_some(at + 1)
}

/// "year’s end", "the end of the year", "the end of August", "the end of 2016".
fn year_end(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let at = optional(tokens, at, &["the"]);
    let last = |year| Moment { year, month: Some(12), day: Some(31) };
    if tokens.get(at)?.is_possessive_of("year") {
        let at = word(tokens, at + 1, "end")?;
        return Some((Time::Stretch(Stretch::of(last(Year::Current))), at));
    }
    if let Some(next) = mid_year(tokens, at) {
        let day = Moment { year: Year::Current, month: Some(6), day: Some(30) };
        return Some((Time::Stretch(Stretch::of(day)), next));
    }
    if let Some(next) = word(tokens, at, "year") {
        let next = match tokens.get(next)?.class {
            Class::Dash => next + 1,
            _ => next,
        };
        let next = word(tokens, next, "end")?;
        let (year, next) = year_like(tokens, next).unwrap_or((Year::Current, next));
        return Some((Time::Stretch(Stretch::of(last(year))), next));
    }
    let at = any(tokens, at, &["end", "close"])?;
    let at = optional(tokens, at, &["of"]);
    if let Some((year, at)) = year_like(tokens, at) {
        return Some((Time::Stretch(Stretch::of(last(year))), at));
    }
    if let Some((Time::Stretch(part), at)) = part_of_year(tokens, at, Link::Of) {
        return Some((Time::Stretch(Stretch::of(Moment { day: Some(31), ..part.to })), at));
    }
    let (moment, at) = moment(tokens, at)?;
    moment.month.filter(|_| moment.day.is_none())?;
    Some((Time::Stretch(Stretch::of(Moment { day: Some(31), ..moment })), at))
}

/// "midyear", "mid-year".
fn mid_year(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let parted = || {
        let dash = word(tokens, at, "mid")?;
        (tokens.get(dash)?.class == Class::Dash).then(|| word(tokens, dash + 1, "year"))?
    };
    any(tokens, at, &["midyear", "mid-year"]).or_else(parted)
}

/// "the beginning of the year", "the start of 2019": with "since" or "from" the year's first day.
fn beginning_of_year(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let at = optional(tokens, at, &["the"]);
    let at = any(tokens, at, &["beginning", "start"])?;
    let at = word(tokens, at, "of")?;
    // "the beginning of November".
    let month = moment(tokens, at);
    if let Some((first, at)) = month.filter(|(m, _)| m.month.is_some() && m.day.is_none()) {
        return Some((Time::Stretch(Stretch::of(Moment { day: Some(1), ..first })), at));
    }
    let (year, at) = year_like(tokens, at)?;
    let day = Moment { year, month: Some(1), day: Some(1) };
    Some((Time::Stretch(Stretch::of(day)), at))
}

/// "the same period in 2018", "the corresponding period of the previous year", "the same period a
/// year earlier".
fn same_part(tokens: &[Token<'_>], at: usize, _: Link) -> Read<Time> {
    let at = optional(tokens, at, &["the"]);
    let at = any(tokens, at, &["same", "corresponding", "comparable", "equivalent"])?;
    let at = any(tokens, at, &["period", "months", "timeframe", "quarter"])?;
    let at = optional(tokens, at, &["in", "of", "during", "from", "for"]);
    match year_like(tokens, at) {
        Some((year, at)) => Some((Time::SamePart(year), at)),
        None => Some((Time::Mentioned, at)),
    }
}

/// "the year", "the previous year", "a year earlier", "two years before", "that year", "the
/// reporting period".
fn relative_year(tokens: &[Token<'_>], at: usize, link: Link) -> Read<Time> {
    const EARLIER: &[&str] = &["previous", "preceding", "prior", "past", "last"];
    const THIS: &[&str] = &["this", "current", "reporting", "review", "calendar"];
    let year = |year, at| {
        let moment = Moment { year, month: None, day: None };
        Some((Time::Stretch(Stretch::of(moment)), at))
    };
    let article = any(tokens, at, &["the", "this", "that", "a", "one", "each"]);
    let noun = article.unwrap_or(at);
    if let Some(next) = any(tokens, noun, EARLIER) {
        // "Last year" and "the previous year" are years; "the past year" is a length of time.
        let next = word(tokens, next, "year")?;
        let looks_back = word(tokens, at, "the").and_then(|noun| word(tokens, noun, "last"));
        return if word(tokens, noun, "past").is_some() || looks_back.is_some() {
            Some((Time::Spell, next))
        } else {
            year(Year::Earlier(1), next)
        };
    }
    if word(tokens, at, "that").is_some() || any(tokens, noun, &["same"]).is_some() {
        let noun = optional(tokens, noun, &["same"]);
        return word(tokens, noun, "year").and_then(|next| year(Year::Mentioned, next));
    }
    if let Some(next) = any(tokens, noun, THIS) {
        return any(tokens, next, &["year", "period"]).and_then(|next| year(Year::Current, next));
    }
    // "during the year’s elections", but "at the year’s end" is a day.
    let possessive = tokens.get(noun)?.is_possessive_of("year");
    if possessive && word(tokens, at, "the").is_some() && link == Link::Within {
        return any(tokens, noun + 1, &["end", "close"])
            .is_none()
            .then(|| year(Year::Current, noun + 1))?;
    }
    let next = word(tokens, noun, "year")?;
    if any(tokens, next, &["earlier", "before"]).is_some() && article.is_some() {
        return year(Year::Earlier(1), next + 1);
    }
    if let Some(next) = phrase(tokens, next, &["under", "review"]) {
        return year(Year::Current, next);
    }
    word(tokens, at, "the").or_else(|| word(tokens, at, "this"))?;
    if let Some(Class::Year(number)) = tokens.get(next).map(|token| token.class) {
        return year(Year::Told(number), next + 1);
    }
    // "the year" without a linking word is a length ("the year of his arrest") more often than not.
    (link != Link::Bare).then_some(())?;
    year(Year::Current, next)
}
