//! What stands in place of a report whose file is locked: a field for its password.

use super::super::command::{Commands, UiCommand};
use super::super::theme::{self, Theme, size, space};
use super::super::widgets;
use crate::entities::ReportIndex;
use crate::library::Password;
use eframe::egui::{Align, Key, Layout, RichText, TextEdit, Ui};

/// The password that is being typed, and for which report.
#[derive(Default)]
pub struct Locked {
    of: Option<ReportIndex>,
    typed: String,
}

impl std::fmt::Debug for Locked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locked").field("of", &self.of).finish_non_exhaustive()
    }
}

/// What is known of the lock.
pub struct Lock<'a> {
    /// The report.
    pub index: ReportIndex,
    /// Its file.
    pub file: &'a str,
    /// Whether a password was given that does not open it.
    pub refused: bool,
    /// Whether one is being tried.
    pub opening: bool,
}

impl Locked {
    /// Shows the field; asks to open the file when there is something in it.
    pub fn show(&mut self, ui: &mut Ui, lock: &Lock<'_>, theme: &Theme, commands: &mut Commands) {
        let is_new = self.of != Some(lock.index);
        if is_new {
            self.of = Some(lock.index);
            self.typed.clear();
        }
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.28).clamp(space::S, 180.0));
            ui.set_max_width(ui.available_width().min(420.0));
            let title = RichText::new("This report is locked");
            ui.label(title.font(theme::strong_font(size::LARGE)).color(theme.soft));
            ui.add_space(space::XS);
            let text = format!(
                "{} opens with a password. It is kept until you close the folder, and written \
                 nowhere.",
                lock.file
            );
            ui.label(RichText::new(text).font(theme::font(size::BODY)).color(theme.faint));
            ui.add_space(space::M);
            self.field(ui, lock, is_new, theme, commands);
            if lock.refused && !lock.opening {
                ui.add_space(space::S);
                let words = RichText::new("This password does not open the file.");
                ui.label(words.font(theme::font(size::BODY)).color(theme.warning));
            }
        });
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        lock: &Lock<'_>,
        is_new: bool,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let row = eframe::egui::vec2(330.0, 32.0);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            let name = RichText::new("Password").font(theme::font(size::BODY)).color(theme.soft);
            let label = ui.label(name);
            let edit = TextEdit::singleline(&mut self.typed).password(true).desired_width(170.0);
            let edit = ui.add(edit).labelled_by(label.id);
            if is_new {
                edit.request_focus();
            }
            let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let words = if lock.opening { "Opening …" } else { "Open" };
            let can = !self.typed.is_empty() && !lock.opening;
            let clicked = ui.add_enabled_ui(can, |ui| widgets::primary_button(ui, theme, words));
            if can && (entered || clicked.inner.clicked()) {
                let password = Password::new(std::mem::take(&mut self.typed));
                commands.push(UiCommand::Unlock(lock.index, password));
                // Another try, if it does not open, needs no click.
                edit.request_focus();
            }
        });
    }
}
