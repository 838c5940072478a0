//! Tables on their way into the report: what a reader knows of a row and its cells, and how rows
//! that follow each other become one [`Table`].
//!
//! In: the rows of the clean text with the places of their cells. Out: tables with their heads,
//! taken from the file's marks, or where it has none from how the cells look.

use super::draft::{CleanRow, CleanText};
use crate::report::{BlockKind, Cell, Span, Table};
use std::collections::HashMap;

/// What a paragraph is to a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TablePart {
    /// Its title, above or below it: the number of the table in the file, counted from any start.
    Caption(u32),
    /// A row of it.
    Row(DraftRow),
}

/// A row of a table. The words of its cells stand in the block's pieces, parted by tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftRow {
    /// The number of its table in the file: the same for all its rows, another for other tables.
    pub table: u32,
    /// Its number in the table, counted from 0, rows without words counted with.
    pub row: u16,
    /// Whether the file marks it as holding the heads of columns.
    pub head: bool,
    /// Its cells, one for each part between tabs, in the same order, empty ones too.
    pub cells: Vec<DraftCell>,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftCell {
    /// The first column that it covers, counted from 0.
    pub column: u16,
    /// How many columns it covers, at least 1.
    pub column_span: u16,
    /// How many rows it covers, at least 1.
    pub row_span: u16,
    /// Whether the file marks it as a head.
    pub head: bool,
}

impl DraftCell {
    /// A cell of one column and one row.
    pub fn at(column: u16) -> Self {
        Self { column, column_span: 1, row_span: 1, head: false }
    }
}

/// Wider and longer tables than this are cut: a file may claim any span.
const MOST: u16 = 1_000;

/// Places cells in columns where cells of the rows above may reach down.
#[derive(Debug, Default)]
pub struct Grid {
    /// For each column, how many more rows the cell above covers.
    covered: Vec<u16>,
}

impl Grid {
    /// Starts the next row.
    pub fn next_row(&mut self) {
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
    }

    /// Places a cell at the first free column from `from` on; none is free in a row too long.
    pub fn place(&mut self, from: u16, columns: u16, rows: u16, head: bool) -> Option<DraftCell> {
        let free = |column: &u16| self.covered.get(usize::from(*column)).is_none_or(|r| *r == 0);
        let column = (from..MOST).find(free)?;
        let end = column.saturating_add(columns.max(1)).min(MOST);
        let row_span = rows.clamp(1, MOST);
        for at in column..end {
            let at = usize::from(at);
            if self.covered.len() <= at {
                self.covered.resize(at + 1, 0);
            }
            if let Some(covered) = self.covered.get_mut(at) {
                *covered = row_span;
            }
        }
        Some(DraftCell { column, column_span: end - column, row_span, head })
    }
}

/// The tables of a clean text: rows of one table that follow each other.
pub fn tables(clean: &CleanText) -> Vec<Table> {
    let goes_on = |a: &CleanRow, b: &CleanRow| {
        a.row.table == b.row.table && a.block.checked_add(1) == Some(b.block)
    };
    let mut tables: Vec<Table> = Vec::new();
    let mut first_of: HashMap<u32, usize> = HashMap::new();
    for rows in clean.rows.chunk_by(goes_on) {
        if let (Some(first), Some(table)) = (rows.first(), table(&clean.text, rows)) {
            first_of.entry(first.row.table).or_insert(tables.len());
            tables.push(table);
        }
    }
    for (number, span) in &clean.captions {
        let table = first_of.get(number).and_then(|index| tables.get_mut(*index));
        if let Some(table) = table.filter(|table| table.caption.is_none()) {
            table.caption = Some(*span);
        }
    }
    for table in &mut tables {
        table.caption = table.caption.or_else(|| numbered_caption(clean, table.first_block));
    }
    tables
}

/// A longer paragraph is no title of a table.
const LONGEST_CAPTION: usize = 250;

/// The paragraph right above a table that names it by its number: "Table 3. Visits by month".
fn numbered_caption(clean: &CleanText, first_block: u32) -> Option<Span> {
    let above = clean.blocks.get(usize::try_from(first_block).ok()?.checked_sub(1)?)?;
    let words = above.span.of(&clean.text);
    let (word, rest) = words.split_once(' ')?;
    let numbered =
        rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'A'..='D' | 'I' | 'V' | 'X'));
    let named = matches!(word, "Table" | "TABLE" | "Tab.");
    (named && numbered && words.len() <= LONGEST_CAPTION && above.kind != BlockKind::TableRow)
        .then_some(above.span)
}

fn table(text: &str, rows: &[CleanRow]) -> Option<Table> {
    let rows = rows.get(..rows.len().min(usize::from(u16::MAX)))?;
    let mut cells = Vec::with_capacity(rows.iter().map(|row| row.cells.len()).sum());
    for (index, row) in rows.iter().enumerate() {
        for (cell, span) in row.row.cells.iter().zip(&row.cells) {
            // Rows without words are not in the text: a cell covers those that are left.
            let last = row.row.row.saturating_add(cell.row_span);
            let covered = rows.partition_point(|below| below.row.row < last).saturating_sub(index);
            cells.push(Cell {
                span: *span,
                row: u16::try_from(index).ok()?,
                column: cell.column,
                row_span: u16::try_from(covered.max(1)).ok()?,
                column_span: cell.column_span.max(1),
            });
        }
    }
    let columns = cells.iter().map(|cell| cell.column.saturating_add(cell.column_span)).max()?;
    let head_rows = head_rows(text, rows, &cells);
    Some(Table {
        first_block: rows.first()?.block,
        rows: u16::try_from(rows.len()).ok()?,
        columns,
        head_rows,
        head_columns: head_columns(text, rows, &cells, head_rows, columns),
        caption: None,
        cells,
    })
}

/// How many rows at the top hold heads: as marked, else as they look. A table that is all heads
/// was marked for its looks.
fn head_rows(text: &str, rows: &[CleanRow], cells: &[Cell]) -> u16 {
    let marked = rows.iter().take_while(|row| is_marked_head(row)).count();
    match u16::try_from(marked) {
        Ok(count) if marked > 0 && marked < rows.len() => count,
        _ => seen_head_rows(text, cells),
    }
}

/// Columns of heads beside each other: more are no heads.
const MOST_HEAD_COLUMNS: u16 = 3;

/// How many columns at the left hold heads: marked ones, words, years or running numbers, with
/// data on their right.
fn head_columns(
    text: &str,
    rows: &[CleanRow],
    cells: &[Cell],
    head_rows: u16,
    columns: u16,
) -> u16 {
    let body = |column: u16| {
        let in_column = move |cell: &&Cell| cell.row >= head_rows && cell.column == column;
        cells.iter().filter(in_column).filter(|cell| !cell.span.is_empty())
    };
    let mut count = 0;
    while count + 1 < columns && count < MOST_HEAD_COLUMNS {
        let is_head = |cell: &Cell| {
            let words = cell.span.of(text);
            !is_datum(words) || is_year(words) || is_marked(rows, cell)
        };
        let worded = body(count).next().is_some();
        if !worded || !(body(count).all(is_head) || is_serial(text, body(count))) {
            break;
        }
        count += 1;
    }
    let data =
        |cell: &Cell| cell.row >= head_rows && cell.column >= count && is_datum(cell.span.of(text));
    if cells.iter().any(data) { count } else { 0 }
}

/// Whether a column numbers its rows: 1, 2, 3.
fn is_serial<'c>(text: &str, column: impl Iterator<Item = &'c Cell>) -> bool {
    let mut next = 1_u32;
    for cell in column {
        if cell.span.of(text).trim_end_matches(['.', ')']).parse() != Ok(next) {
            return false;
        }
        next += 1;
    }
    next > 3
}

/// Whether the file marks a row as heads: the row itself, or all its cells that hold words.
fn is_marked_head(row: &CleanRow) -> bool {
    let cells = row.row.cells.iter().zip(&row.cells);
    let mut worded = cells.filter(|(_, span)| !span.is_empty()).map(|(cell, _)| cell).peekable();
    row.row.head || worded.peek().is_some() && worded.all(|cell| cell.head)
}

fn is_marked(rows: &[CleanRow], cell: &Cell) -> bool {
    let row = rows.get(usize::from(cell.row));
    let found = row.and_then(|row| row.row.cells.iter().find(|c| c.column == cell.column));
    found.is_some_and(|cell| cell.head)
}

/// Heads without a mark: the rows at the top that hold words or years, above rows that hold data.
/// None where no row holds data.
fn seen_head_rows(text: &str, cells: &[Cell]) -> u16 {
    let datum = |cell: &&Cell| is_datum(cell.span.of(text)) && !is_year(cell.span.of(text));
    let Some(first) = cells.iter().filter(datum).map(|cell| cell.row).min() else { return 0 };
    if first > HIGHEST_HEAD {
        return 0;
    }
    // The first column of a table by years holds years: its row is no head.
    let by_years =
        |cell: &&Cell| cell.row < first && cell.column == 0 && is_year(cell.span.of(text));
    cells.iter().filter(by_years).map(|cell| cell.row).min().unwrap_or(first)
}

/// More rows of words than this above the first datum are text and no heads.
const HIGHEST_HEAD: u16 = 4;

/// Whether a cell holds a datum: a number, or the sign that there is none.
pub fn is_datum(words: &str) -> bool {
    let words = words.trim();
    if matches!(words, "-" | "–" | "—" | "…" | "..." | ".." | "n/a" | "N/A") {
        return true;
    }
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= 3 && words.len() <= 40
}

/// Whether a cell holds a year, or a span of years, and nothing beside.
pub fn is_year(words: &str) -> bool {
    let mut parts = words.trim().split(['-', '–', '/']);
    let year = |part: &str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|b| b.is_ascii_digit())
    };
    let first = parts.next().is_some_and(|part| year(part.trim()));
    let rest = parts.all(|part| {
        let part = part.trim();
        year(part) || part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())
    });
    first && rest
}

#[cfg(test)]
mod tests {
    use super::super::draft::{DraftBlock, Piece};
    use super::*;
    use crate::report::Origin;
    use proptest::prelude::*;

    fn row(table: u32, number: u16, head: bool, cells: &[&str]) -> DraftBlock {
        let piece = |text: String| Piece { text, ..Piece::default() };
        let places = (0..cells.len()).map(|column| DraftCell::at(u16::try_from(column).unwrap()));
        let draft = DraftRow { table, row: number, head, cells: places.collect() };
        DraftBlock::row(vec![piece(cells.join("\t"))], draft)
    }

    fn shape(rows: &[&[&str]], marked: bool) -> (u16, u16) {
        let drafts: Vec<DraftBlock> = rows
            .iter()
            .enumerate()
            .map(|(at, cells)| row(0, u16::try_from(at).unwrap(), marked && at == 0, cells))
            .collect();
        let tables = tables(&CleanText::assemble(&drafts));
        (tables[0].head_rows, tables[0].head_columns)
    }

    #[test]
    fn heads_are_taken_as_marked_or_as_they_look() {
        type Rows<'r> = &'r [&'r [&'r str]];
        let table: &[(Rows<'_>, bool, (u16, u16))] = &[
            // As marked.
            (&[&["Gate", "Boats"], &["North", "few"], &["South", "many"]], true, (1, 0)),
            // Words above numbers, words before numbers.
            (&[&["Gate", "Boats"], &["North", "12"], &["South", "1,400"]], false, (1, 1)),
            // Years as heads of columns, and of rows.
            (&[&["", "2030", "2031"], &["Boats", "12", "-"]], false, (1, 1)),
            (&[&["Year", "Boats"], &["2030", "12"], &["2031", "15"]], false, (1, 1)),
            // Two rows of heads; numbered rows.
            (&[&["", "Boats", ""], &["", "seen", "kept"], &["North", "7", "5"]], false, (2, 1)),
            (
                &[&["No.", "Gate", "n"], &["1", "A", "7"], &["2", "B", "5"], &["3", "C", "5"]],
                false,
                (1, 2),
            ),
            // No data, or nothing that tells heads from data.
            (&[&["a", "b"], &["c", "d"]], false, (0, 0)),
            (&[&["7", "8"], &["9", "10"]], false, (0, 0)),
        ];
        for (rows, marked, want) in table {
            assert_eq!(shape(rows, *marked), *want, "{rows:?}");
        }
    }

    #[test]
    fn rows_apart_are_two_tables_and_titles_find_theirs() {
        let mut title = DraftBlock::new(BlockKind::Paragraph, "Boats seen", Origin::default());
        title.table = Some(TablePart::Caption(4));
        let drafts = [
            title,
            row(4, 0, true, &["Gate", "Boats"]),
            row(4, 1, false, &["", " "]),
            row(4, 2, false, &["North", "12"]),
            DraftBlock::new(BlockKind::Heading(2), "Table 2. Carts, by gate", Origin::default()),
            row(5, 0, false, &["Gate", "Carts"]),
            row(5, 1, false, &["North", "3"]),
        ];
        let clean = CleanText::assemble(&drafts);
        let found = tables(&clean);
        let seen: Vec<_> = found
            .iter()
            .map(|t| (t.first_block, t.rows, t.columns, t.caption.map(|c| c.of(&clean.text))))
            .collect();
        let want = [(1, 2, 2, Some("Boats seen")), (4, 2, 2, Some("Table 2. Carts, by gate"))];
        assert_eq!(seen, want);
        let words: Vec<&str> = found[0].cells.iter().map(|c| c.span.of(&clean.text)).collect();
        assert_eq!(words, ["Gate", "Boats", "North", "12"]);
    }

    #[test]
    fn cells_reach_down_and_push_others_aside() {
        let mut grid = Grid::default();
        grid.next_row();
        let a = grid.place(0, 1, 2, true).unwrap();
        let b = grid.place(1, 2, 1, true).unwrap();
        grid.next_row();
        let c = grid.place(0, 1, 1, false).unwrap();
        grid.next_row();
        let d = grid.place(0, 1, 1, false).unwrap();
        assert_eq!([a.column, b.column, c.column, d.column], [0, 1, 1, 0]);
        assert_eq!((b.column_span, a.row_span), (2, 2));
        assert_eq!(grid.place(0, u16::MAX, 1, false).map(|cell| cell.column_span), Some(MOST - 1));
        assert_eq!(grid.place(MOST, 1, 1, false), None);
    }

    proptest! {
        #[test]
        fn a_cell_lies_in_its_row_and_holds_no_tab(
            rows in prop::collection::vec(prop::collection::vec("[ a-z0-9\u{ad}\u{301}é\u{200b}]{0,6}", 1..5), 1..8),
            ids in prop::collection::vec(0_u32..2, 8),
        ) {
            let drafts: Vec<DraftBlock> = rows.iter().zip(&ids).enumerate().map(|(at, (cells, id))| {
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                row(*id, u16::try_from(at).unwrap(), false, &cells)
            }).collect();
            let clean = CleanText::assemble(&drafts);
            let mut seen = 0;
            for table in tables(&clean) {
                seen += usize::from(table.rows);
                for cell in &table.cells {
                    let block = clean.blocks[(table.first_block + u32::from(cell.row)) as usize];
                    prop_assert!(block.span.covers(cell.span));
                    let words = cell.span.of(&clean.text);
                    prop_assert!(!words.contains('\t') && words == words.trim());
                    prop_assert!(cell.row + cell.row_span <= table.rows);
                    prop_assert!(cell.column + cell.column_span <= table.columns);
                }
                // Nothing of a row is outside of its cells.
                for row in 0..table.rows {
                    let block = clean.blocks[(table.first_block + u32::from(row)) as usize];
                    let cells = table.cells.iter().filter(|cell| cell.row == row);
                    let words: Vec<&str> =
                        cells.map(|c| c.span.of(&clean.text)).filter(|w| !w.is_empty()).collect();
                    prop_assert_eq!(words.join("\t"), block.span.of(&clean.text));
                }
            }
            prop_assert_eq!(seen, clean.blocks.len());
        }
    }
}
