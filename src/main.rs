//! The program: a window, or the command line.

use clap::Parser;
use rapporteur::cli::{Arguments, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Some(command) => run(&command),
        None => open_window(arguments),
    }
}

#[cfg(feature = "window")]
fn open_window(arguments: Arguments) -> ExitCode {
    rapporteur::app::run(rapporteur::app::Options { folder: arguments.folder })
}

#[cfg(not(feature = "window"))]
fn open_window(_: Arguments) -> ExitCode {
    rapporteur::cli::complain("this build has no window; see --help for what it can do");
    ExitCode::from(2)
}
