//! The pictures of printed pages as they are kept for the screen: few, the latest used, and each
//! as sharp as the screen shows it.

use crate::library::{Ask, PagedFile};
use crate::reading::pdf::{MOST_PIXELS, PagePicture};
use eframe::egui::{Color32, ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// How many pages are kept.
const KEPT: usize = 12;

/// How many bytes of pixels are kept.
const KEPT_BYTES: usize = 200 << 20;

/// The picture of a page on the screen.
struct Kept {
    texture: TextureHandle,
    /// Pixels a point of the paper, as it was asked for.
    scale: f32,
    /// The frame that it was shown in last.
    used: u64,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.texture.size();
        f.debug_struct("Kept").field("size", &size).field("scale", &self.scale).finish()
    }
}

/// The pictures of one file's pages.
#[derive(Debug, Default)]
pub struct Textures {
    kept: HashMap<u32, Kept>,
    failed: HashMap<u32, String>,
    frame: u64,
}

impl Textures {
    /// Begins a frame.
    pub fn begin(&mut self) {
        self.frame += 1;
    }

    /// The picture of a page, sharp or not.
    pub fn get(&mut self, page: u32) -> Option<&TextureHandle> {
        let frame = self.frame;
        let kept = self.kept.get_mut(&page)?;
        kept.used = frame;
        Some(&kept.texture)
    }

    /// Whether a page's picture has this scale.
    pub fn is_sharp(&self, page: u32, scale: f32) -> bool {
        self.kept.get(&page).is_some_and(|kept| kept.scale == scale)
    }

    /// Why a page could not be drawn.
    pub fn failure(&self, page: u32) -> Option<&str> {
        self.failed.get(&page).map(String::as_str)
    }

    /// Lets a page that could not be drawn be drawn again.
    pub fn try_again(&mut self, page: u32) {
        self.failed.remove(&page);
    }

    /// Takes a picture that has come.
    pub fn take(&mut self, context: &Context, page: u32, scale: f32, picture: &PagePicture) {
        let Some(image) = ink(picture) else {
            self.fail(page, "its picture is damaged".to_owned());
            return;
        };
        let texture = context.load_texture(format!("page {page}"), image, TextureOptions::LINEAR);
        self.kept.insert(page, Kept { texture, scale, used: self.frame });
        self.let_go();
    }

    /// Notes that a page could not be drawn.
    pub fn fail(&mut self, page: u32, why: String) {
        self.failed.insert(page, why);
    }

    /// What is to be asked for of these pages, the most urgent first, each with its scale. While
    /// the scale changes from frame to frame only what has no picture at all is asked for.
    pub fn wanted(&self, file: &Arc<PagedFile>, pages: &[(u32, f32)], settled: bool) -> Vec<Ask> {
        let missing = pages.iter().filter(|(page, scale)| {
            let has =
                if settled { self.is_sharp(*page, *scale) } else { self.kept.contains_key(page) };
            !has && !self.failed.contains_key(page)
        });
        missing.map(|(page, scale)| Ask::Picture(Arc::clone(file), *page, *scale)).collect()
    }

    /// Lets go what was not shown for longest, where there is too much. What is shown in this
    /// frame stays.
    fn let_go(&mut self) {
        let bytes = |kept: &HashMap<u32, Kept>| -> usize {
            kept.values().map(|kept| kept.texture.byte_size()).sum()
        };
        while self.kept.len() > KEPT || bytes(&self.kept) > KEPT_BYTES {
            let old = self.kept.iter().filter(|(_, kept)| kept.used + 1 < self.frame);
            let Some(page) = old.min_by_key(|(_, kept)| kept.used).map(|(page, _)| *page) else {
                return;
            };
            self.kept.remove(&page);
        }
    }
}

/// The scale nearest to `wanted` at which a page's picture can be made and shown: the graphics
/// card takes no picture with a side longer than `longest`.
pub fn drawable(wanted: f32, [width, height]: [f32; 2], longest: usize) -> f32 {
    let (width, height) = (width.max(1.0), height.max(1.0));
    let most = (MOST_PIXELS / width / height).sqrt().min(longest as f32 / width.max(height));
    // In thousandths, so that the same zoom always asks for the same picture.
    (wanted.min(most) * 1000.0).floor() / 1000.0
}

/// What is printed on the page, without the paper: white is clear, and all else as much so as it
/// is pale. Over white it looks as the page does, and over a marker's colour as ink does.
fn ink(picture: &PagePicture) -> Option<ColorImage> {
    let size = [picture.width as usize, picture.height as usize];
    let [width, height] = size;
    if width.checked_mul(height)?.checked_mul(4)? != picture.rgba.len() || width * height == 0 {
        return None;
    }
    let (pixels, _) = picture.rgba.as_chunks::<4>();
    let clear = |[red, green, blue, _]: &[u8; 4]| {
        let paper = *red.min(green).min(blue);
        Color32::from_rgba_premultiplied(red - paper, green - paper, blue - paper, 255 - paper)
    };
    Some(ColorImage::new(size, pixels.iter().map(clear).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(pixels: &[[u8; 4]]) -> PagePicture {
        let width = u32::try_from(pixels.len()).unwrap();
        PagePicture { width, height: 1, rgba: pixels.concat(), points: [1.0, 1.0] }
    }

    #[test]
    fn over_white_paper_the_ink_is_the_page() {
        let page = [[255, 255, 255, 255], [0, 0, 0, 255], [90, 120, 200, 255], [254, 3, 7, 255]];
        let ink = ink(&picture(&page)).unwrap();
        assert_eq!(ink.pixels[0], Color32::TRANSPARENT);
        for (pixel, page) in ink.pixels.iter().zip(page) {
            let over = |part: u8| part + (255 - pixel.a());
            assert_eq!([over(pixel.r()), over(pixel.g()), over(pixel.b()), 255], page);
        }
    }

    #[test]
    fn a_picture_that_does_not_fit_its_size_is_refused() {
        let mut odd = picture(&[[0; 4]; 3]);
        odd.width = 4;
        assert_eq!(ink(&odd), None);
        odd.width = u32::MAX;
        odd.height = u32::MAX;
        assert_eq!(ink(&odd), None);
    }

    #[test]
    fn few_pages_are_kept_and_what_is_shown_stays() {
        let (context, mut textures) = (Context::default(), Textures::default());
        let small = picture(&[[9, 9, 9, 255]]);
        for page in 1..=30 {
            textures.begin();
            textures.get(1);
            textures.take(&context, page, 1.0, &small);
        }
        assert_eq!(textures.kept.len(), KEPT);
        assert!(textures.get(1).is_some() && textures.get(30).is_some());
        assert!(textures.get(2).is_none());
    }

    #[test]
    fn what_is_not_sharp_is_asked_for_when_the_scale_has_settled() {
        let file = Arc::new(PagedFile { path: "report.pdf".into(), password: None });
        let mut textures = Textures::default();
        textures.take(&Context::default(), 2, 1.0, &picture(&[[9, 9, 9, 255]]));
        textures.fail(3, "damaged".to_owned());
        let wanted = |textures: &Textures, settled| -> Vec<u32> {
            let asked = textures.wanted(&file, &[(2, 1.5), (3, 1.5), (4, 1.5)], settled);
            let page = |ask: &Ask| if let Ask::Picture(_, page, _) = ask { *page } else { 0 };
            asked.iter().map(page).collect()
        };
        assert_eq!(wanted(&textures, false), [4]);
        assert_eq!(wanted(&textures, true), [2, 4]);
        textures.try_again(3);
        assert_eq!(wanted(&textures, true), [2, 3, 4]);
    }

    #[test]
    fn the_scale_is_one_that_can_be_shown() {
        assert_eq!(drawable(1.25, [612.0, 792.0], 8192), 1.25);
        assert_eq!(drawable(9.0, [612.0, 792.0], 2048), 2.585);
        assert!(drawable(90.0, [612.0, 792.0], 16_384).powi(2) * 612.0 * 792.0 <= MOST_PIXELS);
    }
}
