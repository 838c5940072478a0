//! Charts as a workbook: the numbers with a chart beside them that Excel draws, the figures behind
//! them with their sentences, as an evidence workbook has them, and what the numbers are in words.

use super::evidence::figures;
use super::exhibit::Exhibit;
use super::sheets::{self, number_format};
use crate::charts::{Color, Form, Grid, GridCell, GridColumn, GridKind, GridPanel, LabelSide};
use crate::series::Standing;
use crate::workbook::{Held, Sheet, evidence_sheets, workbook_with};
use rust_xlsxwriter as excel;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells, ChartErrorBars,
    ChartErrorBarsDirection, ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill,
    ChartPatternFillType, ChartPoint, ChartRange, ChartSeries, ChartSolidFill, ChartType,
    XlsxError,
};

/// The bytes of a workbook of these charts.
pub fn book(held: &Held, exhibits: &[Exhibit]) -> Result<Vec<u8>, String> {
    let grids: Vec<Grid> = exhibits.iter().map(|exhibit| exhibit.grid(held)).collect();
    let name = |what: &str, at: usize| match grids.len() {
        1 => what.to_owned(),
        _ => format!("{what} {}", at + 1),
    };
    let mut all: Vec<Sheet> = Vec::new();
    for (at, grid) in grids.iter().enumerate() {
        all.push(sheets::data(name(sheets::DATA, at), &grid.panels, grid.unit));
    }
    let mut evidence = evidence_sheets(held, &figures(exhibits));
    if let Some(first) = evidence.first_mut() {
        first.name = "Evidence".into();
    }
    all.append(&mut evidence);
    for (at, grid) in grids.iter().enumerate() {
        all.push(sheets::about(name("Notes", at), grid));
    }
    workbook_with(&all, |book| {
        for (at, grid) in grids.iter().enumerate() {
            add_charts(book, &name(sheets::DATA, at), grid)?;
        }
        Ok(())
    })
}

/// Puts a chart for each panel beside the numbers, below one another.
fn add_charts(book: &mut excel::Workbook, sheet: &str, grid: &Grid) -> Result<(), XlsxError> {
    let columns: usize = grid.panels.iter().map(sheets::columns_of).sum();
    let beside = u16::try_from(columns + 2).unwrap_or(u16::MAX);
    let page = book.worksheet_from_name(sheet)?;
    let mut first = 1;
    for (row, panel) in (0..).zip(&grid.panels) {
        if !panel.columns.is_empty() && grid.kind != GridKind::Table {
            page.insert_chart(1 + row * 28, beside, &chart(sheet, grid, panel, first))?;
        }
        first += sheets::columns_of(panel);
    }
    Ok(())
}

fn chart(sheet: &str, grid: &Grid, panel: &GridPanel, first: usize) -> Chart {
    let mut chart = Chart::new(match grid.kind {
        GridKind::Columns => ChartType::Column,
        GridKind::Stacked => ChartType::ColumnStacked,
        GridKind::Line | GridKind::Dots | GridKind::Table => ChartType::Line,
    });
    let title = if panel.name.is_empty() { &grid.title } else { &panel.name };
    let ink = ink(grid.theme.ink);
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_size(size).set_color(ink);
        font
    };
    chart.title().set_name(title).set_font(font(14.0).set_bold());
    chart.set_width(960).set_height(520).set_alt_text(short(&grid.description));
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    chart.x_axis().set_font(&font(11.0)).set_text_axis(true);
    let mut gridline = ChartLine::new();
    gridline.set_color(self::ink(grid.theme.grid));
    chart
        .y_axis()
        .set_font(&font(11.0))
        .set_num_format(number_format(grid.unit))
        .set_min(grid.axis.low)
        .set_major_gridlines_line(&gridline);
    if panel.columns.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(11.0));
    } else {
        chart.legend().set_hidden();
    }
    let drawn = Drawn { sheet, grid, panel, first };
    let is_column = |column: &GridColumn| {
        let fills = column.standing.fills_year() && column.end.is_none();
        is_columns(grid.kind) && fills && !column.is_reference
    };
    let mut marks = Chart::new(ChartType::Line);
    let (mut in_front, mut behind) = (0, 0);
    for (at, column) in panel.columns.iter().enumerate() {
        let Some(series) = drawn.series(at, is_column(column)) else { continue };
        if is_columns(grid.kind) && !is_column(column) {
            *marks.add_series() = series;
            in_front += 1;
        } else {
            // Pushing a series of lines would take its marks away.
            *chart.add_series() = series;
            behind += 1;
        }
    }
    match (behind, in_front) {
        (_, 0) => chart,
        (0, _) => {
            marks.title().set_name(title);
            marks
        }
        _ => {
            chart.combine(&marks);
            chart
        }
    }
}

fn is_columns(kind: GridKind) -> bool {
    matches!(kind, GridKind::Columns | GridKind::Stacked)
}

/// The most letters of an alternative text in a workbook.
const LONGEST: usize = 250;

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST - 1).collect();
    format!("{kept}…")
}

fn ink(color: Color) -> excel::Color {
    excel::Color::RGB(u32::from_be_bytes([0, color.r, color.g, color.b]))
}

/// A panel in its sheet.
struct Drawn<'a> {
    sheet: &'a str,
    grid: &'a Grid,
    panel: &'a GridPanel,
    /// The place of its first column in the sheet.
    first: usize,
}

impl Drawn<'_> {
    fn series(&self, at: usize, is_column: bool) -> Option<ChartSeries> {
        let column = self.panel.columns.get(at)?;
        let place = u16::try_from(self.first + at).ok()?;
        let last = u32::try_from(self.panel.years.len()).ok()?;
        let color = column.color;
        let mut series = ChartSeries::new();
        series
            .set_name((self.sheet, 0, place))
            .set_categories((self.sheet, 1, 0, last, 0))
            .set_values((self.sheet, 1, place, last, place))
            .set_custom_data_labels(&self.labels(column, is_column));
        if is_column {
            let several = self.panel.columns.iter().any(|other| other.series != column.series);
            let overlap = if several && self.grid.kind == GridKind::Columns { 0 } else { 100 };
            let points: Vec<ChartPoint> = column
                .cells
                .iter()
                .map(|cell| {
                    let standing = cell.as_ref().map_or(column.standing, |cell| cell.standing);
                    ChartPoint::new().set_format(&mut self.body(color, standing))
                })
                .collect();
            series.set_format(&mut self.body(color, column.standing)).set_points(&points);
            series.set_overlap(overlap).set_gap(60);
        } else {
            series.set_format(&mut line(column, color));
            series.set_marker(&self.marker(column, color));
            let breaks: Vec<ChartPoint> = column
                .cells
                .iter()
                .map(|cell| match cell {
                    Some(cell) if !cell.joined => {
                        ChartPoint::new().set_format(ChartFormat::new().set_no_line())
                    }
                    _ => ChartPoint::default(),
                })
                .collect();
            if column.cells.iter().flatten().any(|cell| cell.joined) {
                series.set_points(&breaks);
            }
            self.whiskers(&mut series, at);
        }
        Some(series)
    }

    /// The bars of ranges, from their higher end down to their lower one.
    fn whiskers(&self, series: &mut ChartSeries, at: usize) {
        let Some(place) = sheets::width_place(self.panel, at) else { return };
        let place = u16::try_from(self.first + place).unwrap_or(u16::MAX);
        let last = u32::try_from(self.panel.years.len()).unwrap_or(u32::MAX);
        let widths = || ChartRange::new_from_range(self.sheet, 1, place, last, place);
        let mut bars = ChartErrorBars::new();
        bars.set_type(ChartErrorBarsType::Custom(widths(), widths()))
            .set_direction(ChartErrorBarsDirection::Minus)
            .set_end_cap(false);
        series.set_y_error_bars(&bars);
    }

    fn marker(&self, column: &GridColumn, color: Color) -> ChartMarker {
        let kind = match column.place.map_or(Form::Circle, Form::of_series) {
            _ if column.is_reference && column.line == 2 => ChartMarkerType::PlusSign,
            _ if column.is_reference && column.line == 3 => ChartMarkerType::Star,
            _ if column.is_reference => ChartMarkerType::X,
            Form::Circle => ChartMarkerType::Circle,
            Form::Square => ChartMarkerType::Square,
            Form::TriangleUp => ChartMarkerType::Triangle,
            Form::Diamond => ChartMarkerType::Diamond,
            Form::TriangleDown => ChartMarkerType::Star,
            Form::Pentagon => ChartMarkerType::X,
            Form::Plus => ChartMarkerType::LongDash,
            Form::Hexagon => ChartMarkerType::ShortDash,
        };
        let mut marker = ChartMarker::new();
        marker.set_type(kind).set_size(9).set_format(&mut self.body(color, column.standing));
        marker
    }

    /// What a mark or a column looks like: hollow for a part of a year, hatched where no date is
    /// given.
    fn body(&self, color: Color, standing: Standing) -> ChartFormat {
        let ground = self.grid.theme.background;
        let mut edge = ChartLine::new();
        edge.set_color(ink(color)).set_width(2);
        let mut format = ChartFormat::new();
        format.set_border(&edge);
        match standing {
            Standing::Whole => {
                format.set_solid_fill(ChartSolidFill::new().set_color(ink(color)));
            }
            Standing::PartYear => {
                format.set_solid_fill(ChartSolidFill::new().set_color(ink(ground)));
            }
            Standing::Undated => {
                let mut pattern = ChartPatternFill::new();
                pattern
                    .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                    .set_foreground_color(ink(color))
                    .set_background_color(ink(ground));
                format.set_pattern_fill(&pattern);
            }
            Standing::Event | Standing::MultiYear | Standing::Average => {
                let mut fill = ChartSolidFill::new();
                fill.set_color(ink(color)).set_transparency(60);
                format.set_solid_fill(&fill);
            }
        }
        format
    }

    fn labels(&self, column: &GridColumn, is_column: bool) -> Vec<ChartDataLabel> {
        let label = |cell: &Option<GridCell>| {
            let found = cell.as_ref().and_then(|cell| Some((cell, cell.label?)));
            let Some((cell, side)) = found else {
                return ChartDataLabel::new().set_hidden().to_custom();
            };
            let place = match (self.grid.kind, side) {
                (GridKind::Stacked, _) if is_column => ChartDataLabelPosition::Center,
                (_, _) if is_column => ChartDataLabelPosition::OutsideEnd,
                (_, LabelSide::Above) => ChartDataLabelPosition::Above,
                (_, LabelSide::Below) => ChartDataLabelPosition::Below,
                (_, LabelSide::Left) => ChartDataLabelPosition::Left,
                (_, LabelSide::Right) => ChartDataLabelPosition::Right,
            };
            let format = sheets::label_format(self.grid, column, cell);
            ChartDataLabel::new()
                .show_value()
                .set_position(place)
                .set_num_format(format)
                .to_custom()
        };
        column.cells.iter().map(label).collect()
    }
}

fn line(column: &GridColumn, color: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    if column.end.is_some() || !column.cells.iter().flatten().any(|cell| cell.joined) {
        format.set_no_line();
        return format;
    }
    let dash = match column.line % 4 {
        0 => ChartLineDashType::Solid,
        1 => ChartLineDashType::Dash,
        2 => ChartLineDashType::RoundDot,
        _ => ChartLineDashType::LongDash,
    };
    let mut line = ChartLine::new();
    line.set_color(ink(color)).set_width(2.5).set_dash_type(dash);
    format.set_line(&line);
    format
}
