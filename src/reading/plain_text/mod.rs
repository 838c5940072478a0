//! Plain text, hard-wrapped or not, with or without pages, or saved from the web.

mod join;
mod lines;
mod running;
mod width;

use super::encoding;
use super::{ReadError, finish};
use crate::report::{DocumentName, Format, Report};

/// Reads a plain text file.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let text = encoding::decode(bytes, None);
    let lines = lines::lines(&text);
    let pages = lines.last().map(|line| line.page).filter(|page| *page > 1);
    let kept = running::remove(lines);
    let paged = pages.is_some() || kept.iter().any(|line| line.page_break);
    let drafts = join::paragraphs(kept, paged);
    finish(drafts, Format::Text, name, pages)
}
