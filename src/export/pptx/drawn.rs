//! The series of a chart that another program draws.

use super::super::sheets::{DATA, label_format, letters, number_format, width_place};
use super::chart::text_properties;
use super::text::{self, BODY, fill, hex};
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
/// The most charts of a slide whose values are written beside their marks.
const MOST_LABELLED: usize = 3;
/// Width of lines, in English metric units: two and a half points.
const LINE: u32 = 31_750;
/// Size of marks in points.
const MARK: u8 = 11;

/// Lines and marks.
pub fn line_chart(drawn: &Drawn<'_>) -> String {
    lines(drawn, |_| true)
}

/// A chart of lines of those columns that are wanted; nothing where there are none.
fn lines(drawn: &Drawn<'_>, wanted: impl Fn(&GridColumn) -> bool) -> String {
    let mut series = String::new();
    for (at, column) in drawn.panel.columns.iter().enumerate().filter(|(_, one)| wanted(one)) {
        let _ = write!(
            series,
            "<c:ser>{}{}{}{}{}{}{}<c:smooth val=\"0\"/></c:ser>",
            head(at, column),
            line(column),
            drawn.marker(column, Look::of(column)),
            drawn.points(column),
            drawn.labels(column, false),
            whiskers(drawn, at, column),
            drawn.data(at, column),
        );
    }
    if series.is_empty() {
        return series;
    }
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}\
         <c:marker val=\"1\"/>{AXES}</c:lineChart>"
    )
}

/// Columns, side by side or on top of one another; values from elsewhere, and what stands in no
/// year's place, as marks over them.
pub fn columns_chart(drawn: &Drawn<'_>) -> String {
    let is_column = |column: &GridColumn| {
        !column.is_reference && column.standing.fills_year() && column.end.is_none()
    };
    let mut series = String::new();
    for (at, column) in drawn.panel.columns.iter().enumerate().filter(|(_, one)| is_column(one)) {
        let own = column.cells.iter().enumerate().filter_map(|(row, cell)| {
            let look = Look::of_cell(cell.as_ref()?);
            (look != Look::of(column)).then(|| {
                format!(
                    "<c:dPt><c:idx val=\"{row}\"/><c:invertIfNegative val=\"0\"/>\
                     <c:bubble3D val=\"0\"/>{}</c:dPt>",
                    drawn.body(column, look)
                )
            })
        });
        let _ = write!(
            series,
            "<c:ser>{}{}<c:invertIfNegative val=\"0\"/>{}{}{}</c:ser>",
            head(at, column),
            drawn.body(column, Look::of(column)),
            own.collect::<String>(),
            drawn.labels(column, true),
            drawn.data(at, column),
        );
    }
    let marks = lines(drawn, |column| !is_column(column));
    if series.is_empty() {
        return marks;
    }
    let stacked = drawn.grid.kind == GridKind::Stacked;
    let mut own = drawn.panel.columns.iter().filter(|column| is_column(column));
    let first = own.next().map(|first| &first.series);
    let several = own.any(|column| Some(&column.series) != first);
    // What is no whole year stands in the place of the year's column, where there is one series.
    let overlap = if stacked || !several { 100 } else { 0 };
    format!(
        "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"{}\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"60\"/><c:overlap val=\"{overlap}\"/>{AXES}</c:barChart>{marks}",
        if stacked { "stacked" } else { "clustered" },
    )
}

/// How a mark or a column looks besides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    standing: Standing,
    is_pale: bool,
}

impl Look {
    /// That of most of a series.
    fn of(column: &GridColumn) -> Self {
        Self { standing: column.standing, is_pale: false }
    }

    fn of_cell(cell: &GridCell) -> Self {
        Self { standing: cell.standing, is_pale: cell.is_pale }
    }
}

impl Drawn<'_> {
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

    /// The points that look different from the others of their series, and those that no line runs
    /// to though the year before has a value.
    fn points(&self, column: &GridColumn) -> String {
        let has_lines = column.cells.iter().flatten().any(|cell| cell.joined);
        let mut out = String::new();
        let before = [&None].into_iter().chain(&column.cells);
        for (row, (before, cell)) in before.zip(&column.cells).enumerate() {
            let Some(cell) = cell else { continue };
            let look = Look::of_cell(cell);
            let is_broken = has_lines && before.is_some() && !cell.joined;
            if look == Look::of(column) && !is_broken {
                continue;
            }
            let line = if cell.joined { line(column) } else { NO_LINE.to_owned() };
            let _ = write!(
                out,
                "<c:dPt><c:idx val=\"{row}\"/>{}<c:bubble3D val=\"0\"/>{line}</c:dPt>",
                self.marker(column, look)
            );
        }
        out
    }

    /// The mark of a series: pale within its edge where its values are no whole years.
    fn marker(&self, column: &GridColumn, look: Look) -> String {
        let symbol = match column.place.map(Form::of_series) {
            None if column.is_reference && column.line == 2 => "plus",
            None if column.is_reference && column.line == 3 => "star",
            None if column.is_reference => "x",
            None | Some(Form::Circle) => "circle",
            Some(Form::Square) => "square",
            Some(Form::TriangleUp) => "triangle",
            Some(Form::Diamond) => "diamond",
            Some(Form::TriangleDown) => "star",
            Some(Form::Pentagon) => "x",
            Some(Form::Plus) => "plus",
            Some(Form::Hexagon) => "dash",
        };
        let color = column.color;
        // Some programs draw no edges of marks and no patterns in them: so none is wholly hollow.
        let inside = match look.standing {
            Standing::Whole if !look.is_pale => fill(color),
            Standing::Whole | Standing::Undated => fill(self.mixed(color, 55)),
            Standing::PartYear => fill(self.mixed(color, 30)),
            Standing::Event | Standing::MultiYear | Standing::Average => {
                fill(self.mixed(color, 70))
            }
        };
        format!(
            "<c:marker><c:symbol val=\"{symbol}\"/><c:size val=\"{MARK}\"/><c:spPr>{inside}\
             {}</c:spPr></c:marker>",
            edge(color, look)
        )
    }

    /// A column's area and edge: wholly filled for a whole year, hollow for a part of one, hatched
    /// where no date is given.
    fn body(&self, column: &GridColumn, look: Look) -> String {
        let color = column.color;
        let ground = self.grid.theme.background;
        let inside = match look.standing {
            Standing::Undated => format!(
                "<a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr>\
                 <a:srgbClr val=\"{}\"/></a:bgClr></a:pattFill>",
                hex(color),
                hex(Color { a: 255, ..ground }),
            ),
            Standing::PartYear => fill(ground),
            Standing::Whole if !look.is_pale => fill(color),
            _ => fill(self.mixed(color, 45)),
        };
        format!("<c:spPr>{inside}{}</c:spPr>", edge(color, look))
    }

    /// So many hundredths of a colour on the ground.
    fn mixed(&self, color: Color, part: u32) -> Color {
        let ground = self.grid.theme.background;
        let mix = |own: u8, ground: u8| {
            let mixed = (u32::from(own) * part + u32::from(ground) * (100 - part)) / 100;
            u8::try_from(mixed).unwrap_or(own)
        };
        Color {
            r: mix(color.r, ground.r),
            g: mix(color.g, ground.g),
            b: mix(color.b, ground.b),
            a: 255,
        }
    }

    /// The values that the chart writes beside their marks.
    fn labels(&self, column: &GridColumn, is_column: bool) -> String {
        let mut out = String::from("<c:dLbls>");
        // Beside many others a chart has no room for them; its axis and its workbook tell them.
        let cells = if self.grid.panels.len() > MOST_LABELLED { &[] } else { &*column.cells };
        for (row, cell) in cells.iter().enumerate() {
            if let Some((cell, side)) = cell.as_ref().and_then(|cell| Some((cell, cell.label?))) {
                let stacked = is_column && self.grid.kind == GridKind::Stacked;
                let place = match side {
                    _ if stacked => "ctr",
                    _ if is_column => "outEnd",
                    // Above the first mark of many it would run into the axis.
                    LabelSide::Above | LabelSide::Below
                        if row == 0 && self.panel.years.len() > 8 =>
                    {
                        "r"
                    }
                    LabelSide::Above => "t",
                    LabelSide::Below => "b",
                    LabelSide::Left => "l",
                    LabelSide::Right => "r",
                };
                let color = if stacked { on(column.color) } else { self.grid.theme.ink };
                out.push_str(&self.label(row, (column, cell), place, color));
            }
        }
        let _ = write!(out, "{}</c:dLbls>", shown(false));
        out
    }

    fn label(
        &self,
        row: usize,
        (column, cell): (&GridColumn, &GridCell),
        place: &str,
        color: Color,
    ) -> String {
        let look = text::Look { size: BODY, bold: false, color };
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

/// The edge of a mark or a column: dotted where nobody has checked the value.
fn edge(color: Color, look: Look) -> String {
    let dash = if look.is_pale { "<a:prstDash val=\"sysDot\"/>" } else { "" };
    format!("<a:ln w=\"25400\">{}{dash}</a:ln>", fill(color))
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

/// Number and name of a series.
fn head(at: usize, column: &GridColumn) -> String {
    format!(
        "<c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:strRef><c:f>{DATA}!${}$1</c:f>\
         <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache>\
         </c:strRef></c:tx>",
        letters(at + 1),
        xml_text(&column.name),
    )
}

/// How the line through a series' points is drawn, where it has one.
fn line(column: &GridColumn) -> String {
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
