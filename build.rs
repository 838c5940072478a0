//! Checks the data under `assets/` before anything is compiled, and gives the program its version,
//! and its reading and analysing theirs.

#[path = "src/figures/schema.rs"]
mod schema;

use std::path::Path;
use std::process::Command;

const INDICATORS: &str = "assets/indicators";

/// All that decides what is read and found in a file: sources, data, and the crates built with.
const ANALYSIS: [&str; 17] = [
    "Cargo.lock",
    "assets/countries.toml",
    "assets/indicators",
    "assets/lexicon",
    "assets/publishers.toml",
    "assets/volumes.toml",
    "assets/web_chrome.toml",
    "src/analysis.rs",
    "src/cases",
    "src/entities",
    "src/figures",
    "src/language",
    "src/library/fingerprint.rs",
    "src/library/likeness.rs",
    "src/library/read.rs",
    "src/reading",
    "src/report",
];

fn main() {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=src/figures/schema.rs");
    println!("cargo::rerun-if-changed=.git/HEAD");
    println!("cargo::rustc-env=RAPPORTEUR_VERSION={}", version());
    for path in ANALYSIS {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rustc-env=RAPPORTEUR_ANALYSIS={}", analysis());
    let wrong = wrong_data();
    for line in &wrong {
        println!("cargo::error={line}");
    }
}

/// Everything that is wrong in the data, each with its file and line.
fn wrong_data() -> Vec<String> {
    let mut wrong = wrong_indicators();
    for file in files(Path::new("assets"), "toml") {
        if let Some(what) = wrong_toml(&file) {
            wrong.push(what);
        }
    }
    wrong
}

/// Puts the files of indicators, in the order of their names, together into the one that the program
/// carries, and tells what is wrong in them.
fn wrong_indicators() -> Vec<String> {
    let mut whole = String::new();
    let mut starts = Vec::new();
    for file in files(Path::new(INDICATORS), "toml") {
        starts.push((whole.lines().count(), file.clone()));
        match std::fs::read_to_string(&file) {
            Err(error) => return vec![format!("{}: {error}", file.display())],
            Ok(text) => whole.extend(text.lines().flat_map(|line| [line, "\n"])),
        }
    }
    let out = std::env::var_os("OUT_DIR").map(|folder| Path::new(&folder).join("indicators.toml"));
    if let Some(Err(error)) = out.map(|out| std::fs::write(out, &whole)) {
        return vec![error.to_string()];
    }
    let wrong = schema::parse(&whole).err().unwrap_or_default();
    let place = |line: usize| {
        let start = starts.iter().rev().find(|(start, _)| *start < line);
        start.map_or_else(String::new, |(start, file)| {
            format!("{}:{}", file.display(), line - start)
        })
    };
    wrong.iter().map(|w| format!("{}: {}", place(w.line), w.what)).collect()
}

/// What makes a file of lists unreadable.
fn wrong_toml(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let error = text.parse::<toml::Table>().err()?;
    let at = error.span().map_or(0, |span| span.start);
    let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    Some(format!("{}:{line}: {}", file.display(), error.message()))
}

/// The files with this ending, or with any, in a folder and those below it; or the one file.
fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    if folder.is_file() {
        found.push(folder.to_owned());
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if ending.is_empty() || path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The version of reading and analysing: a hash of [`ANALYSIS`]. What is kept on disk under another
/// version is not looked at, so that forgetting to raise a number does no harm.
fn analysis() -> String {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    let mut all: Vec<std::path::PathBuf> =
        ANALYSIS.iter().flat_map(|path| files(Path::new(path), "")).collect();
    all.sort();
    for file in all {
        let contents = std::fs::read(&file).unwrap_or_default();
        let name = file.to_string_lossy().replace('\\', "/");
        // FNV-1a.
        for byte in name.bytes().chain(contents) {
            hash =
                (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    format!("{hash:032x}")
}

/// The version as git describes it, or the package's own where there is no git.
fn version() -> String {
    let package = env!("CARGO_PKG_VERSION");
    let described =
        Command::new("git").args(["describe", "--tags", "--always", "--dirty"]).output();
    let described = described.ok().filter(|output| output.status.success());
    let words = described.and_then(|output| String::from_utf8(output.stdout).ok());
    match words.as_deref().map(str::trim) {
        Some(words) if !words.is_empty() && words != package => format!("{package} ({words})"),
        _ => package.to_owned(),
    }
}
