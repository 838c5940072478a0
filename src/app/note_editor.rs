//! The card in which a note is written: its words, its tags and the colour of its passage.

use super::command::{Commands, UiCommand};
use super::deciding;
use super::icons::Icon;
use super::target::Target;
use super::theme::{self, Theme, size, space};
use super::widgets;
use crate::project::{Command, DecisionId, Highlight, Note, Subject};
use crate::workspace::Workspace;
use eframe::egui::{
    self, Align, Context, Frame, Key, Layout, Modifiers, Response, RichText, Sense, TextEdit, Ui,
    WidgetInfo, accesskit::Role, vec2,
};
use std::collections::BTreeMap;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct NoteEditor(Option<Editing>);

#[derive(Debug)]
struct Editing {
    /// The note that is changed; a new one otherwise.
    id: Option<DecisionId>,
    on: Subject,
    text: String,
    tags: String,
    highlight: Option<Highlight>,
    focus: bool,
}

/// Width of the card.
const WIDTH: f32 = 420.0;

/// So many of the tags in use are offered.
const OFFERED: usize = 8;

impl NoteEditor {
    /// Opens the card for a note on the target: the one that is there, or a new one. Returns
    /// whether the target can have a note.
    pub fn open_on(&mut self, workspace: &mut Workspace, target: Target) -> bool {
        let Some(on) = deciding::subject(workspace, target) else { return false };
        if let Some((id, _)) = deciding::note_on(workspace, &on) {
            self.open(workspace, id);
            return true;
        }
        let (text, tags, highlight) = (String::new(), String::new(), None);
        self.0 = Some(Editing { id: None, on, text, tags, highlight, focus: true });
        true
    }

    /// Opens the card of a note that is there.
    pub fn open(&mut self, workspace: &Workspace, id: DecisionId) {
        let note = workspace.project().notes().find(|(other, _)| *other == id);
        self.0 = note.map(|(id, note)| Editing {
            id: Some(id),
            on: note.on.clone(),
            text: note.text.clone(),
            tags: note.tags.join(", "),
            highlight: note.highlight,
            focus: true,
        });
    }

    /// Closes the card without keeping what was written; returns whether it was open.
    pub fn close(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Shows the card over the window, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some(editing) = &mut self.0 else { return };
        let keep = context.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let title = if editing.id.is_some() { "Note" } else { "New note" };
        let shown = card(context, title, WIDTH, |ui| editing.show(ui, workspace, theme));
        let mut did = shown.unwrap_or(None);
        if keep {
            did = Some(Did::Keep);
        }
        match did {
            Some(Did::Keep) => {
                if let Some(command) = editing.command() {
                    commands.push(UiCommand::Decide(Box::new(command)));
                }
                self.0 = None;
            }
            Some(Did::Delete) => {
                if let Some(id) = editing.id {
                    commands.push(UiCommand::Decide(Box::new(Command::Remove(id))));
                }
                self.0 = None;
            }
            Some(Did::Cancel) => self.0 = None,
            None => {}
        }
    }
}

/// A card over the window in its upper third, with a title; it can be moved.
pub fn card<R>(
    context: &Context,
    title: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let screen = context.content_rect();
    let window = egui::Window::new(RichText::new(title).font(theme::strong_font(size::BODY)))
        .id(egui::Id::unique(("card", title)))
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(screen.center().x - width / 2.0, screen.top() + 96.0))
        .order(egui::Order::Foreground);
    window
        .show(context, |ui| {
            ui.set_width(width.min(screen.width() - 48.0));
            add(ui)
        })
        .and_then(|shown| shown.inner)
}

enum Did {
    Keep,
    Cancel,
    Delete,
}

impl Editing {
    fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Option<Did> {
        self.show_quote(ui, theme);
        ui.add_space(space::S);
        let text = TextEdit::multiline(&mut self.text)
            .hint_text(RichText::new("What you want to remember").color(theme.faint))
            .desired_rows(4)
            .desired_width(f32::INFINITY)
            .font(theme::font(size::BODY));
        let field = ui.add(text);
        field.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, "Note"));
        if std::mem::take(&mut self.focus) {
            field.request_focus();
        }
        ui.add_space(space::XS);
        let tags = TextEdit::singleline(&mut self.tags)
            .hint_text(RichText::new("Tags, parted by commas").color(theme.faint))
            .desired_width(f32::INFINITY)
            .font(theme::font(size::BODY));
        let field = ui.add(tags);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Tags"));
        self.offer_tags(ui, workspace, theme);
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            if let Some(color) = swatches(ui, theme, self.highlight) {
                self.highlight = (self.highlight != Some(color)).then_some(color);
            }
        });
        ui.add_space(space::M);
        self.buttons(ui, theme)
    }

    fn show_quote(&self, ui: &mut Ui, theme: &Theme) {
        let words = deciding::anchor_of(&self.on).words.as_str();
        let words = match &self.on {
            Subject::Entity(entity) => entity.name.as_str(),
            Subject::Figure(anchor) => anchor.sentence.as_str(),
            Subject::Passage(_) => words,
        };
        let frame = Frame::NONE.fill(theme.page).inner_margin(8).corner_radius(space::RADIUS);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            egui::ScrollArea::vertical().max_height(96.0).show(ui, |ui| {
                let words = RichText::new(words).font(theme::reading_font(size::BODY));
                ui.add(egui::Label::new(words.color(theme.soft)).wrap());
            });
        });
    }

    /// The tags in use, the most frequent first, to be put on or taken off with a click.
    fn offer_tags(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
        let known = tags_in_use(workspace);
        if known.is_empty() {
            return;
        }
        let mut own = parted(&self.tags);
        let mut changed = false;
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            for (tag, _) in known.iter().take(OFFERED) {
                let on = own.contains(tag);
                if widgets::chip(ui, theme, tag, theme.text, on).clicked() {
                    changed = true;
                    if on {
                        own.retain(|other| other != tag);
                    } else {
                        own.push(tag.clone());
                    }
                }
            }
        });
        if changed {
            self.tags = own.join(", ");
        }
    }

    fn buttons(&self, ui: &mut Ui, theme: &Theme) -> Option<Did> {
        let mut did = None;
        ui.horizontal(|ui| {
            let keep = widgets::primary_button(ui, theme, "Save note");
            if keep.on_hover_text("Ctrl+Enter").clicked() {
                did = Some(Did::Keep);
            }
            if ui.button("Cancel").clicked() {
                did = Some(Did::Cancel);
            }
            if self.id.is_some() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let words = RichText::new("Delete note").color(theme.warning);
                    if ui.button(words).clicked() {
                        did = Some(Did::Delete);
                    }
                });
            }
        });
        did
    }

    /// What keeps the note as it is written now; nothing for a new one that says nothing.
    fn command(&self) -> Option<Command> {
        let note = Note {
            on: self.on.clone(),
            text: self.text.trim().to_owned(),
            tags: parted(&self.tags),
            highlight: self.highlight,
        };
        match (self.id, note.is_empty()) {
            (Some(id), true) => Some(Command::Remove(id)),
            (Some(id), false) => Some(Command::ChangeNote { id, note }),
            (None, true) => None,
            (None, false) => Some(Command::AddNote(note)),
        }
    }
}

/// The tags in what was typed: parted by commas or lines, each once, without number signs.
fn parted(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split([',', ';', '\n']) {
        let tag = tag.trim().trim_start_matches('#').trim();
        if !tag.is_empty() && !tags.iter().any(|other| other == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// All tags with how many notes have them, the most frequent first.
pub fn tags_in_use(workspace: &Workspace) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in workspace.project().notes().flat_map(|(_, note)| &note.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(String, usize)> =
        counts.into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tags
}

/// The name of a highlight's colour.
pub fn color_name(color: Highlight) -> &'static str {
    match color {
        Highlight::Yellow => "Yellow",
        Highlight::Green => "Green",
        Highlight::Blue => "Blue",
        Highlight::Pink => "Pink",
    }
}

/// The colours to mark a passage with, each with its sign; returns the one that was clicked.
pub fn swatches(ui: &mut Ui, theme: &Theme, chosen: Option<Highlight>) -> Option<Highlight> {
    let mut clicked = None;
    for color in Highlight::ALL {
        let on = chosen == Some(color);
        if swatch(ui, theme, color, on).clicked() {
            clicked = Some(color);
        }
    }
    clicked
}

fn swatch(ui: &mut Ui, theme: &Theme, color: Highlight, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(32.0, 24.0), Sense::click());
    let name = format!("Highlight in {}", color_name(color).to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
    let (fill, sign) = theme.highlight(color);
    let edge = if on || response.hovered() { theme.text } else { theme.edge };
    let stroke = egui::Stroke::new(if on { 2.0 } else { 1.0 }, edge);
    ui.painter().rect(rect, space::RADIUS, fill, stroke, egui::StrokeKind::Inside);
    super::icons::highlight_sign(ui.painter(), color, rect.center(), sign);
    if on {
        let tick = egui::Rect::from_center_size(rect.right_top() + vec2(-6.0, 6.0), vec2(8.0, 8.0));
        super::icons::paint(ui.painter(), Icon::Tick, tick, theme.text);
    }
    widgets::focus_ring(ui, theme, &response, rect);
    response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn tags_are_parted_and_each_is_kept_once() {
        assert_eq!(parted(" prisons, #check;prisons,\n , to ask "), ["prisons", "check", "to ask"]);
        assert!(parted(" , ").is_empty());
    }
}
