//! The evidence workbook: figures, what the sheets hold, and the reports they are from.

use super::columns::{COLUMNS, INDICATOR, MARK};
use super::held::{Held, HeldReport};
use super::mark::Mark;
use super::row::FigureRow;
use super::sheet::{Cell, Choices, Column, Look, Sheet, workbook};
use crate::entities::ReportIndex;
use crate::series::FigureId;
use std::collections::HashMap;

/// The name of the sheet of figures.
pub(super) const FIGURES: &str = "Figures";

/// So many empty rows below the figures offer the lists too.
const SPARE_ROWS: u32 = 200;

/// The bytes of an evidence workbook of these figures, in this order.
pub fn figures_workbook(held: &Held, ids: &[FigureId]) -> Result<Vec<u8>, String> {
    workbook(&evidence_sheets(held, ids))
}

/// Its sheets, that of the figures first.
pub fn evidence_sheets(held: &Held, ids: &[FigureId]) -> Vec<Sheet> {
    vec![figures(held, ids), about(held), sources(held, ids), lists(held)]
}

fn figures(held: &Held, ids: &[FigureId]) -> Sheet {
    let mut columns: Vec<Column> = COLUMNS
        .iter()
        .map(|column| Column {
            title: column.title.to_owned(),
            width: column.width,
            look: column.look,
            is_to_edit: column.is_to_edit,
            choices: match column.words {
                Some(words) => Some(Choices::Words(words())),
                None if column.key == INDICATOR => indicators_range(held),
                None => None,
            },
        })
        .collect();
    columns.push(Column::new(MARK, 10.0, Look::Hidden));
    let row = |id: &FigureId| {
        let report = held.report(id.report)?;
        let row = FigureRow::of(held, &report, *id)?;
        let mut cells: Vec<Cell> = COLUMNS.iter().map(|column| (column.cell)(&row)).collect();
        // The mark holds the sentence with all its names: where these are not told, neither is it.
        let mark = if row.is_whole { Mark::of(&report, id.figure) } else { None };
        cells.push(Cell::text(mark.as_deref()));
        Some(cells)
    };
    let rows = ids.iter().filter_map(row).collect();
    Sheet { spare: SPARE_ROWS, ..Sheet::new(FIGURES, columns, rows) }
}

fn indicators_range(held: &Held) -> Option<Choices> {
    let last = held.indicators.len() + 1;
    (last > 1).then(|| Choices::Range(format!("=Lists!$A$2:$A${last}")))
}

/// What the workbook is, and what its columns hold.
fn about(held: &Held) -> Sheet {
    let columns =
        vec![Column::new("What", 20.0, Look::Line), Column::new("", 100.0, Look::Wrapped)];
    let line = |what: &str, words: &str| vec![Cell::text(Some(what)), Cell::text(Some(words))];
    let mut rows = vec![
        line("Evidence workbook", "Figures told in reports, each with the sentence that tells it."),
        line("Written by", concat!("Rapporteur ", env!("RAPPORTEUR_VERSION"))),
        line(
            "To change a figure",
            "Change cells in the columns with a blue head and import the workbook in Rapporteur. \
             Only cells that you changed are taken over, and importing it twice changes nothing \
             more.",
        ),
        line(
            "To add a figure",
            "Fill a new row: file, the whole sentence as it stands in the report, the number as \
             written, and its value. Leave the last, hidden column empty.",
        ),
        line("To leave one out", "Choose the state rejected. A deleted row changes nothing."),
        line(
            "Hidden column",
            "The last column of the figures is how the program knows them again. Sort and filter \
             the table as a whole and leave that column as it is. It is empty where names were left \
             out or shortened: such a row cannot be imported.",
        ),
    ];
    if let Some(only) = held.only_from() {
        rows.insert(1, line("Reports", &format!("Only {only}. Other reports were left aside.")));
    }
    rows.extend(COLUMNS.iter().map(|column| line(column.title, column.about)));
    Sheet::new("About", columns, rows)
}

/// The reports that the figures are from.
fn sources(held: &Held, ids: &[FigureId]) -> Sheet {
    let columns = [
        ("File", 34.0, Look::Wrapped),
        ("Title", 40.0, Look::Wrapped),
        ("Publisher", 28.0, Look::Wrapped),
        ("Year", 7.0, Look::Plain),
        ("Country", 18.0, Look::Line),
        ("Address", 50.0, Look::Wrapped),
        ("Published", 12.0, Look::Line),
        ("Accessed", 12.0, Look::Line),
        ("Figures", 9.0, Look::Number),
    ];
    let columns = columns.map(|(title, width, look)| Column::new(title, width, look)).to_vec();
    let mut counts: HashMap<ReportIndex, usize> = HashMap::new();
    for id in ids {
        *counts.entry(id.report).or_default() += 1;
    }
    let row = |report: &HeldReport| {
        let figures = counts.get(&report.index).copied().unwrap_or_default();
        let metadata = &report.head().metadata;
        (figures > 0).then(|| {
            vec![
                Cell::text(Some(report.head().document.as_str())),
                Cell::text(Some(metadata.title())),
                Cell::text(metadata.publisher()),
                Cell::number(metadata.year().map(f64::from)),
                Cell::text(metadata.country()),
                Cell::text(metadata.address.as_deref()),
                Cell::text(metadata.published.as_deref()),
                Cell::text(metadata.accessed.as_deref()),
                Cell::number(Some(figures as f64)),
            ]
        })
    };
    Sheet::new("Sources", columns, held.reports.iter().filter_map(row).collect())
}

/// The indicators to choose from.
fn lists(held: &Held) -> Sheet {
    let columns =
        vec![Column::new("Indicator", 30.0, Look::Line), Column::new("Name", 40.0, Look::Line)];
    let row =
        |(slug, name): &(String, String)| vec![Cell::text(Some(slug)), Cell::text(Some(name))];
    let rows = held.indicators.iter().map(row).collect();
    Sheet { is_hidden: true, ..Sheet::new("Lists", columns, rows) }
}
