//! The command line: the same program without a window.

mod extract;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the user asked for.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, about, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The folder of reports to open in the window.
    pub folder: Option<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write what the reports of a folder hold, as JSON or CSV.
    Extract(extract::ExtractArguments),
}

/// Does what a command says. The exit status is 0, or 1 where nothing could be done.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::Extract(arguments) => extract::run(arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            complain(&message);
            ExitCode::FAILURE
        }
    }
}

/// Tells the user of a problem, on standard error.
#[expect(clippy::print_stderr, reason = "the one place where the command line complains")]
pub fn complain(message: &str) {
    eprintln!("rapporteur: {message}");
}
