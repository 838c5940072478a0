//! The ways to decide on an entity: buttons on its page with what was decided, the menu of its row
//! in the list, and what waits to be looked at above the list.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::entity_decide::{EntityQuestion, EntityWish};
use super::entity_hidden;
use super::entity_suggestions;
use super::icons::Icon;
use super::target_menu::line;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::project::{Command, Decision, EntityChange, What};
use crate::workspace::{EntityId, Workspace};
use eframe::egui::{Align, Label, Layout, Popup, Response, RichText, ScrollArea, Ui};

/// The buttons on an entity's page, from the right.
pub fn buttons(
    ui: &mut Ui,
    workspace: &Workspace,
    id: EntityId,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing.x = space::XS;
    let more = small_button(ui, theme, "Change …");
    let hint = "Merge, split, rename or hide this name, or say what kind it is";
    Popup::menu(&more.on_hover_text(hint)).width(MENU).show(|ui| {
        ui.set_width(MENU);
        ui.spacing_mut().item_spacing.y = 0.0;
        offer(ui, workspace, id, &EntityQuestion::OFFERED, theme, commands);
    });
    let merge = small_button(ui, theme, "Merge …");
    if merge.on_hover_text(Action::MergeName.tooltip(ui.ctx())).clicked() {
        commands.push(EntityQuestion::Merge.command(id));
    }
}

const MENU: f32 = 250.0;

fn small_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let words = RichText::new(text).font(theme::font(size::SMALL)).color(theme.text);
    ui.button(words)
}

/// Gives an entity's row in the list its menu.
pub fn attach_menu(
    row: &Response,
    workspace: &Workspace,
    id: EntityId,
    theme: &Theme,
    commands: &mut Commands,
) {
    row.context_menu(|ui| {
        ui.set_width(MENU);
        ui.spacing_mut().item_spacing.y = 0.0;
        offer(ui, workspace, id, &EntityQuestion::OFFERED, theme, commands);
    });
}

/// Lines of a menu: what can be asked of an entity, and what can be decided at once.
pub fn offer(
    ui: &mut Ui,
    workspace: &Workspace,
    id: EntityId,
    questions: &[(Action, EntityQuestion)],
    theme: &Theme,
    commands: &mut Commands,
) {
    for (action, question) in questions {
        if question.is_possible(workspace, id) && line(ui, theme, action.text(), Some(*action)) {
            commands.push(question.command(id));
            ui.close();
        }
    }
    let wishes = [(Action::HideName, EntityWish::Hide), (Action::NotAName, EntityWish::NotAName)];
    for (action, wish) in wishes {
        let is_so = wish == EntityWish::Hide && workspace.merged().is_hidden(id);
        if !is_so && line(ui, theme, action.text(), Some(action)) {
            commands.push(UiCommand::ChangeEntity(id, wish));
            ui.close();
        }
    }
}

/// Above the list: how many names may be one, and how many are left out of it.
pub fn show_head(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    let suggested = entity_suggestions::chosen(workspace).count();
    let hidden = entity_hidden::left_out(workspace).count();
    if suggested == 0 && hidden == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let chips = [
            (suggested, "to look at", theme.accent, Action::Suggestions),
            (hidden, "hidden", theme.faint, Action::HiddenNames),
        ];
        for (count, text, color, action) in chips.into_iter().filter(|(count, ..)| *count > 0) {
            let text = format!("{} {text}", words::count(count));
            let chip = widgets::chip(ui, theme, &text, color, false);
            if chip.on_hover_text(action.tooltip(ui.ctx())).clicked() {
                commands.push(UiCommand::Run(action));
            }
        }
    });
    ui.add_space(space::XS);
}

/// What was decided on the entity, each with a way to take it back.
pub fn decided(
    ui: &mut Ui,
    workspace: &Workspace,
    id: EntityId,
    theme: &Theme,
    commands: &mut Commands,
) {
    let merged = workspace.merged();
    let lines = merged.decisions_of(id).iter().filter_map(|decision| {
        let is_about = merged.of_decision(*decision) == Some(id);
        let decision = workspace.project().get(*decision)?;
        Some((decision, told(decision, is_about)?))
    });
    let lines: Vec<(&std::sync::Arc<Decision>, String)> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let list = ScrollArea::vertical().id_salt("decided on a name").max_height(MOST_DECIDED);
    list.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (decision, text) in &lines {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let name = format!("Take back: {text}");
                    if widgets::icon_button(ui, theme, Icon::Close, &name).clicked() {
                        let command = Box::new(Command::Remove(decision.id));
                        commands.push(UiCommand::Decide(command));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = RichText::new(text).font(theme::font(size::SMALL));
                        ui.add(Label::new(words.color(theme.soft)).truncate());
                    });
                });
            });
        }
    });
}

/// Most room that decisions take on a page before they scroll.
const MOST_DECIDED: f32 = 96.0;

/// A decision in words on the page of an entity: of the one that it `is_about`, or of the other
/// side.
fn told(decision: &Decision, is_about: bool) -> Option<String> {
    let What::Entity(known) = &decision.what else { return None };
    let about = &known.about.name;
    Some(match &known.change {
        EntityChange::Merge { .. } => format!("Merged by you: {about}"),
        EntityChange::Split { off } if is_about => {
            let mut names: Vec<&str> = off.iter().map(|entity| entity.name.as_str()).collect();
            names.dedup();
            format!("Split off by you: {}", names.join(", "))
        }
        EntityChange::Split { .. } => format!("Split by you from {about}"),
        EntityChange::Apart { from } => {
            let other = if is_about { &from.name } else { about };
            format!("Kept apart by you from {other}")
        }
        EntityChange::Rename { .. } => format!("Renamed by you from {about}"),
        EntityChange::Kind { .. } => {
            let kind = words::kind(known.about.kind).to_lowercase();
            format!("Kind changed by you, was {kind}")
        }
        EntityChange::Hide => "Hidden by you".to_owned(),
        EntityChange::NotAnEntity => return None,
    })
}
