//! The library: every report of the folder, by country, year and publisher, with how far it is;
//! volumes with their chapters, and which reports are there in several formats.

mod groups;
mod menu;
mod rows;

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use crate::entities::ReportIndex;
use crate::workspace::Workspace;
use eframe::egui::{self, ScrollArea, Ui};
use groups::{Group, Item};
use rows::Fold;
use std::collections::HashSet;
use std::ops::Range;

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct LibraryPanel {
    filter: String,
    /// Groups that are folded away.
    closed: HashSet<String>,
    /// Volumes whose chapters are shown.
    unfolded: HashSet<ReportIndex>,
    groups: Vec<Group>,
    made_of: Option<u64>,
    /// The open report whose row was brought into view.
    revealed: Option<ReportIndex>,
    /// The rows that were in view last.
    in_view: Range<usize>,
}

enum Row<'a> {
    Group(&'a Group),
    Report(ReportIndex),
    Volume(&'a Item),
    Chapter(ReportIndex),
    Other(ReportIndex),
}

impl Row<'_> {
    /// The report that the row is of.
    fn report(&self) -> Option<ReportIndex> {
        match self {
            Self::Group(_) => None,
            Self::Volume(item) => Some(item.index),
            Self::Report(index) | Self::Chapter(index) | Self::Other(index) => Some(*index),
        }
    }
}

/// What folds when it is clicked.
enum Folding {
    Group(String),
    Volume(ReportIndex),
}

impl LibraryPanel {
    /// Shows the panel; `open` is the report that is read.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        open: Option<ReportIndex>,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let count = workspace.slots().count();
        widgets::section_header(ui, theme, "LIBRARY", Some(count));
        for problem in workspace.problems() {
            let words = egui::RichText::new(problem).color(theme.warning);
            ui.label(words.font(theme::font(size::SMALL)));
        }
        if count == 0 {
            show_empty(ui, workspace, theme, commands);
            return;
        }
        self.group(workspace);
        if count > 12 {
            let id = egui::Id::unique("filter library");
            let name = "Filter reports";
            widgets::filter_field(ui, theme, id, &mut self.filter, name, name);
        }
        let typed = self.filter.trim().to_lowercase();
        let rows = self.rows(workspace, &typed);
        if rows.is_empty() {
            let text = "No country, year, publisher or file has these words.";
            Empty { title: "No report fits", text, action: None }.show(ui, theme);
            return;
        }
        let mut folded = None;
        let mut area = ScrollArea::vertical().id_salt("library").auto_shrink(false);
        let place = rows.iter().position(|row| open.is_some() && row.report() == open);
        if let Some(at) = place.filter(|at| self.revealed != open && !self.in_view.contains(at)) {
            let middle = (at as f32 + 0.5) * space::ROW - ui.available_height() / 2.0;
            area = area.vertical_scroll_offset(middle.max(0.0));
        }
        let mut in_view = 0..0;
        let revealed = if place.is_some() { open } else { self.revealed };
        area.show_rows(ui, space::ROW, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            in_view = range.clone();
            for row in rows.get(range).unwrap_or_default() {
                let chosen = |index: ReportIndex| open == Some(index);
                folded = self.row(ui, row, workspace, &chosen, theme, commands).or(folded.take());
            }
        });
        self.revealed = revealed;
        self.in_view = in_view;
        match folded {
            Some(Folding::Group(name)) => toggle(&mut self.closed, name),
            Some(Folding::Volume(index)) => toggle(&mut self.unfolded, index),
            None => {}
        }
    }

    /// Draws a row; returns what is to be folded or unfolded, if it was clicked for that.
    fn row(
        &self,
        ui: &mut Ui,
        row: &Row<'_>,
        workspace: &Workspace,
        chosen: &dyn Fn(ReportIndex) -> bool,
        theme: &Theme,
        commands: &mut Commands,
    ) -> Option<Folding> {
        let (index, draw): (ReportIndex, DrawRow) = match row {
            Row::Group(group) => {
                let closed = self.closed.contains(&group.name) && self.filter.trim().is_empty();
                let fold = Fold { closed, chosen: false, indent: 0.0 };
                let row = rows::heading(ui, theme, &group.name, group.items.len(), fold);
                return row.clicked().then(|| Folding::Group(group.name.clone()));
            }
            Row::Volume(item) => return self.volume(ui, item, workspace, chosen, theme, commands),
            Row::Report(index) => (*index, rows::report),
            Row::Chapter(index) => (*index, rows::chapter),
            Row::Other(index) => (*index, rows::other),
        };
        let slot = workspace.slot(index)?;
        let row = draw(ui, theme, slot, chosen(index));
        menu::attach(&row, slot, index, theme, commands);
        if row.clicked() {
            commands.push(UiCommand::OpenReport(index));
        }
        None
    }

    /// A volume: a click shows its chapters, and opens what of it belongs to none, if there is any.
    fn volume(
        &self,
        ui: &mut Ui,
        item: &Item,
        workspace: &Workspace,
        chosen: &dyn Fn(ReportIndex) -> bool,
        theme: &Theme,
        commands: &mut Commands,
    ) -> Option<Folding> {
        let report = workspace.report(item.index)?;
        let title = report.metadata.title();
        let name = if title.is_empty() { report.document.file_name() } else { title };
        let closed = !self.unfolded.contains(&item.index);
        let fold = Fold { closed, chosen: chosen(item.index), indent: 12.0 };
        let row = rows::heading(ui, theme, name, item.chapters.len(), fold);
        let slot = workspace.slot(item.index)?;
        let row = rows::on_hover(row, theme, slot);
        menu::attach(&row, slot, item.index, theme, commands);
        if !row.clicked() {
            return None;
        }
        if closed && !report.text.is_empty() {
            commands.push(UiCommand::OpenReport(item.index));
        }
        Some(Folding::Volume(item.index))
    }

    /// Sorts the reports into groups, when there is something new.
    fn group(&mut self, workspace: &Workspace) {
        let now = Some(workspace.revision());
        if self.made_of != now {
            self.made_of = now;
            self.groups = groups::groups(workspace);
        }
    }

    /// The rows to show: all, or those that have the words typed.
    fn rows(&self, workspace: &Workspace, typed: &str) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        let fits = |index: ReportIndex| {
            let slot = workspace.slot(index);
            slot.is_some_and(|slot| rows::words_of(slot).to_lowercase().contains(typed))
        };
        for group in &self.groups {
            let all = typed.is_empty() || group.name.to_lowercase().contains(typed);
            let fitting = |item: &&Item| {
                all || fits(item.index)
                    || item.others.iter().chain(&item.chapters).any(|index| fits(*index))
            };
            let mut items = group.items.iter().filter(fitting).peekable();
            if items.peek().is_none() {
                continue;
            }
            rows.push(Row::Group(group));
            if typed.is_empty() && self.closed.contains(&group.name) {
                continue;
            }
            for item in items {
                self.push_item(&mut rows, item, &|index| typed.is_empty() || fits(index));
            }
        }
        rows
    }

    fn push_item<'a>(
        &self,
        rows: &mut Vec<Row<'a>>,
        item: &'a Item,
        fits: &dyn Fn(ReportIndex) -> bool,
    ) {
        if item.chapters.is_empty() {
            rows.push(Row::Report(item.index));
        } else {
            rows.push(Row::Volume(item));
            if self.unfolded.contains(&item.index) {
                let chapters = item.chapters.iter().filter(|index| fits(**index));
                rows.extend(chapters.map(|index| Row::Chapter(*index)));
            }
        }
        rows.extend(item.others.iter().map(|index| Row::Other(*index)));
    }
}

/// What draws the row of a report.
type DrawRow = fn(&mut Ui, &Theme, &crate::workspace::Slot, bool) -> egui::Response;

fn toggle<T: Eq + std::hash::Hash>(set: &mut HashSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

fn show_empty(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    if workspace.is_scanning() {
        let title = "Looking through the folder …";
        Empty { title, text: "", action: None }.show(ui, theme);
        return;
    }
    let empty = Empty {
        title: "No reports here",
        text: "The folder holds no text, web page, PDF or Word file.",
        action: Some("Open another folder"),
    };
    if empty.show(ui, theme) {
        commands.push(UiCommand::Run(Action::OpenFolder));
    }
}
