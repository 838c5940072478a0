//! Searches in the index find the reports that `rg` finds in the same texts.

#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic here is a failed test")]

use rapporteur::entities::ReportIndex;
use rapporteur::library::cache::Key;
use rapporteur::library::index::{About, Index, parse};
use rapporteur::library::{Handle, LoadedReport};
use rapporteur::reading;
use rapporteur::report::DocumentName;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// A query, and the pattern that finds its passages, which are lines of the texts.
const SEARCHES: [(&str, &str); 10] = [
    ("albinism", r"\balbinism\b"),
    ("\"death row\"", r"\bdeath\W+row\b"),
    ("refoul*", r"\brefoul\w*"),
    ("ombudsman ombudsperson", r"\bombudsman\b.*\bombudsperson\b|\bombudsperson\b.*\bombudsman\b"),
    ("beatings OR ombudsperson", r"\b(beatings|ombudsperson)\b"),
    (
        "(stateless OR refoulement) children",
        r"\b(stateless|refoulement)\b.*\bchildren\b|\bchildren\b.*\b(stateless|refoulement)\b",
    ),
    ("\"prison deaths\"~4", r"\bprison\W+(\w+\W+){0,4}deaths\b|\bdeaths\W+(\w+\W+){0,4}prison\b"),
    ("\"government's failure\"", r"\bgovernment\W+s\W+failure\b"),
    (
        "\"ill-treatment\" police",
        r"\bill\W+treatment\b.*\bpolice\b|\bpolice\b.*\bill\W+treatment\b",
    ),
    (
        "\"freedom of exp*\" 2016",
        r"\bfreedom\W+of\W+exp\w*.*\b2016\b|\b2016\b.*\bfreedom\W+of\W+exp",
    ),
];

/// The reports that `rg` finds a pattern in.
fn by_rg(texts: &Path, pattern: &str) -> BTreeSet<String> {
    let mut rg = Command::new("rg");
    rg.args(["--no-config", "--files-with-matches", "--ignore-case", "--regexp", pattern]);
    let found = rg.current_dir(texts).arg("./").output().unwrap();
    let names = String::from_utf8(found.stdout).unwrap();
    names.lines().map(|name| name.trim_start_matches("./").to_owned()).collect()
}

fn all_read(folder: &Path) -> Vec<Handle> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    let (next, read) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = std::fs::read(path).unwrap();
            let Ok(report) = reading::read(&bytes, &DocumentName::new(name.as_str())) else {
                continue;
            };
            let mut loaded = LoadedReport::new(report);
            loaded.kept_as = Some(Key::of_merge(name.as_bytes()));
            read.lock().unwrap().push(Handle::resident(Arc::new(loaded), None));
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    read.into_inner().unwrap()
}

#[test]
fn what_is_found_is_what_rg_finds() {
    let folder = Path::new("../shared/reports/world-2017");
    let has_rg = Command::new("rg").arg("--version").output().is_ok_and(|rg| rg.status.success());
    if !folder.is_dir() || !has_rg {
        eprintln!("skipped: needs {} and rg", folder.display());
        return;
    }
    let reports = all_read(folder);
    let place = tempfile::tempdir().unwrap();
    let texts = place.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    let index = Index::open(place.path().join("index"));
    let mut asked = Vec::new();
    for (number, handle) in (0..).zip(&reports) {
        let (head, loaded) = (handle.head(), handle.loaded().unwrap());
        std::fs::write(texts.join(head.document.as_str()), &loaded.report.text).unwrap();
        asked.push((head.kept_as.unwrap(), About::new(ReportIndex(number), &head.metadata)));
    }
    index.take(asked.iter().map(|(key, _)| *key).zip(reports.iter().cloned()).collect());
    index.wait();
    let snapshot = index.snapshot().unwrap();
    for (typed, pattern) in SEARCHES {
        let begun = Instant::now();
        let query = parse(typed).query;
        let answer = snapshot.search(&query, &asked, &AtomicBool::new(false)).unwrap().unwrap();
        let found: BTreeSet<String> = asked
            .iter()
            .filter(|(key, _)| answer.count(key).is_some_and(|count| count > 0))
            .filter_map(|(_, about)| reports.get(about.report.0 as usize))
            .map(|handle| handle.head().document.to_string())
            .collect();
        let took = begun.elapsed();
        let begun = Instant::now();
        let expected = by_rg(&texts, pattern);
        eprintln!("{typed}: {} reports in {took:?}, rg in {:?}", found.len(), begun.elapsed());
        assert!(!expected.is_empty(), "{typed} is a search that finds something");
        assert_eq!(found, expected, "{typed}");
    }
}
