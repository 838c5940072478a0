//! Word files (`WordprocessingML` in a ZIP package).

mod body;
mod package;
mod styles;
mod table;
mod xml;

use super::draft::DraftBlock;
use super::metadata::Declared;
use super::{Draft, ReadError, finish, outline};
use crate::report::{DocumentName, Format, Report};
use package::Package;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;
use styles::Styles;

/// Reads a Word file.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let mut package = Package::open(bytes)?;
    let document = package.document()?;
    let styles = package.part("word/styles.xml")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let mut notes: HashMap<String, Vec<DraftBlock>> = HashMap::new();
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        let Some(xml) = package.part(part)? else { continue };
        for block in body::read(&xml, &styles) {
            if let Some(id) = block.note {
                notes.entry(id).or_default().push(block.draft);
            }
        }
    }
    let mut blocks = Vec::new();
    for block in body::read(&document, &styles) {
        blocks.push(block.draft);
        for call in block.calls {
            blocks.extend(notes.remove(&call).into_iter().flatten());
        }
    }
    outline::promote_headings(&mut blocks);
    let declared =
        package.part("docProps/core.xml")?.map(|xml| properties(&xml)).unwrap_or_default();
    finish(Draft { format: Format::Docx, blocks, declared, pages: None, notices: Vec::new() }, name)
}

/// Title and date of the file's properties.
fn properties(xml: &str) -> Declared {
    let mut reader = Reader::from_str(xml);
    let mut declared = Declared::default();
    let mut open = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => tag.local_name().as_ref().clone_into(&mut open),
            Ok(Event::End(_)) => open.clear(),
            Ok(Event::Text(text)) => {
                let text = text.xml10_content().trim().to_owned();
                match open.as_str() {
                    "title" if !text.is_empty() => declared.title = Some(text),
                    "created" => declared.published = text.get(..10).map(str::to_owned),
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => return declared,
            Ok(_) => {}
        }
    }
}
