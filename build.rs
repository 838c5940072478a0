//! Checks the data under `assets/` before anything is compiled, and gives the program its version.

#[path = "src/figures/schema.rs"]
mod schema;

use std::path::Path;
use std::process::Command;

const INDICATORS: &str = "assets/indicators";

fn main() {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=src/figures/schema.rs");
    println!("cargo::rerun-if-changed=.git/HEAD");
    println!("cargo::rustc-env=RAPPORTEUR_VERSION={}", version());
    let wrong = wrong_data();
    for line in &wrong {
        println!("cargo::error={line}");
    }
}

/// Everything that is wrong in the data, each with its file and line.
fn wrong_data() -> Vec<String> {
    let mut wrong = wrong_indicators();
    for file in files(Path::new("assets")) {
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
    for file in files(Path::new(INDICATORS)) {
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

/// The `.toml` files in a folder and those below it.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
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
