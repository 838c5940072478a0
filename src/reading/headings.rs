//! What a heading looks like: its number, its title, and its rank among the document's headings.
//!
//! Works on words alone, so that text, PDF and badly marked-up pages share it.

use regex::Regex;
use std::sync::LazyLock;

/// How high a heading's style ranks; the outline turns ranks into levels by nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// "Chapter 3", "Part II", "Section 1.".
    Section,
    /// "IV. Conclusions".
    Roman,
    /// "B. Methods".
    Capital,
    /// "2. Scope".
    Number,
    /// "2.1 Scope", "2.1.3 Scope": the more parts the lower.
    Decimal(u8),
    /// "c. Treatment", "(c) Treatment".
    Letter,
    /// "PRESS FREEDOM".
    Capitals,
    /// "Press Freedom".
    Named,
}

/// A heading's words, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// How high it ranks.
    pub rank: Rank,
    /// Its number, without "Section" and the dot.
    pub number: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
}

/// Longer lines are no headings.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 24;

#[expect(clippy::expect_used, reason = "constant patterns, compiled by every test run")]
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

static NUMBERED: LazyLock<[(Rank, Regex); 6]> = LazyLock::new(|| {
    [
        (
            Rank::Section,
            r"^(?i:section|chapter|part)\s+(\d{1,3}|[IVXLC]{1,6}|[A-Z])\s*[.:–—-]?(?:\s+|$)",
        ),
        (Rank::Decimal(0), r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+"),
        (Rank::Roman, r"^([IVX]{1,6})\.\s+"),
        (Rank::Number, r"^(\d{1,2})[.)]\s+"),
        (Rank::Capital, r"^([A-Z])[.)]\s+"),
        (Rank::Letter, r"^\(?([a-z])[.)]\s+"),
    ]
    .map(|(rank, p)| (rank, pattern(p)))
});

/// Takes a heading's line apart: "Section 2. Rights at Work", "b. Wages", "Wages and Hours".
/// Nothing where the line does not look like a heading.
pub fn head(line: &str) -> Option<Head<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    for (rank, pattern) in NUMBERED.iter() {
        let Some(found) = pattern.captures(line) else { continue };
        let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else { continue };
        let title = line.get(whole.end()..).unwrap_or("");
        let sectioned = *rank == Rank::Section;
        if !(is_title(title) || sectioned && title.is_empty()) {
            return None;
        }
        // "Part of …" and "Section 5 of the law …" begin sentences.
        if sectioned && !title.is_empty() && !title.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        let number = number.as_str();
        let rank = match rank {
            Rank::Decimal(_) => {
                Rank::Decimal(u8::try_from(number.matches('.').count()).unwrap_or(u8::MAX))
            }
            other => *other,
        };
        return Some(Head { rank, number: Some(number), title });
    }
    if !is_title(line) || !line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let rank = if is_all_capitals(line) { Rank::Capitals } else { Rank::Named };
    (rank == Rank::Capitals || is_title_case(line)).then_some(Head {
        rank,
        number: None,
        title: line,
    })
}

/// Whether words could be a title at all: few, holding letters, not ended as a sentence is.
pub fn is_title(words: &str) -> bool {
    let count = words.split_whitespace().count();
    count > 0
        && count <= MOST_WORDS
        && words.chars().any(char::is_alphabetic)
        && !words.ends_with(['.', ',', ';', '-', '!'])
        && !words.contains(". ")
}

/// Whether a line begins with a heading's number: "Section 3.", "b. W…".
pub fn begins_numbered(line: &str) -> bool {
    let short =
        line.char_indices().nth(LONGEST).map_or(line, |(at, _)| line.get(..at).unwrap_or(line));
    NUMBERED.iter().any(|(_, pattern)| pattern.is_match(short))
}

/// Whether all letters are capitals, and there are some.
pub fn is_all_capitals(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// Small words that a title leaves in lower case, beside all of three letters and less.
const SMALL: &[&str] = &[
    "from", "with", "into", "onto", "that", "than", "this", "upon", "over", "under", "against",
    "between", "toward", "towards", "through", "during", "within", "without", "among", "about",
    "based", "than", "their", "its", "before", "after",
];

/// Whether words are written as a title: every word of weight begins with a capital.
pub fn is_title_case(words: &str) -> bool {
    let mut capitals = 0_usize;
    let tokens = words.split(|c: char| c.is_whitespace() || matches!(c, '/' | '—' | '–'));
    for (index, token) in tokens.enumerate() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if first.is_uppercase() {
            capitals += 1;
        } else if first.is_lowercase() {
            let small = word.chars().count() <= 3 || SMALL.contains(&word);
            if index == 0 || !small {
                return false;
            }
        }
    }
    capitals > 0
}

/// The head at the start of a paragraph, as the number of bytes up to its colon: "Access to Care:
/// The clinic …".
pub fn run_in(paragraph: &str) -> Option<usize> {
    let colon = paragraph.find(':').filter(|at| *at <= LONGEST)?;
    let (words, rest) = paragraph.split_at_checked(colon)?;
    let rest = rest.get(1..)?;
    let goes_on = rest.starts_with(char::is_whitespace)
        && rest
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
    let fits = words.split_whitespace().count() <= 18
        && is_title(words)
        && is_title_case(words)
        && !words.contains(['.', ';', '?', '"', '“', '(']);
    (goes_on && fits).then_some(colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_taken_apart() {
        type Parts<'a> = Option<(Rank, Option<&'a str>, &'a str)>;
        let table: &[(&str, Parts<'_>)] = &[
            ("Section 2. Rights at Work", Some((Rank::Section, Some("2"), "Rights at Work"))),
            ("Section 2 Rights at Work", Some((Rank::Section, Some("2"), "Rights at Work"))),
            ("Section 5 of the law bans it", None),
            ("Part of the hall was closed", None),
            ("c. Wages and Other Pay", Some((Rank::Letter, Some("c"), "Wages and Other Pay"))),
            ("IV. Conclusions", Some((Rank::Roman, Some("IV"), "Conclusions"))),
            ("B. Methods of work", Some((Rank::Capital, Some("B"), "Methods of work"))),
            ("3. Access to justice", Some((Rank::Number, Some("3"), "Access to justice"))),
            ("2.1 Scope", Some((Rank::Decimal(1), Some("2.1"), "Scope"))),
            ("PRESS FREEDOM", Some((Rank::Capitals, None, "PRESS FREEDOM"))),
            (
                "Press Freedom, Including Online",
                Some((Rank::Named, None, "Press Freedom, Including Online")),
            ),
            ("12. The court heard the case and adjourned it.", None),
            ("The court heard the case", None),
            ("Orlo Vann,", None),
        ];
        for (line, want) in table {
            let found = head(line).map(|h| (h.rank, h.number, h.title));
            assert_eq!(&found, want, "{line}");
        }
    }

    #[test]
    fn run_in_heads_end_at_their_colon() {
        let table = [
            ("Access to Care: The clinic was shut.", Some(14)),
            ("Wages, Hours, and Rest at Work: Few were paid.", Some(30)),
            ("The ministry listed three: Doctors, nurses, cooks.", None),
            ("Ratio: 3 to 1", None),
            ("He said so in May. Later: Nothing.", None),
        ];
        for (paragraph, want) in table {
            assert_eq!(run_in(paragraph), want, "{paragraph}");
        }
    }
}
