//! The room as a whole, on invented reports.

use super::*;
use crate::analysis;
use crate::reading;
use crate::report::{DocumentName, Report};
use proptest::prelude::*;
use std::collections::HashSet;

/// A report of this text, ready to be compared.
pub fn edition(text: &str) -> (Report, Edition) {
    let report = reading::read(text.as_bytes(), &DocumentName::new("one.md")).unwrap();
    let analysis = analysis::analyse(&report);
    let edition = Edition::new(&report, &analysis);
    (report, edition)
}

/// The rows of two texts: left, right, class.
fn rows(first: &str, second: &str) -> Vec<(String, String, Class)> {
    let (first_report, first) = edition(first);
    let (second_report, second) = edition(second);
    let between = align(&first, &second);
    let table = compare(&[&first, &second], &[&between], None, false);
    let words = |cell: &Option<Cell>, report: &Report| {
        let spans = cell.as_ref().map(|cell| cell.spans.clone()).unwrap_or_default();
        spans.iter().map(|span| span.of(&report.text)).collect::<Vec<_>>().join(" | ")
    };
    let row = |row: &Row| {
        let (left, right) =
            (words(&row.cells[0], &first_report), words(&row.cells[1], &second_report));
        (left, right, row.steps[0].as_ref().unwrap().class)
    };
    table.rows.iter().map(row).collect()
}

fn is(found: &[(String, String, Class)], want: &[(&str, &str, Class)]) {
    let found: Vec<(&str, &str, Class)> =
        found.iter().map(|(left, right, class)| (left.as_str(), right.as_str(), *class)).collect();
    assert_eq!(found, want);
}

const FIRST: &str = "# Karvenia\n\n## c. Torture\n\nGuards of the harbor jail beat two men. The law \
    forbids it. Nobody was tried.\n\n## Refugees\n\nThe agency housed nine families.\n";
const SECOND: &str = "# Karvenia\n\n## 3. Torture and Other Abuses\n\nGuards of the harbor jail beat \
    two men. A minister resigned. Nobody was tried.\n";

#[test]
fn editions_lie_side_by_side() {
    is(
        &rows(FIRST, SECOND),
        &[
            (
                "Guards of the harbor jail beat two men.",
                "Guards of the harbor jail beat two men.",
                Class::Same,
            ),
            ("The law forbids it.", "", Class::Dropped),
            ("", "A minister resigned.", Class::New),
            ("Nobody was tried.", "Nobody was tried.", Class::Same),
            ("The agency housed nine families.", "", Class::Dropped),
        ],
    );
}

#[test]
fn views_agree_on_what_changed() {
    let ((_, first), (_, second)) = (edition(FIRST), edition(SECOND));
    let between = align(&first, &second);
    let refugees = topics().by_slug("refugees").unwrap();
    let table = compare(&[&first, &second], &[&between], Some(refugees), false);
    assert_eq!(table.counterparts, [Counterpart::Section, Counterpart::Missing]);
    assert_eq!(table.rows.len(), 1);
    let all = overview(&[&first, &second], &[&between], false);
    let row = all.rows.iter().find(|row| row.topic == refugees).unwrap();
    assert_eq!((row.cells[0].sentences, row.cells[1].sentences), (1, 0));
    assert_eq!(row.cells[1].since.map(|counts| counts.dropped), Some(1));
    assert_eq!(passages(&first, refugees).len(), 1);
    let lines = changes(&first, &second, &between, false);
    assert_eq!(lines.len(), 3);
    assert!(lines[2].has(ChangeKind::Number), "nine families are gone");
}

#[test]
fn sentences_are_told_as_a_reader_would_tell_them() {
    let first = "# Karvenia\n\n## Prison Conditions\n\nGuards of Velna prison reportedly beat nine \
        inmates during the winter riots. The warden of the Velna prison was dismissed, and a court \
        sentenced the deputy warden to five years. Observers visit the island fortress every month. \
        Inmates are fed twice a day in the northern barracks.\n\n## Trial Procedures\n\nJurors are \
        drawn by lot from the registers of the harbor districts.\n";
    let second = "# Karvenia\n\n## Prison Conditions\n\nGuards of Velna prison beat eleven inmates \
        during the winter riots. The warden of the Velna prison was dismissed. A court sentenced the \
        deputy warden to five years. Jurors are drawn by lot from the registers of the harbor \
        districts. Observers visited the island fortress every month.\n\n## Trial Procedures\n\nThe \
        ministry opened a school of law.\n";
    let found = rows(first, second);
    let classes: Vec<Class> = found.iter().map(|(_, _, class)| *class).collect();
    let want = [
        Class::Reworded,
        Class::Reworded,
        Class::Moved,
        Class::Same,
        Class::Dropped,
        Class::Moved,
        Class::New,
    ];
    assert_eq!(classes, want, "{found:#?}");
    assert!(found[1].1.contains(" | "), "one sentence became two");
}

#[test]
fn what_coders_look_for_is_brought_out() {
    let first = "# Karvenia\n\n## Torture\n\nThere were reports that guards of the Velna prison often \
        beat 9 inmates, according to Harbor Watch. Nobody was tried.\n";
    let second = "# Karvenia\n\n## Torture\n\nThere were credible reports that guards of the Velna \
        prison routinely beat 12 inmates, according to Lantern Union. Nobody was tried.\n";
    let ((one, first), (two, second)) = (edition(first), edition(second));
    let between = align(&first, &second);
    let changes = &between.matches()[0].changes;
    let words = |change: &Change| {
        let of = |span: Option<crate::report::Span>, report: &Report| {
            span.map_or(String::new(), |span| span.of(&report.text).to_owned())
        };
        (change.kind, of(change.before, &one), of(change.after, &two), change.direction)
    };
    let found: Vec<_> = changes.iter().map(words).collect();
    let hardened = Some(Direction::Hardened);
    let own = |kind, left: &str, right: &str, way| (kind, left.to_owned(), right.to_owned(), way);
    assert!(found.contains(&own(ChangeKind::Hedge, "reports", "credible reports", hardened)));
    assert!(found.contains(&own(ChangeKind::Weight, "often", "routinely", hardened)));
    assert!(found.contains(&own(ChangeKind::Number, "9", "12", None)), "{found:?}");
}

#[test]
fn four_editions_share_their_rows() {
    let texts =
        ["One is here. Two is here.", "One is here.", "One is here. Two is here.", "Three came."];
    let editions: Vec<Edition> = texts
        .iter()
        .map(|text| edition(&format!("# Karvenia\n\n## Torture\n\n{text}\n")).1)
        .collect();
    let all: Vec<&Edition> = editions.iter().collect();
    let between: Vec<Alignment> = all.windows(2).map(|pair| align(pair[0], pair[1])).collect();
    let links: Vec<&Alignment> = between.iter().collect();
    let table = compare(&all, &links, topics().by_slug("torture"), false);
    let shape: Vec<Vec<bool>> =
        table.rows.iter().map(|row| row.cells.iter().map(Option::is_some).collect()).collect();
    assert_eq!(
        shape,
        [
            [true, true, true, false],
            [true, false, false, false],
            [false, false, true, false],
            [false, false, false, true],
        ]
    );
    assert_eq!(table.rows[0].steps[2].as_ref().map(|step| step.class), Some(Class::Dropped));
    assert!(table.rows[1].steps[1].is_none());
}

/// A report of sentences from a small stock, so that many are the same or alike.
fn invented() -> impl Strategy<Value = String> {
    let subjects = ["Guards", "Police", "The court of Velna", "The union"];
    let verbs = ["beat", "detains", "detained", "freed"];
    let objects = ["nine men", "two reporters of the Lantern", "ten men", "a poet"];
    let sentence = (0_usize..4, 0_usize..4, 0_usize..4)
        .prop_map(move |(s, v, o)| format!("{} {} {}.", subjects[s], verbs[v], objects[o]));
    let heads = ["Torture", "Trial Procedures", "Women", "Weather"];
    let section =
        (0_usize..4, prop::collection::vec(sentence, 1..6)).prop_map(move |(head, sentences)| {
            format!("## {}\n\n{}\n\n", heads[head], sentences.join(" "))
        });
    prop::collection::vec(section, 1..5)
        .prop_map(|sections| format!("# Karvenia\n\n{}", sections.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_sentence_stands_in_one_row(texts in prop::collection::vec(invented(), 2..5)) {
        let editions: Vec<Edition> = texts.iter().map(|text| edition(text).1).collect();
        let all: Vec<&Edition> = editions.iter().collect();
        let between: Vec<Alignment> = all.windows(2).map(|pair| align(pair[0], pair[1])).collect();
        let links: Vec<&Alignment> = between.iter().collect();
        let table = compare(&all, &links, None, false);
        for (place, edition) in all.iter().enumerate() {
            let cells = table.rows.iter().filter_map(|row| row.cells[place].as_ref());
            let laid: Vec<SentenceIndex> = cells.flat_map(|cell| cell.sentences.clone()).collect();
            let once: HashSet<SentenceIndex> = laid.iter().copied().collect();
            prop_assert_eq!(laid.len(), edition.sentences().len());
            prop_assert_eq!(once.len(), laid.len());
        }
        // What stands in its order stands in one row with its counterpart.
        for row in &table.rows {
            for (place, step) in row.steps.iter().enumerate() {
                let Some(step) = step else { continue };
                let (left, right) = (row.cells[place].as_ref(), row.cells[place + 1].as_ref());
                let of = |cell: Option<&Cell>| {
                    cell.map_or(Vec::new(), |cell| cell.sentences.clone()).into_iter()
                };
                let link = &between[place];
                let mut found = of(left)
                    .filter_map(|at| link.of_before(at))
                    .chain(of(right).filter_map(|at| link.of_after(at)));
                let stays = found.clone().any(|found| !found.moved);
                prop_assert_eq!(stays, left.is_some() && right.is_some());
                let moved = !stays && found.any(|found| found.moved);
                prop_assert_eq!(step.class == Class::Moved, moved);
            }
        }
        let counted = overview(&all, &links, false);
        let count = |place: usize| -> usize {
            counted.rows.iter().map(|row| row.cells[place].sentences).sum()
        };
        prop_assert_eq!(count(1), editions[1].sentences().len());
    }

    #[test]
    fn a_report_is_the_same_as_itself(text in invented()) {
        let (_, one) = edition(&text);
        let table = compare(&[&one, &one], &[&align(&one, &one)], None, true);
        prop_assert!(table.rows.iter().all(Row::is_same));
    }

    #[test]
    fn new_and_dropped_change_places(first in invented(), second in invented()) {
        let ((_, one), (_, two)) = (edition(&first), edition(&second));
        let (there, back) = (align(&one, &two), align(&two, &one));
        let pairs = |alignment: &Alignment, mirrored: bool| -> HashSet<_> {
            let ends = alignment.matches().iter().map(|found| {
                let (a, b) = (found.before.clone(), found.after.clone());
                if mirrored { (b, a, found.same, found.moved) } else { (a, b, found.same, found.moved) }
            });
            ends.collect()
        };
        prop_assert_eq!(pairs(&there, false), pairs(&back, true));
    }
}
