//! The names that the user hid or marked as no names, each with a way to show it again.

use super::command::{Commands, UiCommand};
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::project::{Command, Decision, EntityChange, EntityRef, What};
use crate::workspace::Workspace;
use eframe::egui::{Context, Label, RichText, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct HiddenCard(bool);

/// Width of the card.
const WIDTH: f32 = 460.0;
/// Height of a row.
const ROW: f32 = 40.0;

/// The decisions that leave names out of lists, each with the name.
pub fn left_out(workspace: &Workspace) -> impl Iterator<Item = (&Arc<Decision>, &EntityRef)> {
    workspace.project().decisions().values().filter_map(|decision| match &decision.what {
        What::Entity(known)
            if matches!(known.change, EntityChange::Hide | EntityChange::NotAnEntity) =>
        {
            Some((decision, &known.about))
        }
        _ => None,
    })
}

impl HiddenCard {
    /// Opens the card, or closes it.
    pub fn toggle(&mut self) {
        self.0 = !self.0;
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.0)
    }

    /// Shows the card over the window, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if !self.0 {
            return;
        }
        let close = card(context, "Hidden names", WIDTH, |ui| {
            list(ui, workspace, theme, commands);
            ui.add_space(space::M);
            ui.button("Close").clicked()
        });
        self.0 = close != Some(true);
    }
}

fn list(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    let names: Vec<(&Arc<Decision>, &EntityRef)> = left_out(workspace).collect();
    let text = if names.is_empty() {
        "No name is hidden. What you hide, or mark as not a name, stands here."
    } else {
        "Left out of the lists by you. A hidden name stays marked in the reports; what is not a \
         name is not."
    };
    ui.add(Label::new(RichText::new(text).color(theme.soft)).wrap());
    ui.add_space(space::S);
    let rows = ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]);
    rows.show_rows(ui, ROW, names.len(), |ui, range| {
        for (decision, about) in names.get(range).unwrap_or_default() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
            let hidden =
                matches!(&decision.what, What::Entity(known) if known.change == EntityChange::Hide);
            let how = if hidden { "hidden" } else { "not a name" };
            let below = format!("{} · {how}", words::kind(about.kind));
            let left = rect.left_top() + vec2(0.0, 12.0);
            let width = rect.width() - BUTTON - space::S;
            let font = theme::strong_font(size::BODY);
            widgets::paint_line(ui, left, width, &about.name, font, theme.kind(about.kind));
            let small = theme::font(size::SMALL);
            widgets::paint_line(ui, left + vec2(0.0, 17.0), width, &below, small, theme.faint);
            let mut place = rect;
            place.set_left(rect.right() - BUTTON);
            let place = place.shrink2(vec2(0.0, 6.0));
            let button = ui.put(place, eframe::egui::Button::new("Show again"));
            if button.on_hover_text(&about.name).clicked() {
                commands.push(UiCommand::Decide(Box::new(Command::Remove(decision.id))));
            }
        }
    });
}

/// Width of the buttons.
const BUTTON: f32 = 96.0;
