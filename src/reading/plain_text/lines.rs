//! The lines of a text file.

use std::borrow::Cow;

/// A line that holds words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its words, trimmed, white space collapsed.
    pub text: Cow<'a, str>,
    /// Its number in the file, counted from 1.
    pub number: u32,
    /// How many blank lines stand before it.
    pub blank_before: u32,
    /// Page, counted from 1, where the file parts its pages by form feeds.
    pub page: u32,
    /// Whether a page of the file, or what was taken for a page's head or foot, ends before it.
    pub page_break: bool,
}

/// The lines of `text` that hold words. Every usual line end is known; a form feed parts pages.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let (mut number, mut page, mut blank) = (0_u32, 1_u32, 0_u32);
    let (mut page_break, mut after_cr) = (false, false);
    for raw in text.split_inclusive(is_line_end) {
        // "\r\n" is one line end: the "\n" comes as a line of its own with nothing before it.
        let second_half = raw == "\n" && after_cr;
        after_cr = raw.ends_with('\r');
        if second_half {
            continue;
        }
        number = number.saturating_add(1);
        let words = collapsed(raw);
        if words.is_empty() {
            blank = blank.saturating_add(1);
        } else {
            found.push(Line { text: words, number, blank_before: blank, page, page_break });
            blank = 0;
            page_break = false;
        }
        if raw.ends_with('\u{c}') {
            page = page.saturating_add(1);
            page_break = true;
        }
    }
    found
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A line without outer and doubled white space, borrowed where it has none.
fn collapsed(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    let mut spaced = false;
    let clean = trimmed.chars().all(|c| {
        let doubled = spaced && c == ' ';
        spaced = c == ' ';
        !doubled && (c == ' ' || !c.is_whitespace())
    });
    if clean {
        return Cow::Borrowed(trimmed);
    }
    let words: Vec<&str> = trimmed.split_whitespace().collect();
    Cow::Owned(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends_count_alike() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("one  two{end}{end} three{end}\u{c}four");
            let found = lines(&text);
            let seen: Vec<(&str, u32, u32, bool)> = found
                .iter()
                .map(|l| (l.text.as_ref(), l.number, l.blank_before, l.page_break))
                .collect();
            let blank = u32::from(end != "\u{c}");
            assert_eq!(seen[0], ("one two", 1, 0, false));
            assert_eq!(seen[1], ("three", 3, blank, false));
            assert_eq!((seen[2].0, seen[2].3), ("four", true));
            assert_eq!(found[2].page, 2);
        }
    }
}
