//! What a search over all reports found: its hits by report, each with the words around it, and
//! how many there are by year and by country.
//!
//! Only the lines in view are laid out, and only their reports' texts are looked at, in the
//! background; the list is made anew when a search ends or the user chooses another view of it.

mod export;
mod facets;
mod groups;
mod head;
mod help;
mod marking;
mod names;
mod naming;
mod nothing;
mod rows;
mod texts;

pub use help::HelpCard;
pub use marking::HitMarks;
pub use naming::NamingCard;

use super::actions::Action;
use super::citing;
use super::command::{Commands, HitStep, UiCommand};
use super::heights::Heights;
use super::saving::SaveRequest;
use super::target::{Target, sentence_of};
use super::theme::{self, Theme, size};
use crate::entities::ReportIndex;
use crate::workspace::{Found, Passage, Slot, Workspace};
use eframe::egui::{
    self, Align, Context, Frame, Label, Layout, Margin, Panel, Rect, RichText, ScrollArea, Ui,
    pos2, vec2,
};
use groups::{About, Groups, Hit, Holding, Line, View};
use marking::Marking;
use names::Names;
use std::collections::HashMap;
use std::sync::Arc;
use texts::HitTexts;

/// What the list remembers.
#[derive(Default)]
pub struct SearchPlace {
    view: View,
    /// Since when the user waits for what is typed, in seconds of the window's clock.
    late_since: Option<f64>,
    /// The hit that the keys stand on, or that was opened last.
    chosen: Option<Hit>,
    listed: Option<Listed>,
    texts: HitTexts,
    names: Names,
    /// The source of the chosen hit.
    source: Option<(Passage, String)>,
    marking: Marking,
    scroll: f32,
    /// Where the list is to be scrolled to: set where it is not where the user left it.
    scroll_to: Option<f32>,
    /// Whether the chosen hit is to be brought into view.
    reveal: bool,
    /// Where the lists of earlier searches were left.
    left_at: HashMap<String, (f32, Option<Hit>)>,
}

struct Listed {
    found: Arc<Found>,
    /// Where each report stands among those found.
    places: HashMap<ReportIndex, usize>,
    view: View,
    groups: Groups,
    heights: Heights,
    /// Whether other words are searched for, and take long.
    is_slow: bool,
}

/// So long nothing is said of a search that is under way, in seconds.
const PATIENCE: f64 = 0.2;

/// How many searches' lists are found again where they were left.
const LEFT: usize = 50;

impl SearchPlace {
    fn refresh(&mut self, workspace: &Workspace) {
        let found = workspace.found();
        let same = |listed: &Listed| Arc::ptr_eq(&listed.found, found);
        if self.listed.as_ref().is_some_and(|listed| same(listed) && listed.view == self.view) {
            return;
        }
        if self.listed.as_ref().is_none_or(|listed| !same(listed)) {
            self.begin(found);
        }
        let holding: Vec<Holding> =
            found.reports.iter().map(|one| (one.report, one.passages)).collect();
        let places = (0..).zip(&holding).map(|(at, (report, _))| (*report, at)).collect();
        let groups = Groups::new(&holding, |index| about(workspace, index), &self.view);
        let heights = Heights::new(groups.lines.iter().map(|line| height(*line)));
        let (found, view) = (Arc::clone(found), self.view.clone());
        let stays = self.listed.as_ref().filter(|listed| listed.found.typed == found.typed);
        if let Some(before) = stays.filter(|_| self.scroll > 0.0) {
            let to = kept_in_place(before, self.scroll, &groups, &heights);
            self.scroll_to = self.scroll_to.or(to);
        }
        self.listed = Some(Listed { found, places, view, groups, heights, is_slow: false });
    }

    /// Another search has come to its end: its list begins at the top, or where it was left.
    fn begin(&mut self, found: &Found) {
        let before = self.listed.as_ref().map(|listed| listed.found.typed.clone());
        self.texts.clear();
        self.source = None;
        if before.as_deref() == Some(&found.typed) {
            // Reports came in, or were corrected.
            self.chosen = self.chosen.filter(|hit| is_there(found, *hit));
            return;
        }
        if let Some(before) = before {
            if self.left_at.len() >= LEFT {
                self.left_at.clear();
            }
            self.left_at.insert(before, (self.scroll, self.chosen));
        }
        let left = self.left_at.get(&found.typed).copied();
        let (scroll, chosen) = left.unwrap_or_default();
        self.scroll_to = Some(scroll);
        self.chosen = chosen.filter(|hit| is_there(found, *hit));
        self.view = View { order: self.view.order, ..View::default() };
    }

    /// Whether what is listed was found for other words than these; notes whether that takes long.
    fn is_late(&mut self, ui: &Ui, typed: &str) -> bool {
        let now = ui.input(|input| input.time);
        let Some(listed) = &mut self.listed else { return false };
        let late = listed.found.typed != typed;
        let since = if late { *self.late_since.get_or_insert(now) } else { now };
        self.late_since = late.then_some(since);
        // A search that is there at once would make the words flicker with each letter.
        listed.is_slow = now - since > PATIENCE;
        late
    }

    /// Goes to another hit, or opens the one that is gone to. Returns the hit to open, if one is.
    pub fn step(&mut self, workspace: &Workspace, step: HitStep) -> Option<Passage> {
        self.refresh(workspace);
        let listed = self.listed.as_ref()?;
        let by = match step {
            HitStep::By(by) | HitStep::Show(by) => by,
            HitStep::Open => 0,
        };
        let hit = listed.groups.step(self.chosen, by)?;
        // What is gone to is seen, also where it was folded or not listed.
        if !listed.groups.lines.contains(&Line::Hit(hit)) {
            self.view.closed.remove(&hit.report);
            if hit.number >= groups::LISTED {
                self.view.whole.insert(hit.report);
            }
        }
        self.chosen = Some(hit);
        self.reveal = true;
        let place = *listed.places.get(&hit.report)?;
        let opens = matches!(step, HitStep::Open | HitStep::Show(_));
        let text = self.texts.look_up(&listed.found, place, hit).filter(|_| opens)?;
        Some(text.at)
    }

    /// Which hit of how many the chosen one is: in its report, and in all that are listed.
    pub fn standing(&self) -> Option<Standing> {
        let (listed, chosen) = (self.listed.as_ref()?, self.chosen?);
        let place = *listed.places.get(&chosen.report)?;
        let of = listed.found.reports.get(place)?.passages;
        let all = listed.groups.hits;
        Some(Standing { report: chosen.report, at: chosen.number + 1, of, all })
    }

    /// What was found in a report, to be marked in its text; nothing before that is looked up, or
    /// where there is nothing.
    pub fn marks(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        report: ReportIndex,
    ) -> Option<HitMarks> {
        self.refresh(workspace);
        let listed = self.listed.as_ref()?;
        let place = *listed.places.get(&report)?;
        self.marking.marks(context, &listed.found, place)
    }

    /// Whether something is under way that is waited for.
    pub fn is_busy(&self) -> bool {
        self.marking.is_busy()
    }

    /// What is to be done to save the hits that are listed; nothing where there are none.
    pub fn export_request(&mut self, workspace: &Workspace) -> Option<SaveRequest> {
        self.refresh(workspace);
        let listed = self.listed.as_ref()?;
        export::request(workspace, &listed.found, &listed.places, &listed.groups)
    }
}

fn is_there(found: &Found, hit: Hit) -> bool {
    found.reports.iter().any(|one| one.report == hit.report && hit.number < one.passages)
}

/// Where the chosen hit stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its report.
    pub report: ReportIndex,
    /// Which hit of its report it is, from 1.
    pub at: usize,
    /// How many hits its report has.
    pub of: usize,
    /// How many hits are listed.
    pub all: usize,
}

fn about(workspace: &Workspace, index: ReportIndex) -> About {
    let Some(head) = workspace.slot(index).and_then(Slot::head) else { return About::default() };
    About {
        country: head.metadata.country().map(str::to_owned),
        year: head.metadata.year(),
        words: head.words,
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
    let late = place.is_late(ui, typed);
    let Some(listed) = &place.listed else { return };
    head::show(ui, workspace, listed, &mut place.view, typed, theme, commands);
    place.names.show(ui, workspace, typed, theme, commands);
    if listed.found.reports.is_empty() {
        if !late {
            nothing::show(ui, workspace, &listed.found, theme, commands);
        }
        return;
    }
    facets::show(ui, &listed.groups, &mut place.view, theme);
    if place.texts.begin_frame() {
        ui.ctx().request_repaint();
    }
    place.show_source(ui, workspace, theme, commands);
    place.show_list(ui, workspace, theme, commands);
}

impl SearchPlace {
    /// Shows the source of the chosen hit at the foot of the list.
    fn show_source(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let (Some(listed), Some(chosen)) = (&self.listed, self.chosen) else { return };
        let place = listed.places.get(&chosen.report).copied().unwrap_or_default();
        let Some(text) = self.texts.get(&listed.found, place, chosen) else { return };
        if self.source.as_ref().is_none_or(|(of, _)| *of != text.at) {
            let report = workspace.report(chosen.report);
            let citer = citing::citer(workspace);
            let source = report.map(|report| citer.source(report, text.at.span));
            self.source = Some((text.at, source.unwrap_or_default()));
        }
        let Some((_, source)) = &self.source else { return };
        let frame = Frame::NONE.inner_margin(Margin { top: 6, ..Margin::ZERO });
        Panel::bottom("source of the hit").frame(frame).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let quote = ui.button("Quote").on_hover_text(Action::Quote.hint());
                if quote.clicked() {
                    let target = Target::Passage(sentence_of(workspace, text.at));
                    commands.push(UiCommand::Quote(target));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(source).font(theme::font(size::SMALL));
                    let label = Label::new(words.color(theme.soft)).truncate();
                    ui.add(label).on_hover_text(source);
                });
            });
        });
    }

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
                    Line::Hit(hit) => {
                        let place = listed.places.get(&hit.report).copied().unwrap_or_default();
                        let text = texts.get(&listed.found, place, hit);
                        let (on, text) = (chosen == Some(hit), text.as_deref());
                        let response = rows::hit(ui, hit, text, on, rect, theme);
                        if let Some(text) = text {
                            hit_menu(&response, workspace, text.at, commands);
                        }
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

/// Where to scroll to so that the line at the top of the list stays there when others come or go
/// above it; nothing where it has gone.
fn kept_in_place(before: &Listed, scroll: f32, groups: &Groups, heights: &Heights) -> Option<f32> {
    let top = before.heights.within(scroll, scroll + 1.0).start;
    let line = before.groups.lines.get(top)?;
    let is_same = |other: &Line| match (line, other) {
        (Line::Report(a, _), Line::Report(b, _)) | (Line::More(a, _), Line::More(b, _)) => a == b,
        (a, b) => a == b,
    };
    let at = groups.lines.iter().position(is_same)?;
    Some(heights.top(at) + scroll - before.heights.top(top))
}

/// Where to scroll to so that the chosen hit, and its report's head where that is near, are in view;
/// nothing where they are.
fn revealing(listed: &Listed, chosen: Option<Hit>, scroll: f32, room: f32) -> Option<f32> {
    let hit = Line::Hit(chosen?);
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
