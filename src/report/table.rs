//! Tables: which paragraphs of the clean text are rows of one table, and where its cells stand.
//!
//! The clean text holds each row as a paragraph with its cells parted by tabs; the table tells how
//! these cells stand to each other, for showing them in columns and for reading a cell with its
//! heads.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// A table of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The index of the block that is its first row.
    pub first_block: u32,
    /// How many blocks, one after the other, are its rows.
    pub rows: u16,
    /// How many columns it has.
    pub columns: u16,
    /// How many of its first rows hold the heads of columns; none where that could not be told.
    pub head_rows: u16,
    /// How many of its first columns hold the heads of rows.
    pub head_columns: u16,
    /// Its title, where the file marks one; it stands in the text as a paragraph of its own.
    pub caption: Option<Span>,
    /// Its cells by row and column. A place that no cell covers is empty.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words in the clean text; empty where it has none.
    pub span: Span,
    /// The first row that it covers, counted from 0.
    pub row: u16,
    /// The first column that it covers, counted from 0.
    pub column: u16,
    /// How many rows it covers, at least 1.
    pub row_span: u16,
    /// How many columns it covers, at least 1.
    pub column_span: u16,
}
