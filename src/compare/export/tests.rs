//! Files of comparisons, on invented reports; DOCX and PDF are read again with the program's own
//! readers.

use super::*;
use crate::citation::Citer;
use crate::compare::tests::edition;
use crate::compare::{align, topics};
use crate::reading;
use crate::report::DocumentName;
use crate::workbook::{RowFormat, Rows};

const FIRST: &str = "# Karvenia\n\n## Torture\n\nGuards of the harbor jail beat 12 men & a boy. The \
    law forbids it. Nobody was tried in 3 < 4 years.\n\n## Refugees\n\nThe agency housed nine families.\n";
const SECOND: &str = "# Karvenia\n\n## Torture\n\nGuards of the harbor jail beat 12 men & a boy. A \
    minister resigned over it. Nobody was tried in 3 < 4 years.\n";

fn with<T>(of: impl Fn(&[Side<'_>], &Asked<'_>) -> T, changes_only: bool) -> T {
    with_texts(FIRST, SECOND, of, changes_only)
}

fn with_texts<T>(
    first: &str,
    second: &str,
    of: impl Fn(&[Side<'_>], &Asked<'_>) -> T,
    changes_only: bool,
) -> T {
    let ((first_report, first), (second_report, second)) = (edition(first), edition(second));
    let sides = [
        Side { head: "2029", report: &first_report, edition: &first },
        Side { head: "2030", report: &second_report, edition: &second },
    ];
    let asked = Asked { title: "Karvenia, compared", changes_only, ..Asked::default() };
    of(&sides, &asked)
}

fn shown(changes_only: bool) -> SideBySide {
    with(
        |sides, asked| {
            let between = align(sides[0].edition, sides[1].edition);
            SideBySide::of(sides, &[&between], asked, &Citer::default())
        },
        changes_only,
    )
}

fn words(entry: &Entry) -> String {
    entry.runs.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn each_topic_has_its_sentences_side_by_side() {
    let shown = shown(false);
    let titles: Vec<&str> = shown.parts.iter().map(|part| part.title.as_str()).collect();
    let name = |slug| topics().name(topics().by_slug(slug).unwrap());
    assert_eq!(titles, [name("torture"), name("refugees")]);
    assert_eq!(shown.parts[1].notes[0], None);
    assert!(shown.parts[1].notes[1].is_some(), "the later edition has nothing on it");
    let lines: Vec<Vec<(String, Option<String>)>> = shown.parts[0]
        .lines
        .iter()
        .map(|line| match line {
            Line::Sentence(entries) => {
                let said = |entry: &Entry| entry.caption.as_ref().map(|one| one.text.clone());
                entries.iter().map(|entry| (words(entry), said(entry))).collect()
            }
            Line::Folded(_) => panic!("nothing is folded"),
        })
        .collect();
    assert_eq!(lines[0][0], (String::from("Guards of the harbor jail beat 12 men & a boy."), None));
    assert_eq!(lines[0][0], lines[0][1]);
    let said: Vec<Option<&str>> = lines.iter().map(|line| line[1].1.as_deref()).collect();
    let begins = [None, Some("Dropped"), Some("New"), None];
    let alike = |(said, begin): (Option<&str>, Option<&str>)| match (said, begin) {
        (Some(said), Some(begin)) => said.starts_with(begin),
        (said, begin) => said.is_none() && begin.is_none(),
    };
    assert!(said.iter().copied().zip(begins).all(alike), "{said:?}");
    assert!(!shown.sources.is_empty());
}

#[test]
fn sentences_that_stayed_the_same_can_be_counted_instead() {
    let shown = shown(true);
    let folded = |line: &&Line| matches!(line, Line::Folded(1));
    assert_eq!(shown.parts[0].lines.iter().filter(folded).count(), 2);
    assert!(html(&shown).contains("1 sentence is the same"));
}

#[test]
fn a_page_of_html_holds_all_and_escapes_it() {
    let page = html(&shown(false));
    assert!(page.contains("<h2>") && page.contains("beat 12 men &amp; a boy."));
    assert!(page.contains("tried in 3 &lt; 4 years."));
    assert!(page.contains("prefers-color-scheme: dark") && page.contains("@media print"));
    assert!(!page.contains("http://") && !page.contains("<script"), "it needs nothing beside it");
    assert!(page.contains("id=\"source-1\"") && page.contains("href=\"#source-1\""));
    assert_eq!(page, html(&shown(false)));
}

/// The clean text of a file as the program reads it.
fn read_again(bytes: &[u8], name: &str) -> String {
    reading::read(bytes, &DocumentName::new(name)).unwrap().text
}

#[test]
fn a_document_and_pages_hold_the_same_words() {
    let shown = shown(false);
    let files = [(docx(&shown).unwrap(), "a.docx"), (pdf(&shown).unwrap(), "a.pdf")];
    for (bytes, name) in &files {
        let text = read_again(bytes, name);
        for words in ["The law forbids it.", "A minister resigned over it.", "Dropped", "Refugees"]
        {
            assert!(text.contains(words), "{name} has {words}: {text}");
        }
    }
    let again = [docx(&shown).unwrap(), pdf(&shown).unwrap()];
    assert!(files.iter().zip(&again).all(|((bytes, _), again)| bytes == again), "the same bytes");
}

#[test]
fn long_rows_go_on_on_the_next_page() {
    let mut shown = shown(false);
    let long = |mark| {
        let text = "Many words that go on and on. ".repeat(400);
        let run = Run { mark, ..Run::plain(text.trim_end()) };
        Entry { runs: vec![run], source: Some(1), ..Entry::default() }
    };
    shown.parts[0].lines.push(Line::Sentence(vec![long(Mark::Plain), long(Mark::Telling)]));
    let bytes = pdf(&shown).unwrap();
    let pages = hayro::hayro_syntax::Pdf::new(bytes.clone()).unwrap().pages().len();
    assert!(pages > 2, "{pages} pages");
    let text = read_again(&bytes, "a.pdf").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.matches("go on and on").count() > 700, "nothing is lost");
}

#[test]
fn the_list_of_changes_is_a_table() {
    let rows = with(
        |sides, asked| {
            let between = align(sides[0].edition, sides[1].edition);
            change_list(sides, &[&between], asked, &Citer::default())
        },
        false,
    );
    let told: Vec<(&str, Option<&str>)> =
        rows.iter().map(|row| (row["change"].as_str().unwrap(), row["before"].as_str())).collect();
    let families = "The agency housed nine families.";
    assert_eq!(
        told,
        [("dropped", Some("The law forbids it.")), ("new", None), ("dropped", Some(families))]
    );
    let known = |row: &serde_json::Value| {
        row.as_object().unwrap().keys().all(|key| CHANGE_COLUMNS.contains(&key.as_str()))
    };
    assert!(rows.iter().all(known));
    let table = Rows { name: "Changes", columns: CHANGE_COLUMNS, rows: &rows };
    for format in [RowFormat::Csv, RowFormat::Xlsx, RowFormat::Json] {
        assert_eq!(table.bytes(format).unwrap(), table.bytes(format).unwrap());
    }
}

#[test]
fn what_moved_within_a_topic_is_told_with_its_other_half() {
    let first = "# Karvenia\n\n## Torture\n\nGuards of the harbor jail allegedly beat dozens of men in \
        the northern barracks. The law forbids whips and chains. Nobody was tried in the old fort.\n";
    let second = "# Karvenia\n\n## Torture\n\nThe law forbids whips and chains. Nobody was tried in \
        the old fort. Guards of the harbor jail beat 12 men in the northern barracks.\n";
    let (rows, shown) = with_texts(
        first,
        second,
        |sides, asked| {
            let between = align(sides[0].edition, sides[1].edition);
            let rows = change_list(sides, &[&between], asked, &Citer::default());
            (rows, SideBySide::of(sides, &[&between], asked, &Citer::default()))
        },
        false,
    );
    let [row] = rows.as_slice() else { panic!("one change: {rows:#?}") };
    assert_eq!((&row["change"], &row["section_before"]), (&"moved".into(), &"Torture".into()));
    assert_eq!(row["numbers"][0], "dozens → 12", "in the words of the reports");
    let kinds: Vec<&str> =
        row["kinds"].as_array().unwrap().iter().filter_map(|k| k.as_str()).collect();
    assert!(kinds.contains(&"how sure (hardened)") && kinds.contains(&"number"), "{kinds:?}");
    let entries = shown.parts[0].lines.iter().filter_map(|line| match line {
        Line::Sentence(entries) => Some(entries),
        Line::Folded(_) => None,
    });
    let both: Vec<&Vec<Entry>> = entries.filter(|line| line[1].caption.is_some()).collect();
    assert_eq!(both.len(), 2, "at the place of either edition");
    for line in both {
        let said = line[1].caption.as_ref().map_or("", |caption| caption.text.as_str());
        assert!(said.starts_with("Moved within this topic"), "{said}");
        assert!(words(&line[0]).contains("dozens of men") && words(&line[1]).contains("12 men"));
        assert_eq!(line.iter().filter(|entry| words(entry).starts_with('[')).count(), 1);
        let told = |entry: &Entry| entry.runs.iter().any(|run| run.mark == Mark::Telling);
        assert!(line.iter().all(told), "what changed is marked on both sides");
    }
}

#[test]
fn the_matrix_has_each_passage_with_its_source() {
    let matrix = with(
        |sides, _| {
            let chosen: Vec<TopicId> =
                ["torture", "refugees"].iter().filter_map(|slug| topics().by_slug(slug)).collect();
            Matrix::of(("Karvenia", "Year"), sides, &chosen, &Citer::default())
        },
        false,
    );
    let counts: Vec<Vec<usize>> =
        matrix.rows.iter().map(|row| row.cells.iter().map(Vec::len).collect()).collect();
    assert_eq!(counts, [[1, 1], [1, 0]]);
    let csv = matrix.csv().unwrap();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.starts_with("year,topic,passage,citation\n"));
    assert_eq!(matrix.json().len(), 3);
    assert_eq!(matrix.xlsx().unwrap(), matrix.xlsx().unwrap());
    let text = read_again(&matrix_docx(&matrix).unwrap(), "a.docx");
    assert!(text.contains("The agency housed nine families."), "{text}");
}
