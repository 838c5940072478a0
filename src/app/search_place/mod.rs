//! What a search over all reports found: its hits by report, each with the words around it, and
//! how many there are by year and by country.
//!
//! Only the lines in view are laid out, and only their reports' texts are looked at, in the
//! background; the list is made anew when a search ends or the user chooses another view of it.

mod export;
mod facets;
mod groups;
mod help;
mod naming;
mod rows;
mod texts;

pub use help::HelpCard;
pub use naming::NamingCard;

use super::actions::Action;
use super::choose::{Choice, choose, control_row};
use super::command::{Commands, HitStep, UiCommand};
use super::heights::Heights;
use super::icons::Icon;
use super::saving::SaveRequest;
use super::target::{Target, sentence_of};
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::entities::ReportIndex;
use crate::report::Metadata;
use crate::workspace::{Found, Passage, Workspace};
use eframe::egui::{
    self, Align, Context, Label, Layout, Panel, Rect, RichText, ScrollArea, Ui, pos2, vec2,
};
use groups::{About, Groups, Line, Order, View};
use std::collections::HashMap;
use std::sync::Arc;
use texts::HitTexts;

/// What the list remembers.
#[derive(Default)]
pub struct SearchPlace {
    view: View,
    /// The hit that the keys stand on, or that was opened last.
    chosen: Option<Passage>,
    listed: Option<Listed>,
    texts: HitTexts,
    scroll: f32,
    /// Where the list is to be scrolled to: set where it is not where the user left it.
    scroll_to: Option<f32>,
    /// Whether the chosen hit is to be brought into view.
    reveal: bool,
    /// Where the lists of earlier searches were left.
    left_at: HashMap<String, (f32, Option<Passage>)>,
}

struct Listed {
    found: Arc<Found>,
    view: View,
    groups: Groups,
    heights: Heights,
}

/// How many searches' lists are found again where they were left.
const LEFT: usize = 50;

impl SearchPlace {
    /// Whether texts of hits are being made.
    pub fn is_busy(&self) -> bool {
        self.texts.is_busy()
    }

    /// Takes what has come for the list.
    pub fn poll(&mut self, context: &Context, workspace: &Workspace) {
        self.texts.poll(context, workspace);
    }

    fn refresh(&mut self, workspace: &Workspace) {
        let found = workspace.found();
        let same = |listed: &Listed| Arc::ptr_eq(&listed.found, found);
        if self.listed.as_ref().is_some_and(|listed| same(listed) && listed.view == self.view) {
            return;
        }
        if self.listed.as_ref().is_none_or(|listed| !same(listed)) {
            self.begin(found);
        }
        let groups = Groups::new(found, |index| about(workspace, index), &self.view);
        let heights = Heights::new(groups.lines.iter().map(|line| height(*line)));
        let (found, view) = (Arc::clone(found), self.view.clone());
        self.listed = Some(Listed { found, view, groups, heights });
    }

    /// Another search has come to its end: its list begins at the top, or where it was left.
    fn begin(&mut self, found: &Found) {
        let before = self.listed.as_ref().map(|listed| listed.found.typed.clone());
        self.texts.clear();
        self.view.closed.clear();
        self.view.whole.clear();
        if before.as_deref() == Some(&found.typed) {
            return;
        }
        if let Some(before) = before {
            if self.left_at.len() >= LEFT {
                self.left_at.clear();
            }
            self.left_at.insert(before, (self.scroll, self.chosen));
        }
        let (scroll, chosen) = self.left_at.get(&found.typed).copied().unwrap_or_default();
        self.scroll_to = Some(scroll);
        self.chosen = chosen;
        self.view.years.clear();
        self.view.countries.clear();
    }

    /// Goes to another hit, or opens the one that is gone to. Returns the hit to open, if one is.
    pub fn step(&mut self, workspace: &Workspace, step: HitStep) -> Option<Passage> {
        self.refresh(workspace);
        let listed = self.listed.as_ref()?;
        let from = self.chosen.map(|hit| (hit.report, hit.span));
        let by = match step {
            HitStep::By(by) | HitStep::Show(by) => by,
            HitStep::Open => 0,
        };
        let (report, span) = listed.groups.step(&listed.found, from, by)?;
        let hit = Passage { report, span };
        let same = self.chosen.replace(hit) == Some(hit);
        self.reveal = true;
        if by != 0 && !same {
            // What is gone to is seen, also where it was folded or not listed.
            let at = Line::Hit(report, span);
            self.view.closed.remove(&report);
            if !listed.groups.lines.contains(&at) {
                self.view.whole.insert(report);
            }
        }
        matches!(step, HitStep::Open | HitStep::Show(_)).then_some(hit)
    }

    /// Which hit of how many the chosen one is: in its report, and in all that are listed.
    pub fn standing(&self) -> Option<Standing> {
        let (listed, chosen) = (self.listed.as_ref()?, self.chosen?);
        let (_, hits) = listed.found.hits.iter().find(|(index, _)| *index == chosen.report)?;
        let at = hits.iter().position(|hit| *hit == chosen.span)?;
        Some(Standing { hit: chosen, at: at + 1, of: hits.len(), all: listed.groups.hits })
    }

    /// What is to be done to save the hits that are listed; nothing where there are none.
    pub fn export_request(&mut self, workspace: &Workspace) -> Option<SaveRequest> {
        self.refresh(workspace);
        let listed = self.listed.as_ref()?;
        export::request(workspace, &listed.found, &listed.groups)
    }
}

/// Where the chosen hit stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The hit.
    pub hit: Passage,
    /// Which one of its report it is, from 1.
    pub at: usize,
    /// How many hits its report has.
    pub of: usize,
    /// How many hits are listed.
    pub all: usize,
}

fn about(workspace: &Workspace, index: ReportIndex) -> About {
    let known = workspace.report(index).map(|report| &report.metadata);
    About {
        country: known.and_then(Metadata::country).map(str::to_owned),
        year: known.and_then(Metadata::year),
        rank: workspace.rank(index),
    }
}

fn height(line: Line) -> f32 {
    match line {
        Line::Report(..) => rows::HEAD,
        Line::Hit(..) => rows::HIT,
        Line::More(..) => rows::MORE,
    }
}

/// Shows what was found for `typed`, the words that stand in the search field.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut SearchPlace,
    typed: &str,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.refresh(workspace);
    let Some(listed) = &place.listed else { return };
    let late = listed.found.typed != typed;
    head(ui, listed, &mut place.view, typed, late, theme, commands);
    if listed.found.hits.is_empty() {
        if !late {
            none(ui, workspace, typed, theme);
        }
        return;
    }
    facets::show(ui, &listed.groups, &mut place.view, theme);
    if let Some(chosen) = place.chosen {
        source(ui, workspace, &mut place.texts, chosen, theme, commands);
    }
    place.show_list(ui, workspace, theme, commands);
}

impl SearchPlace {
    fn show_list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some(listed) = &self.listed else { return };
        let mut area = ScrollArea::vertical().id_salt("hits").auto_shrink([false, false]);
        if std::mem::take(&mut self.reveal) {
            let room = ui.available_height();
            self.scroll_to = self.scroll_to.or(revealing(listed, self.chosen, self.scroll, room));
        }
        if let Some(to) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(to);
        }
        let (view, texts, mut chosen) = (&mut self.view, &mut self.texts, self.chosen);
        let shown = area.show_viewport(ui, |ui, seen| {
            ui.set_height(listed.heights.total());
            let (top, left) = (ui.max_rect().top(), ui.max_rect().left());
            for at in listed.heights.within(seen.top(), seen.bottom()) {
                let Some(line) = listed.groups.lines.get(at) else { continue };
                let corner = pos2(left, top + listed.heights.top(at));
                let rect = Rect::from_min_size(corner, vec2(ui.available_width(), height(*line)));
                match *line {
                    Line::Report(report, count) => {
                        let open = !view.closed.contains(&report);
                        if rows::report(ui, workspace, report, count, open, rect, theme)
                            && !view.closed.remove(&report)
                        {
                            view.closed.insert(report);
                        }
                    }
                    Line::More(report, count) => {
                        if rows::more(ui, report, count, rect, theme) {
                            view.whole.insert(report);
                        }
                    }
                    Line::Hit(report, span) => {
                        let hit = Passage { report, span };
                        let text = texts.get(hit);
                        let response =
                            rows::hit(ui, hit, text.as_deref(), chosen == Some(hit), rect, theme);
                        hit_menu(&response, workspace, hit, commands);
                        if response.clicked() {
                            chosen = Some(hit);
                            commands.push(UiCommand::Hit(HitStep::Open));
                        }
                    }
                }
            }
        });
        self.chosen = chosen;
        self.scroll = shown.state.unclamped_offset().y;
    }
}

/// Where to scroll to so that the chosen hit, and its report's head where that is near, are in view;
/// nothing where they are.
fn revealing(listed: &Listed, chosen: Option<Passage>, scroll: f32, room: f32) -> Option<f32> {
    let hit = chosen.map(|hit| Line::Hit(hit.report, hit.span))?;
    let at = listed.groups.lines.iter().position(|line| *line == hit)?;
    let (top, bottom) = (listed.heights.top(at), listed.heights.top(at) + rows::HIT);
    if top - rows::HEAD < scroll {
        return Some((top - rows::HEAD).max(0.0));
    }
    (bottom > scroll + room).then_some(bottom - room)
}

/// What can be done with a hit beside opening it.
fn hit_menu(
    response: &egui::Response,
    workspace: &Workspace,
    hit: Passage,
    commands: &mut Commands,
) {
    response.context_menu(|ui| {
        ui.set_width(220.0);
        let sentence = || Target::Passage(sentence_of(workspace, hit));
        for (action, command) in [
            (Action::Quote, UiCommand::Quote(sentence())),
            (Action::AddNote, UiCommand::AddNote(sentence())),
            (Action::ComparePassage, UiCommand::ComparePassage(hit)),
        ] {
            if ui.button(action.text()).on_hover_text(action.hint()).clicked() {
                commands.push(command);
                ui.close();
            }
        }
    });
}

/// The source of the chosen hit, at the foot of the list.
fn source(
    ui: &mut Ui,
    workspace: &Workspace,
    texts: &mut HitTexts,
    chosen: Passage,
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(text) = texts.get(chosen) else { return };
    let frame = egui::Frame::NONE.inner_margin(egui::Margin { top: 6, ..egui::Margin::ZERO });
    Panel::bottom("source of the hit").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let quote = ui.button("Quote").on_hover_text(Action::Quote.hint());
                if quote.clicked() {
                    let target = Target::Passage(sentence_of(workspace, chosen));
                    commands.push(UiCommand::Quote(target));
                }
                let citation = RichText::new(&text.citation).font(theme::font(size::SMALL));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let label = Label::new(citation.color(theme.soft)).truncate();
                    ui.add(label).on_hover_text(&text.citation);
                });
            });
        });
    });
}

/// What was searched, how much was found, and what can be done with it.
fn head(
    ui: &mut Ui,
    listed: &Listed,
    view: &mut View,
    typed: &str,
    late: bool,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, theme, Icon::Close, "Close the search").clicked() {
                commands.push(UiCommand::Search(String::new()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(format!("“{}”", typed.trim()));
                let title = title.font(theme::strong_font(size::LARGE)).color(theme.text);
                ui.add(Label::new(title).truncate().selectable(false));
            });
        });
    });
    let counts = if late {
        "Searching …".to_owned()
    } else {
        let (hits, reports) = (listed.groups.hits, listed.groups.reports());
        format!("{} in {}", words::counted(hits, "hit"), words::counted(reports, "report"))
    };
    ui.label(RichText::new(counts).font(theme::font(size::SMALL)).color(theme.faint));
    ui.add_space(space::XS);
    let any = !listed.found.hits.is_empty();
    control_row(ui, |ui| {
        if any {
            let orders: Vec<Choice<Order>> =
                Order::ALL.map(|(order, name)| Choice::new(order, name)).to_vec();
            let picked = choose(ui, theme, "Order of the reports", 116.0, &view.order, &orders);
            view.order = picked.unwrap_or(view.order);
        }
        let small = [(Action::SaveSearch, "Save"), (Action::ExportHits, "Export")];
        for (action, text) in
            small.into_iter().filter(|(action, _)| any || *action == Action::SaveSearch)
        {
            if ui.button(text).on_hover_text(action.tooltip(ui.ctx())).clicked() {
                commands.push(UiCommand::Run(action));
            }
        }
        let help = Action::SearchHelp;
        if ui.button("Help").on_hover_text(help.tooltip(ui.ctx())).clicked() {
            commands.push(UiCommand::Run(help));
        }
    });
    ui.add_space(space::S);
}

fn none(ui: &mut Ui, workspace: &Workspace, typed: &str, theme: &Theme) {
    let title = format!("No report holds “{}”", typed.trim());
    let waiting = workspace.slots().filter(|(_, slot)| slot.loaded().is_none()).count();
    let text = if workspace.progress().is_some() && waiting > 0 {
        format!("{} are still to be read.", words::counted(waiting, "report"))
    } else {
        "Look for other words, or for a part of them. Upper and lower case do not matter.".into()
    };
    Empty { title: &title, text: &text, action: None }.show(ui, theme);
}
