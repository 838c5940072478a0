//! The table of figures as a place to work: filtered, judged, edited, changed in bulk, added to.

use super::harness::Window;
use eframe::egui::{Key, Modifiers, PointerButton, Pos2, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::figures::{Figure, Review};
use rapporteur::project::What;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// All figures, as the user sees them.
fn figures(window: &Window) -> Vec<Figure> {
    let workspace = window.harness.state().workspace();
    workspace.figures().iter().filter_map(|id| workspace.figure(*id)).cloned().collect()
}

fn with(window: &Window, review: Review) -> usize {
    figures(window).iter().filter(|figure| figure.review == review).count()
}

fn steps(window: &Window) -> usize {
    window.harness.state().workspace().project().history().steps().len()
}

/// The window at the table, its first figure chosen.
fn at_table() -> Window {
    let mut window = Window::open();
    window.key(CTRL, Key::Num2);
    window.key(NONE, Key::J);
    window
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    let role = [Role::SearchInput, Role::TextInput, Role::MultilineTextInput].into_iter();
    let mut role =
        role.filter(|role| window.harness.query_by_role_and_label(*role, label).is_some());
    let role = role.next().expect("there is such a field");
    window.harness.get_by_role_and_label(role, label).focus();
    window.settle();
    window.harness.get_by_role_and_label(role, label).type_text(text);
    window.settle();
}

/// Types into a field in place of what stands in it, and presses Enter.
fn fill(window: &mut Window, label: &str, text: &str) {
    window.key(CTRL, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.settle();
    window.key(NONE, Key::Enter);
}

/// Chooses from a list that opens under a button.
fn choose(window: &mut Window, button: &str, choice: &str) {
    let starts = format!("{button}: ");
    window.harness.get_by_label_contains(&starts).click();
    window.settle();
    window.click_role(choice, Role::Button);
}

#[test]
fn figures_are_filtered_and_checked_by_keys() {
    let mut window = at_table();
    let all = figures(&window).len();
    choose(&mut window, "State", "To be checked");
    assert!(window.says("Take off: To be checked"));
    window.key(NONE, Key::A);
    assert_eq!(with(&window, Review::Accepted), 1);
    assert!(window.says(&format!("{} of {all} figures", all - 1)), "it has left the view");
    window.key(NONE, Key::R);
    assert_eq!(with(&window, Review::Rejected), 1, "the one that took its place was chosen");
    window.click("Take off: To be checked");
    assert!(window.says(&format!("2 of {all} checked")));
    window.key(NONE, Key::N);
    window.key(NONE, Key::A);
    assert_eq!(with(&window, Review::Accepted), 2, "N goes to one that is unchecked");
    window.key(CTRL, Key::Z);
    assert_eq!(with(&window, Review::Accepted), 1);
}

#[test]
fn what_is_filtered_is_a_chip_and_all_are_taken_off_at_once() {
    let mut window = at_table();
    let all = figures(&window).len();
    type_into(&mut window, "Filter figures by words", "torture");
    choose(&mut window, "Year", "2021");
    assert!(window.says("Take off: “torture”") && window.says("Take off: 2021"));
    assert!(window.says(&format!("of {all} figures")));
    window.click("Clear all");
    assert!(window.says(&format!("{all} figures")));
    assert!(!window.says("Take off: 2021"));
}

#[test]
fn a_field_is_edited_in_place_and_taken_back() {
    let mut window = at_table();
    let read = figures(&window)[0].clone();
    window.key(NONE, Key::E);
    fill(&mut window, "Value", "1,234");
    let value = |window: &Window| figures(window)[0].value;
    assert_eq!(value(&window), 1_234.0);
    assert_eq!(with(&window, Review::Changed), 1);
    assert!(window.says("as read: "), "what was read is said");
    window.key(CTRL, Key::Z);
    assert_eq!(value(&window), read.value);
    window.key(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(value(&window), 1_234.0);
    window.click("Take back: Value");
    assert_eq!(figures(&window)[0], read);
    window.key(NONE, Key::E);
    fill(&mut window, "Value", "a few");
    assert!(window.says("Write a number such as"), "what is wrong is said");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    assert_eq!(figures(&window)[0], read, "Esc leaves it");
}

#[test]
fn an_indicator_is_set_by_typing_its_name() {
    let mut window = at_table();
    window.key(NONE, Key::I);
    window.harness.get_by_label("Indicator").type_text("prisoners");
    window.settle();
    let listed = {
        let state = window.harness.state();
        let mut named = state.workspace().catalogue().indicators.iter();
        let found = named.find(|found| found.name.to_lowercase().contains("prisoners"));
        found.expect("prisoners are counted").name.clone()
    };
    window.click_role(&listed, Role::Button);
    let slug = figures(&window)[0].indicator.clone();
    let state = window.harness.state();
    let name = &state.workspace().catalogue().get(&slug.unwrap()).unwrap().name;
    assert_eq!(*name, listed);
}

#[test]
fn a_period_is_written_in_words_and_checked() {
    let mut window = at_table();
    window.harness.get_by_label_contains("Period: ").click();
    window.settle();
    fill(&mut window, "First day", "2021");
    assert!(window.says("comes after the last") || window.says("as read: "));
    if window.harness.query_by_label("Keep").is_some() {
        window.harness.get_by_role_and_label(Role::TextInput, "Last day").focus();
        window.settle();
        fill(&mut window, "Last day", "June 2021");
    }
    let period = figures(&window)[0].period;
    assert_eq!(period.start.unwrap().to_string(), "2021-01-01");
}

#[test]
fn the_rows_in_view_are_accepted_in_one_step() {
    let mut window = at_table();
    type_into(&mut window, "Filter figures by words", "complaints");
    window.key(NONE, Key::Escape);
    let shown = {
        let said = |figure: &&Figure| figure.measure.contains("complaints");
        figures(&window).iter().filter(said).count()
    };
    assert!(shown >= 2, "{shown}");
    window.click(&format!("With {shown} shown …"));
    window.click(&format!("Accept all {shown} shown"));
    assert_eq!(with(&window, Review::Accepted), 0, "it is asked first");
    window.click(&format!("Accept {shown} figures"));
    assert_eq!(with(&window, Review::Accepted), shown);
    assert_eq!(steps(&window), 1);
    assert!(window.says(&format!("All {shown} shown are checked")), "the end is said");
    window.key(CTRL, Key::Z);
    assert_eq!(with(&window, Review::Accepted), 0, "one step takes all of it back");
}

#[test]
fn rows_are_selected_with_shift_and_changed_together() {
    let mut window = at_table();
    let row = |window: &Window, at: f32| {
        let head = window.harness.get_by_label("Sort by value").rect();
        Pos2::new(head.center().x, head.bottom() + 14.0 + 28.0 * at)
    };
    let (first, third) = (row(&window, 0.0), row(&window, 2.0));
    let click = |window: &mut Window, pos: Pos2, modifiers: Modifiers| {
        window.harness.event(eframe::egui::Event::ModifiersChanged(modifiers));
        window.harness.event(eframe::egui::Event::PointerMoved(pos));
        window.harness.step();
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            let event = eframe::egui::Event::PointerButton { pos, button, pressed, modifiers };
            window.harness.event(event);
        }
        window.settle();
        window.harness.event(eframe::egui::Event::ModifiersChanged(NONE));
        window.harness.step();
    };
    click(&mut window, first, NONE);
    click(&mut window, third, Modifiers::SHIFT);
    window.click("With 3 selected …");
    window.click("Reject all 3 selected");
    window.click("Reject 3 figures");
    assert_eq!(with(&window, Review::Rejected), 3);
    assert_eq!(steps(&window), 1);
}

#[test]
fn columns_that_are_chosen_are_kept() {
    let mut window = at_table();
    assert!(window.harness.query_by_label("Sort by section").is_none());
    window.click("Columns");
    window.click_role("Section", Role::CheckBox);
    window.click_role("Place", Role::CheckBox);
    window.key(NONE, Key::Escape);
    assert!(window.harness.query_by_label("Sort by section").is_some());
    assert!(window.harness.query_by_label("Sort by place").is_none());
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::Num2);
    assert!(window.harness.query_by_label("Sort by section").is_some());
    window.click("Sort by section");
}

#[test]
fn a_number_that_was_overlooked_is_added_from_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Orvany 2017 Human Rights Report\n\nPublisher: Civic Watch\n\nPolice in Marn \
                detained 31 lawyers during the year.\n\nThe council met under Rule 44 of its code.";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let mut window = Window::on(folder.path());
    let before = figures(&window).len();
    let select = |window: &mut Window, start: &str| {
        let at = {
            let nodes = window.harness.query_all_by_label_contains(start);
            let mut texts = nodes.filter(|node| node.accesskit_node().role() == Role::Paragraph);
            texts.next().expect("the paragraph is in view").rect()
        };
        window.drag(at.left_top() + vec2(1.0, 10.0), at.right_bottom() - vec2(1.0, 10.0));
    };
    select(&mut window, "Police in Marn");
    window.key(CTRL | Modifiers::SHIFT, Key::A);
    assert!(window.says("among the figures already"), "31 is one");
    window.key(CTRL, Key::Num1);
    select(&mut window, "The council met");
    window.key(CTRL | Modifiers::SHIFT, Key::A);
    window.harness.get_by_label_contains("What: ").click();
    window.settle();
    fill(&mut window, "What", "rules");
    window.click("Add figure");
    window.settle();
    assert_eq!(figures(&window).len(), before + 1);
    let added = figures(&window).into_iter().find(|figure| figure.review == Review::Added);
    let added = added.expect("it is the user's");
    assert_eq!((added.value, added.measure.as_str()), (44.0, "rules"));
    assert_eq!(added.period.start.unwrap().year(), 2017, "the report's year is proposed");
    window.key(CTRL, Key::Num2);
    choose(&mut window, "State", "Added");
    window.key(NONE, Key::J);
    window.key(NONE, Key::E);
    fill(&mut window, "Value", "45");
    assert!(figures(&window).iter().any(|figure| figure.value == 45.0));
    window.click("Remove added figure");
    assert_eq!(figures(&window).len(), before);
    window.key(CTRL, Key::Z);
    assert_eq!(figures(&window).len(), before + 1);
}

#[test]
fn an_own_indicator_shows_what_it_finds_while_it_is_typed() {
    let mut window = at_table();
    window.key(CTRL | Modifiers::SHIFT, Key::I);
    type_into(&mut window, "Name", "Requests refused");
    type_into(&mut window, "What is counted must say", "zeppelin*");
    let until = |window: &mut Window, words: &str| {
        for _ in 0..5_000 {
            if window.says(words) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(4));
            window.harness.step();
        }
        panic!("{words} is not said");
    };
    until(&mut window, "No figure has these words");
    type_into(&mut window, "What is counted must say", ", requests");
    until(&mut window, "1 figure in 1 report");
    window.click("Save indicator");
    window.settle();
    let found = |window: &Window| {
        let own = |figure: &&Figure| figure.indicator.as_deref() == Some("own_requests_refused");
        figures(window).iter().filter(own).count()
    };
    assert_eq!(found(&window), 1);
    let own = |window: &Window| {
        let project = window.harness.state().workspace().project();
        let kept = project.decisions().values();
        kept.filter(|decision| matches!(decision.what, What::Indicator(_))).count()
    };
    window.key(CTRL | Modifiers::SHIFT, Key::I);
    window.click("Change Requests refused");
    window.click("Delete indicator");
    window.settle();
    window
        .harness
        .query_all_by_label_contains("")
        .for_each(|n| eprintln!("{:?}", n.accesskit_node().label()));
    assert_eq!((own(&window), found(&window)), (0, 0));
    window.key(CTRL, Key::Z);
    window.settle();
    assert_eq!((own(&window), found(&window)), (1, 1));
}

#[test]
fn figures_of_several_indicators_are_charted_by_hand() {
    let mut window = at_table();
    type_into(&mut window, "Filter figures by words", "during the year");
    window.key(NONE, Key::Escape);
    let before = figures(&window);
    window.harness.get_by_label_contains("shown …").click();
    window.settle();
    window.click("Chart these");
    window.settle();
    assert_eq!(window.here().place, rapporteur::app::Place::Charts);
    assert_eq!(figures(&window), before, "the figures stay what they are");
    assert_eq!(steps(&window), 0);
    let chart = window.harness.state().chart().expect("they are drawn");
    assert!(chart.description.contains("17") && chart.description.contains("63"));
}

#[test]
fn what_changed_under_a_decision_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let write = |sentences: &str| {
        let head = "Orvany 2017 Human Rights Report\n\nPublisher: Civic Watch";
        std::fs::write(folder.path().join("a.txt"), format!("{head}\n\n{sentences}")).unwrap();
    };
    write(
        "The ombudsman of Orvany received 48 complaints about torture during the year. \
         The bureau counted 31 empty cells in Marn in the spring.",
    );
    let mut window = Window::on(folder.path());
    window.key(CTRL, Key::Num2);
    window.key(NONE, Key::J);
    window.key(NONE, Key::A);
    window.key(NONE, Key::J);
    window.key(NONE, Key::A);
    assert_eq!(with(&window, Review::Accepted), 2);
    drop(window);
    write("The new ombudsman of Orvany received 48 complaints about torture during the year.");
    let mut window = Window::on(folder.path());
    window.key(CTRL, Key::Num2);
    assert_eq!(with(&window, Review::Accepted), 1);
    assert!(window.says("Look at this again"), "its row is marked");
    window.key(NONE, Key::J);
    assert!(window.says("The sentence has changed"));
    window.click("Still right");
    assert!(!window.says("The sentence has changed"));
    assert_eq!(with(&window, Review::Accepted), 1);
    window.click("1 decision has lost its place");
    assert!(window.says("Accepted: 31"));
    window.click("Remove");
    assert!(!window.says("has lost its place"));
}

#[test]
fn numbers_that_do_not_agree_are_flagged_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Orvany 2017 Human Rights Report\n\nPublisher: Civic Watch\n\nThe bureau counted \
                340340 empty cells in 2017. Police in Marn detained 31 lawyers during the year.";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let mut window = Window::on(folder.path());
    window.key(CTRL, Key::Num2);
    window.click("Flagged 1");
    assert!(window.says("1 of 2 figures"));
    window.key(NONE, Key::J);
    assert!(window.says("340340"), "the reason is said");
    assert!(window.says("Look at this again"));
}

/// Answers every question for a file with this one.
struct TheFile(std::path::PathBuf);

impl rapporteur::app::FolderPicker for TheFile {
    fn pick(&self, _start: Option<&std::path::Path>) -> Option<std::path::PathBuf> {
        None
    }

    fn pick_file(&self, ending: &str, _: Option<&std::path::Path>) -> Option<std::path::PathBuf> {
        (ending == "toml").then(|| self.0.clone())
    }
}

#[test]
fn indicators_that_somebody_shares_are_imported_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shared.toml");
    let indicator = |slug: &str, name: &str| {
        format!(
            "[[indicator]]\nslug = \"{slug}\"\nname = \"{name}\"\ndescription = \"All of them.\"\n\
             units = [\"count\"]\nflow = \"flow\"\n[[indicator.match]]\ncounted = [\"visits\"]\n\
             bonus = 100\n"
        )
    };
    let text = indicator("own_visits", "Visits") + &indicator("own_more", "More");
    std::fs::write(&file, text).unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    for (name, text) in super::harness::REPORTS {
        std::fs::write(reports.join(name), text).unwrap();
    }
    let options =
        rapporteur::app::Options { folder: Some(reports), ..rapporteur::app::Options::default() };
    let mut window = Window::start(folder, &options, std::sync::Arc::new(TheFile(file)));
    window.key(CTRL | Modifiers::SHIFT, Key::I);
    window.click("Import …");
    for _ in 0..5_000 {
        if window.says("Indicators added: Visits, More") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(4));
        window.harness.step();
    }
    window.settle();
    assert!(window.says("Indicators added: Visits, More"));
    let own = |figure: &&Figure| figure.indicator.as_deref() == Some("own_visits");
    assert_eq!(figures(&window).iter().filter(own).count(), 1, "14 visits");
    assert_eq!(steps(&window), 1);
}

#[test]
fn a_column_that_is_dragged_stays_as_wide() {
    let mut window = at_table();
    let what = |window: &Window| window.harness.get_by_label("Sort by what").rect();
    let before = what(&window);
    let line = Pos2::new(before.left() - 6.0, before.center().y);
    window.drag(line, line + vec2(48.0, 0.0));
    window.settle();
    let after = what(&window).left();
    assert!((after - before.left() - 48.0).abs() < 8.0, "{} {after}", before.left());
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::Num2);
    assert!((what(&window).left() - after).abs() < 1.0);
    window.click("Columns");
    window.click("Usual columns and widths");
    window.key(NONE, Key::Escape);
    assert!((what(&window).left() - before.left()).abs() < 1.0, "and back again");
}
