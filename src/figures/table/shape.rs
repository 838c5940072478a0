//! The shape of a table of data: which head stands over and before each number.

use super::super::quantity::Quantity;
use super::head::{self, Head};
use super::number::number;
use crate::figures::period;
use crate::figures::{Coverage, Period};
use crate::report::{Cell, Report, Span, Table};

/// A table of data with its heads read.
pub struct Shape<'r> {
    table: &'r Table,
    rows: Vec<Head>,
    columns: Vec<Head>,
    /// For each row, the number of its section: 0 before the first.
    section_of: Vec<usize>,
    sections: Vec<Head>,
    /// The cells that hold a number, in text order.
    pub numbers: Vec<(&'r Cell, Quantity)>,
    /// Whether the heads of rows are places.
    pub rows_are_places: bool,
    /// Whether the heads of rows are times.
    pub rows_are_times: bool,
    /// Whether the heads of columns are times.
    pub columns_are_times: bool,
}

/// A table without heads of rows and columns has at most so many columns: a name and its number.
const PAIR: u16 = 2;

impl<'r> Shape<'r> {
    /// The shape of a table, if it is one of data whose heads can be told: most of its cells hold
    /// numbers, and its rows are named.
    pub fn of(report: &'r Report, table: &'r Table) -> Option<Self> {
        let headed = table.head_rows > 0 || table.columns == PAIR;
        if table.head_columns == 0 || !headed {
            return None;
        }
        let text = &report.text;
        let body = |cell: &&Cell| cell.row >= table.head_rows && cell.column >= table.head_columns;
        let cells: Vec<&Cell> =
            table.cells.iter().filter(body).filter(|cell| !cell.span.is_empty()).collect();
        let mut numbers: Vec<(&Cell, Quantity)> =
            cells.iter().filter_map(|cell| Some((*cell, number(text, cell.span)?))).collect();
        let data = cells.iter().filter(|cell| is_empty_datum(cell.span.of(text))).count();
        if numbers.is_empty() || (numbers.len() + data) * 5 < cells.len() * 3 {
            return None;
        }
        drop_years(table, &mut numbers);
        let year = report.metadata.year();
        let (section_of, sections) = sections(text, table, &cells, year);
        let rows = row_heads(text, table, year);
        let columns = column_heads(text, table, year);
        let corner = corner(text, table, year);
        let timed = |heads: &[Head], from: usize| {
            let told = heads.iter().skip(from).filter(|head| head.period.is_some()).count();
            told > 1 || told == 1 && heads.len() == from + 1
        };
        Some(Self {
            rows_are_places: corner.is_some_and(|head| head.of_places),
            rows_are_times: timed(&rows, usize::from(table.head_rows)),
            columns_are_times: timed(&columns, usize::from(table.head_columns)),
            table,
            rows,
            columns,
            section_of,
            sections,
            numbers,
        })
    }

    /// What the heads of a row say.
    pub fn row_head(&self, row: u16) -> &Head {
        self.rows.get(usize::from(row)).unwrap_or(&EMPTY)
    }

    /// What the heads of a column say.
    pub fn column_head(&self, column: u16) -> &Head {
        self.columns.get(usize::from(column)).unwrap_or(&EMPTY)
    }

    /// The number of a row's section.
    pub fn section_number(&self, row: u16) -> usize {
        self.section_of.get(usize::from(row)).copied().unwrap_or(0)
    }

    /// The head of the rows that a row stands among ("Women" alone in a row above).
    pub fn section(&self, row: u16) -> Option<&Head> {
        self.sections.get(self.section_number(row).checked_sub(1)?)
    }

    /// Where a row stands in the text.
    pub fn row_span(&self, report: &Report, row: u16) -> Option<Span> {
        let block = self.table.first_block.checked_add(u32::from(row))?;
        report.blocks.get(usize::try_from(block).ok()?).map(|block| block.span)
    }

    /// From the first to the last year of the rows.
    pub fn years_of_rows(&self) -> Option<Period> {
        all_years(&self.rows)
    }

    /// From the first to the last year of the columns.
    pub fn years_of_columns(&self) -> Option<Period> {
        all_years(&self.columns)
    }
}

static EMPTY: std::sync::LazyLock<Head> = std::sync::LazyLock::new(|| head::read("", None));

/// A cell that says that there is no number.
fn is_empty_datum(words: &str) -> bool {
    matches!(words, "-" | "–" | "—" | "…" | "..." | ".." | "n/a" | "N/A" | "na" | "x" | "X")
}

/// Takes out columns in which every number may be a year ("Ratified in").
fn drop_years(table: &Table, numbers: &mut Vec<(&Cell, Quantity)>) {
    let mut other = vec![false; usize::from(table.columns)];
    for (cell, number) in numbers.iter() {
        if let Some(slot) = other.get_mut(usize::from(cell.column)) {
            *slot |= !number.looks_like_year();
        }
    }
    numbers.retain(|(cell, _)| other.get(usize::from(cell.column)).copied().unwrap_or(false));
}

/// For each row the number of its section, and the sections' heads: a row with words in its first
/// column and in no other heads the rows below it.
fn sections(
    text: &str,
    table: &Table,
    body: &[&Cell],
    year: Option<i16>,
) -> (Vec<usize>, Vec<Head>) {
    let mut filled = vec![false; usize::from(table.rows)];
    for cell in body {
        if let Some(slot) = filled.get_mut(usize::from(cell.row)) {
            *slot = true;
        }
    }
    let mut heads = Vec::new();
    let mut of = vec![0; usize::from(table.rows)];
    let lone = table.cells.iter().filter(|cell| {
        let alone = !filled.get(usize::from(cell.row)).copied().unwrap_or(true);
        cell.row >= table.head_rows && cell.column == 0 && alone && !cell.span.is_empty()
    });
    for cell in lone {
        heads.push(head::read(cell.span.of(text), year));
        for slot in of.iter_mut().skip(usize::from(cell.row)).take(1) {
            *slot = heads.len();
        }
    }
    let mut current = 0;
    for slot in &mut of {
        current = (*slot).max(current);
        *slot = current;
    }
    (of, heads)
}

/// The heads of each row, read as one.
fn row_heads(text: &str, table: &Table, year: Option<i16>) -> Vec<Head> {
    let mut words = vec![String::new(); usize::from(table.rows)];
    let heads = table.cells.iter().filter(|cell| {
        cell.row >= table.head_rows
            && cell.column < table.head_columns
            && !is_serial(cell.span.of(text))
    });
    for cell in heads {
        let from = usize::from(cell.row);
        for slot in words.iter_mut().skip(from).take(usize::from(cell.row_span)) {
            join(slot, cell.span.of(text));
        }
    }
    words.iter().map(|words| head::read(words, year)).collect()
}

/// The heads of each column, the highest first, read as one.
fn column_heads(text: &str, table: &Table, year: Option<i16>) -> Vec<Head> {
    let mut words = vec![String::new(); usize::from(table.columns)];
    for cell in table.cells.iter().filter(|cell| cell.row < table.head_rows) {
        let from = usize::from(cell.column);
        for slot in words.iter_mut().skip(from).take(usize::from(cell.column_span)) {
            join(slot, cell.span.of(text));
        }
    }
    words.iter().map(|words| head::read(words, year)).collect()
}

/// The head over the heads of rows, last column of them first: what the rows are.
fn corner(text: &str, table: &Table, year: Option<i16>) -> Option<Head> {
    let last = table.head_columns.checked_sub(1)?;
    let cells = table.cells.iter().filter(|cell| cell.row < table.head_rows && cell.column == last);
    cells.map(|cell| head::read(cell.span.of(text), year)).next_back()
}

fn join(slot: &mut String, words: &str) {
    if !slot.is_empty() && !words.is_empty() {
        slot.push(' ');
    }
    slot.push_str(words);
}

/// A running number before a row's name.
fn is_serial(words: &str) -> bool {
    words.len() <= 4
        && words.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit())
        && period::of_head(words, None).is_none()
}

fn all_years(heads: &[Head]) -> Option<Period> {
    let periods = || heads.iter().filter_map(|head| head.period);
    let start = periods().filter_map(|period| period.start).min()?;
    let end = periods().filter_map(|period| period.end).max()?;
    Some(Period { start: Some(start), end: Some(end), coverage: Coverage::MultiYear })
}
