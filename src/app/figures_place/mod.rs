//! The table of all figures of all reports, with filters above it and the chosen figure's sentence
//! beside it.
//!
//! What is shown is chosen anew only when the reports, the filter or the order change; while
//! reports still come in, at most every half second.

mod detail;
pub mod export;
mod filters;
mod select;
mod table;

use super::command::{Commands, UiCommand};
use super::tables::{row_keys, stepped};
use super::target::Target;
use super::theme::{Theme, space};
use super::widgets::{self, Empty};
use crate::project::Verdict;
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{self, Frame, Key, Margin, Panel, Ui};
use select::{Choices, Filter, Sort, entries, select};
use std::path::PathBuf;

/// What the user has set in the figures' place.
#[derive(Default)]
pub struct FiguresPlace {
    filter: Filter,
    sort: Sort,
    chosen: Option<FigureId>,
    /// Whether the chosen row is to be scrolled into view.
    reveal: bool,
    shown: Shown,
}

/// The rows, and what they were made of.
#[derive(Default)]
struct Shown {
    folder: Option<PathBuf>,
    revision: u64,
    decided: u64,
    filter: Filter,
    sort: Sort,
    /// When they were made, in seconds of the window's clock.
    at: f64,
    ids: Vec<FigureId>,
    choices: Choices,
    all: usize,
}

/// How long rows may be out of date while reports still come in, in seconds.
const REFRESH: f64 = 0.5;

impl Shown {
    fn refresh(&mut self, workspace: &Workspace, filter: &Filter, sort: Sort, now: f64) {
        let other_folder = self.folder.as_deref() != workspace.folder();
        let decided = workspace.project().revision();
        let judged = sort.is_by_state() && self.decided != decided;
        let asked = self.filter != *filter || self.sort != sort || other_folder || judged;
        let grown = self.revision != workspace.revision();
        let due = workspace.progress().is_none() || now - self.at >= REFRESH;
        if !(asked || grown && due) {
            return;
        }
        if grown || other_folder {
            self.choices = Choices::new(entries(workspace), workspace.catalogue());
            self.all = workspace.figures().len();
        }
        self.ids = select(entries(workspace), filter, sort, workspace.catalogue());
        self.folder = workspace.folder().map(std::path::Path::to_path_buf);
        self.revision = workspace.revision();
        self.decided = decided;
        self.filter = filter.clone();
        self.sort = sort;
        self.at = now;
    }
}

impl FiguresPlace {
    /// Chooses a figure and brings its row into view; filters that hide it are taken off.
    pub fn choose(&mut self, workspace: &Workspace, id: FigureId) {
        let hidden = select::entry(workspace, id).is_some_and(|entry| !self.filter.passes(&entry));
        if hidden || !self.filter.text.is_empty() {
            self.filter = Filter::default();
        }
        self.chosen = Some(id);
        self.reveal = true;
    }

    /// The chosen figure.
    pub fn target(&self) -> Option<Target> {
        self.chosen.map(Target::Figure)
    }

    fn keys(&mut self, ui: &Ui, workspace: &Workspace, commands: &mut Commands) {
        let (by, open) = row_keys(ui);
        if by != 0 {
            let ids = &self.shown.ids;
            let at = self.chosen.and_then(|id| ids.iter().position(|shown| *shown == id));
            self.chosen = ids.get(stepped(at, by, ids.len())).copied().or(self.chosen);
            self.reveal = true;
        }
        let typing = ui.memory(|memory| memory.focused().is_some());
        for (key, verdict) in [(Key::A, Verdict::Accepted), (Key::R, Verdict::Rejected)] {
            let pressed =
                !typing && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
            if let Some(id) = self.chosen.filter(|_| pressed) {
                commands.push(UiCommand::Judge(id, verdict));
            }
        }
        if open && let Some(entry) = self.chosen.and_then(|id| select::entry(workspace, id)) {
            commands.push(UiCommand::ShowPassage(passage(&entry)));
        }
    }
}

/// The sentence of a figure, to be led to.
fn passage(entry: &select::Entry<'_>) -> Passage {
    Passage { report: entry.id.report, span: entry.figure.sentence }
}

/// Shows the place.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut FiguresPlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    let now = ui.input(|input| input.time);
    place.shown.refresh(workspace, &place.filter, place.sort, now);
    if place.chosen.is_some_and(|id| workspace.figure(id).is_none()) {
        place.chosen = None;
    }
    if place.shown.revision != workspace.revision() {
        let rest = std::time::Duration::from_secs_f64(REFRESH);
        ui.ctx().request_repaint_after(rest);
    }
    if place.shown.all == 0 {
        nothing(ui, workspace, theme);
        return;
    }
    place.keys(ui, workspace, commands);
    let bar = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    Panel::top("figure filters").frame(bar).show(ui, |ui| {
        let shown = &place.shown;
        if filters::show(ui, theme, &mut place.filter, &shown.choices, shown.ids.len(), shown.all) {
            commands.push(UiCommand::Save(export::request(workspace, shown.ids.clone())));
        }
    });
    let width = ui.available_width();
    Panel::right("figure detail")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.27).clamp(290.0, 420.0))
        .size_range(260.0..=520.0)
        .show(ui, |ui| detail::show(ui, workspace, place.chosen, theme, commands));
    let page =
        Frame::NONE.fill(theme.page).inner_margin(Margin { left: 12, right: 8, ..Margin::ZERO });
    egui::CentralPanel::no_frame().frame(page).show(ui, |ui| {
        if place.shown.ids.is_empty() {
            let text = "No figure fits all filters. Take one off to see more.";
            let empty = Empty { title: "No figures", text, action: Some("Take off all filters") };
            if empty.show(ui, theme) {
                place.filter = Filter::default();
            }
            return;
        }
        ui.add_space(space::XS);
        let reveal = std::mem::take(&mut place.reveal).then_some(place.chosen).flatten();
        let mut did =
            table::show(ui, workspace, theme, &place.shown.ids, place.chosen, place.sort, reveal);
        if let Some(column) = did.head {
            place.sort = place.sort.clicked(column);
        }
        if let Some(id) = did.clicked {
            place.chosen = Some(id);
        }
        commands.extend(did.commands.take());
        if let Some(entry) = did.opened.and_then(|id| select::entry(workspace, id)) {
            commands.push(UiCommand::ShowPassage(passage(&entry)));
        }
    });
}

/// What is said while there are no figures at all.
fn nothing(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let (title, text) = if workspace.folder().is_none() {
        ("No figures yet", "Open a folder of reports: the numbers told in them are listed here.")
    } else if workspace.is_scanning() || workspace.progress().is_some() && !workspace.is_stopped() {
        ("Reading the reports …", "Figures are listed here as soon as a report is analysed.")
    } else if workspace.is_stopped() {
        ("No figures yet", "The work was stopped before any report was analysed.")
    } else {
        ("No figures", "No number that counts something was found in these reports.")
    };
    egui::CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
        Empty { title, text, action: None }.show(ui, theme);
    });
}
