//! The lines above the chart and its evidence, and what is said while there is no chart.

use super::building::Drawn;
use super::{ChartsPlace, evidence};
use crate::app::actions::Action;
use crate::app::command::{Commands, UiCommand};
use crate::app::selecting;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets::{self, Empty};
use crate::app::words;
use crate::workspace::Workspace;
use eframe::egui::{Align, CentralPanel, Frame, Label, Layout, RichText, Ui};

/// The line above the chart: its name where it is a saved one, whether it was changed since, and
/// that it is being drawn.
pub fn chart(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ChartsPlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    let small = |text: &str| RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint);
    ui.horizontal(|ui| {
        ui.set_min_height(space::ROW);
        let name = place.saved_name(workspace);
        let changed = place.saved_state(workspace).unwrap_or(true);
        let title = name.unwrap_or("Your chart");
        let title = RichText::new(title).font(theme::strong_font(size::BODY)).color(theme.soft);
        // What follows has its room beside a long name.
        let most = (ui.available_width() - 330.0).max(80.0);
        ui.scope(|ui| {
            ui.set_max_width(most);
            ui.add(Label::new(title).truncate());
        });
        if changed {
            ui.label(small(if name.is_some() { "changed" } else { "not saved" }));
        }
        let by_hand = place.choices.spec.only.len();
        if by_hand > 0 {
            let figures = words::counted(by_hand, "figure");
            ui.label(small(&format!("{figures} picked by hand")));
            let hint = "Show all values of these series, and not those picked by hand alone";
            if ui.small_button("Whole series").on_hover_text(hint).clicked() {
                place.choices.whole_series(place.builder.built());
            }
        }
        if place.builder.is_busy() {
            ui.label(small("drawing …"));
        } else if place.builder.has_failed() {
            let words = "could not be drawn: an error inside the program";
            ui.label(small(words).color(theme.warning));
        }
        if !changed || place.drawn().is_none_or(|drawn| drawn.shown.is_empty()) {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let action = Action::SaveChart;
            let words = if name.is_some() { "Save changes" } else { action.text() };
            if ui.button(words).on_hover_text(action.tooltip(ui.ctx())).clicked() {
                commands.push(UiCommand::Run(action));
            }
        });
    });
}

/// The line above the evidence: how much there is, what nobody has checked, what is left out.
pub fn evidence(ui: &mut Ui, drawn: &Drawn, theme: &Theme, commands: &mut Commands) {
    ui.horizontal(|ui| {
        widgets::section_header(ui, theme, "EVIDENCE", None);
        let told = drawn.told.iter().filter(|telling| telling.repeated.is_none()).count();
        let told = words::counted(told, "sentence");
        let small = |text: String| RichText::new(text).font(theme::font(size::SMALL));
        let summary = format!("{} from {told}", words::counted(drawn.points.len(), "point"));
        ui.label(small(summary).color(theme.faint));
        if drawn.contested > 0 {
            let text =
                format!("{} with another value told", words::counted(drawn.contested, "point"));
            ui.label(small(text).color(theme.warning));
        }
        if !drawn.unchecked.is_empty() {
            let text = format!("{} not checked", words::count(drawn.unchecked.len()));
            ui.label(small(text).color(theme.warning));
            let action = Action::CheckChart;
            if ui.small_button("Check them").on_hover_text(action.tooltip(ui.ctx())).clicked() {
                commands.push(UiCommand::Run(action));
            }
        }
        let left = &drawn.set.left_out;
        if !left.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let text = format!("{} in no series", words::count(left.len()));
                let mut reasons: Vec<String> =
                    left.iter().map(|(_, why)| evidence::left_out(*why)).collect();
                reasons.sort_unstable();
                reasons.dedup();
                let hint = format!(
                    "Figures of this indicator that stand in no series: {}",
                    reasons.join("; ")
                );
                ui.label(small(text).color(theme.faint)).on_hover_text(hint);
            });
        }
    });
}

/// What is said until the first chart is there.
pub fn waiting(ui: &mut Ui, failed: bool, theme: &Theme) {
    CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
        let (title, text) = if failed {
            ("The charts could not be made", "An error inside the program; Copy diagnostics tells.")
        } else {
            ("Gathering the series", "The first chart will be here in a moment.")
        };
        Empty { title, text, action: None }.show(ui, theme);
    });
}

/// What is said while no figure has an indicator.
pub fn nothing(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    let busy = workspace.is_scanning() || workspace.progress().is_some();
    let text = if workspace.folder().is_none() {
        "Open a folder of reports: what they count can be drawn here."
    } else if busy && !workspace.is_stopped() {
        "The reports are still being analysed. Charts can be drawn as soon as a figure fits an \
         indicator."
    } else if workspace.figure_count() == 0 {
        "No number that counts something was found in these reports."
    } else {
        "None of the figures found fits an indicator of the catalogue. The table of figures shows \
         them all: choose some there to chart them."
    };
    CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
        if !selecting::nothing(ui, workspace, "figures with an indicator", theme, commands) {
            let title = "No figures with an indicator yet";
            Empty { title, text, action: None }.show(ui, theme);
        }
    });
}
