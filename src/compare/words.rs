//! The words of a sentence as they are compared: letters and digits alone, without case, typography,
//! marks and signs of notes.
//!
//! Not every digit is a number and not every word says how sure a report is: the day of a date, the 19
//! of a virus, and the words of a cross reference in brackets or of a web address are told apart here,
//! where the marks around them are still known.

use super::tense::{Form, fold};
use crate::language::{self, Word};
use crate::report::Span;

/// A word as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The word.
    pub word: u64,
    /// Its stem, which present and past share.
    pub fold: u64,
    /// Which of the two it is.
    pub form: Form,
    /// Whether it holds a digit and may be a number: a day of a month and a part of a name are none.
    pub number: bool,
    /// Whether it is a year of our time.
    pub year: bool,
    /// Whether it is of at most three letters, as the little words of grammar are.
    pub short: bool,
    /// Whether it stands in a cross reference or a web address, which claim nothing.
    pub apart: bool,
    /// Where it stands.
    pub span: Span,
}

/// FNV-1a: the same on every computer.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Two hashes as one, the first before the second.
pub(super) fn joined(first: u64, second: u64) -> u64 {
    (first.rotate_left(5) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The words of `text` at `span`. A word with a hyphen is its parts.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let words = language::words(text, span);
    let mut found: Vec<Token> = Vec::with_capacity(words.len());
    let mut aside = Aside::None;
    for (at, word) in words.iter().enumerate() {
        aside = aside.at(&words, at);
        if word.text == "%" {
            found.extend(token("percent", word.span));
        }
        let around = [at.wrapping_sub(1), at + 1].map(|at| words.get(at).map(|word| word.text));
        if word.is_mark() || around == [Some("["), Some("]")] {
            continue;
        }
        let dash = at.checked_sub(1).and_then(|at| words.get(at));
        let dash = dash.is_some_and(|dash| dash.text == "–" && dash.span.end == word.span.start);
        let mut before = dash.then(|| found.last().copied()).flatten();
        let mut start = word.span.start.get();
        for part in word.text.split(['-', '‑']) {
            let mut made = token(part, Span::new(start, start + part.len()));
            if let (Some(made), Some(before)) = (&mut made, before) {
                behind(made, part, before, text);
            }
            if let Some(made) = &mut made {
                made.apart = aside != Aside::None;
                made.number &= aside == Aside::None;
            }
            before = made.or(before);
            found.extend(made);
            // Both hyphens are counted by what they take in the text.
            let hyphen = text.get(start + part.len()..).and_then(|rest| rest.chars().next());
            start += part.len() + hyphen.map_or(0, char::len_utf8);
        }
    }
    days(&mut found, text);
    found
}

/// What words stand in that claim nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aside {
    None,
    /// "(see section 5, ...)".
    Reference,
    /// An address, up to the blank behind it.
    Address,
}

impl Aside {
    /// What the word at `at` stands in, where the one before it stood in this.
    fn at(self, words: &[Word<'_>], at: usize) -> Self {
        let word = |at: usize| words.get(at).map_or("", |word| word.text);
        let adjoins = || {
            let ends = at.checked_sub(1).and_then(|before| words.get(before)).map(|w| w.span.end);
            words.get(at).map(|word| word.span.start) == ends
        };
        match self {
            Self::Reference if word(at) != ")" => Self::Reference,
            Self::Address if adjoins() => Self::Address,
            _ if word(at) == "(" && word(at + 1).eq_ignore_ascii_case("see") => Self::Reference,
            _ if matches!((word(at), word(at + 1)), ("http" | "https", ":") | ("www", ".")) => {
                Self::Address
            }
            _ => Self::None,
        }
    }
}

/// A part behind a hyphen: "2017-21" ends in 2021, and the digits of "Lantern-19" are of its name.
fn behind(part: &mut Token, written: &str, before: Token, text: &str) {
    let start = before.span.of(text);
    if before.year && written.len() == 2 && written.parse::<u8>().is_ok() {
        let year = format!("{}{written}", start.get(..2).unwrap_or_default());
        if let Some(whole) = token(&year, part.span).filter(|_| year.as_str() > start) {
            *part = whole;
        }
    }
    let is_name = start.ends_with(char::is_alphabetic) && !start.starts_with(char::is_numeric);
    part.number &= part.year || !is_name;
}

/// Days of a month are no numbers.
fn days(tokens: &mut [Token], text: &str) {
    let is_month = |token: Option<&Token>| {
        let written = token.map_or("", |token| token.span.of(text));
        written.starts_with(char::is_uppercase) && language::is_month(written)
    };
    let day = |at: usize| {
        let token = tokens.get(at)?;
        token.span.of(text).parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        (is_month(before) || is_month(tokens.get(at + 1))).then_some(at)
    };
    let all: Vec<usize> = (0..tokens.len()).filter_map(day).collect();
    for at in all {
        if let Some(token) = tokens.get_mut(at) {
            token.number = false;
        }
    }
}

/// A word in its plain form; nothing where only a sign of a note is left.
fn token(written: &str, span: Span) -> Option<Token> {
    let digits = written.starts_with(|c: char| c.is_ascii_digit());
    let plain = |c: char| match c {
        '’' | '‘' | 'ʼ' => Some('\''),
        ',' if digits => None,
        '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' => None,
        c => Some(c),
    };
    let word: String = written.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    if word.is_empty() {
        return None;
    }
    let (fold, form) = fold(&word);
    let number = word.contains(|c: char| c.is_ascii_digit());
    let year = word.len() == 4 && word.parse::<u16>().is_ok_and(|n| (1900..2100).contains(&n));
    let short = !number && word.chars().count() <= 3;
    Some(Token { word: hash(&word), fold, form, number, year, short, apart: false, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_makes_no_other_word() {
        let of = |text: &str| -> Vec<u64> {
            tokens(text, Span::new(0, text.len())).iter().map(|token| token.word).collect()
        };
        let table = [
            ("“Law-enforcement” — the ombudsman’s", "law enforcement, the ombudsman's"),
            ("Some 1,200 fled.³ Later[4] 5% came", "some 1200 fled later 5 percent came"),
            ("a well‑known  poet¹", "A well known poet"),
        ];
        for (left, right) in table {
            assert_eq!(of(left), of(right), "{left}");
        }
        assert_ne!(of("It was 12 men"), of("It was 13 men"));
    }

    #[test]
    fn not_every_digit_is_a_number() {
        let table: &[(&str, &[&str])] = &[
            ("On June 7, 12 men fled; 3 came back on 9 July 2019.", &["12", "3", "2019"]),
            ("In mid-2015 the virus Lantern-19 killed 16-year-old twins.", &["2015", "16"]),
            ("It held 40 (see section 6) and 2 more.", &["40", "2"]),
            ("In May 40 fled.", &["40"]),
        ];
        for (text, want) in table {
            let tokens = tokens(text, Span::new(0, text.len()));
            let numbers = tokens.iter().filter(|token| token.number);
            let numbers: Vec<&str> = numbers.map(|token| token.span.of(text)).collect();
            assert_eq!(&numbers, want, "{text}");
        }
    }

    #[test]
    fn a_short_year_at_the_end_of_a_range_is_the_year() {
        let of = |text: &str| -> Vec<(u64, bool)> {
            let tokens = tokens(text, Span::new(0, text.len()));
            tokens.iter().map(|token| (token.word, token.year)).collect()
        };
        assert_eq!(of("the 2017-2021 plan"), of("the 2017-21 plan"));
        assert_eq!(of("the 2017–2021 plan"), of("the 2017–21 plan"));
        assert_ne!(of("the 2017-2021 plan"), of("the 2017-12 plan"));
    }

    #[test]
    fn references_and_addresses_claim_nothing() {
        let text = "Nobody was tried (see section 5, Alleged Abuses). It is at www.velna.org/reports \
            and clear.";
        let apart = tokens(text, Span::new(0, text.len())).into_iter().filter(|one| one.apart);
        let apart: Vec<&str> = apart.map(|token| token.span.of(text)).collect();
        assert_eq!(
            apart,
            ["see", "section", "5", "Alleged", "Abuses", "www", "velna", "org", "reports"]
        );
    }

    #[test]
    fn parts_of_a_word_stand_where_they_stand() {
        let text = "A two‑year term";
        let parts: Vec<&str> =
            tokens(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(parts, ["A", "two", "year", "term"]);
    }
}
