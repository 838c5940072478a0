//! The controls above the list that narrow it.

use super::rows::{Filter, Row, Sort};
use crate::app::choose::{Choice, choose, control_row};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::entities::ReportIndex;
use eframe::egui::{self, Align, Id, Layout, RichText, Ui, vec2};
use std::collections::BTreeMap;

/// What can be chosen from, with counts: made when the notes change, not in each frame.
#[derive(Debug, Default)]
pub struct Choices {
    tags: Vec<Choice<Option<String>>>,
    reports: Vec<Choice<Option<ReportIndex>>>,
    sorts: Vec<(Sort, &'static str, usize)>,
}

impl Choices {
    /// The choices that these notes give.
    pub fn new(rows: &[Row]) -> Self {
        let count = |sort: Sort| rows.iter().filter(|row| sort.holds(row)).count();
        let sorts = Sort::ALL.map(|(sort, name)| (sort, name, count(sort))).to_vec();
        Self { tags: tags(rows), reports: reports(rows), sorts }
    }
}

/// Shows the controls; returns whether the notes are to be saved as a file. `counts` are the notes
/// that are shown and all of them.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    filter: &mut Filter,
    choices: &Choices,
    counts: (usize, usize),
) -> bool {
    control_row(ui, |ui| {
        ui.allocate_ui(vec2(260.0, space::ROW), |ui| {
            let (id, name) = (Id::unique("notes filter"), "Filter notes by words");
            widgets::filter_field(ui, theme, id, &mut filter.text, name, "Words in the note …");
        });
        if let Some(chosen) = choose(ui, theme, "Tag", 170.0, &filter.tag, &choices.tags) {
            filter.tag = chosen;
        }
        if let Some(chosen) = choose(ui, theme, "Report", 230.0, &filter.report, &choices.reports) {
            filter.report = chosen;
        }
    });
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        for &(sort, name, count) in &choices.sorts {
            if count == 0 && sort != Sort::All && filter.sort != sort {
                continue;
            }
            let warns = sort == Sort::Homeless;
            let color = if warns { theme.warning } else { theme.text };
            let words = format!("{name} {}", words::count(count));
            if widgets::chip(ui, theme, &words, color, filter.sort == sort).clicked() {
                filter.sort = sort;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let hint = "Save all notes with their quotes and sources as a Markdown file";
            let clicked = ui.add(egui::Button::new("Export notes")).on_hover_text(hint).clicked();
            let (shown, all) = counts;
            let text = if shown == all {
                words::counted(all, "note")
            } else {
                format!("{} of {}", words::count(shown), words::counted(all, "note"))
            };
            ui.label(RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint));
            clicked
        })
        .inner
    })
    .inner
}

fn tags(rows: &[Row]) -> Vec<Choice<Option<String>>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in rows.iter().flat_map(|row| &row.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let tag = |(tag, count): (&str, usize)| Choice::new(Some(tag.to_owned()), tag).counted(count);
    std::iter::once(Choice::new(None, "All tags")).chain(counts.into_iter().map(tag)).collect()
}

fn reports(rows: &[Row]) -> Vec<Choice<Option<ReportIndex>>> {
    let mut counts: BTreeMap<ReportIndex, (&str, usize)> = BTreeMap::new();
    for row in rows {
        if let Some(place) = row.place {
            counts.entry(place.report).or_insert((row.report.as_str(), 0)).1 += 1;
        }
    }
    let report = |(report, (name, count)): (ReportIndex, (&str, usize))| {
        Choice::new(Some(report), name).counted(count)
    };
    std::iter::once(Choice::new(None, "All reports"))
        .chain(counts.into_iter().map(report))
        .collect()
}
