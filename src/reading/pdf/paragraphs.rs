//! From lines to paragraphs, headings, list items and footnotes, over columns and pages.

use super::lines::Line;
use super::marks::{begins_numbered, bullet, ends};
use super::measures::{Column, Measures, body_size};
use super::notes::Notes;
use super::tables::Tables;
use super::{blocks, front};
use crate::reading::draft::DraftBlock;
use crate::reading::headings;
use crate::reading::hyphens::Vocabulary;
use crate::reading::outline::may_be_title;
use crate::report::BlockKind;

/// The paragraphs of all pages.
pub fn paragraphs(pages: &[Vec<Line>]) -> Vec<DraftBlock> {
    let lines = || pages.iter().flatten();
    let vocabulary = Vocabulary::of(lines().map(|line| line.text.as_str()));
    let body = body_size(lines());
    let notes = Notes::new(body);
    let (done, titles) = (Vec::new(), Vec::new());
    let mut builder =
        Builder { vocabulary, body, done, open: None, tables: Tables::default(), notes, titles };
    for lines in pages {
        let measures = Measures::of(lines);
        for column in lines.chunk_by(|a, b| a.column == b.column) {
            let from = builder.notes.start(column);
            for line in column.iter().take(from) {
                builder.add(line, &measures);
            }
            builder.notes.add(column.get(from..).unwrap_or_default());
        }
    }
    builder.finish()
}

/// Numbered headings of more words than this are written as titles.
const LONGEST_NUMBERED: usize = 12;

struct Open {
    lines: Vec<Line>,
    /// Where its lines begin, the first one's indent aside.
    left: Option<f32>,
    /// The right edge of its column.
    right: f32,
}

struct Builder {
    vocabulary: Vocabulary,
    body: f32,
    done: Vec<DraftBlock>,
    open: Option<Open>,
    tables: Tables,
    /// Footnotes wait here until the paragraph that is open at their column's end is closed.
    notes: Notes,
    /// Headings of the first page: their index, and how likely each is the title.
    titles: Vec<(usize, f32)>,
}

impl Builder {
    fn add(&mut self, line: &Line, measures: &Measures) {
        let column = measures.column(line);
        if self.tables.ends_before(line) {
            self.tables.take(&mut self.done, &self.vocabulary);
        }
        if let Some(cell) = line.cell {
            self.close();
            self.tables.add(cell, line);
            return;
        }
        if blocks::is_contents(&line.text) {
            self.close();
            self.done.push(blocks::contents_row(line));
            return;
        }
        if self.open.as_ref().is_some_and(|open| goes_on(open, line, column)) {
            if let Some(open) = &mut self.open {
                let turned = open
                    .lines
                    .last()
                    .is_some_and(|l| l.page != line.page || l.column != line.column);
                open.left = if turned { None } else { Some(line.x0) };
                open.right = column.right;
                open.lines.push(line.clone());
            }
        } else {
            self.close();
            self.open = Some(Open { lines: vec![line.clone()], left: None, right: column.right });
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let kind = self.kind(&open);
            let block = blocks::of_lines(kind, &open.lines, &self.vocabulary);
            if let Some(first) = open.lines.first().filter(|l| kind.is_heading() && l.page == 1) {
                let letters = block.text().len().min(80);
                let length = f32::from(u8::try_from(letters).unwrap_or(80)) / 80.0;
                self.titles.push((self.done.len(), first.size / self.body + length));
            }
            self.done.push(block);
        }
        self.notes.take(&mut self.done, &self.vocabulary, false);
    }

    fn finish(mut self) -> Vec<DraftBlock> {
        self.close();
        self.tables.take(&mut self.done, &self.vocabulary);
        self.notes.take(&mut self.done, &self.vocabulary, true);
        mark_title(&mut self.done, &self.titles);
        front::tidy(&mut self.done);
        self.done
    }

    fn kind(&self, open: &Open) -> BlockKind {
        let text: String = open.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ");
        let Some(first) = open.lines.first() else { return BlockKind::Paragraph };
        if bullet(first).is_some() {
            return BlockKind::ListItem;
        }
        // A number and its title are parted by a tab, but are no cells.
        let cells =
            open.lines.len() == 1 && first.text.contains('\t') && !begins_numbered(&first.text);
        let large = first.size > 1.12 * self.body;
        let worth = headings::is_title(&text) || headings::head(&text).is_some();
        // A numbered sentence in bold letters is a demand or a finding, and no title.
        let sentence = begins_numbered(&text)
            && !headings::is_title_case(&text)
            && text.split_whitespace().count() > LONGEST_NUMBERED;
        let title = worth && text.len() < 200 && open.lines.len() <= 4 && !sentence;
        let numbered_head = headings::head(&text).is_some_and(|head| {
            head.number.is_some() && headings::is_title_case(head.title) && !text.ends_with(':')
        });
        let worded =
            open.lines.len() <= 3 && (numbered_head || first.text.len() < 60 && stub(open));
        let numbered = text.starts_with(|c: char| c.is_ascii_digit()) || !cells;
        if title
            && numbered
            && (large || first.bold && open.lines.iter().all(|l| l.bold) || worded && !cells)
        {
            return BlockKind::Heading(self.level(first.size, first.bold));
        }
        if cells { BlockKind::TableRow } else { BlockKind::Paragraph }
    }

    /// The level of a heading by its size against that of the text.
    fn level(&self, size: f32, bold: bool) -> u8 {
        match size / self.body {
            ratio if ratio > 1.6 => 1,
            ratio if ratio > 1.3 => 2,
            ratio if ratio > 1.12 => 3,
            _ if bold => 4,
            _ => 5,
        }
    }
}

/// The title is the first page's heading that is largest and says most.
fn mark_title(blocks: &mut [DraftBlock], titles: &[(usize, f32)]) {
    let may_be = |index: &usize| blocks.get(*index).is_some_and(|b| may_be_title(&b.text()));
    let titles = titles.iter().filter(|(index, _)| may_be(index));
    let best = titles.max_by(|a, b| a.1.total_cmp(&b.1)).copied();
    if let Some(block) = best.and_then(|(index, _)| blocks.get_mut(index)) {
        block.kind = BlockKind::Title;
    }
}

/// Whether a line goes on with the open paragraph.
fn goes_on(open: &Open, line: &Line, column: Column) -> bool {
    let Some(last) = open.lines.last() else { return false };
    let numbered = begins_numbered(&line.text) && ends(&last.text);
    if bullet(line).is_some() || numbered {
        return false;
    }
    if (line.size - last.size).abs() > 0.08 * last.size
        || line.bold != last.bold && !open_bold(open, line)
    {
        return false;
    }
    let cut =
        last.text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '’'));
    let lower = line.text.starts_with(char::is_lowercase);
    if line.page != last.page || line.column != last.column {
        // A line of a column with a ragged edge is full where a long word would not have fitted.
        let full =
            open.right - last.x1 < 0.25 * (open.right - last.x0).max(column.right - column.left);
        let broken = last.text.ends_with(['-', ',', '–']);
        return cut && lower || cut && (full || broken) && (!last.bold || open.lines.len() > 1);
    }
    // Cells are no running text, but a stretched line of a justified column looks like cells.
    let cells = |line: &Line| line.text.contains('\t') && !begins_numbered(&line.text);
    let filled =
        |line: &Line| column.right - line.x1 < line.size && line.x0 - column.left < line.size;
    if [last, line].iter().any(|line| cells(line) && !filled(line)) {
        return false;
    }
    let gap = line.y - last.y;
    if gap > 1.35 * column.pitch.max(1.05 * line.size) || gap < 0.0 {
        return false;
    }
    if last.bold && !ends(&last.text) || cut && lower {
        return true;
    }
    if is_label(&line.text) && open.lines.iter().all(|line| is_label(&line.text)) {
        return false;
    }
    if open.lines.len() == 1 && stub(open) && line.text.starts_with(char::is_uppercase) {
        return false;
    }
    let short = column.right - last.x1 > 0.12 * (column.right - column.left);
    let indented = line.x0 > open.left.unwrap_or(column.left) + 0.9 * line.size
        && line.x0 > last.x0 + 0.9 * line.size;
    !(indented && ends(&last.text) || short && ends(&last.text))
}

/// Whether a line is a fact with its label: "Seat of government: Ulmar".
fn is_label(text: &str) -> bool {
    let Some((label, fact)) = text.split_once(':') else { return false };
    label.split_whitespace().count() <= 5
        && label.starts_with(char::is_uppercase)
        && !label.contains(['.', ','])
        && (1..=8).contains(&fact.split_whitespace().count())
        && !ends(fact)
}

/// Whether a paragraph so far is a short line like a heading's: written as a title, and far from
/// the column's right edge.
fn stub(open: &Open) -> bool {
    let Some(line) = open.lines.first() else { return false };
    let room = open.right - line.x1;
    open.lines.len() == 1
        && room > 0.35 * (open.right - line.x0)
        && line.text.split_whitespace().count() <= 8
        && headings::is_title(&line.text)
        && line.text.starts_with(char::is_uppercase)
        && !ends(&line.text)
}

/// Whether a change to or from bold letters lies inside a paragraph: a bold head at its start.
fn open_bold(open: &Open, line: &Line) -> bool {
    let last = open.lines.last().map_or("", |last| last.text.as_str());
    line.text.starts_with(char::is_lowercase) && !ends(last)
}
