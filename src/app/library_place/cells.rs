//! How the grid of editions is painted: cells, names of lines and of columns, and what the signs
//! mean.
//!
//! A filled cell holds reports and tells how many; an empty frame with a stroke stands for an
//! edition that is not here though those of years before and after are; a notch in a filled cell
//! says that one of several publishers' is not.

use super::lists;
use crate::app::command::{Commands, UiCommand};
use crate::app::holdings::Holdings;
use crate::app::holdings::coverage::{Cell, Grid, Head, Sides};
use crate::app::holdings::tree::Key;
use crate::app::narrow::Ticked;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use eframe::egui::{
    Color32, CursorIcon, Id, Modifiers, Popup, Pos2, Rect, Response, Sense, Shape, Stroke,
    StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};
use std::ops::{Range, RangeInclusive};

/// Width of the names of lines, with how many reports each has.
pub const NAMES: f32 = 216.0;
/// Height of the names of columns.
pub const HEAD: f32 = 44.0;
/// Height of a line.
pub const LINE: f32 = 26.0;
/// Width of a cell at least.
pub const CELL: f32 = 40.0;
/// Width of a column at most.
const WIDEST: f32 = 72.0;
/// Width of a column of a publisher, whose name is long.
const NAMED: f32 = 150.0;

/// What is drawn over: from one line and column to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    from: (usize, usize),
    to: (usize, usize),
}

impl Stretch {
    fn lines(self) -> RangeInclusive<usize> {
        self.from.0.min(self.to.0)..=self.from.0.max(self.to.0)
    }

    fn columns(self) -> RangeInclusive<usize> {
        self.from.1.min(self.to.1)..=self.from.1.max(self.to.1)
    }
}

/// What the user did to the cells in this frame.
#[derive(Debug, Default)]
pub struct Did {
    /// What is being drawn over.
    pub stretch: Option<Stretch>,
    /// The lines and columns that were drawn over.
    pub drawn: Option<(RangeInclusive<usize>, RangeInclusive<usize>)>,
}

/// A name that was clicked, with the keys held.
pub type Clicked = Option<(usize, Modifiers)>;

/// What is painted.
pub struct Drawn<'a> {
    /// The grid.
    pub grid: &'a Grid,
    /// The reports.
    pub holdings: &'a Holdings,
    /// What is chosen.
    pub ticked: &'a Ticked,
    /// Width of a column.
    pub width: f32,
    /// Colours.
    pub theme: &'a Theme,
}

/// How wide the columns of a grid are in this room.
pub fn column_width(grid: &Grid, room: f32) -> f32 {
    let fitting = (room / grid.columns.len().max(1) as f32).floor();
    let (least, most) = if grid.sides == Sides::CountriesPublishers {
        (NAMED, NAMED * 1.4)
    } else {
        (CELL, WIDEST)
    };
    fitting.clamp(least, most)
}

/// The lines or columns of this size between two places.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on the screen are small, and clamped to what there is"
)]
fn within(from: f32, to: f32, size: f32, count: usize) -> Range<usize> {
    let first = (from / size).floor().max(0.0) as usize;
    let last = (to / size).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}

impl Drawn<'_> {
    /// The cells in view.
    pub fn cells(
        &self,
        ui: &mut Ui,
        view: Rect,
        stretch: Option<Stretch>,
        commands: &mut Commands,
    ) -> Did {
        let origin = ui.max_rect().min;
        let lines = within(view.top(), view.bottom(), LINE, self.grid.lines.len());
        let columns = within(view.left(), view.right(), self.width, self.grid.columns.len());
        let below = ui.interact(ui.clip_rect(), ui.scope_id().with("over"), Sense::drag());
        if let Some(at) = below.hover_pos().and_then(|at| self.at(at, origin)) {
            let top = origin.y + at.0 as f32 * LINE;
            let strip = Rect::from_x_y_ranges(ui.clip_rect().x_range(), top..=top + LINE);
            ui.painter().rect_filled(strip, 0.0, self.theme.hover.gamma_multiply(0.6));
        }
        for line in lines {
            for column in columns.clone() {
                let Some(cell) = self.grid.cell(line, column) else { continue };
                let rect = self.rect(line, column, origin);
                if cell.reports.is_empty() && cell.missing.is_empty() {
                    let dot = Rect::from_center_size(rect.center(), vec2(2.0, 2.0));
                    ui.painter().rect_filled(dot, 1.0, self.theme.line);
                    continue;
                }
                self.cell(ui, (line, column), cell, rect, commands);
            }
        }
        self.drawn_over(ui, &below, stretch, origin)
    }

    fn rect(&self, line: usize, column: usize, origin: Pos2) -> Rect {
        let at = origin + vec2(column as f32 * self.width, line as f32 * LINE);
        Rect::from_min_size(at, vec2(self.width, LINE))
    }

    /// The line and column at a place of the screen.
    fn at(&self, at: Pos2, origin: Pos2) -> Option<(usize, usize)> {
        let from = at - origin;
        let line = within(from.y, from.y, LINE, self.grid.lines.len().checked_sub(1)?).start;
        let columns = self.grid.columns.len().checked_sub(1)?;
        Some((line, within(from.x, from.x, self.width, columns).start))
    }

    fn cell(&self, ui: &Ui, at: (usize, usize), cell: &Cell, rect: Rect, commands: &mut Commands) {
        let response = ui.interact(rect, ui.scope_id().with(at), Sense::CLICK);
        let head = || self.head_of(at);
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, told(cell, &head())));
        self.paint(ui, cell, rect, self.ticked.is_outside(at.0, at.1), response.hovered());
        if let [one] = cell.reports.as_slice() {
            if response.clicked() {
                commands.push(UiCommand::OpenReport(*one));
            }
        } else {
            Popup::menu(&response).width(340.0).show(|ui| {
                let of = (self.holdings, self.grid);
                lists::card(ui, cell, &head(), of, self.theme, commands);
            });
        }
        let hint = |ui: &mut Ui| {
            ui.label(lists::told(cell, &head(), self.holdings, self.grid));
        };
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(hint);
    }

    /// "Norway 2014".
    fn head_of(&self, (line, column): (usize, usize)) -> String {
        let sides = self.grid.sides;
        let words = |head: Option<&Head>, by| {
            head.map(|head| head.key.words(by, self.holdings)).unwrap_or_default()
        };
        let line = words(self.grid.lines.get(line), sides.line_by());
        let column = words(self.grid.columns.get(column), sides.column_by());
        format!("{line} {column}")
    }

    fn paint(&self, ui: &Ui, cell: &Cell, rect: Rect, outside: bool, hovered: bool) {
        let theme = self.theme;
        let faded = if outside { 0.35 } else { 1.0 };
        let inner = Rect::from_center_size(
            rect.center(),
            vec2((rect.width() - 4.0).min(WIDEST - 8.0), LINE - 4.0),
        );
        let edge = if hovered { theme.accent } else { theme.edge };
        if cell.reports.is_empty() {
            not_here(ui, inner, edge.gamma_multiply(faded), theme.faint.gamma_multiply(faded));
            return;
        }
        // The more reports, the stronger; the number tells it too.
        let strength = match cell.reports.len() {
            1 => 0.20,
            2 => 0.32,
            _ => 0.46,
        };
        let fill = theme.accent.gamma_multiply(strength * faded);
        ui.painter().rect_filled(inner, space::RADIUS, fill);
        if hovered {
            let stroke = Stroke::new(1.0, theme.accent);
            ui.painter().rect_stroke(inner, space::RADIUS, stroke, StrokeKind::Inside);
        }
        let count = words::count(cell.reports.len());
        let color = theme.text.gamma_multiply(faded);
        let font = theme::font(size::SMALL);
        let words = ui.fonts_mut(|fonts| fonts.layout_no_wrap(count, font, color));
        ui.painter().galley(inner.center() - words.size() / 2.0, words, color);
        if !cell.missing.is_empty() {
            notch(ui, inner, theme.page, theme.warning.gamma_multiply(faded));
        }
    }

    /// Follows a stretch that is drawn over the cells.
    fn drawn_over(&self, ui: &Ui, below: &Response, stretch: Option<Stretch>, origin: Pos2) -> Did {
        let mut did = Did { stretch, drawn: None };
        let at = |pos: Option<Pos2>| pos.and_then(|pos| self.at(pos, origin));
        if below.drag_started() {
            let from = at(ui.input(|input| input.pointer.press_origin()));
            did.stretch = from.map(|from| Stretch { from, to: from });
        }
        let Some(mut now) = did.stretch else { return did };
        now.to = at(below.interact_pointer_pos()).unwrap_or(now.to);
        did.stretch = Some(now);
        let first = self.rect(*now.lines().start(), *now.columns().start(), origin);
        let last = self.rect(*now.lines().end(), *now.columns().end(), origin);
        let stroke = Stroke::new(1.5, self.theme.accent);
        let over = first.union(last);
        ui.painter().rect(
            over,
            space::RADIUS,
            self.theme.accent.gamma_multiply(0.12),
            stroke,
            StrokeKind::Inside,
        );
        if below.drag_stopped() || !below.dragged() && !below.is_pointer_button_down_on() {
            did.stretch = None;
            did.drawn = below.drag_stopped().then(|| (now.lines(), now.columns()));
        }
        did
    }

    /// The names of the lines in view.
    pub fn names(&self, ui: &mut Ui, area: Rect, scrolled: f32) -> Clicked {
        let mut clicked = None;
        let painter = ui.painter_at(area);
        let lines = within(scrolled, scrolled + area.height(), LINE, self.grid.lines.len());
        for at in lines {
            let Some(head) = self.grid.lines.get(at) else { continue };
            let top = area.top() + at as f32 * LINE - scrolled;
            let rect = Rect::from_x_y_ranges(area.x_range(), top..=top + LINE).intersect(area);
            let chosen = self.ticked.line(at);
            let id = ui.scope_id().with(("line", at));
            let name = head.key.words(self.grid.sides.line_by(), self.holdings);
            let response = self.name(ui, id, rect, head, &name, chosen, Role::RowHeader);
            let painted = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rect));
            let middle = top + LINE / 2.0;
            let count = words::count(head.reports);
            let right = pos2(rect.right() - space::M, middle);
            let font = theme::font(size::SMALL);
            let mut clip = painted;
            clip.set_clip_rect(painter.clip_rect());
            let used = widgets::paint_line_right(&clip, right, &count, font, self.theme.faint);
            let (font, color) = look(chosen, self.theme);
            let width = rect.width() - used - 2.0 * space::M - space::XS;
            widgets::paint_line(
                &clip,
                pos2(rect.left() + space::XS, middle),
                width,
                &name,
                font,
                color,
            );
            if response.clicked() {
                clicked = Some((at, ui.input(|input| input.modifiers)));
            }
        }
        clicked
    }

    /// The names of the columns in view.
    pub fn heads(&self, ui: &mut Ui, area: Rect, scrolled: f32) -> Clicked {
        let mut clicked = None;
        let columns =
            within(scrolled, scrolled + area.width(), self.width, self.grid.columns.len());
        let mut clip = ui.new_child(eframe::egui::UiBuilder::new().max_rect(area));
        clip.set_clip_rect(area.intersect(ui.clip_rect()));
        for at in columns {
            let Some(head) = self.grid.columns.get(at) else { continue };
            let left = area.left() + at as f32 * self.width - scrolled;
            let whole = Rect::from_x_y_ranges(left..=left + self.width, area.y_range());
            let rect = whole.intersect(area);
            let chosen = self.ticked.column(at);
            let id = ui.scope_id().with(("column", at));
            let name = head.key.words(self.grid.sides.column_by(), self.holdings);
            let response = self.name(ui, id, rect, head, &name, chosen, Role::ColumnHeader);
            let (font, color) = look(chosen, self.theme);
            let middle = area.top() + 15.0;
            let short = if name.len() > 5 && self.width < NAMED { "–" } else { name.as_str() };
            centred(&clip, whole, middle, short, font, color);
            let count = words::count(head.reports);
            let font = theme::font(size::SMALL);
            centred(&clip, whole, middle + 17.0, &count, font, self.theme.faint);
            if response.clicked() {
                clicked = Some((at, ui.input(|input| input.modifiers)));
            }
        }
        let stroke = Stroke::new(1.0, self.theme.line);
        ui.painter().hline(area.x_range(), area.bottom() - 1.0, stroke);
        clicked
    }

    /// What stands where the names of lines and columns meet.
    pub fn corner(&self, ui: &Ui, area: Rect) {
        let at = pos2(area.left() + space::XS, area.top() + 15.0);
        let is_found =
            |head: &&Head| matches!(head.key, Key::Country(_) | Key::Publisher(_) | Key::Year(_));
        let words = match self.grid.lines.iter().filter(is_found).count() {
            1 => format!("1 {}", self.grid.sides.line_name().to_lowercase()),
            count => match self.grid.sides.line_name() {
                "Country" => format!("{} countries", words::count(count)),
                _ => format!("{} publishers", words::count(count)),
            },
        };
        let font = theme::strong_font(size::SMALL);
        widgets::paint_line(ui, at, area.width(), &words, font, self.theme.faint);
        let stroke = Stroke::new(1.0, self.theme.line);
        ui.painter().hline(area.x_range(), area.bottom() - 1.0, stroke);
    }

    /// Makes a name something to click; its words are painted by the caller.
    #[expect(clippy::too_many_arguments, reason = "what a name is and where")]
    fn name(
        &self,
        ui: &Ui,
        id: Id,
        rect: Rect,
        head: &Head,
        name: &str,
        chosen: Option<bool>,
        role: Role,
    ) -> Response {
        let response = ui.interact(rect, id, Sense::CLICK);
        let on = chosen == Some(true);
        response.widget_info(|| WidgetInfo::selected(role, true, on, name));
        if let Some(fill) = widgets::row_fill(self.theme, &response, on) {
            ui.painter().rect_filled(rect.shrink2(vec2(1.0, 0.0)), space::RADIUS, fill);
        }
        let hint = |ui: &mut Ui| {
            let mut told = format!("{name}: {}", words::counted(head.reports, "report"));
            if head.missing > 0 {
                let count = words::counted(head.missing, "edition");
                told = format!("{told}, {count} not here between those that are");
            }
            ui.label(format!("{told}\nClick to show only this; Ctrl and Shift choose several"));
        };
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(hint)
    }
}

/// What a cell is called by who cannot see.
fn told(cell: &Cell, head: &str) -> String {
    let here = words::counted(cell.reports.len(), "report");
    match (cell.reports.len(), cell.missing.len()) {
        (0, _) => format!("{head}: not here"),
        (_, 0) => format!("{head}: {here}"),
        (_, missing) => format!("{head}: {here}, {} not here", words::count(missing)),
    }
}

fn look(chosen: Option<bool>, theme: &Theme) -> (eframe::egui::FontId, Color32) {
    match chosen {
        Some(true) => (theme::strong_font(size::BODY), theme.text),
        Some(false) => (theme::font(size::BODY), theme.faint),
        None => (theme::font(size::BODY), theme.text),
    }
}

fn centred(
    ui: &Ui,
    rect: Rect,
    middle: f32,
    text: &str,
    font: eframe::egui::FontId,
    color: Color32,
) {
    let mut job = eframe::egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(rect.width() - space::S);
    let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.center().x - words.size().x / 2.0, middle - words.size().y / 2.0);
    ui.painter().galley(at, words, color);
}

/// An empty frame with a stroke: an edition that is not here.
fn not_here(ui: &Ui, rect: Rect, edge: Color32, stroke: Color32) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.0, edge), 3.0, 3.0));
    let middle = rect.center();
    ui.painter().hline(middle.x - 4.0..=middle.x + 4.0, middle.y, Stroke::new(1.2, stroke));
}

/// A notch in the corner of a cell: one of several is not here.
fn notch(ui: &Ui, rect: Rect, page: Color32, color: Color32) {
    let at = rect.right_top();
    let corner = vec![at, at - vec2(8.0, 0.0), at + vec2(0.0, 8.0)];
    ui.painter().add(Shape::convex_polygon(corner, page, Stroke::NONE));
    ui.painter().line_segment([at - vec2(8.0, 0.0), at + vec2(0.0, 8.0)], Stroke::new(1.4, color));
}

/// What the signs of the grid mean.
pub fn legend(ui: &mut Ui, theme: &Theme, grid: &Grid) {
    let mut sign = |words: &str, paint: &dyn Fn(&Ui, Rect)| {
        let (rect, _) = ui.allocate_exact_size(vec2(24.0, 16.0), Sense::hover());
        paint(ui, rect);
        let words = eframe::egui::RichText::new(words).font(theme::font(size::SMALL));
        ui.label(words.color(theme.faint));
        ui.add_space(space::S);
    };
    let filled = |ui: &Ui, rect: Rect| {
        ui.painter().rect_filled(rect, space::RADIUS, theme.accent.gamma_multiply(0.28));
    };
    sign("Reports that are here", &filled);
    if grid.missing > 0 {
        let frame = |ui: &Ui, rect: Rect| not_here(ui, rect, theme.edge, theme.faint);
        sign("Not here, though years before and after are", &frame);
        let cut = |ui: &Ui, rect: Rect| {
            filled(ui, rect);
            notch(ui, rect, theme.page, theme.warning);
        };
        let some = if grid.sides == Sides::PublishersYears { "countries" } else { "publishers" };
        sign(&format!("One of several {some} is not here"), &cut);
    }
}
