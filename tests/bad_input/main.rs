//! Files that are damaged, mistaken or hostile: each gets a clear answer, none a panic, and the
//! reports that can be read keep every promise of the document model.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "helpers of tests; a panic here is a failed test"
)]

mod fuzz;
mod hostile;
mod made;
mod workers;

use encoding_rs::WINDOWS_1251;
use made::{STORY, check, named, package, pdf_file, word_file};
use proptest::prelude::*;
use rapporteur::reading::ReadError;
use rapporteur::report::{Format, Notice};

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
    assert!(matches!(named(page.as_bytes(), "a.html"), Err(ReadError::TooDeep(_))));
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
