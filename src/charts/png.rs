//! A drawing as PNG: its SVG, rendered by resvg with the shipped font and no other, so that a
//! picture is the same on every machine.

use super::drawing::Drawing;
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
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&svg(drawing), &options)?;
    let (width, height) = (drawing.width, drawing.height);
    let mut pixels =
        tiny_skia::Pixmap::new(width, height).ok_or(PictureError::Size { width, height })?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PictureError::Encoding(error.to_string()))
}
