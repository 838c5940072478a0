//! Where a word of running text ends: initials, Internet names, possessives, abbreviations.

use super::Shape;
use crate::entities::lexicon::{Flags, Lexicon};

/// Endings of Internet names.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "info", "kz", "ru", "uz", "kg", "tj", "tm", "media", "tv", "pub", "by",
    "ua", "az", "am", "ge", "md", "cn", "ir", "mx", "br", "in", "pk", "ng", "za", "ke", "id", "my",
    "vn", "kh", "int", "gov", "edu", "news", "press", "fm", "me", "eu", "uk", "fr", "de", "pl",
    "rs", "ba", "mk", "al", "ws", "cz", "sk", "hu", "ro", "bg", "tr", "il", "sa", "eg",
];

/// Finds the end of the word that begins at `start` and where the text after it goes on: a
/// possessive ending and the full stop of an abbreviation stand between the two.
pub fn word(
    part: &str,
    start: usize,
    shape: &mut Shape,
    lexicon: &Lexicon,
    lower: &mut String,
) -> (usize, usize) {
    let rest = part.get(start..).unwrap_or("");
    if let Some(length) = dotted_capitals(rest) {
        shape.add(if length > 2 { Shape::ACRONYM } else { Shape::INITIAL });
        return (start + length, start + length);
    }
    let length = word_length(rest);
    let after = rest.get(length..).unwrap_or("");
    if let Some(tail) = domain_tail(rest, length) {
        shape.add(Shape::DOMAIN);
        return (start + length + tail, start + length + tail);
    }
    let end = start + length;
    if let Some(ending) = possessive_ending(rest.get(..length).unwrap_or(""), after) {
        shape.add(Shape::POSSESSIVE);
        return (end, end + ending);
    }
    if after.starts_with('.') {
        lower.clear();
        lower.extend(rest.get(..length).unwrap_or("").chars().flat_map(char::to_lowercase));
        if lexicon.flags(lower).any(Flags::ABBREVIATION) {
            return (end, end + 1);
        }
    }
    (end, end)
}

/// "J." before a name is an initial, "U.S." an abbreviation: the length of either.
fn dotted_capitals(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    loop {
        let mut chars = rest.get(length..)?.chars();
        let letter = chars.next().filter(|c| c.is_uppercase());
        let (Some(letter), Some('.')) = (letter, chars.next()) else { break };
        length += letter.len_utf8() + 1;
        letters += 1;
    }
    let next = rest.get(length..)?.trim_start().chars().next();
    match letters {
        0 => None,
        1 => next.is_some_and(char::is_uppercase).then_some(length),
        _ => next
            .is_none_or(|c| {
                !c.is_alphanumeric() || rest.get(length..).is_some_and(|r| r.starts_with(' '))
            })
            .then_some(length),
    }
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut length = 0;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = c.is_alphanumeric()
            || ('\u{300}'..='\u{36f}').contains(&c)
            || match c {
                '-' | '‑' => next.is_some_and(char::is_alphanumeric) && !parts_acronym(rest, at),
                '\'' | '’' | '‘' | 'ʼ' => {
                    next.is_some_and(char::is_alphanumeric)
                        && !is_possessive(rest.get(at..).unwrap_or(""))
                }
                '.' | ',' => last.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
                _ => false,
            };
        if !goes_on {
            break;
        }
        length = at + c.len_utf8();
        last = c;
    }
    length
}

/// "EU-funded": a participle hangs on the capital letters before the hyphen at `at`, which stand
/// for themselves.
fn parts_acronym(rest: &str, at: usize) -> bool {
    let word = rest.get(..at).unwrap_or("");
    let after = rest.get(at..).unwrap_or("").trim_start_matches(['-', '‑']);
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let hangs = after.get(..end).unwrap_or("");
    let participle = hangs.ends_with("ed") || matches!(hangs, "run" | "held");
    participle && word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// Whether `rest` begins with an apostrophe and an s that ends the word.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('\'' | '’'))
        && chars.next() == Some('s')
        && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The length of the possessive ending of `word` that `after` begins with.
fn possessive_ending(word: &str, after: &str) -> Option<usize> {
    let apostrophe = after.chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    if is_possessive(after) {
        return Some(apostrophe.len_utf8() + 1);
    }
    let rest = after.get(apostrophe.len_utf8()..)?;
    (word.ends_with('s') && rest.starts_with(' ')).then_some(apostrophe.len_utf8())
}

/// The length of what follows the first `length` bytes of `rest` in an Internet name.
fn domain_tail(rest: &str, length: usize) -> Option<usize> {
    let mut tail = 0;
    let mut ends_well = false;
    while let Some(after) = rest.get(length + tail..).and_then(|r| r.strip_prefix('.')) {
        let label: usize = after
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .map(char::len_utf8)
            .sum();
        let ending = after.get(..label).unwrap_or("");
        ends_well = DOMAINS.contains(&ending);
        if label == 0 {
            break;
        }
        tail += label + 1;
        if ends_well
            && !after.get(label..).is_some_and(|r| {
                r.starts_with('.')
                    && r.get(1..2).is_some_and(|c| c.chars().all(char::is_alphanumeric))
            })
        {
            break;
        }
    }
    (length > 1 && ends_well).then_some(tail)
}
