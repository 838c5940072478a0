//! Lines onto pages: a title, parts with their rows of cells, the sources, and what stands on every
//! page.

use super::set::{Look, SetLine, leading, set};
use crate::charts::Weight;
use crate::compare::Class;
use crate::compare::export::side::{Entry, Line, Mark, Part, SideBySide};
use crate::compare::export::words;

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// Words, from the start of their baseline.
    Text {
        /// Where.
        at: [f64; 2],
        /// The words.
        text: String,
        /// How they look.
        look: Look,
    },
    /// A filled box.
    Box {
        /// Its upper left corner.
        at: [f64; 2],
        /// Its width and height.
        size: [f64; 2],
        /// Its colour.
        colour: [u8; 3],
    },
}

/// What a block is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It stands on every page.
    Furniture,
    /// Grounds and lines.
    Ground,
    /// The title.
    Title,
    /// The head of a topic.
    Heading,
    /// Text.
    Paragraph,
}

/// What is drawn together.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its parts.
    pub ops: Vec<Op>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What stands on it, in reading order.
    pub blocks: Vec<Block>,
    /// The topics that begin on it, with how far down.
    pub marks: Vec<(String, f64)>,
}

/// All pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// Width and height of each in points.
    pub size: [f64; 2],
    /// The pages.
    pub pages: Vec<Page>,
}

/// The sides of a sheet of A4 in points.
const SHEET: [f64; 2] = [595.28, 841.89];
/// The empty edge of a page.
const EDGE: f64 = 42.0;
/// Between two columns.
const GAP: f64 = 16.0;
/// Around the words of a cell, above and below.
const PAD: f64 = 4.0;
/// With more columns the sheet lies on its long side.
const MOST_UPRIGHT: usize = 2;

const INK: [u8; 3] = [0x1d, 0x21, 0x26];
const FAINT: [u8; 3] = [0x5c, 0x66, 0x70];
const LINE: [u8; 3] = [0xd5, 0xda, 0xe0];
const BEFORE: [u8; 3] = [0x9a, 0x34, 0x12];
const AFTER: [u8; 3] = [0x1d, 0x5f, 0xa8];
const NEW: [u8; 3] = [0xe8, 0xf1, 0xfb];
const DROPPED: [u8; 3] = [0xfb, 0xec, 0xe6];

const fn look(size: f64, weight: Weight, colour: [u8; 3]) -> Look {
    Look { weight, size, colour, underlined: false }
}

const TITLE: Look = look(17.0, Weight::SemiBold, INK);
const HEADING: Look = look(12.0, Weight::SemiBold, INK);
const TEXT: Look = look(8.5, Weight::Regular, INK);
const HEAD: Look = look(8.5, Weight::SemiBold, INK);
const SMALL: Look = look(7.0, Weight::Regular, FAINT);

/// Puts everything on pages.
pub fn lay(shown: &SideBySide) -> Laid {
    let size = match shown.columns.len() {
        columns if columns > MOST_UPRIGHT => [SHEET[1], SHEET[0]],
        _ => SHEET,
    };
    let mut flow = Flow { shown, size, pages: Vec::new(), page: Page::default(), y: EDGE };
    flow.front();
    for part in &shown.parts {
        flow.part(part);
    }
    flow.sources();
    flow.finish()
}

struct Flow<'a> {
    shown: &'a SideBySide,
    size: [f64; 2],
    pages: Vec<Page>,
    page: Page,
    y: f64,
}

impl Flow<'_> {
    fn width(&self) -> f64 {
        self.size[0] - 2.0 * EDGE
    }

    fn bottom(&self) -> f64 {
        self.size[1] - EDGE - leading(SMALL.size)
    }

    /// The width of a column.
    fn column(&self) -> f64 {
        let columns = self.shown.columns.len().max(1) as f64;
        (self.width() - GAP * (columns - 1.0)) / columns
    }

    /// The left edge of the column at `at`.
    fn left(&self, at: usize) -> f64 {
        EDGE + at as f64 * (self.column() + GAP)
    }

    /// Title, what is compared, and how marks are read.
    fn front(&mut self) {
        self.paragraph(Kind::Title, &[(&self.shown.title, TITLE)]);
        self.y += PAD;
        for column in &self.shown.columns {
            let head = format!("{}  ", column.head);
            self.paragraph(Kind::Paragraph, &[(&head, HEAD), (&column.about, TEXT)]);
        }
        self.paragraph(Kind::Paragraph, &[(words::LEGEND, SMALL)]);
        self.y += PAD;
    }

    /// Text across all columns.
    fn paragraph(&mut self, kind: Kind, runs: &[(&str, Look)]) {
        let mut lines = set(runs, self.width()).into_iter().peekable();
        while lines.peek().is_some() {
            let mut ops = Vec::new();
            while let Some(line) = lines.next_if(|line| self.y + line.height <= self.bottom()) {
                put(&mut ops, &line, [EDGE, self.y]);
                self.y += line.height;
            }
            let nothing = ops.is_empty();
            self.page.blocks.push(Block { kind, ops });
            if lines.peek().is_some() {
                // A line that no page has room for is left out rather than sought for ever.
                if nothing && self.y <= EDGE {
                    lines.next();
                }
                self.next_page();
            }
        }
    }

    fn part(&mut self, part: &Part) {
        let room = leading(HEADING.size) + 6.0 * leading(TEXT.size);
        if self.y + room > self.bottom() {
            self.next_page();
        }
        self.y += 2.0 * PAD;
        self.page.marks.push((part.title.clone(), self.y));
        self.paragraph(Kind::Heading, &[(&part.title, HEADING)]);
        self.heads();
        if part.notes.iter().any(Option::is_some) {
            let column = self.column();
            let note = |note: &Option<&str>| Cell {
                lines: set(&[(note.unwrap_or(""), SMALL)], column),
                ground: None,
            };
            self.row(part.notes.iter().map(note).collect());
        }
        for line in &part.lines {
            match line {
                Line::Folded(count) => {
                    let lines = set(&[(&words::folded(*count), SMALL)], self.width());
                    self.row(vec![Cell { lines, ground: None }]);
                }
                Line::Sentence(entries) => {
                    let column = self.column();
                    let cell = |(at, entry)| cell(entry, at > 0, column);
                    self.row(entries.iter().enumerate().map(cell).collect());
                }
            }
        }
    }

    /// The heads of the columns, above the rows of each page.
    fn heads(&mut self) {
        let mut ops = Vec::new();
        for (at, column) in self.shown.columns.iter().enumerate() {
            if let Some(line) = set(&[(&column.head, HEAD)], self.column()).first() {
                put(&mut ops, line, [self.left(at), self.y]);
            }
        }
        self.y += leading(HEAD.size) + PAD / 2.0;
        ops.push(Op::Box { at: [EDGE, self.y], size: [self.width(), 0.8], colour: FAINT });
        self.page.blocks.push(Block { kind: Kind::Furniture, ops });
    }

    /// Cells beside each other; what has no room on the page goes on at the head of the next.
    fn row(&mut self, mut cells: Vec<Cell>) {
        let height = |cell: &Cell| cell.lines.iter().map(|line| line.height).sum::<f64>();
        let whole = cells.iter().map(height).fold(0.0, f64::max) + 2.0 * PAD;
        let page = self.bottom() - EDGE;
        if self.y + whole > self.bottom()
            && (whole < page / 2.0 || self.y + page / 6.0 > self.bottom())
        {
            self.next_page();
            self.heads();
        }
        loop {
            let top = self.y;
            let mut lowest = top;
            let mut blocks = Vec::new();
            let mut placed = false;
            for (at, cell) in cells.iter_mut().enumerate() {
                let (left, mut y) = (self.left(at), top + PAD);
                let mut ops = Vec::new();
                let room = self.bottom() - PAD;
                let fit = cell.lines.iter().scan(y, |y, line| {
                    *y += line.height;
                    Some(*y <= room)
                });
                let fit = fit.take_while(|fits| *fits).count();
                for line in cell.lines.drain(..fit) {
                    put(&mut ops, &line, [left, y]);
                    y += line.height;
                    placed = true;
                }
                lowest = lowest.max(y + PAD);
                blocks.push((ops, cell.ground, left));
            }
            self.place(blocks, top, lowest);
            self.y = lowest;
            if cells.iter().all(|cell| cell.lines.is_empty()) {
                return;
            }
            if !placed && top <= EDGE + 2.0 * leading(HEAD.size) {
                return;
            }
            self.next_page();
            self.heads();
        }
    }

    /// The words of a row with their grounds, and the line below them.
    fn place(&mut self, blocks: Vec<(Vec<Op>, Option<[u8; 3]>, f64)>, top: f64, lowest: f64) {
        let width = self.column();
        let grounds = blocks.iter().filter(|(ops, ..)| !ops.is_empty());
        let grounds = grounds.filter_map(|(_, ground, left)| {
            let at = [left - GAP / 4.0, top + PAD / 2.0];
            let size = [width + GAP / 2.0, lowest - top - PAD];
            Some(Op::Box { at, size, colour: (*ground)? })
        });
        let mut ops: Vec<Op> = grounds.collect();
        ops.push(Op::Box { at: [EDGE, lowest], size: [self.width(), 0.4], colour: LINE });
        self.page.blocks.push(Block { kind: Kind::Ground, ops });
        let words = blocks.into_iter().map(|(ops, ..)| ops).filter(|ops| !ops.is_empty());
        let words = words.map(|ops| Block { kind: Kind::Paragraph, ops });
        self.page.blocks.extend(words);
    }

    fn sources(&mut self) {
        if self.y + leading(HEADING.size) * 4.0 > self.bottom() {
            self.next_page();
        }
        self.y += 3.0 * PAD;
        self.page.marks.push((words::SOURCES.to_owned(), self.y));
        self.paragraph(Kind::Heading, &[(words::SOURCES, HEADING)]);
        for (at, source) in (1..).zip(&self.shown.sources) {
            self.paragraph(Kind::Paragraph, &[(&format!("[{at}] {source}"), SMALL)]);
            self.y += PAD / 4.0;
        }
    }

    fn next_page(&mut self) {
        self.pages.push(std::mem::take(&mut self.page));
        self.y = EDGE;
    }

    /// Says on each page which it is.
    fn finish(mut self) -> Laid {
        self.pages.push(std::mem::take(&mut self.page));
        let (count, width) = (self.pages.len(), self.width());
        let baseline = self.size[1] - EDGE;
        for (at, page) in (1..).zip(&mut self.pages) {
            let mut ops = Vec::new();
            for line in set(&[(&self.shown.title, SMALL)], width * 0.8).iter().take(1) {
                put(&mut ops, line, [EDGE, baseline]);
            }
            for line in &set(&[(&format!("{at} of {count}"), SMALL)], width) {
                let wide: f64 = line.pieces.iter().map(|piece| piece.width).sum();
                put(&mut ops, line, [EDGE + width - wide, baseline]);
            }
            page.blocks.push(Block { kind: Kind::Furniture, ops });
        }
        Laid { size: self.size, pages: self.pages }
    }
}

/// What stands in one column of a row.
struct Cell {
    lines: Vec<SetLine>,
    ground: Option<[u8; 3]>,
}

fn cell(entry: &Entry, later: bool, room: f64) -> Cell {
    let mut lines = Vec::new();
    if let Some(caption) = &entry.caption {
        lines.extend(set(&[(&caption.text, SMALL)], room));
    }
    let colour = if later { AFTER } else { BEFORE };
    let marked = |mark| match mark {
        Mark::Plain => TEXT,
        Mark::Differs => Look { colour, ..TEXT },
        Mark::Telling => Look { colour, weight: Weight::SemiBold, underlined: true, ..TEXT },
    };
    let source = entry.source.map(|number| format!("\u{a0}[{number}]"));
    let mut runs: Vec<(&str, Look)> =
        entry.runs.iter().map(|run| (run.text.as_str(), marked(run.mark))).collect();
    runs.extend(source.as_deref().map(|source| (source, SMALL)));
    lines.extend(set(&runs, room));
    let ground = match entry.class {
        Some(Class::New) => Some(NEW),
        Some(Class::Dropped) => Some(DROPPED),
        _ => None,
    };
    Cell { lines, ground }
}

/// Draws a line whose room begins at `at`.
fn put(ops: &mut Vec<Op>, line: &SetLine, at: [f64; 2]) {
    for piece in &line.pieces {
        // The leading stands half above and half below the letters.
        let baseline = at[1] + line.height * 0.76;
        let left = at[0] + piece.x;
        if piece.look.underlined {
            let (at, size) = ([left, baseline + 1.1], [piece.width, 0.5]);
            ops.push(Op::Box { at, size, colour: piece.look.colour });
        }
        let text = piece.text.clone();
        ops.push(Op::Text { at: [left, baseline], text, look: piece.look });
    }
}
