//! Tables that hold data, as opposed to tables that lay a page out.

use super::dom::{Data, Dom, Id};
use super::main_text::MainText;

/// A row of a table.
pub struct Row {
    /// The row's element.
    pub element: Id,
    /// The words of its cells.
    pub cells: Vec<String>,
}

/// A cell with more words than this holds a text, not a datum.
const LONGEST_CELL: usize = 1_200;

/// Whether a table holds data: it has columns, no tables or headings inside, and no long text.
pub fn is_data(dom: &Dom, table: Id) -> bool {
    let (mut rows, mut cells) = (0_usize, 0_usize);
    for id in dom.below(table) {
        match dom.tag(id) {
            "table" | "h1" | "h2" | "h3" | "h4" | "article" | "section" => return false,
            "tr" => rows += 1,
            "td" | "th" => {
                cells += 1;
                if dom.short_text(id, LONGEST_CELL).is_none() {
                    return false;
                }
            }
            _ => {}
        }
    }
    rows > 0 && cells * 2 > rows * 3
}

/// The rows of a table that hold words.
pub fn rows(dom: &Dom, table: Id, main: &MainText) -> Vec<Row> {
    let rows = dom.below(table).filter(|id| dom.tag(*id) == "tr" && !main.skips(*id));
    rows.map(|element| {
        let cells = dom.children(element).filter(|id| matches!(dom.tag(*id), "td" | "th"));
        Row { element, cells: cells.map(|cell| words(dom, cell, main)).collect() }
    })
    .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
    .collect()
}

/// The words of a cell; its paragraphs and lines are parted by spaces.
fn words(dom: &Dom, cell: Id, main: &MainText) -> String {
    let mut text = String::new();
    for id in dom.below(cell).filter(|id| !main.skips(*id)) {
        match dom.data(id) {
            Data::Text(words) => text.push_str(words),
            Data::Element(element) if !super::main_text::is_inline(element.tag.as_ref()) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
