//! Text as it is compared: what formats and readers differ in is left out.
//!
//! One report as a web page, a PDF and a text file differs in white space, hyphens at line ends,
//! quotation marks, dashes and note marks; letters and plain digits are the same.

use crate::report::Span;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Whether a character counts: letters and digits, but not the raised digits of notes.
fn counts(c: char) -> bool {
    c.is_alphabetic() || c.is_numeric() && !matches!(c, '²' | '³' | '¹' | '⁰'..='₉')
}

/// Text with each run of white space as one blank and without soft hyphens.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| *c != '\u{ad}'));
    }
    out
}

/// What sentences are compared by: a hash of their letters and digits in lower case.
pub(in crate::project) fn key(text: &str) -> u64 {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase());
            }
        } else if counts(c) {
            folded.extend(c.to_lowercase());
        }
    }
    hash(&folded)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// A word as it is compared, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Hash of the word in lower case.
    pub(super) word: u64,
    /// Its place in the text.
    pub(super) span: Span,
}

/// The words of `text`, their places moved by `base`.
pub(super) fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut start = 0;
    let mut end = 0;
    let mut flush = |word: &mut String, start: usize, end: usize| {
        if !word.is_empty() {
            tokens.push(Token { word: hash(word), span: Span::new(start, end).shifted(base) });
            word.clear();
        }
    };
    for (at, c) in text.char_indices() {
        if counts(c) {
            if word.is_empty() {
                start = at;
            }
            word.extend(c.to_lowercase());
            end = at + c.len_utf8();
        } else if c != '\u{ad}' {
            flush(&mut word, start, end);
        }
    }
    flush(&mut word, start, end);
    tokens
}

/// The span with the rest of a word that it cuts at either end: `the cou|rt` has all of "court".
/// Half a word is compared with no whole one and would not be found again.
pub(super) fn whole_words(text: &str, span: Span) -> Span {
    let joins = |c: &char| counts(*c) || *c == '\u{ad}';
    let length = |letters: &mut dyn Iterator<Item = char>| -> usize {
        letters.take(LONGEST_WORD).take_while(joins).map(char::len_utf8).sum()
    };
    let inside = span.of(text);
    let (start, end) = (span.start.get(), span.end.get());
    let cut_before = inside.chars().next().as_ref().is_some_and(joins);
    let cut_after = inside.chars().next_back().as_ref().is_some_and(joins);
    let before = text.get(..start).filter(|_| cut_before).unwrap_or("");
    let after = text.get(end..).filter(|_| cut_after).unwrap_or("");
    Span::new(start - length(&mut before.chars().rev()), end + length(&mut after.chars()))
}

/// No word is longer, in letters; where the script has no blanks one must stop somewhere.
const LONGEST_WORD: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_formats_differ_in_does_not_count() {
        let table = [
            ("“No bail,” said the court.", "\"No bail,\" said  the\ncourt."),
            ("a govern-\nment office", "a government office"),
            ("from 12 – 15 people²", "from 12-15 people"),
            ("The CourT", "the court"),
            ("co\u{ad}operate", "cooperate"),
        ];
        for (a, b) in table {
            assert_eq!(key(a), key(b), "{a}");
        }
        assert_ne!(key("125 cases"), key("126 cases"));
    }

    #[test]
    fn words_know_their_place() {
        let text = "Of 1,300 cases";
        let words: Vec<&str> = tokens(text, 0).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["Of", "1", "300", "cases"]);
    }

    #[test]
    fn words_cut_at_an_end_are_made_whole() {
        let text = "In Velna, Ödemark court sat.";
        let whole = |words: &str| {
            let start = text.find(words).unwrap();
            whole_words(text, Span::new(start, start + words.len())).of(text)
        };
        let table = [
            ("na, Öde", "Velna, Ödemark"),
            ("court", "court"),
            ("cou", "court"),
            (" cour", " court"),
            (", ", ", "),
            ("sat.", "sat."),
        ];
        for (words, expected) in table {
            assert_eq!(whole(words), expected, "{words}");
        }
    }
}
