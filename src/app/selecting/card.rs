//! The card in which reports are chosen: by country, by year, by publisher. What is ticked holds at
//! once.

use super::super::actions::Action;
use super::super::command::{Commands, UiCommand};
use super::super::note_editor::card;
use super::super::theme::{self, Theme, size, space};
use super::super::{widgets, words};
use super::choices::Choices;
use super::share;
use crate::report::countries;
use crate::workspace::{Names, Selection, Workspace, Years};
use eframe::egui::{
    Align, Checkbox, Context, Id, Label, Layout, RichText, ScrollArea, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use std::collections::BTreeSet;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct SelectionCard {
    is_open: bool,
    focus: bool,
    narrow: String,
    /// The countries that were chosen when the card was opened.
    chosen_before: BTreeSet<Option<String>>,
    choices: Choices,
    /// The revision that the choices are of.
    choices_of: Option<u64>,
    /// The year that was clicked last, which a range goes on from.
    year: Option<i16>,
}

/// Width of the card.
const WIDTH: f32 = 520.0;
/// Height of the list of countries.
const COUNTRIES: f32 = 236.0;
/// Height of the list of publishers.
const PUBLISHERS: f32 = 112.0;

impl SelectionCard {
    /// Opens the card.
    pub fn open(&mut self, workspace: &Workspace) {
        let chosen = &workspace.selection().countries;
        let is_chosen =
            |name: &Option<String>| !chosen.is_all() && chosen.is_ticked(name.as_deref());
        let choices = Choices::of(workspace);
        let names = choices.countries.iter().map(|(name, _)| name.clone());
        let chosen_before = names.filter(is_chosen).collect();
        *self = Self { is_open: true, focus: true, chosen_before, ..Self::default() };
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.is_open)
    }

    /// Shows the card over the window, if it is open.
    pub fn show(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if !self.is_open {
            return;
        }
        let now = Some(workspace.revision());
        if self.choices_of != now {
            self.choices_of = now;
            self.choices = Choices::of(workspace);
        }
        let mut selection = (**workspace.selection()).clone();
        let close = card(context, "Which reports?", WIDTH, |ui| {
            let small = RichText::new(
                "All lists, figures, charts and searches speak of these reports alone. The others \
                 stay as they are.",
            );
            ui.label(small.font(theme::font(size::SMALL)).color(theme.faint));
            ui.add_space(space::S);
            self.show_countries(ui, &mut selection, theme);
            ui.add_space(space::M);
            self.show_years(ui, &mut selection.years, theme);
            if self.choices.publishers.len() > 1 {
                ui.add_space(space::M);
                self.show_publishers(ui, &mut selection, theme);
            }
            ui.add_space(space::M);
            foot(ui, workspace, theme, commands)
        });
        if selection != **workspace.selection() {
            commands.push(UiCommand::Narrow(selection));
        }
        if close == Some(true) {
            self.is_open = false;
        }
    }

    fn show_countries(&mut self, ui: &mut Ui, selection: &mut Selection, theme: &Theme) {
        let is_all = selection.countries.is_all();
        let all = self.choices.countries.iter().filter(|(name, _)| name.is_some()).count();
        if head(ui, theme, "COUNTRIES", all, (!is_all).then_some("All countries")) {
            selection.countries = Names::default();
        }
        let id = Id::unique("narrow the selection's countries");
        let name = "Narrow the countries";
        let field = widgets::filter_field(ui, theme, id, &mut self.narrow, name, name);
        if std::mem::take(&mut self.focus) {
            field.request_focus();
            widgets::select_all(ui.ctx(), id, &self.narrow);
        }
        ui.add_space(space::XS);
        let wanted = countries::plain(&self.narrow);
        let wanted = wanted.trim();
        let fits = |name: &Option<String>| match name {
            Some(name) => {
                countries::names_of(name).any(|one| countries::plain(one).contains(wanted))
            }
            None => wanted.is_empty(),
        };
        let mut listed: Vec<_> =
            self.choices.countries.iter().filter(|(name, _)| fits(name)).collect();
        // Those that are chosen stand first, as of when the card was opened: no row moves below the
        // pointer.
        listed.sort_by_key(|(name, _)| !self.chosen_before.contains(name));
        let none = ("Country not found", COUNTRIES);
        if names(ui, theme, &mut selection.countries, &listed, none) && !wanted.is_empty() {
            // What is typed next takes the place of the name that was found.
            self.focus = true;
        }
    }

    fn show_publishers(&self, ui: &mut Ui, selection: &mut Selection, theme: &Theme) {
        let is_all = selection.publishers.is_all();
        let all = self.choices.publishers.iter().filter(|(name, _)| name.is_some()).count();
        if head(ui, theme, "PUBLISHERS", all, (!is_all).then_some("All publishers")) {
            selection.publishers = Names::default();
        }
        let listed: Vec<_> = self.choices.publishers.iter().collect();
        names(ui, theme, &mut selection.publishers, &listed, ("Publisher not found", PUBLISHERS));
    }

    fn show_years(&mut self, ui: &mut Ui, years: &mut Years, theme: &Theme) {
        let all = self.choices.years.len();
        if head(ui, theme, "YEARS", all, (!years.is_all()).then_some("All years")) {
            *years = Years::default();
        }
        let is_all = years.is_all();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            for (year, count) in &self.choices.years {
                let on = !is_all && years.contains(Some(*year));
                let chip = widgets::chip(ui, theme, &year.to_string(), theme.text, on);
                let name = format!("{year}: {}", words::counted(*count, "report"));
                chip.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
                let hint = format!("{name}. Click another with Shift for all years between.");
                if chip.on_hover_text(hint).clicked() {
                    let range = ui.input(|input| input.modifiers.shift);
                    *years = self.clicked(years, *year, range);
                    self.year = Some(*year);
                    break;
                }
            }
            if self.choices.undated > 0 {
                let chip = widgets::chip(ui, theme, "No year", theme.text, years.undated);
                let reports = words::counted(self.choices.undated, "report");
                if chip.on_hover_text(format!("{reports} without a year")).clicked() {
                    years.undated = !years.undated;
                }
            }
        });
    }

    /// The years after one was clicked: it is put in or taken out, or all between it and the one
    /// before are put in.
    fn clicked(&self, years: &Years, year: i16, range: bool) -> Years {
        let is_all = years.is_all();
        let known = self.choices.years.iter().map(|(year, _)| *year);
        let mut on: Vec<i16> =
            known.filter(|year| !is_all && years.contains(Some(*year))).collect();
        match self.year.filter(|_| range) {
            Some(last) => on.extend(last.min(year)..=last.max(year)),
            None if on.contains(&year) => on.retain(|other| *other != year),
            None => on.push(year),
        }
        let mut next = Years::of(on);
        next.undated = years.undated;
        next
    }
}

/// A part's heading with how much there is to choose; returns whether its button was clicked.
fn head(ui: &mut Ui, theme: &Theme, title: &str, count: usize, clear: Option<&str>) -> bool {
    ui.horizontal(|ui| {
        ui.set_min_height(space::ROW);
        widgets::section_header(ui, theme, title, Some(count));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            clear.is_some_and(|clear| ui.small_button(clear).clicked())
        })
        .inner
    })
    .inner
}

/// A list of names to tick, each with how many reports there are of it. Returns whether one was
/// ticked or its tick taken off.
fn names(
    ui: &mut Ui,
    theme: &Theme,
    ticked: &mut Names,
    listed: &[&(Option<String>, usize)],
    (none, height): (&str, f32),
) -> bool {
    if listed.is_empty() {
        ui.label(RichText::new("None of this name").color(theme.faint));
        return false;
    }
    let mut changed = false;
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt(none).max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, space::ROW, listed.len(), |ui, rows| {
        for (name, count) in listed.get(rows).unwrap_or_default() {
            let name = name.as_deref();
            let mut on = ticked.is_ticked(name);
            let wanted = vec2(ui.available_width(), space::ROW);
            ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
                let tick = ui.add(Checkbox::new(&mut on, name.unwrap_or(none)));
                if tick.clicked() {
                    ticked.tick(name, on);
                    changed = true;
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(space::M);
                    let count = RichText::new(words::count(*count)).font(theme::font(size::SMALL));
                    ui.add(Label::new(count.color(theme.faint)));
                });
            });
        }
    });
    changed
}

/// How many reports are chosen, and the way out; returns whether the card is to be closed.
fn foot(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) -> bool {
    ui.horizontal(|ui| {
        let share = share(workspace);
        let words = share.clone().unwrap_or_else(|| {
            let all = workspace.shown().filter(|(_, slot)| slot.is_read()).count();
            format!("All {}", words::counted(all, "report"))
        });
        ui.label(RichText::new(words).font(theme::strong_font(size::BODY)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = widgets::primary_button(ui, theme, "Done").clicked();
            let all = Action::AllReports;
            if share.is_some() && ui.button(all.text()).on_hover_text(all.hint()).clicked() {
                commands.push(UiCommand::Run(all));
            }
            close
        })
        .inner
    })
    .inner
}
