//! The colours of charts. The palettes are Okabe and Ito's, safe for colour-blind readers
//! (<https://jfly.uni-koeln.de/color/>), darkened or lightened until each stands out from its
//! background by 3:1; text does by 4.5:1.

use super::drawing::Color;
use super::spec::ThemeName;

/// The colours that a chart is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
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
    pub palette: [Color; 8],
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color { r, g, b, a: 255 }
}

const LIGHT: Theme = Theme {
    background: rgb(0x00ff_ffff),
    ink: rgb(0x001a_1c1f),
    muted: rgb(0x0056_5c65),
    grid: rgb(0x00e3_e6ea),
    axis: rgb(0x0084_8b94),
    palette: [
        rgb(0x0000_6fae),
        rgb(0x00d0_5500),
        rgb(0x0000_8560),
        rgb(0x009b_4f96),
        rgb(0x00a8_7b00),
        rgb(0x004a_5058),
        rgb(0x002f_8fcb),
        rgb(0x007a_4a24),
    ],
};

const DARK: Theme = Theme {
    background: rgb(0x0014_171b),
    ink: rgb(0x00f2_f4f6),
    muted: rgb(0x00ae_b5bd),
    grid: rgb(0x002d_323a),
    axis: rgb(0x0074_7c86),
    palette: [
        rgb(0x005a_b0e8),
        rgb(0x00f2_8c4b),
        rgb(0x003c_c79a),
        rgb(0x00d7_9bd2),
        rgb(0x00e6_c04a),
        rgb(0x00b8_c0c8),
        rgb(0x008f_d3ff),
        rgb(0x00c7_9a6b),
    ],
};

impl Theme {
    /// The colours of that name.
    pub const fn of(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => DARK,
            _ => LIGHT,
        }
    }

    /// The colour of the series that stands at `place` in the chart.
    pub fn series(&self, place: usize) -> Color {
        self.palette.get(place % self.palette.len()).copied().unwrap_or(self.ink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Color, b: Color) -> f64 {
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

    #[test]
    fn text_and_marks_stand_out_from_the_background() {
        for name in [ThemeName::Light, ThemeName::Dark] {
            let theme = Theme::of(name);
            for text in [theme.ink, theme.muted] {
                assert!(contrast(text, theme.background) >= 4.5, "{name:?} {text:?}");
            }
            for mark in theme.palette.into_iter().chain([theme.axis]) {
                assert!(contrast(mark, theme.background) >= 3.0, "{name:?} {mark:?}");
            }
        }
    }
}
