//! What every reader makes: paragraphs of pieces, each piece with its place in the file; and how
//! they become the clean text.

use super::tables::{DraftRow, TablePart};
use crate::report::{Block, BlockKind, Origin, Origins, Span};
use std::collections::HashMap;
use std::hash::Hash;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A run of words from one place of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Its words, white space as it comes.
    pub text: String,
    /// Where they stand in the file.
    pub origin: Origin,
    /// Whether they are set off from running text (bold, italic, underlined).
    pub strong: bool,
    /// Where it begins and ends on the printed line that `origin` tells of, if it is one word.
    pub place: Option<[f32; 2]>,
}

/// A paragraph on its way into the clean text. Its pieces follow each other without a space
/// unless they bring one.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// What it is to a table, if it belongs to one.
    pub table: Option<TablePart>,
}

impl DraftBlock {
    /// A paragraph of one piece.
    pub fn new(kind: BlockKind, text: impl Into<String>, origin: Origin) -> Self {
        Self::of(kind, vec![Piece { text: text.into(), origin, ..Piece::default() }])
    }

    /// A paragraph of pieces.
    pub fn of(kind: BlockKind, pieces: Vec<Piece>) -> Self {
        Self { kind, pieces, table: None }
    }

    /// A table's row, its cells parted by tabs in its pieces.
    pub fn row(pieces: Vec<Piece>, row: DraftRow) -> Self {
        Self { kind: BlockKind::TableRow, pieces, table: Some(TablePart::Row(row)) }
    }

    /// All its words as one text, white space as it comes.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// Paragraphs with the notes that each calls below it; a note that is called twice stands at its
/// first call, and one that is never called is left out.
pub fn below_calls<K: Eq + Hash>(
    paragraphs: Vec<(DraftBlock, Vec<K>)>,
    mut notes: HashMap<K, Vec<DraftBlock>>,
) -> Vec<DraftBlock> {
    let mut ordered = Vec::with_capacity(paragraphs.len());
    for (draft, calls) in paragraphs {
        ordered.push(draft);
        for call in calls {
            ordered.extend(notes.remove(&call).into_iter().flatten());
        }
    }
    ordered
}

/// The clean text with what points into it.
#[derive(Clone, Debug, Default)]
pub struct CleanText {
    /// The text.
    pub text: String,
    /// Its paragraphs.
    pub blocks: Vec<Block>,
    /// Where they come from.
    pub origins: Origins,
    /// For each paragraph the set-off words that it begins with; empty for most.
    pub leads: Vec<Span>,
    /// The rows of its tables, in order.
    pub rows: Vec<CleanRow>,
    /// The titles of its tables, by the number that the reader gave the table.
    pub captions: Vec<(u32, Span)>,
}

/// A table's row in the clean text.
#[derive(Clone, Debug)]
pub struct CleanRow {
    /// The index of its paragraph.
    pub block: u32,
    /// What the reader knows of it.
    pub row: DraftRow,
    /// Where its cells stand, in the order of the row's; empty for those without words.
    pub cells: Vec<Span>,
}

impl CleanText {
    /// Puts the drafts one below the other: NFC, white space collapsed to single spaces (tabs part
    /// the cells of table rows), no control characters, no empty paragraph.
    pub fn assemble(drafts: &[DraftBlock]) -> Self {
        let mut clean = Self::default();
        for draft in drafts {
            clean.push(draft);
        }
        clean
    }

    fn push(&mut self, draft: &DraftBlock) {
        let before = self.text.len();
        let part = if before == 0 { "" } else { "\n\n" };
        let start = before + part.len();
        let mut lead = start;
        let mut leading = true;
        let mut space = Space::None;
        let mut cleaner = Cleaner { row: draft.kind == BlockKind::TableRow, tabs: 0 };
        let mut cells = Cells::default();
        for piece in &draft.pieces {
            let words = normalised(&piece.text);
            let mut from = None;
            for c in words.chars() {
                let Some(c) = cleaner.clean(c, &mut space) else { continue };
                if self.text.len() == before {
                    self.text.push_str(part);
                } else if self.text.len() > start {
                    space.write(&mut self.text);
                }
                space = Space::None;
                if from.is_none() {
                    from = Some(self.text.len());
                    self.origins.push(self.text.len(), piece.origin.clone());
                }
                let at = self.text.len();
                self.text.push(c);
                if cleaner.row {
                    cells.note(cleaner.tabs, at, self.text.len());
                }
            }
            if let Some(from) = from {
                if let Some(place) = piece.place {
                    self.origins.push_word(Span::new(from, self.text.len()), place);
                }
                leading &= piece.strong;
                if leading {
                    lead = self.text.len();
                }
            }
        }
        if self.text.len() > start {
            let span = Span::new(start, self.text.len());
            self.note_table(draft, span, &cells);
            self.blocks.push(Block { kind: draft.kind, span });
            self.leads.push(Span::new(start, lead));
        }
    }

    /// Keeps what the paragraph about to be added is to a table.
    fn note_table(&mut self, draft: &DraftBlock, span: Span, cells: &Cells) {
        match &draft.table {
            Some(TablePart::Row(row)) => {
                let block = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
                let cells = cells.places(row.cells.len(), span);
                self.rows.push(CleanRow { block, row: row.clone(), cells });
            }
            Some(TablePart::Caption(table)) => self.captions.push((*table, span)),
            None => {}
        }
    }
}

/// The cells of the row that is being written.
#[derive(Default)]
struct Cells {
    /// Number of the cell, and its words so far; cells without words are left out.
    worded: Vec<(usize, Span)>,
}

impl Cells {
    /// Notes that a character of a cell was written.
    fn note(&mut self, cell: usize, start: usize, end: usize) {
        match self.worded.last_mut() {
            Some((last, span)) if *last == cell => *span = Span::new(span.start.get(), end),
            _ => self.worded.push((cell, Span::new(start, end))),
        }
    }

    /// The places of the first `count` cells of a row; one without words stands, empty, where the
    /// words before it end.
    fn places(&self, count: usize, row: Span) -> Vec<Span> {
        let mut worded = self.worded.iter().peekable();
        let mut end = row.start.get();
        (0..count)
            .map(|cell| {
                let span = worded.next_if(|(number, _)| *number == cell).map(|(_, span)| *span);
                let span = span.unwrap_or_else(|| Span::new(end, end));
                end = span.end.get();
                span
            })
            .collect()
    }
}

/// NFC of `text`. A combining mark at the very start belongs to a letter of another piece and is
/// dropped rather than left to change that letter's length.
fn normalised(text: &str) -> std::borrow::Cow<'_, str> {
    let text = text.trim_start_matches(is_combining_mark);
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect::<String>().into(),
    }
}

/// White space that is still to be written, once words follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    None,
    Word,
    Cell,
}

impl Space {
    fn write(self, text: &mut String) {
        match self {
            Self::None => {}
            Self::Word => text.push(' '),
            Self::Cell => text.push('\t'),
        }
    }
}

struct Cleaner {
    /// Whether a tab parts cells.
    row: bool,
    /// Tabs so far.
    tabs: usize,
}

impl Cleaner {
    /// The character to write, if any; white space is only noted in `space`.
    fn clean(&mut self, c: char, space: &mut Space) -> Option<char> {
        if c == '\t' && self.row {
            self.tabs += 1;
            *space = Space::Cell;
            return None;
        }
        if c.is_whitespace() {
            if *space == Space::None {
                *space = Space::Word;
            }
            return None;
        }
        (!is_invisible(c)).then_some(c)
    }
}

/// Characters that stand for nothing in print: soft hyphens, zero-width marks, controls, private
/// use, and the sign for what could not be decoded.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, line: u32, strong: bool) -> Piece {
        let origin = Origin { line: Some(line), ..Origin::default() };
        Piece { text: text.to_owned(), origin, strong, ..Piece::default() }
    }

    #[test]
    fn pieces_become_paragraphs_with_origins() {
        let drafts = [
            DraftBlock::of(BlockKind::Paragraph, vec![piece(" \n", 1, false)]),
            DraftBlock::of(
                BlockKind::Paragraph,
                vec![piece(" Beds: ", 2, true), piece("two\u{ad}\nrooms  ", 3, false)],
            ),
            DraftBlock::of(BlockKind::TableRow, vec![piece("a \t b c", 4, false)]),
        ];
        let clean = CleanText::assemble(&drafts);
        assert_eq!(clean.text, "Beds: two rooms\n\na\tb c");
        let blocks: Vec<&str> = clean.blocks.iter().map(|b| b.span.of(&clean.text)).collect();
        assert_eq!(blocks, ["Beds: two rooms", "a\tb c"]);
        let leads: Vec<&str> = clean.leads.iter().map(|s| s.of(&clean.text)).collect();
        assert_eq!(leads, ["Beds:", ""]);
        let line = |at| clean.origins.at(crate::report::Offset::new(at)).unwrap().line;
        assert_eq!((line(0), line(6), line(18)), (Some(2), Some(3), Some(4)));
    }
}
