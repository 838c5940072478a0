//! Parts a paragraph into sentences.
//!
//! A full stop ends a sentence unless the word before it is an abbreviation or an initial, or what
//! follows goes on in lower case. Closing quotation marks and brackets belong to the sentence they
//! close. The rule is the usual one of unsupervised splitters (Kiss and Strunk 2006), with a list
//! in place of the statistics: reports use few abbreviations, and always the same kinds.

use crate::report::Span;

/// Words that a full stop abbreviates and that go on with a capital ("Gen. Aliev", "No. 5").
const BEFORE_A_NAME: &[&str] = &[
    "mr", "mrs", "ms", "messrs", "dr", "prof", "gen", "maj", "col", "lt", "capt", "cpt", "sgt",
    "cpl", "pvt", "adm", "cmdr", "brig", "insp", "supt", "hon", "rev", "fr", "msgr", "sr", "st",
    "ste", "gov", "sen", "rep", "pres", "amb", "sec", "att", "atty", "no", "nos", "art", "arts",
    "para", "paras", "vol", "vols", "ch", "p", "pp", "fig", "ed", "eds", "vs", "v", "cf", "approx",
    "ca", "mt", "ft", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov",
    "dec", "viz", "al", "op", "ibid", "e.g", "i.e", "doc",
];

/// Abbreviations that may also end a sentence: they go on only before lower case or a number.
const MAY_END: &[&str] = &["inc", "ltd", "co", "corp", "jr", "etc", "a.m", "p.m", "dept", "est"];

/// Currencies as they stand before an amount ("Gs. 2 million", "Bs. 40").
const BEFORE_AN_AMOUNT: &[&str] = &[
    "gs", "rs", "bs", "kr", "fr", "le", "lp", "rp", "tk", "nu", "br", "sh", "ksh", "tsh", "ush",
    "afs", "lm", "s/", "dhs", "frs", "us$",
];

/// The sentences of the paragraph at `paragraph` of `text`, without the space between them.
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    let words = paragraph.of(text);
    let base = paragraph.start.get();
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        if !matches!(mark, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + mark.len_utf8();
        while let Some(&(next, closing)) = chars.peek() {
            if !closes(closing) {
                break;
            }
            end = next + closing.len_utf8();
            chars.next();
        }
        let rest = words.get(end..).unwrap_or("");
        let before = words.get(start..at).unwrap_or("");
        if ends_here(before, mark, rest) {
            push_trimmed(&mut found, words, start, end, base);
            start = end;
        }
    }
    push_trimmed(&mut found, words, start, words.len(), base);
    found
}

fn push_trimmed(found: &mut Vec<Span>, words: &str, start: usize, end: usize, base: usize) {
    let part = words.get(start..end).unwrap_or("");
    let trimmed = part.trim();
    if trimmed.is_empty() {
        return;
    }
    let from = start + (part.len() - part.trim_start().len());
    found.push(Span::new(from, from + trimmed.len()).shifted(base));
}

fn closes(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | ')' | ']' | '»')
}

/// Whether a mark after `before` and in front of `rest` ends a sentence.
fn ends_here(before: &str, mark: char, rest: &str) -> bool {
    if rest.is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start();
    let opening = |c: char| matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '*' | '•');
    let Some(first) = next.trim_start_matches(opening).chars().next() else { return true };
    if first.is_lowercase() {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let last = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '/'))
        .next()
        .unwrap_or("");
    let lower = last.to_lowercase();
    if BEFORE_A_NAME.contains(&lower.as_str()) {
        return false;
    }
    if MAY_END.contains(&lower.as_str()) || BEFORE_AN_AMOUNT.contains(&lower.as_str()) {
        return !first.is_ascii_digit();
    }
    // "Section 1. Respect", "a. Torture": a heading's own number stands with it.
    if before.trim() == last && last.len() <= 3 && last.chars().all(char::is_alphanumeric) {
        return false;
    }
    !is_initial(last, next)
}

/// "J. Smith", "U.S. Embassy": one capital before the stop, or capitals parted by stops, and a
/// capital after it. "the U.S. The court" ends all the same, since "The" begins no name.
fn is_initial(last: &str, next: &str) -> bool {
    let letters: Vec<char> = last.chars().filter(|c| *c != '.').collect();
    let dotted = last.contains('.');
    let one = letters.len() == 1 && letters.first().is_some_and(|c| c.is_uppercase());
    let several = dotted && letters.len() <= 4 && letters.iter().all(|c| c.is_uppercase());
    if !one && !several {
        return false;
    }
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    !STARTERS.contains(&word.to_lowercase().as_str())
}

/// Words that begin a sentence and hardly ever go on with a name.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "by",
    "as",
    "it",
    "he",
    "she",
    "they",
    "this",
    "these",
    "there",
    "according",
    "during",
    "however",
    "although",
    "while",
    "when",
    "no",
    "some",
    "many",
    "police",
    "authorities",
    "his",
    "her",
    "their",
    "after",
    "before",
    "for",
    "from",
    "under",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        let table: &[(&str, &[&str])] = &[
            ("One fell. Two stood.", &["One fell.", "Two stood."]),
            ("He met Gen. Orlo. They spoke.", &["He met Gen. Orlo.", "They spoke."]),
            ("“It ended.” Then it rained.", &["“It ended.”", "Then it rained."]),
            ("Some 7.5 percent (est. 2012) left.", &["Some 7.5 percent (est. 2012) left."]),
            (
                "The U.S. Embassy spoke. J. R. Vann left.",
                &["The U.S. Embassy spoke.", "J. R. Vann left."],
            ),
            ("They fled to the U.S. The court sat.", &["They fled to the U.S.", "The court sat."]),
            (
                "At 5 p.m. Police came. See No. 5 below.",
                &["At 5 p.m.", "Police came.", "See No. 5 below."],
            ),
            (
                "Each got Gs. 2 million ($360). It cost 40 Rs. That was much.",
                &["Each got Gs. 2 million ($360).", "It cost 40 Rs.", "That was much."],
            ),
            ("Why? Nobody knew!", &["Why?", "Nobody knew!"]),
            ("Section 1. Respect for all", &["Section 1.", "Respect for all"]),
            ("a. Arbitrary Arrest", &["a. Arbitrary Arrest"]),
            ("No stop at all", &["No stop at all"]),
            ("  ", &[]),
        ];
        for (text, want) in table {
            assert_eq!(&split(text), want, "{text}");
        }
    }
}
