//! The program's icon, drawn once at start from the same file that packages use.

use eframe::egui::IconData;
use resvg::{tiny_skia, usvg};

const SVG: &str = include_str!("../../assets/icon.svg");

/// Width and height in pixels: what window managers scale down from.
const SIDE: u32 = 128;

/// The icon; nothing where it cannot be drawn, and the window then has the system's own.
pub fn icon() -> Option<IconData> {
    let tree = usvg::Tree::from_str(SVG, &usvg::Options::default()).ok()?;
    let mut pixels = tiny_skia::Pixmap::new(SIDE, SIDE)?;
    let scale = SIDE as f32 / tree.size().width();
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Some(IconData { rgba: pixels.take_demultiplied(), width: SIDE, height: SIDE })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_icon_is_drawn_and_its_corners_are_clear() {
        let icon = super::icon().unwrap();
        assert_eq!(icon.rgba.len(), (icon.width * icon.height * 4) as usize);
        assert_eq!(icon.rgba[3], 0, "the corner shows what is behind");
        let opaque = icon.rgba.iter().skip(3).step_by(4).filter(|alpha| **alpha == 255).count();
        assert!(opaque > icon.rgba.len() / 8, "most of it is filled");
    }
}
