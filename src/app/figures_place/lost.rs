//! The card of decisions on figures whose words are in none of the reports any more.

use crate::app::command::{Commands, UiCommand};
use crate::app::deciding;
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::project::{Command, DecisionId, FigureDecision, Verdict, What};
use crate::workspace::{Passage, Workspace};
use eframe::egui::{Context, Label, RichText, ScrollArea, Ui};

/// The card, open or not.
#[derive(Debug, Default)]
pub struct LostCard(bool);

/// Width of the card.
const WIDTH: f32 = 480.0;

impl LostCard {
    /// Opens the card.
    pub fn open(&mut self) {
        self.0 = true;
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.0)
    }

    /// Whether the card is open.
    pub fn is_open(&self) -> bool {
        self.0
    }

    /// Shows the card, if it is open. `selected` are the words that a decision can be attached to.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        lost: &[DecisionId],
        selected: Option<Passage>,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if !self.0 {
            return;
        }
        let close = card(context, "Decisions without a place", WIDTH, |ui| {
            let text = "You decided on these figures, but their words are in none of the open \
                        reports: a file is gone, or its text is another. Select the number in a \
                        report to attach a decision to it.";
            let text = RichText::new(text).font(theme::font(size::BODY)).color(theme.soft);
            ui.add(Label::new(text).wrap());
            ui.add_space(space::M);
            let list = ScrollArea::vertical().max_height(320.0).min_scrolled_height(320.0);
            list.show(ui, |ui| {
                for id in lost {
                    one(ui, workspace, *id, selected, theme, commands);
                }
            });
            ui.button("Close").clicked()
        });
        if close == Some(true) || lost.is_empty() {
            self.0 = false;
        }
    }
}

/// What was decided, in a word.
fn said(what: &What) -> &'static str {
    match what {
        What::AddedFigure(_) => "Added",
        What::Figure(FigureDecision { verdict: Some(Verdict::Accepted), .. }) => "Accepted",
        What::Figure(FigureDecision { verdict: Some(Verdict::Rejected), .. }) => "Rejected",
        _ => "Changed",
    }
}

fn one(
    ui: &mut Ui,
    workspace: &Workspace,
    id: DecisionId,
    selected: Option<Passage>,
    theme: &Theme,
    commands: &mut Commands,
) {
    let Some(decision) = workspace.project().get(id) else { return };
    let Some(anchor) = decision.what.anchor() else { return };
    let small = |text: String| RichText::new(text).font(theme::font(size::SMALL));
    let head = format!("{}: {}", said(&decision.what), anchor.words);
    ui.label(RichText::new(head).font(theme::strong_font(size::BODY)).color(theme.figure));
    let quote = RichText::new(&anchor.sentence).font(theme::reading_font(size::BODY));
    ui.add(Label::new(quote.color(theme.text)).wrap());
    ui.label(small(deciding::edition_words(anchor)).color(theme.faint));
    ui.horizontal(|ui| {
        if let Some(to) = selected
            && ui.button("Attach to the selected words").clicked()
        {
            commands.push(UiCommand::Reattach(id, to));
        }
        if ui.button("Remove").clicked() {
            commands.push(UiCommand::Decide(Box::new(Command::Remove(id))));
        }
    });
    ui.add_space(space::M);
}
