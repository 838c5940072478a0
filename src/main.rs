//! The program: a window, or the command line.

use clap::Parser;
use rapporteur::cli::{Arguments, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(command) => run(command),
        None => ExitCode::SUCCESS,
    }
}
