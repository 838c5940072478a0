//! What the user decides, notes and corrects: done, seen, undone and done again.

use super::harness::Window;
use eframe::egui::{Event, Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::Place;
use rapporteur::entities::ReportIndex;
use rapporteur::project::{Highlight, Verdict, What};
use rapporteur::series::FigureId;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A sentence of the first report.
const SENTENCE: &str = "Ermesh asked the Ministry of Justice to open the files.";

/// Selects the paragraph that begins so, by three clicks.
fn select_paragraph(window: &mut Window, start: &str) {
    let at = {
        let nodes = window.harness.query_all_by_label_contains(start);
        let mut texts = nodes.filter(|node| node.accesskit_node().role() == Role::Paragraph);
        texts.next().expect("the paragraph is in view").rect()
    };
    window.drag(at.left_top() + vec2(1.0, 10.0), at.right_bottom() - vec2(1.0, 10.0));
}

fn notes(window: &Window) -> usize {
    window.harness.state().workspace().project().notes().count()
}

/// Presses keys and returns what they put on the clipboard.
fn copied_by(window: &mut Window, modifiers: Modifiers, key: Key) -> Option<String> {
    let (physical_key, repeat) = (None, false);
    let event = |pressed| Event::Key { key, physical_key, pressed, repeat, modifiers };
    window.harness.event(Event::ModifiersChanged(modifiers));
    window.harness.step();
    let copied = window.copied(event(true));
    window.harness.event(event(false));
    window.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    window.settle();
    copied
}

/// Types into a field in place of what stands in it.
fn replace(window: &mut Window, label: &str, text: &str) {
    let role = |window: &Window| {
        let single = window.harness.query_by_role_and_label(Role::TextInput, label).is_some();
        if single { Role::TextInput } else { Role::MultilineTextInput }
    };
    let role = role(window);
    window.harness.get_by_role_and_label(role, label).focus();
    window.settle();
    window.key(CTRL, Key::A);
    window.harness.get_by_role_and_label(role, label).type_text(text);
    window.settle();
}

#[test]
fn words_are_quoted_with_their_source_in_one_key() {
    let mut window = Window::open();
    select_paragraph(&mut window, "In March the ombudsman");
    let quote = copied_by(&mut window, CTRL | Modifiers::SHIFT, Key::C).expect("a quote");
    assert!(quote.contains("her office had received 48 complaints"), "{quote}");
    assert!(quote.contains("Civic Watch, Orvany 2019 Human Rights Report"), "{quote}");
    assert!(window.says("Copied with its source"));
    window.key(CTRL, Key::Num2);
    let none = copied_by(&mut window, CTRL | Modifiers::SHIFT, Key::C);
    assert_eq!(none, None, "no figure is chosen yet");
    window.key(Modifiers::NONE, Key::ArrowDown);
    let figure = copied_by(&mut window, CTRL | Modifiers::SHIFT, Key::C).expect("its sentence");
    assert!(figure.contains("Civic Watch"), "{figure}");
}

#[test]
fn a_note_is_written_listed_found_again_undone_and_deleted() {
    let mut window = Window::open();
    select_paragraph(&mut window, "In March the ombudsman");
    window.key(CTRL, Key::M);
    replace(&mut window, "Note", "Ask her for the files");
    replace(&mut window, "Tags", "ombudsman, to do");
    window.key(CTRL, Key::Enter);
    assert_eq!(notes(&window), 1);
    assert!(window.says("Note: Ask her for the files"), "a sign stands in the margin");
    window.key(CTRL, Key::Num4);
    assert_eq!(window.here().place, Place::Notes);
    assert!(window.says("#to do"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.click("Open in report");
    assert_eq!(window.here().place, Place::Read);
    assert!(window.marked().starts_with("In March the ombudsman"), "{}", window.marked());
    window.key(CTRL, Key::Z);
    assert_eq!(notes(&window), 0);
    assert!(window.says("Undone: Add note"));
    window.key(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(notes(&window), 1);
    window.key(CTRL, Key::Num4);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.click("Delete note");
    assert_eq!(notes(&window), 0);
    assert!(window.says("No notes yet"));
    window.key(CTRL, Key::Y);
    window.key(CTRL, Key::Z);
    assert_eq!(notes(&window), 1, "what was deleted is back");
}

#[test]
fn a_field_undoes_its_own_letters_while_it_is_typed_in() {
    let mut window = Window::open();
    select_paragraph(&mut window, "In March the ombudsman");
    window.key(CTRL, Key::H);
    assert_eq!(notes(&window), 1);
    window.key(CTRL, Key::F);
    window.harness.get_by_label("Words to find").type_text("court");
    window.settle();
    window.key(CTRL, Key::Z);
    assert_eq!(notes(&window), 1, "the highlight is not what was undone");
}

#[test]
fn the_same_key_highlights_and_takes_the_highlight_off() {
    let mut window = Window::open();
    for held in [Some(Highlight::Yellow), None] {
        select_paragraph(&mut window, "In March the ombudsman");
        window.key(CTRL, Key::H);
        let highlight = {
            let project = window.harness.state().workspace().project();
            project.notes().next().and_then(|(_, note)| note.highlight)
        };
        assert_eq!(highlight, held);
    }
    assert!(!window.says("Highlighted in yellow\n"));
}

#[test]
fn what_was_highlighted_is_at_hand_for_a_note() {
    let mut window = Window::open();
    select_paragraph(&mut window, "In March the ombudsman");
    window.key(CTRL, Key::H);
    window.key(CTRL, Key::M);
    replace(&mut window, "Note", "Ask for the list");
    window.click("Save note");
    let project = window.harness.state().workspace().project();
    let notes: Vec<_> = project.notes().map(|(_, note)| note).collect();
    assert_eq!(notes.len(), 1);
    assert_eq!(
        (notes[0].text.as_str(), notes[0].highlight),
        ("Ask for the list", Some(Highlight::Yellow))
    );
}

#[test]
fn esc_closes_the_card_and_keeps_nothing() {
    let mut window = Window::open();
    select_paragraph(&mut window, "In March the ombudsman");
    window.key(CTRL, Key::M);
    replace(&mut window, "Note", "Never mind");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Save note").is_none());
    assert_eq!(notes(&window), 0);
}

#[test]
fn figures_are_accepted_and_rejected_by_keys() {
    let mut window = Window::open();
    window.key(CTRL, Key::Num2);
    window.key(Modifiers::NONE, Key::ArrowDown);
    let verdicts = |window: &Window| -> Vec<Verdict> {
        let workspace = window.harness.state().workspace();
        let verdict = |id: &FigureId| match &workspace.figure_decision(*id)?.what {
            What::Figure(decision) => decision.verdict,
            _ => None,
        };
        workspace.figures().iter().filter_map(verdict).collect()
    };
    window.key(Modifiers::NONE, Key::A);
    assert_eq!(verdicts(&window), [Verdict::Accepted]);
    assert!(window.says("Accepted"));
    window.key(Modifiers::NONE, Key::R);
    assert_eq!(verdicts(&window), [Verdict::Rejected]);
    window.key(Modifiers::NONE, Key::R);
    assert_eq!(verdicts(&window), [], "the same again takes it back");
    window.key(CTRL, Key::Z);
    assert_eq!(verdicts(&window), [Verdict::Rejected]);
    window.key(CTRL, Key::Z);
    assert_eq!(verdicts(&window), [Verdict::Accepted]);
}

#[test]
fn the_history_leads_back_to_any_step() {
    let mut window = Window::open();
    select_paragraph(&mut window, "In March the ombudsman");
    window.key(CTRL, Key::H);
    select_paragraph(&mut window, "Independent Monitoring");
    window.key(CTRL, Key::H);
    assert_eq!(notes(&window), 2);
    window.key(CTRL | Modifiers::SHIFT, Key::H);
    window.click("As it was when opened");
    assert_eq!(notes(&window), 0);
    let last = {
        let workspace = window.harness.state().workspace();
        workspace.project().history().steps()[1].name.clone()
    };
    window.click(&last);
    assert_eq!(notes(&window), 2);
}

#[test]
fn a_report_is_said_to_be_another_and_back_to_what_was_found() {
    let mut window = Window::open();
    let year = |window: &Window| {
        window.harness.state().workspace().report(ReportIndex(0)).unwrap().metadata.year()
    };
    window.key(CTRL, Key::K);
    window.harness.get_by_label("Command").type_text("what report");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("Found "), "the guess says why");
    replace(&mut window, "Year", "2018");
    window.click("Save");
    window.settle();
    assert_eq!(year(&window), Some(2018));
    assert!(window.says("2018 Civic Watch"), "the library follows");
    window.key(CTRL, Key::Z);
    window.settle();
    assert_eq!(year(&window), Some(2019));
}

#[test]
fn a_chart_is_kept_under_a_name_renamed_and_opened() {
    let mut window = Window::open();
    window.key(CTRL, Key::Num3);
    window.settle();
    window.key(CTRL, Key::S);
    replace(&mut window, "Name of the chart", "Prisons for the talk");
    window.click("Save");
    assert!(window.says("Prisons for the talk"));
    let charts = |window: &Window| window.harness.state().workspace().project().charts().count();
    assert_eq!(charts(&window), 1);
    window.click_role("Prisons for the talk", Role::Button);
    assert_eq!(window.here().place, Place::Charts);
    window.key(CTRL, Key::Z);
    assert_eq!(charts(&window), 0);
    window.key(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(charts(&window), 1);
}

#[test]
fn citations_are_written_in_the_style_that_is_chosen() {
    let mut window = Window::open();
    window.key(CTRL, Key::K);
    window.harness.get_by_label("Command").type_text("citation style");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    window.click("A template of your own");
    replace(&mut window, "Template", "{publsher}");
    assert!(window.says("Is {publisher} meant?"), "what is wrong is said");
    replace(&mut window, "Template", "{publisher}: {quote}");
    window.click("Use this style");
    select_paragraph(&mut window, "In March the ombudsman");
    let quote = copied_by(&mut window, CTRL | Modifiers::SHIFT, Key::C).expect("a quote");
    assert!(quote.starts_with("Civic Watch: In March the ombudsman"), "{quote}");
    assert!(quote.contains(SENTENCE), "{quote}");
}

#[test]
fn a_note_whose_words_are_gone_is_listed_and_attached_anew() {
    let folder = tempfile::tempdir().unwrap();
    let write = |sentence: &str| {
        let head = "Orvany 2017 Human Rights Report\n\nPublisher: Civic Watch";
        std::fs::write(folder.path().join("a.txt"), format!("{head}\n\n{sentence}")).unwrap();
    };
    write("The registry of Marn was closed to all visitors in the spring.");
    let mut window = Window::on(folder.path());
    select_paragraph(&mut window, "The registry of Marn");
    window.key(CTRL, Key::H);
    assert_eq!(notes(&window), 1);
    drop(window);
    // Nothing of the sentence is left.
    write("Nobody asked why these doors had no handles, or who painted them green.");
    let mut window = Window::on(folder.path());
    assert_eq!(notes(&window), 1, "the note was saved");
    window.key(CTRL, Key::Num4);
    assert!(window.says("Without a place 1"), "it is listed as homeless");
    window.key(CTRL, Key::Num1);
    select_paragraph(&mut window, "Nobody asked why");
    window.key(CTRL, Key::Num4);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.click("Attach to the selected words");
    window.settle();
    assert!(!window.says("Without a place 1"));
    window.click("Open in report");
    assert!(window.marked().starts_with("Nobody asked why"), "{}", window.marked());
}

#[test]
fn a_second_window_says_that_it_is_read_only() {
    let first = Window::open();
    let folder = first.harness.state().workspace().folder().unwrap().to_owned();
    let mut second = Window::on(&folder);
    assert!(second.says("Read-only"));
    select_paragraph(&mut second, "In March the ombudsman");
    second.key(CTRL, Key::H);
    assert_eq!(notes(&second), 0);
    assert!(second.says("another window"), "why is said");
}
