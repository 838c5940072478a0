//! Round trips: written, edited, imported, written again.

use super::{Held, Import, figures_workbook, import, read_bytes};
use crate::figures::Catalogue;
use crate::workspace::Workspace;
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;

const REPORT: &str = "Karvenia 2019 Report on Rights\n\n\
    During the year the ombudsman registered 125 complaints of torture. The ministry told of 40 \
    strikes in 2019. At least 17 journalists were detained during the year.\n\n\
    The port was shut and nineteen boats lay idle there.";

fn open() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let mut workspace = Workspace::new(Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    (folder, workspace)
}

/// The sheet of figures as a grid of cells, the head first.
type Grid = Vec<Vec<Data>>;

fn grid(bytes: &[u8]) -> Grid {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Figures").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn written(grid: &Grid) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0..).zip(grid) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Data::String(text) => sheet.write_string(row, column, text).unwrap(),
                Data::Float(number) => sheet.write_number(row, column, *number).unwrap(),
                Data::DateTime(at) => {
                    sheet.write_number_with_format(row, column, at.as_f64(), &day).unwrap()
                }
                _ => sheet,
            };
        }
    }
    book.save_to_buffer().unwrap()
}

fn exported(workspace: &Workspace) -> Grid {
    let held = Held::new(workspace);
    grid(&figures_workbook(&held, &held.figures()).unwrap())
}

fn imported(workspace: &mut Workspace, grid: &Grid) -> Import {
    let table = read_bytes(&written(grid)).unwrap();
    let import = import(&Held::new(workspace), &table);
    if let Some(command) = &import.command {
        workspace.command(command).unwrap();
    }
    import
}

fn column(grid: &Grid, head: &str) -> usize {
    grid[0].iter().position(|cell| *cell == Data::String(head.to_owned())).unwrap()
}

fn row(grid: &Grid, raw: &str) -> usize {
    let at = column(grid, "As written");
    grid.iter().position(|row| row[at] == Data::String(raw.to_owned())).unwrap()
}

fn set(grid: &mut Grid, raw: &str, head: &str, to: impl Into<Data>) {
    let (row, column) = (row(grid, raw), column(grid, head));
    grid[row][column] = to.into();
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

fn cell(grid: &Grid, raw: &str, head: &str) -> Data {
    grid[row(grid, raw)][column(grid, head)].clone()
}

#[test]
fn a_workbook_that_was_not_changed_changes_nothing() {
    let (_folder, mut workspace) = open();
    let first = exported(&workspace);
    assert!(first.len() > 3, "{first:?}");
    let import = imported(&mut workspace, &first);
    assert_eq!(import.command, None);
    assert_eq!(import.outcome.unchanged, first.len() - 1);
    assert_eq!(import.outcome.problems, []);
}

#[test]
fn changed_cells_become_decisions_in_one_step_and_once_only() {
    let (_folder, mut workspace) = open();
    let first = exported(&workspace);
    let mut edited = first.clone();
    set(&mut edited, "125", "Value", text("1,125"));
    set(&mut edited, "125", "Source", text("Office of Rights"));
    set(&mut edited, "125", "State", text("Accepted"));
    set(&mut edited, "40", "State", text("rejected"));
    set(&mut edited, "17", "From", text("March 2019"));
    set(&mut edited, "17", "To", Data::Float(2019.0));
    set(&mut edited, "17", "Coverage", text("part_year"));
    set(&mut edited, "17", "Indicator", Data::Empty);
    let import = imported(&mut workspace, &edited);
    assert_eq!(import.outcome.problems, []);
    let outcome = &import.outcome;
    assert_eq!((outcome.changed, outcome.accepted, outcome.rejected), (2, 1, 1));
    assert_eq!(outcome.summary(3), "2 figures changed, 1 accepted, 1 rejected; 1 row as before");
    let again = exported(&workspace);
    assert_eq!(cell(&again, "125", "Value"), Data::Float(1_125.0));
    assert_eq!(cell(&again, "125", "Source"), text("Office of Rights"));
    assert_eq!(cell(&again, "125", "State"), text("accepted"));
    assert_eq!(cell(&again, "40", "State"), text("rejected"));
    assert_eq!(cell(&again, "17", "State"), text("changed"));
    assert_eq!(cell(&again, "17", "Indicator"), Data::Empty);
    let held = Held::new(&workspace);
    let all = held.figures().into_iter().filter_map(|id| held.figure(id));
    let (_, changed) =
        all.into_iter().find(|(report, figure)| report.words(figure.raw) == "17").unwrap();
    let date = jiff::civil::date;
    assert_eq!(
        (changed.period.start, changed.period.end),
        (Some(date(2019, 3, 1)), Some(date(2019, 12, 31)))
    );

    let twice = imported(&mut workspace, &edited);
    assert_eq!((twice.command, twice.outcome.problems), (None, vec![]));
    assert_eq!(workspace.project().history().steps().len(), 1);
    assert!(workspace.undo());
    assert_eq!(exported(&workspace), first);
}

#[test]
fn what_was_decided_since_a_workbook_was_written_stays() {
    let (_folder, mut workspace) = open();
    let old = exported(&workspace);
    let mut newer = old.clone();
    set(&mut newer, "40", "Place", text("Orvany"));
    set(&mut newer, "40", "State", text("accepted"));
    imported(&mut workspace, &newer);
    let mut edited = old.clone();
    set(&mut edited, "40", "Scope", text("in the ports"));
    assert_eq!(imported(&mut workspace, &edited).outcome.changed, 1);
    let again = exported(&workspace);
    assert_eq!(cell(&again, "40", "Place"), text("Orvany"));
    assert_eq!(cell(&again, "40", "Scope"), text("in the ports"));
    assert_eq!(cell(&again, "40", "State"), text("accepted"));
}

/// A row that a person fills in for a number of the report.
fn new_row(grid: &mut Grid, cells: &[(&str, &str)]) {
    let mut row = vec![Data::Empty; grid[0].len()];
    for (head, words) in cells {
        row[column(grid, head)] = text(words);
    }
    grid.push(row);
}

#[test]
fn a_row_that_was_added_becomes_a_figure_once_and_can_be_changed_and_taken_away() {
    const BOATS: &str = "The port was shut and nineteen boats lay idle there.";
    let (_folder, mut workspace) = open();
    let mut edited = exported(&workspace);
    let cells = [
        ("File", "a.txt"),
        ("Sentence", BOATS),
        ("As written", "shut"),
        ("What is counted", "ports"),
    ];
    new_row(&mut edited, &cells);
    let import = imported(&mut workspace, &edited);
    assert_eq!(import.outcome.problems.len(), 1, "a word is worth nothing");
    edited.pop();
    new_row(&mut edited, &cells);
    let last = edited.len() - 1;
    let value = column(&edited, "Value");
    edited[last][value] = Data::Float(1.0);
    let import = imported(&mut workspace, &edited);
    assert_eq!((import.outcome.added, import.outcome.problems), (1, vec![]));
    assert_eq!(imported(&mut workspace, &edited).command, None, "it is there already");
    let mut again = exported(&workspace);
    assert_eq!(cell(&again, "shut", "State"), text("added"));
    set(&mut again, "shut", "Value", Data::Float(2.0));
    assert_eq!(imported(&mut workspace, &again).outcome.changed, 1);
    let mut third = exported(&workspace);
    assert_eq!(cell(&third, "shut", "Value"), Data::Float(2.0));
    assert_eq!(cell(&third, "shut", "What is counted"), text("ports"));
    set(&mut third, "shut", "State", text("rejected"));
    assert_eq!(imported(&mut workspace, &third).outcome.removed, 1);
    let at = column(&third, "As written");
    assert!(exported(&workspace).iter().all(|row| row[at] != text("shut")));
}

#[test]
fn rows_that_are_not_understood_are_named_and_the_others_go_on() {
    let (_folder, mut workspace) = open();
    let mut edited = exported(&workspace);
    let mark = edited[0].len() - 1;
    let rows = ["125", "40", "17"].map(|raw| row(&edited, raw));
    set(&mut edited, "125", "Unit", text("boats"));
    set(&mut edited, "40", "State", text("accepted"));
    edited[rows[2]][mark] = text("{\"at\":");
    let copy = edited[rows[1]].clone();
    edited.push(copy);
    let sentence = "The ministry told of 40 strikes in 2019.";
    let base = [("File", "a.txt"), ("Sentence", sentence), ("As written", "41")];
    new_row(&mut edited, &base);
    new_row(&mut edited, &[base[0], ("Sentence", "Nobody said this."), base[2]]);
    new_row(&mut edited, &[("File", "b.txt"), base[1], base[2]]);
    new_row(&mut edited, &[base[0], ("State", "perhaps")]);
    let import = imported(&mut workspace, &edited);
    assert_eq!(import.outcome.accepted, 1);
    let why: Vec<&str> = import.outcome.problems.iter().map(|p| p.why.as_str()).collect();
    let told = [
        "unit “boats” is none of",
        "hidden last cell is damaged",
        "is about the same figure",
        "“41” does not stand in its sentence",
        "its sentence does not stand so",
        "there is no report “b.txt”",
        "it has no sentence",
    ];
    assert_eq!(why.len(), told.len(), "{why:#?}");
    for (why, told) in why.iter().zip(told) {
        assert!(why.contains(told), "{why} / {told}");
    }
    let numbered = u32::try_from(rows[0] + 1).unwrap();
    assert_eq!(import.outcome.problems[0].row, numbered);
    let said = import.outcome.summary(2);
    assert!(said.contains(&format!("7 rows not understood:\nrow {numbered}: ")), "{said}");
    assert!(said.ends_with("and 5 more"), "{said}");
}

#[test]
fn rows_that_were_sorted_apart_from_their_marks_are_not_taken() {
    let (_folder, mut workspace) = open();
    let mut edited = exported(&workspace);
    let mark = edited[0].len() - 1;
    let (a, b) = (row(&edited, "125"), row(&edited, "17"));
    let (first, second) = (edited[a][mark].clone(), edited[b][mark].clone());
    edited[a][mark] = second;
    edited[b][mark] = first;
    let import = imported(&mut workspace, &edited);
    assert_eq!(import.command, None);
    assert_eq!(import.outcome.problems.len(), 2);
}

#[test]
fn a_figure_is_found_again_when_its_sentence_has_moved_and_changed() {
    let (folder, mut workspace) = open();
    let mut edited = exported(&workspace);
    set(&mut edited, "40", "State", text("accepted"));
    set(&mut edited, "125", "State", text("accepted"));
    let changed = REPORT
        .replace("During the year the ombudsman", "Rain fell. During the year the ombudsman again")
        .replace("told of 40", "told of 44");
    drop(workspace);
    std::fs::write(folder.path().join("a.txt"), changed).unwrap();
    workspace = Workspace::new(Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    let import = imported(&mut workspace, &edited);
    assert_eq!(import.outcome.accepted, 1);
    assert_eq!(import.outcome.problems.len(), 1, "40 is not there any more");
    assert_eq!(cell(&exported(&workspace), "125", "State"), text("accepted"));
}

#[test]
fn a_number_that_does_not_agree_with_its_sentence_is_flagged() {
    let folder = tempfile::tempdir().unwrap();
    let doubled =
        "Karvenia 2019 Report\n\nDuring the year the ombudsman received 340340 complaints.";
    std::fs::write(folder.path().join("a.txt"), doubled).unwrap();
    let mut workspace = Workspace::new(Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    let Data::String(flag) = cell(&exported(&workspace), "340340", "Check") else {
        panic!("there is no flag");
    };
    assert!(flag.contains("340"), "{flag}");
}
