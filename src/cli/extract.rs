//! `rapporteur extract`: documents, entities, figures and clean texts as files.

use super::folder::{self, Analysed, FolderArguments};
use super::{CliError, output};
use crate::citation::Citer;
use crate::entities::{Entity, ReportIndex};
use crate::figures::Figure;
use crate::report::DocumentName;
use crate::workspace::{EntityId, Workspace};
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
    let workspace = arguments.folder.open()?;
    let citer = folder::citer(&workspace);
    if let Some(path) = &arguments.documents {
        output::write_rows(path, DOCUMENT_COLUMNS, &document_rows(&workspace, path)?)?;
    }
    if let Some(path) = &arguments.entities {
        match output::format_of(path)? {
            output::RowFormat::Json => {
                output::write_rows(path, &[], &entity_rows(&workspace, &citer))?;
            }
            output::RowFormat::Csv => {
                output::write_rows(path, MENTION_COLUMNS, &mention_rows(&workspace, &citer))?;
            }
        }
    }
    if let Some(path) = &arguments.figures {
        output::write_rows(path, FIGURE_COLUMNS, &figure_rows(&workspace, &citer))?;
    }
    if let Some(texts) = &arguments.text {
        for analysed in folder::all(&workspace) {
            let path = texts.join(format!("{}.txt", analysed.report.document));
            output::to_file(&path, analysed.report.text.as_bytes())?;
        }
    }
    if folder::all(&workspace).next().is_none() {
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
    "counted",
    "also_as",
    "error",
];

/// One row a report, those that could not be read too. In CSV a section is its title alone. Of a
/// report that is there in several formats one is counted; each names the others.
fn document_rows(workspace: &Workspace, path: &std::path::Path) -> Result<Vec<Value>, CliError> {
    let whole = output::format_of(path)? == output::RowFormat::Json;
    let read = folder::all(workspace).map(|analysed| {
        let report = analysed.report;
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
            "counted": workspace.editions().is_shown(analysed.index),
            "also_as": also_as(workspace, analysed.index),
            "error": null,
        })
    });
    let failed = folder::failed(workspace).map(|(document, error)| {
        json!({
            "document": document, "title": null, "country": null, "year": null, "publisher": null,
            "pages": null, "characters": null, "sections": [], "counted": false, "also_as": [],
            "error": error.to_string(),
        })
    });
    let mut rows: Vec<Value> = read.chain(failed).collect();
    let name = |row: &Value| row.get("document").and_then(Value::as_str).map(str::to_owned);
    rows.sort_by_key(name);
    Ok(rows)
}

/// The names of the same report in other formats, the one that is counted first.
fn also_as(workspace: &Workspace, report: ReportIndex) -> Vec<&DocumentName> {
    let editions = workspace.editions();
    let counted = editions.shown_for(report);
    let all = std::iter::once(counted).chain(editions.others(counted).iter().copied());
    let others = all.filter(|other| *other != report);
    others.filter_map(|other| Some(&workspace.slot(other)?.document)).collect()
}

/// The entities of all reports that count, each with its number, but those that the user left out.
fn entities(workspace: &Workspace) -> impl Iterator<Item = (u32, &Entity)> {
    let merged = workspace.merged();
    let numbered = (0..).zip(&merged.entities);
    numbered.filter(|(id, _)| !merged.is_hidden(EntityId(*id)))
}

/// One row an entity, its mentions in all reports with it.
fn entity_rows(workspace: &Workspace, citer: &Citer) -> Vec<Value> {
    let row = |(id, entity): (u32, &Entity)| {
        let mentions: Vec<Value> = mentions(workspace, entity, citer).collect();
        json!({
            "id": id, "type": entity.kind, "name": entity.name, "role": entity.role,
            "mentions": mentions,
        })
    };
    entities(workspace).map(row).collect()
}

const MENTION_COLUMNS: &[&str] =
    &["id", "type", "name", "role", "document", "text", "start_char", "end_char", "citation"];

/// One row a mention, for tables.
fn mention_rows(workspace: &Workspace, citer: &Citer) -> Vec<Value> {
    let rows = |(id, entity): (u32, &Entity)| {
        let whole =
            json!({"id": id, "type": entity.kind, "name": entity.name, "role": entity.role});
        let row = |mention| match (whole.clone(), mention) {
            (Value::Object(mut row), Value::Object(mention)) => {
                row.extend(mention);
                Value::Object(row)
            }
            (whole, _) => whole,
        };
        mentions(workspace, entity, citer).map(row).collect::<Vec<_>>()
    };
    entities(workspace).flat_map(rows).collect()
}

fn mentions<'a>(
    workspace: &'a Workspace,
    entity: &'a Entity,
    citer: &'a Citer,
) -> impl Iterator<Item = Value> + 'a {
    let own = |(index, local): &(ReportIndex, usize)| {
        let analysed = folder::analysed_at(workspace, *index)?;
        Some((analysed, analysed.analysis.entities.get(*local)?))
    };
    entity.members.iter().filter_map(own).flat_map(move |(analysed, entity)| {
        entity.mentions.iter().map(move |span| {
            json!({
                "document": analysed.report.document,
                "text": analysed.words(*span),
                "start_char": analysed.char_at(span.start),
                "end_char": analysed.char_at(span.end),
                "citation": citer.source(analysed.report, *span),
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
    "flow",
    "aggregation",
    "passed_on_by",
    "section",
    "page",
    "start_char",
    "end_char",
    "confidence",
    "citation",
];

/// One row a figure, in the order of the reports that count and their texts. What the user
/// rejected is no figure.
fn figure_rows(workspace: &Workspace, citer: &Citer) -> Vec<Value> {
    let rows = |analysed: Analysed<'_>| -> Vec<Value> {
        let mut figures: Vec<&Figure> =
            analysed.analysis.figures.iter().filter(|figure| !figure.is_rejected()).collect();
        // Those that the user added stand at the end.
        figures.sort_by_key(|figure| figure.raw);
        figures.into_iter().map(|figure| figure_row(&analysed, figure, citer)).collect()
    };
    folder::counted(workspace).flat_map(rows).collect()
}

fn figure_row(analysed: &Analysed<'_>, figure: &Figure, citer: &Citer) -> Value {
    let report = analysed.report;
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
        "flow": figure.flow,
        "aggregation": figure.aggregation,
        "passed_on_by": figure.passed_on_by,
        "section": section.map(|section| section.title.as_str()),
        "page": report.page_name_at(figure.raw.start),
        "start_char": analysed.char_at(figure.raw.start),
        "end_char": analysed.char_at(figure.raw.end),
        "confidence": figure.confidence,
        "citation": citer.source(report, figure.sentence),
    })
}
