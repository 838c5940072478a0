//! What a theme of the user's own needs in the window: its typefaces, and its logo as a texture.

use crate::charts::{Drawing, Picture, Typeface, Weight};
use eframe::egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use eframe::egui::{
    Color32, ColorImage, Context, FontData, FontFamily, FontId, Id, Painter, Rect, TextureHandle,
    TextureOptions,
};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The font for a text of the drawing, where that has a typeface of its own which the window
/// knows. A new one is handed to the window, which has it from the next frame on.
pub fn font(
    context: &Context,
    drawing: &Drawing,
    text: &str,
    weight: Weight,
    size: f32,
) -> Option<FontId> {
    let face = drawing.typeface(text, weight)?;
    let family = FontFamily::Name(name_of(face).into());
    let known = context.fonts(|fonts| fonts.definitions().families.contains_key(&family));
    if known {
        return Some(FontId::new(size, family));
    }
    let FontFamily::Name(name) = &family else { return None };
    let name = name.to_string();
    let insert = InsertFontFamily { family, priority: FontPriority::Highest };
    let data = FontData::from_owned(face.bytes().to_vec());
    context.add_font(FontInsert::new(&name, data, vec![insert]));
    context.request_repaint();
    None
}

/// A name that no other typeface has: two files of one family are two typefaces here.
fn name_of(face: &Typeface) -> String {
    let mut hasher = DefaultHasher::new();
    face.bytes().hash(&mut hasher);
    format!("chart {} {:016x}", face.family(), hasher.finish())
}

/// Paints a picture of dots into `rect`. It is read once and kept as a texture.
pub fn paint_picture(painter: &Painter, picture: &Picture, rect: Rect) {
    let context = painter.ctx();
    let id = Id::unique(("chart logo", picture.png().as_ptr() as usize, picture.png().len()));
    let known: Option<TextureHandle> = context.data(|data| data.get_temp(id));
    let texture = known.or_else(|| {
        let (size, pixels) = picture.pixels()?;
        let image = ColorImage::from_rgba_premultiplied(size, &pixels);
        let texture = context.load_texture("chart logo", image, TextureOptions::LINEAR);
        context.data_mut(|data| data.insert_temp(id, texture.clone()));
        Some(texture)
    });
    if let Some(texture) = texture {
        let all = Rect::from_min_max([0.0, 0.0].into(), [1.0, 1.0].into());
        painter.image(texture.id(), rect, all, Color32::WHITE);
    }
}
