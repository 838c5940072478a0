//! What the window does with the search over all reports.

use super::App;
use super::actions::Action;
use super::command::{HitStep, Place};
use super::toast::Message;
use eframe::egui::Context;
use std::time::{Duration, Instant};

/// So long the list of hits stays as it is while reports come in.
const PAUSE: Duration = Duration::from_secs(2);

impl App {
    /// Whether a search over all reports is shown.
    pub(super) fn is_searching(&self) -> bool {
        self.place == Place::Read && !self.search.trim().is_empty()
    }

    /// Whether the keys that step through hits step through those of all reports.
    pub(super) fn walks_hits(&self) -> bool {
        self.is_searching() && !self.read.is_finding()
    }

    /// What is meant by the key of an action where the user is.
    pub(super) fn meant(&self, action: Action) -> Action {
        match action {
            Action::SaveChart if self.is_searching() => Action::SaveSearch,
            other => other,
        }
    }

    /// Searches all reports for what was typed.
    pub(super) fn search_for(&mut self, typed: String) {
        if !typed.trim().is_empty() {
            self.place = Place::Read;
        }
        self.workspace.search(&typed);
        self.searched = (self.workspace.series_revision(), Some(Instant::now()));
        self.search = typed;
        self.hit_to_come = None;
    }

    /// Goes to another hit in the list, or opens one.
    pub(super) fn go_to_hit(&mut self, step: HitStep) {
        if !self.is_searching() {
            return;
        }
        // Who types fast and presses Enter means what is typed, not what was found before.
        self.hit_to_come = (self.workspace.found().typed != self.search).then_some(step);
        if self.hit_to_come.is_some() {
            return;
        }
        if let Some(hit) = self.read.found().step(&self.workspace, step) {
            self.settings.remember_search(&self.search);
            self.show_passage(hit);
        }
    }

    /// Goes to the hit that was asked for before it was found.
    pub(super) fn follow_search(&mut self, context: &Context) {
        self.search_what_came(context);
        if self.workspace.found().typed == self.search
            && let Some(step) = self.hit_to_come.take()
        {
            self.go_to_hit(step);
        }
    }

    /// Searches once more when reports have come in since, or names were merged anew; not too often,
    /// so that the list does not change all the time.
    fn search_what_came(&mut self, context: &Context) {
        let now = self.workspace.series_revision();
        let under_way = self.workspace.found().typed != self.search;
        if !self.is_searching() || under_way || self.searched.0 == now {
            return;
        }
        let ago = self.searched.1.map_or(PAUSE, |at| at.elapsed());
        match PAUSE.checked_sub(ago) {
            Some(wait) if !wait.is_zero() => context.request_repaint_after(wait),
            _ => {
                self.searched = (now, Some(Instant::now()));
                self.workspace.search(&self.search);
            }
        }
    }

    /// Saves the hits where the user says.
    pub(super) fn export_hits(&mut self, context: &Context) {
        match self.read.found().export_request(&self.workspace) {
            Some(request) if self.is_searching() => self.saver.save(request),
            _ => self.toast.tell(context, Message::done("Search the reports first")),
        }
    }
}
