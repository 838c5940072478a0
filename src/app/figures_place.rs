//! The place of the figures.

use super::command::Commands;
use super::theme::Theme;
use super::widgets::Empty;
use crate::workspace::Workspace;
use eframe::egui::Ui;

/// What the place remembers.
#[derive(Debug, Default)]
pub struct FiguresPlace;

/// Shows the place.
pub fn show(
    ui: &mut Ui,
    _workspace: &Workspace,
    _place: &mut FiguresPlace,
    theme: &Theme,
    _commands: &mut Commands,
) {
    Empty { title: "No figures yet", text: "", action: None }.show(ui, theme);
}
