//! How many hits there are by year and by country: columns and lines that are clicked to show only
//! theirs.

use super::groups::{Groups, View};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use eframe::egui::{
    self, CursorIcon, Rect, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Height of the columns of hits by year.
const YEARS: f32 = 52.0;
/// Height of a country's line.
const LINE: f32 = 20.0;
/// Height of the whole.
const HEIGHT: f32 = YEARS + 18.0;
/// Countries take this share of the width where years are shown too.
const SHARE: f32 = 0.46;

/// Shows both, side by side, where there is more than one year or country. Returns whether the
/// choice was changed.
pub fn show(ui: &mut Ui, groups: &Groups, view: &mut View, theme: &Theme) -> bool {
    let years = groups.years.len() > 1 || !view.years.is_empty();
    let countries = groups.countries.len() > 1 || !view.countries.is_empty();
    if !years && !countries {
        return false;
    }
    let before = (view.years.clone(), view.countries.clone());
    let height = if years { HEIGHT } else { height_of_lines(groups.countries.len()) };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let (left, right) = match (years, countries) {
        (true, true) => rect.split_left_right_at_fraction(1.0 - SHARE),
        (true, false) => (rect, Rect::NOTHING),
        _ => (Rect::NOTHING, rect),
    };
    if years {
        by_year(ui, left.with_max_x(left.right() - space::S), groups, view, theme);
    }
    if countries {
        by_country(ui, right, groups, view, theme);
    }
    let mut changed = before != (view.years.clone(), view.countries.clone());
    if view.is_narrowed() {
        changed |= chosen(ui, view, theme);
    }
    ui.add_space(space::S);
    changed
}

/// The height of countries by themselves; half a line tells that there are more.
fn height_of_lines(countries: usize) -> f32 {
    const MOST: usize = 5;
    let more = if countries > MOST { 0.5 } else { 0.0 };
    LINE * (countries.min(MOST) as f32 + more)
}

/// Takes a value alone, or takes it back; with `more` (Ctrl), beside those that are chosen.
fn toggle<T: Ord + Clone>(chosen: &mut std::collections::BTreeSet<T>, value: &T, more: bool) {
    let alone = chosen.len() == 1 && chosen.contains(value);
    if more {
        if !chosen.remove(value) {
            chosen.insert(value.clone());
        }
        return;
    }
    chosen.clear();
    if !alone {
        chosen.insert(value.clone());
    }
}

const HINT: &str = "Click to see only these; with Ctrl, these too";

fn by_year(ui: &mut Ui, rect: Rect, groups: &Groups, view: &mut View, theme: &Theme) {
    let known = groups.years.keys().chain(&view.years);
    let (Some(first), Some(last)) = (known.clone().min().copied(), known.max().copied()) else {
        return;
    };
    let most = groups.years.values().copied().max().unwrap_or(1).max(1) as f32;
    let step = rect.width() / f32::from((last - first).saturating_add(1));
    let base = rect.top() + YEARS;
    let more = ui.input(|input| input.modifiers.command);
    for (at, year) in (first..=last).enumerate() {
        let hits = groups.years.get(&year).copied().unwrap_or(0);
        let left = rect.left() + step * at as f32;
        let column = Rect::from_min_max(pos2(left, rect.top()), pos2(left + step, base));
        let id = ui.scope_id().with(("year", year));
        let response = ui.interact(column, id, Sense::CLICK);
        let on = view.years.contains(&year);
        let name = format!("{year}: {}", words::counted(hits, "hit"));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
        let tall = if hits == 0 { 0.0 } else { (YEARS * hits as f32 / most).max(2.0) };
        let wide = step.min(28.0) - 1.0;
        let bar = Rect::from_min_max(
            pos2(column.center().x - wide / 2.0, base - tall),
            pos2(column.center().x + wide / 2.0, base),
        );
        if response.hovered() {
            ui.painter().rect_filled(column, 1.0, theme.hover);
        }
        let color = if on || response.hovered() { theme.accent } else { theme.edge };
        ui.painter().rect_filled(bar, 1.0, color);
        let response = response.on_hover_text(format!("{name}\n{HINT}"));
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            toggle(&mut view.years, &year, more);
        }
    }
    ui.painter().hline(rect.x_range(), base, egui::Stroke::new(1.0, theme.line));
    let small = theme::font(size::SMALL);
    let (from, to) = (first.to_string(), last.to_string());
    let at = pos2(rect.left(), base + 9.0);
    widgets::paint_line(ui, at, 60.0, &from, small.clone(), theme.faint);
    if first < last {
        let at = pos2(rect.right(), base + 9.0);
        widgets::paint_line_right(ui, at, &to, small, theme.faint);
    }
}

fn by_country(ui: &mut Ui, rect: Rect, groups: &Groups, view: &mut View, theme: &Theme) {
    let most = groups.countries.first().map_or(1, |(_, hits)| *hits).max(1) as f32;
    let more = ui.input(|input| input.modifiers.command);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("by country"));
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    inner.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("countries").max_height(rect.height());
    area.auto_shrink([false, false]).show_rows(
        &mut inner,
        LINE,
        groups.countries.len(),
        |ui, rows| {
            for (country, hits) in groups.countries.get(rows).unwrap_or_default() {
                let on = view.countries.contains(country);
                if country_line(ui, country, *hits, *hits as f32 / most, on, theme) {
                    toggle(&mut view.countries, country, more);
                }
            }
        },
    );
}

/// A country's line, with a bar behind it; returns whether it was clicked.
fn country_line(
    ui: &mut Ui,
    country: &str,
    hits: usize,
    share: f32,
    on: bool,
    theme: &Theme,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::CLICK);
    let name = format!("{country}: {}", words::counted(hits, "hit"));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
    let rect = rect.with_max_x(rect.right() - space::S);
    if let Some(fill) = widgets::row_fill(theme, &response, on) {
        ui.painter().rect_filled(rect, 2.0, fill);
    }
    let bar = Rect::from_min_size(
        pos2(rect.left(), rect.bottom() - 2.0),
        vec2((rect.width() * share).max(2.0), 2.0),
    );
    let color = if on || response.hovered() { theme.accent } else { theme.edge };
    ui.painter().rect_filled(bar, 1.0, color);
    let small = theme::font(size::SMALL);
    let count = words::count(hits);
    let middle = rect.center().y - 1.0;
    let right = pos2(rect.right() - 2.0, middle);
    let used = widgets::paint_line_right(ui, right, &count, small.clone(), theme.faint);
    let room = rect.width() - used - space::S;
    widgets::paint_line(ui, pos2(rect.left() + 2.0, middle), room, country, small, theme.soft);
    let response = response.on_hover_text(format!("{name}\n{HINT}"));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// What is chosen, as chips that take it back. Returns whether one was clicked.
fn chosen(ui: &mut Ui, view: &mut View, theme: &Theme) -> bool {
    let mut changed = false;
    crate::app::choose::control_row(ui, |ui| {
        for year in view.years.clone() {
            if widgets::chip(ui, theme, &format!("{year}  ×"), theme.text, true).clicked() {
                changed |= view.years.remove(&year);
            }
        }
        for country in view.countries.clone() {
            if widgets::chip(ui, theme, &format!("{country}  ×"), theme.text, true).clicked() {
                changed |= view.countries.remove(&country);
            }
        }
    });
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_click_takes_one_alone_and_takes_it_back() {
        let mut chosen = BTreeSet::from([2018, 2019]);
        toggle(&mut chosen, &2018, false);
        assert_eq!(chosen, BTreeSet::from([2018]));
        toggle(&mut chosen, &2021, true);
        assert_eq!(chosen, BTreeSet::from([2018, 2021]));
        toggle(&mut chosen, &2021, true);
        toggle(&mut chosen, &2018, false);
        assert!(chosen.is_empty());
    }
}
