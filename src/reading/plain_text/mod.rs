//! Plain text, hard-wrapped or not, with or without pages, or saved from the web.

mod join;
mod lines;
mod notes;
mod running;
#[cfg(test)]
mod tests;
mod width;

use super::metadata::Declared;
use super::{Draft, ReadError, encoding, finish, web_chrome};
use crate::report::{DocumentName, Format, Report};

/// Reads a plain text file.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let text = encoding::decode(bytes, None);
    let lines = lines::lines(&text);
    let pages = lines.last().map(|line| line.page).filter(|page| *page > 1);
    let (kept, margins) = running::remove(lines);
    let paged = pages.is_some() || kept.iter().any(|line| line.page_break);
    let (kept, notes) = notes::take(kept);
    let blocks = join::paragraphs(kept, paged, pages.is_some());
    let blocks = notes::place(blocks, notes, pages.is_some());
    let blocks = if paged { blocks } else { web_chrome::remove(blocks) };
    let declared = Declared { margins, ..Declared::default() };
    finish(Draft { format: Format::Text, blocks, declared, pages, notices: Vec::new() }, name)
}
