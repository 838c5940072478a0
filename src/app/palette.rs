//! The command palette: everything that can be done, found by its name.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use crate::project::{Project, SavedSearch};
use crate::workspace::Workspace;
use eframe::egui::{
    self, Align2, Area, Context, Frame, Id, Key, Margin, Order, ScrollArea, pos2, vec2,
};
use std::borrow::Cow;

/// The palette.
#[derive(Debug, Default)]
pub struct Palette {
    open: bool,
    focus: bool,
    typed: String,
    chosen: usize,
}

/// How well an action fits what is typed: letters in their order, better the closer together and
/// the nearer to the start of a word; nothing where a letter is missing.
fn fit(text: &str, typed: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let mut letters = text.char_indices();
    let mut score = 0;
    let mut last: Option<usize> = None;
    for wanted in typed.to_lowercase().chars().filter(|c| !c.is_whitespace()) {
        let (at, _) = letters.find(|(_, letter)| *letter == wanted)?;
        let starts_word = at == 0 || text.as_bytes().get(at - 1) == Some(&b' ');
        let follows = last.is_some_and(|last| last + 1 == at);
        score += u32::from(starts_word) * 3 + u32::from(follows) * 2;
        last = Some(at);
    }
    // Who types the first words of a name means it before others that hold them.
    Some(score + u32::from(text.starts_with(&typed.trim().to_lowercase())) * 4)
}

/// A line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    /// Something to do.
    Action(Action),
    /// A saved search.
    Search(SavedSearch),
}

impl Entry {
    /// What it is found by.
    fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Action(action) => Cow::Borrowed(action.text()),
            Self::Search(search) => Cow::Owned(format!("Search: {}", search.name)),
        }
    }

    fn command(&self) -> UiCommand {
        match self {
            Self::Action(action) => UiCommand::Run(*action),
            Self::Search(search) => UiCommand::Search(search.typed.clone()),
        }
    }

    /// Its words, what it does, and its key.
    fn words(&self, workspace: &Workspace, context: &Context) -> Words {
        match self {
            Self::Action(action) => Words {
                name: action.label(workspace),
                hint: Cow::Borrowed(action.hint()),
                keys: action.keys(context),
            },
            Self::Search(search) => {
                Words { name: self.name(), hint: Cow::Owned(search.typed.clone()), keys: None }
            }
        }
    }
}

/// What a line says.
struct Words {
    name: Cow<'static, str>,
    hint: Cow<'static, str>,
    keys: Option<String>,
}

impl Palette {
    /// Opens the palette, or closes it.
    pub fn toggle(&mut self) {
        *self = Self { open: !self.open, focus: true, ..Self::default() };
    }

    /// Closes the palette; returns whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.open)
    }

    /// What fits what is typed, the best first; saved searches come after all commands that fit as
    /// well.
    fn fitting(&self, project: &Project) -> Vec<Entry> {
        let actions = Action::ALL.into_iter().filter(|action| *action != Action::Palette);
        let searches = project.searches().map(|(_, search)| Entry::Search(search.clone()));
        let mut fitting: Vec<(u32, Entry)> = actions
            .map(Entry::Action)
            .chain(searches)
            .filter_map(|entry| Some((fit(&entry.name(), &self.typed)?, entry)))
            .collect();
        fitting.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        fitting.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Shows the palette over everything, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if !self.open {
            return;
        }
        let list = self.fitting(workspace.project());
        let pressed = |key| context.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.chosen += 1;
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(list.len().saturating_sub(1));
        let mut run = pressed(Key::Enter).then(|| list.get(self.chosen)).flatten();
        let screen = context.content_rect();
        let area = Area::new(Id::unique("palette"))
            .order(Order::Foreground)
            .pivot(Align2::CENTER_TOP)
            .fixed_pos(pos2(screen.center().x, screen.top() + 80.0))
            .show(context, |ui| {
                Frame::popup(ui.style()).inner_margin(Margin::same(8)).show(ui, |ui| {
                    ui.set_width(440.0_f32.min(screen.width() - 48.0));
                    let id = Id::unique("palette field");
                    let name = "Command";
                    let hint = "Type a command";
                    let field = widgets::filter_field(ui, theme, id, &mut self.typed, name, hint);
                    if std::mem::take(&mut self.focus) {
                        field.request_focus();
                    }
                    if field.changed() {
                        self.chosen = 0;
                    }
                    ui.add_space(space::XS);
                    if list.is_empty() {
                        let text = "No command has these letters.";
                        Empty { title: "", text, action: None }.show(ui, theme);
                    }
                    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for (at, entry) in list.iter().enumerate() {
                            let words = entry.words(workspace, ui.ctx());
                            if self.show_line(ui, words, at, theme) {
                                run = Some(entry);
                            }
                        }
                    });
                });
            });
        let elsewhere = context.input(|input| {
            input.pointer.any_pressed()
                && input.pointer.interact_pos().is_some_and(|at| !area.response.rect.contains(at))
        });
        commands.extend(run.map(Entry::command));
        if run.is_some() || elsewhere {
            self.open = false;
        }
    }

    fn show_line(&self, ui: &mut egui::Ui, words: Words, at: usize, theme: &Theme) -> bool {
        let chosen = at == self.chosen;
        let row = widgets::list_row(ui, theme, space::ROW, chosen, &words.name);
        if chosen {
            row.scroll_to_me(None);
        }
        let rect = row.rect;
        let left = pos2(rect.left() + space::S, rect.center().y);
        let width = rect.width() - 140.0;
        widgets::paint_line(ui, left, width, &words.name, theme::font(size::BODY), theme.text);
        if let Some(keys) = words.keys {
            let right = rect.right_center() - vec2(space::S, 0.0);
            widgets::paint_line_right(ui, right, &keys, theme::font(size::SMALL), theme.faint);
        }
        row.on_hover_text(words.hint).clicked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Command;

    fn found(typed: &str, project: &Project) -> Vec<String> {
        let palette = Palette { typed: typed.to_owned(), ..Palette::default() };
        palette.fitting(project).iter().map(|entry| entry.name().into_owned()).collect()
    }

    #[test]
    fn letters_in_their_order_find_a_command_and_word_starts_come_first() {
        let project = Project::default();
        assert_eq!(found("gf", &project)[0], "Go to figures");
        assert!(found("zzz", &project).is_empty());
        assert_eq!(found("citation", &project)[0], "Citation style");
        assert_eq!(found("", &project).len(), Action::ALL.len() - 1);
    }

    #[test]
    fn saved_searches_are_found_by_their_names() {
        let mut project = Project::default();
        let search = SavedSearch { name: "Bail by year".to_owned(), typed: "bail".to_owned() };
        project.apply(&Command::AddSearch(search), jiff::Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(found("bail", &project), ["Search: Bail by year"]);
        assert_eq!(found("", &project).len(), Action::ALL.len());
    }
}
