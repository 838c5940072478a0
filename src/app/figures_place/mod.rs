//! The table of all figures of all reports, with filters above it and the chosen figure's sentence
//! beside it.
//!
//! What is shown is chosen anew only when the reports, the filter or the order change; while
//! reports still come in, at most every half second.

mod bulk;
mod choices;
mod column;
mod columns;
mod detail;
mod entry;
pub mod export;
mod filter;
mod filters;
mod flags;
mod foot;
mod lost;
mod order;
mod picked;
mod select;
mod shown;
mod table;

pub use columns::Columns;
use columns::Widths;

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::figure_fields::{Field, FieldList};
use super::selecting;
use super::still::Held;
use super::tables::{row_keys, stepped};
use super::target::Target;
use super::theme::{Theme, space};
use super::widgets::{self, Empty};
use crate::entities::{EntityKind, ReportIndex};
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use bulk::{Bulk, BulkCard};
use column::Sort;
use eframe::egui::{self, Frame, Margin, Modifiers, Panel, Ui};
use filter::{Filter, Said};
use foot::Asked;
use lost::LostCard;
use shown::Shown;
use std::cmp::Reverse;
use std::collections::HashSet;

/// What the user has set in the figures' place.
#[derive(Default)]
pub struct FiguresPlace {
    filter: Filter,
    sort: Sort,
    chosen: Option<FigureId>,
    /// Whether the chosen row is to be scrolled into view.
    reveal: bool,
    /// The row that stays where it is when others come, and how far the table is to be scrolled for
    /// that.
    held: Option<Held<FigureId>>,
    offset: Option<f32>,
    shown: Shown,
    fields: FieldList,
    bulk: BulkCard,
    lost: LostCard,
    bodies: Bodies,
    widths: Widths,
}

/// The bodies that a report names, and what they were gathered from.
#[derive(Debug, Default)]
struct Bodies {
    of: Option<(ReportIndex, u64)>,
    names: Vec<String>,
}

impl Bodies {
    /// Gathers the bodies of a report, those that it speaks of most first.
    fn gather(&mut self, workspace: &Workspace, report: ReportIndex) {
        let now = Some((report, workspace.revision()));
        if self.of == now {
            return;
        }
        self.of = now;
        self.names = bodies(workspace, [report].into_iter());
    }
}

/// So many reports are looked at for the bodies that they name.
const LOOKED_AT: usize = 8;

/// The bodies that reports name, each once, those that are spoken of most first.
fn bodies(workspace: &Workspace, reports: impl Iterator<Item = ReportIndex>) -> Vec<String> {
    let analyses = reports.filter_map(|report| workspace.slot(report)?.analysis());
    let mut found: Vec<(usize, &str)> = analyses
        .flat_map(|analysis| &analysis.entities)
        .filter(|entity| entity.kind != EntityKind::Person)
        .map(|entity| (entity.mentions.len(), entity.name.as_str()))
        .collect();
    found.sort_by_key(|(mentions, _)| Reverse(*mentions));
    let mut seen = HashSet::new();
    found.retain(|(_, name)| seen.insert(*name));
    found.into_iter().map(|(_, name)| name.to_owned()).collect()
}

impl FiguresPlace {
    /// Chooses a figure and brings its row into view; filters that hide it are taken off.
    pub fn choose(&mut self, workspace: &Workspace, id: FigureId) {
        let hidden = entry::entry(workspace, id).is_some_and(|entry| !self.filter.passes(&entry));
        if hidden || !self.filter.text.is_empty() {
            self.filter = Filter::default();
        }
        self.stand_at(id);
    }

    fn stand_at(&mut self, id: FigureId) {
        if self.chosen != Some(id) {
            self.fields.close();
        }
        self.chosen = Some(id);
        self.reveal = true;
    }

    /// The chosen figure.
    pub fn target(&self) -> Option<Target> {
        self.chosen.map(Target::Figure)
    }

    /// The figures that are chosen together, else the chosen one.
    pub fn at_hand(&self) -> Vec<FigureId> {
        if self.shown.picked.is_empty() {
            return self.chosen.into_iter().collect();
        }
        self.shown.picked_ids()
    }

    /// Closes what is on top: a card, the field that is edited, what is chosen together. Returns
    /// whether anything was.
    pub fn close_top(&mut self) -> bool {
        let picked = !self.shown.picked.is_empty();
        if self.bulk.close() || self.lost.close() || self.fields.close() {
            return true;
        }
        self.shown.picked.clear();
        picked
    }

    /// Does what belongs to the table; returns whether there was a figure to do it with.
    pub fn run(&mut self, workspace: &Workspace, action: Action) -> bool {
        match action {
            Action::NextFigure => self.step(1),
            Action::PreviousFigure => self.step(-1),
            Action::NextUnchecked => {
                let next = self.shown.next_unchecked(workspace, self.chosen);
                if let Some(id) = next {
                    self.stand_at(id);
                }
                return next.is_some();
            }
            Action::EditFigure | Action::SetIndicator => {
                let Some(figure) = self.chosen.and_then(|id| workspace.figure(id)) else {
                    return false;
                };
                let indicator = action == Action::SetIndicator;
                let field = if indicator { Field::Indicator } else { Field::Value };
                self.fields.begin(field, figure);
            }
            _ => {}
        }
        self.chosen.is_some()
    }

    fn step(&mut self, by: isize) {
        let ids = &self.shown.ids;
        let at = self.chosen.and_then(|id| self.shown.position(id));
        if let Some(id) = ids.get(stepped(at, by, ids.len())).copied() {
            self.stand_at(id);
            self.shown.picked.clear();
        }
    }

    fn keys(&mut self, ui: &Ui, workspace: &Workspace, commands: &mut Commands) {
        let taken = ui.memory(|memory| memory.focused().is_some())
            || egui::Popup::is_any_open(ui.ctx())
            || self.fields.is_editing()
            || self.bulk.is_open()
            || self.lost.is_open();
        if taken {
            return;
        }
        let (by, open) = row_keys(ui);
        if by != 0 {
            self.step(by);
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        for action in Action::ALL {
            if action.letter().is_some_and(pressed) {
                commands.push(UiCommand::Run(action));
            }
        }
        if open && let Some(entry) = self.chosen.and_then(|id| entry::entry(workspace, id)) {
            commands.push(UiCommand::ShowPassage(passage(&entry)));
        }
    }

    /// Takes a click on the row at this place: with Ctrl it is chosen together with others, with Shift
    /// all up to it are.
    fn clicked(&mut self, at: usize, held: Modifiers) {
        let from = self.chosen.filter(|_| held.shift || held.command);
        let from = from.and_then(|from| self.shown.position(from));
        if held.shift
            && let Some(from) = from
        {
            self.shown.picked.add(from.min(at)..from.max(at) + 1);
            return;
        }
        if held.command {
            if let Some(from) = from.filter(|_| self.shown.picked.is_empty()) {
                self.shown.picked.add(from..from + 1);
            }
            self.shown.picked.turn(at);
            return;
        }
        self.shown.picked.clear();
        if let Some(id) = self.shown.ids.get(at).copied() {
            self.stand_at(id);
        }
        self.reveal = false;
    }

    /// Makes the rows anew where that is due. Where the chosen row has gone from view since it was
    /// decided on, the one that took its place is chosen.
    fn refresh(&mut self, ui: &Ui, workspace: &Workspace) {
        let now = ui.input(|input| input.time);
        let same = self.shown.is_of(&self.filter, self.sort);
        let before = self.shown.refresh(workspace, &self.filter, self.sort, now);
        if same && before.is_some() {
            let place = |held: Held<FigureId>| Some((held, self.shown.position(held.id())?));
            let followed = self.held.and_then(place);
            self.offset = followed.and_then(|(held, now)| held.follow(space::ROW, now));
        }
        let (Some(before), Some(chosen)) = (before, self.chosen) else { return };
        let gone = || self.shown.position(chosen).is_none();
        let stood = || before.iter().position(|id| *id == chosen);
        if same
            && gone()
            && let Some(at) = stood()
        {
            let last = self.shown.ids.len().checked_sub(1);
            let next = last.and_then(|last| self.shown.ids.get(at.min(last)));
            self.fields.close();
            self.chosen = next.copied();
            self.reveal = true;
        }
    }

    fn asked(&mut self, asked: Asked, workspace: &Workspace, commands: &mut Commands) {
        let which = |place: &Self| {
            if place.shown.picked.is_empty() { place.shown.ids.to_vec() } else { place.at_hand() }
        };
        match asked {
            Asked::Next => commands.push(UiCommand::Run(Action::NextUnchecked)),
            Asked::Export => {
                commands.push(UiCommand::Save(export::request(workspace, self.shown.ids.to_vec())));
            }
            Asked::Chart => commands.push(UiCommand::ChartFigures(which(self))),
            Asked::Lost => self.lost.open(),
            Asked::All(bulk) => {
                let ids = which(self);
                let reports: HashSet<ReportIndex> = ids.iter().map(|id| id.report).collect();
                // The bodies of many reports are those that are told as sources anywhere.
                let bodies = match bulk {
                    Bulk::Source if reports.len() <= LOOKED_AT => {
                        bodies(workspace, reports.into_iter())
                    }
                    Bulk::Source => self.shown.choices.source_names(),
                    Bulk::Accept | Bulk::Reject | Bulk::Indicator => Vec::new(),
                };
                self.bulk.open(bulk, ids, bodies);
            }
        }
    }
}

/// The sentence of a figure, to be led to.
fn passage(entry: &entry::Entry<'_>) -> Passage {
    Passage { report: entry.id.report, span: entry.row.sentence() }
}

/// Shows the place. `selected` are the words selected in the report that is open, to which a
/// decision that has lost its place can be attached.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut FiguresPlace,
    columns: &mut Columns,
    selected: Option<Passage>,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.refresh(ui, workspace);
    if place.chosen.is_some_and(|id| workspace.figure_row(id).is_none()) {
        place.chosen = None;
    }
    if !place.shown.is_current(workspace) && !place.shown.is_busy() {
        let rest = std::time::Duration::from_secs_f64(place.shown.rest());
        ui.ctx().request_repaint_after(rest);
    }
    if place.shown.all == 0 && place.shown.is_busy() {
        let empty = Empty { title: "Listing the figures …", text: "", action: None };
        egui::CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
            empty.show(ui, theme);
        });
        return;
    }
    if place.shown.all == 0 {
        nothing(ui, workspace, theme, commands);
        return;
    }
    place.keys(ui, workspace, commands);
    let bar = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    Panel::top("figure filters").frame(bar).show(ui, |ui| {
        filters::show(ui, theme, &mut place.filter, &place.shown.choices);
    });
    let width = ui.available_width();
    Panel::right("figure detail")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.27).clamp(300.0, 440.0))
        .size_range(280.0..=560.0)
        .show(ui, |ui| {
            if let Some(id) = place.chosen {
                place.bodies.gather(workspace, id.report);
            }
            let (list, bodies) = (&mut place.fields, &place.bodies.names);
            detail::show(ui, workspace, place.chosen, list, bodies, theme, commands);
        });
    let foot = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom("figure foot").frame(foot).show(ui, |ui| {
        let counts = foot::Counts {
            shown: place.shown.ids.len(),
            all: place.shown.all,
            checked: place.shown.checked,
            picked: place.shown.picked.len(),
            lost: place.shown.lost.len(),
        };
        if let Some(asked) = foot::show(ui, theme, columns, counts) {
            place.asked(asked, workspace, commands);
        }
    });
    let page =
        Frame::NONE.fill(theme.page).inner_margin(Margin { left: 12, right: 8, ..Margin::ZERO });
    egui::CentralPanel::no_frame().frame(page).show(ui, |ui| {
        if place.shown.ids.is_empty() {
            no_rows(ui, place, theme);
        } else {
            ui.add_space(space::XS);
            rows(ui, workspace, place, columns, theme, commands);
        }
    });
    place.bulk.show(ui.ctx(), workspace.catalogue(), theme, commands);
    place.lost.show(ui.ctx(), workspace, &place.shown.lost, selected, theme, commands);
}

fn rows(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut FiguresPlace,
    columns: &mut Columns,
    theme: &Theme,
    commands: &mut Commands,
) {
    let reveal = std::mem::take(&mut place.reveal).then_some(place.chosen).flatten();
    let table = table::Table {
        ids: &place.shown.ids,
        chosen: place.chosen,
        picked: &place.shown.picked,
        sort: place.sort,
        columns,
        reveal,
        offset: place.offset.take(),
    };
    let mut did = table::show(ui, workspace, theme, &table);
    if let Some(column) = did.head {
        place.sort = place.sort.clicked(column);
    }
    if let Some((at, held)) = did.clicked {
        place.clicked(at, held);
    }
    place.held = did.held;
    place.widths.follow(ui, did.widths, columns);
    commands.extend(did.commands.take());
    if let Some(entry) = did.opened.and_then(|id| entry::entry(workspace, id)) {
        commands.push(UiCommand::ShowPassage(passage(&entry)));
    }
}

/// What is said where no figure fits the filters: either all is checked, or nothing is there.
fn no_rows(ui: &mut Ui, place: &mut FiguresPlace, theme: &Theme) {
    let done = place.filter.said == Said::ToCheck;
    let (title, text) = if done {
        ("Nothing left to check", "Every figure that the other filters show has been checked.")
    } else {
        ("No figures", "No figure fits all filters. Take one off to see more.")
    };
    if (Empty { title, text, action: Some("Take off all filters") }).show(ui, theme) {
        place.filter = Filter::default();
    }
}

/// What is said while there are no figures at all.
fn nothing(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
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
        if !selecting::nothing(ui, workspace, "figures", theme, commands) {
            Empty { title, text, action: None }.show(ui, theme);
        }
    });
}
