//! Drawing series as a chart, once, and exporting the drawing.
//!
//! plotters draws on a canvas of sixteenths of a pixel into a recording backend; the [`Drawing`]
//! it leaves is painted in the window, hit-tested there, and written as SVG, PNG and PDF, so that
//! all are the same picture. A [`Grid`] is the same chart as numbers, for programs that draw it
//! themselves.

mod canvas;
pub mod cautions;
mod choice;
mod csv;
mod describe;
mod draw;
mod drawing;
pub mod gaps;
mod grid;
mod json;
mod labels;
mod layout;
#[cfg(test)]
mod made;
mod marks;
mod notes;
mod numbers;
mod pdf;
mod place;
mod png;
mod scene;
mod spec;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod tree;
mod words;

pub use choice::{Choice, Filter, choose};
pub use csv::csv;
pub use draw::draw;
pub use drawing::{Anchor, Color, Drawing, Primitive, Shape, Weight, YearBand};
pub use grid::{
    Axis, Cell as GridCell, Column as GridColumn, End, Grid, GridKind, LabelSide,
    Panel as GridPanel,
};
pub use json::{Told, json};
pub use marks::Form;
pub use numbers::value_label;
pub use pdf::pdf;
pub use png::{PictureError, Print, png};
pub use spec::{
    ChartKind, ChartSpec, EventLine, HighlightedYears, Panels, Reference, Size, Subject,
    TellingKey, ThemeName,
};
pub use svg::{escaped as xml_text, svg};
pub use text::{Setting, wrap as wrapped};
pub use theme::Theme;
pub use words::{flow_name, period as period_words, sum_name};
