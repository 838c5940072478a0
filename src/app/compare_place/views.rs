//! How the place shows a comparison: its bar, the view that is chosen, and what stands in its stead
//! where there is nothing to compare.

use super::bar::{self, Asked};
use super::filters;
use super::lines::Filter;
use super::overview;
use super::passages::PassagesView;
use super::sheet::{Sheet, Wanted};
use super::shelf::Shelf;
use super::side;
use super::topic_list::{self, Listed};
use super::{Chosen, ComparePlace, View};
use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::selecting;
use crate::app::tables::{row_keys, stepped};
use crate::app::theme::{self, Theme, size};
use crate::app::widgets::{self, Empty};
use crate::app::words;
use crate::compare::TopicId;
use crate::entities::ReportIndex;
use crate::workspace::{Compared, Passage, Workspace};
use eframe::egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel, RichText, Ui};
use std::sync::Arc;

/// Shows the place.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ComparePlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    if place.shelf.all().is_empty() {
        nothing(ui, workspace, theme, commands);
        return;
    }
    let (revision, country) = (place.shelved.map_or(0, |(of, _)| of), place.country());
    place.choices.refresh(&place.shelf, revision, country.as_deref());
    let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    let asked = Panel::top("compare bar").frame(frame).show(ui, |ui| bar::show(ui, theme, place));
    match asked.inner {
        Some(Asked::Editions(editions)) => place.choose(editions),
        Some(Asked::View(view)) => place.view = view,
        Some(Asked::Export) => commands.push(UiCommand::Run(Action::ExportComparison)),
        None => {}
    }
    place.hovered = None;
    match place.view {
        View::Years => years(ui, workspace, place, theme),
        View::Passages => {
            let PlaceParts { passages, shelf, editions } = place.parts();
            passages.show(ui, workspace, shelf, editions, theme, commands);
        }
        View::Side | View::Changes => sheets(ui, workspace, place, theme, commands),
    }
}

/// The parts of the place that are borrowed apart.
struct PlaceParts<'a> {
    passages: &'a mut PassagesView,
    shelf: &'a Shelf,
    editions: &'a [ReportIndex],
}

impl ComparePlace {
    fn parts(&mut self) -> PlaceParts<'_> {
        PlaceParts { passages: &mut self.passages, shelf: &self.shelf, editions: &self.editions }
    }
}

fn nothing(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    let page = Frame::NONE.fill(theme.page);
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        if workspace.progress().is_some() || workspace.is_scanning() {
            let text = "Editions can be compared as soon as they are read.";
            Empty { title: "Still reading …", text, action: None }.show(ui, theme);
        } else if !selecting::nothing(ui, workspace, "editions", theme, commands) {
            let text = "Open a folder with reports of several years on one country.";
            Empty { title: "No reports to compare", text, action: None }.show(ui, theme);
        }
    });
}

/// What is shown where there is only one edition.
fn only_one(ui: &mut Ui, place: &mut ComparePlace, theme: &Theme) {
    let only = place.editions.first().and_then(|index| place.shelf.get(*index));
    let title = match only.and_then(|edition| edition.country.as_deref()) {
        Some(country) => format!("There is only one edition of {country} in this folder"),
        None => "There is only one edition in this folder".to_owned(),
    };
    let text = "Put the report of another year or publisher into the folder, or compare it with \
                that of another country.";
    let other = place.shelf.all().iter().rev().find(|one| Some(one.index) != only.map(|o| o.index));
    let other = other.map(|one| one.index);
    let action = other.map(|_| "Compare with another country");
    if (Empty { title: &title, text, action }).show(ui, theme)
        && let Some((own, other)) = place.editions.first().copied().zip(other)
    {
        place.choose(vec![own, other]);
    }
}

fn page(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui)) {
    CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, add);
}

/// The views of rows: side by side, and the list of changes.
fn sheets(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ComparePlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    if place.editions.len() < 2 {
        page(ui, theme, |ui| only_one(ui, place, theme));
        return;
    }
    let Some(compared) = workspace.compared(&place.editions).map(Arc::clone) else {
        page(ui, theme, |ui| {
            let title = format!("Comparing {} …", place.names());
            Empty { title: &title, text: "", action: None }.show(ui, theme);
        });
        return;
    };
    place.settle_topic(&compared);
    let chosen = place.shown_topic();
    let width = ui.available_width();
    let picked = Panel::left("compared topics")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.22).clamp(232.0, 300.0))
        .size_range(170.0..=400.0)
        .show(ui, |ui| {
            let counts = place.filter_of_view().tense_counts;
            let reveal = std::mem::take(&mut place.reveal);
            topic_list::show(ui, theme, &compared, chosen, counts, reveal)
        });
    let stepped = place.topic_keys(ui, &compared, chosen);
    if let Some(topic) = picked.inner.or(stepped) {
        place.pick_topic(topic.topic());
    }
    place.lay_out(workspace, &compared);
    place.change_keys(ui);
    let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    let folds = place.view == View::Side;
    let mut filter = place.filter_of_view().clone();
    if let Some(sheet) = place.shown_sheet() {
        Panel::top("compare filters").frame(frame).show(ui, |ui| {
            filters::show(ui, theme, &mut filter, sheet, folds, commands);
        });
        let foot = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 5));
        Panel::bottom("compare legend").frame(foot).show(ui, |ui| side::legend(ui, theme));
    }
    *place.filter_of_view_mut() = filter;
    page(ui, theme, |ui| rows(ui, workspace, place, theme, commands));
}

fn rows(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ComparePlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    let view = place.view;
    let narrows = place.filter_of_view().narrows();
    let sheet = if view == View::Side { &mut place.sheet } else { &mut place.list };
    let Some(sheet) = sheet else { return };
    if sheet.lines().is_empty() || narrows && sheet.counts().0 == 0 {
        let (title, text) = match (narrows, view) {
            (true, _) => ("No sentence fits", "No sentence of these topics passes all filters."),
            (false, View::Changes) => {
                ("Nothing changed", "The editions say the same on this topic, word for word.")
            }
            (false, _) => ("Nothing on this topic", "None of the editions has a sentence on it."),
        };
        let action = narrows.then_some("Clear filters");
        if (Empty { title, text, action }).show(ui, theme) {
            place.filter_of_view_mut().clear();
        }
        return;
    }
    let did = side::show(ui, workspace, &place.shelf, sheet, theme, commands);
    if let Some((topic, first)) = did.unfold {
        sheet.unfold(workspace, topic, first);
        ui.ctx().request_repaint();
    }
    place.hovered = did.hovered;
    place.settled |= did.scrolled;
}

impl ComparePlace {
    pub(super) fn filter_of_view(&self) -> &Filter {
        if self.view == View::Side { &self.filter } else { &self.listed_filter }
    }

    pub(super) fn filter_of_view_mut(&mut self) -> &mut Filter {
        if self.view == View::Side { &mut self.filter } else { &mut self.listed_filter }
    }

    pub(super) fn shown_sheet(&self) -> Option<&Sheet> {
        if self.view == View::Side { self.sheet.as_ref() } else { self.list.as_ref() }
    }

    /// The topic that is shown, or all.
    pub(super) fn shown_topic(&self) -> Option<TopicId> {
        match (self.view, self.topic) {
            (View::Changes, _) => self.listed_topic,
            (_, Chosen::One(topic)) => Some(topic),
            _ => None,
        }
    }

    fn pick_topic(&mut self, topic: Option<TopicId>) {
        self.settled = true;
        if self.view == View::Changes {
            self.listed_topic = topic;
        } else {
            self.topic = topic.map_or(Chosen::All, Chosen::One);
        }
    }

    /// Chooses the topic where the user did not: that of the sentence that is awaited, else the
    /// first that changed.
    fn settle_topic(&mut self, compared: &Compared) {
        if let Some(passage) = self.awaited
            && let Some(topic) = topic_of(compared, passage)
        {
            self.topic = Chosen::One(topic);
            self.reveal = true;
        }
        let rows = &compared.overview.rows;
        let is_there = |topic: TopicId| rows.iter().any(|row| row.topic == topic);
        match self.topic {
            Chosen::One(topic) if !is_there(topic) => self.topic = Chosen::First,
            _ => {}
        }
        if self.listed_topic.is_some_and(|topic| !is_there(topic)) {
            self.listed_topic = None;
        }
        if self.topic == Chosen::First {
            let changed = |at: &usize| {
                rows.get(*at).is_some_and(|row| topic_list::tally(row, false).changed() > 0)
            };
            let order = topic_list::order(rows);
            let mut places = order.iter().map(|(_, at)| *at);
            let first = places.clone().find(changed).or_else(|| places.next());
            let first = first.and_then(|at| rows.get(at));
            self.topic = first.map_or(Chosen::All, |row| Chosen::One(row.topic));
            self.reveal = true;
        }
    }

    /// The arrow keys go from topic to topic; returns the one that they lead to.
    fn topic_keys(
        &mut self,
        ui: &Ui,
        compared: &Compared,
        chosen: Option<TopicId>,
    ) -> Option<Listed> {
        let (by, _) = row_keys(ui);
        if by == 0 {
            return None;
        }
        let rows = &compared.overview.rows;
        let order = topic_list::order(rows);
        let topics = order.iter().filter_map(|(_, at)| Some(Listed::One(rows.get(*at)?.topic)));
        let listed: Vec<Listed> = std::iter::once(Listed::All).chain(topics).collect();
        let at = listed.iter().position(|listed| listed.topic() == chosen);
        self.reveal = true;
        listed.get(stepped(at, by, listed.len())).copied()
    }

    /// The letters that step from change to change.
    fn change_keys(&mut self, ui: &Ui) {
        let taken = ui.ctx().text_edit_focused();
        if taken || eframe::egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::N) {
            self.step(1);
        }
        if pressed(Key::P) {
            self.step(-1);
        }
    }

    /// Lays the rows out anew where something else is wanted.
    fn lay_out(&mut self, workspace: &Workspace, compared: &Arc<Compared>) {
        let only_changes = self.view == View::Changes;
        let filter = self.filter_of_view().clone();
        let wanted = Wanted { topic: self.shown_topic(), filter, only_changes };
        let sheet = if only_changes { &mut self.list } else { &mut self.sheet };
        if sheet.as_ref().is_none_or(|sheet| !sheet.is(compared, &wanted)) {
            *sheet = Some(Sheet::new(workspace, compared, wanted, sheet.as_ref()));
        }
        if let Some(passage) = self.awaited.take()
            && let Some(sheet) = &mut self.sheet
        {
            sheet.show_passage(workspace, passage.report, passage.span);
        }
    }
}

/// The topic that a place of an edition is on.
fn topic_of(compared: &Compared, passage: Passage) -> Option<TopicId> {
    let column = compared.reports.iter().position(|index| *index == passage.report)?;
    let topics = compared.overview.rows.iter().zip(&compared.topics);
    let ends = topics.flat_map(|(row, topic)| {
        let cells = topic.rows.iter().filter_map(move |one| one.cells.get(column)?.as_ref());
        cells.filter_map(move |cell| Some((cell.spans.last()?.end, row.topic)))
    });
    let after = ends.filter(|(end, _)| *end > passage.span.start);
    after.min_by_key(|(end, _)| *end).map(|(_, topic)| topic)
}

/// What changed over the years.
fn years(ui: &mut Ui, workspace: &Workspace, place: &mut ComparePlace, theme: &Theme) {
    let line = place.line();
    if line.len() < 2 {
        page(ui, theme, |ui| only_one(ui, place, theme));
        return;
    }
    let Some(over) = workspace.over_years(&line).map(Arc::clone) else {
        page(ui, theme, |ui| {
            let title = format!("Comparing {} …", words::counted(line.len(), "edition"));
            Empty { title: &title, text: "", action: None }.show(ui, theme);
        });
        return;
    };
    let last = line.last().and_then(|index| place.shelf.get(*index));
    let publisher = last.and_then(|edition| edition.publisher.clone());
    let about = last.and_then(|edition| edition.country.clone());
    let foot = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 5));
    Panel::bottom("overview legend").frame(foot).show(ui, |ui| overview::legend(ui, theme));
    page(ui, theme, |ui| {
        ui.add_space(theme::space::S);
        let parts: Vec<String> = [about, publisher].into_iter().flatten().collect();
        let title = format!("{}: {}", parts.join(" · "), words::counted(line.len(), "edition"));
        ui.horizontal(|ui| {
            ui.add_space(theme::space::S);
            let title = RichText::new(title).font(theme::strong_font(size::LARGE));
            ui.label(title.color(theme.text));
        });
        let counts = place.filter.tense_counts;
        if let Some((before, after, topic)) = place.years.show(ui, workspace, &over, counts, theme)
        {
            place.choose(vec![before, after]);
            place.view = View::Side;
            place.topic = Chosen::One(topic);
            place.reveal = true;
        }
    });
}
