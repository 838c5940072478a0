//! Extracts a folder and has the result scored.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of reports and reference annotations beside the checkout, where it is there.
pub fn shared() -> Option<PathBuf> {
    let shared = PathBuf::from("../shared");
    let there = shared.join("tools/score").exists() && shared.join("corpus").exists();
    if !there {
        eprintln!("SKIPPED: no reference annotations beside the checkout");
    }
    there.then_some(shared)
}

/// Writes what the program finds in a folder of reports into another: `figures.json`,
/// `entities.json` and the clean texts under `text`.
pub fn extract(reports: &Path, out: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .arg("extract")
        .arg(reports)
        // What is scored is what this program finds, not what one before it kept.
        .arg("--no-cache")
        .arg("--figures")
        .arg(out.join("figures.json"))
        .arg("--entities")
        .arg(out.join("entities.json"))
        .arg("--text")
        .arg(out.join("text"))
        .status()
        .unwrap();
    assert!(status.success());
}

/// What the scoring program says.
pub struct Scores(Value);

impl Scores {
    /// Extracts `reports` and scores those whose name holds `which` against the annotations in
    /// `gold`; nothing where the scoring program cannot run here.
    pub fn of(reports: &Path, gold: &Path, which: &str) -> Option<Self> {
        let out = tempfile::tempdir().unwrap();
        extract(reports, out.path());
        Self::of_extracted(out.path(), gold, which)
    }

    /// The same over what [`extract`] has written.
    pub fn of_extracted(out: &Path, gold: &Path, which: &str) -> Option<Self> {
        let json = out.join("scores.json");
        let scored = Command::new("python3")
            .arg(shared()?.join("tools/score"))
            .arg("--gold")
            .arg(gold)
            .args(["--report", which, "--figures"])
            .arg(out.join("figures.json"))
            .arg("--entities")
            .arg(out.join("entities.json"))
            .arg("--text")
            .arg(out.join("text"))
            .arg("--json")
            .arg(&json)
            .output();
        let Ok(scored) = scored else {
            eprintln!("SKIPPED: the scoring program needs python3");
            return None;
        };
        println!("{}", String::from_utf8_lossy(&scored.stdout));
        assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
        Some(Self(serde_json::from_str(&std::fs::read_to_string(json).unwrap()).unwrap()))
    }

    /// Fails where a measure is below its bar, or is missing.
    pub fn must_reach(&self, bars: &[(&str, f64)]) {
        let missed: Vec<String> = bars
            .iter()
            .filter(|(measure, bar)| self.0[measure].as_f64().is_none_or(|score| score < *bar))
            .map(|(measure, bar)| format!("{measure} is {}, wanted {bar}", self.0[measure]))
            .collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }
}
