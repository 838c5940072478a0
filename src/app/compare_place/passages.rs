//! The view of passages: which editions and topics its table has, and the words that fill it.

use super::export;
use super::matrix::{self, Matrix};
use super::shelf::Shelf;
use crate::app::choose::{Choice, choose, control_row};
use crate::app::command::Commands;
use crate::app::saving::SaveRequest;
use crate::app::theme::{Theme, space};
use crate::app::widgets::{self, Empty};
use crate::compare::{TopicId, topics};
use crate::entities::ReportIndex;
use crate::workspace::Workspace;
use eframe::egui::{CentralPanel, Frame, Id, Margin, Panel, Ui, vec2};

/// Which editions the table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Across {
    /// Those that are compared.
    #[default]
    These,
    /// All years of the publisher on the country.
    Years,
    /// All countries of the publisher in the year.
    Countries,
}

impl Across {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::These, "These editions", "The editions that are chosen above"),
        (Self::Years, "All years", "Every edition of the publisher on this country"),
        (Self::Countries, "All countries", "Every country of the publisher in this year"),
    ];
}

/// What the view remembers.
#[derive(Debug, Default)]
pub struct PassagesView {
    across: Across,
    topic: Option<TopicId>,
    /// What is typed, and what is searched for.
    typed: String,
    editions: Vec<ReportIndex>,
    matrix: Matrix,
}

impl PassagesView {
    /// Asks for the passages. The last of the editions says which country and year is meant.
    pub fn ask(&mut self, workspace: &mut Workspace, shelf: &Shelf, editions: &[ReportIndex]) {
        let last = editions.last().copied();
        self.editions = match (self.across, last) {
            (Across::Years, Some(last)) => shelf.line(last),
            (Across::Countries, Some(last)) => shelf.across(last),
            _ => editions.to_vec(),
        };
        if !self.editions.is_empty() {
            workspace.collect_excerpts(&self.editions, self.typed.trim());
        }
    }

    /// What is to be done to save the table; nothing before it is there.
    pub fn export_request(&self, workspace: &Workspace, shelf: &Shelf) -> Option<SaveRequest> {
        let found = workspace.excerpts(&self.editions, self.typed.trim())?;
        Some(export::passages(workspace, shelf, found, self.topic, &self.typed))
    }

    /// Shows the view.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        shelf: &Shelf,
        editions: &[ReportIndex],
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let found = workspace.excerpts(&self.editions, self.typed.trim()).cloned();
        let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
        Panel::top("passage filters").frame(frame).show(ui, |ui| {
            control_row(ui, |ui| {
                self.controls(ui, shelf, editions, theme);
                if let Some(found) = &found {
                    matrix::told(ui, found, &self.typed, theme);
                }
            });
        });
        let page = Frame::NONE.fill(theme.page);
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            let Some(found) = found else {
                let title = "Sorting passages by topic …";
                Empty { title, text: "", action: None }.show(ui, theme);
                return;
            };
            let topic = self.topic.and_then(|t| found.topics.iter().position(|one| *one == t));
            if found.topics.is_empty() || self.topic.is_some() && topic.is_none() {
                let text = "No paragraph on the topic holds the words. Look for others, or on all \
                            topics.";
                let empty = Empty { title: "No passages", text, action: Some("Show all passages") };
                if empty.show(ui, theme) {
                    self.typed.clear();
                    self.topic = None;
                }
                return;
            }
            self.matrix.show(ui, workspace, shelf, &found, topic, theme, commands);
        });
    }

    fn controls(&mut self, ui: &mut Ui, shelf: &Shelf, editions: &[ReportIndex], theme: &Theme) {
        let last = editions.last().copied();
        for (across, name, hint) in Across::ALL {
            let count = match (across, last) {
                (Across::Years, Some(last)) => shelf.line(last).len(),
                (Across::Countries, Some(last)) => shelf.across(last).len(),
                _ => editions.len(),
            };
            let on = self.across == across;
            let text = format!("{name} {}", crate::app::words::count(count));
            if widgets::chip(ui, theme, &text, theme.text, on).on_hover_text(hint).clicked() {
                self.across = across;
            }
        }
        let all = Choice::new(None, "All topics");
        let named = topics().main().map(|(id, topic)| Choice::new(Some(id), topic.name.clone()));
        let choices: Vec<Choice<Option<TopicId>>> = std::iter::once(all).chain(named).collect();
        if let Some(topic) = choose(ui, theme, "Topic", 190.0, &self.topic, &choices) {
            self.topic = topic;
        }
        ui.allocate_ui(vec2(220.0, space::ROW), |ui| {
            let id = Id::unique("search passages");
            let name = "Search passages";
            let hint = "Words in the passage …";
            widgets::filter_field(ui, theme, id, &mut self.typed, name, hint);
        });
    }
}
