//! The glyphs of a page, in the order they are drawn, with their places and their letters.

use super::shapes::{ShapeId, Shapes};
use hayro::hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};

/// A glyph on a page. Lengths are points; y grows downwards from the page's upper edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// What it says; ligatures are several letters.
    pub text: String,
    /// Its left edge.
    pub x0: f32,
    /// Where the next glyph of its word begins.
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    /// The size of its font.
    pub size: f32,
    /// The shape that it is drawn in.
    pub shape: ShapeId,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub struct PageGlyphs {
    /// Its glyphs that run from left to right.
    pub glyphs: Vec<Glyph>,
    /// How many glyphs stand for no known letter.
    pub unknown: usize,
    /// Which part of the page its largest picture covers.
    pub image: f32,
    /// The page's width.
    pub width: f32,
    /// The page's height.
    pub height: f32,
    /// Its ruled lines and the edges of its boxes, each a thin rectangle.
    pub rules: Vec<Rule>,
}

/// A straight line that is level or upright. Lengths as in [`Glyph`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Upper end.
    pub y0: f32,
    /// Lower end.
    pub y1: f32,
}

/// Pages with more lines than this hold drawings.
const MOST_RULES: usize = 5_000;

/// More glyphs than this on one page are no text.
const MOST_GLYPHS: usize = 200_000;

/// The glyphs of one page.
pub fn of_page<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    shapes: &mut Shapes,
) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context =
        Context::new(upright, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let drawn = PageGlyphs { width, height, ..PageGlyphs::default() };
    let mut collector = Collector { drawn, shapes };
    interpret_page(page, &mut context, &mut collector);
    collector.drawn
}

struct Collector<'s> {
    drawn: PageGlyphs,
    shapes: &'s mut Shapes,
}

/// A place or a length on a page.
#[expect(clippy::cast_possible_truncation, reason = "places on a page need no more than 24 bits")]
pub fn short(value: f64) -> f32 {
    value as f32
}

impl Collector<'_> {
    /// Keeps a path that is a straight line or a box.
    fn straight(&mut self, part: &BezPath, place: Affine, mode: &DrawMode) {
        if part.elements().len() > 6 || part.is_empty() {
            return;
        }
        let corners = part.elements().iter().filter_map(|element| match element {
            PathEl::MoveTo(to) | PathEl::LineTo(to) => Some(Some(place * *to)),
            PathEl::ClosePath => None,
            _ => Some(None),
        });
        let Some(corners) = corners.collect::<Option<Vec<Point>>>() else { return };
        let level = |a: &Point, b: &Point| (a.x - b.x).abs() < 0.5 || (a.y - b.y).abs() < 0.5;
        if corners.iter().zip(corners.iter().skip(1)).all(|(a, b)| level(a, b)) {
            self.rule((place * part.clone()).bounding_box(), mode);
        }
    }

    /// Keeps a line, or the four edges of a box that is drawn. A box that is only filled is a
    /// coloured ground, as behind words that are set off, and has no edges.
    fn rule(&mut self, area: Rect, mode: &DrawMode) {
        const THICK: f64 = 3.0;
        let mut push = |x0: f64, y0: f64, x1: f64, y1: f64| {
            if self.drawn.rules.len() < MOST_RULES && (x1 - x0).max(y1 - y0) > 2.0 * THICK {
                let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(short);
                self.drawn.rules.push(Rule { x0, x1, y0, y1 });
            }
        };
        let Rect { x0, y0, x1, y1 } = area;
        if area.width() <= THICK || area.height() <= THICK {
            push(x0, y0, x1, y1);
        } else if !matches!(mode, DrawMode::Fill(_)) {
            push(x0, y0, x1, y0);
            push(x0, y1, x1, y1);
            push(x0, y0, x0, y1);
            push(x1, y0, x1, y1);
        }
    }
}

impl Device<'_> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        // A path of many lines is a grid or a drawing; each of its parts counts for itself.
        let mut part = BezPath::new();
        for element in path.elements().iter().take(4 * MOST_RULES) {
            if matches!(element, PathEl::MoveTo(_)) && !part.is_empty() {
                self.straight(&std::mem::take(&mut part), props.transform, mode);
            }
            part.push(*element);
        }
        self.straight(&part, props.transform, mode);
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let area = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        let page = Rect::new(0.0, 0.0, self.drawn.width.into(), self.drawn.height.into());
        let part = area.intersect(page).area() / page.area().max(1.0);
        self.drawn.image = self.drawn.image.max(short(part));
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.drawn.glyphs.len() >= MOST_GLYPHS {
                return;
            }
            let place = props.transform * glyph.transform();
            // Glyph outlines use 1,000 units an em.
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let from = place * Point::ZERO;
            let advance = advance.unwrap_or(500.0);
            let to = place * Point::new(f64::from(advance), 0.0);
            let size = (place * Point::new(0.0, 1000.0) - from).hypot();
            // What runs up or down the page is a mark on its margin.
            let level = (to.y - from.y).abs() <= 0.2 * (to.x - from.x).abs().max(0.01);
            if !level || to.x < from.x || !size.is_finite() || size < 0.5 {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.drawn.unknown += 1;
                    continue;
                }
            };
            let shape = match &**glyph {
                Drawn::Outline(outline) => self.shapes.id(outline, &text),
                Drawn::Type3(_) => ShapeId::NONE,
            };
            // Letters borrowed from another font are drawn one by one, often with a width that is
            // not theirs; an overhanging "f" is none of them.
            let reach = self.shapes.get(shape).reach;
            let borrowed = run.glyphs().len() == 1 && reach > 1.3 * advance;
            let borrowed = borrowed && !text.starts_with(['f', 'j']);
            let end = place * Point::new(f64::from(if borrowed { reach } else { advance }), 0.0);
            self.drawn.glyphs.push(Glyph {
                text,
                x0: short(from.x),
                x1: short(end.x),
                y: short(from.y),
                size: short(size),
                shape,
            });
        }
    }
}
