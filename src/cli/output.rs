//! Rows as JSON, CSV or XLSX, in a file or on standard output.

use super::CliError;
use crate::spreadsheet;
use crate::workbook::{Cell, Column, Look, Sheet, workbook};
use serde_json::Value;
use std::io::Write;
use std::path::Path;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// One array of objects.
    Json,
    /// A line a row, the first names the columns.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The format that a file's ending asks for; `-` is JSON.
pub fn format_of(path: &Path) -> Result<RowFormat, CliError> {
    if is_stdout(path) {
        return Ok(RowFormat::Json);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("json") => Ok(RowFormat::Json),
        Some("csv") => Ok(RowFormat::Csv),
        Some("xlsx") => Ok(RowFormat::Xlsx),
        _ => Err(CliError::Usage(format!(
            "{}: the name must end in .json, .csv or .xlsx",
            path.display()
        ))),
    }
}

/// Whether a path stands for standard output.
pub fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Rows of one kind: a table, or a sheet of a workbook.
pub struct Rows<'a> {
    /// The sheet's name.
    pub name: &'static str,
    /// The keys of the columns.
    pub columns: &'a [&'a str],
    /// Objects with these keys.
    pub rows: &'a [Value],
}

/// Writes tables as the sheets of a workbook.
pub fn write_workbook(path: &Path, tables: &[Rows<'_>]) -> Result<(), CliError> {
    let sheets: Vec<Sheet> = tables.iter().map(sheet).collect();
    to_file(path, &workbook(&sheets).map_err(CliError::Failed)?)
}

fn sheet(table: &Rows<'_>) -> Sheet {
    let column = |key: &&str| {
        let is_long = matches!(*key, "citation" | "sections" | "title" | "role" | "name");
        let (width, look) = if is_long { (44.0, Look::Wrapped) } else { (16.0, Look::Line) };
        let title = key.replace('_', " ");
        Column::new(sentence_case(&title), width, look)
    };
    let row = |row: &Value| {
        let cell = |column: &&str| match row.get(*column) {
            None | Some(Value::Null) => Cell::Empty,
            Some(Value::Number(number)) => Cell::number(number.as_f64()),
            Some(Value::String(text)) => Cell::text(Some(text)),
            Some(Value::Array(items)) => Cell::text(Some(&listed(items, plain))),
            Some(other) => Cell::text(Some(&other.to_string())),
        };
        table.columns.iter().map(cell).collect()
    };
    let columns = table.columns.iter().map(column).collect();
    Sheet::new(table.name, columns, table.rows.iter().map(row).collect())
}

/// `start_char` is headed "Start char".
fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Writes rows in the format that `path` asks for. In CSV a list becomes its items parted by "; ".
pub fn write_rows(path: &Path, table: &Rows<'_>) -> Result<(), CliError> {
    let Rows { columns, rows, .. } = table;
    let text = match format_of(path)? {
        RowFormat::Json => {
            let mut text = serde_json::to_string_pretty(rows).map_err(failed)?;
            text.push('\n');
            text
        }
        RowFormat::Csv => csv_of(columns, rows)?,
        RowFormat::Xlsx => return write_workbook(path, std::slice::from_ref(table)),
    };
    if is_stdout(path) { to_stdout(&text) } else { to_file(path, text.as_bytes()) }
}

fn csv_of(columns: &[&str], rows: &[Value]) -> Result<String, CliError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).map_err(failed)?;
    for row in rows {
        let cells = columns.iter().map(|column| row.get(column).map_or(String::new(), cell));
        writer.write_record(cells).map_err(failed)?;
    }
    String::from_utf8(writer.into_inner().map_err(failed)?).map_err(failed)
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => spreadsheet::as_text(text).into_owned(),
        Value::Array(items) => listed(items, cell),
        other => plain(other),
    }
}

/// A value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => listed(items, plain),
        other => other.to_string(),
    }
}

fn listed(items: &[Value], item: fn(&Value) -> String) -> String {
    items.iter().map(item).collect::<Vec<_>>().join("; ")
}

/// Writes a file whole, naming it in the error.
pub fn to_file(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let named =
        |error| CliError::Failed(format!("{} could not be written: {error}", path.display()));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(named)?;
    }
    std::fs::write(path, bytes).map_err(named)
}

/// Writes to standard output; a reader that has gone away is no error.
pub fn to_stdout(text: &str) -> Result<(), CliError> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(failed(error)),
        _ => Ok(()),
    }
}

fn failed(error: impl std::fmt::Display) -> CliError {
    CliError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn csv_keeps_columns_in_order_and_formulas_as_text() {
        let rows = [json!({"b": "=1+1", "a": 2.0, "c": ["x", null, "y"], "d": null})];
        let text = csv_of(&["a", "b", "c", "d"], &rows).unwrap();
        assert_eq!(text, "a,b,c,d\n2.0,'=1+1,x; ; y,\n");
    }

    #[test]
    fn the_ending_picks_the_format() {
        assert_eq!(format_of(Path::new("-")).unwrap(), RowFormat::Json);
        assert_eq!(format_of(Path::new("a.CSV")).unwrap(), RowFormat::Csv);
        assert_eq!(format_of(Path::new("a.xlsx")).unwrap(), RowFormat::Xlsx);
        assert!(matches!(format_of(Path::new("a.txt")), Err(CliError::Usage(_))));
    }
}
