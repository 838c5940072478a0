//! Which kind of chart, in how many panels, and what is drawn as one.

use super::super::building::Drawn;
use super::{Asked, Subject, caption};
use crate::app::theme::{Theme, space};
use crate::app::widgets;
use crate::charts::{ChartKind, ChartSpec, CountryOrder, PANELS_A_PAGE, Panels, ROWS_A_PAGE};
use crate::series::SeriesKey;
use eframe::egui::{Ui, vec2};
use std::collections::BTreeSet;

const KINDS: [(ChartKind, &str, &str); 7] = [
    (ChartKind::Auto, "Automatic", "What fits the points best"),
    (ChartKind::Line, "Line", "Marks, joined from one whole year to the next"),
    (ChartKind::Columns, "Columns", "Columns from zero, side by side"),
    (ChartKind::Stacked, "Stacked", "Columns from zero, on top of one another where values add up"),
    (ChartKind::Dots, "Dots", "Marks alone, ranges with both ends"),
    (ChartKind::Table, "Table", "Years and values in words and numbers"),
    (
        ChartKind::Latest,
        "Latest values",
        "A row for each country or series: the latest value told, its year and its source",
    ),
];

const PANELS: [(Option<Panels>, &str, &str); 4] = [
    (None, "One chart", "All series in one chart"),
    (Some(Panels::Country), "By country", "A small chart for each country"),
    (Some(Panels::Source), "By source", "A small chart for each body that tells values"),
    (Some(Panels::Series), "By series", "A small chart for each series"),
];

const SCALES: [(bool, &str, &str); 2] = [
    (false, "One scale", "All panels on one scale, so that they can be compared"),
    (true, "Own scales", "Each panel on a scale of its own, so that small values can be read"),
];

const ORDERS: [(CountryOrder, &str, &str); 4] = [
    (CountryOrder::Fitting, "As fits", "Panels by name, rows by their values"),
    (CountryOrder::Name, "By name", "In the order of the alphabet"),
    (CountryOrder::Latest, "By latest value", "From the highest of the latest values down"),
    (CountryOrder::Points, "By number of values", "Those with most values first"),
];

/// How many panels or rows there are, and how many of them stand on a page.
fn many(spec: &ChartSpec, drawn: &Drawn) -> (usize, usize) {
    let distinct = |of: &dyn Fn(&SeriesKey) -> Option<String>| {
        drawn.series().map(|one| of(&one.key)).collect::<BTreeSet<_>>().len()
    };
    match (spec.kind, spec.panels) {
        (ChartKind::Latest, _) => (drawn.shown.len(), ROWS_A_PAGE),
        (ChartKind::Table, _) | (_, None) => (0, PANELS_A_PAGE),
        (_, Some(Panels::Country)) => (distinct(&|key| key.country.clone()), PANELS_A_PAGE),
        (_, Some(Panels::Source)) => {
            (distinct(&|key| Some(key.teller().to_owned())), PANELS_A_PAGE)
        }
        (_, Some(Panels::Series)) => (drawn.shown.len(), PANELS_A_PAGE),
    }
}

/// Which of many panels or rows are shown: those that matter most, or a page of them.
fn pages(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec, (count, size): (usize, usize)) {
    if count <= size {
        return;
    }
    ui.add_space(space::S);
    let latest = spec.kind == ChartKind::Latest;
    caption(ui, theme, if latest { "Rows" } else { "Which panels" });
    let first = if latest { "From the first" } else { "Most values" };
    let hint = "As many as the picture has room for; each page shows others";
    let names: Vec<(Option<usize>, String)> = (0..count.div_ceil(size))
        .map(|page| (Some(page), format!("{}–{}", page * size + 1, ((page + 1) * size).min(count))))
        .collect();
    let pages = names.iter().map(|(page, name)| (*page, name.as_str(), hint));
    let all: Vec<_> = std::iter::once((None, first, hint)).chain(pages).collect();
    chips(ui, theme, &all, &mut spec.page);
}

/// Shows the kinds of chart.
pub fn show(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) -> Option<Asked> {
    let spec = &mut *subject.spec;
    let mut anew = chips(ui, theme, &KINDS, &mut spec.kind);
    ui.add_space(space::S);
    caption(ui, theme, "Panels");
    anew |= chips(ui, theme, &PANELS, &mut spec.panels);
    if anew {
        spec.page = None;
    }
    if spec.panels.is_some() && !matches!(spec.kind, ChartKind::Latest | ChartKind::Table) {
        ui.add_space(space::S);
        chips(ui, theme, &SCALES, &mut spec.own_scales);
    }
    let many = subject.drawn.map_or((0, 1), |drawn| many(spec, drawn));
    if many.0 > 1 {
        ui.add_space(space::S);
        caption(ui, theme, "Order");
        chips(ui, theme, &ORDERS, &mut spec.order);
        pages(ui, theme, spec, many);
    }
    let (shown, one_country) = subject.drawn.map_or((0, false), |drawn| {
        let first = drawn.series().next().map(|series| &series.key.country);
        let same = drawn.series().all(|series| Some(&series.key.country) == first);
        (drawn.shown.len(), same)
    });
    let mut asked = None;
    if !spec.joined.is_empty() {
        ui.add_space(space::S);
        if ui.button("Part the joined series").clicked() {
            spec.joined.clear();
        }
    } else if one_country && (2..=MOST_JOINED).contains(&shown) {
        ui.add_space(space::S);
        let hint = "Draw them as one, where you hold them comparable; a note says how they differ";
        if ui.button(format!("Join {shown} series")).on_hover_text(hint).clicked() {
            asked = Some(Asked::Join);
        }
    }
    asked
}

/// More series than these are nobody's one series.
const MOST_JOINED: usize = 12;

/// Chips of which one is on, each with its words and its hint.
pub fn chips<T: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    all: &[(T, &str, &str)],
    chosen: &mut T,
) -> bool {
    let mut clicked = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        for (value, name, hint) in all {
            let on = chosen == value;
            if widgets::chip(ui, theme, name, theme.text, on).on_hover_text(*hint).clicked() {
                *chosen = *value;
                clicked = true;
            }
        }
    });
    clicked
}
