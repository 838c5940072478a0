//! Rows as JSON, CSV or XLSX, in a file or on standard output.

use super::CliError;
use crate::workbook::{RowFormat, Rows};
use std::io::Write;
use std::path::Path;

/// The format that a file's ending asks for; `-` is JSON.
pub fn format_of(path: &Path) -> Result<RowFormat, CliError> {
    if is_stdout(path) {
        return Ok(RowFormat::Json);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("json") => Ok(RowFormat::Json),
        Some("csv") => Ok(RowFormat::Csv),
        Some("xlsx") => Ok(RowFormat::Xlsx),
        _ => Err(CliError::Usage(format!(
            "{}: the name must end in .json, .csv or .xlsx",
            path.display()
        ))),
    }
}

/// Whether a path stands for standard output.
pub fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Writes rows in the format that `path` asks for. In CSV a list becomes its items parted by "; ".
pub fn write_rows(path: &Path, table: &Rows<'_>) -> Result<(), CliError> {
    write(path, |format| table.bytes(format))
}

/// Writes what is made in the format that `path` asks for.
pub fn write(
    path: &Path,
    make: impl FnOnce(RowFormat) -> Result<Vec<u8>, String>,
) -> Result<(), CliError> {
    let bytes = make(format_of(path)?).map_err(CliError::Failed)?;
    if is_stdout(path) { bytes_to_stdout(&bytes) } else { to_file(path, &bytes) }
}

/// Writes a file whole, naming it in the error.
pub fn to_file(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let named =
        |error| CliError::Failed(format!("{} could not be written: {error}", path.display()));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(named)?;
    }
    std::fs::write(path, bytes).map_err(named)
}

/// Writes to standard output; a reader that has gone away is no error.
pub fn to_stdout(text: &str) -> Result<(), CliError> {
    bytes_to_stdout(text.as_bytes())
}

fn bytes_to_stdout(bytes: &[u8]) -> Result<(), CliError> {
    match std::io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(failed(error)),
        _ => Ok(()),
    }
}

fn failed(error: impl std::fmt::Display) -> CliError {
    CliError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_picks_the_format() {
        assert_eq!(format_of(Path::new("-")).unwrap(), RowFormat::Json);
        assert_eq!(format_of(Path::new("a.CSV")).unwrap(), RowFormat::Csv);
        assert_eq!(format_of(Path::new("a.xlsx")).unwrap(), RowFormat::Xlsx);
        assert!(matches!(format_of(Path::new("a.txt")), Err(CliError::Usage(_))));
    }
}
