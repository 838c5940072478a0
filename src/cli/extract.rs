//! `rapporteur extract`: documents, entities, figures and clean texts as files.

use super::folder::{self, Analysed, Folder, FolderArguments};
use super::{CliError, output};
use crate::citation::Citer;
use crate::entities::{self, ReportIndex};
use crate::figures::{Catalogue, Figure};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What `extract` is asked to write.
#[derive(Debug, Args)]
pub struct ExtractArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// Write what each report is: title, country, year, publisher, sections (.json or .csv; - for
    /// standard output).
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Write the people, courts and organizations with their mentions.
    #[arg(long, value_name = "FILE")]
    entities: Option<PathBuf>,
    /// Write the figures with their sentences.
    #[arg(long, value_name = "FILE")]
    figures: Option<PathBuf>,
    /// Write each report's clean text into this folder.
    #[arg(long, value_name = "DIR")]
    text: Option<PathBuf>,
}

impl ExtractArguments {
    /// Refuses what cannot be meant before any report is read.
    fn validate(&self) -> Result<(), CliError> {
        let files = [&self.documents, &self.entities, &self.figures];
        let files: Vec<_> = files.into_iter().flatten().collect();
        if files.is_empty() && self.text.is_none() {
            let wanted = "say what to write: --documents, --entities, --figures or --text";
            return Err(CliError::Usage(wanted.to_owned()));
        }
        for file in &files {
            output::format_of(file)?;
        }
        if files.iter().filter(|file| output::is_stdout(file)).count() > 1 {
            return Err(CliError::Usage("only one file can be standard output".to_owned()));
        }
        Ok(())
    }
}

/// Reads and analyses the folder and writes what was asked for.
pub fn run(arguments: &ExtractArguments) -> Result<(), CliError> {
    arguments.validate()?;
    let folder = folder::read(&arguments.folder, &Catalogue::built_in())?;
    let citer = arguments.folder.citer();
    if let Some(path) = &arguments.documents {
        output::write_rows(path, DOCUMENT_COLUMNS, &document_rows(&folder, path)?)?;
    }
    if let Some(path) = &arguments.entities {
        match output::format_of(path)? {
            output::RowFormat::Json => {
                output::write_rows(path, &[], &entity_rows(&folder.reports, &citer))?;
            }
            output::RowFormat::Csv => {
                output::write_rows(path, MENTION_COLUMNS, &mention_rows(&folder.reports, &citer))?;
            }
        }
    }
    if let Some(path) = &arguments.figures {
        output::write_rows(path, FIGURE_COLUMNS, &figure_rows(&folder.reports, &citer))?;
    }
    if let Some(texts) = &arguments.text {
        for analysed in &folder.reports {
            let path = texts.join(format!("{}.txt", analysed.report.document));
            output::to_file(&path, analysed.report.text.as_bytes())?;
        }
    }
    if folder.reports.is_empty() {
        return Err(CliError::Failed("none of the files could be read".to_owned()));
    }
    Ok(())
}

const DOCUMENT_COLUMNS: &[&str] = &[
    "document",
    "title",
    "country",
    "year",
    "publisher",
    "pages",
    "characters",
    "sections",
    "error",
];

/// One row a file, those that could not be read too. In CSV a section is its title alone.
fn document_rows(folder: &Folder, path: &std::path::Path) -> Result<Vec<Value>, CliError> {
    let whole = output::format_of(path)? == output::RowFormat::Json;
    let read = folder.reports.iter().map(|analysed| {
        let report = &analysed.report;
        let section = |section: &crate::report::Section| {
            if !whole {
                return json!(section.title);
            }
            json!({
                "level": section.level,
                "number": section.number,
                "title": section.title,
                "start_char": analysed.char_at(section.heading.start),
            })
        };
        json!({
            "document": report.document,
            "title": report.metadata.title.as_ref().map(|title| &title.value),
            "country": report.metadata.country(),
            "year": report.metadata.year(),
            "publisher": report.metadata.publisher(),
            "pages": report.pages,
            "characters": report.text.chars().count(),
            "sections": report.outline.iter().map(section).collect::<Vec<_>>(),
            "error": null,
        })
    });
    let failed = folder.failed.iter().map(|(document, error)| {
        json!({
            "document": document, "title": null, "country": null, "year": null, "publisher": null,
            "pages": null, "characters": null, "sections": [], "error": error.to_string(),
        })
    });
    let mut rows: Vec<Value> = read.chain(failed).collect();
    let name = |row: &Value| row.get("document").and_then(Value::as_str).map(str::to_owned);
    rows.sort_by_key(name);
    Ok(rows)
}

/// One row an entity, its mentions in all reports with it.
fn entity_rows(reports: &[Analysed], citer: &Citer) -> Vec<Value> {
    let row = |(id, entity): (usize, &entities::Entity)| {
        let mentions: Vec<Value> = mentions(reports, entity, citer).collect();
        json!({
            "id": id, "type": entity.kind, "name": entity.name, "role": entity.role,
            "mentions": mentions,
        })
    };
    merged(reports).iter().enumerate().map(row).collect()
}

const MENTION_COLUMNS: &[&str] =
    &["id", "type", "name", "role", "document", "text", "start_char", "end_char", "citation"];

/// One row a mention, for tables.
fn mention_rows(reports: &[Analysed], citer: &Citer) -> Vec<Value> {
    let rows = |(id, entity): (usize, &entities::Entity)| {
        let whole =
            json!({"id": id, "type": entity.kind, "name": entity.name, "role": entity.role});
        let row = |mention| match (whole.clone(), mention) {
            (Value::Object(mut row), Value::Object(mention)) => {
                row.extend(mention);
                Value::Object(row)
            }
            (whole, _) => whole,
        };
        mentions(reports, entity, citer).map(row).collect::<Vec<_>>()
    };
    merged(reports).iter().enumerate().flat_map(rows).collect()
}

fn merged(reports: &[Analysed]) -> Vec<entities::Entity> {
    let inputs: Vec<_> =
        reports.iter().map(|a| (&a.report, a.analysis.entities.as_slice())).collect();
    entities::merge(&inputs)
}

fn mentions<'a>(
    reports: &'a [Analysed],
    entity: &'a entities::Entity,
    citer: &'a Citer,
) -> impl Iterator<Item = Value> + 'a {
    let own = |(ReportIndex(index), local): &(ReportIndex, usize)| {
        let analysed = reports.get(*index as usize)?;
        Some((analysed, analysed.analysis.entities.get(*local)?))
    };
    entity.members.iter().filter_map(own).flat_map(move |(analysed, entity)| {
        entity.mentions.iter().map(move |span| {
            json!({
                "document": analysed.report.document,
                "text": analysed.words(*span),
                "start_char": analysed.char_at(span.start),
                "end_char": analysed.char_at(span.end),
                "citation": citer.source(&analysed.report, *span),
            })
        })
    })
}

const FIGURE_COLUMNS: &[&str] = &[
    "document",
    "sentence",
    "raw",
    "value",
    "value_high",
    "qualifier",
    "unit",
    "kind",
    "measure",
    "indicator",
    "source",
    "place",
    "start",
    "end",
    "coverage",
    "section",
    "page",
    "start_char",
    "end_char",
    "confidence",
    "citation",
];

/// One row a figure, in the order of the reports and their texts.
fn figure_rows(reports: &[Analysed], citer: &Citer) -> Vec<Value> {
    let rows = |analysed: &Analysed| -> Vec<Value> {
        let figures = analysed.analysis.figures.iter();
        figures.map(|figure| figure_row(analysed, figure, citer)).collect()
    };
    reports.iter().flat_map(rows).collect()
}

fn figure_row(analysed: &Analysed, figure: &Figure, citer: &Citer) -> Value {
    let report = &analysed.report;
    let section = report.section_at(figure.raw.start).and_then(|at| report.outline.get(at));
    json!({
        "document": report.document,
        "sentence": analysed.words(figure.sentence),
        "raw": analysed.words(figure.raw),
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
        "section": section.map(|section| section.title.as_str()),
        "page": report.page_at(figure.raw.start),
        "start_char": analysed.char_at(figure.raw.start),
        "end_char": analysed.char_at(figure.raw.end),
        "confidence": figure.confidence,
        "citation": citer.source(report, figure.sentence),
    })
}
