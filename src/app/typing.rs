//! What is typed while the field that it is meant for is still being opened: a key opens the palette,
//! a card or the search, whose field can take letters only some frames later. Until then letters are
//! kept back, or they would be taken as keys of what lies below, or be lost.

use eframe::egui::{Context, Event, Id, Memory};

/// So many frames a field is waited for at most; where none was opened, the letters are keys after
/// all.
const MOST: u8 = 4;

/// What was typed too early.
#[derive(Debug, Default)]
pub struct Typing {
    held: Vec<Event>,
    /// How many more frames a field is waited for.
    frames: u8,
    /// What had the keyboard when that began.
    before: Option<Id>,
}

impl Typing {
    /// To be called when something opens a field, at the end of a frame.
    pub fn expect_field(&mut self, context: &Context) {
        self.frames = MOST;
        self.before = context.memory(Memory::focused);
        context.request_repaint();
    }

    /// Takes what was typed out of this frame.
    pub fn hold(&mut self, context: &Context) {
        context.input_mut(|input| {
            let events = std::mem::take(&mut input.events);
            let (typed, others) = events.into_iter().partition(is_typed);
            input.events = others;
            let typed: Vec<Event> = typed;
            self.held.extend(typed);
        });
    }

    /// To be called at the head of each frame, before anybody takes keys: keeps back what is typed,
    /// or hands over what was kept back once the field is there.
    pub fn begin_frame(&mut self, context: &Context) {
        if self.frames == 0 {
            return;
        }
        self.frames -= 1;
        let focused = context.memory(Memory::focused);
        let is_there = focused.is_some() && focused != self.before;
        if !is_there && self.frames > 0 {
            self.hold(context);
            context.request_repaint();
            return;
        }
        self.frames = 0;
        let held = std::mem::take(&mut self.held);
        context.input_mut(|input| {
            input.events.splice(0..0, held);
        });
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Key { .. } | Event::Paste(_) | Event::Ime(_))
}
