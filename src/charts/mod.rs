//! Drawing series as a chart, once, and exporting the drawing.
//!
//! plotters draws on a canvas of sixteenths of a pixel into a recording backend; the [`Drawing`]
//! it leaves is painted in the window, hit-tested there, and written as SVG, PNG and PDF, so that
//! all are the same picture. A [`Grid`] is the same chart as numbers, for programs that draw it
//! themselves.

mod across;
mod canvas;
pub mod cautions;
mod choice;
mod csv;
mod describe;
mod draw;
mod drawing;
pub mod gaps;
mod gather;
mod grid;
mod json;
#[cfg(test)]
mod kind_tests;
mod labels;
mod layout;
mod logo;
#[cfg(test)]
mod look_tests;
#[cfg(test)]
mod made;
mod marks;
mod notes;
mod numbers;
mod own_theme;
mod pdf;
mod pixels;
mod place;
mod png;
mod reference;
mod said;
mod scene;
mod source_line;
mod spec;
mod standing;
mod svg;
mod telling;
#[cfg(test)]
mod tests;
pub mod text;
mod theme;
mod tree;
mod typeface;
mod words;

pub use across::{Across, across, countries};
pub use choice::{Choice, Filter, choose, is_told_by};
pub use csv::csv;
pub use draw::draw;
pub use drawing::{Anchor, Color, Drawing, Primitive, Shape, Weight, YearBand};
pub use gather::{Chosen, Facts, From, Gathered, gather};
pub use grid::{
    Axis, Cell as GridCell, Column as GridColumn, End, Grid, GridKind, LabelSide,
    Panel as GridPanel,
};
pub use json::{Told, json};
pub use logo::{Corner, Logo, MOST_DOTS, Picture, PictureProblem};
pub use marks::Form;
pub use numbers::{grouped, value_label};
pub use own_theme::{OwnTheme, ThemeError};
pub use pdf::pdf;
pub use pixels::pixels;
pub use png::{PictureError, Print, png};
pub use reference::{Reference, ReferenceError};
pub use said::{Said, said};
pub use scene::{PANELS_A_PAGE, ROWS_A_PAGE, pages};
pub use spec::{
    ChartKind, ChartSpec, CountryOrder, EventLine, HighlightedYears, Panels, Size, Subject,
    ThemeName,
};
pub use svg::{escaped as xml_text, svg};
pub use telling::TellingKey;
pub use text::{Setting, wrap as wrapped};
pub use theme::{Palette, Theme};
pub use typeface::{Typeface, TypefaceError, Typefaces};
pub use words::{flow_name, period as period_words, sum_name};
