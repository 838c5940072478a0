//! What can be done with a report of the library: the menu under the right mouse button.

use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::holdings::Row;
use crate::app::target_menu::line;
use crate::app::theme::Theme;
use eframe::egui::{Response, Ui};

/// Gives the line of a report its menu.
pub fn attach(response: &Response, row: &Row, theme: &Theme, commands: &mut Commands) {
    response.context_menu(|ui| {
        ui.set_width(250.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        show(ui, row, theme, commands);
    });
}

/// The menu's lines.
pub fn show(ui: &mut Ui, row: &Row, theme: &Theme, commands: &mut Commands) {
    let index = row.index;
    let mut entry = |words: &str, command: UiCommand| {
        if line(ui, theme, words, None) {
            commands.push(command);
            ui.close();
        }
    };
    entry("Open", UiCommand::OpenReport(index));
    // Of a file that was not read there is nothing to correct or to cite.
    if row.facts.is_some() {
        entry(Action::CompareBefore.text(), UiCommand::CompareBefore(index));
        entry("Correct what this report is…", UiCommand::CorrectReport(index));
        entry("Copy citation", UiCommand::CiteReports(vec![index]));
    }
    entry("Show in folder", UiCommand::ShowInFolder(index));
}
