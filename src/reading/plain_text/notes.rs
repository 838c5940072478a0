//! Footnotes at the ends of a text file's pages: taken out of the lines, so that a sentence goes on
//! over the page's end, and put below the paragraph that calls them.

use super::lines::Line;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::hyphens::Vocabulary;
use crate::report::{BlockKind, Origin};
use std::borrow::Cow;
use std::ops::Range;

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    /// The number of the line, in the file, that calls it.
    pub called_on: u32,
    /// Its lines; the first without its mark.
    pub lines: Vec<Line<'a>>,
}

/// Takes the footnotes out of `lines`, with the marks in the text that call them, and rules drawn
/// with signs ("______").
pub fn take(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<Note<'_>>) {
    let mut kept = Vec::with_capacity(lines.len());
    let mut notes = Vec::new();
    let mut page: Vec<Line<'_>> = Vec::new();
    let mut last = 0;
    let mut ruled = false;
    for mut line in lines {
        if is_rule(&line.text) {
            ruled = true;
            continue;
        }
        if std::mem::take(&mut ruled) {
            line.blank_before = line.blank_before.max(1);
        }
        if line.page_break {
            of_page(std::mem::take(&mut page), &mut last, &mut kept, &mut notes);
        }
        page.push(line);
    }
    of_page(page, &mut last, &mut kept, &mut notes);
    (kept, notes)
}

/// A line of signs that draw a rule.
fn is_rule(text: &str) -> bool {
    text.len() >= 4 && text.chars().all(|c| matches!(c, '_' | '-' | '=' | '—' | '–' | '*' | '~'))
}

/// Parts a page into text and notes. `last` is the number of the last note before it.
fn of_page<'a>(
    mut page: Vec<Line<'a>>,
    last: &mut u32,
    kept: &mut Vec<Line<'a>>,
    notes: &mut Vec<Note<'a>>,
) {
    let start = (1..page.len()).find(|at| begins_notes(&page, *at, *last));
    let Some(start) = start else {
        kept.append(&mut page);
        return;
    };
    let tail = page.split_off(start);
    let mut number = 0;
    for mut line in tail {
        let next = mark(&line.text).filter(|(n, _)| number == 0 || *n == number + 1);
        let call = next.and_then(|(n, end)| Some((n, end, take_call(&mut page, n)?)));
        if let Some((n, end, called_on)) = call {
            number = n;
            line.text = Cow::Owned(line.text.get(end..).unwrap_or("").trim_start().to_owned());
            notes.push(Note { called_on, lines: vec![line] });
        } else if let Some(note) = notes.last_mut() {
            note.lines.push(line);
        }
    }
    *last = number;
    kept.append(&mut page);
}

/// Whether the page's notes begin at line `at`: it stands apart, has the number that is next in the
/// file or the first of a page, and is called on the page above.
fn begins_notes(page: &[Line<'_>], at: usize, last: u32) -> bool {
    let Some(line) = page.get(at).filter(|line| line.blank_before > 0) else { return false };
    let number = mark(&line.text).map(|(number, _)| number);
    let Some(number) = number.filter(|n| *n == 1 || *n == last + 1) else { return false };
    page.iter().take(at).any(|line| call(&line.text, number).is_some())
}

/// The number of the note that a line begins, and where its mark ends: "12 See …", "[12] See …".
fn mark(text: &str) -> Option<(u32, usize)> {
    let rest = text.trim_start_matches(['[', '(']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).filter(|_| (1..=3).contains(&digits))?.parse().ok()?;
    let tail = rest.get(digits..)?;
    let words = tail.trim_start_matches([']', ')', '.']).trim_start();
    let apart = tail.starts_with([' ', ']', ')', '.']) && !words.is_empty();
    let begins = words.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'))
        || words.starts_with("http")
        || words.starts_with("ibid");
    (apart && begins).then(|| (number, text.len() - words.len()))
}

/// Takes the mark that calls note `number` out of the page's text; the line's number in the file.
fn take_call(page: &mut [Line<'_>], number: u32) -> Option<u32> {
    for line in page {
        if let Some(range) = call(&line.text, number) {
            let mut text = line.text.to_string();
            text.replace_range(range, "");
            line.text = Cow::Owned(text);
            return Some(line.number);
        }
    }
    None
}

/// Where a line calls note `number`: "[7]", or "7" stuck to a word or a stop and ending there
/// ("harbour.7 The", "harbour7"), not an exponent or a part of a number or a name ("m2", "3.7").
fn call(text: &str, number: u32) -> Option<Range<usize>> {
    let digits = number.to_string();
    for (at, found) in text.match_indices(&digits) {
        let (before, after) = (text.get(..at)?, text.get(at + found.len()..)?);
        if before.ends_with('[') && after.starts_with(']') {
            return Some(at - 1..at + found.len() + 1);
        }
        let ends = after.chars().next().is_none_or(|c| {
            c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | ')' | '”' | '"' | '’')
        });
        let decimal = after.starts_with(['.', ','])
            && after.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if ends && !decimal && sticks_to_word(before) {
            return Some(at..at + found.len());
        }
    }
    None
}

/// Shortened words that a number belongs to ("art.3").
const LABELS: &[&str] =
    &["no", "nos", "art", "arts", "pp", "para", "paras", "sec", "vol", "ch", "fig"];

/// Whether words end in a word, with or without a stop after it. A short word without a stop may be
/// a unit with its exponent.
fn sticks_to_word(before: &str) -> bool {
    let bare = before.trim_end_matches(['.', ',', ';', ':', '”', '"', '’', ')', '!', '?']);
    let word = bare.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let letters = word.chars().count();
    let stopped = bare.len() < before.len();
    let label = LABELS.contains(&word.to_lowercase().as_str());
    letters >= if stopped { 2 } else { 3 } && !label && before.len() - bare.len() <= 6
}

/// Puts the notes below the paragraphs that call them.
pub fn place(blocks: Vec<DraftBlock>, notes: Vec<Note<'_>>, numbered: bool) -> Vec<DraftBlock> {
    if notes.is_empty() {
        return blocks;
    }
    let all = notes.iter().flat_map(|note| &note.lines).map(|line| line.text.as_ref());
    let vocabulary = Vocabulary::of(all);
    let mut notes = notes.into_iter().peekable();
    let mut placed = Vec::with_capacity(blocks.len() + notes.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        placed.push(block);
        let next = blocks.peek().and_then(|next| next.pieces.first()?.origin.line);
        while let Some(note) = notes.next_if(|note| next.is_none_or(|next| note.called_on < next)) {
            placed.push(block_of(&note, &vocabulary, numbered));
        }
    }
    placed
}

fn block_of(note: &Note<'_>, vocabulary: &Vocabulary, numbered: bool) -> DraftBlock {
    let mut pieces = Vec::with_capacity(note.lines.len());
    for (index, line) in note.lines.iter().enumerate() {
        let mut text = line.text.to_string();
        if let Some(next) = note.lines.get(index + 1) {
            if vocabulary.drops_hyphen(&line.text, &next.text) {
                text.pop();
            } else {
                text.push(' ');
            }
        }
        let page = numbered.then_some(line.page);
        let origin = Origin { line: Some(line.number), page, ..Origin::default() };
        pieces.push(Piece { text, origin, ..Piece::default() });
    }
    DraftBlock::of(BlockKind::Footnote, pieces)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn calls_and_marks_are_told_from_numbers() {
        let calls = [
            ("It was shut.7 Nobody came.", 7, Some(12..13)),
            ("It was shut [7] for long", 7, Some(12..15)),
            ("the harbour7 and the gate", 7, Some(11..12)),
            ("the harbour,7", 7, Some(12..13)),
            ("It measured 9 m2 and more", 2, None),
            ("It cost 3.7 crowns", 7, None),
            ("In 2017 it burned", 7, None),
            ("Article 7 says so", 7, None),
            ("They told him so.7", 7, Some(17..18)),
            ("under art.7 of it", 7, None),
            ("about harbour7.5 or so", 7, None),
        ];
        for (text, number, want) in calls {
            assert_eq!(call(text, number), want, "{text}");
        }
        let marks = [
            ("7 Letter of the office.", Some((7, 2))),
            ("[7] Letter of the office.", Some((7, 4))),
            ("7. “Gates”, page 3.", Some((7, 3))),
            ("7 boats were seen", None),
            ("2017 Letter", None),
            ("Letter 7", None),
        ];
        for (text, want) in marks {
            assert_eq!(mark(text), want, "{text}");
        }
    }

    #[test]
    fn notes_leave_the_page_and_lists_stay() {
        let text = "The gate was shut.1 The keeper of the\nhall wrote of it to the office2 of the\n\n\
            ____________\n1 Letter of the keeper, which is kept in the har-\nbour.\n2 Office of Gates.\n\
            \u{c}river in the spring.3\n\n1. First they came.\n2. Then they left.\n\n3 Letter.\n";
        let (kept, notes) = take(lines(text));
        let texts: Vec<&str> = kept.iter().map(|line| line.text.as_ref()).collect();
        let want = [
            "The gate was shut. The keeper of the",
            "hall wrote of it to the office of the",
            "river in the spring.",
            "1. First they came.",
            "2. Then they left.",
        ];
        assert_eq!(texts, want);
        let found: Vec<(u32, usize, &str)> = notes
            .iter()
            .map(|note| (note.called_on, note.lines.len(), note.lines[0].text.as_ref()))
            .collect();
        let want = [
            (1, 2, "Letter of the keeper, which is kept in the har-"),
            (2, 1, "Office of Gates."),
            (9, 1, "Letter."),
        ];
        assert_eq!(found, want);
    }
}
