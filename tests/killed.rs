//! A process that decides and saves without pause is killed at random moments, again and again.
//!
//! Whenever that happens the project must be readable, with no question asked, and hold every
//! decision that was made more than a second before. The process is this test itself, started
//! anew with a folder in its environment.

#![expect(clippy::unwrap_used, reason = "a test may fail by panic")]

use rapporteur::project::file::Snapshot;
use rapporteur::project::store::{self, DELAY, Keeping};
use rapporteur::project::{Command, Project, SavedSearch};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Names the folder for the process that is killed, and how soon it saves, in milliseconds.
const FOLDER: &str = "RAPPORTEUR_TEST_KILLED_IN";
const SOON: &str = "RAPPORTEUR_TEST_KILLED_DELAY";

/// So often it is killed.
const KILLS: u64 = 200;

/// What may be lost: decisions younger than this.
const MOMENT: Duration = Duration::from_secs(1);

/// The process that is killed. By itself it does nothing.
#[test]
fn decides_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let delay = std::env::var(SOON).unwrap().parse().unwrap();
    let keeping = Keeping { delay: Duration::from_millis(delay), ..Keeping::default() };
    let mut opened = store::open(Path::new(&folder), keeping);
    assert_eq!(opened.store.read_only(), None);
    let first = names(&opened.project).len();
    let mut out = std::io::stdout();
    for number in first.. {
        let search = SavedSearch { name: format!("search {number}"), typed: "a".repeat(300) };
        opened.project.apply(&Command::AddSearch(search), jiff::Timestamp::now()).unwrap();
        if number % 3 == 0 {
            opened.project.undo();
            opened.project.redo();
        }
        opened.store.save(Snapshot::of(&opened.project));
        writeln!(out, "decided search {number}").unwrap();
        out.flush().unwrap();
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn names(project: &Project) -> BTreeSet<String> {
    project.searches().map(|(_, search)| search.name.clone()).collect()
}

/// Lets a process decide for `life`, kills it, and gives what it had decided, each with the time.
fn live(folder: &Path, life: Duration, delay: Duration) -> (Vec<(String, Instant)>, Instant) {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "decides_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .env(SOON, delay.as_millis().to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (send, decided) = mpsc::channel();
    let listener = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if let Some(name) = line.split("decided ").nth(1) {
                let _ = send.send((name.to_owned(), Instant::now()));
            }
        }
    });
    // A life begins with the first decision: starting a process takes as long as it takes.
    let first = decided.recv_timeout(Duration::from_mins(1)).unwrap();
    std::thread::sleep(life);
    let killed = Instant::now();
    child.kill().unwrap();
    child.wait().unwrap();
    listener.join().unwrap();
    (std::iter::once(first).chain(decided).collect(), killed)
}

/// A row of numbers without apparent order, the same in every run.
fn scattered(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33
}

#[test]
fn a_process_that_is_killed_loses_at_most_a_moment() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = BTreeSet::new();
    let mut worst = Duration::ZERO;
    let mut decisions = 0;
    for kill in 0..KILLS {
        // Most lives are short and full of saves, to be ended in the midst of one. Some are long
        // and save as the program does, so that there is something old to lose.
        let (life, delay) = if kill % 40 == 7 {
            (Duration::from_millis(1100 + scattered(kill) % 900), DELAY)
        } else {
            (Duration::from_millis(5 + scattered(kill) % 145), Duration::from_millis(2))
        };
        let (decided, killed) = live(folder.path(), life, delay);
        let opened = store::open(folder.path(), Keeping::default());
        assert_eq!(opened.store.read_only(), None, "kill {kill}");
        assert_eq!(opened.store.take_notices(), [], "kill {kill}");
        let there = names(&opened.project);
        assert!(there.is_superset(&kept), "kill {kill}: what had been there before is gone");
        for (name, made) in decided.iter().filter(|(name, _)| !there.contains(name)) {
            let age = killed.saturating_duration_since(*made);
            assert!(age < MOMENT, "kill {kill}: {name}, {age:?} old, is gone");
            worst = worst.max(age);
        }
        decisions += decided.len();
        kept = there;
    }
    println!(
        "{KILLS} kills, {decisions} decisions, {} kept; the oldest that was lost was {worst:?} old",
        kept.len()
    );
}
