//! What the user decides on people, courts and organizations: done, seen on the page, taken back.

use super::harness::{REPORTS, Window};
use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{FolderPicker, Options, Place, SaveDialog};
use rapporteur::entities::EntityKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Somebody of the editor's name in another country: whether they are one is doubtful.
const NAMESAKE: (&str, &[u8]) = (
    "velnia-2021-civic-watch.txt",
    b"Velnia 2021 Human Rights Report\n\nPublisher: Civic Watch\n\nThe fisherman Ruvo Kanteli fled.\n",
);

fn ctrl_shift(window: &mut Window, key: Key) {
    window.key(CTRL | Modifiers::SHIFT, key);
    window.settle();
}

/// The names of a kind that lists show.
fn names(window: &Window, kind: EntityKind) -> Vec<String> {
    let merged = window.harness.state().workspace().merged();
    let ids = (0..).map(rapporteur::workspace::EntityId).zip(merged.entities.iter());
    ids.filter(|(id, entity)| entity.kind == kind && !merged.is_hidden(*id))
        .map(|(_, entity)| entity.name.to_owned())
        .collect()
}

fn people(window: &Window) -> Vec<String> {
    names(window, EntityKind::Person)
}

fn suggestions(window: &Window) -> usize {
    window.harness.state().workspace().merged().suggestions.len()
}

/// Clicks what has this name and waits for what comes of it.
fn click(window: &mut Window, label: &str) {
    window.click(label);
    window.settle();
}

/// Shows the page of a name of the list.
fn choose(window: &mut Window, name: &str) {
    window.click_role(name, Role::Button);
    assert!(window.says("Close this page"), "the page of {name} is shown");
}

fn type_text(window: &mut Window, text: &str) {
    window.harness.event(Event::Text(text.to_owned()));
    window.settle();
}

#[test]
fn a_name_is_changed_by_a_key_and_the_change_is_taken_back_on_its_page() {
    let mut window = Window::open();
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
    window.key(Modifiers::NONE, Key::F2);
    assert!(window.says("Choose a person, court or organization first"));
    choose(&mut window, "Talvi Ermesh");
    window.key(Modifiers::NONE, Key::F2);
    window.key(CTRL, Key::A);
    type_text(&mut window, "T. Ermesh");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(people(&window), ["Ruvo Kanteli", "T. Ermesh"]);
    let back = "Take back: Renamed by you from Talvi Ermesh";
    assert!(window.says(back), "the page stays and tells it");
    click(&mut window, back);
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
    assert!(!window.says(back));
    window.key(CTRL, Key::Z);
    window.settle();
    assert_eq!(people(&window), ["Ruvo Kanteli", "T. Ermesh"]);
}

#[test]
fn two_names_are_made_one_by_searching_the_other_and_parted_again() {
    let mut window = Window::open();
    choose(&mut window, "Ruvo Kanteli");
    ctrl_shift(&mut window, Key::M);
    type_text(&mut window, "ermesh");
    window.key(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(people(&window), ["Talvi Ermesh"]);
    assert!(window.says("Take back: Merged by you: Ruvo Kanteli"));
    // Splitting off what was merged is the merge taken back.
    click(&mut window, "Change …");
    click(&mut window, "Split name");
    let boxes = window.harness.query_all_by_role(Role::CheckBox).count();
    assert_eq!(boxes, 4, "each of two people in two reports");
    for label in ["Orvany 2019", "Orvany 2021"] {
        let label = format!("Ruvo Kanteli\n{label}");
        let nodes: Vec<_> = window.harness.query_all_by_label_contains(&label).collect();
        nodes.first().expect("a line for each report").click();
        drop(nodes);
        window.settle();
    }
    click(&mut window, "Split off");
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
    let held = window.harness.state().workspace().project().decisions().len();
    assert_eq!(held, 0, "nothing is left of the merge");
}

#[test]
fn mentions_of_one_report_are_split_off() {
    let mut window = Window::open();
    choose(&mut window, "Talvi Ermesh");
    ctrl_shift(&mut window, Key::D);
    let nodes: Vec<_> =
        window.harness.query_all_by_label_contains("Talvi Ermesh\nOrvany 2021").collect();
    nodes.first().expect("a line for the report").click();
    drop(nodes);
    window.settle();
    click(&mut window, "Split off");
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh", "Talvi Ermesh"]);
    click(&mut window, "Take back: Split off by you: Talvi Ermesh");
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
}

#[test]
fn a_kind_is_changed_and_names_are_hidden_and_shown_again() {
    let mut window = Window::open();
    choose(&mut window, "Ruvo Kanteli");
    ctrl_shift(&mut window, Key::K);
    click(&mut window, "Organization");
    assert!(names(&window, EntityKind::Organization).contains(&"Ruvo Kanteli".to_owned()));
    window.key(CTRL, Key::Z);
    window.settle();
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
    ctrl_shift(&mut window, Key::E);
    assert_eq!(people(&window), ["Talvi Ermesh"]);
    click(&mut window, "1 hidden");
    click(&mut window, "Show again");
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
    window.key(Modifiers::NONE, Key::Escape);
    ctrl_shift(&mut window, Key::N);
    assert_eq!(people(&window), ["Talvi Ermesh"]);
    let marked = window.harness.query_all_by_role_and_label(Role::Link, "Kanteli").count();
    assert_eq!(marked, 0, "what is not a name is not marked in the report either");
    click(&mut window, "1 hidden");
    assert!(window.says("Person · not a name") || window.says("Show again"));
    click(&mut window, "Show again");
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
}

#[test]
fn what_may_be_one_is_refused_or_accepted_by_keys() {
    let mut window = Window::with(&[NAMESAKE]);
    assert_eq!((people(&window).len(), suggestions(&window)), (3, 1));
    click(&mut window, "1 to look at");
    assert!(window.says("Why: same name in reports on different countries"));
    window.key(Modifiers::NONE, Key::R);
    window.settle();
    assert_eq!((people(&window).len(), suggestions(&window)), (3, 0));
    assert!(window.says("Nothing is left to look at"));
    window.key(CTRL, Key::Z);
    window.settle();
    assert_eq!(suggestions(&window), 1);
    window.key(Modifiers::NONE, Key::A);
    window.settle();
    assert_eq!(people(&window), ["Ruvo Kanteli", "Talvi Ermesh"]);
    window.key(Modifiers::NONE, Key::Escape);
    choose(&mut window, "Ruvo Kanteli");
    click(&mut window, "Take back: Merged by you: Ruvo Kanteli");
    window.settle();
    assert_eq!((people(&window).len(), suggestions(&window)), (3, 1));
}

#[test]
fn a_name_in_the_list_and_in_the_report_has_the_ways_to_decide_in_its_menu() {
    let mut window = Window::open();
    for role in [Role::Button, Role::Link] {
        let nodes: Vec<_> = window
            .harness
            .query_all_by_role(role)
            .filter(|node| node.accesskit_node().label().as_deref() == Some("Talvi Ermesh"))
            .collect();
        nodes.first().expect("the name is in list and report").click_secondary();
        drop(nodes);
        window.settle();
        for entry in ["Merge name", "Rename name", "Change kind of name", "Hide name", "Not a name"]
        {
            assert!(window.says(entry), "{role:?}: {entry}");
        }
        window.key(Modifiers::NONE, Key::Escape);
    }
    assert_eq!(window.here().place, Place::Read);
}

/// Saves where the test says.
struct OneFile(PathBuf);

impl SaveDialog for OneFile {
    fn pick(&self, _suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}

impl FolderPicker for OneFile {
    fn pick(&self, _start: Option<&Path>) -> Option<PathBuf> {
        None
    }
}

#[test]
fn names_and_case_files_are_exported() {
    let wanted = [
        ("Export names", "names.json", "Names saved as", "Ruvo Kanteli"),
        ("Export names", "names.csv", "Names saved as", "Supreme Court of Orvany"),
        ("Export case files", "cases.json", "Case files saved as", "slander"),
    ];
    for (command, file, said, holds) in wanted {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in REPORTS {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join(file);
        let options = Options { folder: Some(folder.path().to_owned()), ..Options::default() };
        let [picker, save] = [(); 2].map(|()| Arc::new(OneFile(path.clone())));
        let mut window = Window::asking(folder, &options, picker, save);
        window.key(CTRL, Key::K);
        type_text(&mut window, command);
        window.key(Modifiers::NONE, Key::Enter);
        let begun = Instant::now();
        while !window.says(said) {
            assert!(begun.elapsed() < Duration::from_mins(1), "never said: {said}");
            std::thread::sleep(Duration::from_millis(5));
            window.harness.step();
        }
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(written.contains(holds), "{file}: {written}");
    }
}

/// A report that names many people, those of one first name.
fn crowd(year: u16, first: &str) -> String {
    let last = [
        "Moravec",
        "Lannic",
        "Drumayev",
        "Brasko",
        "Telmanov",
        "Orsolic",
        "Vintersen",
        "Kadlec",
        "Zarubin",
        "Halvorsen",
        "Petrescu",
        "Nowicki",
        "Sorokin",
        "Ilves",
        "Grabar",
        "Dusek",
    ];
    let told: Vec<String> = last
        .iter()
        .map(|last| format!("On May 3 police detained the activist {first} {last}.\n\n"))
        .collect();
    format!("Karvenia {year} Human Rights Report\n\nSection 1. Arrest\n\n{}", told.concat())
}

#[test]
fn what_is_pointed_at_in_a_list_stays_there_while_names_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let write = |year, first| {
        let path = folder.path().join(format!("karvenia-{year}.txt"));
        std::fs::write(path, crowd(year, first)).unwrap();
    };
    write(2019, "Mirek");
    write(2020, "Tova");
    let mut window = Window::on(folder.path());
    let top = |window: &Window| {
        let row = window.harness.get_all_by_label_contains("Mirek Kadlec").next().unwrap();
        row.rect().top()
    };
    let before = top(&window);
    let at = window.harness.get_all_by_label_contains("Mirek Kadlec").next().unwrap().rect();
    window.harness.hover_at(at.center());
    window.settle();
    // Sixteen names that stand before all others.
    write(2021, "Anselm");
    window.harness.state().workspace().look_again();
    let begun = Instant::now();
    while !window.says("People 48") {
        assert!(begun.elapsed() < Duration::from_mins(1), "they never came in");
        window.settle();
    }
    assert!((top(&window) - before).abs() < 1.0, "{} instead of {before}", top(&window));
}
