//! Rows of tables from the lines in their cells.

use super::blocks;
use super::grids::Place;
use super::lines::Line;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::hyphens::Vocabulary;
use crate::reading::tables::{DraftCell, DraftRow};
use crate::report::BlockKind;
use std::collections::BTreeMap;

/// The lines of the table that is being read, and how the last one looked.
#[derive(Debug, Default)]
pub struct Tables {
    lines: Vec<(Place, Line)>,
    last: Option<Last>,
    count: u32,
}

/// The table before: one that goes on over the page has the same columns.
#[derive(Debug)]
struct Last {
    number: u32,
    /// How many paragraphs there were when it ended.
    end: usize,
    rows: u16,
    columns: u16,
    left: f32,
    first: String,
}

impl Tables {
    /// Takes a line in a cell.
    pub fn add(&mut self, place: Place, line: &Line) {
        self.lines.push((place, line.clone()));
    }

    /// Whether the table that is being read ends before this line.
    pub fn ends_before(&self, line: &Line) -> bool {
        self.lines.last().is_some_and(|(place, last)| {
            last.page != line.page || line.cell.is_none_or(|cell| cell.grid != place.grid)
        })
    }

    /// Hands over the rows of the table that is being read.
    pub fn take(&mut self, to: &mut Vec<DraftBlock>, vocabulary: &Vocabulary) {
        let lines = std::mem::take(&mut self.lines);
        if lines.is_empty() {
            return;
        }
        let left = lines.iter().map(|(_, line)| line.x0).fold(f32::MAX, f32::min);
        let mut cells: BTreeMap<(u16, u16), (Place, Vec<Line>)> = BTreeMap::new();
        for (place, line) in lines {
            let cell = cells.entry((place.row, place.column)).or_insert((place, Vec::new()));
            cell.1.push(line);
        }
        let columns = cells.values().map(|(place, _)| place.column + place.columns).max();
        let columns = columns.unwrap_or(0);
        let cells: Vec<(Place, Vec<Line>)> = cells.into_values().collect();
        let mut rows = cells.chunk_by(|(a, _), (b, _)| a.row == b.row).peekable();
        let first = rows.peek().map_or(String::new(), |row| words(row));
        let before = self.last.take().filter(|last| {
            last.end == to.len() && last.columns == columns && (last.left - left).abs() < 30.0
        });
        let (number, offset) = match &before {
            Some(last) => (last.number, last.rows),
            None => {
                self.count += 1;
                (self.count, 0)
            }
        };
        // The heads are printed again on every page.
        if before.as_ref().is_some_and(|last| last.first == first) {
            rows.next();
        }
        let mut end = offset;
        for row in rows {
            let at = row.first().map_or(0, |(place, _)| place.row).saturating_add(offset);
            end = end.max(at.saturating_add(1));
            to.push(draft(row, number, at, vocabulary));
        }
        let first = before.map_or(first, |last| last.first);
        self.last = Some(Last { number, end: to.len(), rows: end, columns, left, first });
    }
}

fn words(row: &[(Place, Vec<Line>)]) -> String {
    let lines = row.iter().flat_map(|(_, lines)| lines).map(|line| line.text.as_str());
    lines.collect::<Vec<_>>().join(" ")
}

/// A row of cells, each of one line or several.
fn draft(
    row: &[(Place, Vec<Line>)],
    table: u32,
    number: u16,
    vocabulary: &Vocabulary,
) -> DraftBlock {
    let mut pieces = Vec::new();
    let mut cells = Vec::with_capacity(row.len());
    for (place, lines) in row {
        if !cells.is_empty() {
            pieces.push(Piece { text: "\t".to_owned(), ..Piece::default() });
        }
        // Wide gaps inside a cell part no cells.
        pieces.append(&mut blocks::of_lines(BlockKind::Paragraph, lines, vocabulary).pieces);
        cells.push(DraftCell {
            column: place.column,
            column_span: place.columns,
            row_span: place.rows,
            head: false,
        });
    }
    DraftBlock::row(pieces, DraftRow { table, row: number, head: false, cells })
}
