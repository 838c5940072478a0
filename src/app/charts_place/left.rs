//! The panel beside the chart: indicators and their series, narrowed by words and countries.

use super::building::Built;
use super::choice::{self, Shown};
use crate::app::actions::Action;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::series::SeriesKey;
use eframe::egui::{
    Align, Button, Checkbox, Id, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui, vec2,
};
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
        if built.countries.len() > 1 && self.by_country(ui, theme, built) {
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
    fn by_country(&mut self, ui: &mut Ui, theme: &Theme, built: &Built) -> bool {
        let all = built.countries.as_slice();
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
                .show(|ui| self.countries_list(ui, theme, built));
            let action = Action::CompareCountries;
            let hint = format!(
                "{}. {} of {} have values of their own.",
                action.hint(),
                words::count(built.across.len()),
                countries(all.len())
            );
            let words = RichText::new(action.text()).font(theme::font(size::BODY));
            compare = ui.add(Button::new(words)).on_hover_text(hint).clicked();
        });
        compare
    }

    fn countries_list(&mut self, ui: &mut Ui, theme: &Theme, built: &Built) {
        let all = built.countries.as_slice();
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
                let points = built.across.binary_search_by(|(name, _)| name.cmp(country));
                let points = points.ok().and_then(|at| built.across.get(at)).map(|(_, many)| *many);
                if country_row(ui, theme, country, points, &mut on) {
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
        let count = format!(
            "{} of {} have values of this indicator",
            words::count(built.across.len()),
            countries(all.len())
        );
        ui.label(RichText::new(count).font(theme::font(size::SMALL)).color(theme.faint));
    }
}

/// `1 country`, `73 countries`.
fn countries(count: usize) -> String {
    let name = if count == 1 { "country" } else { "countries" };
    format!("{} {name}", words::count(count))
}

/// A country to tick, with how many values of the indicator it has; returns whether it was clicked.
fn country_row(
    ui: &mut Ui,
    theme: &Theme,
    country: &str,
    points: Option<usize>,
    on: &mut bool,
) -> bool {
    let wanted = vec2(ui.available_width(), space::ROW);
    let row = ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
        let color = if points.is_some() { theme.text } else { theme.faint };
        let tick = ui.add(Checkbox::new(on, RichText::new(country).color(color)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::S);
            let points = points.map_or_else(|| "–".to_owned(), words::count);
            ui.label(RichText::new(points).font(theme::font(size::SMALL)).color(theme.faint));
        });
        tick.clicked()
    });
    row.inner
}
