//! A list to choose from by typing: letters narrow it, the arrow keys step, Enter takes.

use crate::app::choose::Choice;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use eframe::egui::{Id, Key, Modifiers, RichText, ScrollArea, Ui, vec2};

/// The list while it is open.
#[derive(Debug, Default)]
pub struct Pick {
    typed: String,
    at: Option<usize>,
    focused: bool,
}

/// Height of the list.
const HEIGHT: f32 = 224.0;

impl Pick {
    /// Shows the list; returns what the user takes. Where `free` is set, what was typed can be
    /// taken too.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        name: &str,
        chosen: &str,
        choices: &[Choice<String>],
        free: bool,
    ) -> Option<String> {
        let pressed = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let (up, down) = (pressed(ui, Key::ArrowUp), pressed(ui, Key::ArrowDown));
        let take = pressed(ui, Key::Enter);
        let id = Id::unique(("pick", name));
        let hint = if free { "Type a name" } else { "Type to narrow the list" };
        let field = widgets::filter_field(ui, theme, id, &mut self.typed, name, hint);
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        if field.changed() {
            self.at = Some(0);
        }
        let shown = narrowed(&self.typed, choices, free);
        let start = || shown.iter().position(|choice| choice.value == chosen).unwrap_or(0);
        let mut at = self.at.unwrap_or_else(start);
        at = at.saturating_sub(usize::from(up)) + usize::from(down);
        at = at.min(shown.len().saturating_sub(1));
        self.at = Some(at);
        let mut picked = take.then(|| shown.get(at)).flatten().map(|choice| choice.value.clone());
        if shown.is_empty() {
            ui.label(RichText::new("None of this name").color(theme.faint));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let area =
            ScrollArea::vertical().id_salt(id).max_height(HEIGHT).min_scrolled_height(HEIGHT);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for (row, choice) in shown.iter().enumerate() {
                let response = widgets::list_row(ui, theme, space::ROW, row == at, &choice.text);
                if row == at && (up || down || field.changed()) {
                    response.scroll_to_me(None);
                }
                if ui.is_rect_visible(response.rect) {
                    let rect = response.rect.shrink2(vec2(space::S, 0.0));
                    let strong = choice.value == chosen;
                    let font = if strong { theme::strong_font } else { theme::font };
                    let font = font(size::BODY);
                    let (left, width) = (rect.left_center(), rect.width());
                    widgets::paint_line(ui, left, width, &choice.text, font, theme.text);
                }
                if response.clicked() {
                    picked = Some(choice.value.clone());
                }
            }
        });
        picked
    }
}

/// The choices that hold what was typed; where it may be free and is none of them, itself first.
fn narrowed(typed: &str, choices: &[Choice<String>], free: bool) -> Vec<Choice<String>> {
    let typed = typed.trim();
    let wanted = typed.to_lowercase();
    let holds = |choice: &&Choice<String>| choice.text.to_lowercase().contains(&wanted);
    let mut shown: Vec<Choice<String>> = choices.iter().filter(holds).cloned().collect();
    let known = shown.iter().any(|choice| choice.text.to_lowercase() == wanted);
    if free && !typed.is_empty() && !known {
        shown.insert(0, Choice::new(typed.to_owned(), format!("“{typed}”")));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_can_be_taken_where_it_is_free() {
        let choices =
            [Choice::new("a".to_owned(), "Open Gate"), Choice::new("b".to_owned(), "Marn")];
        let values = |typed: &str, free| -> Vec<String> {
            narrowed(typed, &choices, free).into_iter().map(|choice| choice.value).collect()
        };
        assert_eq!(values("", true), ["a", "b"]);
        assert_eq!(values("gate", false), ["a"]);
        assert_eq!(values("gate", true), ["gate", "a"]);
        assert_eq!(values("open gate", true), ["a"]);
        assert_eq!(values("zeppelin", false), [""; 0]);
    }
}
