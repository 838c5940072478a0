//! The hits that are listed as a file: a workbook, CSV or JSON, by the ending that the user gives.

use super::groups::Groups;
use crate::app::citing;
use crate::app::saving::{MakeFile, SaveRequest};
use crate::library::LoadedReport;
use crate::report::Span;
use crate::workbook::{RowFormat, Rows};
use crate::workspace::{Found, Workspace};
use serde_json::{Value, json};
use std::sync::Arc;

/// The columns of the file.
const COLUMNS: [&str; 8] =
    ["report", "country", "year", "publisher", "section", "page", "passage", "citation"];

/// What is to be done to save the hits in the order in which they are listed; nothing where there
/// are none.
pub fn request(workspace: &Workspace, found: &Found, groups: &Groups) -> Option<SaveRequest> {
    let held: Vec<(Arc<LoadedReport>, Vec<Span>)> = groups
        .order
        .iter()
        .filter_map(|at| found.hits.get(*at))
        .filter_map(|(index, hits)| {
            Some((Arc::clone(workspace.slot(*index)?.loaded()?), hits.clone()))
        })
        .collect();
    if held.is_empty() {
        return None;
    }
    let (held, citer) = (Arc::new(held), citing::citer(workspace));
    let made = |format| -> Arc<MakeFile> {
        let (held, citer) = (Arc::clone(&held), citer.clone());
        Arc::new(move || {
            let rows: Vec<Value> = held
                .iter()
                .flat_map(|(loaded, hits)| hits.iter().map(|hit| row(loaded, *hit, &citer)))
                .collect();
            Rows { name: "Hits", columns: &COLUMNS, rows: &rows }.bytes(format)
        })
    };
    Some(SaveRequest {
        what: "Hits",
        file_name: "hits.xlsx".to_owned(),
        make: made(RowFormat::Xlsx),
        others: vec![("csv", made(RowFormat::Csv)), ("json", made(RowFormat::Json))],
    })
}

fn row(loaded: &LoadedReport, hit: Span, citer: &crate::citation::Citer) -> Value {
    let report = &loaded.report;
    let known = &report.metadata;
    let block = report.block_at(hit.start).and_then(|at| report.blocks.get(at));
    let passage = block.map_or(hit, |block| block.span).of(&report.text).replace('\t', " ");
    let section = report.section_path(hit.start);
    let section: Vec<&str> = section.iter().map(|section| section.title.as_str()).collect();
    json!({
        "report": report.document.as_str(),
        "country": known.country(),
        "year": known.year(),
        "publisher": known.publisher(),
        "section": section.join(" › "),
        "page": report.page_name_at(hit.start),
        "passage": passage,
        "citation": citer.source(report, hit),
    })
}
