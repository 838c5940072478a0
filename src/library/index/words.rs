//! Words as searches see them: in the same way in texts and in what is typed.
//!
//! A word is a run of letters, digits and underscores, so that apostrophes, dashes and quotation
//! marks of any kind part words and need not be typed as they are printed; the commas of thousands
//! part nothing. Scripts that put no
//! space between words are taken letter by letter. Words are compared folded: in lower case, Latin
//! and Greek letters without their accents.

use crate::report::Span;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The words of a text, in order.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// The words of `text`.
    pub fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The character at `self.at`.
    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        if byte.is_ascii() {
            Some(char::from(byte))
        } else {
            self.text.get(self.at..)?.chars().next()
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let mut first = self.peek()?;
        while !begins_word(first) {
            self.at += first.len_utf8();
            first = self.peek()?;
        }
        let start = self.at;
        self.at += first.len_utf8();
        while let Some(next) = self.peek() {
            let goes_on = if stands_alone(first) {
                is_combining_mark(next)
            } else {
                begins_word(next) && !stands_alone(next) || is_mark(next)
            };
            if !goes_on {
                break;
            }
            self.at += next.len_utf8();
        }
        self.at += thousands(self.text, start, self.at);
        Some(Span::new(start, self.at))
    }
}

/// How many bytes of thousands follow a word of up to three digits: a number with commas is one
/// word, so that whoever searches 500 does not find 1,500.
fn thousands(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let is_digits = |digits: &[u8]| digits.iter().all(u8::is_ascii_digit);
    let first = bytes.get(start..end).unwrap_or_default();
    if first.len() > 3 || !is_digits(first) {
        return 0;
    }
    let rest = bytes.get(end..).unwrap_or_default();
    let is_group = |group: &&[u8]| matches!(group, [b',', digits @ ..] if digits.len() == 3 && is_digits(digits));
    let groups = rest.chunks(4).take_while(is_group).count();
    let goes_on = |at: usize| rest.get(at).is_some_and(u8::is_ascii_alphanumeric);
    // "1,2345" is no number with thousands, and neither is "1,234b".
    let groups = if goes_on(groups * 4) { groups.saturating_sub(1) } else { groups };
    groups * 4
}

fn begins_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { c.is_alphanumeric() }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// Whether a letter is of a script that puts no space between words: Thai, Lao, Burmese, Khmer,
/// kana and Chinese characters.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Writes `word` into `folded` as it is compared.
pub fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    folded.push_str(word);
    if word.is_ascii() {
        folded.make_ascii_lowercase();
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            // The commas of thousands, which need not be typed.
            folded.retain(|c| c != ',');
        }
        return;
    }
    folded.clear();
    for c in word.chars().flat_map(char::to_lowercase) {
        fold_letter(c, folded);
    }
}

/// `word` as it is compared.
pub fn fold(word: &str) -> String {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    folded
}

/// Adds a letter in lower case without its accents.
fn fold_letter(c: char, folded: &mut String) {
    match c {
        // Accents and points that stand apart from their letter.
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' => {}
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ς' => folded.push('σ'),
        'ё' => folded.push('е'),
        'à'..='ɏ' | 'ͱ'..='Ͽ' | 'ḁ'..='῿' => decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                folded.push(part);
            }
        }),
        other => folded.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::of(text).map(|span| fold(span.of(text))).collect()
    }

    #[test]
    fn words_are_parted_by_all_that_is_no_letter() {
        assert_eq!(
            words("The City’s non-public\tfile_3 (1,200)."),
            ["the", "city", "s", "non", "public", "file_3", "1200"]
        );
        assert_eq!(
            words("$1,500,000 3,4 1,2345 articles 12,345b 1,500, 20,000."),
            ["1500000", "3", "4", "1", "2345", "articles", "12", "345b", "1500", "20000"]
        );
        assert_eq!(words(" … "), [""; 0]);
        assert_eq!(words("人权报告"), ["人", "权", "报", "告"]);
    }

    #[test]
    fn accents_and_case_are_folded() {
        assert_eq!(
            words("ÉLAN Straße Đorđe e\u{301}te\u{301} İzmir Ülkü ọ̀"),
            ["elan", "strasse", "dorde", "ete", "izmir", "ulku", "o"]
        );
        assert_eq!(words("ҰЛЫ Ёлка Йошкар ΛΌΓΟΣ"), ["ұлы", "елка", "йошкар", "λογοσ"]);
    }
}
