//! How much of a processor each frame of the window takes, without a screen: on a walk through all
//! that it shows, over 5, 191 and 7,000 reports, once calm and once while analysis runs beside it.
//!
//! `RAPPORTEUR_BENCH=FOLDER` names the folder that the reports are made out of, the sample
//! otherwise; `RAPPORTEUR_BENCH_COUNTS=5,191` asks for other numbers, `RAPPORTEUR_BENCH_RUNS=calm`
//! for one of the two runs, `RAPPORTEUR_BENCH_PARTS=figures,charts` for parts of the walk alone. Each
//! run has a process of its own.
//!
//! What is measured is the window's thread's own time, so what else the computer does is not in it:
//! taking results, laying out, tessellation, and building the tree for screen readers. The graphics
//! card's share is not in it.

// What is printed is what a benchmark is for, and a panic here is a failed run.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../thousands/pages.rs"]
mod pages;
mod walk;
mod window;

use rapporteur::app::Options;
use rapporteur::library::cache::{Cache, MOST};
use rapporteur::library::workers::{self, Program};
use rapporteur::library::{self, InUse, Job, Loader, Reader, Ticket};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use walk::Walk;
use window::{Frame, Window};

/// The argument that has the walk done over one folder in this process.
const WALK: &str = "--walk";

/// What 99 frames of a hundred are to take at most, and any of them.
const MOST_FRAMES: Duration = Duration::from_millis(16);
const ANY_FRAME: Duration = Duration::from_millis(50);

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    match words.as_slice() {
        [workers::ARGUMENT, ..] => {
            workers::serve(|_| {});
        }
        [WALK, folder, run] => walk(Path::new(folder), run),
        _ => all(),
    }
}

fn asked(name: &str, usual: &str) -> Vec<String> {
    let words = std::env::var(name).unwrap_or_else(|_| usual.to_owned());
    words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// All runs, each in a process of its own.
fn all() {
    let from = std::env::var_os("RAPPORTEUR_BENCH").map_or("assets/sample".into(), PathBuf::from);
    println!("pages made of {}", from.display());
    for count in asked("RAPPORTEUR_BENCH_COUNTS", "5,191,7000") {
        let folder = pages::folder(&from, count.parse().unwrap());
        for run in asked("RAPPORTEUR_BENCH_RUNS", "beside,calm") {
            let program = std::env::current_exe().unwrap();
            let ended = Command::new(program).arg(WALK).arg(&folder).arg(&run).status().unwrap();
            assert!(ended.success(), "{count} pages, {run}: {ended}");
        }
    }
}

/// Walks through the window over a folder, and prints how long its frames took. The run `calm`
/// begins when all is analysed; any other with nothing kept from before, and analysis beside it for
/// as long as it lasts.
fn walk(folder: &Path, run: &str) {
    let calm = run == "calm";
    let kept = folder.with_extension("walked");
    if !calm {
        let _ = std::fs::remove_dir_all(&kept);
    }
    let program = Program { path: std::env::current_exe().unwrap(), ..Program::own().unwrap() };
    let options = Options {
        folder: Some(folder.to_owned()),
        workers: Some(program.clone()),
        cache: Some(Arc::new(Cache::new(kept, MOST))),
        ..Options::default()
    };
    let mut window = Window::open(&options);
    let beside = (!calm).then(|| Beside::start(folder, program));
    let parts = asked("RAPPORTEUR_BENCH_PARTS", "");
    let missed = Walk::new(&mut window, calm, &parts).all();
    drop(beside);
    // What the walk decided is not there for the next.
    for file in std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
        if file.extension().is_some_and(|extension| extension == "json") {
            std::fs::remove_file(file).unwrap();
        }
    }
    let reports = window.app().workspace().slots().count();
    print(&format!("{reports} reports, {run}"), window.frames());
    for what in missed {
        println!("       not there: {what}");
    }
}

/// Prints how long frames took: all of them, by part of the walk, and the worst.
fn print(what: &str, frames: &[Frame]) {
    line(what, frames.iter());
    let mut parts: Vec<&str> = frames.iter().map(|frame| frame.part).collect();
    parts.dedup();
    for (at, part) in parts.iter().enumerate() {
        if !parts[..at].contains(part) {
            line(&format!("   {part}"), frames.iter().filter(|frame| frame.part == *part));
        }
    }
    let mut worst: Vec<&Frame> = frames.iter().collect();
    worst.sort_by_key(|frame| std::cmp::Reverse(frame.time));
    let slow = worst.iter().filter(|frame| frame.time > MOST_FRAMES).count();
    let stuck = worst.iter().filter(|frame| frame.time > ANY_FRAME).count();
    println!("       {slow} over {MOST_FRAMES:.0?}, {stuck} over {ANY_FRAME:.0?}; the worst:");
    for frame in worst.iter().take(slow.clamp(3, 40)) {
        println!(
            "       {:7.1?} ({:.1?} before it is drawn): {}: {}",
            frame.time, frame.logic, frame.part, frame.step
        );
    }
}

fn line<'a>(what: &str, frames: impl Iterator<Item = &'a Frame>) {
    let mut times: Vec<Duration> = frames.map(|frame| frame.time).collect();
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).or(times.last()).copied();
    let at = |share| at(share).unwrap_or_default();
    println!(
        "{what:24} {:6} frames: median {:7.2?}, 99 in 100 under {:7.2?}, longest {:7.2?}",
        times.len(),
        at(50),
        at(99),
        at(100)
    );
}

/// Analysis that goes on, whatever the window does.
struct Beside {
    ended: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Beside {
    /// Reads and analyses a folder again and again.
    fn start(folder: &Path, program: Program) -> Self {
        let (ended, folder) = (Arc::new(AtomicBool::new(false)), folder.to_owned());
        let end = Arc::clone(&ended);
        let thread = std::thread::spawn(move || {
            let files = library::scan(&folder).unwrap().files;
            let reader = Arc::new(Reader::new(Some(program)));
            let catalogue = Arc::new(rapporteur::figures::Catalogue::built_in());
            let catalogue = Arc::new(InUse::new(catalogue));
            let loader = Loader::start(&reader, &catalogue, None, || {});
            let jobs = (0..).map(Ticket).zip(files.iter().cycle().cloned());
            let mut jobs = jobs.map(|(ticket, file)| Job { ticket, file, password: None });
            loader.add(jobs.by_ref().take(8));
            while !end.load(Ordering::Relaxed) {
                // Each report is told twice: when it is read, and when it is analysed.
                let told = std::iter::from_fn(|| loader.try_next()).count();
                loader.add(jobs.by_ref().take(told / 2));
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        Self { ended, thread: Some(thread) }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}
