//! Checking what nobody has checked, before a chart goes out: the offer, and the walk from
//! sentence to sentence.

use super::export::Wish;
use crate::app::actions::Action;
use crate::app::background::{Ended, Job};
use crate::app::command::{Commands, UiCommand};
use crate::app::note_editor::card;
use crate::app::passage_text::excerpt;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::figures::Review;
use crate::project::Verdict;
use crate::series::FigureId;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{Context, Frame, Key, Label, Modifiers, RichText, ScrollArea, Ui, vec2};

/// The card, open or not.
#[derive(Default)]
pub struct Checking {
    open: Option<Open>,
    /// The points of the slides, which are drawn to find them.
    finding: Job<(Vec<FigureId>, usize)>,
    /// What the user wanted to export unchecked: that is not asked again.
    waived: Option<Vec<FigureId>>,
}

#[derive(Debug)]
struct Open {
    list: Vec<FigureId>,
    /// How many points the chart has.
    points: usize,
    /// The one that is looked at; until the user has said to check, none is.
    at: Option<usize>,
    /// What is exported after it.
    then: Option<Wish>,
}

/// What the user did.
pub enum Did {
    /// Asked for the export that was meant.
    Export(Wish),
}

/// Width of the card.
const WIDTH: f32 = 520.0;

/// What the keys say of a figure: A accepts and R rejects it, as in the figures' place.
pub fn judged(context: &Context, figure: FigureId) -> Option<UiCommand> {
    let pressed = |action: Action| {
        let key = action.letter()?;
        let modifiers = Modifiers::NONE;
        context.input_mut(|input| input.consume_key(modifiers, key)).then_some(())
    };
    if context.text_edit_focused() {
        return None;
    }
    if pressed(Action::AcceptFigure).is_some() {
        return Some(UiCommand::Judge(figure, Verdict::Accepted));
    }
    pressed(Action::RejectFigure).map(|()| UiCommand::Judge(figure, Verdict::Rejected))
}

impl Checking {
    /// Offers to check these points of a chart with so many before it is exported. Returns whether
    /// there is anything to offer.
    pub fn offer(&mut self, list: Vec<FigureId>, points: usize, then: Option<Wish>) -> bool {
        if list.is_empty() || self.waived.as_ref() == Some(&list) {
            return false;
        }
        self.open = Some(Open { list, points, at: None, then });
        true
    }

    /// Finds the points of the slides, then offers to check them before they are exported.
    pub fn find(
        &mut self,
        context: &Context,
        find: impl FnOnce() -> (Vec<FigureId>, usize) + Send + 'static,
    ) {
        self.finding.start("points of slides", context, find);
    }

    /// Whether points are being found.
    pub fn is_busy(&self) -> bool {
        self.finding.is_running()
    }

    /// Takes the points that were found; returns whether the slides can go out at once.
    fn take(&mut self) -> bool {
        match self.finding.take() {
            Some(Ended::Done((list, points))) => !self.offer(list, points, Some(Wish::Slides)),
            Some(Ended::Died) => true,
            None => false,
        }
    }

    /// Begins to walk through these.
    pub fn walk(&mut self, list: Vec<FigureId>, then: Option<Wish>) {
        let points = list.len();
        self.open = Some(Open { list, points, at: Some(0), then });
    }

    /// Whether the card is shown.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Answers to the keys before what lies below does.
    pub fn take_keys(&mut self, context: &Context, commands: &mut Commands) {
        let Some(open) = &mut self.open else { return };
        let Some(at) = open.at else { return };
        if context.text_edit_focused() {
            return;
        }
        let pressed = |key| context.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if let Some(judged) = open.list.get(at).and_then(|figure| judged(context, *figure)) {
            commands.push(judged);
            open.at = Some(at + 1);
        } else if pressed(Key::N) || pressed(Key::ArrowRight) || pressed(Key::ArrowDown) {
            open.at = Some((at + 1).min(open.list.len()));
        } else if pressed(Key::P) || pressed(Key::ArrowLeft) || pressed(Key::ArrowUp) {
            open.at = Some(at.saturating_sub(1));
        }
    }

    /// Shows the card, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) -> Option<Did> {
        if self.take() {
            return Some(Did::Export(Wish::Slides));
        }
        let open = self.open.as_mut()?;
        let title = if open.at.is_some() { "Check the points" } else { "Not all is checked" };
        let shown = card(context, title, WIDTH, |ui| match open.at {
            None => open.show_offer(ui, theme),
            Some(at) => match open.list.get(at).copied() {
                Some(figure) => open.show_one(ui, workspace, (at, figure), theme, commands),
                None => open.show_end(ui, workspace, theme),
            },
        });
        match shown.flatten()? {
            Answer::Check => open.at = Some(0),
            Answer::Export => {
                let then = open.then;
                let unchecked = |id: &FigureId| {
                    workspace.figure_row(*id).is_some_and(|row| !row.review().is_checked())
                };
                self.waived = Some(open.list.iter().copied().filter(unchecked).collect());
                self.open = None;
                return then.map(Did::Export);
            }
            Answer::Close => self.open = None,
        }
        None
    }
}

#[derive(Clone, Copy)]
enum Answer {
    Check,
    Export,
    Close,
}

impl Open {
    fn show_offer(&self, ui: &mut Ui, theme: &Theme) -> Option<Answer> {
        let (unchecked, points) = (words::count(self.list.len()), words::count(self.points));
        let of = if self.then == Some(Wish::Slides) { "these charts" } else { "this chart" };
        let text = if self.list.len() == self.points {
            format!("None of the {points} points of {of} has been checked.")
        } else {
            format!("{unchecked} of {points} points of {of} have not been checked.")
        };
        ui.add(Label::new(RichText::new(text).color(theme.text)).wrap());
        let hint = "Checking shows one sentence after the other; A accepts, R rejects. The chart \
                    says how many points are unchecked.";
        ui.add(Label::new(RichText::new(hint).color(theme.soft)).wrap());
        ui.add_space(space::M);
        let mut answer = None;
        ui.horizontal(|ui| {
            if widgets::primary_button(ui, theme, "Check now").clicked() {
                answer = Some(Answer::Check);
            }
            if self.then.is_some() && tall(ui, "Export anyway") {
                answer = Some(Answer::Export);
            }
            if tall(ui, "Cancel") {
                answer = Some(Answer::Close);
            }
        });
        answer
    }

    fn show_one(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        (at, id): (usize, FigureId),
        theme: &Theme,
        commands: &mut Commands,
    ) -> Option<Answer> {
        let found = workspace.figure(id).zip(workspace.report(id.report));
        let Some((figure, report)) = found else {
            self.at = Some(at + 1);
            return None;
        };
        let small = |text: String| RichText::new(text).font(theme::font(size::SMALL));
        ui.horizontal(|ui| {
            let value = RichText::new(words::value(figure));
            ui.label(value.font(theme::strong_font(size::LARGE)).color(theme.figure));
            ui.label(RichText::new(&figure.measure).color(theme.text));
        });
        let period = words::period(&figure.period);
        let source = figure.source.as_deref().unwrap_or("source not named");
        let told = format!("{period} · {source} · {}", words::report(report));
        ui.add(Label::new(small(told).color(theme.soft)).wrap());
        ui.add_space(space::S);
        let frame = Frame::NONE.fill(theme.page).inner_margin(8).corner_radius(space::RADIUS);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let sentences = workspace.slot(id.report).and_then(|slot| slot.analysis());
            let sentences = sentences.map_or(&[][..], |analysis| analysis.sentences.as_slice());
            let words = excerpt(report, sentences, figure.sentence, Some(figure.raw), theme);
            let area = ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]);
            area.show(ui, |ui| ui.add(Label::new(words.job).wrap()));
        });
        ui.add_space(space::S);
        let review = figure.review;
        let mut judge = None;
        ui.horizontal(|ui| {
            if widgets::primary_button(ui, theme, "Accept (A)").clicked() {
                judge = Some(Verdict::Accepted);
            }
            if tall(ui, "Reject (R)") {
                judge = Some(Verdict::Rejected);
            }
            if tall(ui, "Skip (N)") {
                self.at = Some(at + 1);
            }
            if tall(ui, "Open in report") {
                let passage = Passage { report: id.report, span: figure.sentence };
                commands.push(UiCommand::ShowPassage(passage));
            }
            if tall(ui, "Edit") {
                commands.push(UiCommand::ShowFigure(id));
            }
        });
        if let Some(verdict) = judge {
            commands.push(UiCommand::Judge(id, verdict));
            self.at = Some(at + 1);
        }
        ui.add_space(space::XS);
        let mut state = format!("{} of {}", at + 1, self.list.len());
        if review != Review::Unchecked {
            state.push_str(" · ");
            state.push_str(&words::review(review).to_lowercase());
        }
        ui.label(small(state).color(theme.faint));
        None
    }

    fn show_end(&self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Option<Answer> {
        let with = |wanted: fn(Review) -> bool| {
            let reviews =
                self.list.iter().filter_map(|id| Some(workspace.figure_row(*id)?.review()));
            reviews.filter(|review| wanted(*review)).count()
        };
        let rejected = with(|review| review == Review::Rejected);
        let open = with(|review| review == Review::Unchecked);
        let accepted = self.list.len().saturating_sub(rejected + open);
        let mut told = vec![format!("{} accepted", words::count(accepted))];
        if rejected > 0 {
            told.push(format!("{} rejected and out of the chart", words::count(rejected)));
        }
        if open > 0 {
            told.push(format!("{} still unchecked", words::count(open)));
        }
        ui.add(Label::new(RichText::new(format!("{}.", told.join(", "))).color(theme.text)).wrap());
        let hint = "Undo takes each of these back.";
        ui.label(RichText::new(hint).font(theme::font(size::SMALL)).color(theme.faint));
        ui.add_space(space::M);
        let mut answer = None;
        ui.horizontal(|ui| {
            if let Some(wish) = self.then
                && widgets::primary_button(ui, theme, &wish.name()).clicked()
            {
                answer = Some(Answer::Export);
            }
            if tall(ui, "Close") {
                answer = Some(Answer::Close);
            }
        });
        answer
    }
}

fn tall(ui: &mut Ui, words: &str) -> bool {
    ui.add(eframe::egui::Button::new(words).min_size(vec2(0.0, 32.0))).clicked()
}
