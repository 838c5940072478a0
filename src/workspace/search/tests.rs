use super::*;
use crate::figures::Catalogue;
use crate::library::cache::{Cache, MOST};
use std::fs;
use std::path::Path;

const FIRST: &str = "Karvenia 2030 Human Rights Report\n\n\
    Judge Elvira Tamm of the Supreme Court of Karvenia released 12 prisoners in May 2030.\n\n\
    According to Judge Tamm, the cells of the city prison were cold. The court sat in spring.\n\n\
    During the year there were 340 prisoners in the country.";
const SECOND: &str = "Karvenia 2031 Human Rights Report\n\n\
    Judge Elvyra Tamm left the Supreme Court of Karvenia. A district court sat in Élan.\n\n\
    During the year there were 360 prisoners in the country.";

/// Opens these reports, with what was found kept in `cache` if anywhere.
fn open(folder: &Path, cache: Option<&Path>) -> Workspace {
    let cache = cache.map(|cache| Arc::new(Cache::new(cache.to_owned(), MOST)));
    let mut workspace = Workspace::new(Catalogue::built_in(), || {}).keeping_reports(cache);
    workspace.open(folder);
    workspace.wait();
    workspace
}

fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// What is found: for each report its number and the beginnings of its passages.
fn found(workspace: &mut Workspace, typed: &str) -> Vec<(u32, Vec<String>)> {
    workspace.search_as(typed, &Typing::Whole);
    workspace.wait();
    let found = workspace.found();
    assert_eq!(found.passages, found.reports.iter().map(|one| one.passages).sum::<usize>());
    let beginning = |passage: FoundPassage| passage.text.chars().take(12).collect::<String>();
    let of_report = |(at, report): (usize, &FoundReport)| {
        let passages = found.passages(at, 0..report.passages);
        (report.report.0, passages.into_iter().map(beginning).collect())
    };
    found.reports.iter().enumerate().map(of_report).collect()
}

const QUERIES: [&str; 10] = [
    "court",
    "elan",
    "country:karvenia year:2031 court",
    "year:..2030 judge",
    "entity:\"Elvira Tamm\"",
    "entity:nobody",
    "indicator:prisoners",
    "indicator:prisoners -year:2031",
    "\"judge tamm\" OR district",
    "-court",
];

#[test]
fn what_is_in_the_index_is_found_as_in_the_texts() {
    let folder = folder_of(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let cache = tempfile::tempdir().unwrap();
    let mut by_text = open(folder.path(), None);
    let mut by_index = open(folder.path(), Some(cache.path()));
    by_index.wait_for_index();
    for query in QUERIES {
        let expected = found(&mut by_text, query);
        assert_eq!(found(&mut by_index, query), expected, "{query}");
        let source = |found: &Found| {
            found
                .reports
                .iter()
                .map(|one| matches!(one.source, Source::Index(_)))
                .collect::<Vec<_>>()
        };
        assert!(source(by_index.found()).iter().all(|in_index| *in_index), "{query}");
        assert!(!source(by_text.found()).iter().any(|in_index| *in_index), "{query}");
        assert_eq!(by_index.found().by_year, by_text.found().by_year, "{query}");
        for at in 0..expected.len() {
            let passages = |found: &Found| found.passages(at, 0..9);
            assert_eq!(passages(by_index.found()), passages(by_text.found()), "{query}");
        }
    }
    assert_eq!(found(&mut by_index, "elan").len(), 1);
    assert_eq!(found(&mut by_index, "country:karvenia year:2031 court").len(), 1);
}

#[test]
fn a_name_is_found_in_all_its_forms_and_an_indicator_by_its_figures() {
    let folder = folder_of(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let mut workspace = open(folder.path(), None);
    let tamm = found(&mut workspace, "entity:\"Elvira Tamm\"");
    let first: Vec<&String> =
        tamm.iter().filter(|(report, _)| *report == 0).flat_map(|(_, p)| p).collect();
    assert_eq!(first, ["Judge Elvira", "According to"], "{tamm:?}");
    let marks = workspace.found().passages(0, 1..2).remove(0);
    assert_eq!(marks.marks.iter().map(|mark| mark.of(&marks.text)).collect::<Vec<_>>(), ["Tamm"]);

    let prisoners = found(&mut workspace, "indicator:prisoners year:2031");
    assert_eq!(prisoners, [(1, vec!["During the y".to_owned()])]);
    let passage = workspace.found().passages(0, 0..1).remove(0);
    assert_eq!(
        passage.marks.iter().map(|mark| mark.of(&passage.text)).collect::<Vec<_>>(),
        ["360"]
    );

    found(&mut workspace, "entity:nobody");
    assert!(
        workspace.found().complaints[0].contains("nobody"),
        "{:?}",
        workspace.found().complaints
    );
}

#[test]
fn only_the_reports_that_are_asked_for_are_searched() {
    let folder = folder_of(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let mut workspace = open(folder.path(), None);
    let within = Some(Arc::new(HashSet::from([ReportIndex(1)])));
    workspace.search_for(Asked { typed: "court".to_owned(), within, ..Asked::default() });
    workspace.wait();
    let reports: Vec<_> = workspace.found().reports.iter().map(|one| one.report.0).collect();
    assert_eq!(reports, [1]);
}

#[test]
fn what_comes_and_goes_is_found_and_is_not() {
    let folder = folder_of(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let cache = tempfile::tempdir().unwrap();
    let mut workspace = open(folder.path(), Some(cache.path()));
    workspace.wait_for_index();
    assert_eq!(found(&mut workspace, "elan").len(), 1);
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    fs::write(folder.path().join("c.txt"), "A boat lay off Élan.").unwrap();
    workspace.look_again();
    let begun = std::time::Instant::now();
    let names = |workspace: &Workspace| -> Vec<String> {
        let found = workspace.found();
        let slot = |one: &FoundReport| workspace.slot(one.report).unwrap().document.to_string();
        found.reports.iter().map(slot).collect()
    };
    while names(&workspace) != ["c.txt"] || workspace.is_busy() {
        assert!(begun.elapsed() < Duration::from_mins(1), "not searched again");
        workspace.poll(Duration::from_millis(20));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn after_the_cache_is_cleared_all_is_found_and_the_index_comes_back() {
    let folder = folder_of(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let cache = tempfile::tempdir().unwrap();
    let mut workspace = open(folder.path(), Some(cache.path()));
    workspace.wait_for_index();
    workspace.clear_cache();
    let begun = std::time::Instant::now();
    let removed = loop {
        if let Some(removed) = workspace.take_cleared() {
            break removed.unwrap();
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "not cleared");
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(removed > 0);
    let before = found(&mut workspace, "court");
    assert_eq!(before.len(), 2);
    workspace.wait_for_index();
    assert_eq!(found(&mut workspace, "court"), before);
    assert!(matches!(workspace.found().reports[0].source, Source::Index(_)));
}
