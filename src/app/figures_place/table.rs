//! The rows of figures: only those in view are laid out.

use super::column::{Column, SURE, Sort, words_of};
use super::columns::Columns;
use super::entry::{Entry, entry};
use super::picked::Picked;
use crate::app::command::Commands;
use crate::app::icons::{self, Icon};
use crate::app::still::Held;
use crate::app::tables::{Head, ROW_SENSE, cell, fit_of, head_line, table_style};
use crate::app::target::Target;
use crate::app::target_menu;
use crate::app::theme::{self, Theme, size, space};
use crate::app::words;
use crate::figures::{FigureKind, Review};
use crate::series::FigureId;
use crate::workspace::Workspace;
use eframe::egui::{
    self, Align, FontId, Label, Layout, Modifiers, RichText, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit::Role,
};
use egui_extras::{Column as Width, TableBuilder};

/// What the user did to the table in this frame.
#[derive(Default)]
pub struct Did {
    /// Clicked the row at this place, with these keys held.
    pub clicked: Option<(usize, Modifiers)>,
    /// Asked to see a row's sentence in its report.
    pub opened: Option<FigureId>,
    /// Clicked the head of a column.
    pub head: Option<Column>,
    /// The columns as wide as they are drawn, but for the last, which takes what is left.
    pub widths: Vec<(Column, f32)>,
    /// Chose something from a row's menu.
    pub commands: Commands,
    /// The row that is to stay where it is when rows come.
    pub held: Option<Held<FigureId>>,
}

/// What the table shows.
pub struct Table<'a> {
    /// The rows.
    pub ids: &'a [FigureId],
    /// The row whose figure is shown beside the table.
    pub chosen: Option<FigureId>,
    /// The rows that are chosen together.
    pub picked: &'a Picked,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns.
    pub columns: &'a Columns,
    /// The row to scroll into view.
    pub reveal: Option<FigureId>,
    /// How far the table is to be scrolled, if not as it is.
    pub offset: Option<f32>,
}

/// Width of the column of signs.
const STATE: f32 = 36.0;

/// How wide a column begins: a part of the room, so that the usual ones fit a narrow window.
fn usual_width(column: Column, room: f32) -> f32 {
    let (part, least) = match column {
        Column::State => return STATE,
        Column::Value => (0.13, 92.0),
        Column::What => (0.23, 110.0),
        Column::Indicator | Column::Source => (0.14, 80.0),
        Column::Period => (0.12, 98.0),
        Column::Place => (0.10, 60.0),
        Column::Report | Column::Section => (0.16, 140.0),
        Column::Scope | Column::PassedOn => (0.12, 100.0),
        Column::Kind | Column::Status => (0.0, 96.0),
        Column::Unit | Column::Certainty => (0.0, 72.0),
        Column::Page => (0.0, 52.0),
    };
    ((room - STATE) * part).max(least)
}

/// The last column gives way down to this width before the table is moved sideways.
const LEAST: f32 = 56.0;

/// The columns with their widths; the last one takes what is left, and whether all fit the room.
fn widths(columns: &Columns, room: f32) -> (Vec<(Column, f32, Width)>, bool) {
    let shown = columns.shown(room);
    let wide = |column: &Column| {
        let wide = columns.width(*column).unwrap_or_else(|| usual_width(*column, room));
        (*column, wide)
    };
    let wide: Vec<(Column, f32)> = shown.iter().map(wide).collect();
    let least = wide.last().map_or(0.0, |(_, last)| last.min(LEAST));
    let all: f32 = wide.iter().rev().skip(1).map(|(_, width)| width).sum::<f32>() + least;
    let fits = all <= room;
    let last = wide.len().saturating_sub(1);
    let column = |(at, (column, wide)): (usize, &(Column, f32))| {
        let width = match column {
            _ if at == last && fits => Width::remainder().at_least(least),
            Column::State => Width::exact(*wide),
            _ => Width::initial(*wide).at_least(40.0),
        };
        (*column, *wide, width.clip(true))
    };
    (wide.iter().enumerate().map(column).collect(), fits)
}

/// Shows the table; where its columns do not fit, it can be moved sideways.
pub fn show(ui: &mut Ui, workspace: &Workspace, theme: &Theme, table: &Table<'_>) -> Did {
    let parted = space::M * table.columns.shown(f32::INFINITY).len() as f32;
    let room = ui.available_width() - parted;
    let (columns, fits) = widths(table.columns, room);
    if fits {
        return rows(ui, workspace, theme, table, &columns, room);
    }
    let area = ScrollArea::horizontal().auto_shrink([false, false]);
    area.show(ui, |ui| {
        ui.set_min_width(columns.iter().map(|(_, wide, _)| wide).sum::<f32>() + parted);
        rows(ui, workspace, theme, table, &columns, room)
    })
    .inner
}

fn rows(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    table: &Table<'_>,
    columns: &[(Column, f32, Width)],
    room: f32,
) -> Did {
    let mut did = Did::default();
    table_style(ui, theme);
    let (painter, ui_rect) = (ui.painter().clone(), ui.available_rect_before_wrap());
    let names: Vec<&str> = columns.iter().map(|(column, ..)| column.name()).collect();
    let mut built = TableBuilder::new(ui)
        .id_salt(("figures", fit_of(room), names, table.columns.resets()))
        .sense(ROW_SENSE)
        .resizable(true)
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center));
    for (.., width) in columns {
        built = built.column(*width);
    }
    if let Some(row) = table.reveal.and_then(|id| table.ids.iter().position(|shown| *shown == id)) {
        built = built.scroll_to_row(row, None);
    } else if let Some(offset) = table.offset {
        built = built.vertical_scroll_offset(offset);
    }
    head_line(ui_rect, &painter, theme);
    let last = columns.len().saturating_sub(1);
    let headed = built.header(space::ROW, |mut row| {
        for (column, ..) in columns {
            row.col(|ui| {
                let head = Head {
                    name: column.name(),
                    shown: *column != Column::State,
                    sorted: table.sort.by.filter(|(by, _)| by == column).map(|(_, down)| down),
                    right: *column == Column::Value,
                };
                if head.show(ui, theme) {
                    did.head = Some(*column);
                }
            });
        }
    });
    let drawn = headed.body(|body| {
        let wide = columns.iter().map(|(column, ..)| *column).zip(body.widths().iter().copied());
        did.widths = wide.take(last).collect();
        body.rows(space::ROW, table.ids.len(), |mut row| {
            let at = row.index();
            let Some(id) = table.ids.get(at).copied() else { return };
            let Some(entry) = entry(workspace, id) else { return };
            row.set_selected(table.chosen == Some(id) || table.picked.contains(at));
            for (column, ..) in columns {
                row.col(|ui| cell_of(ui, *column, &entry, workspace, theme));
            }
            let response = row.response();
            let target = || Some(Target::Figure(id));
            target_menu::attach(&response, workspace, target, theme, &mut did.commands);
            let held = response.ctx.input(|input| input.modifiers);
            if response.secondary_clicked() {
                did.clicked = Some((at, Modifiers::NONE));
            }
            if response.double_clicked() {
                did.opened = Some(id);
            } else if response.clicked() {
                did.clicked = Some((at, held));
            }
        });
    });
    let id = |at: usize| table.ids.get(at).copied();
    did.held = Held::of(ui, space::ROW, &drawn, table.ids.len(), id);
    did
}

fn cell_of(ui: &mut Ui, column: Column, entry: &Entry<'_>, workspace: &Workspace, theme: &Theme) {
    let (kind, confidence) = (entry.row.kind(), entry.row.confidence());
    let main = if kind == FigureKind::Statistic { theme.text } else { theme.soft };
    let words = words_of(column, entry, workspace.catalogue());
    match column {
        Column::State => {
            let repeated = workspace.repeated_from(entry.id);
            state(ui, entry, repeated, theme);
        }
        Column::Value => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                value(ui, &words, entry, theme);
            });
        }
        Column::Indicator if words.is_empty() && kind != FigureKind::Statistic => {
            cell(ui, words::figure_kind(kind), theme.faint, false);
        }
        Column::What | Column::Indicator => cell(ui, &words, main, false),
        Column::Certainty if confidence < SURE => cell(ui, &words, theme.warning, false),
        _ => cell(ui, &words, theme.soft, false),
    }
}

/// A number is never cut, since what is left would be another: what stands before it becomes a sign,
/// or all of it smaller.
fn value(ui: &mut Ui, words: &str, entry: &Entry<'_>, theme: &Theme) {
    let room = ui.available_width();
    let width = |ui: &Ui, text: &str, font: FontId| {
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, theme.figure)).size().x
    };
    if width(ui, words, theme::strong_font(size::BODY)) <= room {
        cell(ui, words, theme.figure, true);
        return;
    }
    let short = words::short_value(&entry.row.figure());
    let fits = |size: &f32| width(ui, &short, theme::strong_font(*size)) <= room;
    let size = [size::BODY, size::SMALL, size::SMALL * 0.8].into_iter().find(fits);
    let font = theme::strong_font(size.unwrap_or(size::SMALL * 0.8));
    let text = RichText::new(short).font(font).color(theme.figure);
    ui.add(Label::new(text).truncate().selectable(false)).on_hover_text(words);
}

/// What the user has said of the figure, whether it only repeats an earlier report, and whether
/// something about it asks to be looked at: a sign for each, or nothing.
fn state(ui: &mut Ui, entry: &Entry<'_>, repeated: Option<i16>, theme: &Theme) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let review = entry.row.review();
    let said = match review {
        Review::Unchecked => None,
        Review::Accepted => Some((Icon::Tick, theme.organization)),
        Review::Changed => Some((Icon::Pen, theme.figure)),
        Review::Added => Some((Icon::Plus, theme.person)),
        Review::Rejected => Some((Icon::Close, theme.warning)),
    };
    let mut sign = |icon, color, name: &str| {
        let (rect, sign) = ui.allocate_exact_size(egui::Vec2::splat(18.0), Sense::hover());
        sign.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        icons::paint(ui.painter(), icon, rect, color);
        sign.on_hover_text(name);
    };
    if let Some((icon, color)) = said {
        sign(icon, color, words::review(review));
    }
    if let Some(year) = repeated {
        sign(Icon::Repeat, theme.soft, &words::repeated(year));
    }
    if entry.flagged {
        sign(Icon::Flag, theme.warning, "Look at this again");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_room_or_are_moved_sideways() {
        let mut columns = Columns::default();
        assert!(widths(&columns, 1000.0).1);
        assert!(widths(&columns, 580.0).1, "the usual ones fit a narrow window");
        for column in [Column::Section, Column::Scope, Column::PassedOn, Column::Page] {
            columns.turn(column);
        }
        assert!(!widths(&columns, 580.0).1);
        columns.widen(Column::Value, 222.0);
        let (shown, _) = widths(&columns, 1400.0);
        assert!(shown.iter().any(|(column, wide, _)| (*column, *wide) == (Column::Value, 222.0)));
    }
}
