//! Fuzzing of each reader: files are damaged at random and read; none may make a reader panic,
//! hang, run out of bounds or give a report that breaks its promises.
//!
//! Within the usual tests each reader gets a moment. For a long run (see `tests/README.md`):
//!
//! - `RAPPORTEUR_FUZZ_SECONDS`: how long each reader is fuzzed;
//! - `RAPPORTEUR_FUZZ_SEED`: where the random numbers begin, so that a run can be repeated;
//! - `RAPPORTEUR_FUZZ_FILES`: a folder of real files that are damaged too, beside the invented;
//! - `RAPPORTEUR_FUZZ_FOUND`: a folder where the file in hand is kept while it is read, so that it
//!   is there when the process dies, and where every file that did harm is kept.

use crate::made::{STORY, check, package, pdf_file};
use rapporteur::reading::{ENDINGS, read};
use rapporteur::report::DocumentName;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A reader that takes longer for one small file hangs.
const LONGEST: Duration = Duration::from_secs(20);

/// The largest file that is damaged, in bytes: small files make for many.
const LARGEST: usize = 1 << 20;

/// A small generator of random numbers (`SplitMix64`), so that a run can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % (end.max(1) as u64)).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A kind of file: what it is called, what it is made of, what stands in it.
struct Target {
    ending: &'static str,
    seeds: Vec<Vec<u8>>,
    /// Words that mean something in files of this kind.
    words: &'static [&'static str],
}

/// Damages a file in a few random ways.
fn damage(dice: &mut Dice, bytes: &mut Vec<u8>, target: &Target) {
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let length = dice.below(64).min(bytes.len() - at);
        match dice.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = *dice.pick(&[0, 0xff, b'<', b'>', b'0', b'\n']),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copy = bytes[at..at + length].to_vec();
                let times = 1 + dice.below(30);
                bytes.splice(at..at, copy.repeat(times));
            }
            4 => {
                let times = if dice.below(8) == 0 { 2_000 } else { 1 };
                bytes.splice(at..at, dice.pick(target.words).repeat(times).into_bytes());
            }
            5 => {
                let other = dice.pick(&target.seeds);
                let from = dice.below(other.len() + 1);
                let to = from + dice.below(2_000).min(other.len() - from);
                bytes.splice(at..at + length, other[from..to].iter().copied());
            }
            6 => {
                let number = (dice.roll() >> dice.below(64)).to_string();
                bytes.splice(at..at + length.min(6), number.into_bytes());
            }
            7 if dice.below(6) == 0 => bytes.truncate(at),
            _ => {
                let noise: Vec<u8> = (0..length).map(|_| dice.roll().to_le_bytes()[0]).collect();
                bytes.splice(at..at, noise);
            }
        }
        bytes.truncate(2 * LARGEST);
    }
}

/// Damages what is inside a package and packs it again; damage to the package itself seldom gets
/// further than its checksums.
fn damage_inside(dice: &mut Dice, bytes: &[u8], target: &Target) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..archive.len().min(40) {
        let Ok(mut part) = archive.by_index(at) else { continue };
        let (name, mut content) = (part.name().to_owned(), Vec::new());
        part.by_ref().take(LARGEST as u64).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    let xml: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].0.contains(".xml")).collect();
    for _ in 0..=dice.below(2) {
        let at = *xml.get(dice.below(xml.len()))?;
        damage(dice, &mut parts[at].1, target);
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    Some(package(&parts))
}

/// When the file in hand was begun, in milliseconds since the start; nothing between two files.
static BEGUN: AtomicU64 = AtomicU64::new(u64::MAX);

/// Ends the process when a file takes too long: a thread cannot be stopped. The file is in the
/// folder of what was found.
fn watch(start: Instant) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let begun = BEGUN.load(Ordering::Relaxed);
            if begun != u64::MAX && start.elapsed() > Duration::from_millis(begun) + LONGEST {
                std::process::abort();
            }
        }
    });
}

fn setting(name: &str) -> Option<String> {
    std::env::var(format!("RAPPORTEUR_FUZZ_{name}")).ok()
}

fn fuzz(mut target: Target) {
    let number = |name, usual| setting(name).and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (seconds, seed) = (number("SECONDS", 0_u64), number("SEED", 1_u64));
    if let Some(folder) = setting("FILES") {
        target.seeds.extend(real_files(&folder, target.ending));
    }
    let found = setting("FOUND").map(PathBuf::from);
    let mut dice = Dice(seed);
    let (start, mut count, mut read_well, mut slowest) = (Instant::now(), 0, 0, Duration::ZERO);
    let mut harmful: Vec<String> = Vec::new();
    if seconds > 0 {
        watch(start);
    }
    let name = DocumentName::new(format!("a.{}", target.ending));
    while count < 150 || start.elapsed() < Duration::from_secs(seconds) {
        let mut bytes = dice.pick(&target.seeds).clone();
        let inside = dice.below(8) > 0;
        match inside.then(|| damage_inside(&mut dice, &bytes, &target)).flatten() {
            Some(packed) => bytes = packed,
            None => damage(&mut dice, &mut bytes, &target),
        }
        let in_hand =
            found.as_ref().map(|folder| folder.join(format!("in-hand.{}", target.ending)));
        if let Some(path) = &in_hand {
            std::fs::write(path, &bytes).unwrap();
        }
        let begun = Instant::now();
        BEGUN.store(u64::try_from(start.elapsed().as_millis()).unwrap(), Ordering::Relaxed);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let report = read(&bytes, &name);
            report.as_ref().ok().map(check).is_some()
        }));
        BEGUN.store(u64::MAX, Ordering::Relaxed);
        slowest = slowest.max(begun.elapsed());
        if let Ok(well) = outcome {
            read_well += usize::from(well);
        } else {
            let file = format!("harm-{seed}-{count}.{}", target.ending);
            if let Some(folder) = &found {
                std::fs::write(folder.join(&file), &bytes).unwrap();
            }
            harmful.push(file);
        }
        count += 1;
        if harmful.len() >= 20 {
            break;
        }
    }
    println!(
        "{}: {count} files damaged, {read_well} of them read, the slowest in {slowest:?}",
        target.ending
    );
    assert!(harmful.is_empty(), "{count} files; harmful: {harmful:?}");
}

/// Real files to damage beside the invented ones: the small ones of a folder.
fn real_files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    assert!(ending == "odt" || ending == "md" || ENDINGS.contains(&ending));
    let files = rapporteur::library::scan(folder.as_ref()).unwrap().files;
    let fits = |path: &PathBuf| path.extension().is_some_and(|found| found == ending);
    let small = files.into_iter().filter(|file| file.bytes < LARGEST as u64);
    let paths = small.map(|file| file.path).filter(fits).take(60);
    paths.map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn fuzz_text() {
    let story =
        format!("Beds and boats\n\n{STORY}\n\n  1. Boats{}\n\x0cPage 2\n", "\n\tx".repeat(9));
    let wide: Vec<u8> = story.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let words = &["\x0c", "\r\n", "-\n", "\u{ad}", "Section 2. ", "\u{feff}", "\u{301}", "  • "];
    fuzz(Target { ending: "txt", seeds: vec![story.into_bytes(), wide], words });
}

#[test]
fn fuzz_markdown() {
    let story = format!(
        "# Boats\n\n{STORY}[^1]\n\n- one\n  - two\n\n| a | b |\n|---|--:|\n| 1 | `x` |\n\n\
         > {STORY}\n\n```\ncode\n```\n\n[^1]: A note.\n"
    );
    let words = &["|", "\n> ", "\n\n    ", "[^1]", "](", "![", "***", "\n---\n", "<div>", "&amp;"];
    fuzz(Target { ending: "md", seeds: vec![story.into_bytes()], words });
}

#[test]
fn fuzz_html() {
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Boats - Ministry</title>\
         </head><body><nav><ul><li><a href=/>Home</a></ul></nav><main><h1>Boats</h1><p>{STORY}\
         <sup><a href='#fn1'>1</a></sup></p><h2>Beds</h2><table><caption>Beds</caption><tr><th>a\
         <th colspan=2>b<tr><td rowspan=2>1<td>2<td>3</table><ol><li>{STORY}<li>x</ol>\
         <li id=fn1>A note.</main><footer>Share this</footer></body></html>"
    );
    let words = &[
        "<div>",
        "</div>",
        "<table>",
        "<tr><td colspan=65535 rowspan=65535>",
        "</table>",
        "<p>",
        "<ul><li>",
        "<!--",
        "-->",
        "<script>",
        "<svg>",
        "<template>",
        "&#x10ffff;",
        "<b>",
        "<h2>",
        "<select>",
        "<sup>",
        "<a href='#fn1'>",
        "<meta charset=utf-16>",
        "<base href=x>",
    ];
    fuzz(Target { ending: "html", seeds: vec![page.into_bytes()], words });
}

#[test]
fn fuzz_pdf() {
    let mut seeds = vec![pdf_file(&["Nine boats were counted.", "Ten."])];
    for fixture in std::fs::read_dir("tests/fixtures").unwrap() {
        let path = fixture.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "pdf") {
            seeds.push(std::fs::read(path).unwrap());
        }
    }
    let words = &[
        "1 0 R",
        "3 0 R",
        "/Kids [2 0 R]",
        "/Parent 4 0 R",
        "<<",
        ">>",
        "[",
        "]",
        "stream\n",
        "endstream",
        " Td ",
        " Tm ",
        " 0 0 0 0 0 0 cm ",
        "BT ",
        "ET ",
        " Tj ",
        "/Rotate 90 ",
        "/MediaBox [0 0 1e38 -1e38]",
        "/Filter /FlateDecode",
        "1e999",
        "-1",
        " q ",
        " Q ",
        "/Count 99999999",
        "/Length 99999999",
        "/F1 0 Tf ",
        "(x) Tj ",
    ];
    fuzz(Target { ending: "pdf", seeds, words });
}

#[test]
fn fuzz_docx() {
    let document = format!(
        "<w:document xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>\
         Boats</w:t></w:r></w:p><w:p><w:r><w:t>{STORY}</w:t><w:footnoteReference w:id='2'/></w:r>\
         </w:p><w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r>\
         <w:t>one</w:t></w:r></w:p><w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/>\
         <w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>\
         </w:tbl></w:body></w:document>"
    );
    let notes = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>A note.</w:t></w:r></w:p>\
                 </w:footnote></w:footnotes>";
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Heading1'><w:name \
                  w:val='heading 1'/><w:basedOn w:val='Heading1'/></w:style></w:styles>";
    let file = package(&[
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    let words = &[
        "<w:p>",
        "</w:p>",
        "<w:tbl><w:tr><w:tc>",
        "</w:tc></w:tr></w:tbl>",
        "<w:r><w:t>",
        "<w:gridSpan w:val='65536'/>",
        "<w:footnoteReference w:id='2'/>",
        "<w:ins>",
        "<w:del>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "&#0;",
        "<w:ilvl w:val='-1'/>",
        "<w:sdt>",
    ];
    fuzz(Target { ending: "docx", seeds: vec![file], words });
}

#[test]
fn fuzz_odt() {
    let content = format!(
        "<office:document-content><office:body><office:text><text:h text:outline-level='1'>Boats\
         </text:h><text:p>{STORY}<text:note><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p><text:list>\
         <text:list-item><text:p>one</text:p></text:list-item></text:list><table:table><table:table-\
         row><table:table-cell table:number-columns-spanned='2'><text:p>a</text:p></table:table-\
         cell><table:covered-table-cell/></table:table-row></table:table></office:text>\
         </office:body></office:document-content>"
    );
    let file = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", b"<office:document-styles/>"),
        ("meta.xml", b"<office:document-meta/>"),
    ]);
    let words = &[
        "<text:p>",
        "</text:p>",
        "<text:s text:c='99999999'/>",
        "<table:table>",
        "</table:table>",
        "<table:table-cell table:number-columns-repeated='65535'>",
        "<text:list><text:list-item>",
        "<table:table-row table:number-rows-repeated='99999'>",
        "<text:note>",
        "&#0;",
        "<text:h text:outline-level='-3'>",
        "<text:tab/>",
        "<draw:frame>",
    ];
    fuzz(Target { ending: "odt", seeds: vec![file], words });
}
