//! Charts: series to choose from, the chart as it will be exported, its settings, and every
//! sentence behind it.
//!
//! The chart is gathered and drawn in the background, anew only when the reports or its choices
//! change; what is painted is the record that the exports are written from.

mod building;
mod checking;
mod choice;
mod choices;
mod copying;
mod draft;
mod evidence;
mod export;
mod files;
mod heads;
mod left;
mod names;
mod own_look;
mod picture;
mod pointing;
mod saved;
mod settings;
mod undo;

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::dialog::FolderPicker;
use super::selecting;
use super::target::Target;
use super::theme::{self, Theme, size, space};
use super::toast::Message;
use super::widgets::{self, Empty};
use crate::charts::{Drawing, TellingKey};
use crate::project::Command;
use crate::series::{FigureId, SeriesKey};
use crate::workspace::Workspace;
use building::{Asked, Builder, Drawn, Picked};
use checking::Checking;
use choices::Choices;
use copying::Copying;
use eframe::egui::{self, CentralPanel, Context, Frame, Label, Margin, Panel, RichText, Ui};
use evidence::Evidence;
use export::{Scale, Wish};
use files::{Files, Wanted};
use left::Left;
use names::Names;
use picture::Ready;
use pointing::Pointed;
use saved::Naming;
use settings::Forms;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use undo::Steps;

/// What the user has set in the charts' place.
#[derive(Default)]
pub struct ChartsPlace {
    /// The chart that is being made.
    choices: Choices,
    /// The choices as they were when the steps were last looked after.
    kept: Choices,
    steps: Steps<Choices>,
    left: Left,
    forms: Forms,
    pointed: Pointed,
    /// The row of the evidence that the arrow keys step from.
    row: Option<usize>,
    /// The name that is being given to a chart.
    naming: Option<Naming>,
    /// Whether a chart was just kept, which is then the one that is open.
    to_follow: bool,
    checking: Checking,
    /// Whether the slides are to be exported once their points were offered to be checked.
    slides_wanted: bool,
    /// What is to be exported as soon as the chart is up to date.
    to_export: Option<Wish>,
    names: Names,
    scale: Scale,
    builder: Builder,
    ready: Ready,
    files: Files,
    copying: Copying,
    /// When the reports were looked at last, in seconds of the window's clock.
    refreshed: f64,
}

/// How long a chart may be out of date while reports still come in, in seconds.
const REFRESH: f64 = 1.0;

impl ChartsPlace {
    /// Opens the chart of an indicator, with this series alone if one is named.
    pub fn open(&mut self, indicator: &str, series: Option<SeriesKey>) {
        self.choices.of_indicator(indicator, series);
        self.left.reveal(indicator);
    }

    /// The chart as it is shown, if it is.
    fn drawn(&self) -> Option<&Arc<Drawn>> {
        self.builder.built().map(|built| &built.drawn)
    }

    /// The figure of the point under the pointer, else of the row that was stepped to.
    pub fn target(&self) -> Option<Target> {
        let drawn = self.drawn()?;
        let pointed = self.pointed.hovered.or(self.pointed.stepped);
        let point = pointed.and_then(|point| drawn.point(point));
        let point = point.and_then(|(_, point)| point.attestations.first());
        let row = || self.row.and_then(|at| drawn.told.get(at)).map(|telling| &telling.figure);
        point.or_else(row).copied().map(Target::Figure)
    }

    /// Whether a chart is being made or copied, or a file read for one, in the background.
    pub fn is_busy(&self) -> bool {
        self.builder.is_busy()
            || self.files.is_busy()
            || self.copying.is_busy()
            || self.names.is_busy()
            || self.checking.is_busy()
            || self.slides_wanted
            || self.to_export.is_some()
    }

    /// The picture that is shown.
    pub fn drawing(&self) -> Option<Arc<Drawing>> {
        self.drawn().map(|drawn| Arc::clone(&drawn.drawing))
    }

    /// Takes what has come from the background; returns what there is to tell.
    pub fn poll(&mut self, context: &Context) -> Option<Message> {
        if self.builder.take() {
            self.pointed = Pointed::default();
        }
        let came = self.files.take(&mut self.choices.spec, &mut self.forms.wrong);
        self.copying.take(context).or(came)
    }

    /// Asks for what the choices say, where that is not what is there.
    fn refresh(&mut self, ui: &Ui, workspace: &Workspace) -> Asked {
        let now = ui.input(|input| input.time);
        // While reports still come in, what follows from them may be somewhat out of date.
        let due = workspace.progress().is_none() || now - self.refreshed >= REFRESH;
        let asked = self.choices.asked(&self.left.opened);
        if !self.builder.is_made(&asked, workspace.series_revision(), due) {
            self.builder.ask(ui.ctx(), workspace, &asked);
            self.refreshed = now;
        } else if !due {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(REFRESH));
        }
        if let Some(built) = self.builder.built()
            && self.choices.begin_with(built)
        {
            self.kept = self.choices.clone();
            if let Some(slug) = &self.choices.indicator {
                self.left.reveal(slug);
            }
        }
        asked
    }

    /// Keeps a step where the choices have changed.
    fn look_after_steps(&mut self, ui: &Ui, workspace: &Workspace, commands: &mut Commands) {
        if self.choices == self.kept {
            return;
        }
        let before = std::mem::replace(&mut self.kept, self.choices.clone());
        let changes = self.left_behind(workspace, &before);
        commands.extend(changes.map(|changes| UiCommand::Decide(Box::new(changes))));
        let now = ui.input(|input| input.time);
        self.steps.keep(before, now, workspace.project().history().done());
    }

    /// Takes back the latest choice, unless something was decided since. Returns whether it did.
    pub fn undo(&mut self, workspace: &Workspace) -> bool {
        let decided = workspace.project().history().done();
        let before = self.steps.undo(self.choices.clone(), decided);
        self.go_to(before)
    }

    /// Chooses again what was taken back last, unless something was decided since.
    pub fn redo(&mut self, workspace: &Workspace) -> bool {
        let decided = workspace.project().history().done();
        let after = self.steps.redo(self.choices.clone(), decided);
        self.go_to(after)
    }

    fn go_to(&mut self, choices: Option<Choices>) -> bool {
        let Some(choices) = choices else { return false };
        self.kept.clone_from(&choices);
        self.choices = choices;
        true
    }

    /// Exports the chart, or first offers to check what nobody has checked.
    fn export(&mut self, wish: Wish) {
        if wish == Wish::Slides {
            self.slides_wanted = true;
            return;
        }
        let Some(drawn) = self.drawn() else { return };
        let (unchecked, points) = (drawn.unchecked.clone(), drawn.points.len());
        if !self.checking.offer(unchecked, points, Some(wish)) {
            self.to_export = Some(wish);
        }
    }

    /// Shows the indicator across the countries that are asked for.
    fn compare_countries(&mut self) {
        let across = self.builder.built().map(|built| built.across.as_slice());
        self.choices.compare(&self.left.countries, across.unwrap_or_default());
    }

    /// Begins to walk through the points that nobody has checked.
    fn check(&mut self) {
        let unchecked = self.drawn().map(|drawn| drawn.unchecked.clone()).unwrap_or_default();
        self.checking.walk(unchecked, None);
    }

    /// Runs what has to do with charts; returns what there is to tell.
    pub fn run(&mut self, context: &Context, action: Action) -> Option<Message> {
        let shown = self.drawn().filter(|drawn| !drawn.shown.is_empty()).cloned();
        let Some(drawn) = shown else {
            match action {
                Action::NewChart => self.choices.empty(),
                Action::ExportSlides => self.export(Wish::Slides),
                _ => return Some(Message::done("Choose a series for the chart first")),
            }
            return None;
        };
        match action {
            Action::NewChart => self.choices.empty(),
            Action::CopyChart => self.copying.start(context, &drawn),
            Action::CopyChartData => {
                context.copy_text(copying::table(&drawn));
                return Some(Message::done("The chart's values are on the clipboard as a table"));
            }
            Action::CheckChart if drawn.unchecked.is_empty() => {
                return Some(Message::done("Every point of this chart has been checked"));
            }
            Action::CheckChart => self.check(),
            Action::CompareCountries => self.compare_countries(),
            _ => {
                if let Some(wish) = Wish::of(action) {
                    self.export(wish);
                }
            }
        }
        None
    }

    /// Keeps the chart: returns what that changes in the project where a saved one is open, else
    /// asks for a name.
    pub fn save(&mut self, workspace: &Workspace) -> Option<Command> {
        let changed = self.save_changes(workspace);
        if changed.is_none() {
            self.name_chart();
        }
        changed
    }

    /// Asks for a file that goes into the chart.
    pub fn ask_file(
        &mut self,
        context: &Context,
        action: Action,
        picker: Arc<dyn FolderPicker>,
        start: Option<PathBuf>,
    ) {
        let theme = action == Action::OwnChartTheme;
        let wanted = if theme { Wanted::Theme } else { Wanted::Reference };
        self.files.ask(context, wanted, picker, start);
    }

    /// Takes a file that was dropped, if it is one that goes into a chart.
    pub fn take_dropped(&mut self, context: &Context, path: &Path) -> bool {
        let wanted = Wanted::of(path);
        if let Some(wanted) = wanted {
            self.files.read(context, path.to_owned(), wanted);
        }
        wanted.is_some()
    }

    /// Begins a chart of the figures that have these keys.
    pub fn open_figures(&mut self, keys: Vec<TellingKey>) {
        self.choices.of_figures(keys);
    }

    /// Puts a card away; returns whether one was shown.
    pub fn close_top(&mut self) -> bool {
        self.checking.close() || self.names.close() || self.naming.take().is_some()
    }

    /// Pushes the export that waits, once the chart is what the reports say now.
    fn push_export(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        asked: &Asked,
        commands: &mut Commands,
    ) {
        if std::mem::take(&mut self.slides_wanted) && workspace.project().charts().next().is_some()
        {
            self.checking.find(context, export::points_of_slides(workspace));
        }
        let fresh = self.builder.is_made(asked, workspace.series_revision(), true);
        if self.to_export.is_none() || !fresh && !self.builder.has_failed() {
            return;
        }
        let (Some(wish), Some(drawn)) = (self.to_export.take(), self.drawn().cloned()) else {
            return;
        };
        if wish.format().tells_sentences() {
            let exhibits = export::exhibits(workspace, Some(&drawn), wish);
            if self.names.ask(context, workspace, exhibits, Some(wish)) {
                return;
            }
        }
        let request = export::request(workspace, &drawn, wish, self.scale, &self.names);
        commands.push(UiCommand::Save(request));
    }
}

/// Shows the place.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ChartsPlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.follow_saved(workspace);
    let asked = place.refresh(ui, workspace);
    let Some(built) = place.builder.built() else {
        heads::waiting(ui, place.builder.has_failed(), theme);
        return;
    };
    if built.listed.is_empty() && place.choices.spec.only.is_empty() {
        heads::nothing(ui, workspace, theme, commands);
        return;
    }
    place.checking.take_keys(ui.ctx(), commands);
    let width = ui.available_width();
    Panel::left("chart choice")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.21).clamp(210.0, 290.0))
        .size_range(200.0..=440.0)
        .show(ui, |ui| left_panel(ui, workspace, place, theme, commands));
    Panel::right("chart settings")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.19).clamp(216.0, 280.0))
        .size_range(210.0..=380.0)
        .show(ui, |ui| right_panel(ui, workspace, place, theme, commands));
    let Some(drawn) = place.drawn().cloned() else { return };
    let mut hovered = None;
    let below = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    let high = (ui.available_height() * 0.3).clamp(150.0, 320.0);
    Panel::bottom("chart evidence")
        .frame(below)
        .resizable(true)
        .default_size(high)
        .show(ui, |ui| hovered = evidence_panel(ui, workspace, place, &drawn, theme, commands));
    let page = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(16, 8));
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        heads::chart(ui, workspace, place, theme, commands);
        let picked = !matches!(&place.choices.picked, Picked::These(keys) if keys.is_empty());
        let nothing = drawn.shown.is_empty();
        if nothing
            && picked
            && selecting::nothing(ui, workspace, "value for this chart", theme, commands)
        {
            return;
        }
        if nothing {
            let text = "Tick a series on the left to see it drawn, or click an indicator for its \
                        chart.";
            Empty { title: "No series chosen", text, action: None }.show(ui, theme);
            return;
        }
        let (ready, pointed) = (&mut place.ready, &mut place.pointed);
        let here = pointing::show(ui, workspace, &drawn, ready, pointed, theme, commands);
        hovered = here.or(hovered);
    });
    place.pointed.hovered = hovered;
    let context = ui.ctx().clone();
    place.show_naming(&context, workspace, theme, commands);
    let checked = place.checking.show(&context, workspace, theme, commands);
    if let Some(checking::Did::Export(wish)) = checked {
        place.to_export = Some(wish);
    }
    if let Some(wish) = place.names.show(&context, theme)
        && let Some(drawn) = place.drawn()
    {
        let request = export::request(workspace, drawn, wish, place.scale, &place.names);
        commands.push(UiCommand::Save(request));
    }
    place.look_after_steps(ui, workspace, commands);
    place.push_export(&context, workspace, &asked, commands);
}

fn left_panel(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ChartsPlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.show_saved(ui, workspace, theme, commands);
    let Some(built) = place.builder.built() else { return };
    match place.left.show(ui, theme, built) {
        Some(left::Did::Indicator(slug)) => place.choices.next_indicator(&slug),
        Some(left::Did::Series(key, on)) => {
            let drawn = Arc::clone(&built.drawn);
            place.choices.toggle(&drawn, key, on);
        }
        Some(left::Did::Compare) => place.compare_countries(),
        None => {}
    }
}

fn right_panel(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ChartsPlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    let drawn = place.drawn().cloned();
    let subject = settings::Subject {
        spec: &mut place.choices.spec,
        typed: &mut place.choices.typed,
        forms: &mut place.forms,
        names: &mut place.names,
        scale: &mut place.scale,
        drawn: drawn.as_deref(),
    };
    match settings::show(ui, theme, subject) {
        Some(settings::Asked::Export(format)) => place.export(Wish::Chart(format)),
        Some(settings::Asked::Names) => {
            let slides = export::exhibits(workspace, None, Wish::Slides);
            let shown = move || drawn.map(|drawn| export::exhibit(&drawn));
            let exhibits = move || slides().into_iter().chain(shown()).collect();
            place.names.ask(ui.ctx(), workspace, exhibits, None);
        }
        Some(settings::Asked::Run(action)) => commands.push(UiCommand::Run(action)),
        Some(settings::Asked::Join) => {
            let keys = drawn.map(|drawn| drawn.keys.clone()).unwrap_or_default();
            place.choices.picked = Picked::These(keys.clone());
            place.choices.spec.joined = vec![keys];
        }
        None => {}
    }
}

/// Shows the evidence; returns the point whose row is under the pointer.
fn evidence_panel(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ChartsPlace,
    drawn: &Drawn,
    theme: &Theme,
    commands: &mut Commands,
) -> Option<(usize, usize)> {
    heads::evidence(ui, drawn, theme, commands);
    if !drawn.gap_lines.is_empty() {
        let words = RichText::new(format!("No value: {}", drawn.gap_lines.join("; ")));
        let label = Label::new(words.font(theme::font(size::SMALL)).color(theme.faint)).truncate();
        ui.add(label).on_hover_text(drawn.gap_lines.join("\n"));
        ui.add_space(space::XS);
    }
    let evidence = Evidence {
        told: &drawn.told,
        cautions: &drawn.cautions,
        pointed: place.pointed.hovered.or(place.pointed.stepped),
    };
    let did = evidence::show(ui, workspace, &evidence, &mut place.row, theme);
    if let Some(key) = did.turned {
        place.choices.turn(key);
    }
    if let Some(passage) = did.opened {
        commands.push(UiCommand::ShowPassage(passage));
    }
    let row = place.row.and_then(|at| drawn.told.get(at)).map(|telling| telling.figure);
    if let Some(figure) = row.filter(|_| !place.checking.is_open()) {
        judged_by_keys(ui, figure, commands);
    }
    did.hovered
}

/// Accepts or rejects the figure of the chosen row by the letters of the figures' place.
fn judged_by_keys(ui: &Ui, figure: FigureId, commands: &mut Commands) {
    let taken = ui.memory(|memory| memory.focused().is_some());
    if taken || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    commands.extend(checking::judged(ui.ctx(), figure));
}
