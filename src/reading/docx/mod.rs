//! Word files (`WordprocessingML` in a ZIP package).

mod body;
mod styles;

use super::office::package::Package;
use super::office::{properties, text};
use super::{Draft, ReadError, finish, outline};
use crate::report::{DocumentName, Format, Report};
use styles::Styles;

/// Reads a Word file.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let mut package = Package::open(bytes)?;
    let document = main_part(&mut package)?;
    let styles = package.part("word/styles.xml")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let mut blocks = body::read(&document, &styles);
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        let Some(xml) = package.part(part)? else { continue };
        blocks.extend(body::read(&xml, &styles).into_iter().filter(|block| block.note.is_some()));
    }
    let mut blocks = text::with_notes(blocks);
    outline::promote_headings(&mut blocks);
    let declared =
        package.part("docProps/core.xml")?.map(|xml| properties(&xml)).unwrap_or_default();
    finish(Draft { format: Format::Docx, blocks, declared, pages: None, notices: Vec::new() }, name)
}

/// The main part: some programs give it another name.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let usual = "word/document.xml";
    let name = if package.has(usual) {
        usual.to_owned()
    } else {
        let mut names = package.names();
        let other = names.find(|n| n.starts_with("word/document") && n.ends_with("xml"));
        other.unwrap_or(usual).to_owned()
    };
    package.required(&name)
}
