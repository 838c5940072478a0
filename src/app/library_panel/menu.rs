//! What can be done with a report of the library: the menu under the right mouse button.

use super::super::actions::Action;
use super::super::command::{Commands, UiCommand};
use super::super::target_menu::line;
use super::super::theme::Theme;
use crate::entities::ReportIndex;
use crate::workspace::Slot;
use eframe::egui::Response;

/// Gives the row of a report its menu.
pub fn attach(
    row: &Response,
    slot: &Slot,
    index: ReportIndex,
    theme: &Theme,
    commands: &mut Commands,
) {
    row.context_menu(|ui| {
        ui.set_width(230.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut entry = |words: &str, command: UiCommand| {
            if line(ui, theme, words, None) {
                commands.push(command);
                ui.close();
            }
        };
        entry("Open", UiCommand::OpenReport(index));
        // Of a file that was not read there is nothing to correct.
        if slot.is_read() {
            entry(Action::CompareBefore.text(), UiCommand::CompareBefore(index));
            entry("Correct what this report is…", UiCommand::CorrectReport(index));
        }
    });
}
