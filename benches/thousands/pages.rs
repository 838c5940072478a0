//! Many editions made out of some: the same countries in other years.
//!
//! Every year that a page tells is moved back by as many years as it was used before, some
//! paragraphs are left out, others in each edition, and numbers change a little; so neighbouring
//! years share most of their words, as those of a real series do, and people and courts stand in
//! several of them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of so many pages made out of those in `from`; made once.
pub fn folder(from: &Path, count: usize) -> PathBuf {
    let name = from.file_name().unwrap().to_string_lossy().into_owned();
    let folder = std::env::temp_dir().join(format!("rapporteur-bench-{name}-{count}"));
    let done = folder.join(".done");
    if done.exists() {
        return folder;
    }
    let mut sources: Vec<PathBuf> =
        fs::read_dir(from).unwrap().flatten().map(|entry| entry.path()).collect();
    sources.retain(|path| path.is_file());
    sources.sort();
    fs::create_dir_all(&folder).unwrap();
    for (at, source) in sources.iter().enumerate() {
        let page = String::from_utf8_lossy(&fs::read(source).unwrap()).into_owned();
        let file = source.file_name().unwrap().to_string_lossy();
        for (back, _) in (at..count).step_by(sources.len()).enumerate() {
            let edition = edition(&page, back);
            fs::write(folder.join(format!("{back:03}-{}", moved(&file, back))), edition).unwrap();
        }
    }
    fs::write(done, "").unwrap();
    folder
}

/// A page as it may have been so many years before.
fn edition(page: &str, back: usize) -> String {
    let mut edition = String::with_capacity(page.len());
    for (at, paragraph) in page.split_inclusive("</p>").enumerate() {
        let kept = match paragraph.split_once("<p") {
            Some((before, _)) if back > 0 && (at + back).is_multiple_of(4) => before,
            _ => paragraph,
        };
        edition.push_str(&moved(kept, back));
    }
    edition
}

/// Words with all years moved back, and other numbers of three digits and more made smaller.
fn moved(words: &str, back: usize) -> String {
    if back == 0 {
        return words.to_owned();
    }
    let mut moved = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        moved.push_str(before);
        let length = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(length);
        match digits.parse::<usize>() {
            Ok(year @ 1960..=2029) => moved.push_str(&(year - back).to_string()),
            // After a "#" it is the number of a letter.
            Ok(number @ 100..=999) if !before.ends_with('#') => {
                write!(moved, "{:03}", 100 + (number + back * 7) % 900).unwrap();
            }
            _ => moved.push_str(digits),
        }
        rest = after;
    }
    moved + rest
}
