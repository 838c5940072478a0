//! The series of a chart that another program draws.

use super::super::sheets::{DATA, label_format, letters, number_format, width_place};
use super::chart::text_properties;
use super::text::{BODY, Look, fill, hex};
use crate::charts::{
    Color, Form, Grid, GridCell, GridColumn, GridKind, GridPanel, LabelSide, xml_text,
};
use crate::series::Standing;
use std::fmt::Write;

/// A panel, and the chart that it is of.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The chart.
    pub grid: &'a Grid,
    /// The panel.
    pub panel: &'a GridPanel,
}

const AXES: &str = "<c:axId val=\"111\"/><c:axId val=\"222\"/>";
/// Width of lines, in English metric units: two and a half points.
const LINE: u32 = 31_750;
/// Size of marks in points.
const MARK: u8 = 11;

/// Lines and marks.
pub fn line_chart(drawn: &Drawn<'_>) -> String {
    let mut series = String::new();
    for (at, column) in drawn.panel.columns.iter().enumerate() {
        let _ = write!(
            series,
            "<c:ser>{}{}{}{}{}{}{}<c:smooth val=\"0\"/></c:ser>",
            drawn.head(at, column),
            drawn.line(column),
            drawn.marker(column, column.standing),
            drawn.breaks(column),
            drawn.labels(column),
            whiskers(drawn, at, column),
            drawn.data(at, column),
        );
    }
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}\
         <c:marker val=\"1\"/>{AXES}</c:lineChart>"
    )
}

/// Columns, side by side or on top of one another.
pub fn columns_chart(drawn: &Drawn<'_>) -> String {
    let mut series = String::new();
    for (at, column) in drawn.panel.columns.iter().enumerate() {
        let own = column.cells.iter().enumerate().filter_map(|(row, cell)| {
            let cell = cell.as_ref().filter(|cell| cell.standing != column.standing)?;
            Some(format!(
                "<c:dPt><c:idx val=\"{row}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/>\
                 {}</c:dPt>",
                drawn.body(column, cell.standing)
            ))
        });
        let _ = write!(
            series,
            "<c:ser>{}{}<c:invertIfNegative val=\"0\"/>{}{}{}</c:ser>",
            drawn.head(at, column),
            drawn.body(column, column.standing),
            own.collect::<String>(),
            drawn.labels(column),
            drawn.data(at, column),
        );
    }
    let stacked = drawn.grid.kind == GridKind::Stacked;
    let several =
        drawn.panel.columns.iter().any(|column| {
            drawn.panel.columns.first().is_some_and(|first| first.place != column.place)
        });
    // What is no whole year stands in the place of the year's column, where there is one series.
    let overlap = if stacked || !several { 100 } else { 0 };
    format!(
        "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"{}\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"60\"/><c:overlap val=\"{overlap}\"/>{AXES}</c:barChart>",
        if stacked { "stacked" } else { "clustered" },
    )
}

impl Drawn<'_> {
    /// Number and name of a series.
    fn head(&self, at: usize, column: &GridColumn) -> String {
        format!(
            "<c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:strRef><c:f>{DATA}!${}$1</c:f>\
             <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache>\
             </c:strRef></c:tx>",
            letters(at + 1),
            xml_text(&column.name),
        )
    }

    /// The years and the values, as the workbook has them.
    fn data(&self, at: usize, column: &GridColumn) -> String {
        let count = self.panel.years.len();
        let last = count + 1;
        let mut years = String::new();
        for (row, year) in self.panel.years.iter().enumerate() {
            let _ = write!(years, "<c:pt idx=\"{row}\"><c:v>{year}</c:v></c:pt>");
        }
        let mut values = String::new();
        for (row, cell) in column.cells.iter().enumerate() {
            if let Some(cell) = cell {
                let _ = write!(values, "<c:pt idx=\"{row}\"><c:v>{}</c:v></c:pt>", cell.value);
            }
        }
        let letter = letters(at + 1);
        format!(
            "<c:cat><c:strRef><c:f>{DATA}!$A$2:$A${last}</c:f><c:strCache>\
             <c:ptCount val=\"{count}\"/>{years}</c:strCache></c:strRef></c:cat><c:val><c:numRef>\
             <c:f>{DATA}!${letter}$2:${letter}${last}</c:f><c:numCache><c:formatCode>{}</c:formatCode>\
             <c:ptCount val=\"{count}\"/>{values}</c:numCache></c:numRef></c:val>",
            xml_text(number_format(self.grid.unit)),
        )
    }

    fn line(&self, column: &GridColumn) -> String {
        if !column.cells.iter().flatten().any(|cell| cell.joined) {
            return NO_LINE.to_owned();
        }
        let dash = match column.line % 4 {
            0 => "solid",
            1 => "dash",
            2 => "sysDot",
            _ => "lgDash",
        };
        format!(
            "<c:spPr><a:ln w=\"{LINE}\" cap=\"rnd\">{}<a:prstDash val=\"{dash}\"/><a:round/></a:ln>\
             </c:spPr>",
            fill(column.color)
        )
    }

    /// Where no line runs from the year before though it has a value.
    fn breaks(&self, column: &GridColumn) -> String {
        let has_lines = column.cells.iter().flatten().any(|cell| cell.joined);
        let mut out = String::new();
        let pairs = column.cells.iter().zip(column.cells.iter().skip(1));
        for (row, (before, cell)) in (1..).zip(pairs) {
            if has_lines && before.is_some() && cell.as_ref().is_some_and(|cell| !cell.joined) {
                let _ = write!(
                    out,
                    "<c:dPt><c:idx val=\"{row}\"/>{}<c:bubble3D val=\"0\"/>{NO_LINE}</c:dPt>",
                    self.marker(column, column.standing)
                );
            }
        }
        out
    }

    /// The mark of a series: hollow where its values are no whole years.
    fn marker(&self, column: &GridColumn, standing: Standing) -> String {
        let color = column.color;
        let symbol = match column.place.map_or(Form::Circle, Form::of_series) {
            Form::Circle => "circle",
            Form::Square => "square",
            Form::TriangleUp => "triangle",
            Form::Diamond => "diamond",
            Form::TriangleDown => "star",
            Form::Pentagon => "x",
            Form::Plus => "plus",
            Form::Hexagon => "dash",
        };
        format!(
            "<c:marker><c:symbol val=\"{symbol}\"/><c:size val=\"{MARK}\"/><c:spPr>{}\
             <a:ln w=\"25400\">{}</a:ln></c:spPr></c:marker>",
            self.inside(color, standing),
            fill(color),
        )
    }

    /// A column's area and edge.
    fn body(&self, column: &GridColumn, standing: Standing) -> String {
        let color = column.color;
        format!(
            "<c:spPr>{}<a:ln w=\"25400\">{}</a:ln></c:spPr>",
            self.inside(color, standing),
            fill(color)
        )
    }

    /// What a mark or a column is filled with: wholly for a whole year, not at all for a part of
    /// one, hatched where no date is given, half as strong for what stands in no year's place.
    fn inside(&self, color: Color, standing: Standing) -> String {
        let ground = self.grid.theme.background;
        match standing {
            Standing::Whole => fill(color),
            Standing::PartYear if ground.a == 0 => "<a:noFill/>".to_owned(),
            Standing::PartYear => fill(ground),
            Standing::Undated => format!(
                "<a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr>\
                 <a:srgbClr val=\"{}\"/></a:bgClr></a:pattFill>",
                hex(color),
                hex(Color { a: 255, ..ground }),
            ),
            Standing::Event | Standing::MultiYear | Standing::Average => format!(
                "<a:solidFill><a:srgbClr val=\"{}\"><a:alpha val=\"40000\"/></a:srgbClr>\
                 </a:solidFill>",
                hex(color)
            ),
        }
    }

    /// The values that the chart writes beside their marks.
    fn labels(&self, column: &GridColumn) -> String {
        let mut out = String::from("<c:dLbls>");
        for (row, cell) in column.cells.iter().enumerate() {
            if let Some((cell, side)) = cell.as_ref().and_then(|cell| Some((cell, cell.label?))) {
                out.push_str(&self.label(row, column, cell, side));
            }
        }
        let _ = write!(out, "{}</c:dLbls>", shown(false));
        out
    }

    fn label(&self, row: usize, column: &GridColumn, cell: &GridCell, side: LabelSide) -> String {
        let stacked = self.grid.kind == GridKind::Stacked;
        let place = match (self.grid.kind, side) {
            (GridKind::Stacked, _) => "ctr",
            (GridKind::Columns, _) => "outEnd",
            (_, LabelSide::Above) => "t",
            (_, LabelSide::Below) => "b",
            (_, LabelSide::Left) => "l",
            (_, LabelSide::Right) => "r",
        };
        let color = if stacked { on(column.color) } else { self.grid.theme.ink };
        let look = Look { size: BODY, bold: false, color };
        let format = label_format(self.grid, column, cell);
        format!(
            "<c:dLbl><c:idx val=\"{row}\"/><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr>\
             <a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:dLblPos val=\"{place}\"/>{}</c:dLbl>",
            xml_text(&format),
            text_properties(look),
            shown(true),
        )
    }
}

const NO_LINE: &str = "<c:spPr><a:ln w=\"28575\"><a:noFill/></a:ln></c:spPr>";

/// What a label shows: the value, or nothing.
fn shown(value: bool) -> String {
    format!(
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"{}\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>",
        u8::from(value)
    )
}

/// Black or white, whichever stands out from a colour.
fn on(color: Color) -> Color {
    let light = 299 * u32::from(color.r) + 587 * u32::from(color.g) + 114 * u32::from(color.b);
    let part = if light > 140_000 { 0 } else { 255 };
    Color { r: part, g: part, b: part, a: 255 }
}

/// The bars of ranges, from their higher end down to their lower one; their lengths stand in the
/// workbook too.
fn whiskers(drawn: &Drawn<'_>, at: usize, column: &GridColumn) -> String {
    let Some(place) = width_place(drawn.panel, at) else { return String::new() };
    let mut points = String::new();
    for (row, cell) in column.cells.iter().enumerate() {
        if let Some((high, low)) = cell.as_ref().and_then(|cell| Some((cell.value, cell.low?))) {
            let _ = write!(points, "<c:pt idx=\"{row}\"><c:v>{}</c:v></c:pt>", high - low);
        }
    }
    let (letter, count) = (letters(place + 1), column.cells.len());
    format!(
        "<c:errBars><c:errDir val=\"y\"/><c:errBarType val=\"minus\"/><c:errValType val=\"cust\"/>\
         <c:noEndCap val=\"1\"/><c:minus><c:numRef><c:f>{DATA}!${letter}$2:${letter}${}</c:f>\
         <c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>{points}\
         </c:numCache></c:numRef></c:minus><c:spPr><a:ln w=\"{LINE}\">{}</a:ln></c:spPr></c:errBars>",
        count + 1,
        fill(column.color),
    )
}
