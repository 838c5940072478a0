//! What the window does when the user decides, notes or quotes something.

use super::actions::Action;
use super::add_figure_card::AddFigureCard;
use super::citation_card::CitationCard;
use super::command::{Commands, Place};
use super::correct_card::CorrectCard;
use super::entity_decide_card::EntityCard;
use super::entity_hidden::HiddenCard;
use super::entity_suggestions::SuggestionsCard;
use super::history_list::HistoryList;
use super::indicators_card::IndicatorsCard;
use super::note_editor::{NoteEditor, color_name};
use super::search_place::{HelpCard, NamingCard};
use super::selecting::SelectionCard;
use super::target::Target;
use super::theme::Theme;
use super::toast::Message;
use super::{App, citing, deciding, notes_place};
use crate::project::{Command, DecisionId, Highlight, Verdict};
use crate::report::Span;
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use eframe::egui::Context;

/// The cards that may lie over the window.
#[derive(Debug, Default)]
pub(super) struct Cards {
    pub(super) note: NoteEditor,
    history: HistoryList,
    citation: CitationCard,
    pub(super) correct: CorrectCard,
    pub(super) add_figure: AddFigureCard,
    pub(super) indicators: IndicatorsCard,
    pub(super) entity: EntityCard,
    pub(super) suggestions: SuggestionsCard,
    pub(super) hidden: HiddenCard,
    pub(super) selection: SelectionCard,
    pub(super) searches: NamingCard,
    pub(super) search_help: HelpCard,
}

impl Cards {
    /// Closes one that is open, without keeping what was written; returns whether any was.
    pub(super) fn close(&mut self) -> bool {
        self.note.close()
            || self.citation.close()
            || self.correct.close()
            || self.add_figure.close()
            || self.indicators.close()
            || self.entity.close()
            || self.suggestions.close()
            || self.hidden.close()
            || self.selection.close()
            || self.searches.close()
            || self.search_help.close()
            || self.history.close()
    }

    /// Shows those that are open.
    pub(super) fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        self.history.show(context, workspace, theme, commands);
        self.note.show(context, workspace, theme, commands);
        self.citation.show(context, theme, commands);
        self.correct.show(context, workspace, theme, commands);
        self.add_figure.show(context, workspace, theme, commands);
        self.indicators.show(context, workspace, theme, commands);
        self.suggestions.show(context, workspace, theme, commands);
        self.hidden.show(context, workspace, theme, commands);
        self.entity.show(context, workspace, theme, commands);
        self.selection.show(context, workspace, theme, commands);
        self.searches.show(context, workspace, theme, commands);
        self.search_help.show(context, theme, commands);
    }

    /// Takes the keys that a card listens to before what lies below it does.
    pub(super) fn take_keys(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        commands: &mut Commands,
    ) {
        self.suggestions.take_keys(context, workspace, commands);
    }
}

impl App {
    /// Runs what has to do with the user's decisions.
    pub(super) fn run_deciding(&mut self, context: &Context, action: Action) {
        match action {
            Action::Quote => self.quote(context, self.target()),
            Action::AddNote => self.add_note(context, self.target()),
            Action::Highlight => self.highlight(context, self.target(), self.settings.highlight),
            Action::ExportNotes => {
                if self.workspace.project().notes().next().is_some() {
                    self.saver.save(notes_place::export_request(&self.workspace));
                } else {
                    self.toast.tell(context, Message::done("There are no notes to export yet"));
                }
            }
            Action::ExportWorkbook => self.export_workbook(context),
            Action::ImportWorkbook => self.import_workbook(context),
            Action::Undo => self.undo(context),
            Action::Redo => self.redo(context),
            Action::History => self.cards.history.toggle(),
            Action::AcceptFigure => self.judge(context, self.figure_at_hand(), Verdict::Accepted),
            Action::RejectFigure => self.judge(context, self.figure_at_hand(), Verdict::Rejected),
            Action::CorrectReport => match self.read.report() {
                Some(report) => self.cards.correct.open(&self.workspace, report),
                None => self.toast.tell(context, Message::done("Open a report first")),
            },
            Action::CitationStyle => {
                let sample = self.target().and_then(|target| target.words(&self.workspace));
                let first = || Some(Passage { report: self.read.report()?, span: Span::new(0, 0) });
                self.cards.citation.open(&self.workspace, sample.or_else(first));
            }
            _ => self.run_on_figures(context, action),
        }
    }

    /// What the user has at hand in the place that is shown.
    pub(super) fn target(&self) -> Option<Target> {
        match self.place {
            Place::Read => self.read.target(&self.workspace),
            Place::Figures => self.figures.target(),
            Place::Charts => self.charts.target(),
            Place::Notes => self.notes.target(),
            Place::Compare => self.compare.target(),
            Place::Library => None,
        }
    }

    pub(super) fn figure_at_hand(&self) -> Option<FigureId> {
        match self.target()? {
            Target::Figure(id) => Some(id),
            _ => None,
        }
    }

    pub(super) fn quote(&mut self, context: &Context, target: Option<Target>) {
        let words = target.and_then(|target| target.words(&self.workspace));
        let quote = words.and_then(|words| citing::quote(&self.workspace, words));
        let message = match quote {
            Some(quote) => {
                context.copy_text(quote);
                "Copied with its source"
            }
            None => NOTHING,
        };
        self.toast.tell(context, Message::done(message));
    }

    pub(super) fn add_note(&mut self, context: &Context, target: Option<Target>) {
        let opened =
            target.is_some_and(|target| self.cards.note.open_on(&mut self.workspace, target));
        if !opened {
            self.toast.tell(context, Message::done(NOTHING));
        }
    }

    pub(super) fn highlight(
        &mut self,
        context: &Context,
        target: Option<Target>,
        color: Highlight,
    ) {
        self.settings.highlight = color;
        let command =
            target.and_then(|target| deciding::highlight(&mut self.workspace, target, color));
        let Some(command) = command else {
            self.toast.tell(context, Message::done(NOTHING));
            return;
        };
        let on = !matches!(&command, Command::Remove(_));
        if self.decide(context, &command) && on {
            self.read.deselect();
            let color = color_name(color).to_lowercase();
            self.toast.tell(context, Message::done(format!("Highlighted in {color}")));
        }
    }

    pub(super) fn reattach(&mut self, context: &Context, id: DecisionId, to: Passage) {
        match deciding::passage_anchor(&mut self.workspace, to) {
            Some(to) => {
                self.decide(context, &Command::Reattach { id, to });
            }
            None => self.toast.tell(context, Message::done(NOTHING)),
        }
    }

    /// Carries out a command; tells why where it is refused. Returns whether it was carried out.
    pub(super) fn decide(&mut self, context: &Context, command: &Command) -> bool {
        match self.workspace.command(command) {
            Ok(()) => true,
            Err(refused) => {
                let why = refused.to_string();
                let text = format!("This was not done: {}.", why.trim_end_matches('.'));
                self.toast.tell(context, Message::warning(text));
                false
            }
        }
    }

    fn undo(&mut self, context: &Context) {
        if self.place == Place::Charts && self.charts.undo(&self.workspace) {
            return self.tell(context, "Undone: the latest change of this chart");
        }
        let step = self.workspace.project().history().to_undo().map(|step| step.name.clone());
        let undone = self.workspace.undo();
        let text = match step.filter(|_| undone) {
            Some(name) => format!("Undone: {name}"),
            None => "Nothing to undo".to_owned(),
        };
        self.toast.tell(context, Message::done(text));
    }

    fn redo(&mut self, context: &Context) {
        if self.place == Place::Charts && self.charts.redo(&self.workspace) {
            return self.tell(context, "Done again: the change of this chart");
        }
        let step = self.workspace.project().history().to_redo().map(|step| step.name.clone());
        let redone = self.workspace.redo();
        let text = match step.filter(|_| redone) {
            Some(name) => format!("Done again: {name}"),
            None => "Nothing to redo".to_owned(),
        };
        self.toast.tell(context, Message::done(text));
    }
}

/// What is said when there is nothing at hand.
const NOTHING: &str =
    "Select words in a report first, or choose a figure, a note or a point of a chart";
