//! The card in which a number that was overlooked becomes a figure.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::deciding;
use super::figure_fields::{FieldList, Shown, period};
use super::note_editor::card;
use super::passage_text::excerpt;
use super::target::trimmed;
use super::theme::{self, Theme, size, space};
use super::widgets;
use crate::entities::EntityKind;
use crate::figures::{self, Coverage, Figure, Worded};
use crate::language;
use crate::project::{AddedFigure, Anchor, Command, FigureEdit};
use crate::report::{Report, Span};
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{Context, Frame, Key, Label, Margin, Modifiers, RichText, ScrollArea, Ui};

/// The card, open or not.
#[derive(Debug, Default)]
pub struct AddFigureCard(Option<Adding>);

#[derive(Debug)]
struct Adding {
    at: Passage,
    about: Anchor,
    fields: FigureEdit,
    bodies: Vec<String>,
    list: FieldList,
}

/// Why no figure can be made of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No number is among them.
    NoNumber,
    /// The number is a figure already.
    IsFigure(FigureId),
}

/// Width of the card.
const WIDTH: f32 = 460.0;

impl AddFigureCard {
    /// Opens the card for the number in these words.
    pub fn open(&mut self, workspace: &mut Workspace, at: Passage) -> Result<(), Refusal> {
        let (figure, bodies) = draft(workspace, at)?;
        let at = Passage { span: figure.raw, ..at };
        let about = deciding::passage_anchor(workspace, at).ok_or(Refusal::NoNumber)?;
        let fields = FigureEdit::of(&figure);
        self.0 = Some(Adding { at, about, fields, bodies, list: FieldList::default() });
        Ok(())
    }

    /// Leaves the field that is edited, else closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        let field = self.0.as_mut().is_some_and(|adding| adding.list.close());
        field || self.0.take().is_some()
    }

    /// Shows the card over the window, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some(adding) = &mut self.0 else { return };
        let title = Action::AddFigure.text();
        let shown = card(context, title, WIDTH, |ui| adding.show(ui, workspace, theme));
        match shown.flatten() {
            Some(true) => {
                let (about, fields) = (adding.about.clone(), adding.fields.clone());
                let add = Command::AddFigure(AddedFigure { about, fields });
                commands.push(UiCommand::Decide(Box::new(add)));
                self.0 = None;
            }
            Some(false) => self.0 = None,
            None => {}
        }
    }
}

impl Adding {
    fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Option<bool> {
        let slot = workspace.slot(self.at.report)?;
        if let Some((report, analysis)) = slot.report().zip(slot.analysis()) {
            let sentence = sentence_at(&analysis.sentences, self.at.span);
            let sentences = &analysis.sentences;
            let job = excerpt(report, sentences, sentence, Some(self.at.span), theme).job;
            let frame = Frame::NONE.fill(theme.page).inner_margin(Margin::same(8));
            frame.corner_radius(space::RADIUS).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let quote = ScrollArea::vertical().id_salt("quote").max_height(110.0);
                quote.show(ui, |ui| ui.add(Label::new(job).wrap()));
            });
        }
        ui.add_space(space::S);
        let hint = "Read from the sentence. Click a field to change it.";
        ui.label(RichText::new(hint).font(theme::font(size::SMALL)).color(theme.faint));
        ui.add_space(space::XS);
        let editing = self.list.is_editing();
        let mut figure = Figure::default();
        self.fields.apply(&mut figure);
        let room = (ui.ctx().content_rect().height() - 420.0).max(180.0);
        let fields =
            ScrollArea::vertical().id_salt("fields").max_height(room).min_scrolled_height(room);
        let changed = fields.auto_shrink([false, true]).show(ui, |ui| {
            let shown = Shown {
                figure: &figure,
                read: None,
                edit: &self.fields,
                catalogue: workspace.catalogue(),
                bodies: &self.bodies,
            };
            self.list.show(ui, theme, &shown)
        });
        if let Some(edit) = changed.inner {
            self.fields = edit;
        }
        ui.add_space(space::M);
        let mut done = None;
        ui.horizontal(|ui| {
            if widgets::primary_button(ui, theme, "Add figure").clicked() {
                done = Some(true);
            }
            if ui.button("Cancel").clicked() {
                done = Some(false);
            }
        });
        let free = !editing && ui.memory(|memory| memory.focused().is_none());
        let enter = free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        done.or(enter.then_some(true))
    }
}

/// What the program makes of the number in the words, and the bodies that their report names.
fn draft(workspace: &Workspace, at: Passage) -> Result<(Figure, Vec<String>), Refusal> {
    let slot = workspace.slot(at.report).ok_or(Refusal::NoNumber)?;
    let (report, analysis) = slot.report().zip(slot.analysis()).ok_or(Refusal::NoNumber)?;
    let words = trimmed(report, at.span).ok_or(Refusal::NoNumber)?;
    if let Some(known) = analysis.figures.iter().position(|figure| figure.raw.overlaps(words)) {
        let figure = u32::try_from(known).unwrap_or(u32::MAX);
        return Err(Refusal::IsFigure(FigureId { report: at.report, figure }));
    }
    let (sentences, entities) = (&analysis.sentences, &analysis.entities);
    let read = figures::extract_at(report, sentences, entities, words);
    let worded = read.or_else(|| bare(report, words)).ok_or(Refusal::NoNumber)?;
    let mut figure = workspace.catalogue().assigned(worded);
    if figure.period.coverage == Coverage::Undated
        && let Some(year) = report.metadata.year().and_then(period::year)
    {
        figure.period = year;
    }
    let bodies = entities.iter().filter(|entity| entity.kind != EntityKind::Person);
    Ok((figure, bodies.map(|entity| entity.name.clone()).collect()))
}

/// A figure of the first number in the words and nothing else: in tables and headings, and in
/// reports in languages that the rules do not know.
fn bare(report: &Report, words: Span) -> Option<Worded> {
    let words = language::words(&report.text, words);
    let number = language::numbers(&words).into_iter().next()?;
    let figure = Figure { raw: number.span, value: number.value, ..Figure::default() };
    Some(Worded { figure, ..Worded::default() })
}

fn sentence_at(sentences: &[Span], words: Span) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end <= words.start);
    sentences.get(at).copied().unwrap_or(words)
}
