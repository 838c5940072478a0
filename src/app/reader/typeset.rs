//! Sets one block of a report: its words in type, with a way between places in the text and
//! places on the page.

use super::grid::{CellFonts, Grid, PAD};
use crate::app::theme::{self, Theme};
use crate::report::{Block, BlockKind, Offset, Report, Span};
use eframe::egui::{
    Color32, Galley, Pos2, Rect, TextFormat, Ui, Vec2, epaint::text::CharIndex, pos2,
    text::CCursor, text::LayoutJob, vec2,
};
use std::sync::Arc;

/// How the text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Width of the column in points.
    pub width: f32,
    /// Size of running text in points.
    pub size: f32,
    /// Physical pixels of a point: type is set anew when it changes.
    pub pixels_per_point: f32,
    /// Whether the colours are the dark ones.
    pub dark: bool,
}

/// A sentence of 75 letters, which is as wide as a column is at most.
const MEASURE: &str = "A long line tires the eye, and a short one breaks the thought of any writer";

/// The widest column at a size of type, in points.
pub fn widest_column(ui: &Ui, size: f32) -> f32 {
    let text = MEASURE.to_owned();
    let font = theme::reading_font(size);
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font, Color32::BLACK).size().x).ceil()
}

/// The type of tables, in parts of that of running text.
const TABLE: f32 = 0.85;

/// Space above and below a kind of block, and how far it is set in, in parts of the type size.
struct Frame {
    above: f32,
    below: f32,
    indent: f32,
}

fn frame_of(kind: BlockKind) -> Frame {
    let (above, below, indent) = match kind {
        BlockKind::Title => (0.8, 1.0, 0.0),
        BlockKind::Heading(1) => (1.5, 0.5, 0.0),
        BlockKind::Heading(2) => (1.2, 0.4, 0.0),
        BlockKind::Heading(_) => (0.9, 0.3, 0.0),
        BlockKind::Paragraph => (0.0, 0.8, 0.0),
        BlockKind::ListItem => (0.0, 0.4, 1.4),
        BlockKind::TableRow => (0.15, 0.15, 0.0),
        BlockKind::Footnote => (0.0, 0.6, 1.4),
    };
    Frame { above, below, indent }
}

/// A run of words in type: a block, or a cell of a table's row.
#[derive(Debug)]
pub struct Part {
    /// Where it stands in the text.
    pub span: Span,
    /// Its words in type.
    pub galley: Arc<Galley>,
    /// Where the words begin, from the block's upper left.
    pub inset: Vec2,
}

impl Part {
    /// Where its words are, from the block's upper left.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.inset.to_pos2(), self.galley.size())
    }
}

/// What a block is that is the row of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The number of the table among those of the report.
    pub table: usize,
    /// Width of the table, which may be more than that of the page.
    pub width: f32,
    /// Height of its cells, without the space below a table's last row.
    pub height: f32,
    /// Whether it holds the heads of columns.
    pub is_head: bool,
}

/// A block in type.
#[derive(Debug)]
pub struct Laid {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text.
    pub span: Span,
    /// Its words, one part but for the row of a table, which has one for each cell.
    pub parts: Vec<Part>,
    /// Height with the space around it, in points.
    pub height: f32,
    /// What it is as a row, if it is one.
    pub row: Option<Row>,
}

/// Sets a block.
pub fn set(ui: &Ui, report: &Report, block: &Block, setting: Setting, theme: &Theme) -> Laid {
    let frame = frame_of(block.kind);
    let size = setting.size;
    let inset = vec2((frame.indent * size).round(), (frame.above * size).round());
    let job = job(report, block, setting, inset.x, theme);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = inset.y + galley.size().y + (frame.below * size).round();
    let parts = vec![Part { span: block.span, galley, inset }];
    Laid { kind: block.kind, span: block.span, parts, height, row: None }
}

/// The type of tables at a size of running text.
pub fn cell_fonts(size: f32) -> CellFonts {
    let size = size * TABLE;
    CellFonts { plain: theme::font(size), head: theme::strong_font(size) }
}

/// Sets a block that is the row of a table, each cell in its column. The table is measured.
pub fn set_row(
    ui: &Ui,
    report: &Report,
    block: &Block,
    grid: &Grid,
    (table, row): (usize, usize),
    setting: Setting,
    theme: &Theme,
) -> Laid {
    let fonts = cell_fonts(setting.size);
    let (pad, above) = (PAD * fonts.plain.size, (0.3 * setting.size).round());
    let mut parts = Vec::new();
    for cell in grid.cells(row) {
        let (left, right) = grid.edges(cell);
        let font = if grid.is_head(cell) { fonts.head.clone() } else { fonts.plain.clone() };
        let mut format = TextFormat::simple(font, theme.text);
        format.line_height = Some((setting.size * TABLE * 1.4).round());
        let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
        job.wrap.max_width = (right - left - 2.0 * pad).max(8.0);
        job.append(cell.span.of(&report.text), 0.0, format);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let spare =
            if grid.is_right(cell) { right - left - 2.0 * pad - galley.size().x } else { 0.0 };
        let inset = vec2((left + pad + spare.max(0.0)).round(), above);
        parts.push(Part { span: cell.span, galley, inset });
    }
    let lowest = parts.iter().map(|part| part.rect().bottom()).fold(above, f32::max);
    let below = if grid.is_last(row) { setting.size.round() } else { 0.0 };
    let (is_head, height) = (row < grid.head_rows, lowest + above);
    let row = Some(Row { table, width: grid.width(), height, is_head });
    Laid { kind: block.kind, span: block.span, parts, height: height + below, row }
}

/// A guess at the height of a block that has not been set, from its length alone.
pub fn guess_height(block: &Block, setting: Setting) -> f32 {
    let frame = frame_of(block.kind);
    let (format, _) = format_of(block.kind, setting.size, &theme::LIGHT);
    let size = format.font_id.size;
    let letters = block.span.len() as f32;
    // A letter of the reading face is half as wide as its size, near enough.
    let line = ((setting.width - frame.indent * setting.size) / (0.49 * size)).max(8.0);
    let rows = (letters / line).ceil().max(1.0);
    (frame.above + frame.below) * setting.size + rows * format.line_height.unwrap_or(size)
}

/// How the words of a kind of block look, and how its run-in head does.
fn format_of(kind: BlockKind, size: f32, theme: &Theme) -> (TextFormat, TextFormat) {
    let with = |font, scale: f32, leading: f32, color| TextFormat {
        line_height: Some((size * scale * leading).round()),
        ..TextFormat::simple(font, color)
    };
    let scaled = |scale: f32| (size * scale).round();
    let plain = match kind {
        BlockKind::Title => with(theme::reading_bold_font(scaled(1.6)), 1.6, 1.25, theme.text),
        BlockKind::Heading(1) => with(theme::reading_bold_font(scaled(1.3)), 1.3, 1.3, theme.text),
        BlockKind::Heading(2) => with(theme::reading_bold_font(scaled(1.1)), 1.1, 1.35, theme.text),
        BlockKind::Heading(_) => with(theme::reading_bold_font(size), 1.0, 1.4, theme.text),
        BlockKind::Paragraph | BlockKind::ListItem => {
            with(theme::reading_font(size), 1.0, 1.5, theme.text)
        }
        BlockKind::TableRow => with(theme::font(size * TABLE), TABLE, 1.4, theme.text),
        BlockKind::Footnote => with(theme::reading_font(size * 0.87), 0.87, 1.45, theme.soft),
    };
    let head =
        TextFormat { font_id: theme::reading_bold_font(plain.font_id.size), ..plain.clone() };
    (plain, head)
}

fn job(report: &Report, block: &Block, setting: Setting, indent: f32, theme: &Theme) -> LayoutJob {
    let (plain, head) = format_of(block.kind, setting.size, theme);
    let text = block.span.of(&report.text);
    let width = (setting.width - indent).max(40.0);
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    job.wrap.max_width = width;
    let run_in = run_in_head(report, block.span);
    let (bold, rest) = text.split_at_checked(run_in).unwrap_or(("", text));
    if !bold.is_empty() {
        job.append(bold, 0.0, head);
    }
    job.append(rest, 0.0, plain);
    job
}

/// How many bytes at the block's start are a run-in head ("Physical Conditions: Prisons …").
fn run_in_head(report: &Report, span: Span) -> usize {
    let at = report.outline.partition_point(|section| section.heading.start < span.start);
    match report.outline.get(at) {
        Some(section) if section.run_in && section.heading.start == span.start => {
            section.heading.len().min(span.len())
        }
        _ => 0,
    }
}

impl Part {
    /// Which letter of the part a byte of the report's text is.
    fn letter(&self, text: &str, at: Offset) -> usize {
        let at = at.clamp(self.span.start, self.span.end);
        Span { start: self.span.start, end: at }.of(text).chars().count()
    }

    /// The boxes of a range of the report's text, one a row, from the block's upper left.
    fn boxes(&self, text: &str, span: Span, boxes: &mut Vec<WordBox>) {
        let first = self.letter(text, span.start);
        let end = first
            + Span { start: span.start.max(self.span.start), end: span.end.min(self.span.end) }
                .of(text)
                .chars()
                .count();
        let mut before = 0;
        for row in &self.galley.rows {
            let letters = row.char_count_including_newline().0;
            let (from, to) = (first.max(before), end.min(before + letters));
            if from < to {
                let x = |letter: usize| row.pos.x + row.x_offset(CharIndex(letter - before));
                let baseline = row
                    .glyphs
                    .get(from - before)
                    .map_or(row.max_y(), |glyph| row.pos.y + glyph.pos.y);
                let rect = Rect::from_min_max(pos2(x(from), row.min_y()), pos2(x(to), row.max_y()));
                let baseline = baseline + self.inset.y;
                boxes.push(WordBox { rect: rect.translate(self.inset), baseline });
            }
            before += letters;
            if before >= end {
                break;
            }
        }
    }
}

impl Laid {
    /// The byte of the report's text nearest to a point, given from the block's upper left.
    pub fn offset_at(&self, text: &str, point: Vec2) -> Offset {
        let distance = |part: &&Part| part.rect().distance_to_pos(point.to_pos2());
        let near = self.parts.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let Some(part) = near else { return self.span.start };
        let cursor = part.galley.cursor_from_pos(point - part.inset);
        let words = part.span.of(text);
        let at = words.char_indices().nth(cursor.index.0).map_or(words.len(), |(at, _)| at);
        Offset::new(part.span.start.get() + at)
    }

    /// The part that a byte of the report's text stands in.
    fn part_at(&self, at: Offset) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.span.start <= at);
        self.parts.get(after.saturating_sub(1))
    }

    /// The caret before a byte of the report's text, from the block's upper left.
    pub fn caret(&self, text: &str, at: Offset) -> Rect {
        let Some(part) = self.part_at(at) else { return Rect::ZERO };
        let cursor = CCursor { index: CharIndex(part.letter(text, at)), prefer_next_row: true };
        part.galley.pos_from_cursor(cursor).translate(part.inset)
    }

    /// Where the row that holds `at` begins, from the block's top.
    pub fn row_top(&self, text: &str, at: Offset) -> f32 {
        self.caret(text, at).top()
    }

    /// The boxes of a range of the report's text, one a row, from the block's upper left, each
    /// with its baseline.
    pub fn boxes(&self, text: &str, span: Span) -> Vec<WordBox> {
        let mut boxes = Vec::new();
        for part in self.parts.iter().filter(|part| part.span.overlaps(span)) {
            part.boxes(text, span, &mut boxes);
        }
        boxes
    }

    /// Where its words are, for a block whose upper left is at `corner`.
    pub fn words_at(&self, corner: Pos2) -> Rect {
        let rects = self.parts.iter().map(Part::rect);
        let around = rects.reduce(Rect::union).unwrap_or(Rect::ZERO);
        around.translate(corner.to_vec2())
    }
}

/// A run of words on one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordBox {
    /// The box, as high as the row.
    pub rect: Rect,
    /// Height of the baseline, in the same frame as the box.
    pub baseline: f32,
}
