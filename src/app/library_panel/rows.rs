//! The rows of the library: headings that fold, reports, chapters, and the same in other formats.

use super::super::icons::{self, Icon};
use super::super::theme::{self, Theme, size, space};
use super::super::{widgets, words};
use crate::report::{Guess, Metadata};
use crate::workspace::{Slot, State};
use eframe::egui::{self, Color32, Rect, Response, Ui, pos2, vec2};

/// What a report is found by.
pub fn words_of(slot: &Slot) -> String {
    let metadata = slot.head().map(|head| &head.metadata);
    let year = metadata.and_then(Metadata::year).map(|year| year.to_string());
    let publisher = metadata.and_then(|m| m.publisher()).unwrap_or_default();
    format!("{} {publisher} {}", year.unwrap_or_default(), slot.document)
}

/// A heading that folds what stands below it, `indent` points from the left.
pub fn heading(ui: &mut Ui, theme: &Theme, name: &str, count: usize, fold: Fold) -> Response {
    let row = widgets::list_row(ui, theme, space::ROW, fold.chosen, name);
    let rect = row.rect;
    let left = rect.left() + fold.indent;
    let arrow = Rect::from_center_size(pos2(left + 10.0, rect.center().y), vec2(16.0, 16.0));
    let icon = if fold.closed { Icon::Forward } else { Icon::Down };
    icons::paint(ui.painter(), icon, arrow, theme.faint);
    let right = pos2(rect.right() - space::S, rect.center().y);
    let count = words::count(count);
    let used = widgets::paint_line_right(ui, right, &count, theme::font(size::SMALL), theme.faint);
    let left = left + 24.0;
    let width = rect.right() - left - used - 2.0 * space::S;
    let strong = fold.indent == 0.0 || fold.chosen;
    let font = if strong { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    widgets::paint_line(ui, pos2(left, rect.center().y), width, name, font, theme.text);
    row
}

/// How a heading stands.
#[derive(Clone, Copy)]
pub struct Fold {
    /// Whether what stands below it is folded away.
    pub closed: bool,
    /// Whether it is the report that is read.
    pub chosen: bool,
    /// Points from the left.
    pub indent: f32,
}

/// The mark of a state: its words and its colour.
fn state_of(state: &State, theme: &Theme) -> (String, Color32) {
    match state {
        State::Waiting => ("Waiting to be read".to_owned(), theme.edge),
        State::Read(_) => ("Read; names and figures are still to come".to_owned(), theme.soft),
        State::Analysed(..) => ("Read and analysed".to_owned(), theme.organization),
        State::Failed(None, error) => (format!("Could not be read: {error}"), theme.warning),
        State::Locked { .. } => ("Locked; open it to give its password".to_owned(), theme.soft),
        State::Gone => ("No longer in the folder".to_owned(), theme.edge),
        State::Failed(Some(_), error) => {
            (format!("Can be read, not analysed: {error}"), theme.warning)
        }
    }
}

/// A report: its year and publisher, or its file; what it is and why on hover.
pub fn report(ui: &mut Ui, theme: &Theme, slot: &Slot, chosen: bool) -> Response {
    let metadata = slot.head().map(|head| &head.metadata);
    let year = metadata
        .map(|metadata| metadata.year().map_or_else(|| "?".to_owned(), |year| year.to_string()));
    let publisher = metadata.and_then(|m| m.publisher());
    let words = publisher.unwrap_or_else(|| slot.document.file_name());
    let name = match year.as_deref() {
        Some("?") => format!("{words}, year not found"),
        Some(year) => format!("{year} {words}"),
        None => words.to_owned(),
    };
    let row = widgets::list_row(ui, theme, space::ROW, chosen, &name);
    let rect = row.rect;
    let color = state_of(&slot.state, theme).1;
    paint_state(ui, &slot.state, pos2(rect.right() - space::M, rect.center().y), color);
    let mut left = rect.left() + 24.0;
    if let Some(year) = &year {
        let at = pos2(left, rect.center().y);
        let color = if year == "?" { theme.warning } else { theme.soft };
        widgets::paint_line(ui, at, 40.0, year, theme::font(size::BODY), color);
        left += 40.0;
    }
    paint_name(ui, theme, slot, words, left, rect, chosen);
    on_hover(row, theme, slot)
}

/// A chapter under its volume: its country, else its title.
pub fn chapter(ui: &mut Ui, theme: &Theme, slot: &Slot, chosen: bool) -> Response {
    let metadata = slot.head().map(|head| &head.metadata);
    let country = metadata.and_then(Metadata::country);
    let words = country.or(metadata.map(Metadata::title)).unwrap_or(slot.document.as_str());
    let row = widgets::list_row(ui, theme, space::ROW, chosen, words);
    let rect = row.rect;
    let color = state_of(&slot.state, theme).1;
    paint_state(ui, &slot.state, pos2(rect.right() - space::M, rect.center().y), color);
    paint_name(ui, theme, slot, words, rect.left() + 48.0, rect, chosen);
    on_hover(row, theme, slot)
}

/// The report above in another format.
pub fn other(ui: &mut Ui, theme: &Theme, slot: &Slot, chosen: bool) -> Response {
    let format = slot.head().map_or("another file", |head| words::format(head.format));
    let words = format!("also as {format}");
    let name = format!("{words}: {}", slot.document.file_name());
    let row = widgets::list_row(ui, theme, space::ROW, chosen, &name);
    let rect = row.rect;
    let at = pos2(rect.left() + 64.0, rect.center().y);
    let width = rect.right() - at.x - 24.0;
    widgets::paint_line(ui, at, width, &words, theme::font(size::SMALL), theme.soft);
    on_hover(row, theme, slot)
}

fn paint_name(
    ui: &Ui,
    theme: &Theme,
    slot: &Slot,
    words: &str,
    left: f32,
    rect: Rect,
    chosen: bool,
) {
    let failed = matches!(slot.state, State::Failed(..));
    let color = if failed { theme.warning } else { theme.text };
    let font = if chosen { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    let at = pos2(left, rect.center().y);
    widgets::paint_line(ui, at, rect.right() - left - 24.0, words, font, color);
}

/// What a report is, shown while the pointer rests on its row.
pub fn on_hover(row: Response, theme: &Theme, slot: &Slot) -> Response {
    row.on_hover_ui(|ui| {
        let lines = about(slot, &state_of(&slot.state, theme).0);
        ui.label(lines.join("\n"));
    })
}

/// What a report is, each guess with its reason, and how far it is.
fn about(slot: &Slot, state: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(head) = slot.head() {
        let metadata = &head.metadata;
        if !metadata.title().is_empty() {
            lines.push(metadata.title().to_owned());
        }
        lines.push(guess("Country", metadata.country.as_ref()));
        lines.push(guess("Year covered", metadata.year.as_ref()));
        lines.push(guess("Publisher", metadata.publisher.as_ref()));
        if let Some(language) = metadata.language.as_ref().filter(|l| l.value != "en") {
            let name = crate::reading::language_name(&language.value).to_owned();
            lines.push(guess("Language", Some(&Guess::new(name, language.why.clone()))));
        }
        if let Some(title) = head.volume.as_ref().and_then(|volume| volume.title.as_ref()) {
            lines.push(format!("A chapter of {title}"));
        }
    }
    lines.push(slot.document.to_string());
    lines.push(state.to_owned());
    lines
}

/// "Country: Orvany (in the file name)".
fn guess<T: std::fmt::Display>(what: &str, guess: Option<&Guess<T>>) -> String {
    match guess {
        Some(guess) => format!("{what}: {} ({})", guess.value, guess.why),
        None => format!("{what}: not found"),
    }
}

/// A shape for each state, so that colour alone tells nothing: an empty ring waits, half a disc is
/// read, a small dot is done, a cross failed.
fn paint_state(ui: &Ui, state: &State, at: egui::Pos2, color: Color32) {
    let painter = ui.painter();
    let stroke = egui::Stroke::new(1.3, color);
    match state {
        State::Waiting | State::Gone => {
            painter.circle_stroke(at, 3.5, stroke);
        }
        State::Read(_) => {
            painter.circle_stroke(at, 3.5, stroke);
            painter.circle_filled(at, 1.8, color);
        }
        State::Analysed(..) => {
            painter.circle_filled(at, 2.5, color);
        }
        State::Locked { .. } => {
            icons::paint(painter, Icon::Lock, Rect::from_center_size(at, vec2(16.0, 16.0)), color);
        }
        State::Failed(..) => {
            icons::paint(painter, Icon::Close, Rect::from_center_size(at, vec2(16.0, 16.0)), color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_tells_its_reason() {
        let found = Guess::new(2031, "in the file name");
        assert_eq!(guess("Year covered", Some(&found)), "Year covered: 2031 (in the file name)");
        assert_eq!(guess::<String>("Country", None), "Country: not found");
    }
}
