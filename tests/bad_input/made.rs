//! Invented files of every format, and what every report promises.

use rapporteur::reading::{ReadError, read};
use rapporteur::report::{DocumentName, Offset, Report};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes under a file's name.
pub fn named(bytes: &[u8], name: &str) -> Result<Report, ReadError> {
    read(bytes, &DocumentName::new(name))
}

/// What every report promises: paragraphs are valid ranges in order, parted by one blank line,
/// without a line feed inside; every word has an origin; the outline lies within the paragraphs.
pub fn check(report: &Report) {
    let mut end = 0;
    for (index, block) in report.blocks.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n\n" };
        assert_eq!(&report.text[end..block.span.start.get()], gap);
        let words = block.span.of(&report.text);
        assert!(!words.is_empty() && words == words.trim(), "{words:?}");
        assert!(!words.contains('\n'), "{words:?}");
        assert!(report.origins.at(block.span.start).is_some());
        end = block.span.end.get();
    }
    assert_eq!(end, report.text.len());
    let mut last = Offset::new(0);
    for section in &report.outline {
        let block = report.blocks[report.block_at(section.heading.start).unwrap()];
        assert!(block.span.covers(section.heading), "{section:?}");
        assert!(section.level >= 1 && !section.title.is_empty());
        assert!(section.heading.start >= last);
        last = section.heading.start;
    }
}

/// A package as Word writes it, with the given parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Word file of plain paragraphs.
pub fn word_file(paragraphs: &[&str]) -> Vec<u8> {
    let mut xml = String::from("<w:document><w:body>");
    for words in paragraphs {
        write!(xml, "<w:p><w:r><w:t>{words}</w:t></w:r></w:p>").unwrap();
    }
    xml.push_str("</w:body></w:document>");
    package(&[("word/document.xml", xml.as_bytes())])
}

/// A PDF of pages with one line each, in a font that every reader has.
pub fn pdf_file(lines: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut kids = String::new();
    for line in lines {
        let content = format!("BT /F1 12 Tf 72 700 Td ({line}) Tj ET");
        let at = objects.len() + 1;
        write!(kids, "{at} 0 R ").unwrap();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            at + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", lines.len());
    let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
    pdf_of(&objects)
}

/// A PDF of these objects, numbered from 1; the first is its catalogue.
pub fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
    }
    let xref = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    writeln!(file, "trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF").unwrap();
    file.into_bytes()
}

/// Words that tell of nobody.
pub const STORY: &str = "The office of the river counted nine boats in the spring of the year. \
    Nobody knew whose they were, and the keeper wrote that none of them had been claimed.";
