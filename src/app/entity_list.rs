//! The list of names of one kind: made beside the window where there are many, and still while names
//! come in.

use super::command::{Commands, UiCommand};
use super::entity_decide_row;
use super::entity_index::{EntityIndex, Listed, Wanted};
use super::entity_rows;
use super::still::Held;
use super::theme::{self, Theme, size};
use crate::entities::Member;
use crate::workspace::{EntityId, Workspace};
use crossbeam_channel::Receiver;
use eframe::egui::{Label, RichText, ScrollArea, Ui};
use std::ops::Range;

/// So many names are listed at once; more in the background.
const AT_ONCE: usize = 1_000;

/// The list, and how it stands.
#[derive(Debug, Default)]
pub struct NameList {
    listed: Listed,
    /// What is listed.
    listed_of: Option<Wanted>,
    /// What is to be listed, and of which merge.
    asked: Option<(u64, Wanted)>,
    /// A long list that is being put together.
    coming: Option<Receiver<Listed>>,
    /// The rows that were in view, and one to bring there.
    in_view: Range<usize>,
    reveal: Option<usize>,
    /// What was just chosen: its page takes room from the list first.
    reveal_next: Option<usize>,
    /// The row that stays where it is when others come, and how far the list is to be scrolled for
    /// that.
    held: Option<Held<Member>>,
    offset: Option<f32>,
}

impl NameList {
    /// The names that are listed, each as one of its members, with how often it is mentioned.
    pub fn rows(&self) -> &[(Member, usize)] {
        &self.listed.rows
    }

    /// The row of a name.
    pub fn place_of(&self, workspace: &Workspace, id: Option<EntityId>) -> Option<usize> {
        let (id, merged) = (id?, workspace.merged());
        let is_it = |(report, local): Member| merged.id_of(report, local) == Some(id);
        self.listed.rows.iter().position(|(member, _)| is_it(*member))
    }

    /// Brings a name into view in the next frame but one: its page takes room from the list first.
    pub fn reveal(&mut self, workspace: &Workspace, id: Option<EntityId>) {
        self.reveal_next = self.place_of(workspace, id);
    }

    /// Makes the list anew where something else is wanted, or of another merge. Where something
    /// else is wanted, the name that is `chosen` is brought into view.
    pub fn refresh(
        &mut self,
        workspace: &Workspace,
        index: &EntityIndex,
        asked: (u64, Wanted),
        chosen: Option<EntityId>,
    ) {
        if self.asked.as_ref() == Some(&asked) {
            let came = self.coming.as_ref().and_then(|coming| coming.try_recv().ok());
            if let Some(listed) = came {
                self.take(workspace, listed, chosen);
            }
            return;
        }
        let question = index.ask(workspace, asked.1.clone());
        self.asked = Some(asked);
        if index.len() <= AT_ONCE {
            self.take(workspace, question.list(), chosen);
        } else {
            // What was listed before stays until then.
            self.coming = workspace.in_background("names", move || question.list());
        }
    }

    fn take(&mut self, workspace: &Workspace, listed: Listed, chosen: Option<EntityId>) {
        self.listed = listed;
        self.coming = None;
        let wanted = self.asked.as_ref().map(|(_, wanted)| wanted.clone());
        if self.listed_of != wanted {
            self.listed_of = wanted;
            self.reveal = self.place_of(workspace, chosen).or(self.reveal);
            return;
        }
        // The same list of more reports: what one looks at stays where it is.
        self.offset = self.held.and_then(|held| {
            let (report, local) = held.id();
            let now = self.place_of(workspace, workspace.merged().id_of(report, local))?;
            held.follow(entity_rows::ROW, now)
        });
    }

    /// Shows the list.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        chosen: Option<EntityId>,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if let Some(wanted) = self.listed_of.as_ref().filter(|_| self.listed.near) {
            let words = format!("No name is spelt “{}”. Near to it:", wanted.typed.trim());
            let words = RichText::new(words).font(theme::font(size::SMALL));
            ui.add(Label::new(words.color(theme.faint)).truncate());
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("names").auto_shrink(false);
        let offset = self.offset.take();
        if let Some(row) = self.reveal.take().filter(|row| !self.in_view.contains(row)) {
            let middle = (row as f32 + 0.5) * entity_rows::ROW - ui.available_height() / 2.0;
            area = area.vertical_scroll_offset(middle.max(0.0));
        } else if let Some(offset) = offset {
            area = area.vertical_scroll_offset(offset);
        }
        self.reveal = self.reveal_next.take();
        if self.reveal.is_some() {
            ui.ctx().request_repaint();
        }
        let (rows, in_view) = (&self.listed.rows, &mut self.in_view);
        let shown = area.show_rows(ui, entity_rows::ROW, rows.len(), |ui, range| {
            // What is seen only in part is not in view; the range holds one row more than that.
            *in_view = range.start + usize::from(range.start > 0)..range.end.saturating_sub(2);
            for ((report, local), mentions) in rows.get(range).unwrap_or_default() {
                let Some(id) = workspace.merged().id_of(*report, *local) else { continue };
                let (Some(entity), Some(summary)) = (workspace.merged().get(id), index.get(id))
                else {
                    continue;
                };
                let on = chosen == Some(id);
                let about = (entity, &summary);
                let row = entity_rows::entity(ui, theme, about, *mentions, index.years(), on);
                entity_decide_row::attach_menu(&row, workspace, id, theme, commands);
                if row.clicked() {
                    commands.push(UiCommand::SelectEntity(id));
                }
            }
        });
        let member = |at: usize| rows.get(at).map(|(member, _)| *member);
        self.held = Held::of(ui, entity_rows::ROW, &shown, rows.len(), member);
    }
}
