//! Changing many figures at once: what can be done, and the card that asks before it is done.

use crate::app::choose::Choice;
use crate::app::command::{Commands, UiCommand};
use crate::app::figure_changes::FigureChange;
use crate::app::figure_fields::{Field, Pick};
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::figures::Catalogue;
use crate::project::Verdict;
use crate::series::FigureId;
use eframe::egui::{Context, Key, Label, Modifiers, RichText, Ui};

/// What can be done to many figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// Accept them.
    Accept,
    /// Reject them.
    Reject,
    /// Set their indicator.
    Indicator,
    /// Set their source.
    Source,
}

impl Bulk {
    /// All that can be done.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Reject, Self::Indicator, Self::Source];

    /// What it does, to how many.
    pub fn text(self, count: usize, which: &str) -> String {
        let all = format!("all {} {which}", words::count(count));
        match self {
            Self::Accept => format!("Accept {all}"),
            Self::Reject => format!("Reject {all}"),
            Self::Indicator => format!("Set indicator of {all} …"),
            Self::Source => format!("Set source of {all} …"),
        }
    }
}

/// The card, open or not.
#[derive(Debug, Default)]
pub struct BulkCard(Option<Asking>);

#[derive(Debug)]
struct Asking {
    bulk: Bulk,
    ids: Vec<FigureId>,
    bodies: Vec<String>,
    pick: Pick,
    /// What was picked, until that is confirmed.
    picked: Option<(String, String)>,
}

/// Width of the card.
const WIDTH: f32 = 400.0;

impl BulkCard {
    /// Asks whether this is to be done to these figures; `bodies` are offered as sources.
    pub fn open(&mut self, bulk: Bulk, ids: Vec<FigureId>, bodies: Vec<String>) {
        self.0 = Some(Asking { bulk, ids, bodies, pick: Pick::default(), picked: None });
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Whether the card asks something.
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Shows the card, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        catalogue: &Catalogue,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let Some(asking) = &mut self.0 else { return };
        let figures = words::counted(asking.ids.len(), "figure");
        let title = match asking.bulk {
            Bulk::Accept => format!("Accept {figures}?"),
            Bulk::Reject => format!("Reject {figures}?"),
            Bulk::Indicator => format!("Set the indicator of {figures}"),
            Bulk::Source => format!("Set the source of {figures}"),
        };
        let did = card(context, &title, WIDTH, |ui| asking.show(ui, catalogue, theme)).flatten();
        match did {
            Some(Some(change)) => {
                commands.push(UiCommand::ChangeFigures(change, std::mem::take(&mut asking.ids)));
                self.0 = None;
            }
            Some(None) => self.0 = None,
            None => {}
        }
    }
}

impl Asking {
    /// Shows what is asked; returns what was answered: a change, or none.
    #[expect(clippy::option_option, reason = "not answered, no, and yes are three things")]
    fn show(
        &mut self,
        ui: &mut Ui,
        catalogue: &Catalogue,
        theme: &Theme,
    ) -> Option<Option<FigureChange>> {
        let text = "Only the figures in view are changed: those that the filters show, or those \
                    that you selected. Undo takes all of it back in one step.";
        let text = RichText::new(text).font(theme::font(size::BODY)).color(theme.soft);
        ui.add(Label::new(text).wrap());
        ui.add_space(space::M);
        let field = match self.bulk {
            Bulk::Accept => return self.ask(ui, theme, Verdict::Accepted),
            Bulk::Reject => return self.ask(ui, theme, Verdict::Rejected),
            Bulk::Indicator => Field::Indicator,
            Bulk::Source => Field::Source,
        };
        let mut choices = field.choices(catalogue);
        if field == Field::Source {
            choices.push(Choice::new(String::new(), "Not named"));
            choices.extend(self.bodies.iter().map(|name| Choice::new(name.clone(), name.clone())));
        }
        let Some((content, words)) = self.picked.clone() else {
            let free = field == Field::Source;
            // Nothing is chosen yet: no content is that of all.
            let picked = self.pick.show(ui, theme, field.name(), "\n", &choices, free);
            self.picked = picked.map(|content| {
                let known = choices.iter().find(|choice| choice.value == content);
                let words = known.map_or_else(|| content.clone(), |choice| choice.text.clone());
                (content, words)
            });
            ui.add_space(space::S);
            return ui.button("Cancel").clicked().then_some(None);
        };
        ui.label(RichText::new(&words).font(theme::strong_font(size::BODY)).color(theme.text));
        ui.add_space(space::S);
        let figures = words::counted(self.ids.len(), "figure");
        let yes = format!("Set the {} of {figures}", field.name().to_lowercase());
        Self::answer(ui, theme, &yes, &FigureChange::Set(field, content))
    }

    #[expect(clippy::option_option, reason = "not answered, no, and yes are three things")]
    fn ask(&self, ui: &mut Ui, theme: &Theme, verdict: Verdict) -> Option<Option<FigureChange>> {
        let verb = if verdict == Verdict::Accepted { "Accept" } else { "Reject" };
        let yes = format!("{verb} {}", words::counted(self.ids.len(), "figure"));
        Self::answer(ui, theme, &yes, &FigureChange::Judge(verdict))
    }

    #[expect(clippy::option_option, reason = "not answered, no, and yes are three things")]
    fn answer(
        ui: &mut Ui,
        theme: &Theme,
        yes: &str,
        change: &FigureChange,
    ) -> Option<Option<FigureChange>> {
        let mut answer = None;
        ui.horizontal(|ui| {
            if widgets::primary_button(ui, theme, yes).clicked() {
                answer = Some(Some(change.clone()));
            }
            if ui.button("Cancel").clicked() {
                answer = Some(None);
            }
        });
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        answer.or_else(|| enter.then(|| Some(change.clone())))
    }
}
