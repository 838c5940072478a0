//! Below the table: how far checking has come, and what can be done with the rows in view.

use super::bulk::Bulk;
use super::columns::Columns;
use super::filters::{counts, faint};
use crate::app::actions::Action;
use crate::app::table_columns;
use crate::app::target_menu::line;
use crate::app::theme::Theme;
use crate::app::words;
use eframe::egui::{Align, Button, Layout, Popup, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// What there is to tell.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Rows that are shown.
    pub shown: usize,
    /// All figures.
    pub all: usize,
    /// Of those shown, how many were checked.
    pub checked: usize,
    /// Rows that are chosen together.
    pub picked: usize,
    /// Decisions whose words are in none of the reports.
    pub lost: usize,
}

/// What the user asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The next figure that is to be checked.
    Next,
    /// Something for all rows in view, or those that are picked.
    All(Bulk),
    /// The rows as a file.
    Export,
    /// The rows in one chart.
    Chart,
    /// The decisions that have lost their place.
    Lost,
}

/// Shows the line.
pub fn show(ui: &mut Ui, theme: &Theme, columns: &mut Columns, counts: Counts) -> Option<Asked> {
    let mut asked = None;
    ui.horizontal(|ui| {
        progress(ui, theme, counts);
        let left = counts.checked < counts.shown;
        let hint = Action::NextUnchecked.tooltip(ui.ctx());
        if left && ui.button("Next unchecked").on_hover_text(hint).clicked() {
            asked = Some(Asked::Next);
        }
        if counts.lost > 0 {
            let text = match counts.lost {
                1 => "1 decision has lost its place".to_owned(),
                lost => format!("{} decisions have lost their place", words::count(lost)),
            };
            let hint = "Their words are in none of the reports any more";
            if ui.link(text).on_hover_text(hint).clicked() {
                asked = Some(Asked::Lost);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let export = Button::new("Export");
            let hint =
                "Save the rows that are shown as a workbook to edit and import again, or as CSV";
            if ui.add_enabled(counts.shown > 0, export).on_hover_text(hint).clicked() {
                asked = Some(Asked::Export);
            }
            table_columns::choose(ui, theme, columns);
            asked = for_all(ui, theme, counts).or(asked);
            ui.label(faint(theme, self::counts(counts.shown, counts.all)));
        });
    });
    asked
}

/// "12 of 440 checked", with a quiet bar; or that all are.
fn progress(ui: &mut Ui, theme: &Theme, counts: Counts) {
    if counts.shown == 0 {
        return;
    }
    let part = counts.checked as f32 / counts.shown as f32;
    let (rect, bar) = ui.allocate_exact_size(vec2(120.0, 6.0), Sense::hover());
    let name = format!("{} of {} checked", counts.checked, counts.shown);
    bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
    ui.painter().rect_filled(rect, 3, theme.line);
    let done = rect.with_max_x(rect.left() + rect.width() * part);
    ui.painter().rect_filled(done, 3, theme.organization);
    let text = if counts.checked == counts.shown {
        if counts.shown == counts.all {
            format!("All {} checked", words::counted(counts.all, "figure"))
        } else {
            format!("All {} shown are checked", words::count(counts.shown))
        }
    } else {
        format!("{} of {} checked", words::count(counts.checked), words::count(counts.shown))
    };
    ui.label(faint(theme, text));
}

/// What can be done with all rows in view, or with those that are picked.
fn for_all(ui: &mut Ui, theme: &Theme, counts: Counts) -> Option<Asked> {
    let (number, which) = match counts.picked {
        0 => (counts.shown, "shown"),
        picked => (picked, "selected"),
    };
    let button = Button::new(format!("With {} {which} …", words::count(number)));
    let button = ui.add_enabled(number > 0, button);
    let button = button.on_hover_text("Change all of them in one step, which can be undone");
    let mut asked = None;
    Popup::menu(&button).width(240.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for bulk in Bulk::ALL {
            if line(ui, theme, &bulk.text(number, which), None) {
                asked = Some(Asked::All(bulk));
                ui.close();
            }
        }
        ui.separator();
        let chart = Action::ChartFigures;
        if line(ui, theme, "Chart these", Some(chart)) {
            asked = Some(Asked::Chart);
            ui.close();
        }
    });
    asked
}
