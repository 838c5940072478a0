//! What Word files and OpenDocument texts share: the ZIP package with its parts, small helps for
//! their XML, and how paragraphs, tables and notes are put in order as they end.

pub mod package;
pub mod table;
pub mod text;
pub mod xml;

use super::metadata::Declared;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Title, date and language of a file's properties (Dublin Core, as both formats write it).
pub fn properties(xml: &str) -> Declared {
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
                    "created" | "creation-date" => {
                        declared.published = text.get(..10).map(str::to_owned);
                    }
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => return declared,
            Ok(_) => {}
        }
    }
}
