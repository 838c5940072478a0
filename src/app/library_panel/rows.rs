//! The rows of the library: headings that fold, reports, chapters, and the same in other formats.

use crate::app::holdings::lines::Heading;
use crate::app::holdings::tree::{By, Key};
use crate::app::holdings::{Holdings, Row, Standing};
use crate::app::icons::{self, Icon};
use crate::app::tables::ROW_SENSE;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::report::Guess;
use crate::workspace::{Slot, State};
use eframe::egui::{self, CursorIcon, Rect, Response, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

/// A heading that folds what stands below it.
pub fn heading(ui: &mut Ui, theme: &Theme, name: &str, count: usize, fold: Fold) -> Response {
    let row = row(ui, theme, fold.chosen, fold.held, name);
    let rect = row.rect;
    let left = rect.left() + fold.indent;
    let arrow = Rect::from_center_size(pos2(left + 10.0, rect.center().y), vec2(16.0, 16.0));
    let icon = if fold.closed { Icon::Forward } else { Icon::Down };
    icons::paint(ui.painter(), icon, arrow, theme.faint);
    let right = pos2(rect.right() - TICK, rect.center().y);
    let count = words::count(count);
    let used = widgets::paint_line_right(ui, right, &count, theme::font(size::SMALL), theme.faint);
    let left = left + 24.0;
    let width = right.x - left - used - space::S;
    let strong = fold.indent == 0.0 || fold.chosen;
    let font = if strong { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    let color = if fold.outside { theme.faint } else { theme.text };
    widgets::paint_line(ui, pos2(left, rect.center().y), width, name, font, color);
    row
}

/// Room for the box that chooses what a heading is of.
const TICK: f32 = 26.0;

/// The box of a line that chooses what it is of, so that all panels speak of that: there where
/// something is chosen, and under the pointer. `inset` points from the right. Returns whether it was
/// clicked.
pub fn tick(
    ui: &Ui,
    theme: &Theme,
    row: &Response,
    name: &str,
    (ticked, narrowed): (bool, bool),
    inset: f32,
) -> bool {
    let hovered = ui.rect_contains_pointer(row.rect);
    if !narrowed && !hovered {
        return false;
    }
    let middle = pos2(row.rect.right() - inset, row.rect.center().y);
    let area = Rect::from_center_size(middle, vec2(22.0, space::ROW));
    let response = ui.interact(area, row.id.with("tick"), ROW_SENSE);
    let words = format!("Choose {name}");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, &words));
    let frame = Rect::from_center_size(middle, vec2(14.0, 14.0));
    let edge = if response.hovered() { theme.accent } else { theme.edge };
    let (fill, edge) = if ticked { (theme.accent, theme.accent) } else { (theme.field, edge) };
    let stroke = egui::Stroke::new(1.0, edge);
    ui.painter().rect(frame, 3.0, fill, stroke, egui::StrokeKind::Inside);
    if ticked {
        icons::paint(ui.painter(), Icon::Tick, frame, theme.on_accent);
    }
    let hint = "Lists, figures, charts and searches speak of what is chosen alone";
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked()
}

/// A line of the list. It takes no focus, or Tab would stop at each of thousands: the list has the
/// keyboard, and `held` says that it is at this line.
fn row(ui: &mut Ui, theme: &Theme, chosen: bool, held: bool, name: &str) -> Response {
    let wanted = vec2(ui.available_width(), space::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, ROW_SENSE);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, chosen, name));
    if let Some(fill) = widgets::row_fill(theme, &response, chosen) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    if held {
        widgets::focus_frame(ui, theme, rect);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// How a heading stands.
#[derive(Clone, Copy)]
pub struct Fold {
    /// Whether what stands below it is folded away.
    pub closed: bool,
    /// Whether it is the report that is read.
    pub chosen: bool,
    /// Whether the keyboard is at it.
    pub held: bool,
    /// Points from the left.
    pub indent: f32,
    /// Whether it is outside of what is chosen.
    pub outside: bool,
}

/// What the line of a report says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The year that stands before its words.
    year: Option<String>,
    /// Whether that was not found.
    no_year: bool,
    /// Its words.
    words: String,
    /// What follows them more quietly.
    after: String,
    /// Whether it stands for its whole group.
    alone: bool,
    /// How deep it stands.
    level: u8,
    /// Whether it is outside of what is chosen.
    pub outside: bool,
}

impl Look {
    /// A report below a heading, which need not be said again; of one `alone` in its group all is
    /// said. One that is `titled` needs its title to be told from another.
    pub fn of_report(
        row: &Row,
        holdings: &Holdings,
        by: By,
        heading: Heading,
        alone: bool,
        titled: bool,
    ) -> Self {
        let level = u8::from(heading.part.is_some());
        if row.facts.is_none() {
            return Self { words: row.document.to_string(), level, ..Self::default() };
        }
        let country = holdings.country_of(row);
        let publisher = holdings.publisher_of(row);
        let said = [Some(heading.group), heading.part];
        let is_said = |key: Option<Key>| key.is_some_and(|key| said.contains(&Some(key)));
        let country = country.filter(|_| !is_said(row.country().map(Key::Country)));
        let publisher = publisher.filter(|_| !is_said(row.publisher().map(Key::Publisher)));
        let mut parts: Vec<&str> = country.into_iter().chain(publisher).collect();
        if titled || parts.is_empty() && heading.part.is_none() {
            parts.push(row.name());
        }
        let year = row.year().map(|year| year.to_string());
        if alone {
            let words = heading.group.words(by, holdings);
            let in_head = heading.group == row.year().map_or(Key::NotFound, Key::Year);
            let year = year.filter(|_| !in_head);
            let after: Vec<&str> = year.as_deref().into_iter().chain(parts).collect();
            return Self { words, after: after.join(" · "), alone, ..Self::default() };
        }
        let (words, after) = match parts.as_slice() {
            [] => (String::new(), String::new()),
            [first, rest @ ..] => ((*first).to_owned(), rest.join(" · ")),
        };
        let in_head = is_said(row.year().map(Key::Year)) || by == By::Year;
        let no_year = year.is_none() && !in_head;
        let year = if in_head { None } else { Some(year.unwrap_or_else(|| "?".to_owned())) };
        Self { year, no_year, words, after, alone, level, outside: false }
    }

    /// A chapter under its volume: its country, else its title.
    pub fn of_chapter(row: &Row, holdings: &Holdings) -> Self {
        let words = holdings.country_of(row).unwrap_or_else(|| row.name()).to_owned();
        Self { words, level: 2, ..Self::default() }
    }

    /// What it is called by who cannot see.
    fn name(&self) -> String {
        let year = self.year.as_deref().filter(|_| !self.no_year);
        let parts = [year.unwrap_or_default(), &self.words, &self.after];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let name = parts.join(" ");
        if self.no_year { format!("{name}, year not found") } else { name }
    }
}

/// How far a report has come, in words.
pub fn standing_words(state: &State) -> String {
    match state {
        State::Waiting => "Waiting to be read".to_owned(),
        State::Read(_) => "Read; names and figures are still to come".to_owned(),
        State::Analysed(..) => "Read and analysed".to_owned(),
        State::Failed(None, error) => format!("Could not be read: {error}"),
        State::Locked { .. } => "Locked; open it to give its password".to_owned(),
        State::Gone => "No longer in the folder".to_owned(),
        State::Failed(Some(_), error) => format!("Can be read, not analysed: {error}"),
    }
}

/// A report, or a chapter under its volume.
pub fn report(
    ui: &mut Ui,
    theme: &Theme,
    standing: Standing,
    look: &Look,
    chosen: bool,
    held: bool,
) -> Response {
    let row = row(ui, theme, chosen, held, &look.name());
    let rect = row.rect;
    let middle = rect.center().y;
    paint_standing(ui, theme, standing, pos2(rect.right() - space::M, middle));
    let mut left = rect.left() + 24.0 + f32::from(look.level) * 12.0;
    let end = rect.right() - if look.alone { 24.0 + TICK } else { 24.0 };
    if let Some(year) = &look.year {
        let color = if look.no_year { theme.warning } else { theme.soft };
        let font = theme::font(size::BODY);
        let used = widgets::paint_line(ui, pos2(left, middle), 40.0, year, font, color);
        left += used.max(36.0) + space::XS;
    }
    let failed = standing.is_problem();
    let color = match (failed, look.outside) {
        (true, _) => theme.warning,
        (false, true) => theme.faint,
        (false, false) => theme.text,
    };
    let strong = chosen || look.alone;
    let font = if strong { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    let at = pos2(left, middle);
    let used = widgets::paint_line(ui, at, end - left, &look.words, font, color);
    let left = left + used + space::S;
    if !look.after.is_empty() && end - left > space::XL {
        let font = theme::font(size::SMALL);
        widgets::paint_line(ui, pos2(left, middle), end - left, &look.after, font, theme.faint);
    }
    row
}

/// The report above in another format.
pub fn other(ui: &mut Ui, theme: &Theme, of: &Row, chosen: bool, held: bool) -> Response {
    let format = of.head().map_or("another file", |head| words::format(head.format));
    let words = format!("also as {format}");
    let name = format!("{words}: {}", of.document.file_name());
    let row = row(ui, theme, chosen, held, &name);
    let rect = row.rect;
    let at = pos2(rect.left() + 64.0, rect.center().y);
    let width = rect.right() - at.x - 24.0;
    widgets::paint_line(ui, at, width, &words, theme::font(size::SMALL), theme.soft);
    row
}

/// What a report is, shown while the pointer rests on its row.
pub fn on_hover(row: Response, slot: &Slot) -> Response {
    row.on_hover_ui(|ui| {
        let lines = about(slot, &standing_words(&slot.state));
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

/// A shape for each standing, so that colour alone tells nothing: an empty ring waits, half a disc
/// is read, a small dot is done, a cross failed.
pub fn paint_standing(ui: &Ui, theme: &Theme, standing: Standing, at: egui::Pos2) {
    let painter = ui.painter();
    let ring = |color| painter.circle_stroke(at, 3.5, egui::Stroke::new(1.3, color));
    let around = Rect::from_center_size(at, vec2(16.0, 16.0));
    match standing {
        Standing::Waiting => {
            ring(theme.edge);
        }
        Standing::Read => {
            ring(theme.soft);
            painter.circle_filled(at, 1.8, theme.soft);
        }
        Standing::Analysed => {
            painter.circle_filled(at, 2.5, theme.organization);
        }
        Standing::Locked => icons::paint(painter, Icon::Lock, around, theme.soft),
        Standing::Unreadable | Standing::NotAnalysed => {
            icons::paint(painter, Icon::Close, around, theme.warning);
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
