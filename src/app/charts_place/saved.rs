//! The charts that are kept under a name: a list, and the card in which a name is given.

use super::ChartsPlace;
use crate::app::command::{Commands, UiCommand};
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::project::{Command, DecisionId, SavedChart};
use crate::workspace::Workspace;
use eframe::egui::{
    self, Context, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role,
    vec2,
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
    /// Asks for a name for the chart that is shown.
    pub fn name_chart(&mut self) {
        let Some(drawn) = &self.drawn else { return };
        let name = drawn.drawing.title.clone();
        self.naming = Some(Naming { id: None, name, focused: false });
    }

    /// The chart that is shown, to be kept.
    fn to_save(&self, name: String) -> Option<SavedChart> {
        let drawn = self.drawn.as_ref()?;
        let mut chart = self.spec.clone();
        self.typed.apply(&mut chart);
        chart.series = drawn.keys();
        Some(SavedChart { name, indicator: drawn.indicator.clone(), chart })
    }

    /// Opens a saved chart.
    pub fn open_saved(&mut self, workspace: &Workspace, id: DecisionId) {
        let saved = workspace.project().charts().find(|(other, _)| *other == id);
        let Some((_, saved)) = saved else { return };
        self.open(&saved.indicator, None);
        self.picked = Some(saved.chart.series.clone());
        self.typed = super::Typed::of(&saved.chart);
        self.spec = saved.chart.clone();
        self.spec.series.clear();
    }

    /// Shows the list of saved charts, if there are any.
    pub(super) fn show_saved(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let mut saved: Vec<(DecisionId, &SavedChart)> = workspace.project().charts().collect();
        if saved.is_empty() {
            return;
        }
        saved.sort_by(|a, b| a.1.name.cmp(&b.1.name));
        widgets::section_header(ui, theme, "SAVED CHARTS", Some(saved.len()));
        ui.add_space(space::XS);
        let rows = saved.len();
        let area = ScrollArea::vertical().id_salt("saved charts").max_height(MOST);
        area.show_rows(ui, space::ROW, rows, |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (id, chart) in saved.get(range).unwrap_or_default() {
                self.show_one(ui, *id, chart, theme, commands);
            }
        });
        ui.add_space(space::M);
    }

    fn show_one(
        &mut self,
        ui: &mut Ui,
        id: DecisionId,
        chart: &SavedChart,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let row = widgets::list_row(ui, theme, space::ROW, false, &chart.name);
        let rect = row.rect;
        let at = rect.left_center() + vec2(space::S, 0.0);
        let room = rect.width() - 2.0 * space::S;
        widgets::paint_line(ui, at, room, &chart.name, theme::font(size::BODY), theme.text);
        row.context_menu(|ui| {
            ui.set_width(160.0);
            if ui.button("Rename chart").clicked() {
                let name = chart.name.clone();
                self.naming = Some(Naming { id: Some(id), name, focused: false });
                ui.close();
            }
            if ui.button("Delete chart").clicked() {
                commands.push(UiCommand::Decide(Box::new(Command::Remove(id))));
                ui.close();
            }
        });
        let hint = format!("{}\nRight-click to rename or delete", chart.name);
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
            None => self.to_save(name).map(Command::AddChart),
            Some(id) => {
                let mut charts = workspace.project().charts();
                let known = charts.find(|(other, _)| *other == id).map(|(_, chart)| chart.clone());
                known.map(|chart| Command::ChangeChart { id, chart: SavedChart { name, ..chart } })
            }
        };
        commands.extend(command.map(|command| UiCommand::Decide(Box::new(command))));
    }

    /// Puts the card away; returns whether it was shown.
    pub fn close_top(&mut self) -> bool {
        self.naming.take().is_some()
    }
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
            if ui.add(egui::Button::new("Cancel")).clicked() {
                keep = Some(false);
            }
        });
        keep
    }
}
