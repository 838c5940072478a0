//! Whole files through the reader: pages written by hand, with invented words.

use crate::reading::{ReadError, read, read_locked};
use crate::report::{BlockKind, DocumentName, Notice, Offset, Report, Span};
use std::fmt::Write as _;

/// A file of pages of A4, each with its content, in Helvetica as /F1 and its bold as /F2.
fn file(pages: &[String], page_entries: &str) -> Vec<u8> {
    let font = |name: &str| format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} >>");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    let mut kids = String::new();
    for content in pages {
        let at = objects.len() + 1;
        write!(kids, "{at} 0 R ").unwrap();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page_entries} /Resources \
             << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {} 0 R >>",
            at + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    bytes.extend(places.iter().flat_map(|at| format!("{at:010} 00000 n \n").into_bytes()));
    let size = places.len() + 1;
    let end = format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.bytes());
    bytes
}

/// Words at a place, from the page's lower left, as the format counts.
fn words(font: u8, size: f32, x: f32, y: f32, text: &str) -> String {
    format!("BT /F{font} {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

fn report(pages: &[String], page_entries: &str) -> Report {
    read(&file(pages, page_entries), &DocumentName::new("report.pdf")).unwrap()
}

fn kinds(report: &Report) -> Vec<(BlockKind, &str)> {
    report.blocks.iter().map(|block| (block.kind, block.span.of(&report.text))).collect()
}

#[test]
fn a_table_drawn_with_lines_is_read_cell_by_cell() {
    let mut page = words(2, 16.0, 72.0, 780.0, "The Wells of Karvenia");
    page += &words(1, 11.0, 72.0, 750.0, "The council counted the wells of each valley by hand.");
    for x in [72, 200, 330, 460] {
        writeln!(page, "{x} 600 m {x} 720 l S").unwrap();
    }
    for y in [600, 640, 680, 720] {
        writeln!(page, "72 {y} m 460 {y} l S").unwrap();
    }
    let cells = [
        ("Valley", "Wells counted", "Remarks of the"),
        ("Ulmar", "1,204", "The wells are old"),
        ("Vessen", "87", "Two were shut in"),
    ];
    let below = ["wardens", "and deep.", "the spring."];
    for ((y, (a, b, c)), more) in [700.0_f32, 660.0, 620.0].into_iter().zip(cells).zip(below) {
        page += &words(1, 11.0, 76.0, y, a);
        page += &words(1, 11.0, 204.0, y, b);
        page += &words(1, 11.0, 334.0, y, c);
        page += &words(1, 11.0, 334.0, y - 13.0, more);
    }
    page += &words(1, 11.0, 72.0, 570.0, "No other valley was visited in that year by anyone.");
    let report = report(&[page], "");
    let rows: Vec<&str> = kinds(&report)
        .into_iter()
        .filter(|(kind, _)| *kind == BlockKind::TableRow)
        .map(|(_, text)| text)
        .collect();
    let want = [
        "Valley\tWells counted\tRemarks of the wardens",
        "Ulmar\t1,204\tThe wells are old and deep.",
        "Vessen\t87\tTwo were shut in the spring.",
    ];
    assert_eq!(rows, want);
    let [table] = &report.tables[..] else { panic!("{:?}", report.tables) };
    assert_eq!((table.rows, table.columns), (3, 3));
    assert_eq!((table.head_rows, table.head_columns), (1, 1));
    assert!(report.text.ends_with("visited in that year by anyone."));
}

#[test]
fn sentences_go_on_over_the_page_and_around_its_notes() {
    let foot = |n: u8| words(1, 9.0, 290.0, 40.0, &n.to_string());
    let mut first =
        words(1, 11.0, 72.0, 700.0, "The wardens of Ulmar told the council that the lamps of");
    first += "BT /F1 11 Tf 72 686 Td (the mill had been broken and that nobody had seen the) Tj \
              4 Ts /F1 7 Tf (1) Tj ET\n";
    first += &words(1, 8.0, 72.0, 90.0, "1 A letter of the wardens, kept in the mill.");
    first += &foot(46);
    let mut second = words(1, 11.0, 72.0, 700.0, "Karvenian inspectors since the govern-");
    second += &words(1, 11.0, 72.0, 686.0, "ment closed its office.");
    second += &foot(47);
    let mut third = words(1, 11.0, 72.0, 700.0, "The government gave no answer to the council.");
    third += &foot(48);
    let mut report = report(&[first, second, third], "");
    let text = std::mem::take(&mut report.text);
    let sentence = "the lamps of the mill had been broken and that nobody had seen the Karvenian \
                    inspectors since the government closed its office.";
    assert!(text.contains(sentence), "{text}");
    assert!(text.contains("1 A letter of the wardens"), "{text}");
    assert_eq!(report.blocks[1].kind, BlockKind::Footnote);
    assert_eq!(report.origins.page_name(2), "47");
}

#[test]
fn a_turned_page_has_its_places_as_it_is_shown() {
    // Drawn running upwards and shown turned to the right: the words run level as shown, and what
    // is 250 points above the cropped page's lower edge is 250 points from the left.
    let page = "BT /F1 12 Tf 0 1 -1 0 100 300 Tm (Wells and lamps were counted.) Tj ET".to_owned();
    let report = report(&[page], "/Rotate 90 /CropBox [50 50 545 792]");
    let rects = report.origins.rects_of(Span::new(0, 5));
    let [(1, [left, top, right, bottom])] = rects[..] else { panic!("{rects:?}") };
    assert!((left - 250.0).abs() < 0.1 && right - left > 25.0, "{rects:?}");
    assert!(top < 42.0 && bottom > 50.0 && bottom < 54.0, "{rects:?}");
}

#[test]
fn pages_that_are_only_images_are_named() {
    let text = words(1, 12.0, 72.0, 700.0, "The wardens counted the wells of both valleys in May.");
    let image = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n".to_owned();
    let stamped = image.clone() + &words(1, 9.0, 290.0, 40.0, "3");
    let report = report(&[text, image, stamped], "");
    assert!(report.notices.contains(&Notice::ImagePages(vec![2, 3])), "{:?}", report.notices);
}

const LOCKED: [(&str, &[u8]); 3] = [
    ("RC4", include_bytes!("../../../tests/fixtures/locked-rc4.pdf")),
    ("AES-128", include_bytes!("../../../tests/fixtures/locked-aes128.pdf")),
    ("AES-256", include_bytes!("../../../tests/fixtures/locked-aes256.pdf")),
];

#[test]
fn a_locked_file_asks_for_its_password() {
    let name = DocumentName::new("locked.pdf");
    for (kind, bytes) in LOCKED {
        assert_eq!(read(bytes, &name), Err(ReadError::Encrypted), "{kind}");
        let wrong = read_locked(bytes, &name, "user word");
        assert_eq!(wrong, Err(ReadError::WrongPassword), "{kind}");
        let report = read_locked(bytes, &name, "user-word").unwrap();
        assert!(report.text.starts_with("The warden of Ulmar"), "{kind}: {}", report.text);
    }
}

#[test]
fn a_file_locked_against_changes_only_is_read() {
    let bytes = include_bytes!("../../../tests/fixtures/locked-for-changes.pdf");
    let report = read(bytes, &DocumentName::new("open.pdf")).unwrap();
    let text = &report.text;
    assert!(text.starts_with("The warden of Ulmar"), "{text}");
    // Each word is found where it is printed: Helvetica of 12 points at 72 points, on the
    // baseline 142 points below the upper edge.
    let warden = Span::new(4, 10);
    let rects = report.origins.rects_of(warden);
    let [(1, [left, top, right, bottom])] = rects[..] else { panic!("{rects:?}") };
    // The widths that Adobe published for the letters of Helvetica.
    assert!((left - 96.01).abs() < 0.05 && (right - 135.36).abs() < 0.05, "{rects:?}");
    assert!(top < 134.0 && bottom > 142.0 && bottom < 146.0, "{rects:?}");
    let found = report.origins.at_point(1, left + 2.0, 140.0);
    assert_eq!(found, Some(warden.start));
    let prisoners = text.find("prisoners").unwrap();
    let found = report.origins.at_point(1, 80.0, 153.0);
    assert_eq!(found.map(Offset::get), Some(prisoners));
}
