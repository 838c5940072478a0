//! A drawing as PNG, in any multiple of its size.

use super::drawing::Drawing;
use super::tree::tree;
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use resvg::{tiny_skia, usvg};
use thiserror::Error;

/// Why a picture or a page could not be made.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The drawing was not understood.
    #[error("the picture could not be drawn: {0}")]
    Drawing(#[from] usvg::Error),
    /// There is no memory for its pixels, or it has none.
    #[error("a picture of {width}×{height} pixels cannot be made")]
    Size {
        /// Width asked for.
        width: u64,
        /// Height asked for.
        height: u64,
    },
    /// The file could not be written.
    #[error("the picture could not be written: {0}")]
    Writing(String),
}

/// How many pixels a picture has, and how large it is meant to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    /// Pixels of the picture for one of the drawing, each way.
    pub scale: f64,
    /// Width and height on paper in millimetres, where it is made for that.
    pub paper: Option<[u32; 2]>,
}

impl Default for Print {
    fn default() -> Self {
        Self { scale: 1.0, paper: None }
    }
}

/// The most pixels of a picture: a gigabyte in memory.
const MOST_PIXELS: u64 = 1 << 28;

/// Renders the drawing as the bytes of a PNG file.
pub fn png(drawing: &Drawing, print: Print) -> Result<Vec<u8>, PictureError> {
    let picture = rendered(drawing, print.scale)?;
    encoded(picture, print.paper).map_err(|error| PictureError::Writing(error.to_string()))
}

/// The pixels of the drawing, so many for one of its own each way.
pub fn rendered(drawing: &Drawing, scale: f64) -> Result<tiny_skia::Pixmap, PictureError> {
    let (width, height) = pixels(drawing, scale)?;
    let tree = tree(drawing)?;
    let wanted = PictureError::Size { width: u64::from(width), height: u64::from(height) };
    let mut picture = tiny_skia::Pixmap::new(width, height).ok_or(wanted)?;
    let scale = tiny_skia::Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut picture.as_mut());
    Ok(picture)
}

fn pixels(drawing: &Drawing, scale: f64) -> Result<(u32, u32), PictureError> {
    let side = |length: u32| (f64::from(length) * scale).round().clamp(0.0, 4e9);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what they hold"
    )]
    let [width, height] = [side(drawing.width) as u64, side(drawing.height) as u64];
    let fits = width > 0 && height > 0 && width.saturating_mul(height) <= MOST_PIXELS;
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) if fits => Ok((width, height)),
        _ => Err(PictureError::Size { width, height }),
    }
}

/// The file. A picture that nothing shows through has no opacity in it: that makes it smaller and
/// faster to write, and some programs print opacity as grey.
fn encoded(
    picture: tiny_skia::Pixmap,
    paper: Option<[u32; 2]>,
) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = (picture.width(), picture.height());
    let is_opaque = picture.data().chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
    let (color, data) = if is_opaque {
        let parts = picture.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3));
        (ColorType::Rgb, parts.copied().collect())
    } else {
        (ColorType::Rgba, picture.take_demultiplied())
    };
    let mut file = Vec::with_capacity(data.len() / 16);
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    // Large even areas are small however they are packed; the time is better spent elsewhere.
    encoder.set_compression(Compression::Fast);
    if let Some([across, down]) = paper {
        encoder.set_pixel_dims(Some(PixelDimensions {
            xppu: per_meter(width, across),
            yppu: per_meter(height, down),
            unit: Unit::Meter,
        }));
    }
    encoder.write_header()?.write_image_data(&data)?;
    Ok(file)
}

/// Pixels in a meter where so many lie on so many millimetres.
fn per_meter(pixels: u32, millimetres: u32) -> u32 {
    let exact = f64::from(pixels) * 1000.0 / f64::from(millimetres.max(1));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what it holds"
    )]
    let whole = exact.round().clamp(1.0, f64::from(u32::MAX)) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::logo::{Picture, tests::dots};
    use crate::charts::{ChartSpec, Color, Primitive, Shape, Subject, ThemeName, draw};

    fn disc(background: bool) -> Drawing {
        let color = Color { r: 10, g: 20, b: 200, a: 255 };
        let corners = vec![[0.0, 0.0], [320.0, 0.0], [320.0, 180.0], [0.0, 180.0]];
        let all = Shape::Polygon { points: corners, fill: Some(color), stroke: None };
        let center = [160.0, 90.0];
        let disc = Shape::Circle { center, radius: 40.0, fill: Some(color), stroke: None };
        let shapes = if background { vec![all, disc] } else { vec![disc] };
        Drawing {
            width: 320,
            height: 180,
            primitives: shapes.into_iter().map(|shape| Primitive { shape, point: None }).collect(),
            description: String::new(),
            title: String::new(),
            years: Vec::new(),
            typefaces: None,
        }
    }

    fn read(bytes: &[u8]) -> (png::OutputInfo, Option<PixelDimensions>, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        (info, reader.info().pixel_dims, pixels)
    }

    #[test]
    fn a_picture_has_the_pixels_that_were_asked_for() {
        for (scale, want) in [(1.0, (320, 180)), (2.0, (640, 360)), (4.0, (1280, 720))] {
            let bytes = png(&disc(true), Print { scale, paper: None }).unwrap();
            let (info, dims, pixels) = read(&bytes);
            assert_eq!((info.width, info.height), want);
            assert_eq!(info.color_type, ColorType::Rgb);
            assert!(dims.is_none());
            assert_eq!(pixels[..3], [10, 20, 200]);
        }
        assert!(png(&disc(true), Print { scale: 1000.0, paper: None }).is_err());
        assert!(png(&disc(true), Print { scale: 0.0, paper: None }).is_err());
    }

    #[test]
    fn a_picture_for_paper_says_how_large_it_is() {
        let bytes = png(&disc(true), Print { scale: 2.0, paper: Some([160, 90]) }).unwrap();
        let (_, dims, _) = read(&bytes);
        let dims = dims.unwrap();
        assert_eq!((dims.xppu, dims.yppu, dims.unit), (4000, 4000, Unit::Meter));
    }

    #[test]
    fn what_lies_below_shows_through_where_nothing_is_drawn() {
        let (info, _, pixels) = read(&png(&disc(false), Print::default()).unwrap());
        assert_eq!(info.color_type, ColorType::Rgba);
        assert_eq!(pixels[..4], [0, 0, 0, 0]);
        let middle = (90 * 320 + 160) * 4;
        assert_eq!(pixels[middle..middle + 4], [10, 20, 200, 255]);
    }

    #[test]
    fn a_logo_is_painted_where_it_stands_and_a_transparent_ground_is_none() {
        let spec = ChartSpec { theme: ThemeName::Transparent, ..ChartSpec::default() };
        let mut drawing = draw(&spec, &[], &Subject::default());
        let picture = Picture::new(dots(20, 10)).unwrap();
        let shape = Shape::Image { bounds: [100.0, 50.0, 140.0, 70.0], picture };
        drawing.primitives.push(Primitive { shape, point: None });
        for scale in [1.0, 2.0] {
            let bytes = png(&drawing, Print { scale, paper: None }).unwrap();
            let pixels = tiny_skia::Pixmap::decode_png(&bytes).unwrap();
            let times = if scale > 1.0 { 2 } else { 1 };
            let at = |x: u32, y: u32| pixels.pixel(x * times, y * times).unwrap();
            assert_eq!((at(120, 60).red(), at(120, 60).alpha()), (200, 255));
            assert_eq!(at(150, 60).alpha(), 0);
        }
    }
}
