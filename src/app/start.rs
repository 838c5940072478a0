//! What the window shows when no folder is open: what to do first.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::icons::{self, Icon};
use super::theme::{self, Theme, size, space};
use super::widgets;
use eframe::egui::{RichText, Ui, pos2, vec2};
use std::path::PathBuf;

/// Shows the start screen; `sample` says whether there is one to try.
pub fn show(ui: &mut Ui, recent: &[PathBuf], sample: bool, theme: &Theme, commands: &mut Commands) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.18).max(space::XL));
        ui.set_max_width(460.0);
        let title = RichText::new("Open a folder of reports");
        ui.label(title.font(theme::reading_bold_font(size::DISPLAY)).color(theme.text));
        ui.add_space(space::S);
        let text = "Rapporteur reads the PDF, web, Word, OpenDocument, Markdown and text files in \
                    it, finds the people, courts and organizations, and the figures told in their \
                    sentences. Everything leads back to its sentence.";
        ui.label(RichText::new(text).font(theme::reading_font(15.0)).color(theme.soft));
        ui.add_space(space::L);
        let button = widgets::primary_button(ui, theme, "Choose a folder");
        if button.on_hover_text(Action::OpenFolder.tooltip(ui.ctx())).clicked() {
            commands.push(UiCommand::Run(Action::OpenFolder));
        }
        ui.add_space(space::S);
        let drop = "or drop one onto this window";
        ui.label(RichText::new(drop).font(theme::font(size::SMALL)).color(theme.faint));
        if sample {
            ui.add_space(space::S);
            let button = ui.button(Action::OpenSample.text());
            if button.on_hover_text(Action::OpenSample.hint()).clicked() {
                commands.push(UiCommand::Run(Action::OpenSample));
            }
        }
        if !recent.is_empty() {
            ui.add_space(space::XL);
            recent_folders(ui, recent, theme, commands);
        }
    });
}

fn recent_folders(ui: &mut Ui, recent: &[PathBuf], theme: &Theme, commands: &mut Commands) {
    widgets::section_header(ui, theme, "RECENT FOLDERS", None);
    for folder in recent {
        let name = folder.file_name().map_or_else(
            || folder.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let row = widgets::list_row(ui, theme, 40.0, false, &name);
        let rect = row.rect;
        let icon = eframe::egui::Rect::from_center_size(
            pos2(rect.left() + 18.0, rect.center().y),
            vec2(16.0, 16.0),
        );
        icons::paint(ui.painter(), Icon::Folder, icon, theme.soft);
        let width = rect.width() - 44.0;
        let left = rect.left() + 36.0;
        let at = pos2(left, rect.top() + 13.0);
        widgets::paint_line(ui, at, width, &name, theme::font(size::BODY), theme.text);
        let at = pos2(left, rect.top() + 28.0);
        let place = folder.display().to_string();
        widgets::paint_line(ui, at, width, &place, theme::font(size::SMALL), theme.faint);
        if row.on_hover_text(place).clicked() {
            commands.push(UiCommand::OpenFolder(folder.clone()));
        }
    }
}

/// Shown over everything while files are held over the window.
pub fn drop_hint(ui: &Ui, words: &str, theme: &Theme) {
    let painter = ui.ctx().layer_painter(eframe::egui::LayerId::new(
        eframe::egui::Order::Foreground,
        eframe::egui::Id::unique("drop hint"),
    ));
    let area = ui.ctx().content_rect();
    painter.rect_filled(area, 0.0, theme.page.gamma_multiply(0.92));
    let stroke = eframe::egui::Stroke::new(2.0, theme.accent);
    let inside = eframe::egui::StrokeKind::Inside;
    painter.rect_stroke(area.shrink(space::L), 8.0, stroke, inside);
    painter.text(
        area.center(),
        eframe::egui::Align2::CENTER_CENTER,
        words,
        theme::strong_font(20.0),
        theme.text,
    );
}
