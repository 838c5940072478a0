//! The glyphs of a page, in the order they are drawn, with their places and their letters.

use hayro::hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect};

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
    /// Whether its font is a bold one.
    pub bold: bool,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub struct PageGlyphs {
    /// Its glyphs that run from left to right.
    pub glyphs: Vec<Glyph>,
    /// How many glyphs stand for no known letter.
    pub unknown: usize,
    /// How many pictures there are.
    pub images: usize,
    /// The page's width.
    pub width: f32,
}

/// More glyphs than this on one page are no text.
const MOST_GLYPHS: usize = 200_000;

/// The glyphs of one page.
pub fn of_page<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context =
        Context::new(upright, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let mut collector = Collector(PageGlyphs { width, ..PageGlyphs::default() });
    interpret_page(page, &mut context, &mut collector);
    collector.0
}

struct Collector(PageGlyphs);

#[expect(clippy::cast_possible_truncation, reason = "places on a page need no more than 24 bits")]
fn short(value: f64) -> f32 {
    value as f32
}

impl Device<'_> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.0.images += 1;
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            if self.0.glyphs.len() >= MOST_GLYPHS {
                return;
            }
            let place = props.transform * glyph.transform();
            // Glyph outlines use 1,000 units an em.
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let from = place * Point::ZERO;
            let to = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
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
                    self.0.unknown += 1;
                    continue;
                }
            };
            self.0.glyphs.push(Glyph {
                text,
                x0: short(from.x),
                x1: short(to.x),
                y: short(from.y),
                size: short(size),
                bold,
            });
        }
    }
}

fn is_bold(glyph: &Drawn<'_>) -> bool {
    let Drawn::Outline(outline) = glyph else { return false };
    outline.font_data().is_some_and(|font| {
        let named = font.postscript_name.is_some_and(|name| {
            let name = name.to_lowercase();
            ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word))
        });
        named || font.weight.is_some_and(|weight| weight >= 600)
    })
}
