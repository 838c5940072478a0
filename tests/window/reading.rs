//! Reading: from the library, the contents, a name or a search to a sentence, and back.

use super::harness::{Always, REPORTS, Window};
use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{Options, Place};
use rapporteur::entities::ReportIndex;
use rapporteur::series::FigureId;
use std::sync::Arc;

const LATE: &str = "2021 Civic Watch";

#[test]
fn the_library_opens_a_report_and_the_contents_lead_to_a_section() {
    let mut window = Window::open();
    assert_eq!(window.here().report, Some(ReportIndex(0)), "the first report opens by itself");
    window.click(LATE);
    assert_eq!(window.here().report, Some(ReportIndex(1)));
    assert!(window.says("brought four of them"), "its text is on the page");
    let before = window.here();
    window.click("2. Respect for Civil Liberties");
    assert!(window.marked().contains("Respect for Civil Liberties"), "{}", window.marked());
    assert!(window.here().top > before.top);
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.here().top, before.top, "back is where one was");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.here().report, Some(ReportIndex(0)));
    window.key(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(window.here().report, Some(ReportIndex(1)));
}

#[test]
fn an_entity_leads_to_its_mentions_in_all_reports_and_back() {
    let mut window = Window::open();
    window.click_role("Talvi Ermesh", Role::Button);
    assert!(window.says("Close this page"), "her page is open");
    let mut seen = Vec::new();
    for _ in 0..3 {
        window.key(Modifiers::NONE, Key::F4);
        seen.push((window.here().report, window.marked()));
    }
    assert!(seen.iter().all(|(_, words)| words.contains("Ermesh")), "{seen:?}");
    let reports: std::collections::HashSet<_> = seen.iter().map(|(report, _)| *report).collect();
    assert_eq!(reports.len(), 2, "her mentions of both years were stepped through: {seen:?}");
    window.key(Modifiers::SHIFT, Key::F4);
    assert_eq!((window.here().report, window.marked()), seen[1]);
    window.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!((window.here().report, window.marked()), seen[2], "back over the last jump");
}

#[test]
fn a_name_in_the_text_opens_its_page_and_esc_closes_it() {
    let mut window = Window::open();
    window.click_role("Talvi Ermesh", Role::Link);
    assert!(window.says("Close this page"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Close this page"));
}

#[test]
fn find_counts_its_hits_and_steps_through_them() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label("Words to find").type_text("ministry of justice");
    window.settle();
    assert!(window.says("1 of 2"));
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.says("2 of 2"));
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.says("1 of 2"), "after the last comes the first");
    window.key(Modifiers::SHIFT, Key::F3);
    assert!(window.says("2 of 2"));
    window.click("Close the search");
    assert!(!window.says("2 of 2"));
}

#[test]
fn text_is_selected_over_paragraphs_and_copied_as_it_stands() {
    let mut window = Window::open();
    let paragraph = |start: &str| {
        let nodes = window.harness.query_all_by_label_contains(start);
        let mut of_text =
            nodes.into_iter().filter(|node| node.accesskit_node().role() == Role::Paragraph);
        of_text.next().expect("the paragraph is in view").rect()
    };
    let first = paragraph("In March the ombudsman");
    let last = paragraph("Physical Conditions:");
    window.drag(first.left_top() + eframe::egui::vec2(1.0, 10.0), last.left_bottom());
    let copied = window.copied(Event::Copy).expect("something was copied");
    assert!(copied.starts_with("In March the ombudsman"), "{copied}");
    assert!(copied.contains("\n\n"), "the paragraphs between are in it: {copied}");
    assert!(copied.contains("Prison Conditions"), "{copied}");
    let text = &window.harness.state().workspace().report(ReportIndex(0)).unwrap().text;
    assert!(text.contains(&copied), "it is the report's own text");
}

#[test]
fn a_failed_file_is_named_with_its_reason_and_the_rest_goes_on() {
    let mut window =
        Window::with(&[("broken.pdf", b"%PDF-1.7 and then nothing"), ("empty.txt", b"")]);
    assert!(window.says("2 could not be read"));
    window.click("empty.txt");
    assert!(window.says("the file is empty"));
    window.click("2019 Civic Watch");
    assert!(window.says("In March the ombudsman"));
    window.click("2 could not be read");
    assert!(window.says("broken.pdf") && window.says("This report could not be read"));
}

#[test]
fn a_locked_file_opens_with_its_password() {
    let locked = std::fs::read("tests/fixtures/locked-aes256.pdf").unwrap();
    let mut window = Window::with(&[("locked.pdf", &locked)]);
    assert!(window.says("1 asks for a password"));
    window.click("locked.pdf");
    for (password, opens) in [("not it", false), ("user-word", true)] {
        assert!(window.says("This report is locked"));
        let field = window.harness.get_by_role_and_label(Role::PasswordInput, "Password");
        field.focus();
        window.settle();
        let field = window.harness.get_by_role_and_label(Role::PasswordInput, "Password");
        field.type_text(password);
        window.settle();
        window.click("Open");
        window.settle();
        assert_eq!(window.says("This password does not open the file"), !opens);
    }
    assert!(!window.says("This report is locked"));
    assert!(window.says("The warden of Ulmar"));
}

#[test]
fn a_text_that_changes_while_it_is_read_is_shown_anew_where_one_was() {
    let mut window = Window::open();
    window.click(LATE);
    window.click("2. Respect for Civil Liberties");
    let before = window.here();
    let path = window.harness.state().workspace().slot(ReportIndex(1)).unwrap().file.path.clone();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\nA line was added at the very end of the text.\n"))
        .unwrap();
    window.harness.state().workspace().look_again();
    let added = |window: &Window| {
        let report = window.harness.state().workspace().report(ReportIndex(1));
        report.is_some_and(|report| report.text.contains("A line was added"))
    };
    for _ in 0..2_000 {
        if added(&window) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.harness.step();
    }
    window.settle();
    assert!(added(&window));
    assert_eq!((window.here().report, window.here().top), (before.report, before.top));
}

#[test]
fn a_report_in_another_language_says_what_is_not_done_with_it() {
    let german = "Der Bericht über die Lage der Menschenrechte im Land Orvany beschreibt, wie die \
                  Behörden im vergangenen Jahr mit den Gefangenen umgegangen sind. Nach Angaben \
                  der Staatsanwaltschaft wurden zwölf Verfahren eröffnet und wieder eingestellt. ";
    let text = german.repeat(12);
    let mut window = Window::with(&[("aaa-bericht.txt", text.as_bytes())]);
    window.settle();
    assert!(window.says("names and figures are found in English reports only"));
}

#[test]
fn a_folder_is_chosen_by_the_dialog_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let (name, text) = REPORTS[0];
    std::fs::write(folder.path().join(name), text).unwrap();
    let picker = Arc::new(Always(folder.path().to_owned()));
    let mut window = Window::start(folder, &Options::default(), picker);
    assert!(window.says("Open a folder of reports"), "the start screen says what to do");
    window.click("Choose a folder");
    let start = std::time::Instant::now();
    while window.harness.state().workspace().folder().is_none() {
        assert!(start.elapsed().as_secs() < 20, "no folder was opened");
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.harness.step();
    }
    window.settle();
    assert!(window.says("In March the ombudsman"));
}

#[test]
fn the_palette_runs_a_command_by_its_name() {
    let mut window = Window::open();
    window.key(Modifiers::COMMAND, Key::K);
    window.harness.get_by_label("Command").type_text("charts");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.here().place, Place::Charts);
    window.key(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.here().place, Place::Read);
}

#[test]
fn a_jump_far_into_a_long_report_stays_at_its_sentence() {
    let filler = "The law provides for an independent judiciary, and the executive branch limited \
                  judicial independence in some of the cases that observers followed. ";
    let blocks: String = (0..160)
        .map(|at| format!("{}\n\n", filler.repeat(1 + at % 5)))
        .chain(["The ombudsman of Brenmark received 4,321 complaints about torture.\n\n".into()])
        .chain((0..12).map(|_| format!("{filler}\n\n")))
        .collect();
    let long = format!("Brenmark 2020 Human Rights Report\n\nSection 1. Torture\n\n{blocks}");
    let mut window = Window::with(&[("zz-brenmark-2020.txt", long.as_bytes())]);
    assert_ne!(window.here().report, Some(ReportIndex(2)), "a short report is read first");
    let id = {
        let workspace = window.harness.state().workspace();
        let figures = workspace.figures();
        let is_it =
            |id: &&FigureId| workspace.figure_row(**id).is_some_and(|row| row.value() == 4321.0);
        *figures.iter().find(is_it).expect("the figure is found")
    };
    window.click("Figures");
    window.harness.get_by_label("Filter figures by words").focus();
    window.settle();
    window.harness.get_by_label("Filter figures by words").type_text("4,321");
    window.settle();
    window.harness.key_press(Key::Escape);
    window.settle();
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.click("Open in report");
    // Longer than anything takes to come to rest.
    for _ in 0..120 {
        window.harness.step();
    }
    assert_eq!(window.here().report, Some(id.report));
    assert!(window.marked().contains("4,321"), "{}", window.marked());
    let screen = window.harness.ctx.content_rect();
    let shown = window.harness.query_all_by_label_contains("received 4,321 complaints");
    let in_view = shown.filter(|node| screen.contains(node.rect().center())).count();
    assert!(in_view > 0, "the sentence is in view");
}

#[test]
fn what_is_typed_before_a_field_is_there_goes_into_it_and_nowhere_else() {
    let mut window = Window::open();
    let press = |window: &mut Window, modifiers: Modifiers, key: Key| {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        window.harness.event(event(true));
        window.harness.event(event(false));
    };
    window.click("Figures");
    window.key(Modifiers::NONE, Key::ArrowDown);
    // All in one frame, as on a slow machine.
    press(&mut window, Modifiers::COMMAND, Key::K);
    for (key, letter) in [(Key::R, "r"), (Key::E, "e"), (Key::J, "j")] {
        press(&mut window, Modifiers::NONE, key);
        window.harness.event(Event::Text(letter.to_owned()));
        window.harness.step();
    }
    window.settle();
    assert_eq!(window.harness.state().workspace().project().history().done(), 0, "nothing decided");
    let typed = |window: &Window, label: &str| {
        let field = window.harness.get_by_role_and_label(Role::SearchInput, label);
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(typed(&window, "Command"), "rej", "the palette has it");
    window.key(Modifiers::NONE, Key::Escape);
    for words in ["torture", "prison"] {
        press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
        window.harness.event(Event::Text(words.to_owned()));
        window.settle();
        assert_eq!(typed(&window, "Search all reports"), words, "it takes the place of all");
    }
}
