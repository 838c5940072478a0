//! The colours of charts. The palettes are Okabe and Ito's, safe for colour-blind readers
//! (<https://jfly.uni-koeln.de/color/>), darkened or lightened until each stands out from its
//! background by 3:1; text does by 4.5:1.

use super::drawing::Color;
use super::spec::{ChartSpec, ThemeName};
use std::ops::Deref;

/// The most colours that a palette has.
pub const MOST_COLORS: usize = 12;

/// The colours of series, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    colors: [Color; MOST_COLORS],
    count: usize,
}

impl Palette {
    /// A palette of the first twelve of these.
    pub fn new(from: &[Color]) -> Self {
        let mut colors = [rgb(0); MOST_COLORS];
        let mut count = 0;
        for (place, color) in colors.iter_mut().zip(from) {
            *place = *color;
            count += 1;
        }
        Self { colors, count }
    }
}

impl Deref for Palette {
    type Target = [Color];

    fn deref(&self) -> &[Color] {
        self.colors.get(..self.count).unwrap_or(&self.colors)
    }
}

/// The colours that a chart is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything; of no opacity where the picture has no ground of its own.
    pub background: Color,
    /// Title and labels.
    pub ink: Color,
    /// Subtitle, axis labels, notes and source line.
    pub muted: Color,
    /// Gridlines.
    pub grid: Color,
    /// The line of zero, ticks and leaders.
    pub axis: Color,
    /// One colour a series; more series begin again with other marks.
    pub palette: Palette,
    /// Whether the columns of several series differ by a pattern too, because the colours alone do
    /// not tell them apart.
    pub patterned: bool,
}

/// An opaque colour from its usual six digits.
pub(super) const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color { r, g, b, a: 255 }
}

/// Dark on white.
pub(super) fn light() -> Theme {
    Theme {
        background: rgb(0x00ff_ffff),
        ink: rgb(0x001a_1c1f),
        muted: rgb(0x0056_5c65),
        grid: rgb(0x00e3_e6ea),
        axis: rgb(0x0084_8b94),
        palette: Palette::new(&[
            rgb(0x0000_6fae),
            rgb(0x00d0_5500),
            rgb(0x0000_8560),
            rgb(0x009b_4f96),
            rgb(0x00a8_7b00),
            rgb(0x004a_5058),
            rgb(0x002f_8fcb),
            rgb(0x007a_4a24),
        ]),
        patterned: false,
    }
}

/// Light on near black.
pub(super) fn dark() -> Theme {
    Theme {
        background: rgb(0x0014_171b),
        ink: rgb(0x00f2_f4f6),
        muted: rgb(0x00ae_b5bd),
        grid: rgb(0x002d_323a),
        axis: rgb(0x0074_7c86),
        palette: Palette::new(&[
            rgb(0x005a_b0e8),
            rgb(0x00f2_8c4b),
            rgb(0x003c_c79a),
            rgb(0x00d7_9bd2),
            rgb(0x00e6_c04a),
            rgb(0x00b8_c0c8),
            rgb(0x008f_d3ff),
            rgb(0x00c7_9a6b),
        ]),
        patterned: false,
    }
}

/// Dark on nothing. The grid is a grey that is seen on white and on pale grounds.
fn transparent() -> Theme {
    Theme { background: Color { a: 0, ..rgb(0x00ff_ffff) }, grid: rgb(0x00d5_d9de), ..light() }
}

/// Black and greys on white.
fn monochrome() -> Theme {
    Theme {
        ink: rgb(0),
        muted: rgb(0x004a_4a4a),
        grid: rgb(0x00dd_dddd),
        axis: rgb(0x0077_7777),
        palette: Palette::new(&[rgb(0), rgb(0x0076_7676), rgb(0x003f_3f3f), rgb(0x0090_9090)]),
        patterned: true,
        ..light()
    }
}

impl Theme {
    /// The colours of that name; the user's own are light until there are any.
    pub fn of(name: ThemeName) -> Self {
        match name {
            ThemeName::Light | ThemeName::Own => light(),
            ThemeName::Dark => dark(),
            ThemeName::Transparent => transparent(),
            ThemeName::Monochrome => monochrome(),
        }
    }

    /// The colours that a chart is to be drawn in.
    pub fn chosen(spec: &ChartSpec) -> Self {
        match (&spec.own_theme, spec.theme) {
            (Some(own), ThemeName::Own) => own.theme(),
            (_, name) => Self::of(name),
        }
    }

    /// The colour of the series that stands at `place` in the chart.
    pub fn series(&self, place: usize) -> Color {
        let count = self.palette.len().max(1);
        self.palette.get(place % count).copied().unwrap_or(self.ink)
    }
}

/// How much two colours stand out from each other, 1 to 21, as WCAG 2.2 defines it.
pub fn contrast(a: Color, b: Color) -> f64 {
    let light = |color: Color| {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(color.r) + 0.7152 * part(color.g) + 0.0722 * part(color.b)
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_marks_stand_out_from_the_background() {
        use ThemeName::{Dark, Light, Monochrome, Transparent};
        for name in [Light, Dark, Transparent, Monochrome] {
            let theme = Theme::of(name);
            for text in [theme.ink, theme.muted] {
                assert!(contrast(text, theme.background) >= 4.5, "{name:?} {text:?}");
            }
            for mark in theme.palette.iter().copied().chain([theme.axis]) {
                assert!(contrast(mark, theme.background) >= 3.0, "{name:?} {mark:?}");
            }
        }
    }

    #[test]
    fn monochrome_has_no_colour_and_transparent_no_ground() {
        let grey = |color: &Color| color.r == color.g && color.g == color.b;
        let theme = Theme::of(ThemeName::Monochrome);
        let others = [theme.background, theme.ink, theme.muted, theme.grid, theme.axis];
        assert!(theme.palette.iter().chain(&others).all(grey));
        assert!(theme.patterned);
        assert_eq!(Theme::of(ThemeName::Transparent).background.a, 0);
    }

    #[test]
    fn a_palette_keeps_twelve_colours_at_most() {
        let many: Vec<Color> = (0..20).map(rgb).collect();
        assert_eq!(Palette::new(&many).len(), MOST_COLORS);
        assert_eq!(&*Palette::new(&[rgb(5)]), &[rgb(5)]);
    }
}
