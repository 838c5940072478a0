//! The bar above a comparison: the editions that are compared, and how it is shown.

use super::shelf::Shelf;
use super::{ComparePlace, MOST, View};
use crate::app::actions::Action;
use crate::app::choose::{Choice, choose, control_row};
use crate::app::icons::Icon;
use crate::app::theme::{Theme, space};
use crate::app::widgets;
use crate::entities::ReportIndex;
use eframe::egui::{Button, Ui};

/// What there is to choose from, kept as long as the shelf and the country stay the same.
#[derive(Debug, Default)]
pub struct Choices {
    countries: Vec<Choice<Option<String>>>,
    editions: Vec<Choice<ReportIndex>>,
    of: Option<(u64, Option<String>)>,
}

impl Choices {
    /// Lists the countries, and the editions with those on `country` first.
    pub fn refresh(&mut self, shelf: &Shelf, revision: u64, country: Option<&str>) {
        let of = Some((revision, country.map(str::to_owned)));
        if self.of == of {
            return;
        }
        self.of = of;
        self.countries = Vec::new();
        if country.is_none() {
            self.countries.push(Choice::new(None, "Several countries"));
        }
        for (name, count) in shelf.countries() {
            self.countries.push(Choice::new(Some(name.clone()), name).counted(count));
        }
        let is_near =
            |one: &&super::shelf::Edition| country.is_some() && one.country.as_deref() == country;
        let mut near: Vec<_> = shelf.all().iter().filter(is_near).collect();
        near.sort_by_key(|one| std::cmp::Reverse(one.year));
        let near = near.into_iter().map(|one| Choice::new(one.index, one.short()));
        let far = shelf.all().iter().filter(|one| !is_near(one));
        let far = far.map(|one| Choice::new(one.index, one.name.clone()));
        self.editions = near.chain(far).collect();
    }
}

/// What the user asked for in the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Compare these editions.
    Editions(Vec<ReportIndex>),
    /// Show it so.
    View(View),
    /// Save what is shown.
    Export,
}

/// Shows the bar.
pub fn show(ui: &mut Ui, theme: &Theme, place: &mut ComparePlace) -> Option<Asked> {
    let mut asked = None;
    control_row(ui, |ui| {
        countries(ui, theme, place, &mut asked);
        let chosen = place.editions.clone();
        for (at, index) in chosen.iter().enumerate() {
            edition(ui, theme, place, (at, *index), &mut asked);
        }
        if chosen.len() < MOST {
            let next = to_add(&place.shelf, &chosen);
            let button = ui.add_enabled(next.is_some(), Button::new("Add edition"));
            let button = button.on_hover_text("Compare with one more edition, up to four");
            if let Some(next) = next
                && button.clicked()
            {
                asked = Some(Asked::Editions(ordered(&place.shelf, &chosen, next)));
            }
        }
        for (icon, by, name) in [
            (Icon::Back, -1, "The editions before these"),
            (Icon::Forward, 1, "The editions after these"),
        ] {
            let moved = shifted(&place.shelf, &chosen, by);
            ui.add_enabled_ui(moved.is_some(), |ui| {
                if widgets::icon_button(ui, theme, icon, name).clicked() {
                    asked = moved.map(Asked::Editions);
                }
            });
        }
        ui.add_space(space::S);
        for (view, name, hint) in View::ALL {
            let on = place.view == view;
            let color = if on { theme.text } else { theme.soft };
            if widgets::chip(ui, theme, name, color, on).on_hover_text(hint).clicked() {
                asked = Some(Asked::View(view));
            }
        }
        // What changed over the years is looked at, and leads to what can be saved.
        if place.view != View::Years {
            ui.add_space(space::S);
            let action = Action::ExportComparison;
            let button = ui.button("Export").on_hover_text(action.hint());
            if button.clicked() {
                asked = Some(Asked::Export);
            }
        }
    });
    asked
}

fn countries(ui: &mut Ui, theme: &Theme, place: &ComparePlace, asked: &mut Option<Asked>) {
    let countries = &place.choices.countries;
    if countries.len() < 2 {
        return;
    }
    let chosen = choose(ui, theme, "Country", 150.0, &place.country(), countries);
    if let Some(Some(country)) = chosen {
        *asked = Some(Asked::Editions(place.shelf.newest_on(&country)));
    }
}

fn edition(
    ui: &mut Ui,
    theme: &Theme,
    place: &ComparePlace,
    (at, index): (usize, ReportIndex),
    asked: &mut Option<Asked>,
) {
    let chosen = &place.editions;
    // Two must leave room for the views in a narrow window, four find it in a wide one.
    let room = ui.max_rect().width();
    let width = match chosen.len() {
        _ if room >= 1700.0 => 250.0,
        0..=2 if room >= 1120.0 => 196.0,
        _ => 160.0,
    };
    let name = format!("Edition {}", at + 1);
    if chosen.len() > 2 {
        ui.spacing_mut().item_spacing.x = 2.0;
    }
    if let Some(other) = choose(ui, theme, &name, width, &index, &place.choices.editions) {
        let mut editions = chosen.clone();
        if let Some(old) = editions.iter().position(|one| *one == other) {
            editions.swap(at, old);
        } else if let Some(here) = editions.get_mut(at) {
            *here = other;
        }
        *asked = Some(Asked::Editions(editions));
    }
    if chosen.len() > 2 {
        let what = place.shelf.get(index).map(super::shelf::Edition::short).unwrap_or_default();
        let name = format!("Leave out {what}");
        if widgets::icon_button(ui, theme, Icon::Close, &name).clicked() {
            let left = chosen.iter().copied().filter(|one| *one != index);
            *asked = Some(Asked::Editions(left.collect()));
        }
    }
    ui.spacing_mut().item_spacing.x = space::S;
}

/// The edition that is most likely wanted beside these: the one before the first, else the one
/// after the last, else any other on the country, else any other.
fn to_add(shelf: &Shelf, chosen: &[ReportIndex]) -> Option<ReportIndex> {
    let (first, last) = (chosen.first()?, chosen.last()?);
    let free = |index: &ReportIndex| !chosen.contains(index);
    let country = &shelf.get(*first)?.country;
    let near = || shelf.all().iter().rev().filter(|one| one.country == *country);
    let any = || near().chain(shelf.all()).map(|one| one.index).find(free);
    let earlier =
        shelf.line(*first).into_iter().rev().filter(|index| is_earlier(shelf, *index, *first));
    let earlier = earlier.into_iter().find(free);
    earlier.or_else(|| shelf.neighbour(*last, 1).filter(free)).or_else(any)
}

fn is_earlier(shelf: &Shelf, one: ReportIndex, other: ReportIndex) -> bool {
    let year = |index| shelf.get(index).and_then(|edition| edition.year);
    year(one) < year(other)
}

/// The editions with one more, which stands before those of later years.
fn ordered(shelf: &Shelf, chosen: &[ReportIndex], more: ReportIndex) -> Vec<ReportIndex> {
    let mut editions = chosen.to_vec();
    let at = editions.iter().position(|one| is_earlier(shelf, more, *one));
    editions.insert(at.unwrap_or(editions.len()), more);
    editions
}

/// The editions each a step later or earlier; nothing where one of them has none there.
fn shifted(shelf: &Shelf, chosen: &[ReportIndex], by: isize) -> Option<Vec<ReportIndex>> {
    if chosen.is_empty() {
        return None;
    }
    chosen.iter().map(|index| shelf.neighbour(*index, by)).collect()
}
