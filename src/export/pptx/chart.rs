//! The XML of a chart that another program draws: axes, series and legend (`DrawingML` charts).

use super::super::sheets::number_format;
use super::drawn::{Drawn, columns_chart, line_chart};
use super::text::{self, BODY, Look, fill, run_properties};
use crate::charts::{Color, Grid, GridKind, GridPanel, xml_text};
use std::fmt::Write;

/// Clear width that a year's label takes on the axis, in points at [`BODY`].
const YEAR: f64 = 62.0;
/// The width of the plot of a chart that takes a whole slide, in points.
const PLOT: f64 = 820.0;

/// The XML of the chart of one panel. Its workbook relates to it as `rId1`.
pub fn xml(grid: &Grid, panel: &GridPanel) -> String {
    let alone = grid.panels.len() == 1;
    let drawn = Drawn { grid, panel };
    let plot = match grid.kind {
        GridKind::Columns | GridKind::Stacked => columns_chart(&drawn),
        GridKind::Line | GridKind::Dots | GridKind::Table => line_chart(&drawn),
    };
    let ink = Look { size: letters(grid.panels.len()), bold: false, color: grid.theme.ink };
    let muted = Look { color: grid.theme.muted, ..ink };
    let title = if panel.name.is_empty() {
        "<c:autoTitleDeleted val=\"1\"/>".to_owned()
    } else {
        title(&panel.name, ink)
    };
    let legend = legend(panel, ink);
    format!(
        "{head}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart>{title}<c:plotArea><c:layout/>\
         {plot}{years}{values}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln>\
         <a:noFill/></a:ln></c:spPr>{text}<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/>\
         </c:externalData></c:chartSpace>",
        head = super::package::HEAD,
        years = year_axis(panel, muted, grid.theme.axis, grid.panels.len()),
        values = value_axis(grid, muted, alone),
        text = text_properties(ink),
    )
}

/// The size of the letters of a chart that stands beside others on its slide.
fn letters(panels: usize) -> i64 {
    match panels {
        0 | 1 => BODY,
        2 | 3 => 14,
        _ => 11,
    }
}

/// What text in a part of a chart looks like.
pub fn text_properties(look: Look) -> String {
    format!(
        "<c:txPr><a:bodyPr rot=\"0\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr>{}</a:pPr>\
         <a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>",
        run_properties("a:defRPr", look).replace(" lang=\"en-GB\"", "")
    )
}

fn title(text: &str, look: Look) -> String {
    let bold = Look { bold: true, ..look };
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:r>{}<a:t>{}</a:t>\
         </a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>",
        run_properties("a:defRPr", bold).replace(" lang=\"en-GB\"", ""),
        run_properties("a:rPr", bold),
        xml_text(text),
    )
}

/// The part of a chart's width that a legend of many names takes beside it.
const BESIDE: f64 = 0.36;
/// The most names that stand in a row above the plot.
const MOST_IN_ROW: usize = 3;

/// The columns that the legend names: the first of each series.
fn named(panel: &GridPanel) -> Vec<usize> {
    let mut known: Vec<&str> = Vec::new();
    let mut named = Vec::new();
    for (at, column) in panel.columns.iter().enumerate() {
        if !known.contains(&column.series.as_str()) {
            known.push(&column.series);
            named.push(at);
        }
    }
    named
}

/// Whether the legend stands beside the plot, because it has no room in a row above.
fn is_beside(panel: &GridPanel) -> bool {
    let named = named(panel);
    let names = named.iter().filter_map(|at| panel.columns.get(*at));
    let letters: usize = names.map(|column| column.name.chars().count() + 4).sum();
    named.len() > 1 && (named.len() > MOST_IN_ROW || letters > 70)
}

/// The least height of a chart of that width in which its legend is whole.
pub fn least_height(panel: &GridPanel, look: Look, width: i64) -> i64 {
    if !is_beside(panel) {
        return 0;
    }
    // The mark before a name, and what programs leave free around it.
    let room = width * 36 / 100 - 500_000;
    let names = named(panel).into_iter().filter_map(|at| panel.columns.get(at));
    let lines: i64 = names.map(|column| text::lines(&column.name, look, room)).sum();
    text::height(lines + 1, look)
}

/// The names of the series. What else a series has than whole years stands in no line of its own,
/// unless it is all that there is: a note says what its marks mean.
fn legend(panel: &GridPanel, look: Look) -> String {
    let named = named(panel);
    // The name of one alone stands in the title.
    if named.len() < 2 {
        return String::new();
    }
    let mut deleted = String::new();
    for at in (0..panel.columns.len()).filter(|at| !named.contains(at)) {
        let _ = write!(
            deleted,
            "<c:legendEntry><c:idx val=\"{at}\"/><c:delete val=\"1\"/></c:legendEntry>"
        );
    }
    let (place, layout) = if is_beside(panel) {
        let layout = format!(
            "<c:layout><c:manualLayout><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>\
             <c:x val=\"{}\"/><c:y val=\"0\"/><c:w val=\"{BESIDE}\"/><c:h val=\"1\"/>\
             </c:manualLayout></c:layout>",
            1.0 - BESIDE
        );
        ("r", layout)
    } else {
        ("t", String::new())
    };
    format!(
        "<c:legend><c:legendPos val=\"{place}\"/>{deleted}{layout}<c:overlay val=\"0\"/>{}</c:legend>",
        text_properties(look)
    )
}

fn line(color: Color, width: u32) -> String {
    format!("<c:spPr><a:ln w=\"{width}\">{}</a:ln></c:spPr>", fill(color))
}

/// The axis of years: as many labels as stand beside one another.
fn year_axis(panel: &GridPanel, look: Look, color: Color, panels: usize) -> String {
    let plot = if is_beside(panel) { PLOT * (1.0 - BESIDE) } else { PLOT };
    let room = plot / panels.clamp(1, 3) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive number"
    )]
    let most = (room / YEAR).max(1.0) as usize;
    let skip = panel.years.len().div_ceil(most).max(1);
    format!(
        "<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>\
         <c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" \
         sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"low\"/>{}{}<c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/>\
         <c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>\
         <c:tickLblSkip val=\"{skip}\"/><c:tickMarkSkip val=\"1\"/><c:noMultiLvlLbl val=\"1\"/>\
         </c:catAx>",
        line(color, 12_700),
        // Some programs break words of labels that are said to be horizontal.
        text_properties(look).replace("rot=\"0\"", "rot=\"-60000000\""),
    )
}

/// The axis of values. It begins at zero; small multiples have one scale.
fn value_axis(grid: &Grid, look: Look, alone: bool) -> String {
    let axis = grid.axis;
    let highest = if alone { String::new() } else { format!("<c:max val=\"{}\"/>", axis.high) };
    let step = if alone { String::new() } else { format!("<c:majorUnit val=\"{}\"/>", axis.step) };
    format!(
        "<c:valAx><c:axId val=\"222\"/><c:scaling><c:orientation val=\"minMax\"/>{highest}\
         <c:min val=\"{}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines>\
         {}</c:majorGridlines><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}<c:crossAx val=\"111\"/>\
         <c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/>{step}</c:valAx>",
        axis.low,
        line(grid.theme.grid, 9_525),
        xml_text(number_format(grid.unit)),
        text_properties(look),
    )
}
