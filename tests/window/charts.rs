//! The place of charts, as somebody uses it who has a talk to give.

use super::harness::{Always, Window};
use eframe::egui::{
    self, Key, Modifiers, OutputCommand, accesskit::Role, accesskit::Toggled, vec2,
};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{Colours, FolderPicker, Options, SaveDialog};
use rapporteur::charts::{Drawing, Shape};
use rapporteur::figures::Review;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// A report on another invented country.
const OTHER: (&str, &[u8]) = (
    "brenmark-2020-civic-watch.txt",
    b"Brenmark 2020 Human Rights Report\n\nPublisher: Civic Watch\n\nSection 1. Respect for the \
      Integrity of the Person\n\na. Torture\n\nThe ombudsman of Brenmark received 21 complaints \
      about torture during the year.\n\nb. Prison Conditions\n\nThe Ministry of Justice reported \
      that 2,350 persons were held in prisons on December 31.\n",
);

/// Values from elsewhere, as somebody would keep them.
const CSV: &str = "year,value,series\n2019,52,Patients treated\n2021,70,Patients treated\n";

/// Answers every question for a file: this one to read, and one of this folder to write.
struct Answers(PathBuf);

impl FolderPicker for Answers {
    fn pick(&self, _start: Option<&Path>) -> Option<PathBuf> {
        None
    }

    fn pick_file(&self, ending: &str, _start: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.join(format!("elsewhere.{ending}")))
    }
}

impl SaveDialog for Answers {
    fn pick(&self, suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.join(suggested))
    }
}

/// The window at the chart of torture complaints, and the folder that its answers come from.
fn at_chart() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in super::harness::REPORTS {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(folder.path().join(OTHER.0), OTHER.1).unwrap();
    let files = tempfile::tempdir().unwrap();
    std::fs::write(files.path().join("elsewhere.csv"), CSV).unwrap();
    let options = Options {
        folder: Some(folder.path().to_owned()),
        colours: Some(Colours::Light),
        ..Options::default()
    };
    let answers = || Arc::new(Answers(files.path().to_owned()));
    let mut window = Window::asking(folder, &options, answers(), answers());
    window.key(CTRL, Key::Num3);
    window.settle();
    window.click("Torture complaints");
    (window, files)
}

fn drawing(window: &Window) -> Arc<Drawing> {
    window.harness.state().chart().expect("a chart is shown")
}

/// The texts in the picture.
fn texts(window: &Window) -> Vec<String> {
    let drawing = drawing(window);
    let text = |shape: &Shape| match shape {
        Shape::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    drawing.primitives.iter().filter_map(|one| text(&one.shape)).collect()
}

fn shows(window: &Window, words: &str) -> bool {
    texts(window).join(" ").contains(words)
}

fn toggle(window: &mut Window, words: &str) {
    {
        let boxes = window.harness.query_all_by_role(Role::CheckBox);
        let named = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label.contains(words))
        };
        boxes.into_iter().find(named).expect("a box with these words").click();
    }
    window.settle();
    window.settle();
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    let roles = [Role::TextInput, Role::MultilineTextInput];
    let role = roles
        .into_iter()
        .find(|role| window.harness.query_by_role_and_label(*role, label).is_some())
        .expect("there is such a field");
    window.harness.get_by_role_and_label(role, label).focus();
    window.settle();
    window.harness.get_by_role_and_label(role, label).type_text(text);
    window.settle();
    window.settle();
}

fn steps(window: &Window) -> usize {
    window.harness.state().workspace().project().history().done()
}

#[test]
fn a_chart_is_of_series_of_two_indicators() {
    let (mut window, _files) = at_chart();
    assert!(!drawing(&window).description.contains("6,120"));
    let prisoners = {
        let workspace = window.harness.state().workspace();
        workspace.catalogue().get("prisoners").unwrap().name.clone()
    };
    window.click(&format!("Show the series of {prisoners}"));
    toggle(&mut window, "Orvany · Ministry of Justice");
    let told = drawing(&window).description.clone();
    assert!(told.contains("6,120") && told.contains("48"), "{told}");
    let ticked = |window: &Window| {
        let boxes = window.harness.query_all_by_role(Role::CheckBox);
        boxes.filter(|one| one.accesskit_node().toggled() == Some(Toggled::True)).count()
    };
    let before = ticked(&window);
    window.key(CTRL, Key::Z);
    window.settle();
    assert!(ticked(&window) < before, "a choice is taken back");
    assert!(!drawing(&window).description.contains("6,120"));
    window.key(CTRL | Modifiers::SHIFT, Key::Z);
    window.settle();
    assert!(drawing(&window).description.contains("6,120"));
    assert_eq!(steps(&window), 0, "nothing was decided");
}

#[test]
fn a_telling_is_left_out_and_the_chart_says_so() {
    let (mut window, _files) = at_chart();
    assert!(shows(&window, "48") && shows(&window, "63"));
    toggle(&mut window, "In the chart: 48");
    assert!(!texts(&window).contains(&"48".to_owned()));
    assert!(shows(&window, "left out"), "{:?}", texts(&window));
    assert!(window.says("In the chart: 48"), "it can be taken in again");
    toggle(&mut window, "In the chart: 48");
    assert!(shows(&window, "48") && !shows(&window, "left out"));
}

#[test]
fn an_event_is_marked_and_taken_away() {
    let (mut window, _files) = at_chart();
    window.click("Years");
    type_into(&mut window, "Date of the event", "May 2020");
    type_into(&mut window, "What happened", "New criminal code");
    window.click("Add event line");
    assert!(shows(&window, "New criminal code"), "{:?}", texts(&window));
    window.click("Remove event: New criminal code");
    assert!(!shows(&window, "New criminal code"));
    type_into(&mut window, "Date of the event", "soon");
    window.click("Add event line");
    assert!(window.says("Write a day"), "what is wrong is said");
}

#[test]
fn a_note_is_removed_on_purpose_and_put_back() {
    let (mut window, _files) = at_chart();
    window.click("Footnotes");
    let notes = |window: &Window| -> Vec<String> {
        let nodes = window.harness.query_all_by_label_contains("Remove note: ");
        let labels = nodes.filter_map(|node| node.accesskit_node().label());
        labels.map(|label| label.replace("Remove note: ", "")).collect()
    };
    let all = notes(&window);
    let first = all.first().expect("the chart calls for a note").clone();
    window.click(&format!("Remove note: {first}"));
    assert!(!drawing(&window).description.contains(&first));
    assert_eq!(notes(&window).len(), all.len() - 1);
    window.click("Put back");
    assert_eq!(notes(&window), all);
}

#[test]
fn values_from_elsewhere_are_laid_beside_those_of_the_reports() {
    let (mut window, files) = at_chart();
    window.click("Reference data");
    window.click("Add reference data");
    assert!(shows(&window, "Patients treated"), "{:?}", texts(&window));
    assert!(window.says("2 values"));
    window.click("Remove reference: Patients treated");
    assert!(!shows(&window, "Patients treated"));
    std::fs::write(files.path().join("elsewhere.csv"), "year,value\n2019,some\n").unwrap();
    window.click("Add reference data");
    assert!(window.says("line 2"), "what is wrong is said");
}

#[test]
fn countries_are_compared_in_small_charts() {
    let (mut window, _files) = at_chart();
    window.click("Across countries");
    assert!(shows(&window, "Brenmark") && shows(&window, "Orvany"), "{:?}", texts(&window));
    assert!(shows(&window, "21") && shows(&window, "63"), "{:?}", texts(&window));
    window.click("Table");
    assert!(shows(&window, "Brenmark") && shows(&window, "21"), "{:?}", texts(&window));
}

#[test]
fn before_an_export_the_points_are_checked_one_by_one() {
    let (mut window, files) = at_chart();
    window.click("Export PNG");
    assert!(window.says("None of the 2 points"));
    window.click("Check now");
    assert!(window.says("1 of 2"));
    window.key(NONE, Key::A);
    assert!(window.says("2 of 2"));
    window.key(NONE, Key::R);
    window.settle();
    assert!(window.says("1 accepted, 1 rejected"));
    let with = |window: &Window, review: Review| {
        let workspace = window.harness.state().workspace();
        let figures = workspace.figures();
        figures.iter().filter(|id| workspace.figure(**id).unwrap().review == review).count()
    };
    assert_eq!((with(&window, Review::Accepted), with(&window, Review::Rejected)), (1, 1));
    window.key(CTRL, Key::Z);
    window.settle();
    assert_eq!(with(&window, Review::Rejected), 0, "undone without leaving the card");
    window.click_role_last("Export PNG", Role::Button);
    window.settle();
    let path = files.path().join("torture-complaints.png");
    for _ in 0..5_000 {
        if path.exists() && window.says("Chart saved as") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(4));
        window.harness.step();
    }
    assert!(std::fs::read(path).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_saved_chart_is_changed_kept_and_opened_again() {
    let (mut window, _files) = at_chart();
    assert!(window.says("not saved"));
    window.key(CTRL, Key::S);
    window.click("Save");
    window.settle();
    assert!(!window.says("not saved") && !window.says("changed"));
    window.click("Dots");
    assert!(window.says("changed"));
    window.key(CTRL, Key::S);
    window.settle();
    assert!(!window.says("changed"));
    let saved = drawing(&window);
    window.key(CTRL, Key::N);
    window.settle();
    assert!(window.says("No series chosen"));
    let name = saved.title.clone();
    window.click_role(&name, Role::Button);
    window.settle();
    assert_eq!(drawing(&window).description, saved.description, "opened as it was kept");
    assert_eq!(*drawing(&window), *saved);
    assert_eq!(window.harness.state().workspace().project().charts().count(), 1);
}

#[test]
fn saved_charts_are_slides_in_their_order() {
    let (mut window, files) = at_chart();
    window.key(CTRL, Key::S);
    window.click("Save");
    window.settle();
    window.click("Dots");
    window.click_role("Torture complaints", Role::Button);
    window.settle();
    window.key(CTRL, Key::S);
    type_into(&mut window, "Name of the chart", " again");
    window.click("Save");
    window.settle();
    let named = |window: &Window| -> Vec<(String, u32)> {
        let charts = window.harness.state().workspace().project().charts();
        let mut named: Vec<_> = charts.map(|(_, one)| (one.name.clone(), one.rank)).collect();
        named.sort_by_key(|(_, rank)| *rank);
        named
    };
    let saved = named(&window);
    assert_eq!(saved.iter().map(|(_, rank)| *rank).collect::<Vec<_>>(), [0, 1]);
    let last = saved[1].0.clone();
    window.harness.get_by_role_and_label(Role::Button, &last).click_secondary();
    window.settle();
    window.click("Move up");
    window.settle();
    assert_eq!(named(&window)[0].0, last, "moved to the front");
    window.click("All charts as slides");
    assert!(window.says("None of the 2 points of these charts"), "both are of the same points");
    window.click("Export anyway");
    let path = files.path().join("charts.pptx");
    for _ in 0..5_000 {
        if path.exists() && window.says("Slides saved as") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(4));
        window.harness.step();
    }
    assert!(std::fs::read(path).unwrap().starts_with(b"PK"));
}

#[test]
fn figures_picked_by_hand_are_a_chart() {
    let (mut window, _files) = at_chart();
    window.key(CTRL, Key::Num2);
    let search = window.harness.get_by_role_and_label(Role::SearchInput, "Filter figures by words");
    search.focus();
    window.settle();
    let search = window.harness.get_by_role_and_label(Role::SearchInput, "Filter figures by words");
    search.type_text("journalists");
    window.settle();
    window.key(NONE, Key::Escape);
    window.harness.get_by_label_contains("shown …").click();
    window.settle();
    window.click("Chart these");
    let told = drawing(&window).description.clone();
    assert!(told.contains("17") && told.contains('9'), "{told}");
    assert!(!told.contains("6,120"), "{told}");
    assert_eq!(steps(&window), 0, "no indicator is made for them");
    assert!(window.says("picked by hand"));
    window.click("Whole series");
    assert!(!window.says("picked by hand"));
    assert!(drawing(&window).description.contains("17"));
}

#[test]
fn points_are_reached_by_keys_and_the_picture_is_copied() {
    let (mut window, _files) = at_chart();
    let sentence = "had received 48 complaints";
    let told = |window: &Window| window.harness.query_all_by_label_contains(sentence).count();
    let before = told(&window);
    window.harness.get_by_label_contains("Chart: ").focus();
    window.settle();
    window.key(NONE, Key::ArrowRight);
    assert_eq!(told(&window), before + 1, "the card of the first point is shown");
    window.key(NONE, Key::ArrowRight);
    assert_eq!(told(&window), before, "and then that of the next");
    window.harness.key_press_modifiers(CTRL | Modifiers::SHIFT, Key::P);
    let mut copied = None;
    for _ in 0..5_000 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        copied = commands.iter().find_map(|command| match command {
            OutputCommand::CopyImage(image) => Some(image.size),
            _ => None,
        });
        if copied.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(4));
    }
    assert_eq!(copied, Some([1920, 1080]));
    let pressed = egui::Event::Key {
        key: Key::T,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: CTRL | Modifiers::SHIFT,
    };
    let text = window.copied(pressed).unwrap_or_default();
    assert!(text.starts_with("Year\t") && text.contains("63"), "{text}");
}

#[test]
fn nothing_is_cut_off_in_a_small_window() {
    let (mut window, _files) = at_chart();
    window.harness.set_size(vec2(1024.0, 700.0));
    window.settle();
    for label in ["Copy picture", "Save chart", "Export PNG", "Across countries", "By series"] {
        let rect = window.harness.get_by_label(label).rect();
        assert!(rect.right() <= 1024.0 && rect.left() >= 0.0, "{label}: {rect:?}");
    }
    let chart = window.harness.get_by_label_contains("Chart: ").rect();
    assert!(chart.width() > 380.0, "{chart:?}");
}

#[test]
fn what_was_changed_in_a_saved_chart_is_kept_when_another_is_opened() {
    let (mut window, _files) = at_chart();
    window.key(CTRL, Key::S);
    window.click("Save");
    window.settle();
    let name = drawing(&window).title.clone();
    window.click("Dots");
    assert!(window.says("changed"));
    let changed = drawing(&window);
    window.click_role(&name, Role::Button);
    window.settle();
    assert_eq!(*drawing(&window), *changed, "its own name throws nothing away");
    let before = steps(&window);
    window.key(CTRL, Key::N);
    window.settle();
    assert_eq!(steps(&window), before + 1, "a step that can be taken back");
    window.click_role(&name, Role::Button);
    window.settle();
    assert_eq!(*drawing(&window), *changed);
    assert!(!window.says("changed"));
}

/// What the window stores between two starts.
#[derive(Default)]
struct Stored(std::collections::HashMap<String, String>);

impl eframe::Storage for Stored {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

#[test]
fn a_chart_that_was_not_saved_is_there_when_its_folder_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in super::harness::REPORTS {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let picker = Arc::new(Always(folder.path().to_owned()));
    let options = Options { folder: Some(folder.path().to_owned()), ..Options::default() };
    let mut window = Window::start(folder, &options, picker);
    window.key(CTRL, Key::Num3);
    window.settle();
    let mut stored = Stored::default();
    eframe::App::save(window.harness.state_mut(), &mut stored);
    assert!(!stored.0.is_empty() && !stored.0.values().any(|json| json.contains("typed")));
    window.click("Torture complaints");
    window.click("Words");
    type_into(&mut window, "Title", "My finding");
    assert_eq!(drawing(&window).title, "My finding");
    eframe::App::save(window.harness.state_mut(), &mut stored);
    assert!(stored.0.values().any(|json| json.contains("My finding")), "{:?}", stored.0);
    window.key(CTRL, Key::O);
    window.settle();
    assert!(!window.says("My finding"), "the folder is opened anew");
    window.key(CTRL, Key::Num3);
    window.settle();
    assert_eq!(drawing(&window).title, "My finding");
}
