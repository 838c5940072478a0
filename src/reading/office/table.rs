//! Tables of office files: from cells as they are read to rows of drafts.

use super::text::Paragraph;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::tables::{DraftCell, DraftRow};

/// A table that is being read.
#[derive(Default)]
pub struct Table {
    /// Its rows so far; the last may be open.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Default)]
pub struct Row {
    /// Its cells so far; the last may be open.
    pub cells: Vec<Cell>,
    /// Whether it is repeated as a head on every page.
    pub head: bool,
    /// Columns that it leaves free at its start.
    pub before: u16,
}

/// A cell of a row.
#[derive(Default)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// How many columns it covers; 0 stands for one.
    pub columns: u16,
    /// How many rows it covers; 0 stands for one.
    pub rows: u16,
    /// The column that it stands in, where the file tells; else it follows the cell before.
    pub column: Option<u16>,
    /// Whether it is the lower part of the cell above.
    pub continues: bool,
}

/// A cell with more bytes than this that is alone in its row holds a text, not a datum.
const LONGEST_LONE: usize = 300;

impl Cell {
    /// Its words, paragraphs parted by spaces.
    fn words(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        let texts: Vec<String> = self.paragraphs.iter().map(Paragraph::text).collect();
        for text in &texts {
            words.extend(text.split_whitespace());
        }
        words.join(" ")
    }
}

impl Table {
    /// Whether it is a frame around a text: it has one column.
    pub fn is_frame(&self) -> bool {
        self.rows.iter().all(|row| row.cells.len() <= 1)
    }

    /// All its paragraphs in order, without its shape.
    pub fn into_paragraphs(self) -> impl Iterator<Item = Paragraph> {
        let cells = self.rows.into_iter().flat_map(|row| row.cells);
        cells.flat_map(|cell| cell.paragraphs)
    }

    /// Its words as the paragraphs of an outer table's cell, one a row.
    pub fn into_cell(self) -> Vec<Paragraph> {
        let flat = |row: Row| {
            let words: Vec<String> = row.cells.iter().map(Cell::words).collect();
            let mut cells = row.cells.into_iter().flat_map(|cell| cell.paragraphs);
            let mut first = cells.next()?;
            first.calls.extend(cells.flat_map(|paragraph| paragraph.calls));
            let origin = first.origin.clone();
            first.pieces = vec![Piece { text: words.join(" "), origin, ..Piece::default() }];
            Some(first)
        };
        self.rows.into_iter().filter_map(flat).collect()
    }

    /// Its rows as table number `number`, with the notes that they call. A long text in a row of
    /// its own comes as paragraphs.
    pub fn into_rows(self, number: u32) -> Vec<Made> {
        let places = self.places();
        let mut made = Vec::new();
        for (index, (row, cells)) in self.rows.into_iter().zip(places).enumerate() {
            let words: Vec<String> = row.cells.iter().map(Cell::words).collect();
            if let [lone] = words.as_slice()
                && lone.len() > LONGEST_LONE
            {
                let paragraphs = row.cells.into_iter().flat_map(|cell| cell.paragraphs);
                made.extend(paragraphs.map(Made::Text));
                continue;
            }
            let paragraphs = || row.cells.iter().flat_map(|cell| &cell.paragraphs);
            let origin = paragraphs().next().map(|p| p.origin.clone()).unwrap_or_default();
            let calls = paragraphs().flat_map(|p| p.calls.iter().cloned()).collect();
            let kept = words.iter().zip(&cells).filter_map(|(words, cell)| cell.map(|_| words));
            let text = kept.map(String::as_str).collect::<Vec<_>>().join("\t");
            let row = DraftRow {
                table: number,
                row: u16::try_from(index).unwrap_or(u16::MAX),
                head: row.head,
                cells: cells.into_iter().flatten().collect(),
            };
            let piece = Piece { text, origin, ..Piece::default() };
            made.push(Made::Row(DraftBlock::row(vec![piece], row), calls));
        }
        made
    }

    /// Where the cells stand: none for one that is the lower part of the cell above.
    fn places(&self) -> Vec<Vec<Option<DraftCell>>> {
        let mut places: Vec<Vec<Option<DraftCell>>> = Vec::with_capacity(self.rows.len());
        // For each column, where in `places` the cell above it stands.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for row in &self.rows {
            let mut column = row.before;
            let mut cells = Vec::with_capacity(row.cells.len());
            for cell in &row.cells {
                let width = cell.columns.clamp(1, MOST_COLUMNS);
                column = cell.column.unwrap_or(column).min(MOST_COLUMNS);
                let at = usize::from(column);
                let upper = above.get(at).copied().flatten();
                let joined = upper
                    .filter(|_| cell.continues && cell.words().is_empty())
                    .and_then(|(row, cell)| places.get_mut(row)?.get_mut(cell)?.as_mut());
                if let Some(upper) = joined {
                    upper.row_span = upper.row_span.saturating_add(1);
                    cells.push(None);
                } else {
                    let end = at + usize::from(width);
                    if above.len() < end {
                        above.resize(end, None);
                    }
                    let here = (places.len(), cells.len());
                    for slot in above.iter_mut().take(end).skip(at) {
                        *slot = Some(here);
                    }
                    let row_span = cell.rows.clamp(1, MOST_ROWS);
                    let place = DraftCell { column_span: width, row_span, ..DraftCell::at(column) };
                    cells.push(Some(place));
                }
                column = column.saturating_add(width).min(MOST_COLUMNS);
            }
            places.push(cells);
        }
        places
    }
}

/// More columns than this are no table's: a file may claim any width.
const MOST_COLUMNS: u16 = 1_000;

/// A cell that claims more rows than this covers so many.
const MOST_ROWS: u16 = 1_000;

/// What a table was made into.
pub enum Made {
    /// A row, and the notes that it calls.
    Row(DraftBlock, Vec<String>),
    /// A paragraph of a text that fills a row.
    Text(Paragraph),
}
