//! A quiet word at the window's foot on what was just done or could not be.

use super::theme::Theme;
use super::widgets;
use eframe::egui::Context;
use std::time::Duration;

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// In words.
    pub text: String,
    /// Whether something went wrong: it then stays until it is closed.
    pub warning: bool,
}

impl Message {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), warning: false }
    }

    /// Something could not be done.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), warning: true }
    }
}

/// The message that is shown, and since when, in seconds of the window's clock.
#[derive(Debug, Default)]
pub struct Toast(Option<(Message, f64)>);

/// How long what was done is told, in seconds.
const SHOWN: f64 = 6.0;

impl Toast {
    /// Tells something in place of what was told before.
    pub fn tell(&mut self, context: &Context, message: Message) {
        let now = context.input(|input| input.time);
        self.0 = Some((message, now));
        context.request_repaint();
    }

    /// Shows the message: for a while, or until it is closed where something went wrong.
    pub fn show(&mut self, context: &Context, theme: &Theme) {
        let Some((message, since)) = &self.0 else { return };
        let rest = since + SHOWN - context.input(|input| input.time);
        if !message.warning {
            if rest <= 0.0 {
                self.0 = None;
                return;
            }
            context.request_repaint_after(Duration::from_secs_f64(rest.min(SHOWN)));
        }
        if widgets::foot_message(context, theme, &message.text, message.warning) {
            self.0 = None;
        }
    }
}
