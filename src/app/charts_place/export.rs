//! A chart as a file. All that it is made of is held by handles, so that the file is made off the
//! drawing thread.

use super::settings::Format;
use crate::app::saving::SaveRequest;
use crate::charts::{self, Drawing, Print};
use crate::citation::Citer;
use crate::export::{self, Exhibit};
use crate::series::Series;
use crate::workbook::Held;
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
    let mut held = Held::new(workspace);
    held.citer = citer;
    let exhibit = Exhibit { name: indicator.to_owned(), series: shown, ..Exhibit::default() };
    let make = move || match format {
        Format::Svg => Ok(charts::svg(&drawing).into_bytes()),
        Format::Png => charts::png(&drawing, Print::default()).map_err(|error| error.to_string()),
        Format::Csv => {
            export::file(&held, std::slice::from_ref(&exhibit), export::Format::Csv, 1.0)
                .map_err(|error| error.to_string())
        }
    };
    let what = if format == Format::Csv { "Data" } else { "Chart" };
    SaveRequest { what, file_name, make: Arc::new(make), others: Vec::new() }
}
