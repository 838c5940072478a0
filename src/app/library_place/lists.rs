//! What a cell of the grid holds, told in a card: its reports, to be opened, and whose editions are
//! not here.

use crate::app::command::{Commands, UiCommand};
use crate::app::holdings::coverage::{Cell, Grid};
use crate::app::holdings::tree::By;
use crate::app::holdings::{Holdings, NameId, Row};
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::entities::ReportIndex;
use eframe::egui::{RichText, ScrollArea, Ui, pos2, vec2};

/// So many editions that are not here are told by name.
const TOLD: usize = 8;

/// What a line of the card says of a report: what line and column do not say, and its title.
fn line_of(row: &Row, holdings: &Holdings, grid: &Grid) -> (String, String) {
    let year = row.year().map(|year| year.to_string());
    let said = match grid.sides.cell_by() {
        By::Publisher => holdings.publisher_of(row),
        By::Country => holdings.country_of(row),
        By::Year => year.as_deref(),
    };
    match said {
        Some(said) => (said.to_owned(), row.name().to_owned()),
        None => (row.name().to_owned(), String::new()),
    }
}

/// The reports of a cell, each of which can be opened.
pub fn reports(
    ui: &mut Ui,
    reports: &[ReportIndex],
    (holdings, grid): (&Holdings, &Grid),
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]);
    area.show_rows(ui, space::ROW, reports.len(), |ui, range| {
        for index in reports.get(range).unwrap_or_default() {
            let Some(row) = holdings.row(*index) else { continue };
            let (words, after) = line_of(row, holdings, grid);
            let line = widgets::list_row(ui, theme, space::ROW, false, &format!("{words} {after}"));
            let rect = line.rect.shrink2(vec2(space::S, 0.0));
            let font = theme::font(size::BODY);
            let at = pos2(rect.left(), rect.center().y);
            let used = widgets::paint_line(ui, at, rect.width(), &words, font, theme.text);
            let at = pos2(rect.left() + used + space::S, rect.center().y);
            let font = theme::font(size::SMALL);
            widgets::paint_line(ui, at, rect.right() - at.x, &after, font, theme.faint);
            if line.on_hover_text(row.document.as_str()).clicked() {
                commands.push(UiCommand::OpenReport(*index));
                ui.close();
            }
        }
    });
}

/// Everything that a cell holds, in words.
pub fn told(cell: &Cell, head: &str, holdings: &Holdings, grid: &Grid) -> String {
    let mut lines = vec![head.to_owned()];
    let rows = cell.reports.iter().filter_map(|index| holdings.row(*index));
    let line = |row: &Row| {
        let (words, after) = line_of(row, holdings, grid);
        if after.is_empty() { words } else { format!("{words} · {after}") }
    };
    lines.extend(rows.take(TOLD).map(line));
    if cell.reports.len() > TOLD {
        lines.push(format!("and {} more", cell.reports.len() - TOLD));
    }
    lines.extend(cell.missing.iter().take(TOLD).map(|missing| not_here(*missing, holdings, grid)));
    if cell.missing.len() > TOLD {
        lines.push(format!("and {} more that are not here", cell.missing.len() - TOLD));
    }
    lines.join("\n")
}

fn not_here((country, publisher): (NameId, NameId), holdings: &Holdings, grid: &Grid) -> String {
    let of = match grid.sides.cell_by() {
        By::Country => holdings.countries.text(country),
        _ => holdings.publishers.text(publisher),
    };
    format!("Not here: {of}, which is here for years before and after")
}

/// The whole of a cell in a card.
pub fn card(
    ui: &mut Ui,
    cell: &Cell,
    head: &str,
    (holdings, grid): (&Holdings, &Grid),
    theme: &Theme,
    commands: &mut Commands,
) {
    ui.set_width(340.0);
    ui.label(RichText::new(head).font(theme::strong_font(size::BODY)).color(theme.text));
    ui.add_space(space::XS);
    if !cell.reports.is_empty() {
        reports(ui, &cell.reports, (holdings, grid), theme, commands);
    }
    for missing in cell.missing.iter().take(TOLD) {
        let words = RichText::new(not_here(*missing, holdings, grid));
        ui.label(words.font(theme::font(size::SMALL)).color(theme.faint));
    }
    if cell.missing.len() > TOLD {
        let more = format!("and {} more that are not here", cell.missing.len() - TOLD);
        ui.label(RichText::new(more).font(theme::font(size::SMALL)).color(theme.faint));
    }
}
