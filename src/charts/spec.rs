//! What a chart is asked to be: choices that can be saved, never pixels.

use super::gather::Facts;
use super::own_theme::OwnTheme;
use super::reference::Reference;
use super::telling::TellingKey;
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Indicator};
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
    /// Columns from zero, the series of a year on top of one another.
    Stacked,
    /// Marks alone, ranges with both ends.
    Dots,
    /// Rows of years and columns of series, in words and numbers.
    Table,
    /// A row for each series with the latest value that is told of it, its year and its source.
    Latest,
}

/// In what order small multiples of countries, and rows of latest values, stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountryOrder {
    /// As fits: panels by name, rows by value.
    #[default]
    Fitting,
    /// By name.
    Name,
    /// From the highest of the latest values down.
    Latest,
    /// From the most values down.
    Points,
}

/// What small multiples have a panel for each of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Panels {
    /// Each country.
    Country,
    /// Each body that tells the values.
    Source,
    /// Each series.
    Series,
}

/// A line at a time that the user names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventLine {
    /// The day; a year alone is its first of July.
    pub date: jiff::civil::Date,
    /// What happened.
    pub label: String,
}

/// Years that the user has set off from the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HighlightedYears {
    /// The first.
    pub from: i16,
    /// The last.
    pub to: i16,
    /// What they are; may be empty.
    pub label: String,
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
    /// Dark on nothing: what lies below shows through.
    Transparent,
    /// Black and greys on white, told apart by marks and dashes alone: for print.
    Monochrome,
    /// The user's own, from a file.
    Own,
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

    /// The pixels of a picture on so many millimetres of paper, `dots` of them to an inch.
    pub fn on_paper([width, height]: [u32; 2], dots: u32) -> Option<Self> {
        let pixels = |millimetres: u32| {
            let tenths = u64::from(millimetres) * u64::from(dots) * 10;
            u32::try_from((tenths + 127) / 254).ok()
        };
        Self::new(pixels(width)?, pixels(height)?)
    }
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 1920, height: 1080 }
    }
}

/// A chart's choices. What is left out is chosen from the series: so a chart made from nothing but
/// `ChartSpec::default()` is complete.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartSpec {
    /// The series that it shows, in order; empty stands for all that are given to be drawn.
    pub series: Vec<SeriesKey>,
    /// Series that the user holds comparable though their keys differ: those of each group are drawn
    /// as one, and a note says how they differ.
    pub joined: Vec<Vec<SeriesKey>>,
    /// Whether values that the text gives no date for are left out; a note then counts them.
    pub hide_undated: bool,
    /// Tellings that the user left out, each on purpose; a note counts them.
    pub left_out: Vec<TellingKey>,
    /// Tellings that the user picked by hand; where there are any, the chart shows no others.
    pub only: Vec<TellingKey>,
    /// The first and the last year that are shown; `None` for what the values need.
    pub from: Option<i16>,
    /// See `from`.
    pub to: Option<i16>,
    /// How values are shown.
    pub kind: ChartKind,
    /// Whether there is a panel for each of something.
    pub panels: Option<Panels>,
    /// Whether each panel has a scale of its own; otherwise all are on one.
    #[serde(skip_serializing_if = "is_default")]
    pub own_scales: bool,
    /// In what order countries stand.
    #[serde(skip_serializing_if = "is_default")]
    pub order: CountryOrder,
    /// Which page of panels or of rows is shown, from zero; `None` for those that matter most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// Values from elsewhere beside those of the reports.
    pub references: Vec<Reference>,
    /// Times that the user marked.
    pub events: Vec<EventLine>,
    /// Years that the user set off.
    pub highlights: Vec<HighlightedYears>,
    /// The title; `None` for a plain statement of measure and place.
    pub title: Option<String>,
    /// The line below the title; `None` for measure, unit and period.
    pub subtitle: Option<String>,
    /// The line that names the reports; `None` for all reports that the points are from.
    pub source_line: Option<String>,
    /// Notes of the user's, after those that the points call for.
    pub notes: Vec<String>,
    /// Notes that the points call for and the user removed, by their words: should these change, the
    /// note is there again.
    pub removed_notes: Vec<String>,
    /// The chart in words for those who cannot see it; `None` for a description of its values.
    pub alternative: Option<String>,
    /// The size of the picture.
    pub size: Size,
    /// Width and height on paper in millimetres, where it is made for that: the picture then has
    /// the size's pixels on so much paper.
    pub paper: Option<[u32; 2]>,
    /// Its colours.
    pub theme: ThemeName,
    /// The user's own theme, whole, so that the chart is the same where its files are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_theme: Option<OwnTheme>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl ChartSpec {
    /// The value from elsewhere that a primitive with this tag shows, with whose it is: such tags
    /// come after those of the `given` series.
    pub fn reference_at(
        &self,
        (series, point): (usize, usize),
        given: usize,
    ) -> Option<(&Reference, i16, f64)> {
        let reference = self.references.get(series.checked_sub(given)?)?;
        let (year, value) = reference.points.get(point)?;
        Some((reference, *year, *value))
    }
}

/// What the series are about, for the words of a chart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// The indicator, where the catalogue knows it.
    pub indicator: Option<&'a Indicator>,
    /// The catalogue, for the names of several indicators and for what must be said of them.
    pub catalogue: Option<&'a Catalogue>,
    /// The reports that the points may be from; those that no point is from are not cited.
    pub reports: &'a [(ReportIndex, &'a Metadata)],
    /// What was found when its series were gathered.
    pub facts: Option<&'a Facts>,
}
