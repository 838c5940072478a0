//! The place of the whole library: all reports in a table, and the grid of which editions are here.
//!
//! Both are made of the library's rows alone, and only when these, the words typed or what is chosen
//! change.

mod cells;
mod column;
mod export;
mod grid;
mod lists;
mod shown;
mod table;

pub use column::Column;

use super::command::{Commands, UiCommand};
use super::holdings::Holdings;
use super::narrow;
use super::still::Held;
use super::table_columns::{self, Columns, Widths};
use super::tables::{row_keys, stepped};
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::entities::ReportIndex;
use crate::workspace::Workspace;
use column::Sort;
use eframe::egui::{
    self, Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, RichText, Ui,
};
use grid::GridView;
use shown::{Only, Shown};
use std::collections::HashSet;
use table::Table;

/// How the library is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    /// A row for each report.
    #[default]
    Table,
    /// Countries, years and publishers against each other.
    Editions,
}

impl View {
    const ALL: [(Self, &'static str, &'static str); 2] = [
        (Self::Table, "Table", "A line for each report, to sort and choose from"),
        (Self::Editions, "Which editions are here", "Countries, years and publishers in a grid"),
    ];
}

/// What the user has set in the place.
#[derive(Default)]
pub struct LibraryPlace {
    view: View,
    typed: String,
    only: Only,
    sort: Sort,
    shown: Shown,
    /// The row that the keyboard is at.
    chosen: Option<ReportIndex>,
    /// Rows that are chosen together.
    picked: HashSet<ReportIndex>,
    reveal: bool,
    /// The row that stays where it is when others come or move, and how far the table is to be
    /// scrolled for that.
    held: Option<Held<ReportIndex>>,
    offset: Option<f32>,
    widths: Widths<Column>,
    grid: GridView,
}

/// What the place is shown with.
#[derive(Clone, Copy)]
pub struct PlaceInput<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// The reports as rows.
    pub holdings: &'a Holdings,
    /// Colours.
    pub theme: &'a Theme,
}

impl LibraryPlace {
    /// Closes what is on top: what is chosen together, then the words typed. Returns whether there
    /// was anything.
    pub fn close_top(&mut self) -> bool {
        if self.picked.len() > 1 {
            self.picked.clear();
            return true;
        }
        let typed = !self.typed.is_empty();
        self.typed.clear();
        typed
    }

    /// Shows the place.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        input: PlaceInput<'_>,
        columns: &mut Columns<Column>,
        commands: &mut Commands,
    ) {
        let PlaceInput { workspace, holdings, theme } = input;
        if holdings.rows().is_empty() {
            nothing(ui, workspace, theme);
            return;
        }
        self.refresh(workspace, holdings);
        let bar = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
        Panel::top("library bar").frame(bar).show(ui, |ui| self.bar(ui, input));
        match self.view {
            View::Table => self.table(ui, input, columns, commands),
            View::Editions => self.grid.show(ui, input, &self.typed, commands),
        }
    }

    fn refresh(&mut self, workspace: &Workspace, holdings: &Holdings) {
        // A part that has become empty would show nothing, and no way back.
        let at = Only::PARTS.iter().position(|(only, _)| *only == self.only);
        if at.and_then(|at| self.shown.parts.get(at)) == Some(&0) {
            self.only = Only::All;
        }
        let same = self.shown.is_of(&self.typed, self.only, self.sort);
        if !self.shown.refresh(workspace, holdings, &self.typed, self.only, self.sort) {
            return;
        }
        let shown = &self.shown;
        let place = |held: Held<ReportIndex>| Some((held, shown.position(held.id())?));
        let followed = self.held.filter(|_| same).and_then(place);
        self.offset = followed.and_then(|(held, now)| held.follow(space::ROW, now));
        self.picked.retain(|index| shown.position(*index).is_some());
        self.chosen = self.chosen.filter(|index| shown.position(*index).is_some());
    }

    /// The bar above: how the library is shown, and which of it.
    fn bar(&mut self, ui: &mut Ui, input: PlaceInput<'_>) {
        let theme = input.theme;
        super::choose::control_row(ui, |ui| {
            for (view, name, hint) in View::ALL {
                let chip = widgets::chip(ui, theme, name, theme.text, self.view == view);
                if chip.on_hover_text(hint).clicked() {
                    self.view = view;
                }
            }
            ui.add_space(space::S);
            let width = (ui.available_width() * 0.4).clamp(160.0, 320.0);
            ui.allocate_ui(egui::vec2(width, space::ROW), |ui| {
                let id = egui::Id::unique("filter library place");
                let (name, hint) = ("Filter the library", "Country, year, publisher, title, file");
                widgets::filter_field(ui, theme, id, &mut self.typed, name, hint);
            });
            match self.view {
                View::Table => self.parts(ui, theme),
                View::Editions => self.grid.choices(ui, input),
            }
        });
    }

    /// The parts that can be listed alone, where there are any.
    fn parts(&mut self, ui: &mut Ui, theme: &Theme) {
        for ((only, name), count) in Only::PARTS.into_iter().zip(self.shown.parts) {
            if count == 0 {
                continue;
            }
            let on = self.only == only;
            let words = format!("{name}: {}", words::count(count));
            let color = if only == Only::Problems { theme.warning } else { theme.soft };
            let chip = widgets::chip(ui, theme, &words, color, on);
            if chip.on_hover_text("List these alone").clicked() {
                self.only = if on { Only::All } else { only };
            }
        }
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        input: PlaceInput<'_>,
        columns: &mut Columns<Column>,
        commands: &mut Commands,
    ) {
        let PlaceInput { holdings, theme, .. } = input;
        self.keys(ui, holdings, commands);
        let foot = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(12, 6));
        Panel::bottom("library foot")
            .frame(foot)
            .show(ui, |ui| self.foot(ui, input, columns, commands));
        let page = Frame::NONE.fill(theme.page).inner_margin(Margin {
            left: 12,
            right: 8,
            ..Margin::ZERO
        });
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            if self.shown.places.is_empty() {
                let text = "No country, year, publisher, title or file has words that begin so.";
                let action = Some("Show all reports");
                if (Empty { title: "No report fits", text, action }).show(ui, theme) {
                    self.typed.clear();
                    self.only = Only::All;
                }
                return;
            }
            ui.add_space(space::XS);
            let reveal = std::mem::take(&mut self.reveal).then_some(self.chosen).flatten();
            let table = Table {
                holdings,
                shown: &self.shown,
                chosen: self.chosen,
                picked: &self.picked,
                sort: self.sort,
                columns,
                workspace: input.workspace,
                reveal: reveal.and_then(|index| self.shown.position(index)),
                offset: self.offset.take(),
                theme,
            };
            let mut did = table.show(ui);
            if let Some(column) = did.head {
                self.sort = self.sort.clicked(column);
            }
            if let Some((index, held)) = did.clicked {
                self.clicked(index, held, holdings);
            }
            self.held = did.held;
            self.widths.follow(ui, did.widths, columns);
            commands.extend(did.commands.take());
            commands.extend(did.opened.map(UiCommand::OpenReport));
        });
    }

    fn keys(&mut self, ui: &Ui, holdings: &Holdings, commands: &mut Commands) {
        let (by, open) = row_keys(ui);
        let free = ui.memory(|memory| memory.focused().is_none());
        let all = free && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A));
        if all {
            let index = |at: &usize| holdings.rows().get(*at).map(|row| row.index);
            self.picked = self.shown.places.iter().filter_map(index).collect();
        }
        if by != 0 {
            let at = self.chosen.and_then(|index| self.shown.position(index));
            let next = stepped(at, by, self.shown.places.len());
            if let Some(row) = self.shown.at(next, holdings) {
                self.chosen = Some(row.index);
                self.picked.clear();
                self.reveal = true;
            }
        }
        if open {
            commands.extend(self.chosen.map(UiCommand::OpenReport));
        }
    }

    /// Takes a click on a row: with Ctrl it is chosen together with others, with Shift all up to
    /// it are.
    fn clicked(&mut self, index: ReportIndex, held: Modifiers, holdings: &Holdings) {
        let from = self.chosen.filter(|_| held.shift || held.command);
        let place = |index: ReportIndex| self.shown.position(index);
        if held.shift
            && let Some((a, b)) = from.and_then(place).zip(place(index))
        {
            let between = self.shown.places.get(a.min(b)..=a.max(b)).unwrap_or_default();
            let index = |at: &usize| holdings.rows().get(*at).map(|row| row.index);
            self.picked.extend(between.iter().filter_map(index));
            return;
        }
        if held.command {
            self.picked.extend(from.filter(|_| self.picked.is_empty()));
            if !self.picked.remove(&index) {
                self.picked.insert(index);
            }
        } else {
            self.picked.clear();
        }
        self.chosen = Some(index);
    }

    /// The reports that are chosen together, in the order of the table; else the chosen one.
    fn at_hand(&self, holdings: &Holdings) -> Vec<ReportIndex> {
        if self.picked.is_empty() {
            return self.chosen.into_iter().collect();
        }
        let index = |at: &usize| holdings.rows().get(*at).map(|row| row.index);
        let shown = self.shown.places.iter().filter_map(index);
        shown.filter(|index| self.picked.contains(index)).collect()
    }

    /// The line below the table: how many there are, and what can be done with those chosen.
    fn foot(
        &self,
        ui: &mut Ui,
        input: PlaceInput<'_>,
        columns: &mut Columns<Column>,
        commands: &mut Commands,
    ) {
        let PlaceInput { holdings, theme, .. } = input;
        ui.horizontal(|ui| {
            let (shown, all) = (self.shown.places.len(), holdings.rows().len());
            let mut told = if shown == all {
                words::counted(all, "report")
            } else {
                format!("{} of {}", words::count(shown), words::counted(all, "report"))
            };
            if self.shown.waiting > 0 {
                told = format!("{told}, {} waiting to be read", words::count(self.shown.waiting));
            }
            ui.label(RichText::new(told).font(theme::font(size::SMALL)).color(theme.faint));
            let at_hand = self.at_hand(holdings);
            let at_hand_count = at_hand.len();
            if !at_hand.is_empty() {
                let words = if let [_] = at_hand.as_slice() {
                    "Copy citation".to_owned()
                } else {
                    format!("Copy {} citations", words::count(at_hand.len()))
                };
                if ui.button(words).on_hover_text("In the style of the project").clicked() {
                    commands.push(UiCommand::CiteReports(at_hand));
                }
            }
            if at_hand_count > 1 {
                let hint = "Lists, figures, charts and searches speak of them alone";
                let button = ui.button("Show only their countries and years").on_hover_text(hint);
                if button.clicked() {
                    let rows = self.picked.iter().filter_map(|index| holdings.row(*index));
                    commands.push(UiCommand::Narrow(narrow::of_rows(rows, holdings)));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let hint = "Save the rows that are shown, with all columns, as a workbook or CSV";
                if ui.button("Export").on_hover_text(hint).clicked() {
                    let places = self.shown.places.clone();
                    commands.push(UiCommand::Save(export::list(holdings, &places)));
                }
                table_columns::choose(ui, theme, columns);
            });
        });
    }
}

/// What is said while there are no reports at all.
fn nothing(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let (title, text) = if workspace.is_scanning() {
        ("Looking through the folder …", "")
    } else {
        ("No reports here", "The folder holds no text, web page, PDF or Word file.")
    };
    CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
        Empty { title, text, action: None }.show(ui, theme);
    });
}
