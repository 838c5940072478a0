//! Numbers as tables of slides: a column a series, a row a year that has a value, as many of both
//! as a slide has room for.

use super::text::{self, BODY, Frame, Look, fill, paragraph};
use super::{HEIGHT, MARGIN};
use crate::charts::{Color, Grid, GridCell, GridPanel, xml_text};
use crate::series::Standing;
use std::fmt::Write;

/// The most series of a table.
const MOST_SERIES: usize = 4;
/// The part of a slide that a table takes at most, in hundredths.
pub const MOST: i64 = 62;
/// The width of the years.
const YEARS: i64 = 1_000_000;
/// Clear space in a cell, left and right together and above and below together.
const INSIDE: [i64; 2] = [120_000, 60_000];

/// The rows of a table on one slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The head of its first column.
    head: &'static str,
    /// The heads of the others.
    names: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    /// The width of its first column, and of each of the others.
    widths: [i64; 2],
}

/// The tables that tell all values of a chart on slides of this width.
pub fn tables(grid: &Grid, width: i64) -> Vec<Table> {
    let mut tables = Vec::new();
    if grid.is_latest {
        latest(grid, width, &mut tables);
        return tables;
    }
    for panel in &grid.panels {
        let mut names: Vec<&str> = Vec::new();
        for column in &panel.columns {
            if !names.contains(&column.series.as_str()) {
                names.push(&column.series);
            }
        }
        for names in names.chunks(MOST_SERIES) {
            split(panel, names, width, &mut tables);
        }
    }
    tables
}

/// The rows of these series, on as many slides as they take.
fn split(panel: &GridPanel, names: &[&str], width: i64, tables: &mut Vec<Table>) {
    let count = i64::try_from(names.len()).unwrap_or(1).max(1);
    let empty = Table {
        head: "Year",
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        rows: Vec::new(),
        widths: [YEARS, (width - 2 * MARGIN - YEARS) / count],
    };
    let rows = panel.years.iter().enumerate().map(|(row, year)| {
        let cells: Vec<String> = names.iter().map(|name| words(panel, name, row)).collect();
        (year.to_string(), cells)
    });
    paged(&empty, rows, tables);
}

/// The latest value of each series in a row of its own: their names are too many to stand beside
/// one another.
fn latest(grid: &Grid, width: i64, tables: &mut Vec<Table>) {
    let inner = width - 2 * MARGIN;
    let value = inner * 22 / 100;
    let empty = Table {
        head: "",
        names: ["Latest value", "Time"].map(str::to_owned).to_vec(),
        rows: Vec::new(),
        widths: [inner - 2 * value, value],
    };
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for column in grid.panels.iter().flat_map(|panel| &panel.columns) {
        for cell in column.cells.iter().flatten() {
            let told = vec![cell.words.clone(), cell.period.clone()];
            let row = (column.series.clone(), told);
            // Both ends of a range tell it.
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
    }
    paged(&empty, rows.into_iter(), tables);
}

/// The rows that tell something, on as many slides as they take.
fn paged(
    empty: &Table,
    rows: impl Iterator<Item = (String, Vec<String>)>,
    tables: &mut Vec<Table>,
) {
    let mut table = empty.clone();
    for row in rows.filter(|(_, cells)| !cells.iter().all(String::is_empty)) {
        table.rows.push(row);
        if table.rows.len() > 1 && table.height() > HEIGHT * MOST / 100 {
            let last = table.rows.pop();
            tables.push(std::mem::replace(&mut table, empty.clone()));
            table.rows.extend(last);
        }
    }
    if !table.rows.is_empty() {
        tables.push(table);
    }
}

/// The values of a series in a year, each with what it covers where that is no whole year.
fn words(panel: &GridPanel, series: &str, row: usize) -> String {
    let columns = panel.columns.iter().filter(|column| column.series == series);
    let cells = columns.filter_map(|column| column.cells.get(row)?.as_ref());
    let one = |cell: &GridCell| match cell.standing {
        Standing::Whole => cell.words.clone(),
        _ => format!("{} ({})", cell.words, cell.period),
    };
    let mut told: Vec<String> = cells.map(one).collect();
    // Both ends of a range tell it.
    told.dedup();
    told.join("; ")
}

impl Table {
    /// How high it is.
    pub fn height(&self) -> i64 {
        let rows = self.rows.iter().map(|(label, cells)| self.row_height(label, cells, false));
        self.row_height(self.head, &self.names, true) + rows.sum::<i64>()
    }

    fn row_height(&self, label: &str, cells: &[String], bold: bool) -> i64 {
        let look = Look { size: BODY, bold, color: Color { r: 0, g: 0, b: 0, a: 255 } };
        let [first, column] = self.widths.map(|width| width - INSIDE[0]);
        let lines = cells.iter().map(|cell| text::lines(cell, look, column));
        let lines = lines.chain([text::lines(label, look, first)]);
        text::height(lines.max().unwrap_or(1).max(1), look) + INSIDE[1]
    }

    /// Its frame on a slide.
    pub fn xml(&self, grid: &Grid, id: i64, frame: Frame) -> String {
        let mut out = format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table\" descr=\"{}\"/>\
             <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>\
             </p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl>\
             <a:tblPr firstRow=\"1\"/><a:tblGrid><a:gridCol w=\"{}\"/>",
            xml_text(&grid.description),
            frame.xml("p:xfrm"),
            self.widths[0],
        );
        for _ in &self.names {
            let _ = write!(out, "<a:gridCol w=\"{}\"/>", self.widths[1]);
        }
        out.push_str("</a:tblGrid>");
        let theme = &grid.theme;
        let strong = Look { size: BODY, bold: true, color: theme.ink };
        let plain = Look { bold: false, ..strong };
        let mut row = |label: &str, cells: &[String], look: Look, line: Color| {
            let height = self.row_height(label, cells, look.bold);
            let values = cells.iter().map(|text| if text.is_empty() { "–" } else { text });
            let cells: String = values.map(|text| cell(text, look, "r", line)).collect();
            let _ =
                write!(out, "<a:tr h=\"{height}\">{}{cells}</a:tr>", cell(label, look, "l", line));
        };
        row(self.head, &self.names, strong, theme.axis);
        for (label, cells) in &self.rows {
            row(label, cells, plain, theme.grid);
        }
        out.push_str("</a:tbl></a:graphicData></a:graphic></p:graphicFrame>");
        out
    }
}

/// A cell with a line below it.
fn cell(text: &str, look: Look, align: &str, line: Color) -> String {
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    let paragraph =
        paragraph(text, look).replacen("<a:p>", &format!("<a:p><a:pPr algn=\"{align}\"/>"), 1);
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>\
         <a:tcPr marL=\"60000\" marR=\"60000\" marT=\"30000\" marB=\"30000\" anchor=\"b\">\
         {}{}{}<a:lnB w=\"9525\">{}</a:lnB><a:noFill/></a:tcPr></a:tc>",
        none("lnL"),
        none("lnR"),
        none("lnT"),
        fill(line),
    )
}
