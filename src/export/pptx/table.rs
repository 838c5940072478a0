//! Numbers as a table of a slide.

use super::text::{BODY, Frame, Look, fill, paragraph};
use crate::charts::{Color, Grid, GridCell, GridPanel, xml_text};
use crate::series::Standing;
use std::fmt::Write;

/// The frame of a table of these rows of a panel.
pub fn xml(grid: &Grid, panel: &GridPanel, rows: &[usize], id: i64, frame: Frame) -> String {
    let count = i64::try_from(panel.columns.len()).unwrap_or(1).max(1);
    let years = 900_000_i64.min(frame.width / 4);
    let width = (frame.width - years) / count;
    let high = frame.height / i64::try_from(rows.len() + 1).unwrap_or(1).max(1);
    let row_height = high.min(420_000);
    let mut out = format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table\" descr=\"{}\"/>\
         <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>\
         </p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl>\
         <a:tblPr firstRow=\"1\"/><a:tblGrid><a:gridCol w=\"{years}\"/>",
        xml_text(&grid.description),
        frame.xml("p:xfrm"),
    );
    for _ in &panel.columns {
        let _ = write!(out, "<a:gridCol w=\"{width}\"/>");
    }
    out.push_str("</a:tblGrid>");
    let theme = &grid.theme;
    let strong = Look { size: BODY, bold: true, color: theme.ink };
    let plain = Look { bold: false, ..strong };
    let mut head = vec![cell("Year", strong, "l", theme.axis)];
    head.extend(panel.columns.iter().map(|column| cell(&column.name, strong, "r", theme.axis)));
    let _ = write!(out, "<a:tr h=\"{row_height}\">{}</a:tr>", head.concat());
    for row in rows {
        let year = panel.years.get(*row).map_or(String::new(), i16::to_string);
        let mut cells = vec![cell(&year, plain, "l", theme.grid)];
        let values = panel.columns.iter().map(|column| column.cells.get(*row)?.as_ref());
        cells.extend(values.map(|value| cell(&words(value), plain, "r", theme.grid)));
        let _ = write!(out, "<a:tr h=\"{row_height}\">{}</a:tr>", cells.concat());
    }
    out.push_str("</a:tbl></a:graphicData></a:graphic></p:graphicFrame>");
    out
}

/// A value, with what it covers where that is no whole year; a dash where there is none.
fn words(cell: Option<&GridCell>) -> String {
    match cell {
        None => "–".to_owned(),
        Some(cell) if cell.standing == Standing::Whole => cell.words.clone(),
        Some(cell) => format!("{} ({})", cell.words, cell.period),
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
