//! Comparing editions as a user does: from the library, from a section, over the years, and by
//! passages.

use crate::harness::Window;
use eframe::egui::{
    Key, Modifiers,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{Options, Place, SaveDialog, SystemPicker};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const EDITIONS: [(&str, &[u8]); 3] = [
    ("karvenia-2028.txt", include_bytes!("editions/karvenia-2028-civic-watch.txt")),
    ("karvenia-2029.txt", include_bytes!("editions/karvenia-2029-civic-watch.txt")),
    ("karvenia-2031.txt", include_bytes!("editions/karvenia-2031-civic-watch.txt")),
];

/// The window on three editions of one country and two of another.
fn open() -> Window {
    Window::with(&EDITIONS)
}

/// The window with the editions side by side.
fn side_by_side() -> Window {
    let mut window = open();
    window.key(Modifiers::COMMAND, Key::Num5);
    window.settle();
    window
}

#[test]
fn the_two_newest_editions_stand_side_by_side() {
    let mut window = side_by_side();
    assert_eq!(window.here().place, Place::Compare);
    assert!(window.says("Edition 1: 2029 · Civic Watch"), "of the country that is read");
    assert!(window.says("Karvenia 2031 · Civic Watch"));
    window.click("Country: Karvenia");
    window.click("Orvany");
    window.settle();
    assert!(window.says("Orvany 2019 · Civic Watch"));
    assert!(window.says("Orvany 2021 · Civic Watch"));
}

/// The window with the editions of two years side by side.
fn karvenia() -> Window {
    let mut window = side_by_side();
    window.click("The editions before these");
    window.settle();
    window
}

#[test]
fn what_changed_is_told_and_leads_to_its_sentence() {
    let mut window = karvenia();
    assert!(window.says("Edition 1: 2028 · Civic Watch"));
    assert!(window.says("2029, new: In June a camera"));
    assert!(window.says("2028, dropped: A doctor who had treated"));
    let sentence = window.harness.get_by_label_contains("2029, new: In June a camera");
    sentence.click();
    window.settle();
    assert_eq!(window.here().place, Place::Read);
    assert_eq!(
        window.marked(),
        "In June a camera was put into each interrogation room of the capital."
    );
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.here().place, Place::Compare);
}

#[test]
fn keys_step_through_changes_and_topics() {
    let mut window = karvenia();
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.settle();
    let chosen = |window: &Window, topic: &str| {
        let rows = window.harness.query_all_by_label_contains(topic);
        rows.filter(|row| row.accesskit_node().role() == Role::Button)
            .any(|row| row.accesskit_node().toggled() == Some(Toggled::True))
    };
    assert!(chosen(&window, "Prison and detention conditions: "));
    window.key(Modifiers::NONE, Key::ArrowUp);
    window.settle();
    assert!(chosen(&window, "Torture and ill-treatment: "));
    window.key(Modifiers::NONE, Key::N);
    window.key(Modifiers::NONE, Key::F3);
    assert_eq!(window.here().place, Place::Compare, "the keys of hits step through changes");
}

#[test]
fn a_report_is_compared_with_the_edition_before_from_the_library_and_its_text() {
    let mut window = open();
    let rows = window.harness.query_all_by_label("2029 Civic Watch");
    rows.last().expect("the edition stands in the library").click_secondary();
    window.settle();
    window.click("Compare with edition before");
    window.settle();
    assert_eq!(window.here().place, Place::Compare);
    assert!(window.says("Edition 1: 2028 · Civic Watch"));
    assert!(window.says("Edition 2: 2029 · Civic Watch"));
    // The first edition has none before it.
    window.key(Modifiers::COMMAND, Key::Num1);
    let rows = window.harness.query_all_by_label("2028 Civic Watch");
    rows.last().expect("the edition stands in the library").click();
    window.settle();
    window.key(Modifiers::NONE, Key::F7);
    assert_eq!(window.here().place, Place::Read);
    assert!(window.says("There is no earlier edition"));
}

#[test]
fn the_section_that_is_read_is_shown_beside_the_edition_before() {
    let mut window = open();
    let rows = window.harness.query_all_by_label("2029 Civic Watch");
    rows.last().expect("the edition stands in the library").click();
    window.settle();
    window.click_role("a. Freedom of Expression", Role::Button);
    window.settle();
    window.key(Modifiers::NONE, Key::F7);
    window.settle();
    assert_eq!(window.here().place, Place::Compare);
    assert!(window.says("2028, dropped: Editor Ruvo Kanteli"));
}

#[test]
fn the_list_of_changes_is_filtered() {
    let mut window = karvenia();
    window.click("List of changes");
    window.settle();
    assert!(window.says("2029, new: In June a camera"));
    assert!(!window.says("Visitors may bring food"), "it did not change");
    window.harness.get_by_label("Filter sentences by words").focus();
    window.harness.step();
    window.harness.get_by_label("Filter sentences by words").type_text("Anti-Corruption");
    window.settle();
    assert!(window.says("2029, new: The Anti-Corruption Office"));
    assert!(!window.says("In June a camera"));
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Clear filters"), "Esc takes the filter off");
    assert!(window.says("2029, new: The Anti-Corruption Office"), "what was read stays in view");
}

#[test]
fn the_years_show_gaps_and_lead_to_two_editions() {
    let mut window = karvenia();
    window.click("What changed");
    window.settle();
    assert!(window.says("There is no edition on 2030 in this folder"));
    let cell = window.harness.get_by_label_contains("Torture and ill-treatment\n2029 → 2031");
    cell.click();
    window.settle();
    window.settle();
    assert!(window.says("Edition 1: 2029 · Civic Watch"));
    assert!(window.says("2029, dropped: In June a camera"));
}

#[test]
fn passages_stand_by_topic_and_a_search_fills_the_table() {
    let mut window = karvenia();
    window.click("Passages");
    window.settle();
    window.click("All years 3");
    window.settle();
    assert!(window.says("Karvenia 2028 · Civic Watch"));
    assert!(window.says("Prison conditions are harsh"));
    window.harness.get_by_label("Search passages").focus();
    window.harness.step();
    window.harness.get_by_label("Search passages").type_text("painted");
    window.settle();
    window.settle();
    assert!(window.says("1 paragraph with “painted” in 3 editions"));
    assert!(!window.says("Police detained"));
    let passage = window.harness.get_by_label_contains("old wing had been painted");
    passage.click();
    window.settle();
    assert_eq!(window.here().place, Place::Read);
    assert_eq!(window.marked(), "painted");
}

#[test]
fn one_edition_alone_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (name, text) = EDITIONS[0];
    std::fs::write(folder.path().join(name), text).unwrap();
    let mut window = Window::on(folder.path());
    window.key(Modifiers::COMMAND, Key::Num5);
    window.settle();
    assert!(window.says("There is only one edition of Karvenia in this folder"));
    window.click("What changed");
    window.settle();
    assert!(window.says("There is only one edition of Karvenia in this folder"));
}

#[test]
fn a_third_edition_stands_beside_the_others() {
    let mut window = karvenia();
    window.click("Add edition");
    window.settle();
    assert!(window.says("Edition 3: 2031 · Civic Watch"));
    assert!(window.says("2031, reworded: The ombudsman, Osip Veld"));
    window.click("Leave out 2028 · Civic Watch");
    window.settle();
    assert!(window.says("Edition 1: 2029 · Civic Watch"));
    assert!(!window.says("Edition 3: "));
}

/// Answers every question where to save with a file of this folder: comparisons as HTML, tables as
/// CSV.
struct Into(PathBuf);

impl SaveDialog for Into {
    fn pick(&self, suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.join(suggested.replace(".docx", ".html").replace(".xlsx", ".csv")))
    }
}

#[test]
fn what_is_shown_is_saved_with_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in EDITIONS {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (reports, into) = (folder.path().to_owned(), tempfile::tempdir().unwrap());
    let options = Options { folder: Some(reports), ..Options::default() };
    let save = Arc::new(Into(into.path().to_owned()));
    let mut window = Window::asking(folder, &options, Arc::new(SystemPicker), save);
    window.key(Modifiers::COMMAND, Key::Num5);
    window.settle();
    let saved = |window: &mut Window, name: &str| {
        window.click("Export");
        let path = into.path().join(name);
        let begun = Instant::now();
        while std::fs::read(&path).map_or(true, |bytes| bytes.is_empty()) {
            assert!(begun.elapsed() < Duration::from_mins(1), "{name} was not written");
            std::thread::sleep(Duration::from_millis(5));
            window.harness.step();
        }
        window.settle();
        std::fs::read_to_string(path).unwrap()
    };
    let page = saved(&mut window, "Karvenia 2029 and 2031 Torture and ill-treatment.html");
    assert!(page.contains("Osip Veld"));
    assert!(!page.contains("Anti-Corruption"), "it is of another topic");
    window.click("List of changes");
    window.settle();
    let list = saved(&mut window, "Karvenia 2029 and 2031, changes.csv");
    let rows = csv::Reader::from_reader(list.as_bytes()).records().count();
    assert!(rows > 5, "{list}");
    window.click("Passages");
    window.settle();
    let passages = saved(&mut window, "Karvenia 2029 and 2031, passages.csv");
    assert!(passages.contains("Anti-Corruption"));
    assert!(passages.contains("Civic Watch"), "each passage has its source");
    // What changed over the years cannot be saved, and has no button for that.
    window.click("What changed");
    window.settle();
    assert!(window.harness.query_by_label("Export").is_none());
}
