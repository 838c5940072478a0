//! What a chart is asked to be: choices that can be saved, never pixels.

use crate::entities::ReportIndex;
use crate::figures::Indicator;
use crate::report::Metadata;
use crate::series::SeriesKey;
use serde::{Deserialize, Serialize};

/// How values are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// What fits the points: columns for a few yearly values of one series, lines where years
    /// follow on one another, dots otherwise.
    #[default]
    Auto,
    /// Marks, joined by a line from each whole year to the next.
    Line,
    /// Columns from zero, side by side where there are several series.
    Columns,
    /// Marks alone.
    Dots,
}

/// Which set of colours a chart is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeName {
    /// Dark on white.
    #[default]
    Light,
    /// Light on near black.
    Dark,
}

/// Width and height of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Size {
    /// A size within what can be drawn: 64 to 16,384 pixels a side, no side more than four times
    /// the other.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let range = 64..=16_384;
        let fits = range.contains(&width) && range.contains(&height);
        (fits && width <= height * 4 && height <= width * 4).then_some(Self { width, height })
    }
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 1920, height: 1080 }
    }
}

/// A chart's choices. What is left out is chosen from the series: so a chart made from nothing but
/// `ChartSpec::default()` is complete.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartSpec {
    /// The series that it shows, in order; empty stands for all that are given to be drawn.
    pub series: Vec<SeriesKey>,
    /// Series that the user holds comparable though their keys differ: those of each group are drawn
    /// as one, and a note says how they differ.
    pub joined: Vec<Vec<SeriesKey>>,
    /// Whether values that the text gives no date for are left out; a note then counts them.
    pub hide_undated: bool,
    /// How values are shown.
    pub kind: ChartKind,
    /// The title; `None` for a plain statement of measure and place.
    pub title: Option<String>,
    /// The line below the title; `None` for measure, unit and period.
    pub subtitle: Option<String>,
    /// The line that names the reports; `None` for all reports that the points are from.
    pub source_line: Option<String>,
    /// Notes of the user's, after those that the points call for.
    pub notes: Vec<String>,
    /// The size of the picture.
    pub size: Size,
    /// Its colours.
    pub theme: ThemeName,
}

/// What the series are about, for the words of a chart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// The indicator, where the catalogue knows it.
    pub indicator: Option<&'a Indicator>,
    /// The reports that the points may be from; those that no point is from are not cited.
    pub reports: &'a [(ReportIndex, &'a Metadata)],
}
