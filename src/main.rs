//! The program: a window, the command line, or a worker that reads files for one of these.

use cap::Cap;
use clap::Parser;
#[cfg(feature = "window")]
use rapporteur::cli::ThemeArgument;
use rapporteur::cli::{Arguments, run};
use rapporteur::library::workers;
use std::alloc::System;
use std::process::ExitCode;

/// Counts what is allocated, so that a worker can be given a limit. The rest has none.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == workers::ARGUMENT) {
        return workers::serve(|limit| {
            // Fails only where more than that is allocated before anything has begun.
            let _ = MEMORY.set_limit(limit);
        });
    }
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
    run(Options { folder: arguments.folder, colours, ..Options::default() }, !arguments.no_cache)
}

#[cfg(not(feature = "window"))]
fn open_window(_: Arguments) -> ExitCode {
    rapporteur::cli::complain("this build has no window; see --help for what it can do");
    ExitCode::from(2)
}
