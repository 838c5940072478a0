//! "12 of 40, or 50 percent": a share against the two numbers that it is of.

use super::range::{Range, percent};
use super::{Disagreement, Finding, Sentence, words};
use crate::figures::{Figure, Unit};

/// Tells shares that their numbers do not give.
pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Finding>) {
    for three in sentence.told.windows(3) {
        let [(a, first), (b, second), (c, third)] = three else { continue };
        let is_share = [*first, *second, *third].map(|figure| figure.unit == Unit::Percent);
        let told =
            match is_share {
                [false, false, true] if told_of_whole(sentence, first, second, third) => {
                    Some((*second, *first, *third))
                }
                [false, false, true] => {
                    named_after(sentence, first, second, third).then_some((*first, *second, *third))
                }
                [true, false, false] => named_before(sentence, first, second, third)
                    .then_some((*second, *third, *first)),
                [false, true, false] => named_between(sentence, first, second, third)
                    .then_some((*first, *third, *second)),
                _ => None,
            };
        let words = told.and_then(|(part, whole, share)| compare(sentence, part, whole, share));
        if let Some(words) = words {
            found.push(Finding { kind: Disagreement::Share, figures: vec![*a, *b, *c], words });
        }
    }
}

/// "12 of 40 mills, or 50 percent", "12 of 40 mills (50 percent)".
fn named_after(sentence: &Sentence<'_>, part: &Figure, whole: &Figure, share: &Figure) -> bool {
    of_whole(sentence, part, whole)
        && gives(&sentence.between(whole, share))
        && !goes_on(&sentence.after(share))
}

/// "40 mills, of which the council closed 12 (50 percent)".
fn told_of_whole(sentence: &Sentence<'_>, whole: &Figure, part: &Figure, share: &Figure) -> bool {
    let of_it = sentence.between(whole, part);
    let of_it = words(&of_it);
    let between = sentence.between(part, share);
    let opens = words(&between);
    part.whole == Some(whole.raw)
        && of_it.windows(2).any(|two| matches!(two, ["of", "whom" | "which"]))
        && opens.last() == Some(&"(")
        && opens.len() <= 3
        && part.value <= whole.value
        && !goes_on(&sentence.after(share))
}

/// "50 percent (12 of 40 mills)".
fn named_before(sentence: &Sentence<'_>, share: &Figure, part: &Figure, whole: &Figure) -> bool {
    let between = sentence.between(share, part);
    let between = words(&between);
    let opens = between.last() == Some(&"(") && between.len() <= 7;
    let after = sentence.after(whole);
    let closes = words(&after).iter().take(4).any(|word| *word == ")");
    opens && closes && of_whole(sentence, part, whole)
}

/// "12 (50 percent) of the 40 mills".
fn named_between(sentence: &Sentence<'_>, part: &Figure, share: &Figure, whole: &Figure) -> bool {
    let (before, after) = (sentence.between(part, share), sentence.between(share, whole));
    let (before, after) = (words(&before), words(&after));
    let opens = before.last() == Some(&"(") && before.len() <= 4;
    let percent = |word: &&str| matches!(*word, "percent" | "per" | "cent" | "%");
    let after: Vec<&str> = after.into_iter().skip_while(percent).collect();
    opens
        && matches!(after.as_slice(), [")", "of", rest @ ..] if rest.iter().all(|w| LINKS.contains(w)))
}

/// Words that may stand between "of" and the whole.
const LINKS: [&str; 20] = [
    "him",
    "her",
    "them",
    "the",
    "a",
    "an",
    "total",
    "of",
    "its",
    "all",
    "some",
    "approximately",
    "about",
    "those",
    "nearly",
    "roughly",
    "these",
    "their",
    "out",
    "more",
];

/// "12 of the 40", "12 women out of 40", "two ministers in the 43-member cabinet".
fn of_whole(sentence: &Sentence<'_>, part: &Figure, whole: &Figure) -> bool {
    if part.value > whole.value || part.value_high.is_some() || whole.value_high.is_some() {
        return false;
    }
    let between = sentence.between(part, whole);
    let between = words(&between);
    let after = sentence.after(whole);
    let body = ["-member", "-seat", "-person"].iter().any(|tail| after.starts_with(tail));
    let links = |word: &&str| *word == "of" || body && matches!(*word, "in" | "on");
    let Some(of) = between.iter().position(links) else { return false };
    let nouns = between.get(..of).unwrap_or_default();
    let rest = between.get(of + 1..).unwrap_or_default();
    let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '\'');
    nouns.len() <= 2 && nouns.iter().all(plain) && rest.iter().all(|w| LINKS.contains(w))
}

/// ", or", "(", ", representing": what follows is the same in percent.
fn gives(between: &str) -> bool {
    let between = words(between);
    let mark = between.iter().rposition(|word| {
        matches!(*word, "(" | "or" | "representing" | "constituting" | "giving" | "–" | "—" | "i.e")
    });
    let Some(mark) = mark else { return false };
    let tail = between.get(mark + 1..).unwrap_or_default();
    let head = between.get(..mark).unwrap_or_default();
    let parts = |word: &&str| matches!(*word, "and" | "while" | "whereas" | ";" | "who" | ")");
    tail.iter().all(|word| LINKS.contains(word)) && head.len() <= 8 && !head.iter().any(parts)
}

/// "… percent of whom", "… percent more": the share is of something else.
fn goes_on(after: &str) -> bool {
    let after = words(after);
    let percent = |word: &&&str| matches!(**word, "percent" | "per" | "cent" | "%" | "-");
    let mut rest = after.iter().skip_while(percent);
    match rest.next() {
        Some(&"of") => matches!(rest.next(), Some(&"whom" | &"which" | &"these" | &"them")),
        Some(word) => CHANGES.contains(word),
        None => false,
    }
}

/// Words that make a percentage one of a change.
pub const CHANGES: [&str; 22] = [
    "more",
    "less",
    "fewer",
    "higher",
    "lower",
    "increase",
    "decrease",
    "drop",
    "decline",
    "rise",
    "reduction",
    "growth",
    "fall",
    "jump",
    "increases",
    "decreases",
    "from",
    "compared",
    "up",
    "down",
    "above",
    "below",
];

fn compare(
    sentence: &Sentence<'_>,
    part: &Figure,
    whole: &Figure,
    share: &Figure,
) -> Option<String> {
    let of = |figure: &Figure| Range::of_count(figure, sentence.raw(figure));
    let computed = of(part).share_of(of(whole))?;
    let raw = sentence.raw(share);
    if computed.meets(Range::of_percent(share, raw)) {
        return None;
    }
    let exact = percent(100.0 * part.value / whole.value, raw);
    let (part, whole) = (sentence.raw(part), sentence.raw(whole));
    Some(format!("the text says {raw} percent; {part} of {whole} is {exact}"))
}
