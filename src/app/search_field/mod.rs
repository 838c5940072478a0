//! The field that searches all reports, and what is offered below it: values of the field that is
//! typed, saved and recent searches, a way to the help, and what of the words could not be read.
//!
//! While a list is open below it, the arrow keys go through that list; else they go through the hits
//! of the search, and Enter opens one.

pub mod complete;
mod counts;
mod list;
mod vocabulary;

pub use vocabulary::names_like;

use super::actions::Action;
use super::command::{Commands, HitStep, UiCommand};
use super::theme::{Theme, space};
use super::widgets;
use crate::workspace::Workspace;
use complete::{asked, completed};
use counts::Counts;
use eframe::egui::{
    self, Align, Context, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, Sense, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
    vec2,
};
use list::{Entry, Offer};
use vocabulary::Vocabulary;

/// What the field remembers.
#[derive(Debug, Default)]
pub struct SearchField {
    /// Whether a list may be shown below it.
    open: bool,
    /// The line of the list that the arrow keys stand on.
    chosen: Option<usize>,
    vocabulary: Vocabulary,
    counts: Counts,
    /// Where the list was in the last frame.
    list: Option<Rect>,
}

/// What the field is shown with.
pub struct FieldInput<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// What was searched for lately, the latest first.
    pub recent: &'a [String],
    /// Colours.
    pub theme: &'a Theme,
}

/// Where the field keeps its focus.
pub fn id() -> Id {
    Id::unique("search all reports")
}

impl SearchField {
    /// Closes the list below the field; returns whether it was shown.
    pub fn close(&mut self) -> bool {
        self.chosen = None;
        std::mem::take(&mut self.open) && self.list.is_some()
    }

    /// Shows the field, and below it the list where there is something in it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        input: &FieldInput<'_>,
        typed: &mut String,
        focus: &mut bool,
        commands: &mut Commands,
    ) {
        let width = ui.available_width().clamp(120.0, 420.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, space::ROW), Sense::hover());
        let mut inner = ui.new_child(
            egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)),
        );
        let context = ui.ctx().clone();
        let focused = context.memory(|memory| memory.has_focus(id()));
        let offer = if focused || self.open { self.offer(&context, input, typed) } else { None };
        let took = focused && self.take_keys(&context, offer.as_ref(), typed, commands);
        let name = Action::FindInAll.text();
        let field = widgets::filter_field(&mut inner, input.theme, id(), typed, name, name);
        if std::mem::take(focus) {
            field.request_focus();
            // What is typed takes the place of what was searched before.
            widgets::select_all(&context, id(), typed);
        }
        if field.changed() || took {
            self.chosen = None;
            self.open = true;
            commands.push(UiCommand::Search(typed.clone()));
        }
        self.follow_focus(&field);
        let offer = if took { None } else { offer };
        self.list = None;
        if let Some(offer) = offer.filter(|_| self.open) {
            hold_keys(&context, &field, offer.completes());
            let mut picked = None;
            let shown = offer.show(&context, rect, self.chosen, input.theme, &mut picked);
            self.list = Some(shown);
            if let Some(entry) = picked {
                self.take(&context, entry, typed, commands);
            }
        }
    }

    /// What is offered for what is typed, if anything is.
    fn offer(&mut self, context: &Context, input: &FieldInput<'_>, typed: &str) -> Option<Offer> {
        if typed.trim().is_empty() {
            self.counts.refresh(context, input.workspace);
            let counts = &self.counts;
            return Some(Offer::of_searches(input.workspace, input.recent, counts));
        }
        let cursor = cursor(context, typed);
        let asked = asked(typed, cursor)?;
        let workspace = input.workspace;
        let offer = Offer::of_word(&asked, |field| {
            self.vocabulary.values(context, workspace, field, &asked.value)
        });
        (!offer.is_empty()).then_some(offer)
    }

    /// Takes the keys of the list, or of the hits where no list is shown. Returns whether the words
    /// were changed.
    fn take_keys(
        &mut self,
        context: &Context,
        offer: Option<&Offer>,
        typed: &mut String,
        commands: &mut Commands,
    ) -> bool {
        let taken =
            |key| context.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let offer = offer.filter(|_| self.open);
        let walks = offer.is_some_and(Offer::takes_arrows);
        let by = taken(Key::ArrowDown).cast_signed() - taken(Key::ArrowUp).cast_signed();
        let enter = taken(Key::Enter) > 0;
        let tab = offer.is_some_and(Offer::completes) && taken(Key::Tab) > 0;
        if !walks {
            let step = if by != 0 { Some(HitStep::By(by)) } else { enter.then_some(HitStep::Open) };
            commands.extend(step.map(UiCommand::Hit));
        } else if by != 0 {
            let count = offer.map_or(0, Offer::len);
            self.chosen = match (self.chosen, by) {
                (Some(0), -1) => None,
                (None, by) if by < 0 => None,
                (at, by) => Some(super::tables::stepped(at, by, count)),
            };
        }
        let at = self.chosen.or(tab.then_some(0));
        let entry = at.filter(|_| tab || walks && enter).and_then(|at| offer?.get(at).cloned());
        match entry {
            Some(entry) => self.take(context, entry, typed, commands),
            None if walks && enter => {
                self.open = false;
                commands.push(UiCommand::Hit(HitStep::Open));
                false
            }
            None => false,
        }
    }

    /// Does what a line of the list stands for. Returns whether that changed the words.
    fn take(
        &mut self,
        context: &Context,
        entry: Entry,
        typed: &mut String,
        commands: &mut Commands,
    ) -> bool {
        self.chosen = None;
        context.memory_mut(|memory| memory.request_focus(id()));
        let (text, at) = match entry {
            Entry::Help => {
                self.open = false;
                commands.push(UiCommand::Run(Action::SearchHelp));
                return false;
            }
            Entry::Saved { typed, .. } | Entry::Recent(typed) => {
                let end = typed.len();
                (typed, end)
            }
            Entry::Word { asked, value, .. } => completed(typed, &asked, &value),
        };
        set_cursor(context, &text, at);
        *typed = text;
        self.open = true;
        commands.push(UiCommand::Search(typed.clone()));
        true
    }

    /// Opens the list when the field gets the keyboard, and closes it when one goes elsewhere.
    fn follow_focus(&mut self, field: &Response) {
        if field.gained_focus() || field.clicked() {
            self.open = true;
        }
        let context = &field.ctx;
        let elsewhere = context.input(|input| {
            let at = input.pointer.interact_pos();
            let in_list = |at| self.list.is_some_and(|list| list.contains(at));
            input.pointer.any_pressed()
                && at.is_some_and(|at| !field.rect.contains(at) && !in_list(at))
        });
        // A click into the list takes the keyboard away for a moment, too.
        let pointed = context.input(|input| {
            input.pointer.any_down() || input.pointer.any_pressed() || input.pointer.any_released()
        });
        let by_key = field.lost_focus() && !pointed;
        if elsewhere || by_key {
            self.close();
        }
    }
}

/// Where the cursor stands in what is typed, in bytes; at its end where that is not known.
fn cursor(context: &Context, typed: &str) -> usize {
    let state = TextEditState::load(context, id());
    let range = state.and_then(|state| state.cursor.char_range());
    let letters = range.map_or(usize::MAX, |range| range.primary.index.into());
    typed.char_indices().nth(letters).map_or(typed.len(), |(at, _)| at)
}

fn set_cursor(context: &Context, typed: &str, at: usize) {
    let Some(mut state) = TextEditState::load(context, id()) else { return };
    let letters = typed.get(..at).map_or(0, |before| before.chars().count());
    let cursor = CCursor::new(letters);
    state.cursor.set_char_range(Some(CCursorRange::one(cursor)));
    state.store(context, id());
}

/// Keeps the keys of the list from moving the focus: Esc closes the list only, and Tab takes a word
/// where there is one to `complete`.
fn hold_keys(context: &Context, field: &Response, complete: bool) {
    let filter =
        EventFilter { tab: complete, horizontal_arrows: true, vertical_arrows: true, escape: true };
    if field.has_focus() {
        context.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
    }
}
