//! The program from outside: its command line, on the sample and on bad folders.

#![expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "helpers of tests; a panic here is a failed test"
)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn rapporteur(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur")).args(arguments).output().unwrap()
}

fn status(arguments: &[&str]) -> i32 {
    rapporteur(arguments).status.code().unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn rows(file: &Path) -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

const SAMPLE: &str = "assets/sample";

#[test]
fn what_is_extracted_stands_where_it_says_in_the_text() {
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name).to_string_lossy().into_owned();
    let (figures, entities, text) = (path("f.json"), path("e.json"), path("text"));
    let output = rapporteur(&[
        "extract",
        SAMPLE,
        "--figures",
        &figures,
        "--entities",
        &entities,
        "--text",
        &text,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let words = |row: &Value| -> String {
        let document = row["document"].as_str().unwrap();
        let text = std::fs::read_to_string(format!("{text}/{document}.txt")).unwrap();
        let (start, end) = (row["start_char"].as_u64().unwrap(), row["end_char"].as_u64().unwrap());
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    };
    let figures = rows(Path::new(&figures));
    assert!(figures.len() > 60, "only {} figures", figures.len());
    for figure in &figures {
        assert_eq!(words(figure), figure["raw"].as_str().unwrap());
        assert!(figure["sentence"].as_str().unwrap().contains(figure["raw"].as_str().unwrap()));
    }
    let entities = rows(Path::new(&entities));
    let mentions: Vec<&Value> =
        entities.iter().flat_map(|entity| entity["mentions"].as_array().unwrap()).collect();
    assert!(mentions.len() > 60, "only {} mentions", mentions.len());
    for mention in mentions {
        assert_eq!(words(mention), mention["text"].as_str().unwrap());
    }
}

#[test]
fn documents_say_what_each_report_is() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("d.json");
    assert_eq!(status(&["extract", SAMPLE, "--documents", path.to_str().unwrap()]), 0);
    let documents = rows(&path);
    assert_eq!(documents.len(), 6);
    for document in &documents {
        let name = document["document"].as_str().unwrap();
        assert_eq!(document["country"], "Karvenia", "{name}");
        assert!(name.contains(&document["year"].to_string()), "{name}: {}", document["year"]);
        let publisher = document["publisher"].as_str().unwrap_or_default().to_lowercase();
        assert!(name.contains(&publisher.replace(' ', "-")), "{name}: {publisher:?}");
        assert!(!document["sections"].as_array().unwrap().is_empty(), "{name}");
        assert_eq!(document["error"], Value::Null);
    }
}

#[test]
fn one_person_is_one_entity_over_the_years() {
    let output = rapporteur(&["extract", SAMPLE, "--entities", "-"]);
    let entities: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let named = |name: &str| -> Vec<&Value> {
        entities.iter().filter(|entity| entity["name"] == name).collect()
    };
    for (kind, name) in [
        ("person", "Mirel Adovan"),
        ("person", "Pavo Drenik"),
        ("court", "Tolm City Court"),
        ("organization", "Karvenian Bureau for Human Rights"),
    ] {
        let found = named(name);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0]["type"], kind, "{name}");
        let documents: std::collections::BTreeSet<&str> = found[0]["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mention| mention["document"].as_str().unwrap())
            .collect();
        assert!(documents.len() >= 3, "{name} in {documents:?}");
    }
}

#[test]
fn a_complaint_count_carries_its_source_and_period() {
    let output = rapporteur(&["extract", SAMPLE, "--figures", "-"]);
    let figures: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let figure = figures.iter().find(|figure| figure["value"] == 112.0).unwrap();
    assert_eq!(figure["indicator"], "torture_complaints");
    assert_eq!(figure["source"], "Office of the Human Rights Ombudsman");
    assert_eq!((&figure["start"], &figure["end"]), (&"2019-01-01".into(), &"2019-10-31".into()));
    assert_eq!(figure["coverage"], "part_year");
    assert_eq!(figure["unit"], "count");
    assert_eq!(figure["qualifier"], "exact");
}

#[test]
fn csv_has_a_line_a_row() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("figures.csv");
    assert_eq!(status(&["extract", SAMPLE, "--figures", path.to_str().unwrap()]), 0);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    assert_eq!(&reader.headers().unwrap()[0], "document");
    let count = reader.records().map(Result::unwrap).count();
    assert!(count > 60, "{count}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), "The court heard 12 cases during the year.")
        .unwrap();
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    std::fs::write(folder.path().join("broken.pdf"), "%PDF-1.7\nnothing more").unwrap();
    let output = rapporteur(&["extract", folder.path().to_str().unwrap(), "--documents", "-"]);
    assert_eq!(output.status.code(), Some(0));
    let told = complaint(&output);
    assert!(told.contains("empty.txt: the file is empty"), "{told}");
    assert!(told.contains("broken.pdf: "), "{told}");
    let documents: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let failed: Vec<&str> = documents
        .iter()
        .filter(|document| document["error"].is_string())
        .map(|document| document["document"].as_str().unwrap())
        .collect();
    assert_eq!(failed, ["broken.pdf", "empty.txt"]);
    assert_eq!(documents.len(), 3);
}

#[test]
fn the_exit_status_tells_wrong_arguments_from_nothing_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    assert_eq!(status(&["extract", SAMPLE]), 2, "nothing asked for");
    assert_eq!(status(&["extract", SAMPLE, "--figures", "figures.docx"]), 2);
    assert_eq!(status(&["extract", SAMPLE, "--figures", "-", "--entities", "-"]), 2);
    assert_eq!(status(&["extract", "--nonsense"]), 2);
    assert_eq!(status(&["extract", "no/such/folder", "--figures", "-"]), 1);
    let output = rapporteur(&["extract", empty, "--figures", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("no reports in this folder"), "{}", complaint(&output));
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_and_locked_folders_are_no_trouble() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "The court sat.").unwrap();
    symlink(folder.path(), folder.path().join("circle")).unwrap();
    let locked = folder.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    let output = rapporteur(&["extract", folder.path().to_str().unwrap(), "--documents", "-"]);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(output.status.code(), Some(0));
    let documents: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(documents.len(), 1);
}

#[test]
fn the_catalogue_is_listed() {
    let output = rapporteur(&["indicators"]);
    let listed = String::from_utf8(output.stdout).unwrap();
    for slug in ["torture_complaints", "prisoners", "refugees", "stateless_persons"] {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{slug}\t"))), "{slug}");
    }
}

#[test]
fn a_locked_file_is_named_and_opens_with_the_password_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy("tests/fixtures/locked-aes256.pdf", folder.path().join("a.pdf")).unwrap();
    let reports = folder.path().to_string_lossy().into_owned();
    let refused = rapporteur(&["extract", &reports, "--documents", "-"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("--password-file"), "{}", complaint(&refused));
    let passwords = folder.path().join("passwords");
    std::fs::write(&passwords, "not this\nuser-word\n").unwrap();
    let passwords = passwords.to_string_lossy().into_owned();
    let arguments = ["extract", &reports, "--password-file", &passwords, "--documents", "-"];
    let opened = rapporteur(&arguments);
    assert_eq!(opened.status.code(), Some(0), "{}", complaint(&opened));
    assert!(String::from_utf8_lossy(&opened.stdout).contains("a.pdf"));
    std::fs::write(folder.path().join("passwords"), "not this\n").unwrap();
    let refused = rapporteur(&arguments);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("does not open the file"), "{}", complaint(&refused));
}
