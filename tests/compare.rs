//! `rapporteur compare` from outside, on the sample that comes with the program.

#![expect(clippy::expect_used, reason = "helpers of tests; a panic here is a failed test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The publisher of the sample that has a report for each year, and the years of two of them.
const PUBLISHER: &str = "Foreign Reporting Office";
const YEARS: &str = "2019,2020";

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

fn compare(country: &str, years: &str, output: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .arg("compare")
        .arg(sample())
        .args(["--country", country, "--years", years, "--output"])
        .arg(output)
        .args(more)
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn each_ending_makes_its_file_and_the_same_bytes_again() {
    let scratch = tempfile::tempdir().unwrap();
    let starts: [(&str, &[u8]); 6] = [
        ("docx", b"PK"),
        ("html", b"<!DOCTYPE html>"),
        ("pdf", b"%PDF-"),
        ("xlsx", b"PK"),
        ("csv", b"from,to,topic,change,"),
        ("json", b"["),
    ];
    for (ending, start) in starts {
        let written = ["a", "b"].map(|name| {
            let file = scratch.path().join(format!("{name}.{ending}"));
            let done = compare("karvenia", YEARS, &file, &["--topic", "torture"]);
            assert_eq!(done.status.code(), Some(0), "{ending}: {}", said(&done));
            std::fs::read(file).unwrap()
        });
        assert!(written[0].starts_with(start), "{ending}");
        assert!(written[0] == written[1], "{ending} is the same again");
    }
    let page = std::fs::read_to_string(scratch.path().join("a.html")).unwrap();
    assert!(page.contains("Karvenia 2019 and 2020: Torture"), "{page}");
    assert!(page.contains(PUBLISHER));
}

#[test]
fn the_list_tells_every_change_with_its_source() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("changes.csv");
    // The earliest year comes first, however they are given.
    let done = compare("Karvenia", "2020,2018", &file, &["--publisher", "reporting office"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let mut rows = csv::Reader::from_path(file).unwrap();
    let heads = rows.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(rows.len() > 5, "{rows:?}");
    for row in &rows {
        assert_eq!((&row[column("from")], &row[column("to")]), ("2018", "2020"));
        let (before, after) = (&row[column("before")], &row[column("after")]);
        match &row[column("change")] {
            "new" => assert!(before.is_empty() && !after.is_empty(), "{row:?}"),
            "dropped" => assert!(!before.is_empty() && after.is_empty(), "{row:?}"),
            "reworded" | "moved" => assert!(!before.is_empty() && !after.is_empty(), "{row:?}"),
            other => panic!("no change is called {other}"),
        }
        let cited = [(before, "citation_before"), (after, "citation_after")];
        for (words, citation) in cited {
            assert_eq!(words.is_empty(), row[column(citation)].is_empty(), "{row:?}");
        }
    }
}

#[test]
fn passages_stand_by_year_and_topic() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("passages.json");
    let more = ["--passages", "--topic", "prison"];
    let done = compare("Karvenia", "2018,2019,2020", &file, &more);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let years: std::collections::BTreeSet<&str> =
        rows.iter().filter_map(|row| row["year"].as_str()).collect();
    assert_eq!(years.len(), 3, "{rows:?}");
    assert!(rows.iter().all(|row| row["passage"].as_str().is_some_and(|words| !words.is_empty())));
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("a.html");
    let failed = |country: &str, years: &str, more: &[&str], code: i32, words: &[&str]| {
        let done = compare(country, years, &file, more);
        let said = said(&done);
        assert_eq!(done.status.code(), Some(code), "{said}");
        assert!(words.iter().all(|words| said.contains(words)), "{words:?} in {said}");
        assert!(!file.exists());
    };
    failed("Nowhere", YEARS, &[], 1, &["no report on Nowhere", "Karvenia"]);
    failed("Karvenia", "2019,1999", &[], 1, &["of 1999", "2018, 2019"]);
    failed("Karvenia", YEARS, &["--publisher", "Tidewatch"], 1, &["Tidewatch", PUBLISHER]);
    failed("Karvenia", "2019", &[], 2, &["two to four years"]);
    failed("Karvenia", YEARS, &["--topic", "weather"], 2, &["weather", "torture"]);
    failed("Karvenia", YEARS, &["--passages"], 2, &[".docx, .xlsx, .csv or .json"]);
    let wrong = compare("Karvenia", YEARS, &scratch.path().join("a.odt"), &[]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains(".docx, .html, .pdf"), "{}", said(&wrong));
}
