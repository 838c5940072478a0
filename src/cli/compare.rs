//! `rapporteur compare`: what changed between the reports of some years on a country.

use super::folder::{self, FolderArguments};
use super::{CliError, complain, output};
use crate::citation::Citer;
use crate::compare::export::{self, Asked, CHANGE_COLUMNS, Matrix, Side, SideBySide};
use crate::compare::{Alignment, Counterpart, Edition, TopicId, align, topics};
use crate::entities::ReportIndex;
use crate::report::Report;
use crate::report::countries;
use crate::workbook::{RowFormat, Rows};
use crate::workspace::Workspace;
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is compared, and how it is written.
#[derive(Debug, Args)]
pub struct CompareArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// The country that the reports are on.
    #[arg(long, value_name = "NAME")]
    country: String,
    /// The years that the reports cover: two to four, parted by commas.
    #[arg(long, value_name = "YEAR,YEAR", value_delimiter = ',', required = true)]
    years: Vec<i16>,
    /// Whose reports, where there are several of a year: the publisher's name or a part of it;
    /// otherwise who published most of them.
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Only this topic, by its short name: torture, prison, arrest, trial …
    #[arg(long, value_name = "SLUG")]
    topic: Option<String>,
    /// Side by side, count sentences that stayed the same instead of showing them.
    #[arg(long)]
    changes: bool,
    /// Take a sentence that was turned from the present into the past for a reworded one.
    #[arg(long)]
    keep_tense: bool,
    /// Write what each report says on each topic instead of what changed (.docx, .xlsx, .csv or
    /// .json).
    #[arg(long, conflicts_with_all = ["changes", "keep_tense"])]
    passages: bool,
    /// The file to write; its ending picks what it is: .docx, .html or .pdf (side by side), .xlsx,
    /// .csv or .json (the list of changes).
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Docx,
    Html,
    Pdf,
    Rows(RowFormat),
}

/// The fewest and the most editions that can be laid side by side.
const SIDES: std::ops::RangeInclusive<usize> = 2..=4;

/// Reads the folder, compares the reports and writes what was asked for.
pub fn run(arguments: &CompareArguments) -> Result<(), CliError> {
    let format = format_of(&arguments.output)?;
    if arguments.passages && matches!(format, Format::Html | Format::Pdf) {
        let wanted = "passages can be written as .docx, .xlsx, .csv or .json";
        return Err(CliError::Usage(wanted.to_owned()));
    }
    let topic = arguments.topic.as_deref().map(topic).transpose()?;
    let years = years(arguments)?;
    let workspace = arguments.folder.open()?;
    let reports = choose(&workspace, arguments, &years)?;
    let editions: Vec<Edition> = reports
        .iter()
        .filter_map(|(index, report)| {
            Some(Edition::new(report, workspace.slot(*index)?.analysis()?))
        })
        .collect();
    let heads: Vec<String> = years.iter().map(ToString::to_string).collect();
    let sides: Vec<Side<'_>> = heads
        .iter()
        .zip(&reports)
        .zip(&editions)
        .map(|((head, (_, report)), edition)| Side { head, report, edition })
        .collect();
    let pairs = editions.iter().zip(editions.iter().skip(1));
    let alignments: Vec<Alignment> = pairs.map(|(before, after)| align(before, after)).collect();
    let alignments: Vec<&Alignment> = alignments.iter().collect();
    let country = reports.first().and_then(|(_, report)| report.metadata.country());
    let title = title(country.unwrap_or(&arguments.country), &heads, topic);
    let asked = Asked {
        title: &title,
        topic,
        tense_counts: arguments.keep_tense,
        changes_only: arguments.changes,
    };
    let citer = folder::citer(&workspace);
    let bytes = if arguments.passages {
        passages(&sides, &asked, &citer, format)
    } else {
        comparison(&sides, &alignments, &asked, &citer, format)
    };
    let bytes = bytes.map_err(CliError::Failed)?;
    if output::is_stdout(&arguments.output) {
        return output::to_stdout(&String::from_utf8_lossy(&bytes));
    }
    output::to_file(&arguments.output, &bytes)
}

fn comparison(
    sides: &[Side<'_>],
    alignments: &[&Alignment],
    asked: &Asked<'_>,
    citer: &Citer,
    format: Format,
) -> Result<Vec<u8>, String> {
    let shown = || SideBySide::of(sides, alignments, asked, citer);
    match format {
        Format::Docx => export::docx(&shown()),
        Format::Html => Ok(export::html(&shown()).into_bytes()),
        Format::Pdf => export::pdf(&shown()),
        Format::Rows(format) => {
            let rows = export::change_list(sides, alignments, asked, citer);
            Rows { name: "Changes", columns: CHANGE_COLUMNS, rows: &rows }.bytes(format)
        }
    }
}

fn passages(
    sides: &[Side<'_>],
    asked: &Asked<'_>,
    citer: &Citer,
    format: Format,
) -> Result<Vec<u8>, String> {
    let told = |topic: &TopicId| {
        sides.iter().any(|side| side.edition.counterpart(*topic) != Counterpart::Missing)
    };
    let chosen: Vec<TopicId> = match asked.topic {
        Some(topic) => vec![topic],
        None => topics().main().map(|(topic, _)| topic).filter(told).collect(),
    };
    let matrix = Matrix::of((asked.title, "Year"), sides, &chosen, citer);
    match format {
        Format::Docx => export::matrix_docx(&matrix),
        Format::Rows(RowFormat::Xlsx) => matrix.xlsx(),
        Format::Rows(RowFormat::Csv) => matrix.csv().map(String::into_bytes),
        Format::Rows(RowFormat::Json) => {
            let text = serde_json::to_string_pretty(&matrix.json());
            text.map(|text| format!("{text}\n").into_bytes()).map_err(|error| error.to_string())
        }
        Format::Html | Format::Pdf => Err("passages have no such file".to_owned()),
    }
}

/// "Karvenia 2019 and 2020: Torture and ill-treatment".
fn title(country: &str, heads: &[String], topic: Option<TopicId>) -> String {
    let years = match heads {
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    };
    match topic {
        Some(topic) => format!("{country} {years}: {}", topics().name(topic)),
        None => format!("{country} {years}, compared"),
    }
}

/// The years, the earliest first.
fn years(arguments: &CompareArguments) -> Result<Vec<i16>, CliError> {
    let years: BTreeSet<i16> = arguments.years.iter().copied().collect();
    if !SIDES.contains(&years.len()) {
        let wanted = "give two to four years, as in --years 2019,2020";
        return Err(CliError::Usage(wanted.to_owned()));
    }
    Ok(years.into_iter().collect())
}

fn topic(slug: &str) -> Result<TopicId, CliError> {
    let slug = slug.trim().to_lowercase().replace(['-', ' '], "_");
    topics().by_slug(&slug).ok_or_else(|| {
        let known: Vec<&str> = topics().all().map(|(_, topic)| topic.slug.as_str()).collect();
        let known = known.join(", ");
        CliError::Usage(format!("no topic is called {slug}; there are {known}"))
    })
}

type Chosen<'a> = Vec<(ReportIndex, &'a Report)>;

/// The reports of one publisher by the year that they cover.
type ByYear<'a> = BTreeMap<i16, Chosen<'a>>;

/// The reports of one publisher on the country, one a year.
fn choose<'a>(
    workspace: &'a Workspace,
    arguments: &CompareArguments,
    years: &[i16],
) -> Result<Chosen<'a>, CliError> {
    let country = &arguments.country;
    let mut publishers = on_country(workspace, country)?;
    let all = named(publishers.keys());
    if let Some(wanted) = &arguments.publisher {
        let wanted = wanted.trim().to_lowercase();
        publishers.retain(|name, _| name.to_lowercase().contains(&wanted));
    }
    let asked = |of: &ByYear<'_>| years.iter().filter(|year| of.contains_key(year)).count();
    let best = publishers.iter().max_by_key(|(name, of)| (asked(of), std::cmp::Reverse(**name)));
    let Some((publisher, of)) = best else {
        let wanted = arguments.publisher.as_deref().unwrap_or_default();
        let said = format!("no report on {country} by {wanted}; there are by {all}");
        return Err(CliError::Failed(said));
    };
    let missing = named(years.iter().filter(|year| !of.contains_key(year)));
    if !missing.is_empty() {
        let known = named(of.keys());
        return Err(CliError::Failed(format!(
            "no report on {country} by {publisher} of {missing}; there are of {known}"
        )));
    }
    if publishers.len() > 1 {
        let others = named(publishers.keys().filter(|name| *name != publisher));
        complain(&format!(
            "comparing reports by {publisher}; --publisher picks another ({others})"
        ));
    }
    Ok(years.iter().filter_map(|year| longest(*year, of.get(year)?)).collect())
}

/// The reports on a country that are analysed and know their year, by publisher.
fn on_country<'a>(
    workspace: &'a Workspace,
    country: &str,
) -> Result<BTreeMap<&'a str, ByYear<'a>>, CliError> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut found: BTreeMap<&str, ByYear<'a>> = BTreeMap::new();
    for (index, slot) in workspace.shown().filter(|(_, slot)| slot.is_analysed()) {
        let Some(metadata) = slot.head().map(|head| &head.metadata) else { continue };
        known.extend(metadata.country());
        let here = metadata.country().is_some_and(|own| countries::is_called(own, country));
        let Some(year) = metadata.year().filter(|_| here) else { continue };
        let Some(report) = slot.report() else { continue };
        let publisher = metadata.publisher().unwrap_or("an unknown publisher");
        let of_year = found.entry(publisher).or_default().entry(year).or_default();
        of_year.push((index, report));
    }
    if found.is_empty() {
        let known = named(known.into_iter());
        let known = if known.is_empty() { "no country".to_owned() } else { known };
        return Err(CliError::Failed(format!("no report on {country}; there are on {known}")));
    }
    Ok(found)
}

/// The longest of several reports of one year and publisher; says which.
fn longest<'a>(year: i16, all: &[(ReportIndex, &'a Report)]) -> Option<(ReportIndex, &'a Report)> {
    let found =
        all.iter().max_by_key(|(index, report)| (report.text.len(), std::cmp::Reverse(index.0)))?;
    if all.len() > 1 {
        complain(&format!("several reports of {year}; comparing {}", found.1.document));
    }
    Some(*found)
}

/// Names in order, each once.
fn named<T: ToString>(names: impl Iterator<Item = T>) -> String {
    let names: BTreeSet<String> = names.map(|name| name.to_string()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn format_of(path: &Path) -> Result<Format, CliError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("docx") => Ok(Format::Docx),
        Some("html" | "htm") => Ok(Format::Html),
        Some("pdf") => Ok(Format::Pdf),
        _ => output::format_of(path).map(Format::Rows).map_err(|_| {
            CliError::Usage(format!(
                "{}: the name must end in .docx, .html, .pdf, .xlsx, .csv or .json",
                path.display()
            ))
        }),
    }
}
