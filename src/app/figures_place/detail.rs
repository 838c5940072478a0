//! The chosen figure: its sentence with its neighbours, all its fields, and where it leads.

use super::column::certainty;
use super::flags::{self, MOVED};
use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::figure_changes::{as_read, edit_of};
use crate::app::figure_fields::{self, FieldList};
use crate::app::passage_text::{Excerpt, excerpt};
use crate::app::target::Target;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets::{self, Empty};
use crate::app::words;
use crate::figures::{Figure, Review};
use crate::project::{Command, Verdict};
use crate::report::Report;
use crate::series::{FigureId, SeriesKey};
use crate::workspace::{Passage, Workspace};
use eframe::egui::{self, Frame, Label, Margin, RichText, ScrollArea, Sense, Ui};

/// The chosen figure with its report, which is loaded for it.
struct Chosen<'a> {
    id: FigureId,
    figure: &'a Figure,
    report: &'a Report,
}

impl<'a> Chosen<'a> {
    fn of(workspace: &'a Workspace, id: FigureId) -> Option<Self> {
        let (figure, report) = (workspace.figure(id)?, workspace.report(id.report)?);
        Some(Self { id, figure, report })
    }

    /// The sentence of the figure, to be led to.
    fn passage(&self) -> Passage {
        Passage { report: self.id.report, span: self.figure.sentence }
    }
}

/// Shows the chosen figure. `bodies` are those that its report names, offered as its source.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    chosen: Option<FigureId>,
    list: &mut FieldList,
    bodies: &[String],
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(id) = chosen else {
        let text = "Choose a figure in the table to see the sentence that tells it.";
        Empty { title: "No figure chosen", text, action: None }.show(ui, theme);
        return;
    };
    let Some(entry) = Chosen::of(workspace, id) else {
        let text = "Its report is being read again.";
        Empty { title: "One moment …", text, action: None }.show(ui, theme);
        return;
    };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        head(ui, &entry, theme);
        ui.add_space(space::S);
        flagged(ui, workspace, &entry, theme, commands);
        sentence(ui, workspace, &entry, theme, commands);
        ui.add_space(space::S);
        judgement(ui, &entry, theme, commands);
        ui.add_space(space::XS);
        ways(ui, workspace, &entry, theme, commands);
        ui.add_space(space::M);
        let edit = edit_of(workspace, entry.id);
        let shown = figure_fields::Shown {
            figure: entry.figure,
            read: as_read(workspace, entry.id),
            edit: &edit,
            catalogue: workspace.catalogue(),
            bodies,
        };
        if let Some(edit) = list.show(ui, theme, &shown) {
            commands.push(UiCommand::EditFigure(entry.id, Box::new(edit)));
        }
        ui.add_space(space::XS);
        ui.separator();
        ui.add_space(space::XS);
        told(ui, &entry, theme);
    });
}

/// Where the figure leads.
fn ways(
    ui: &mut Ui,
    workspace: &Workspace,
    entry: &Chosen<'_>,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.horizontal_wrapped(|ui| {
        if widgets::primary_button(ui, theme, "Open in report").clicked() {
            commands.push(UiCommand::ShowPassage(entry.passage()));
        }
        if let Some(indicator) = entry.figure.indicator.clone()
            && ui.button("Show chart").clicked()
        {
            let series = series_of(workspace, &indicator, entry.id);
            commands.push(UiCommand::ShowChart { indicator, series });
        }
        if entry.figure.indicator.is_none() && ui.button("Make an indicator").clicked() {
            commands.push(UiCommand::IndicatorOf(vec![entry.id]));
        }
    });
}

/// What asks to be looked at again, and what can be said to it.
fn flagged(
    ui: &mut Ui,
    workspace: &Workspace,
    entry: &Chosen<'_>,
    theme: &Theme,
    commands: &mut Commands,
) {
    for flag in flags::flags(workspace, entry.id) {
        let text = RichText::new(flag.as_ref()).font(theme::font(size::SMALL)).color(theme.warning);
        ui.add(Label::new(text).wrap());
        if let Some(decision) = workspace.figure_decision(entry.id).filter(|_| flag == MOVED) {
            ui.horizontal(|ui| {
                if ui.button("Still right").clicked() {
                    let at = Passage { report: entry.id.report, span: entry.figure.raw };
                    commands.push(UiCommand::Reattach(decision.id, at));
                }
                if ui.button("Take back what I decided").clicked() {
                    let remove = Command::Remove(decision.id);
                    commands.push(UiCommand::Decide(Box::new(remove)));
                }
            });
        }
        ui.add_space(space::S);
    }
    repeated(ui, workspace, entry, theme, commands);
    for caution in flags::cautions(workspace, entry.id) {
        let text = RichText::new(caution).font(theme::font(size::SMALL)).color(theme.soft);
        ui.add(Label::new(text).wrap());
        ui.add_space(space::S);
    }
}

/// That the figure's sentence is taken over from an earlier report, and how to let it count all the
/// same.
fn repeated(
    ui: &mut Ui,
    workspace: &Workspace,
    entry: &Chosen<'_>,
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(year) = workspace.repeated_from(entry.id) else { return };
    let text =
        format!("{}, word for word or nearly so: charts leave it out.", words::repeated(year));
    let text = RichText::new(text).font(theme::font(size::SMALL)).color(theme.warning);
    ui.add(Label::new(text).wrap());
    if ui.button(words::HOLDS_ANEW).on_hover_text(words::HOLDS_ANEW_HINT).clicked() {
        commands.push(UiCommand::Judge(entry.id, Verdict::Accepted));
    }
    ui.add_space(space::S);
}

/// Buttons to accept or reject the figure; the one that holds stays down. One that the user added
/// can be removed.
fn judgement(ui: &mut Ui, entry: &Chosen<'_>, theme: &Theme, commands: &mut Commands) {
    let review = entry.figure.review;
    ui.horizontal_wrapped(|ui| {
        if review == Review::Added {
            ui.label(RichText::new("Added by you").color(theme.person));
            let remove = Action::RemoveFigure;
            let button = ui.button(remove.text()).on_hover_text(remove.tooltip(ui.ctx()));
            if button.clicked() {
                commands.push(UiCommand::RemoveFigure(entry.id));
            }
            return;
        }
        let accept = (Verdict::Accepted, Review::Accepted, Action::AcceptFigure, "Accept");
        let reject = (Verdict::Rejected, Review::Rejected, Action::RejectFigure, "Reject");
        for ((verdict, holding, action, verb), color) in
            [(accept, theme.organization), (reject, theme.warning)]
        {
            let holds = review == holding;
            let words = if holds { words::review(holding) } else { verb };
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
        let edit = Action::EditFigure;
        if ui.button("Edit").on_hover_text(edit.tooltip(ui.ctx())).clicked() {
            commands.push(UiCommand::Run(edit));
        }
        let note = Action::AddNote;
        if ui.button("Note").on_hover_text(note.tooltip(ui.ctx())).clicked() {
            commands.push(UiCommand::AddNote(Target::Figure(entry.id)));
        }
    });
}

/// The series that a figure is a telling of.
fn series_of(workspace: &Workspace, indicator: &str, id: FigureId) -> Option<SeriesKey> {
    let set = workspace.series_beside(indicator, id.report);
    let tells = |point: &crate::series::Point| point.attestations.contains(&id);
    set.series.iter().find(|series| series.points.iter().any(tells)).map(|s| s.key.clone())
}

fn head(ui: &mut Ui, entry: &Chosen<'_>, theme: &Theme) {
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
    entry: &Chosen<'_>,
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
    let shown = card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(job).wrap().selectable(false));
    });
    let response = ui
        .interact(shown.response.rect, ui.scope_id().with("sentence"), Sense::click())
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text("Open in report");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("Open: {words}"))
    });
    widgets::focus_ring(ui, theme, &response, response.rect);
    if response.clicked() {
        commands.push(UiCommand::ShowPassage(entry.passage()));
    }
}

/// What is told of the figure and is not the user's to change.
fn told(ui: &mut Ui, entry: &Chosen<'_>, theme: &Theme) {
    let Chosen { figure, report, .. } = *entry;
    let path = report.section_path(figure.raw.start);
    let section: Vec<&str> =
        path.iter().map(|section| section.title.trim_end_matches(':')).collect();
    let sure = match certainty(figure.confidence) {
        "high" => "high".to_owned(),
        other => format!("{other}: check the sentence"),
    };
    let rows = [
        ("As written", figure.raw.of(&report.text).to_owned()),
        ("Report", words::report(report)),
        ("Section", section.join(" › ")),
        ("Page", report.page_name_at(figure.raw.start).unwrap_or_default().into_owned()),
        ("Certainty", sure),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        figure_fields::named(ui, theme, name, |ui| {
            let value = RichText::new(value).font(theme::font(size::BODY)).color(theme.soft);
            ui.add(Label::new(value).wrap().selectable(true));
        });
    }
}
