//! How time and memory grow with the folder: 70, 700 and 7,000 reports, opened a first and a second
//! time.
//!
//! The pages are made out of real ones, which `RAPPORTEUR_BENCH=FOLDER` names, or out of the sample;
//! see [`pages`]. `RAPPORTEUR_BENCH_COUNTS=70,700` asks for other numbers. Each run has a process of
//! its own, so that one's memory is not another's: that of the program and of its workers together.

// What is printed is what a benchmark is for, and a panic here is a failed run.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]

mod memory;
mod pages;

use cpu_time::ThreadTime;
use memory::Watch;
use rapporteur::figures::Catalogue;
use rapporteur::library::Reader;
use rapporteur::library::cache::{Cache, MOST};
use rapporteur::library::workers::{self, Program};
use rapporteur::workspace::Workspace;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The argument that has one folder opened in this process.
const OPEN: &str = "--open";

/// What a frame of the window gives to results from the background.
const POLL: Duration = Duration::from_millis(4);
/// So long after all is done it is looked at what memory is left in use.
const REST: Duration = Duration::from_secs(3);
/// The time from one frame to the next.
const FRAME: Duration = Duration::from_millis(16);

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    match words.as_slice() {
        [workers::ARGUMENT, ..] => {
            workers::serve(|_| {});
        }
        [OPEN, folder, run, told] => open(Path::new(folder), run, Path::new(told)),
        _ => all(),
    }
}

/// All runs, each in a process of its own; and how they grow.
fn all() {
    let from = std::env::var_os("RAPPORTEUR_BENCH").map_or("assets/sample".into(), PathBuf::from);
    let counts = std::env::var("RAPPORTEUR_BENCH_COUNTS").unwrap_or("70,700,7000".to_owned());
    println!("pages made of {}", from.display());
    let mut measured: Vec<Measured> = Vec::new();
    for count in counts.split(',').map(|count| count.trim().parse().unwrap()) {
        let folder = pages::folder(&from, count);
        let (kept, told) = (folder.with_extension("kept"), folder.with_extension("measured"));
        let _ = std::fs::remove_dir_all(&kept);
        for run in RUNS {
            let program = std::env::current_exe().unwrap();
            let mut command = Command::new(program);
            let ended = command.args([OPEN]).arg(&folder).args([run]).arg(&told).status().unwrap();
            assert!(ended.success(), "{count} pages: {ended}");
            let of_run: Measured = serde_json::from_slice(&std::fs::read(&told).unwrap()).unwrap();
            measured.push(of_run);
        }
    }
    for run in RUNS {
        grown(run, measured.iter().filter(|one| one.run == run));
    }
}

/// A folder is opened twice: with nothing kept of it, and with all.
const RUNS: [&str; 2] = ["first", "second"];

/// What one opening of a folder took.
#[derive(Serialize, Deserialize)]
struct Measured {
    run: String,
    reports: usize,
    /// In seconds: by the clock, and of all processors.
    complete: f64,
    processors: f64,
    /// In MB.
    peak: usize,
    idle: usize,
    disk: f64,
    /// The longest that the window's thread was held, in milliseconds.
    longest: f64,
}

/// Prints how one kind of opening grows, as a whole and for each report.
fn grown<'a>(run: &str, measured: impl Iterator<Item = &'a Measured>) {
    println!("{run} opening, with what a report takes of it:");
    println!(
        "{:>8}{:>18}{:>20}{:>19}{:>19}{:>20}{:>10}",
        "reports", "complete s", "processors s", "peak MB", "idle MB", "disk MB", "poll ms"
    );
    for one in measured {
        let each = one.reports.max(1) as f64;
        let ms = |seconds: f64| format!("{seconds:.2} ({:.1} ms)", seconds * 1e3 / each);
        let kb = |mb: f64| format!("{mb:.0} ({:.0} kB)", mb * 1e3 / each);
        println!(
            "{:>8}{:>18}{:>20}{:>19}{:>19}{:>20}{:>10.1}",
            one.reports,
            ms(one.complete),
            ms(one.processors),
            kb(one.peak as f64),
            kb(one.idle as f64),
            kb(one.disk),
            one.longest
        );
    }
}

/// Opens a folder as the window does, and prints how long that takes and how much; writes it to
/// `told` too.
fn open(folder: &Path, run: &str, told: &Path) {
    let watch = Watch::start();
    let program = Program { path: std::env::current_exe().unwrap(), ..Program::own().unwrap() };
    let cache = Arc::new(Cache::new(folder.with_extension("kept"), MOST));
    let start = Instant::now();
    let mut workspace = Workspace::new(Catalogue::built_in(), || {})
        .reading_with(Reader::new(Some(program)))
        .keeping_reports(Some(Arc::clone(&cache)));
    workspace.open(folder);
    let (mut readable, mut analysed, mut longest) = (None, None, Duration::ZERO);
    while workspace.is_busy() {
        let (frame, own) = (Instant::now(), ThreadTime::now());
        workspace.poll(POLL);
        longest = longest.max(own.elapsed());
        if readable.is_none() && workspace.slots().any(|(_, slot)| slot.report().is_some()) {
            readable = Some(start.elapsed());
        }
        if analysed.is_none() && !workspace.is_scanning() && workspace.progress().is_none() {
            analysed = Some(start.elapsed());
        }
        std::thread::sleep(FRAME.saturating_sub(frame.elapsed()).min(Duration::from_millis(1)));
    }
    let complete = start.elapsed();
    let processors = memory::processor_time();
    let reports = workspace.slots().count();
    println!(
        "{reports:5} reports, {run:6}: first readable {:.2?}, all analysed {:.2?}, complete \
         {complete:.2?} ({:.1} s of processors), longest poll {longest:.1?}",
        readable.unwrap_or_default(),
        analysed.unwrap_or_default(),
        processors,
    );
    // The workers end, and what was under way is given back.
    let start = Instant::now();
    while start.elapsed() < REST {
        workspace.poll(POLL);
        std::thread::sleep(FRAME);
    }
    let (peak, idle) = watch.stop();
    println!(
        "       peak {peak} MB, idle {idle} MB; {} figures, {} names in {:.1} MB, {} may be one",
        workspace.figures().len(),
        workspace.merged().entities.len(),
        workspace.merged().bytes() as f64 / 1e6,
        workspace.merged().suggestions.len(),
    );
    first_looks(&workspace);
    searches(&mut workspace);
    let disk = cache.size() as f64 / 1e6;
    println!("       {disk:.1} MB are kept on disk");
    let (run_name, complete) = (run.to_owned(), complete.as_secs_f64());
    let longest = longest.as_secs_f64() * 1e3;
    let measured =
        Measured { run: run_name, reports, complete, processors, peak, idle, disk, longest };
    std::fs::write(told, serde_json::to_vec(&measured).unwrap()).unwrap();
}

/// What panels ask when they are first shown.
fn first_looks(workspace: &Workspace) {
    let time = |what: &dyn Fn()| {
        let start = Instant::now();
        what();
        start.elapsed()
    };
    let figures = time(&|| drop(workspace.figures()));
    let held = time(&|| drop(workspace.tellings()));
    let tellings = workspace.tellings();
    let series = time(&|| drop(tellings.series("press_freedom_index")));
    println!(
        "       list of figures {figures:.1?}, all reports held {held:.1?}, a series {series:.1?}"
    );
}

/// Prints how long searches take from the last key to what they found.
fn searches(workspace: &mut Workspace) {
    for typed in ["torture", "\"freedom of assembly\"", "police AND deten", "detaine~ NEAR court"] {
        let start = Instant::now();
        workspace.search(typed);
        let asked = start.elapsed();
        while workspace.is_busy() {
            workspace.poll(POLL);
            std::thread::sleep(Duration::from_millis(1));
        }
        let (found, took) = (workspace.found(), start.elapsed());
        println!(
            "       {typed}: {} passages in {} reports in {took:.1?}, {asked:.1?} of it the window's",
            found.passages,
            found.reports.len()
        );
    }
}
