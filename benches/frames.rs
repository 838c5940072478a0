//! How long the window's own work takes for a frame, without a screen: while the folder's longest
//! report is opened, and while it is scrolled from its head to its end.
//!
//! Runs on the sample, and on a folder of one's own: `RAPPORTEUR_BENCH=FOLDER cargo bench --bench
//! frames`. Times include building the accessibility tree; the graphics card's share is not in them.

// What is printed is what a benchmark is for, and a panic here is a failed run.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use eframe::egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use rapporteur::app::{App, Options};
use rapporteur::library;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Frames that are scrolled, and how far each of them, in points.
const FRAMES: usize = 1200;
const STEP: f32 = 120.0;

fn main() {
    let folder = std::env::var_os("RAPPORTEUR_BENCH").map_or("assets/sample".into(), PathBuf::from);
    let mut files = library::scan(&folder).unwrap().files;
    files.sort_by_key(|file| file.bytes);
    let longest = files.last().unwrap();
    // Alone in its folder the report opens by itself.
    let alone = tempfile::tempdir().unwrap();
    std::fs::copy(&longest.path, alone.path().join(longest.name.file_name())).unwrap();
    println!("{} ({} bytes)", longest.name, longest.bytes);

    let options = Options { folder: Some(alone.path().to_owned()), ..Options::default() };
    let builder = Harness::builder().with_size(vec2(1280.0, 800.0));
    let mut harness = builder.build_eframe(|creation| App::new(creation, &options));
    let mut opening = Vec::new();
    while harness.state().workspace().is_busy() || opening.len() < 20 {
        opening.push(frame(&mut harness));
        std::thread::sleep(Duration::from_millis(1));
    }
    print("opening", opening);

    harness.event(Event::PointerMoved(pos2(600.0, 400.0)));
    let mut scrolling = Vec::new();
    for _ in 0..FRAMES {
        harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -STEP),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        scrolling.push(frame(&mut harness));
    }
    print("scrolling", scrolling);
}

/// One frame, and how long it took.
fn frame(harness: &mut Harness<'_, App>) -> Duration {
    let start = Instant::now();
    harness.step();
    start.elapsed()
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() - 1) * share / 100).copied().unwrap_or_default();
    println!(
        "{what:10} {:5} frames: median {:.2?}, 99 in 100 under {:.2?}, longest {:.2?}",
        times.len(),
        at(50),
        at(99),
        at(100)
    );
}
