//! How well the extraction does against hand-made reference annotations.
//!
//! The annotations and the program that scores are not part of the project; where they do not lie
//! beside the checkout, the test says so and passes.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The least that each measure must reach, over the five reports of the reference case.
const BARS: &[(&str, f64)] = &[
    ("figure_offsets", 1.0),
    ("mention_offsets", 1.0),
    ("found", 0.96),
    ("precision", 0.95),
    ("chart_ready_f1", 0.85),
    ("person_f1", 0.97),
    ("court_f1", 0.97),
    ("organization_f1", 0.94),
];

#[test]
fn the_reference_case_is_extracted_well_enough() {
    let shared = Path::new("../shared");
    let score = shared.join("tools/score");
    if !score.exists() || !shared.join("corpus").exists() {
        eprintln!("SKIPPED: no reference annotations beside the checkout");
        return;
    }
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name);
    let extracted = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["extract", "../shared/corpus", "--figures"])
        .arg(path("figures.json"))
        .arg("--entities")
        .arg(path("entities.json"))
        .arg("--text")
        .arg(path("text"))
        .status()
        .unwrap();
    assert!(extracted.success());
    let scored = Command::new("python3")
        .arg(&score)
        .args(["--gold", "../shared/gold", "--report", "kazakhstan-", "--figures"])
        .arg(path("figures.json"))
        .arg("--entities")
        .arg(path("entities.json"))
        .arg("--text")
        .arg(path("text"))
        .arg("--json")
        .arg(path("scores.json"))
        .output();
    let Ok(scored) = scored else {
        eprintln!("SKIPPED: the scoring program needs python3");
        return;
    };
    println!("{}", String::from_utf8_lossy(&scored.stdout));
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let scores: Value =
        serde_json::from_str(&std::fs::read_to_string(path("scores.json")).unwrap()).unwrap();
    let missed: Vec<String> = BARS
        .iter()
        .filter(|(measure, bar)| scores[measure].as_f64().is_none_or(|score| score < *bar))
        .map(|(measure, bar)| format!("{measure} is {}, wanted {bar}", scores[measure]))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
