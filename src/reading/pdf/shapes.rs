//! The shapes that letters are drawn in, one entry a font and letter: how thick its stem is, and
//! whether its font calls itself bold.
//!
//! Many files name no weight (fonts that are not embedded, Type 1 fonts), so the weight is measured
//! on the outline: the ink that a level line through the lower half of a letter meets first is its
//! stem, which is what the printer's word "bold" is about.

use super::glyphs::short;
use hayro::hayro_interpret::font::{GlyphIdentifier, OutlineGlyph};
use hayro::kurbo::{BezPath, PathEl, Point, flatten};
use std::collections::HashMap;

/// The number of a shape in [`Shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(u32);

impl ShapeId {
    /// The shape of a letter that is no outline.
    pub const NONE: Self = Self(u32::MAX);
}

/// How a letter is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Width of its first stem in thousandths of an em, where it has one, as of a small letter.
    pub stem: Option<f32>,
    /// How far to the right of its origin its ink reaches, in thousandths of an em.
    pub reach: f32,
    /// Whether its font's name or weight says that it is bold.
    pub bold: bool,
    /// How often it is drawn.
    times: usize,
}

/// The shapes of a document.
#[derive(Debug, Default)]
pub struct Shapes {
    ids: HashMap<GlyphIdentifier, ShapeId>,
    shapes: Vec<Shape>,
}

/// A document draws fewer shapes than this, or is no text.
const MOST_SHAPES: usize = 100_000;

impl Shapes {
    /// The shape of a glyph that stands for `text`, measured when it is seen first.
    pub fn id(&mut self, glyph: &OutlineGlyph, text: &str) -> ShapeId {
        let key = glyph.identifier();
        if let Some(id) = self.ids.get(&key).copied() {
            if let Some(shape) = self.shapes.get_mut(id.0 as usize) {
                shape.times += 1;
            }
            return id;
        }
        let Some(id) =
            u32::try_from(self.shapes.len()).ok().filter(|_| self.shapes.len() < MOST_SHAPES)
        else {
            return ShapeId::NONE;
        };
        let stemmed = text.chars().next().is_some_and(|c| STEMMED.contains(c));
        let outline = glyph.outline();
        let stem = stemmed.then(|| first_ink(&outline, HEIGHT)).flatten();
        let capital = text.starts_with(char::is_uppercase);
        let stem = stem.map(|stem| if capital { stem * CAPITALS } else { stem });
        let reach = short(outline.control_box().x1);
        self.shapes.push(Shape { stem, reach, bold: is_bold(glyph), times: 1 });
        self.ids.insert(key, ShapeId(id));
        ShapeId(id)
    }

    /// How often a shape is drawn in the document.
    pub fn times(&self, id: ShapeId) -> usize {
        self.get(id).times
    }

    /// How a shape is drawn.
    pub fn get(&self, id: ShapeId) -> Shape {
        self.shapes.get(id.0 as usize).copied().unwrap_or_default()
    }
}

/// Letters whose outline begins with a stem or the side of a bowl at [`HEIGHT`].
const STEMMED: &str = "abcdehijklmnopqrtuBCDEFGHIKLOPQRTU0168";
/// Capitals have thicker stems than small letters of the same weight; theirs are taken as so much.
const CAPITALS: f32 = 0.85;
/// Where stems are measured, in thousandths of an em above the baseline: a third of the height of
/// small letters, above serifs and below cross-bars.
const HEIGHT: f64 = 150.0;

/// Width of the first ink from the left that a level line meets.
fn first_ink(outline: &BezPath, height: f64) -> Option<f32> {
    let mut crossings: Vec<f64> = Vec::new();
    let mut last = Point::ZERO;
    let mut start = Point::ZERO;
    flatten(outline, 5.0, |element| {
        let to = match element {
            PathEl::MoveTo(to) => {
                start = to;
                last = to;
                return;
            }
            PathEl::LineTo(to) => to,
            _ => start,
        };
        if (last.y < height) != (to.y < height) {
            crossings.push(last.x + (to.x - last.x) * (height - last.y) / (to.y - last.y));
        }
        last = to;
    });
    crossings.sort_by(f64::total_cmp);
    let [first, second, ..] = crossings[..] else { return None };
    let width = short(second - first);
    (10.0..400.0).contains(&width).then_some(width)
}

fn is_bold(glyph: &OutlineGlyph) -> bool {
    glyph.font_data().is_some_and(|font| {
        let named = font.postscript_name.is_some_and(|name| {
            let name = name.to_lowercase();
            ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word))
        });
        named || font.weight.is_some_and(|weight| weight >= 600)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_the_first_ink_from_the_left() {
        // An "n" of straight strokes 80 thick, its feet at 0, then a "c"-like bow.
        let n = "M100,0 L100,450 L400,450 L400,0 L320,0 L320,380 L180,380 L180,0 Z";
        let bow = "M250,0 C50,0 50,450 250,450 L250,380 C140,380 140,70 250,70 Z";
        for (path, want) in [(n, 80.0), (bow, 60.0)] {
            let outline = BezPath::from_svg(path).unwrap();
            let stem = first_ink(&outline, HEIGHT).unwrap();
            assert!((stem - want).abs() < 20.0, "{path}: {stem}");
        }
        assert_eq!(first_ink(&BezPath::new(), HEIGHT), None);
    }
}
