//! The page as printed: a PDF's pages below each other, with the marks of the clean text on them.
//!
//! What is marked, selected and jumped to is the [`Page`]'s, as in the clean text; here is where it
//! stands on paper. Pictures are drawn in the background, those in view first.

mod places;
mod sheet;
mod sheets;
mod textures;

use super::page::{Aim, Page, Shown};
use super::pointing::{self, Held};
use crate::app::command::Commands;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets::Empty;
use crate::library::{Ask, LoadedReport, Made, PagedFile, Pictures};
use crate::report::{Notice, Offset, Report};
use crate::workspace::Slot;
use eframe::egui::{self, Pos2, Rect, RichText, ScrollArea, Sense, Ui, Vec2, pos2, vec2};
use places::Places;
use sheet::Sheet;
use sheets::{MARGIN, Sheets};
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};
use textures::Textures;

/// Points of the screen for a point of the paper when a page is shown at its usual size, at most:
/// on a wide screen a page that fills it is no longer read but walked along.
const LARGEST_FIT: f32 = 1.5;

/// How long the scale must stay the same before sharp pictures are asked for.
const SETTLED: Duration = Duration::from_millis(150);

/// How far one may zoom out and in from the usual size.
const ZOOM: [f32; 2] = [0.4, 4.0];

/// The printed pages of the report that is open.
#[derive(Debug)]
pub struct Printed {
    /// The reading that is shown; read anew, its file may have changed.
    reading: Option<Arc<LoadedReport>>,
    file: Option<Arc<PagedFile>>,
    places: Places,
    /// Where the sheets are, once their sizes are known, or why they are not.
    sheets: Option<Result<Sheets, String>>,
    textures: Textures,
    /// What was asked for last.
    asked: Vec<Ask>,
    /// How much larger than usual pages are shown.
    zoom: f32,
    /// When the scale changed last.
    scaled: Option<Instant>,
    /// Where the view stands.
    scroll: Vec2,
    /// Where it is to stand in this frame.
    offset: Option<Vec2>,
}

impl Default for Printed {
    fn default() -> Self {
        Self {
            reading: None,
            file: None,
            places: Places::default(),
            sheets: None,
            textures: Textures::default(),
            asked: Vec::new(),
            zoom: 1.0,
            scaled: None,
            scroll: Vec2::ZERO,
            offset: None,
        }
    }
}

impl Printed {
    /// Shows pages larger or smaller by a factor.
    pub fn zoom_by(&mut self, factor: f32) {
        let [least, most] = ZOOM;
        self.zoom = (self.zoom * factor).clamp(least, most);
    }

    /// Shows the pages in all that is left of `ui`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        page: &mut Page,
        slot: &Slot,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) {
        let Some(reading) = slot.loaded() else { return };
        self.follow(reading, shown.workspace.paged_file(page.index));
        let pictures = shown.workspace.pictures();
        self.textures.begin();
        self.take(ui, pictures);
        match self.sheets.take() {
            None => {
                self.ask_sizes(pictures);
                waiting(ui, shown.theme);
            }
            Some(Err(why)) => {
                let title = "The printed pages cannot be shown";
                let text = format!("{}: {why}.", slot.file.name);
                let action = Some("Try again");
                if !(Empty { title, text: &text, action }).show(ui, shown.theme) {
                    self.sheets = Some(Err(why));
                }
            }
            Some(Ok(mut sheets)) => {
                self.show_sheets(ui, &mut sheets, page, reading, shown, commands);
                self.sheets = Some(Ok(sheets));
                page.copy(ui, &reading.report);
            }
        }
    }

    /// Begins anew when another report is shown, or this one was read anew.
    fn follow(&mut self, reading: &Arc<LoadedReport>, file: Option<PagedFile>) {
        if self.reading.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, reading)) {
            return;
        }
        *self = Self {
            reading: Some(Arc::clone(reading)),
            file: file.map(Arc::new),
            places: Places::new(&reading.report),
            zoom: self.zoom,
            ..Self::default()
        };
    }

    /// Takes what has been made: one picture a frame, as each goes to the graphics card.
    fn take(&mut self, ui: &Ui, pictures: &Pictures) {
        let Some(made) = pictures.try_next() else { return };
        ui.ctx().request_repaint();
        match made {
            Made::Sizes(file, sizes) if self.file.as_ref() == Some(&file) => {
                let sheets = sizes.map(|sizes| self.sheets_of(sizes));
                self.sheets = Some(sheets.map_err(|error| error.to_string()));
                self.asked.clear();
            }
            Made::Picture(file, page, scale, picture) if self.file.as_ref() == Some(&file) => {
                match picture {
                    Ok(picture) => self.textures.take(ui.ctx(), page, scale, &picture),
                    Err(error) => self.textures.fail(page, error.to_string()),
                }
            }
            Made::Sizes(..) | Made::Picture(..) => {}
        }
    }

    /// The sheets to show of a file with pages of these sizes: all, or those of a chapter.
    fn sheets_of(&self, sizes: Vec<[f32; 2]>) -> Sheets {
        let chapter = self.reading.as_ref().is_some_and(|read| read.report.volume.is_some());
        match self.places.pages().filter(|_| chapter) {
            Some(pages) => {
                let (first, last) = (*pages.start() as usize, *pages.end() as usize);
                let of_chapter = sizes.into_iter().take(last).skip(first.saturating_sub(1));
                Sheets::new(*pages.start(), of_chapter.collect())
            }
            None => Sheets::new(1, sizes),
        }
    }

    fn ask_sizes(&mut self, pictures: &Pictures) {
        if let Some(file) = &self.file {
            self.ask(pictures, vec![Ask::Sizes(Arc::clone(file))]);
        }
    }

    fn ask(&mut self, pictures: &Pictures, asked: Vec<Ask>) {
        if asked != self.asked {
            pictures.ask(&asked);
            self.asked = asked;
        }
    }

    fn show_sheets(
        &mut self,
        ui: &mut Ui,
        sheets: &mut Sheets,
        page: &mut Page,
        reading: &LoadedReport,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) {
        let room = ui.available_size();
        self.scale(ui, sheets, room);
        if let Some(aim) = page.aim.take() {
            self.offset = aimed(sheets, &reading.report, aim, room, self.scroll.x).or(self.offset);
        }
        if self.offset.is_none() {
            let top = pointing::keys(ui, room.y, sheets.height());
            self.offset = top.map(|top| vec2(self.scroll.x, top));
        }
        let mut area = ScrollArea::both().id_salt("sheets").auto_shrink(false);
        if let Some(offset) = self.offset.take() {
            area = area.scroll_offset(offset.max(Vec2::ZERO));
        }
        let output = area.show_viewport(ui, |ui, view| {
            self.show_view(ui, view, sheets, page, &reading.report, shown, commands);
        });
        self.scroll = output.state.clamped_offset();
    }

    /// Sets the scale for the room that there is; what stands at the upper edge, or under the
    /// pointer that zooms, stays there.
    fn scale(&mut self, ui: &Ui, sheets: &mut Sheets, room: Vec2) {
        let area = Rect::from_min_size(ui.cursor().min, room);
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| area.contains(*at));
        let pinched = ui.input(egui::InputState::zoom_delta);
        if pinched != 1.0 && pointer.is_some() {
            self.zoom_by(pinched);
        }
        let fit = ((room.x - 2.0 * MARGIN) / sheets.widest()).clamp(0.1, LARGEST_FIT);
        let scale = fit * self.zoom;
        if scale == sheets.scale() {
            return;
        }
        let before = sheets.before();
        sheets.set_scale(scale);
        self.scaled = Some(Instant::now());
        let keep = pointer.filter(|_| pinched != 1.0).map_or(Vec2::ZERO, |at| at - area.min);
        let y = sheets.moved(self.scroll.y + keep.y, &before) - keep.y;
        let [was, now] = [&before, &*sheets].map(|sheets| sheets.width(room.x));
        let x = (self.scroll.x + room.x / 2.0) / was * now - room.x / 2.0;
        self.offset = Some(vec2(x, y));
    }

    #[expect(clippy::too_many_arguments, reason = "all of it is what the sheets are shown with")]
    fn show_view(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        sheets: &Sheets,
        page: &mut Page,
        report: &Report,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) {
        let width = view.width();
        ui.set_min_size(vec2(sheets.width(width), sheets.height()));
        let corner = ui.min_rect().min.to_vec2();
        let screen = ui.clip_rect();
        let text = ui.interact(screen, ui.scope_id().with("sheets"), Sense::click_and_drag());
        let in_view = sheets.between(view.top(), view.bottom());
        let on_screen: Vec<(u32, Rect)> = in_view
            .clone()
            .filter_map(|number| Some((number, sheets.rect(number, width)?.translate(corner))))
            .collect();
        let scale = sheets.scale();
        let mut hovered = None;
        for (number, rect) in &on_screen {
            let sheet = Sheet { number: *number, rect: *rect, scale, report, shown };
            let sharp = Self::texture_scale(ui, sheets, *number);
            let note = sheet_note(report, *number, sheets.pages());
            let failure = self.textures.failure(*number).map(str::to_owned);
            let is_drawn = failure.is_some() || self.textures.get(*number).is_some();
            sheet.paper(ui, &note, is_drawn);
            if let Some(why) = failure {
                if sheet.failed(ui, &why) {
                    self.textures.try_again(*number);
                }
            } else {
                sheet.behind(ui, page, &self.places);
                let sharp = self.textures.is_sharp(*number, sharp);
                sheet.ink(ui, self.textures.get(*number), sharp);
            }
            hovered = sheet.marks(ui, page, &self.places, is_drawn, commands).or(hovered);
        }
        if hovered != page.hovered {
            page.hovered = hovered;
            ui.ctx().request_repaint();
        }
        let place = |at| place_at(report, &on_screen, scale, at);
        page.select(ui, report, &text, &place);
        page.offer_menu(&text, report, shown, &place, commands);
        self.look_at(page, report, &on_screen, scale, screen);
        self.ask_for(ui, sheets, &in_view, shown.workspace.pictures());
    }

    /// Pixels a point of the paper at which a page is sharp on this screen.
    fn texture_scale(ui: &Ui, sheets: &Sheets, number: u32) -> f32 {
        let longest = ui.input(|input| input.max_texture_side);
        let wanted = sheets.scale() * ui.pixels_per_point();
        sheets.size(number).map_or(wanted, |size| textures::drawable(wanted, size, longest))
    }

    /// Asks for what is in view, the page after it and the one before.
    fn ask_for(&mut self, ui: &Ui, sheets: &Sheets, in_view: &Range<u32>, pictures: &Pictures) {
        let Some(file) = self.file.clone() else { return };
        let all = sheets.pages();
        let around = [Some(in_view.end), in_view.start.checked_sub(1)];
        let pages = in_view.clone().chain(around.into_iter().flatten());
        let pages: Vec<(u32, f32)> = pages
            .filter(|number| all.contains(number))
            .map(|number| (number, Self::texture_scale(ui, sheets, number)))
            .collect();
        let since = self.scaled.map_or(SETTLED, |at| at.elapsed());
        if since < SETTLED {
            ui.ctx().request_repaint_after(SETTLED.saturating_sub(since));
        }
        let asked = self.textures.wanted(&file, &pages, since >= SETTLED);
        self.ask(pictures, asked);
    }

    /// Notes what is in view: the first words, and what is to stay there in the clean text.
    fn look_at(
        &self,
        page: &mut Page,
        report: &Report,
        on_screen: &[(u32, Rect)],
        scale: f32,
        screen: Rect,
    ) {
        let first = on_screen.iter().find_map(|(number, rect)| {
            let y = (screen.top() - rect.top()) / scale;
            let (at, top) = self.places.first_below(report, *number, y)?;
            Some(Held { at, down: rect.top() + top * scale - screen.top(), meant: false })
        });
        let before = || {
            let (number, _) = on_screen.first()?;
            let (at, _) = self.places.first_below(report, *number, 0.0)?;
            Some(Held { at, down: 0.0, meant: false })
        };
        let Some(first) = first.or_else(before) else { return };
        page.top = first.at;
        let height = |at: Offset| {
            let (number, [_, top, _, _]) = places::word_at(report, at)?;
            let (_, rect) = on_screen.iter().find(|(on, _)| *on == number)?;
            Some(rect.top() + top * scale)
        };
        let held = page.hold(screen.y_range(), height);
        page.held = Some(if held.meant { held } else { first });
    }
}

/// Where the view must stand so that a place is where it is aimed at; nothing for a place that is
/// not printed on any of the sheets.
fn aimed(sheets: &Sheets, report: &Report, aim: Aim, room: Vec2, x: f32) -> Option<Vec2> {
    let (at, down) = match aim {
        Aim::Top(at) if at == Offset::default() => return Some(vec2(x, 0.0)),
        Aim::Top(at) => (at, space::L),
        Aim::Third(at) => (at, room.y * 0.3),
        Aim::Below(at, down) => (at, down.clamp(0.0, (room.y - space::XL).max(0.0))),
    };
    let (number, [left, top, right, _]) = places::word_at(report, at)?;
    let rect = sheets.rect(number, room.x)?;
    let scale = sheets.scale();
    let y = rect.top() + top * scale - down;
    // A page wider than the view is moved aside only as far as the words need.
    let (left, right) = (rect.left() + left * scale, rect.left() + right * scale);
    let least = (right + space::XL - room.x).min(left - space::XL);
    let x = x.clamp(least, (left - space::XL).max(least));
    Some(vec2(x.clamp(0.0, (sheets.width(room.x) - room.x).max(0.0)), y.max(0.0)))
}

/// The place in the text of the words that are printed at a point of the screen.
fn place_at(report: &Report, on_screen: &[(u32, Rect)], scale: f32, at: Pos2) -> Option<Offset> {
    let (number, rect) = on_screen.iter().find(|(_, rect)| at.y < rect.bottom())?;
    let on_paper = (at - rect.min) / scale;
    report.origins.at_point(*number, on_paper.x, on_paper.y)
}

/// What stands above a sheet: what the page is called in print, and its place in the file.
fn sheet_note(report: &Report, number: u32, all: Range<u32>) -> String {
    let last = report.pages.unwrap_or(all.end.saturating_sub(1));
    let name = report.origins.page_name(number);
    let page = if name == number.to_string() {
        format!("Page {number} of {last}")
    } else {
        format!("Page {name} ({number} of {last})")
    };
    let is_image = report.notices.iter().any(|notice| match notice {
        Notice::ImagePages(pages) => pages.contains(&number),
        _ => false,
    });
    if is_image { format!("{page} · only a picture, no text could be read from it") } else { page }
}

fn waiting(ui: &mut Ui, theme: &Theme) {
    let words = RichText::new("Opening the printed pages").font(theme::font(size::BODY));
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.label(words.color(theme.faint));
    });
}

/// A rectangle of the paper on the screen.
fn on_screen([left, top, right, bottom]: [f32; 4], corner: Pos2, scale: f32) -> Rect {
    let at = |x: f32, y: f32| pos2(corner.x + x * scale, corner.y + y * scale);
    Rect::from_min_max(at(left, top), at(right, bottom))
}
