//! The filters of the list of names: country, report, year and section.

use super::choose::{Choice, choose};
use super::entity_index::{EntityFilter, SectionPath};
use super::theme::{Theme, space};
use super::words;
use crate::entities::ReportIndex;
use crate::workspace::{SectionId, Workspace};
use eframe::egui::Ui;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the filters can be set to.
#[derive(Clone, Debug, Default)]
pub struct FilterChoices {
    countries: Vec<Choice<Option<String>>>,
    reports: Vec<Choice<Option<ReportIndex>>>,
    years: Vec<Choice<Option<i16>>>,
    sections: Vec<Choice<Option<SectionPath>>>,
}

/// Sections that fewer reports have are left out where there are many.
const SHARED: usize = 2;

/// How many sections are listed before those are left out.
const MANY: usize = 40;

impl FilterChoices {
    /// What there is to choose from; of reports, those on `country` where one is chosen.
    pub fn new(workspace: &Workspace, country: Option<&str>) -> Self {
        let mut countries: BTreeMap<String, usize> = BTreeMap::new();
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        let mut reports: Vec<(String, ReportIndex)> = Vec::new();
        for (index, slot) in workspace.in_selection() {
            let Some(head) = slot.head() else { continue };
            let about = head.metadata.country();
            if let Some(about) = about {
                *countries.entry(about.to_owned()).or_default() += 1;
            }
            if let Some(year) = head.metadata.year() {
                *years.entry(year).or_default() += 1;
            }
            if country.is_none_or(|country| about == Some(country)) {
                reports.push((words::head(head), index));
            }
        }
        reports.sort();
        let mut choices = Self {
            countries: vec![Choice::new(None, "All countries")],
            reports: vec![Choice::new(None, "All reports")],
            years: vec![Choice::new(None, "All years")],
            sections: vec![Choice::new(None, "All sections")],
        };
        let counted =
            |(name, count): (String, usize)| Choice::new(Some(name.clone()), name).counted(count);
        choices.countries.extend(countries.into_iter().map(counted));
        let named = |(name, index)| Choice::new(Some(index), name);
        choices.reports.extend(reports.into_iter().map(named));
        let latest_first = years.into_iter().rev();
        choices.years.extend(
            latest_first
                .map(|(year, count)| Choice::new(Some(year), year.to_string()).counted(count)),
        );
        choices.sections.extend(sections(workspace));
        choices
    }
}

/// The sections that most reports share first, each with its own below it.
fn sections(workspace: &Workspace) -> Vec<Choice<Option<SectionPath>>> {
    let all = workspace.merged().sections();
    let mut inner: BTreeMap<SectionId, Vec<SectionId>> = BTreeMap::new();
    let mut outer: Vec<(Reverse<usize>, SectionId)> = Vec::new();
    let least = if all.all().count() > MANY { SHARED } else { 1 };
    for (id, section) in all.all().filter(|(_, section)| section.reports >= least) {
        match section.parent {
            Some(parent) => inner.entry(parent).or_default().push(id),
            None => outer.push((Reverse(section.reports), id)),
        }
    }
    outer.sort();
    let mut choices = Vec::new();
    for (_, id) in outer {
        let Some(section) = all.get(id) else { continue };
        let title = section.title.clone();
        let path = SectionPath { outer: title.clone(), inner: None };
        choices.push(Choice::new(Some(path), title.clone()).counted(section.reports));
        for part in inner.remove(&id).unwrap_or_default() {
            let Some(part) = all.get(part) else { continue };
            let path = SectionPath { outer: title.clone(), inner: Some(part.title.clone()) };
            let choice = Choice::new(Some(path), part.title.clone());
            choices.push(choice.counted(part.reports).inset());
        }
    }
    choices
}

/// Shows the filters, two in a line.
pub fn show(ui: &mut Ui, theme: &Theme, filter: &mut EntityFilter, choices: &FilterChoices) {
    ui.spacing_mut().item_spacing = eframe::egui::vec2(space::S, space::XS);
    let width = (ui.available_width() - space::S) / 2.0;
    ui.horizontal(|ui| {
        let picked = choose(ui, theme, "Country", width, &filter.country, &choices.countries);
        if let Some(country) = picked {
            filter.country = country;
            filter.report = None;
        }
        let picked = choose(ui, theme, "Year", width, &filter.year, &choices.years);
        filter.year = picked.unwrap_or(filter.year);
    });
    ui.horizontal(|ui| {
        let picked = choose(ui, theme, "Report", width, &filter.report, &choices.reports);
        filter.report = picked.unwrap_or(filter.report);
        let picked = choose(ui, theme, "Section", width, &filter.section, &choices.sections);
        if let Some(section) = picked {
            filter.section = section;
        }
    });
}
