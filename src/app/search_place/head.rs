//! The head of the list of hits: what was searched, how much was found, what could not be read of it,
//! and what can be done with it.

use super::Listed;
use super::groups::{Order, View};
use crate::app::actions::Action;
use crate::app::choose::{Choice, choose, control_row};
use crate::app::command::{Commands, UiCommand};
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::library::index;
use crate::workspace::Workspace;
use eframe::egui::{Align, Label, Layout, RichText, Ui};

/// What was searched, how much was found, and what can be done with it.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    listed: &Listed,
    view: &mut View,
    typed: &str,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, theme, Icon::Close, "Close the search").clicked() {
                commands.push(UiCommand::Search(String::new()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let typed = typed.trim();
                let has_quotes = typed.starts_with(['"', '“']);
                let title = if has_quotes { typed.to_owned() } else { format!("“{typed}”") };
                let title = RichText::new(title);
                let title = title.font(theme::strong_font(size::LARGE)).color(theme.text);
                ui.add(Label::new(title).truncate().selectable(false));
            });
        });
    });
    let any = !listed.found.reports.is_empty();
    let small = |ui: &mut Ui, text: String| {
        ui.label(RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint));
    };
    small(ui, counts(workspace, listed));
    if let Some((word, exact)) = index::beginning(typed).filter(|_| any) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            small(ui, format!("With all words that begin with “{word}”."));
            let only = RichText::new(format!("Only “{word}”")).font(theme::font(size::SMALL));
            if ui.link(only).clicked() {
                commands.push(UiCommand::Search(exact));
            }
        });
    }
    for complaint in &listed.found.complaints {
        small(ui, complaint.clone());
    }
    if let Some(so_far) = so_far(workspace) {
        small(ui, so_far);
    }
    ui.add_space(space::XS);
    control_row(ui, |ui| {
        if any {
            let orders: Vec<Choice<Order>> =
                Order::ALL.map(|(order, name)| Choice::new(order, name)).to_vec();
            let picked = choose(ui, theme, "Order of the reports", 116.0, &view.order, &orders);
            view.order = picked.unwrap_or(view.order);
        }
        let small = [(Action::SaveSearch, "Save"), (Action::ExportHits, "Export")];
        for (action, text) in
            small.into_iter().filter(|(action, _)| any || *action == Action::SaveSearch)
        {
            if ui.button(text).on_hover_text(action.tooltip(ui.ctx())).clicked() {
                commands.push(UiCommand::Run(action));
            }
        }
        let help = Action::SearchHelp;
        if ui.button("Help").on_hover_text(help.tooltip(ui.ctx())).clicked() {
            commands.push(UiCommand::Run(help));
        }
    });
    ui.add_space(space::S);
}

fn counts(workspace: &Workspace, listed: &Listed) -> String {
    if listed.is_slow {
        return "Searching …".to_owned();
    }
    let (hits, reports) = (listed.groups.hits, listed.groups.reports.len());
    let found = format!("{} in {}", words::counted(hits, "hit"), words::counted(reports, "report"));
    match workspace.selected_share() {
        Some(share) => format!("{found}, of {} that are chosen", words::count(share.chosen)),
        None => found,
    }
}

/// How many reports can be searched while others are still to be read; nothing when all are.
pub fn so_far(workspace: &Workspace) -> Option<String> {
    workspace.progress()?;
    let all = workspace.slots().count();
    let read = workspace.slots().filter(|(_, slot)| slot.is_read()).count();
    let (read, all) = (words::count(read), words::counted(all, "report"));
    (read != all).then(|| format!("{read} of {all} are searched so far."))
}
