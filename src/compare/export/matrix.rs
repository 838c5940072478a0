//! The passage matrix: what each report says on each topic, in its own words.

use super::{Side, joined};
use crate::citation::Citer;
use crate::compare::{TopicId, passages, topics};
use crate::spreadsheet;
use crate::workbook::{Cell, Column, Look, Sheet, workbook};
use serde_json::{Value, json};

/// A passage with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub citation: String,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// What it is of: a country, a year.
    pub head: String,
    /// Its passages by column.
    pub cells: Vec<Vec<Quote>>,
}

/// Passages by row and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// What stands above all.
    pub title: String,
    /// What the heads of rows are: "Year".
    pub corner: String,
    /// The heads of columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

impl Matrix {
    /// What each of `sides` says on each of `chosen` topics, a row a side. `corner` says what sides
    /// are told apart by.
    pub fn of(
        (title, corner): (&str, &str),
        sides: &[Side<'_>],
        chosen: &[TopicId],
        citer: &Citer,
    ) -> Self {
        let quotes = |side: &Side<'_>, topic: TopicId| -> Vec<Quote> {
            let found = passages(side.edition, topic).into_iter();
            let quote = |span| Quote {
                text: joined(&side.report.text, &[span]),
                citation: citer.source(side.report, span),
            };
            found.map(|passage| quote(passage.span)).collect()
        };
        let row = |side: &Side<'_>| MatrixRow {
            head: side.head.to_owned(),
            cells: chosen.iter().map(|topic| quotes(side, *topic)).collect(),
        };
        Self {
            title: title.to_owned(),
            corner: corner.to_owned(),
            columns: chosen.iter().map(|topic| topics().name(*topic).to_owned()).collect(),
            rows: sides.iter().map(row).collect(),
        }
    }

    /// A workbook: a row a head, a column a topic, and on a second sheet a row a passage.
    pub fn xlsx(&self) -> Result<Vec<u8>, String> {
        let mut columns = vec![Column::new(self.corner.as_str(), 18.0, Look::Wrapped)];
        let wide = |title: &String| Column::new(title.as_str(), 70.0, Look::Wrapped);
        columns.extend(self.columns.iter().map(wide));
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|quotes| Cell::text(Some(&in_cell(quotes))));
            std::iter::once(Cell::text(Some(&row.head))).chain(cells).collect()
        });
        let matrix = Sheet::new("Passages", columns, rows.collect());
        let listed =
            [(self.corner.as_str(), 18.0), ("Topic", 26.0), ("Passage", 90.0), ("Source", 60.0)];
        let listed = listed.map(|(title, width)| Column::new(title, width, Look::Wrapped)).to_vec();
        let rows = self.quotes().map(|(head, topic, quote)| {
            [head, topic, &quote.text, &quote.citation].map(|text| Cell::text(Some(text))).to_vec()
        });
        workbook(&[matrix, Sheet::new("List", listed, rows.collect())])
    }

    /// A line a passage, with a head.
    pub fn csv(&self) -> Result<String, String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let corner = self.corner.to_lowercase();
        let said = |error: csv::Error| error.to_string();
        writer.write_record([corner.as_str(), "topic", "passage", "citation"]).map_err(said)?;
        for (head, topic, quote) in self.quotes() {
            let cells = [head, topic, &quote.text, &quote.citation].map(spreadsheet::as_text);
            writer.write_record(cells.iter().map(AsRef::<str>::as_ref)).map_err(said)?;
        }
        let bytes = writer.into_inner().map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    }

    /// A list of passages.
    pub fn json(&self) -> Vec<Value> {
        let corner = self.corner.to_lowercase();
        let object = |(head, topic, quote): (&str, &str, &Quote)| {
            json!({
                corner.as_str(): head,
                "topic": topic,
                "passage": quote.text,
                "citation": quote.citation,
            })
        };
        self.quotes().map(object).collect()
    }

    /// All passages with their row and column.
    fn quotes(&self) -> impl Iterator<Item = (&str, &str, &Quote)> {
        self.rows.iter().flat_map(|row| {
            self.columns.iter().zip(&row.cells).flat_map(|(topic, quotes)| {
                quotes.iter().map(|quote| (row.head.as_str(), topic.as_str(), quote))
            })
        })
    }
}

/// No sheet's cell holds more letters.
const MOST_LETTERS: usize = 32_000;

/// The passages of a cell of a sheet, parted by an empty line; what does not fit is counted, and
/// stands on the list.
fn in_cell(quotes: &[Quote]) -> String {
    let mut text = String::new();
    let mut letters = 0;
    for (at, quote) in quotes.iter().enumerate() {
        letters += quote.text.chars().count() + 2;
        if letters > MOST_LETTERS {
            let rest = quotes.len() - at;
            text.push_str(&format!("\n\n({rest} more on the second sheet)"));
            break;
        }
        if at > 0 {
            text.push_str("\n\n");
        }
        text.push_str(&quote.text);
    }
    text
}
