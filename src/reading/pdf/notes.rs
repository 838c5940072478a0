//! Footnotes: the smaller lines at the end of a column, from the first that begins with a number or
//! a mark, and what goes on of the last note of the column before.

use super::blocks;
use super::lines::Line;
use super::marks::{ends, note_number};
use crate::reading::draft::DraftBlock;
use crate::reading::hyphens::Vocabulary;
use crate::report::BlockKind;

/// The footnotes that were met and wait for the paragraph before them to end.
pub struct Notes {
    /// Size of the letters of running text.
    body: f32,
    waiting: Vec<Vec<Line>>,
    /// The number of the last note.
    last: Option<u32>,
    /// Whether the last note is broken off in the middle of a sentence.
    broken: bool,
}

impl Notes {
    /// None so far, in a document whose text has letters of size `body`.
    pub fn new(body: f32) -> Self {
        Self { body, waiting: Vec::new(), last: None, broken: false }
    }

    /// Where the footnotes of a column begin; its length where it has none.
    pub fn start(&self, lines: &[Line]) -> usize {
        let small = |line: &&Line| line.size < 0.93 * self.body;
        let run = lines.iter().rev().take_while(small).count();
        let first = lines.len() - run;
        let begins = |line: &Line| note_number(&line.text).is_some();
        let skip = lines.iter().skip(first).take_while(|line| !begins(line)).count();
        // What stands before the first number goes on with the note of the column before.
        if run > 0 && self.broken {
            return first;
        }
        if skip < run {
            return first + skip;
        }
        // Notes in letters of the text's size have their number raised.
        let raised = |line: &Line| line.raised && self.follows(&line.text);
        lines.iter().position(raised).unwrap_or(lines.len())
    }

    /// Whether a line begins with the number after the last note's, or a mark.
    fn follows(&self, text: &str) -> bool {
        note_number(text).is_some_and(|mark| match mark.parse::<u32>() {
            Ok(number) => self.last.is_none_or(|last| number == last + 1 || number == 1),
            Err(_) => true,
        })
    }

    /// Takes the footnotes of a column.
    pub fn add(&mut self, lines: &[Line]) {
        let mut goes_on = self.broken && !self.waiting.is_empty();
        for line in lines {
            if self.follows(&line.text) || !goes_on {
                if let Some(number) = note_number(&line.text).and_then(|mark| mark.parse().ok()) {
                    self.last = Some(number);
                }
                self.waiting.push(Vec::new());
            }
            goes_on = true;
            if let Some(note) = self.waiting.last_mut() {
                note.push(line.clone());
            }
        }
        if let Some(line) = lines.last() {
            self.broken = !ends(&line.text);
        }
    }

    /// Hands the notes over that are whole, or all where `all` is set.
    pub fn take(&mut self, to: &mut Vec<DraftBlock>, vocabulary: &Vocabulary, all: bool) {
        let kept = usize::from(self.broken && !all).min(self.waiting.len());
        let whole = self.waiting.len() - kept;
        for note in self.waiting.drain(..whole) {
            to.push(blocks::of_lines(BlockKind::Footnote, &note, vocabulary));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, size: f32, raised: bool) -> Line {
        Line { text: text.to_owned(), size, raised, ..Line::default() }
    }

    /// Words with their size, and whether they are raised.
    type Words = (&'static str, f32, bool);

    #[test]
    fn notes_begin_small_or_raised_and_go_on_over_the_page() {
        let table: &[(&[Words], usize)] = &[
            (&[("The mill was shut.", 10.0, false), ("1 Ulmar Daily, 3 May.", 8.0, false)], 1),
            (&[("The mill was shut.", 10.0, false), ("1 Ulmar Daily, 3 May.", 10.0, true)], 1),
            (&[("The mill was shut.", 10.0, false), ("1 The wardens left.", 10.0, false)], 2),
            (&[("Source: the council", 8.0, false), ("Total 12", 8.0, false)], 2),
        ];
        for (lines, want) in table {
            let lines: Vec<Line> = lines.iter().map(|(t, s, r)| line(t, *s, *r)).collect();
            assert_eq!(Notes::new(10.0).start(&lines), *want, "{lines:?}");
        }
        let mut notes = Notes::new(10.0);
        notes.add(&[line("1 A letter of the", 8.0, false)]);
        let next = [line("The mill.", 10.0, false), line("wardens to the council.", 8.0, false)];
        assert_eq!(notes.start(&next), 1);
        notes.add(&next[1..]);
        assert_eq!(notes.waiting.len(), 1);
        assert!(!notes.broken);
    }
}
