//! The library: every report of the folder, by country, year and publisher, with how far it is.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::icons::{self, Icon};
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use crate::entities::ReportIndex;
use crate::report::Metadata;
use crate::workspace::{Slot, State, Workspace};
use eframe::egui::{self, Color32, Rect, Response, ScrollArea, Ui, pos2, vec2};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct LibraryPanel {
    filter: String,
    /// Countries that are folded away.
    closed: HashSet<String>,
    groups: Vec<Group>,
    made_of: Option<u64>,
}

#[derive(Debug)]
struct Group {
    country: String,
    /// Newest first, then by publisher.
    reports: Vec<ReportIndex>,
}

/// Heading of the reports whose country was not found.
const NO_COUNTRY: &str = "Country not found";

enum Row<'a> {
    Country(&'a Group),
    Report(ReportIndex),
}

impl LibraryPanel {
    /// Shows the panel; `open` is the report that is read.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        open: Option<ReportIndex>,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let count = workspace.slots().count();
        widgets::section_header(ui, theme, "LIBRARY", Some(count));
        for problem in workspace.problems() {
            let words = egui::RichText::new(problem).color(theme.warning);
            ui.label(words.font(theme::font(size::SMALL)));
        }
        if count == 0 {
            show_empty(ui, workspace, theme, commands);
            return;
        }
        self.group(workspace);
        if count > 12 {
            let id = egui::Id::unique("filter library");
            let name = "Filter reports";
            widgets::filter_field(ui, theme, id, &mut self.filter, name, name);
        }
        let typed = self.filter.trim().to_lowercase();
        let rows = self.rows(workspace, &typed);
        if rows.is_empty() {
            let text = "No country, year, publisher or file has these words.";
            Empty { title: "No report fits", text, action: None }.show(ui, theme);
            return;
        }
        let mut toggled = None;
        ScrollArea::vertical().id_salt("library").auto_shrink(false).show_rows(
            ui,
            space::ROW,
            rows.len(),
            |ui, range| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for row in rows.get(range).unwrap_or_default() {
                    match row {
                        Row::Country(group) => {
                            let closed = self.closed.contains(&group.country) && typed.is_empty();
                            if country_row(ui, theme, group, closed).clicked() {
                                toggled = Some(group.country.clone());
                            }
                        }
                        Row::Report(index) => {
                            let Some(slot) = workspace.slot(*index) else { continue };
                            let chosen = open == Some(*index);
                            if report_row(ui, theme, slot, chosen).clicked() {
                                commands.push(UiCommand::OpenReport(*index));
                            }
                        }
                    }
                }
            },
        );
        if let Some(country) = toggled
            && !self.closed.remove(&country)
        {
            self.closed.insert(country);
        }
    }

    /// Sorts the reports into countries, when there is something new.
    fn group(&mut self, workspace: &Workspace) {
        let now = Some(workspace.revision());
        if self.made_of == now {
            return;
        }
        self.made_of = now;
        let mut groups: BTreeMap<(bool, String), Vec<ReportIndex>> = BTreeMap::new();
        for (index, slot) in workspace.slots() {
            let country = slot.report().and_then(|report| report.metadata.country());
            let key = (country.is_none(), country.unwrap_or(NO_COUNTRY).to_owned());
            groups.entry(key).or_default().push(index);
        }
        self.groups = groups
            .into_iter()
            .map(|((_, country), mut reports)| {
                reports.sort_by_cached_key(|index| {
                    let slot = workspace.slot(*index);
                    let metadata = slot.and_then(Slot::report).map(|report| &report.metadata);
                    let year = metadata.and_then(Metadata::year);
                    let publisher = metadata.and_then(|m| m.publisher()).map(str::to_owned);
                    (Reverse(year), publisher, workspace.rank(*index))
                });
                Group { country, reports }
            })
            .collect();
    }

    fn rows(&self, workspace: &Workspace, typed: &str) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        for group in &self.groups {
            let all = typed.is_empty() || group.country.to_lowercase().contains(typed);
            let fits = |index: &&ReportIndex| {
                all || workspace
                    .slot(**index)
                    .is_some_and(|slot| words_of(slot).to_lowercase().contains(typed))
            };
            let mut reports = group.reports.iter().filter(fits).peekable();
            if reports.peek().is_none() {
                continue;
            }
            rows.push(Row::Country(group));
            if !typed.is_empty() || !self.closed.contains(&group.country) {
                rows.extend(reports.map(|index| Row::Report(*index)));
            }
        }
        rows
    }
}

fn show_empty(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    if workspace.is_scanning() {
        let title = "Looking through the folder …";
        Empty { title, text: "", action: None }.show(ui, theme);
        return;
    }
    let empty = Empty {
        title: "No reports here",
        text: "The folder holds no text, web page, PDF or Word file.",
        action: Some("Open another folder"),
    };
    if empty.show(ui, theme) {
        commands.push(UiCommand::Run(Action::OpenFolder));
    }
}

/// What a report is found by.
fn words_of(slot: &Slot) -> String {
    let metadata = slot.report().map(|report| &report.metadata);
    let year = metadata.and_then(Metadata::year).map(|year| year.to_string());
    let publisher = metadata.and_then(|m| m.publisher()).unwrap_or_default();
    format!("{} {publisher} {}", year.unwrap_or_default(), slot.file.name)
}

fn country_row(ui: &mut Ui, theme: &Theme, group: &Group, closed: bool) -> Response {
    let row = widgets::list_row(ui, theme, space::ROW, false, &group.country);
    let rect = row.rect;
    let arrow = Rect::from_center_size(pos2(rect.left() + 10.0, rect.center().y), vec2(16.0, 16.0));
    let icon = if closed { Icon::Forward } else { Icon::Down };
    icons::paint(ui.painter(), icon, arrow, theme.faint);
    let right = pos2(rect.right() - space::S, rect.center().y);
    let count = super::words::count(group.reports.len());
    let used = widgets::paint_line_right(ui, right, &count, theme::font(size::SMALL), theme.faint);
    let left = rect.left() + 24.0;
    let width = rect.right() - left - used - 2.0 * space::S;
    let font = theme::strong_font(size::BODY);
    let at = pos2(left, rect.center().y);
    widgets::paint_line(ui, at, width, &group.country, font, theme.text);
    row
}

/// The mark of a state: its words and its colour.
fn state_of(state: &State, theme: &Theme) -> (String, Color32) {
    match state {
        State::Waiting => ("Waiting to be read".to_owned(), theme.edge),
        State::Read(_) => ("Read; names and figures are still to come".to_owned(), theme.soft),
        State::Analysed(..) => ("Read and analysed".to_owned(), theme.organization),
        State::Failed(None, error) => (format!("Could not be read: {error}"), theme.warning),
        State::Locked { .. } => ("Locked; open it to give its password".to_owned(), theme.soft),
        State::Gone => ("No longer in the folder".to_owned(), theme.edge),
        State::Failed(Some(_), error) => {
            (format!("Can be read, not analysed: {error}"), theme.warning)
        }
    }
}

fn report_row(ui: &mut Ui, theme: &Theme, slot: &Slot, chosen: bool) -> Response {
    let metadata = slot.report().map(|report| &report.metadata);
    let year = metadata.and_then(Metadata::year).map(|year| year.to_string());
    let publisher = metadata.and_then(|m| m.publisher());
    let file = slot.file.name.file_name();
    let words = publisher.unwrap_or(file);
    let name = year.as_ref().map_or_else(|| words.to_owned(), |year| format!("{year} {words}"));
    let row = widgets::list_row(ui, theme, space::ROW, chosen, &name);
    let rect = row.rect;
    let (state, color) = state_of(&slot.state, theme);
    let dot = pos2(rect.right() - space::M, rect.center().y);
    paint_state(ui, &slot.state, dot, color);
    let failed = matches!(slot.state, State::Failed(..));
    let text = if failed { theme.warning } else { theme.text };
    let mut left = rect.left() + 24.0;
    if let Some(year) = &year {
        let at = pos2(left, rect.center().y);
        widgets::paint_line(ui, at, 40.0, year, theme::font(size::BODY), theme.soft);
        left += 40.0;
    }
    let at = pos2(left, rect.center().y);
    let width = rect.right() - left - 24.0;
    let font = if chosen { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    widgets::paint_line(ui, at, width, words, font, text);
    let title = slot.report().map_or("", |report| report.metadata.title());
    let parts = [title, slot.file.name.as_str(), &state];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    row.on_hover_text(parts.join("\n"))
}

/// A shape for each state, so that colour alone tells nothing: an empty ring waits, half a disc is
/// read, a small dot is done, a cross failed.
fn paint_state(ui: &Ui, state: &State, at: egui::Pos2, color: Color32) {
    let painter = ui.painter();
    let stroke = egui::Stroke::new(1.3, color);
    match state {
        State::Waiting | State::Gone => {
            painter.circle_stroke(at, 3.5, stroke);
        }
        State::Read(_) => {
            painter.circle_stroke(at, 3.5, stroke);
            painter.circle_filled(at, 1.8, color);
        }
        State::Analysed(..) => {
            painter.circle_filled(at, 2.5, color);
        }
        State::Locked { .. } => {
            icons::paint(painter, Icon::Lock, Rect::from_center_size(at, vec2(16.0, 16.0)), color);
        }
        State::Failed(..) => {
            icons::paint(painter, Icon::Close, Rect::from_center_size(at, vec2(16.0, 16.0)), color);
        }
    }
}
