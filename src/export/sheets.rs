//! A chart's numbers as sheets: years by series, and what the numbers are in words.

use crate::charts::{End, Grid, GridCell, GridColumn, GridPanel, grouped};
use crate::figures::{Qualifier, Unit};
use crate::workbook::{Cell, Column, Look, Sheet};
use std::borrow::Cow;

/// The name of the sheet of numbers.
pub const DATA: &str = "Data";

/// The numbers of parts of a chart: a row a year, a column a series; what is no whole year in
/// columns of its own. A year without a value is an empty cell. After the columns of a part stand
/// the widths of its ranges, which the bars between their ends are drawn by.
pub fn data(name: impl Into<Cow<'static, str>>, panels: &[GridPanel], unit: Unit) -> Sheet {
    let look = if unit == Unit::Count { Look::Number } else { Look::Share };
    let mut columns = vec![Column::new("Year", 8.0, Look::Line)];
    for panel in panels {
        let titled = |name: &str| match panel.name.as_str() {
            "" => name.to_owned(),
            of if panels.len() > 1 => format!("{of}: {name}"),
            _ => name.to_owned(),
        };
        let values = panel.columns.iter().map(|column| titled(&column.name));
        let widths = ranges(panel).map(|column| titled(&format!("{}, width", column.name)));
        columns.extend(values.chain(widths).map(|title| Column::new(title, 18.0, look)));
    }
    let years = panels.first().map_or(&[][..], |panel| &panel.years);
    let told: Vec<String> = (0..years.len()).map(|row| no_whole_year(panels, row)).collect();
    let is_told = told.iter().any(|told| !told.is_empty());
    if is_told {
        columns.push(Column::new("No whole year", 40.0, Look::Wrapped));
    }
    let row = |(at, year): (usize, &i16)| {
        let row = at;
        let mut cells = vec![Cell::Text(year.to_string())];
        for panel in panels {
            let at = |column: &GridColumn| column.cells.get(at)?.clone();
            let values = panel.columns.iter().map(|column| Some(at(column)?.value));
            let widths = ranges(panel).map(|column| {
                let cell = at(column)?;
                Some(cell.value - cell.low?)
            });
            cells.extend(values.chain(widths).map(Cell::number));
        }
        if is_told {
            cells.push(Cell::text(told.get(row).map(String::as_str)));
        }
        cells
    };
    Sheet::new(name, columns, years.iter().enumerate().map(row).collect())
}

/// What the values of a row cover that stand in a column of whole years though they are none:
/// columns of several series stand side by side, where one more for these would leave a hole.
fn no_whole_year(panels: &[GridPanel], row: usize) -> String {
    let columns = panels.iter().flat_map(|panel| &panel.columns);
    let told = columns.filter_map(|column| {
        let cell = column.cells.get(row)?.as_ref()?;
        let other = cell.standing != column.standing;
        other.then(|| format!("{}: {}", column.series, cell.period))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The columns whose values are the higher ends of ranges.
fn ranges(panel: &GridPanel) -> impl Iterator<Item = &GridColumn> {
    panel.columns.iter().filter(|column| column.end == Some(End::High))
}

/// How many columns a part of a chart has in a sheet.
pub fn columns_of(panel: &GridPanel) -> usize {
    panel.columns.len() + ranges(panel).count()
}

/// Where among the columns of its part the widths of a column's ranges stand.
pub fn width_place(panel: &GridPanel, at: usize) -> Option<usize> {
    let is_range = |column: &GridColumn| column.end == Some(End::High);
    panel.columns.get(at).filter(|column| is_range(column))?;
    let before = panel.columns.iter().take(at).filter(|column| is_range(column)).count();
    Some(panel.columns.len() + before)
}

/// What a chart's numbers are: its words, and each value with the time that it covers.
pub fn about(name: impl Into<Cow<'static, str>>, grid: &Grid) -> Sheet {
    let columns = vec![
        Column::new("What", 34.0, Look::Wrapped),
        Column::new("When", 30.0, Look::Wrapped),
        Column::new("Value", 70.0, Look::Wrapped),
    ];
    let line = |what: &str, when: &str, words: &str| {
        vec![Cell::text(Some(what)), Cell::text(Some(when)), Cell::text(Some(words))]
    };
    let mut rows = vec![line("Title", "", &grid.title), line("Subtitle", "", &grid.subtitle)];
    rows.extend(grid.notes.iter().map(|note| line("Note", "", note)));
    rows.push(line("Source", "", &grid.source));
    let value = |(_, column, cell): &(i16, &GridColumn, &GridCell)| {
        line(&column.series, &cell.period, &cell.words)
    };
    rows.extend(grid.cells().iter().map(value));
    Sheet::new(name, columns, rows)
}

/// The letters of a column, the first is 0: A, B … Z, AA.
pub fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut out = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    out.into_iter().rev().collect()
}

/// How numbers are written on an axis.
pub fn number_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "#,##0",
        Unit::Percent => "0\"%\"",
        Unit::Rate | Unit::Money => "#,##0.##",
    }
}

/// How a value is written beside its mark: with the sign for how it bounds what it tells, and
/// without a decimal point where there is nothing after it.
pub fn label_format(grid: &Grid, column: &GridColumn, cell: &GridCell) -> String {
    let sign = match (column.end, cell.low, cell.qualifier) {
        // The higher end of a range has both: `60,000–100,000`.
        (Some(End::High), Some(low), _) => format!("\"{}–\"", grouped(low, 2)),
        (None, _, Qualifier::Approx) => "\"≈\"".to_owned(),
        (None, _, Qualifier::AtLeast) => "\"≥\"".to_owned(),
        (None, _, Qualifier::AtMost) => "\"≤\"".to_owned(),
        _ => String::new(),
    };
    let whole = cell.value.fract() == 0.0;
    let number = match (grid.unit, whole) {
        (Unit::Percent, true) => "0\"%\"",
        (Unit::Percent, false) => "0.##\"%\"",
        (_, true) => "#,##0",
        (_, false) => "#,##0.##",
    };
    format!("{sign}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_on_after_the_last_letter() {
        let names: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letters).to_vec();
        assert_eq!(names, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
