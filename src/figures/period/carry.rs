//! What an earlier sentence of the paragraph fixed for a number that has no time of its own.

use super::choose::{self, Choice, Part};
use super::clause::{self, Place};
use super::{running, settle};
use crate::figures::context::Context;
use crate::figures::passage::{Reading, Timed};
use crate::figures::{Coverage, Figure, Period, Unit};
use crate::language::{Link, Time, Year};
use crate::report::Span;
use jiff::civil::Date;

/// The period of a number whose expression goes back to a time spoken of before: "since then",
/// "the same period in 2018".
pub fn mentioned(context: &Context<'_>, choice: &Choice) -> Period {
    let Some(period) = spoken_of(context) else { return Period::default() };
    match choice.time.told.time {
        Time::SamePart(year) => shifted(period, year, context.report.metadata.year()),
        _ if choice.time.told.link == Link::Since => {
            Period { end: None, coverage: Coverage::MultiYear, ..period }
        }
        _ => period,
    }
}

/// "related to the January events", after "the unrest of January 2022": the year that the passage
/// told for the month before.
pub fn year_of_month(context: &Context<'_>, choice: &Choice) -> Option<Year> {
    let month = |time: Time| match time {
        Time::Stretch(stretch) if stretch.from.month.is_some() => Some(stretch.from),
        _ => None,
    };
    (choice.part == Part::Event).then_some(())?;
    let own = month(choice.time.told.time).filter(|own| own.year == Year::Open)?;
    let before = context.passage.sentences.get(..context.current)?.iter().rev();
    let mut told = before.flat_map(|reading| reading.times.iter().rev());
    told.find_map(|time| {
        month(time.told.time)
            .filter(|from| from.month == own.month && from.day == own.day && from.year.is_told())
    })
    .map(|from| from.year)
}

/// "As of May there were 40 judges and 12 prosecutors": a second number under the same expression
/// is a state as the first was.
pub fn coordinated(
    context: &Context<'_>,
    choice: &Choice,
    stands: bool,
    running: bool,
) -> Option<Period> {
    let reading = context.reading()?;
    let sentence = context.sentence()?.span;
    let last = context.earlier.last().filter(|figure| figure.sentence == sentence)?;
    let at = reading.tokens.words.partition_point(|word| word.span.end <= last.raw.start);
    let as_of = choice.time.told.link == Link::AsOf;
    // "was hearing 40 cases and 12 appeals": one verb for both.
    let running = running && running::has_deed(&reading.tokens, at + 1, context.first_word);
    let same = match last.period.coverage {
        Coverage::PointInTime => !(as_of && running),
        // "As of May the office opened 14 cases against 30 clerks": what came with it came then too.
        Coverage::PartYear | Coverage::FullYear => as_of && !stands && !running,
        _ => false,
    };
    (same && choice.time.after <= at).then_some(last.period)
}

/// The time last spoken of before the number: of the figure before it, or of an expression in this
/// sentence or the one before.
fn spoken_of(context: &Context<'_>) -> Option<Period> {
    let sentence = context.sentence()?.span;
    let dated = |period: &Period| period.start.is_some();
    let same = context.earlier.iter().rev().find(|f| f.sentence == sentence && dated(&f.period));
    if let Some(figure) = same {
        return Some(figure.period);
    }
    if let Some(period) = first_before(context).filter(dated) {
        return Some(period);
    }
    let year = context.report.metadata.year();
    [Some(context.current), context.current.checked_sub(1)].into_iter().flatten().find_map(|at| {
        let reading = context.passage.sentences.get(at)?;
        let before = reading
            .times
            .iter()
            .filter(|time| at != context.current || time.after <= context.first_word);
        before.rev().find_map(|time| match time.told.time {
            Time::Stretch(stretch) => settle::days(stretch, year).map(|(first, last)| Period {
                start: Some(first),
                end: Some(last),
                coverage: settle::covers(first, last),
            }),
            _ => None,
        })
    })
}

/// The period of the first figure of the sentence before, where no time stands between.
fn first_before(context: &Context<'_>) -> Option<Period> {
    let span = context.sentence_before()?.span;
    let reading = context.reading()?;
    let told = |time: &&Timed| {
        matches!(time.told.time, Time::Stretch(_)) && time.after <= context.first_word
    };
    let first = context.earlier.iter().find(|figure| figure.sentence == span)?;
    reading.times.iter().find(told).is_none().then_some(first.period)
}

/// The same part of another year.
fn shifted(period: Period, year: Year, report_year: Option<i16>) -> Period {
    let (Some(start), Some(end)) = (period.start, period.end) else { return period };
    let to = match (year, report_year) {
        (Year::Told(year), _) => year,
        (Year::Earlier(_), _) => year.number(start.year()),
        (other, Some(report)) => other.number(report),
        (_, None) => return Period::default(),
    };
    let by = to.saturating_sub(start.year());
    let moved = |date: Date| {
        let first = Date::new(date.year().saturating_add(by), date.month(), 1).ok()?;
        Date::new(first.year(), first.month(), date.day().min(first.days_in_month())).ok()
    };
    Period { start: moved(start), end: moved(end), coverage: period.coverage }
}

/// "the 2,400 guards, 90 of whom …", "Of these children, 7 …": a part has the time of its whole.
pub fn of_whole(context: &Context<'_>) -> Option<Period> {
    let whole = context.figure.whole?;
    let at = context.earlier.iter().rposition(|figure| figure.raw == whole)?;
    let own = context.earlier.get(at)?;
    // "It was 40, down from 60 in 2010. Of these, 12 …": of the 40.
    let compared = is_compared(context, own);
    let before = at.checked_sub(1).and_then(|at| context.earlier.get(at)).filter(|_| compared);
    Some(before.unwrap_or(own).period)
}

/// Whether the figure's whole stands in a sentence before its own.
pub fn whole_is_before(context: &Context<'_>) -> bool {
    let start = context.sentence().map(|sentence| sentence.span.start);
    context.figure.whole.zip(start).is_some_and(|(whole, start)| whole.start < start)
}

/// Whether a figure of the passage stands in a comparison with another time.
fn is_compared(context: &Context<'_>, figure: &Figure) -> bool {
    let at = context.paragraph.iter().position(|sentence| sentence.span == figure.sentence);
    let Some(reading) = at.and_then(|at| context.passage.sentences.get(at)) else { return false };
    let word = reading.tokens.words.partition_point(|word| word.span.end <= figure.raw.start);
    Place::of(reading, word, word).comparison().is_some()
}

/// How many sentences back an event's date reaches.
const REACH: usize = 6;

/// The period of a number in a sentence without a time for it: what its own sentence, the one
/// before, or the event that the passage tells of fixed.
pub fn carried(context: &Context<'_>, place: &Place) -> Period {
    let Some(sentence) = context.sentence() else { return Period::default() };
    let Some(reading) = context.reading() else { return Period::default() };
    if let Some(own) = own_sentence(context, place, sentence.span) {
        return own.period;
    }
    if let Some(year) = implied(context, reading, place) {
        return year;
    }
    if let Some(whole) = listed(context, reading) {
        return whole;
    }
    let amount = context.figure.unit == Unit::Money && clause::is_told_to_be(reading, place);
    let stock = amount || clause::is_stock(&reading.tokens, place);
    // A share tells how common a thing is, as a state does.
    let share = context.figure.unit == Unit::Percent;
    for back in 1..=REACH {
        let Some(at) = context.current.checked_sub(back) else { break };
        let Some((period, part)) = fixed_by(context, at) else { continue };
        let event = period.coverage == Coverage::Event;
        let fits = if event {
            let near = back == 1 || is_of_votes(reading, place);
            (!stock || clause::there_are_so_many(reading, place)) && (!share || near)
        } else {
            !clause::is_owned(&reading.tokens, place)
        };
        let survey = matches!(part, Part::Data | Part::Published);
        let carries = fits
            && carries(period, part, stock || share, back)
            && !(survey && is_told_by_another(context, at));
        return if carries { period } else { Period::default() };
    }
    Period::default()
}

/// "won 52 percent of the vote", "and four others 2 percent": a share of the votes is of its
/// election, however far back that was told.
fn is_of_votes(reading: &Reading<'_>, place: &Place) -> bool {
    let words = ["vote", "votes", "ballots", "turnout", "voters"];
    let tokens = &reading.tokens;
    tokens.any(place.number.start.saturating_sub(6), tokens.len(), &words)
}

/// "It counted 34 assaults at the May polls. The assaults included nine on women": the parts of what
/// the sentence before counted.
fn listed(context: &Context<'_>, reading: &Reading<'_>) -> Option<Period> {
    let before = context.sentence_before()?.span;
    let figure = context.earlier.iter().rev().find(|figure| figure.sentence == before)?;
    reading.lists_parts_of(&figure.measure).then_some(figure.period)
}

/// The figure before in the same sentence, on the same side of its comparisons.
fn own_sentence<'a>(context: &Context<'a>, place: &Place, sentence: Span) -> Option<&'a Figure> {
    let reading = context.reading()?;
    let before = context.earlier.iter().rev().map(|worded| &worded.figure);
    let mut own = before.filter(|figure| figure.sentence == sentence);
    own.find(|figure| {
        let at = reading.tokens.words.partition_point(|word| word.span.end <= figure.raw.start);
        !place.compares(at) && place.comparison().is_none()
    })
}

/// The report's year, where a sentence compares with the year before and says no more.
fn implied(context: &Context<'_>, reading: &Reading<'_>, place: &Place) -> Option<Period> {
    place.comparison().is_none().then_some(())?;
    let year = clause::implied_year(reading, place, context.report.metadata.year()?)?;
    let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    Some(Period { start: Some(start), end: Some(end), coverage: Coverage::FullYear })
}

/// What a sentence fixed: the period of its first figure, or else of the time it stands under.
fn fixed_by(context: &Context<'_>, at: usize) -> Option<(Period, Part)> {
    let span = context.paragraph.get(at)?.span;
    let reading = context.passage.sentences.get(at)?;
    let choice = choose::of_sentence(reading);
    let part = choice.map_or(Part::Adverb, |choice| choice.part);
    let before = context.earlier.iter().map(|worded| &worded.figure);
    let figures = before.filter(|figure| figure.sentence == span);
    let mut own = figures.clone().filter(|figure| {
        let at = reading.tokens.words.partition_point(|word| word.span.end <= figure.raw.start);
        Place::of(reading, at, at).comparison().is_none()
    });
    let figure = own.next();
    // A number without a time, in a sentence without one, hides nothing told before it.
    let silent = |figure: &&Figure| figure.period == Period::default() && choice.is_none();
    if let Some(figure) = figure.filter(|figure| !silent(figure)) {
        return Some((figure.period, part));
    }
    let Some(choice) = choice else {
        let end = reading.tokens.len();
        return implied(context, reading, &Place::of(reading, end, end)).map(|year| (year, part));
    };
    // A day of telling passes on only to a state, so it is settled as one.
    let told = part == Part::Telling;
    let period = settle::settle(reading, &choice, told, false, context.report.metadata.year())?;
    Some((period, part))
}

/// Whether another body tells this number than told those of the sentence at `at`: the year of one
/// survey is not that of another.
fn is_told_by_another(context: &Context<'_>, at: usize) -> bool {
    let Some(span) = context.paragraph.get(at).map(|sentence| sentence.span) else { return false };
    let before = context.earlier.iter().rev().find(|figure| figure.sentence == span);
    let last = before.and_then(|figure| figure.source.as_ref());
    match (&context.figure.source, last) {
        (Some(own), Some(last)) => own != last,
        _ => false,
    }
}

/// Whether a period that was fixed `back` sentences before reaches this one: the sentence just
/// before passes on anything to what happened, and to a state only the time of a state, a survey or
/// an event; further back only an event does.
fn carries(period: Period, part: Part, stock: bool, back: usize) -> bool {
    if part == Part::Telling {
        return back == 1 && stock;
    }
    let event = period.coverage == Coverage::Event || part == Part::Event;
    let state =
        period.coverage == Coverage::PointInTime || matches!(part, Part::Data | Part::Published);
    event || back == 1 && (!stock || state)
}
