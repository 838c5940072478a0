//! The cards that ask what is to be done with a person, court or organization: which other it is
//! one with, which mentions are of somebody else, what it is called, of which kind it is.

use super::command::{Commands, UiCommand};
use super::entity_decide::{EntityQuestion, EntityWish};
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::entities::{Entity, EntityKind, Member};
use crate::workspace::{EntityId, EntitySummary, Merged, TypedName, Workspace};
use eframe::egui::{
    Align, Checkbox, Context, Id, Key, Label, Layout, Modifiers, RichText, ScrollArea, TextEdit,
    Ui, WidgetInfo, accesskit::Role, vec2,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct EntityCard(Option<Asking>);

#[derive(Debug)]
struct Asking {
    /// One of the entity's members, so that it outlives a new merge.
    member: Member,
    question: EntityQuestion,
    /// What is typed: a new name, or the name of the other.
    typed: String,
    /// The members that are to go off.
    off: BTreeSet<Member>,
    /// Whether the merged one keeps this entity's name.
    keep_name: bool,
    focused: bool,
    found: Found,
}

/// The entities that fit what is typed, as of one merge.
#[derive(Debug, Default)]
struct Found {
    of: Option<(Arc<Merged>, String)>,
    ids: Vec<EntityId>,
}

/// What the user did on the card.
enum Did {
    Decide(EntityId, EntityWish),
    Cancel,
}

/// Width of the card.
const WIDTH: f32 = 460.0;
/// Height of the lists in it.
const LIST: f32 = 300.0;
/// Height of a row that names an entity or a member.
const ROW: f32 = 40.0;

impl EntityCard {
    /// Opens the card with a question on an entity.
    pub fn open(&mut self, workspace: &Workspace, id: EntityId, question: EntityQuestion) {
        let Some(entity) = workspace.merged().get(id) else { return };
        let Some(member) = entity.members.first().copied() else { return };
        let rename = question == EntityQuestion::Rename;
        self.0 = Some(Asking {
            member,
            question,
            typed: if rename { entity.name.to_owned() } else { String::new() },
            off: BTreeSet::new(),
            keep_name: false,
            focused: false,
            found: Found::default(),
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
        let Some(asking) = &mut self.0 else { return };
        let merged = workspace.merged();
        let id = merged.id_of(asking.member.0, asking.member.1);
        let Some((id, entity)) = id.and_then(|id| Some((id, merged.get(id)?))) else {
            self.0 = None;
            return;
        };
        let title = match asking.question {
            EntityQuestion::Merge => "Merge name",
            EntityQuestion::Split => "Split name",
            EntityQuestion::Rename => "Rename name",
            EntityQuestion::Kind => "Change kind of name",
        };
        let did = card(context, title, WIDTH, |ui| match asking.question {
            EntityQuestion::Merge => asking.merge(ui, workspace, id, entity, theme),
            EntityQuestion::Split => asking.split(ui, workspace, id, entity, theme),
            EntityQuestion::Rename => asking.rename(ui, workspace, id, entity, theme),
            EntityQuestion::Kind => kind(ui, id, entity, theme),
        });
        match did.flatten() {
            Some(Did::Decide(id, wish)) => {
                commands.push(UiCommand::ChangeEntity(id, wish));
                self.0 = None;
            }
            Some(Did::Cancel) => self.0 = None,
            None => {}
        }
    }
}

fn explain(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add(Label::new(RichText::new(text).color(theme.soft)).wrap());
    ui.add_space(space::S);
}

/// The button that does what the card is for, where there is one, and the one that does not.
fn buttons(ui: &mut Ui, theme: &Theme, does: Option<(&str, bool)>) -> Option<bool> {
    ui.add_space(space::M);
    ui.horizontal(|ui| {
        let clicked = does.is_some_and(|(text, enabled)| {
            let button = |ui: &mut Ui| widgets::primary_button(ui, theme, text).clicked();
            ui.add_enabled_ui(enabled, button).inner
        });
        if ui.button("Cancel").clicked() {
            return Some(false);
        }
        clicked.then_some(true)
    })
    .inner
}

impl Asking {
    fn merge(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        id: EntityId,
        entity: Entity<'_>,
        theme: &Theme,
    ) -> Option<Did> {
        let text = format!("Choose the name that is the same as “{}”.", entity.name);
        explain(ui, theme, &text);
        let field = Id::unique("name to merge with");
        let typed = widgets::filter_field(
            ui,
            theme,
            field,
            &mut self.typed,
            "Find the other name",
            "Find the other name",
        );
        if !std::mem::replace(&mut self.focused, true) {
            typed.request_focus();
        }
        // What was not looked for is not merged by a slip of the hand.
        let enter = typed.lost_focus()
            && !self.typed.trim().is_empty()
            && ui.input(|input| input.key_pressed(Key::Enter));
        self.found.follow(workspace, id, &self.typed);
        ui.add_space(space::XS);
        let keep = format!("Keep the name “{}”", entity.name);
        ui.add(Checkbox::new(&mut self.keep_name, keep));
        ui.add_space(space::XS);
        if self.found.ids.is_empty() {
            let none = if self.typed.trim().is_empty() {
                "No other name is like it. Type the name that you look for."
            } else {
                "No other name holds what you typed."
            };
            ui.label(RichText::new(none).color(theme.faint));
        }
        let mut chosen = self.found.ids.first().copied().filter(|_| enter);
        let list = ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]);
        list.show_rows(ui, ROW, self.found.ids.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for other in self.found.ids.get(range).unwrap_or_default() {
                if row(ui, workspace, *other, theme) {
                    chosen = Some(*other);
                }
            }
        });
        if let Some(other) = chosen {
            let (from, into) = if self.keep_name { (other, id) } else { (id, other) };
            return Some(Did::Decide(from, EntityWish::MergeInto(into)));
        }
        buttons(ui, theme, None).map(|_| Did::Cancel)
    }

    fn split(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        id: EntityId,
        entity: Entity<'_>,
        theme: &Theme,
    ) -> Option<Did> {
        explain(ui, theme, "Choose what is of somebody else. Together that is a name of its own.");
        self.off.retain(|member| entity.members.contains(member));
        let list = ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]);
        list.show_rows(ui, ROW, entity.members.len(), |ui, range| {
            for member in entity.members.get(range).unwrap_or_default() {
                let (name, below) = member_words(workspace, *member);
                let mut on = self.off.contains(member);
                let text = format!("{name}\n{below}");
                let small = RichText::new(text).font(theme::font(size::SMALL + 0.5));
                let (size, left) =
                    (vec2(ui.available_width(), ROW), Layout::left_to_right(Align::Center));
                let tick = |ui: &mut Ui| ui.add(Checkbox::new(&mut on, small));
                if ui.allocate_ui_with_layout(size, left, tick).inner.changed() {
                    if on {
                        self.off.insert(*member);
                    } else {
                        self.off.remove(member);
                    }
                }
            }
        });
        let possible = !self.off.is_empty() && self.off.len() < entity.members.len();
        let done = buttons(ui, theme, Some(("Split off", possible)))?;
        let off = std::mem::take(&mut self.off);
        Some(if done { Did::Decide(id, EntityWish::Split(off)) } else { Did::Cancel })
    }

    fn rename(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        id: EntityId,
        entity: Entity<'_>,
        theme: &Theme,
    ) -> Option<Did> {
        let text = "The name in lists and exports. What the reports say stays as it is.";
        explain(ui, theme, text);
        let field = TextEdit::singleline(&mut self.typed)
            .desired_width(f32::INFINITY)
            .font(theme::font(size::BODY));
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name"));
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let enter = field.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            for name in own_names(workspace, entity) {
                if widgets::chip(ui, theme, &name, theme.soft, name == self.typed).clicked() {
                    self.typed = name;
                }
            }
        });
        let possible = !self.typed.trim().is_empty();
        let done = buttons(ui, theme, Some(("Rename", possible)));
        let done = if enter && possible { true } else { done? };
        let name = self.typed.trim().to_owned();
        Some(if done { Did::Decide(id, EntityWish::Rename(name)) } else { Did::Cancel })
    }
}

fn kind(ui: &mut Ui, id: EntityId, entity: Entity<'_>, theme: &Theme) -> Option<Did> {
    explain(ui, theme, &format!("“{}” is", entity.name));
    let kinds = [EntityKind::Person, EntityKind::Court, EntityKind::Organization];
    let mut chosen = None;
    for kind in kinds {
        let name = words::kind(kind);
        let row = widgets::list_row(ui, theme, space::ROW, kind == entity.kind, name);
        let left = row.rect.left_center() + vec2(space::S, 0.0);
        let font = theme::font(size::BODY);
        widgets::paint_line(ui, left, row.rect.width(), name, font, theme.kind(kind));
        if row.clicked() {
            chosen = Some(Did::Decide(id, EntityWish::Kind(kind)));
        }
    }
    chosen.or_else(|| buttons(ui, theme, None).map(|_| Did::Cancel))
}

/// A row that names another entity; returns whether it was clicked.
fn row(ui: &mut Ui, workspace: &Workspace, id: EntityId, theme: &Theme) -> bool {
    let Some(entity) = workspace.merged().get(id) else { return false };
    let row = widgets::list_row(ui, theme, ROW, false, entity.name);
    let left = row.rect.left_top() + vec2(space::S, 12.0);
    let width = row.rect.width() - 2.0 * space::S;
    let font = theme::strong_font(size::BODY);
    widgets::paint_line(ui, left, width, entity.name, font, theme.kind(entity.kind));
    let reports = words::counted(reports(workspace, id), "report");
    let role = entity.role.unwrap_or_else(|| words::kind(entity.kind));
    let below = format!("{role} · {reports}");
    let font = theme::font(size::SMALL);
    widgets::paint_line(ui, left + vec2(0.0, 17.0), width, &below, font, theme.faint);
    row.clicked()
}

/// In how many reports an entity stands.
pub fn reports(workspace: &Workspace, id: EntityId) -> usize {
    workspace.merged().summary(id).map_or(0, |summary| summary.reports)
}

/// What one report calls an entity, and the report with the number of mentions.
fn member_words(workspace: &Workspace, (report, local): Member) -> (String, String) {
    let own = workspace.report_entity(report, local);
    let name = own.map_or_else(String::new, |own| own.name.clone());
    let mentions = words::counted(own.map_or(0, |own| own.mentions.len()), "mention");
    let of = workspace.head(report).map_or_else(String::new, words::head);
    (name, format!("{of} · {mentions}"))
}

/// Names that reports give an entity, each once. Few reports are looked at, as each may have to be
/// loaded.
fn own_names(workspace: &Workspace, entity: Entity<'_>) -> BTreeSet<String> {
    let own = |(report, local): &Member| workspace.report_entity(*report, *local);
    let few = entity.members.iter().take(MOST_NAMES);
    few.filter_map(own).map(|own| own.name.clone()).collect()
}

/// So many names at most are offered.
const MOST_NAMES: usize = 12;

impl Found {
    /// Finds the entities whose names fit; where nothing is typed, those that the program thinks
    /// may be the same, and those that share a word of the name.
    fn follow(&mut self, workspace: &Workspace, id: EntityId, typed: &str) {
        let merged = workspace.merged();
        let same =
            |(of, before): &(Arc<Merged>, String)| Arc::ptr_eq(of, merged) && before == typed;
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.of = Some((Arc::clone(merged), typed.to_owned()));
        let Some(entity) = merged.get(id) else { return };
        let wanted = TypedName::new(typed);
        let words = entity.name.split_whitespace().filter(|word| word.chars().count() > 2);
        let own = TypedName::words_of(words);
        let fits = |other: Entity<'_>, summary: &EntitySummary<'_>| {
            if typed.trim().is_empty() {
                return other.kind == entity.kind && summary.shares(&own);
            }
            summary.matches(&wanted)
        };
        let all = merged.entities.iter().zip(merged.summaries().iter());
        let mut found: Vec<(EntityId, Entity<'_>)> = (0..)
            .map(EntityId)
            .zip(all)
            .filter(|(other, (one, summary))| {
                *other != id && !merged.is_hidden(*other) && fits(*one, summary)
            })
            .map(|(other, (one, _))| (other, one))
            .collect();
        let suggested: BTreeSet<EntityId> =
            merged.suggestions_of(id).flat_map(|one| [one.a, one.b]).collect();
        found.sort_by_key(|(other, one)| {
            let first = (!suggested.contains(other), one.kind != entity.kind);
            (first, std::cmp::Reverse(one.members.len()), *other)
        });
        self.ids = found.into_iter().map(|(other, _)| other).collect();
    }
}
