//! Pointing, selecting and moving through a text by hand: the same on the clean page and on the
//! printed one, which only tell which letter stands at a point.

use super::page::{AIR, Page};
use super::selection::{self, Selection};
use crate::app::theme::space;
use crate::report::{Offset, Report, Span};
use eframe::egui::{self, CursorIcon, Event, Key, Pos2, Rangef, Rect, Response, Ui, vec2};

/// The passage that is kept in view when the page is shown in another way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Where it begins.
    pub at: Offset,
    /// How many points below the upper edge it stands.
    pub down: f32,
    /// Whether the user pointed to it, rather than that it merely is the first in view.
    pub meant: bool,
}

impl Page {
    /// What is to stay in view when the report is shown in another way: what was pointed to or
    /// jumped to, where that is in view, else the first letter. `height` tells the height of the
    /// row of a letter on the screen.
    pub fn hold(&self, view: Rangef, height: impl Fn(Offset) -> Option<f32>) -> Held {
        let pointed = self.selection.map(|selection| selection.span().start);
        let jumped = self.marked.map(|marked| marked.words.start);
        let seen = |at: Offset| {
            let y = height(at).filter(|y| view.min <= *y && *y < view.max - 2.0 * AIR)?;
            Some(Held { at, down: y - view.min, meant: true })
        };
        let meant = pointed.and_then(seen).or_else(|| jumped.and_then(seen));
        let down = height(self.top).map_or(AIR, |y| y - view.min);
        meant.unwrap_or(Held { at: self.top, down, meant: false })
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

/// Moves through a text by the keys for it, when nothing else has the keyboard. Returns where to
/// go at once, for a text of such a height; the rest is scrolled.
pub fn keys(ui: &Ui, view: f32, height: f32) -> Option<f32> {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return None;
    }
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let page = view - 3.0 * space::XL;
    let by = if pressed(Key::PageDown) || pressed(Key::Space) {
        page
    } else if pressed(Key::PageUp) {
        -page
    } else if pressed(Key::ArrowDown) {
        48.0
    } else if pressed(Key::ArrowUp) {
        -48.0
    } else if pressed(Key::Home) {
        return Some(0.0);
    } else if pressed(Key::End) {
        return Some(height);
    } else {
        return None;
    };
    ui.scroll_with_delta_animation(vec2(0.0, -by), egui::style::ScrollAnimation::none());
    None
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
