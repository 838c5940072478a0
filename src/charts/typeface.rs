//! Typefaces of a user's own theme: their letters' sizes, and which texts they can set.
//!
//! In come the bytes of a font file, out comes what a layout needs to measure text in it. A text
//! with a letter that the font lacks is set in Inter as a whole, so that no word changes its face.

use super::drawing::Weight;
use super::text::Extent;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use thiserror::Error;
use ttf_parser::{Face, name_id};

/// The largest font file that is taken: it is saved with every chart that uses it.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// Why a file is no typeface for charts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TypefaceError {
    /// It is too large.
    #[error("it is larger than {} MB", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is none, or damaged.
    #[error("it is not a TrueType or OpenType font (.ttf, .otf)")]
    NotAFont,
    /// It lacks letters that every chart needs.
    #[error("it lacks letters that every chart needs ({0})")]
    Lacks(char),
}

/// A typeface, cheap to hand on.
#[derive(Clone)]
pub struct Typeface(Arc<Parts>);

struct Parts {
    bytes: Vec<u8>,
    family: String,
    highest: f64,
    lowest: f64,
    letters: HashMap<char, Letter>,
}

/// The sizes of a letter in em.
#[derive(Clone, Copy, Default)]
struct Letter {
    advance: f64,
    above: f64,
    below: f64,
}

/// What a chart cannot do without.
const NEEDED: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,:;()-";

impl Typeface {
    /// Reads a font file.
    pub fn new(bytes: Vec<u8>) -> Result<Self, TypefaceError> {
        if bytes.len() > MOST_BYTES {
            return Err(TypefaceError::TooLarge);
        }
        let face = Face::parse(&bytes, 0).map_err(|_| TypefaceError::NotAFont)?;
        let em = f64::from(face.units_per_em().max(1));
        let letters = letters(&face, em);
        if let Some(missing) = NEEDED.chars().find(|letter| !letters.contains_key(letter)) {
            return Err(TypefaceError::Lacks(missing));
        }
        let family = family(&face).ok_or(TypefaceError::NotAFont)?;
        let highest = f64::from(face.ascender()) / em;
        let lowest = f64::from(-face.descender()) / em;
        Ok(Self(Arc::new(Parts { bytes, family, highest, lowest, letters })))
    }

    /// The file's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The family's name, as pictures ask for it.
    pub fn family(&self) -> &str {
        &self.0.family
    }

    /// Whether it has all letters of `text`.
    pub fn covers(&self, text: &str) -> bool {
        text.chars().all(|letter| self.0.letters.contains_key(&letter))
    }

    fn measure(&self, text: &str, size: f64) -> Extent {
        let mut extent = Extent::default();
        for letter in text.chars().filter_map(|letter| self.0.letters.get(&letter)) {
            extent.width += letter.advance * size;
            extent.ascent = extent.ascent.max(letter.above.min(self.0.highest) * size);
            extent.descent = extent.descent.max(letter.below.min(self.0.lowest) * size);
        }
        extent
    }
}

impl fmt::Debug for Typeface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typeface({}, {} bytes)", self.0.family, self.0.bytes.len())
    }
}

impl PartialEq for Typeface {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.bytes == other.0.bytes
    }
}

/// All letters that the font maps, with their sizes.
fn letters(face: &Face<'_>, em: f64) -> HashMap<char, Letter> {
    let mut letters = HashMap::new();
    for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables) {
        if !table.is_unicode() {
            continue;
        }
        table.codepoints(|code| {
            let Some(letter) = char::from_u32(code) else { return };
            let Some(glyph) = face.glyph_index(letter).filter(|glyph| glyph.0 != 0) else { return };
            let advance = f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / em;
            let outline = face.glyph_bounding_box(glyph);
            let (above, below) = outline.map_or((0.0, 0.0), |outline| {
                (f64::from(outline.y_max) / em, f64::from(-outline.y_min) / em)
            });
            letters.insert(letter, Letter { advance, above, below });
        });
    }
    letters
}

/// The family's name: the typographic one where there is one.
fn family(face: &Face<'_>) -> Option<String> {
    let named = |id: u16| {
        let names = face.names().into_iter().filter(|name| name.name_id == id);
        names.filter_map(|name| name.to_string()).find(|name| !name.trim().is_empty())
    };
    named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY))
}

/// The typefaces of a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Typefaces {
    /// For all text, and for titles where there is no other.
    pub regular: Typeface,
    /// For titles.
    pub bold: Option<Typeface>,
}

impl Typefaces {
    /// The one that `text` is set in; `None` where it lacks a letter of it.
    pub fn of(&self, text: &str, weight: Weight) -> Option<&Typeface> {
        let bold = self.bold.as_ref().filter(|_| weight == Weight::SemiBold);
        Some(bold.unwrap_or(&self.regular)).filter(|face| face.covers(text))
    }
}

/// Bytes as they are kept in a file.
pub(super) fn written(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// The bytes that [`written`] kept.
pub(super) fn read(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text).ok()
}

thread_local! {
    /// The typefaces of the chart that is being drawn. plotters hands its back end a font's name
    /// and never the font; so the layout, too, asks here rather than at the end of every call.
    static CURRENT: RefCell<Option<Typefaces>> = const { RefCell::new(None) };
}

/// Does `work` with text measured in these typefaces.
pub(super) fn set_in<T>(typefaces: Option<Typefaces>, work: impl FnOnce() -> T) -> T {
    /// Puts back what there was, also should the work fail.
    struct Before(Option<Typefaces>);
    impl Drop for Before {
        fn drop(&mut self) {
            CURRENT.with(|current| current.replace(self.0.take()));
        }
    }
    let _before = Before(CURRENT.with(|current| current.replace(typefaces)));
    work()
}

/// The extent of `text` in the typeface of the chart that is being drawn, where it has one that can
/// set it.
pub(super) fn measured(text: &str, weight: Weight, size: f64) -> Option<Extent> {
    CURRENT.with_borrow(|current| {
        let face = current.as_ref()?.of(text, weight)?;
        Some(face.measure(text, size))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::text;

    const SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");

    #[test]
    fn a_font_is_read_and_measures_text_while_its_chart_is_drawn() {
        let face = Typeface::new(SERIF.to_vec()).unwrap();
        assert_eq!(face.family(), "Noto Serif");
        let inter = text::width("Prisoners", Weight::Regular, 40.0);
        let fonts = Typefaces { regular: face, bold: None };
        let own = set_in(Some(fonts), || text::width("Prisoners", Weight::Regular, 40.0));
        assert!((own - inter).abs() > 1.0, "{own} {inter}");
        assert_eq!(text::width("Prisoners", Weight::Regular, 40.0), inter, "as before");
    }

    #[test]
    fn a_text_with_a_letter_that_the_font_lacks_is_set_in_inter() {
        let fonts = Typefaces { regular: Typeface::new(SERIF.to_vec()).unwrap(), bold: None };
        assert!(fonts.of("Қазақстан 2019", Weight::SemiBold).is_some());
        assert!(fonts.of("Prisoners 囚", Weight::Regular).is_none());
    }

    #[test]
    fn what_is_no_font_is_refused_with_its_reason() {
        assert_eq!(Typeface::new(b"no font".to_vec()), Err(TypefaceError::NotAFont));
        assert_eq!(Typeface::new(vec![0; MOST_BYTES + 1]), Err(TypefaceError::TooLarge));
        let cut = SERIF[..SERIF.len() / 3].to_vec();
        assert!(Typeface::new(cut).is_err());
    }
}
