//! From glyphs to rows: what stands on one baseline across the page, and the width that parts its
//! words.

use super::columns::Strip;
use super::glyphs::Glyph;

/// The glyphs on one baseline, from left to right.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its glyphs, blanks included.
    pub glyphs: Vec<&'a Glyph>,
    /// The size that most of them have.
    pub size: f32,
    /// Their baseline.
    pub y: f32,
}

impl<'a> Row<'a> {
    fn new(mut glyphs: Vec<&'a Glyph>) -> Self {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let size = usual_size(&glyphs);
        let main = glyphs.iter().filter(|g| g.size > 0.9 * size).map(|g| g.y);
        Self { y: main.fold(f32::MIN, f32::max), size, glyphs }
    }

    /// Its parts between wide gaps, the given strips and the upright lines at `ruled`, from left
    /// to right.
    pub fn parts(self, strips: &[&Strip], ruled: &[f32]) -> Vec<Self> {
        let wide = COLUMN_GAP * self.size;
        let mut parts: Vec<Vec<&Glyph>> = Vec::new();
        let mut end = f32::MIN;
        for glyph in self.glyphs {
            if glyph.text.trim().is_empty() {
                if let Some(part) = parts.last_mut() {
                    part.push(glyph);
                }
                continue;
            }
            let parted = strips.iter().any(|strip| strip.lies_in(end, glyph.x0))
                || ruled.iter().any(|x| end <= x + 1.0 && *x <= glyph.x0 + 1.0);
            match parts.last_mut().filter(|_| glyph.x0 - end <= wide && !parted) {
                Some(part) => part.push(glyph),
                None => parts.push(vec![glyph]),
            }
            end = end.max(glyph.x1);
        }
        parts.into_iter().map(Self::new).collect()
    }

    /// Its glyphs that are seen.
    pub fn letters(&self) -> impl Iterator<Item = &'a Glyph> {
        self.glyphs.iter().copied().filter(|glyph| !glyph.text.trim().is_empty())
    }

    /// The gap between two glyphs, in points, from which on they belong to two words.
    ///
    /// Letters stand closer to each other than words, whatever the typesetter's habit: the middle
    /// one of a row's gaps lies inside a word, and a tenth of an em more than that is a space
    /// (the measure that pdftotext takes, too). Some leave less: where the words would be longer
    /// than words are, the widest step among the smaller gaps decides.
    pub fn space(&self) -> f32 {
        let letters: Vec<&Glyph> = self.letters().collect();
        let blanks = self.glyphs.len() - letters.len();
        let pairs = letters.iter().zip(letters.iter().skip(1));
        let mut gaps: Vec<f32> = pairs.map(|(a, b)| (b.x0 - a.x1) / a.size.max(b.size)).collect();
        gaps.sort_by(f32::total_cmp);
        let inside = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
        // A row of one-letter cells has no gap inside a word.
        let usual = if inside > WIDE { SPACE } else { inside.max(0.0) + SPACE };
        let spaces = gaps.iter().filter(|gap| **gap > usual).count().max(blanks);
        if letters.len() < 12 || letters.len() <= (spaces + 1) * LONG_WORDS {
            return usual * self.size;
        }
        gaps.retain(|gap| (-0.05..usual).contains(gap));
        let steps = gaps.windows(2).filter_map(|pair| {
            let [low, high] = pair else { return None };
            (*high > 0.04).then_some((high - low, f32::midpoint(*high, *low)))
        });
        let widest = steps.max_by(|a, b| a.0.total_cmp(&b.0));
        self.size * widest.filter(|(step, _)| *step > 0.02).map_or(usual, |(_, middle)| middle)
    }
}

/// A gap between columns or cells, in ems.
const COLUMN_GAP: f32 = 1.6;
/// What a space is wider than the gaps inside words, in ems.
const SPACE: f32 = 0.1;
/// No gap inside a word is so wide, in ems, but in letters spaced out for show.
const WIDE: f32 = 0.35;
/// Letters a word, on the average of a row, that no language has.
const LONG_WORDS: usize = 12;

/// The rows of a page, from its head down.
pub fn of_glyphs(glyphs: &[Glyph]) -> Vec<Row<'_>> {
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
    joined(rows).into_iter().map(Row::new).collect()
}

/// Rows that were drawn in several goes are put together by their baselines.
fn joined(rows: Vec<Vec<&Glyph>>) -> Vec<Vec<&Glyph>> {
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

/// The size that most glyphs of a row have.
fn usual_size(row: &[&Glyph]) -> f32 {
    let mut sizes: Vec<f32> = row.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::pdf::shapes::ShapeId;

    /// Letters half an em wide, `gap` ems apart, words `space` ems apart.
    fn row(words: &str, gap: f32, space: f32) -> Vec<Glyph> {
        let mut x = 50.0;
        let mut glyphs = Vec::new();
        for c in words.chars() {
            if c == ' ' {
                x += 10.0 * (space - gap);
                continue;
            }
            let (text, x1) = (c.to_string(), x + 5.0);
            glyphs.push(Glyph { text, x0: x, x1, y: 90.0, size: 10.0, shape: ShapeId::NONE });
            x = x1 + 10.0 * gap;
        }
        glyphs
    }

    #[test]
    fn spaces_are_wider_than_the_gaps_inside_words() {
        let words = "the mill was shut in May and the wardens left";
        let table = [(0.0, 0.25), (0.0, 0.12), (0.06, 0.2), (0.2, 0.45), (0.0, 0.07)];
        for (gap, space) in table {
            let glyphs = row(words, gap, space);
            let rows = of_glyphs(&glyphs);
            let [only] = &rows[..] else { panic!("one row") };
            let width = only.space();
            let letters: Vec<&Glyph> = only.letters().collect();
            let spaces = letters.windows(2).filter(|p| p[1].x0 - p[0].x1 > width).count();
            assert_eq!(spaces, 9, "gap {gap} space {space}");
        }
    }
}
