//! What the window does when the user works on figures: judges, edits, adds and charts them.

use super::App;
use super::actions::Action;
use super::add_figure_card::Refusal;
use super::command::{Place, UiCommand};
use super::figure_changes;
use super::target::Target;
use super::toast::Message;
use crate::figures::rows::Row;
use crate::figures::{FigureKind, Indicator, Review};
use crate::project::{Command, Verdict};
use crate::series::FigureId;
use crate::workspace::Passage;
use eframe::egui::Context;

impl App {
    /// Runs what has to do with figures.
    pub(super) fn run_on_figures(&mut self, context: &Context, action: Action) {
        match action {
            Action::AddFigure => match self.target() {
                Some(Target::Passage(passage)) => self.add_figure(context, passage),
                Some(Target::Figure(id)) => self.is_figure(context, id),
                _ => self.tell(context, NO_NUMBER),
            },
            Action::RemoveFigure => match self.figure_at_hand() {
                Some(id) => self.remove_figure(context, id),
                None => self.tell(context, CHOOSE),
            },
            Action::ExportIndicators => self.export_indicators(context),
            Action::ImportIndicators => self.import_indicators(context),
            Action::OwnIndicators => self.cards.indicators.open(&self.workspace),
            Action::ChartFigures if self.place == Place::Figures => {
                let ids = self.figures.at_hand();
                self.chart_figures(context, &ids);
            }
            _ if self.place == Place::Figures => {
                if !self.figures.run(&self.workspace, action) {
                    let all = action == Action::NextUnchecked;
                    self.tell(context, if all { ALL_CHECKED } else { CHOOSE });
                }
            }
            _ => self.tell(context, CHOOSE),
        }
    }

    /// Carries out what panels ask for figures.
    pub(super) fn work_on_figures(&mut self, context: &Context, command: UiCommand) {
        match command {
            UiCommand::EditFigure(id, edit) => {
                if let Some(command) = figure_changes::edit(&mut self.workspace, id, *edit) {
                    self.decide(context, &command);
                }
            }
            UiCommand::ChangeFigures(change, ids) => self.change_figures(context, change, ids),
            UiCommand::AddFigure(passage) => self.add_figure(context, passage),
            UiCommand::RemoveFigure(id) => self.remove_figure(context, id),
            UiCommand::IndicatorOf(ids) => {
                self.cards.indicators.open_for(&self.workspace, ids);
            }
            UiCommand::ChartFigures(ids) => self.chart_figures(context, &ids),
            UiCommand::Define(indicator, ids) => self.define(context, *indicator, &ids),
            _ => {}
        }
    }

    pub(super) fn tell(&mut self, context: &Context, text: &str) {
        self.toast.tell(context, Message::done(text));
    }

    pub(super) fn judge(&mut self, context: &Context, id: Option<FigureId>, verdict: Verdict) {
        let Some(id) = id else { return self.tell(context, CHOOSE) };
        let added = self.workspace.figure_row(id).is_some_and(|row| row.review() == Review::Added);
        match figure_changes::judge(&mut self.workspace, id, verdict, true) {
            Some(_) if added => self.remove_figure(context, id),
            Some(command) => {
                self.decide(context, &command);
            }
            None if added => self.tell(context, "You added this figure: it counts as checked"),
            None => self.tell(context, CHOOSE),
        }
    }

    fn add_figure(&mut self, context: &Context, passage: Passage) {
        match self.cards.add_figure.open(&mut self.workspace, passage) {
            Ok(()) => {}
            Err(Refusal::NoNumber) => self.tell(context, NO_NUMBER),
            Err(Refusal::IsFigure(id)) => self.is_figure(context, id),
        }
    }

    /// Says that a number is a figure already, and shows it.
    fn is_figure(&mut self, context: &Context, id: FigureId) {
        self.tell(context, "This number is among the figures already");
        self.leave_for(Place::Figures);
        self.figures.choose(&self.workspace, id);
    }

    fn remove_figure(&mut self, context: &Context, id: FigureId) {
        match figure_changes::remove(&self.workspace, id) {
            Some(command) => {
                if self.decide(context, &command) {
                    self.tell(context, "Removed; Undo brings it back");
                }
            }
            None => self.tell(context, "The program read this figure: reject it instead"),
        }
    }

    fn chart_figures(&mut self, context: &Context, ids: &[FigureId]) {
        if ids.is_empty() {
            return self.tell(context, CHOOSE);
        }
        if ids.len() > MOST_CHARTED {
            return self.tell(context, "Choose fewer figures for a chart, by filters or by hand");
        }
        self.gather_for_chart(context, ids);
    }

    /// Defines an indicator and gives it to these figures, as one step.
    fn define(&mut self, context: &Context, indicator: Indicator, ids: &[FigureId]) {
        let slug = indicator.slug.clone();
        let define = Command::DefineIndicator(Box::new(indicator));
        let name = define.name(self.workspace.project());
        let mut commands = vec![define];
        for id in ids {
            let mut edit = figure_changes::edit_of(&self.workspace, *id);
            edit.indicator = Some(Some(slug.clone()));
            // Only statistics stand in charts.
            let kind = self.workspace.figure_row(*id).map(Row::kind);
            if kind.is_some_and(|kind| kind != FigureKind::Statistic) {
                edit.kind = Some(FigureKind::Statistic);
            }
            commands.extend(figure_changes::edit(&mut self.workspace, *id, edit));
        }
        self.decide(context, &Command::Together { name, commands });
    }
}

/// More figures than these are not picked by hand.
const MOST_CHARTED: usize = 2000;
const CHOOSE: &str = "Choose a figure first";
const NO_NUMBER: &str = "Select a number in a report first";
const ALL_CHECKED: &str = "Nothing left to check: all figures shown are checked";
