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
    /// The row that is to stay where it is while others come, and how far the list is scrolled.
    anchor: Option<Anchor>,
}

/// A row that stays where it stands on the screen.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    report: ReportIndex,
    /// Its place among the rows.
    at: usize,
    /// How far the list was scrolled, in points.
    scrolled: f32,
}

impl Anchor {
    /// How far the list is to be scrolled for the row to stay where it stood; nothing where that is
    /// so by itself.
    fn follow(self, rows: &[Row<'_>]) -> Option<f32> {
        let now = rows.iter().position(|row| row.report() == Some(self.report))?;
        let moved = (now as f32 - self.at as f32) * space::ROW;
        (moved != 0.0).then(|| (self.scrolled + moved).max(0.0))
    }
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
        let regrouped = self.group(workspace);
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
        } else if let Some(scrolled) =
            self.anchor.filter(|_| regrouped).and_then(|anchor| anchor.follow(&rows))
        {
            area = area.vertical_scroll_offset(scrolled);
        }
        let mut in_view = 0..0;
        let revealed = if place.is_some() { open } else { self.revealed };
        let shown = area.show_rows(ui, space::ROW, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            in_view = range.clone();
            for row in rows.get(range).unwrap_or_default() {
                let chosen = |index: ReportIndex| open == Some(index);
                folded = self.row(ui, row, workspace, &chosen, theme, commands).or(folded.take());
            }
        });
        let scrolled = shown.state.clamped_offset().y;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let pointer = pointer.filter(|at| shown.inner_rect.contains(*at));
        // A list that nobody points at and that is not scrolled may grow at its head.
        let from = pointer.map_or(scrolled, |at| scrolled + at.y - shown.inner_rect.top());
        let above = |at: usize| (at as f32 + 1.0) * space::ROW <= from;
        let mut below = rows.iter().enumerate().skip_while(|(at, _)| above(*at));
        let held = below.find_map(|(at, row)| Some((at, row.report()?)));
        let held = held.filter(|_| pointer.is_some() || scrolled > 0.0);
        let anchor = held.map(|(at, report)| Anchor { report, at, scrolled });
        (self.revealed, self.anchor) = (revealed, anchor);
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
        let head = workspace.head(item.index)?;
        let title = head.metadata.title();
        let name = if title.is_empty() { head.document.file_name() } else { title };
        let closed = !self.unfolded.contains(&item.index);
        let fold = Fold { closed, chosen: chosen(item.index), indent: 12.0 };
        let row = rows::heading(ui, theme, name, item.chapters.len(), fold);
        let slot = workspace.slot(item.index)?;
        let row = rows::on_hover(row, theme, slot);
        menu::attach(&row, slot, item.index, theme, commands);
        if !row.clicked() {
            return None;
        }
        if closed && head.text_bytes > 0 {
            commands.push(UiCommand::OpenReport(item.index));
        }
        Some(Folding::Volume(item.index))
    }

    /// Sorts the reports into groups, when there is something new; returns whether there was.
    fn group(&mut self, workspace: &Workspace) -> bool {
        let now = Some(workspace.revision());
        let is_new = self.made_of != now;
        if is_new {
            self.made_of = now;
            self.groups = groups::groups(workspace);
        }
        is_new
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stays_where_it_is_when_others_come_above_it() {
        let row = |index| Row::Report(ReportIndex(index));
        let anchor = Anchor { report: ReportIndex(7), at: 2, scrolled: 30.0 };
        assert_eq!(anchor.follow(&[row(1), row(2), row(7)]), None, "it has not moved");
        let more = [row(1), row(5), row(6), row(2), row(7)];
        assert_eq!(anchor.follow(&more), Some(30.0 + 2.0 * space::ROW));
        assert_eq!(anchor.follow(&[row(7)]), Some(0.0), "there is nothing above the head");
        assert_eq!(anchor.follow(&[row(1)]), None, "it is gone");
    }
}
