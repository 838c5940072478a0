//! What changed over the years: a line for each topic, a column for each year, in each cell a small
//! bar that says how much is new, reworded and dropped. A click leads to the two editions side by
//! side.

use super::bars::{self, Tally};
use super::topic_list;
use crate::app::heights::Heights;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::compare::{Counterpart, OverviewCell, OverviewRow, TopicId, topics};
use crate::entities::ReportIndex;
use crate::workspace::{OverYears, Workspace};
use eframe::egui::{
    self, Align2, CursorIcon, FontId, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};
use std::sync::Arc;

/// What the view remembers.
#[derive(Debug, Default)]
pub struct OverviewView {
    laid: Option<Laid>,
}

#[derive(Debug)]
struct Laid {
    over: Arc<OverYears>,
    lines: Vec<Line>,
    heights: Heights,
    /// Each year from the first to the last, with the place of its edition if there is one.
    years: Vec<(i16, Option<usize>)>,
}

#[derive(Clone, Copy, Debug)]
enum Line {
    Group(&'static str),
    Topic(usize),
}

/// A cell that was clicked: the edition before, the edition, and the topic.
pub type Opened = (ReportIndex, ReportIndex, TopicId);

const NAMES: f32 = 264.0;
const NARROWEST: f32 = 56.0;
const WIDEST: f32 = 150.0;
const ROW: f32 = 40.0;
const GROUP: f32 = 34.0;
const HEAD: f32 = 30.0;

/// The years of editions, those without one between them too.
fn years(known: &[Option<i16>]) -> Vec<(i16, Option<usize>)> {
    let dated: Vec<(i16, usize)> =
        known.iter().enumerate().filter_map(|(at, year)| Some(((*year)?, at))).collect();
    let (Some((first, _)), Some((last, _))) = (dated.first(), dated.last()) else {
        return Vec::new();
    };
    let at = |year: i16| dated.iter().find(|(of, _)| *of == year).map(|(_, at)| *at);
    (*first..=*last).map(|year| (year, at(year))).collect()
}

impl OverviewView {
    fn refresh(&mut self, workspace: &Workspace, over: &Arc<OverYears>) {
        if self.laid.as_ref().is_some_and(|laid| Arc::ptr_eq(&laid.over, over)) {
            return;
        }
        let mut lines = Vec::new();
        for (head, at) in topic_list::order(&over.overview.rows) {
            lines.extend(head.map(|group| Line::Group(topic_list::group_name(group))));
            lines.push(Line::Topic(at));
        }
        let heights = Heights::new(lines.iter().map(|line| match line {
            Line::Group(_) => GROUP,
            Line::Topic(_) => ROW,
        }));
        let known: Vec<Option<i16>> = over
            .reports
            .iter()
            .map(|index| workspace.head(*index).and_then(|head| head.metadata.year()))
            .collect();
        let years = years(&known);
        self.laid = Some(Laid { over: Arc::clone(over), lines, heights, years });
    }

    /// Shows the view; returns the cell that was clicked.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        over: &Arc<OverYears>,
        tense_counts: bool,
        theme: &Theme,
    ) -> Option<Opened> {
        self.refresh(workspace, over);
        let laid = self.laid.as_ref()?;
        let count = laid.years.len().max(1) as f32;
        let width = ((ui.available_width() - NAMES - space::M) / count).clamp(NARROWEST, WIDEST);
        let mut opened = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::horizontal().id_salt("years").auto_shrink(false).show(ui, |ui| {
            ui.set_min_width(NAMES + width * count);
            laid.head(ui, width, theme);
            let area = ScrollArea::vertical().id_salt("overview").auto_shrink(false);
            area.show_viewport(ui, |ui, view| {
                ui.set_height(laid.heights.total());
                let corner = ui.max_rect().min;
                laid.gaps(ui, corner.x, width, theme);
                for at in laid.heights.within(view.top(), view.bottom()) {
                    let top = corner.y + laid.heights.top(at);
                    match laid.lines.get(at) {
                        Some(Line::Group(name)) => {
                            let at = pos2(corner.x + space::S, top + GROUP - 12.0);
                            let font = theme::strong_font(size::SMALL);
                            widgets::paint_line(ui, at, NAMES, name, font, theme.faint);
                        }
                        Some(Line::Topic(topic)) => {
                            let corner = pos2(corner.x, top);
                            let clicked = laid.row(ui, *topic, corner, width, tense_counts, theme);
                            opened = opened.or(clicked);
                        }
                        None => {}
                    }
                }
            });
        });
        opened
    }
}

impl Laid {
    fn head(&self, ui: &mut Ui, width: f32, theme: &Theme) {
        let room = vec2(NAMES + width * self.years.len() as f32, HEAD);
        let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
        for (at, (year, edition)) in self.years.iter().enumerate() {
            let left = rect.left() + NAMES + width * at as f32;
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEAD));
            let (font, color) = match edition {
                Some(_) => (theme::strong_font(size::BODY), theme.text),
                None => (theme::font(size::SMALL), theme.faint),
            };
            ui.painter().text(cell.center(), Align2::CENTER_CENTER, year, font, color);
            if edition.is_none() {
                let hover = ui.interact(cell, ui.scope_id().with(("gap", year)), Sense::hover());
                let words = format!("There is no edition on {year} in this folder");
                hover.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &words));
                hover.on_hover_text(words);
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    }

    /// Shades the columns of years without an edition.
    fn gaps(&self, ui: &Ui, left: f32, width: f32, theme: &Theme) {
        let clip = ui.clip_rect();
        for (at, _) in self.years.iter().enumerate().filter(|(_, (_, edition))| edition.is_none()) {
            let left = left + NAMES + width * at as f32;
            let column = Rect::from_x_y_ranges(left..=left + width, clip.y_range());
            ui.painter().rect_filled(column, 0.0, theme.panel);
        }
    }

    fn row(
        &self,
        ui: &Ui,
        topic: usize,
        corner: egui::Pos2,
        width: f32,
        tense_counts: bool,
        theme: &Theme,
    ) -> Option<Opened> {
        let row = self.over.overview.rows.get(topic)?;
        let name = topics().name(row.topic);
        let at = corner + vec2(space::S, ROW / 2.0);
        let font = theme::font(size::BODY);
        let used = widgets::paint_line(ui, at, NAMES - space::L, name, font, theme.text);
        if used >= NAMES - space::L - 2.0 {
            let rect = Rect::from_min_size(corner, vec2(NAMES, ROW));
            let hover = ui.interact(rect, ui.scope_id().with(("name", topic)), Sense::hover());
            hover.on_hover_text(name);
        }
        let most = most(row, tense_counts);
        let mut opened = None;
        for (column, (year, edition)) in self.years.iter().enumerate() {
            let left = corner.x + NAMES + width * column as f32;
            let rect = Rect::from_min_size(pos2(left, corner.y), vec2(width, ROW));
            let Some(edition) = edition else { continue };
            let Some(cell) = row.cells.get(*edition) else { continue };
            let shown =
                Cell { told: cell, year: *year, before: self.before(*edition), tense_counts };
            let id = ui.scope_id().with((topic, column));
            let clickable = shown.before.is_some() && !shown.is_nothing();
            let sense = if clickable { Sense::click() } else { Sense::hover() };
            let response = ui.interact(rect, id, sense);
            let told = format!("{name}\n{}", shown.words());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, clickable, &told));
            if clickable && (response.hovered() || response.has_focus()) {
                ui.painter().rect_filled(rect.shrink(1.0), space::RADIUS, theme.hover);
            }
            widgets::focus_ring(ui, theme, &response, rect.shrink(1.0));
            shown.paint(ui, rect, most, theme);
            let response = response.on_hover_text(&told);
            if clickable && response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                let before = edition.checked_sub(1).and_then(|at| self.over.reports.get(at));
                let after = self.over.reports.get(*edition);
                opened = before.zip(after).map(|(before, after)| (*before, *after, row.topic));
            }
        }
        let line = Stroke::new(1.0, theme.line);
        let right = corner.x + NAMES + width * self.years.len() as f32;
        ui.painter().hline(corner.x..=right, corner.y + ROW, line);
        opened
    }

    /// The year of the edition before.
    fn before(&self, edition: usize) -> Option<i16> {
        let before = edition.checked_sub(1)?;
        self.years.iter().find(|(_, at)| *at == Some(before)).map(|(year, _)| *year)
    }
}

/// The longest bar of a topic, in sentences.
fn most(row: &OverviewRow, tense_counts: bool) -> usize {
    let length = |cell: &OverviewCell| {
        cell.since.map_or(cell.sentences, |counts| Tally::of(counts, tense_counts).total())
    };
    row.cells.iter().map(length).max().unwrap_or(1)
}

/// A cell as it is shown.
struct Cell<'a> {
    told: &'a OverviewCell,
    year: i16,
    before: Option<i16>,
    tense_counts: bool,
}

impl Cell<'_> {
    fn tally(&self) -> Tally {
        let plain = Tally { same: self.told.sentences, ..Tally::default() };
        self.told.since.map_or(plain, |counts| Tally::of(counts, self.tense_counts))
    }

    /// Whether neither this edition nor the one before has anything on the topic.
    fn is_nothing(&self) -> bool {
        self.tally().total() == 0
    }

    /// The cell in words.
    fn words(&self) -> String {
        let length = format!(
            "{}, {}",
            words::counted(self.told.sentences, "sentence"),
            words::counted(self.told.words, "word")
        );
        let length = match self.told.counterpart {
            Counterpart::Missing => "nothing on this topic".to_owned(),
            Counterpart::Paragraphs => format!("{length}, without a section of its own"),
            Counterpart::Section => length,
        };
        match self.before {
            _ if self.is_nothing() => format!("{}: {length}", self.year),
            Some(before) => {
                let tally = self.tally();
                let same = words::count(tally.same);
                format!(
                    "{before} → {}: {}; {same} unchanged\nIn {}: {length}",
                    self.year,
                    tally.words(),
                    self.year
                )
            }
            None => format!("{}: {length}; the first edition in this folder", self.year),
        }
    }

    fn paint(&self, ui: &Ui, rect: Rect, most: usize, theme: &Theme) {
        let small = theme::font(size::SMALL);
        if self.is_nothing() {
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, "–", small, theme.faint);
            return;
        }
        let bar = Rect::from_min_max(
            pos2(rect.left() + 5.0, rect.top() + 7.0),
            pos2(rect.right() - 5.0, rect.top() + 17.0),
        );
        let tally = self.tally();
        bars::paint(ui.painter(), bar, tally, most, theme);
        let told = if self.told.counterpart == Counterpart::Missing && self.before.is_some() {
            format!("∅ {}", tally.signs())
        } else {
            tally.signs()
        };
        let at = pos2(rect.left() + 5.0, rect.bottom() - 11.0);
        let room = rect.width() - 8.0;
        let (told, font) = fitted(told, small, room, |words, font| {
            ui.fonts_mut(|fonts| {
                fonts.layout_no_wrap(words.to_owned(), font.clone(), theme.faint).size().x
            })
        });
        widgets::paint_line(ui, at, room, &told, font, theme.faint);
    }
}

/// Signs as they fit into a narrow cell: a count that is cut off would be another count. `width` is
/// that of words in a font.
fn fitted(
    signs: String,
    font: FontId,
    room: f32,
    width: impl Fn(&str, &FontId) -> f32,
) -> (String, FontId) {
    if width(&signs, &font) <= room {
        return (signs, font);
    }
    let close = signs.replace(' ', "");
    let wide = width(&close, &font);
    let smaller = if wide > room { (font.size * room / wide).max(SMALLEST) } else { font.size };
    (close, FontId { size: smaller, ..font })
}

/// Size of the smallest type that can be read.
const SMALLEST: f32 = 8.0;

/// The legend of the bars.
pub fn legend(ui: &mut Ui, theme: &Theme) {
    ui.horizontal_wrapped(|ui| {
        let parts = [
            ("unchanged", Tally { same: 1, ..Tally::default() }),
            ("reworded", Tally { reworded: 1, ..Tally::default() }),
            ("new", Tally { new: 1, ..Tally::default() }),
            ("dropped", Tally { dropped: 1, ..Tally::default() }),
        ];
        for (name, tally) in parts {
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 10.0), Sense::hover());
            bars::paint(ui.painter(), rect, tally, 1, theme);
            let name = egui::RichText::new(name).font(theme::font(size::SMALL));
            ui.label(name.color(theme.faint));
            ui.add_space(space::S);
        }
        let words = "Length: sentences; each row has its own scale. +, ≈, −: how many are new, \
                     reworded, dropped. ∅: nothing on the topic. Click a cell to see both editions \
                     side by side.";
        let words = egui::RichText::new(words).font(theme::font(size::SMALL));
        ui.label(words.color(theme.faint));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Counts;

    #[test]
    fn years_without_an_edition_are_gaps() {
        let shown = years(&[Some(2016), Some(2017), Some(2019)]);
        assert_eq!(shown, [(2016, Some(0)), (2017, Some(1)), (2018, None), (2019, Some(2))]);
        assert!(years(&[None]).is_empty());
    }

    #[test]
    fn a_cell_is_told_in_words() {
        let since = Some(Counts { same: 14, new: 3, dropped: 1, ..Counts::default() });
        let cell =
            OverviewCell { counterpart: Counterpart::Section, sentences: 17, words: 400, since };
        let shown = Cell { told: &cell, year: 2020, before: Some(2019), tense_counts: false };
        let words = "2019 → 2020: 3 new, 1 dropped; 14 unchanged\nIn 2020: 17 sentences, 400 words";
        assert_eq!(shown.words(), words);
        let first = OverviewCell { since: None, ..cell };
        let shown = Cell { told: &first, year: 2016, before: None, tense_counts: false };
        assert!(shown.words().contains("the first edition"));
        let gone = OverviewCell { counterpart: Counterpart::Missing, sentences: 0, ..first };
        let shown = Cell { told: &gone, year: 2020, before: Some(2019), tense_counts: false };
        assert!(shown.is_nothing());
        assert_eq!(shown.words(), "2020: nothing on this topic");
    }

    #[test]
    fn counts_are_never_cut_off() {
        let width = |words: &str, font: &FontId| words.chars().count() as f32 * font.size * 0.5;
        for (room, want) in [(200.0, "+112 ≈30 −145"), (66.0, "+112≈30−145"), (50.0, "+112≈30−145")]
        {
            let font = FontId::proportional(12.0);
            let (told, font) = fitted("+112 ≈30 −145".to_owned(), font, room, width);
            assert_eq!(told, want);
            assert!(width(&told, &font) <= room + 0.1, "{room}");
        }
    }
}
