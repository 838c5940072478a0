//! How long editions take to be compared.
//!
//! The bars are 100 ms for two reports of 150 KB and one second for nine editions. Runs on invented
//! editions of that size, each of which keeps half of the one before; a folder of one's own, named by
//! `RAPPORTEUR_BENCH`, is taken as the editions of one report in the order of its files.

use divan::{Bencher, black_box};
use rapporteur::analysis::{self, Analysis};
use rapporteur::compare::{Alignment, Edition, align, compare, overview, topics};
use rapporteur::report::{DocumentName, Report};
use rapporteur::{library, reading};
use std::fmt::Write;
use std::path::PathBuf;

fn main() {
    divan::main();
}

/// Bytes of an invented edition.
const SIZE: usize = 150_000;
const EDITIONS: usize = 9;

fn files() -> Vec<(DocumentName, Vec<u8>)> {
    let Some(folder) = std::env::var_os("RAPPORTEUR_BENCH").map(PathBuf::from) else {
        let name = |year: usize| DocumentName::new(format!("karvenia-{}.md", 2016 + year));
        return (0..EDITIONS).map(|year| (name(year), invented(year).into_bytes())).collect();
    };
    let found = library::scan(&folder).map(|scan| scan.files).unwrap_or_default();
    found.into_iter().filter_map(|file| Some((file.name, std::fs::read(file.path).ok()?))).collect()
}

/// An edition: every second sentence is of its year.
fn invented(year: usize) -> String {
    let heads =
        ["Torture", "Prison Conditions", "Trial Procedures", "Women", "Children", "Weather"];
    let mut text = String::from("# Karvenia\n\n");
    let mut at = 0;
    while text.len() < SIZE {
        if at % 150 == 0 {
            let _ = write!(text, "\n\n## {}\n\n", heads.get(at / 150 % 6).unwrap_or(&"Other"));
        }
        let own = if at % 2 == 0 { 0 } else { year + 1 };
        let (place, count) = ((at * 7919 + own * 104_729) % 977, (at * 31 + own * 17) % 400);
        let _ = write!(
            text,
            "In ward {place} the harbor guards held {count} sailors of the lot{} for asking after \
             their wages, and court {} did not hear them. ",
            (at * 13 + own) % 331,
            (at + own * 3) % 89,
        );
        at += 1;
    }
    text
}

fn editions() -> Vec<(Report, Analysis)> {
    let reports = files().into_iter().filter_map(|(name, bytes)| reading::read(&bytes, &name).ok());
    reports.map(|report| (analysis::analyse(&report), report)).map(|(a, r)| (r, a)).collect()
}

fn prepared() -> Vec<Edition> {
    editions().iter().map(|(report, analysis)| Edition::new(report, analysis)).collect()
}

#[divan::bench]
fn prepare_two(bencher: Bencher<'_, '_>) {
    let editions = editions();
    bencher.bench(|| {
        for (report, analysis) in editions.iter().take(2) {
            black_box(Edition::new(report, analysis));
        }
    });
}

#[divan::bench]
fn align_two(bencher: Bencher<'_, '_>) {
    let editions = prepared();
    bencher.bench(|| match editions.as_slice() {
        [first, second, ..] => align(black_box(first), black_box(second)),
        _ => Alignment::default(),
    });
}

#[divan::bench]
fn everything_of_nine(bencher: Bencher<'_, '_>) {
    let editions = editions();
    bencher.bench(|| {
        let prepared: Vec<Edition> =
            editions.iter().map(|(report, analysis)| Edition::new(report, analysis)).collect();
        let all: Vec<&Edition> = prepared.iter().collect();
        let pairs = all.iter().zip(all.iter().skip(1));
        let alignments: Vec<Alignment> = pairs.map(|(a, b)| align(a, b)).collect();
        overview(&all, &alignments.iter().collect::<Vec<_>>(), false)
    });
}

#[divan::bench]
fn lay_four_side_by_side(bencher: Bencher<'_, '_>) {
    let editions = prepared();
    let four: Vec<&Edition> = editions.iter().take(4).collect();
    let pairs = four.iter().zip(four.iter().skip(1));
    let alignments: Vec<Alignment> = pairs.map(|(a, b)| align(a, b)).collect();
    let links: Vec<&Alignment> = alignments.iter().collect();
    bencher.bench(|| compare(&four, &links, topics().by_slug("women"), false));
}
