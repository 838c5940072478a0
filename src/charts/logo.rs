//! A logo: a picture of dots in a corner of the chart.

use resvg::tiny_skia::Pixmap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;
use thiserror::Error;

/// The largest file that is taken: it is saved with every chart that uses it.
pub const MOST_BYTES: usize = 1024 * 1024;
/// The most dots a side.
pub const MOST_DOTS: u32 = 4096;

/// Why a file is no logo.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PictureProblem {
    /// It is too large.
    #[error("it is larger than {} kB", MOST_BYTES / 1024)]
    TooLarge,
    /// It has too many dots, or none.
    #[error("it must have 1 to {MOST_DOTS} dots a side")]
    Dots,
    /// It is no PNG, or damaged.
    #[error("it is not a PNG picture")]
    NotAPicture,
}

/// A PNG picture, cheap to hand on.
#[derive(Clone)]
pub struct Picture(Arc<Parts>);

struct Parts {
    png: Vec<u8>,
    width: u32,
    height: u32,
}

impl Picture {
    /// Reads a PNG file, every dot of it once, so that what is kept can be painted.
    pub fn new(png: Vec<u8>) -> Result<Self, PictureProblem> {
        if png.len() > MOST_BYTES {
            return Err(PictureProblem::TooLarge);
        }
        let (width, height) = told_size(&png).ok_or(PictureProblem::NotAPicture)?;
        if ![width, height].iter().all(|side| (1..=MOST_DOTS).contains(side)) {
            return Err(PictureProblem::Dots);
        }
        Pixmap::decode_png(&png).map_err(|_| PictureProblem::NotAPicture)?;
        Ok(Self(Arc::new(Parts { png, width, height })))
    }

    /// The file's bytes.
    pub fn png(&self) -> &[u8] {
        &self.0.png
    }

    /// Width and height in dots.
    pub fn size(&self) -> [u32; 2] {
        [self.0.width, self.0.height]
    }

    /// Its size, and its dots as red, green, blue and opacity, the colours multiplied by that.
    pub fn pixels(&self) -> Option<([usize; 2], Vec<u8>)> {
        let pixels = Pixmap::decode_png(&self.0.png).ok()?;
        let side = |side: u32| usize::try_from(side).ok();
        Some(([side(pixels.width())?, side(pixels.height())?], pixels.data().to_vec()))
    }

    /// Width for each unit of height.
    pub fn aspect(&self) -> f64 {
        f64::from(self.0.width) / f64::from(self.0.height.max(1))
    }
}

/// The size that the head of a PNG file tells.
fn told_size(png: &[u8]) -> Option<(u32, u32)> {
    let rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let side = |from: usize| {
        let bytes = rest.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    (rest.get(4..8)? == b"IHDR").then_some(())?;
    Some((side(8)?, side(12)?))
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}×{})", self.0.width, self.0.height)
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.png == other.0.png
    }
}

impl Serialize for Picture {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.size().serialize(serializer)
    }
}

/// The corner that a logo stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Corner {
    /// Right of the title.
    #[default]
    TopRight,
    /// Right of the source line.
    BottomRight,
}

/// A theme's logo.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// The picture.
    pub picture: Picture,
    /// Where it stands.
    pub corner: Corner,
    /// Its height, of the chart's shorter side.
    pub height: f64,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A PNG picture of one colour.
    pub fn dots(width: u32, height: u32) -> Vec<u8> {
        let mut pixels = Pixmap::new(width, height).unwrap();
        pixels.fill(resvg::tiny_skia::Color::from_rgba8(200, 30, 30, 255));
        pixels.encode_png().unwrap()
    }

    #[test]
    fn a_picture_is_read_and_what_is_none_is_refused() {
        let picture = Picture::new(dots(30, 10)).unwrap();
        assert_eq!(picture.size(), [30, 10]);
        assert!((picture.aspect() - 3.0).abs() < 1e-9);
        assert_eq!(Picture::new(b"GIF89a".to_vec()), Err(PictureProblem::NotAPicture));
        let mut huge = dots(8, 8);
        huge[16..20].copy_from_slice(&9_999_999_u32.to_be_bytes());
        assert_eq!(Picture::new(huge), Err(PictureProblem::Dots));
        let mut cut = dots(300, 300);
        cut.truncate(60);
        assert_eq!(Picture::new(cut), Err(PictureProblem::NotAPicture));
    }
}
