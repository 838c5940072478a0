//! Pages as they are printed: a PDF file's bytes and the number of a page go in, its pixels come
//! out. Pure, and bounded in the pixels that it makes; whoever calls it contains panics.

use super::open;
use crate::reading::ReadError;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use serde::{Deserialize, Serialize};

/// The most pixels that a picture has: four bytes each, so 96 MB.
pub const MOST_PIXELS: f32 = 24_000_000.0;

/// The most pixels that a picture is wide or high.
const LONGEST_SIDE: f32 = 16_000.0;

/// A page in pixels, on white paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PagePicture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The pixels by rows from the upper left: red, green, blue and alpha, a byte each, opaque.
    pub rgba: Vec<u8>,
    /// The page's width and height in points, turned as it is shown.
    pub points: [f32; 2],
}

/// The width and height of every page in points, turned as they are shown.
pub fn page_sizes(bytes: &[u8], password: Option<&str>) -> Result<Vec<[f32; 2]>, ReadError> {
    let pdf = open(bytes, password.unwrap_or_default())?;
    let size = |page: &Page<'_>| {
        let (width, height) = page.render_dimensions();
        [width, height]
    };
    Ok(pdf.pages().iter().take(super::MOST_PAGES).map(size).collect())
}

/// Draws a page, counted from 1, at `scale` pixels a point. A picture that would be larger than
/// is made at most is made smaller: its width tells the scale that it has.
pub fn picture(
    bytes: &[u8],
    page: u32,
    scale: f32,
    password: Option<&str>,
) -> Result<PagePicture, ReadError> {
    let pdf = open(bytes, password.unwrap_or_default())?;
    let at = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
    let Some(page) = at.and_then(|at| pdf.pages().get(at)) else {
        return Err(ReadError::Damaged("it has no such page".to_owned()));
    };
    let (width, height) = page.render_dimensions();
    let scale = bounded(scale, width, height);
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixels = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    Ok(PagePicture {
        width: u32::from(pixels.width()),
        height: u32::from(pixels.height()),
        rgba: pixels.data_as_u8_slice().to_vec(),
        points: [width, height],
    })
}

/// The scale nearest to `wanted` at which a page of this size is a picture of bounded size, and of
/// a pixel at least.
fn bounded(wanted: f32, width: f32, height: f32) -> f32 {
    let (width, height) = (width.max(1.0), height.max(1.0));
    let least = 1.0 / width.min(height);
    let most = (MOST_PIXELS / width / height).sqrt().min(LONGEST_SIDE / width.max(height));
    let wanted = if wanted.is_finite() { wanted } else { 1.0 };
    wanted.max(least).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one page for each size given, each with a black square of 100 points in its
    /// upper left corner; the second page lies on its side.
    fn file(sizes: &[[u32; 2]]) -> Vec<u8> {
        let kids: Vec<String> =
            (0..sizes.len()).map(|page| format!("{} 0 R", 3 + 2 * page)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Count {} /Kids [{}] >>", sizes.len(), kids.join(" ")),
        ];
        for (page, [width, height]) in sizes.iter().enumerate() {
            let turn = if page == 1 { "/Rotate 90" } else { "" };
            let drawn = 4 + 2 * page;
            let page = format!("/MediaBox [0 0 {width} {height}] {turn} /Contents {drawn} 0 R");
            objects.push(format!("<< /Type /Page /Parent 2 0 R {page} >>"));
            let square = format!("0 g 0 {} 100 100 re f", height - 100);
            objects.push(format!("<< /Length {} >>\nstream\n{square}\nendstream", square.len()));
        }
        let mut file = "%PDF-1.4\n".to_owned();
        for (number, object) in (1..).zip(&objects) {
            file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
        }
        file.push_str("trailer << /Root 1 0 R >>\n%%EOF\n");
        file.into_bytes()
    }

    fn pixel(picture: &PagePicture, x: u32, y: u32) -> [u8; 4] {
        let at = 4 * (y * picture.width + x) as usize;
        picture.rgba[at..at + 4].try_into().unwrap()
    }

    const BLACK: [u8; 4] = [0, 0, 0, 255];
    const PAPER: [u8; 4] = [255, 255, 255, 255];

    #[test]
    fn a_page_is_drawn_on_white_paper_at_the_scale_asked_for() {
        let file = file(&[[300, 400], [300, 400]]);
        let drawn = picture(&file, 1, 2.0, None).unwrap();
        assert_eq!((drawn.width, drawn.height, drawn.points), (600, 800, [300.0, 400.0]));
        assert_eq!(drawn.rgba.len(), 600 * 800 * 4);
        assert_eq!(pixel(&drawn, 100, 100), BLACK);
        assert_eq!(pixel(&drawn, 300, 100), PAPER);
        assert_eq!(pixel(&drawn, 100, 700), PAPER);
    }

    #[test]
    fn a_turned_page_is_shown_turned() {
        let file = file(&[[300, 400], [300, 400]]);
        assert_eq!(page_sizes(&file, None).unwrap(), [[300.0, 400.0], [400.0, 300.0]]);
        let drawn = picture(&file, 2, 1.0, None).unwrap();
        assert_eq!(pixel(&drawn, 350, 50), BLACK, "the upper left has gone to the upper right");
        assert_eq!(pixel(&drawn, 50, 50), PAPER);
    }

    #[test]
    fn no_size_of_page_or_scale_makes_a_picture_beyond_bounds() {
        for (width, height) in [(612.0, 792.0), (14_400.0, 14_400.0), (1.0, 14_400.0)] {
            for wanted in [0.0, 1.0, 50.0, 1e9, f32::NAN, f32::INFINITY, -3.0] {
                let scale = bounded(wanted, width, height);
                let (across, down) = (width * scale, height * scale);
                assert!(across * down <= MOST_PIXELS * 1.001, "{width} × {height} at {wanted}");
                assert!(across.max(down) <= LONGEST_SIDE * 1.001);
                assert!(across >= 0.99 && down >= 0.99, "{across} × {down}");
            }
        }
    }

    #[test]
    fn a_page_that_is_not_there_and_a_file_that_is_none_are_told() {
        let file = file(&[[300, 400]]);
        for page in [0, 2, u32::MAX] {
            assert!(matches!(picture(&file, page, 1.0, None), Err(ReadError::Damaged(_))));
        }
        assert!(picture(b"%PDF-1.7 and nothing", 1, 1.0, None).is_err());
        assert!(page_sizes(b"", None).is_err());
    }
}
