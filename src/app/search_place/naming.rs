//! The card of saved searches: the search at hand is given a name in it, and those that are saved
//! are opened, renamed and deleted.

use crate::app::command::{Commands, UiCommand};
use crate::app::icons::Icon;
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::project::{Command, DecisionId, SavedSearch};
use crate::workspace::Workspace;
use eframe::egui::{
    Align, Button, Context, Key, Layout, Modifiers, RichText, ScrollArea, TextEdit, Ui, UiBuilder,
    WidgetInfo, accesskit::Role, vec2,
};

/// The card, open or not.
#[derive(Debug, Default)]
pub struct NamingCard(Option<Naming>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Naming {
    /// The search that is renamed; the one at hand is saved otherwise.
    id: Option<DecisionId>,
    name: String,
    /// The words of the search; none where the card only lists.
    typed: String,
    focused: bool,
}

enum Did {
    Keep,
    Cancel,
    Open(String),
    Rename(DecisionId, SavedSearch),
    Delete(DecisionId),
}

/// Width of the card.
const WIDTH: f32 = 440.0;
/// The list takes no more than this.
const MOST: f32 = 260.0;

impl NamingCard {
    /// Opens the card for the search at hand, or for those that are saved where nothing is typed.
    pub fn open(&mut self, workspace: &Workspace, typed: &str) {
        let typed = typed.trim().to_owned();
        let known = workspace.project().searches().find(|(_, search)| search.typed == typed);
        self.0 = Some(match known.filter(|_| !typed.is_empty()) {
            Some((id, search)) => Naming::renaming(id, search),
            None => Naming { name: typed.clone(), typed, ..Naming::default() },
        });
    }

    /// Closes the card; returns whether it was open.
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
        let Some(naming) = &mut self.0 else { return };
        let shown = card(context, "Saved searches", WIDTH, |ui| naming.show(ui, workspace, theme));
        let decide = |command| UiCommand::Decide(Box::new(command));
        match shown.flatten() {
            Some(Did::Keep) => {
                commands.push(decide(naming.command()));
                self.0 = None;
            }
            Some(Did::Cancel) => self.0 = None,
            Some(Did::Open(typed)) => {
                commands.push(UiCommand::Search(typed));
                self.0 = None;
            }
            Some(Did::Rename(id, search)) => *naming = Naming::renaming(id, &search),
            Some(Did::Delete(id)) => {
                commands.push(decide(Command::Remove(id)));
                if naming.id == Some(id) {
                    *naming = Naming::default();
                }
            }
            None => {}
        }
    }
}

impl Naming {
    fn renaming(id: DecisionId, search: &SavedSearch) -> Self {
        let SavedSearch { name, typed } = search.clone();
        Self { id: Some(id), name, typed, focused: false }
    }

    fn command(&self) -> Command {
        let (name, typed) = (self.name.trim().to_owned(), self.typed.clone());
        let search = SavedSearch { name, typed };
        match self.id {
            Some(id) => Command::ChangeSearch { id, search },
            None => Command::AddSearch(search),
        }
    }

    fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Option<Did> {
        let mut did = None;
        if !self.typed.is_empty() {
            did = self.show_name(ui, theme);
            ui.add_space(space::M);
        }
        let saved: Vec<(DecisionId, &SavedSearch)> = workspace.project().searches().collect();
        if saved.is_empty() {
            let text = "None is saved yet. A search that is saved stays in the project, and is \
                        offered when the search field is empty.";
            ui.label(RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint));
        } else {
            widgets::section_header(ui, theme, "SAVED", Some(saved.len()));
        }
        ScrollArea::vertical().max_height(MOST).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (id, search) in saved {
                let own = line(ui, id, search, self.id == Some(id), theme);
                did = did.take().or(own);
            }
        });
        if self.typed.is_empty() {
            ui.add_space(space::S);
            if ui.add(Button::new("Close")).clicked() {
                did = Some(Did::Cancel);
            }
        }
        did
    }

    /// Shows the name that is given, and the words that are kept under it.
    fn show_name(&mut self, ui: &mut Ui, theme: &Theme) -> Option<Did> {
        let edit = TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY);
        let field = ui.add(edit.font(theme::font(size::BODY)));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the search"));
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let named = !self.name.trim().is_empty();
        let entered = field.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut did = (entered && named).then_some(Did::Keep);
        let words = RichText::new(format!("Searches for {}", self.typed));
        ui.label(words.font(theme::font(size::SMALL)).color(theme.faint));
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let verb = if self.id.is_some() { "Rename" } else { "Save" };
            ui.add_enabled_ui(named, |ui| {
                if widgets::primary_button(ui, theme, verb).clicked() {
                    did = Some(Did::Keep);
                }
            });
            if ui.add(Button::new("Cancel")).clicked() {
                did = Some(Did::Cancel);
            }
        });
        did
    }
}

/// A saved search: its name, its words, and what can be done with it.
fn line(
    ui: &mut Ui,
    id: DecisionId,
    search: &SavedSearch,
    chosen: bool,
    theme: &Theme,
) -> Option<Did> {
    let mut did = None;
    let row = widgets::list_row(ui, theme, space::ROW, chosen, &search.name);
    let rect = row.rect.shrink2(vec2(space::S, 0.0));
    let builder =
        UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)).id_salt(id);
    let mut buttons = ui.new_child(builder);
    buttons.spacing_mut().item_spacing.x = 0.0;
    let delete = format!("Delete “{}”", search.name);
    if widgets::icon_button(&mut buttons, theme, Icon::Close, &delete).clicked() {
        did = Some(Did::Delete(id));
    }
    let rename = format!("Rename “{}”", search.name);
    if widgets::icon_button(&mut buttons, theme, Icon::Pen, &rename).clicked() {
        did = Some(Did::Rename(id, search.clone()));
    }
    let room = buttons.available_width();
    let left = rect.left_center();
    let font = theme::font(size::BODY);
    let used = widgets::paint_line(ui, left, room * 0.6, &search.name, font, theme.text);
    if search.name != search.typed {
        let at = left + vec2(used + space::M, 0.0);
        let rest = room - used - space::M;
        let small = theme::font(size::SMALL);
        widgets::paint_line(ui, at, rest, &search.typed, small, theme.faint);
    }
    if row.clicked() {
        did = did.or(Some(Did::Open(search.typed.clone())));
    }
    did
}
