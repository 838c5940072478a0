//! Parts text into words, numbers and marks.

use crate::report::Span;

/// A word, a number or a single mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its letters as written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

impl Word<'_> {
    /// Whether it begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a mark and neither word nor number.
    pub fn is_mark(&self) -> bool {
        !self.text.chars().next().is_some_and(char::is_alphanumeric)
    }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The words of `text` at `span`. Hyphens and apostrophes inside a word ("law-enforcement",
/// "ombudsman’s") and points and commas inside a number ("12,630.5") stay with it.
pub fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let part = span.of(text);
    let base = span.start.get();
    let mut found = Vec::new();
    let mut chars = part.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            let mut last = first;
            while let Some(&(at, c)) = chars.peek() {
                let next = part.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                if !goes_on(last, c, next) {
                    break;
                }
                end = at + c.len_utf8();
                last = c;
                chars.next();
            }
        }
        if let Some(text) = part.get(start..end) {
            found.push(Word { text, span: Span::new(start, end).shifted(base) });
        }
    }
    found
}

/// Whether `c` belongs to the word that ends in `last`, given the character `next` after it.
fn goes_on(last: char, c: char, next: Option<char>) -> bool {
    if c.is_alphanumeric() || is_combining(c) {
        return true;
    }
    let Some(next) = next else { return false };
    match c {
        '-' | '‑' | '\'' | '’' => next.is_alphanumeric(),
        '.' | ',' => last.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens_and_numbers_their_points() {
        let text = "The ombudsman’s 12,630.5 (about) law-enforcement cases, 7.";
        let found: Vec<&str> =
            words(text, Span::new(0, text.len())).iter().map(|w| w.text).collect();
        let want = [
            "The",
            "ombudsman’s",
            "12,630.5",
            "(",
            "about",
            ")",
            "law-enforcement",
            "cases",
            ",",
            "7",
            ".",
        ];
        assert_eq!(found, want);
    }
}
