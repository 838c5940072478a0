//! The chosen figure: its sentence with its neighbours, all its fields, and where it leads.

use super::passage;
use super::select::{Entry, entry};
use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::passage_text::{Excerpt, excerpt};
use crate::app::target::Target;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets::{self, Empty};
use crate::app::words;
use crate::figures::Figure;
use crate::project::Verdict;
use crate::series::{FigureId, SeriesKey};
use crate::workspace::Workspace;
use eframe::egui::{self, Frame, Margin, RichText, ScrollArea, Sense, Ui, vec2};

/// Shows the chosen figure.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    chosen: Option<FigureId>,
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(entry) = chosen.and_then(|id| entry(workspace, id)) else {
        let text = "Choose a figure in the table to see the sentence that tells it.";
        Empty { title: "No figure chosen", text, action: None }.show(ui, theme);
        return;
    };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        head(ui, &entry, theme);
        ui.add_space(space::M);
        sentence(ui, workspace, &entry, theme, commands);
        ui.add_space(space::M);
        ui.horizontal(|ui| {
            if widgets::primary_button(ui, theme, "Open in report").clicked() {
                commands.push(UiCommand::ShowPassage(passage(&entry)));
            }
            if let Some(indicator) = entry.figure.indicator.clone()
                && ui.button("Show chart").clicked()
            {
                let series = series_of(workspace, &indicator, entry.id);
                commands.push(UiCommand::ShowChart { indicator, series });
            }
        });
        ui.add_space(space::XS);
        judgement(ui, &entry, theme, commands);
        ui.add_space(space::L);
        fields(ui, workspace, &entry, theme);
    });
}

/// Buttons to accept or reject the figure; the one that holds stays down.
fn judgement(ui: &mut Ui, entry: &Entry<'_>, theme: &Theme, commands: &mut Commands) {
    ui.horizontal(|ui| {
        for (verdict, action, said, color) in [
            (Verdict::Accepted, Action::AcceptFigure, "Accepted", theme.organization),
            (Verdict::Rejected, Action::RejectFigure, "Rejected", theme.warning),
        ] {
            let holds = entry.verdict == Some(verdict);
            let words = if holds { said } else { action.text() };
            let words = RichText::new(words).color(if holds { color } else { theme.text });
            let keys = action.keys(ui.ctx()).unwrap_or_default();
            let hint = if holds {
                format!("Leave open again ({keys})")
            } else {
                format!("{} ({keys})", action.hint())
            };
            let button = egui::Button::new(words).selected(holds);
            if ui.add(button).on_hover_text(hint).clicked() {
                commands.push(UiCommand::Judge(entry.id, verdict));
            }
        }
        if ui.button(Action::AddNote.text()).clicked() {
            commands.push(UiCommand::AddNote(Target::Figure(entry.id)));
        }
    });
}

/// The series that a figure is a telling of.
fn series_of(workspace: &Workspace, indicator: &str, id: FigureId) -> Option<SeriesKey> {
    let set = workspace.series(indicator);
    let tells = |point: &crate::series::Point| point.attestations.contains(&id);
    set.series.iter().find(|series| series.points.iter().any(tells)).map(|s| s.key.clone())
}

fn head(ui: &mut Ui, entry: &Entry<'_>, theme: &Theme) {
    let value = words::value(entry.figure);
    let value = RichText::new(value).font(theme::strong_font(size::DISPLAY)).color(theme.figure);
    ui.label(value);
    if !entry.figure.measure.is_empty() {
        let measure = RichText::new(&entry.figure.measure);
        ui.label(measure.font(theme::font(size::LARGE)).color(theme.text));
    }
}

fn sentence(
    ui: &mut Ui,
    workspace: &Workspace,
    entry: &Entry<'_>,
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(analysis) = workspace.slot(entry.id.report).and_then(|slot| slot.analysis()) else {
        return;
    };
    let Excerpt { job, words } = excerpt(
        entry.report,
        &analysis.sentences,
        entry.figure.sentence,
        Some(entry.figure.raw),
        theme,
    );
    let card = Frame::NONE
        .fill(theme.page)
        .stroke(egui::Stroke::new(1.0, theme.line))
        .corner_radius(space::RADIUS)
        .inner_margin(Margin::same(12));
    let shown = card.show(ui, |ui| ui.add(egui::Label::new(job).wrap().selectable(false)));
    let response = ui
        .interact(shown.response.rect, ui.scope_id().with("sentence"), Sense::click())
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text("Open in report");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("Open: {words}"))
    });
    widgets::focus_ring(ui, theme, &response, response.rect);
    if response.clicked() {
        commands.push(UiCommand::ShowPassage(passage(entry)));
    }
}

fn fields(ui: &mut Ui, workspace: &Workspace, entry: &Entry<'_>, theme: &Theme) {
    let Entry { figure, report, .. } = *entry;
    let path = report.section_path(figure.raw.start);
    let section: Vec<&str> =
        path.iter().map(|section| section.title.trim_end_matches(':')).collect();
    let rows = [
        ("As written", figure.raw.of(&report.text).to_owned()),
        ("Kind", words::figure_kind(figure.kind).to_owned()),
        ("Indicator", indicator(workspace, figure)),
        ("Period", words::period(&figure.period)),
        ("Source", figure.source.clone().unwrap_or_else(|| "not named".to_owned())),
        ("Place", figure.place.clone().unwrap_or_else(|| "not named".to_owned())),
        ("Report", words::report(report)),
        ("Section", section.join(" › ")),
        ("Page", report.page_name_at(figure.raw.start).unwrap_or_default().into_owned()),
        ("Certainty", certainty(figure.confidence).to_owned()),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        field(ui, theme, name, value);
    }
}

/// A line with a field's name and its value; a long value goes on below itself.
fn field(ui: &mut Ui, theme: &Theme, name: &str, value: &str) {
    const NAME: f32 = 84.0;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAME, 18.0), Sense::hover());
        let font = theme::font(size::SMALL);
        widgets::paint_line(ui, rect.left_center(), NAME, name, font, theme.faint);
        let value = RichText::new(value).font(theme::font(size::BODY)).color(theme.text);
        ui.add(egui::Label::new(value).wrap().selectable(true));
    });
    ui.add_space(space::XS);
}

fn indicator(workspace: &Workspace, figure: &Figure) -> String {
    let Some(slug) = figure.indicator.as_deref() else { return "none".to_owned() };
    workspace.catalogue().get(slug).map_or(slug, |found| found.name.as_str()).to_owned()
}

/// The extraction's confidence in words: a number would look more exact than it is.
fn certainty(confidence: f32) -> &'static str {
    if confidence >= 0.8 {
        "high"
    } else if confidence >= 0.5 {
        "medium: check the sentence"
    } else {
        "low: check the sentence"
    }
}
