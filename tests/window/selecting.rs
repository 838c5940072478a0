//! The reports that all panels speak of, chosen as somebody does who works on one country.

use super::harness::Window;
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use rapporteur::charts::Shape;

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

/// A report on another invented country, and one of which nobody can tell what it is.
const OTHERS: [(&str, &[u8]); 2] = [
    (
        "brenmark-2020-civic-watch.txt",
        b"Brenmark 2020 Human Rights Report\n\nPublisher: Civic Watch\n\nSection 1. Respect for \
          the Integrity of the Person\n\na. Torture\n\nThe ombudsman of Brenmark, Ilse Moravec, \
          received 21 complaints about torture during the year.\n\nb. Prison Conditions\n\nThe \
          Ministry of Justice reported that 2,350 persons were held in prisons on December 31.\n",
    ),
    ("stray.txt", b"On prisons\n\nThe warden counted 77 prisoners.\n"),
];

fn open() -> Window {
    Window::with(&OTHERS)
}

/// The documents that the list of figures is of.
fn documents(window: &Window) -> Vec<String> {
    let workspace = window.harness.state().workspace();
    let mut documents: Vec<String> = workspace
        .figures()
        .iter()
        .map(|id| workspace.slot(id.report).unwrap().document.to_string())
        .collect();
    documents.dedup();
    documents
}

/// Ticks what has this name in the card.
fn tick(window: &mut Window, name: &str) {
    window.click_role_last(name, Role::CheckBox);
    window.settle();
}

#[test]
fn a_country_is_chosen_in_the_card_and_every_panel_follows() {
    let mut window = open();
    assert_eq!(documents(&window).len(), 4);
    assert!(window.says("4 reports"));
    let first = window.here().report;
    window.click("All reports");
    assert!(window.says("All 4 reports"), "the card tells what is chosen");
    tick(&mut window, "Brenmark");
    assert!(window.says("1 of 4 reports"));
    window.click("Done");
    assert_eq!(documents(&window), ["brenmark-2020-civic-watch.txt"]);
    assert_eq!(window.here().report, first, "what is read stays open");
    assert!(window.says("Brenmark"), "the window's head tells it");
    assert!(window.says("People 1"), "the names are those of the chosen report");
    window.key(CTRL, Key::Num2);
    window.settle();
    assert!(window.says("2,350") && !window.says("6,120"), "so are the figures");
    window.click("Show all reports");
    window.settle();
    assert_eq!(documents(&window).len(), 4);
    assert!(window.says("6,120"));
}

#[test]
fn years_are_chosen_one_by_one_or_as_a_range() {
    let mut window = open();
    window.key(CTRL | SHIFT, Key::O);
    window.click("2019: 1 report");
    window.settle();
    assert_eq!(documents(&window), ["orvany-2019-civic-watch.txt"]);
    window.click("2020: 1 report");
    window.settle();
    assert_eq!(documents(&window).len(), 2);
    window.click("No year");
    window.settle();
    assert!(window.says("3 of 4 reports"), "a report without a year is chosen by saying so");
    window.click("All years");
    window.settle();
    assert!(window.says("All 4 reports"));
    window.key(NONE, Key::Escape);
    assert!(!window.says("Which reports?"));
}

#[test]
fn only_the_country_that_is_read_is_shown_by_a_command() {
    let mut window = open();
    window.key(CTRL, Key::K);
    window.settle();
    let field = window.harness.get_all_by_role(Role::SearchInput).last().unwrap();
    field.type_text("only this country");
    window.settle();
    window.key(NONE, Key::Enter);
    window.settle();
    let all = documents(&window);
    assert!(!all.is_empty() && all.iter().all(|name| name.starts_with("brenmark")), "{all:?}");
}

#[test]
fn a_search_finds_in_the_chosen_reports_and_says_where_it_looked() {
    let mut window = open();
    window.click("All reports");
    tick(&mut window, "Brenmark");
    window.click("Done");
    window.harness.get_by_label("Search all reports").focus();
    window.settle();
    window.harness.get_by_label("Search all reports").type_text("Kanteli");
    window.settle();
    window.settle();
    assert!(window.says("No “Kanteli” in the chosen reports"));
    window.click_role_last("Show all reports", Role::Button);
    window.settle();
    assert!(window.says("in 2 reports"), "the search is done again in all of them");
}

#[test]
fn charts_are_made_from_the_chosen_reports_and_say_so() {
    let mut window = open();
    window.key(CTRL, Key::Num3);
    window.settle();
    window.click("Torture complaints");
    window.click("Across countries");
    let texts = |window: &Window| -> String {
        let drawing = window.harness.state().chart().expect("a chart is shown");
        let text = |shape: &Shape| match shape {
            Shape::Text { text, .. } => Some(text.clone()),
            _ => None,
        };
        drawing.primitives.iter().filter_map(|one| text(&one.shape)).collect::<Vec<_>>().join(" ")
    };
    assert!(texts(&window).contains("Brenmark") && texts(&window).contains("Orvany"));
    window.key(CTRL | SHIFT, Key::O);
    window.click("2020: 1 report");
    window.click("2021: 1 report");
    window.click("Done");
    window.settle();
    let told = texts(&window);
    assert!(told.contains("Brenmark") && told.contains("21"), "{told}");
    assert!(!told.contains("48"), "what the report of 2019 tells is not counted: {told}");
    assert!(told.contains("Only from reports of 2020–2021"), "{told}");
    window.click("Latest values");
    let told = texts(&window);
    assert!(told.contains("Latest value") && told.contains("Source"), "{told}");
    let boxes = window.harness.query_all_by_role(Role::CheckBox).count();
    assert!(boxes > 0, "the series can still be chosen");
}

#[test]
fn many_countries_with_a_value_each_are_compared_at_first_sight() {
    let countries = [
        "Albania", "Belgium", "Canada", "Denmark", "Estonia", "France", "Greece", "Hungary",
        "Italy", "Japan", "Kenya", "Latvia",
    ];
    let folder = tempfile::tempdir().unwrap();
    for (at, country) in countries.iter().enumerate() {
        let text = format!(
            "{country} 2019 Human Rights Report\n\nPublisher: Civic Watch\n\nPrison Conditions\n\n\
             The Ministry of Justice reported that 3,{} persons were held in prisons on December 31.\n",
            200 + at * 10
        );
        let name = format!("{}-2019-civic-watch.txt", country.to_lowercase());
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut window = Window::on(folder.path());
    window.click("Charts");
    let drawing = window.harness.state().chart().unwrap();
    let shapes = drawing.primitives.iter().map(|one| &one.shape);
    let told: Vec<&str> = shapes
        .filter_map(|shape| match shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for country in countries {
        assert!(told.contains(&country), "{country}: {told:?}");
    }
    assert!(drawing.description.contains("Not a ranking"), "{}", drawing.description);
}
