//! The reports as a table: only the rows in view are laid out.

use super::column::{Column, Sort, problem, words_of};
use super::shown::Shown;
use crate::app::command::Commands;
use crate::app::holdings::{Holdings, Row};
use crate::app::library_panel::{menu, rows};
use crate::app::still::Held;
use crate::app::table_columns::Columns;
use crate::app::tables::{Head, ROW_SENSE, cell, fit_of, head_line, table_style};
use crate::app::theme::{Theme, space};
use crate::entities::ReportIndex;
use crate::workspace::Workspace;
use eframe::egui::{
    Align, Layout, Modifiers, ScrollArea, Sense, Ui, Vec2, WidgetInfo, accesskit::Role,
};
use egui_extras::{Column as Width, TableBuilder};
use std::collections::HashSet;

/// What the user did to the table in this frame.
#[derive(Default)]
pub struct Did {
    /// Clicked a row, with these keys held.
    pub clicked: Option<(ReportIndex, Modifiers)>,
    /// Asked to read a report.
    pub opened: Option<ReportIndex>,
    /// Clicked the head of a column.
    pub head: Option<Column>,
    /// The columns as wide as they are drawn, but for the last, which takes what is left.
    pub widths: Vec<(Column, f32)>,
    /// Chose something from a row's menu.
    pub commands: Commands,
    /// The row that is to stay where it is when others come or move.
    pub held: Option<Held<ReportIndex>>,
}

/// What the table shows.
pub struct Table<'a> {
    /// All reports.
    pub holdings: &'a Holdings,
    /// The rows.
    pub shown: &'a Shown,
    /// The row that the keyboard is at.
    pub chosen: Option<ReportIndex>,
    /// The rows that are chosen together.
    pub picked: &'a HashSet<ReportIndex>,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns.
    pub columns: &'a Columns<Column>,
    /// The row to scroll into view.
    pub reveal: Option<usize>,
    /// How far the table is to be scrolled, if not as it is.
    pub offset: Option<f32>,
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// Colours.
    pub theme: &'a Theme,
}

/// The last column gives way down to this width before the table is moved sideways.
const LEAST: f32 = 64.0;

impl Table<'_> {
    /// Shows the table; where its columns do not fit, it can be moved sideways.
    pub fn show(&self, ui: &mut Ui) -> Did {
        let outer = ui.available_width();
        let shown = self.columns.shown(outer);
        let parted = space::M * shown.len() as f32;
        let room = outer - parted;
        let wide = |column: &Column| {
            self.columns.width(*column).unwrap_or_else(|| column.usual_width(room))
        };
        let widths: Vec<(Column, f32)> =
            shown.iter().map(|column| (*column, wide(column))).collect();
        let last = widths.last().map_or(0.0, |(_, last)| last.min(LEAST));
        let all: f32 = widths.iter().rev().skip(1).map(|(_, wide)| wide).sum::<f32>() + last;
        if all <= room {
            return self.rows(ui, &widths, room, true);
        }
        let area = ScrollArea::horizontal().auto_shrink([false, false]);
        let wanted = widths.iter().map(|(_, wide)| wide).sum::<f32>() + parted;
        area.show(ui, |ui| {
            ui.set_min_width(wanted);
            self.rows(ui, &widths, room, false)
        })
        .inner
    }

    fn rows(&self, ui: &mut Ui, widths: &[(Column, f32)], room: f32, fits: bool) -> Did {
        let mut did = Did::default();
        let (workspace, holdings, theme) = (self.workspace, self.holdings, self.theme);
        let input = menu::MenuInput { workspace, holdings, theme };
        table_style(ui, self.theme);
        let (painter, rect) = (ui.painter().clone(), ui.available_rect_before_wrap());
        let names: Vec<Column> = widths.iter().map(|(column, _)| *column).collect();
        let mut built = TableBuilder::new(ui)
            .id_salt(("reports", fit_of(room), &names, self.columns.resets()))
            .sense(ROW_SENSE)
            .resizable(true)
            .auto_shrink([false, false])
            .cell_layout(Layout::left_to_right(Align::Center));
        let last = widths.len().saturating_sub(1);
        for (at, (column, wide)) in widths.iter().enumerate() {
            let width = match column {
                _ if at == last && fits => Width::remainder().at_least(wide.min(LEAST)),
                Column::State => Width::exact(*wide),
                _ => Width::initial(*wide).at_least(40.0),
            };
            built = built.column(width.clip(true));
        }
        if let Some(row) = self.reveal {
            built = built.scroll_to_row(row, None);
        } else if let Some(offset) = self.offset {
            built = built.vertical_scroll_offset(offset);
        }
        head_line(rect, &painter, self.theme);
        let headed = built.header(space::ROW, |mut row| {
            for column in &names {
                row.col(|ui| {
                    if self.head(*column).show(ui, self.theme) {
                        did.head = Some(*column);
                    }
                });
            }
        });
        let drawn = headed.body(|body| {
            let wide = names.iter().copied().zip(body.widths().iter().copied());
            did.widths = wide.take(last).collect();
            body.rows(space::ROW, self.shown.places.len(), |mut row| {
                let Some(report) = self.shown.at(row.index(), self.holdings) else { return };
                let index = report.index;
                let chosen = self.chosen == Some(index) || self.picked.contains(&index);
                row.set_selected(chosen);
                for column in &names {
                    row.col(|ui| self.cell(ui, *column, report));
                }
                let response = row.response();
                let name = || {
                    let country = self.holdings.country_of(report).unwrap_or_default();
                    let year = report.year().map(|year| year.to_string()).unwrap_or_default();
                    format!("{country} {year} {}", report.name()).trim().to_owned()
                };
                response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, name()));
                menu::attach(&response, report, input, &mut did.commands);
                let held = response.ctx.input(|input| input.modifiers);
                if response.secondary_clicked() && !self.picked.contains(&index) {
                    did.clicked = Some((index, Modifiers::NONE));
                }
                if response.double_clicked() {
                    did.opened = Some(index);
                } else if response.clicked() {
                    did.clicked = Some((index, held));
                }
            });
        });
        let id = |at: usize| self.shown.at(at, self.holdings).map(|row| row.index);
        did.held = Held::of(ui, space::ROW, &drawn, self.shown.places.len(), id);
        did
    }

    fn head(&self, column: Column) -> Head {
        use crate::app::table_columns::TableColumn;
        Head {
            name: column.name(),
            shown: column != Column::State,
            sorted: self.sort.by.filter(|(by, _)| *by == column).map(|(_, down)| down),
            right: column.is_number(),
        }
    }

    fn cell(&self, ui: &mut Ui, column: Column, row: &Row) {
        let theme = self.theme;
        let words = words_of(column, row, self.holdings);
        let outside = !self.workspace.selected(row.index);
        let quiet = row.facts.is_none() || row.shown_for.is_some() || outside;
        let main = if row.standing.is_problem() {
            theme.warning
        } else if quiet {
            theme.faint
        } else {
            theme.text
        };
        match column {
            Column::State => self.state(ui, row, &words),
            Column::Title => cell(ui, &words, main, false),
            Column::Country | Column::Year | Column::Publisher
                if words.is_empty() && row.is_edition() =>
            {
                cell(ui, "not found", theme.warning, false);
            }
            Column::Country => cell(ui, &words, main, true),
            Column::Figures if !words.is_empty() => {
                right(ui, |ui| cell(ui, &words, theme.figure, false));
            }
            _ if column.is_number() => right(ui, |ui| cell(ui, &words, theme.soft, false)),
            _ => cell(ui, &words, if quiet { theme.faint } else { theme.soft }, false),
        }
    }

    /// The sign of how far a report has come; its words on hover.
    fn state(&self, ui: &mut Ui, row: &Row, words: &str) {
        let (rect, sign) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
        let told = if words.is_empty() { "Read and analysed" } else { words };
        sign.widget_info(|| WidgetInfo::labeled(Role::Image, true, told));
        if row.standing == crate::app::holdings::Standing::Analysed
            && problem(row, self.holdings).is_some()
            && row.is_incomplete()
        {
            let icon = crate::app::icons::Icon::Flag;
            crate::app::icons::paint(ui.painter(), icon, rect, self.theme.warning);
        } else {
            rows::paint_standing(ui, self.theme, row.standing, rect.center());
        }
        sign.on_hover_text(told);
    }
}

fn right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), add);
}
