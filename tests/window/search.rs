//! The search over all reports: typed, narrowed, walked through, kept and saved.

use super::harness::{REPORTS, Window};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{Options, SaveDialog, SystemPicker};
use rapporteur::entities::ReportIndex;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FIELD: &str = "Search all reports";

/// A report on another country, with more hits than a list shows at once.
const LONG: &str = "Brenmark 2020 Human Rights Report\n\nPublisher: Civic Watch\n\nSection 1. \
                    Prisons\n\nThe prison at Olm was full.\n\nThe prison at Tarn was empty.\n\n\
                    The prison at Veld was closed.\n\nThe prison at Hask was new.\n\nThe prison \
                    at Ruun was old.\n\nThe prison at Ister was small.\n\nSection 2. Courts\n\n\
                    No court sat in the prison at Ister.\n";

/// The window on the invented reports and a long one.
fn open() -> Window {
    Window::with(&[("brenmark-2020.txt", LONG.as_bytes())])
}

/// Puts words into the search field in place of what stands there, and waits for what is found.
fn search(window: &mut Window, words: &str) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.key(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::SearchInput, FIELD).type_text(words);
    window.settle();
}

fn typed(window: &Window) -> String {
    let field = window.harness.get_by_role_and_label(Role::SearchInput, FIELD);
    field.accesskit_node().value().unwrap_or_default()
}

/// The names of all that has this role, from top to bottom.
fn names_of(window: &Window, role: Role, part: &str) -> Vec<String> {
    let nodes = window.harness.query_all_by_label_contains(part);
    let of_role = nodes.filter(|node| node.accesskit_node().role() == role);
    of_role.filter_map(|node| node.accesskit_node().label()).collect()
}

/// Draws frames until something is so: what nobody waits for comes from the background.
fn until(window: &mut Window, what: &str, is_so: impl Fn(&Window) -> bool) {
    for _ in 0..4_000 {
        if is_so(window) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.harness.step();
    }
    panic!("{what}: not in twenty seconds");
}

#[test]
fn hits_are_walked_by_keys_opened_and_gone_on_from_over_all_reports() {
    let mut window = open();
    search(&mut window, "prison");
    assert!(window.says("12 hits in 3 reports"));
    assert!(window.says("4 more in this report"), "a long report shows its first hits");
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(window.here().marked.is_none(), "walking opens nothing");
    window.key(Modifiers::NONE, Key::Enter);
    let first = window.here();
    assert!(window.marked().to_lowercase().starts_with("prison"), "{}", window.marked());
    let mut seen = vec![(first.report, first.marked)];
    for _ in 0..11 {
        window.key(Modifiers::NONE, Key::F3);
        seen.push((window.here().report, window.here().marked));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 12, "each hit of each report was gone to: {seen:?}");
    window.key(Modifiers::NONE, Key::F3);
    window.key(Modifiers::SHIFT, Key::F3);
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert!(window.says("12 hits in 3 reports"), "the list stays");
}

#[test]
fn hits_are_narrowed_by_year_and_country_and_sorted() {
    let mut window = open();
    search(&mut window, "prison");
    assert!(window.says("all words that begin with “prison”"), "what else counts is said");
    window.click("Only “prison”");
    assert!(!window.says("all words that begin with"));
    search(&mut window, "prison*");
    window.click("2020: 8 hits");
    assert!(window.says("8 hits in 1 report"));
    window.click("2020  ×");
    window.click("Orvany: 4 hits");
    assert!(window.says("4 hits in 2 reports"));
    window.click("Orvany: 4 hits");
    assert!(window.says("12 hits in 3 reports"), "the same click takes it back");
    for (order, heads) in [
        ("Latest first", ["Orvany 2021", "Brenmark 2020", "Orvany 2019"]),
        ("By country", ["Brenmark 2020", "Orvany 2021", "Orvany 2019"]),
    ] {
        let name = names_of(&window, Role::Button, "Order of the reports")[0].clone();
        window.click(&name);
        window.click_role_last(order, Role::Button);
        let listed = names_of(&window, Role::Button, " · Civic Watch, ");
        let listed: Vec<&str> = listed.iter().filter_map(|name| name.split(" · ").next()).collect();
        assert_eq!(listed, heads, "{order}");
    }
    window.click("4 more in this report");
    assert!(window.says("No court sat in the prison"));
}

#[test]
fn what_is_typed_is_completed_from_what_is_there() {
    let mut window = open();
    search(&mut window, "prison cou");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(typed(&window), "prison country:");
    assert!(window.says("Brenmark") && window.says("Orvany"), "the countries are offered");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(typed(&window), "prison country:Brenmark ");
    assert!(window.says("7 hits in 1 report"));
    search(&mut window, "prison country:orv");
    window.key(Modifiers::NONE, Key::Tab);
    window.settle();
    assert_eq!(typed(&window), "prison country:Orvany ");
    assert!(window.says("2 hits in 2 reports"));
}

#[test]
fn a_query_that_cannot_be_read_is_told_and_help_is_a_click_away() {
    let mut window = open();
    search(&mut window, "prison year:sometime ");
    assert!(window.says("is no year"), "what was not understood is said");
    window.click("Help");
    assert!(window.says("the words as a phrase"));
    window.click("prison OR jail: one word or the other");
    window.settle();
    assert_eq!(typed(&window), "prison OR jail");
    assert!(window.says("9 hits in 3 reports"), "words are not unfinished where others follow");
}

#[test]
fn nothing_found_says_what_was_searched_and_offers_similar_words() {
    let mut window = open();
    search(&mut window, "prisson ");
    assert!(window.says("Nothing found for “prisson”"));
    assert!(window.says("3 reports were searched"));
    window.click("Search similar words");
    window.settle();
    assert!(window.says("hits in 3 reports"));
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.marked().to_lowercase().starts_with("prison"), "similar words are marked");
}

#[test]
fn a_search_is_kept_found_again_renamed_and_deleted_with_undo() {
    let mut window = open();
    let kept = |window: &Window| -> Vec<(String, String)> {
        let project = window.harness.state().workspace().project();
        project.searches().map(|(_, one)| (one.name.clone(), one.typed.clone())).collect()
    };
    let pair = |name: &str, typed: &str| vec![(name.to_owned(), typed.to_owned())];
    search(&mut window, "prison");
    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("Name of the search").type_text("Where people are held");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(kept(&window), pair("Where people are held", "prison"));
    window.click("Close the search");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(window.says("SAVED SEARCHES"), "saved ones are offered in the empty field");
    let line = "Where people are held, prison · 12 hits";
    until(&mut window, line, |window| window.says(line));
    window.click(line);
    window.settle();
    assert!(window.says("12 hits in 3 reports"));
    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("Name of the search").type_text("Prisons");
    window.settle();
    window.click_role("Rename", Role::Button);
    assert_eq!(kept(&window), pair("Prisons", "prison"));
    window.click("Close the search");
    window.key(Modifiers::COMMAND, Key::K);
    window.harness.get_by_label("Command").type_text("Search: Prisons");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert!(window.says("12 hits in 3 reports"), "the palette has it too");
    window.key(Modifiers::COMMAND, Key::S);
    window.click("Delete “Prisons”");
    assert!(kept(&window).is_empty());
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(kept(&window), pair("Prisons", "prison"), "it can be taken back");
}

#[test]
fn what_was_searched_is_offered_again_and_back_leads_to_its_list() {
    let mut window = open();
    search(&mut window, "prison");
    window.key(Modifiers::NONE, Key::Enter);
    window.click("Close the search");
    assert!(!window.says("12 hits in 3 reports"));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(window.says("RECENT SEARCHES"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(typed(&window), "prison");
    assert!(window.says("12 hits in 3 reports"));
    window.key(Modifiers::NONE, Key::F3);
    window.click("Close the search");
    window.click_role("2021 Civic Watch", Role::Button);
    window.key(Modifiers::ALT, Key::ArrowLeft);
    window.key(Modifiers::ALT, Key::ArrowLeft);
    window.settle();
    assert_eq!(typed(&window), "prison", "back is where one was, the search too");
}

#[test]
fn a_name_is_offered_in_all_its_spellings() {
    let mut window = open();
    search(&mut window, "ermesh");
    window.settle();
    let chips = names_of(&window, Role::Button, "Talvi Ermesh");
    assert!(!chips.is_empty());
    assert!(window.says("All spellings of"));
}

#[test]
fn what_comes_in_is_found_without_another_search() {
    let mut window = open();
    search(&mut window, "prison");
    window.key(Modifiers::NONE, Key::ArrowDown);
    let path = {
        let workspace = window.harness.state().workspace();
        let file = &workspace.slot(ReportIndex(0)).unwrap().file.path;
        file.with_file_name("brenmark-2021.txt")
    };
    std::fs::write(path, LONG.replace("2020", "2021")).unwrap();
    window.harness.state().workspace().look_again();
    until(&mut window, "the new report", |window| window.says("20 hits in 4 reports"));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.marked().to_lowercase().starts_with("prison"), "the hit is still the one");
}

/// Answers every question where to save with a table of this folder.
struct Table(PathBuf);

impl SaveDialog for Table {
    fn pick(&self, _suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.join("hits.csv"))
    }
}

#[test]
fn hits_are_exported_with_their_passages_and_sources() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    for (name, text) in REPORTS {
        std::fs::write(reports.join(name), text).unwrap();
    }
    let path = folder.path().join("hits.csv");
    let options = Options { folder: Some(reports), ..Options::default() };
    let save = Arc::new(Table(folder.path().to_owned()));
    let mut window = Window::asking(folder, &options, Arc::new(SystemPicker), save);
    search(&mut window, "journalists");
    window.click("Export");
    let csv = std::fs::read_to_string(path).unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "report,country,year,publisher,section,page,passage,citation");
    assert_eq!(rows.len(), 3, "{csv}");
    assert!(rows[1..].iter().all(|row| row.contains("journalists") && row.contains("Civic Watch")));
    assert!(window.says("Hits saved as"));
}

#[test]
fn finding_in_one_report_goes_on_in_that_one() {
    let mut window = open();
    search(&mut window, "prison");
    window.key(Modifiers::NONE, Key::Enter);
    let report = window.here().report;
    window.key(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label("Words to find").type_text("Section");
    window.settle();
    for _ in 0..6 {
        window.key(Modifiers::NONE, Key::F3);
    }
    assert_eq!(window.here().report, report, "F3 stays in the report where one finds in it");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.says("12 hits in 3 reports"), "Esc closed the finding alone");
    assert!(report.is_some_and(|report| report != ReportIndex(9)));
}
