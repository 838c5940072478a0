//! Which kind of chart, in how many panels, and what is drawn as one.

use super::{Asked, Subject, caption};
use crate::app::theme::{Theme, space};
use crate::app::widgets;
use crate::charts::{ChartKind, Panels};
use eframe::egui::{Ui, vec2};

const KINDS: [(ChartKind, &str, &str); 6] = [
    (ChartKind::Auto, "Automatic", "What fits the points best"),
    (ChartKind::Line, "Line", "Marks, joined from one whole year to the next"),
    (ChartKind::Columns, "Columns", "Columns from zero, side by side"),
    (ChartKind::Stacked, "Stacked", "Columns from zero, on top of one another where values add up"),
    (ChartKind::Dots, "Dots", "Marks alone, ranges with both ends"),
    (ChartKind::Table, "Table", "Years and values in words and numbers"),
];

const PANELS: [(Option<Panels>, &str, &str); 4] = [
    (None, "One chart", "All series in one chart"),
    (Some(Panels::Country), "By country", "A small chart for each country, all on one scale"),
    (Some(Panels::Source), "By source", "A small chart for each body that tells values"),
    (Some(Panels::Series), "By series", "A small chart for each series"),
];

/// Shows the kinds of chart.
pub fn show(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) -> Option<Asked> {
    let spec = &mut *subject.spec;
    chips(ui, theme, &KINDS, &mut spec.kind);
    ui.add_space(space::S);
    caption(ui, theme, "Panels");
    chips(ui, theme, &PANELS, &mut spec.panels);
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
