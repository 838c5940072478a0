//! Files that are damaged, mistaken or hostile: each gets a clear answer, none a panic, and the
//! reports that can be read keep every promise of the document model.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests; a panic here is a failed test"
)]

use encoding_rs::WINDOWS_1251;
use proptest::prelude::*;
use rapporteur::reading::{ReadError, read};
use rapporteur::report::{DocumentName, Format, Notice, Offset, Report};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn named(bytes: &[u8], name: &str) -> Result<Report, ReadError> {
    read(bytes, &DocumentName::new(name))
}

/// What every report promises: paragraphs are valid ranges in order, parted by one blank line,
/// without a line feed inside; every word has an origin; the outline lies within the paragraphs.
fn check(report: &Report) {
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
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn word_file(paragraphs: &[&str]) -> Vec<u8> {
    let mut xml = String::from("<w:document><w:body>");
    for words in paragraphs {
        write!(xml, "<w:p><w:r><w:t>{words}</w:t></w:r></w:p>").unwrap();
    }
    xml.push_str("</w:body></w:document>");
    package(&[("word/document.xml", xml.as_bytes())])
}

/// A PDF of pages with one line each, in a font that every reader has.
fn pdf_file(lines: &[&str]) -> Vec<u8> {
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

const STORY: &str = "The office of the river counted nine boats in the spring of the year. \
    Nobody knew whose they were, and the keeper wrote that none of them had been claimed.";

#[test]
fn an_empty_file_is_said_to_be_empty() {
    assert_eq!(named(b"", "a.txt").unwrap_err(), ReadError::Empty);
    assert_eq!(named(b"\xef\xbb\xbf \r\n\r\n", "a.txt").unwrap_err(), ReadError::Empty);
    let page = named(b"<html><body><script>1</script></body></html>", "a.html");
    assert_eq!(page.unwrap_err(), ReadError::NoText(String::new()));
}

#[test]
fn binary_data_is_no_text_whatever_its_name() {
    let noise: Vec<u8> =
        (0..60_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
    for name in ["a.txt", "a.html", "a.pdf", "a.docx"] {
        assert!(matches!(named(&noise, name), Err(ReadError::NotAReport(_))), "{name}");
    }
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &noise].concat();
    let said = named(&picture, "report.txt").unwrap_err().to_string();
    assert!(said.contains("picture"), "{said}");
}

#[test]
fn contents_decide_and_not_the_ending() {
    let page = format!("<!DOCTYPE html><html><body><h1>Orlania</h1><p>{STORY}</p></body></html>");
    assert_eq!(named(page.as_bytes(), "a.txt").unwrap().format, Format::Html);
    assert_eq!(named(STORY.as_bytes(), "a.html").unwrap().format, Format::Text);
    assert_eq!(named(&word_file(&[STORY]), "a.pdf").unwrap().format, Format::Docx);
    assert_eq!(
        named(&pdf_file(&["Nine boats were counted."]), "a.txt").unwrap().format,
        Format::Pdf
    );
}

#[test]
fn a_servers_excuse_is_not_taken_for_the_report() {
    let said = named(b"503 Service Unavailable", "report.pdf").unwrap_err().to_string();
    assert!(said.contains("503 Service Unavailable"), "{said}");
    let page = b"<html><body>This page has moved.</body></html>";
    let said = named(page, "report.pdf").unwrap_err().to_string();
    assert!(said.contains("This page has moved"), "{said}");
}

#[test]
fn a_pdf_is_read_and_a_broken_one_refused() {
    let whole = pdf_file(&["Nine boats were counted.", "None was claimed."]);
    let report = named(&whole, "a.pdf").unwrap();
    check(&report);
    assert_eq!(report.pages, Some(2));
    assert_eq!(report.text, "Nine boats were counted.\n\nNone was claimed.");
    assert_eq!(report.page_at(report.blocks[1].span.start), Some(2));

    let start = named(&whole[..whole.len() / 3], "a.pdf");
    assert!(matches!(start, Err(ReadError::Damaged(_) | ReadError::NoText(_))), "{start:?}");
    assert!(matches!(named(b"%PDF-1.7\n", "a.pdf"), Err(ReadError::Damaged(_))));
    for length in (0..whole.len()).step_by(37) {
        if let Ok(report) = named(&whole[..length], "a.pdf") {
            check(&report);
        }
    }
}

#[test]
fn usual_encodings_are_known() {
    let russian = "Управление реки насчитало девять лодок весной этого года. Никто не знал, чьи \
        они, и смотритель написал, что ни одну из них не потребовали назад.";
    let report = named(&WINDOWS_1251.encode(russian).0, "a.txt").unwrap();
    assert_eq!(report.text, russian);
    assert_eq!(report.notices, [Notice::NotEnglish("Russian".to_owned())]);
    for big in [false, true] {
        let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
        let marked = std::iter::once(0xfeff).chain(STORY.encode_utf16());
        let bytes: Vec<u8> = marked.flat_map(unit).collect();
        assert_eq!(named(&bytes, "a.txt").unwrap().text, STORY);
    }
    assert!(named(STORY.as_bytes(), "a.txt").unwrap().notices.is_empty());
}

#[test]
fn a_page_nested_too_deep_is_refused_at_once() {
    let page = "<div>".repeat(30_000) + STORY + &"</div>".repeat(30_000);
    let started = Instant::now();
    assert!(matches!(named(page.as_bytes(), "a.html"), Err(ReadError::TooDeep(_))));
    assert!(started.elapsed() < Duration::from_secs(1));
    // Elements that end by themselves nest no deeper, however many there are.
    let flat = format!("<html><body>{}</body></html>", format!("<p>{STORY}").repeat(3_000));
    check(&named(flat.as_bytes(), "a.html").unwrap());
}

#[test]
fn word_packages_are_bounded_and_what_is_inside_is_named() {
    check(&named(&word_file(&[STORY, "It ended."]), "a.docx").unwrap());
    let sheet = package(&[("xl/workbook.xml", b"<x/>")]);
    let said = named(&sheet, "a.docx").unwrap_err().to_string();
    assert!(said.contains("spreadsheet"), "{said}");
    let mut cut = word_file(&[STORY]);
    cut.truncate(cut.len() / 2);
    assert!(matches!(named(&cut, "a.docx"), Err(ReadError::Damaged(_))));
    let bomb = package(&[("word/document.xml", &vec![b' '; 201 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(named(&bomb, "a.docx"), Err(ReadError::TooLarge { .. })));
}

#[test]
fn stray_null_bytes_do_not_end_a_text() {
    let text = format!("{STORY}\n\n{}", STORY.replacen("boats", "bo\0ats", 1));
    let report = named(text.as_bytes(), "a.txt").unwrap();
    assert_eq!(report.text, format!("{STORY}\n\n{STORY}"));
}

/// Pieces that make lines and pages of every shape.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z]{1,9}",
        2 => Just(" ".to_owned()),
        1 => Just(". ".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just("\r\n\u{c}".to_owned()),
        1 => Just("-\n".to_owned()),
        1 => Just("\u{ad}\u{301}é".to_owned()),
        1 => Just("Section 2. Work\n".to_owned()),
        1 => Just("• ".to_owned()),
        1 => Just("Beds: The ".to_owned()),
        1 => Just("Page 3\n".to_owned()),
        1 => "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// Mark-up of every shape, closed or not.
fn markup() -> impl Strategy<Value = String> {
    let tags = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<h2>",
        "</h2>",
        "<ul><li>",
        "</ul>",
        "<br>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<a href='#fn1'>",
        "</a>",
        "<sup>1</sup>",
        "<li id='fn1'>",
        "<pre>",
        "</pre>",
        "<nav>",
        "<svg>",
        "</svg>",
        "<template>",
        "&nbsp;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
    ];
    let piece = prop_oneof![prop::sample::select(tags.to_vec()).prop_map(str::to_owned), words()];
    prop::collection::vec(piece, 0..40)
        .prop_map(|pieces| format!("<html><body>{}", pieces.concat()))
}

proptest! {
    #[test]
    fn any_text_keeps_the_promises(text in words()) {
        if let Ok(report) = named(text.as_bytes(), "a.txt") {
            check(&report);
        }
    }

    #[test]
    fn any_page_keeps_the_promises(page in markup()) {
        if let Ok(report) = named(page.as_bytes(), "a.html") {
            check(&report);
        }
    }

    #[test]
    fn damaged_packages_and_pdfs_do_no_harm(at in 0_usize..2_000, to in any::<u8>(), pdf in any::<bool>()) {
        let mut bytes = if pdf { pdf_file(&["Nine boats.", "Ten."]) } else { word_file(&[STORY, "x"]) };
        let at = at % bytes.len();
        bytes[at] = to;
        if let Ok(report) = named(&bytes, "a") {
            check(&report);
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(report) = named(&bytes, "a.txt") {
            check(&report);
        }
    }
}
