//! A chart as a file. All that it is made of is held by handles, so that the file is made off the
//! drawing thread.

use super::settings::Format;
use crate::analysis::Analysis;
use crate::app::saving::SaveRequest;
use crate::charts::{self, Drawing};
use crate::citation::Citer;
use crate::entities::ReportIndex;
use crate::library::LoadedReport;
use crate::series::{Series, SeriesInput};
use crate::workspace::Workspace;
use std::sync::Arc;

/// What is to be done to save the chart as a file of this format.
pub fn request(
    workspace: &Workspace,
    indicator: &str,
    drawing: &Arc<Drawing>,
    shown: Vec<Series>,
    format: Format,
    citer: Citer,
) -> SaveRequest {
    let file_name = format!("{}.{}", indicator.replace('_', "-"), format.ending());
    let drawing = Arc::clone(drawing);
    let reports: Vec<(ReportIndex, Arc<LoadedReport>, Arc<Analysis>)> = workspace
        .slots()
        .filter_map(|(index, slot)| {
            Some((index, Arc::clone(slot.loaded()?), Arc::clone(slot.analysis()?)))
        })
        .collect();
    let make = move || match format {
        Format::Svg => Ok(charts::svg(&drawing).into_bytes()),
        Format::Png => charts::png(&drawing).map_err(|error| error.to_string()),
        Format::Csv => {
            let inputs: Vec<SeriesInput<'_>> = reports
                .iter()
                .map(|(index, loaded, analysis)| SeriesInput {
                    report: &loaded.report,
                    index: *index,
                    figures: &analysis.figures,
                })
                .collect();
            let table = charts::csv(&shown, &inputs, &citer).map_err(|error| error.to_string())?;
            Ok(table.into_bytes())
        }
    };
    let what = if format == Format::Csv { "Data" } else { "Chart" };
    SaveRequest { what, file_name, make: Arc::new(make), others: Vec::new() }
}
