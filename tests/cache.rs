//! Two processes that keep things in one cache without pause are killed at random moments, again
//! and again. Whatever is there afterwards is whole, and a folder opened with it shows the same as
//! one opened without.
//!
//! The processes are this test itself, started anew with a folder in its environment.

#![expect(clippy::unwrap_used, reason = "a test may fail by panic")]

use rapporteur::figures::Catalogue;
use rapporteur::library::cache::{Cache, Key, MOST};
use rapporteur::workspace::Workspace;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Names the folder for the processes that are killed.
const FOLDER: &str = "RAPPORTEUR_TEST_CACHE_IN";

/// So often both are killed.
const KILLS: u64 = 25;

/// So many things are written again and again.
const THINGS: u8 = 6;

/// What is kept under a key: itself, and a round's number, many times over.
type Thing = (u8, Vec<u32>);

fn key(which: u8) -> Key {
    Key::of_merge(&[which])
}

fn cache(folder: &Path) -> Cache {
    Cache::new(folder.join("cache"), MOST)
}

/// The process that is killed. By itself it does nothing.
#[test]
fn keeps_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    for round in 0_u32.. {
        let cache = cache(folder);
        for which in 0..THINGS {
            let thing: Thing = (which, vec![round; 30_000]);
            cache.put_message(&key(which), &thing);
        }
        told(folder, Some(cache));
    }
}

/// What a folder of invented reports shows.
fn told(folder: &Path, cache: Option<Cache>) -> String {
    let mut workspace =
        Workspace::new(Catalogue::default(), || {}).keeping_reports(cache.map(Arc::new));
    workspace.open(&folder.join("reports"));
    workspace.wait();
    let reports: Vec<_> = workspace.slots().map(|(_, s)| (s.report(), s.analysis())).collect();
    format!("{reports:?} {:?}", workspace.merged().entities)
}

fn start(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "keeps_until_it_is_killed"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A row of numbers without apparent order, the same in every run.
fn scattered(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33
}

#[test]
fn what_killed_processes_leave_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    for year in 2030..2033 {
        let text = format!(
            "Karvenia {year} Human Rights Report\n\nOn May 3 police detained the activist Ilse \
             Moravec in Velna. The Supreme Court of Karvenia heard {year} cases.\n"
        );
        std::fs::write(reports.join(format!("{year}.txt")), text).unwrap();
    }
    let fresh = told(folder.path(), None);
    assert!(fresh.contains("Ilse Moravec"));
    let mut found = 0;
    for kill in 0..KILLS {
        let mut both = [start(folder.path()), start(folder.path())];
        std::thread::sleep(Duration::from_millis(20 + scattered(kill) % 180));
        for child in &mut both {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        for which in 0..THINGS {
            let Some((own, rounds)) = cache(folder.path()).message::<Thing>(&key(which)) else {
                continue;
            };
            let first = rounds[0];
            assert_eq!((own, rounds.len()), (which, 30_000), "kill {kill}");
            assert!(rounds.iter().all(|round| *round == first), "kill {kill}");
            found += 1;
        }
        assert_eq!(told(folder.path(), Some(cache(folder.path()))), fresh, "kill {kill}");
    }
    assert!(found > 0, "nothing was ever kept");
}
