//! Tables as sheets of an XLSX file: a frozen head with a filter, widths, formats, lists to choose
//! from.
//!
//! The same sheets make the same bytes, whenever they are written.

use crate::spreadsheet::as_text;
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;

/// What stands in one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text; never taken for a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
}

impl Cell {
    /// Text, where there is any.
    pub fn text(text: Option<&str>) -> Self {
        match text {
            Some(text) if !text.is_empty() => Self::Text(text.to_owned()),
            _ => Self::Empty,
        }
    }

    /// A number, where there is one that a sheet can hold.
    pub fn number(number: Option<f64>) -> Self {
        number.filter(|number| number.is_finite()).map_or(Self::Empty, Self::Number)
    }

    /// A day, where there is one.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

/// How a column's cells look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One line.
    #[default]
    Line,
    /// Text over several lines.
    Wrapped,
    /// Numbers with thousands parted, and decimals where there are any.
    Number,
    /// Numbers as they are: years.
    Plain,
    /// A part of one, with two decimals.
    Share,
    /// Days.
    Date,
    /// Not shown: for the program alone.
    Hidden,
}

/// The values that a column may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// These words.
    Words(Vec<&'static str>),
    /// What stands in a range of another sheet, as a formula names it.
    Range(String),
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands in its head.
    pub title: String,
    /// How wide it is, in letters.
    pub width: f64,
    /// How its cells look.
    pub look: Look,
    /// Whether it is meant to be changed: its head is marked then.
    pub is_to_edit: bool,
    /// What may be chosen in it.
    pub choices: Option<Choices>,
}

impl Column {
    /// A column to be read.
    pub fn new(title: impl Into<String>, width: f64, look: Look) -> Self {
        Self { title: title.into(), width, look, is_to_edit: false, choices: None }
    }
}

/// A sheet: a head, and rows below it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// So many empty rows below the last have the columns' choices too, for rows to be added.
    pub spare: u32,
    /// Whether it is for the program alone.
    pub is_hidden: bool,
}

impl Sheet {
    /// A sheet that is shown, without rows to be added.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        Self { name: name.into(), columns, rows, spare: 0, is_hidden: false }
    }
}

/// The bytes of an XLSX file of these sheets.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, String> {
    workbook_with(sheets, |_| Ok(()))
}

/// The same, with something more put into it.
pub fn workbook_with(
    sheets: &[Sheet],
    more: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, String> {
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.rows.len() > MOST_ROWS) {
        return Err(format!(
            "{} would have {} rows, and a sheet holds {MOST_ROWS}: save it as CSV, or choose fewer \
             reports",
            sheet.name,
            sheet.rows.len()
        ));
    }
    written(sheets, more).map_err(|error| error.to_string())
}

/// The most rows that a sheet holds below its head.
const MOST_ROWS: usize = 1_048_575;

fn written(
    sheets: &[Sheet],
    more: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The moment of writing would make two files of the same figures differ.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment));
    let formats = Formats::new();
    for sheet in sheets {
        write_sheet(book.add_worksheet(), sheet, &formats)?;
    }
    more(&mut book)?;
    book.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_name(sheet.name.as_ref())?.set_hidden(sheet.is_hidden);
    let count = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    for (at, column) in (0..).zip(&sheet.columns) {
        let head = if column.is_to_edit { &formats.head_to_edit } else { &formats.head };
        page.write_string_with_format(0, at, &column.title, head)?;
        page.set_column_width(at, column.width)?;
        if column.look == Look::Hidden {
            page.set_column_hidden(at)?;
        }
        if let Some(choices) = &column.choices {
            page.add_data_validation(1, at, count + sheet.spare, at, &list_of(choices)?)?;
        }
    }
    page.set_row_height(0, head_height(&sheet.columns))?;
    for (row, cells) in (1..).zip(&sheet.rows) {
        page.set_row_height(row, height(&sheet.columns, cells))?;
        for ((at, column), cell) in (0..).zip(&sheet.columns).zip(cells) {
            write_cell(page, (row, at), column.look, cell, formats)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    if let Some(last) = u16::try_from(sheet.columns.len()).ok().and_then(|n| n.checked_sub(1))
        && count > 0
    {
        page.autofilter(0, 0, count, last)?;
    }
    Ok(())
}

/// The height of a line, and of the highest rows that a sheet may have, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;

/// The height of the columns' heads, which are bold and stand beside the button of a filter.
fn head_height(columns: &[Column]) -> f64 {
    const BUTTON: f64 = 3.0;
    let shown = columns.iter().filter(|column| column.look != Look::Hidden);
    let lines = shown.map(|column| {
        let room = (column.width - BUTTON).max(BUTTON);
        (column.title.chars().count() as f64 * 1.2 / room).ceil()
    });
    (lines.fold(1.0, f64::max) * LINE).min(HIGHEST)
}

/// The height of a row in points, so that its wrapped texts have room: not every program finds it
/// out by itself.
fn height(columns: &[Column], cells: &[Cell]) -> f64 {
    let lines = |(column, cell): (&Column, &Cell)| match (column.look, cell) {
        // Lines break between words, so that they hold less than their width.
        (Look::Wrapped, Cell::Text(text)) => {
            (text.chars().count() as f64 * 1.1 / column.width).ceil()
        }
        _ => 1.0,
    };
    let most = columns.iter().zip(cells).map(lines).fold(1.0, f64::max);
    (most * LINE).min(HIGHEST)
}

fn list_of(choices: &Choices) -> Result<DataValidation, XlsxError> {
    let list = DataValidation::new();
    let list = match choices {
        Choices::Words(words) => list.allow_list_strings(words)?,
        Choices::Range(range) => list.allow_list_formula(Formula::new(range)),
    };
    list.set_error_title("Not in the list")?.set_error_message("Choose one of the list, please.")
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    look: Look,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = fitting(&as_text(text));
            page.write_string_with_format(row, column, text, formats.of(look))?;
        }
        Cell::Number(number) => {
            let whole = look == Look::Number && number.fract() == 0.0;
            let format = if whole { &formats.whole } else { formats.of(look) };
            page.write_number_with_format(row, column, *number, format)?;
        }
        Cell::Date(date) => match day(*date) {
            Some(day) => {
                page.write_datetime_with_format(row, column, &day, &formats.date)?;
            }
            // Sheets know no day before 1900.
            None => {
                page.write_string_with_format(row, column, date.to_string(), &formats.line)?;
            }
        },
    }
    Ok(())
}

fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// The most that a cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Text that fits into a cell; what is too long ends in an ellipsis.
fn fitting(text: &str) -> String {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut room = LONGEST - 1;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

/// Whether text fits into a cell as it is.
pub(super) fn fits(text: &str) -> bool {
    text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST
}

struct Formats {
    head: Format,
    head_to_edit: Format,
    line: Format,
    wrapped: Format,
    whole: Format,
    number: Format,
    plain: Format,
    share: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        let head = |color: u32| {
            let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
            format.set_background_color(Color::RGB(color)).set_border_bottom(FormatBorder::Thin)
        };
        Self {
            head: head(0x00E7_E6E3),
            head_to_edit: head(0x00CF_E3F1),
            line: cell(),
            wrapped: cell().set_text_wrap(),
            whole: cell().set_num_format("#,##0"),
            number: cell().set_num_format("#,##0.00##"),
            plain: cell().set_num_format("0"),
            share: cell().set_num_format("0.00"),
            date: cell().set_num_format("yyyy-mm-dd"),
        }
    }

    fn of(&self, look: Look) -> &Format {
        match look {
            Look::Line | Look::Hidden => &self.line,
            Look::Wrapped => &self.wrapped,
            Look::Number => &self.number,
            Look::Plain => &self.plain,
            Look::Share => &self.share,
            Look::Date => &self.date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_several_lines_have_room() {
        let column = |title: &str| Column::new(title, 20.0, Look::Number);
        assert_eq!(head_height(&[column("Year"), column("Value")]), LINE);
        let long = column("Office of Tides and Storms, part of a year");
        assert!(head_height(&[column("Year"), long]) >= 3.0 * LINE);
    }

    #[test]
    fn text_that_is_too_long_for_a_cell_is_cut() {
        assert_eq!(fitting("court"), "court");
        let long = fitting(&"é𝄞".repeat(20_000));
        assert_eq!(long.encode_utf16().count(), LONGEST);
        assert!(long.ends_with('…'));
        assert!(fits(&long) && !fits(&format!("{long}é")));
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let columns = [Column::new("A", 10.0, Look::Wrapped), Column::new("B", 10.0, Look::Line)];
        let text = |letters: usize| Cell::Text("a".repeat(letters));
        assert_eq!(height(&columns, &[Cell::Empty, text(100)]), 15.0);
        assert_eq!(height(&columns, &[text(25), Cell::Empty]), 45.0);
        assert_eq!(height(&columns, &[text(9_000), Cell::Empty]), 405.0);
    }

    #[test]
    fn the_same_sheets_make_the_same_bytes() {
        let day = jiff::civil::date(2019, 12, 31);
        let old = jiff::civil::date(1848, 3, 15);
        let cells = vec![Cell::Text("=1+1".to_owned()), Cell::Date(day), Cell::Date(old)];
        let looks = [("Text", Look::Line), ("Day", Look::Date), ("Old", Look::Date)];
        let columns = looks.map(|(title, look)| Column::new(title, 10.0, look)).to_vec();
        let sheet = Sheet::new("Rows", columns, vec![cells]);
        let first = workbook(std::slice::from_ref(&sheet)).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        assert_eq!(first, workbook(&[sheet]).unwrap());
    }

    #[test]
    fn more_rows_than_a_sheet_holds_are_refused_with_what_to_do() {
        let sheet = Sheet::new("Mentions", Vec::new(), vec![Vec::new(); MOST_ROWS + 1]);
        let refused = workbook(&[sheet]).unwrap_err();
        assert!(refused.contains("Mentions would have 1048576 rows"), "{refused}");
        assert!(refused.contains("CSV"), "{refused}");
    }
}
