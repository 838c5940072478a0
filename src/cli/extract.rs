//! `rapporteur extract`: documents, entities, figures and clean texts as files.

use crate::analysis::Analysis;
use crate::entities::{self, ReportIndex};
use crate::figures::Catalogue;
use crate::library;
use crate::report::{CharIndex, Report, Span};
use clap::Args;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What `extract` is asked to write.
#[derive(Debug, Args)]
pub struct ExtractArguments {
    /// The folder of reports.
    folder: PathBuf,
    /// Write what each report is (.json or .csv; - for standard output).
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Write the people, courts and organizations.
    #[arg(long, value_name = "FILE")]
    entities: Option<PathBuf>,
    /// Write the figures.
    #[arg(long, value_name = "FILE")]
    figures: Option<PathBuf>,
    /// Write each report's clean text into this folder.
    #[arg(long, value_name = "DIR")]
    text: Option<PathBuf>,
}

struct Extracted {
    report: Report,
    analysis: Analysis,
    chars: CharIndex,
}

impl Extracted {
    fn at(&self, offset: crate::report::Offset) -> usize {
        self.chars.chars_before(&self.report.text, offset)
    }
    fn words(&self, span: Span) -> &str {
        span.of(&self.report.text)
    }
}

/// Reads and analyses the folder and writes what was asked for.
pub fn run(arguments: &ExtractArguments) -> Result<(), String> {
    let scan = library::scan(&arguments.folder)
        .map_err(|error| format!("{}: {error}", arguments.folder.display()))?;
    for problem in &scan.problems {
        super::complain(problem);
    }
    let catalogue = Catalogue::built_in();
    let results: Vec<_> = scan
        .files
        .par_iter()
        .map(|file| {
            library::read_file(&file.path, &file.name).map(|report| {
                let mut analysis = library::analyse(&report).unwrap_or_default();
                catalogue.assign(&mut analysis.figures);
                let chars = CharIndex::new(&report.text);
                Extracted { report, analysis, chars }
            })
        })
        .collect();
    let mut done = Vec::new();
    for (file, result) in scan.files.iter().zip(results) {
        match result {
            Ok(extracted) => done.push(extracted),
            Err(error) => super::complain(&format!("{}: {error}", file.path.display())),
        }
    }
    if let Some(path) = &arguments.figures {
        write(path, &figures(&done))?;
    }
    if let Some(path) = &arguments.entities {
        write(path, &entity_rows(&done))?;
    }
    if let Some(folder) = &arguments.text {
        for extracted in &done {
            let path = folder.join(format!("{}.txt", extracted.report.document));
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)
                    .map_err(|e| format!("{}: {e}", parent.display()))?;
            }
            std::fs::write(&path, &extracted.report.text)
                .map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    Ok(())
}

fn write(path: &Path, rows: &Value) -> Result<(), String> {
    let text = serde_json::to_string_pretty(rows).map_err(|e| e.to_string())?;
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn entity_rows(done: &[Extracted]) -> Value {
    let reports: Vec<_> =
        done.iter().map(|d| (&d.report, d.analysis.entities.as_slice())).collect();
    let merged = entities::merge(&reports);
    let rows = merged.iter().enumerate().map(|(id, entity)| {
        let mentions: Vec<Value> = entity
            .members
            .iter()
            .filter_map(|(ReportIndex(index), local)| {
                let extracted = done.get(*index as usize)?;
                let entity = extracted.analysis.entities.get(*local)?;
                Some((extracted, entity))
            })
            .flat_map(|(extracted, entity)| {
                entity.mentions.iter().map(move |span| {
                    json!({
                        "document": extracted.report.document,
                        "text": extracted.words(*span),
                        "start_char": extracted.at(span.start),
                        "end_char": extracted.at(span.end),
                    })
                })
            })
            .collect();
        json!({"id": id, "type": entity.kind, "name": entity.name, "role": entity.role, "mentions": mentions})
    });
    Value::Array(rows.collect())
}

fn figures(done: &[Extracted]) -> Value {
    let rows = done.iter().flat_map(|extracted| {
        extracted.analysis.figures.iter().map(move |figure| {
            json!({
                "document": extracted.report.document,
                "sentence": extracted.words(figure.sentence),
                "raw": extracted.words(figure.raw),
                "value": figure.value,
                "value_high": figure.value_high,
                "qualifier": figure.qualifier,
                "unit": figure.unit,
                "kind": figure.kind,
                "measure": figure.measure,
                "indicator": figure.indicator,
                "source": figure.source,
                "place": figure.place,
                "start": figure.period.start,
                "end": figure.period.end,
                "coverage": figure.period.coverage,
                "section": extracted.report.section_at(figure.raw.start)
                    .and_then(|s| extracted.report.outline.get(s)).map(|s| s.title.as_str()),
                "page": extracted.report.page_at(figure.raw.start),
                "start_char": extracted.at(figure.raw.start),
                "end_char": extracted.at(figure.raw.end),
                "confidence": figure.confidence,
            })
        })
    });
    Value::Array(rows.collect())
}
