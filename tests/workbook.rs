//! The evidence workbook and files of indicators from outside, through the command line.

#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic here is a failed test")]

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const REPORT: &str = "Karvenia 2019 Report on Rights\n\n\
    During the year the ombudsman registered 125 complaints of torture. The ministry told of 40 \
    strikes in 2019. @Tidewatch counted 17 detained journalists during the year.";

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("reports")).unwrap();
        std::fs::write(folder.path().join("reports/a.txt"), REPORT).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command on the folder; `@name` stands for a file beside it.
    fn run(&self, command: &str, arguments: &[&str]) -> Output {
        let place = |argument: &&str| match argument.strip_prefix('@') {
            Some(name) => self.path(name),
            None => PathBuf::from(argument),
        };
        Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .arg(command)
            .arg(self.path("reports"))
            .args(arguments.iter().map(place))
            // A project is kept with the reports and nowhere else.
            .env("XDG_DATA_HOME", self.path("data"))
            .output()
            .unwrap()
    }

    fn figures(&self) -> Vec<Value> {
        let output = self.run("extract", &["--figures", "-"]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn figure(&self, raw: &str) -> Option<Value> {
        let is_it = |figure: &Value| figure.get("raw").is_some_and(|own| own == raw);
        self.figures().into_iter().find(is_it)
    }
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

fn grid(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn column(grid: &[Vec<Data>], head: &str) -> usize {
    let heads = grid.first().unwrap();
    heads.iter().position(|cell| *cell == Data::String(head.to_owned())).unwrap()
}

/// Writes text and numbers of a sheet anew, as another program would; days go missing.
fn write(path: &Path, grid: &[Vec<Data>], without: &[&str]) {
    let left_out: Vec<usize> = without.iter().map(|head| column(grid, head)).collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(grid) {
        let kept = cells.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        for (column, (_, cell)) in (0..).zip(kept) {
            match cell {
                Data::String(text) => sheet.write_string(row, column, text).unwrap(),
                Data::Float(number) => sheet.write_number(row, column, *number).unwrap(),
                _ => sheet,
            };
        }
    }
    book.save(path).unwrap();
}

#[test]
fn an_edited_workbook_updates_the_same_figures() {
    let folder = Folder::new();
    let output = folder.run("extract", &["--figures", "@f.xlsx"]);
    assert!(output.status.success(), "{}", said(&output));
    let mut edited = grid(&folder.path("f.xlsx"), "Figures");
    let (raw, value, state) =
        (column(&edited, "As written"), column(&edited, "Value"), column(&edited, "State"));
    for row in edited.iter_mut().skip(1) {
        match row[raw].to_string().as_str() {
            "125" => row[value] = Data::String("1 125".to_owned()),
            "40" => row[state] = Data::String("rejected".to_owned()),
            "17" => row[state] = Data::String("nonsense".to_owned()),
            _ => {}
        }
    }
    write(&folder.path("edited.xlsx"), &edited, &["From", "To"]);
    let first = folder.run("import", &["@edited.xlsx"]);
    assert!(first.status.success(), "{}", said(&first));
    let told = said(&first);
    assert!(told.contains("1 figure changed, 1 rejected; 1 row not understood"), "{told}");
    assert!(told.contains("row 4: state “nonsense” is none of"), "{told}");
    assert_eq!(folder.figure("125").unwrap()["value"], 1_125.0);
    assert_eq!(folder.figure("125").unwrap()["state"], "changed");
    assert_eq!(folder.figure("125").unwrap()["start"], "2019-01-01", "days were left alone");
    assert_eq!(folder.figure("40"), None, "what was rejected is no figure");
    let count = folder.figures().len();
    let second = folder.run("import", &["@edited.xlsx"]);
    assert!(said(&second).contains("Nothing changed"), "{}", said(&second));
    assert_eq!(folder.figures().len(), count);
    folder.run("extract", &["--figures", "@again.xlsx"]);
    let again = grid(&folder.path("again.xlsx"), "Figures");
    assert_eq!(again.len(), edited.len(), "the rejected figure is still there to be taken back");
}

#[test]
fn a_workbook_has_its_sheets_and_no_formulas() {
    let folder = Folder::new();
    folder.run("extract", &["--figures", "@f.xlsx", "--entities", "@e.xlsx"]);
    let figures = grid(&folder.path("f.xlsx"), "Figures");
    let sentence = column(&figures, "Sentence");
    let marked = |row: &Vec<Data>| row[sentence].to_string().starts_with("'@Tidewatch");
    assert!(figures.iter().any(marked));
    let sources = grid(&folder.path("f.xlsx"), "Sources");
    assert_eq!(sources[1][0], Data::String("a.txt".to_owned()));
    let about = grid(&folder.path("f.xlsx"), "About");
    assert!(about.len() > figures[0].len(), "each column is explained");
    let entities = grid(&folder.path("e.xlsx"), "Entities");
    let mentions = grid(&folder.path("e.xlsx"), "Mentions");
    let total: f64 =
        entities[1..]
            .iter()
            .map(|row| {
                if let Data::Float(count) = row[column(&entities, "Mentions")] {
                    count
                } else {
                    0.0
                }
            })
            .sum();
    assert_eq!(total, (mentions.len() - 1) as f64);
    let csv = folder.path("f.csv");
    folder.run("extract", &["--figures", "@f.csv"]);
    let mut reader = csv::Reader::from_path(csv).unwrap();
    let heads = reader.headers().unwrap().clone();
    let json = folder.figures();
    assert_eq!(heads.len(), json[0].as_object().unwrap().len());
    assert!(heads.iter().all(|head| json[0].get(head).is_some()), "{heads:?}");
}

#[test]
fn what_is_no_workbook_is_refused() {
    let folder = Folder::new();
    for (name, bytes) in [("a.xlsx", &b"PK\x03\x04 and nothing"[..]), ("b.xlsx", b"a,b,c\n")] {
        std::fs::write(folder.path(name), bytes).unwrap();
        let output = folder.run("import", &[&format!("@{name}")]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(name), "{}", said(&output));
    }
    let output = folder.run("import", &["@missing.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
}

const INDICATORS: &str = r#"
[[indicator]]
slug = "boats_held"
name = "Boats held"
description = "Boats that the coast guard held."
units = ["count"]
flow = "flow"
[[indicator.match]]
counted = ["boat|boats"]
"#;

#[test]
fn own_indicators_go_from_folder_to_folder() {
    let folder = Folder::new();
    let none = folder.run("indicators", &["--export", "-"]);
    assert_eq!(none.status.code(), Some(1));
    std::fs::write(folder.path("own.toml"), INDICATORS).unwrap();
    let output = folder.run("indicators", &["--import", "@own.toml"]);
    assert!(said(&output).contains("added: Boats held"), "{}", said(&output));
    assert!(said(&folder.run("indicators", &[])).contains("boats_held\tBoats held\t"));
    let output = folder.run("indicators", &["--export", "@shared.toml"]);
    assert!(output.status.success(), "{}", said(&output));
    let other = Folder::new();
    std::fs::copy(folder.path("shared.toml"), other.path("shared.toml")).unwrap();
    assert!(other.run("indicators", &["--import", "@shared.toml"]).status.success());
    let again = other.run("indicators", &["--import", "@shared.toml"]);
    assert!(said(&again).contains("unchanged: 1"), "{}", said(&again));
    let taken = INDICATORS.replace("boats_held", "strikes");
    std::fs::write(other.path("taken.toml"), taken).unwrap();
    let refused = other.run("indicators", &["--import", "@taken.toml"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("taken.toml:2: strikes: the slug is taken"),
        "{}",
        said(&refused)
    );
}
