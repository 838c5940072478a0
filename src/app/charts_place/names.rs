//! Private persons' names in what goes out with a chart: they stay, become initials, or are left
//! out. Before the first file with sentences the user is asked, with the list of the names.

use super::export::Wish;
use crate::app::background::{Ended, Job};
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::export::{Exhibit, changed_names};
use crate::privacy::Privacy;
use crate::workbook::Held;
use crate::workspace::Workspace;
use eframe::egui::{Checkbox, Context, Label, RichText, ScrollArea, Ui, vec2};
use std::collections::BTreeSet;

/// What becomes of names, in words.
pub const CHOICES: [(Privacy, &str, &str); 3] = [
    (Privacy::Names, "Keep", "Sentences are told as they stand in the reports"),
    (Privacy::Initials, "Initials", "Names of private persons become initials"),
    (Privacy::LeftOut, "Leave out", "Names of private persons are left out"),
];

/// What the user has said of names, and the card that asks.
#[derive(Default)]
pub struct Names {
    /// What becomes of them.
    pub how: Privacy,
    /// Whether the user has said so; until then it is asked.
    said: bool,
    /// People who are named all the same.
    exempt: BTreeSet<String>,
    /// The names in the sentences of the charts that were asked about last.
    found: Option<Vec<String>>,
    finding: Job<Vec<String>>,
    open: Option<Open>,
}

/// The card.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// What is exported after it.
    then: Option<Wish>,
    /// Whether the card is shown only where there are names.
    if_any: bool,
}

/// Width of the card.
const WIDTH: f32 = 440.0;

impl Names {
    /// What becomes of names, and who is named all the same.
    pub fn chosen(&self) -> (Privacy, Vec<String>) {
        (self.how, self.exempt.iter().cloned().collect())
    }

    /// The user has chosen: nobody asks again before a file.
    pub fn is_said(&mut self) {
        self.said = true;
    }

    /// Looks for the names in the sentences of these charts. Asks about them before `then` is
    /// exported, where it was not asked yet; returns whether it does.
    pub fn ask(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        exhibits: impl FnOnce() -> Vec<Exhibit> + Send + 'static,
        then: Option<Wish>,
    ) -> bool {
        if then.is_some() && self.said {
            return false;
        }
        self.found = None;
        let held = Held::new(workspace);
        self.finding = Job::default();
        self.finding.start("names", context, move || {
            changed_names(&held.with_privacy(Privacy::Initials, &[]), &exhibits())
        });
        self.open = Some(Open { then, if_any: then.is_some() });
        true
    }

    /// Whether names are being looked for.
    pub fn is_busy(&self) -> bool {
        self.finding.is_running()
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Shows the card, if it is open; returns what is to be exported once that is said.
    pub fn show(&mut self, context: &Context, theme: &Theme) -> Option<Wish> {
        match self.finding.take() {
            Some(Ended::Done(names)) => self.found = Some(names),
            Some(Ended::Died) => self.found = Some(Vec::new()),
            None => {}
        }
        let open = self.open?;
        let found = self.found.clone();
        if open.if_any && found.as_ref().is_none_or(Vec::is_empty) {
            // Nobody private is named, or that is not known yet.
            found?;
            self.open = None;
            return open.then;
        }
        let did = card(context, "Names of private persons", WIDTH, |ui| {
            self.show_card(ui, theme, found.as_deref(), open.then)
        });
        let keep = did.flatten()?;
        self.open = None;
        if !keep {
            return None;
        }
        self.said = true;
        open.then
    }

    fn show_card(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        found: Option<&[String]>,
        then: Option<Wish>,
    ) -> Option<bool> {
        let text = "The file holds the sentences behind the points. Whoever the reports give no \
                    office or role of public life counts as private.";
        ui.add(Label::new(RichText::new(text).color(theme.soft)).wrap());
        ui.add_space(space::S);
        super::settings::chips(ui, theme, &CHOICES, &mut self.how);
        ui.add_space(space::S);
        match found {
            None => {
                ui.label(RichText::new("Looking for names …").color(theme.faint));
            }
            Some([]) => {
                let words = "No private person is named in these sentences.";
                ui.label(RichText::new(words).color(theme.faint));
            }
            Some(names) => self.list(ui, theme, names),
        }
        ui.add_space(space::M);
        let mut answer = None;
        ui.horizontal(|ui| {
            let words = then.map_or_else(|| "Done".to_owned(), Wish::name);
            if widgets::primary_button(ui, theme, &words).clicked() {
                answer = Some(true);
            }
            let cancel = eframe::egui::Button::new("Cancel").min_size(vec2(0.0, 32.0));
            if then.is_some() && ui.add(cancel).clicked() {
                answer = Some(false);
            }
        });
        answer
    }

    /// The names, each with a box: without a tick the person is named all the same.
    fn list(&mut self, ui: &mut Ui, theme: &Theme, names: &[String]) {
        let keeps = self.how == Privacy::Names;
        let head = if keeps {
            "These names are told:"
        } else {
            "These are changed. Untick whoever may be named:"
        };
        let head = RichText::new(head).font(theme::font(size::SMALL));
        ui.label(head.color(theme.faint));
        let area = ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]);
        area.show_rows(ui, space::ROW, names.len(), |ui, rows| {
            for name in names.get(rows).unwrap_or_default() {
                if keeps {
                    ui.label(name);
                    continue;
                }
                let mut changed = !self.exempt.contains(name);
                if ui.add(Checkbox::new(&mut changed, name.as_str())).clicked() {
                    if changed {
                        self.exempt.remove(name);
                    } else {
                        self.exempt.insert(name.clone());
                    }
                }
            }
        });
    }
}
