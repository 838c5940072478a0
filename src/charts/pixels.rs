//! A drawing as bare pixels, for the clipboard.

use super::drawing::Drawing;
use super::png::{PictureError, rendered};

/// Width and height, then red, green, blue and opacity of each pixel, the colours multiplied by
/// the opacity: the same picture as [`png`](super::png()) makes.
pub fn pixels(drawing: &Drawing) -> Result<([usize; 2], Vec<u8>), PictureError> {
    let pixels = rendered(drawing, 1.0)?;
    let side = |length: u32| usize::try_from(length).unwrap_or(usize::MAX);
    Ok(([side(pixels.width()), side(pixels.height())], pixels.take()))
}

#[cfg(test)]
mod tests {
    use super::super::made::{series, whole};
    use super::super::{ChartSpec, Size, Subject, draw};
    use super::*;

    #[test]
    fn a_picture_has_its_size_and_its_background() {
        let spec = ChartSpec { size: Size { width: 320, height: 180 }, ..ChartSpec::default() };
        let drawing =
            draw(&spec, &[series("Tidewatch", vec![whole(2019, 4.0)])], &Subject::default());
        let (size, pixels) = pixels(&drawing).unwrap();
        assert_eq!(size, [320, 180]);
        assert_eq!(pixels.len(), 320 * 180 * 4);
        assert_eq!(pixels[..4], [255, 255, 255, 255]);
    }
}
