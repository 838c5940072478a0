//! Reports of other countries, annotated by hand before anyone looked at what the program says
//! about them (`tests/annotations`). Their lines hold places and fields but no sentences: the
//! quotations that the scoring program wants are taken from the text here.

use super::score::{Scores, extract, shared};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Reports that no rule was written on: what a reader of an unknown report gets. Rules that are
/// made while reading them belong to [`TRIED`], and other reports are annotated then.
const HELD_OUT: &[&str] = &["ghana", "timor-leste"];

/// Reports that were held out once; rules have been tried on them since.
const TRIED: &[&str] = &["bulgaria", "jordan", "paraguay", "sri-lanka", "togo", "zambia"];

#[test]
fn reports_that_no_rule_was_written_on_are_extracted_well_enough() {
    check(
        HELD_OUT,
        &[
            ("figure_offsets", 1.0),
            ("found", 0.94),
            ("precision", 0.95),
            ("indicator", 0.72),
            ("period", 0.70),
            ("source", 0.74),
            ("unit", 0.98),
            ("chart_ready_f1", 0.50),
        ],
    );
}

#[test]
fn reports_that_rules_were_tried_on_are_extracted_well_enough() {
    check(
        TRIED,
        &[
            ("figure_offsets", 1.0),
            ("mention_offsets", 1.0),
            ("found", 0.94),
            ("precision", 0.96),
            ("unit", 0.98),
            ("chart_ready_f1", 0.80),
            ("person_f1", 0.92),
            ("organization_f1", 0.85),
        ],
    );
}

fn check(countries: &[&str], bars: &[(&str, f64)]) {
    let Some(shared) = shared() else { return };
    let (reports, out, gold) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for country in countries {
        let page = format!("{country}.html");
        let from = shared.join("reports/world-2017").join(&page);
        fs::copy(from, reports.path().join(page)).unwrap();
    }
    extract(reports.path(), out.path());
    for country in countries {
        let text = fs::read_to_string(out.path().join(format!("text/{country}.html.txt"))).unwrap();
        for sort in ["figures", "entities"] {
            let name = format!("{country}.{sort}.jsonl");
            let from = Path::new("tests/annotations").join(&name);
            // Not all have their entities annotated.
            if sort == "figures" || from.exists() {
                let lines = fs::read_to_string(from).unwrap();
                fs::write(gold.path().join(name), with_words(&lines, &text)).unwrap();
            }
        }
    }
    // The guide lists the indicators that are scored.
    fs::copy(shared.join("gold/README.md"), gold.path().join("README.md")).unwrap();
    if let Some(scores) = Scores::of_extracted(out.path(), gold.path(), "") {
        scores.must_reach(bars);
    }
}

/// The lines with the words at their places, as the scoring program reads them.
fn with_words(lines: &str, text: &str) -> String {
    let mut lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    let hash = blake3::hash(text.as_bytes()).to_hex();
    assert_eq!(
        head["blake3_of_clean_text"].as_str(),
        Some(hash.as_str()),
        "the clean text of {} has changed: its annotations no longer stand where they say",
        head["file"]
    );
    let characters: Vec<char> = text.chars().collect();
    let words = |place: &Value| {
        let end = |at: usize| usize::try_from(place[at].as_u64().unwrap()).unwrap();
        characters[end(0)..end(1)].iter().collect::<String>()
    };
    let told = lines.map(|mut line| {
        if let Some(forms) = line["forms"].as_array() {
            let forms: Vec<String> = forms.iter().map(words).collect();
            line["name"] = json!(forms[0]);
            line["mentions"] = json!(forms);
        } else {
            line["raw"] = json!(words(&line["number"]));
            line["quote"] = json!(words(&line["passage"]));
            if line["source"].is_array() {
                line["source"] = json!(words(&line["source"]));
            }
        }
        line.to_string()
    });
    told.collect::<Vec<_>>().join("\n")
}
