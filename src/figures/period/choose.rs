//! Which of a sentence's time expressions belongs to a number.

use super::bracket;
use super::clause::Place;
use super::lexicon::WORDS;
use crate::figures::lexicon::LEXICON;
use crate::figures::passage::{Reading, Timed};
use crate::figures::tokens::Tokens;
use crate::language::is_number_word;
use crate::language::{Link, Stretch, Time, Year};
use std::ops::Range;

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

impl Choice {
    /// Whether it is a day or a month told before the number: "In April … the 2.4 million workers".
    pub fn is_short_before(&self, place: &Place) -> bool {
        let short = match self.time.told.time {
            Time::Stretch(stretch) => stretch.from.month.is_some() && stretch.from == stretch.to,
            _ => false,
        };
        short && self.part == Part::Adverb && self.time.after <= place.number.start
    }
}

/// The part that a time expression plays for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It tells when: "in 2010".
    Adverb,
    /// It belongs to a survey or a report whose figures these are.
    Data,
    /// It is when a survey or a study came out: its figures are of that year.
    Published,
    /// It belongs to an event that these figures are of.
    Event,
    /// It tells when the figure was told: "In May the ministry said that …".
    Telling,
}

pub type Candidate = (Timed, Part);

/// The expression that belongs to the number at `place`. `habits` is whether "per month" can be one.
pub fn choose(reading: &Reading<'_>, place: &Place, habits: bool) -> Option<Choice> {
    let mut candidates = candidates(reading, place);
    candidates.retain(|time| habits || time.0.told.time != Time::Habit);
    let rules = [bracket::headed, following, bracket::closing, preceding, any_after, telling];
    let (mut time, mut part) = rules.iter().find_map(|rule| rule(reading, place, &candidates))?;
    if time.told.time == Time::Habit {
        // "40 calls a month in 2013".
        let next = candidates.iter().find(|next| next.0.first == time.after);
        (time, part) = next.copied().unwrap_or((time, part));
    }
    if time.told.time == Time::Spell {
        // "reported in 2017 that 23 percent suffered violence in the past year".
        let dated = |candidate: &&Candidate| {
            candidate.0.after <= place.number.start
                && matches!(candidate.0.told.time, Time::Stretch(_))
                && candidate.1 != Part::Telling
        };
        (time, part) = candidates.iter().find(dated).copied().unwrap_or((time, part));
    }
    if let Some(survey) = survey_before(place, &candidates).filter(|_| is_report_year(&time)) {
        // "According to a 2010 study, 40 percent were poor at some time during the year".
        (time, part) = survey;
    }
    let frame = frame(&candidates).filter(|frame| frame.0 != time).map(|frame| frame.1);
    Some(Choice { time, part, frame })
}

/// The year of a survey or study told before the number.
fn survey_before(place: &Place, times: &[Candidate]) -> Option<Candidate> {
    let before = |time: &&Candidate| {
        time.1 == Part::Data && time.0.after <= place.number.start && is_told_year(&time.0)
    };
    times.iter().find(before).copied()
}

pub fn is_told_year(time: &Timed) -> bool {
    matches!(time.told.time, Time::Stretch(stretch) if stretch.is_years_told())
}

/// "during the year".
pub fn is_report_year(time: &Timed) -> bool {
    matches!(time.told.time, Time::Stretch(stretch)
        if stretch.is_year() && stretch.from.year == Year::Current)
}

/// The expression that a sentence as a whole stands under, for the sentences that go on from it.
pub fn of_sentence(reading: &Reading<'_>) -> Option<Choice> {
    let end = reading.tokens.len();
    choose(reading, &Place::of(reading, end, end), false)
}

/// The expressions that can belong to the number: those of its comparison, or else those outside
/// any comparison; each with its part.
fn candidates(reading: &Reading<'_>, place: &Place) -> Vec<Candidate> {
    let timed = |part: &Range<usize>| reading.times.iter().any(|time| part.contains(&time.first));
    // "36 books, compared with 90 magazines": both are of the time that the sentence tells.
    let untimed = |part: &&Range<usize>| {
        timed(part)
            || !matches!(reading.tokens.at(part.start), "compared" | "comparison" | "versus")
    };
    let comparison = place.comparison().filter(untimed);
    let own = reading.times.iter().filter(|time| match comparison {
        Some(own) => own.contains(&time.first),
        None => !place.compares(time.first) && !is_bracketed(&reading.tokens, time, place),
    });
    own.filter_map(|time| {
        let part = part(reading, time)?;
        let told = part == Part::Adverb && is_telling(&reading.tokens, time, place);
        let part = match told {
            true if is_of_study(&reading.tokens, time, place) => Part::Published,
            true => Part::Telling,
            false => part,
        };
        Some((*time, part))
    })
    .collect()
}

/// "In May a study by the institute found": it is the study that tells.
fn is_of_study(tokens: &Tokens<'_>, time: &Timed, place: &Place) -> bool {
    let verb = (time.after..place.number.start)
        .find(|at| WORDS.telling.has(tokens.at(*at)) || tokens.at(*at) == "found");
    let subject = time.after..verb.unwrap_or(time.after).min(time.after + 12);
    time.first <= 1 && WORDS.study.any_within(&tokens.lower, subject.start, subject.end)
}

/// "900 families (former tenants who were freed in 2000)": the time of a remark in brackets is not
/// that of a number outside.
fn is_bracketed(tokens: &Tokens<'_>, time: &Timed, place: &Place) -> bool {
    let open = (0..time.first).rev().find(|at| matches!(tokens.at(*at), "(" | ")"));
    open.is_some_and(|open| {
        // "300 (according to the census of 2009)" dates the number that it stands after.
        let remark = time.first > open + 3 && open != place.number.end;
        let outside = place.number.start < open || is_closed_before(tokens, open, place);
        tokens.at(open) == "(" && remark && outside
    })
}

/// Whether the bracket that opens at `open` closes before the number.
fn is_closed_before(tokens: &Tokens<'_>, open: usize, place: &Place) -> bool {
    (open..place.number.start.min(tokens.len())).any(|at| tokens.at(at) == ")")
}

/// The part an expression can play, if any: an attribute counts only beside data or an event.
fn part(reading: &Reading<'_>, time: &Timed) -> Option<Part> {
    let tokens = &reading.tokens;
    let Time::Stretch(stretch) = time.told.time else { return Some(Part::Adverb) };
    match time.told.link {
        Link::Beside => None,
        Link::Of if stretch.is_year() && !stretch.from.year.is_told() => Some(Part::Adverb),
        Link::Of => noun_part(tokens, time.first.saturating_sub(1), time.first),
        // "the Yearbook 2014/2015 issued in June showed".
        Link::Bare if stretch.is_years_told() && WORDS.data.has(tokens.before(time.first, 1)) => {
            Some(Part::Data)
        }
        Link::Bare if is_attribute(tokens, time, stretch) => {
            let part = noun_part(tokens, time.after, noun_phrase_end(tokens, time.after));
            let during = tokens.before(time.first, 2) == "during";
            let noun = time.after..noun_phrase_end(tokens, time.after);
            let month = stretch.from.month.is_some() && stretch.from == stretch.to;
            let study = month && WORDS.study.any_within(&tokens.lower, noun.start, noun.end);
            let part = part.map(|part| if study { Part::Published } else { part });
            part.or(during.then_some(Part::Event))
                .filter(|_| !is_outside(tokens, time.first))
                .or_else(|| opens_on_a_deed(tokens, time, stretch).then_some(Part::Adverb))
        }
        // "a study of wages, published in July 2016".
        Link::Within if is_published(tokens, time.first) => Some(Part::Published),
        // "statistics in April showed", "a survey in March".
        Link::Within if WORDS.study.has(tokens.before(time.first, 1)) => Some(Part::Published),
        Link::Within if WORDS.data.has(tokens.before(time.first, 1)) => Some(Part::Data),
        // "a union established in 2018", "the unrest in January".
        Link::Within if WORDS.begun.has(tokens.before(time.first, 1)) => None,
        // "acts of violence in the first eight months" are no one event.
        Link::Within
            if WORDS.event.has(tokens.before(time.first, 1))
                && stretch.from.month.is_some()
                && stretch.from.month == stretch.to.month =>
        {
            Some(Part::Event)
        }
        Link::Within if is_of_held_event(tokens, time, stretch) => Some(Part::Event),
        _ => Some(Part::Adverb),
    }
}

/// "The May opening of a ward raised …": the month of the deed that is the subject. A law is no deed.
fn opens_on_a_deed(tokens: &Tokens<'_>, time: &Timed, stretch: Stretch) -> bool {
    let noun = tokens.at(time.after);
    let deed = ["ing", "ion", "al", "ure", "ment", "ship", "ery", "ance"];
    let rule = LEXICON.law.any_within(&tokens.lower, time.after, time.after + 6);
    let starts = time.first == 1 && matches!(tokens.at(0), "the" | "a" | "an");
    let month = stretch.from.month.is_some() && stretch.from == stretch.to;
    starts && month && !rule && deed.iter().any(|end| noun.ends_with(end)) && {
        matches!(tokens.at(time.after + 1), "of" | "by" | "in" | "at")
    }
}

/// "In May 2014 national elections were held", "The vote took place on May 3": the time of the event
/// that the sentence is about.
fn is_of_held_event(tokens: &Tokens<'_>, time: &Timed, stretch: Stretch) -> bool {
    let vote = |at: &usize| {
        matches!(tokens.at(*at), "election" | "elections" | "referendum" | "plebiscite" | "runoff")
    };
    let held = (0..tokens.len()).filter(vote).any(|noun| {
        (noun + 1..tokens.len().min(noun + 6)).any(|at| {
            let passive = matches!(tokens.at(at), "held" | "conducted" | "organized")
                && (1..=2).any(|back| matches!(tokens.before(at, back), "were" | "was"));
            passive || tokens.at(at) == "took" && tokens.at(at + 1) == "place"
        })
    });
    let numbers =
        (0..tokens.len()).any(|at| tokens.is_number(at) && !(time.first..time.after).contains(&at));
    held && !numbers && stretch.from.month.is_some() && stretch.from == stretch.to
}

/// Whether a study and the word of its coming out stand before the word at `at`.
fn is_published(tokens: &Tokens<'_>, at: usize) -> bool {
    let published = matches!(
        tokens.before(at, 1),
        "published" | "released" | "issued" | "conducted" | "completed" | "presented"
    );
    published && WORDS.study.any_within(&tokens.lower, at.saturating_sub(12), at)
}

/// "the April 3 presidential election", "a 2015 survey": a date before a noun.
fn is_attribute(tokens: &Tokens<'_>, time: &Timed, stretch: Stretch) -> bool {
    if matches!(stretch.from.year, Year::Current | Year::Earlier(_) | Year::Mentioned) {
        return false;
    }
    let next = tokens.at(time.after);
    let before = tokens.before(time.first, 1);
    // "from May to July courts heard 40 cases": two ends need no preposition of their own.
    if matches!(tokens.at(time.first), "from" | "between") {
        return false;
    }
    next.starts_with(char::is_alphabetic) && !WORDS.function.has(next)
        || matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her")
}

/// "following a widely noted 2008 accident": the preposition before the noun phrase leads away.
fn is_outside(tokens: &Tokens<'_>, at: usize) -> bool {
    let preposition = (1..=5)
        .map(|back| tokens.before(at, back))
        .find(|word| WORDS.inside.has(word) || WORDS.outside.has(word) || !is_wordlike(word));
    preposition.is_some_and(|word| WORDS.outside.has(word))
}

fn is_wordlike(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

/// Where the noun phrase that goes on at `at` ends: at a mark, a number or a relative pronoun.
fn noun_phrase_end(tokens: &Tokens<'_>, at: usize) -> usize {
    let limit = tokens.len().min(at + 8);
    (at..limit)
        .find(|index| {
            let word = tokens.at(*index);
            !is_wordlike(word) || matches!(word, "which" | "that" | "who") || is_number_word(word)
        })
        .unwrap_or(limit)
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
fn following(reading: &Reading<'_>, place: &Place, times: &[Candidate]) -> Option<Candidate> {
    let tokens = &reading.tokens;
    let next = times.iter().find(|time| time.0.first >= place.number.end)?;
    if next.1 == Part::Event && times.iter().any(|time| opens_on_a_day(time, place)) {
        return None;
    }
    let parted = (place.number.end..next.0.first).any(|at| match tokens.at(at) {
        ";" | ":" => true,
        "," => at + 1 < next.0.first,
        word => is_number_word(word) && !in_time(reading, at),
    });
    (!parted).then_some(*next)
}

/// "On May 3, police held 40 men after the May 1 march": the day that the sentence opens with is
/// that of what it tells.
fn opens_on_a_day((time, part): &Candidate, place: &Place) -> bool {
    time.first == 0
        && time.after <= place.number.start
        && *part == Part::Adverb
        && time.told.link == Link::Within
        && matches!(time.told.time, Time::Stretch(stretch) if stretch.is_day())
}

fn in_time(reading: &Reading<'_>, at: usize) -> bool {
    reading.times.iter().any(|time| (time.first..time.after).contains(&at))
}

/// "During the year … 45": the nearest expression before the number. An attribute gives way to an
/// adverb unless the figure is put inside its event ("during the May 21 protests"), and "the year"
/// gives way to a day ("On August 12, in the only election during the year").
fn preceding(reading: &Reading<'_>, place: &Place, times: &[Candidate]) -> Option<Candidate> {
    let tokens = &reading.tokens;
    let before: Vec<&Candidate> = times
        .iter()
        .rev()
        .filter(|time| time.0.after <= place.number.start && time.1 != Part::Telling)
        .collect();
    let strong = |time: &&&Candidate| match time.1 {
        Part::Event => is_put_inside(tokens, time.0.first),
        part => part == Part::Adverb,
    };
    let nearest = before.iter().find(strong).or_else(|| before.first())?;
    let day = |time: &&&Candidate| {
        time.0.first == 0
            && matches!(time.0.told.time, Time::Stretch(stretch) if stretch.is_day())
            && time.0.told.link == Link::Within
    };
    let year = matches!(nearest.0.told.time, Time::Stretch(stretch) if stretch.is_year());
    before.iter().find(day).filter(|_| year).or(Some(nearest)).map(|time| **time)
}

/// "during the May 21 protests", "in the April 3 election".
fn is_put_inside(tokens: &Tokens<'_>, at: usize) -> bool {
    let article = matches!(tokens.before(at, 1), "the" | "a" | "an" | "its");
    matches!(tokens.before(at, 1 + usize::from(article)), "during" | "in" | "at" | "amid")
        || !article && WORDS.event.has(tokens.before(at, 1))
}

/// "229 cases and 386 inmates … during the year": any expression after the number.
fn any_after(reading: &Reading<'_>, place: &Place, times: &[Candidate]) -> Option<Candidate> {
    // "Of these, 40 …": the time is that of the whole.
    let tokens = &reading.tokens;
    if tokens.at(0) == "of" && matches!(tokens.at(1), "these" | "those" | "them" | "this") {
        return None;
    }
    let part_end = (place.number.end..tokens.len()).find(|at| tokens.at(*at) == ";");
    let part = place.number.end..part_end.unwrap_or(tokens.len());
    let after = times.iter().filter(|time| {
        part.contains(&time.0.first)
            && time.0.told.time != Time::Telling
            && !is_of_known_number(tokens, place.number.end, time.0.first)
    });
    let mut adverbs = after.clone().filter(|time| time.1 == Part::Adverb);
    adverbs.next().or_else(|| after.clone().next()).copied()
}

/// "50 more pupils beside the 126 enrolled in 2016": the time is that of the number taken as known.
fn is_of_known_number(tokens: &Tokens<'_>, from: usize, time: usize) -> bool {
    let limits = |at: usize| {
        matches!(tokens.at(at), "who" | "that" | "which")
            || tokens.at(at).ends_with("ed") && at + 3 >= time
    };
    let known = (from..time).rev().find(|at| {
        matches!(tokens.at(*at), "the" | "their" | "its")
            && is_number_word(tokens.at(at + 1))
            && !is_whole(tokens, *at)
    });
    known.is_some_and(|known| (known..time).any(limits))
}

/// "40 of the 900", "12 percent of the 900": the number after "of" is the whole of the one before.
fn is_whole(tokens: &Tokens<'_>, at: usize) -> bool {
    let part = tokens.before(at, 2);
    let share = matches!(part, "percent" | "half" | "out" | "most" | "some" | "number" | "million");
    tokens.before(at, 1) == "of" && (share || is_number_word(part) || part.ends_with('s'))
}

/// The day on which the figure was told, where nothing else is said.
fn telling(_: &Reading<'_>, _: &Place, times: &[Candidate]) -> Option<Candidate> {
    times.iter().find(|time| time.1 == Part::Telling).copied()
}

/// "In 2019 … in the first six months of the year": a year told at the start of the sentence, which
/// holds for what follows.
fn frame(times: &[Candidate]) -> Option<(Timed, Year)> {
    let (time, part) = times.first()?;
    match time.told.time {
        Time::Stretch(stretch)
            if time.first <= 2
                && matches!(part, Part::Adverb | Part::Telling)
                && stretch.from.year.is_told() =>
        {
            Some((*time, stretch.from.year))
        }
        _ => None,
    }
}

/// "In May the ministry reported that …", "told reporters on May 5 that …", "said during the year
/// that …": a time before the number, beside a verb of telling.
fn is_telling(tokens: &Tokens<'_>, time: &Timed, place: &Place) -> bool {
    let Time::Stretch(stretch) = time.told.time else { return false };
    let within = matches!(time.told.link, Link::Within | Link::Bare);
    if time.after > place.number.start || stretch.from != stretch.to || !within {
        return false;
    }
    let telling = |from, to| {
        WORDS.telling.any_within(&tokens.lower, from, to)
            || tokens.any(from, to, &["found", "showed"])
    };
    // "In May an estimated 90 families": the word bounds the number.
    let bound = matches!(tokens.before(place.number.start, 1), "estimated" | "reported")
        && matches!(tokens.before(place.number.start, 2), "an" | "a" | "the");
    let number = place.number.start.saturating_sub(usize::from(bound));
    // "reported during the year receiving 90 complaints": the verb's own time, and not the number's.
    let gerund =
        tokens.at(time.after).ends_with("ing") && WORDS.telling.has(tokens.before(time.first, 1));
    let told_before = gerund
        || tokens.at(time.after) == "that" && telling(time.first.saturating_sub(8), time.first);
    // A whole year of telling is as good as the figure's own.
    told_before && !stretch.from.year.is_told()
        || stretch.from.month.is_some() && telling(time.after, number)
}
