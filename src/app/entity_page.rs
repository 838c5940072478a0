//! The page of one entity: its names, roles, where it stands, and its mentions in context.

use super::command::{Commands, UiCommand};
use super::entity_decide_row;
use super::entity_index::EntitySummary;
use super::entity_panel;
use super::icons::Icon;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::entities::{Entity, ReportIndex};
use crate::library::search::snippet;
use crate::workspace::{EntityId, Passage, Workspace};
use eframe::egui::{
    self, Align, FontId, Layout, Rect, RichText, ScrollArea, TextFormat, Ui, pos2, text::LayoutJob,
    vec2,
};

/// What the page shows.
pub struct EntityPage<'a> {
    /// Which one it is.
    pub id: EntityId,
    /// The entity.
    pub entity: &'a Entity,
    /// Its counts.
    pub summary: &'a EntitySummary,
    /// The forms that it is mentioned by, the most frequent first.
    pub forms: &'a [String],
    /// All its mentions.
    pub mentions: &'a [Passage],
    /// The mention that was shown last.
    pub at: Option<usize>,
    /// The years that all bars share.
    pub years: Option<(i16, i16)>,
}

/// A line of the list: the head of a report's mentions, or a mention.
enum Row {
    Report(ReportIndex, usize),
    Mention(usize),
}

/// How many bytes of context a mention is shown with on each side.
const AROUND: usize = 36;

/// How many other forms of the name are listed.
const FORMS: usize = 6;

/// Heights of the list's lines.
const ROW: f32 = 40.0;

impl EntityPage<'_> {
    /// Shows the page.
    pub fn show(&self, ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
        self.show_head(ui, theme, commands);
        entity_decide_row::show(ui, workspace, self.id, theme, commands);
        let rows = self.rows();
        ScrollArea::vertical().id_salt("mentions").auto_shrink(false).show_rows(
            ui,
            ROW,
            rows.len() + 1,
            |ui, range| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for at in range {
                    // The facts about the entity are the list's first line, so that they scroll
                    // with it where there is little room.
                    match at.checked_sub(1).and_then(|at| rows.get(at)) {
                        None => self.show_counts(ui, theme, commands),
                        Some(Row::Report(report, count)) => {
                            show_report(ui, workspace, *report, *count, theme);
                        }
                        Some(Row::Mention(at)) => {
                            self.show_mention(ui, workspace, *at, theme, commands);
                        }
                    }
                }
            },
        );
    }

    /// The row at the page's top: what kind of name it is, and from the right what can be done with
    /// it.
    fn decisions_row(&self, ui: &mut Ui, theme: &Theme, commands: &mut Commands) {
        let kind = words::kind(self.entity.kind).to_uppercase();
        ui.horizontal(|ui| {
            let words = RichText::new(kind).font(theme::strong_font(size::SMALL));
            ui.label(words.color(theme.faint));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = widgets::icon_button(ui, theme, Icon::Close, "Close this page");
                if close.clicked() {
                    commands.push(UiCommand::DeselectEntity);
                }
            });
        });
    }

    fn show_head(&self, ui: &mut Ui, theme: &Theme, commands: &mut Commands) {
        self.decisions_row(ui, theme, commands);
        let name = RichText::new(&self.entity.name).font(theme::reading_bold_font(18.0));
        ui.add(egui::Label::new(name.color(theme.kind(self.entity.kind))).wrap());
        if let Some(role) = &self.entity.role {
            let words = RichText::new(role).font(theme::font(size::BODY)).color(theme.text);
            ui.add(egui::Label::new(words).wrap());
        }
        let other = |form: &&String| **form != self.entity.name;
        let forms: Vec<&str> =
            self.forms.iter().filter(other).take(FORMS).map(String::as_str).collect();
        if !forms.is_empty() {
            let words = format!("Also: {}", forms.join(", "));
            let words = RichText::new(words).font(theme::font(size::SMALL)).color(theme.faint);
            let all = self.forms.join("\n");
            ui.add(egui::Label::new(words).truncate()).on_hover_text(all);
        }
        ui.add_space(space::XS);
        entity_panel::years_with_words(ui, self.summary, self.years, theme);
    }

    fn show_counts(&self, ui: &mut Ui, theme: &Theme, commands: &mut Commands) {
        let row = vec2(ui.available_width(), ROW);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            let mentions = words::counted(self.summary.mentions, "mention");
            let reports = words::counted(self.summary.reports, "report");
            let words = match self.at {
                Some(at) => format!("{} of {mentions} in {reports}", words::count(at + 1)),
                None => format!("{mentions} in {reports}"),
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                entity_panel::step_buttons(ui, theme, commands);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(words).font(theme::font(size::SMALL));
                    ui.add(egui::Label::new(words.color(theme.faint)).truncate());
                });
            });
        });
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.mentions.len() + self.summary.reports);
        let mut head = None;
        for (at, mention) in self.mentions.iter().enumerate() {
            if head != Some(mention.report) {
                head = Some(mention.report);
                let count =
                    self.mentions.iter().skip(at).take_while(|m| m.report == mention.report);
                rows.push(Row::Report(mention.report, count.count()));
            }
            rows.push(Row::Mention(at));
        }
        rows
    }

    fn show_mention(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        at: usize,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some(passage) = self.mentions.get(at).copied() else { return };
        let Some(report) = workspace.report(passage.report) else { return };
        let cut = snippet(report, passage.span, AROUND);
        let row = widgets::list_row(ui, theme, ROW, self.at == Some(at), &cut.text);
        let rect = row.rect.shrink2(vec2(space::S, 2.0));
        let plain = TextFormat::simple(theme::reading_font(size::SMALL + 0.5), theme.soft);
        let color = theme.kind(self.entity.kind);
        let strong = TextFormat::simple(theme::reading_bold_font(size::SMALL + 0.5), color);
        let mut job = LayoutJob::default();
        for (part, format) in [
            (cut.text.get(..cut.hit.start), &plain),
            (cut.text.get(cut.hit.clone()), &strong),
            (cut.text.get(cut.hit.end..), &plain),
        ] {
            job.append(part.unwrap_or(""), 0.0, format.clone());
        }
        job.wrap.max_width = rect.width();
        job.wrap.max_rows = 2;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().with_clip_rect(row.rect).galley(pos2(rect.left(), top), galley, theme.soft);
        if row.clicked() {
            commands.push(UiCommand::ShowPassage(passage));
        }
    }
}

fn show_report(
    ui: &mut Ui,
    workspace: &Workspace,
    index: ReportIndex,
    count: usize,
    theme: &Theme,
) {
    let Some(slot) = workspace.slot(index) else { return };
    let file = slot.file.name.file_name();
    let name = slot.report().map_or_else(|| file.to_owned(), words::report);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let line = |rect: Rect| rect.bottom() - 12.0;
    let small: FontId = theme::strong_font(size::SMALL);
    let right = pos2(rect.right() - space::S, line(rect));
    let count = words::count(count);
    let used = widgets::paint_line_right(ui, right, &count, theme::font(size::SMALL), theme.faint);
    let width = rect.width() - used - 2.0 * space::S;
    widgets::paint_line(ui, pos2(rect.left(), line(rect)), width, &name, small, theme.soft);
}
