//! A chart as a file. All that it is made of is held by handles, so that the file is made off the
//! drawing thread.

use super::building::Drawn;
use crate::analysis::Analysis;
use crate::app::actions::Action;
use crate::app::citing::citer;
use crate::app::saving::SaveRequest;
use crate::charts;
use crate::entities::ReportIndex;
use crate::library::LoadedReport;
use crate::series::{Series, SeriesInput};
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
    let drawn = Arc::clone(drawn);
    let citer = citer(workspace);
    let reports: Vec<(ReportIndex, Arc<LoadedReport>, Arc<Analysis>)> = workspace
        .slots()
        .filter_map(|(index, slot)| {
            Some((index, Arc::clone(slot.loaded()?), Arc::clone(slot.analysis()?)))
        })
        .collect();
    let make = move || match format {
        Format::Svg => Ok(charts::svg(&drawn.drawing).into_bytes()),
        Format::Png => charts::png(&drawn.drawing).map_err(|error| error.to_string()),
        Format::Csv => {
            let inputs: Vec<SeriesInput<'_>> = reports
                .iter()
                .map(|(index, loaded, analysis)| SeriesInput {
                    report: &loaded.report,
                    index: *index,
                    figures: &analysis.figures,
                })
                .collect();
            let shown: Vec<Series> = drawn.series().cloned().collect();
            let table = charts::csv(&shown, &inputs, &citer).map_err(|error| error.to_string())?;
            Ok(table.into_bytes())
        }
    };
    let what = if format == Format::Csv { "Data" } else { "Chart" };
    SaveRequest { what, file_name, make: Arc::new(make), others: Vec::new() }
}
