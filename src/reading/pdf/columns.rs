//! Columns: the white strips that part them, and the order in which their lines are read.

use super::lines::Line;
use super::rows::Row;

/// An upright white strip that parts what stands left and right of it over several rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    x0: f32,
    x1: f32,
    /// The first and the last row that it parts.
    rows: (usize, usize),
    /// How many rows have words on both sides.
    parted: usize,
    /// Size of the letters around it.
    size: f32,
}

impl Strip {
    fn width(&self) -> f32 {
        (self.x1 - self.x0) / self.size
    }

    /// A wide strip needs few rows to be no accident, a narrow one many.
    fn holds(&self) -> bool {
        self.parted >= 5 && self.width() >= 1.0 || self.parted >= 10 && self.width() >= NARROW
    }

    /// Whether it parts the row `index`.
    pub fn parts_row(&self, index: usize) -> bool {
        (self.rows.0..=self.rows.1).contains(&index)
    }

    /// Whether it lies in the gap from `x0` to `x1`.
    pub fn lies_in(&self, x0: f32, x1: f32) -> bool {
        x0 <= self.x0 + 0.1 && self.x1 <= x1 + 0.1
    }
}

/// The narrowest gap between columns, in ems; spaces between words are narrower, chance aside.
const NARROW: f32 = 0.6;
/// Strips that are looked at together.
const MOST_STRIPS: usize = 48;

/// The strips between the columns of a page or of a table: a gap that comes back at the same place
/// row after row. Rows that end before it or begin behind it neither speak for it nor against it.
pub fn strips(rows: &[Row<'_>]) -> Vec<Strip> {
    let mut found = Vec::new();
    let mut open: Vec<Strip> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let gaps = gaps(row);
        let mut still: Vec<Strip> = Vec::with_capacity(open.len() + gaps.len());
        for strip in open {
            match narrowed(strip, &gaps, index) {
                Some(strip) => still.push(strip),
                None => found.push(strip),
            }
        }
        for gap in gaps.iter().filter(|gap| gap.inner) {
            let known = still.iter().any(|s| s.rows.1 == index && gap.x0 <= s.x0 && s.x1 <= gap.x1);
            if !known && still.len() < MOST_STRIPS {
                let size = row.size;
                let rows = (index, index);
                still.push(Strip { x0: gap.x0, x1: gap.x1, rows, parted: 1, size });
            }
        }
        open = still;
    }
    found.append(&mut open);
    found.retain(Strip::holds);
    found
}

/// A gap of a row, in points.
struct Gap {
    x0: f32,
    x1: f32,
    /// Whether words stand on both sides of it.
    inner: bool,
}

fn gaps(row: &Row<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut end = f32::MIN;
    for glyph in row.letters() {
        if glyph.x0 - end >= NARROW * row.size {
            gaps.push(Gap { x0: end, x1: glyph.x0, inner: end > f32::MIN });
        }
        end = end.max(glyph.x1);
    }
    gaps.push(Gap { x0: end, x1: f32::MAX, inner: false });
    gaps
}

/// The part of a strip that the next row leaves white; nothing where words cross it.
fn narrowed(strip: Strip, gaps: &[Gap], index: usize) -> Option<Strip> {
    gaps.iter().find_map(|gap| {
        let (x0, x1) = (strip.x0.max(gap.x0), strip.x1.min(gap.x1));
        let next = Strip { x0, x1, ..strip };
        let next = (next.width() >= NARROW).then_some(next)?;
        let (first, last) = next.rows;
        let rows = (first, if gap.inner { index } else { last });
        Some(Strip { rows, parted: next.parted + usize::from(gap.inner), ..next })
    })
}

/// Regions cut deeper than this are read as they lie.
const DEEPEST: usize = 12;
/// Segments on each side of a gutter before it parts columns.
const COLUMN_LINES: usize = 4;

/// Reads a region: its columns one after the other where it has columns, else the parts above and
/// below its widest white band, where one of them has columns (the recursive XY cut of Nagy and
/// Seth 1984, columns first).
pub fn read_region(
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
    segments.sort_by(|a, b| a.y.total_cmp(&b.y));
    // Cells of one row may stand a little higher or lower than each other.
    let mut rows: Vec<Vec<Line>> = Vec::with_capacity(segments.len());
    for mut segment in segments {
        segment.column = *column;
        let level = |row: &Vec<Line>| {
            row.first()
                .is_some_and(|first| segment.y - first.y < 0.3 * first.size.min(segment.size))
        };
        match rows.last_mut().filter(|row| level(row)) {
            Some(row) => row.push(segment),
            None => rows.push(vec![segment]),
        }
    }
    for mut row in rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        lines.extend(row.into_iter().reduce(|mut line, cell| {
            line.append(cell);
            line
        }));
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
