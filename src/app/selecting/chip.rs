//! The selection in the window's head: in words, with a cross that takes it off.

use super::super::actions::Action;
use super::super::command::{Commands, UiCommand};
use super::super::icons::Icon;
use super::super::theme::{self, Theme, size, space};
use super::super::widgets;
use super::share;
use crate::workspace::Workspace;
use eframe::egui::{Button, RichText, Stroke, Ui, vec2};

/// Shows which reports the panels speak of, no wider than `most`; a click leads to the choice.
pub fn show(ui: &mut Ui, workspace: &Workspace, theme: &Theme, most: f32, commands: &mut Commands) {
    let selection = workspace.selection();
    let all = selection.is_all();
    let words = if all { "All reports".to_owned() } else { selection.short() };
    let color = if all { theme.soft } else { theme.accent };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.set_max_width(most);
        let edge = if all { theme.edge } else { theme.accent };
        let room = if all { most } else { most - space::ROW - 2.0 };
        let text = RichText::new(words).font(theme::font(size::BODY)).color(color);
        ui.scope(|ui| {
            ui.set_max_width(room);
            let button = Button::new(text)
                .truncate()
                .stroke(Stroke::new(1.0, edge))
                .min_size(vec2(0.0, space::ROW));
            let mut hint = Action::ChooseReports.tooltip(ui.ctx());
            if let Some(share) = share(workspace) {
                hint = format!("{}\n{share}\n{hint}", selection.whole());
            }
            if ui.add(button).on_hover_text(hint).clicked() {
                commands.push(UiCommand::Run(Action::ChooseReports));
            }
        });
        if !all {
            let name = Action::AllReports.text();
            if widgets::icon_button(ui, theme, Icon::Close, name).clicked() {
                commands.push(UiCommand::Run(Action::AllReports));
            }
        }
    });
}
