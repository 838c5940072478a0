use super::super::tests::{keys, report};
use super::*;
use std::fs;
use std::path::Path;

fn some(numbers: std::ops::Range<u32>) -> Vec<(Key, Handle)> {
    let of = |number| report(number, &[format!("The court of Orvany heard case {number}.")]);
    numbers.map(of).collect()
}

fn opened(folder: &Path) -> Index {
    let index = Index::open(folder.to_owned());
    index.wait();
    index
}

fn held(index: &Index, reports: &[(Key, Handle)]) -> Vec<bool> {
    let snapshot = index.snapshot();
    let held = |key| snapshot.as_ref().is_some_and(|snapshot| snapshot.holds(key));
    reports.iter().map(|(key, _)| held(key)).collect()
}

/// Closes the index, and waits until its thread has let go of the files.
fn close(index: Index) {
    let shared = Arc::clone(&index.shared);
    drop(index);
    wait_until(|| Arc::strong_count(&shared) == 1);
}

/// Waits until the index of a program that has ended is free.
fn wait_until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_was_added_is_there_again_and_what_is_gone_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let reports = some(0..4);
    let index = opened(folder.path());
    index.take(reports[..3].to_vec());
    index.take(reports[..2].to_vec());
    index.wait();
    assert_eq!(held(&index, &reports), [true, true, true, false]);
    close(index);
    let index = opened(folder.path());
    assert_eq!(held(&index, &reports), [true, true, true, false]);
    wait_until(|| !index.shared.read_only.load(Ordering::Relaxed));
    index.keep_only(keys(&reports[1..]));
    index.take(reports[3..].to_vec());
    index.wait();
    assert_eq!(held(&index, &reports), [false, true, true, true]);
}

#[test]
fn one_program_writes_and_another_reads_until_it_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let reports = some(0..2);
    let writer = opened(folder.path());
    let reader = opened(folder.path());
    assert!(reader.shared.read_only.load(Ordering::Relaxed));
    reader.take(reports[..1].to_vec());
    writer.take(reports[..1].to_vec());
    writer.wait();
    wait_until(|| held(&reader, &reports) == [true, false]);
    drop(writer);
    wait_until(|| !reader.shared.read_only.load(Ordering::Relaxed));
    reader.take(reports[1..].to_vec());
    reader.wait();
    assert_eq!(held(&reader, &reports), [true, true]);
}

#[test]
fn a_damaged_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let reports = some(0..3);
    let index = opened(folder.path());
    index.take(reports.clone());
    index.wait();
    close(index);
    for damage in ["", "not what an index holds"] {
        for file in fs::read_dir(folder.path()).unwrap().flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                fs::write(file.path(), damage).unwrap();
            }
        }
        let index = opened(folder.path());
        assert_eq!(held(&index, &reports), [false; 3], "{damage}");
        wait_until(|| !index.shared.read_only.load(Ordering::Relaxed));
        index.take(reports.clone());
        index.wait();
        assert_eq!(held(&index, &reports), [true; 3], "{damage}");
        close(index);
    }
}

#[test]
fn after_a_search_that_failed_it_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let reports = some(0..2);
    let index = opened(folder.path());
    index.take(reports.clone());
    index.wait();
    index.note_damage();
    assert_eq!(held(&index, &reports), [false; 2]);
    index.wait();
    wait_until(|| index.snapshot().is_some());
    index.take(reports.clone());
    index.wait();
    assert_eq!(held(&index, &reports), [true; 2]);
}

#[test]
fn its_files_may_be_removed_while_it_lets_go() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("parts");
    let reports = some(0..2);
    let index = opened(&place);
    index.take(reports.clone());
    index.wait();
    let removed = place.clone();
    assert!(index.without(move || fs::remove_dir_all(removed)).unwrap().is_ok());
    index.wait();
    assert_eq!(held(&index, &reports), [false; 2]);
    index.take(reports.clone());
    index.wait();
    assert_eq!(held(&index, &reports), [true; 2]);
}

#[test]
fn where_nothing_can_be_written_there_is_no_index() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "").unwrap();
    let index = opened(&file.join("index"));
    index.take(some(0..1));
    index.wait();
    assert!(index.snapshot().is_none());
    assert_eq!(index.without(|| 7), Some(7));
}

#[test]
fn many_small_parts_become_few() {
    let folder = tempfile::tempdir().unwrap();
    let reports = some(0..9);
    let mut written = Written::open(folder.path()).unwrap();
    for (key, handle) in &reports {
        written.add(Documents::of(*key, &handle.loaded().unwrap().report)).unwrap();
        written.commit().unwrap();
    }
    assert_eq!(written.parts(), 9);
    assert!(written.tidy().unwrap());
    assert_eq!(written.parts(), 6);
    assert!(!written.tidy().unwrap(), "it is tidy");
    assert!(reports.iter().all(|(key, _)| written.holds(key)));
    assert!(written.keep_only(&keys(&reports[..1])));
    written.commit().unwrap();
    written.tidy().unwrap();
    assert_eq!(written.parts(), 1);
    assert!(written.holds(&reports[0].0) && !written.holds(&reports[8].0));
}
