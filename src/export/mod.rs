//! Charts as files: pictures, pages, slides with charts that can be edited, sheets, and data, each
//! with the sentences that it stands on.
//!
//! In come [`Exhibit`]s, what a chart was asked to be and the series that it shows, and [`Held`],
//! the reports with what was decided on them and whose names may be told; out come bytes. All of
//! it is held by handles, so that files are made away from the window's thread. The same input makes
//! the same bytes.

mod asked;
mod evidence;
mod exhibit;
mod pptx;
mod sheets;
#[cfg(test)]
mod tests;
mod xlsx;

pub use asked::{Narrow, of_choices, of_indicator, of_saved, together};
pub use evidence::changed_names;
pub use exhibit::Exhibit;

use crate::charts::{self, Drawing, PictureError, Print};
use crate::workbook::Held;
use std::path::Path;
use thiserror::Error;

/// What a chart can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture of pixels.
    Png,
    /// A drawing with real text.
    Svg,
    /// Pages, each a chart.
    Pdf,
    /// Slides, each a chart that can be edited, with its sentences in the speaker's notes.
    Pptx,
    /// A workbook with the data, the evidence and a chart that can be edited.
    Xlsx,
    /// The data, a row a telling.
    Csv,
    /// The data with all that keeps it from being compared.
    Json,
}

impl Format {
    /// All of them, pictures first.
    pub const ALL: [Self; 7] =
        [Self::Png, Self::Svg, Self::Pdf, Self::Pptx, Self::Xlsx, Self::Csv, Self::Json];

    /// What its files' names end in.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The format that a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// Whether a file of it can hold several charts.
    pub fn holds_several(self) -> bool {
        !matches!(self, Self::Png | Self::Svg)
    }

    /// Whether the sentences that tell the values are in it.
    pub fn tells_sentences(self) -> bool {
        matches!(self, Self::Pptx | Self::Xlsx | Self::Csv | Self::Json)
    }
}

/// Why a file could not be made.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The picture or the page could not be made.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// There is no chart, or there are several for a picture of one.
    #[error("a .{ending} file holds one chart, and these are {count}")]
    Count {
        /// What the file's name ends in.
        ending: &'static str,
        /// How many charts there are.
        count: usize,
    },
    /// The data could not be written.
    #[error("{0}")]
    Writing(String),
}

/// Makes a file of these charts: a page, a slide or a part of the data each. `scale` is how many
/// pixels a PNG has for one of the chart's, each way.
pub fn file(
    held: &Held,
    exhibits: &[Exhibit],
    format: Format,
    scale: f64,
) -> Result<Vec<u8>, ExportError> {
    let single = || match exhibits {
        [one] => Ok(one),
        several => Err(ExportError::Count { ending: format.ending(), count: several.len() }),
    };
    if exhibits.is_empty() {
        return Err(ExportError::Count { ending: format.ending(), count: 0 });
    }
    let text =
        |made: Result<String, String>| made.map(String::into_bytes).map_err(ExportError::Writing);
    match format {
        Format::Png => {
            let one = single()?;
            let print = Print { scale, paper: one.spec.paper };
            Ok(charts::png(&one.drawing(held), print)?)
        }
        Format::Svg => Ok(charts::svg(&single()?.drawing(held)).into_bytes()),
        Format::Pdf => {
            let drawn: Vec<(Drawing, Option<[u32; 2]>)> =
                exhibits.iter().map(|one| (one.drawing(held), one.spec.paper)).collect();
            let pages: Vec<(&Drawing, Option<[u32; 2]>)> =
                drawn.iter().map(|(drawing, paper)| (drawing, *paper)).collect();
            Ok(charts::pdf(&pages)?)
        }
        Format::Pptx => pptx::deck(held, exhibits).map_err(ExportError::Writing),
        Format::Xlsx => xlsx::book(held, exhibits).map_err(ExportError::Writing),
        Format::Csv => text(evidence::csv(held, exhibits)),
        Format::Json => text(evidence::json(held, exhibits)),
    }
}
