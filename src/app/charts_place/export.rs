//! A chart as a file. All that it is made of is held by handles, so that the file is made off the
//! drawing thread.

use super::building::Drawn;
use crate::app::actions::Action;
use crate::app::citing::citer;
use crate::app::saving::SaveRequest;
use crate::export::{self, Exhibit};
use crate::workbook::Held;
use crate::workspace::Workspace;
use std::sync::Arc;

/// The files that a chart can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture of pixels.
    Png,
    /// A picture of lines and text.
    Svg,
    /// The data behind it.
    Csv,
}

/// How many pixels of a PNG stand for one of the chart's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(pub u8);

impl Default for Scale {
    fn default() -> Self {
        Self(1)
    }
}

impl Format {
    /// All of them, those that are wanted most first.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Csv];

    /// Its ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }

    /// Its name on buttons.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Csv => "CSV",
        }
    }

    /// What it is good for.
    pub fn hint(self) -> &'static str {
        self.action().hint()
    }

    /// The action that exports it.
    pub fn action(self) -> Action {
        match self {
            Self::Png => Action::ExportPng,
            Self::Svg => Action::ExportSvg,
            Self::Csv => Action::ExportCsv,
        }
    }
}

/// What is to be done to save the chart as a file of this format.
pub fn request(
    workspace: &Workspace,
    drawn: &Arc<Drawn>,
    format: Format,
    scale: Scale,
) -> SaveRequest {
    let file_name = format!("{}.{}", drawn.indicator().replace('_', "-"), format.ending());
    let mut held = Held::new(workspace);
    held.citer = citer(workspace);
    let exhibit = exhibit(drawn);
    let make = move || {
        let format = match format {
            Format::Png => export::Format::Png,
            Format::Svg => export::Format::Svg,
            Format::Csv => export::Format::Csv,
        };
        export::file(&held, std::slice::from_ref(&exhibit), format, f64::from(scale.0))
            .map_err(|error| error.to_string())
    };
    let what = if format == Format::Csv { "Data" } else { "Chart" };
    SaveRequest { what, file_name, make: Arc::new(make), others: Vec::new() }
}

/// The chart as what files are made of.
fn exhibit(drawn: &Drawn) -> Exhibit {
    Exhibit {
        name: drawn.indicator().to_owned(),
        indicator: drawn.indicators.first().cloned(),
        facts: drawn.facts.clone(),
        spec: drawn.spec.clone(),
        series: drawn.set.series.clone(),
        gaps: drawn.gaps.clone(),
        left_out: drawn.set.left_out.clone(),
    }
}
