//! What the shared reports are taken for, with their file names withheld: country, year covered and
//! publisher. Skips where the shared reports are not at hand.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may fail, and says when it skips"
)]

use rapporteur::reading;
use rapporteur::report::{DocumentName, Metadata, countries};
use std::path::{Path, PathBuf};

/// The files of a shared folder; none where it is not there.
fn files(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let Ok(entries) = std::fs::read_dir(&path) else {
        eprintln!("skipped: {folder} is not here");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What a file is taken for when its name tells nothing.
fn guessed(path: &Path) -> Metadata {
    let ending = path.extension().unwrap().to_string_lossy();
    let name = DocumentName::new(format!("x.{ending}"));
    match reading::read(&std::fs::read(path).unwrap(), &name) {
        Ok(report) => report.metadata,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// The country, year and publisher that a shared file's name tells, or its folder.
fn named(path: &Path) -> (String, i16, String) {
    let stem = path.file_stem().unwrap().to_string_lossy().to_lowercase();
    let country = countries::named_in(&stem).first().unwrap().name.clone();
    let year = stem.split(|c: char| !c.is_ascii_digit()).find_map(|part| part.parse().ok());
    let council = path.extension().is_some_and(|ending| ending == "pdf");
    let publisher = match () {
        () if council => "UN Human Rights Council",
        () if stem.contains("human-rights-watch") => "Human Rights Watch",
        () => "US State Department",
    };
    (country, year.unwrap_or(2017), publisher.to_owned())
}

/// The files whose guesses are wrong, with the guesses.
fn wrong(folder: &str) -> (usize, Vec<String>) {
    let files = files(folder);
    let wrong = files.iter().filter_map(|path| {
        let found = guessed(path);
        let got = (found.country(), found.year(), found.publisher());
        let (country, year, publisher) = named(path);
        let want = (Some(country.as_str()), Some(year), Some(publisher.as_str()));
        (got != want).then(|| format!("{}: {got:?}, not {want:?}", path.display()))
    });
    (files.len(), wrong.collect())
}

#[test]
fn reports_of_many_kinds_are_taken_for_what_they_are() {
    for folder in ["corpus", "reports/html", "reports/pdf"] {
        let (_, wrong) = wrong(folder);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

#[test]
fn nearly_all_reports_of_a_year_are_taken_for_what_they_are() {
    let (count, wrong) = wrong("reports/world-2017");
    assert!(wrong.len() * 50 <= count, "{} of {count}: {wrong:#?}", wrong.len());
}

#[test]
fn a_volume_covers_the_year_before_its_printing_and_splits_into_countries() {
    for path in files("reports/volume") {
        let name = DocumentName::new("x.pdf");
        let report = reading::read(&std::fs::read(&path).unwrap(), &name).unwrap();
        assert_eq!(report.metadata.country(), None);
        let parts = reading::volume::split(report);
        assert!(parts.len() > 30, "{} parts", parts.len());
        for part in &parts {
            assert_eq!(part.metadata.year(), Some(2006), "{}", part.document);
            assert_eq!(part.metadata.publisher(), Some("Amnesty International"));
        }
    }
}
