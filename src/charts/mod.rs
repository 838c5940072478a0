//! Drawing series as a chart, once, and exporting the drawing.
//!
//! plotters draws on a canvas of sixteenths of a pixel into a recording backend; the [`Drawing`]
//! it leaves is painted in the window, hit-tested there, and written as SVG and PNG, so that all
//! are the same picture.

mod draw;
mod drawing;
mod spec;

pub use draw::draw;
pub use drawing::{Anchor, Color, Drawing, Primitive, Shape, Weight};
pub use spec::{ChartKind, ChartSpec, Size, Subject, ThemeName};
