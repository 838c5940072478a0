//! Editions side by side as PDF: pages of columns with real text, the shipped fonts, page numbers
//! and an outline of the topics.
//!
//! In two steps: [`set`] breaks words into lines, [`flow`] puts lines on pages; here the pages are
//! drawn. The same comparison makes the same bytes: no day is in the file.

mod flow;
mod set;

use super::side::SideBySide;
use super::words;
use crate::charts::Weight;
use crate::charts::text::{REGULAR, SEMI_BOLD};
use flow::{Block, Kind, Op, Page};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, TextDirection};
use krilla::{Data, Document};
use std::num::NonZeroU16;

/// The file.
pub fn pdf(shown: &SideBySide) -> Result<Vec<u8>, String> {
    let fonts = Fonts::load()?;
    let laid = flow::lay(shown);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(shown.title.clone())
            .language("en".to_owned())
            .creator(words::WRITTEN_BY.to_owned()),
    );
    let mut tags = TagTree::new().with_lang(Some("en".to_owned()));
    let mut outline = Outline::new();
    for (at, page) in laid.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(narrow(laid.size[0]), narrow(laid.size[1]));
        let mut sheet = document.start_page_with(settings.ok_or("the page has no size")?);
        let mut surface = sheet.surface();
        draw(page, &mut surface, &fonts, &mut tags);
        surface.finish();
        sheet.finish();
        for (title, y) in &page.marks {
            let place = XyzDestination::new(at, Point::from_xy(0.0, narrow(*y)));
            outline.push_child(OutlineNode::new(title.clone(), place));
        }
    }
    document.set_outline(outline);
    document.set_tag_tree(tags);
    document.finish().map_err(|error| format!("{error:?}"))
}

/// The fonts that the program ships.
struct Fonts {
    regular: Font,
    semi_bold: Font,
}

impl Fonts {
    fn load() -> Result<Self, String> {
        let load = |bytes: &'static [u8]| {
            Font::new(Data::from(bytes.to_vec()), 0).ok_or("a shipped font cannot be read")
        };
        Ok(Self { regular: load(REGULAR)?, semi_bold: load(SEMI_BOLD)? })
    }
}

fn draw(page: &Page, surface: &mut Surface<'_>, fonts: &Fonts, tags: &mut TagTree) {
    for block in &page.blocks {
        let tag = match block.kind {
            Kind::Furniture => {
                ContentTag::Artifact(Artifact::new(ArtifactType::PaginationOther, None))
            }
            Kind::Ground => ContentTag::Artifact(Artifact::new(ArtifactType::Layout, None)),
            Kind::Title | Kind::Heading | Kind::Paragraph => ContentTag::Other,
        };
        let drawn = surface.start_tagged(tag);
        draw_block(block, surface, fonts);
        surface.end_tagged();
        let level = |level| NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let mut group = match block.kind {
            Kind::Furniture | Kind::Ground => continue,
            Kind::Title => TagGroup::new(Tag::Hn(level(1), None)),
            Kind::Heading => TagGroup::new(Tag::Hn(level(2), None)),
            Kind::Paragraph => TagGroup::new(Tag::P),
        };
        group.push(drawn);
        tags.push(group);
    }
}

fn draw_block(block: &Block, surface: &mut Surface<'_>, fonts: &Fonts) {
    for op in &block.ops {
        match op {
            Op::Text { at, text, look } => {
                surface.set_fill(Some(fill(look.colour)));
                let font = match look.weight {
                    Weight::Regular => &fonts.regular,
                    Weight::SemiBold => &fonts.semi_bold,
                };
                let start = Point::from_xy(narrow(at[0]), narrow(at[1]));
                let (font, size) = (font.clone(), narrow(look.size));
                surface.draw_text(start, font, size, text, false, TextDirection::Auto);
            }
            Op::Box { at, size, colour } => {
                surface.set_fill(Some(fill(*colour)));
                let [left, top] = at.map(narrow);
                let [right, bottom] = [narrow(at[0] + size[0]), narrow(at[1] + size[1])];
                let mut path = PathBuilder::new();
                path.move_to(left, top);
                path.line_to(right, top);
                path.line_to(right, bottom);
                path.line_to(left, bottom);
                path.close();
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
            }
        }
    }
}

fn fill([red, green, blue]: [u8; 3]) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a page's lengths have single precision")]
fn narrow(length: f64) -> f32 {
    length as f32
}
