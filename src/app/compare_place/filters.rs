//! The controls above a comparison that say which rows are shown, and the steps from change to
//! change.

use super::cell::Marks;
use super::lines::{Classes, Filter};
use super::sheet::Sheet;
use super::side::{SIGNS, class_color};
use crate::app::actions::Action;
use crate::app::choose::control_row;
use crate::app::command::{Commands, UiCommand};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use eframe::egui::{Id, RichText, Ui, vec2};

/// What can be asked for beside the classes: the mark, its words and what they mean.
const KINDS: [(Marks, &str, &str); 6] = [
    (Marks::NUMBER, "Numbers", "Sentences in which a number or a date changed"),
    (Marks::NAME, "Names", "Sentences in which a person, court or organization changed"),
    (
        Marks::HEDGE,
        "How sure",
        "Sentences that say otherwise how sure the report is: allegedly, credible",
    ),
    (
        Marks::WEIGHT,
        "How much",
        "Sentences that say otherwise how much or how often: some, widespread",
    ),
    (Marks::SOFTER, "▼ Softened", "Sentences that say less, or say it less surely, than before"),
    (Marks::HARDER, "▲ Hardened", "Sentences that say more, or say it more surely, than before"),
];

/// Shows the controls and changes `filter` as the user asks.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    filter: &mut Filter,
    sheet: &Sheet,
    folds: bool,
    commands: &mut Commands,
) {
    control_row(ui, |ui| {
        ui.allocate_ui(vec2(190.0, space::ROW), |ui| {
            let id = Id::unique("filter comparison");
            let name = "Filter sentences by words";
            widgets::filter_field(
                ui,
                theme,
                id,
                &mut filter.words,
                name,
                "Words in the sentence …",
            );
        });
        for (class, sign, name) in SIGNS {
            let count = sheet.count_of(class, Marks::NONE);
            let text = format!("{sign} {} {}", sentence_case(name), words::count(count));
            let color = class_color(class, theme);
            let on = filter.classes.has(class);
            let hint = format!("Only sentences that are {name}");
            if widgets::chip(ui, theme, &text, color, on).on_hover_text(hint).clicked() {
                filter.classes = filter.classes.turned(class);
            }
        }
        steps(ui, theme, sheet, commands);
    });
    ui.add_space(space::XS);
    control_row(ui, |ui| {
        for (mark, name, hint) in KINDS {
            let count = sheet.count_of(Classes::default(), mark);
            let text = format!("{name} {}", words::count(count));
            let color = super::cell::color(mark, theme).unwrap_or(theme.text);
            let on = filter.marks.has(mark);
            if widgets::chip(ui, theme, &text, color, on).on_hover_text(hint).clicked() {
                filter.marks = filter.marks.turned(mark);
            }
        }
        ui.add_space(space::S);
        let chip = widgets::chip(ui, theme, "Tense counts", theme.text, filter.tense_counts);
        let hint =
            "Whether a sentence that only went from the present to the past counts as reworded";
        if chip.on_hover_text(hint).clicked() {
            filter.tense_counts = !filter.tense_counts;
        }
        if folds {
            let chip = widgets::chip(ui, theme, "Fold unchanged", theme.text, filter.folds);
            let hint = "Whether sentences that did not change are folded into one line";
            if chip.on_hover_text(hint).clicked() {
                filter.folds = !filter.folds;
            }
        }
        if filter.narrows() && ui.button("Clear filters").clicked() {
            filter.clear();
        }
    });
}

/// The steps to the change before and after, and how many there are.
fn steps(ui: &mut Ui, theme: &Theme, sheet: &Sheet, commands: &mut Commands) {
    ui.spacing_mut().item_spacing.x = 2.0;
    for (icon, action) in [(Icon::Up, Action::PreviousChange), (Icon::Down, Action::NextChange)] {
        let name = action.text();
        let keys = action.keys(ui.ctx()).unwrap_or_default();
        let button = widgets::icon_button(ui, theme, icon, name);
        if button.on_hover_text(keys).clicked() {
            commands.push(UiCommand::Run(action));
        }
    }
    ui.spacing_mut().item_spacing.x = space::S;
    let words = words::counted(sheet.changes(), "change");
    ui.label(RichText::new(words).font(theme::font(size::SMALL)).color(theme.faint));
}

fn sentence_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
