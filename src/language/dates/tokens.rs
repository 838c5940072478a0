//! Words as the grammar of time sees them: hyphens parted, months and numbers known.

use crate::language::Word;
use crate::report::Span;

/// What a token may be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A month's name, 1 to 12.
    Month(i8),
    /// A number of four digits that can be a year.
    Year(i16),
    /// A number from 1 to 99, in digits or words, also an ordinal.
    Number(i8),
    /// A dash.
    Dash,
    /// A comma.
    Comma,
    /// Anything else.
    Other,
}

/// A word, or a part of a hyphened one.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// Its letters as written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// What it may be.
    pub class: Class,
}

impl Token<'_> {
    /// Whether it is this word, in whatever case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, in whatever case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is this word with or without an apostrophe and an s ("year’s").
    pub fn is_possessive_of(&self, word: &str) -> bool {
        let stem = self.text.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’']);
        stem.len() < self.text.len() && stem.eq_ignore_ascii_case(word)
    }
}

/// The tokens of a sentence: its words, with "January-June", "mid-2016" and "2020-21" parted.
pub fn tokens<'a>(words: &[Word<'a>]) -> Vec<Token<'a>> {
    let mut found = Vec::with_capacity(words.len() + 4);
    for (at, word) in words.iter().enumerate() {
        if word.text.contains(['-', '‑']) && parts_are_times(word.text) {
            push_parts(&mut found, word);
        } else if is_slash_of_years(&found, words, at) {
            found.push(Token { text: word.text, span: word.span, class: Class::Dash });
        } else {
            found.push(token(word.text, word.span));
        }
    }
    found
}

/// "2013/2014", "2013/14": a stroke between two years that touch it.
fn is_slash_of_years(found: &[Token<'_>], words: &[Word<'_>], at: usize) -> bool {
    let (Some(before), Some(slash), Some(after)) = (found.last(), words.get(at), words.get(at + 1))
    else {
        return false;
    };
    let touching = before.span.end == slash.span.start && slash.span.end == after.span.start;
    let years = matches!(before.class, Class::Year(_))
        && matches!(class(after.text), Class::Year(_) | Class::Number(_));
    // "2017/18-2021/22" is no one pair of years.
    let alone = found.iter().rev().nth(1).is_none_or(|token| token.class != Class::Dash);
    slash.text == "/" && touching && years && alone
}

/// Whether every part of a hyphened word can stand in a date. A word of one such part is none
/// ("15-year").
fn parts_are_times(text: &str) -> bool {
    let mut parts = 0;
    for part in text.split(['-', '‑']) {
        let known = part.eq_ignore_ascii_case("mid")
            || part.eq_ignore_ascii_case("end")
            || part.eq_ignore_ascii_case("year")
            || class(part) != Class::Other;
        if !known {
            return false;
        }
        parts += 1;
    }
    let ends_in_year = text.len() > 4 && text.to_ascii_lowercase().ends_with("-year");
    parts > 1 && !ends_in_year
}

fn push_parts<'a>(found: &mut Vec<Token<'a>>, word: &Word<'a>) {
    let mut from = 0;
    let base = word.span.start.get();
    for (at, dash) in word.text.match_indices(['-', '‑']) {
        push_part(found, word.text, from, at, base);
        push_part(found, word.text, at, at + dash.len(), base);
        from = at + dash.len();
    }
    push_part(found, word.text, from, word.text.len(), base);
}

fn push_part<'a>(found: &mut Vec<Token<'a>>, text: &'a str, from: usize, to: usize, base: usize) {
    if let Some(part) = text.get(from..to) {
        found.push(token(part, Span::new(from, to).shifted(base)));
    }
}

fn token(text: &str, span: Span) -> Token<'_> {
    Token { text, span, class: class(text) }
}

/// Months by their names and usual abbreviations. "May" and "March" are months only with a
/// capital; the grammar looks at what stands around them.
const MONTHS: [(&str, i8); 23] = [
    ("January", 1),
    ("February", 2),
    ("March", 3),
    ("April", 4),
    ("May", 5),
    ("June", 6),
    ("July", 7),
    ("August", 8),
    ("September", 9),
    ("October", 10),
    ("November", 11),
    ("December", 12),
    ("Jan", 1),
    ("Feb", 2),
    ("Mar", 3),
    ("Apr", 4),
    ("Jun", 6),
    ("Jul", 7),
    ("Aug", 8),
    ("Sept", 9),
    ("Oct", 10),
    ("Nov", 11),
    ("Dec", 12),
];

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

fn class(text: &str) -> Class {
    let Some(first) = text.chars().next() else { return Class::Other };
    match first {
        '0'..='9' => digits(text),
        '–' | '—' | '-' | '‑' => Class::Dash,
        ',' => Class::Comma,
        'J' | 'F' | 'M' | 'A' | 'S' | 'O' | 'N' | 'D' => month(text),
        _ => Class::Other,
    }
    .or_number_word(text)
}

impl Class {
    fn or_number_word(self, text: &str) -> Self {
        if self != Self::Other || text.len() > 6 {
            return self;
        }
        let found = NUMBERS.iter().zip(1_i8..).find(|(word, _)| word.eq_ignore_ascii_case(text));
        found.map_or(Self::Other, |(_, number)| Self::Number(number))
    }
}

/// Whether this is the name of a month, or its usual abbreviation.
pub fn is_month(text: &str) -> bool {
    matches!(month(text), Class::Month(_))
}

fn month(text: &str) -> Class {
    let found = MONTHS.iter().find(|(name, _)| *name == text);
    found.map_or(Class::Other, |(_, month)| Class::Month(*month))
}

/// A year from 1900 to 2099, or a number below 100 ("3", "3rd").
fn digits(text: &str) -> Class {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    match (number.len(), rest) {
        (4, "") => match number.parse() {
            Ok(year @ 1900..=2099) => Class::Year(year),
            _ => Class::Other,
        },
        (1 | 2, "" | "st" | "nd" | "rd" | "th") => {
            number.parse().map_or(Class::Other, Class::Number)
        }
        _ => Class::Other,
    }
}
