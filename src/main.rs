//! The program: a window, or the command line.

use clap::Parser;
#[cfg(feature = "window")]
use rapporteur::cli::ThemeArgument;
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
    use rapporteur::app::{Colours, Options, run};
    let colours = arguments.theme.map(|theme| match theme {
        ThemeArgument::Light => Colours::Light,
        ThemeArgument::Dark => Colours::Dark,
    });
    run(Options { folder: arguments.folder, colours, ..Options::default() })
}

#[cfg(not(feature = "window"))]
fn open_window(_: Arguments) -> ExitCode {
    rapporteur::cli::complain("this build has no window; see --help for what it can do");
    ExitCode::from(2)
}
