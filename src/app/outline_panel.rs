//! The contents of the open report; the section that is read is marked and kept in view.

use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use crate::report::{Offset, Report, Section, Span};
use eframe::egui::{Align, Rect, ScrollArea, Ui, pos2, vec2};

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct OutlinePanel {
    /// The section that was in view in the last frame.
    current: Option<usize>,
}

impl OutlinePanel {
    /// Shows the panel; returns the heading that was clicked, if one was.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        report: Option<&Report>,
        top: Offset,
        theme: &Theme,
    ) -> Option<Span> {
        // A panel is as high as what is in it, unless that takes all the room there is.
        ui.set_min_height(ui.available_height());
        let sections = report.map_or(0, |report| report.outline.len());
        widgets::section_header(ui, theme, "CONTENTS", Some(sections).filter(|count| *count > 0));
        let Some(report) = report else {
            let text = "Open a report to see its sections.";
            Empty { title: "", text, action: None }.show(ui, theme);
            return None;
        };
        if sections == 0 {
            let text = "No headings were found in this report.";
            Empty { title: "No contents", text, action: None }.show(ui, theme);
            return None;
        }
        let current = report.section_at(top);
        let follow = current != self.current;
        self.current = current;
        let mut chosen = None;
        ScrollArea::vertical().id_salt("contents").auto_shrink(false).show_viewport(
            ui,
            |ui, view| {
                ui.set_height(sections as f32 * ROW);
                let corner = ui.min_rect().min;
                let row = |at: usize| corner.y + at as f32 * ROW;
                if let Some(at) = current.filter(|_| follow) {
                    let rect = Rect::from_min_size(pos2(corner.x, row(at)), vec2(1.0, ROW));
                    if !ui.clip_rect().y_range().contains(rect.center().y) {
                        let still = eframe::egui::style::ScrollAnimation::none();
                        ui.scroll_to_rect_animation(rect, Some(Align::Center), still);
                    }
                }
                let first = whole(view.top() / ROW);
                let count = whole(view.height() / ROW) + 2;
                for (at, section) in report.outline.iter().enumerate().skip(first).take(count) {
                    let rect = Rect::from_min_size(
                        pos2(corner.x, row(at)),
                        vec2(ui.available_width(), ROW),
                    );
                    let mut line = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rect));
                    if section_row(&mut line, theme, section, current == Some(at)) {
                        chosen = Some(section.heading);
                    }
                }
            },
        );
        chosen
    }
}

/// Height of a heading's row.
const ROW: f32 = 26.0;

/// A height in rows as a whole number of rows.
fn whole(rows: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest whole number, and no less than 0"
    )]
    let rows = rows.max(0.0) as usize;
    rows
}

fn section_row(ui: &mut Ui, theme: &Theme, section: &Section, current: bool) -> bool {
    let title = match &section.number {
        Some(number) if number.chars().all(char::is_alphanumeric) => {
            format!("{number}. {}", section.title)
        }
        Some(number) => format!("{number} {}", section.title),
        None => section.title.clone(),
    };
    let row = widgets::list_row(ui, theme, ROW, current, &title);
    let rect = row.rect;
    let indent = f32::from(section.level.saturating_sub(1).min(5)) * 12.0;
    let left = rect.left() + space::S + indent;
    let (font, color) = match (section.level, current) {
        (_, true) => (theme::strong_font(size::BODY), theme.text),
        (1, false) => (theme::font(size::BODY), theme.text),
        _ => (theme::font(size::BODY), theme.soft),
    };
    let at = pos2(left, rect.center().y);
    let wanted = widgets::paint_line(ui, at, rect.right() - left - space::XS, &title, font, color);
    let cut = wanted >= rect.right() - left - 2.0 * space::S;
    let row = if cut { row.on_hover_text(&title) } else { row };
    row.clicked()
}
