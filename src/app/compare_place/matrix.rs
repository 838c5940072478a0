//! The passages of editions by topic, in a table: a line for each topic and a column for each
//! edition; of one topic alone, a line for each edition. Each cell shows its first lines and can be
//! opened; words that are searched for leave the paragraphs that hold them.

use super::cell::{self, Ink, Marks};
use super::scroller::Scroller;
use super::shelf::Shelf;
use super::topic_list;
use crate::app::command::{Commands, UiCommand};
use crate::app::target::Target;
use crate::app::target_menu;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::compare::topics;
use crate::entities::ReportIndex;
use crate::library::search::snippet_between;
use crate::report::{Report, Span};
use crate::workspace::{Excerpt, Excerpts, Passage, Workspace};
use eframe::egui::{
    CursorIcon, Galley, Rect, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};
use std::collections::HashSet;
use std::sync::Arc;

/// What the table remembers.
#[derive(Debug, Default)]
pub struct Matrix {
    of: Option<Arc<Excerpts>>,
    /// The topic that alone is shown.
    topic: Option<usize>,
    open: HashSet<(usize, usize)>,
    scroller: Scroller,
    column: f32,
    /// The places of the topics in the order in which they are listed.
    order: Vec<usize>,
}

/// A cell's paragraphs in type, each with the words that it leads to.
#[derive(Default)]
struct Set {
    parts: Vec<(Arc<Galley>, Span)>,
    /// Whether there is more to show, or to fold again.
    more: bool,
}

/// Width of the column of names.
const NAMES: f32 = 168.0;
/// The narrowest column of passages.
const NARROWEST: f32 = 250.0;
/// Lines of a passage that a closed cell shows.
const LINES: usize = 4;
const PAD: f32 = 8.0;
const HEAD: f32 = 34.0;
/// Height of the line that opens a cell.
const MORE: f32 = 22.0;
/// Space between paragraphs of a cell.
const BETWEEN: f32 = 8.0;
/// With more columns than these, closed cells are not measured.
const MEASURED: usize = 12;
/// Letters on each side of what was searched for, in a closed cell.
const AROUND: usize = 150;

impl Matrix {
    /// Shows the table; `topic` is the place among the topics of the one that alone is shown.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        (workspace, shelf): (&Workspace, &Shelf),
        excerpts: &Arc<Excerpts>,
        topic: Option<usize>,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        self.refresh(excerpts, topic);
        let columns = if topic.is_some() { 1 } else { excerpts.reports.len() };
        let room = ui.available_width() - NAMES;
        let column = (room / columns.max(1) as f32).floor().max(NARROWEST);
        let width = NAMES + column * columns as f32;
        if self.column != column {
            self.column = column;
            self.guess();
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::horizontal().id_salt("passage columns").auto_shrink(false).show(ui, |ui| {
            ui.set_min_width(width);
            let in_view = ui.clip_rect().x_range();
            if topic.is_none() {
                self.heads(ui, workspace, shelf, theme);
            }
            let mut scroller = std::mem::take(&mut self.scroller);
            scroller.measure(
                ui.available_height(),
                |row| self.height_of(ui, workspace, row, theme),
                || false,
            );
            let area = ScrollArea::vertical().id_salt("passages").auto_shrink(false);
            let area = area.vertical_scroll_offset(scroller.offset());
            let mut turned = None;
            let shown = area.show_viewport(ui, |ui, view| {
                ui.set_height(scroller.total());
                let corner = ui.max_rect().min;
                for row in scroller.within(view.top(), view.bottom()) {
                    let top = corner.y + scroller.top(row);
                    let rect =
                        Rect::from_min_size(pos2(corner.x, top), vec2(width, scroller.height(row)));
                    self.name(ui, workspace, shelf, row, rect, theme);
                    for place in 0..columns {
                        let left = rect.left() + NAMES + column * place as f32;
                        let cell = Rect::from_min_size(
                            pos2(left, rect.top()),
                            vec2(column, rect.height()),
                        );
                        if cell.right() < in_view.min || in_view.max < cell.left() {
                            continue;
                        }
                        let at = self.place(row, place);
                        if self.cell(ui, workspace, at, cell, theme, commands) {
                            turned = Some((at, row));
                        }
                    }
                    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
                }
            });
            scroller.scrolled_to(shown.state.clamped_offset().y);
            self.scroller = scroller;
            if let Some((at, _)) = turned {
                if !self.open.remove(&at) {
                    self.open.insert(at);
                }
                let offset = self.scroller.offset();
                self.guess();
                self.scroller.scrolled_to(offset);
            }
        });
    }

    fn refresh(&mut self, excerpts: &Arc<Excerpts>, topic: Option<usize>) {
        let same = self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, excerpts));
        if same && self.topic == topic {
            return;
        }
        if !same {
            self.open.clear();
        }
        let order = topic_list::order_of(excerpts.topics.iter().copied());
        self.order = order.into_iter().map(|(_, at)| at).collect();
        self.of = Some(Arc::clone(excerpts));
        self.topic = topic;
        self.guess();
    }

    fn rows(&self) -> usize {
        let of = self.of.as_ref();
        match self.topic {
            Some(_) => of.map_or(0, |of| of.reports.len()),
            None => of.map_or(0, |of| of.topics.len()),
        }
    }

    fn guess(&mut self) {
        let closed = cell::LINE * LINES as f32 + MORE + 2.0 * PAD;
        self.scroller = Scroller::new((0..self.rows()).map(|_| closed));
    }

    /// The topic and the edition of a cell.
    fn place(&self, row: usize, column: usize) -> (usize, usize) {
        let listed = self.order.get(row).copied().unwrap_or(row);
        self.topic.map_or((listed, column), |topic| (topic, row))
    }

    fn excerpts(&self, (topic, edition): (usize, usize)) -> &[Excerpt] {
        let cell = self.of.as_ref().and_then(|of| of.cells.get(topic)?.get(edition));
        cell.map_or(&[], Vec::as_slice)
    }

    fn report(&self, edition: usize) -> Option<ReportIndex> {
        self.of.as_ref()?.reports.get(edition).copied()
    }

    fn heads(&self, ui: &mut Ui, workspace: &Workspace, shelf: &Shelf, theme: &Theme) {
        let Some(of) = &self.of else { return };
        let width = NAMES + self.column * of.reports.len() as f32;
        let (rect, _) = ui.allocate_exact_size(vec2(width, HEAD), Sense::hover());
        for (at, index) in of.reports.iter().enumerate() {
            let left = rect.left() + NAMES + self.column * at as f32;
            let at = pos2(left + PAD, rect.center().y);
            let name = name_of(workspace, shelf, *index);
            let font = theme::strong_font(size::BODY);
            widgets::paint_line(ui, at, self.column - 2.0 * PAD, &name, font, theme.text);
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(self.column, HEAD));
            let hover = ui.interact(cell, ui.scope_id().with(("head", index)), Sense::hover());
            hover.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
            hover.on_hover_text(name);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
    }

    /// The name of a line.
    fn name(
        &self,
        ui: &Ui,
        workspace: &Workspace,
        shelf: &Shelf,
        row: usize,
        rect: Rect,
        theme: &Theme,
    ) {
        let Some(of) = &self.of else { return };
        let name = if self.topic.is_some() {
            of.reports.get(row).map(|index| name_of(workspace, shelf, *index))
        } else {
            let topic = self.order.get(row).and_then(|at| of.topics.get(*at));
            topic.map(|topic| topics().name(*topic).to_owned())
        };
        let name = name.unwrap_or_default();
        let font = theme::strong_font(size::BODY);
        let place = Rect::from_min_size(rect.min, vec2(NAMES, rect.height()));
        let hover = ui.interact(place, ui.scope_id().with(("name", row)), Sense::hover());
        hover.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &name));
        let job = |fonts: &mut eframe::egui::epaint::FontsView<'_>| {
            fonts.layout(name, font, theme.text, NAMES - PAD - space::S)
        };
        let galley = ui.fonts_mut(job);
        ui.painter().galley(rect.min + vec2(PAD, PAD), galley, theme.text);
    }

    /// The paragraphs that a cell shows, in type: all of an open one, of a closed one as much as fits
    /// its few lines.
    fn set(&self, ui: &Ui, workspace: &Workspace, at: (usize, usize), theme: &Theme) -> Set {
        let report = self.report(at.1).and_then(|index| workspace.report(index));
        let Some(report) = report else { return Set::default() };
        let (all, open) = (self.excerpts(at), self.open.contains(&at));
        let width = self.column - 2.0 * PAD;
        let mut set = Set { more: open, ..Set::default() };
        let mut left = LINES;
        for excerpt in all {
            if !open && left == 0 {
                set.more = true;
                break;
            }
            let (mut job, cut) = if open {
                (whole(report, excerpt, width, theme), false)
            } else {
                first_words(report, excerpt, width, theme)
            };
            if !open {
                job.wrap.max_rows = left;
            }
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            left = left.saturating_sub(galley.rows.len());
            set.more |= cut || galley.elided;
            let first = excerpt.hits.first().copied();
            set.parts.push((galley, first.unwrap_or(excerpt.span)));
        }
        set
    }

    fn height_of(&self, ui: &Ui, workspace: &Workspace, row: usize, theme: &Theme) -> f32 {
        let columns = if self.topic.is_some() {
            1
        } else {
            self.of.as_ref().map_or(0, |of| of.reports.len())
        };
        let cells = (0..columns).map(|column| self.place(row, column));
        let closed = cell::LINE * LINES as f32 + BETWEEN;
        let height = |at: (usize, usize)| {
            // With so many columns closed cells all get the same room.
            if columns > MEASURED && !self.open.contains(&at) {
                return closed + MORE;
            }
            let set = self.set(ui, workspace, at, theme);
            let words = set.parts.iter().map(|(galley, _)| galley.size().y + BETWEEN).sum::<f32>();
            words + if set.more { MORE } else { 0.0 }
        };
        cells.map(height).fold(cell::LINE * 2.0, f32::max) + 2.0 * PAD - BETWEEN
    }

    /// Shows a cell; returns whether it is to be opened or closed.
    fn cell(
        &self,
        ui: &Ui,
        workspace: &Workspace,
        at: (usize, usize),
        rect: Rect,
        theme: &Theme,
        commands: &mut Commands,
    ) -> bool {
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, theme.line));
        let Some(index) = self.report(at.1) else { return false };
        let all = self.excerpts(at);
        if all.is_empty() {
            let place = pos2(rect.left() + PAD, rect.top() + PAD + 9.0);
            let small = theme::font(size::SMALL);
            let words = "nothing here";
            widgets::paint_line(ui, place, rect.width(), words, small, theme.faint);
            return false;
        }
        let mut top = rect.top() + PAD;
        let set = self.set(ui, workspace, at, theme);
        for (nth, (galley, span)) in set.parts.into_iter().enumerate() {
            let height = galley.size().y;
            let place = Rect::from_min_size(
                pos2(rect.left() + 1.0, top - 2.0),
                vec2(rect.width() - 2.0, height + 4.0),
            );
            let passage = Passage { report: index, span };
            let response = ui.interact(place, ui.scope_id().with((at, nth)), Sense::click());
            let said = galley.text().to_owned();
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &said));
            if response.hovered() {
                ui.painter().rect_filled(place, space::RADIUS, theme.hover);
            }
            widgets::focus_ring(ui, theme, &response, place);
            let target = || Some(Target::Passage(passage));
            target_menu::attach(&response, workspace, target, theme, commands);
            ui.painter().galley(pos2(rect.left() + PAD, top), galley, theme.text);
            top += height + BETWEEN;
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                commands.push(UiCommand::ShowPassage(passage));
            }
        }
        set.more && self.more(ui, at, all.len(), rect, theme)
    }

    /// The line at the foot of a cell that opens or closes it; returns whether it was clicked.
    fn more(&self, ui: &Ui, at: (usize, usize), count: usize, rect: Rect, theme: &Theme) -> bool {
        let words = if self.open.contains(&at) {
            "Show the first lines only".to_owned()
        } else if count == 1 {
            "Show the whole paragraph".to_owned()
        } else {
            format!("Show all {} paragraphs", words::count(count))
        };
        let line = Rect::from_min_max(
            pos2(rect.left() + 2.0, rect.bottom() - MORE - 2.0),
            pos2(rect.right() - 2.0, rect.bottom() - 2.0),
        );
        let response = ui.interact(line, ui.scope_id().with(("more", at)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        let color = if response.hovered() { theme.text } else { theme.accent };
        let small = theme::font(size::SMALL);
        let place = pos2(rect.left() + PAD, line.center().y);
        widgets::paint_line(ui, place, rect.width() - 2.0 * PAD, &words, small, color);
        widgets::focus_ring(ui, theme, &response, line);
        response.on_hover_cursor(CursorIcon::PointingHand).clicked()
    }
}

fn name_of(workspace: &Workspace, shelf: &Shelf, index: ReportIndex) -> String {
    let known = shelf.get(index).map(|edition| edition.name.clone());
    known.or_else(|| workspace.head(index).map(words::head)).unwrap_or_default()
}

fn hits(excerpt: &Excerpt) -> Vec<(Span, Marks)> {
    excerpt.hits.iter().map(|hit| (*hit, Marks::HIT)).collect()
}

/// A whole paragraph in type.
fn whole(
    report: &Report,
    excerpt: &Excerpt,
    width: f32,
    theme: &Theme,
) -> eframe::egui::text::LayoutJob {
    cell::job(&report.text, &[excerpt.span], &hits(excerpt), Ink::Full, theme, width)
}

/// The first words of a paragraph, or those around what was searched for, and whether that is less
/// than all of it.
fn first_words(
    report: &Report,
    excerpt: &Excerpt,
    width: f32,
    theme: &Theme,
) -> (eframe::egui::text::LayoutJob, bool) {
    match excerpt.hits.first() {
        Some(hit) => {
            // The hit stands in the first line of the cell, however narrow that is: at its foot it
            // would be cut off.
            let fits = |letters: &usize| *letters as f32 * cell::TYPE * 0.5 < width / 2.0;
            let before = (0..AROUND).take_while(fits).count();
            let cut = snippet_between(report, *hit, before, AROUND);
            let span = Span::new(0, cut.text.len());
            let hit = Span::new(cut.hit.start, cut.hit.end);
            let marks = [(hit, Marks::HIT)];
            let job = cell::job(&cut.text, &[span], &marks, Ink::Full, theme, width);
            (job, cut.text.len() < excerpt.span.len())
        }
        None => (whole(report, excerpt, width, theme), false),
    }
}

/// The line above the table that says what is in it.
pub fn told(ui: &mut Ui, excerpts: &Excerpts, words: &str, theme: &Theme) {
    let count: usize = excerpts.cells.iter().flatten().map(Vec::len).sum();
    let editions = words::counted(excerpts.reports.len(), "edition");
    let told = if words.trim().is_empty() {
        format!("{} in {editions}", words::counted(count, "paragraph"))
    } else {
        format!("{} with “{}” in {editions}", words::counted(count, "paragraph"), words.trim())
    };
    ui.label(RichText::new(told).font(theme::font(size::SMALL)).color(theme.faint));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    #[test]
    fn what_is_searched_for_stands_in_the_first_line_of_a_narrow_cell() {
        let text = format!(
            "{} The harbor burned. {}",
            "They came and went. ".repeat(20),
            "So. ".repeat(80)
        );
        let report = reading::read(text.as_bytes(), &DocumentName::new("one.txt")).unwrap();
        let start = report.text.find("harbor").unwrap();
        let hit = Span::new(start, start + "harbor".len());
        let span = Span::new(0, report.text.len());
        let excerpt = Excerpt { span, hits: vec![hit], by_words: false };
        for width in [120.0_f32, 240.0, 900.0] {
            let (job, cut) = first_words(&report, &excerpt, width, &theme::LIGHT);
            let at = job.text.find("harbor").unwrap();
            assert!(cut && (at as f32) * cell::TYPE * 0.5 < width + 30.0, "{at}: {}", job.text);
            assert!(job.text.len() > 100, "words behind it are not cut short");
        }
    }
}
