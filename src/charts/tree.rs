//! A drawing as the tree that pictures and pages are made from: its SVG, read by usvg with the
//! shipped font and no other, so that a picture is the same on every machine.

use super::drawing::Drawing;
use super::svg::svg;
use super::text::{REGULAR, SEMI_BOLD};
use resvg::usvg;
use std::sync::{Arc, LazyLock};

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for font in [REGULAR, SEMI_BOLD] {
        // The program's own bytes are taken as they are; a copy would be made for each picture.
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(font)));
    }
    Arc::new(fonts)
});

/// The tree of a drawing, in its pixels.
pub fn tree(drawing: &Drawing) -> Result<usvg::Tree, usvg::Error> {
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: fonts(drawing),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&svg(drawing), &options)
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
