//! The page of one entity: its names, roles, case history, who appears with it, and its mentions in
//! context.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::cuts::Cuts;
use super::entity_decide_row;
use super::entity_lines::{Line, Lines, Part};
use super::icons::Icon;
use super::theme::{self, Theme, size, space};
use super::{entity_rows, entity_words, entity_years, widgets, words};
use crate::entities::Entity;
use crate::workspace::{Dossier, EntityId, EntitySummary, Passage, Workspace};
use eframe::egui::{
    self, Align, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, style::ScrollAnimation,
    vec2,
};

/// What the page shows.
pub struct EntityPage<'a> {
    /// Which one it is.
    pub id: EntityId,
    /// The entity.
    pub entity: Entity<'a>,
    /// Its counts.
    pub summary: EntitySummary<'a>,
    /// How many reports on each country name it, the most first.
    pub countries: &'a [(String, usize)],
    /// The forms that it is mentioned by, the most frequent first.
    pub forms: &'a [String],
    /// All its mentions.
    pub mentions: &'a [Passage],
    /// The words around them.
    pub cuts: &'a Cuts,
    /// The mention that was shown last.
    pub at: Option<usize>,
    /// The passage that was shown last.
    pub shown: Option<Passage>,
    /// The years that all bars share.
    pub years: Option<(i16, i16)>,
    /// The lines below the head.
    pub lines: &'a Lines,
    /// What is known of it, once that is put together.
    pub dossier: Option<&'a Dossier>,
    /// The line to bring into view.
    pub reveal: Option<usize>,
}

/// What the user asks of the page itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To list everybody that appears with it.
    AllCompanions,
    /// To see this line.
    Line(usize),
}

/// How many other forms of the name are listed.
const FORMS: usize = 6;

impl EntityPage<'_> {
    /// Shows the page; returns what is asked of it.
    pub fn show(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) -> Option<Asked> {
        ui.spacing_mut().item_spacing.y = 2.0;
        self.show_head(ui, workspace, theme, commands);
        entity_decide_row::decided(ui, workspace, self.id, theme, commands);
        self.show_counts(ui, workspace, theme, commands);
        let mut asked = self.show_parts(ui, theme);
        ui.add_space(space::XS);
        let id = ("entity page", self.entity.members.first().map(|(report, at)| (report.0, *at)));
        ScrollArea::vertical().id_salt(id).auto_shrink(false).show_viewport(ui, |ui, view| {
            let heights = &self.lines.heights;
            ui.set_height(heights.total());
            let corner = ui.max_rect().left_top();
            let width = ui.available_width();
            let place = |at: usize, height: f32| {
                Rect::from_min_size(corner + vec2(0.0, heights.top(at)), vec2(width, height))
            };
            for at in heights.within(view.top(), view.bottom()) {
                let Some(line) = self.lines.all.get(at) else { continue };
                let rect = place(at, line.height());
                let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(at));
                inner.spacing_mut().item_spacing.y = 0.0;
                asked = asked.or(self.show_line(&mut inner, workspace, line, theme, commands));
            }
            if let Some((at, line)) = self.reveal.and_then(|at| Some((at, self.lines.all.get(at)?)))
            {
                let head = matches!(line, Line::Head(..));
                let align = head.then_some(Align::Min);
                let none = ScrollAnimation::none();
                ui.scroll_to_rect_animation(place(at, line.height()), align, none);
            }
        });
        asked
    }

    /// The row at the page's top: what kind of name it is, and from the right what can be done with
    /// it.
    fn decisions_row(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let kind = words::kind(self.entity.kind).to_uppercase();
        ui.horizontal(|ui| {
            let words = RichText::new(kind).font(theme::strong_font(size::SMALL));
            ui.label(words.color(theme.faint));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = widgets::icon_button(ui, theme, Icon::Close, "Close this page");
                if close.clicked() {
                    commands.push(UiCommand::DeselectEntity);
                }
                entity_decide_row::buttons(ui, workspace, self.id, theme, commands);
            });
        });
    }

    fn show_head(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        self.decisions_row(ui, workspace, theme, commands);
        let name = RichText::new(self.entity.name).font(theme::reading_bold_font(18.0));
        let label = egui::Label::new(name.color(theme.kind(self.entity.kind))).truncate();
        ui.add(label).on_hover_text(self.entity.name);
        let small = |ui: &mut Ui, words: &str, color| {
            let words = RichText::new(words).font(theme::font(size::SMALL)).color(color);
            ui.add(egui::Label::new(words).truncate())
        };
        if let Some(facts) = entity_words::facts(self.entity) {
            small(ui, &facts, theme.text);
        }
        if let Some(role) = self.entity.role {
            small(ui, role, theme.text).on_hover_text(role);
        }
        let other = |form: &&String| **form != self.entity.name;
        let forms: Vec<&str> =
            self.forms.iter().filter(other).take(FORMS).map(String::as_str).collect();
        if !forms.is_empty() {
            let all = self.forms.join("\n");
            small(ui, &format!("Also: {}", forms.join(", ")), theme.faint).on_hover_text(all);
        }
        if self.countries.len() > 1 {
            let named: Vec<String> =
                self.countries.iter().map(|(name, count)| format!("{name} {count}")).collect();
            let words = format!("Reports on {} countries: {}", named.len(), named.join(", "));
            small(ui, &words, theme.faint).on_hover_text(named.join("\n"));
        }
        entity_years::years_with_words(ui, &self.summary, self.years, theme);
    }

    /// In how many reports it stands, chosen or not.
    fn entity_reports(&self, workspace: &Workspace) -> usize {
        workspace.merged().summary(self.id).map_or(0, |summary| summary.reports)
    }

    fn show_counts(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let row = vec2(ui.available_width(), space::ROW);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            let mentions = words::counted(self.summary.mentions, "mention");
            let all = self.entity_reports(workspace);
            let reports = match words::counted(self.summary.reports, "report") {
                chosen if all == self.summary.reports => chosen,
                _ => format!(
                    "{} of {}",
                    words::count(self.summary.reports),
                    words::counted(all, "report")
                ),
            };
            let words = match self.at {
                Some(at) => format!("{} of {mentions} in {reports}", words::count(at + 1)),
                None => format!("{mentions} in {reports}"),
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                step_buttons(ui, theme, commands);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(words).font(theme::font(size::SMALL));
                    ui.add(egui::Label::new(words.color(theme.faint)).truncate());
                });
            });
        });
    }

    /// The parts of the page, to go to; nothing where there are only mentions.
    fn show_parts(&self, ui: &mut Ui, theme: &Theme) -> Option<Asked> {
        if self.lines.parts.len() < 2 {
            return None;
        }
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            for (part, count, line) in self.lines.parts.iter().filter(|part| part.1 > 0) {
                let text = format!("{} {}", part.short(), words::count(*count));
                let chip = widgets::chip(ui, theme, &text, theme.soft, false);
                if chip.on_hover_text(format!("Go to: {}", part.name())).clicked() {
                    asked = Some(Asked::Line(*line));
                }
            }
        });
        asked
    }

    fn show_line(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        line: &Line,
        theme: &Theme,
        commands: &mut Commands,
    ) -> Option<Asked> {
        match line {
            Line::Head(part, count) => show_part(ui, *part, *count, theme),
            Line::Say(words) => {
                let words = RichText::new(*words).font(theme::font(size::SMALL));
                ui.add(egui::Label::new(words.color(theme.faint)).truncate());
            }
            Line::Role(role) => {
                if entity_rows::role(ui, theme, role, self.shown == Some(role.place)) {
                    commands.push(UiCommand::ShowPassage(role.place));
                }
            }
            Line::Event(event) => entity_rows::event(ui, theme, event),
            Line::Apart(apart) => entity_rows::apart(ui, theme, apart),
            Line::Telling(telling) => {
                if entity_rows::telling(ui, theme, telling, self.shown == Some(telling.place)) {
                    commands.push(UiCommand::ShowPassage(telling.place));
                }
            }
            Line::Companion(at) => {
                if let Some(companion) =
                    self.dossier.and_then(|dossier| dossier.companions.get(*at))
                {
                    entity_rows::companion(ui, workspace, companion, self.shown, theme, commands);
                }
            }
            Line::More(count) => {
                if entity_rows::more(ui, theme, *count) {
                    return Some(Asked::AllCompanions);
                }
            }
            Line::Report(report, count) => {
                entity_rows::report(ui, workspace, *report, *count, theme);
            }
            Line::Mention(at) => {
                let passage = self.mentions.get(*at).copied()?;
                let (chosen, kind) = (self.at == Some(*at), self.entity.kind);
                let cut = self.cuts.passage(workspace, passage);
                if entity_rows::mention(ui, cut.as_deref(), kind, chosen, theme) {
                    commands.push(UiCommand::ShowPassage(passage));
                }
            }
        }
        None
    }
}

/// The buttons that step through an entity's mentions, from the right.
fn step_buttons(ui: &mut Ui, theme: &Theme, commands: &mut Commands) {
    for (icon, action, letter) in
        [(Icon::Forward, Action::NextMention, "N"), (Icon::Back, Action::PreviousMention, "P")]
    {
        let name = match action.keys(ui.ctx()) {
            Some(keys) => format!("{} ({keys} or {letter})", action.text()),
            None => action.text().to_owned(),
        };
        if widgets::icon_button(ui, theme, icon, &name).clicked() {
            commands.push(UiCommand::Run(action));
        }
    }
}

/// The head of a part, with a line above it.
fn show_part(ui: &mut Ui, part: Part, count: usize, theme: &Theme) {
    let rect = ui.max_rect();
    let stroke = egui::Stroke::new(1.0, theme.line);
    ui.painter().hline(rect.x_range(), rect.top() + 8.0, stroke);
    let y = rect.bottom() - 12.0;
    let font = theme::strong_font(size::SMALL);
    let name = part.name().to_uppercase();
    widgets::paint_line(ui, pos2(rect.left(), y), rect.width(), &name, font, theme.faint);
    let right = pos2(rect.right() - space::S, y);
    let count = words::count(count);
    widgets::paint_line_right(ui, right, &count, theme::font(size::SMALL), theme.faint);
}
