//! The rows of figures: only those in view are laid out.

use super::select::{Column, Entry, Sort, entry};
use crate::app::command::Commands;
use crate::app::deciding;
use crate::app::icons::{self, Icon};
use crate::app::tables::{ROW_SENSE, fit_of, head_line, table_style};
use crate::app::target::Target;
use crate::app::target_menu;
use crate::app::theme::{self, Theme, size, space};
use crate::app::words;

use crate::figures::{FigureKind, Indicator};
use crate::project::Verdict;
use crate::series::FigureId;
use crate::workspace::Workspace;
use eframe::egui::{
    self, Align, Color32, CursorIcon, Label, Layout, RichText, Sense, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use egui_extras::{Column as Width, TableBuilder};

/// What the user did to the table in this frame.
#[derive(Default)]
pub struct Did {
    /// Clicked a row.
    pub clicked: Option<FigureId>,
    /// Asked to see a row's sentence in its report.
    pub opened: Option<FigureId>,
    /// Clicked the head of a column.
    pub head: Option<Column>,
    /// Chose something from a row's menu.
    pub commands: Commands,
}

/// A table narrower than this leaves out the place, which mostly is the report's country and
/// stands in the details all the same.
const NARROW: f32 = 700.0;

/// The columns that a table of `room` has, and how wide they begin: parts of the room, so that the
/// last one is never pushed out of a narrow window.
fn columns(room: f32) -> impl Iterator<Item = (Column, Width)> {
    let shown = move |column: &Column| room >= NARROW || *column != Column::Place;
    Column::ALL.into_iter().filter(shown).map(move |column| (column, width(column, room)))
}

fn width(column: Column, room: f32) -> Width {
    let (part, least) = match column {
        Column::State => return Width::exact(22.0),
        Column::Value => (0.14, 100.0),
        Column::What => (0.23, 110.0),
        Column::Indicator | Column::Source => (0.14, 80.0),
        Column::Period => (0.12, 98.0),
        Column::Place => (0.10, 60.0),
        Column::Report => return Width::remainder().at_least(80.0).clip(true),
    };
    Width::initial((room * part).max(least)).at_least(56.0).clip(true)
}

/// Shows the table; `reveal` is scrolled into view.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    ids: &[FigureId],
    chosen: Option<FigureId>,
    sort: Sort,
    reveal: Option<FigureId>,
) -> Did {
    let mut did = Did::default();
    table_style(ui, theme);
    let room = ui.available_width() - space::M * Column::ALL.len() as f32;
    let (painter, ui_rect) = (ui.painter().clone(), ui.available_rect_before_wrap());
    let shown: Vec<(Column, Width)> = columns(room).collect();
    let mut table = TableBuilder::new(ui)
        .id_salt(("figures", fit_of(room)))
        .sense(ROW_SENSE)
        .resizable(true)
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center));
    for (_, width) in &shown {
        table = table.column(*width);
    }
    if let Some(row) = reveal.and_then(|id| ids.iter().position(|shown| *shown == id)) {
        table = table.scroll_to_row(row, None);
    }
    head_line(ui_rect, &painter, theme);
    let headed = table.header(space::ROW, |mut row| {
        for (column, _) in &shown {
            row.col(|ui| {
                if head(ui, theme, *column, sort) {
                    did.head = Some(*column);
                }
            });
        }
    });
    headed.body(|body| {
        body.rows(space::ROW, ids.len(), |mut row| {
            let Some(id) = ids.get(row.index()).copied() else { return };
            let Some(entry) = entry(workspace, id) else { return };
            row.set_selected(chosen == Some(id));
            for (column, _) in &shown {
                row.col(|ui| cell_of(ui, *column, &entry, workspace, theme));
            }
            let response = row.response();
            let target = || Some(Target::Figure(id));
            target_menu::attach(&response, workspace, target, theme, &mut did.commands);
            if response.secondary_clicked() {
                did.clicked = Some(id);
            }
            if response.double_clicked() {
                did.opened = Some(id);
            } else if response.clicked() {
                did.clicked = Some(id);
            }
        });
    });
    did
}

/// The head of a column: its name, and an arrow where it decides the order.
fn head(ui: &mut Ui, theme: &Theme, column: Column, sort: Sort) -> bool {
    let wanted = vec2(ui.available_width(), space::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let name = format!("Sort by {}", column.name().to_lowercase());
    let title = if column == Column::State { "" } else { column.name() };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let sorted = sort.by.filter(|(by, _)| *by == column);
    let color = if response.hovered() || sorted.is_some() { theme.text } else { theme.faint };
    let font = theme::strong_font(size::SMALL);
    let words = ui.fonts_mut(|f| f.layout_no_wrap(title.to_owned(), font, color));
    let arrow = 16.0;
    let left = if column == Column::Value {
        let arrow = if sorted.is_some() { arrow } else { 0.0 };
        rect.right() - words.size().x - arrow
    } else {
        rect.left()
    };
    let end = left + words.size().x;
    let painter = ui.painter_at(rect);
    painter.galley(egui::pos2(left, rect.center().y - words.size().y / 2.0), words, color);
    if let Some((_, down)) = sorted {
        let icon = if down { Icon::Down } else { Icon::Up };
        let at = egui::pos2(end + arrow / 2.0, rect.center().y);
        let area = egui::Rect::from_center_size(at, egui::Vec2::splat(arrow));
        icons::paint(&painter, icon, area, color);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name).clicked()
}

fn cell_of(ui: &mut Ui, column: Column, entry: &Entry<'_>, workspace: &Workspace, theme: &Theme) {
    let figure = entry.figure;
    let main = if figure.kind == FigureKind::Statistic { theme.text } else { theme.soft };
    match column {
        Column::State => state(ui, deciding::verdict(workspace, entry.id), theme),
        Column::Value => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                cell(ui, &words::value(figure), theme.figure, true);
            });
        }
        Column::What => cell(ui, &figure.measure, main, false),
        Column::Indicator => match figure.indicator.as_deref() {
            Some(slug) => {
                let found: Option<&Indicator> = workspace.catalogue().get(slug);
                cell(ui, found.map_or(slug, |found| found.name.as_str()), main, false);
            }
            None if figure.kind == FigureKind::Statistic => {}
            None => cell(ui, words::figure_kind(figure.kind), theme.faint, false),
        },
        Column::Period => cell(ui, &words::period(&figure.period), theme.soft, false),
        Column::Source => cell(ui, figure.source.as_deref().unwrap_or(""), theme.soft, false),
        Column::Place => cell(ui, figure.place.as_deref().unwrap_or(""), theme.soft, false),
        Column::Report => cell(ui, &words::report(entry.report), theme.soft, false),
    }
}

/// Whether the figure was accepted or rejected: a tick, a cross, or nothing.
fn state(ui: &mut Ui, verdict: Option<Verdict>, theme: &Theme) {
    let (icon, color, name) = match verdict {
        Some(Verdict::Accepted) => (Icon::Tick, theme.organization, "Accepted"),
        Some(Verdict::Rejected) => (Icon::Close, theme.warning, "Rejected"),
        None => return,
    };
    let (rect, sign) = ui.allocate_exact_size(egui::Vec2::splat(18.0), Sense::hover());
    sign.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    icons::paint(ui.painter(), icon, rect, color);
    sign.on_hover_text(name);
}

/// One line that ends in an ellipsis where there is no room; the whole is told on hover.
fn cell(ui: &mut Ui, text: &str, color: Color32, strong: bool) {
    if text.is_empty() {
        return;
    }
    let font = if strong { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    ui.add(Label::new(RichText::new(text).font(font).color(color)).truncate().selectable(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_leaves_out_the_place_alone() {
        let of = |room| columns(room).map(|(column, _)| column).collect::<Vec<_>>();
        assert_eq!(of(1200.0), Column::ALL);
        assert_eq!(of(580.0).len(), Column::ALL.len() - 1);
        assert!(!of(580.0).contains(&Column::Place));
    }
}
