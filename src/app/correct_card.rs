//! "What report is this?": what was found out about a report, why, and what the user knows better.

use super::choose::{Choice, choose};
use super::command::{Commands, UiCommand};
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::widgets;
use crate::entities::ReportIndex;
use crate::project::{Command, Correction};
use crate::report::{Guess, Metadata, countries};
use crate::workspace::Workspace;
use eframe::egui::{Context, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2};
use std::collections::BTreeSet;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct CorrectCard(Option<Correcting>);

#[derive(Debug)]
struct Correcting {
    report: ReportIndex,
    /// What the program read, without any correction.
    read: Metadata,
    /// An empty correction of the same reading, to be filled.
    blank: Correction,
    title: String,
    country: String,
    year: String,
    publisher: String,
    language: String,
}

/// Width of the card.
const WIDTH: f32 = 460.0;
/// Width of the fields' names.
const NAMES: f32 = 76.0;

/// Languages that reports are often in, by their ISO 639-1 codes.
const LANGUAGES: [(&str, &str); 12] = [
    ("ar", "Arabic"),
    ("zh", "Chinese"),
    ("en", "English"),
    ("fr", "French"),
    ("de", "German"),
    ("it", "Italian"),
    ("kk", "Kazakh"),
    ("fa", "Persian"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("es", "Spanish"),
    ("tr", "Turkish"),
];

impl CorrectCard {
    /// Opens the card for a report.
    pub fn open(&mut self, workspace: &Workspace, report: ReportIndex) {
        let (Some(reading), Some(read), Some(shown)) = (
            workspace.reading(report),
            workspace.metadata_as_read(report).cloned(),
            workspace.report(report),
        ) else {
            return;
        };
        let now = &shown.metadata;
        self.0 = Some(Correcting {
            report,
            blank: Correction::new(reading),
            title: text(now.title.as_ref()),
            country: text(now.country.as_ref()),
            year: year(now.year.as_ref()),
            publisher: text(now.publisher.as_ref()),
            language: text(now.language.as_ref()),
            read,
        });
    }

    /// Closes the card; returns whether it was open.
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
        let Some(correcting) = &mut self.0 else { return };
        let did = card(context, "What report is this?", WIDTH, |ui| correcting.show(ui, theme));
        match did.flatten() {
            Some(true) => {
                let correction = correcting.correction();
                commands.extend(
                    workspace
                        .correct(correcting.report, correction)
                        .map(|command: Command| UiCommand::Decide(Box::new(command))),
                );
                self.0 = None;
            }
            Some(false) => self.0 = None,
            None => {}
        }
    }
}

fn text(guess: Option<&Guess<String>>) -> String {
    guess.map_or_else(String::new, |guess| guess.value.clone())
}

fn year(guess: Option<&Guess<i16>>) -> String {
    guess.map_or_else(String::new, |guess| guess.value.to_string())
}

/// What a field says where it differs from what was read: `None` where it does not.
#[expect(clippy::option_option, reason = "as corrections have it: not set, emptied, set")]
fn set(typed: &str, read: &str) -> Option<Option<String>> {
    let typed = typed.trim();
    (typed != read).then(|| Some(typed.to_owned()).filter(|typed| !typed.is_empty()))
}

impl Correcting {
    fn show(&mut self, ui: &mut Ui, theme: &Theme) -> Option<bool> {
        let read = &self.read;
        let (title, publisher) = (text(read.title.as_ref()), text(read.publisher.as_ref()));
        line(ui, theme, "Title", &mut self.title, &title, why(read.title.as_ref()));
        let country = text(read.country.as_ref());
        named(ui, theme, "Country", |ui| {
            let chosen = choose(
                ui,
                theme,
                "Country",
                280.0,
                &self.country,
                &country_choices(&[&self.country, &country]),
            );
            self.country = chosen.unwrap_or(std::mem::take(&mut self.country));
        });
        told(ui, theme, &mut self.country, &country, why(read.country.as_ref()));
        let read_year = year(read.year.as_ref());
        line(ui, theme, "Year", &mut self.year, &read_year, why(read.year.as_ref()));
        line(ui, theme, "Publisher", &mut self.publisher, &publisher, why(read.publisher.as_ref()));
        let language = text(read.language.as_ref());
        named(ui, theme, "Language", |ui| {
            let choices = language_choices(&self.language);
            let chosen = choose(ui, theme, "Language", 280.0, &self.language, &choices);
            self.language = chosen.unwrap_or(std::mem::take(&mut self.language));
        });
        told(ui, theme, &mut self.language, &language, why(read.language.as_ref()));
        let wrong = self.wrong();
        if let Some(wrong) = wrong {
            ui.label(RichText::new(wrong).font(theme::font(size::BODY)).color(theme.warning));
        }
        ui.add_space(space::M);
        let mut keep = None;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(wrong.is_none(), |ui| {
                if widgets::primary_button(ui, theme, "Save").clicked() {
                    keep = Some(true);
                }
            });
            if ui.button("Cancel").clicked() {
                keep = Some(false);
            }
        });
        keep
    }

    /// What cannot be meant.
    fn wrong(&self) -> Option<&'static str> {
        let year = self.year.trim();
        let sound =
            year.is_empty() || year.parse::<i16>().is_ok_and(|year| (1900..=2200).contains(&year));
        (!sound).then_some("The year is a number such as 2020, or empty where it is not known.")
    }

    /// What differs from what was read.
    fn correction(&self) -> Correction {
        let read = &self.read;
        let year_set = set(&self.year, &year(read.year.as_ref()));
        Correction {
            title: set(&self.title, &text(read.title.as_ref())),
            country: set(&self.country, &text(read.country.as_ref())),
            year: year_set.map(|year| year.and_then(|year| year.parse().ok())),
            publisher: set(&self.publisher, &text(read.publisher.as_ref())),
            language: set(&self.language, &text(read.language.as_ref())),
            ..self.blank.clone()
        }
    }
}

fn why<T>(guess: Option<&Guess<T>>) -> &str {
    guess.map_or("", |guess| guess.why.as_str())
}

/// A field with its name before it.
fn named(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.allocate_ui(vec2(NAMES, space::ROW), |ui| {
            ui.set_min_width(NAMES);
            ui.label(RichText::new(name).font(theme::font(size::BODY)).color(theme.faint));
        });
        add(ui);
    });
}

fn line(ui: &mut Ui, theme: &Theme, name: &str, typed: &mut String, read: &str, why: &str) {
    named(ui, theme, name, |ui| {
        let edit = TextEdit::singleline(typed).desired_width(f32::INFINITY);
        let field = ui.add(edit.font(theme::font(size::BODY)));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    });
    told(ui, theme, typed, read, why);
}

/// What was read and why, below a field; where the field says otherwise, a way back to it.
fn told(ui: &mut Ui, theme: &Theme, typed: &mut String, read: &str, why: &str) {
    ui.horizontal(|ui| {
        ui.add_space(NAMES + space::S);
        let small =
            |words: String| RichText::new(words).font(theme::font(size::SMALL)).color(theme.faint);
        if read.is_empty() {
            ui.label(small("Not found in the report".to_owned()));
        } else if typed.trim() == read {
            ui.label(small(format!("Found {why}")));
        } else {
            let words = small(format!("Found “{read}” {why}"));
            ui.add(eframe::egui::Label::new(words).truncate());
        }
        if typed.trim() != read && ui.small_button("Back to what was found").clicked() {
            read.clone_into(typed);
        }
    });
    ui.add_space(space::XS);
}

/// The countries of the world, and those that a report names beside them.
fn country_choices(named: &[&String]) -> Vec<Choice<String>> {
    let known = countries::all().iter().map(|country| country.name.clone());
    let named = named.iter().map(|name| (*name).clone()).filter(|name| !name.is_empty());
    let names: BTreeSet<String> = known.chain(named).collect();
    let none = Choice::new(String::new(), "Not known");
    let choice = |name: String| Choice::new(name.clone(), name);
    std::iter::once(none).chain(names.into_iter().map(choice)).collect()
}

fn language_choices(now: &str) -> Vec<Choice<String>> {
    let none = Choice::new(String::new(), "Not known");
    let usual = LANGUAGES.iter().map(|(code, name)| Choice::new((*code).to_owned(), *name));
    let mut all: Vec<Choice<String>> = std::iter::once(none).chain(usual).collect();
    if !all.iter().any(|choice| choice.value == now) {
        all.push(Choice::new(now.to_owned(), now));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_set_only_where_it_differs() {
        assert_eq!(set(" Orvany ", "Orvany"), None);
        assert_eq!(set("", "Orvany"), Some(None));
        assert_eq!(set("Karvenia", ""), Some(Some("Karvenia".to_owned())));
    }

    #[test]
    fn a_country_that_is_not_in_the_world_can_stay() {
        let invented = "Karvenia".to_owned();
        let choices = country_choices(&[&invented, &String::new()]);
        assert_eq!(choices.iter().filter(|choice| choice.value == invented).count(), 1);
        assert_eq!(choices.iter().filter(|choice| choice.value.is_empty()).count(), 1);
    }

    #[test]
    fn a_language_that_is_not_usual_can_stay() {
        assert!(language_choices("sw").iter().any(|choice| choice.value == "sw"));
        assert_eq!(language_choices("en").len(), LANGUAGES.len() + 1);
    }
}
