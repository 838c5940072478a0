//! Which of a sentence's time expressions belongs to a number.

use super::clause::{Place, is_number};
use super::lexicon::WORDS;
use crate::figures::passage::{Reading, Timed};
use crate::figures::tokens::Tokens;
use crate::language::{Link, Stretch, Time, Year};

/// The time expression that belongs to a number, and the part it plays.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The expression.
    pub time: Timed,
    /// The part it plays.
    pub part: Part,
    /// The year that a frame at the start of the sentence fixed for it ("In 2019 …").
    pub frame: Option<Year>,
}

/// The part that a time expression plays for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It tells when: "in 2010".
    Adverb,
    /// It belongs to a survey or a report whose figures these are.
    Data,
    /// It belongs to an event that these figures are of.
    Event,
    /// It tells when the figure was told: "In May the ministry said that …".
    Telling,
}

/// The expression that belongs to the number at `place`.
pub fn choose(reading: &Reading<'_>, place: &Place) -> Option<Choice> {
    let candidates = candidates(reading, place);
    let time = following(reading, place, &candidates)
        .or_else(|| preceding(place, &candidates))
        .or_else(|| any_after(place, &candidates))?;
    let part = if time.1 == Part::Adverb && is_telling(&reading.tokens, &time.0, place) {
        Part::Telling
    } else {
        time.1
    };
    let frame = frame(&candidates).filter(|frame| frame.0 != time.0).map(|frame| frame.1);
    Some(Choice { time: time.0, part, frame })
}

type Candidate = (Timed, Part);

/// The expressions that can belong to the number: those of its comparison, or else those outside
/// any comparison; each with its part.
fn candidates(reading: &Reading<'_>, place: &Place) -> Vec<Candidate> {
    reading
        .times
        .iter()
        .filter(|time| match place.comparison() {
            Some(own) => own.contains(&time.first),
            None => !place.compares(time.first),
        })
        .filter_map(|time| part(reading, time).map(|part| (*time, part)))
        .collect()
}

/// The part an expression can play, if any: an attribute counts only beside data or an event.
fn part(reading: &Reading<'_>, time: &Timed) -> Option<Part> {
    let tokens = &reading.tokens;
    match (time.told.link, time.told.time) {
        (Link::Beside, _) => None,
        (Link::Of, Time::Stretch(stretch)) if stretch.is_year() && !stretch.from.year.is_told() => {
            Some(Part::Adverb)
        }
        (Link::Of, Time::Stretch(_)) => noun_part(tokens, time.first.saturating_sub(1), time.first),
        (Link::Bare, Time::Stretch(stretch)) if is_attribute(tokens, time, stretch) => {
            noun_part(tokens, time.after, noun_phrase_end(tokens, time.after))
        }
        _ => Some(Part::Adverb),
    }
}

/// "the April 3 presidential election", "a 2015 survey": a date before a noun.
fn is_attribute(tokens: &Tokens<'_>, time: &Timed, stretch: Stretch) -> bool {
    if matches!(stretch.from.year, Year::Current | Year::Earlier(_) | Year::Mentioned) {
        return false;
    }
    let next = tokens.at(time.after);
    let before = tokens.before(time.first, 1);
    next.starts_with(char::is_alphabetic) && !WORDS.function.has(next)
        || matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her")
}

/// Where the noun phrase that goes on at `at` ends: at a mark, a number or a verb of telling.
fn noun_phrase_end(tokens: &Tokens<'_>, at: usize) -> usize {
    (at..tokens.len().min(at + 8))
        .find(|index| {
            let word = tokens.at(*index);
            matches!(word, "," | ";" | ":" | "(" | "." | "which" | "that" | "who")
                || is_number(word)
        })
        .unwrap_or(tokens.len().min(at + 8))
}

/// The part of a date that belongs to the nouns in `from..to`.
fn noun_part(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Part> {
    if WORDS.event.any_within(&tokens.lower, from, to) {
        Some(Part::Event)
    } else if WORDS.data.any_within(&tokens.lower, from, to) {
        Some(Part::Data)
    } else {
        None
    }
}

/// "31 in 2010": the next expression after the number, with no other number and no new clause
/// between.
fn following(reading: &Reading<'_>, place: &Place, candidates: &[Candidate]) -> Option<Candidate> {
    let tokens = &reading.tokens;
    let next = candidates.iter().find(|time| time.0.first >= place.number.end)?;
    let parted = (place.number.end..next.0.first).any(|at| match tokens.at(at) {
        ";" | ":" => true,
        "," => at + 1 < next.0.first,
        word => is_number(word) && !in_time(reading, at),
    });
    (!parted).then_some(*next)
}

fn in_time(reading: &Reading<'_>, at: usize) -> bool {
    reading.times.iter().any(|time| (time.first..time.after).contains(&at))
}

/// "During the year … 45": the nearest expression before the number; an adverb goes before an
/// attribute.
fn preceding(place: &Place, candidates: &[Candidate]) -> Option<Candidate> {
    let before = candidates.iter().rev().filter(|time| time.0.after <= place.number.start);
    let mut nearest = before.clone();
    before.clone().find(|time| time.1 == Part::Adverb).or_else(|| nearest.next()).copied()
}

/// "229 cases and 386 inmates … during the year": any expression after the number.
fn any_after(place: &Place, candidates: &[Candidate]) -> Option<Candidate> {
    let mut after = candidates.iter().filter(|time| time.0.first >= place.number.end);
    let first = after.clone().find(|time| time.1 == Part::Adverb);
    first.or_else(|| after.next()).copied()
}

/// "In 2019 … in the first six months of the year": a year told at the start of the sentence, which
/// holds for what follows.
fn frame(candidates: &[Candidate]) -> Option<(Timed, Year)> {
    let (time, part) = candidates.first()?;
    match time.told.time {
        Time::Stretch(stretch)
            if time.first <= 2 && *part == Part::Adverb && stretch.from.year.is_told() =>
        {
            Some((*time, stretch.from.year))
        }
        _ => None,
    }
}

/// "In May the ministry reported that …", "told reporters on May 5 that …": a day or a month before
/// the number, beside a verb of telling.
fn is_telling(tokens: &Tokens<'_>, time: &Timed, place: &Place) -> bool {
    let Time::Stretch(stretch) = time.told.time else { return false };
    if stretch.from.month.is_none() || time.after > place.number.start {
        return false;
    }
    if stretch.from != stretch.to || !matches!(time.told.link, Link::Within | Link::Bare) {
        return false;
    }
    let told_after = WORDS.telling.any_within(&tokens.lower, time.after, place.number.start);
    let told_before = tokens.at(time.after) == "that"
        && WORDS.telling.any_within(&tokens.lower, time.first.saturating_sub(8), time.first);
    told_after || told_before
}
