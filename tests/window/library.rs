//! The library as a user has it: the tree beside the page, the table of all reports, and the grid
//! of which editions are here.

use super::harness::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{App, Options, Place, SaveDialog, SystemPicker};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const STATE: &str = "US State Department";
const WATCH: &str = "Human Rights Watch";

/// A report with sentences that no other has.
fn report(folder: &Path, country: &str, year: i16, publisher: &str) {
    let name = format!("{country} {year} {publisher}.txt").replace(' ', "-").to_lowercase();
    let sentence = |n: i16| {
        let held = n * 31 + year;
        format!("In {country} the registry of {publisher} counted {held} people held. ")
    };
    let words: String = (10..40).map(sentence).collect();
    let head = format!("{country} {year} Human Rights Report\n\n{publisher}\n\n");
    std::fs::write(folder.join(name), head + &words).unwrap();
}

/// Answers every question where to save with a file of this folder, as CSV.
struct Into(PathBuf);

impl SaveDialog for Into {
    fn pick(&self, suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.join(suggested.replace(".xlsx", ".csv")))
    }
}

/// The window on these reports, and on a file that cannot be read.
fn open(reports: &[(&str, i16, &str)]) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let save = Arc::new(Into(folder.path().with_extension("saved")));
    std::fs::create_dir_all(&save.0).unwrap();
    for (country, year, publisher) in reports {
        report(folder.path(), country, *year, publisher);
    }
    std::fs::write(folder.path().join("broken.pdf"), b"%PDF-1.7 and nothing more").unwrap();
    let options = Options { folder: Some(folder.path().to_owned()), ..Options::default() };
    let mut window = Window::asking(folder, &options, Arc::new(SystemPicker), save);
    // So high that no line of a small tree is out of view.
    window.harness.set_size(vec2(1280.0, 1600.0));
    window.settle();
    window
}

const COUNTRIES: [&str; 4] = ["Norway", "Chad", "Fiji", "Côte d'Ivoire"];

/// Four countries over four years, of which Norway's 2017 is missing; and Norway told by another.
fn several() -> Window {
    let years = 2015..=2018;
    let all = years.flat_map(|year| COUNTRIES.map(|country| (country, year, STATE)));
    let mut all: Vec<_> =
        all.filter(|(country, year, _)| (*country, *year) != ("Norway", 2017)).collect();
    all.push(("Norway", 2018, WATCH));
    open(&all)
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    window.harness.get_by_label(label).focus();
    window.harness.step();
    window.harness.get_by_label(label).type_text(text);
    window.settle();
}

/// The lines of the library's tree, of whatever is not a tab, chip or button of an icon.
fn lines(window: &Window) -> Vec<String> {
    let end = window.harness.get_by_label("CONTENTS").rect().top();
    let rows = window.harness.query_all_by_role(Role::Button);
    let left = rows.filter(|node| {
        let rect = node.rect();
        rect.right() < 270.0 && rect.width() > 150.0 && rect.bottom() < end
    });
    left.filter_map(|node| node.accesskit_node().label()).collect()
}

fn open_report(window: &Window) -> String {
    let app: &App = window.harness.state();
    let index = window.here().report.expect("a report is open");
    app.workspace().slot(index).unwrap().document.to_string()
}

#[test]
fn the_tree_is_narrowed_turned_and_folded() {
    let mut window = several();
    let all = lines(&window);
    assert_eq!(all[0], "Chad", "{all:?}");
    assert!(all.contains(&"Could not be read".to_owned()), "{all:?}");
    assert!(all.contains(&format!("2018 {WATCH}")), "{all:?}");
    type_into(&mut window, "Filter reports", "ivoire 2016");
    let found = lines(&window);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("Côte d'Ivoire") && found[0].contains("2016"), "{found:?}");
    assert!(window.says("1 report found"));
    window.click("Clear: Filter reports");
    window.click("Year");
    assert_eq!(lines(&window)[0], "2018");
    assert!(lines(&window).contains(&format!("Norway {WATCH}")), "{:?}", lines(&window));
    window.click("Fold all");
    assert_eq!(lines(&window), ["2018", "2017", "2016", "2015", "Could not be read"]);
    window.click("Publisher");
    // One alone stands for its publisher.
    assert!(lines(&window)[0].starts_with(WATCH), "{:?}", lines(&window));
}

#[test]
fn the_tree_is_walked_with_keys() {
    let mut window = several();
    type_into(&mut window, "Filter reports", "norway state");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(open_report(&window), "norway-2018-us-state-department.txt");
    window.key(Modifiers::NONE, Key::ArrowDown);
    // From the heading to its second report.
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(open_report(&window), "norway-2016-us-state-department.txt");
    // To its heading and fold it, once nothing is typed.
    window.click("Clear: Filter reports");
    let before = lines(&window).len();
    type_into(&mut window, "Filter reports", "");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(lines(&window).len(), before - 4, "{:?}", lines(&window));
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(lines(&window).len(), before);
}

#[test]
fn the_table_is_sorted_narrowed_and_leads_to_reports() {
    let mut window = several();
    window.key(Modifiers::COMMAND, Key::Num6);
    assert_eq!(window.harness.state().place(), Place::Library);
    assert!(window.says("17 reports"));
    let rows = |window: &Window| -> Vec<String> {
        let rows = window.harness.query_all_by_role(Role::Row);
        rows.filter_map(|row| row.accesskit_node().label()).collect()
    };
    window.click("Sort by year");
    let first = rows(&window)[0].clone();
    assert!(first.contains("2018"), "the newest first: {first}");
    window.click("Sort by year");
    assert!(rows(&window)[0].contains("2015"), "{:?}", rows(&window));
    window.click("Could not be read: 1");
    assert_eq!(rows(&window), ["broken.pdf"]);
    window.click("Could not be read: 1");
    type_into(&mut window, "Filter the library", "norway 2018");
    assert_eq!(rows(&window).len(), 2);
    window.harness.key_press(Key::Tab);
    window.settle();
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.harness.state().place(), Place::Read);
    assert!(open_report(&window).contains("2015"), "{}", open_report(&window));
}

#[test]
fn a_report_is_cited_and_corrected_from_the_table() {
    let mut window = several();
    window.key(Modifiers::COMMAND, Key::Num6);
    type_into(&mut window, "Filter the library", "norway 2016");
    let row = window.harness.query_all_by_role(Role::Row).next().expect("a row is left");
    row.click_secondary();
    window.settle();
    window.click_role_last("Copy citation", Role::Button);
    assert!(window.says("Copied 1 citation"));
    let row = window.harness.query_all_by_role(Role::Row).next().expect("a row is left");
    row.click_secondary();
    window.settle();
    window.click("Correct what this report is…");
    assert!(window.says("What report is this?"));
}

#[test]
fn an_empty_folder_says_so_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::on(folder.path());
    assert!(window.says("No reports here"));
    window.key(Modifiers::COMMAND, Key::Num6);
    assert!(window.says("No reports here"));
}

/// Which reports all panels speak of, in words.
fn chosen(window: &Window) -> String {
    window.harness.state().workspace().selection().short()
}

/// The window at the grid of which editions are here.
fn grid() -> Window {
    let mut window = several();
    window.key(Modifiers::COMMAND, Key::Num6);
    window.click("Which editions are here");
    window
}

#[test]
fn the_grid_tells_what_is_here_and_what_is_not() {
    let mut window = grid();
    assert!(window.says("Norway 2017: not here"));
    assert!(window.says("Norway 2018: 2 reports"));
    assert!(window.says("16 reports, 1 not here"));
    window.click_role("Norway 2018: 2 reports", Role::Cell);
    window.click_role_last(&format!("{WATCH} Norway 2018 Human Rights Report"), Role::Button);
    assert_eq!(open_report(&window), "norway-2018-human-rights-watch.txt");
    window.key(Modifiers::COMMAND, Key::Num6);
    window.click_role("Chad 2016: 1 report", Role::Cell);
    assert_eq!(open_report(&window), "chad-2016-us-state-department.txt");
    window.key(Modifiers::COMMAND, Key::Num6);
    window.click("Export");
    assert!(window.says("Editions saved as"));
}

#[test]
fn names_and_stretches_of_the_grid_choose_what_all_panels_speak_of() {
    let mut window = grid();
    window.click_role("Fiji", Role::RowHeader);
    assert_eq!(chosen(&window), "Fiji");
    window.click_role("Fiji", Role::RowHeader);
    assert_eq!(chosen(&window), "", "the same again takes it off");
    window.click_role("2016", Role::ColumnHeader);
    assert_eq!(chosen(&window), "2016");
    let at = |window: &Window, label: &str| window.harness.get_by_label(label).rect().center();
    let (from, to) =
        (at(&window, "Chad 2015: 1 report"), at(&window, "Côte d'Ivoire 2017: 1 report"));
    window.drag(from, to);
    window.settle();
    assert_eq!(chosen(&window), "Chad, Côte d'Ivoire · 2015–2017");
    let held = window.harness.state().workspace().in_selection().count();
    assert_eq!(held, 6);
}

#[test]
fn the_tree_chooses_what_all_panels_speak_of_and_says_so() {
    let mut window = several();
    window.harness.get_by_label("Norway").click_secondary();
    window.settle();
    window.click("Show only Norway");
    assert_eq!(chosen(&window), "Norway");
    assert!(window.says("Showing 4 of"));
    window.click("Choose Chad");
    assert_eq!(chosen(&window), "Chad, Norway");
    window.click("Choose Norway");
    assert_eq!(chosen(&window), "Chad");
    window.click("Show all");
    assert_eq!(chosen(&window), "");
}
