//! The line above the report: its name, the ways back and forward, and how it is shown.

use super::{ReaderInput, View};
use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::workspace::Slot;
use eframe::egui::{Align, Frame, Layout, Margin, RichText, Ui};

/// The switch between clean text and printed pages.
fn view_switch(ui: &mut Ui, theme: &Theme, view: View, commands: &mut Commands) {
    let hint = Action::ToggleView.tooltip(ui.ctx());
    ui.spacing_mut().item_spacing.x = space::XS;
    // Laid from right to left.
    for (words, of) in [("Page", View::Printed), ("Clean text", View::Clean)] {
        let color = if view == of { theme.text } else { theme.soft };
        let chip = widgets::chip(ui, theme, words, color, view == of);
        if chip.on_hover_text(&hint).clicked() && view != of {
            commands.push(UiCommand::Run(Action::ToggleView));
        }
    }
}

/// Shows the line: the ways back and forward, the report's name, and how it is shown.
pub fn show(
    ui: &mut Ui,
    slot: &Slot,
    view: Option<View>,
    input: &ReaderInput<'_>,
    commands: &mut Commands,
) {
    let theme = input.theme;
    let frame = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            for (icon, action, can) in [
                (Icon::Back, Action::Back, input.history.can_go_back()),
                (Icon::Forward, Action::Forward, input.history.can_go_forward()),
            ] {
                ui.add_enabled_ui(can, |ui| {
                    let button = widgets::icon_button(ui, theme, icon, action.text());
                    if button.clicked() {
                        commands.push(UiCommand::Run(action));
                    }
                });
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let find = widgets::icon_button(ui, theme, Icon::Search, Action::Find.text());
                if find.clicked() {
                    commands.push(UiCommand::Run(Action::Find));
                }
                for (words, action) in [("A+", Action::LargerText), ("A−", Action::SmallerText)] {
                    let words = RichText::new(words).font(theme::font(size::BODY));
                    let button = eframe::egui::Button::new(words.color(theme.soft)).frame(false);
                    if ui.add(button).on_hover_text(action.text()).clicked() {
                        commands.push(UiCommand::Run(action));
                    }
                }
                ui.add_space(space::S);
                if let Some(view) = view {
                    view_switch(ui, theme, view, commands);
                    ui.add_space(space::S);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let file = slot.file.name.file_name();
                    let name = slot.head().map_or_else(|| file.to_owned(), words::head);
                    let words = RichText::new(name).font(theme::strong_font(size::BODY));
                    let label = eframe::egui::Label::new(words.color(theme.text)).truncate();
                    ui.add(label).on_hover_text(slot.file.name.as_str());
                });
            });
        });
    });
    ui.painter().hline(
        ui.max_rect().x_range(),
        ui.cursor().top(),
        eframe::egui::Stroke::new(1.0, theme.line),
    );
}
