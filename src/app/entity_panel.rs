//! People, courts and organizations: a list of each kind, and the chosen one's page.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::cuts::Cuts;
use super::entity_decide_row;
use super::entity_filters::{self, FilterChoices};
use super::entity_index::{EntityFilter, EntityIndex, EntityOrder, Wanted};
use super::entity_lines::Lines;
use super::entity_list::NameList;
use super::entity_mentions::countries;
use super::entity_page::{Asked, EntityPage};
use super::selecting;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::entities::{EntityKind, Member, ReportIndex};
use crate::workspace::{Dossier, EntityId, Passage, Workspace};
use eframe::egui::{self, Key, Modifiers, Panel, Ui};
use std::sync::Arc;

/// What the panel remembers.
#[derive(Debug)]
pub struct EntityPanel {
    kind: EntityKind,
    typed: String,
    order: EntityOrder,
    filter: EntityFilter,
    /// Whether the filters are shown.
    filters_open: bool,
    choices: FilterChoices,
    /// The merge and the country that the choices are of.
    choices_of: Option<(u64, Option<String>)>,
    /// The chosen entity, as one of its members, so that it outlives a new merge.
    chosen: Option<Member>,
    page: Page,
    /// Which of its mentions was shown last.
    at: Option<usize>,
    /// The passage that was shown last.
    shown: Option<Passage>,
    list: NameList,
    /// The words around the mentions in view.
    cuts: Cuts,
    merges: u64,
}

/// What is kept of the chosen one's page.
#[derive(Debug, Default)]
struct Page {
    lines: Lines,
    /// How many reports on each country name it, the most first.
    countries: Vec<(String, usize)>,
    /// The merge, the entity and the dossier that the lines are of.
    of: Option<(u64, EntityId, Option<Arc<Dossier>>)>,
    all_companions: bool,
    /// The line to bring into view.
    reveal: Option<usize>,
    /// Whether the mention that was stepped to is to be brought into view.
    follow: bool,
}

impl Page {
    /// Makes the lines anew where they are of something else.
    fn refresh(
        &mut self,
        workspace: &Workspace,
        (merges, id): (u64, EntityId),
        dossier: Option<&Arc<Dossier>>,
    ) {
        let same = self.of.as_ref().is_some_and(|(at, of, made_of)| {
            let same_dossier = match (made_of, dossier) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (None, None) => true,
                _ => false,
            };
            (*at, *of) == (merges, id) && same_dossier
        });
        let Some(entity) = workspace.merged().get(id).filter(|_| !same) else { return };
        let known = dossier.map(Arc::as_ref);
        self.lines = Lines::new(workspace, entity, known, self.all_companions);
        let mentions = known.map_or(&[][..], |known| known.mentions.as_slice());
        self.countries = countries(workspace, mentions);
        self.of = Some((merges, id, dossier.cloned()));
    }
}

impl Default for EntityPanel {
    fn default() -> Self {
        Self {
            kind: EntityKind::Person,
            typed: String::new(),
            order: EntityOrder::default(),
            filter: EntityFilter::default(),
            filters_open: false,
            choices: FilterChoices::default(),
            choices_of: None,
            chosen: None,
            page: Page::default(),
            at: None,
            shown: None,
            list: NameList::default(),
            cuts: Cuts::new(AROUND),
            merges: 0,
        }
    }
}

/// How many bytes of context a mention is shown with on each side.
const AROUND: usize = 36;

/// The kinds in the order of their tabs, each with the name of many.
const KINDS: [(EntityKind, &str); 3] = [
    (EntityKind::Person, "People"),
    (EntityKind::Court, "Courts"),
    (EntityKind::Organization, "Organizations"),
];

impl EntityPanel {
    /// Notes that the reports' entities were merged anew, or that other reports are chosen.
    pub fn merged_anew(&mut self) {
        self.merges += 1;
        self.at = None;
    }

    /// The chosen entity, as of the latest merge.
    pub fn chosen(&self, workspace: &Workspace) -> Option<EntityId> {
        let (report, local) = self.chosen?;
        workspace.merged().id_of(report, local)
    }

    /// The chosen entity, as one of its members.
    pub fn member(&self) -> Option<Member> {
        self.chosen
    }

    /// Chooses an entity; its kind's list is shown.
    pub fn choose(&mut self, workspace: &Workspace, id: Option<EntityId>) {
        let entity = id.and_then(|id| workspace.merged().get(id));
        self.chosen = entity.and_then(|entity| entity.members.first().copied());
        self.at = None;
        self.page = Page::default();
        if let Some(entity) = entity {
            self.kind = entity.kind;
            // What is chosen in the text may stand far down in the list.
            self.list.reveal(workspace, id);
        }
    }

    /// The mentions of the chosen entity, as far as they are known.
    pub fn mentions(&self, workspace: &Workspace) -> Arc<Vec<Passage>> {
        let dossier = self.chosen.and_then(|member| workspace.dossier(member));
        dossier.map(|dossier| Arc::clone(&dossier.mentions)).unwrap_or_default()
    }

    /// The mention that is `by` steps from the one shown last; the first one in or after the open
    /// report where none was shown.
    pub fn step(
        &mut self,
        workspace: &Workspace,
        by: isize,
        open: Option<ReportIndex>,
    ) -> Option<Passage> {
        let mentions = self.mentions(workspace);
        let count = mentions.len();
        let to = match self.at {
            None => {
                let rank = |report: Option<ReportIndex>| report.map(|index| workspace.rank(index));
                let open = rank(open);
                mentions.partition_point(|mention| rank(Some(mention.report)) < open) % count.max(1)
            }
            Some(at) => (at + count).saturating_add_signed(by) % count.max(1),
        };
        self.at = Some(to);
        self.page.follow = true;
        mentions.get(to).copied()
    }

    /// Notes that a passage was shown, so that stepping goes on from it.
    pub fn stand_at(&mut self, workspace: &Workspace, passage: Passage) {
        self.shown = Some(passage);
        let mentions = self.mentions(workspace);
        if let Some(at) = mentions.iter().position(|mention| *mention == passage) {
            self.at = Some(at);
        }
    }

    /// Shows the panel.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if let Some(id) = self.chosen(workspace) {
            step_keys(ui, commands);
            self.show_chosen(ui, workspace, index, id, theme, commands);
        }
        let frame = widgets::panel_frame(theme);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            self.show_kinds(ui, workspace, index, theme, commands);
            entity_decide_row::show_head(ui, workspace, theme, commands);
            self.show_list(ui, workspace, index, theme, commands);
        });
    }

    fn show_chosen(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        id: EntityId,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let mentions = self.mentions(workspace);
        let (Some(entity), Some(summary)) = (workspace.merged().get(id), index.get(id)) else {
            return;
        };
        let dossier = self.chosen.and_then(|member| workspace.dossier(member));
        if dossier.is_none() {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
        }
        self.page.refresh(workspace, (self.merges, id), dossier);
        let follow = std::mem::take(&mut self.page.follow);
        let stepped = self.at.filter(|_| follow).and_then(|at| self.page.lines.of_mention(at));
        let reveal = self.page.reveal.take().or(stepped);
        let page = EntityPage {
            id,
            entity,
            summary,
            countries: &self.page.countries,
            forms: dossier.map_or(&[], |dossier| dossier.forms.as_slice()),
            mentions: &mentions,
            cuts: &self.cuts,
            at: self.at,
            shown: self.shown,
            years: index.years(),
            lines: &self.page.lines,
            dossier: dossier.map(Arc::as_ref),
            reveal,
        };
        let height = ui.available_height();
        let shown = Panel::bottom("entity page")
            .resizable(true)
            .default_size((height * 0.6).max(160.0))
            .size_range(160.0..=(height - 180.0).max(180.0))
            .frame(widgets::panel_frame(theme).fill(theme.raised))
            .show(ui, |ui| page.show(ui, workspace, theme, commands));
        self.cuts.follow(workspace, ui.ctx());
        match shown.inner {
            Some(Asked::AllCompanions) => {
                self.page.all_companions = true;
                self.page.of = None;
            }
            Some(Asked::Line(line)) => self.page.reveal = Some(line),
            None => return,
        }
        ui.ctx().request_repaint();
    }

    fn show_kinds(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for (kind, name) in KINDS {
                let name = format!("{name} {}", words::count(index.count(kind)));
                let on = self.kind == kind;
                if widgets::chip(ui, theme, &name, theme.kind(kind), on).clicked() {
                    self.kind = kind;
                }
            }
        });
        ui.add_space(space::XS);
        let id = egui::Id::unique("filter names");
        self.list_keys(ui, workspace, id, commands);
        widgets::filter_field(ui, theme, id, &mut self.typed, "Filter names", "Filter names");
        self.show_order(ui, theme);
        if self.filters_open {
            let now = (self.merges, self.filter.country.clone());
            if self.choices_of.as_ref() != Some(&now) {
                self.choices = FilterChoices::new(workspace, now.1.as_deref());
                self.choices_of = Some(now);
            }
            entity_filters::show(ui, theme, &mut self.filter, &self.choices);
            ui.add_space(space::XS);
        }
    }

    /// The order of the list, and a word that shows the filters or hides them.
    fn show_order(&mut self, ui: &mut Ui, theme: &Theme) {
        let small = |words: &str| egui::RichText::new(words).font(theme::font(size::SMALL));
        ui.horizontal(|ui| {
            let label = ui.label(small("Sort by").color(theme.faint));
            let combo = egui::ComboBox::from_id_salt("order of names")
                .selected_text(small(self.order.name()))
                .width(118.0)
                .show_ui(ui, |ui| {
                    for order in EntityOrder::ALL {
                        ui.selectable_value(&mut self.order, order, order.name());
                    }
                });
            combo.response.labelled_by(label.id);
            let words = match self.filter.count() {
                0 => "Filters".to_owned(),
                set => format!("Filters {set}"),
            };
            let on = self.filters_open || self.filter.count() > 0;
            let chip = widgets::chip(ui, theme, &words, theme.soft, on);
            if chip.on_hover_text("Filter by country, report, year or section").clicked() {
                self.filters_open ^= true;
            }
        });
    }

    /// In the field that names are typed into, the arrow keys go through the list, and Enter opens
    /// its first name.
    fn list_keys(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        field: egui::Id,
        commands: &mut Commands,
    ) {
        if !ui.memory(|memory| memory.has_focus(field)) {
            return;
        }
        let taken = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let by = taken(Key::ArrowDown).cast_signed() - taken(Key::ArrowUp).cast_signed();
        let enter = taken(Key::Enter) > 0;
        if by == 0 && !enter {
            return;
        }
        let at = self.list.place_of(workspace, self.chosen(workspace));
        let to = match (by, at) {
            (0, None) => 0,
            (0, _) => return,
            (by, at) => super::tables::stepped(at, by, self.list.rows().len()),
        };
        let row = self.list.rows().get(to);
        let id = row.and_then(|((report, local), _)| workspace.merged().id_of(*report, *local));
        commands.extend(id.map(UiCommand::SelectEntity));
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let wanted = Wanted {
            kind: self.kind,
            typed: self.typed.clone(),
            order: self.order,
            filter: self.filter.clone(),
        };
        let chosen = self.chosen(workspace);
        self.list.refresh(workspace, index, (self.merges, wanted), chosen);
        if self.list.rows().is_empty() {
            self.show_none(ui, workspace, index, theme, commands);
            return;
        }
        self.list.show(ui, workspace, index, chosen, theme, commands);
    }

    fn show_none(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let none_here = index.count(self.kind) == 0;
        if none_here && selecting::nothing(ui, workspace, "names of this kind", theme, commands) {
            return;
        }
        let filtered = self.filter.count() > 0;
        let (title, text) = if index.count(self.kind) > 0 && filtered {
            ("No name fits", "No name in this list fits what you typed and all filters.")
        } else if index.count(self.kind) > 0 {
            ("No name fits", "No name in this list is spelt like what you typed.")
        } else if workspace.progress().is_some() {
            ("Nothing yet", "Names appear here as the reports are analysed.")
        } else {
            ("None found", "No name of this kind was found in these reports.")
        };
        let action = filtered.then_some("Take off the filters");
        if (Empty { title, text, action }).show(ui, theme) {
            self.filter = EntityFilter::default();
        }
    }
}

/// N and P step through the mentions, where nothing is typed.
fn step_keys(ui: &Ui, commands: &mut Commands) {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    for (key, action) in [(Key::N, Action::NextMention), (Key::P, Action::PreviousMention)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            commands.push(UiCommand::Run(action));
        }
    }
}
