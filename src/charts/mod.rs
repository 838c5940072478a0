//! Drawing series as a chart, once, and exporting the drawing.
//!
//! plotters draws on a canvas of sixteenths of a pixel into a recording backend; the [`Drawing`]
//! it leaves is painted in the window, hit-tested there, and written as SVG and PNG, so that all
//! are the same picture.

mod canvas;
pub mod cautions;
mod choice;
mod csv;
mod describe;
mod draw;
mod drawing;
pub mod gaps;
mod json;
mod labels;
mod layout;
#[cfg(test)]
mod made;
mod marks;
mod notes;
mod numbers;
mod place;
mod png;
mod scene;
mod spec;
mod svg;
#[cfg(test)]
mod tests;
pub mod text;
mod theme;
mod words;

pub use choice::{Choice, Filter, choose};
pub use csv::csv;
pub use draw::draw;
pub use drawing::{Anchor, Color, Drawing, Primitive, Shape, Weight, YearBand};
pub use json::{Told, json};
pub use numbers::value_label;
pub use png::{PictureError, png};
pub use spec::{
    ChartKind, ChartSpec, EventLine, HighlightedYears, Panels, Reference, Size, Subject,
    TellingKey, ThemeName,
};
pub use svg::svg;
pub use words::{flow_name, period as period_words, sum_name};
