//! A folder opened again from what was kept of it.

use crate::harness::{REPORTS, Window};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{By, NodeT, Queryable};
use rapporteur::app::{Options, SystemPicker};
use rapporteur::library::cache::{Cache, MOST};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The window on a folder, with what keeps reports.
fn open(folder: &Path, cache: Option<Arc<Cache>>) -> Window {
    let options = Options { folder: Some(folder.to_owned()), cache, ..Options::default() };
    Window::start(tempfile::tempdir().unwrap(), &options, Arc::new(SystemPicker))
}

/// All that the window says in each of its places.
fn said(window: &mut Window) -> Vec<String> {
    let mut said = Vec::new();
    for place in [Key::Num1, Key::Num2, Key::Num3] {
        window.key(Modifiers::COMMAND, place);
        window.settle();
        let nodes = window.harness.query_all(By::new());
        said.extend(nodes.filter_map(|node| node.accesskit_node().label()));
    }
    said
}

#[test]
fn the_second_opening_shows_the_same_as_the_first() {
    let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in REPORTS {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let cache = || Some(Arc::new(Cache::new(kept.path().to_owned(), MOST)));
    let fresh = said(&mut open(folder.path(), None));
    assert!(fresh.len() > 100 && fresh.iter().any(|words| words.contains("ombudsman")));
    assert_eq!(said(&mut open(folder.path(), cache())), fresh);
    assert!(cache().unwrap().size() > 0);
    let mut again = open(folder.path(), cache());
    assert_eq!(said(&mut again), fresh);

    // What is open stays when what was kept is removed.
    again.key(Modifiers::COMMAND, Key::K);
    again.harness.event(Event::Text("Clear cache".to_owned()));
    again.settle();
    again.key(Modifiers::NONE, Key::Enter);
    let begun = Instant::now();
    while !again.says("Removed") {
        assert!(begun.elapsed() < Duration::from_mins(1), "never told");
        std::thread::sleep(Duration::from_millis(5));
        again.harness.step();
    }
    let entries = kept.path().join("entries");
    let left = walkdir::WalkDir::new(entries).into_iter().flatten();
    assert_eq!(left.filter(|entry| entry.file_type().is_file()).count(), 0);
    assert_eq!(said(&mut open(folder.path(), None)), fresh);
}
