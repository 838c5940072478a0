//! How well the extraction does against hand-made annotations.
//!
//! The reports, the annotations of the reference case and the program that scores are not part of
//! the project; where they do not lie beside the checkout, the tests say so and pass.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may fail, and says what it measured and when it skips"
)]

mod carried;
mod held_out;
mod score;

use score::{Scores, shared};

/// The least that each measure must reach, over the five reports of the reference case.
const HOME: &[(&str, f64)] = &[
    ("figure_offsets", 1.0),
    ("mention_offsets", 1.0),
    ("found", 0.97),
    ("precision", 0.95),
    ("indicator", 0.94),
    ("period", 0.94),
    ("source", 0.92),
    ("qualifier", 0.97),
    ("unit", 0.99),
    ("kind", 0.90),
    ("chart_ready_f1", 0.87),
    ("defensible_f1", 0.83),
    ("person_f1", 0.97),
    ("court_f1", 0.97),
    ("organization_f1", 0.94),
];

/// The same over a report of another country that rules were tried on.
const ABROAD: &[(&str, f64)] = &[
    ("figure_offsets", 1.0),
    ("found", 0.95),
    ("precision", 0.95),
    ("period", 0.90),
    ("source", 0.90),
    ("chart_ready_f1", 0.80),
    ("person_f1", 0.94),
    ("organization_f1", 0.90),
];

#[test]
fn the_reference_case_is_extracted_well_enough() {
    let Some(shared) = shared() else { return };
    let reports = shared.join("corpus");
    if let Some(scores) = Scores::of(&reports, &shared.join("gold"), "kazakhstan-") {
        scores.must_reach(HOME);
    }
}

#[test]
fn a_report_on_another_country_is_extracted_well_enough() {
    let Some(shared) = shared() else { return };
    let reports = tempfile::tempdir().unwrap();
    let name = "mexico_2019.html";
    std::fs::copy(shared.join("reports/html").join(name), reports.path().join(name)).unwrap();
    if let Some(scores) = Scores::of(reports.path(), &shared.join("gold"), "mexico") {
        scores.must_reach(ABROAD);
    }
}
