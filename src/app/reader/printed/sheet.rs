//! One printed page on the screen: paper, markers, ink, and what can be pointed to on it.

use super::on_screen;
use super::places::{Places, rects_on};
use crate::app::command::Commands;
use crate::app::reader::marks::{self, Mark, Meaning, Strength};
use crate::app::reader::page::{Page, Shown};
use crate::app::reader::typeset::WordBox;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::report::{Report, Span};
use eframe::egui::{
    Align2, Color32, CornerRadius, Id, Painter, Pos2, Rect, Sense, Stroke, StrokeKind,
    TextureHandle, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// A page in view.
pub struct Sheet<'a> {
    /// Its number.
    pub number: u32,
    /// Where it is on the screen.
    pub rect: Rect,
    /// Points of the screen for a point of the paper.
    pub scale: f32,
    /// The report that is printed on it.
    pub report: &'a Report,
    /// What it is shown with.
    pub shown: &'a Shown<'a>,
}

/// Paper is light in both themes, and so is all that is marked on it.
static PAPER: &Theme = &theme::LIGHT;

/// How bright paper is in the dark theme, where white would blind.
const DIMMED: u8 = 0xD6;

impl Sheet<'_> {
    /// White in the light theme.
    fn light(&self) -> Color32 {
        if self.shown.theme.dark { Color32::from_gray(DIMMED) } else { Color32::WHITE }
    }

    /// Where the page's picture is painted: on whole pixels of the screen.
    fn corner(&self, ui: &Ui) -> Pos2 {
        let pixels = ui.pixels_per_point();
        let snap = |at: f32| (at * pixels).round() / pixels;
        pos2(snap(self.rect.left()), snap(self.rect.top()))
    }

    /// Paints the paper with the page's number above it.
    pub fn paper(&self, ui: &Ui, note: &str, is_drawn: bool) {
        let theme = self.shown.theme;
        let rect = Rect::from_min_size(self.corner(ui), self.rect.size());
        ui.painter().rect_filled(rect, CornerRadius::ZERO, self.light());
        let edge = Stroke::new(1.0, theme.line);
        ui.painter().rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Outside);
        let at = rect.left_top() - vec2(0.0, space::S);
        let font = theme::font(size::SMALL);
        ui.painter().text(at, Align2::LEFT_BOTTOM, note, font, theme.faint);
        let id = Id::unique(("sheet", self.number));
        let named = ui.interact(rect, id, Sense::hover());
        let name = if is_drawn { note.to_owned() } else { format!("{note}, being drawn") };
        named.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    }

    /// Paints what is printed, from a picture that may still have another scale, or says that it
    /// comes.
    pub fn ink(&self, ui: &Ui, texture: Option<&TextureHandle>, sharp: bool) {
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let Some(texture) = texture else {
            let at = self.rect.intersect(ui.clip_rect()).center();
            let font = theme::font(size::BODY);
            let words = format!("Drawing page {}", self.report.origins.page_name(self.number));
            ui.painter().text(at, Align2::CENTER_CENTER, words, font, PAPER.faint);
            return;
        };
        let size =
            if sharp { texture.size_vec2() / ui.pixels_per_point() } else { self.rect.size() };
        let rect = Rect::from_min_size(self.corner(ui), size);
        ui.painter().image(texture.id(), rect, whole, self.light());
    }

    /// Says why the page cannot be seen; returns whether it is to be drawn again.
    pub fn failed(&self, ui: &mut Ui, why: &str) -> bool {
        let room = self.rect.intersect(ui.clip_rect()).shrink(space::L);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(room).id_salt(self.number));
        let title =
            format!("Page {} could not be drawn", self.report.origins.page_name(self.number));
        let text = format!("Its text is in the clean text. The reason: {why}.");
        let empty = widgets::Empty { title: &title, text: &text, action: Some("Try again") };
        // On its light paper it has the words of the light theme.
        empty.show(&mut inner, PAPER)
    }

    /// Where a range of the text is printed on it.
    fn boxes(&self, span: Span) -> Vec<Rect> {
        let rects = rects_on(self.report, self.number, span);
        rects.into_iter().map(|rect| on_screen(rect, self.rect.min, self.scale)).collect()
    }

    fn dimmed(&self, color: Color32) -> Color32 {
        if !self.shown.theme.dark {
            return color;
        }
        let dim = |part: u8| (u16::from(part) * u16::from(DIMMED) / 255).to_le_bytes()[0];
        Color32::from_rgba_premultiplied(dim(color.r()), dim(color.g()), dim(color.b()), color.a())
    }

    /// Paints what lies behind the ink: the marked sentence, tints, hits, the selection.
    pub fn behind(&self, ui: &Ui, page: &Page, places: &Places) {
        for block in places.blocks(self.report, self.number) {
            if !self.is_in_view(ui, block) {
                continue;
            }
            for (span, color) in page.fills(block, self.shown, PAPER) {
                for rect in self.boxes(within(span, block)) {
                    ui.painter().rect_filled(rect.expand(1.0), 1.0, self.dimmed(color));
                }
            }
            if let Some(marked) = page.marked.filter(|marked| marked.sentence.overlaps(block)) {
                margin_bar(ui.painter(), &self.boxes(within(marked.sentence, block)));
            }
        }
    }

    /// Whether any line of a paragraph is on the screen.
    fn is_in_view(&self, ui: &Ui, block: Span) -> bool {
        self.boxes(block).iter().any(|rect| rect.intersects(ui.clip_rect()))
    }

    /// Paints the lines below marked words, once these are drawn, and lets them be pointed to; returns what the pointer
    /// is on. The paragraphs are named for those who cannot see them.
    pub fn marks(
        &self,
        ui: &Ui,
        page: &mut Page,
        places: &Places,
        is_drawn: bool,
        commands: &mut Commands,
    ) -> Option<Mark> {
        let mut hovered = None;
        let all = std::sync::Arc::clone(&page.marks);
        for block in places.blocks(self.report, self.number) {
            let lines = self.boxes(block);
            if !lines.iter().any(|rect| rect.intersects(ui.clip_rect())) {
                continue;
            }
            self.name_for_readers(ui, block, &lines);
            for mark in all.within(block) {
                let boxes = self.boxes(mark.span);
                let strength = page.strength(mark.meaning, self.shown);
                for rect in boxes.iter().filter(|_| is_drawn) {
                    underline(ui.painter(), *rect, mark.meaning, strength);
                }
                let (spots, shown) = ((self.number, boxes.as_slice()), self.shown);
                if page.sense_mark(ui, self.report, spots, mark, shown, commands) {
                    hovered = Some(*mark);
                }
            }
        }
        hovered
    }

    fn name_for_readers(&self, ui: &Ui, block: Span, lines: &[Rect]) {
        let around = lines.iter().copied().reduce(Rect::union).unwrap_or(Rect::NOTHING);
        let id = Id::unique(("printed", self.number, block.start.get()));
        let response = ui.interact(around, id, Sense::hover());
        let words = block.of(&self.report.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, words));
    }
}

/// The part of a range that lies in a paragraph.
fn within(span: Span, block: Span) -> Span {
    Span { start: span.start.max(block.start), end: span.end.min(block.end) }
}

/// The line that marks words in the clean text, below their letters on paper.
fn underline(painter: &Painter, rect: Rect, meaning: Meaning, strength: Strength) {
    let word = WordBox { rect, baseline: rect.bottom() - 2.5 };
    marks::underline(painter, word, Vec2::ZERO, meaning, strength, PAPER);
}

/// A bar beside the lines of the sentence that was jumped to.
fn margin_bar(painter: &Painter, lines: &[Rect]) {
    let Some(around) = lines.iter().copied().reduce(Rect::union) else { return };
    let bar = Rect::from_min_max(
        pos2(around.left() - 20.0, around.top()),
        pos2(around.left() - 17.0, around.bottom()),
    );
    painter.rect_filled(bar, 1.0, PAPER.accent);
}
