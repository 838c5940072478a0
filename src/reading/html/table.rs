//! Tables that hold data, as opposed to tables that lay a page out.

use super::dom::{Data, Dom, Element, Id};
use super::main_text::MainText;
use crate::reading::tables::{DraftRow, Grid};

/// A row of a table.
pub struct Row {
    /// The row's element.
    pub element: Id,
    /// The words of its cells, parted by tabs.
    pub words: String,
    /// Where its cells stand.
    pub draft: DraftRow,
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

/// The rows of a table that hold words, as those of table number `number`.
pub fn rows(dom: &Dom, table: Id, main: &MainText, number: u32) -> Vec<Row> {
    let rows = dom.below(table).filter(|id| dom.tag(*id) == "tr" && !main.skips(*id));
    let mut grid = Grid::default();
    let mut found = Vec::new();
    for (index, element) in rows.enumerate() {
        grid.next_row();
        let mut next = 0;
        let mut words = Vec::new();
        let mut cells = Vec::new();
        for id in dom.children(element) {
            let Some(cell) = dom.element(id).filter(|e| matches!(e.tag.as_ref(), "td" | "th"))
            else {
                continue;
            };
            let (columns, rows) = (span(cell, "colspan"), span(cell, "rowspan"));
            let Some(place) = grid.place(next, columns, rows, is_head(cell)) else { break };
            next = place.column.saturating_add(place.column_span);
            words.push(self::words(dom, id, main));
            cells.push(place);
        }
        let row = u16::try_from(index).unwrap_or(u16::MAX);
        let head = dom.parent(element).is_some_and(|group| dom.tag(group) == "thead");
        if words.iter().any(|words| !words.is_empty()) {
            found.push(Row {
                element,
                words: words.join("\t"),
                draft: DraftRow { table: number, row, head, cells },
            });
        }
    }
    found
}

fn span(cell: &Element, name: &str) -> u16 {
    cell.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

/// Whether the page marks a cell as a head.
fn is_head(cell: &Element) -> bool {
    let scope = cell.attribute("scope").is_some_and(|scope| matches!(scope, "col" | "row"));
    let role = cell.attribute("role");
    &*cell.tag == "th" || scope || matches!(role, Some("columnheader" | "rowheader"))
}

/// The title of a table, with its element: its own, or that of the figure which frames it.
pub fn caption(dom: &Dom, table: Id, main: &MainText) -> Option<(Id, String)> {
    let titled = |id: &Id| matches!(dom.tag(*id), "caption") && !main.skips(*id);
    let own = dom.children(table).find(titled);
    let frame = || {
        let figure = dom.parent(table).filter(|id| dom.tag(*id) == "figure")?;
        dom.children(figure).find(|id| dom.tag(*id) == "figcaption")
    };
    let caption = own.or_else(frame)?;
    let words = words(dom, caption, main);
    (!words.is_empty()).then_some((caption, words))
}

/// Whether the title of a figure is that of the table in it, with which it is read.
pub fn is_titled_by(dom: &Dom, caption: Id) -> bool {
    let figure = dom.parent(caption).filter(|id| dom.tag(*id) == "figure");
    let mut inside = figure.into_iter().flat_map(|figure| dom.children(figure));
    inside.any(|id| {
        let own = dom.children(id).any(|child| dom.tag(child) == "caption");
        dom.tag(id) == "table" && !own && is_data(dom, id)
    })
}

/// The words of a cell; its paragraphs and lines are parted by spaces, marks of notes left out.
fn words(dom: &Dom, cell: Id, main: &MainText) -> String {
    let mut text = String::new();
    let mut note = None;
    for id in dom.below(cell).filter(|id| !main.skips(*id)) {
        match dom.data(id) {
            Data::Text(_) if note.is_some_and(|note| lies_in(dom, id, note)) => {}
            Data::Text(words) => text.push_str(words),
            Data::Element(element) if &*element.tag == "sup" && is_note(dom, id, &text) => {
                note = Some(id);
            }
            Data::Element(element) if !super::main_text::is_inline(element.tag.as_ref()) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether what is raised in a cell, after the words before it, marks a note: a letter, a sign, or
/// a number that is no exponent ("m²", "km²").
fn is_note(dom: &Dom, raised: Id, before: &str) -> bool {
    let Some(mark) = dom.short_text(raised, 12) else { return false };
    let mark = mark.trim().trim_matches(['[', ']', '(', ')']);
    let exponent = before.trim_end().ends_with('m') && matches!(mark, "2" | "3");
    let ordinal = matches!(mark, "st" | "nd" | "rd" | "th");
    !mark.is_empty() && mark.chars().count() <= 3 && !exponent && !ordinal
}

fn lies_in(dom: &Dom, id: Id, outer: Id) -> bool {
    let mut above = std::iter::successors(Some(id), |id| dom.parent(*id)).take(8);
    above.any(|id| id == outer)
}
