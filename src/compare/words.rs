//! The words of a sentence as they are compared: letters and digits alone, without case, typography,
//! marks and signs of notes.

use super::tense::{Form, fold};
use crate::language;
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
    /// Whether it holds a digit.
    pub number: bool,
    /// Whether it is a year of our time.
    pub year: bool,
    /// Whether it is of at most three letters, as the little words of grammar are.
    pub short: bool,
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
    let mut found = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        if word.text == "%" {
            found.extend(token("percent", word.span));
        }
        let around = [at.wrapping_sub(1), at + 1].map(|at| words.get(at).map(|word| word.text));
        if word.is_mark() || around == [Some("["), Some("]")] {
            continue;
        }
        let mut start = word.span.start.get();
        for part in word.text.split(['-', '‑']) {
            found.extend(token(part, Span::new(start, start + part.len())));
            // Both hyphens are counted by what they take in the text.
            let hyphen = text.get(start + part.len()..).and_then(|rest| rest.chars().next());
            start += part.len() + hyphen.map_or(0, char::len_utf8);
        }
    }
    found
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
    Some(Token { word: hash(&word), fold, form, number, year, short, span })
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
    fn parts_of_a_word_stand_where_they_stand() {
        let text = "A two‑year term";
        let parts: Vec<&str> =
            tokens(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(parts, ["A", "two", "year", "term"]);
    }
}
