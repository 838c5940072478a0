//! What was done in this session, to go back to any point of it.

use super::command::{Commands, UiCommand};
use super::icons::{self, Icon};
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use crate::workspace::Workspace;
use eframe::egui::{Context, Rect, ScrollArea, Ui, Vec2, pos2, vec2};

/// The list, open or not.
#[derive(Debug, Default)]
pub struct HistoryList {
    open: bool,
}

/// Width of the list.
const WIDTH: f32 = 420.0;

impl HistoryList {
    /// Opens the list, or closes it.
    pub fn toggle(&mut self) {
        self.open ^= true;
    }

    /// Closes the list; returns whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.open)
    }

    /// Shows the list over the window, if it is open: the latest step first, those that were
    /// undone faint.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if !self.open {
            return;
        }
        let history = workspace.project().history();
        let (steps, done) = (history.steps(), history.done());
        card(context, "History", WIDTH, |ui| {
            if steps.is_empty() {
                ui.set_height(120.0);
                let text = "What you decide, note and correct is listed here, to be undone.";
                Empty { title: "Nothing done yet", text, action: None }.show(ui, theme);
            } else {
                ui.spacing_mut().item_spacing.y = 0.0;
                // One line more than there are steps: the state before all of them.
                let lines = steps.len() + 1;
                ScrollArea::vertical().max_height(420.0).show_rows(
                    ui,
                    space::ROW,
                    lines,
                    |ui, rows| {
                        for row in rows {
                            let at = steps.len() - row.min(steps.len());
                            let name = match at.checked_sub(1).and_then(|at| steps.get(at)) {
                                Some(step) => step.name.as_str(),
                                None => "As it was when opened",
                            };
                            if line(ui, theme, name, at == done, at > done) {
                                commands.push(UiCommand::GoToStep(at));
                            }
                        }
                    },
                );
            }
            ui.add_space(space::S);
            if ui.button("Close").clicked() {
                self.open = false;
            }
        });
    }
}

fn line(ui: &mut Ui, theme: &Theme, name: &str, here: bool, undone: bool) -> bool {
    let row = widgets::list_row(ui, theme, space::ROW, here, name);
    let rect = row.rect;
    let color = if undone { theme.faint } else { theme.text };
    if here {
        let middle = pos2(rect.left() + space::M, rect.center().y);
        let area = Rect::from_center_size(middle, Vec2::splat(16.0));
        icons::paint(ui.painter(), Icon::Tick, area, theme.text);
    }
    let at = rect.left_center() + vec2(28.0, 0.0);
    widgets::paint_line(ui, at, rect.width() - 36.0, name, theme::font(size::BODY), color);
    let hint = if undone { "Undone. Click to do it again." } else { "Click to go back to here." };
    row.on_hover_text(format!("{name}\n{hint}")).clicked()
}
