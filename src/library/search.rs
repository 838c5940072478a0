//! Finds words in texts: in one report, or in all.

use crate::report::{Report, Span};
use regex::{Regex, RegexBuilder};

/// How many hits are listed of one report; the rest are counted only.
pub const MAX_HITS: usize = 2_000;

/// A search for words, in any case; a space stands for any run of white space, and straight and
/// curly quotation marks are the same.
#[derive(Clone, Debug)]
pub struct Query {
    pattern: Regex,
}

impl Query {
    /// A query from what the user typed; nothing where that holds no letter, digit or mark.
    pub fn new(typed: &str) -> Option<Self> {
        let words: Vec<String> = typed.split_whitespace().map(pattern_of).collect();
        if words.is_empty() {
            return None;
        }
        let pattern = RegexBuilder::new(&words.join(r"\s+"))
            .case_insensitive(true)
            .size_limit(1 << 22)
            .build()
            .ok()?;
        Some(Self { pattern })
    }

    /// Whether the words stand anywhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    /// Where the words stand in `text`, at most [`MAX_HITS`] places.
    pub fn find(&self, text: &str) -> Vec<Span> {
        self.pattern.find_iter(text).take(MAX_HITS).map(|m| Span::new(m.start(), m.end())).collect()
    }
}

fn pattern_of(word: &str) -> String {
    let mut pattern = String::new();
    for c in word.chars() {
        match c {
            '\'' | '‘' | '’' => pattern.push_str("['‘’]"),
            '"' | '“' | '”' => pattern.push_str("[\"“”]"),
            '-' | '‑' | '–' | '—' => pattern.push_str("[-‑–—]"),
            other => pattern.push_str(&regex::escape(&other.to_string())),
        }
    }
    pattern
}

/// The words around a hit, for a list: the hit's own range within them, and whether words were
/// left out before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The words, on one line.
    pub text: String,
    /// Where in `text` the hit stands.
    pub hit: std::ops::Range<usize>,
}

/// The words around `hit`, at most `around` bytes on each side, cut at spaces and never across
/// paragraphs.
pub fn snippet(report: &Report, hit: Span, around: usize) -> Snippet {
    snippet_between(report, hit, around, around)
}

/// The same with at most `before` bytes before the hit and `after` behind it.
pub fn snippet_between(report: &Report, hit: Span, before: usize, after: usize) -> Snippet {
    let block = report.block_at(hit.start).and_then(|at| report.blocks.get(at));
    let limits = block.map_or(hit, |block| block.span);
    let text = &report.text;
    let mut start = hit.start.get().saturating_sub(before).max(limits.start.get());
    while start > limits.start.get() && !starts_word(text, start) {
        start -= 1;
    }
    let mut end = (hit.end.get() + after).min(limits.end.get()).max(hit.end.get());
    while end < limits.end.get() && !starts_word(text, end + 1) {
        end += 1;
    }
    let before = if start > limits.start.get() { "… " } else { "" };
    let after = if end < limits.end.get() { " …" } else { "" };
    let words = text.get(start..end).unwrap_or("");
    let at = before.len() + hit.start.get().saturating_sub(start);
    Snippet {
        text: format!("{before}{}{after}", words.replace('\t', " ")),
        hit: at..at + hit.len(),
    }
}

/// Whether a word begins at byte `at`: the byte before it is a space.
fn starts_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    before.is_none_or(u8::is_ascii_whitespace) && text.is_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    fn hits<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        Query::new(typed).unwrap().find(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn case_spaces_and_quotation_marks_do_not_matter() {
        assert_eq!(hits("city court", "The City\n Court"), ["City\n Court"]);
        assert_eq!(hits("office's", "the Office’s"), ["Office’s"]);
        assert_eq!(hits("a.b", "acb a.b"), ["a.b"]);
        assert_eq!(hits("ұлы", "ҰЛЫ"), ["ҰЛЫ"]);
        assert!(Query::new("  ").is_none());
    }

    #[test]
    fn a_snippet_is_cut_at_words_and_marks_its_hit() {
        let text =
            "Élan before. The quick regional tribunal of Orvany sat for many days in the spring.";
        let report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let hit = Query::new("tribunal").unwrap().find(&report.text);
        let cut = snippet(&report, hit[0], 12);
        assert_eq!(&cut.text[cut.hit.clone()], "tribunal");
        assert!(cut.text.starts_with("… ") && cut.text.ends_with(" …"), "{}", cut.text);
        let whole = snippet(&report, hit[0], 500);
        assert_eq!(whole.text, report.text);
        assert_eq!(&whole.text[whole.hit.clone()], "tribunal");
    }
}
