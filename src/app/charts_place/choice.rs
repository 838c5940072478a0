//! What can be charted: the indicators that have figures, and the chosen one's series.

use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::charts;
use crate::figures::{FigureKind, Unit};
use crate::series::{Series, SeriesKey, SeriesSet};
use crate::workspace::Workspace;
use eframe::egui::{
    self, Align, Checkbox, Id, Label, Layout, RichText, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use std::collections::BTreeMap;

/// An indicator with how many figures may stand in its charts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// How many statistics have it.
    pub figures: usize,
}

/// The indicators that have statistics, by name.
pub fn listed(workspace: &Workspace) -> Vec<Listed> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let analyses = workspace.shown().filter_map(|(_, slot)| slot.analysis());
    for figure in analyses.flat_map(|analysis| &analysis.figures) {
        if let (FigureKind::Statistic, Some(slug)) = (figure.kind, &figure.indicator) {
            *counts.entry(slug).or_default() += 1;
        }
    }
    let catalogue = workspace.catalogue();
    let named = counts.into_iter().map(|(slug, figures)| {
        let name = catalogue.get(slug).map_or(slug, |found| found.name.as_str()).to_owned();
        Listed { name, slug: slug.to_owned(), figures }
    });
    let mut listed: Vec<Listed> = named.collect();
    listed.sort();
    listed
}

/// A series by what tells it apart from the others of its indicator: its source first.
fn name(key: &SeriesKey, several_countries: bool) -> String {
    let country = key.country.as_deref().filter(|_| several_countries);
    let unit = match key.unit {
        Unit::Count => None,
        Unit::Percent => Some("percent"),
        Unit::Rate => Some("rate"),
        Unit::Money => Some("money"),
    };
    let kind = [charts::sum_name(key), charts::flow_name(key)];
    let rest = [country, key.place.as_deref(), key.part.as_deref(), key.scope.as_deref(), unit]
        .into_iter()
        .chain(kind);
    let parts: Vec<&str> = std::iter::once(key.teller()).chain(rest.flatten()).collect();
    parts.join(" · ")
}

/// What the user did in the list.
pub enum Did {
    /// Chose an indicator.
    Indicator(String),
    /// Put a series into the chart, or took it out.
    Series(SeriesKey, bool),
}

/// The indicator whose chart is shown, its series, and those of them that the chart shows.
pub type Open<'a> = (&'a str, &'a SeriesSet, &'a [SeriesKey]);

/// A line of the list; all are equally high, so that only those in view are laid out.
enum Line<'a> {
    Indicator(&'a Listed),
    Series(&'a Series),
    /// Said where the chosen indicator has no series.
    NoSeries,
}

/// Shows the indicators, and under the chosen one its series; `reveal` scrolls it into view.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    narrow: &mut String,
    listed: &[Listed],
    chosen: Option<Open<'_>>,
    reveal: bool,
) -> Option<Did> {
    widgets::section_header(ui, theme, "INDICATORS", Some(listed.len()));
    ui.add_space(space::XS);
    let id = Id::unique("narrow indicators");
    widgets::filter_field(ui, theme, id, narrow, "Narrow the indicators", "Narrow the list");
    ui.add_space(space::S);
    let (lines, open_at) = lines(listed, chosen, &narrow.trim().to_lowercase());
    if lines.is_empty() {
        ui.label(RichText::new("No indicator of this name has figures.").color(theme.faint));
        return None;
    }
    let keys = chosen.map_or(&[][..], |(_, _, keys)| keys);
    let several = chosen.is_some_and(|(_, set, _)| of_several_countries(set));
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(at) = open_at.filter(|_| reveal) {
        let middle = at as f32 * space::ROW - ui.available_height() / 2.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    let mut did = None;
    area.show_rows(ui, space::ROW, lines.len(), |ui, rows| {
        for line in lines.get(rows).unwrap_or_default() {
            match line {
                Line::Indicator(one) => {
                    let open = chosen.is_some_and(|(slug, ..)| slug == one.slug);
                    if indicator(ui, theme, one, open) {
                        did = Some(Did::Indicator(one.slug.clone()));
                    }
                }
                Line::Series(one) => {
                    let on = keys.contains(&one.key);
                    if tick(ui, theme, &name(&one.key, several), one.points.len(), on) {
                        did = Some(Did::Series(one.key.clone(), !on));
                    }
                }
                Line::NoSeries => no_series(ui, theme),
            }
        }
    });
    did
}

/// The lines from top to bottom, and which of them is the chosen indicator's.
fn lines<'a>(
    listed: &'a [Listed],
    chosen: Option<Open<'a>>,
    wanted: &str,
) -> (Vec<Line<'a>>, Option<usize>) {
    let (mut lines, mut open_at) = (Vec::new(), None);
    for one in listed.iter().filter(|one| one.name.to_lowercase().contains(wanted)) {
        lines.push(Line::Indicator(one));
        if let Some((_, set, _)) = chosen.filter(|(slug, ..)| *slug == one.slug) {
            open_at = Some(lines.len() - 1);
            lines.extend(set.series.iter().map(Line::Series));
            if set.series.is_empty() {
                lines.push(Line::NoSeries);
            }
        }
    }
    (lines, open_at)
}

fn of_several_countries(set: &SeriesSet) -> bool {
    let first = set.series.first().map(|series| &series.key.country);
    set.series.iter().any(|series| Some(&series.key.country) != first)
}

fn indicator(ui: &mut Ui, theme: &Theme, one: &Listed, chosen: bool) -> bool {
    let response = widgets::list_row(ui, theme, space::ROW, chosen, &one.name);
    let rect = response.rect.shrink2(vec2(space::S, 0.0));
    let small = theme::font(size::SMALL);
    let count = words::count(one.figures);
    let used = widgets::paint_line_right(ui, rect.right_center(), &count, small, theme.faint);
    let font = if chosen { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    let room = rect.width() - used - space::S;
    widgets::paint_line(ui, rect.left_center(), room, &one.name, font, theme.text);
    let hint = format!("{}: {}", one.name, words::counted(one.figures, "figure"));
    response.on_hover_text(hint).clicked()
}

fn no_series(ui: &mut Ui, theme: &Theme) {
    let wanted = vec2(ui.available_width(), space::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let at = rect.left_center() + vec2(space::L, 0.0);
    let why = "No total for a year";
    widgets::paint_line(ui, at, rect.width(), why, theme::font(size::SMALL), theme.faint);
    let hint = "Its figures stand in no series: none of them can be given a year.";
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, hint));
    response.on_hover_text(hint);
}

/// A line with a box to tick, the series' name and how many points it has.
fn tick(ui: &mut Ui, theme: &Theme, name: &str, points: usize, on: bool) -> bool {
    let mut ticked = on;
    let wanted = vec2(ui.available_width(), space::ROW);
    let row = ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::S);
        let tick = ui.add(Checkbox::without_text(&mut ticked));
        tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::S);
            let small = || theme::font(size::SMALL);
            ui.label(RichText::new(words::count(points)).font(small()).color(theme.faint));
            let text = RichText::new(name).font(small()).color(theme.soft);
            let label = Label::new(text).truncate().selectable(false).sense(Sense::click());
            let left = Layout::left_to_right(Align::Center);
            let label = ui.with_layout(left, |ui| ui.add(label)).inner;
            let hint = format!("{name}: {}", words::counted(points, "point"));
            label.on_hover_text(hint).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
        })
        .inner
    });
    row.inner || ticked != on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Flow;

    fn series(country: &str, source: &str, part: Option<&str>, unit: Unit) -> Series {
        let key = SeriesKey {
            indicator: "prisoners".to_owned(),
            country: Some(country.to_owned()),
            source: Some(source.to_owned()),
            unit,
            part: part.map(str::to_owned),
            ..SeriesKey::default()
        };
        Series {
            key,
            flow: Flow::Stock,
            points: Vec::new(),
            joined: Vec::new(),
            repeated: Vec::new(),
        }
    }

    #[test]
    fn a_series_is_named_by_what_tells_it_apart() {
        let whole = series("Orvany", "registry", None, Unit::Count).key;
        assert_eq!(name(&whole, false), "registry");
        let part = series("Orvany", "registry", Some("minors"), Unit::Percent).key;
        assert_eq!(name(&part, true), "registry · Orvany · minors · percent");
    }
}
