//! How long it takes to put the passages of many reports into an index, how large it becomes, and
//! how long searches in it take.
//!
//! The reports are those of the folder that `RAPPORTEUR_BENCH` names, or of the sample;
//! `RAPPORTEUR_BENCH_COUNTS=191,7000` asks for so many: copies with other numbers.

// What is printed is what a benchmark is for, and a panic here is a failed run.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "thousands/memory.rs"]
mod memory;

use memory::{Watch, processor_time};
use rapporteur::entities::ReportIndex;
use rapporteur::library::cache::Key;
use rapporteur::library::index::{About, Index, Matcher, Query, parse_typing};
use rapporteur::library::{Handle, Head, Lazy, LoadedReport};
use rapporteur::reading;
use rapporteur::report::{DocumentName, Report};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

const SEARCHES: [&str; 22] = [
    "torture",
    "to",
    "tor",
    "tort",
    "torture prison",
    "torture OR prison",
    "\"human rights\"",
    "\"in the\"",
    "\"of the gov",
    "the",
    "a* -the",
    "\"police torture\"~5",
    "\"the court\"~20",
    "tribnual~",
    "goverment~",
    "section:prison tort",
    "section:\"prison conditions\" deaths",
    "year:2017",
    "country:a police",
    "-the",
    "(judge OR court OR prison) AND (death OR torture) NOT police",
    "zzzyx",
];

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let from = std::env::var_os("RAPPORTEUR_BENCH").map_or("assets/sample".into(), PathBuf::from);
    let counts = std::env::var("RAPPORTEUR_BENCH_COUNTS").unwrap_or("70,700".to_owned());
    let mut sources: Vec<Report> = Vec::new();
    for file in std::fs::read_dir(&from).unwrap().flatten().filter(|file| file.path().is_file()) {
        let name = DocumentName::new(file.file_name().to_string_lossy().into_owned());
        sources.extend(reading::read(&std::fs::read(file.path()).unwrap(), &name));
    }
    let sources: Vec<Arc<Report>> = sources.into_iter().map(Arc::new).collect();
    println!("{} reports of {}", sources.len(), from.display());
    for count in counts.split(',').map(|count| count.trim().parse().unwrap()) {
        run(&sources, count);
    }
}

/// A copy of a report with other numbers, made when it is asked for.
fn copy(source: &Arc<Report>, number: usize) -> (Key, Handle) {
    let key = Key::of_merge(format!("{number} {}", source.document).as_bytes());
    let make = {
        let source = Arc::clone(source);
        move |_| {
            let mut report = source.as_ref().clone();
            report.text = moved(&report.text, number);
            let mut loaded = LoadedReport::new(report);
            loaded.kept_as = Some(key);
            Some(Arc::new(loaded))
        }
    };
    let text = Lazy::new(None, make);
    let head = Arc::new(Head::of(&text.get().unwrap()));
    (key, Handle::new(head, text, None))
}

/// The text with its digits moved on; it stays as long as it is.
fn moved(text: &str, by: usize) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(digit) => char::from_digit((digit + u32::try_from(by).unwrap() * 7) % 10, 10).unwrap(),
        None => c,
    };
    text.chars().map(digit).collect()
}

fn run(sources: &[Arc<Report>], count: usize) {
    let reports: Vec<(Key, Handle)> = (0..count)
        .map(|at| copy(sources.get(at % sources.len()).unwrap(), at / sources.len()))
        .collect();
    let bytes: usize = reports.iter().map(|(_, handle)| handle.head().text_bytes).sum();
    let (made, cpu) = (Instant::now(), processor_time());
    reports.iter().for_each(|(_, handle)| drop(handle.loaded()));
    let making = (made.elapsed(), processor_time() - cpu);
    let folder = tempfile::tempdir().unwrap();
    let watch = Watch::start();
    let before = watch_now();
    let (start, cpu) = (Instant::now(), processor_time());
    let index = Index::open(folder.path().join("index"));
    index.take(reports.clone());
    index.wait();
    let (time, cpu) = (start.elapsed(), processor_time() - cpu);
    let size = size_of(&folder.path().join("index"));
    let (peak, now) = watch.stop();
    println!(
        "{count} reports, {} MB of text: indexed in {time:.1?} ({:.1} s of processor, making the copies \
         {:.1?} and {:.1} s not taken off); {} MB on disk; memory {before} MB before, {peak} MB at most, {now} MB after",
        bytes >> 20,
        cpu,
        making.0,
        making.1,
        size >> 20,
    );
    let opened = Instant::now();
    let again = Index::open(folder.path().join("index"));
    while again.snapshot().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    println!("  opened in {:.1?}", opened.elapsed());
    search_all(&again, &reports);
    drop(again);
    let (start, cpu) = (Instant::now(), processor_time());
    std::thread::sleep(std::time::Duration::from_secs(4));
    index.wait();
    println!(
        "  tidied in {:.1?} less 3 s ({:.1} s of processor); {} MB on disk",
        start.elapsed(),
        processor_time() - cpu,
        size_of(&folder.path().join("index")) >> 20
    );
    search_all(&index, &reports);
}

fn watch_now() -> usize {
    Watch::start().stop().1
}

fn search_all(index: &Index, reports: &[(Key, Handle)]) {
    let asked: Vec<(Key, About)> = (0..)
        .zip(reports)
        .map(|(at, (key, handle))| (*key, About::new(ReportIndex(at), &handle.head().metadata)))
        .collect();
    for typed in SEARCHES {
        let query: Query = parse_typing(typed).query;
        let snapshot = index.snapshot().unwrap();
        let mut times = Vec::new();
        let (mut passages, mut found) = (0, 0);
        for _ in 0..5 {
            let start = Instant::now();
            let cancel = AtomicBool::new(false);
            let answer = snapshot.search(&query, &asked, &cancel).unwrap().unwrap();
            let counts: Vec<usize> =
                asked.iter().filter_map(|(key, _)| answer.count(key)).collect();
            (passages, found) =
                (counts.iter().sum(), counts.iter().filter(|count| **count > 0).count());
            let mut shown = 0;
            let matcher = Matcher::new(&query);
            for (at, (key, _)) in
                asked.iter().enumerate().filter(|(at, _)| counts.get(*at) > Some(&0))
            {
                let report = ReportIndex(u32::try_from(at).unwrap());
                for kept in answer.passages(key, 0..3) {
                    matcher.passage_marks(&kept.text, kept.span, report);
                    shown += 1;
                }
                if shown >= 30 {
                    break;
                }
            }
            times.push(start.elapsed());
        }
        times.sort();
        let (middle, longest) = (times.get(2).unwrap(), times.last().unwrap());
        println!(
            "  {middle:.1?}, at most {longest:.1?}: {typed:?}, {passages} passages in {found} reports"
        );
    }
}

fn size_of(folder: &std::path::Path) -> u64 {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    files.map(|file| file.metadata().map_or(0, |file| file.len())).sum()
}
