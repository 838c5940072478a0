//! The list of names and the page of one: found in any spelling, narrowed, read as a case file.

use super::harness::Window;
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;

const EARLY: &str = "Karvenia 2030 Human Rights Report\n\nPublisher: Civic Watch\n\nSection 1. \
    Prisons\n\nOn March 12, 2030, the Velna District Court sentenced the activist Yelnar Drumayev \
    to 27 months in prison. The lawyer Petr Lannic said that Drumayev had been beaten.\n";
const LATE: &str = "Karvenia 2031 Human Rights Report\n\nPublisher: Tidewatch\n\nSection 1. \
    Prisons\n\nOn March 12, 2030, the Velna District Court sentenced the activist Yelnar Drumayev \
    to three years in prison.\n";

fn open() -> Window {
    Window::with(&[("k-2030.txt", EARLY.as_bytes()), ("k-2031.txt", LATE.as_bytes())])
}

fn type_name(window: &mut Window, name: &str) {
    let field = window.harness.get_by_label("Filter names");
    field.focus();
    window.harness.step();
    window.harness.get_by_label("Filter names").type_text(name);
    window.settle();
}

fn listed(window: &Window, name: &str) -> bool {
    window.harness.query_all_by_role_and_label(Role::Button, name).next().is_some()
}

#[test]
fn a_name_is_found_in_another_spelling_and_opened_with_enter() {
    let mut window = open();
    type_name(&mut window, "Drumaev");
    assert!(listed(&window, "Yelnar Drumayev"));
    assert!(!listed(&window, "Talvi Ermesh"));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("Close this page"), "Enter opens the first");
    window.key(Modifiers::NONE, Key::N);
    assert_eq!(window.marked(), "", "what is typed steps nowhere");
    type_name(&mut window, "o such name");
    assert!(window.says("No name fits"));
}

#[test]
fn a_page_is_a_case_file_whose_lines_lead_to_their_sentences() {
    let mut window = open();
    window.click_role("Yelnar Drumayev", Role::Button);
    window.settle();
    assert!(window.says("Penalty: the reports differ"), "two penalties stand side by side");
    assert!(window.says("27 months"));
    assert!(window.says("three years"));
    window.click("With 2");
    window.click_role("Petr Lannic, together 1 time", Role::Button);
    assert_eq!(window.marked(), "Petr Lannic", "a sentence with both is shown");
    window.key(Modifiers::NONE, Key::N);
    assert!(window.marked().contains("Drumayev"), "{}", window.marked());
    let first = window.here();
    window.key(Modifiers::NONE, Key::N);
    assert_ne!((window.here().report, window.here().marked), (first.report, first.marked));
    window.key(Modifiers::NONE, Key::P);
    assert_eq!((window.here().report, window.here().marked), (first.report, first.marked));
    window.click("With 2");
    window.click("Open the page of Petr Lannic");
    window.settle();
    window.click("With 1");
    assert!(window.says("Open the page of Yelnar Drumayev"), "he stands beside the other");
}

#[test]
fn filters_leave_the_names_of_a_year_and_are_taken_off() {
    let mut window = open();
    assert!(listed(&window, "Talvi Ermesh") && listed(&window, "Petr Lannic"));
    window.click("Filters");
    window.click("Year: All years");
    window.click("2031");
    assert!(listed(&window, "Yelnar Drumayev"));
    assert!(!listed(&window, "Talvi Ermesh") && !listed(&window, "Petr Lannic"));
    type_name(&mut window, "Lannic");
    assert!(window.says("fits what you typed and all filters"));
    window.click("Take off the filters");
    assert!(listed(&window, "Petr Lannic"));
}
