//! From the bytes of a file to a [`Report`]: pure, bounded, and without panics.
//!
//! One module a format; what they share (encodings, joining lines, outline, metadata) beside them.

mod docx;
mod draft;
mod encoding;
mod headings;
mod html;
mod hyphens;
mod markdown;
mod metadata;
mod odt;
mod office;
mod outline;
pub mod pdf;
mod plain_text;
mod sniff;
mod tables;
pub mod volume;
mod web_chrome;

use crate::report::{DocumentName, Format, Notice, Report};
use draft::{CleanText, DraftBlock};
use metadata::Declared;
pub use metadata::language_name;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file could not be read. Each message says what the user can do; the file's name is added
/// by whoever knows its path.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Its contents are not those of a report.
    #[error(
        "this is not a text, web page, PDF, Word or OpenDocument file: its contents look like {0}"
    )]
    NotAReport(String),
    /// It could not be opened.
    #[error("the file could not be opened: {0}")]
    Io(String),
    /// It is larger than can be read with bounded memory.
    #[error("the file is too large ({size_mb} MB; at most {limit_mb} MB are read)")]
    TooLarge {
        /// Its size in megabytes.
        size_mb: u64,
        /// The most that is read of this format.
        limit_mb: u64,
    },
    /// It is damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// It is locked with a password, and none was given.
    #[error("the file is protected by a password")]
    Encrypted,
    /// It is locked with another password than the one given.
    #[error("the password does not open the file")]
    WrongPassword,
    /// Its elements are nested deeper than any report's.
    #[error(
        "the page is nested {0} elements deep, which no report is; open it in a browser and save it again"
    )]
    TooDeep(usize),
    /// It holds no text at all.
    #[error("no text was found in it{0}")]
    NoText(String),
    /// It is a Word or `OpenDocument` file that is locked with a password.
    #[error(
        "the file is protected by a password; open it where it was written, and save a copy without one"
    )]
    LockedOffice,
    /// Reading it took too long.
    #[error("reading it took more than {seconds} seconds, which is more than a report should need")]
    TooSlow {
        /// How long it was read.
        seconds: u64,
    },
    /// Reading it took too much memory.
    #[error("it needs more memory than a report should (more than {limit_mb} MB)")]
    TooHungry {
        /// The most that reading a file may take.
        limit_mb: usize,
    },
    /// Reading it failed inside a library.
    #[error("reading it failed inside the program; please report this file")]
    Internal,
}

/// Reads a file's contents as a report.
///
/// `name` is the file's path inside its folder; its ending is a hint only, contents decide.
/// Pure: no clock, no disk, no threads.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    read_locked(bytes, name, "")
}

/// Reads a file's contents as a report, with the password that a PDF file is locked with. The
/// password is not looked at where the file needs none.
pub fn read_locked(bytes: &[u8], name: &DocumentName, password: &str) -> Result<Report, ReadError> {
    let ending = ending_of(name);
    let format = sniff::format(bytes, &ending)?;
    within_limit(format, bytes.len() as u64)?;
    match format {
        Format::Text => plain_text::read(bytes, name),
        Format::Html => html::read(bytes, name).and_then(|report| expected(report, &ending)),
        Format::Pdf => pdf::read(bytes, name, password),
        Format::Docx => docx::read(bytes, name),
        Format::Odt => odt::read(bytes, name),
        Format::Markdown => markdown::read(bytes, name),
    }
}

/// Whether a file may be read, by its beginning (the first [`BEGINNING`] bytes) and its size, before
/// the whole of it is taken into memory. Tells its format as far as the beginning does.
pub fn admit(
    beginning: &[u8],
    size: u64,
    name: &DocumentName,
) -> Result<Option<Format>, ReadError> {
    let format = sniff::by_beginning(beginning, &ending_of(name))?;
    within_limit(format.unwrap_or(Format::Docx), size)?;
    Ok(format)
}

fn within_limit(format: Format, size: u64) -> Result<(), ReadError> {
    let limit = most_bytes(format);
    if size > limit {
        return Err(ReadError::TooLarge { size_mb: size >> 20, limit_mb: limit >> 20 });
    }
    Ok(())
}

/// How much of a file's beginning tells what it is, in bytes.
pub const BEGINNING: usize = 64 << 10;

fn ending_of(name: &DocumentName) -> String {
    name.file_name().rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase()
}

/// The most that is read of a format, in bytes: what its tree or its lines take in memory is some
/// multiple of that. The longest reports known are a hundredth of it.
fn most_bytes(format: Format) -> u64 {
    match format {
        Format::Text | Format::Html | Format::Markdown => 24 << 20,
        Format::Pdf | Format::Docx | Format::Odt => 256 << 20,
    }
}

/// Letters that a page holds at least before it is taken for the report that its name promises.
const LEAST_PAGE: usize = 1_000;

/// Refuses a page that a server gave in place of a report: it is named as another kind of file,
/// and says hardly anything.
fn expected(report: Report, ending: &str) -> Result<Report, ReadError> {
    if !matches!(ending, "pdf" | "docx" | "odt") || report.text.len() >= LEAST_PAGE {
        return Ok(report);
    }
    let words: String = report.text.replace("\n\n", " ").chars().take(60).collect();
    let ending = ending.to_uppercase();
    Err(ReadError::NotAReport(format!("a web page in place of the {ending}, saying “{words}”")))
}

/// What a reader has made of a file.
struct Draft {
    format: Format,
    blocks: Vec<DraftBlock>,
    declared: Declared,
    pages: Option<u32>,
    notices: Vec<Notice>,
}

/// What all readers end with: the clean text, its outline, and what the report is.
fn finish(draft: Draft, name: &DocumentName) -> Result<Report, ReadError> {
    let mut blocks = outline::join_numbers(draft.blocks);
    outline::mark_title(&mut blocks);
    let mut clean = CleanText::assemble(&blocks);
    if clean.blocks.is_empty() {
        return Err(ReadError::NoText(String::new()));
    }
    let metadata = metadata::guess(&clean, &draft.declared, name);
    let mut notices = draft.notices;
    if let Some(language) = metadata.language.as_ref().filter(|guess| guess.value != "en") {
        notices.push(Notice::NotEnglish(language_name(&language.value).to_owned()));
    }
    let outline = outline::outline(&mut clean);
    let tables = tables::tables(&clean);
    Ok(Report {
        document: name.clone(),
        format: draft.format,
        metadata,
        text: clean.text,
        blocks: clean.blocks,
        outline,
        tables,
        volume: None,
        origins: clean.origins,
        pages: draft.pages,
        notices,
    })
}

/// The endings of files that are taken for reports, in lower case, without the dot.
pub const ENDINGS: &[&str] = &["txt", "html", "htm", "pdf", "docx", "odt", "md", "markdown"];
