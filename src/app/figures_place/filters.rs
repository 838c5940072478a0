//! The controls above the table that narrow it.

use super::select::{Choices, Filter, Scope};
use crate::app::choose::{Choice, choose, control_row};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::figures::FigureKind;
use eframe::egui::{self, Align, Id, Layout, RichText, Ui, vec2};

/// Shows the controls; returns whether the shown rows are to be saved as a file.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    filter: &mut Filter,
    choices: &Choices,
    shown: usize,
    all: usize,
) -> bool {
    control_row(ui, |ui| {
        ui.allocate_ui(vec2(240.0, space::ROW), |ui| {
            let id = Id::unique("figures filter");
            let name = "Filter figures by words";
            widgets::filter_field(ui, theme, id, &mut filter.text, name, "Words in the sentence …");
        });
        let indicators = indicators(choices);
        if let Some(chosen) = choose(ui, theme, "Indicator", 190.0, &filter.indicator, &indicators)
        {
            filter.indicator = chosen;
        }
        let reports = reports(choices);
        if let Some(chosen) = choose(ui, theme, "Reports", 190.0, &filter.scope, &reports) {
            filter.scope = chosen;
        }
        let years = years(choices);
        if let Some(chosen) = choose(ui, theme, "Year", 110.0, &filter.year, &years) {
            filter.year = chosen;
        }
    });
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        kinds(ui, theme, filter, choices);
        ui.add_space(space::S);
        let with = widgets::chip(ui, theme, "With indicator", theme.text, filter.with_indicator);
        if with.on_hover_text("Only figures that can stand in a chart").clicked() {
            filter.with_indicator = !filter.with_indicator;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let export = egui::Button::new("Export");
            let hint =
                "Save the rows that are shown as a workbook to edit and import again, or as CSV";
            let clicked = ui.add_enabled(shown > 0, export).on_hover_text(hint).clicked();
            let counts = if shown == all {
                words::counted(all, "figure")
            } else {
                format!("{} of {}", words::count(shown), words::counted(all, "figure"))
            };
            ui.label(RichText::new(counts).font(theme::font(size::SMALL)).color(theme.faint));
            clicked
        })
        .inner
    })
    .inner
}

fn kinds(ui: &mut Ui, theme: &Theme, filter: &mut Filter, choices: &Choices) {
    let [statistics, incidents, norms] = choices.kinds;
    let kinds = [
        (None, "All kinds".to_owned(), "Every number that counts something"),
        (
            Some(FigureKind::Statistic),
            format!("Statistics {}", words::count(statistics)),
            "Totals that could stand in a table, told for a period or a day",
        ),
        (
            Some(FigureKind::Incident),
            format!("Incidents {}", words::count(incidents)),
            "People or things in one event that is told",
        ),
        (
            Some(FigureKind::Norm),
            format!("Limits {}", words::count(norms)),
            "Limits, quotas and penalties set by law",
        ),
    ];
    for (kind, text, hint) in kinds {
        let on = filter.kind == kind;
        if widgets::chip(ui, theme, &text, theme.text, on).on_hover_text(hint).clicked() {
            filter.kind = kind;
        }
    }
}

fn indicators(choices: &Choices) -> Vec<Choice<Option<String>>> {
    let every = Choice::new(None, "All indicators");
    let named = choices
        .indicators
        .iter()
        .map(|(name, slug, count)| Choice::new(Some(slug.clone()), name.clone()).counted(*count));
    std::iter::once(every).chain(named).collect()
}

fn reports(choices: &Choices) -> Vec<Choice<Scope>> {
    let mut listed = vec![Choice::new(Scope::All, "All reports")];
    for (country, reports) in &choices.countries {
        if !country.is_empty() {
            let count = reports.len();
            let of_country = Choice::new(Scope::Country(country.clone()), country.clone());
            listed.push(of_country.counted(count));
        }
        for (report, name) in reports {
            listed.push(Choice::new(Scope::Report(*report), name.clone()).inset());
        }
    }
    listed
}

fn years(choices: &Choices) -> Vec<Choice<Option<i16>>> {
    let every = Choice::new(None, "All years");
    let known = choices.years.iter().rev();
    let known = known.map(|(year, n)| Choice::new(Some(*year), year.to_string()).counted(*n));
    std::iter::once(every).chain(known).collect()
}
