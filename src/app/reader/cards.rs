//! The small cards that tell what a marked name or figure is.

use super::marks::{self, Meaning};
use crate::app::command::{Commands, UiCommand};
use crate::app::entity_index::EntityIndex;
use crate::app::entity_words;
use crate::app::theme::{self, Theme, size, space};
use crate::app::words;
use crate::entities::ReportIndex;
use crate::figures::{Figure, FigureKind};
use crate::project::Verdict;
use crate::series::FigureId;
use crate::workspace::{EntityId, Workspace};
use eframe::egui::{Color32, RichText, Ui};

/// The card of a mark in a report.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    index: &EntityIndex,
    report: ReportIndex,
    meaning: Meaning,
    theme: &Theme,
) {
    ui.set_max_width(320.0);
    match meaning {
        Meaning::Entity(local, _) => entity(ui, workspace, index, report, local, theme),
        Meaning::Figure(figure) => {
            let id = FigureId { report, figure };
            if let Some(figure) = workspace.figure(id) {
                self::figure(ui, workspace, id, figure, theme);
            }
        }
    }
}

/// A figure's card with ways to the table and the chart.
pub fn figure_with_ways(
    ui: &mut Ui,
    workspace: &Workspace,
    id: FigureId,
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(figure) = workspace.figure(id) else { return };
    ui.set_max_width(320.0);
    self::figure(ui, workspace, id, figure, theme);
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if workspace.repeated_from(id).is_some()
            && ui.button(words::HOLDS_ANEW).on_hover_text(words::HOLDS_ANEW_HINT).clicked()
        {
            commands.push(UiCommand::Judge(id, Verdict::Accepted));
            ui.close();
        }
        if ui.button("Show in figures").clicked() {
            commands.push(UiCommand::ShowFigure(id));
            ui.close();
        }
        if let Some(indicator) = &figure.indicator
            && ui.button("Show chart").clicked()
        {
            commands.push(UiCommand::ShowChart { indicator: indicator.clone(), series: None });
            ui.close();
        }
    });
}

fn line(ui: &mut Ui, words: impl Into<String>, color: Color32) {
    ui.label(RichText::new(words).font(theme::font(size::BODY)).color(color));
}

fn entity(
    ui: &mut Ui,
    workspace: &Workspace,
    index: &EntityIndex,
    report: ReportIndex,
    local: usize,
    theme: &Theme,
) {
    let Some(own) = workspace.report_entity(report, local) else { return };
    let id = workspace.merged().id_of(report, local);
    let merged = id.and_then(|id| workspace.merged().get(id));
    let name = merged.map_or(own.name.as_str(), |entity| entity.name);
    let kind_now = merged.map_or(own.kind, |entity| entity.kind);
    let color = marks::color(Meaning::Entity(local, kind_now), theme);
    ui.label(RichText::new(name).font(theme::strong_font(size::BODY)).color(color));
    let facts = merged.and_then(entity_words::facts);
    let kind = facts.unwrap_or_else(|| words::kind(kind_now).to_owned());
    let role = own.role.as_deref().or_else(|| merged.and_then(|entity| entity.role));
    line(ui, role.map_or_else(|| kind.clone(), |role| format!("{kind} · {role}")), theme.text);
    if let Some(event) = id.and_then(|id| last_event(workspace, index, id)) {
        line(ui, format!("Last told: {event}"), theme.text);
    }
    if let Some(summary) = id.and_then(|id| index.get(id)) {
        let mentions = words::counted(summary.mentions, "mention");
        let reports = words::counted(summary.reports, "report");
        line(ui, format!("{mentions} in {reports}"), theme.faint);
    }
}

/// The latest dated event of a person, in a line.
fn last_event(workspace: &Workspace, index: &EntityIndex, id: EntityId) -> Option<String> {
    let telling = index.get(id)?.last_event?;
    let slot = workspace.slot(telling.report)?;
    let event = slot.analysis()?.events.get(telling.event)?;
    Some(entity_words::event(slot.report()?, event))
}

fn figure(ui: &mut Ui, workspace: &Workspace, id: FigureId, figure: &Figure, theme: &Theme) {
    let value = words::value(figure);
    ui.label(RichText::new(value).font(theme::strong_font(size::LARGE)).color(theme.figure));
    if !figure.measure.is_empty() {
        line(ui, figure.measure.as_str(), theme.text);
    }
    if let Some(year) = workspace.repeated_from(id) {
        line(ui, format!("{}: charts leave it out", words::repeated(year)), theme.warning);
    }
    ui.add_space(space::XS);
    let indicator = figure.indicator.as_deref().map(|slug| {
        workspace.catalogue().get(slug).map_or(slug, |indicator| indicator.name.as_str())
    });
    let kind = match figure.kind {
        FigureKind::Statistic => None,
        FigureKind::Incident => Some("A number within one told event"),
        FigureKind::Norm => Some("A limit or size set by law"),
    };
    let facts = [
        ("Indicator", indicator.map(str::to_owned)),
        ("Period", Some(words::period(&figure.period))),
        ("Source", figure.source.clone()),
        ("Place", figure.place.clone()),
        ("Kind", kind.map(str::to_owned)),
    ];
    for (name, fact) in facts {
        let Some(fact) = fact else { continue };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.allocate_ui(eframe::egui::vec2(64.0, 18.0), |ui| {
                ui.set_min_width(64.0);
                line(ui, name, theme.faint);
            });
            ui.vertical(|ui| line(ui, fact, theme.text));
        });
    }
}
