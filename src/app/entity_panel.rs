//! People, courts and organizations: a list of each kind, and the chosen one's page.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::entity_decide_row;
use super::entity_index::{EntityIndex, EntityOrder, EntitySummary};
use super::entity_page;
use super::icons::Icon;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::entities::{Entity, EntityKind, ReportIndex};
use crate::workspace::{EntityId, Passage, Workspace};
use eframe::egui::{self, Panel, Rect, Response, ScrollArea, Sense, Ui, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// What the panel remembers.
#[derive(Debug)]
pub struct EntityPanel {
    kind: EntityKind,
    filter: String,
    order: EntityOrder,
    /// The chosen entity, as one of its members, so that it outlives a new merge.
    chosen: Option<(ReportIndex, usize)>,
    /// Its mentions in all reports, and the revision that they were listed at.
    mentions: Arc<Vec<Passage>>,
    /// The forms it is mentioned by, the most frequent first.
    forms: Vec<String>,
    listed_at: Option<(u64, EntityId)>,
    /// Which of its mentions was shown last.
    at: Option<usize>,
    list: Vec<EntityId>,
    list_of: Option<(u64, EntityKind, String, EntityOrder)>,
    merges: u64,
}

impl Default for EntityPanel {
    fn default() -> Self {
        Self {
            kind: EntityKind::Person,
            filter: String::new(),
            order: EntityOrder::default(),
            chosen: None,
            mentions: Arc::default(),
            forms: Vec::new(),
            listed_at: None,
            at: None,
            list: Vec::new(),
            list_of: None,
            merges: 0,
        }
    }
}

/// The kinds in the order of their tabs, each with the name of many.
const KINDS: [(EntityKind, &str); 3] = [
    (EntityKind::Person, "People"),
    (EntityKind::Court, "Courts"),
    (EntityKind::Organization, "Organizations"),
];

impl EntityPanel {
    /// Notes that the reports' entities were merged anew.
    pub fn merged_anew(&mut self) {
        self.merges += 1;
    }

    /// The chosen entity, as of the latest merge.
    pub fn chosen(&self, workspace: &Workspace) -> Option<EntityId> {
        let (report, local) = self.chosen?;
        workspace.merged().id_of(report, local)
    }

    /// Chooses an entity; its kind's list is shown.
    pub fn choose(&mut self, workspace: &Workspace, id: Option<EntityId>) {
        let entity = id.and_then(|id| workspace.merged().get(id));
        self.chosen = entity.and_then(|entity| entity.members.first().copied());
        self.at = None;
        if let Some(entity) = entity {
            self.kind = entity.kind;
        }
    }

    /// The mentions of the chosen entity.
    pub fn mentions(&mut self, workspace: &Workspace) -> Arc<Vec<Passage>> {
        let Some(id) = self.chosen(workspace) else { return Arc::default() };
        let now = Some((self.merges, id));
        if self.listed_at != now {
            self.listed_at = now;
            let entity = workspace.merged().get(id);
            self.mentions =
                Arc::new(entity.map(|entity| workspace.mentions(entity)).unwrap_or_default());
            self.forms = forms(workspace, &self.mentions);
        }
        Arc::clone(&self.mentions)
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
        mentions.get(to).copied()
    }

    /// Notes that a passage was shown, so that stepping goes on from it.
    pub fn stand_at(&mut self, workspace: &Workspace, passage: Passage) {
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
            self.show_chosen(ui, workspace, index, id, theme, commands);
        }
        let frame = widgets::panel_frame(theme);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            self.show_kinds(ui, index, theme);
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
        let height = ui.available_height();
        Panel::bottom("entity page")
            .resizable(true)
            .default_size(380.0)
            .size_range(160.0..=(height - 140.0).max(180.0))
            .frame(widgets::panel_frame(theme).fill(theme.raised))
            .show(ui, |ui| {
                let page = entity_page::EntityPage {
                    id,
                    entity,
                    summary,
                    forms: &self.forms,
                    mentions: &mentions,
                    at: self.at,
                    years: index.years(),
                };
                page.show(ui, workspace, theme, commands);
            });
    }

    fn show_kinds(&mut self, ui: &mut Ui, index: &EntityIndex, theme: &Theme) {
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
        widgets::filter_field(ui, theme, id, &mut self.filter, "Filter names", "Filter names");
        ui.horizontal(|ui| {
            let words = egui::RichText::new("Sort by").font(theme::font(size::SMALL));
            let label = ui.label(words.color(theme.faint));
            let combo = egui::ComboBox::from_id_salt("order of names")
                .selected_text(
                    egui::RichText::new(self.order.name()).font(theme::font(size::SMALL)),
                )
                .width(130.0)
                .show_ui(ui, |ui| {
                    for order in EntityOrder::ALL {
                        ui.selectable_value(&mut self.order, order, order.name());
                    }
                });
            combo.response.labelled_by(label.id);
        });
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        index: &EntityIndex,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let now = Some((self.merges, self.kind, self.filter.clone(), self.order));
        if self.list_of != now {
            self.list = index.list(self.kind, &self.filter, self.order);
            self.list_of = now;
        }
        if self.list.is_empty() {
            let (title, text) = self.why_empty(workspace, index);
            Empty { title, text, action: None }.show(ui, theme);
            return;
        }
        let chosen = self.chosen(workspace);
        ScrollArea::vertical().id_salt("names").auto_shrink(false).show_rows(
            ui,
            ROW,
            self.list.len(),
            |ui, range| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for id in self.list.get(range).unwrap_or_default() {
                    let (Some(entity), Some(summary)) =
                        (workspace.merged().get(*id), index.get(*id))
                    else {
                        continue;
                    };
                    let on = chosen == Some(*id);
                    let row = entity_row(ui, theme, entity, summary, index.years(), on);
                    entity_decide_row::attach_menu(&row, workspace, *id, theme, commands);
                    if row.clicked() {
                        commands.push(UiCommand::SelectEntity(*id));
                    }
                }
            },
        );
    }

    fn why_empty(
        &self,
        workspace: &Workspace,
        index: &EntityIndex,
    ) -> (&'static str, &'static str) {
        if index.count(self.kind) > 0 {
            ("No name fits", "No name in this list holds what you typed.")
        } else if workspace.progress().is_some() {
            ("Nothing yet", "Names appear here as the reports are analysed.")
        } else {
            ("None found", "No name of this kind was found in these reports.")
        }
    }
}

/// The different words of some mentions, the most frequent first.
fn forms(workspace: &Workspace, mentions: &[Passage]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for mention in mentions {
        if let Some(report) = workspace.report(mention.report) {
            *counts.entry(mention.span.of(&report.text)).or_default() += 1;
        }
    }
    let mut forms: Vec<(&str, usize)> = counts.into_iter().collect();
    forms.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    forms.into_iter().map(|(form, _)| form.to_owned()).collect()
}

/// Height of a name's row.
const ROW: f32 = 44.0;

fn entity_row(
    ui: &mut Ui,
    theme: &Theme,
    entity: &Entity,
    summary: &EntitySummary,
    years: Option<(i16, i16)>,
    chosen: bool,
) -> Response {
    let row = widgets::list_row(ui, theme, ROW, chosen, &entity.name);
    let rect = row.rect;
    let (upper, lower) = (rect.top() + 14.0, rect.top() + 31.0);
    let right = rect.right() - space::S;
    let count = words::count(summary.mentions);
    let font = theme::font(size::BODY);
    widgets::paint_line_right(ui, pos2(right, upper), &count, font, theme.soft);
    let bars = Rect::from_min_max(
        pos2(right - 36.0 - BARS, rect.top() + 6.0),
        pos2(right - 36.0, rect.top() + 21.0),
    );
    paint_years(ui, bars, summary, years, theme);
    let left = rect.left() + space::S;
    let width = bars.left() - left - space::S;
    let font = theme::strong_font(size::BODY);
    let color = theme.kind(entity.kind);
    widgets::paint_line(ui, pos2(left, upper), width, &entity.name, font, color);
    let role = entity.role.clone().unwrap_or_else(|| words::counted(summary.reports, "report"));
    let at = pos2(left, lower);
    let width = right - left;
    widgets::paint_line(ui, at, width, &role, theme::font(size::SMALL), theme.faint);
    let hover = match &entity.role {
        Some(role) => format!("{}\n{role}", entity.name),
        None => entity.name.clone(),
    };
    row.on_hover_text(hover)
}

/// Width of the small bars of mentions by year.
const BARS: f32 = 48.0;

/// Small bars of mentions by year; all entities share one axis of years.
pub fn paint_years(
    ui: &Ui,
    rect: Rect,
    summary: &EntitySummary,
    years: Option<(i16, i16)>,
    theme: &Theme,
) {
    let Some((first, last)) = years else { return };
    let most = summary.by_year.values().copied().max().unwrap_or(1).max(1);
    let slots = f32::from((last - first).max(0) + 1);
    let step = rect.width() / slots;
    let width = (step - 1.0).clamp(3.0, 8.0);
    for (year, count) in &summary.by_year {
        let x = rect.left() + f32::from(year - first) * step + (step - width) / 2.0;
        let height = (rect.height() * *count as f32 / most as f32).max(2.0);
        let bar =
            Rect::from_min_max(pos2(x, rect.bottom() - height), pos2(x + width, rect.bottom()));
        ui.painter().rect_filled(bar, 0.5, theme.faint);
    }
    let base = egui::Stroke::new(1.0, theme.line);
    ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, base);
}

/// The bars with a hover text that tells the years.
pub fn years_with_words(
    ui: &mut Ui,
    summary: &EntitySummary,
    years: Option<(i16, i16)>,
    theme: &Theme,
) {
    if summary.by_year.is_empty() {
        return;
    }
    let size = vec2(ui.available_width().min(220.0), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_years(ui, rect, summary, years, theme);
    let lines: Vec<String> = summary
        .by_year
        .iter()
        .map(|(year, count)| format!("{year}: {}", words::counted(*count, "mention")))
        .collect();
    response.on_hover_text(lines.join("\n"));
}

/// The buttons that step through an entity's mentions, from the right.
pub fn step_buttons(ui: &mut Ui, theme: &Theme, commands: &mut Commands) {
    for (icon, action) in
        [(Icon::Forward, Action::NextMention), (Icon::Back, Action::PreviousMention)]
    {
        if widgets::icon_button(ui, theme, icon, action.text()).clicked() {
            commands.push(UiCommand::Run(action));
        }
    }
}
