//! From glyphs to lines in reading order: words by the gaps between glyphs, lines by baselines,
//! columns by the white between them.

use super::columns::{self, Strip};
use super::glyphs::{Glyph, PageGlyphs};
use super::grids::{self, Place};
use super::rows::{self, Row};
use super::shapes::{ShapeId, Shapes};
use unicode_normalization::char::is_combining_mark;

/// A printed line, or the part of it that lies in one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its words; wide gaps are tabs.
    pub text: String,
    /// Page, counted from 1.
    pub page: u32,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// Size of most of its letters.
    pub size: f32,
    /// Whether all of its letters are bold (see [`super::weights`]).
    pub bold: bool,
    /// Whether its first word is a letter that stands for a drawn bullet (see [`super::weights`]).
    pub bullet: bool,
    /// Whether it begins with a raised number, as a footnote does.
    pub raised: bool,
    /// Which column of the page it stands in, counted in reading order.
    pub column: u32,
    /// The cell of a ruled table that it stands in.
    pub cell: Option<Place>,
    /// The footnotes that it calls.
    pub calls: Vec<String>,
    /// The words of its text with their places.
    pub words: Vec<Word>,
}

/// A word of a line, or a run of marks beside one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Where it begins and ends in the line's text, in bytes.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// The shape of its first glyph.
    pub shape: ShapeId,
    /// The stems of its letters in thousandths of an em, added up, and how many have one.
    pub stems: (f32, u16),
    /// Whether it is bold.
    pub bold: bool,
}

impl Word {
    /// Width of its stems in thousandths of an em, where its letters have any.
    pub fn stem(&self) -> Option<f32> {
        let (sum, count) = self.stems;
        (count > 0).then(|| sum / f32::from(count))
    }
}

impl Line {
    /// Writes a glyph at the line's end, after a space if it stands off.
    fn write(&mut self, glyph: &Glyph, spaced: bool, shapes: &Shapes) {
        let is_letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let kind = |text: &str| text.chars().next_back().is_some_and(is_letter);
        let same = kind(&self.text) == kind(&glyph.text);
        if spaced && !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(&glyph.text);
        let end = self.text.len();
        let drawn = shapes.get(glyph.shape);
        match self.words.last_mut().filter(|word| same && word.end == start) {
            Some(word) => {
                word.end = end;
                word.x0 = word.x0.min(glyph.x0);
                word.x1 = word.x1.max(glyph.x1);
                if let Some(stem) = drawn.stem.filter(|_| word.stems.1 < u16::MAX) {
                    word.stems = (word.stems.0 + stem, word.stems.1 + 1);
                }
            }
            None => self.words.push(Word {
                start,
                end,
                x0: glyph.x0,
                x1: glyph.x1,
                shape: glyph.shape,
                stems: drawn.stem.map_or((0.0, 0), |stem| (stem, 1)),
                bold: drawn.bold,
            }),
        }
        self.x1 = self.x1.max(glyph.x1);
    }

    /// Puts the next cell of the same row at the line's end.
    pub fn append(&mut self, mut cell: Self) {
        self.text.push('\t');
        let by = self.text.len();
        self.text.push_str(&cell.text);
        let moved = |word: &Word| Word { start: word.start + by, end: word.end + by, ..*word };
        self.words.extend(cell.words.iter().map(moved));
        self.x1 = self.x1.max(cell.x1);
        self.calls.append(&mut cell.calls);
    }
}

/// The lines of a page in reading order.
pub fn of_page(page: &PageGlyphs, number: u32, shapes: &Shapes) -> Vec<Line> {
    let rows = rows::of_glyphs(&page.glyphs);
    let strips = columns::strips(&rows);
    let grids = grids::of_rules(&page.rules);
    let mut segments = Vec::with_capacity(rows.len());
    let mut cells: Vec<Vec<Line>> = grids.iter().map(|_| Vec::new()).collect();
    for (index, row) in rows.into_iter().enumerate() {
        let at: Vec<&Strip> = strips.iter().filter(|strip| strip.parts_row(index)).collect();
        let ruled = grids.iter().filter(|grid| grid.crosses(row.y));
        let ruled: Vec<f32> = ruled.flat_map(|grid| grid.columns()).copied().collect();
        for part in row.parts(&at, &ruled) {
            let mut line = read_part(&part, number, shapes);
            let (x, y) = (f32::midpoint(line.x0, line.x1), line.y - 0.3 * line.size);
            line.cell = (0_u16..).zip(&grids).find_map(|(id, grid)| grid.cell(id, x, y));
            let cell = line.cell.and_then(|cell| cells.get_mut(usize::from(cell.grid)));
            cell.unwrap_or(&mut segments).push(line);
        }
    }
    let mut lines = Vec::with_capacity(segments.len());
    segments.extend(cells.iter().filter_map(|cells| stand_in(cells)));
    columns::read_region(segments, page.width, 0, &mut 0, &mut lines);
    put_cells_back(lines, cells)
}

/// A line that stands for all cells of a grid while the page is put in order.
fn stand_in(cells: &[Line]) -> Option<Line> {
    let first = cells.first()?;
    let x0 = cells.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
    let x1 = cells.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    let (page, y, size, cell) = (first.page, first.y, first.size, first.cell);
    Some(Line { page, x0, x1, y, size, cell, ..Line::default() })
}

/// Puts the lines in the cells of each grid in the place of the line that stood for them.
fn put_cells_back(lines: Vec<Line>, mut cells: Vec<Vec<Line>>) -> Vec<Line> {
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        let grid = line.cell.and_then(|cell| cells.get_mut(usize::from(cell.grid)));
        let Some(grid) = grid else {
            all.push(line);
            continue;
        };
        let column = line.column;
        grid.sort_by_key(|line| line.cell);
        all.extend(grid.drain(..).map(|line| Line { column, ..line }));
        if !line.text.is_empty() {
            all.push(Line { cell: None, ..line });
        }
    }
    all
}

/// Reads the words of a part of a row. Raised numbers after a word are calls of footnotes.
fn read_part(part: &Row<'_>, page: u32, shapes: &Shapes) -> Line {
    let (size, space) = (part.size, part.space());
    let x0 = part.letters().next().map_or(0.0, |glyph| glyph.x0);
    let mut line = Line { page, x0, x1: x0, y: part.y, size, ..Line::default() };
    let mut spaced = false;
    let mut marks = String::new();
    for glyph in part.glyphs.iter().copied() {
        if glyph.text.trim().is_empty() {
            spaced = true;
            continue;
        }
        let gap = glyph.x0 - line.x1;
        if is_call(glyph, part) && gap < 0.5 * size && after_word(&line, &marks) {
            marks.push_str(&glyph.text);
            line.x1 = line.x1.max(glyph.x1);
            continue;
        }
        line.raised |= line.text.is_empty() && is_call(glyph, part);
        take_mark(&mut line, &mut marks);
        // Bold letters made by printing twice stand on top of each other.
        if gap < -0.6 * (glyph.x1 - glyph.x0) && line.text.ends_with(&glyph.text) {
            continue;
        }
        line.write(glyph, std::mem::take(&mut spaced) || gap > space, shapes);
    }
    take_mark(&mut line, &mut marks);
    line
}

/// Whether a glyph is written as the mark of a footnote: small and raised, a number or a sign.
fn is_call(glyph: &Glyph, row: &Row<'_>) -> bool {
    let raised = glyph.size < 0.8 * row.size && row.y - glyph.y > 0.15 * row.size;
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ',');
    let superscript = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    raised && glyph.text.chars().all(digit) || glyph.text.chars().all(superscript)
}

fn take_mark(line: &mut Line, marks: &mut String) {
    if !marks.is_empty() {
        line.calls.push(std::mem::take(marks));
    }
}

/// Whether a raised number after the line so far is a note's mark and no exponent ("m²", "10⁶").
fn after_word(line: &Line, marks: &str) -> bool {
    let word = line.text.rsplit(char::is_whitespace).next().unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    !marks.is_empty()
        || letters >= 3
        || word.ends_with(|c: char| !c.is_alphanumeric())
        || word.chars().count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(words: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let mut at = x;
        let mut found = Vec::new();
        for c in words.chars() {
            let advance = if c == ' ' { 0.25 } else { 0.5 } * size;
            if c != ' ' {
                let text = c.to_string();
                found.push(Glyph { text, x0: at, x1: at + advance, y, size, shape: ShapeId::NONE });
            }
            at += advance;
        }
        found
    }

    fn page(glyphs: Vec<Glyph>) -> PageGlyphs {
        PageGlyphs { glyphs, width: 600.0, ..PageGlyphs::default() }
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut all =
            glyphs("A heading over both columns of the page, as wide as it is", 50.0, 40.0, 14.0);
        for row in 0..6_u8 {
            let y = 80.0 + 14.0 * f32::from(row);
            all.extend(glyphs(&format!("left words of row {row} here it is long"), 50.0, y, 10.0));
            all.extend(glyphs(
                &format!("right words of row {row} here it is long"),
                320.0,
                y,
                10.0,
            ));
        }
        let lines = of_page(&page(all), 1, &Shapes::default());
        let starts: String = lines.iter().filter_map(|l| l.text.chars().next()).collect();
        assert_eq!(starts, "Allllllrrrrrr");
        assert!(lines[1].text.starts_with("left words of row 0"));
    }

    #[test]
    fn raised_numbers_after_words_are_notes_and_exponents_are_not() {
        let mut all = glyphs("The hall was shut.", 50.0, 100.0, 10.0);
        all.extend(glyphs("12", 134.0, 96.0, 6.0));
        all.extend(glyphs("It was 9 m", 50.0, 120.0, 10.0));
        all.extend(glyphs("2", 93.0, 116.0, 6.0));
        let lines = of_page(&page(all), 1, &Shapes::default());
        assert_eq!(lines[0].text, "The hall was shut.");
        assert_eq!(lines[0].calls, ["12"]);
        assert_eq!(lines[1].text, "It was 9 m2");
    }
}
