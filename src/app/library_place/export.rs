//! The library as a file: the list of reports, and which editions are here.

use super::column::{Column, words_of};
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
