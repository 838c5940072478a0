//! `rapporteur chart` from outside, on the sample that comes with the program.

#![expect(clippy::expect_used, reason = "helpers of tests; a panic here is a failed test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

fn chart(folder: &Path, indicator: &str, output: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .arg("chart")
        .arg(folder)
        .args(["--indicator", indicator, "--output"])
        .arg(output)
        .args(more)
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// An indicator that the sample has figures of.
const INDICATOR: &str = "torture_complaints";

#[test]
fn the_same_figures_become_picture_drawing_and_data() {
    let scratch = tempfile::tempdir().unwrap();
    let file = |name: &str| scratch.path().join(name);
    for name in ["chart.png", "chart.svg", "chart.csv"] {
        let done = chart(&sample(), INDICATOR, &file(name), &[]);
        assert_eq!(done.status.code(), Some(0), "{name}: {}", said(&done));
    }
    let png = std::fs::read(file("chart.png")).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1920, 1080));
    let svg = std::fs::read_to_string(file("chart.svg")).unwrap();
    assert!(svg.contains("<title"), "{svg}");
    assert!(svg.contains("Source: "), "{svg}");

    let mut rows = csv::Reader::from_path(file("chart.csv")).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).expect("a column");
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(rows.len() >= 3, "{rows:?}");
    for row in &rows {
        assert_eq!(&row[column("indicator")], INDICATOR);
        let value: f64 = row[column("value")].parse().unwrap();
        assert!(value > 0.0, "{row:?}");
        assert!(!row[column("sentence")].is_empty(), "{row:?}");
        assert!(sample().join(&row[column("document")]).is_file(), "{row:?}");
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let scratch = tempfile::tempdir().unwrap();
    let twice = ["a.svg", "b.svg"].map(|name| {
        let file = scratch.path().join(name);
        chart(&sample(), INDICATOR, &file, &[]);
        std::fs::read(file).unwrap()
    });
    assert_eq!(twice[0], twice[1]);
}

#[test]
fn size_and_theme_are_as_asked() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("chart.svg");
    let done = chart(&sample(), INDICATOR, &file, &["--size", "800x600", "--theme", "dark"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let svg = std::fs::read_to_string(file).unwrap();
    assert!(svg.contains("width=\"800\" height=\"600\""), "{svg}");
    assert!(svg.contains("fill=\"#14171b\""), "{svg}");
}

#[test]
fn wrong_arguments_end_with_2_and_say_what_is_meant() {
    let scratch = tempfile::tempdir().unwrap();
    let file = |name: &str| scratch.path().join(name);
    let unknown = chart(&sample(), "torture_complaint", &file("a.png"), &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("torture_complaints"), "{}", said(&unknown));
    let ending = chart(&sample(), INDICATOR, &file("a.gif"), &[]);
    assert_eq!(ending.status.code(), Some(2));
    assert!(
        said(&ending).contains(".png, .svg, .pdf, .pptx, .xlsx, .csv or .json"),
        "{}",
        said(&ending)
    );
    let size = chart(&sample(), INDICATOR, &file("a.png"), &["--size", "huge"]);
    assert_eq!(size.status.code(), Some(2));
    assert!(!file("a.png").exists());
}

#[test]
fn nothing_to_chart_ends_with_1_and_says_why() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("a.png");
    let country = chart(&sample(), INDICATOR, &file, &["--country", "Atlantis"]);
    assert_eq!(country.status.code(), Some(1));
    assert!(said(&country).contains("for Atlantis; there are for "), "{}", said(&country));
    let source = chart(&sample(), INDICATOR, &file, &["--source", "Nobody at all"]);
    assert_eq!(source.status.code(), Some(1));
    assert!(said(&source).contains("by Nobody at all"), "{}", said(&source));
    let years = chart(&sample(), INDICATOR, &file, &["--from", "2090"]);
    assert_eq!(years.status.code(), Some(1));
    assert!(said(&years).contains("in these years; there are from 2"), "{}", said(&years));
    let empty = tempfile::tempdir().unwrap();
    let none = chart(empty.path(), INDICATOR, &file, &[]);
    assert_eq!(none.status.code(), Some(1));
    assert!(!file.exists());
}

/// What begins every file of a format.
const BEGINNINGS: [(&str, &[u8]); 5] = [
    ("chart.pdf", b"%PDF-"),
    ("chart.pptx", b"PK"),
    ("chart.xlsx", b"PK"),
    ("chart.json", b"{"),
    ("chart.csv", b"chart,"),
];

#[test]
fn pages_slides_and_workbooks_are_the_same_every_time() {
    let scratch = tempfile::tempdir().unwrap();
    let file = |name: &str| scratch.path().join(name);
    for (name, beginning) in BEGINNINGS {
        let mut made = Vec::new();
        for _ in 0..2 {
            let done = chart(&sample(), INDICATOR, &file(name), &["--paper", "16x9cm"]);
            assert_eq!(done.status.code(), Some(0), "{name}: {}", said(&done));
            made.push(std::fs::read(file(name)).unwrap());
        }
        assert!(made[0].starts_with(beginning), "{name}");
        assert_eq!(made[0], made[1], "{name}");
    }
}

#[test]
fn several_indicators_make_a_picture_each_and_one_deck() {
    let scratch = tempfile::tempdir().unwrap();
    let file = |name: &str| scratch.path().join(name);
    let both = format!("{INDICATOR},refugees");
    let done = chart(&sample(), &both, &file("x.svg"), &["--scale", "2"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(!file("x.svg").exists());
    for name in [INDICATOR, "refugees"] {
        assert!(file(&format!("x-{name}.svg")).is_file(), "{name}: {}", said(&done));
    }
    let together = chart(&sample(), &both, &file("y.svg"), &["--together"]);
    assert_eq!(together.status.code(), Some(0), "{}", said(&together));
    assert!(file("y.svg").is_file());
    let data = chart(&sample(), &both, &file("z.json"), &[]);
    assert_eq!(data.status.code(), Some(0), "{}", said(&data));
    let told: serde_json::Value =
        serde_json::from_slice(&std::fs::read(file("z.json")).unwrap()).unwrap();
    assert_eq!(told.as_array().map(Vec::len), Some(2));
}

#[test]
fn choices_are_drawn_and_wrong_ones_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let file = |name: &str| scratch.path().join(name);
    std::fs::write(file("census.csv"), "year,value\n2019,50\n2020,60\n").unwrap();
    let census = file("census.csv");
    let more = [
        "--title",
        "Complaints",
        "--kind",
        "dots",
        "--event",
        "2020-05=New code",
        "--reference",
        census.to_str().expect("a path in Unicode"),
    ];
    let done = chart(&sample(), INDICATOR, &file("a.svg"), &more);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let svg = std::fs::read_to_string(file("a.svg")).unwrap();
    assert!(svg.contains(">Complaints</title>") && svg.contains("census"), "{svg}");
    let wrong: [&[&str]; 8] = [
        &["--from", "2021", "--to", "2019"],
        &["--kind", "latest", "--page", "9"],
        &["--event", "soon=New code"],
        &["--paper", "16x9"],
        &["--theme", "purple"],
        &["--scale", "0"],
        &["--theme", "no-such-file.toml"],
        &["--reference", "no-such-file.csv"],
    ];
    for more in wrong {
        let done = chart(&sample(), INDICATOR, &file("b.png"), more);
        assert_eq!(done.status.code(), Some(2), "{more:?}: {}", said(&done));
    }
    assert!(!file("b.png").exists());
}

#[test]
fn saved_charts_are_asked_for_by_name() {
    let scratch = tempfile::tempdir().unwrap();
    let output = scratch.path().join("a.pptx");
    let run = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .arg("chart")
            .arg(sample())
            .args(more)
            .arg("--output")
            .arg(&output)
            .output()
            .expect("the program starts")
    };
    let none = run(&["--all-charts"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(said(&none).contains("no charts were saved"), "{}", said(&none));
    assert_eq!(run(&[]).status.code(), Some(2), "one of three is needed");
    assert_eq!(run(&["--chart", "A", "--all-charts"]).status.code(), Some(2));
}
