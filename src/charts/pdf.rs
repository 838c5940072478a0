//! Drawings as PDF: vector, real text, the fonts embedded as far as they are used. The same
//! drawings make the same bytes: no day is in the file.

use super::drawing::Drawing;
use super::png::PictureError;
use super::tree::tree;
use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};

/// Points of a PDF in a pixel of a screen, which has 96 to the inch.
const PIXEL: f64 = 0.75;
/// Points in a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// Writes the drawings as one file, a page each: of the size in millimetres that is given with it,
/// else of the drawing's pixels at 96 to the inch.
pub fn pdf(pages: &[(&Drawing, Option<[u32; 2]>)]) -> Result<Vec<u8>, PictureError> {
    let mut document = Document::new();
    let title = pages.first().map_or("", |(drawing, _)| drawing.title.as_str());
    let about = pages.first().map_or("", |(drawing, _)| drawing.description.as_str());
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .description(about.to_owned())
            .language("en".to_owned())
            .creator(concat!("Rapporteur ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut tags = TagTree::new().with_lang(Some("en".to_owned()));
    for (drawing, paper) in pages {
        let size = page_size(drawing, *paper);
        let wrong = || PictureError::Size {
            width: u64::from(drawing.width),
            height: u64::from(drawing.height),
        };
        let size = Size::from_wh(size[0], size[1]).ok_or_else(wrong)?;
        let settings = PageSettings::from_wh(size.width(), size.height()).ok_or_else(wrong)?;
        let tree = tree(drawing)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let drawn = surface.start_tagged(ContentTag::Other);
        let done = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.end_tagged();
        surface.finish();
        page.finish();
        done.ok_or_else(wrong)?;
        let mut figure = TagGroup::new(Tag::Figure(Some(drawing.description.clone())));
        figure.push(drawn);
        tags.push(figure);
    }
    document.set_tag_tree(tags);
    document.finish().map_err(|error| PictureError::Writing(format!("{error:?}")))
}

/// Width and height of a page in points.
fn page_size(drawing: &Drawing, paper: Option<[u32; 2]>) -> [f32; 2] {
    let (sides, unit) = match paper {
        Some(sides) => (sides, MILLIMETRE),
        None => ([drawing.width, drawing.height], PIXEL),
    };
    sides.map(|side| super::canvas::narrow(f64::from(side) * unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::logo::{Picture, tests::dots};
    use crate::charts::made::{series, whole};
    use crate::charts::{ChartSpec, Primitive, Shape, Subject, draw};
    use hayro::hayro_syntax::Pdf;

    fn drawing() -> Drawing {
        let points = (2011..2016).map(|year| whole(year, f64::from(year) / 7.0)).collect();
        let own = ChartSpec { title: Some("Hail & rain".to_owned()), ..ChartSpec::default() };
        draw(&own, &[series("Tidewatch", points)], &Subject::default())
    }

    #[test]
    fn the_same_drawings_make_the_same_pages() {
        let drawing = drawing();
        let pages = [(&drawing, None), (&drawing, Some([160, 90]))];
        let bytes = pdf(&pages).unwrap();
        assert_eq!(bytes, pdf(&pages).unwrap());
        let read = Pdf::new(bytes).unwrap();
        let sizes: Vec<(f32, f32)> =
            read.pages().iter().map(hayro::hayro_syntax::page::Page::render_dimensions).collect();
        assert_eq!(sizes[0], (1440.0, 810.0));
        assert!((sizes[1].0 - 453.54).abs() < 0.1 && (sizes[1].1 - 255.12).abs() < 0.1);
    }

    #[test]
    fn a_page_has_a_title_an_alternative_text_and_its_fonts() {
        let bytes = pdf(&[(&drawing(), None)]).unwrap();
        let has = |words: &[u8]| memchr::memmem::find(&bytes, words).is_some();
        assert!(has(b"Hail & rain") && has(b"/Figure") && has(b"/Alt"));
        assert!(has(b"/FontFile3") && has(b"+Inter"));
        assert!(!has(b"CreationDate"));
    }

    #[test]
    fn a_logo_is_a_picture_in_the_page() {
        let mut drawing = drawing();
        let picture = Picture::new(dots(20, 10)).unwrap();
        let shape = Shape::Image { bounds: [100.0, 50.0, 140.0, 70.0], picture };
        drawing.primitives.push(Primitive { shape, point: None });
        let bytes = pdf(&[(&drawing, None)]).unwrap();
        let count = |bytes: &[u8]| memchr::memmem::find_iter(bytes, b"/Image").count();
        assert!(count(&bytes) > count(&pdf(&[(&self::drawing(), None)]).unwrap()));
    }
}
