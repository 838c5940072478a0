//! Selecting words on a page, and what the user has at hand there.

use super::marks::{Mark, Meaning};
use super::page::{Page, Shown};
use super::selection::{self, Selection};
use crate::app::command::Commands;
use crate::app::target::{Target, sentence_of};
use crate::app::target_menu;
use crate::entities::ReportIndex;
use crate::report::{Offset, Report, Span};
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{self, CursorIcon, Event, Key, Pos2, Rect, Response, Ui, vec2};

impl Page {
    /// What is at hand: selected words, else the figure or name that is looked at, else the
    /// sentence that was jumped to.
    pub fn target(&self, workspace: &Workspace) -> Option<Target> {
        let report = self.index;
        let selected = self.selection.map(Selection::span).filter(|span| !span.is_empty());
        if let Some(span) = selected {
            return Some(Target::Passage(Passage { report, span }));
        }
        if let Some(figure) = self.card {
            return Some(Target::Figure(FigureId { report, figure }));
        }
        let hovered = self.hovered.and_then(|mark| of_mark(mark, report, workspace));
        let marked = || self.marked.map(|marked| Passage { report, span: marked.sentence });
        hovered.or_else(|| marked().map(Target::Passage))
    }

    /// Draws the selection after the pointer; `place` tells which letter stands at a point.
    pub fn select(
        &mut self,
        ui: &Ui,
        report: &Report,
        text: &Response,
        place: &dyn Fn(Pos2) -> Option<Offset>,
    ) {
        if text.drag_started_by(egui::PointerButton::Primary)
            && let Some(at) = ui.input(|input| input.pointer.press_origin()).and_then(place)
        {
            self.selection = Some(Selection::at(at));
            text.request_focus();
        }
        let pointer = text.interact_pointer_pos();
        if text.dragged_by(egui::PointerButton::Primary)
            && let (Some(selection), Some(at)) = (&mut self.selection, pointer)
        {
            if let Some(head) = place(at) {
                selection.head = head;
            }
            scroll_at_edges(ui, text.rect, at);
        }
        let clicked = pointer.and_then(place);
        if let Some(at) = clicked.filter(|_| text.triple_clicked()) {
            self.selection = Some(Selection::of(selection::paragraph_at(report, at)));
        } else if let Some(at) = clicked.filter(|_| text.double_clicked()) {
            self.selection = Some(Selection::of(selection::word_at(report, at)));
        } else if let Some(at) = clicked.filter(|_| text.clicked()) {
            let extend = ui.input(|input| input.modifiers.shift);
            match &mut self.selection {
                Some(selection) if extend => selection.head = at,
                selection => *selection = Some(Selection::at(at)),
            }
            text.request_focus();
        }
        if text.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
    }

    /// Gives the text its menu. Where nothing is selected, the sentence under the pointer is.
    pub fn offer_menu(
        &mut self,
        text: &Response,
        report: &Report,
        shown: &Shown<'_>,
        place: &dyn Fn(Pos2) -> Option<Offset>,
        commands: &mut Commands,
    ) {
        let workspace = shown.workspace;
        let selected = self.selection.is_some_and(|selection| !selection.span().is_empty());
        if text.secondary_clicked()
            && !selected
            && let Some(at) = text.interact_pointer_pos().and_then(place)
        {
            let word = Passage { report: self.index, span: selection::word_at(report, at) };
            self.selection = Some(Selection::of(sentence_of(workspace, word).span));
        }
        let at_hand = || self.target(workspace);
        target_menu::attach(text, workspace, at_hand, shown.theme, commands);
    }

    /// Ctrl+C and Ctrl+A, when no field has the keyboard.
    pub fn copy(&mut self, ui: &Ui, report: &Report) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let copy = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy)));
        if copy && let Some(words) = self.selected(report) {
            ui.ctx().copy_text(words.to_owned());
        }
        let all = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, Key::A);
        if ui.input_mut(|input| input.consume_shortcut(&all)) {
            self.selection = Some(Selection::of(Span::new(0, report.text.len())));
        }
    }
}

/// What a mark stands for.
pub fn of_mark(mark: Mark, report: ReportIndex, workspace: &Workspace) -> Option<Target> {
    match mark.meaning {
        Meaning::Figure(figure) => Some(Target::Figure(FigureId { report, figure })),
        Meaning::Entity(local, _) => {
            let id = workspace.merged().id_of(report, local)?;
            Some(Target::Entity(id, Passage { report, span: mark.span }))
        }
    }
}

/// Scrolls on while a selection is drawn beyond the upper or lower edge.
fn scroll_at_edges(ui: &Ui, view: Rect, pointer: Pos2) {
    let beyond =
        (view.top() + 24.0 - pointer.y).max(0.0) - (pointer.y - view.bottom() + 24.0).max(0.0);
    if beyond != 0.0 {
        let delta = vec2(0.0, (beyond * 0.4).clamp(-40.0, 40.0));
        ui.scroll_with_delta_animation(delta, egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}
