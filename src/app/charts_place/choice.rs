//! What can be charted: the indicators that have figures, and the series of those that are open.

use crate::app::icons::{self, Icon};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::charts;
use crate::figures::rows::Name;
use crate::figures::{FigureKind, Unit};
use crate::series::{Series, SeriesKey, SeriesSet};
use crate::workspace::Tellings;
use eframe::egui::{
    self, Align, Checkbox, Label, Layout, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An indicator with how many figures may stand in its charts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// How many statistics have it.
    pub figures: usize,
    /// How many reports tell them.
    pub reports: usize,
}

/// The indicators that the chosen reports have statistics of, by name.
pub fn listed(tellings: &Tellings) -> Vec<Listed> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for input in tellings.chosen_inputs() {
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for row in input.rows.figures.iter() {
            if let (FigureKind::Statistic, Some(slug)) = (row.kind(), row.name(Name::Indicator)) {
                *told.entry(slug).or_default() += 1;
            }
        }
        for (slug, figures) in told {
            let (all, reports) = counts.entry(slug).or_default();
            *all += figures;
            *reports += 1;
        }
    }
    let catalogue = tellings.catalogue();
    let named = counts.into_iter().map(|(slug, (figures, reports))| {
        let name = catalogue.get(slug).map_or(slug, |found| found.name.as_str()).to_owned();
        Listed { name, slug: slug.to_owned(), figures, reports }
    });
    let mut listed: Vec<Listed> = named.collect();
    listed.sort();
    listed
}

/// The countries that the chosen reports are on, by name.
pub fn countries(tellings: &Tellings) -> Vec<String> {
    let inputs = tellings.chosen_inputs();
    let named = inputs.iter().filter_map(|input| input.metadata.country());
    named.collect::<BTreeSet<&str>>().into_iter().map(str::to_owned).collect()
}

/// A series by what tells it apart from the others of its indicator: its source first, or its
/// country where there are several.
pub fn name(key: &SeriesKey, several_countries: bool) -> String {
    let country = key.country.as_deref().filter(|_| several_countries);
    let unit = match key.unit {
        Unit::Count => None,
        Unit::Percent => Some("percent"),
        Unit::Rate => Some("rate"),
        Unit::Money => Some("money"),
    };
    let kind = [charts::sum_name(key), charts::flow_name(key)];
    let rest = [key.place.as_deref(), key.part.as_deref(), key.scope.as_deref(), unit].into_iter();
    let first = [country, Some(key.teller())].into_iter();
    let parts: Vec<&str> = first.chain(rest).chain(kind).flatten().collect();
    parts.join(" · ")
}

/// What the user did in the list.
pub enum Did {
    /// Chose an indicator for the chart.
    Indicator(String),
    /// Opened the list of an indicator's series, or closed it.
    Open(String, bool),
    /// Put a series into the chart, or took it out.
    Series(SeriesKey, bool),
}

/// What the list is made of.
pub struct Shown<'a> {
    /// The indicators.
    pub listed: &'a [Listed],
    /// Those whose series are listed.
    pub opened: &'a BTreeSet<String>,
    /// The series that were built.
    pub sets: &'a BTreeMap<String, Arc<SeriesSet>>,
    /// The series of the chart.
    pub keys: &'a [SeriesKey],
    /// The countries that are asked for; all where there are none.
    pub countries: &'a BTreeSet<String>,
    /// The words that names are to hold.
    pub narrow: &'a str,
}

/// A line of the list; all are equally high, so that only those in view are laid out.
enum Line<'a> {
    Indicator(&'a Listed),
    Series(&'a Series, bool),
    /// Said where an indicator has no series.
    NoSeries,
    /// Said while its series are being built.
    Building,
}

/// Shows the indicators, and the series under those that are open; `reveal` scrolls that indicator
/// into view.
pub fn show(ui: &mut Ui, theme: &Theme, shown: &Shown<'_>, reveal: Option<&str>) -> Option<Did> {
    let lines = shown.lines();
    if lines.is_empty() {
        ui.label(RichText::new("No indicator of this name has figures.").color(theme.faint));
        return None;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    let at = |slug: &str| {
        let of = |line: &Line<'_>| matches!(line, Line::Indicator(one) if one.slug == slug);
        lines.iter().position(of)
    };
    if let Some(at) = reveal.and_then(at) {
        let middle = at as f32 * space::ROW - ui.available_height() / 3.0;
        area = area.vertical_scroll_offset(middle.max(0.0));
    }
    let in_chart: BTreeSet<&str> = shown.keys.iter().map(|key| key.indicator.as_str()).collect();
    let mut did = None;
    area.show_rows(ui, space::ROW, lines.len(), |ui, rows| {
        for line in lines.get(rows).unwrap_or_default() {
            let line_did = match line {
                Line::Indicator(one) => {
                    let open = shown.opened.contains(&one.slug);
                    indicator(ui, theme, one, open, in_chart.contains(one.slug.as_str()))
                }
                Line::Series(one, several) => {
                    let on = shown.keys.contains(&one.key);
                    tick(ui, theme, &name(&one.key, *several), one.points.len(), on)
                        .then(|| Did::Series(one.key.clone(), !on))
                }
                Line::NoSeries => {
                    let hint = "Its figures stand in no series: none of them can be given a year.";
                    said(ui, theme, "No total for a year", hint)
                }
                Line::Building => said(ui, theme, "Gathering …", "Its series are being gathered."),
            };
            did = line_did.or(did.take());
        }
    });
    did
}

impl<'a> Shown<'a> {
    fn lines(&self) -> Vec<Line<'a>> {
        let wanted = self.narrow.trim().to_lowercase();
        let named = |one: &&Listed| one.name.to_lowercase().contains(&wanted);
        let mut lines = Vec::new();
        for one in self.listed.iter().filter(named) {
            lines.push(Line::Indicator(one));
            if !self.opened.contains(&one.slug) {
                continue;
            }
            let Some(set) = self.sets.get(&one.slug) else {
                lines.push(Line::Building);
                continue;
            };
            let before = lines.len();
            let several = of_several_countries(set);
            let here = set.series.iter().filter(|series| self.is_asked_for(&series.key));
            lines.extend(here.map(|series| Line::Series(series, several)));
            if lines.len() == before {
                lines.push(Line::NoSeries);
            }
        }
        lines
    }

    /// Whether a series is of a country that is asked for; one that is in the chart always is.
    fn is_asked_for(&self, key: &SeriesKey) -> bool {
        self.countries.is_empty()
            || key.country.as_ref().is_some_and(|country| self.countries.contains(country))
            || self.keys.contains(key)
    }
}

fn of_several_countries(set: &SeriesSet) -> bool {
    let first = set.series.first().map(|series| &series.key.country);
    set.series.iter().any(|series| Some(&series.key.country) != first)
}

/// A line with an indicator: an angle that opens its series, its name, how many figures it has.
fn indicator(ui: &mut Ui, theme: &Theme, one: &Listed, open: bool, in_chart: bool) -> Option<Did> {
    let response = widgets::list_row(ui, theme, space::ROW, in_chart, &one.name);
    let rect = response.rect;
    let angle = Rect::from_min_size(rect.min, vec2(22.0, rect.height()));
    let opener = ui.interact(angle, response.id.with("open"), Sense::click());
    let verb = if open { "Hide" } else { "Show" };
    let words = format!("{verb} the series of {}", one.name);
    opener.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &words));
    let color = if opener.hovered() { theme.text } else { theme.faint };
    icons::paint(ui.painter(), if open { Icon::Down } else { Icon::Forward }, angle, color);
    let small = theme::font(size::SMALL);
    let count = words::count(one.figures);
    let right = rect.right_center() - vec2(space::S, 0.0);
    let used = widgets::paint_line_right(ui, right, &count, small, theme.faint);
    let font = if in_chart { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    let at = rect.left_center() + vec2(24.0, 0.0);
    let room = rect.width() - used - 2.0 * space::S - 24.0;
    widgets::paint_line(ui, at, room, &one.name, font, theme.text);
    let opened = opener.on_hover_text(words).clicked();
    let hint = format!("{}: {}", one.name, words::counted(one.figures, "figure"));
    let chosen = response.on_hover_text(hint).clicked();
    if opened {
        Some(Did::Open(one.slug.clone(), !open))
    } else {
        chosen.then(|| Did::Indicator(one.slug.clone()))
    }
}

fn said(ui: &mut Ui, theme: &Theme, why: &str, hint: &str) -> Option<Did> {
    let wanted = vec2(ui.available_width(), space::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let at = rect.left_center() + vec2(space::XL, 0.0);
    widgets::paint_line(ui, at, rect.width(), why, theme::font(size::SMALL), theme.faint);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, hint));
    response.on_hover_text(hint);
    None
}

/// A line with a box to tick, the series' name and how many points it has.
fn tick(ui: &mut Ui, theme: &Theme, name: &str, points: usize, on: bool) -> bool {
    let mut ticked = on;
    let wanted = vec2(ui.available_width(), space::ROW);
    let row = ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::L);
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
        assert_eq!(name(&part, true), "Orvany · registry · minors · percent");
    }
}
