//! Small bars of an entity's mentions by year.

use super::theme::{self, Theme, size};
use super::words;
use crate::workspace::EntitySummary;
use eframe::egui::{self, Rect, RichText, Sense, Ui, pos2, vec2};

/// Small bars of mentions by year; all entities share one axis of years.
pub fn paint_years(
    ui: &Ui,
    rect: Rect,
    summary: &EntitySummary<'_>,
    years: Option<(i16, i16)>,
    theme: &Theme,
) {
    let Some((first, last)) = years else { return };
    let most = summary.by_year.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let slots = f32::from((last - first).max(0) + 1);
    let step = rect.width() / slots;
    let width = (step - 1.0).clamp(3.0, 8.0);
    for (year, count) in summary.by_year.iter() {
        let x = rect.left() + f32::from(year - first) * step + (step - width) / 2.0;
        let height = (rect.height() * *count as f32 / most as f32).max(2.0);
        let bar =
            Rect::from_min_max(pos2(x, rect.bottom() - height), pos2(x + width, rect.bottom()));
        ui.painter().rect_filled(bar, 0.5, theme.faint);
    }
    let base = egui::Stroke::new(1.0, theme.line);
    ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, base);
}

/// The bars with a hover text that tells the years.
pub fn years_with_words(
    ui: &mut Ui,
    summary: &EntitySummary<'_>,
    years: Option<(i16, i16)>,
    theme: &Theme,
) {
    if summary.by_year.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        let room = vec2((ui.available_width() - 90.0).clamp(60.0, 220.0), 24.0);
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        paint_years(ui, rect, summary, years, theme);
        let lines: Vec<String> = summary
            .by_year
            .iter()
            .map(|(year, count)| format!("{year}: {}", words::counted(*count as usize, "mention")))
            .collect();
        response.on_hover_text(lines.join("\n"));
        let written = RichText::new(span_of_years(summary)).font(theme::font(size::SMALL));
        ui.add(egui::Label::new(written.color(theme.faint)).truncate());
    });
}

/// `2020`, `2014–2023`.
fn span_of_years(summary: &EntitySummary<'_>) -> String {
    let mut years = summary.by_year.iter().map(|(year, _)| year);
    match (years.next(), years.next_back()) {
        (Some(first), Some(last)) => format!("{first}–{last}"),
        (Some(only), None) => only.to_string(),
        (None, _) => String::new(),
    }
}
