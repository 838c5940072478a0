//! The library as a file: the list of reports, and which editions are here.

use super::column::{Column, words_of};
use crate::app::holdings::coverage::{Cell, Grid};
use crate::app::holdings::tree::By;
use crate::app::holdings::{Holdings, Row};
use crate::app::saving::{MakeFile, SaveRequest};
use crate::app::table_columns::TableColumn;
use crate::workbook::{RowFormat, Rows};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What is to be done to save these rows, with all columns.
pub fn list(holdings: &Holdings, places: &[usize]) -> SaveRequest {
    let rows = places.iter().filter_map(|at| holdings.rows().get(*at));
    let rows: Vec<Value> = rows.map(|row| object(row, holdings)).collect();
    let columns = Column::ALL.iter().map(|column| key(*column)).collect();
    request("Library", "library.xlsx", columns, rows)
}

/// The key of a column: "File saved" is `file_saved`.
fn key(column: Column) -> String {
    column.name().to_lowercase().replace(' ', "_")
}

fn object(row: &Row, holdings: &Holdings) -> Value {
    let head = row.head();
    let number = |number: Option<usize>| number.map_or(Value::Null, Value::from);
    let value = |column: Column| match column {
        Column::Year => row.year().map_or(Value::Null, Value::from),
        Column::Pages => head.and_then(|head| head.pages).map_or(Value::Null, Value::from),
        Column::Words => number(head.map(|head| head.words)),
        Column::Figures => number(head.and_then(|head| Some(head.found.as_ref()?.figures()))),
        Column::Names => number(head.and_then(|head| Some(head.found.as_ref()?.entities))),
        Column::Checked => Value::from(row.checked),
        _ => Value::from(words_of(column, row, holdings)),
    };
    let fields = Column::ALL.iter().map(|column| (key(*column), value(*column)));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// What is to be done to save a grid: a line for each of its lines, in each cell whose editions are
/// here, and at the end those that are not.
pub fn grid(holdings: &Holdings, grid: &Grid) -> SaveRequest {
    let sides = grid.sides;
    let head = sides.line_name().to_lowercase();
    let words = |key, by| crate::app::holdings::tree::Key::words(key, by, holdings);
    let heads = grid.columns.iter().map(|column| words(column.key, sides.column_by()));
    let mut columns: Vec<String> = vec![head.clone()];
    columns.extend(heads);
    columns.extend(["reports".to_owned(), "not_here".to_owned()]);
    let line = |(at, line): (usize, &crate::app::holdings::coverage::Head)| {
        let mut fields = Map::new();
        fields.insert(head.clone(), Value::from(words(line.key, sides.line_by())));
        let mut not_here = Vec::new();
        for (nth, column) in grid.columns.iter().enumerate() {
            let Some(cell) = grid.cell(at, nth) else { continue };
            let name = words(column.key, sides.column_by());
            not_here.extend(missing(cell, &name, holdings, grid));
            fields.insert(name, Value::from(here(cell, holdings, grid)));
        }
        fields.insert("reports".to_owned(), Value::from(line.reports));
        fields.insert("not_here".to_owned(), Value::from(not_here));
        Value::Object(fields)
    };
    let rows: Vec<Value> = grid.lines.iter().enumerate().map(line).collect();
    request("Editions", "editions.xlsx", columns, rows)
}

/// Whose editions are here, by what the cell's line and column do not say.
fn here(cell: &Cell, holdings: &Holdings, grid: &Grid) -> String {
    let name = |row: &Row| match grid.sides.cell_by() {
        By::Publisher => holdings.publisher_of(row).map(str::to_owned),
        By::Country => holdings.country_of(row).map(str::to_owned),
        By::Year => row.year().map(|year| year.to_string()),
    };
    let rows = cell.reports.iter().filter_map(|index| holdings.row(*index));
    let names: Vec<String> =
        rows.map(|row| name(row).unwrap_or_else(|| "not found".to_owned())).collect();
    names.join("; ")
}

fn missing(cell: &Cell, year: &str, holdings: &Holdings, grid: &Grid) -> Vec<String> {
    let of = |(country, publisher)| match grid.sides.cell_by() {
        By::Country => holdings.countries.text(country),
        _ => holdings.publishers.text(publisher),
    };
    cell.missing.iter().map(|missing| format!("{year} {}", of(*missing))).collect()
}

fn request(
    what: &'static str,
    file_name: &str,
    columns: Vec<String>,
    rows: Vec<Value>,
) -> SaveRequest {
    let table = Arc::new((columns, rows));
    let made = |format| -> Arc<MakeFile> {
        let table = Arc::clone(&table);
        Arc::new(move || {
            let columns: Vec<&str> = table.0.iter().map(String::as_str).collect();
            Rows { name: what, columns: &columns, rows: &table.1 }.bytes(format)
        })
    };
    SaveRequest {
        what,
        file_name: file_name.to_owned(),
        make: made(RowFormat::Xlsx),
        others: vec![("csv", made(RowFormat::Csv)), ("json", made(RowFormat::Json))],
    }
}
