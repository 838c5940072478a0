//! A drawing as PNG: its SVG, rendered by resvg with the shipped font and no other, so that a
//! picture is the same on every machine.

use super::drawing::{Drawing, Shape};
use super::svg::svg;
use super::text::{REGULAR, SEMI_BOLD};
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};
use thiserror::Error;

/// Why a picture could not be made.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The SVG was not understood.
    #[error("the picture could not be drawn: {0}")]
    Drawing(#[from] usvg::Error),
    /// There is no memory for its pixels, or it has none.
    #[error("a picture of {width}×{height} pixels cannot be made")]
    Size {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
    },
    /// The PNG could not be written.
    #[error("the picture could not be written: {0}")]
    Encoding(String),
}

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    Arc::new(fonts)
});

/// Renders the drawing as the bytes of a PNG file of its size.
pub fn png(drawing: &Drawing) -> Result<Vec<u8>, PictureError> {
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: fonts(drawing),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&svg(drawing), &options)?;
    let (width, height) = (drawing.width, drawing.height);
    let mut pixels =
        tiny_skia::Pixmap::new(width, height).ok_or(PictureError::Size { width, height })?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    paint_images(drawing, &mut pixels);
    pixels.encode_png().map_err(|error| PictureError::Encoding(error.to_string()))
}

/// The shipped typeface, and with it the theme's own.
fn fonts(drawing: &Drawing) -> Arc<usvg::fontdb::Database> {
    let Some(own) = &drawing.typefaces else { return Arc::clone(&FONTS) };
    let mut fonts = usvg::fontdb::Database::clone(&FONTS);
    for face in [Some(&own.regular), own.bold.as_ref()].into_iter().flatten() {
        fonts.load_font_data(face.bytes().to_vec());
    }
    Arc::new(fonts)
}

/// Paints what resvg, which is built without readers of pictures, leaves out. It stands before all
/// else, so it may be painted last.
fn paint_images(drawing: &Drawing, pixels: &mut tiny_skia::Pixmap) {
    for primitive in &drawing.primitives {
        let Shape::Image { bounds: [left, top, right, bottom], picture } = &primitive.shape else {
            continue;
        };
        let Ok(image) = tiny_skia::Pixmap::decode_png(picture.png()) else { continue };
        let scale = tiny_skia::Transform::from_row(
            (right - left) / image.width() as f32,
            0.0,
            0.0,
            (bottom - top) / image.height() as f32,
            *left,
            *top,
        );
        let paint = tiny_skia::PixmapPaint {
            quality: tiny_skia::FilterQuality::Bicubic,
            ..tiny_skia::PixmapPaint::default()
        };
        pixels.draw_pixmap(0, 0, image.as_ref(), &paint, scale, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Primitive;
    use crate::charts::logo::{Picture, tests::dots};
    use crate::charts::{ChartSpec, Subject, ThemeName, draw};

    fn pixels(drawing: &Drawing) -> tiny_skia::Pixmap {
        tiny_skia::Pixmap::decode_png(&png(drawing).unwrap()).unwrap()
    }

    #[test]
    fn a_logo_is_painted_where_it_stands_and_a_transparent_ground_is_none() {
        let spec = ChartSpec { theme: ThemeName::Transparent, ..ChartSpec::default() };
        let mut drawing = draw(&spec, &[], &Subject::default());
        let picture = Picture::new(dots(20, 10)).unwrap();
        let shape = Shape::Image { bounds: [100.0, 50.0, 140.0, 70.0], picture };
        drawing.primitives.push(Primitive { shape, point: None });
        let pixels = pixels(&drawing);
        let at = |x, y| pixels.pixel(x, y).unwrap();
        assert_eq!((at(120, 60).red(), at(120, 60).alpha()), (200, 255));
        assert_eq!(at(150, 60).alpha(), 0);
    }
}
