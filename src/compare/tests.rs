//! The room as a whole, on invented reports.

use super::*;
use crate::analysis;
use crate::reading;
use crate::report::{DocumentName, Report};

/// A report of this text, ready to be compared.
pub fn edition(text: &str) -> (Report, Edition) {
    let report = reading::read(text.as_bytes(), &DocumentName::new("one.md")).unwrap();
    let analysis = analysis::analyse(&report);
    let edition = Edition::new(&report, &analysis);
    (report, edition)
}

const FIRST: &str = "# Karvenia\n\n## c. Torture\n\nGuards of the harbor jail beat two men. The law \
    forbids it. Nobody was tried.\n\n## Refugees\n\nThe agency housed nine families.\n";
const SECOND: &str = "# Karvenia\n\n## 3. Torture and Other Abuses\n\nGuards of the harbor jail beat \
    two men. A minister resigned. Nobody was tried.\n";

#[test]
fn editions_lie_side_by_side() {
    let (first_report, first) = edition(FIRST);
    let (second_report, second) = edition(SECOND);
    let between = align(&first, &second);
    let torture = topics().by_slug("torture");
    let table = compare(&[&first, &second], &[&between], torture, false);
    let texts: Vec<(String, String, Class)> = table
        .rows
        .iter()
        .map(|row| {
            let words = |at: usize, report: &Report| {
                row.cells[at]
                    .as_ref()
                    .map_or(String::new(), |c| c.spans[0].of(&report.text).to_owned())
            };
            (
                words(0, &first_report),
                words(1, &second_report),
                row.steps[0].as_ref().unwrap().class,
            )
        })
        .collect();
    let want = [
        (
            "Guards of the harbor jail beat two men.",
            "Guards of the harbor jail beat two men.",
            Class::Same,
        ),
        ("The law forbids it.", "", Class::Dropped),
        ("", "A minister resigned.", Class::New),
        ("Nobody was tried.", "Nobody was tried.", Class::Same),
    ];
    let want = want.map(|(left, right, class)| (left.to_owned(), right.to_owned(), class));
    assert_eq!(texts, want);
    let refugees = topics().by_slug("refugees").unwrap();
    let table = compare(&[&first, &second], &[&between], Some(refugees), false);
    assert_eq!(table.counterparts, [Counterpart::Section, Counterpart::Missing]);
    let all = overview(&[&first, &second], &[&between], false);
    let row = all.rows.iter().find(|row| row.topic == refugees).unwrap();
    assert_eq!((row.cells[0].sentences, row.cells[1].sentences), (1, 0));
    assert_eq!(row.cells[1].since.map(|counts| counts.dropped), Some(1));
    assert_eq!(passages(&first, refugees).len(), 1);
    assert_eq!(changes(&first, &second, &between, false).len(), 3);
}
