//! "a 21 percent drop, from 315 to 219": a change in percent against the two numbers it is between.

use super::range::{Range, percent};
use super::{Disagreement, Finding, Sentence, words};
use crate::figures::{Figure, Unit};

/// Tells changes that their numbers do not give. Only where the sentence tells one change in percent
/// and one pair of numbers, so that there is no doubt which belongs to which.
pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Finding>) {
    let changes: Vec<(usize, &Figure, f64)> = sentence
        .told
        .iter()
        .filter(|(_, figure)| figure.unit == Unit::Percent)
        .filter_map(|(at, figure)| Some((*at, *figure, direction(sentence, figure)?)))
        .collect();
    let [(at, change, sign)] = changes.as_slice() else { return };
    let counts: Vec<(usize, &Figure)> = sentence.counts().collect();
    let pairs: Vec<Pair<'_>> = counts
        .windows(2)
        .filter_map(|two| match two {
            [first, second] => pair(sentence, *first, *second),
            _ => None,
        })
        .collect();
    let [pair] = pairs.as_slice() else { return };
    if (counts.len() > 2 && !pair.is_of_one_thing()) || pair.is_apart_from(sentence, change) {
        return;
    }
    if let Some(words) = compare(sentence, pair, change, *sign) {
        let mut figures = vec![pair.earlier.0, pair.later.0, *at];
        figures.sort_unstable();
        found.push(Finding { kind: Disagreement::Change, figures, words });
    }
}

/// Two numbers of one thing at two times.
struct Pair<'a> {
    earlier: (usize, &'a Figure),
    later: (usize, &'a Figure),
}

impl Pair<'_> {
    /// Whether both count the same, by the words of the text or by their indicator.
    fn is_of_one_thing(&self) -> bool {
        let (earlier, later) = (self.earlier.1, self.later.1);
        let indicator = earlier.indicator.is_some() && earlier.indicator == later.indicator;
        let measure = earlier.measure.to_lowercase() == later.measure.to_lowercase();
        indicator || measure && !earlier.measure.is_empty()
    }

    /// Whether the change is told in another clause, and so of something else: "102, compared with
    /// 125, while prosecutions fell 60 percent".
    fn is_apart_from(&self, sentence: &Sentence<'_>, change: &Figure) -> bool {
        let (first, last) = if self.earlier.1.raw < self.later.1.raw {
            (self.earlier.1, self.later.1)
        } else {
            (self.later.1, self.earlier.1)
        };
        let between = if change.raw < first.raw {
            sentence.between(change, first)
        } else if last.raw < change.raw {
            sentence.between(last, change)
        } else {
            return false;
        };
        let between = words(&between);
        let parts = |word: &&str| {
            matches!(
                *word,
                "there" | "while" | "and" | "but" | "whereas" | ";" | "who" | "although"
            )
        };
        between.len() > 25 || between.iter().any(parts)
    }
}

/// "from 315 to 219"; "219, compared with 315", "219, down from 315", "219 … 2019, when 315 were".
fn pair<'a>(
    sentence: &Sentence<'_>,
    first: (usize, &'a Figure),
    second: (usize, &'a Figure),
) -> Option<Pair<'a>> {
    let before = sentence.before(first.1);
    let between = sentence.between(first.1, second.1);
    let (before, between) = (words(&before), words(&between));
    let quiet = |word: &&&str| {
        matches!(
            **word,
            "the"
                | "just"
                | "only"
                | "approximately"
                | "about"
                | "nearly"
                | "almost"
                | "a"
                | "total"
                | "of"
                | "some"
                | "more"
                | "than"
                | "fewer"
        )
    };
    let last = |words: &[&str]| -> Vec<String> {
        let mut tail = words.iter().rev().skip_while(quiet).take(2);
        let (last, other) = (tail.next().unwrap_or(&""), tail.next().unwrap_or(&""));
        vec![(*other).to_owned(), (*last).to_owned()]
    };
    let from = last(&before).last().is_some_and(|word| word == "from");
    let link = last(&between);
    let link: Vec<&str> = link.iter().map(String::as_str).collect();
    if from && link.last() == Some(&"to") {
        return Some(Pair { earlier: first, later: second });
    }
    let back = matches!(
        link.as_slice(),
        ["compared" | "comparison", "with" | "to"]
            | ["up" | "down" | "increase" | "decrease", "from"]
            | [_, "against" | "versus" | "when"]
    );
    back.then_some(Pair { earlier: second, later: first })
}

/// Whether a percentage is one of a change: upwards 1, downwards −1.
fn direction(sentence: &Sentence<'_>, figure: &Figure) -> Option<f64> {
    let (before, after) = (sentence.before(figure), sentence.after(figure));
    let (before, after) = (words(&before), words(&after));
    let percent = |word: &&&str| matches!(**word, "percent" | "per" | "cent" | "%" | "-");
    let noun = after.iter().skip_while(percent).take(2);
    let verb = before.iter().rev().take(4);
    noun.chain(verb).find_map(|word| match *word {
        "increase" | "rise" | "growth" | "jump" | "higher" | "increased" | "rose" | "grew"
        | "jumped" | "climbed" | "risen" | "grown" | "up" => Some(1.0),
        "decrease" | "drop" | "decline" | "reduction" | "fall" | "lower" | "fewer"
        | "decreased" | "dropped" | "declined" | "fell" | "fallen" | "reduced" | "shrank"
        | "down" => Some(-1.0),
        _ => None,
    })
}

fn compare(sentence: &Sentence<'_>, pair: &Pair<'_>, change: &Figure, sign: f64) -> Option<String> {
    let (earlier, later) = (pair.earlier.1, pair.later.1);
    let of = |figure: &Figure| Range::of_count(figure, sentence.raw(figure));
    let computed = of(earlier).growth_to(of(later))?;
    let raw = sentence.raw(change);
    let size = Range::of_percent(change, raw);
    let stated = match sign {
        s if s < 0.0 => Range { low: -size.high, high: -size.low },
        _ => size,
    };
    if computed.meets(stated) {
        return None;
    }
    let exact = 100.0 * (later.value - earlier.value) / earlier.value;
    let says = if sign < 0.0 { "less" } else { "more" };
    let is = if exact < 0.0 { "less" } else { "more" };
    let (from, to) = (sentence.raw(earlier), sentence.raw(later));
    let exact = percent(exact, raw);
    Some(format!("the text says {raw} percent {says}; {from} to {to} is {exact} {is}"))
}
