//! What must not be in the clean text of real pages and files: navigation, page numbers, running
//! heads. The files are not part of the project; where they do not lie beside the checkout, the
//! tests say so and pass.

#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic here is a failed test")]

use rapporteur::reading::read;
use rapporteur::report::{BlockKind, DocumentName, Report};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The files of a folder beside the checkout, in order; nothing where it is not there.
fn files(folder: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(Path::new("../shared").join(folder)) else {
        eprintln!("SKIPPED: no {folder} beside the checkout");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn report(path: &Path, bytes: &[u8]) -> Report {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    read(bytes, &DocumentName::new(name)).unwrap()
}

/// Lower case, marks as single spaces, every number as `#`.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c.is_alphanumeric() || c == '#' && !plain.ends_with('#') {
            plain.extend(c.to_lowercase());
        } else if c != '#' && !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.trim_end().to_owned()
}

/// What paragraphs of navigation begin with.
const NAVIGATION: &[&str] = &[
    "skip to",
    "jump to",
    "share this",
    "back to top",
    "return to top",
    "an official website",
    "official websites use",
    "secure gov websites",
    "heres how you know",
    "here s how you know",
    "this site uses cookies",
    "we use cookies",
    "you need javascript",
    "in this section",
    "you are here",
    "follow us",
    "subscribe to",
    "sign up for",
    "click to expand",
    "download pdf",
    "privacy policy",
    "related content",
    "related articles",
    "donate",
];
/// What navigation says and nothing beside.
const LABELS: &[&str] = &[
    "share",
    "print",
    "home",
    "menu",
    "search",
    "close",
    "tags",
    "facebook",
    "twitter",
    "email",
    "read more",
    "learn more",
    "next",
    "previous",
    "breadcrumb",
    "contact us",
    "about us",
    "english",
];

/// What is wrong with a paragraph by itself.
fn stray(kind: BlockKind, words: &str) -> Option<&'static str> {
    let plain = plain(words);
    let short = words.len() <= 200;
    let numeral = words.len() <= 6 && words.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    let page =
        matches!(plain.as_str(), "#" | "page #" | "page # of #" | "# of #" | "p #") || numeral;
    if page && kind != BlockKind::TableRow {
        return Some("page number");
    }
    let navigation = short && NAVIGATION.iter().any(|start| plain.starts_with(start));
    (navigation || LABELS.contains(&plain.as_str())).then_some("navigation")
}

fn complaints(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(folder) {
        let bytes = std::fs::read(&path).unwrap();
        let report = report(&path, &bytes);
        let name = report.document.as_str().to_owned();
        for block in &report.blocks {
            let words = block.span.of(&report.text);
            if let Some(what) = stray(block.kind, words) {
                found.push(format!("{name}: {what}: {words}"));
            }
        }
        // A text ends with a sentence, a list, a note or a table, not with headings of a menu.
        let end = report.blocks.last().unwrap();
        if end.kind.is_heading() {
            found.push(format!("{name}: ends with a heading: {}", end.span.of(&report.text)));
        }
        found.extend(running_heads(&name, &bytes, &report));
    }
    found
}

/// Lines that come back on page after page of a file, and are in its clean text more than once.
fn running_heads(name: &str, bytes: &[u8], report: &Report) -> Vec<String> {
    if report.pages.is_none() && !bytes.contains(&b'\x0c') && !name.ends_with(".txt") {
        return Vec::new();
    }
    let raw = String::from_utf8_lossy(bytes);
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in raw.lines().map(plain).filter(|line| (12..=120).contains(&line.len())) {
        *counts.entry(line).or_default() += 1;
    }
    let clean = plain(&report.text);
    let many = counts.into_iter().filter(|(line, count)| *count >= 5 && line.contains(' '));
    many.filter(|(line, _)| clean.matches(line.as_str()).count() > 2)
        .map(|(line, count)| format!("{name}: running head, {count} times in the file: {line}"))
        .collect()
}

#[test]
fn the_reference_texts_hold_no_page_furniture() {
    assert_eq!(complaints("corpus"), Vec::<String>::new());
}

#[test]
fn saved_pages_hold_no_navigation() {
    assert_eq!(complaints("reports/html"), Vec::<String>::new());
}

#[test]
fn pages_of_the_whole_world_hold_no_navigation() {
    assert_eq!(complaints("reports/world-2017"), Vec::<String>::new());
}

#[test]
fn page_furniture_is_told_from_text() {
    let table = [
        ("12", Some("page number")),
        ("Page 3 of 40", Some("page number")),
        ("xiv", Some("page number")),
        ("Skip to main content", Some("navigation")),
        ("Tags", Some("navigation")),
        ("Share of women", None),
        ("In 2030 there were 12.", None),
    ];
    for (words, want) in table {
        assert_eq!(stray(BlockKind::Paragraph, words), want, "{words}");
    }
}
