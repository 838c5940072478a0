//! From lines to paragraphs, headings, list items and footnotes, over columns and pages.

use super::lines::Line;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::headings;
use crate::reading::hyphens::Vocabulary;
use crate::reading::outline::may_be_title;
use crate::report::{BlockKind, Origin};
use std::collections::HashMap;
use std::ops::Range;

/// The paragraphs of all pages.
pub fn paragraphs(pages: &[Vec<Line>]) -> Vec<DraftBlock> {
    let lines = || pages.iter().flatten();
    let vocabulary = Vocabulary::of(lines().map(|line| line.text.as_str()));
    let body = body_size(lines());
    let mut builder = Builder {
        vocabulary,
        body,
        done: Vec::new(),
        open: None,
        notes: Vec::new(),
        titles: Vec::new(),
        last_note: None,
    };
    for lines in pages {
        let measures = Measures::of(lines);
        let notes_from = notes_start(lines, body);
        for (index, line) in lines.iter().enumerate() {
            if index < notes_from {
                builder.add(line, &measures);
            }
        }
        builder.add_notes(lines.get(notes_from..).unwrap_or_default());
    }
    builder.finish()
}

/// The size of most letters of the document.
fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut letters: HashMap<u32, usize> = HashMap::new();
    for line in lines {
        *letters.entry(tenths(line.size)).or_default() += line.text.len();
    }
    let most = letters.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(10.0, |(size, _)| f32::from(u16::try_from(size).unwrap_or(100)) / 10.0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are small and positive"
)]
fn tenths(size: f32) -> u32 {
    (size.clamp(0.0, 6_000.0) * 10.0).round() as u32
}

/// Where the footnotes of a page begin: the run of smaller lines at its end that starts with a
/// number or a mark.
fn notes_start(lines: &[Line], body: f32) -> usize {
    let small = |line: &&Line| line.size < 0.93 * body;
    let run = lines.iter().rev().take_while(small).count();
    let first = lines.len() - run;
    let begins = |line: &Line| note_number(&line.text).is_some();
    let skip = lines.iter().skip(first).take_while(|line| !begins(line)).count();
    if skip < run { first + skip } else { lines.len() }
}

/// The number or mark that a footnote begins with, as written.
fn note_number(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '*' | '†' | '‡')))
        .unwrap_or(text.len());
    let (mark, rest) = text.split_at_checked(end)?;
    let fits = !mark.is_empty() && mark.len() <= 3 && !rest.starts_with(['.', ',', '%', '–', '-']);
    let begins = |c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '(' | '‘');
    (fits && rest.trim_start().starts_with(begins)).then_some(mark)
}

/// What lines of each column measure.
struct Measures {
    columns: HashMap<u32, Column>,
}

#[derive(Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
    /// Distance of baselines within a paragraph.
    pitch: f32,
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let mut columns = HashMap::new();
        for same in lines.chunk_by(|a, b| a.column == b.column) {
            let Some(first) = same.first() else { continue };
            let mut gaps: Vec<f32> = same
                .iter()
                .zip(same.iter().skip(1))
                .map(|(a, b)| b.y - a.y)
                .filter(|gap| *gap > 0.0)
                .collect();
            gaps.sort_by(f32::total_cmp);
            let pitch = gaps.get(gaps.len() / 3).copied().unwrap_or(1.2 * first.size);
            let edge = |pick: fn(f32, f32) -> f32, start: f32, of: fn(&Line) -> f32| {
                same.iter().map(of).fold(start, pick)
            };
            let left = edge(f32::min, f32::MAX, |line| line.x0);
            let right = edge(f32::max, f32::MIN, |line| line.x1);
            columns.insert(first.column, Column { left, right, pitch });
        }
        Self { columns }
    }

    fn column(&self, line: &Line) -> Column {
        let fallback = Column { left: line.x0, right: line.x1, pitch: 1.2 * line.size };
        self.columns.get(&line.column).copied().unwrap_or(fallback)
    }
}

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
    notes: Vec<DraftBlock>,
    /// Headings of the first page: their index, and how likely each is the title.
    titles: Vec<(usize, f32)>,
    /// The number of the last footnote.
    last_note: Option<u32>,
}

impl Builder {
    fn add(&mut self, line: &Line, measures: &Measures) {
        let column = measures.column(line);
        if is_contents(&line.text) {
            self.close();
            let row = contents_row(&line.text);
            self.done.push(DraftBlock::new(BlockKind::TableRow, row, origin(line)));
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

    /// Footnotes wait until the paragraph that is open at the page's end is closed.
    fn add_notes(&mut self, lines: &[Line]) {
        let mut note: Vec<Line> = Vec::new();
        for line in lines {
            if self.begins_note(&line.text) && !note.is_empty() {
                let block = self.block(BlockKind::Footnote, &std::mem::take(&mut note));
                self.notes.push(block);
            }
            if note.is_empty()
                && let Some(number) = note_number(&line.text).and_then(|mark| mark.parse().ok())
            {
                self.last_note = Some(number);
            }
            note.push(line.clone());
        }
        if !note.is_empty() {
            let block = self.block(BlockKind::Footnote, &note);
            self.notes.push(block);
        }
    }

    /// Whether a line begins the next footnote: by a mark, or by the number after the last one's.
    fn begins_note(&self, text: &str) -> bool {
        note_number(text).is_some_and(|mark| match mark.parse::<u32>() {
            Ok(number) => self.last_note.is_none_or(|last| number == last + 1),
            Err(_) => true,
        })
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let kind = self.kind(&open);
            let block = self.block(kind, &open.lines);
            if let Some(first) = open.lines.first().filter(|l| kind.is_heading() && l.page == 1) {
                let letters = block.text().len().min(80);
                let length = f32::from(u8::try_from(letters).unwrap_or(80)) / 80.0;
                self.titles.push((self.done.len(), first.size / self.body + length));
            }
            self.done.push(block);
        }
        self.done.append(&mut self.notes);
    }

    fn finish(mut self) -> Vec<DraftBlock> {
        self.close();
        mark_title(&mut self.done, &self.titles);
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
        let title = worth && text.len() < 200 && open.lines.len() <= 4;
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

    fn block(&self, kind: BlockKind, lines: &[Line]) -> DraftBlock {
        let mut pieces = Vec::with_capacity(lines.iter().map(|line| line.words.len() + 1).sum());
        for (index, line) in lines.iter().enumerate() {
            let marked = kind == BlockKind::ListItem && index == 0;
            let from = if marked { bullet(line).unwrap_or(0) } else { 0 };
            let mut to = line.text.len();
            let mut space = false;
            if let Some(next) = lines.get(index + 1) {
                if self.vocabulary.drops_hyphen(&line.text, &next.text) {
                    to -= line.text.chars().next_back().map_or(0, char::len_utf8);
                } else {
                    space = !line.text.ends_with(['-', '—', '/']);
                }
            }
            push_words(&mut pieces, line, from..to, kind != BlockKind::TableRow);
            if space {
                pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
            }
        }
        DraftBlock::of(kind, pieces)
    }
}

/// The words of a part of a line, each a piece with the white space before it.
fn push_words(pieces: &mut Vec<Piece>, line: &Line, part: Range<usize>, even: bool) {
    let origin = origin(line);
    let mut from = part.start;
    for word in line.words.iter().filter(|word| word.end > part.start && word.start < part.end) {
        let to = word.end.min(part.end);
        let text = line.text.get(from..to).unwrap_or_default();
        let text = if even { text.replace('\t', " ") } else { text.to_owned() };
        let place = Some([word.x0, word.x1]);
        pieces.push(Piece { text, origin: origin.clone(), strong: word.bold, place });
        from = to;
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

/// A line of a table of contents: its title and its page are parted by dots.
fn is_contents(text: &str) -> bool {
    text.contains(".....") || text.contains(". . . .") || text.contains("…………")
}

fn contents_row(text: &str) -> String {
    let parts = text.split(['.', '…', '\t']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\t")
}

fn origin(line: &Line) -> Origin {
    let rect = [line.x0, line.y - 0.8 * line.size, line.x1, line.y + 0.25 * line.size];
    Origin { page: Some(line.page), rect: Some(rect), ..Origin::default() }
}

/// The length of a list item's mark with the space after it.
fn bullet(line: &Line) -> Option<usize> {
    let text = &line.text;
    let mark = text.chars().next()?;
    let bullet = line.bullet
        || matches!(mark, '•' | '‣' | '·' | '–' | '−' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}')
        || ('\u{f000}'..='\u{f0ff}').contains(&mark);
    let rest = text.get(mark.len_utf8()..)?;
    (bullet && rest.starts_with([' ', '\t'])).then(|| mark.len_utf8() + 1)
}

/// Whether a paragraph begins with its number: "12. The", "(b) to", "a) To".
fn begins_numbered(text: &str) -> bool {
    let head = text.split([' ', '\t']).next().unwrap_or("");
    let inner = head.trim_start_matches('(').trim_end_matches(['.', ')']);
    head.len() > inner.len()
        && inner.len() <= 7
        && !inner.is_empty()
        && (inner.chars().all(|c| c.is_ascii_digit() || c == '.')
            || inner.len() <= 4 && inner.chars().all(|c| "ivxlc".contains(c))
            || inner.len() == 1 && inner.chars().all(char::is_alphabetic))
        && text.len() > head.len()
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
        let full = last.x1 > open.right - 2.0 * last.size;
        return cut && lower || cut && full && !last.bold;
    }
    let gap = line.y - last.y;
    if gap > 1.35 * column.pitch.max(1.05 * line.size) || gap < 0.0 {
        return false;
    }
    if last.bold && !ends(&last.text) || cut && lower {
        return true;
    }
    if open.lines.len() == 1 && stub(open) && line.text.starts_with(char::is_uppercase) {
        return false;
    }
    let short = column.right - last.x1 > 0.12 * (column.right - column.left);
    let indented = line.x0 > open.left.unwrap_or(column.left) + 0.9 * line.size
        && line.x0 > last.x0 + 0.9 * line.size;
    !(indented && ends(&last.text) || short && ends(&last.text))
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

fn ends(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', ';', '…'])
}
