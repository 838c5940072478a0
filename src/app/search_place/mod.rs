//! What a search over all reports found: its hits by report, each with the words around it, and
//! how many there are by year.
//!
//! Only the lines in view are laid out; the list is made anew when a search ends or a report is
//! folded.

mod groups;

use super::command::{Commands, UiCommand};
use super::heights::Heights;
use super::icons::{self, Icon};
use super::selecting;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::entities::ReportIndex;
use crate::library::search::{MAX_HITS, snippet};
use crate::report::{Report, Span};
use crate::workspace::{Found, Passage, Workspace};
use eframe::egui::{
    self, Align, Color32, CursorIcon, Layout, Rect, RichText, ScrollArea, Sense, TextFormat, Ui,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};
use groups::{Groups, Line};
use std::collections::HashSet;
use std::sync::Arc;

/// What the list remembers.
#[derive(Default)]
pub struct SearchPlace {
    closed: HashSet<ReportIndex>,
    /// The hit that was opened last.
    opened: Option<Passage>,
    listed: Option<Listed>,
}

struct Listed {
    found: Arc<Found>,
    closed: HashSet<ReportIndex>,
    groups: Groups,
    heights: Heights,
}

/// Height of a report's line.
const HEAD: f32 = 36.0;
/// Height of a hit's line: two lines of words and one that tells where they stand.
const HIT: f32 = 66.0;
/// Height of the columns of hits by year.
const YEARS: f32 = 44.0;
/// Width of a letter of running text, on average, as part of its size.
const LETTER: f32 = 0.52;

impl SearchPlace {
    fn refresh(&mut self, workspace: &Workspace) {
        let found = workspace.found();
        let same =
            |listed: &Listed| Arc::ptr_eq(&listed.found, found) && listed.closed == self.closed;
        if self.listed.as_ref().is_some_and(same) {
            return;
        }
        if self.listed.as_ref().is_some_and(|listed| !Arc::ptr_eq(&listed.found, found)) {
            self.closed.clear();
        }
        let groups = Groups::new(workspace, found, &self.closed);
        let heights = Heights::new(groups.lines.iter().map(|line| match line {
            Line::Report(..) => HEAD,
            Line::Hit(..) => HIT,
        }));
        let (found, closed) = (Arc::clone(found), self.closed.clone());
        self.listed = Some(Listed { found, closed, groups, heights });
    }
}

/// Shows what was found for `typed`, the words that stand in the search field.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut SearchPlace,
    typed: &str,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.refresh(workspace);
    let Some(listed) = &place.listed else { return };
    let late = listed.found.typed != typed;
    head(ui, &listed.groups, typed, late, theme, commands);
    if listed.groups.lines.is_empty() {
        if !late {
            none(ui, workspace, typed, theme, commands);
        }
        return;
    }
    years(ui, &listed.groups, theme);
    ui.add_space(space::S);
    let mut fold = None;
    let mut opened = None;
    ScrollArea::vertical().auto_shrink([false, false]).show_viewport(ui, |ui, view| {
        ui.set_height(listed.heights.total());
        let top = ui.max_rect().top();
        for at in listed.heights.within(view.top(), view.bottom()) {
            let Some(line) = listed.groups.lines.get(at) else { continue };
            let (y, height) = (top + listed.heights.top(at), line_height(*line));
            let left = ui.max_rect().left();
            let rect = Rect::from_min_size(pos2(left, y), vec2(ui.available_width(), height));
            match *line {
                Line::Report(report, count) => {
                    let open = !listed.closed.contains(&report);
                    if report_line(ui, workspace, report, count, open, rect, theme) {
                        fold = Some(report);
                    }
                }
                Line::Hit(report, span) => {
                    let passage = Passage { report, span };
                    let chosen = place.opened == Some(passage);
                    if hit_line(ui, workspace, passage, chosen, rect, theme) {
                        opened = Some(passage);
                    }
                }
            }
        }
    });
    if let Some(report) = fold
        && !place.closed.remove(&report)
    {
        place.closed.insert(report);
    }
    if let Some(passage) = opened {
        place.opened = Some(passage);
        commands.push(UiCommand::ShowPassage(passage));
    }
}

fn line_height(line: Line) -> f32 {
    match line {
        Line::Report(..) => HEAD,
        Line::Hit(..) => HIT,
    }
}

/// What was searched, how much was found, and a cross that ends the search.
fn head(
    ui: &mut Ui,
    groups: &Groups,
    typed: &str,
    late: bool,
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, theme, Icon::Close, "Close the search").clicked() {
                commands.push(UiCommand::Search(String::new()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(format!("“{}”", typed.trim()));
                let title = title.font(theme::strong_font(size::LARGE)).color(theme.text);
                ui.add(egui::Label::new(title).truncate().selectable(false));
            });
        });
    });
    let counts = if late {
        "Searching …".to_owned()
    } else {
        let (hits, reports) = (groups.hits, groups.reports);
        format!("{} in {}", words::counted(hits, "hit"), words::counted(reports, "report"))
    };
    ui.label(RichText::new(counts).font(theme::font(size::SMALL)).color(theme.faint));
    ui.add_space(space::S);
}

fn none(ui: &mut Ui, workspace: &Workspace, typed: &str, theme: &Theme, commands: &mut Commands) {
    let reading = workspace.progress().is_some();
    let what = format!("“{}”", typed.trim());
    if !reading && selecting::nothing(ui, workspace, &what, theme, commands) {
        return;
    }
    let title = format!("No report holds “{}”", typed.trim());
    let waiting = workspace.slots().filter(|(_, slot)| slot.loaded().is_none()).count();
    let text = if workspace.progress().is_some() && waiting > 0 {
        format!("{} are still to be read.", words::counted(waiting, "report"))
    } else {
        "Look for other words, or for a part of them. Upper and lower case do not matter.".into()
    };
    Empty { title: &title, text: &text, action: None }.show(ui, theme);
}

/// Hits by year, as columns with their numbers on hover.
fn years(ui: &mut Ui, groups: &Groups, theme: &Theme) {
    let (Some(first), Some(last)) = (groups.years.keys().next(), groups.years.keys().next_back())
    else {
        return;
    };
    if first == last {
        return;
    }
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), YEARS + 16.0), Sense::hover());
    let most = groups.years.values().copied().max().unwrap_or(1).max(1) as f32;
    let step = rect.width() / f32::from((last - first).saturating_add(1));
    let base = rect.top() + YEARS;
    for (at, year) in (*first..=*last).enumerate() {
        let hits = groups.years.get(&year).copied().unwrap_or(0);
        let left = rect.left() + step * at as f32;
        let column = Rect::from_min_max(pos2(left, rect.top()), pos2(left + step, base));
        let id = ui.scope_id().with(("year", year));
        let response = ui.interact(column, id, Sense::hover());
        let tall = if hits == 0 { 0.0 } else { (YEARS * hits as f32 / most).max(2.0) };
        let bar = Rect::from_min_max(
            pos2(column.left() + 1.0, base - tall),
            pos2((column.right() - 1.0).min(column.left() + 28.0), base),
        );
        let color = if response.hovered() { theme.accent } else { theme.edge };
        ui.painter().rect_filled(bar, 1.0, color);
        response.on_hover_text(format!("{year}: {}", words::counted(hits, "hit")));
    }
    ui.painter().hline(rect.x_range(), base, egui::Stroke::new(1.0, theme.line));
    let small = theme::font(size::SMALL);
    let middle = base + 9.0;
    let (from, to) = (first.to_string(), last.to_string());
    widgets::paint_line(ui, pos2(rect.left(), middle), 60.0, &from, small.clone(), theme.faint);
    widgets::paint_line_right(ui, pos2(rect.right(), middle), &to, small, theme.faint);
}

/// A report's line: its edition, its count and whether its hits are shown. Returns whether it was
/// clicked.
fn report_line(
    ui: &mut Ui,
    workspace: &Workspace,
    index: ReportIndex,
    count: usize,
    open: bool,
    rect: Rect,
    theme: &Theme,
) -> bool {
    let Some(report) = workspace.report(index) else { return false };
    let response = ui.interact(rect, ui.scope_id().with(("report", index)), Sense::click());
    let name = words::report(report);
    // A list that stops at its limit must not look complete.
    let more = if count >= MAX_HITS { "+" } else { "" };
    let counted = format!("{}{more}", words::count(count));
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, open, format!("{name}, {counted}"))
    });
    if let Some(fill) = widgets::row_fill(theme, &response, false) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    widgets::focus_ring(ui, theme, &response, rect);
    let icon = if open { Icon::Down } else { Icon::Forward };
    let arrow = Rect::from_center_size(pos2(rect.left() + 10.0, rect.center().y), vec2(16.0, 16.0));
    icons::paint(ui.painter(), icon, arrow, theme.faint);
    let right = pos2(rect.right() - space::S, rect.center().y);
    let small = theme::font(size::SMALL);
    let used = widgets::paint_line_right(ui, right, &counted, small, theme.faint);
    let at = pos2(rect.left() + 22.0, rect.center().y);
    let room = right.x - used - space::S - at.x;
    widgets::paint_line(ui, at, room, &name, theme::strong_font(size::BODY), theme.text);
    let file = report.document.as_str();
    response.on_hover_text(file).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// A hit's line: the words around it, and where they stand. Returns whether it was clicked.
fn hit_line(
    ui: &mut Ui,
    workspace: &Workspace,
    passage: Passage,
    chosen: bool,
    rect: Rect,
    theme: &Theme,
) -> bool {
    let Some(report) = workspace.report(passage.report) else { return false };
    let response = ui.interact(rect, ui.scope_id().with(passage), Sense::click());
    let inner = Rect::from_min_max(
        pos2(rect.left() + 22.0, rect.top() + space::XS),
        pos2(rect.right() - space::S, rect.bottom()),
    );
    let (job, words) = hit_words(report, passage.span, inner.width(), theme);
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, chosen, &words));
    if let Some(fill) = widgets::row_fill(theme, &response, chosen) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    widgets::focus_ring(ui, theme, &response, rect);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(inner.min, galley, theme.text);
    let at = pos2(inner.left(), rect.top() + 46.0);
    let place = whereabouts(report, passage.span);
    let small = theme::font(size::SMALL);
    widgets::paint_line(ui, at, inner.width(), &place, small, theme.faint);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// The words around a hit in two lines at most, the hit marked.
fn hit_words(report: &Report, hit: Span, width: f32, theme: &Theme) -> (LayoutJob, String) {
    // What fits two lines, with the hit in the middle.
    let letters = (2.0 * 0.85 * width / (LETTER * size::BODY)).clamp(40.0, 400.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "40 to 400")]
    let around = (letters as usize).saturating_sub(hit.len()) / 2;
    let cut = snippet(report, hit, around);
    let mut job = LayoutJob::default();
    let mut add = |words: Option<&str>, color: Color32, behind: Color32| {
        let mut format = TextFormat::simple(theme::font(size::BODY), color);
        format.background = behind;
        job.append(words.unwrap_or(""), 0.0, format);
    };
    add(cut.text.get(..cut.hit.start), theme.soft, Color32::TRANSPARENT);
    add(cut.text.get(cut.hit.clone()), theme.text, theme.hit);
    add(cut.text.get(cut.hit.end..), theme.soft, Color32::TRANSPARENT);
    job.wrap.max_width = width;
    job.wrap.max_rows = 2;
    (job, cut.text)
}

/// Where a hit stands: its section, and its page where the file has pages.
fn whereabouts(report: &Report, hit: Span) -> String {
    let section = report.section_at(hit.start).and_then(|at| report.outline.get(at));
    let section = section.map(|section| match &section.number {
        Some(number) => format!("{number}. {}", section.title),
        None => section.title.clone(),
    });
    let page = report.page_name_at(hit.start).map(|page| format!("page {page}"));
    let parts: Vec<String> = section.into_iter().chain(page).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    #[test]
    fn the_hit_is_marked_and_placed() {
        let text = "The registry of Orvany was opened to all in the spring.";
        let report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let hit = Span::new(16, 22);
        let (job, words) = hit_words(&report, hit, 300.0, &theme::LIGHT);
        let marked: Vec<_> = job
            .sections
            .iter()
            .filter(|section| section.format.background == theme::LIGHT.hit)
            .map(|section| &job.text[section.byte_range.start.0..section.byte_range.end.0])
            .collect();
        assert_eq!(marked, ["Orvany"]);
        assert_eq!(words, text);
        assert_eq!(whereabouts(&report, hit), "");
    }
}
