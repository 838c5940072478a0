//! From glyphs to lines in reading order: words by the gaps between glyphs, lines by baselines,
//! columns by the white between them.

use super::glyphs::{Glyph, PageGlyphs};
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
    /// Whether all of its letters are bold.
    pub bold: bool,
    /// Which column of the page it stands in, counted in reading order.
    pub column: u32,
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
}

impl Line {
    /// Writes a glyph at the line's end, after a space if it stands off.
    fn write(&mut self, glyph: &Glyph, spaced: bool) {
        let is_letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let kind = |text: &str| text.chars().next_back().is_some_and(is_letter);
        let same = kind(&self.text) == kind(&glyph.text);
        if spaced && !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(&glyph.text);
        let end = self.text.len();
        match self.words.last_mut().filter(|word| same && word.end == start) {
            Some(word) => {
                word.end = end;
                word.x0 = word.x0.min(glyph.x0);
                word.x1 = word.x1.max(glyph.x1);
            }
            None => self.words.push(Word { start, end, x0: glyph.x0, x1: glyph.x1 }),
        }
        self.x1 = self.x1.max(glyph.x1);
        self.bold &= glyph.bold || !glyph.text.chars().any(char::is_alphabetic);
    }

    /// Puts the next cell of the same row at the line's end.
    fn append(&mut self, mut cell: Self) {
        self.text.push('\t');
        let by = self.text.len();
        self.text.push_str(&cell.text);
        let moved = |word: &Word| Word { start: word.start + by, end: word.end + by, ..*word };
        self.words.extend(cell.words.iter().map(moved));
        self.x1 = self.x1.max(cell.x1);
        self.bold &= cell.bold;
        self.calls.append(&mut cell.calls);
    }
}

/// Gaps in ems: a space, a gap between columns or cells.
const SPACE: f32 = 0.18;
const COLUMN_GAP: f32 = 1.6;
/// Letters a word, on the average of a row, that no language has.
const LONG_WORDS: usize = 12;

/// The lines of a page in reading order.
pub fn of_page(page: &PageGlyphs, number: u32) -> Vec<Line> {
    let segments = segments(&page.glyphs, number);
    let mut lines = Vec::with_capacity(segments.len());
    let mut column = 0;
    read_region(segments, page.width, 0, &mut column, &mut lines);
    lines
}

/// Runs of glyphs on one baseline without a wide gap, left to right.
fn segments(glyphs: &[Glyph], page: u32) -> Vec<Line> {
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        let near = rows.iter_mut().rev().take(4).find(|row| {
            row.last().is_some_and(|last| {
                let size = last.size.max(glyph.size);
                (last.y - glyph.y).abs() < 0.1 * size
                    || (last.y - glyph.y).abs() < 0.6 * size
                        && glyph.x0 > last.x0
                        && glyph.x0 - last.x1 < 0.3 * size
                        && (last.size - glyph.size).abs() > 0.15 * size
            })
        });
        match near {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    let rows = joined_rows(rows);
    rows.into_iter().flat_map(|row| segments_of_row(row, page)).collect()
}

/// Rows that were drawn in several goes are put together by their baselines.
fn joined_rows(rows: Vec<Vec<&Glyph>>) -> Vec<Vec<&Glyph>> {
    let baseline = |row: &Vec<&Glyph>| {
        let main = row.iter().max_by(|a, b| a.size.total_cmp(&b.size));
        main.map_or((0.0, 1.0), |glyph| (glyph.y, glyph.size))
    };
    let mut keyed: Vec<((f32, f32), Vec<&Glyph>)> =
        rows.into_iter().map(|row| (baseline(&row), row)).collect();
    keyed.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
    let mut joined: Vec<((f32, f32), Vec<&Glyph>)> = Vec::with_capacity(keyed.len());
    for ((y, size), mut row) in keyed {
        match joined.last_mut() {
            Some(((last_y, last_size), last)) if y - *last_y < 0.25 * size.min(*last_size) => {
                last.append(&mut row);
            }
            _ => joined.push(((y, size), row)),
        }
    }
    joined.into_iter().map(|(_, row)| row).collect()
}

/// Cuts a row at its wide gaps and reads the words between them.
fn segments_of_row(mut row: Vec<&Glyph>, page: u32) -> Vec<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let size = usual_size(&row);
    let main_y = row.iter().filter(|g| g.size > 0.9 * size).map(|g| g.y).fold(f32::MIN, f32::max);
    let space = space_width(&row) * size;
    let mut spaced = false;
    let mut found: Vec<Line> = Vec::new();
    let mut marks = String::new();
    for glyph in row {
        if glyph.text.trim().is_empty() {
            spaced = true;
            continue;
        }
        let raised = glyph.size < 0.8 * size && main_y - glyph.y > 0.15 * size;
        let digit =
            glyph.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ','));
        let gap = found.last().map_or(f32::MAX, |line| glyph.x0 - line.x1);
        if raised && digit && gap < 0.5 * size && after_word(found.last(), &marks) {
            marks.push_str(&glyph.text);
            if let Some(line) = found.last_mut() {
                line.x1 = line.x1.max(glyph.x1);
            }
            continue;
        }
        if let Some(line) = found.last_mut() {
            take_mark(line, &mut marks);
        }
        // Bold letters made by printing twice stand on top of each other.
        if gap < -0.6 * (glyph.x1 - glyph.x0)
            && found.last().is_some_and(|l| l.text.ends_with(&glyph.text))
        {
            continue;
        }
        if gap > COLUMN_GAP * size {
            let line = Line { page, x0: glyph.x0, bold: true, y: main_y, size, ..Line::default() };
            found.push(line);
        }
        let Some(line) = found.last_mut() else { continue };
        line.write(glyph, std::mem::take(&mut spaced) || gap > space);
    }
    if let Some(line) = found.last_mut() {
        take_mark(line, &mut marks);
    }
    found
}

fn take_mark(line: &mut Line, marks: &mut String) {
    if !marks.is_empty() {
        line.calls.push(std::mem::take(marks));
    }
}

/// Whether a raised number after the line so far is a note's mark and no exponent ("m²", "10⁶").
fn after_word(line: Option<&Line>, marks: &str) -> bool {
    let Some(line) = line else { return false };
    let word = line.text.rsplit(char::is_whitespace).next().unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    !marks.is_empty()
        || letters >= 3
        || word.ends_with(|c: char| !c.is_alphanumeric())
        || word.chars().count() >= 4
}

/// The gap in ems that is a space in a row. Some typesetters leave less than is usual: where the
/// words would be longer than words are, the widest step among the row's smaller gaps decides.
fn space_width(row: &[&Glyph]) -> f32 {
    let letters: Vec<&&Glyph> = row.iter().filter(|g| !g.text.trim().is_empty()).collect();
    let blanks = row.len() - letters.len();
    let mut gaps: Vec<f32> = letters
        .iter()
        .zip(letters.iter().skip(1))
        .map(|(a, b)| (b.x0 - a.x1) / a.size.max(b.size))
        .collect();
    let spaces = gaps.iter().filter(|gap| **gap > SPACE).count().max(blanks);
    if letters.len() < 12 || letters.len() <= (spaces + 1) * LONG_WORDS {
        return SPACE;
    }
    gaps.retain(|gap| (-0.05..SPACE).contains(gap));
    gaps.sort_by(f32::total_cmp);
    let steps = gaps.windows(2).filter_map(|pair| {
        let [low, high] = pair else { return None };
        (*high > 0.04).then_some((high - low, f32::midpoint(*high, *low)))
    });
    let widest = steps.max_by(|a, b| a.0.total_cmp(&b.0));
    widest.filter(|(step, _)| *step > 0.02).map_or(SPACE, |(_, middle)| middle)
}

/// The size that most glyphs of a row have.
fn usual_size(row: &[&Glyph]) -> f32 {
    let mut sizes: Vec<f32> = row.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

/// Regions cut deeper than this are read as they lie.
const DEEPEST: usize = 12;
/// Segments on each side of a gutter before it parts columns.
const COLUMN_LINES: usize = 4;

/// Reads a region: its columns one after the other where it has columns, else the parts above and
/// below its widest white band, where one of them has columns (the recursive XY cut of Nagy and
/// Seth 1984, columns first).
fn read_region(
    mut segments: Vec<Line>,
    width: f32,
    depth: usize,
    column: &mut u32,
    lines: &mut Vec<Line>,
) {
    if depth < DEEPEST && segments.len() >= 2 * COLUMN_LINES {
        if let Some(x) = gutter(&segments, width) {
            let (left, right) = segments.into_iter().partition(|s| f32::midpoint(s.x0, s.x1) < x);
            read_region(left, width, depth + 1, column, lines);
            read_region(right, width, depth + 1, column, lines);
            return;
        }
        if let Some(y) = band(&segments, width) {
            let (above, below) = segments.into_iter().partition(|s| s.y <= y);
            read_region(above, width, depth + 1, column, lines);
            read_region(below, width, depth + 1, column, lines);
            return;
        }
    }
    *column += 1;
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    for mut segment in segments {
        segment.column = *column;
        match lines.last_mut() {
            Some(line)
                if line.column == *column && (segment.y - line.y).abs() < 0.3 * line.size =>
            {
                line.append(segment);
            }
            _ => lines.push(segment),
        }
    }
}

/// The middle of a white strip that parts two columns from top to bottom of the region: no segment
/// crosses it, and both sides are columns of text in their own right.
fn gutter(segments: &[Line], width: f32) -> Option<f32> {
    let mut spans: Vec<(f32, f32)> = segments.iter().map(|s| (s.x0, s.x1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut covered = spans.first()?.1;
    let mut best: Option<(f32, f32)> = None;
    for (x0, x1) in spans {
        let gap = x0 - covered;
        if gap > 0.012 * width && best.is_none_or(|(widest, _)| gap > widest) {
            let x = covered + gap / 2.0;
            if is_column(segments.iter().filter(|s| s.x1 <= x), width)
                && is_column(segments.iter().filter(|s| s.x0 >= x), width)
            {
                best = Some((gap, x));
            }
        }
        covered = covered.max(x1);
    }
    best.map(|(_, x)| x)
}

fn is_column<'a>(side: impl Iterator<Item = &'a Line>, width: f32) -> bool {
    let (mut count, mut long, mut x0, mut x1) = (0, 0, f32::MAX, f32::MIN);
    for line in side {
        count += 1;
        long += usize::from(line.x1 - line.x0 > 0.2 * width);
        x0 = x0.min(line.x0);
        x1 = x1.max(line.x1);
    }
    count >= COLUMN_LINES && x1 - x0 > 0.22 * width && long * 2 >= count
}

/// The baseline below which a region is cut in two: the white band that leaves columns on one of
/// its sides, the widest such.
fn band(segments: &[Line], width: f32) -> Option<f32> {
    let mut ys: Vec<(f32, f32)> = segments.iter().map(|s| (s.y, s.size)).collect();
    ys.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bands: Vec<(f32, f32)> = ys
        .windows(2)
        .filter_map(|pair| {
            let [(above, _), (below, size)] = pair else { return None };
            (below - above > 1.3 * size).then_some((below - above, *above))
        })
        .collect();
    bands.sort_by(|a, b| b.0.total_cmp(&a.0));
    bands.into_iter().take(8).map(|(_, y)| y).find(|y| {
        let above: Vec<Line> = segments.iter().filter(|s| s.y <= *y).cloned().collect();
        let below: Vec<Line> = segments.iter().filter(|s| s.y > *y).cloned().collect();
        gutter(&above, width).is_some() || gutter(&below, width).is_some()
    })
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
                found.push(Glyph { text, x0: at, x1: at + advance, y, size, bold: false });
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
        let lines = of_page(&page(all), 1);
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
        let lines = of_page(&page(all), 1);
        assert_eq!(lines[0].text, "The hall was shut.");
        assert_eq!(lines[0].calls, ["12"]);
        assert_eq!(lines[1].text, "It was 9 m2");
    }
}
