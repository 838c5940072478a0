//! All notes, tags and highlights in one list, with filters above it and the chosen one beside it.

mod export;
mod filters;
mod list;
mod rows;

pub use export::request as export_request;

use super::actions::Action;
use super::citing;
use super::command::{Commands, UiCommand};
use super::note_editor::color_name;
use super::tables::{row_keys, stepped};
use super::target::Target;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use crate::project::{Command, DecisionId};
use crate::workspace::{Passage, Workspace};
use eframe::egui::{self, Frame, Label, Margin, Panel, RichText, ScrollArea, Ui};
use filters::Choices;
use rows::{Filter, Row};

/// What the user has set in the notes' place.
#[derive(Debug, Default)]
pub struct NotesPlace {
    filter: Filter,
    chosen: Option<DecisionId>,
    rows: Vec<Row>,
    choices: Choices,
    shown: Vec<usize>,
    made_of: Option<(u64, u64, Filter)>,
}

impl NotesPlace {
    /// The place of the chosen note.
    pub fn target(&self) -> Option<Target> {
        let row = self.rows.iter().find(|row| Some(row.id) == self.chosen)?;
        row.place.map(Target::Passage)
    }

    fn refresh(&mut self, workspace: &Workspace) {
        let reports = workspace.selection_revision();
        let now = (workspace.project().revision(), reports, self.filter.clone());
        if self.made_of.as_ref() == Some(&now) {
            return;
        }
        let same_notes = self.made_of.as_ref().is_some_and(|of| (of.0, of.1) == (now.0, now.1));
        if !same_notes {
            self.rows = rows::rows(workspace);
            self.choices = Choices::new(&self.rows);
        }
        // A note without a place belongs to no report that could be left out.
        let chosen = |row: &Row| row.place.is_none_or(|place| workspace.selected(place.report));
        let passes =
            |(at, row): (usize, &Row)| (self.filter.passes(row) && chosen(row)).then_some(at);
        self.shown = self.rows.iter().enumerate().filter_map(passes).collect();
        self.made_of = Some(now);
        if self.chosen.is_none_or(|id| !self.rows.iter().any(|row| row.id == id)) {
            self.chosen = None;
        }
    }

    fn shown_rows(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().filter_map(|at| self.rows.get(*at))
    }

    fn keys(&mut self, ui: &Ui, commands: &mut Commands) -> bool {
        let (by, open) = row_keys(ui);
        if by != 0 {
            let at = self.shown_rows().position(|row| Some(row.id) == self.chosen);
            let to = stepped(at, by, self.shown.len());
            let next = self.shown_rows().nth(to).map(|row| row.id);
            self.chosen = next.or(self.chosen);
        }
        let chosen = self.rows.iter().find(|row| Some(row.id) == self.chosen);
        if open && let Some(place) = chosen.and_then(|row| row.place) {
            commands.push(UiCommand::ShowPassage(place));
        }
        by != 0
    }
}

/// Shows the place. `selected` are the words selected in the report that is open, to which a note
/// without a place can be attached.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut NotesPlace,
    selected: Option<Passage>,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.refresh(workspace);
    if place.rows.is_empty() {
        nothing(ui, theme);
        return;
    }
    let reveal = place.keys(ui, commands);
    let bar = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    Panel::top("note filters").frame(bar).show(ui, |ui| {
        let counts = (place.shown.len(), place.rows.len());
        if filters::show(ui, theme, &mut place.filter, &place.choices, counts) {
            commands.push(UiCommand::Run(Action::ExportNotes));
        }
    });
    let width = ui.available_width();
    Panel::right("note detail")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.32).clamp(290.0, 460.0))
        .size_range(260.0..=560.0)
        .show(ui, |ui| {
            let chosen = place.rows.iter().find(|row| Some(row.id) == place.chosen);
            if let Some(row) = chosen {
                detail(ui, workspace, row, selected, theme, commands);
            } else {
                let text = "Choose a note in the list to read all of it.";
                Empty { title: "No note chosen", text, action: None }.show(ui, theme);
            }
        });
    let page = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(12, 8));
    egui::CentralPanel::no_frame().frame(page).show(ui, |ui| {
        if place.shown.is_empty() {
            let text = "No note fits all filters. Take one off to see more.";
            let empty = Empty { title: "No notes", text, action: Some("Take off all filters") };
            if empty.show(ui, theme) {
                place.filter = Filter::default();
            }
            return;
        }
        let did = list::show(ui, theme, &place.rows, &place.shown, place.chosen, reveal);
        if let Some(id) = did.clicked {
            place.chosen = Some(id);
        }
        if let Some(passage) = did.opened {
            commands.push(UiCommand::ShowPassage(passage));
        }
    });
}

fn nothing(ui: &mut Ui, theme: &Theme) {
    egui::CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
        let keys = |action: Action| action.keys(ui.ctx()).unwrap_or_default();
        let text = format!(
            "Select words in a report and press {} to note something, or {} to highlight them.",
            keys(Action::AddNote),
            keys(Action::Highlight),
        );
        Empty { title: "No notes yet", text: &text, action: None }.show(ui, theme);
    });
}

/// The chosen note, whole.
fn detail(
    ui: &mut Ui,
    workspace: &Workspace,
    row: &Row,
    selected: Option<Passage>,
    theme: &Theme,
    commands: &mut Commands,
) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        quote(ui, row, theme);
        ui.add_space(space::S);
        let faint =
            |text: String| RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint);
        let cited = row.place.and_then(|place| {
            Some(citing::citer(workspace).source(workspace.report(place.report)?, place.span))
        });
        ui.add(Label::new(faint(cited.unwrap_or_else(|| row.report.clone()))).wrap());
        ui.add_space(space::M);
        if !row.text.is_empty() {
            let text = RichText::new(&row.text).font(theme::font(size::BODY)).color(theme.text);
            ui.add(Label::new(text).wrap().selectable(true));
            ui.add_space(space::S);
        }
        if !row.tags.is_empty() {
            let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
            ui.label(faint(tags.join("  ")));
            ui.add_space(space::S);
        }
        if row.moved {
            let text =
                "The sentence has changed since this was noted: these are the nearest words.";
            let text = RichText::new(text).font(theme::font(size::SMALL)).color(theme.warning);
            ui.add(Label::new(text).wrap());
            ui.add_space(space::S);
        }
        buttons(ui, row, theme, commands);
        if row.place.is_none() {
            attach(ui, workspace, row, selected, theme, commands);
        }
    });
}

fn quote(ui: &mut Ui, row: &Row, theme: &Theme) {
    let (fill, name) = match row.highlight {
        Some(color) => (theme.highlight(color).0, color_name(color)),
        None => (theme.page, ""),
    };
    let frame = Frame::NONE.fill(fill).corner_radius(space::RADIUS).inner_margin(12);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = RichText::new(&row.quote).font(theme::reading_font(size::BODY + 1.0));
        ui.add(Label::new(words.color(theme.text)).wrap().selectable(true));
    });
    if !name.is_empty() {
        shown.response.on_hover_text(format!("Highlighted in {}", name.to_lowercase()));
    }
}

fn buttons(ui: &mut Ui, row: &Row, theme: &Theme, commands: &mut Commands) {
    ui.horizontal_wrapped(|ui| {
        if let Some(place) = row.place {
            if widgets::primary_button(ui, theme, "Open in report").clicked() {
                commands.push(UiCommand::ShowPassage(place));
            }
            if ui.button(Action::Quote.text()).clicked() {
                commands.push(UiCommand::Quote(Target::Passage(place)));
            }
        }
        if ui.button("Edit note").clicked() {
            commands.push(UiCommand::EditNote(row.id));
        }
        if ui.button("Delete note").clicked() {
            commands.push(UiCommand::Decide(Box::new(Command::Remove(row.id))));
        }
    });
}

/// What can be done with a note whose words are in none of the open reports.
fn attach(
    ui: &mut Ui,
    workspace: &Workspace,
    row: &Row,
    selected: Option<Passage>,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.add_space(space::M);
    let text = "The words that this was noted on are in none of the open reports. To attach it to \
                others, select them in a report and come back.";
    let text = RichText::new(text).font(theme::font(size::BODY)).color(theme.warning);
    ui.add(Label::new(text).wrap());
    let report = selected.and_then(|selected| workspace.report(selected.report));
    if let Some((selected, report)) = selected.zip(report) {
        ui.add_space(space::S);
        let words: String = selected.span.of(&report.text).chars().take(60).collect();
        ui.label(RichText::new(format!("Selected: “{words}”")).color(theme.soft));
        if ui.button("Attach to the selected words").clicked() {
            commands.push(UiCommand::Reattach(row.id, selected));
        }
    }
}
