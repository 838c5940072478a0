//! The page: a report's text as it scrolls by, with its marks, selection and hits.

use super::at_hand::of_mark;
use super::cards;
use super::find::Find;
use super::layout::{Layout, TOP_MARGIN};
use super::marks::{self, Mark, Marks, Meaning, Strength};
use super::note_marks::NoteMarks;
use super::paint;
use super::pointing::{self, Held};
use super::selection::Selection;
use super::sideways::{self, Sideways};
use super::typeset::{self, Laid, Setting};
use crate::app::command::{Commands, UiCommand};
use crate::app::entity_index::EntityIndex;
use crate::app::target_menu;
use crate::app::theme::{Theme, space};
use crate::entities::ReportIndex;
use crate::report::{Offset, Report, Span};
use crate::series::FigureId;
use crate::workspace::{EntityId, Workspace};
use eframe::egui::{
    self, Color32, CursorIcon, Id, Painter, Pos2, Rangef, Rect, Response, ScrollArea, Sense,
    Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

/// Where the page is to be scrolled to in this frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// The row of this place comes to the upper edge.
    Top(Offset),
    /// The row of this place comes to the upper third.
    Third(Offset),
    /// The row of this place comes so many points below the upper edge.
    Below(Offset, f32),
}

/// The words that were jumped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words.
    pub words: Span,
    /// The sentence around them.
    pub sentence: Span,
}

/// The page of the report that is open.
#[derive(Debug)]
pub struct Page {
    /// The report.
    pub index: ReportIndex,
    layout: Option<Layout>,
    /// What is marked in its text.
    pub marks: Arc<Marks>,
    /// The notes in the report.
    pub notes: NoteMarks,
    /// Where to scroll to.
    pub aim: Option<Aim>,
    /// What was jumped to.
    pub marked: Option<Marked>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The first letter in view.
    pub top: Offset,
    /// What stays in view when the report is shown in another way.
    pub held: Option<Held>,
    offset: Option<f32>,
    sideways: Sideways,
    /// What the pointer is on.
    pub hovered: Option<Mark>,
    /// The figure whose card is open.
    pub card: Option<u32>,
}

/// What the page is shown with.
pub struct Shown<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// Counts for the cards.
    pub index: &'a EntityIndex,
    /// The chosen entity, whose mentions are marked.
    pub chosen: Option<EntityId>,
    /// The search in the report.
    pub find: &'a Find,
    /// Size of the text in points.
    pub size: f32,
    /// Colours.
    pub theme: &'static Theme,
}

/// How long paragraphs out of view are measured in one frame.
const MEASURE_BUDGET: Duration = Duration::from_millis(3);

/// How far below the upper edge the first row is put that is to be read.
pub const AIR: f32 = TOP_MARGIN / 2.0;

/// Least space beside the column.
const MARGIN: f32 = 32.0;

impl Page {
    /// The page of a report, at its beginning or where it was left.
    pub fn new(index: ReportIndex, left_at: Option<Offset>) -> Self {
        Self {
            index,
            layout: None,
            marks: Arc::default(),
            notes: NoteMarks::default(),
            aim: left_at.map(Aim::Top),
            marked: None,
            selection: None,
            top: Offset::default(),
            held: None,
            offset: Some(0.0),
            sideways: Sideways::default(),
            hovered: None,
            card: None,
        }
    }

    /// Takes the marks of an analysis that has come, or come anew.
    pub fn set_marks(&mut self, marks: Arc<Marks>) {
        self.marks = marks;
    }

    /// Notes that the text is another one now, the file having changed: the place stays, what
    /// pointed into the text before does not.
    pub fn text_changed(&mut self) {
        self.layout = None;
        self.held = None;
        self.sideways = Sideways::default();
        self.marks = Arc::default();
        self.aim = Some(Aim::Top(self.top));
        self.marked = None;
        self.selection = None;
        self.hovered = None;
        self.card = None;
    }

    /// The selected words.
    pub fn selected<'r>(&self, report: &'r Report) -> Option<&'r str> {
        let span = self.selection?.span();
        (!span.is_empty()).then(|| span.of(&report.text))
    }

    /// Puts away the card of a figure; returns whether one was open.
    pub fn close_card(&mut self) -> bool {
        self.card.take().is_some()
    }

    /// Shows the page in all that is left of `ui`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        report: &Report,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) {
        let room = ui.available_size();
        let setting = Setting {
            width: (room.x - 2.0 * MARGIN).min(typeset::widest_column(ui, shown.size)).max(120.0),
            size: shown.size,
            pixels_per_point: ui.pixels_per_point(),
            dark: shown.theme.dark,
        };
        if self.layout.as_ref().is_none_or(|layout| layout.setting() != setting) {
            // The same words stay at the upper edge when the column or the type changes.
            if self.layout.is_some() && self.aim.is_none() {
                self.aim = Some(Aim::Top(self.top));
            }
            self.layout = Some(Layout::new(report, setting));
        }
        // Taken out while it is used, so that what it shows can be asked of `self`.
        let Some(mut layout) = self.layout.take() else { return };
        layout.check_letters(ui);
        if let Some(aim) = self.aim.take() {
            let (at, down) = match aim {
                Aim::Top(at) => (at, AIR),
                Aim::Third(at) => (at, room.y * 0.3),
                Aim::Below(at, down) => (at, down.clamp(AIR, (room.y - 2.0 * AIR).max(AIR))),
            };
            self.offset = Some(layout.scroll_to(ui, report, at, down, room.y, shown.theme));
            let block = report.block_at(at);
            if let Some(laid) = block.and_then(|at| layout.laid(ui, report, at, shown.theme)) {
                self.sideways.bring(&laid, &report.text, at, setting.width);
            }
        }
        if self.offset.is_none() {
            self.offset = pointing::keys(ui, room.y, layout.height());
        }
        let mut area = ScrollArea::vertical().id_salt("page").auto_shrink(false);
        if let Some(offset) = self.offset.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_viewport(ui, |ui, view| {
            self.show_view(ui, view, &mut layout, report, shown, commands)
        });
        let moved = output.inner;
        if moved.abs() > 0.01 {
            self.offset = Some(output.state.clamped_offset().y + moved);
            ui.ctx().request_repaint();
        }
        self.layout = Some(layout);
        self.copy(ui, report);
    }

    /// Shows what is in view; returns by how much the page has to be scrolled so that the words
    /// stand where they stood before heights became known.
    fn show_view(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        layout: &mut Layout,
        report: &Report,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) -> f32 {
        let theme = shown.theme;
        let (from, to) = (view.top() - 100.0, view.bottom() + 100.0);
        let (mut moved, range) = layout.settle_between(ui, report, from, to, theme);
        let width = ui.available_width();
        ui.set_height(layout.scrolled_height(view.height()));
        let corner = ui.min_rect().min - vec2(0.0, moved);
        let left = ((width - layout.setting().width) / 2.0).max(0.0).round();
        let corner = corner + vec2(left, 0.0);
        let screen = ui.clip_rect();
        let text = ui.interact(screen, ui.scope_id().with("text"), Sense::click_and_drag());
        let column = Rangef::new(corner.x, corner.x + layout.setting().width);
        let blocks: Vec<(Pos2, Arc<Laid>)> = range
            .clone()
            .filter_map(|block| {
                let laid = layout.laid(ui, report, block, theme)?;
                let at = corner + vec2(-self.sideways.of(&laid), layout.top(block));
                Some((at, laid))
            })
            .collect();
        let mut hovered = None;
        let marks = Arc::clone(&self.marks);
        for (at, laid) in &blocks {
            ui.set_clip_rect(sideways::clip(laid, screen, column));
            paint::row(ui, laid, *at, theme);
            self.paint_behind(ui.painter(), report, laid, *at, shown);
            paint::words(ui, laid, *at, theme);
            paint::name_for_readers(ui, report, laid, *at);
            let right = *at + vec2(layout.setting().width + space::XS, 0.0);
            self.notes.show_signs(ui, report, laid, right, theme, commands);
            for mark in marks.within(laid.span) {
                if self.show_mark(ui, report, laid, *at, mark, shown, commands) {
                    hovered = Some(*mark);
                }
            }
        }
        ui.set_clip_rect(screen);
        self.sideways.show(ui, &blocks, column, theme);
        if hovered != self.hovered {
            self.hovered = hovered;
            ui.ctx().request_repaint();
        }
        let place = |at| offset_at(report, &blocks, at);
        self.select(ui, report, &text, &place);
        self.offer_menu(&text, report, shown, &place, commands);
        self.top = first_in_view(report, &blocks, screen.top());
        self.held = Some(self.hold(screen.y_range(), |at| height_of(report, &blocks, at)));
        layout.forget_beyond(&range);
        moved += measure_rest(ui, layout, report, &range, &text, theme);
        moved
    }

    /// Paints what lies behind a block's words: the marked sentence, tints, hits, the selection.
    fn paint_behind(
        &self,
        painter: &Painter,
        report: &Report,
        laid: &Laid,
        at: Pos2,
        shown: &Shown<'_>,
    ) {
        let theme = shown.theme;
        for (span, color) in self.fills(laid.span, shown, theme) {
            for word in laid.boxes(&report.text, span) {
                painter.rect_filled(word.rect.translate(at.to_vec2()), 2.0, color);
            }
        }
        if let Some(marked) = self.marked.filter(|marked| laid.span.overlaps(marked.sentence)) {
            paint::margin_bar(painter, report, laid, at, marked.sentence, theme);
        }
    }

    /// What lies behind the words of a block, each with its colour, the undermost first: the marked
    /// sentence, tints, hits, the selection.
    pub fn fills(&self, block: Span, shown: &Shown<'_>, theme: &Theme) -> Vec<(Span, Color32)> {
        let mut fills = Vec::new();
        if let Some(marked) = self.marked {
            fills.push((marked.sentence, theme.mark));
        }
        let highlights = self.notes.highlights(block);
        fills.extend(highlights.map(|(span, color)| (span, theme.highlight(color).0)));
        for mark in self.marks.within(block) {
            let tint = marks::tint(mark.meaning, self.strength(mark.meaning, shown), theme);
            fills.extend(tint.map(|tint| (mark.span, tint)));
        }
        for (hit, current) in shown.find.within(block) {
            fills.push((hit, if current { theme.hit_current } else { theme.hit }));
        }
        if let Some(selection) = self.selection {
            fills.push((selection.span(), theme.selection));
        }
        fills.retain(|(span, _)| span.overlaps(block));
        fills
    }

    /// Shows one mark; returns whether the pointer is on it.
    #[expect(clippy::too_many_arguments, reason = "all of it is what the mark is shown with")]
    fn show_mark(
        &mut self,
        ui: &mut Ui,
        report: &Report,
        laid: &Laid,
        at: Pos2,
        mark: &Mark,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) -> bool {
        let boxes = laid.boxes(&report.text, mark.span);
        let theme = shown.theme;
        let strength = self.strength(mark.meaning, shown);
        for word in &boxes {
            marks::underline(ui.painter(), *word, at.to_vec2(), mark.meaning, strength, theme);
        }
        if let (Meaning::Figure(figure), Some(word)) = (mark.meaning, boxes.last())
            && shown.workspace.repeated_from(FigureId { report: self.index, figure }).is_some()
        {
            marks::repeated(ui.painter(), word.rect.translate(at.to_vec2()), theme);
        }
        let rects: Vec<Rect> = boxes.iter().map(|word| word.rect.translate(at.to_vec2())).collect();
        self.sense_mark(ui, report, (0, &rects), mark, shown, commands)
    }

    /// Lets a mark that is painted at these places be pointed to and clicked; returns whether the
    /// pointer is on it. A mark may stand on two printed sheets: each of its parts has its number,
    /// and the clean text the number 0.
    pub fn sense_mark(
        &mut self,
        ui: &Ui,
        report: &Report,
        (sheet, rects): (u32, &[Rect]),
        mark: &Mark,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) -> bool {
        let Some(first) = rects.first() else { return false };
        let mut response: Option<Response> = None;
        for (part, rect) in rects.iter().enumerate() {
            let id = Id::unique(("mark", self.index.0, mark.span.start.get(), sheet, part));
            let sensed = ui.interact(*rect, id, Sense::click());
            response = Some(match response {
                Some(other) => other | sensed,
                None => sensed,
            });
        }
        let Some(response) = response else { return false };
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, mark.span.of(&report.text)));
        if response.has_focus() {
            let stroke = Stroke::new(1.5, shown.theme.accent);
            ui.painter().rect_stroke(first.expand(1.0), 2.0, stroke, egui::StrokeKind::Outside);
        }
        let hovered = response.hovered();
        let of_mark = || of_mark(*mark, self.index, shown.workspace);
        target_menu::attach(&response, shown.workspace, of_mark, shown.theme, commands);
        self.act_on_mark(response, mark.meaning, shown, commands);
        hovered
    }

    fn act_on_mark(
        &mut self,
        response: Response,
        meaning: Meaning,
        shown: &Shown<'_>,
        commands: &mut Commands,
    ) {
        let (workspace, theme) = (shown.workspace, shown.theme);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        match meaning {
            Meaning::Entity(local, _) => {
                if response.clicked()
                    && let Some(id) = workspace.merged().id_of(self.index, local)
                {
                    commands.push(UiCommand::SelectEntity(id));
                }
            }
            Meaning::Figure(figure) => {
                let id = FigureId { report: self.index, figure };
                let was_open = self.card == Some(figure);
                let mut open = was_open || response.clicked();
                if open {
                    egui::Popup::from_response(&response)
                        .open_bool(&mut open)
                        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
                        .show(|ui| cards::figure_with_ways(ui, workspace, id, theme, commands));
                }
                if open {
                    self.card = Some(figure);
                } else if was_open {
                    self.card = None;
                }
            }
        }
        if self.card.is_none() {
            response.on_hover_ui(|ui| {
                cards::show(ui, workspace, shown.index, self.index, meaning, theme);
            });
        }
    }

    /// How strongly a mark is drawn.
    pub fn strength(&self, meaning: Meaning, shown: &Shown<'_>) -> Strength {
        let chosen = match meaning {
            Meaning::Entity(local, _) => {
                shown.chosen.is_some()
                    && shown.workspace.merged().id_of(self.index, local) == shown.chosen
            }
            Meaning::Figure(_) => false,
        };
        if chosen {
            Strength::Chosen
        } else if self.hovered.is_some_and(|mark| mark.meaning == meaning) {
            Strength::Hovered
        } else {
            Strength::Usual
        }
    }
}

/// Measures on while nothing is dragged: a scroll bar whose page grows under the pointer runs
/// away.
fn measure_rest(
    ui: &Ui,
    layout: &mut Layout,
    report: &Report,
    range: &Range<usize>,
    text: &Response,
    theme: &Theme,
) -> f32 {
    if text.dragged() || ui.input(|input| input.pointer.any_down()) {
        return 0.0;
    }
    let anchor = (range.start + 1).min(range.end);
    let (moved, done) = layout.measure(ui, report, anchor, MEASURE_BUDGET, theme);
    if !done {
        ui.ctx().request_repaint();
    }
    moved
}

/// The place in the text nearest to a point on the screen.
fn offset_at(report: &Report, blocks: &[(Pos2, Arc<Laid>)], at: Pos2) -> Option<Offset> {
    let after = blocks.partition_point(|(corner, _)| corner.y <= at.y);
    let (corner, laid) = blocks.get(after.saturating_sub(1))?;
    Some(laid.offset_at(&report.text, at - *corner))
}

/// The height on the screen of the row of a place, where its block is one of these.
fn height_of(report: &Report, blocks: &[(Pos2, Arc<Laid>)], at: Offset) -> Option<f32> {
    let (corner, laid) = blocks.iter().find(|(_, laid)| laid.span.contains(at))?;
    Some(corner.y + laid.row_top(&report.text, at))
}

fn first_in_view(report: &Report, blocks: &[(Pos2, Arc<Laid>)], top: f32) -> Offset {
    let Some((corner, _)) = blocks.first() else { return Offset::default() };
    // A little below the edge: a row cut by half is not the first one that is read.
    offset_at(report, blocks, pos2(corner.x, top + AIR + 2.0)).unwrap_or_default()
}
