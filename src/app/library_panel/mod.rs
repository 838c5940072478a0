//! The library beside the page: every report of the folder as a tree by country, publisher or year,
//! with how far each is; volumes with their chapters, and which reports are there in several
//! formats.
//!
//! Tree and lines are made anew only when the reports, the words typed or what is folded change, and
//! only the lines in view are laid out. What one points at, or has scrolled to, stays where it is
//! while reports come in above it.

mod keys;
pub mod menu;
pub mod rows;
mod still;

use super::actions::Action;
use super::command::{Commands, Place, UiCommand};
use super::holdings::Row;
use super::holdings::lines::{Folding, Folds, Heading, Line, LineId, Lines};
use super::holdings::tree::{By, Key, Tree, group_of};
use super::holdings::{Holdings, Wanted};
use super::icons::Icon;
use super::narrow;
use super::selecting;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::entities::ReportIndex;
use crate::workspace::Workspace;
use eframe::egui::{self, Align, Layout, RichText, ScrollArea, Ui};
use keys::Pressed;
use menu::MenuInput;
use rows::{Fold, Look};
use still::Still;

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct LibraryPanel {
    filter: String,
    by: By,
    folds: Folds,
    tree: Tree,
    /// The rows and the order that the tree is of.
    tree_of: Option<(u64, By)>,
    lines: Lines,
    /// What the lines are of: the tree, the words typed, what is folded.
    lines_of: Option<(u64, By, String, u64)>,
    /// The open report whose line was brought into view.
    revealed: Option<ReportIndex>,
    still: Still,
    /// The line that the keyboard is at.
    cursor: Option<LineId>,
}

/// What the panel is shown with.
#[derive(Clone, Copy)]
pub struct LibraryInput<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// The reports as rows.
    pub holdings: &'a Holdings,
    /// The report that is read.
    pub open: Option<ReportIndex>,
    /// Colours.
    pub theme: &'a Theme,
}

/// In a folder of more reports the list can be narrowed and turned.
const SEVERAL: usize = 12;

/// What a line asked for.
#[derive(Clone, Copy)]
enum Asked {
    Fold(Folding, bool),
    Open(ReportIndex),
    /// Choose what this is of, so that all panels speak of it, or no longer.
    Tick(Key),
}

impl LibraryPanel {
    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, input: LibraryInput<'_>, commands: &mut Commands) {
        let LibraryInput { workspace, holdings, open, theme } = input;
        let count = holdings.rows().len();
        Self::head(ui, count, theme, commands);
        for problem in workspace.problems() {
            let words = RichText::new(problem).color(theme.warning);
            ui.label(words.font(theme::font(size::SMALL)));
        }
        if count == 0 {
            show_empty(ui, workspace, theme, commands);
            return;
        }
        let pressed = if count > SEVERAL { self.narrow(ui, theme) } else { Pressed::default() };
        let changed = self.refresh(holdings, open);
        if self.lines.all.is_empty() {
            let text = "No country, year, publisher, title or file has words that begin so.";
            Empty { title: "No report fits", text, action: None }.show(ui, theme);
            return;
        }
        chosen(ui, workspace, theme, commands);
        if !self.filter.trim().is_empty() {
            let told = format!("{} found", words::counted(self.lines.reports, "report"));
            ui.label(RichText::new(told).font(theme::font(size::SMALL)).color(theme.faint));
        }
        self.list(ui, input, pressed, changed, commands);
    }

    fn head(ui: &mut Ui, count: usize, theme: &Theme, commands: &mut Commands) {
        ui.horizontal(|ui| {
            let title = RichText::new("LIBRARY").font(theme::strong_font(size::SMALL));
            ui.label(title.color(theme.faint));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                if count > 0 {
                    let action = Action::GoTo(Place::Library);
                    let hint = action.tooltip(ui.ctx());
                    let whole = widgets::icon_button(ui, theme, Icon::Table, action.text());
                    if whole.on_hover_text(hint).clicked() {
                        commands.push(UiCommand::Run(action));
                    }
                }
                let count = RichText::new(words::count(count)).font(theme::font(size::SMALL));
                ui.label(count.color(theme.faint));
            });
        });
    }

    /// The field that narrows the list and what it is ordered by; returns the keys that lead from
    /// the field into the list.
    fn narrow(&mut self, ui: &mut Ui, theme: &Theme) -> Pressed {
        let id = egui::Id::unique("filter library");
        let pressed = Pressed::in_field(ui, id);
        let name = "Filter reports";
        widgets::filter_field(ui, theme, id, &mut self.filter, name, name);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for (by, name) in By::ALL {
                let chip = widgets::chip(ui, theme, name, theme.soft, self.by == by);
                let hint = format!("Order the reports by {}", name.to_lowercase());
                if chip.on_hover_text(hint).clicked() {
                    self.by = by;
                    self.revealed = None;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let all = |line: &Line| matches!(line, Line::Heading { open: true, .. });
                let any_open = self.lines.all.iter().any(all);
                let (icon, name) =
                    if any_open { (Icon::Up, "Fold all") } else { (Icon::Down, "Unfold all") };
                if widgets::icon_button(ui, theme, icon, name).clicked() {
                    self.folds.set_all(&self.tree, !any_open);
                }
            });
        });
        pressed
    }

    /// Makes tree and lines anew where that is due; what is open is unfolded once. Returns whether
    /// there is anything new.
    fn refresh(&mut self, holdings: &Holdings, open: Option<ReportIndex>) -> bool {
        let tree_of = Some((holdings.revision(), self.by));
        if self.tree_of != tree_of {
            self.tree_of = tree_of;
            self.tree = Tree::of(holdings, self.by);
        }
        let mut changed = self.list_anew(holdings);
        if let Some(open) = open.filter(|open| self.revealed != Some(*open)) {
            self.unfold(open, holdings);
            changed |= self.list_anew(holdings);
        }
        changed
    }

    fn list_anew(&mut self, holdings: &Holdings) -> bool {
        let of = (holdings.revision(), self.by, self.filter.clone(), self.folds.revision());
        if self.lines_of.as_ref() == Some(&of) {
            return false;
        }
        let wanted = Wanted::new(&self.filter);
        self.lines = Lines::of(&self.tree, holdings, &wanted, &self.folds);
        self.lines_of = Some(of);
        true
    }

    /// Unfolds what a report stands in, unless its line is there.
    fn unfold(&mut self, report: ReportIndex, holdings: &Holdings) {
        let is_it = |line: &Line| line.report(holdings) == Some(report);
        if self.lines.all.iter().any(is_it) {
            return;
        }
        let Some((at, row)) = holdings.place(report).zip(holdings.row(report)) else { return };
        let group = group_of(row, self.by);
        self.folds.set(Folding::Heading(Heading { group, part: None }), true);
        let found = self.tree.groups.iter().find(|found| found.key == group);
        let mut parts = found.into_iter().flat_map(|found| &found.parts);
        if let Some((part, _)) = parts.find(|(_, items)| items.iter().any(|item| item.at == at)) {
            self.folds.set(Folding::Heading(Heading { group, part: Some(*part) }), true);
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        input: LibraryInput<'_>,
        pressed: Pressed,
        changed: bool,
        commands: &mut Commands,
    ) {
        let LibraryInput { holdings, open, theme, .. } = input;
        let id = egui::Id::unique("library list");
        let (focused, pressed) = keys::take(ui, id, pressed);
        let at = self.cursor.and_then(|cursor| self.lines.position(cursor, holdings));
        let page = self.still.in_view().len().saturating_sub(1).max(1);
        let stepped = pressed.stepped(at, page, self.lines.all.len());
        let mut asked = None;
        if let Some(line) = stepped.and_then(|at| self.lines.all.get(at)) {
            self.cursor = line.id(holdings);
        } else if let Some(at) = at.or(pressed.open.then_some(0)) {
            asked = self.pressed(at, pressed, holdings);
        }
        let mut area = ScrollArea::vertical().id_salt("library").auto_shrink(false);
        let is_open = |line: &Line| open.is_some() && line.report(holdings) == open;
        let place = self.lines.all.iter().position(is_open);
        let reveal = place.filter(|_| self.revealed != open);
        let lines = &self.lines.all;
        if let Some(offset) = self.still.offset(ui, reveal, stepped, lines, holdings, changed) {
            area = area.vertical_scroll_offset(offset);
        }
        if place.is_some() {
            self.revealed = open;
        }
        let mut in_view = 0..0;
        let shown = area.show_rows(ui, space::ROW, lines.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            in_view = range.clone();
            for line in lines.get(range).unwrap_or_default() {
                let held = focused && self.cursor.is_some() && line.id(holdings) == self.cursor;
                if let Some(did) = self.line(ui, line, input, held, commands) {
                    asked = Some(did);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
        });
        if focused {
            widgets::focus_frame(ui, theme, shown.inner_rect);
        }
        self.still.shown(ui, in_view, &shown, &self.lines.all, holdings);
        self.done(asked, &input, commands);
    }

    /// What the keys ask of the line that the keyboard is at.
    fn pressed(&mut self, at: usize, pressed: Pressed, holdings: &Holdings) -> Option<Asked> {
        let found = |line: &Line| line.report(holdings).is_some();
        let line = if pressed.in_field {
            self.lines.all.iter().find(|line| found(line))
        } else {
            self.lines.all.get(at)
        }?;
        if pressed.open {
            let fold = |folding| {
                let open = self.folds.is_open(folding, &self.tree);
                Asked::Fold(folding, !open)
            };
            return line.report(holdings).map(Asked::Open).or(line.folding(holdings).map(fold));
        }
        if pressed.tick {
            return match *line {
                Line::Heading { heading, .. } | Line::Report { heading, alone: true, .. } => {
                    chosen_by(heading)
                }
                _ => None,
            };
        }
        if pressed.unfold || pressed.fold {
            if let Some(folding) = line.folding(holdings)
                && self.folds.is_open(folding, &self.tree) != pressed.unfold
            {
                return Some(Asked::Fold(folding, pressed.unfold));
            }
            if pressed.fold
                && let Line::Report { heading, alone: false, .. } = line
            {
                self.cursor = Some(LineId::Heading(*heading));
            }
        }
        None
    }

    fn done(&mut self, asked: Option<Asked>, input: &LibraryInput<'_>, commands: &mut Commands) {
        let LibraryInput { workspace, holdings, .. } = *input;
        match asked {
            Some(Asked::Tick(key)) => {
                let selection = workspace.selection();
                let on = !narrow::is_ticked(selection, self.by, key, holdings);
                let to = narrow::ticked(selection, self.by, key, on, holdings);
                commands.push(UiCommand::Narrow(to));
            }
            Some(Asked::Fold(folding, open)) => {
                self.folds.set(folding, open);
                self.cursor = match folding {
                    Folding::Heading(heading) => Some(LineId::Heading(heading)),
                    Folding::Volume(index) => Some(LineId::Report(index)),
                };
                // A volume is read too, where there is more in it than its chapters.
                if let Folding::Volume(index) = folding
                    && open
                    && holdings.row(index).is_some_and(Row::has_words)
                {
                    commands.push(UiCommand::OpenReport(index));
                }
            }
            Some(Asked::Open(index)) => {
                self.cursor = Some(LineId::Report(index));
                commands.push(UiCommand::OpenReport(index));
            }
            None => {}
        }
    }

    /// Whether what a heading is of is outside of what is chosen.
    fn is_outside(&self, heading: Heading, input: LibraryInput<'_>) -> bool {
        let selection = input.workspace.selection();
        narrow::is_narrowed(selection, self.by)
            && !narrow::is_ticked(selection, self.by, heading.group, input.holdings)
    }

    /// The box that chooses what a heading is of; returns whether it was clicked.
    fn tick(
        &self,
        ui: &Ui,
        row: &egui::Response,
        heading: Heading,
        name: &str,
        inset: f32,
        input: LibraryInput<'_>,
    ) -> bool {
        let LibraryInput { workspace, holdings, theme, .. } = input;
        let selection = workspace.selection();
        let narrowed = narrow::is_narrowed(selection, self.by);
        let ticked = narrow::is_ticked(selection, self.by, heading.group, holdings);
        chosen_by(heading).is_some() && rows::tick(ui, theme, row, name, (ticked, narrowed), inset)
    }

    /// Draws a line; returns what it was clicked for. `held` says that the keyboard is at it.
    fn line(
        &self,
        ui: &mut Ui,
        line: &Line,
        input: LibraryInput<'_>,
        held: bool,
        commands: &mut Commands,
    ) -> Option<Asked> {
        let LibraryInput { workspace, holdings, open, theme } = input;
        if let Line::Heading { heading, count, open } = *line {
            let by = if heading.part.is_some() { self.by.within() } else { self.by };
            let name = heading.part.unwrap_or(heading.group).words(by, holdings);
            let indent = if heading.part.is_some() { 12.0 } else { 0.0 };
            let outside = self.is_outside(heading, input);
            let fold = Fold { closed: !open, chosen: false, held, indent, outside };
            let row = rows::heading(ui, theme, &name, count, fold);
            let key = heading.part.unwrap_or(heading.group);
            let menu = MenuInput { workspace, holdings, theme };
            if key.is_name() || key == Key::NotFound {
                menu::of_heading(&row, (by, key), menu, commands);
            }
            if self.tick(ui, &row, heading, &name, 13.0, input) {
                return chosen_by(heading);
            }
            return row.clicked().then_some(Asked::Fold(Folding::Heading(heading), !open));
        }
        let index = line.report(holdings)?;
        let (row, slot) = (holdings.row(index)?, workspace.slot(index)?);
        let chosen = open == Some(index);
        let response = match *line {
            Line::Volume { open, .. } => {
                let outside = !workspace.selected(index);
                let fold = Fold { closed: !open, chosen, held, indent: 12.0, outside };
                rows::heading(ui, theme, row.name(), row.chapters, fold)
            }
            Line::Report { titled, heading, alone, .. } => {
                let mut look = Look::of_report(row, holdings, self.by, heading, alone, titled);
                look.outside = !workspace.selected(index);
                rows::report(ui, theme, row.standing, &look, chosen, held)
            }
            Line::Chapter(_) => {
                let look = Look::of_chapter(row, holdings);
                rows::report(ui, theme, row.standing, &look, chosen, held)
            }
            _ => rows::other(ui, theme, row, chosen, held),
        };
        let response = rows::on_hover(response, slot);
        menu::attach(&response, row, MenuInput { workspace, holdings, theme }, commands);
        if let Line::Report { heading, alone: true, .. } = *line {
            let name = heading.group.words(self.by, holdings);
            if self.tick(ui, &response, heading, &name, 36.0, input) {
                return chosen_by(heading);
            }
        }
        let asked = match *line {
            Line::Volume { open, .. } => Asked::Fold(Folding::Volume(index), !open),
            _ => Asked::Open(index),
        };
        response.clicked().then_some(asked)
    }
}

/// What choosing a heading chooses: groups alone, since a part stands in many.
fn chosen_by(heading: Heading) -> Option<Asked> {
    let key = heading.group;
    let is_some = heading.part.is_none() && (key.is_name() || key == Key::NotFound);
    is_some.then_some(Asked::Tick(key))
}

/// Says that all panels speak of some reports alone, with the way back.
fn chosen(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    let Some(share) = selecting::share(workspace) else { return };
    ui.horizontal(|ui| {
        let told = RichText::new(format!("Showing {share}")).font(theme::font(size::SMALL));
        ui.label(told.color(theme.accent)).on_hover_text(workspace.selection().whole());
        let all = RichText::new("Show all").font(theme::font(size::SMALL));
        if ui.link(all).on_hover_text(Action::AllReports.hint()).clicked() {
            commands.push(UiCommand::Run(Action::AllReports));
        }
    });
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
