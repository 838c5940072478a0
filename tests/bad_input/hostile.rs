//! Files made to do harm, or so broken that they might.

use crate::made::{STORY, check, named, package, pdf_file, pdf_of, word_file};
use rapporteur::library::workers::TimeLimit;
use rapporteur::library::{Reader, scan};
use rapporteur::reading::{ReadError, read_locked};
use rapporteur::report::DocumentName;
use std::io::Write as _;

#[test]
fn a_pdf_without_pages_is_said_to_have_none() {
    let empty =
        pdf_of(&["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]);
    let said = named(&empty, "a.pdf").unwrap_err().to_string();
    assert!(said.contains("no pages"), "{said}");
}

#[test]
fn a_pdf_whose_parts_refer_to_themselves_comes_to_an_end() {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources \
                << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>";
    let words = "BT /F1 12 Tf 72 700 Td (Nine boats were counted.) Tj ET /X Do";
    let content = format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len());
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R \
                >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>";
    let good = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    let own_child = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>";
    let only_itself = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>";
    for pages in [good, own_child, only_itself] {
        let file = pdf_of(&[catalog, pages, page, &content, font, form]);
        if let Ok(report) = named(&file, "a.pdf") {
            check(&report);
            assert!(report.text.contains("Nine boats"), "{}", report.text);
        }
    }
    // A stream whose length is itself, a font that is its own descendant.
    let endless = "<< /Length 4 0 R >>\nstream\nBT ET\nendstream";
    let font =
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>";
    let file = pdf_of(&[catalog, good, page, endless, font, form]);
    assert!(named(&file, "a.pdf").is_err());
}

#[test]
fn a_locked_pdf_asks_for_its_password() {
    let locked = std::fs::read("tests/fixtures/locked-aes128.pdf").unwrap();
    let name = DocumentName::new("a.pdf");
    assert_eq!(named(&locked, "a.pdf").unwrap_err(), ReadError::Encrypted);
    assert_eq!(read_locked(&locked, &name, "no").unwrap_err(), ReadError::WrongPassword);
    check(&read_locked(&locked, &name, "user-word").unwrap());
}

#[test]
fn a_word_file_with_macros_is_read_and_they_are_not_looked_at() {
    let document = format!(
        "<w:document><w:body><w:p><w:r><w:t>{STORY}</w:t></w:r></w:p></w:body></w:document>"
    );
    let file = package(&[
        ("word/document.xml", document.as_bytes()),
        ("word/vbaProject.bin", b"Sub AutoOpen()\nShell \"harm\"\nEnd Sub"),
        ("word/embeddings/oleObject1.bin", &[0xd0, 0xcf, 0x11, 0xe0]),
    ]);
    let report = named(&file, "a.docx").unwrap();
    assert_eq!(report.text, STORY);
}

#[test]
fn packages_that_unpack_to_far_more_than_they_are_end_early() {
    let bomb = vec![b' '; 210 << 20];
    let document: &[u8] = b"<w:document><w:body><w:p><w:r><w:t>Boats.</w:t></w:r></w:p></w:body>";
    for part in ["word/document.xml", "word/styles.xml", "word/footnotes.xml"] {
        let mut parts = vec![(part, bomb.as_slice())];
        if part != "word/document.xml" {
            parts.push(("word/document.xml", document));
        }
        let file = package(&parts);
        assert!(file.len() < 1 << 20);
        assert!(matches!(named(&file, "a.docx"), Err(ReadError::TooLarge { .. })), "{part}");
    }
    let file = package(&[("content.xml", &bomb)]);
    assert!(matches!(named(&file, "a.odt"), Err(ReadError::TooLarge { .. })));
}

#[test]
fn word_and_odt_files_nested_deep_come_to_an_end() {
    let deep =
        |open: &str, close: &str| format!("{}{STORY}{}", open.repeat(60_000), close.repeat(60_000));
    let tables =
        deep("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
    let file = package(&[("word/document.xml", tables.as_bytes())]);
    if let Ok(report) = named(&file, "a.docx") {
        check(&report);
    }
    let lists =
        deep("<text:list><text:list-item><text:p>", "</text:p></text:list-item></text:list>");
    let content = format!("<office:text>{lists}</office:text>");
    let file = package(&[("content.xml", content.as_bytes())]);
    if let Ok(report) = named(&file, "a.odt") {
        check(&report);
    }
}

#[test]
fn entities_that_grow_are_not_expanded() {
    let document = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">\
                    <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><w:document><w:body><w:p><w:r><w:t>Boats \
                    &d;&d;&d; lay there.</w:t></w:r></w:p></w:body></w:document>";
    let file = package(&[("word/document.xml", document.as_bytes())]);
    if let Ok(report) = named(&file, "a.docx") {
        assert!(report.text.len() < 200, "{}", report.text.len());
    }
}

#[test]
fn a_file_beyond_its_formats_cap_is_refused_before_it_is_taken_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    // The files are mostly holes: they take no room on the disk.
    for (name, begins, megabytes) in [
        ("a.txt", STORY.as_bytes(), 300),
        ("b.html", b"<!DOCTYPE html><html><body>", 100),
        ("c.pdf", b"%PDF-1.7\n", 600),
        ("d.docx", &word_file(&[STORY]), 600),
        ("e.md", STORY.as_bytes(), 100),
    ] {
        let mut file = std::fs::File::create(folder.path().join(name)).unwrap();
        file.write_all(begins).unwrap();
        file.set_len(megabytes << 20).unwrap();
    }
    let reader = Reader::default();
    for file in scan(folder.path()).unwrap().files {
        let said = reader.read(&file, "").reports.unwrap_err();
        let ReadError::TooLarge { size_mb, limit_mb } = said else { panic!("{said}") };
        assert!(size_mb == file.bytes >> 20 && limit_mb < size_mb, "{}", file.name);
    }
}

#[test]
fn a_good_file_is_read_among_the_worst() {
    let folder = tempfile::tempdir().unwrap();
    let good = pdf_file(&["Nine boats were counted."]);
    for (name, bytes) in [
        ("0.pdf", b"%PDF-".as_slice()),
        ("good.pdf", &good),
        ("half.pdf", &good[..good.len() / 2]),
        ("nothing.docx", b"PK\x03\x04"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let reader = crate::workers::workers(None, TimeLimit::default());
    let read = |file| reader.read(file, "").reports.is_ok();
    let files = scan(folder.path()).unwrap().files;
    let well: Vec<_> = files.iter().filter(|file| read(file)).map(|f| f.name.as_str()).collect();
    assert_eq!(well, ["good.pdf"]);
}
