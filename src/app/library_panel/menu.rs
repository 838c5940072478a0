//! What can be done with a report of the library: the menu under the right mouse button.

use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::holdings::tree::{By, Key};
use crate::app::holdings::{Holdings, Row};
use crate::app::narrow;
use crate::app::target_menu::line;
use crate::app::theme::Theme;
use crate::workspace::{Selection, Workspace};
use eframe::egui::{Response, Ui};

/// What menus are made with.
#[derive(Clone, Copy)]
pub struct MenuInput<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// The reports as rows.
    pub holdings: &'a Holdings,
    /// Colours.
    pub theme: &'a Theme,
}

/// Gives the line of a report its menu.
pub fn attach(response: &Response, row: &Row, input: MenuInput<'_>, commands: &mut Commands) {
    response.context_menu(|ui| {
        ui.set_width(250.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        show(ui, row, input.theme, commands);
        let sides = [
            (By::Country, row.country().map(Key::Country)),
            (By::Year, row.year().map(Key::Year)),
            (By::Publisher, row.publisher().map(Key::Publisher)),
        ];
        let sides = sides.into_iter().filter_map(|(by, key)| Some((by, key?)));
        choosing(ui, &sides.collect::<Vec<_>>(), input, commands);
    });
}

/// Gives a heading its menu.
pub fn of_heading(
    response: &Response,
    side: (By, Key),
    input: MenuInput<'_>,
    commands: &mut Commands,
) {
    response.context_menu(|ui| {
        ui.set_width(250.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        choosing(ui, &[side], input, commands);
    });
}

/// The lines that choose what all panels speak of.
fn choosing(ui: &mut Ui, sides: &[(By, Key)], input: MenuInput<'_>, commands: &mut Commands) {
    let MenuInput { workspace, holdings, theme } = input;
    let selection = workspace.selection();
    if !sides.is_empty() {
        ui.separator();
    }
    let mut entry = |ui: &mut Ui, words: &str, to: Selection| {
        if line(ui, theme, words, None) {
            commands.push(UiCommand::Narrow(to));
            ui.close();
        }
    };
    for (by, key) in sides {
        let name = key.words(*by, holdings);
        let only = narrow::only(selection, *by, *key, holdings);
        entry(ui, &format!("Show only {name}"), only);
        if let [_] = sides
            && narrow::is_narrowed(selection, *by)
        {
            let on = !narrow::is_ticked(selection, *by, *key, holdings);
            let words = if on { format!("Show {name} too") } else { format!("Leave {name} aside") };
            entry(ui, &words, narrow::ticked(selection, *by, *key, on, holdings));
        }
    }
    if !selection.is_all() {
        entry(ui, Action::AllReports.text(), Selection::default());
    }
}

/// The lines for a report itself.
fn show(ui: &mut Ui, row: &Row, theme: &Theme, commands: &mut Commands) {
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
