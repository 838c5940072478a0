//! What the program found, as tables that leave it and come back.
//!
//! One place makes the rows of figures, for JSON, CSV and XLSX, on the command line and in the
//! window: [`FigureRow`]. [`figures_workbook`] writes them as an evidence workbook; [`read`] and
//! [`import`] take an edited one back as decisions on the same figures. Whatever is left out of
//! exports or hidden in them is left out here, once.
//!
//! All of it works on [`Held`], handles to what is open, so that files are made and read away from
//! the window's thread.

mod archive;
mod cases;
mod columns;
mod fields;
mod figures;
mod held;
mod hits;
mod import;
mod locate;
mod mark;
mod names;
mod outcome;
mod read;
mod row;
mod sheet;
mod table;
mod values;
mod words;

#[cfg(test)]
mod tests;

pub use cases::cases_file;
pub use figures::{evidence_sheets, figures_workbook};
pub use held::{Held, HeldReport, OpenReport};
pub use hits::{PASSAGE_COLUMNS, passage_rows};
pub use import::{Import, import};
pub use names::names_file;
pub use outcome::{Outcome, Problem};
pub use read::{Table, WorkbookError, read, read_bytes};
pub use row::FigureRow;
pub use sheet::{Cell, Column, Look, Sheet, workbook, workbook_with};
pub use table::{RowFormat, Rows, figure_rows, figures_csv};
