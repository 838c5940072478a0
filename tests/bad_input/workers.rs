//! Workers that do what a reader must never do: the file is refused with the reason, and the rest
//! goes on. The workers are the program itself, told to misbehave on files named `hostile`.

use crate::made::{STORY, pdf_file, word_file};
use rapporteur::library::workers::{ARGUMENT, Program, TimeLimit, Workers};
use rapporteur::library::{Reader, Scan, scan};
use rapporteur::reading::ReadError;
use std::time::Duration;

/// A folder with a good web page, PDF and Word file around a hostile one.
fn folder() -> (tempfile::TempDir, Scan) {
    let folder = tempfile::tempdir().unwrap();
    let page = format!("<!DOCTYPE html><html><body><h1>Boats</h1><p>{STORY}</p></body></html>");
    let pdf = pdf_file(&["Nine boats were counted."]);
    let files: [(&str, &[u8]); 4] = [
        ("a.html", page.as_bytes()),
        ("hostile.pdf", &pdf),
        ("m.pdf", &pdf),
        ("z.docx", &word_file(&[STORY])),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let found = scan(folder.path()).unwrap();
    (folder, found)
}

/// Workers of the program itself.
pub fn workers(misbehaviour: Option<&str>, time: TimeLimit) -> Reader {
    let arguments = misbehaviour.map(|how| format!("--misbehave={how}").into());
    let program = Program {
        path: env!("CARGO_BIN_EXE_rapporteur").into(),
        arguments: std::iter::once(ARGUMENT.into()).chain(arguments).collect(),
    };
    Reader::with_workers(Workers::new(program, time))
}

#[cfg(debug_assertions)]
/// Reads the folder with workers that misbehave, and gives what was said of the hostile file.
fn said_of_the_hostile(how: &str, seconds: u64) -> ReadError {
    let (_folder, found) = folder();
    let base = Duration::from_secs(seconds);
    let reader = workers(Some(how), TimeLimit { base, per_megabyte: base });
    let mut said = None;
    for file in &found.files {
        let read = reader.read(file, "");
        if file.name.as_str() == "hostile.pdf" {
            said = read.reports.err();
        } else {
            let reports = read.reports.unwrap();
            assert_eq!(reports[0].document, file.name, "after {how}");
            assert!(read.fingerprint.is_some());
        }
    }
    said.unwrap()
}

#[test]
fn what_is_read_in_a_worker_is_what_is_read_without() {
    let (_folder, found) = folder();
    let (with, without) = (workers(None, TimeLimit::default()), Reader::default());
    for file in &found.files {
        let (there, here) = (with.read(file, ""), without.read(file, ""));
        assert_eq!(there.reports, here.reports, "{}", file.name);
        assert_eq!(there.fingerprint, here.fingerprint);
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_reader_that_hangs_is_ended() {
    assert_eq!(said_of_the_hostile("hang", 2), ReadError::TooSlow { seconds: 2 });
}

#[cfg(debug_assertions)]
#[test]
fn a_reader_that_takes_all_memory_is_ended() {
    let said = said_of_the_hostile("eat", 60);
    assert!(matches!(said, ReadError::TooHungry { .. }), "{said}");
}

#[cfg(debug_assertions)]
#[test]
fn a_reader_that_crashes_or_talks_nonsense_is_replaced() {
    for how in ["die", "panic", "garbage", "recur"] {
        assert_eq!(said_of_the_hostile(how, 60), ReadError::Internal, "{how}");
    }
}

#[test]
fn where_no_worker_can_be_started_files_are_read_all_the_same() {
    let (_folder, found) = folder();
    for path in ["no/such/program", "/bin/true"] {
        let program = Program { path: path.into(), arguments: Vec::new() };
        let reader = Reader::with_workers(Workers::new(program, TimeLimit::default()));
        for file in &found.files {
            assert!(reader.read(file, "").reports.is_ok(), "{} by {path}", file.name);
        }
    }
}
