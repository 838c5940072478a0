//! `rapporteur indicators`: the catalogue, one indicator a line.

use super::{CliError, output};
use crate::figures::Catalogue;
use std::fmt::Write;

/// Writes slug, name and description of every indicator to standard output, parted by tabs.
pub fn run() -> Result<(), CliError> {
    let mut lines = String::new();
    for indicator in &Catalogue::built_in().indicators {
        // Writing to a string cannot fail.
        let _ =
            writeln!(lines, "{}\t{}\t{}", indicator.slug, indicator.name, indicator.description);
    }
    output::to_stdout(&lines)
}
