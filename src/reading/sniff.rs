//! What a file is, by its contents; its name's ending is a hint for the doubtful ones.

use super::office::package::Package;
use super::{BEGINNING, ReadError, encoding};
use crate::report::Format;

/// Beginnings of files that are no reports, and what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"{\\rtf", "a rich text file (RTF); save it as Word or text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"SQLite format", "a database"),
    (b"%!PS", "a PostScript file"),
];

/// An old Office file, or a protected new one.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What kind of report a file's contents are.
pub fn format(bytes: &[u8], ending: &str) -> Result<Format, ReadError> {
    match by_beginning(bytes, ending)? {
        Some(format) => Ok(format),
        None if bytes.starts_with(COMPOUND) => Err(compound(bytes)),
        None => Package::open(bytes)?.format(),
    }
}

/// What kind of report a file is, as far as its beginning tells; nothing for a package, or an old
/// Office file, of which the whole must be seen.
pub fn by_beginning(bytes: &[u8], ending: &str) -> Result<Option<Format>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Ok(Some(Format::Pdf));
    }
    if [b"PK\x03\x04", b"PK\x05\x06", COMPOUND].iter().any(|magic| bytes.starts_with(magic)) {
        return Ok(None);
    }
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::NotAReport((*what).to_owned()));
    }
    let shown = bytes.get(..bytes.len().min(BEGINNING)).unwrap_or_default();
    let text = encoding::decode(shown, None);
    if text.chars().all(|c| c.is_whitespace() || c == '\0') {
        return Err(ReadError::Empty);
    }
    if is_binary(&text) {
        return Err(ReadError::NotAReport("data that is no text".to_owned()));
    }
    if is_page(&text) {
        return Ok(Some(Format::Html));
    }
    match ending {
        "pdf" | "docx" | "odt" => Err(ReadError::NotAReport(mistaken(&text, ending))),
        "md" | "markdown" => Ok(Some(Format::Markdown)),
        _ => Ok(Some(Format::Text)),
    }
}

/// What to say of a text that calls itself something else: a server's message, mostly.
fn mistaken(text: &str, ending: &str) -> String {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    let shown: String = first.chars().take(60).collect();
    format!("plain text, not {}: “{shown}”", ending.to_uppercase())
}

/// A protected Word file keeps its key under this name, in UTF-16.
fn compound(bytes: &[u8]) -> ReadError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &name).is_some() {
        return ReadError::LockedOffice;
    }
    ReadError::NotAReport("an old Office file (.doc); save it as .docx".to_owned())
}

/// Whether characters are no text's: many controls, or much that could not be decoded.
fn is_binary(text: &str) -> bool {
    let strange = |c: char| {
        c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}'))
    };
    let (mut all, mut bad) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        bad += usize::from(strange(c));
    }
    bad * 50 > all
}

/// Whether a text is a web page: it says so, or it is full of tags.
fn is_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2048).collect::<String>().to_lowercase();
    if head.starts_with("<!doctype html") || head.contains("<html") || head.contains("<body") {
        return true;
    }
    let tags = ["<p>", "<p ", "<div", "<br", "<span", "<h1", "<h2", "<table", "</p>", "</a>"];
    let count: usize = tags.iter().map(|tag| head.matches(tag).count()).sum();
    head.starts_with('<') && count >= 2 || count >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_decide() {
        let table: &[(&[u8], &str, Result<Format, ReadError>)] = &[
            (b"", "txt", Err(ReadError::Empty)),
            (b" \n\t ", "txt", Err(ReadError::Empty)),
            (b"%PDF-1.7 ...", "txt", Ok(Format::Pdf)),
            (b"Words, *set off* or not.", "md", Ok(Format::Markdown)),
            (b"<p>one</p><p>two</p>", "markdown", Ok(Format::Html)),
            (b"<!DOCTYPE html><p>x", "txt", Ok(Format::Html)),
            (b"<p>one</p><p>two</p>", "txt", Ok(Format::Html)),
            (b"Plain words, 3 < 4.", "html", Ok(Format::Text)),
        ];
        for (bytes, ending, want) in table {
            assert_eq!(&format(bytes, ending), want, "{ending}");
        }
        let refused =
            |bytes: &[u8], ending| matches!(format(bytes, ending), Err(ReadError::NotAReport(_)));
        assert!(refused(b"\x89PNG\r\n", "txt"));
        assert!(refused(b"Server error", "pdf"));
        assert!(refused(&(0..=255).cycle().take(5000).collect::<Vec<u8>>(), "txt"));
    }
}
