//! The merges that are too doubtful to be made: a list to accept or refuse one by one.

use super::command::{Commands, UiCommand};
use super::cuts::{Cut, Cuts};
use super::entity_decide::EntityWish;
use super::entity_decide_card::reports;
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::{entity_rows, widgets, words};
use crate::entities::{Entity, Member, Reason};
use crate::workspace::{EntityId, Merged, Selection, Suggestion, Workspace};
use eframe::egui::{
    Align, Button, Context, Key, Label, Layout, Modifiers, Rect, RichText, ScrollArea, Sense, Ui,
    UiBuilder, pos2, vec2,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The card, open or not.
#[derive(Debug)]
pub struct SuggestionsCard {
    open: bool,
    /// What is offered, as of one merge, without what was settled since.
    list: Vec<Suggestion>,
    of: Option<(Arc<Merged>, Arc<Selection>)>,
    /// The members of the pairs that were settled since that merge.
    settled: BTreeSet<(Member, Member)>,
    at: usize,
    /// Whether the chosen one is to be brought into view.
    follow: bool,
    /// The words around the mentions in view.
    cuts: Cuts,
}

impl Default for SuggestionsCard {
    fn default() -> Self {
        Self {
            open: false,
            list: Vec::new(),
            of: None,
            settled: BTreeSet::new(),
            at: 0,
            follow: false,
            cuts: Cuts::new(AROUND),
        }
    }
}

/// The suggestions of which either name stands in the reports that are chosen.
pub fn chosen(workspace: &Workspace) -> impl Iterator<Item = &Suggestion> {
    let all = workspace.selection().is_all();
    let merged = workspace.merged();
    let stands = move |id| {
        let members = merged.get(id).map_or(&[][..], |entity| entity.members);
        members.iter().any(|(report, _)| workspace.selected(*report))
    };
    merged.suggestions.iter().filter(move |one| all || stands(one.a) || stands(one.b))
}

/// What is to be done with a suggestion.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Refuse,
}

/// Width of the card.
const WIDTH: f32 = 560.0;
/// Height of one suggestion.
const ROW: f32 = 172.0;
/// How many bytes of context a mention is shown with on each side.
const AROUND: usize = 70;

impl SuggestionsCard {
    /// Opens the card, or closes it.
    pub fn toggle(&mut self) {
        *self = Self { open: !self.open, ..Self::default() };
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(self).open
    }

    /// Takes what is offered anew when names were merged anew.
    fn follow(&mut self, workspace: &Workspace) {
        let merged = workspace.merged();
        let selection = workspace.selection();
        let is_of = |(merge, reports): &(Arc<Merged>, Arc<Selection>)| {
            Arc::ptr_eq(merge, merged) && Arc::ptr_eq(reports, selection)
        };
        if !self.of.as_ref().is_some_and(is_of) {
            self.of = Some((Arc::clone(merged), Arc::clone(selection)));
            self.settled.clear();
            self.list = chosen(workspace).copied().collect();
            // Those that change most come first.
            let size = |id| merged.get(id).map_or(0, |entity| entity.members.len());
            self.list.sort_by_key(|one| (Reverse(size(one.a) + size(one.b)), one.a, one.b));
        }
        if !self.settled.is_empty() {
            self.list.retain(|one| !self.settled.contains(&(one.link.a, one.link.b)));
        }
        self.at = self.at.min(self.list.len().saturating_sub(1));
    }

    /// Answers to the keys: arrows step, A and R accept and refuse.
    pub fn take_keys(&mut self, context: &Context, workspace: &Workspace, commands: &mut Commands) {
        if !self.open || context.text_edit_focused() {
            return;
        }
        self.follow(workspace);
        let pressed = |key| context.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let by = isize::from(pressed(Key::ArrowDown) || pressed(Key::J))
            - isize::from(pressed(Key::ArrowUp) || pressed(Key::K));
        if by != 0 {
            let last = self.list.len().saturating_sub(1);
            self.at = self.at.saturating_add_signed(by).min(last);
            self.follow = true;
        }
        let answer = if pressed(Key::A) {
            Some(Answer::Accept)
        } else {
            pressed(Key::R).then_some(Answer::Refuse)
        };
        if let Some(answer) = answer {
            self.settle(workspace, self.at, answer, commands);
            self.follow = true;
        }
    }

    fn settle(
        &mut self,
        workspace: &Workspace,
        at: usize,
        answer: Answer,
        commands: &mut Commands,
    ) {
        let Some(one) = self.list.get(at).copied() else { return };
        self.settled.insert((one.link.a, one.link.b));
        let (short, full) = order(workspace, one);
        commands.push(match answer {
            Answer::Accept => UiCommand::ChangeEntity(short, EntityWish::MergeInto(full)),
            Answer::Refuse => UiCommand::ChangeEntity(one.a, EntityWish::KeepApart(one.b)),
        });
    }

    /// Shows the card over the window, if it is open.
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
        self.follow(workspace);
        let close = card(context, "Names that may be one", WIDTH, |ui| {
            self.show_list(ui, workspace, theme, commands);
            ui.add_space(space::M);
            ui.button("Close").clicked()
        });
        self.cuts.follow(workspace, context);
        if close == Some(true) {
            self.close();
        }
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let text = if self.list.is_empty() {
            "Nothing is left to look at. Names that may be one, but for which too little speaks, \
             are offered here."
        } else {
            "For these too little speaks to make them one. A accepts the chosen pair, R keeps it \
             apart, the arrow keys step."
        };
        ui.add(Label::new(RichText::new(text).color(theme.soft)).wrap());
        ui.add_space(space::S);
        let room = (ui.ctx().content_rect().height() - 300.0).clamp(ROW, 3.2 * ROW);
        let mut area = ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
        if std::mem::take(&mut self.follow) {
            let above = (self.at as f32 * ROW - (room - ROW) / 2.0).max(0.0);
            area = area.vertical_scroll_offset(above);
        }
        let mut answered = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, self.list.len(), |ui, range| {
            for at in range {
                let Some(one) = self.list.get(at).copied() else { continue };
                let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
                let row = ui.allocate_rect(rect, Sense::click());
                if at == self.at {
                    ui.painter().rect_filled(rect.shrink(2.0), space::RADIUS, theme.chosen);
                }
                if row.clicked() {
                    self.at = at;
                }
                let inner = rect.shrink2(vec2(space::M, space::S));
                let mut ui = ui.new_child(UiBuilder::new().id_salt(at).max_rect(inner));
                let shown = show_one(&mut ui, workspace, (one, &self.cuts), theme, commands);
                answered = shown.map(|answer| (at, answer)).or(answered);
            }
        });
        if let Some((at, answer)) = answered {
            self.settle(workspace, at, answer, commands);
        }
    }
}

/// The one that is merged, and the one whose name the two bear then: the one that is told more of.
fn order(workspace: &Workspace, one: Suggestion) -> (EntityId, EntityId) {
    let merged = workspace.merged();
    let length = |id| merged.get(id).map_or(0, |entity| entity.name.split_whitespace().count());
    let size = |id| merged.get(id).map_or(0, |entity| entity.members.len());
    let same = matches!(one.link.reason, Reason::SameName | Reason::RoleAndName);
    let rank = |id| if same { (0, size(id)) } else { (length(id), size(id)) };
    if rank(one.a) < rank(one.b) { (one.a, one.b) } else { (one.b, one.a) }
}

fn show_one(
    ui: &mut Ui,
    workspace: &Workspace,
    (one, cuts): (Suggestion, &Cuts),
    theme: &Theme,
    commands: &mut Commands,
) -> Option<Answer> {
    let merged = workspace.merged();
    let (short, full) = order(workspace, one);
    let mut name = String::new();
    for id in [full, short] {
        let Some(entity) = merged.get(id) else { continue };
        if id == full {
            entity.name.clone_into(&mut name);
        }
        let links = [one.link.a, one.link.b];
        let member =
            links.into_iter().find(|(report, local)| merged.id_of(*report, *local) == Some(id));
        let cut = member.and_then(|member| cuts.first(workspace, member));
        let side = Side { id, entity, member, cut: cut.as_deref() };
        show_side(ui, workspace, side, theme, commands);
    }
    let mut answer = None;
    ui.horizontal(|ui| {
        ui.set_height(space::ROW);
        let buttons = [("Merge", Answer::Accept, "A"), ("Keep apart", Answer::Refuse, "R")];
        for (text, does, key) in buttons {
            let words = RichText::new(text).font(theme::font(size::SMALL + 0.5));
            let hint = match does {
                Answer::Accept => format!("They become one, called {name} ({key})"),
                Answer::Refuse => format!("They are two, and are not offered again ({key})"),
            };
            if ui.add(Button::new(words)).on_hover_text(hint).clicked() {
                answer = Some(does);
            }
        }
        let why = format!("Why: {}", one.link.reason.words());
        let why = RichText::new(why).font(theme::font(size::SMALL)).color(theme.soft);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(why).truncate());
        });
    });
    answer
}

/// One of the two.
struct Side<'a> {
    id: EntityId,
    entity: Entity<'a>,
    /// The member that led to the suggestion.
    member: Option<Member>,
    /// A sentence that names it, once it is there.
    cut: Option<&'a Cut>,
}

/// One of the two: its name, where it stands, and a sentence that names it.
fn show_side(
    ui: &mut Ui,
    workspace: &Workspace,
    Side { id, entity, member, cut }: Side<'_>,
    theme: &Theme,
    commands: &mut Commands,
) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), SIDE));
    let top = rect.top() + 9.0;
    let font = theme::strong_font(size::BODY);
    let color = theme.kind(entity.kind);
    let place = pos2(rect.left(), top);
    let used = widgets::paint_line(ui, place, rect.width() * 0.55, entity.name, font, color);
    let name = Rect::from_min_size(rect.min, vec2(used, 18.0));
    let open = ui.interact(name, ui.scope_id().with(("name", id.0)), Sense::click());
    if open.on_hover_text("Open its page").clicked() {
        commands.push(UiCommand::SelectEntity(id));
    }
    let head = member.and_then(|(report, _)| workspace.head(report));
    let more = reports(workspace, id).saturating_sub(1);
    let mut of = head.map_or_else(String::new, words::head);
    if more > 0 {
        of = format!("{of} and {} more", words::count(more));
    }
    let small = theme::font(size::SMALL);
    let right = pos2(rect.left() + used + space::S, top);
    widgets::paint_line(ui, right, rect.right() - right.x, &of, small, theme.faint);
    let Some(Cut { passage, words }) = cut else { return };
    let galley = entity_rows::laid(ui, words, color, (rect.width(), 2), theme);
    let at = pos2(rect.left(), rect.top() + 20.0);
    let place = Rect::from_min_size(at, galley.size());
    let sentence = ui.interact(place, ui.scope_id().with(("sentence", id.0)), Sense::click());
    ui.painter().galley(at, galley, theme.soft);
    if sentence.on_hover_text("Show it in the report").clicked() {
        commands.push(UiCommand::ShowPassage(*passage));
    }
}

/// Height of one of the two names with its sentence.
const SIDE: f32 = 60.0;
