//! Tables as they are shown: which paragraphs are rows of one table, and how wide its columns are.
//!
//! A table that the file tells of has its cells; rows that no table tells of are parted at their
//! tabs. What is wider than the page scrolls sideways.

use crate::report::{Block, BlockKind, Cell, Report, Span, Table};
use eframe::egui::{FontId, Ui};
use std::collections::HashMap;

/// Space at the left and right of a cell's words, in parts of the type size.
pub const PAD: f32 = 0.5;

/// How many rows of a table are measured for its columns.
const MEASURED: usize = 300;

/// Columns are no narrower than this, in parts of the type size, unless their words are.
const NARROW: f32 = 7.0;

/// A column of one long word is no wider than this, in parts of the type size.
const WIDE: f32 = 60.0;

/// The tables of a report by the paragraphs that are their rows.
#[derive(Debug, Default)]
pub struct Grids {
    grids: Vec<Grid>,
}

/// A table as it is shown.
#[derive(Debug)]
pub struct Grid {
    first: usize,
    rows: usize,
    /// How many rows at its head hold the heads of columns.
    pub head_rows: usize,
    head_columns: usize,
    columns: usize,
    /// By row.
    cells: Vec<Cell>,
    /// Left edges of the columns and the right edge of the last, once they are measured.
    edges: Option<Vec<f32>>,
    /// Which columns hold numbers.
    numeric: Vec<bool>,
}

impl Grids {
    /// The tables of a report, in time linear in their cells.
    pub fn new(report: &Report) -> Self {
        let mut told = report.tables.iter().peekable();
        let mut grids = Vec::new();
        let mut at = 0;
        while at < report.blocks.len() {
            while told.next_if(|table| (table.first_block as usize) < at).is_some() {}
            let table = told.next_if(|table| table.first_block as usize == at && table.rows > 0);
            let until = told.peek().map_or(usize::MAX, |next| next.first_block as usize);
            let grid = match table {
                Some(table) => Some(Grid::told(table)),
                None => Grid::of_tabs(report, at, until),
            };
            at += grid.as_ref().map_or(1, |grid| grid.rows.max(1));
            grids.extend(grid);
        }
        Self { grids }
    }

    /// The number of the table that a paragraph is a row of, and of the row in it.
    pub fn row_of(&self, block: usize) -> Option<(usize, usize)> {
        let at = self.grids.partition_point(|grid| grid.first <= block).checked_sub(1)?;
        let row = block - self.grids.get(at)?.first;
        (row < self.grids.get(at)?.rows).then_some((at, row))
    }

    /// A table, its columns measured for a page so wide and type so large.
    pub fn measured(
        &mut self,
        ui: &Ui,
        report: &Report,
        number: usize,
        width: f32,
        fonts: &CellFonts,
    ) -> Option<&Grid> {
        let grid = self.grids.get_mut(number)?;
        if grid.edges.is_none() {
            grid.measure(ui, report, width, fonts);
        }
        Some(grid)
    }
}

/// The type of a table.
#[derive(Clone, Debug)]
pub struct CellFonts {
    /// Of its cells.
    pub plain: FontId,
    /// Of its heads.
    pub head: FontId,
}

impl Grid {
    fn told(table: &Table) -> Self {
        let mut cells = table.cells.clone();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let reach = cells.iter().map(|cell| usize::from(cell.column) + 1).max().unwrap_or(0);
        Self {
            first: table.first_block as usize,
            rows: usize::from(table.rows),
            head_rows: usize::from(table.head_rows),
            head_columns: usize::from(table.head_columns),
            columns: usize::from(table.columns).max(reach).max(1),
            cells,
            edges: None,
            numeric: Vec::new(),
        }
    }

    /// The rows from a paragraph on, parted at their tabs; nothing where it is no row.
    fn of_tabs(report: &Report, first: usize, until: usize) -> Option<Self> {
        let rows = report.blocks.get(first..until.min(report.blocks.len()))?;
        let is_row = |block: &&Block| block.kind == BlockKind::TableRow;
        let mut cells = Vec::new();
        let (mut count, mut columns) = (0_u16, 0);
        for block in rows.iter().take_while(is_row).take(usize::from(u16::MAX)) {
            let mut start = block.span.start.get();
            for (column, words) in (0_u16..u16::MAX).zip(block.span.of(&report.text).split('\t')) {
                let span = Span::new(start, start + words.len());
                cells.push(Cell { span, row: count, column, row_span: 1, column_span: 1 });
                start += words.len() + 1;
                columns = columns.max(usize::from(column) + 1);
            }
            count += 1;
        }
        (count > 0).then(|| Self {
            first,
            rows: usize::from(count),
            head_rows: 0,
            head_columns: 0,
            columns,
            cells,
            edges: None,
            numeric: Vec::new(),
        })
    }

    /// Whether a row is the table's last.
    pub fn is_last(&self, row: usize) -> bool {
        row + 1 >= self.rows
    }

    /// The cells that begin in a row.
    pub fn cells(&self, row: usize) -> &[Cell] {
        let from = self.cells.partition_point(|cell| usize::from(cell.row) < row);
        let to = self.cells.partition_point(|cell| usize::from(cell.row) <= row);
        self.cells.get(from..to).unwrap_or_default()
    }

    /// Whether a cell holds the head of a column or row.
    pub fn is_head(&self, cell: &Cell) -> bool {
        usize::from(cell.row) < self.head_rows || usize::from(cell.column) < self.head_columns
    }

    /// Whether a cell's words stand at its right: those of a column of numbers.
    pub fn is_right(&self, cell: &Cell) -> bool {
        cell.column_span <= 1 && self.numeric.get(usize::from(cell.column)) == Some(&true)
    }

    /// Left and right edge of a cell.
    pub fn edges(&self, cell: &Cell) -> (f32, f32) {
        let edge = |column: usize| {
            let edges = self.edges.as_deref().unwrap_or_default();
            edges.get(column).or(edges.last()).copied().unwrap_or_default()
        };
        let column = usize::from(cell.column);
        (edge(column), edge(column + usize::from(cell.column_span.max(1))))
    }

    /// Width of the whole table.
    pub fn width(&self) -> f32 {
        self.edges.as_ref().and_then(|edges| edges.last()).copied().unwrap_or_default()
    }

    fn measure(&mut self, ui: &Ui, report: &Report, width: f32, fonts: &CellFonts) {
        let size = fonts.plain.size;
        let color = eframe::egui::Color32::PLACEHOLDER;
        let mut natural = vec![2.0 * PAD * size; self.columns];
        let mut counts: HashMap<u16, [usize; 2]> = HashMap::new();
        for cell in self.cells.iter().take_while(|cell| usize::from(cell.row) < MEASURED) {
            let words = cell.span.of(&report.text);
            if cell.column_span > 1 || words.is_empty() {
                continue;
            }
            let head = self.is_head(cell);
            let font = if head { fonts.head.clone() } else { fonts.plain.clone() };
            // More letters than fit the widest column need not be measured.
            let words: String = words.chars().take(160).collect();
            if usize::from(cell.row) >= self.head_rows {
                let [numbers, all] = counts.entry(cell.column).or_default();
                *all += 1;
                *numbers += usize::from(is_number(&words));
            }
            let wide = ui.fonts_mut(|fonts| fonts.layout_no_wrap(words, font, color).size().x);
            if let Some(natural) = natural.get_mut(usize::from(cell.column)) {
                *natural = natural.max((wide + 2.0 * PAD * size).ceil()).min(WIDE * size);
            }
        }
        self.widen_for_spans(ui, report, &mut natural, fonts);
        self.numeric = (0..self.columns)
            .map(|column| {
                let counted = u16::try_from(column).ok().and_then(|column| counts.get(&column));
                counted.is_some_and(|[numbers, all]| numbers * 10 > all * 7)
            })
            .collect();
        let mut edges = vec![0.0];
        let mut right = 0.0;
        for width in shared(&natural, width, NARROW * size) {
            right += width;
            edges.push(right);
        }
        self.edges = Some(edges);
    }

    /// Gives the columns under a cell that covers several the room that its words need together:
    /// a heading over two years, or a column of words that is laid over three narrow ones.
    fn widen_for_spans(
        &self,
        ui: &Ui,
        report: &Report,
        natural: &mut [f32],
        CellFonts { plain, head }: &CellFonts,
    ) {
        let color = eframe::egui::Color32::PLACEHOLDER;
        let measured = self.cells.iter().take_while(|cell| usize::from(cell.row) < MEASURED);
        for cell in measured.filter(|cell| cell.column_span > 1) {
            let font = if self.is_head(cell) { head.clone() } else { plain.clone() };
            let words: String = cell.span.of(&report.text).chars().take(160).collect();
            let wide = ui.fonts_mut(|fonts| fonts.layout_no_wrap(words, font, color).size().x);
            let wide = (wide + 2.0 * PAD * plain.size).ceil().min(WIDE * plain.size);
            let first = usize::from(cell.column);
            let last = (first + usize::from(cell.column_span)).min(natural.len());
            widen(natural.get_mut(first..last).unwrap_or_default(), wide);
        }
    }
}

/// Widens columns by the same each until together they are as wide as `needed`.
fn widen(columns: &mut [f32], needed: f32) {
    let missing = needed - columns.iter().sum::<f32>();
    if missing > 0.0 {
        let each = (missing / columns.len().max(1) as f32).ceil();
        for column in columns {
            *column += each;
        }
    }
}

/// How wide each column is of those that would like to be `natural` wide, in a page of so much
/// width: those that need less than their share have what they need, the rest share what is left,
/// and none is narrower than `least` unless it needs no more. All together may be wider than the
/// page then.
fn shared(natural: &[f32], width: f32, least: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..natural.len()).collect();
    let need = |column: usize| natural.get(column).copied().unwrap_or_default();
    order.sort_by(|a, b| need(*a).total_cmp(&need(*b)));
    let mut widths = vec![0.0; natural.len()];
    let (mut left, mut waiting) = (width, natural.len());
    for column in order {
        let share = (left / waiting.max(1) as f32).floor();
        let given = need(column).min(share.max(least));
        if let Some(width) = widths.get_mut(column) {
            *width = given;
        }
        left -= given;
        waiting -= 1;
    }
    widths
}

/// Whether a cell's words are a number, with its unit or a dash for none at most.
fn is_number(words: &str) -> bool {
    let words = words.trim();
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 2 && (digits > 0 || matches!(words, "-" | "–" | "—" | "…" | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    fn report(rows: &[&str]) -> Report {
        let cells = |row: &&str| format!("<tr><td>{}</td></tr>", row.replace('|', "</td><td>"));
        let rows: String = rows.iter().map(cells).collect();
        let page = format!(
            "<html lang=en><title>Karvenia</title><h1>Karvenia</h1><p>Mills by district are \
             listed here for the reader.</p><table>{rows}</table><p>They are old mills.</p></html>"
        );
        reading::read(page.as_bytes(), &DocumentName::new("mills.html")).unwrap()
    }

    #[test]
    fn a_cell_over_columns_gives_them_room() {
        let mut columns = [10.0, 10.0];
        widen(&mut columns, 61.0);
        assert_eq!(columns, [31.0, 31.0]);
        widen(&mut columns, 40.0);
        assert_eq!(columns, [31.0, 31.0]);
        widen(&mut [], 40.0);
    }

    #[test]
    fn rows_that_no_table_tells_of_are_parted_at_their_tabs() {
        let mut report = report(&["Orvany|12", "Tesk|4|new"]);
        report.tables.clear();
        let grids = Grids::new(&report);
        let first = report.blocks.iter().position(|b| b.kind == BlockKind::TableRow).unwrap();
        assert_eq!(grids.row_of(first), Some((0, 0)));
        assert_eq!(grids.row_of(first + 1), Some((0, 1)));
        assert_eq!(grids.row_of(first + 2), None);
        assert_eq!(grids.row_of(first - 1), None);
        let words: Vec<&str> =
            grids.grids[0].cells(1).iter().map(|cell| cell.span.of(&report.text)).collect();
        assert_eq!(words, ["Tesk", "4", "new"]);
        assert_eq!(grids.grids[0].columns, 3);
    }

    #[test]
    fn a_table_that_is_told_of_has_its_own_cells() {
        let mut report = report(&["District|Mills", "Orvany|12"]);
        let first = report.blocks.iter().position(|b| b.kind == BlockKind::TableRow).unwrap();
        let row = report.blocks[first].span;
        let cell = Cell { span: row, row: 0, column: 0, row_span: 1, column_span: 2 };
        report.tables = vec![Table {
            first_block: u32::try_from(first).unwrap(),
            rows: 2,
            columns: 2,
            head_rows: 1,
            cells: vec![cell],
            ..Table::default()
        }];
        let grids = Grids::new(&report);
        assert_eq!(grids.row_of(first + 1), Some((0, 1)));
        assert_eq!(grids.grids[0].cells(0), [cell]);
        assert!(grids.grids[0].is_head(&cell) && grids.grids[0].cells(1).is_empty());
    }

    #[test]
    fn a_table_that_points_beyond_the_text_does_no_harm() {
        let mut report = report(&["Orvany|12"]);
        let odd = Table { first_block: 9999, rows: 3, columns: 2, ..Table::default() };
        let none = Table { first_block: 0, rows: 0, ..Table::default() };
        report.tables = vec![none, odd];
        assert_eq!(Grids::new(&report).grids.len(), 1);
    }

    #[test]
    fn columns_share_the_page() {
        assert_eq!(shared(&[50.0, 60.0], 300.0, 40.0), [50.0, 60.0], "no wider than they need");
        assert_eq!(shared(&[50.0, 900.0], 300.0, 40.0), [50.0, 250.0]);
        assert_eq!(shared(&[900.0, 30.0, 900.0], 330.0, 40.0), [150.0, 30.0, 150.0]);
        assert_eq!(shared(&[90.0; 5], 300.0, 80.0), [80.0; 5], "wider than the page");
    }

    #[test]
    fn numbers_are_told_from_words() {
        for words in ["12", "1,204", "37.5 %", "–", "$4m", "12 kg"] {
            assert!(is_number(words), "{words}");
        }
        for words in ["Orvany", "2019 budget", "", "District 4"] {
            assert!(!is_number(words), "{words}");
        }
    }
}
