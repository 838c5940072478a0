//! Indicators of the user's own: their list, and the form in which one is defined, with what it
//! finds shown while it is filled in.

mod form;
mod found;

use super::actions::Action;
use super::choose::{Choice, choose};
use super::command::{Commands, UiCommand};
use super::figure_fields::named;
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::figures::rows::Row;
use crate::figures::{Figure, Flow, Indicator, Unit};
use crate::project::{Command, DecisionId, What};
use crate::series::FigureId;
use crate::workspace::Workspace;
use eframe::egui::{
    Align, Checkbox, Context, Label, Layout, RichText, ScrollArea, TextEdit, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use form::Form;
use found::Trial;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct IndicatorsCard(Option<Open>);

#[derive(Debug)]
enum Open {
    List,
    Form(Box<Defining>),
}

#[derive(Debug)]
struct Defining {
    form: Form,
    /// Figures that are to have the indicator whatever its words.
    picked: Vec<FigureId>,
    trial: Trial,
    focused: bool,
}

/// What the user did with the form.
enum Did {
    Save(Indicator),
    Delete,
    Import,
    Cancel,
}

/// Width of the card.
const WIDTH: f32 = 540.0;

impl IndicatorsCard {
    /// Opens the list; where there is none yet, the form of the first.
    pub fn open(&mut self, workspace: &Workspace) {
        let any = workspace.project().indicators().next().is_some();
        self.0 = Some(if any { Open::List } else { Open::define(Form::default()) });
    }

    /// Opens the form for an indicator of these figures.
    pub fn open_for(&mut self, workspace: &Workspace, picked: Vec<FigureId>) {
        let figures: Vec<Figure> =
            picked.iter().filter_map(|id| workspace.figure_row(*id).map(Row::figure)).collect();
        let form = Form::for_figures(&figures);
        let (trial, focused) = (Trial::default(), false);
        self.0 = Some(Open::Form(Box::new(Defining { form, picked, trial, focused })));
    }

    /// Closes the card without keeping what was written; returns whether it was open.
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
        match &mut self.0 {
            None => {}
            Some(Open::List) => {
                let did = card(context, "Own indicators", WIDTH, |ui| {
                    list(ui, workspace, theme, commands)
                });
                match did.flatten() {
                    Some(Listed::Close) => self.0 = None,
                    Some(Listed::Define(form)) => self.0 = Some(Open::define(*form)),
                    None => {}
                }
            }
            Some(Open::Form(defining)) => {
                let new = defining.form.of.is_none();
                let title = if new { "New indicator" } else { "Change indicator" };
                let did = card(context, title, WIDTH, |ui| defining.show(ui, workspace, theme));
                if let Some(did) = did.flatten() {
                    defining.finish(did, workspace, commands);
                    self.0 = None;
                }
            }
        }
    }
}

impl Open {
    fn define(form: Form) -> Self {
        let (trial, focused) = (Trial::default(), false);
        Self::Form(Box::new(Defining { form, picked: Vec::new(), trial, focused }))
    }
}

/// What the user did in the list.
enum Listed {
    Define(Box<Form>),
    Close,
}

fn list(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    commands: &mut Commands,
) -> Option<Listed> {
    let mut did = None;
    let text = "Kept with this folder. Each finds its figures by the words that you gave it.";
    ui.add(Label::new(RichText::new(text).color(theme.soft)).wrap());
    ui.add_space(space::S);
    let list = ScrollArea::vertical().max_height(320.0).min_scrolled_height(320.0);
    list.show(ui, |ui| {
        for indicator in workspace.project().indicators() {
            let name = format!("Change {}", indicator.name);
            let row = widgets::list_row(ui, theme, 44.0, false, &name);
            let left = row.rect.left_top() + vec2(space::S, 14.0);
            let width = row.rect.width() - 2.0 * space::S;
            let font = theme::strong_font(size::BODY);
            widgets::paint_line(ui, left, width, &indicator.name, font, theme.text);
            let (below, font) = (left + vec2(0.0, 17.0), theme::font(size::SMALL));
            widgets::paint_line(ui, below, width, &indicator.description, font, theme.faint);
            if row.clicked() {
                did = Some(Listed::Define(Box::new(Form::of(indicator))));
            }
        }
    });
    ui.add_space(space::M);
    ui.horizontal(|ui| {
        if widgets::primary_button(ui, theme, "New indicator").clicked() {
            did = Some(Listed::Define(Box::default()));
        }
        if ui.button("Close").clicked() {
            did = Some(Listed::Close);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (words, action) in
                [("Import …", Action::ImportIndicators), ("Export …", Action::ExportIndicators)]
            {
                if ui.button(words).on_hover_text(action.hint()).clicked() {
                    commands.push(UiCommand::Run(action));
                }
            }
        });
    });
    did
}

/// The decision that an own indicator is kept as.
fn decision_of(workspace: &Workspace, slug: &str) -> Option<DecisionId> {
    let decisions = workspace.project().decisions().values();
    let mut of = decisions.filter(
        |decision| matches!(&decision.what, What::Indicator(indicator) if indicator.slug == slug),
    );
    of.next().map(|decision| decision.id)
}

impl Defining {
    fn finish(&mut self, did: Did, workspace: &Workspace, commands: &mut Commands) {
        match did {
            Did::Save(indicator) => {
                let picked = std::mem::take(&mut self.picked);
                commands.push(UiCommand::Define(Box::new(indicator), picked));
            }
            Did::Delete => {
                let slug = self.form.of.as_ref().map(|of| of.slug.as_str()).unwrap_or_default();
                commands.extend(
                    decision_of(workspace, slug)
                        .map(|id| UiCommand::Decide(Box::new(Command::Remove(id)))),
                );
            }
            Did::Import => commands.push(UiCommand::Run(Action::ImportIndicators)),
            Did::Cancel => {}
        }
    }

    fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Option<Did> {
        let room = (ui.ctx().content_rect().height() - 260.0).max(200.0);
        let body = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
        let meant = body.auto_shrink([false, true]).show(ui, |ui| {
            self.fields(ui, theme);
            let meant = self.form.indicator(workspace.catalogue());
            self.trial.follow(workspace, meant.as_ref().ok());
            ui.add_space(space::S);
            if !self.picked.is_empty() {
                let figures = words::counted(self.picked.len(), "chosen figure");
                let text = format!("It gets the {figures} whatever their words.");
                ui.label(RichText::new(text).font(theme::font(size::BODY)).color(theme.soft));
            }
            self.trial.show(ui, workspace, theme);
            meant
        });
        let meant = meant.inner;
        ui.add_space(space::M);
        let mut did = None;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(meant.is_ok(), |ui| {
                let words = "Save indicator";
                if widgets::primary_button(ui, theme, words).clicked()
                    && let Ok(indicator) = &meant
                {
                    did = Some(Did::Save(indicator.clone()));
                }
            });
            if ui.button("Cancel").clicked() {
                did = Some(Did::Cancel);
            }
            if let Err(missing) = &meant {
                ui.label(RichText::new(missing).color(theme.faint));
            }
            if self.first(workspace) {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let import = Action::ImportIndicators;
                    if ui.button("Import …").on_hover_text(import.hint()).clicked() {
                        did = Some(Did::Import);
                    }
                });
            }
            if self.form.of.is_some() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let words = RichText::new("Delete indicator").color(theme.warning);
                    if ui.button(words).clicked() {
                        did = Some(Did::Delete);
                    }
                });
            }
        });
        did
    }

    /// Whether it is the first indicator of the folder that is being filled in.
    fn first(&self, workspace: &Workspace) -> bool {
        self.form.of.is_none()
            && self.picked.is_empty()
            && workspace.project().indicators().next().is_none()
    }

    fn fields(&mut self, ui: &mut Ui, theme: &Theme) {
        let form = &mut self.form;
        let name = field(ui, theme, "Name", "Such as: Journalists detained", &mut form.name, 1);
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        field(ui, theme, "Measures", "What it is a number of", &mut form.description, 1);
        let hint = "journalist*, reporters, editors";
        field(ui, theme, "What is counted must say", hint, &mut form.counted, 2);
        let hint = "detained, arrested, taken into custody";
        field(ui, theme, "The sentence must say", hint, &mut form.sentence, 2);
        let hint = "released, acquitted";
        field(ui, theme, "The sentence must not say", hint, &mut form.not, 1);
        let help = "One of the words between commas is enough; a new line is for words that must \
                    be there too; journalist* stands for all words that begin so.";
        let help = RichText::new(help).font(theme::font(size::SMALL)).color(theme.faint);
        ui.add(Label::new(help).wrap());
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let units = [Unit::Count, Unit::Percent, Unit::Rate, Unit::Money];
            let units = units.map(|unit| Choice::new(unit, words::unit(unit)));
            if let Some(unit) = choose(ui, theme, "Unit", 120.0, &form.unit, &units) {
                form.unit = unit;
            }
            let flows = [Flow::Flow, Flow::Stock].map(|flow| Choice::new(flow, words::flow(flow)));
            if let Some(flow) = choose(ui, theme, "Tells", 210.0, &form.flow, &flows) {
                form.flow = flow;
            }
        });
        ui.add_space(space::XS);
        let words = "Also where another indicator fits";
        ui.add(Checkbox::new(&mut form.wins, words));
    }
}

/// A field with its name before it; more than one row makes it one of several lines.
fn field(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    typed: &mut String,
    rows: usize,
) -> eframe::egui::Response {
    let long = name.len() > 12;
    if long {
        let label = RichText::new(name).font(theme::font(size::SMALL)).color(theme.faint);
        ui.label(label);
    }
    let hint = RichText::new(hint).color(theme.faint);
    let (edit, role) = if rows > 1 {
        (TextEdit::multiline(typed).desired_rows(rows), Role::MultilineTextInput)
    } else {
        (TextEdit::singleline(typed), Role::TextInput)
    };
    let edit = edit.hint_text(hint).desired_width(f32::INFINITY).font(theme::font(size::BODY));
    let add = |ui: &mut Ui| ui.add(edit);
    let field = if long { add(ui) } else { named(ui, theme, name, add) };
    field.widget_info(|| WidgetInfo::labeled(role, true, name));
    ui.add_space(space::XS);
    field
}
