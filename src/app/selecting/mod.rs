//! Which reports the panels speak of: told in the window's head, chosen in a card.

mod card;
mod chip;
mod choices;

pub use card::SelectionCard;
pub use chip::show as chip;

use super::App;
use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::theme::Theme;
use super::toast::Message;
use super::widgets::Empty;
use super::words;
use crate::workspace::{Selection, Share, Slot, Workspace};
use eframe::egui::{Context, Ui};

impl App {
    /// Runs what has to do with the choice of reports.
    pub(super) fn run_selecting(&mut self, context: &Context, action: Action) {
        if self.workspace.folder().is_none() {
            return self.toast.tell(context, Message::done("Open a folder of reports first"));
        }
        match action {
            Action::OnlyThisCountry => {
                let open = self.read.report().and_then(|index| self.workspace.slot(index));
                match open.and_then(Slot::head) {
                    Some(head) => {
                        let only = Selection::of_country(head.metadata.country());
                        self.narrow(only);
                    }
                    None => self.toast.tell(context, Message::done("Open a report first")),
                }
            }
            Action::ChooseReports => self.cards.selection.open(&self.workspace),
            _ => self.narrow(Selection::default()),
        }
    }

    /// Lets all panels speak of these reports, also when the folder is opened again.
    pub(super) fn narrow(&mut self, selection: Selection) {
        if let Some(folder) = self.workspace.folder() {
            self.settings.keep_selection(folder, &selection);
        }
        self.workspace.set_selection(selection);
    }
}

/// How many reports are chosen: `12 of 40 reports`; nothing where all are.
pub fn share(workspace: &Workspace) -> Option<String> {
    let Share { chosen, all } = workspace.selected_share()?;
    Some(format!("{} of {}", words::count(chosen), words::counted(all, "report")))
}

/// What is said where the chosen reports have none of `what`, with a way back to all. Returns
/// whether some reports are left aside at all, and so whether it was shown.
pub fn nothing(
    ui: &mut Ui,
    workspace: &Workspace,
    what: &str,
    theme: &Theme,
    commands: &mut Commands,
) -> bool {
    let Some(share) = share(workspace) else { return false };
    let title = format!("No {what} in the chosen reports");
    let text = format!("{share} are chosen: {}.", workspace.selection().short());
    let action = Action::AllReports;
    if (Empty { title: &title, text: &text, action: Some(action.text()) }).show(ui, theme) {
        commands.push(UiCommand::Run(action));
    }
    true
}
