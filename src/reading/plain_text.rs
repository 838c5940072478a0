//! Plain text, hard-wrapped or not.

use super::ReadError;
use crate::report::{Block, BlockKind, DocumentName, Format, Metadata, Origins, Report, Span};

/// Reads a plain text file. Provisional: paragraphs are what blank lines part.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let raw = String::from_utf8_lossy(bytes);
    let mut text = String::new();
    let mut blocks = Vec::new();
    for paragraph in raw.split("\n\n") {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&words.join(" "));
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
    }
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Report {
        document: name.clone(),
        format: Format::Text,
        metadata: Metadata::default(),
        text,
        blocks,
        outline: Vec::new(),
        origins: Origins::default(),
        pages: None,
        notices: Vec::new(),
    })
}
