//! The text of an office file in the making: paragraphs as they end, tables once they are whole,
//! notes below what calls them.

use super::table::{Cell, Made, Row, Table};
use crate::reading::draft::{DraftBlock, Piece, below_calls};
use crate::reading::tables::TablePart;
use crate::report::{BlockKind, Origin};
use std::collections::HashMap;

/// A paragraph or a table row.
#[derive(Debug)]
pub struct BodyBlock {
    /// Its words.
    pub draft: DraftBlock,
    /// The notes that it calls, by key.
    pub calls: Vec<String>,
    /// The key of the note that it belongs to, where it does.
    pub note: Option<String>,
}

/// A paragraph that has ended.
#[derive(Debug)]
pub struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// The notes that it calls, by key.
    pub calls: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
    /// Whether it is set as the title of a table.
    pub caption: bool,
}

impl Paragraph {
    /// All its words, white space as it comes.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// Tables in tables in tables: deeper ones lose their shape.
const DEEPEST_TABLE: usize = 8;

/// Takes paragraphs and the borders of tables, in order.
#[derive(Default)]
pub struct Text {
    done: Vec<BodyBlock>,
    /// The open tables; those after the first stand in a cell of the one before.
    tables: Vec<Table>,
    /// Open tables that are nested too deep.
    flat: usize,
    tables_done: u32,
    /// The key of the open note.
    pub note: Option<String>,
    /// The last block, where it looks like a table's title.
    caption: Option<usize>,
}

impl Text {
    /// Takes a paragraph.
    pub fn paragraph(&mut self, paragraph: Paragraph) {
        let outside = self.note.is_some();
        match self.cell().filter(|_| !outside) {
            Some(cell) => cell.paragraphs.push(paragraph),
            None => self.push_paragraph(paragraph),
        }
    }

    /// Begins a table.
    pub fn start_table(&mut self) {
        if self.tables.len() < DEEPEST_TABLE {
            self.tables.push(Table::default());
        } else {
            self.flat += 1;
        }
    }

    /// Begins a row.
    pub fn start_row(&mut self, row: Row) {
        if let Some(table) = self.tables.last_mut().filter(|_| self.flat == 0) {
            table.rows.push(row);
        }
    }

    /// Begins a cell.
    pub fn start_cell(&mut self, cell: Cell) {
        if self.flat == 0
            && let Some(row) = self.row()
        {
            row.cells.push(cell);
        }
    }

    /// The open row.
    pub fn row(&mut self) -> Option<&mut Row> {
        self.tables.last_mut()?.rows.last_mut()
    }

    /// The open cell.
    pub fn cell(&mut self) -> Option<&mut Cell> {
        self.row()?.cells.last_mut()
    }

    /// Ends a table. One inside a cell becomes part of that cell; one of a single column is a
    /// frame around a text. Notes called in a table follow it, so that its rows stay together.
    pub fn end_table(&mut self) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let Some(table) = self.tables.pop() else { return };
        if let Some(cell) = self.cell() {
            cell.paragraphs.extend(table.into_cell());
            return;
        }
        if table.is_frame() {
            for paragraph in table.into_paragraphs() {
                self.push_paragraph(paragraph);
            }
            return;
        }
        let number = self.tables_done;
        self.tables_done += 1;
        let above = self.caption.take().filter(|at| at + 1 == self.done.len());
        if let Some(caption) = above.and_then(|at| self.done.get_mut(at)) {
            caption.draft.table = Some(TablePart::Caption(number));
        }
        let mut called = Vec::new();
        for made in table.into_rows(number) {
            match made {
                Made::Row(draft, calls) => {
                    self.push(draft, Vec::new());
                    called.extend(calls);
                }
                Made::Text(paragraph) => self.push_paragraph(paragraph),
            }
        }
        if let Some(last) = self.done.last_mut() {
            last.calls.append(&mut called);
        }
    }

    /// All blocks; what is still open ends.
    pub fn finish(mut self) -> Vec<BodyBlock> {
        self.flat = 0;
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.done
    }

    fn push_paragraph(&mut self, paragraph: Paragraph) {
        self.caption = paragraph.caption.then_some(self.done.len());
        self.push(DraftBlock::of(paragraph.kind, paragraph.pieces), paragraph.calls);
    }

    fn push(&mut self, draft: DraftBlock, calls: Vec<String>) {
        if draft.pieces.iter().any(|piece| piece.text.chars().any(char::is_alphanumeric)) {
            self.done.push(BodyBlock { draft, calls, note: self.note.clone() });
        }
    }
}

/// The blocks in order, each note below the block that calls it; a note that none calls is left
/// out.
pub fn with_notes(blocks: Vec<BodyBlock>) -> Vec<DraftBlock> {
    let mut notes: HashMap<String, Vec<DraftBlock>> = HashMap::new();
    let mut staying = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.note {
            Some(key) => notes.entry(key).or_default().push(block.draft),
            None => staying.push((block.draft, block.calls)),
        }
    }
    below_calls(staying, notes)
}

/// Whether words end as they do before a note's mark typed by hand: in a word or a stop, and not
/// in a unit that takes an exponent.
pub fn follows_word(pieces: &[Piece]) -> bool {
    let text = pieces.last().map_or("", |piece| piece.text.as_str());
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    word.chars().count() >= 4 || word.ends_with(['.', ',', ';', '”', '"', ')'])
}
