//! Whether a figure tells what there was or what came, and how it sums up what it counts.
//!
//! In come the sentence, the number in it and its period, out come stock or flow, as far as the
//! words say, and total, average, running total or the whole of one event. The nearest words
//! decide: what is counted, then how the sentence puts it, then the verbs of its clause.

use super::lexicon::{LEXICON, Words};
use super::passage::Reading;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{Aggregation, Coverage, Figure, FigureKind, Flow, Period, Unit, period};
use crate::language::Time;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FlowWords {
    happening: Words,
    open: Words,
    running: Words,
    whole_country: Words,
}

static WORDS: LazyLock<FlowWords> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<FlowWords, toml::de::Error> {
    toml::from_str(include_str!("../../assets/lexicon/figure_flow.toml"))
}

/// How many words of what is counted are looked at.
const NOUN: usize = 5;

/// Whether the figure tells a state or what came in a time.
pub fn flow(reading: &Reading<'_>, quantity: &Quantity, figure: &Figure) -> Option<Flow> {
    (figure.kind == FigureKind::Statistic).then_some(())?;
    let tokens = &reading.tokens;
    let end = tokens.clause_end(quantity.after).min(quantity.after + 10);
    if is_open(tokens, quantity.first, end) {
        return Some(Flow::Stock);
    }
    let share = figure.unit == Unit::Percent;
    if !share && names_happening(tokens, quantity.after) {
        return Some(Flow::Flow);
    }
    if period::is_state(reading, quantity.first, quantity.after)
        || figure.period.coverage == Coverage::PointInTime
    {
        return Some(Flow::Stock);
    }
    let start = tokens.clause_start(quantity.first);
    let arrives = LEXICON.arrival.last_within(&tokens.lower, start, end);
    let stands = LEXICON.state.last_within(&tokens.lower, start, end);
    let before = |at: &usize| *at < quantity.first;
    match (arrives, stands) {
        // Both stand before the number: the nearer one is its verb.
        (Some(arrives), Some(stands))
            if before(&arrives) && before(&stands) && stands > arrives =>
        {
            Some(Flow::Stock)
        }
        (Some(_), _) => Some(Flow::Flow),
        (None, Some(_)) => Some(Flow::Stock),
        // "12 percent were women".
        (None, None) if share => {
            let is = |at| matches!(tokens.at(at), "is" | "are" | "was" | "were");
            (quantity.after..end).any(is).then_some(Flow::Stock)
        }
        (None, None) => None,
    }
}

/// "27 complaints pending", "under investigation": what is still open on a day.
pub fn is_open(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    WORDS.open.any_within(&tokens.lower, first.saturating_sub(4), end)
}

/// "40 cases of assault", "27 voluntary returns": what is counted happens, however it is told;
/// `after` is the index after the number.
pub fn names_happening(tokens: &Tokens<'_>, after: usize) -> bool {
    const ENDS: &[&str] =
        &["of", "in", "for", "by", "against", "to", "who", "that", "with", "were", "was"];
    let end = tokens.clause_end(after).min(after + NOUN);
    let ends = |at: &usize| ENDS.contains(&tokens.at(*at)) || tokens.at(*at).ends_with("ed");
    let limit = (after + 1..end).find(ends).unwrap_or(end);
    WORDS.happening.any_within(&tokens.lower, after, limit)
}

/// How the number sums up: "on average", "a day"; "since 2014", "to date"; all of an event.
pub fn aggregation(reading: &Reading<'_>, quantity: &Quantity, figure: &Figure) -> Aggregation {
    let tokens = &reading.tokens;
    if is_mean(reading, quantity, figure.unit) {
        return Aggregation::Average;
    }
    let adds_up = matches!(figure.unit, Unit::Count | Unit::Money);
    let stock = figure.flow == Some(Flow::Stock);
    match figure.period.coverage {
        Coverage::Event => Aggregation::Event,
        Coverage::MultiYear if adds_up && !stock && is_long(figure.period) => {
            Aggregation::Cumulative
        }
        _ if adds_up && !stock && is_running(tokens, quantity) => Aggregation::Cumulative,
        _ => Aggregation::Total,
    }
}

/// "on average 40", "an average of 40", "40 complaints a month", "40 annually". An average wage or
/// share is the thing measured, and so is a wage by the month.
fn is_mean(reading: &Reading<'_>, quantity: &Quantity, unit: Unit) -> bool {
    let tokens = &reading.tokens;
    let before = quantity.first.saturating_sub(5)..quantity.first;
    let after = quantity.after..tokens.clause_end(quantity.after).min(quantity.after + 8);
    let told = |range: &Range<usize>| {
        range.clone().any(|at| match tokens.at(at) {
            "averaged" | "averaging" => true,
            "average" => {
                let phrase =
                    matches!(tokens.before(at, 1), "on" | "an") || tokens.at(at + 1) == "of";
                let measured = matches!(unit, Unit::Money | Unit::Percent | Unit::Rate);
                !WORDS.whole_country.has(tokens.before(at, 1)) && (phrase || !measured)
            }
            _ => false,
        })
    };
    let parted = |from: usize, to: usize| {
        (from..to).any(|at| matches!(tokens.at(at), "," | ";" | "but") || tokens.is_number(at))
    };
    let habit = unit != Unit::Money
        && reading.times.iter().any(|time| {
            let next = time.first >= quantity.after
                && time.first < after.end + 4
                && !parted(quantity.after, time.first);
            let close = time.after <= quantity.first && time.after + 4 >= quantity.first;
            time.told.time == Time::Habit && (next || close)
        });
    habit || told(&before) || told(&after) && !parted(after.start, after.end)
}

/// A stretch of more than two years, or one with an open end; "2015-16" is one year's count.
fn is_long(period: Period) -> bool {
    match (period.start, period.end) {
        (Some(start), Some(end)) => end.year() - start.year() > 1,
        _ => true,
    }
}

/// "to date", "a cumulative total of": a sum that goes on from year to year.
fn is_running(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    let start = tokens.clause_start(quantity.first);
    let end = tokens.clause_end(quantity.after);
    WORDS.running.any_within(&tokens.lower, start, end)
}

#[cfg(test)]
mod tests {
    use crate::figures::passage_tests::told;

    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(super::parse().map(|_| ()), Ok(()));
    }

    #[test]
    fn what_there_was_is_told_from_what_came() {
        let table: &[(&str, &[&str])] = &[
            ("There were 40 assaults in 2013.", &["40 → Flow"]),
            ("There were 40 inmates in 2013.", &["40 → Stock"]),
            ("There were 22 million persons at work, a rise since 2013.", &["22 million → Stock"]),
            ("As of May there were 27 voluntary returns.", &["27 → Flow"]),
            ("As of May the office had 27 complaints pending.", &["27 → Stock"]),
            ("Police arrested 40 men in 2013.", &["40 → Flow"]),
            ("The country has 40 clinics.", &["40 → Stock"]),
            ("Of the ministers, 12 percent were women.", &["12 → Stock"]),
            (
                "The office received 40 letters about 90 schools in 2013.",
                &["40 → Flow", "90 → Flow"],
            ),
        ];
        for (text, want) in table {
            let found = told(text, &[], |figure| {
                figure.flow.map_or_else(|| "-".to_owned(), |flow| format!("{flow:?}"))
            });
            assert_eq!(&found, want, "{text}");
        }
    }

    #[test]
    fn a_mean_and_a_running_total_are_no_years_total() {
        let table: &[(&str, &[&str])] = &[
            ("The office received 40 complaints in 2013.", &["40 → Total"]),
            ("On average 40 women die annually.", &["40 → Average"]),
            ("The hotline received an average of 40 calls.", &["40 → Average"]),
            ("The hotline received 40 calls a month in 2013.", &["40 → Average"]),
            (
                "Rates were four times the national average but 700 patients got well.",
                &["four → Total", "700 → Total"],
            ),
            ("The average wage was 900 euros per month in 2013.", &["900 → Total"]),
            ("Since 2012 the office registered 300 refugees.", &["300 → Cumulative"]),
            ("To date the office registered 300 refugees.", &["300 → Cumulative"]),
            ("In 2013-14 the office received 300 complaints.", &["300 → Total"]),
            ("Between 2009 and 2014 some 12 percent of men voted.", &["12 → Total"]),
            ("Police wounded 40 persons during the May 6 protest.", &["40 → Event"]),
        ];
        for (text, want) in table {
            let found = told(text, &[], |figure| format!("{:?}", figure.aggregation));
            assert_eq!(&found, want, "{text}");
        }
    }
}
