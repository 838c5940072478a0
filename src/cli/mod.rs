//! The command line: the same program without a window.
//!
//! One file a command. A command returns what went wrong as [`CliError`], told once, here.

mod chart;
mod compare;
mod extract;
mod folder;
mod import;
mod indicators;
mod names;
mod notes;
mod output;
mod search;
mod selecting;

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;
use thiserror::Error;

/// What the user asked for.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version = env!("RAPPORTEUR_VERSION"), about, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The folder of reports to open in the window.
    pub folder: Option<PathBuf>,
    /// The window's colours; those of the system otherwise.
    #[arg(long)]
    pub theme: Option<ThemeArgument>,
    /// Read and analyse everything anew, and keep nothing of it for the next time.
    #[arg(long)]
    pub no_cache: bool,
}

/// Colours that the window can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArgument {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write what the reports of a folder hold, as JSON, CSV or XLSX.
    ///
    /// What was decided in the window holds here too: corrections, rejected, changed and added
    /// figures, merged and hidden names. Of a report that is there in several formats one counts.
    Extract(extract::ExtractArguments),
    /// Take an edited evidence workbook back: changed cells become decisions on the same figures.
    ///
    /// Importing the same workbook again changes nothing more. Rows that are not understood are
    /// named on standard error; the others are taken.
    Import(import::ImportArguments),
    /// Make charts of indicators, or charts that were saved: pictures, pages, slides and sheets with
    /// charts that can be edited, or the data behind them.
    ///
    /// What was decided in the window on reports, figures and names holds here too. Of a report
    /// that is there in several formats one counts.
    Chart(Box<chart::ChartArguments>),
    /// Compare the reports on a country of two to four years: what is the same, reworded, new,
    /// dropped, moved.
    ///
    /// Side by side as .docx, .html or .pdf; the list of changes as .xlsx, .csv or .json.
    Compare(compare::CompareArguments),
    /// Write the notes on the reports of a folder, with quotes and citations, as Markdown.
    Notes(notes::NotesArguments),
    /// Find passages in the reports of a folder: words, "phrases", AND, OR, NOT, beginnings (word*),
    /// spellings (word~), words near each other ("a b"~5) and fields (country:, year:, publisher:,
    /// section:, entity:, indicator:).
    ///
    /// Words stand in one passage: a paragraph, an item of a list, a row of a table. Upper and lower
    /// case and accents do not matter.
    Search(search::SearchArguments),
    /// List the indicators that figures are matched against, or share the folder's own as a file.
    Indicators(indicators::IndicatorsArguments),
}

/// Why a command did not do what it was asked.
#[derive(Debug, Error)]
pub enum CliError {
    /// The arguments cannot be meant: exit status 2.
    #[error("{0}")]
    Usage(String),
    /// Nothing could be done: exit status 1.
    #[error("{0}")]
    Failed(String),
}

/// Does what a command says. The exit status is 0; 1 where nothing could be done; 2 for wrong
/// arguments.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::Extract(arguments) => extract::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Chart(arguments) => chart::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Notes(arguments) => notes::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Indicators(arguments) => indicators::run(arguments),
    };
    let Err(error) = done else { return ExitCode::SUCCESS };
    complain(&error.to_string());
    match error {
        CliError::Failed(_) => ExitCode::FAILURE,
        CliError::Usage(_) => ExitCode::from(2),
    }
}

/// Tells the user of a problem, on standard error.
#[expect(clippy::print_stderr, reason = "the one place where the command line complains")]
pub fn complain(message: &str) {
    eprintln!("rapporteur: {message}");
}
