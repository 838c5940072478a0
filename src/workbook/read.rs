//! Reads the sheet of figures of a workbook into rows of known columns.
//!
//! The workbook may come from any program and any hand: columns in another order, heads as in JSON,
//! other sheets before it. What is too large is refused before it is unpacked, and a reader that
//! panics loses nothing but this file.

use super::archive;
use super::columns::{COLUMNS, MARK};
use super::figures::FIGURES;
use super::values::{self, Value};
use calamine::{DataRef, Reader, Xlsx};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use thiserror::Error;

/// Why a file could not be read as a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WorkbookError {
    /// It could not be opened.
    #[error("it could not be opened: {0}")]
    Io(String),
    /// It is of another kind.
    #[error("this is no XLSX workbook")]
    NoWorkbook,
    /// It is larger than any workbook of figures.
    #[error("it is too large to be a workbook of figures")]
    TooLarge,
    /// Parts of it are missing or wrong.
    #[error("the workbook is damaged ({0})")]
    Damaged(String),
    /// None of its sheets has the columns of figures.
    #[error("none of its sheets has the heads of an evidence workbook (File, Sentence, Value …)")]
    NoFigures,
}

/// The rows of figures of a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The keys of the columns that are there.
    pub(super) columns: HashSet<&'static str>,
    /// The rows that hold anything.
    pub(super) rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number in the sheet, counted from 1 with the head.
    pub(super) number: u32,
    cells: HashMap<&'static str, Value>,
}

impl Row {
    /// What stands in a column; `None` where nothing does.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.cells.get(key)
    }

    /// The text in a column.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).map(Value::words)
    }
}

/// The most rows that are read.
const MOST_ROWS: usize = 200_000;

/// The most cells that are looked at, those of unknown columns too.
const MOST_CELLS: usize = 20_000_000;

/// The head is sought in so many rows.
const HEAD_WITHIN: u32 = 20;

/// A row with so many known heads is the head.
const FEWEST_HEADS: usize = 3;

/// Reads a workbook from the disk. Not for the window's thread.
pub fn read(path: &Path) -> Result<Table, WorkbookError> {
    let io = |error: std::io::Error| WorkbookError::Io(error.to_string());
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > archive::LARGEST_FILE {
        return Err(WorkbookError::TooLarge);
    }
    read_bytes(&std::fs::read(path).map_err(io)?)
}

/// Reads a workbook.
pub fn read_bytes(bytes: &[u8]) -> Result<Table, WorkbookError> {
    archive::admit(bytes)?;
    catch_unwind(AssertUnwindSafe(|| rows_of(bytes)))
        .unwrap_or_else(|_| Err(WorkbookError::Damaged("it could not be understood".to_owned())))
}

fn rows_of(bytes: &[u8]) -> Result<Table, WorkbookError> {
    let damaged = |error: calamine::XlsxError| WorkbookError::Damaged(error.to_string());
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut names = book.sheet_names();
    names.sort_by_key(|name| name != FIGURES);
    for name in names {
        // A sheet that cannot be read may be a chart.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut sheet = SheetReader::default();
        loop {
            let next = cells.next_cell();
            match next.map_err(damaged)? {
                None => break,
                Some(cell) => sheet.take(cell.get_position(), cell.get_value())?,
            }
            if sheet.has_no_head() {
                break;
            }
        }
        if sheet.head.is_some() {
            return Ok(sheet.finish());
        }
    }
    Err(WorkbookError::NoFigures)
}

/// A sheet while its cells come in, row by row.
#[derive(Default)]
struct SheetReader {
    /// The heads of the row that is being read, until one of them is the head.
    heads: BTreeMap<u32, &'static str>,
    at: u32,
    /// The columns, once the head is known.
    head: Option<(u32, BTreeMap<u32, &'static str>)>,
    rows: BTreeMap<u32, Row>,
    seen: usize,
}

impl SheetReader {
    fn take(
        &mut self,
        (row, column): (u32, u32),
        value: &DataRef<'_>,
    ) -> Result<(), WorkbookError> {
        self.seen += 1;
        if self.seen > MOST_CELLS || self.rows.len() > MOST_ROWS {
            return Err(WorkbookError::TooLarge);
        }
        if row != self.at {
            self.end_row();
            self.at = row;
        }
        let Some((head, columns)) = &self.head else {
            if let Some(key) = values::value(value).and_then(|head| key_of(&head.words())) {
                self.heads.insert(column, key);
            }
            return Ok(());
        };
        let key = columns.get(&column).copied().filter(|_| row > *head);
        if let (Some(key), Some(value)) = (key, values::value(value)) {
            let number = row.saturating_add(1);
            let row = self.rows.entry(row).or_insert_with(|| Row { number, ..Row::default() });
            row.cells.insert(key, value);
        }
        Ok(())
    }

    /// Takes the row that was read for the head, if it has enough of its words.
    fn end_row(&mut self) {
        let heads = std::mem::take(&mut self.heads);
        if self.head.is_none() && heads.len() >= FEWEST_HEADS {
            self.head = Some((self.at, heads));
        }
    }

    fn has_no_head(&self) -> bool {
        self.head.is_none() && self.at > HEAD_WITHIN
    }

    fn finish(self) -> Table {
        let columns = self.head.map(|(_, columns)| columns.into_values().collect());
        Table { columns: columns.unwrap_or_default(), rows: self.rows.into_values().collect() }
    }
}

/// The key of the column with this head.
fn key_of(head: &str) -> Option<&'static str> {
    let head = head.trim().to_lowercase();
    let named = |column: &&super::columns::FigureColumn| {
        column.title.to_lowercase() == head || column.key == head
    };
    let known = COLUMNS.iter().find(named).map(|column| column.key);
    known.or_else(|| (head == MARK).then_some(MARK))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn heads_are_known_in_any_order_and_below_a_title() {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "Nothing here").unwrap();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "My own table").unwrap();
        for (column, head) in (0..).zip(["raw", "Own notes", "VALUE", " File ", "as written?"]) {
            sheet.write_string(2, column, head).unwrap();
        }
        sheet.write_string(3, 0, "30").unwrap();
        sheet.write_string(3, 1, "look again").unwrap();
        sheet.write_number(3, 2, 30.0).unwrap();
        sheet.write_string(5, 3, "'=a.txt").unwrap();
        let table = read_bytes(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(table.columns, HashSet::from(["raw", "value", "document"]));
        let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [4, 6]);
        assert_eq!(table.rows[0].get("value"), Some(&Value::Number(30.0)));
        assert_eq!(table.rows[1].text("document").as_deref(), Some("=a.txt"));
    }

    #[test]
    fn what_is_no_workbook_of_figures_is_refused_with_a_reason() {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "Value").unwrap();
        let other = book.save_to_buffer().unwrap();
        assert_eq!(read_bytes(&other), Err(WorkbookError::NoFigures));
        assert_eq!(read_bytes(b""), Err(WorkbookError::NoWorkbook));
        for end in (0..other.len()).step_by(97) {
            assert!(read_bytes(&other[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn a_cell_far_away_takes_no_memory() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, head) in (0..).zip(["File", "Sentence", "Value"]) {
            sheet.write_string(0, column, head).unwrap();
        }
        sheet.write_number(1_048_575, 16_383, 1.0).unwrap();
        sheet.write_number(1_048_575, 2, 1.0).unwrap();
        let table = read_bytes(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].number, 1_048_576);
    }

    /// The parts of a workbook, each changed by `change`, put together again without packing.
    fn rebuilt(bytes: &[u8], mut change: impl FnMut(&str, &mut Vec<u8>)) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let stored = options.compression_method(zip::CompressionMethod::Stored);
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut content).unwrap();
            change(part.name(), &mut content);
            writer.start_file(part.name(), stored).unwrap();
            std::io::Write::write_all(&mut writer, &content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
        #[test]
        fn a_damaged_workbook_is_read_or_refused(
            damage in proptest::collection::vec((0_usize..4_000, 0_usize..12), 1..6),
        ) {
            const PIECES: [&str; 12] = [
                "<", ">", "\"", "&", "</c>", "<c r=\"ZZZ9999999999\">", "<v>99999999999</v>", " t=\"s\"",
                " s=\"-1\"", "uniqueCount=\"99999999999999\"", "\u{fffd}", "<row r=\"0\">",
            ];
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (column, head) in (0..).zip(["File", "Sentence", "Value", "From"]) {
                sheet.write_string(0, column, head).unwrap();
                sheet.write_string(1, column, "a").unwrap();
                sheet.write_number(2, column, 43_466.0).unwrap();
            }
            let bytes = book.save_to_buffer().unwrap();
            let bytes = rebuilt(&bytes, |_, content| {
                for (at, piece) in &damage {
                    let at = at % (content.len() + 1);
                    content.splice(at..at, PIECES[*piece].bytes());
                }
            });
            // Whatever comes of it, it comes back.
            if let Ok(table) = read_bytes(&bytes) {
                proptest::prop_assert!(table.rows.len() <= MOST_ROWS);
            }
        }
    }
}
