//! The charts that are kept under a name: a list, and the card in which a name is given.

use super::ChartsPlace;
use super::building::Picked;
use super::choices::Choices;
use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::project::{Command, DecisionId, SavedChart};
use crate::workspace::Workspace;
use eframe::egui::{
    Button, Context, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

/// A name that is being given.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// The chart that is renamed; the one that is shown is saved otherwise.
    id: Option<DecisionId>,
    name: String,
    focused: bool,
}

/// Width of the card.
const WIDTH: f32 = 360.0;
/// The list takes no more of the panel than this.
const MOST: f32 = 170.0;

impl ChartsPlace {
    /// Keeps the chart that is shown: in the saved chart that is open, else under a name that is
    /// asked for.
    pub(super) fn name_chart(&mut self) {
        let Some(drawn) = self.drawn() else { return };
        let name = drawn.drawing.title.clone();
        self.naming = Some(Naming { id: None, name, focused: false });
    }

    /// The saved chart that is open.
    pub(super) fn open_chart<'w>(&self, workspace: &'w Workspace) -> Option<&'w SavedChart> {
        let id = self.choices.saved?;
        let mut charts = workspace.project().charts();
        charts.find(|(other, _)| *other == id).map(|(_, saved)| saved)
    }

    /// The name of the saved chart that is open.
    pub(super) fn saved_name<'w>(&self, workspace: &'w Workspace) -> Option<&'w str> {
        self.open_chart(workspace).map(|saved| saved.name.as_str())
    }

    /// Whether the saved chart that is open was changed since; nothing where none is open.
    pub(super) fn saved_state(&self, workspace: &Workspace) -> Option<bool> {
        Some(is_changed(&self.choices, self.choices.saved?, self.open_chart(workspace)?))
    }

    /// What these choices change in a saved chart, where they do.
    pub(super) fn changed(
        &self,
        workspace: &Workspace,
        choices: &Choices,
        id: DecisionId,
    ) -> Option<Command> {
        let saved = workspace.project().charts().find(|(other, _)| *other == id)?.1;
        let chart = choices.to_save(saved.name.clone(), self.drawn()?);
        let chart = SavedChart { rank: saved.rank, indicator: saved.indicator.clone(), ..chart };
        is_changed(choices, id, saved).then_some(Command::ChangeChart { id, chart })
    }

    /// Keeps what was changed in the saved chart that is open; returns whether one is.
    pub(super) fn save_changes(&self, workspace: &Workspace) -> Option<Command> {
        let (id, saved) = (self.choices.saved?, self.open_chart(workspace)?);
        let chart = self.choices.to_save(saved.name.clone(), self.drawn()?);
        Some(Command::ChangeChart { id, chart: SavedChart { rank: saved.rank, ..chart } })
    }

    /// Opens a saved chart.
    pub fn open_saved(&mut self, workspace: &Workspace, id: DecisionId) {
        let saved = workspace.project().charts().find(|(other, _)| *other == id);
        let Some((_, saved)) = saved else { return };
        // What is open stays, with what was changed in it.
        if self.choices.saved != Some(id) {
            self.choices.of_saved(id, saved);
        }
        self.left.reveal(&saved.indicator);
    }

    /// Shows the list of saved charts, in the order of the slides.
    pub(super) fn show_saved(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let saved = in_order(workspace);
        let count = (!saved.is_empty()).then_some(saved.len());
        widgets::section_header(ui, theme, "CHARTS", count);
        ui.add_space(space::XS);
        let action = Action::NewChart;
        let fresh = ui.button(action.text()).on_hover_text(action.tooltip(ui.ctx()));
        if fresh.clicked() {
            commands.push(UiCommand::Run(action));
        }
        ui.add_space(space::XS);
        let area = ScrollArea::vertical().id_salt("saved charts").max_height(MOST);
        area.auto_shrink([false, true]).show_rows(ui, space::ROW, saved.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in range {
                self.show_one(ui, &saved, at, theme, commands);
            }
        });
        if !saved.is_empty() {
            ui.add_space(space::XS);
            let action = Action::ExportSlides;
            if ui.button(action.text()).on_hover_text(action.tooltip(ui.ctx())).clicked() {
                commands.push(UiCommand::Run(action));
            }
        }
        ui.add_space(space::M);
    }

    fn show_one(
        &mut self,
        ui: &mut Ui,
        saved: &[(DecisionId, &SavedChart)],
        at: usize,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some((id, chart)) = saved.get(at).copied() else { return };
        let open = self.choices.saved == Some(id);
        let row = widgets::list_row(ui, theme, space::ROW, open, &chart.name);
        let rect = row.rect;
        let left = rect.left_center() + vec2(space::S, 0.0);
        let room = rect.width() - 2.0 * space::S;
        widgets::paint_line(ui, left, room, &chart.name, theme::font(size::BODY), theme.text);
        row.context_menu(|ui| {
            ui.set_width(160.0);
            let mut did = None;
            if ui.button("Rename chart").clicked() {
                let name = chart.name.clone();
                self.naming = Some(Naming { id: Some(id), name, focused: false });
                ui.close();
            }
            if ui.button("Duplicate chart").clicked() {
                let name = format!("{} (copy)", chart.name);
                did = Some(Command::AddChart(SavedChart { name, ..chart.clone() }));
            }
            if ui.add_enabled(at > 0, Button::new("Move up")).clicked() {
                did = moved(saved, at, at.saturating_sub(1));
            }
            if ui.add_enabled(at + 1 < saved.len(), Button::new("Move down")).clicked() {
                did = moved(saved, at, at + 1);
            }
            if ui.button("Delete chart").clicked() {
                did = Some(Command::Remove(id));
            }
            if let Some(command) = did {
                commands.push(UiCommand::Decide(Box::new(command)));
                ui.close();
            }
        });
        let hint = format!("{}\nRight-click to rename, copy, move or delete", chart.name);
        if row.on_hover_text(hint).clicked() {
            commands.push(UiCommand::OpenChart(id));
        }
    }

    /// Shows the card in which a name is given, if one is.
    pub(super) fn show_naming(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some(naming) = &mut self.naming else { return };
        let title = if naming.id.is_some() { "Rename chart" } else { "Save chart" };
        let did = card(context, title, WIDTH, |ui| naming.show(ui, theme));
        let Some(keep) = did.flatten() else { return };
        let Some(naming) = self.naming.take().filter(|_| keep) else { return };
        let name = naming.name.trim().to_owned();
        let command = match naming.id {
            None => {
                let rank = in_order(workspace).last().map_or(0, |(_, last)| last.rank + 1);
                let chart = self.drawn().map(|drawn| self.choices.to_save(name, drawn));
                chart.map(|chart| Command::AddChart(SavedChart { rank, ..chart }))
            }
            Some(id) => {
                let mut charts = workspace.project().charts();
                let known = charts.find(|(other, _)| *other == id).map(|(_, chart)| chart.clone());
                known.map(|chart| Command::ChangeChart { id, chart: SavedChart { name, ..chart } })
            }
        };
        self.to_follow |= matches!(command, Some(Command::AddChart(_)));
        commands.extend(command.map(|command| UiCommand::Decide(Box::new(command))));
    }

    /// Takes the chart that was just kept for the one that is open.
    pub(super) fn follow_saved(&mut self, workspace: &Workspace) {
        if !std::mem::take(&mut self.to_follow) {
            return;
        }
        let Some(drawn) = self.drawn() else { return };
        let kept = self.choices.to_save(String::new(), drawn).chart;
        let same = workspace.project().charts().filter(|(_, saved)| saved.chart == kept);
        self.choices.saved = same.map(|(id, _)| id).max();
        // Keeping a chart is no choice to take back.
        self.kept.saved = self.choices.saved;
    }
}

/// Whether choices are others than those that a chart was saved with.
fn is_changed(choices: &Choices, id: DecisionId, saved: &SavedChart) -> bool {
    let mut as_saved = Choices::default();
    as_saved.of_saved(id, saved);
    let mut now = choices.clone();
    // What the program chose, and the user then kept, is no change.
    if now.picked == Picked::First && !saved.chart.series.is_empty() {
        now.picked.clone_from(&as_saved.picked);
    }
    now.indicator.clone_from(&as_saved.indicator);
    now != as_saved
}

/// The saved charts in the order of the slides: as the user put them, else by name.
pub fn in_order(workspace: &Workspace) -> Vec<(DecisionId, &SavedChart)> {
    let mut saved: Vec<(DecisionId, &SavedChart)> = workspace.project().charts().collect();
    saved.sort_by(|a, b| (a.1.rank, &a.1.name, a.0).cmp(&(b.1.rank, &b.1.name, b.0)));
    saved
}

/// Moves a chart from one place in the order to another, as one step.
fn moved(saved: &[(DecisionId, &SavedChart)], from: usize, to: usize) -> Option<Command> {
    let name = format!("Move chart {}", saved.get(from)?.1.name);
    let mut order: Vec<(DecisionId, &SavedChart)> = saved.to_vec();
    let one = order.remove(from);
    order.insert(to.min(order.len()), one);
    let ranked = (0..).zip(order).filter(|(rank, (_, chart))| chart.rank != *rank);
    let commands = ranked.map(|(rank, (id, chart))| Command::ChangeChart {
        id,
        chart: SavedChart { rank, ..chart.clone() },
    });
    Some(Command::Together { name, commands: commands.collect() })
}

impl Naming {
    /// Shows the card; returns whether to keep the name, once that is said.
    fn show(&mut self, ui: &mut Ui, theme: &Theme) -> Option<bool> {
        let edit = TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY);
        let field = ui.add(edit.font(theme::font(size::BODY)));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the chart"));
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let named = !self.name.trim().is_empty();
        let entered = field.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut keep = (entered && named).then_some(true);
        if !named {
            let hint = RichText::new("A chart is kept under a name");
            ui.label(hint.font(theme::font(size::SMALL)).color(theme.faint));
        }
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            ui.add_enabled_ui(named, |ui| {
                if widgets::primary_button(ui, theme, "Save").clicked() {
                    keep = Some(true);
                }
            });
            if ui.add(Button::new("Cancel")).clicked() {
                keep = Some(false);
            }
        });
        keep
    }
}
