//! The controls above the table that narrow it, and what they are set to as chips to take off.

use super::choices::Choices;
use super::filter::{Filter, Indicated, Unsure};
use crate::app::choose::{Choice, choose, control_row};
use crate::app::icons::{self, Icon};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::figures::FigureKind;
use eframe::egui::{
    CursorIcon, Id, Rect, RichText, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role, vec2,
};

/// Shows the controls.
pub fn show(ui: &mut Ui, theme: &Theme, filter: &mut Filter, choices: &Choices) {
    control_row(ui, |ui| {
        ui.allocate_ui(vec2(220.0, space::ROW), |ui| {
            let id = Id::unique("figures filter");
            let name = "Filter figures by words";
            widgets::filter_field(ui, theme, id, &mut filter.text, name, "Words in the sentence …");
        });
        set(ui, theme, ("Indicator", 178.0), &mut filter.indicator, &choices.indicators);
        set(ui, theme, ("Reports", 168.0), &mut filter.scope, &choices.reports);
        set(ui, theme, ("Year", 100.0), &mut filter.year, &choices.years);
        set(ui, theme, ("Source", 160.0), &mut filter.source, &choices.sources);
        set(ui, theme, ("State", 120.0), &mut filter.said, &choices.said);
        set(ui, theme, ("Certainty", 140.0), &mut filter.unsure, &unsure());
    });
    ui.add_space(space::XS);
    control_row(ui, |ui| {
        kinds(ui, theme, filter, choices);
        let with = filter.indicator == Indicated::Some;
        let chip = widgets::chip(ui, theme, "With indicator", theme.text, with);
        if chip.on_hover_text("Only figures that can stand in a chart").clicked() {
            filter.indicator = if with { Indicated::Any } else { Indicated::Some };
        }
        let flagged = format!("Flagged {}", words::count(choices.flagged));
        let chip = widgets::chip(ui, theme, &flagged, theme.text, filter.flagged);
        let hint = "Only figures with something about them that asks to be looked at";
        if chip.on_hover_text(hint).clicked() {
            filter.flagged = !filter.flagged;
        }
        active(ui, theme, filter, choices);
    });
}

fn set<T: Clone + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    (name, width): (&str, f32),
    value: &mut T,
    choices: &[Choice<T>],
) {
    if let Some(chosen) = choose(ui, theme, name, width, value, choices) {
        *value = chosen;
    }
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

/// What is filtered by now, each with a cross that takes it off, and one for all.
fn active(ui: &mut Ui, theme: &Theme, filter: &mut Filter, choices: &Choices) {
    let mut any = false;
    for (words, without) in set_now(filter, choices) {
        any = true;
        if removable(ui, theme, &words) {
            *filter = without;
        }
    }
    if any && ui.button("Clear all").on_hover_text("Take off all filters").clicked() {
        *filter = Filter::default();
    }
}

/// What is filtered by now in words, each with the filter without it. The kind is not among them:
/// its own chips say what is on.
fn set_now(filter: &Filter, choices: &Choices) -> Vec<(String, Filter)> {
    let plain = Filter::default();
    let named = |words: String| Some(words).filter(|words| !words.is_empty());
    let chosen = |is: bool, words: String| named(words).filter(|_| is);
    let text = filter.text.trim();
    let table = [
        (
            (!text.is_empty()).then(|| format!("“{text}”")),
            Filter { text: String::new(), ..filter.clone() },
        ),
        (
            chosen(
                filter.indicator != plain.indicator,
                text_of(&choices.indicators, &filter.indicator),
            ),
            Filter { indicator: plain.indicator.clone(), ..filter.clone() },
        ),
        (
            chosen(filter.scope != plain.scope, text_of(&choices.reports, &filter.scope)),
            Filter { scope: plain.scope.clone(), ..filter.clone() },
        ),
        (filter.year.map(|year| year.to_string()), Filter { year: None, ..filter.clone() }),
        (
            chosen(filter.source != plain.source, text_of(&choices.sources, &filter.source)),
            Filter { source: plain.source.clone(), ..filter.clone() },
        ),
        (
            chosen(filter.said != plain.said, text_of(&choices.said, &filter.said)),
            Filter { said: plain.said, ..filter.clone() },
        ),
        (
            chosen(filter.unsure != plain.unsure, text_of(&unsure(), &filter.unsure)),
            Filter { unsure: plain.unsure, ..filter.clone() },
        ),
    ];
    table.into_iter().filter_map(|(words, without)| Some((words?, without))).collect()
}

fn text_of<T: PartialEq>(choices: &[Choice<T>], value: &T) -> String {
    let found = choices.iter().find(|choice| choice.value == *value);
    found.map_or_else(|| "Other".to_owned(), |choice| choice.text.clone())
}

/// Widest chip, in points.
const WIDEST: f32 = 220.0;

/// A chip with a cross; returns whether it was clicked.
fn removable(ui: &mut Ui, theme: &Theme, text: &str) -> bool {
    let font = theme::font(size::SMALL);
    let full = ui.fonts_mut(|f| f.layout_no_wrap(text.to_owned(), font.clone(), theme.text));
    let width = full.size().x.min(WIDEST);
    let wanted = vec2(width + 2.0 * space::S + 16.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let name = format!("Take off: {text}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let fill = if response.hovered() { theme.hover } else { theme.chosen };
    let stroke = Stroke::new(1.0, theme.edge);
    ui.painter().rect(rect, 12, fill, stroke, StrokeKind::Inside);
    let at = rect.left_center() + vec2(space::S, 0.0);
    widgets::paint_line(ui, at, width + 1.0, text, font, theme.text);
    let cross = Rect::from_center_size(rect.right_center() - vec2(13.0, 0.0), Vec2::splat(14.0));
    icons::paint(ui.painter(), Icon::Close, cross, theme.soft);
    widgets::focus_ring(ui, theme, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name).clicked()
}

fn unsure() -> Vec<Choice<Unsure>> {
    vec![
        Choice::new(Unsure::Any, "Any certainty"),
        Choice::new(Unsure::BelowHigh, "Less than high"),
        Choice::new(Unsure::BelowMedium, "Less than medium"),
    ]
}

/// How many figures are shown, of how many.
pub fn counts(shown: usize, all: usize) -> String {
    if shown == all {
        words::counted(all, "figure")
    } else {
        format!("{} of {}", words::count(shown), words::counted(all, "figure"))
    }
}

/// A small label in the faint colour.
pub fn faint(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint)
}

#[cfg(test)]
mod tests {
    use super::super::filter::Said;
    use super::*;

    #[test]
    fn each_filter_that_is_set_can_be_taken_off_alone() {
        let choices = Choices::default();
        let filter = Filter {
            text: " torture ".to_owned(),
            year: Some(2019),
            said: Said::ToCheck,
            indicator: Indicated::As("gone".to_owned()),
            ..Filter::default()
        };
        let now = set_now(&filter, &choices);
        let names: Vec<&str> = now.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(names, ["“torture”", "Other", "2019", "To be checked"]);
        let (_, without_year) = &now[2];
        assert_eq!(without_year.year, None);
        assert_eq!(without_year.text, filter.text);
        assert!(set_now(&Filter::default(), &choices).is_empty());
    }
}
