//! The panel beside the chart: indicators and their series, narrowed by words and countries.

use super::building::Built;
use super::choice::{self, Shown};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::series::SeriesKey;
use eframe::egui::{Button, Checkbox, Id, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};
use std::collections::BTreeSet;

/// What is open in the panel.
#[derive(Debug, Default)]
pub struct Left {
    /// The indicators whose series are listed.
    pub opened: BTreeSet<String>,
    /// The countries that are asked for; all where there are none.
    pub countries: BTreeSet<String>,
    narrow: String,
    narrow_countries: String,
    /// The indicator that is to be scrolled into view.
    reveal: Option<String>,
}

/// What the user did in the panel.
pub enum Did {
    /// Chose an indicator for the chart.
    Indicator(String),
    /// Put a series into the chart, or took it out.
    Series(SeriesKey, bool),
    /// Asked for one indicator in all countries, or in those that are chosen.
    Compare,
}

impl Left {
    /// Lists the series of an indicator and brings it into view.
    pub fn reveal(&mut self, indicator: &str) {
        self.opened = BTreeSet::from([indicator.to_owned()]);
        self.narrow.clear();
        self.reveal = Some(indicator.to_owned());
    }

    /// Shows the panel; returns what the user did.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, built: &Built) -> Option<Did> {
        widgets::section_header(ui, theme, "INDICATORS", Some(built.listed.len()));
        ui.add_space(space::XS);
        let id = Id::unique("narrow indicators");
        let name = "Narrow the indicators";
        widgets::filter_field(ui, theme, id, &mut self.narrow, name, "Narrow the list");
        ui.add_space(space::XS);
        let mut did = None;
        if built.countries.len() > 1 && self.by_country(ui, theme, &built.countries) {
            did = Some(Did::Compare);
        }
        ui.add_space(space::XS);
        let shown = Shown {
            listed: &built.listed,
            opened: &self.opened,
            sets: &built.sets,
            keys: &built.drawn.keys,
            countries: &self.countries,
            narrow: &self.narrow,
        };
        let reveal = self.reveal.take();
        match choice::show(ui, theme, &shown, reveal.as_deref()) {
            Some(choice::Did::Indicator(slug)) => {
                // It stays where it is: only what is listed under it changes.
                self.opened.insert(slug.clone());
                did = Some(Did::Indicator(slug));
            }
            Some(choice::Did::Open(slug, true)) => {
                self.opened.insert(slug);
            }
            Some(choice::Did::Open(slug, false)) => {
                self.opened.remove(&slug);
            }
            Some(choice::Did::Series(key, on)) => did = Some(Did::Series(key, on)),
            None => {}
        }
        did
    }

    /// Shows the choice of countries; returns whether they are to be compared.
    fn by_country(&mut self, ui: &mut Ui, theme: &Theme, all: &[String]) -> bool {
        self.countries.retain(|country| all.contains(country));
        let text = match self.countries.len() {
            0 => "All countries".to_owned(),
            1 => self.countries.first().cloned().unwrap_or_default(),
            several => format!("{several} countries"),
        };
        let mut compare = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            let small = RichText::new(&text).font(theme::font(size::BODY));
            let button = ui.add(Button::new(small).truncate());
            let button = button.on_hover_text("List the series of some countries alone");
            Popup::menu(&button)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .width(260.0)
                .show(|ui| self.countries_list(ui, theme, all));
            let hint = "One indicator in all countries, or in those chosen, as small charts on \
                        one scale";
            let words = RichText::new("Compare countries").font(theme::font(size::BODY));
            compare = ui.add(Button::new(words)).on_hover_text(hint).clicked();
        });
        compare
    }

    fn countries_list(&mut self, ui: &mut Ui, theme: &Theme, all: &[String]) {
        ui.set_width(260.0);
        let id = Id::unique("narrow chart countries");
        let typed = &mut self.narrow_countries;
        widgets::filter_field(ui, theme, id, typed, "Narrow the countries", "Narrow the list");
        ui.add_space(space::XS);
        let wanted = typed.trim().to_lowercase();
        let shown: Vec<&String> =
            all.iter().filter(|country| country.to_lowercase().contains(&wanted)).collect();
        if !self.countries.is_empty() && ui.small_button("All countries").clicked() {
            self.countries.clear();
        }
        let area = ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]);
        area.show_rows(ui, space::ROW, shown.len(), |ui, rows| {
            for country in shown.get(rows).unwrap_or_default() {
                let mut on = self.countries.contains(*country);
                if ui.add(Checkbox::new(&mut on, country.as_str())).clicked() {
                    if on {
                        self.countries.insert((*country).clone());
                    } else {
                        self.countries.remove(*country);
                    }
                }
            }
        });
        if shown.is_empty() {
            ui.label(RichText::new("No country of this name").color(theme.faint));
        }
        let count = words::counted(all.len(), "country").replace("countrys", "countries");
        ui.label(RichText::new(count).font(theme::font(size::SMALL)).color(theme.faint));
    }
}
