//! Rows of any kind as CSV or as a sheet.

use super::held::Held;
use super::row::FigureRow;
use super::sheet::{Cell, Column, Look, Sheet, workbook};
use crate::language::capitalised;
use crate::series::FigureId;
use crate::spreadsheet;
use serde_json::Value;
use std::borrow::Borrow;

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

/// Rows of one kind: a table, or a sheet of a workbook.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The sheet's name.
    pub name: &'static str,
    /// The keys of the columns.
    pub columns: &'a [&'a str],
    /// Objects with these keys.
    pub rows: &'a [Value],
}

/// Figures as objects with the keys [`FigureRow::COLUMNS`], in this order.
pub fn figure_rows(held: &Held, ids: &[FigureId]) -> Result<Vec<Value>, String> {
    let row = |id: &FigureId| {
        let report = held.report(id.report)?;
        FigureRow::of(held, &report, *id).map(serde_json::to_value)
    };
    ids.iter().filter_map(row).collect::<Result<_, _>>().map_err(|error| error.to_string())
}

/// Figures as CSV with a head.
pub fn figures_csv(held: &Held, ids: &[FigureId]) -> Result<String, String> {
    let rows = figure_rows(held, ids)?;
    Rows { name: "Figures", columns: FigureRow::COLUMNS, rows: &rows }.csv()
}

impl Rows<'_> {
    /// The rows as a file.
    pub fn bytes(&self, format: RowFormat) -> Result<Vec<u8>, String> {
        match format {
            RowFormat::Json => {
                let mut text = serde_json::to_string_pretty(self.rows).map_err(said)?;
                text.push('\n');
                Ok(text.into_bytes())
            }
            RowFormat::Csv => Ok(self.csv()?.into_bytes()),
            RowFormat::Xlsx => workbook(&[self.sheet()]),
        }
    }

    /// The rows as CSV with a head; a list becomes its items parted by "; ".
    pub fn csv(&self) -> Result<String, String> {
        csv_of(self.columns, self.rows)
    }

    /// The rows as a sheet, its heads in words.
    pub fn sheet(&self) -> Sheet {
        let row = |row: &Value| {
            let cell = |key: &&str| row.get(*key).map_or(Cell::Empty, sheet_cell);
            self.columns.iter().map(cell).collect()
        };
        let columns = self.columns.iter().map(|key| column(key)).collect();
        Sheet::new(self.name, columns, self.rows.iter().map(row).collect())
    }
}

/// As [`Rows::csv`], of rows that need not all be there at once.
pub fn csv_of<R: Borrow<Value>>(
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).map_err(said)?;
    for row in rows {
        let row = row.borrow();
        let cells = columns.iter().map(|key| row.get(key).map_or(String::new(), cell));
        writer.write_record(cells).map_err(said)?;
    }
    String::from_utf8(writer.into_inner().map_err(said)?).map_err(said)
}

fn column(key: &str) -> Column {
    let (width, look) = match key {
        "before" | "after" | "passage" => (60.0, Look::Wrapped),
        "citation" | "citation_before" | "citation_after" | "sections" | "title" | "role"
        | "name" => (44.0, Look::Wrapped),
        _ => (16.0, Look::Line),
    };
    Column::new(capitalised(&key.replace('_', " ")), width, look)
}

fn sheet_cell(value: &Value) -> Cell {
    match value {
        Value::Number(number) => Cell::number(number.as_f64()),
        other => Cell::text(Some(&plain(other))),
    }
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

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn csv_keeps_columns_in_order_and_formulas_as_text() {
        let rows = [json!({"b": "=1+1", "a": 2.0, "c": ["x", null, "y"], "d": null})];
        let table = Rows { name: "Rows", columns: &["a", "b", "c", "d"], rows: &rows };
        assert_eq!(table.csv().unwrap(), "a,b,c,d\n2.0,'=1+1,x; ; y,\n");
        let sheet = table.sheet();
        assert_eq!(sheet.columns[0].title, "A");
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(sheet.rows[0], [Cell::Number(2.0), text("=1+1"), text("x; ; y"), Cell::Empty]);
    }
}
