//! The words of PDF files against those that `pdftotext` finds in them, where that program and the
//! real reports are at hand; else the test says that it skips.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests; a panic here is a failed test"
)]

use rapporteur::reading::{ReadError, read};
use rapporteur::report::{DocumentName, Report};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use unicode_normalization::UnicodeNormalization;

/// A word as both may agree on it: hyphens at line ends and the marks of notes are told apart in
/// one and not in the other.
fn plain(word: &str) -> Option<String> {
    let letters: String = word.nfkc().filter(|c| c.is_alphanumeric()).collect();
    let stem = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let plain = if stem.chars().any(char::is_alphabetic) { stem } else { letters.as_str() };
    (!plain.is_empty()).then(|| plain.to_lowercase())
}

fn counted<'a>(lines: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in lines.flat_map(str::split_whitespace).filter_map(plain) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// Lines that come back on many pages, their numbers aside, are heads and feet.
fn running(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for line in text.lines().map(without_numbers).filter(|line| line.len() < 90) {
        *counts.entry(line).or_default() += 1;
    }
    counts
}

fn without_numbers(line: &str) -> String {
    line.chars().filter(|c| c.is_alphabetic()).collect()
}

fn pdf_files() -> Vec<PathBuf> {
    let reports = Path::new("../shared/reports");
    let folders = ["pdf", "volume", "awkward"];
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(reports.join(folder)).ok());
    let files = entries.flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).collect();
    files.sort();
    files
}

/// Which part of the words of `a` is in `b`, too.
fn part(a: &HashMap<String, usize>, b: &HashMap<String, usize>) -> f64 {
    let all: usize = a.values().sum();
    let both: usize = a.iter().map(|(word, n)| *n.min(b.get(word).unwrap_or(&0))).sum();
    both as f64 / all.max(1) as f64
}

fn compare(path: &Path, report: &Report, reference: &str) -> (f64, f64) {
    let running = running(reference);
    let heads = usize::try_from(report.pages.unwrap_or(1)).unwrap() / 4 + 2;
    let body = reference
        .lines()
        .filter(|line| running.get(&without_numbers(line)).is_none_or(|count| *count < heads));
    let ours = counted(report.text.lines());
    let all = counted(reference.lines());
    let (right, found) = (part(&ours, &all), part(&counted(body), &ours));
    eprintln!("{}: {right:.4} of our words are right, {found:.4} of all are found", path.display());
    (right, found)
}

#[test]
fn the_words_of_real_files_are_those_that_pdftotext_finds() {
    let files = pdf_files();
    if files.is_empty() || Command::new("pdftotext").arg("-v").output().is_err() {
        eprintln!("skipped: needs the real reports and pdftotext");
        return;
    }
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let start = Instant::now();
        let report = match read(&bytes, &DocumentName::new(path.to_str().unwrap())) {
            Ok(report) => report,
            Err(error) => {
                assert_ne!(error, ReadError::Internal, "{}", path.display());
                eprintln!("{}: {error}", path.display());
                continue;
            }
        };
        let ours = start.elapsed();
        let start = Instant::now();
        let output = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
        eprintln!("{}: {ours:?}, pdftotext {:?}", path.display(), start.elapsed());
        let reference = String::from_utf8_lossy(&output.stdout);
        let (right, found) = compare(&path, &report, &reference);
        assert!(right >= 0.995, "{}: {right}", path.display());
        assert!(found >= 0.98, "{}: {found}", path.display());
    }
}
