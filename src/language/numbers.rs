//! Finds numbers in words and digits, and says what they are worth.
//!
//! Comes in: the words of a sentence. Goes out: every number in it, in order, with its value and
//! the way it is written. What a number means (a date, a section, a count) is decided elsewhere.

use super::Word;
use super::number_words::{Token, token};
use crate::report::Span;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// Digits, with or without a scale word ("54", "12.63 million").
    Digits,
    /// Words ("twenty-three", "two dozen").
    Words,
    /// A word for an order of magnitude ("dozens", "several hundred").
    Vague,
    /// A part of a whole ("two-thirds", "one in four"); the value is in percent.
    Share,
    /// How many times as much ("threefold", "doubled").
    Multiple,
}

/// A number in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The number as written.
    pub span: Span,
    /// What it is worth.
    pub value: f64,
    /// How it is written.
    pub form: NumberForm,
    /// The index of its first word.
    pub first: usize,
    /// The index after its last word.
    pub after: usize,
    /// What a hyphen joins before it ("RU" of "RU-170").
    pub prefix: Option<Span>,
    /// What a hyphen joins after it ("day" of "10-day").
    pub suffix: Option<Span>,
    /// Whether its digits have a thousands separator, a decimal point or a scale word: no year.
    pub marked: bool,
}

/// Part of a word between hyphens.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    span: Span,
    word: usize,
    /// Whether a hyphen joins it to the piece before.
    joined: bool,
    token: Token,
}

/// The numbers among `words`, in order, none of them overlapping.
pub fn numbers(words: &[Word<'_>]) -> Vec<Number> {
    let pieces = pieces(words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match number_at(&pieces, at) {
            Some((number, next)) => {
                found.push(number);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

fn pieces<'a>(words: &[Word<'a>]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(words.len() + 4);
    for (index, word) in words.iter().enumerate() {
        let mut at = word.span.start.get();
        let mut joined = false;
        for text in word.text.split(['-', '‑']) {
            let span = Span::new(at, at + text.len());
            let hyphen = word.text.get(at + text.len() - word.span.start.get()..);
            at += text.len() + hyphen.and_then(|h| h.chars().next()).map_or(0, char::len_utf8);
            pieces.push(Piece { text, span, word: index, joined, token: token(text) });
            joined = true;
        }
    }
    pieces
}

/// A number that begins at piece `at`, and the piece after it.
fn number_at(pieces: &[Piece<'_>], at: usize) -> Option<(Number, usize)> {
    let first = pieces.get(at)?;
    let (value, form, next, marked) = match first.token {
        Token::Article | Token::Several => vague_or_article(pieces, at)?,
        Token::Plural(scale) => plural(pieces, at, scale)?,
        Token::Half => half(pieces, at)?,
        Token::Times(times) => {
            let lone = !pieces.get(at + 1).is_some_and(|next| next.joined);
            if !lone || first.joined {
                return None;
            }
            (times, NumberForm::Multiple, at + 1, true)
        }
        Token::Other
        | Token::And
        | Token::Part { .. }
        | Token::Scale(_)
        | Token::Hundred
        | Token::Dozen => return None,
        Token::Tens(_) if is_ordinal(pieces, at + 1) => return None,
        Token::Digits { .. } | Token::Unit(_) | Token::Tens(_) => {
            let run = cardinal(pieces, at)?;
            share(pieces, at, run).unwrap_or((run.value, run.form, run.next, run.marked))
        }
    };
    let last = pieces.get(next.checked_sub(1)?)?;
    let before = at.checked_sub(1).and_then(|b| pieces.get(b));
    let prefix = first.joined.then(|| before.map(|b| b.span)).flatten();
    let suffix = pieces.get(next).filter(|p| p.joined && !p.text.is_empty()).map(|p| p.span);
    let number = Number {
        span: Span { start: first.span.start, end: last.span.end },
        value,
        form,
        first: first.word,
        after: last.word + 1,
        prefix,
        suffix,
        marked,
    };
    Some((number, next))
}

/// Whether the piece makes one of a row of the tens before it: "the twenty-eighth session".
fn is_ordinal(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at).filter(|piece| piece.joined).is_some_and(|piece| {
        let word = piece.text.to_ascii_lowercase();
        word.ends_with("th") || matches!(word.as_str(), "first" | "second" | "third")
    })
}

/// A cardinal number and where it ends.
#[derive(Clone, Copy)]
struct Run {
    value: f64,
    form: NumberForm,
    next: usize,
    marked: bool,
}

/// "54", "54, 000", "12.63 million", "two hundred and six", "two-and-a-half million", "two dozen".
fn cardinal(pieces: &[Piece<'_>], at: usize) -> Option<Run> {
    let mut total = 0.0;
    let mut current;
    let mut last_scale = f64::INFINITY;
    let mut form = NumberForm::Words;
    let mut marked = false;
    let mut next = at + 1;
    match pieces.get(at)?.token {
        Token::Digits { value, marked: separated } => {
            current = value;
            form = NumberForm::Digits;
            marked = separated;
            if let Some((value, after)) = parted_by_spaces(pieces, at) {
                return Some(Run { value, form, next: after, marked: true });
            }
        }
        Token::Unit(value) | Token::Tens(value) => current = value,
        _ => return None,
    }
    let mut open_below = if matches!(pieces.get(at)?.token, Token::Tens(_)) { 10.0 } else { 0.0 };
    while let Some(piece) = pieces.get(next) {
        match piece.token {
            Token::Unit(value)
                if value < open_below && value > 0.0 && form == NumberForm::Words =>
            {
                current += value;
                open_below = 0.0;
            }
            Token::Tens(value) if value < open_below && form == NumberForm::Words => {
                current += value;
                open_below = 10.0;
            }
            Token::Hundred if current < 100.0 && current > 0.0 => {
                current *= 100.0;
                open_below = 100.0;
            }
            Token::Dozen if total == 0.0 => {
                current *= 12.0;
                open_below = 0.0;
            }
            Token::Scale(scale) if scale < last_scale && current > 0.0 => {
                total += current * scale;
                current = 0.0;
                last_scale = scale;
                open_below = if form == NumberForm::Words { 1000.0 } else { 0.0 };
                marked = true;
            }
            Token::And => {
                if let Some(after) = and_a_half(pieces, next, current) {
                    current += 0.5;
                    next = after;
                    marked = true;
                    continue;
                }
                let follows = pieces.get(next + 1).map(|p| p.token);
                let goes_on = matches!(follows, Some(Token::Unit(v) | Token::Tens(v)) if v > 0.0 && v < open_below.min(100.0));
                if !goes_on || open_below < 100.0 {
                    break;
                }
            }
            _ => break,
        }
        next += 1;
    }
    Some(Run { value: total + current, form, next, marked })
}

/// "two and a half", "one-and-one-half": the piece after the half.
fn and_a_half(pieces: &[Piece<'_>], and: usize, current: f64) -> Option<usize> {
    let article = pieces.get(and + 1)?.token;
    let one = matches!(article, Token::Article) || article == Token::Unit(1.0);
    let half = matches!(pieces.get(and + 2)?.token, Token::Half);
    (one && half && current > 0.0).then_some(and + 3)
}

/// "54, 000" and "12 345": groups of three digits that a space has parted from the first.
fn parted_by_spaces(pieces: &[Piece<'_>], at: usize) -> Option<(f64, usize)> {
    let first = pieces.get(at)?;
    if first.joined || !(1..=3).contains(&first.text.len()) || after_month(pieces, at) {
        return None;
    }
    let mut number = first.text.to_owned();
    let mut next = at + 1;
    loop {
        let comma = pieces.get(next).is_some_and(|p| p.text == ",");
        let group = pieces.get(next + usize::from(comma));
        let Some(group) = group.filter(|g| !g.joined && is_group(g.text)) else { break };
        if comma && group.text != "000" {
            break;
        }
        number.push_str(group.text);
        next += 1 + usize::from(comma);
        if number.len() > 15 {
            return None;
        }
    }
    (next > at + 1).then_some(())?;
    Some((number.parse().ok()?, next))
}

fn is_group(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// "On May 12 300 people": a day is not the head of a parted number.
fn after_month(pieces: &[Piece<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|b| pieces.get(b)).is_some_and(|before| {
        before.text.len() >= 3 && before.text.chars().next().is_some_and(char::is_uppercase)
    })
}

/// "two-thirds", "one quarter", "one in four", "two out of three", "six of every 10".
fn share(pieces: &[Piece<'_>], at: usize, run: Run) -> Option<(f64, NumberForm, usize, bool)> {
    let next = pieces.get(run.next)?;
    let percent = |part: f64, whole: f64| (part / whole * 10_000.0).round() / 100.0;
    if run.form == NumberForm::Words && run.value < 20.0 {
        let of = match next.token {
            Token::Part { of, plural } if plural == (run.value > 1.0) => Some(of),
            Token::Half if run.value == 1.0 => Some(2.0),
            _ => None,
        };
        if let Some(of) = of.filter(|of| run.value < *of) {
            return Some((percent(run.value, of), NumberForm::Share, run.next + 1, true));
        }
    }
    let (every, whole_at) = match out_of(pieces, run.next) {
        Some(found) => found,
        None => (true, one_of(pieces, at, run)?),
    };
    let whole = cardinal(pieces, whole_at)?;
    let usual = [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 15.0, 20.0, 100.0, 1000.0];
    let plain = run.value >= 1.0 && run.value < whole.value && usual.contains(&whole.value);
    // "three in 12 raids" may well be a count; "one in 12" is none.
    let sure = every || run.value == 1.0 || [3.0, 4.0, 5.0, 10.0, 100.0].contains(&whole.value);
    (plain && sure && at < whole_at)
        .then(|| (percent(run.value, whole.value), NumberForm::Share, whole.next, true))
}

/// "and one of five courts lacked …": the piece of the whole, where what stands before says that no
/// one of them is meant ("in one of five courts").
fn one_of(pieces: &[Piece<'_>], at: usize, run: Run) -> Option<usize> {
    let whole = pieces.get(run.next + 1)?;
    let whole_of = matches!(whole.token, Token::Unit(value) if [4.0, 5.0, 10.0].contains(&value))
        || whole.text == "10";
    let before = at.checked_sub(1).and_then(|b| pieces.get(b)).map_or("", |p| p.text);
    let told = matches!(
        before,
        "" | ","
            | ";"
            | "and"
            | "that"
            | "estimated"
            | "approximately"
            | "about"
            | "nearly"
            | "almost"
            | "roughly"
    );
    let of = pieces.get(run.next).is_some_and(|p| p.text == "of");
    (run.value == 1.0 && of && told && whole_of).then_some(run.next + 1)
}

/// "in", "out of", "out of every", "of every": whether it is said of every group, and the piece of
/// the whole.
fn out_of(pieces: &[Piece<'_>], at: usize) -> Option<(bool, usize)> {
    let word = |offset: usize| pieces.get(at + offset).map_or("", |p| p.text);
    match (word(0), word(1), word(2)) {
        ("out", "of", "every") => Some((true, at + 3)),
        ("out", "of", _) | ("of" | "in", "every", _) => Some((true, at + 2)),
        ("in", _, _) => Some((false, at + 1)),
        _ => None,
    }
}

/// "half of all cases", "half the regions": a half of something, not "the first half" or "half an
/// hour"; and "half a million".
fn half(pieces: &[Piece<'_>], at: usize) -> Option<(f64, NumberForm, usize, bool)> {
    let before = at.checked_sub(1).and_then(|b| pieces.get(b)).map_or("", |p| p.text);
    let lone = !pieces.get(at)?.joined && !pieces.get(at + 1).is_some_and(|p| p.joined);
    if matches!(pieces.get(at + 1).map(|p| p.token), Some(Token::Article)) {
        let scale = match pieces.get(at + 2)?.token {
            Token::Scale(scale) => scale,
            Token::Dozen => 12.0,
            _ => return None,
        };
        return Some((scale / 2.0, NumberForm::Words, at + 3, true));
    }
    let of_time = ["first", "second", "latter", "last", "next", "a", "each", "final", "other"];
    let known = !of_time.contains(&before.to_ascii_lowercase().as_str());
    (lone && known).then_some((50.0, NumberForm::Share, at + 1, true))
}

/// "dozens", "tens of thousands", "hundreds of thousands": the least that the plural can mean.
fn plural(pieces: &[Piece<'_>], at: usize, scale: f64) -> Option<(f64, NumberForm, usize, bool)> {
    let of = pieces.get(at + 1).is_some_and(|p| p.text == "of");
    let scaled = match pieces.get(at + 2).map(|p| p.token) {
        Some(Token::Plural(more)) if of && more > scale => Some(more),
        _ => None,
    };
    match scaled {
        Some(more) => Some((2.0 * scale * more, NumberForm::Vague, at + 3, true)),
        None if scale == 10.0 => None,
        None => Some((2.0 * scale, NumberForm::Vague, at + 1, true)),
    }
}

/// "a million", "a hundred", "a dozen" are one of it; "several hundred", "a few thousand" are
/// vague; "a third of", "a quarter of" are shares.
fn vague_or_article(pieces: &[Piece<'_>], at: usize) -> Option<(f64, NumberForm, usize, bool)> {
    let first = pieces.get(at)?;
    let next = pieces.get(at + 1)?;
    let scale = match next.token {
        Token::Scale(scale) => scale,
        Token::Hundred => 100.0,
        Token::Dozen => 12.0,
        Token::Part { of, plural: false } if matches!(first.token, Token::Article) => {
            let whole = pieces.get(at + 2).is_some_and(|p| p.text == "of");
            let percent = (10_000.0 / of).round() / 100.0;
            return whole.then_some((percent, NumberForm::Share, at + 2, true));
        }
        _ => return None,
    };
    if matches!(first.token, Token::Several) {
        return Some((2.0 * scale, NumberForm::Vague, at + 2, true));
    }
    let thousand = pieces.get(at + 2).map(|p| p.token);
    if let (Token::Hundred, Some(Token::Scale(more))) = (next.token, thousand) {
        return Some((scale * more, NumberForm::Words, at + 3, true));
    }
    Some((scale, NumberForm::Words, at + 2, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words;

    fn found(text: &str) -> Vec<(String, f64)> {
        let words = words(text, Span::new(0, text.len()));
        numbers(&words).into_iter().map(|n| (n.span.of(text).to_owned(), n.value)).collect()
    }

    #[test]
    fn numbers_are_worth_what_they_say() {
        let table: &[(&str, &[(&str, f64)])] = &[
            ("held 54 of 4,993 men", &[("54", 54.0), ("4,993", 4993.0)]),
            ("paid 54, 000 crowns", &[("54, 000", 54_000.0)]),
            ("in 12, 300 and 40 towns", &[("12", 12.0), ("300", 300.0), ("40", 40.0)]),
            ("some 12 345 files", &[("12 345", 12_345.0)]),
            ("On May 12 300 people", &[("12", 12.0), ("300", 300.0)]),
            ("12.63 million crowns", &[("12.63 million", 12_630_000.0)]),
            ("two and a half million", &[("two and a half million", 2_500_000.0)]),
            ("after two-and-a-half years", &[("two-and-a-half", 2.5)]),
            ("twenty-three of sixty five", &[("twenty-three", 23.0), ("sixty five", 65.0)]),
            ("two hundred and six guards", &[("two hundred and six", 206.0)]),
            ("two and three guards", &[("two", 2.0), ("three", 3.0)]),
            ("six hundred thousand", &[("six hundred thousand", 600_000.0)]),
            ("two dozen, a dozen", &[("two dozen", 24.0), ("a dozen", 12.0)]),
            ("half a million people", &[("half a million", 500_000.0)]),
            ("a hundred men", &[("a hundred", 100.0)]),
            ("dozens, hundreds", &[("dozens", 24.0), ("hundreds", 200.0)]),
            ("hundreds of thousands", &[("hundreds of thousands", 200_000.0)]),
            ("several hundred men", &[("several hundred", 200.0)]),
            ("two-thirds, one quarter", &[("two-thirds", 66.67), ("one quarter", 25.0)]),
            ("a third of the camps", &[("a third", 33.33)]),
            ("a third camp, the first half", &[]),
            ("one in four homes", &[("one in four", 25.0)]),
            ("six of every 10 women", &[("six of every 10", 60.0)]),
            ("two out of three pupils", &[("two out of three", 66.67)]),
            ("and one of five courts", &[("one of five", 20.0)]),
            ("in one of five courts", &[("one", 1.0), ("five", 5.0)]),
            ("one in 2014", &[("one", 1.0), ("2014", 2014.0)]),
            ("half of all cells, half an hour", &[("half", 50.0)]),
            ("a fourfold rise", &[("fourfold", 4.0)]),
            ("the 21st of the 1990s", &[]),
            ("between 17,000-18,000 girls", &[("17,000", 17_000.0), ("18,000", 18_000.0)]),
            ("$3,000 and 41.2%", &[("3,000", 3000.0), ("41.2", 41.2)]),
            ("1.234.567 and 2,5", &[("1.234.567", 1_234_567.0), ("2,5", 2.5)]),
            ("some 4,00 guards", &[("4,00", 400.0)]),
        ];
        for (text, want) in table {
            let want: Vec<(String, f64)> =
                want.iter().map(|(s, v)| ((*s).to_owned(), *v)).collect();
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn one_of_a_row_is_no_number() {
        for text in ["the Twenty-eighth session", "her thirty-first boat", "the forty-third gate"] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("twenty-eight boats").len(), 1);
    }

    #[test]
    fn hyphens_keep_what_they_join() {
        let text = "the RU-170 ward and a 10-day term";
        let words = words(text, Span::new(0, text.len()));
        let joined: Vec<(Option<&str>, Option<&str>)> = numbers(&words)
            .iter()
            .map(|n| (n.prefix.map(|s| s.of(text)), n.suffix.map(|s| s.of(text))))
            .collect();
        assert_eq!(joined, [(Some("RU"), None), (None, Some("day"))]);
    }
}
