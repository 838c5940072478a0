//! `rapporteur extract`: documents, entities, figures and clean texts as files.

use super::CliError;
use super::folder::{self, FolderArguments};
use super::names::NameArguments;
use super::output;
use super::selecting::SelectionArguments;
use crate::entities::ReportIndex;
use crate::figures::Review;
use crate::report::DocumentName;
use crate::series::FigureId;
use crate::workbook::{
    FigureRow, RowFormat, Rows, cases_file, figure_rows, figures_workbook, names_file,
};
use crate::workspace::Workspace;
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What `extract` is asked to write.
#[derive(Debug, Args)]
pub struct ExtractArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// Write what each report is: title, country, year, publisher, sections (.json, .csv or .xlsx;
    /// - for standard output).
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// Write the people, courts and organizations with their mentions (.json, .csv or .xlsx).
    #[arg(long, value_name = "FILE")]
    entities: Option<PathBuf>,
    /// Write what befell the people: each event with every telling of it (.json, .csv or .xlsx).
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// Write the figures with their sentences (.json, .csv or .xlsx). An .xlsx file is an evidence
    /// workbook: change it and take it back with `rapporteur import`.
    #[arg(long, value_name = "FILE")]
    figures: Option<PathBuf>,
    /// Write each report's clean text into this folder.
    #[arg(long, value_name = "DIR")]
    text: Option<PathBuf>,
    #[command(flatten)]
    selection: SelectionArguments,
    #[command(flatten)]
    names: NameArguments,
}

impl ExtractArguments {
    /// Refuses what cannot be meant before any report is read.
    fn validate(&self) -> Result<(), CliError> {
        let files = [&self.documents, &self.entities, &self.cases, &self.figures];
        let files: Vec<_> = files.into_iter().flatten().collect();
        if files.is_empty() && self.text.is_none() {
            let wanted = "say what to write: --documents, --entities, --cases, --figures or --text";
            return Err(CliError::Usage(wanted.to_owned()));
        }
        for file in &files {
            output::format_of(file)?;
        }
        if files.iter().filter(|file| output::is_stdout(file)).count() > 1 {
            return Err(CliError::Usage("only one file can be standard output".to_owned()));
        }
        self.selection.validate()
    }
}

/// Reads and analyses the folder and writes what was asked for.
pub fn run(arguments: &ExtractArguments) -> Result<(), CliError> {
    arguments.validate()?;
    let mut workspace = arguments.folder.open()?;
    arguments.selection.apply(&mut workspace)?;
    let workspace = workspace;
    if let Some(path) = &arguments.documents {
        let rows = document_rows(&workspace, path)?;
        let table = Rows { name: "Documents", columns: DOCUMENT_COLUMNS, rows: &rows };
        output::write_rows(path, &table)?;
    }
    if let Some(path) = &arguments.entities {
        output::write(path, |format| names_file(&arguments.names.hold(&workspace), format))?;
    }
    if let Some(path) = &arguments.cases {
        output::write(path, |format| cases_file(&arguments.names.hold(&workspace), format))?;
    }
    if let Some(path) = &arguments.figures {
        write_figures(&arguments.names, &workspace, path)?;
    }
    if let Some(texts) = &arguments.text {
        for analysed in folder::selected(&workspace) {
            let report = analysed.report();
            let path = texts.join(format!("{}.txt", report.document));
            output::to_file(&path, report.text.as_bytes())?;
        }
    }
    if !workspace.slots().any(|(_, slot)| slot.is_analysed()) {
        return Err(CliError::Failed("none of the files could be read".to_owned()));
    }
    Ok(())
}

/// Writes the figures, in the order of the reports that count and their texts. What the user
/// rejected is no figure; only a workbook has it too, marked so, to be worked on.
fn write_figures(
    names: &NameArguments,
    workspace: &Workspace,
    path: &Path,
) -> Result<(), CliError> {
    let held = names.hold(workspace);
    names.tell_changed(&held.changed_names(&held.figures()));
    if output::format_of(path)? == RowFormat::Xlsx {
        let bytes = figures_workbook(&held, &held.figures()).map_err(CliError::Failed)?;
        return output::to_file(path, &bytes);
    }
    let is_one = |id: &FigureId| held.row(*id).is_some_and(|row| row.review() != Review::Rejected);
    let ids: Vec<FigureId> = held.figures().into_iter().filter(is_one).collect();
    let rows = figure_rows(&held, &ids).map_err(CliError::Failed)?;
    let table = Rows { name: "Figures", columns: FigureRow::COLUMNS, rows: &rows };
    output::write_rows(path, &table)
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
fn document_rows(workspace: &Workspace, path: &Path) -> Result<Vec<Value>, CliError> {
    let whole = output::format_of(path)? == RowFormat::Json;
    let read = folder::selected(workspace).map(|analysed| {
        let report = analysed.report();
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
